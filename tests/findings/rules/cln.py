"""CLN - DICOM and HL7 in clear, and servers that take anybody."""
import struct

import speak
from scene import fires, helper, monitor, near
from speak import MRN, NAME

DICOM, HL7 = helper("phi-dicom"), helper("hl7-gateway")
ECHO = "1.2.840.10008.1.1"


# ---- DICOM ----

def associate(s, client, server, called="ARCHIVE", calling="CT1", port=104,
              who=b""):
    """A search by a patient's name."""
    a = DICOM.Association(s, client, server, port, called, calling,
                          [(DICOM.FIND, DICOM.LITTLE)], who)
    a.ask(1, DICOM.command(0x0020, DICOM.FIND),
          DICOM.data_set(DICOM.PERSON, DICOM.LITTLE))
    a.answer(1, DICOM.command(0x8020, DICOM.FIND, [DICOM.status(0)], False))
    a.release()


def reject(s, client, server):
    """It is known by an account, and not let in."""
    t = s.tcp(client, server, 104)
    t.client(DICOM.pdu(1, DICOM.titles("ARCHIVE", "CT1") + DICOM.item(
        0x20, struct.pack(">BBBB", 1, 0, 0, 0) + DICOM.item(0x30, ECHO.encode()) +
        DICOM.item(0x40, DICOM.LITTLE.encode())) + DICOM.user(
            "1.2.3", "ZZ1", DICOM.identity(2, b"zzusercanary", b"ZZpassCANARY!"))))
    t.server(DICOM.pdu(3, bytes([0, 1, 1, 7])))
    t.close()


@fires("CLN-001")
def dicom_in_clear(s):
    ct, archive = s.host(1), s.host(2)
    associate(s, ct, archive)
    return ct, archive


@near("CLN-001")
def dicom_in_tls(s):
    speak.tls(s, s.host(1), s.host(2), 2762, offers=speak.alpn(b"dicom"),
              answers=speak.alpn(b"dicom"), asks=True)


@near("CLN-001")
def dicom_file_on_its_port(s):
    t = s.tcp(s.host(1), s.host(2), 104)
    t.client(bytes(128) + b"DICM" + DICOM.data_set(DICOM.PERSON, DICOM.EXPLICIT))
    t.close()


@fires("CLN-002")
def answers_to_two_titles(s):
    ct, archive = s.host(1), s.host(2)
    for called in ("ARCHIVE", "ARCHIVE", "ARCHIVE", "ARCHIVE", "OTHER"):
        associate(s, ct, archive, called)
    return archive


@near("CLN-002")
def two_titles_four_times(s):
    for called in ("ARCHIVE", "ARCHIVE", "ARCHIVE", "OTHER"):
        associate(s, s.host(1), s.host(2), called)


@near("CLN-002")
def two_titles_and_a_third_turned_away(s):
    ct, archive = s.host(1), s.host(2)
    reject(s, ct, archive)
    for called in ("STORE", "QUERY") * 3:
        associate(s, ct, archive, called)


@near("CLN-002")
def two_titles_at_two_ports(s):
    ct, archive = s.host(1), s.host(2)
    for called, port in (("ARCHIVE", 104), ("OTHER", 11112)) * 3:
        associate(s, ct, archive, called, port=port)


@fires("CLN-004")
def user_identity(s):
    ct, archive = s.host(1), s.host(2)
    associate(s, ct, archive, who=DICOM.identity(2, b"zzusercanary",
                                                 b"ZZpassCANARY!"))
    return ct


@near("CLN-004")
def user_identity_of_no_kind(s):
    associate(s, s.host(1), s.host(2), who=DICOM.identity(0, b"zzusercanary", b""))


@fires("CLN-005")
def default_title(s):
    ct, archive = s.host(1), s.host(2)
    associate(s, ct, archive, "ORTHANC")
    return archive


@near("CLN-005")
def own_title(s):
    associate(s, s.host(1), s.host(2), "ORTHANC2")


DICOM_TLS = {"offers": speak.alpn(b"dicom"), "answers": speak.alpn(b"dicom"),
             "port": 2762}


@fires("CLN-006", text=False)
def dicom_tls_without_secrecy(s):
    node, archive = s.host(1), s.host(2)
    speak.tls(s, node, archive, suite=speak.RSA, asks=True, **DICOM_TLS)
    return archive


@near("CLN-006")
def dicom_tls_with_secrecy(s):
    speak.tls(s, s.host(1), s.host(2), asks=True, **DICOM_TLS)


@near("CLN-006")
def other_tls_without_secrecy(s):
    speak.tls(s, s.host(1), s.host(2), 2762, suite=speak.RSA, asks=True)


@fires("CLN-007", text=False)
def dicom_tls_for_anybody(s):
    node, archive = s.host(1), s.host(2)
    speak.tls(s, node, archive, **DICOM_TLS)
    return archive


@near("CLN-007")
def dicom_tls_for_members(s):
    speak.tls(s, s.host(1), s.host(2), asks=True, **DICOM_TLS)


@fires("CLN-025")
def rejected_eleven_times(s):
    ct, archive = s.host(1), s.host(2)
    for _ in range(11):
        reject(s, ct, archive)
        s.wait(300)
    return ct


@near("CLN-025")
def eleven_rejected_once(s):
    archive = s.host(20)
    for n in range(11):
        reject(s, s.host(1 + n), archive)


@near("CLN-025")
def rejected_ten_times(s):
    ct, archive = s.host(1), s.host(2)
    for _ in range(10):
        reject(s, ct, archive)
        s.wait(300)


@near("CLN-025")
def rejected_once_an_hour(s):
    ct, archive = s.host(1), s.host(2)
    for _ in range(12):
        reject(s, ct, archive)
        s.wait(3600)


# ---- HL7 ----

def send(s, client, server, kind="ORU^R01^ORU_R01", port=2575):
    t = s.tcp(client, server, port)
    t.client(HL7.message("ZZAPP", kind, version="2.5", profile=""))
    t.server(HL7.answer("HIE"))
    t.close()


@fires("CLN-008")
def hl7_in_clear(s):
    sender, engine = s.host(1), s.host(2)
    send(s, sender, engine)
    return sender, engine


@near("CLN-008")
def words_about_hl7(s):
    t = s.tcp(s.host(1), s.host(2), 2575)
    t.client(f"\x0bMSH: command not found {NAME}\r\n".encode())
    t.server(f"\x0bPID|1||{MRN}\r\x1c\r".encode())
    t.close()


def listens(s, senders):
    """A monitor that takes messages of several."""
    me = monitor(s, 10)
    for n in range(senders):
        send(s, s.host(1 + n), me)
    return me


@fires("CLN-009")
def monitor_takes_of_three(s):
    return listens(s, 3)


@near("CLN-009")
def monitor_takes_of_two(s):
    listens(s, 2)


@near("CLN-009")
def engine_takes_of_three(s):
    engine = s.host(10)
    for n in range(3):
        send(s, s.host(1 + n), engine)


@fires("CLN-024")
def alarm(s):
    manager, pager = s.host(1), s.host(2)
    send(s, manager, pager, "ORU^R40^ORU_R40")
    return manager


@near("CLN-024")
def result_and_no_alarm(s):
    send(s, s.host(1), s.host(2), "ORU^R41^ORU_R40")


# ---- over borders ----

@fires("CLN-011")
def images_to_the_internet(s):
    ct = s.host(1)
    archive = s.outside(2, s.host(254))
    associate(s, ct, archive)
    return ct


@near("CLN-011")
def images_to_another_house(s):
    associate(s, s.host(1), s.host(2, ip="172.20.0.2"))


@fires("CLN-010", world="zones")
def images_over_a_border(s):
    s.zone("clinical", s.net(0) + "0/24")
    s.zone("user", s.net(1) + "0/24")
    archive = s.host(2)
    associate(s, s.host(1, sub=1), archive)
    return archive


@near("CLN-010", world="zones")
def images_within_a_zone(s):
    s.zone("clinical", s.net(0) + "0/24", s.net(1) + "0/24")
    associate(s, s.host(1, sub=1), s.host(2))
