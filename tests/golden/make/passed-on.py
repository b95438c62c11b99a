"""passed-on - engines that pass on messages of one sender under his name, and
scanners and a workstation of whom the images alone would tell otherwise.

Patient texts are of the form ZZPAT^CANARY and ZZ900...; none may get through.
"""
import os
import runpy
import sys
from types import SimpleNamespace

from wire import Host, Wire

here = os.path.dirname(os.path.abspath(__file__))
dicom = SimpleNamespace(**runpy.run_path(os.path.join(here, "dicom-roles.py")))
CT, SC, MPPS, WORKLIST = dicom.CT, dicom.SC, dicom.MPPS, dicom.WORKLIST
EXPLICIT, IMPLICIT = dicom.EXPLICIT, dicom.IMPLICIT
Association, Node, image = dicom.Association, dicom.Node, dicom.image


def host(n, oui="98:e7:43"):
    return Host(f"{oui}:00:30:{n:02x}", f"10.30.0.{n}")


w = Wire()
ehr, engine, lab, ward, pdms = (host(n) for n in (10, 11, 12, 13, 14))
ventilator = host(21, "00:10:5d")
analyser = host(22, "00:06:6b")
ward_engine, lab_engine = host(31), host(32)
for h in (ehr, engine, lab, ward, pdms, ventilator, analyser, ward_engine,
          lab_engine):
    w.arp(h)

PID = "PID|1||ZZ900001^^^ZZ^MR||ZZPAT^CANARY||19510213|F|||ZZ CANARY LANE"


def message(sender, kind, *segments, version="2.5.1"):
    msh = f"MSH|^~\\&|{sender}|ZZHOSP|HIE|ZZHOSP|20261125100000||{kind}|1|P|" \
          f"{version}"
    return ("\x0b" + "\r".join((msh, PID) + segments) + "\r\x1c\r").encode()


def send(client, server, port, octets, name):
    t = w.tcp(client, server, port)
    for _ in range(2):
        t.client(octets)
        t.server(f"\x0bMSH|^~\\&|{name}|ZZHOSP|||2026||ACK|1|P|2.5\rMSA|AA|1\r"
                 "\x1c\r".encode())
    t.close()


# Admissions, an analyser and a ventilator, each through an engine of its own; the
# system that tells of admissions is sent reports by its engine.
ADT = message("EPIC", "ADT^A01", "PV1|1|I|ICU^CANARY^1|||ZZDOC^CANARY",
              version="2.3")
REPORT = message("LABSYS", "ORU^R01", "OBR|1|ZZ900005||CANARY")
RESULT = message(
    "XN-1000^00066B003016^EUI-48", "ORU^R01^ORU_R01",
    "OBR|1|ZZ900002||CBC", "OBX|1|NM|6690-2^WBC^LN||6.1|||||||||||||"
    "XN-1000^11877^00066B003016^EUI-48")
BREATHS = message(
    "EVITA_V800", "ORU^R01^ORU_R01", "OBR|1|ZZ900003||V",
    "OBX|1||70001^MDC_DEV_VENT_MDS^MDC|1.0.0.0|||||||X|||||||"
    "Evita V800^^ASAA-0043^Draeger", version="2.6")


def pass_on():
    send(ehr, engine, 6660, ADT, "HIE")
    send(engine, lab, 5000, ADT, "LIS")
    send(engine, ward, 5001, ADT, "WARD")
    send(engine, ehr, 5004, REPORT, "EPIC")
    send(analyser, lab_engine, 6661, RESULT, "HIE2")
    send(lab_engine, lab, 5002, RESULT, "LIS")
    send(ventilator, ward_engine, 6662, BREATHS, "HIE3")
    send(ward_engine, pdms, 5003, BREATHS, "PDMS")


pass_on()

# Devices behind a LIS: a maker in the third place, and figures that are no EUI.
send(lab, pdms, 7000, message(
    "LABSYS", "ORU^R01", "OBR|1|ZZ900004||GLU",
    "OBX|1|NM|GLU||5.1|||||||||||||Meter II^UU14000123^Roche",
    "OBX|2|NM|GLU||5.2|||||||||||||Meter II^UU14000124^Roche",
    "OBX|3|NM|GLU||5.3|||||||||||||0000000000123456"), "PDMS")

# A scanner whose images name another station than its title; its performed
# step says what it acquired. A workstation that keeps what it reckoned.
archive = Node(host(40), "ARCH1", "1.2.3.4.1", "X1")
ris = Node(host(41), "RIS1", "1.2.3.4.2", "R1")
scanner = Node(host(42, "20:e7:91"), "CT01", "1.3.12.2.1107.5.1.4", "SIEMENS_CT")
desk = Node(host(43), "DESK7", "1.2.3.4.3", "D1")
for node in (archive, ris, scanner, desk):
    w.arp(node.host)
a = Association(w, scanner, ris, 104, [(WORKLIST, IMPLICIT), (MPPS, IMPLICIT)])
a.message(0, 0x0020, WORKLIST, [(0x00400100, "SQ", [[(0x00400001, "AE",
                                                      "CT01")]])])
a.message(1, 0x8020, WORKLIST)
a.ask(0x0140, MPPS, [(0x00080060, "CS", "CT")] + dicom.PATIENT +
      [(0x00400241, "AE", "CT01")])
a.release()
a = Association(w, scanner, archive, 104, [(CT, EXPLICIT)])
a.ask(0x0001, CT, image(CT, "CT", "SIEMENS", "SOMATOM Force", "75589",
                        "syngo CT VA50A", "CTAWP75589"))
a.release()
a = Association(w, desk, archive, 104, [(SC, EXPLICIT)])
reckoned = image(SC, "CT", "Example Desks", "Desk 7", "D70001", "7.1", "DESK7")
at = next(i for i, e in enumerate(reckoned) if e[0] > 0x00080064)
a.ask(0x0001, SC, reckoned[:at] + [(0x00080064, "CS", "WSD")] + reckoned[at:])
a.release()
pass_on()
w.save(sys.argv[1])
