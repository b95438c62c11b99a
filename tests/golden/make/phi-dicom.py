#!/usr/bin/env python3
"""phi-dicom - every DICOM element that tells of a patient or a person.

Planted in stored objects of three encodings, in queries and their answers, in
worklists, procedure steps, storage commitment, user identities, the comment of
an error, private and nested elements and pixel data.
"""
import struct
import sys

from wire import Host, Wire

NAME, MRN, DOCTOR = "ZZPAT^CANARY", "ZZ900001", "ZZDOC^CANARY"
UID = "2.25.90071992547409919009"
TIME = "235959.900901"
LITTLE, EXPLICIT, BIG = ("1.2.840.10008.1.2", "1.2.840.10008.1.2.1",
                         "1.2.840.10008.1.2.2")
CT = "1.2.840.10008.5.1.4.1.1.2"
FIND = "1.2.840.10008.5.1.4.1.2.2.1"
MOVE = "1.2.840.10008.5.1.4.1.2.2.2"
WORKLIST = "1.2.840.10008.5.1.4.31"
MPPS = "1.2.840.10008.3.1.2.3.3"
COMMIT = "1.2.840.10008.1.20.1"
LONG = ("OB", "OW", "SQ", "UN", "UT")

# Group 0010 whole, then all that protocols of the ward add to it.
PERSON = [
    (0x0010, 0x0010, "PN", NAME), (0x0010, 0x0020, "LO", MRN),
    (0x0010, 0x0021, "LO", "CANARY ISSUER"), (0x0010, 0x0030, "DA", "19510213"),
    (0x0010, 0x0032, "TM", TIME), (0x0010, 0x0040, "CS", "O"),
    (0x0010, 0x1000, "LO", "ZZ900002"), (0x0010, 0x1001, "PN", "ZZPAT^CANARY B"),
    (0x0010, 0x1005, "PN", "CANARY^BIRTHNAME"), (0x0010, 0x1010, "AS", "075Y"),
    (0x0010, 0x1040, "LO", "1 CANARY LANE ZZCANARYTOWN"),
    (0x0010, 0x1060, "PN", "CANARY^MOTHER"), (0x0010, 0x1090, "LO", "ZZ900003"),
    (0x0010, 0x2000, "LO", "CANARY ALERT"), (0x0010, 0x2154, "SH", "ZZ900-555"),
    (0x0010, 0x2160, "SH", "CANARY"), (0x0010, 0x2180, "SH", "CANARY JOB"),
    (0x0010, 0x21B0, "LT", "CANARY HISTORY"), (0x0010, 0x4000, "LT", "CANARY"),
]
BEFORE = [
    (0x0008, 0x0018, "UI", UID), (0x0008, 0x0020, "DA", "19510213"),
    (0x0008, 0x0030, "TM", TIME), (0x0008, 0x0050, "SH", "ZZ900ACC"),
    (0x0008, 0x0060, "CS", "CT"), (0x0008, 0x0070, "LO", "GE MEDICAL SYSTEMS"),
    (0x0008, 0x0081, "ST", "1 CANARY LANE"), (0x0008, 0x0090, "PN", DOCTOR),
    (0x0008, 0x0092, "ST", "2 CANARY LANE"), (0x0008, 0x0094, "SH", "ZZ900-556"),
    (0x0008, 0x1010, "SH", "CTPHI1"), (0x0008, 0x1030, "LO", "CANARY STUDY"),
    (0x0008, 0x103E, "LO", "CANARY SERIES"), (0x0008, 0x1048, "PN", DOCTOR),
    (0x0008, 0x1050, "PN", DOCTOR), (0x0008, 0x1060, "PN", DOCTOR),
    (0x0008, 0x1070, "PN", "ZZOPERATOR^CANARY"),
    (0x0008, 0x1080, "LO", "CANARY DIAGNOSIS"),
    (0x0008, 0x1090, "LO", "Revolution CT"),
    (0x0008, 0x1110, "SQ", [(0x0008, 0x1155, "UI", UID)]),
    (0x0009, 0x0010, "LO", "ZZ PRIVATE 01"), (0x0009, 0x1001, "PN", NAME),
]
AFTER = [
    (0x0018, 0x1000, "LO", "CTPHI-7001"), (0x0018, 0x1020, "LO", "revo_ct_22.1"),
    (0x0018, 0x1030, "LO", "CANARY PROTOCOL"), (0x0020, 0x000D, "UI", UID),
    (0x0020, 0x000E, "UI", UID), (0x0020, 0x0010, "SH", "ZZ900ST"),
    (0x0020, 0x4000, "LT", "CANARY COMMENT"), (0x0032, 0x1032, "PN", DOCTOR),
    (0x0032, 0x1060, "LO", "CANARY PROCEDURE"), (0x0032, 0x4000, "LT", "CANARY"),
    (0x0040, 0x0006, "PN", DOCTOR), (0x0040, 0x0007, "LO", "CANARY STEP"),
    (0x0040, 0x0009, "SH", "ZZ900SPS"), (0x0040, 0x0244, "DA", "19510213"),
    (0x0040, 0x0254, "LO", "CANARY STEP"),
    (0x0040, 0x0275, "SQ", [(0x0040, 0x0007, "LO", "CANARY STEP"),
                            (0x0040, 0x1001, "SH", "ZZ900RP")]),
    (0x0040, 0x1001, "SH", "ZZ900RP"), (0x0040, 0x1400, "LT", "CANARY"),
    (0x0040, 0x2016, "LO", "ZZ900PON"), (0x4008, 0x010B, "ST", "CANARY TEXT"),
]
PIXELS = [(0x7FE0, 0x0010, "OW", NAME * 200)]
OBJECT = BEFORE + PERSON + AFTER + PIXELS


def item(kind, body):
    return struct.pack(">BBH", kind, 0, len(body)) + body


def pdu(kind, body):
    return struct.pack(">BBI", kind, 0, len(body)) + body


def titles(called, calling):
    return (struct.pack(">HH", 1, 0) + called.ljust(16).encode() +
            calling.ljust(16).encode() + bytes(32) +
            item(0x10, b"1.2.840.10008.3.1.1.1"))


def user(implementation, version, identity=b""):
    body = item(0x51, struct.pack(">I", 16384))
    body += item(0x52, implementation.encode()) + item(0x55, version.encode())
    return item(0x50, body + identity)


def identity(kind, first, second):
    return item(0x58, struct.pack(">BBH", kind, 0, len(first)) + first +
                struct.pack(">H", len(second)) + second)


def data_set(elements, syntax):
    order = ">" if syntax == BIG else "<"
    out = b""
    for group, element, vr, value in elements:
        if vr == "SQ":
            inner = data_set(value, syntax)
            value = struct.pack(order + "HHI", 0xFFFE, 0xE000, len(inner)) + inner
        else:
            value = value.encode()
            value += (b"\0" if vr == "UI" else b" ") * (len(value) % 2)
        out += struct.pack(order + "HH", group, element)
        if syntax == LITTLE:
            out += struct.pack("<I", len(value))
        elif vr in LONG:
            out += vr.encode() + b"\0\0" + struct.pack(order + "I", len(value))
        else:
            out += vr.encode() + struct.pack(order + "H", len(value))
        out += value
    return out


def command(field, sop, more=(), has_data=True):
    elements = [(0x0002, sop.encode() + b"\0" * (len(sop) % 2)),
                (0x0100, struct.pack("<H", field)),
                (0x0110 if field < 0x8000 else 0x0120, struct.pack("<H", 7)),
                (0x0800, struct.pack("<H", 0 if has_data else 0x0101)), *more]
    body = b"".join(struct.pack("<HHI", 0, e, len(v)) + v
                    for e, v in sorted(elements))
    return struct.pack("<HHII", 0, 0, 4, len(body)) + body


def message(context, head, body=b""):
    def value(control, octets):
        return struct.pack(">IBB", len(octets) + 2, context, control) + octets
    out = pdu(4, value(3, head))
    return out + pdu(4, value(2, body)) if body else out


class Association:
    def __init__(self, wire, client, server, port, called, calling, contexts,
                 who=b"", made=("1.2.840.113619.6.55", "GEHC_REVO")):
        self.tcp = wire.tcp(client, server, port)
        offers = answers = b""
        for i, (sop, syntax) in enumerate(contexts):
            head = struct.pack(">BBBB", 2 * i + 1, 0, 0, 0)
            offers += item(0x20, head + item(0x30, sop.encode()) +
                           item(0x40, syntax.encode()))
            answers += item(0x21, head + item(0x40, syntax.encode()))
        both = titles(called, calling)
        self.tcp.client(pdu(1, both + offers +
                            user(*made, who)))
        self.tcp.server(pdu(2, both + answers +
                            user("1.2.40.0.13.1.3", "dcm4che-5.29.2")))

    def ask(self, context, head, body):
        self.tcp.client(message(context, head, body))

    def answer(self, context, head, body=b""):
        self.tcp.server(message(context, head, body))

    def release(self):
        self.tcp.client(pdu(5, bytes(4)))
        self.tcp.server(pdu(6, bytes(4)))
        self.tcp.close()


def status(n):
    return (0x0900, struct.pack("<H", n))


def uid(element):
    return (element, UID.encode() + b"\0" * (len(UID) % 2))


def main():
    wire = Wire()
    scanner = Host("02:00:00:09:01:21", "10.9.1.21")
    archive = Host("02:00:00:09:01:10", "10.9.1.10")
    viewer = Host("02:00:00:09:01:30", "10.9.1.30")
    stranger = Host("02:00:00:09:01:99", "10.9.1.99")
    for host in (scanner, archive, viewer, stranger):
        wire.arp(host)

    # The scanner: worklist, step, objects in three encodings, commitment.
    # Its login says who the person is, in each of the five ways.
    who = b"".join((identity(2, b"zzusercanary", b"ZZpassCANARY!"),
                    identity(1, b"zzusercanary", b""),
                    identity(3, b"CANARY ticket", b""),
                    identity(4, b"<saml>CANARY</saml>", b""),
                    identity(5, b"CANARY.jwt.ZZ900", b"")))
    a = Association(wire, scanner, archive, 104, "ARCHPHI", "CTPHI1",
                    [(WORKLIST, LITTLE), (MPPS, EXPLICIT), (CT, LITTLE),
                     (CT, EXPLICIT), (CT, BIG), (COMMIT, LITTLE)], who)
    a.ask(1, command(0x0020, WORKLIST), data_set(PERSON + AFTER, LITTLE))
    a.answer(1, command(0x8020, WORKLIST, [status(0xFF00)]),
             data_set(BEFORE + PERSON + AFTER, LITTLE))
    a.answer(1, command(0x8020, WORKLIST, [status(0)], False))
    a.ask(3, command(0x0140, MPPS, [uid(0x1000)]),
          data_set(BEFORE + PERSON + AFTER, EXPLICIT))
    a.answer(3, command(0x8140, MPPS, [uid(0x1000), status(0)], False))
    for context, syntax in ((5, LITTLE), (7, EXPLICIT), (9, BIG)):
        a.ask(context, command(0x0001, CT, [uid(0x1000)]),
              data_set(OBJECT, syntax))
        a.answer(context, command(0x8001, CT, [uid(0x1000), status(0)], False))
    a.ask(11, command(0x0130, COMMIT, [uid(0x1001)]),
          data_set([(0x0008, 0x1195, "UI", UID)] + PERSON, LITTLE))
    a.answer(11, command(0x8130, COMMIT, [uid(0x1001), status(0)], False))
    a.release()

    # The viewer: asks by name, is answered, and is told of an error.
    wire.wait(1)
    a = Association(wire, viewer, archive, 104, "ARCHPHI", "VIEWPHI",
                    [(FIND, LITTLE), (MOVE, LITTLE)],
                    made=("1.2.276.0.7230010.3.0.3.6.7", "OFFIS_DCMTK_367"))
    a.ask(1, command(0x0020, FIND), data_set(PERSON + AFTER, LITTLE))
    a.answer(1, command(0x8020, FIND, [status(0xFF00)]),
             data_set(BEFORE + PERSON + AFTER, LITTLE))
    a.answer(1, command(0x8020, FIND, [status(0)], False))
    a.ask(3, command(0x0021, MOVE, [(0x0600, b"VIEWPHI ")]),
          data_set(PERSON, LITTLE))
    a.answer(3, command(0x8021, MOVE,
                        [status(0xA801), (0x0902, b"ZZPAT^CANARY unknown")],
                        False))
    a.release()

    # Near misses on the port: words, and a head that is one octet wrong.
    t = wire.tcp(stranger, archive, 104)
    t.client(b"PATIENT ZZPAT^CANARY ZZ900001\r\n")
    t.close()
    t = wire.tcp(stranger, archive, 104)
    t.client(b"\x01\x00\x00\x00\x00\xc8\x00\x01ZZPAT^CANARY    " + bytes(190))
    t.close()
    wire.save(sys.argv[1])


main()
