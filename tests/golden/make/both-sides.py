"""both-sides - a trunk, on which a mirror shows each routed packet before and
behind the router; two wards of one plan; a router that answers ARP for others.

Patient texts are of the form ZZPAT^CANARY and ZZ900...; none may get through.
"""
import os
import runpy
import struct
import sys
from types import SimpleNamespace

from wire import Host, Wire, checksum

here = os.path.dirname(os.path.abspath(__file__))
dicom = SimpleNamespace(**runpy.run_path(os.path.join(here, "dicom-roles.py")))
hl7 = SimpleNamespace(**runpy.run_path(os.path.join(here, "hl7-gateway.py")))
CORE = "00:1b:17:00:31:01"
w = Wire()


def ward(near, far, own):
    """Of a plan that may be another's, too: a scanner, a monitor and an analyser
    in one VLAN, an archive and an engine in the other; both as the core sees
    them. own: what tells their MACs and numbers from those of another ward."""
    def host(n, oui, net):
        return Host(f"{oui}:00:{own:02x}:{n:02x}", f"10.{net}.0.{n}")
    core = [Host(CORE, f"10.{net}.0.1") for net in (31, 32)]
    ct, monitor = host(21, "20:e7:91", 31), host(33, "00:a0:37", 31)
    analyser = host(50, "00:06:6b", 31)
    servers = [host(n, "98:e7:43", 32) for n in (10, 40)]
    w.vlan = near
    for h in (core[0], ct, monitor, analyser):
        w.arp(h)
    w.vlan = far
    for h in [core[1]] + servers:
        w.arp(h)
    w.vlan = near
    begun = len(w.frames)
    archive, engine = (Host(CORE, str(h.ip), 63) for h in servers)
    a = dicom.Association(w, dicom.Node(ct, "CT31", "1.3.12.2.1107.5.1.4", "CT_1"),
                          dicom.Node(archive, "ARCH31", "1.2.3.4.1", "X1"), 104,
                          [(dicom.CT, dicom.EXPLICIT)])
    a.ask(0x0001, dicom.CT, dicom.image(
        dicom.CT, "CT", "SIEMENS", "SOMATOM Force", f"7558{own}",
        "syngo CT VA50A", "CT31"))
    a.release()
    hl7.one_result(w, monitor, engine)
    t = w.tcp(analyser, engine, 12000)
    hl7.talk_astm(t, t.client, t.server, f"XN-1000^00-21^1187{own}")
    t.close()
    w.tcp(analyser, archive, 104).client(b"ZZPAT^CANARY ZZ900001, no DICOM")
    macs = {h.ip.packed: h.mac for h in servers}
    for us, frame in w.frames[begun:]:
        w.frames.append((us + 20, behind(frame, far, macs)))
    w.frames[begun:] = sorted(w.frames[begun:])


def behind(frame, vlan, macs):
    """What the core makes of a packet, or made it of: the archive's own word is
    shown in its network first, but a mirror keeps no such order."""
    core, packet = bytes.fromhex(CORE.replace(":", "")), bytearray(frame[18:])
    source, target = bytes(packet[12:16]), bytes(packet[16:20])
    packet[8] += 1 if source in macs else -1
    packet[10:12] = bytes(2)
    packet[10:12] = struct.pack(">H", checksum(bytes(packet[:20])))
    return (macs.get(target, core) + macs.get(source, core) +
            struct.pack(">HHH", 0x8100, vlan, 0x0800) + bytes(packet))


ward(5, 6, 1)
w.wait(60)
# On other trunks of the same mirror, at the same time: nobody can tell whose
# scanner it is that comes to an archive.
both, at = w.frames, w.us
w.frames = []
ward(15, 16, 2)
w.us = at
ward(25, 26, 3)
w.frames = both + sorted(w.frames)

# A core has an address in each of many networks, and speaks by one.
for vlan in range(101, 113):
    w.vlan = vlan
    w.arp(Host(CORE, f"10.{vlan}.0.1"))
w.vlan = None

# A router that answers ARP for two that are behind it.
archive = dicom.Node(Host("98:e7:43:00:33:10", "10.33.0.10"), "ARCH33")
router = "00:1b:17:00:33:01"
w.arp(archive.host)
w.arp(Host(router, "10.33.0.1"))
for n, title in ((21, "CT34"), (22, "CT35")):
    scanner = Host(router, f"10.34.0.{n}", 63)
    w.arp(scanner)
    a = dicom.Association(w, dicom.Node(scanner, title), archive, 104,
                          [(dicom.CT, dicom.EXPLICIT)])
    a.ask(0x0001, dicom.CT, dicom.image(
        dicom.CT, "CT", "SIEMENS", "SOMATOM Force", f"7559{n}",
        "syngo CT VA50A", title))
    a.release()
w.save(sys.argv[1])
