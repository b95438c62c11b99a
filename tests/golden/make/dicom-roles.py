"""dicom-roles - every role of a DICOM network, and what only looks like one.

Patient texts are of the form ZZPAT^CANARY and ZZ900...; none may get through.
"""
import struct
import sys
import zlib

from wire import Host, Wire

ROOT = "1.2.840.10008."
CT, MR, US, CR, SC = (ROOT + "5.1.4.1.1." + x for x in
                      ("2", "4", "6.1", "1", "7"))
ECHO, COMMIT = ROOT + "1.1", ROOT + "1.20.1"
WORKLIST, MPPS = ROOT + "5.1.4.31", ROOT + "3.1.2.3.3"
FIND, MOVE, GET = (ROOT + "5.1.4.1.2.2." + x for x in "123")
FILM, PRINT = ROOT + "5.1.1.1", ROOT + "5.1.1.9"
IMPLICIT, EXPLICIT = ROOT + "1.2", ROOT + "1.2.1"
BIG, DEFLATED, JPEG = ROOT + "1.2.2", ROOT + "1.2.1.99", ROOT + "1.2.4.50"
LONG = ("OB", "OW", "SQ", "UN", "UT")
NONE = 0x0101


def even(value, pad=b" "):
    value = value.encode() if isinstance(value, str) else value
    return value + pad if len(value) % 2 else value


# ---- data sets -----------------------------------------------------------------

def element(syntax, tag, vr, value):
    """A list is a sequence of items, each a list of elements."""
    order = ">" if syntax == BIG else "<"
    length = None
    if isinstance(value, list):
        items = b""
        for item in value:
            items += struct.pack(order + "HHI", 0xFFFE, 0xE000, 0xFFFFFFFF)
            items += dataset(syntax, item)
            items += struct.pack(order + "HHI", 0xFFFE, 0xE00D, 0)
        value = items + struct.pack(order + "HHI", 0xFFFE, 0xE0DD, 0)
        length = 0xFFFFFFFF
    else:
        value = even(value, b"\0" if vr == "UI" else b" ")
        length = len(value)
    head = struct.pack(order + "HH", tag >> 16, tag & 0xFFFF)
    if syntax == IMPLICIT:
        return head + struct.pack("<I", length) + value
    if vr in LONG:
        return head + vr.encode() + struct.pack(order + "HI", 0, length) + value
    return head + vr.encode() + struct.pack(order + "H", length) + value


def dataset(syntax, elements):
    plain = EXPLICIT if syntax in (DEFLATED, JPEG) else syntax
    octets = b"".join(element(plain, *e) for e in elements)
    if syntax != DEFLATED:
        return octets
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return even(squeeze.compress(octets) + squeeze.flush(), b"\0")


PATIENT = [
    (0x00100010, "PN", "ZZPAT^CANARY"),
    (0x00100020, "LO", "ZZ900001"),
    (0x00100030, "DA", "19700101"),
    (0x00101040, "LO", "ZZPAT CANARY STREET 1"),
]


def image(sop, modality, maker, model, serial, version, station,
          charset=None, institution="ZZ TEST HOSPITAL", creator=None):
    """Equipment among all that must not be read."""
    head = [] if charset is None else [(0x00080005, "CS", charset)]
    head += [
        (0x00080016, "UI", sop),
        (0x00080018, "UI", "1.2.3.4.900001"),
        (0x00080050, "SH", "ZZ900002"),
        (0x00080060, "CS", modality),
        (0x00080070, "LO", maker),
        (0x00080080, "LO", institution),
        (0x00080090, "PN", "ZZPAT^CANARY"),
        (0x00081010, "SH", station),
        (0x00081030, "LO", "ZZPAT^CANARY STUDY"),
        (0x00081070, "PN", "ZZPAT^CANARY"),
        (0x00081090, "LO", model),
        (0x00081110, "SQ", [[(0x00081150, "UI", sop),
                             (0x00081155, "UI", "1.2.3.4.900002")]]),
        (0x00082112, "SQ", [[(0x00080070, "LO", "DECOY MAKER"),
                             (0x00081115, "SQ", [[(0x00081090, "LO",
                                                   "DECOY MODEL")]])]]),
    ]
    if creator is not None:
        head += [(0x00090010, "LO", creator), (0x00091001, "LO", "ZZ900003")]
    return head + PATIENT + [
        (0x00181000, "LO", serial),
        (0x0018100A, "SQ", [[(0x00181009, "UT", "(01)00884838000017(21)" +
                              serial),
                             (0x00500020, "LT", "ZZPAT^CANARY")]]),
        (0x00181020, "LO", version),
        (0x00181030, "LO", "ZZPAT^CANARY PROTOCOL"),
        (0x00200010, "SH", "ZZ900004"),
        (0x7FE00010, "OW", bytes(3000)),
    ]


# ---- the upper layer -------------------------------------------------------------

def item(kind, body):
    body = body.encode() if isinstance(body, str) else body
    return struct.pack(">BBH", kind, 0, len(body)) + body


def pdu(kind, body):
    return struct.pack(">BBI", kind, 0, len(body)) + body


def user(uid, version, extra=b""):
    body = item(0x51, struct.pack(">I", 16384)) + item(0x52, uid)
    return item(0x50, body + item(0x55, version) + extra)


def fixed(called, calling):
    return (struct.pack(">HH", 1, 0) + called.encode().ljust(16) +
            calling.encode().ljust(16) + bytes(32) +
            item(0x10, ROOT + "3.1.1.1"))


def fragments(context, octets, command, size):
    """P-DATA-TF units of one fragment each."""
    out = b""
    for at in range(0, len(octets), size):
        part = octets[at:at + size]
        last = 2 if at + size >= len(octets) else 0
        out += pdu(4, struct.pack(">IBB", len(part) + 2, context,
                                  last | command) + part)
    return out


class Node:
    def __init__(self, host, title, uid="1.2.276.0.7230010.3.0.3.6.7",
                 version="OFFIS_DCMTK_367"):
        self.host, self.title = host, title
        self.uid, self.version = uid, version


class Association:
    """client calls server; contexts: [(abstract, accepted syntax)]."""

    def __init__(self, wire, client, server, port, contexts, called=None,
                 extra=b"", syntaxes=None, answer=True):
        self.t = wire.tcp(client.host, server.host, port)
        self.contexts = contexts
        called = called or server.title
        rq = fixed(called, client.title)
        ac = fixed(called, client.title)
        for i, (abstract, syntax) in enumerate(contexts):
            rq += item(0x20, struct.pack(">BBBB", 2 * i + 1, 0, 0, 0) +
                       item(0x30, abstract) + b"".join(
                           item(0x40, s) for s in syntaxes or [syntax]))
            ac += item(0x21, struct.pack(">BBBB", 2 * i + 1, 0, 0, 0) +
                       item(0x40, syntax))
        self.t.client(pdu(1, rq + user(client.uid, client.version, extra)))
        if answer:
            self.t.server(pdu(2, ac + user(server.uid, server.version)))

    def message(self, side, field, sop, data=None, size=16000, **more):
        """A command set, and a data set in the context of its class."""
        context = next(2 * i + 1 for i, c in enumerate(self.contexts)
                       if c[0] in (sop, more.get("context")))
        syntax = self.contexts[context // 2][1]
        wanted = 0x0003 if field in (0x0110, 0x0120, 0x0130) else 0x0002
        values = [(wanted, even(sop, b"\0")),
                  (0x0100, struct.pack("<H", field)),
                  (0x0120 if field & 0x8000 else 0x0110,
                   struct.pack("<H", 1))]
        if "to" in more:
            values.append((0x0600, even(more["to"])))
        if field in (0x0001, 0x0010, 0x0020, 0x0021):
            values.append((0x0700, struct.pack("<H", 0)))
        values.append((0x0800, struct.pack(
            "<H", NONE if data is None else 1)))
        if field & 0x8000:
            values.append((0x0900, struct.pack("<H", more.get("status", 0))))
        if field in (0x0001, 0x0140, 0x0130, 0x0100):
            values.append((0x1000 if field != 0x0130 else 0x1001,
                           even("1.2.3.4.900001", b"\0")))
        if "asked_by" in more:
            values.append((0x1030, even(more["asked_by"])))
        body = b"".join(struct.pack("<HHI", 0, e, len(v)) + v
                        for e, v in values)
        body = struct.pack("<HHII", 0, 0, 4, len(body)) + body
        out = fragments(context, body, 1, size)
        if data is not None:
            out += fragments(context, dataset(syntax, data), 0, size)
        self.t.say(side, out)

    def ask(self, field, sop, data=None, answer=None, size=16000, **more):
        self.message(0, field, sop, data, size, **more)
        self.message(1, field | 0x8000, sop, answer, **more)

    def release(self):
        self.t.client(pdu(5, bytes(4)))
        self.t.server(pdu(6, bytes(4)))
        self.t.close()


def host(n, oui="00:00:5e"):
    return Host(f"{oui}:00:20:{n:02x}", f"10.20.0.{n}")


w = Wire()
pacs = Node(host(10), "MAINPACS", "1.2.410.200010.99.3.5", "INFINITT_3.5")
ris = Node(host(11), "RISMWL")
printer = Node(host(12), "LASER1", "1.3.51.0.7.9", "FILMSCP_1")
ct = Node(host(21), "CT_ROOM1", "1.2.840.113619.6.284", "LSVCT_1")
mr = Node(host(22), "MR_ROOM2", "1.3.12.2.1107.5.2", "MR_VB15A")
us = Node(host(23), "US_ROOM3", "1.2.840.114340.3", "Tiller_SV500")
view = Node(host(30), "VIEW1", "1.2.276.0.48.1", "TTView 1")
second = Node(host(31), "READER2", "1.2.826.0.1.3680043.1.2.100.5",
              "DicomObjects.NET")
router = Node(host(40), "CT_ROOM1")
nobody = Node(host(50), "NOBODY")
gone = Node(host(51), "GIVEUP")
packed = Node(host(60), "PACKER", "1.2.3.9.1", "PACK 1")
kanji = Node(host(61), "CR_ROOM6", "1.2.392.200036.9125.9", "FCR 1")
private = Node(host(62), "XA_ROOM7", "1.2.3.9.2", "XA 1")
asker = Node(host(24), "US_ROOM4", "1.2.3.9.4", "SONO 1")
broker = Node(host(41), "BROKER1", "1.2.3.9.5", "BROKER 1")
nodes = [pacs, ris, printer, ct, mr, us, view, second, router, nobody, gone,
         packed, kanji, private, asker, broker]
for node in nodes:
    w.arp(node.host)

SCAN = image(CT, "CT", "GE MEDICAL SYSTEMS", "LightSpeed VCT", "SN12034",
             "gmp_vct.42", "CT_ROOM1", creator="GEMS_IDEN_01")


def station(title, patient):
    return PATIENT + [
        (0x00321060, "LO", "ZZPAT^CANARY PROCEDURE"),
        (0x00400100, "SQ", [[(0x00080060, "CS", "MR"),
                             (0x00400001, "AE", title),
                             (0x00400006, "PN", "ZZPAT^CANARY"),
                             (0x00400007, "LO", "ZZPAT^CANARY STEP"),
                             (0x00400010, "SH", patient)]]),
        (0x00401001, "SH", "ZZ900005"),
    ]


# A modality: worklist, performed step, images, commitment.
a = Association(w, ct, ris, 11112, [(WORKLIST, IMPLICIT), (MPPS, EXPLICIT)])
a.message(0, 0x0020, WORKLIST, [(0x00100010, "PN", "ZZPAT^CANARY*"),
                                (0x00400100, "SQ", [[(0x00400001, "AE",
                                                      "CT_ROOM1")]])])
for title in ("CT_ROOM1", "GHOST_MR"):
    a.message(1, 0x8020, WORKLIST, station(title, "ZZPAT^CANARY"),
              status=0xFF00)
a.message(1, 0x8020, WORKLIST)
a.ask(0x0140, MPPS, [(0x00080060, "CS", "CT"), (0x00081070, "PN",
                                                "ZZPAT^CANARY")] + PATIENT +
      [(0x00400241, "AE", "CT_ROOM1"), (0x00400242, "SH", "ZZPAT^CANARY"),
       (0x00400254, "LO", "ZZPAT^CANARY STEP")])
a.release()
# One that asks for itself, and one that asks for others.
for node, modality, title, name in ((asker, "US", "US_ROOM4", "SONO EAST"),
                                    (broker, "MR", "GHOST_MR", "MR WEST"),
                                    (broker, "XA", "", "")):
    a = Association(w, node, ris, 11112, [(WORKLIST, EXPLICIT)])
    a.message(0, 0x0020, WORKLIST, [
        (0x00080050, "SH", ""), (0x00100010, "PN", "ZZPAT^CANARY*"),
        (0x00400100, "SQ", [[(0x00080060, "CS", modality),
                             (0x00400001, "AE", title),
                             (0x00400002, "DA", "20260102-20260103"),
                             (0x00400006, "PN", "ZZPAT^CANARY"),
                             (0x00400010, "SH", name)]])])
    a.message(1, 0x8020, WORKLIST)
    a.release()
a = Association(w, ct, pacs, 104, [(CT, IMPLICIT), (COMMIT, IMPLICIT)],
                extra=item(0x58, b"\2\0" + struct.pack(">H", 12) +
                           b"ZZPAT^CANARY" + struct.pack(">H", 2) + b"pw"))
a.ask(0x0001, CT, SCAN, size=1000)
a.ask(0x0130, COMMIT, [(0x00081195, "UI", "1.2.3.4.900003")])
a.release()
# The archive opens an association to report.
a = Association(w, pacs, ct, 4006, [(COMMIT, IMPLICIT)])
a.ask(0x0100, COMMIT, [(0x00081195, "UI", "1.2.3.4.900003")])
a.release()

# Explicit big-endian; texts of Western Europe.
a = Association(w, mr, pacs, 104, [(MR, BIG)])
a.ask(0x0001, MR, image(MR, "MR", "SIEMENS", "MAGNETOM Avanto", "SN25999",
                        "syngo MR B15", "MR_ROOM2", "ISO_IR 100",
                        "Universit\u00e4t Z\u00fcrich".encode("latin-1")))
a.release()

# The beginning of this one was missed; images go on after a compressed one.
begun = len(w.frames)
a = Association(w, us, pacs, 11113, [(US, JPEG)])
del w.frames[begun:]
a.ask(0x0001, US, image(US, "US", "SonoSite, Inc.", "Turbo", "SN33001",
                        "51.80", "US_ROOM3"))
a.ask(0x0001, US, image(US, "US", "SonoSite, Inc.", "Turbo", "SN33001",
                        "51.80", "US_ROOM3"))
a.release()

# A workstation looks, asks for a move to itself and to one never seen.
a = Association(w, view, pacs, 104, [(FIND, IMPLICIT), (MOVE, IMPLICIT)])
a.message(0, 0x0020, FIND, [(0x00080052, "CS", "STUDY"),
                            (0x00100010, "PN", "ZZPAT^CANARY")])
a.message(1, 0x8020, FIND, PATIENT, status=0xFF00)
a.message(1, 0x8020, FIND)
a.message(0, 0x0021, MOVE, [(0x00100020, "LO", "ZZ900001")], to="VIEW1")
b = Association(w, pacs, view, 11112, [(CT, EXPLICIT), (MR, EXPLICIT)])
b.ask(0x0001, CT, SCAN, asked_by="VIEW1")
b.release()
a.message(1, 0x8021, MOVE)
a.message(0, 0x0021, MOVE, [(0x00100020, "LO", "ZZ900001")], to="FARAWAY")
a.message(1, 0x8021, MOVE, status=0xA801)
a.release()
a = Association(w, second, pacs, 104, [(GET, IMPLICIT), (CT, IMPLICIT)])
a.message(0, 0x0010, GET, [(0x00100020, "LO", "ZZ900001")])
a.message(1, 0x0001, CT, SCAN)
a.message(0, 0x8001, CT)
a.message(1, 0x8010, GET)
a.release()

# Films.
a = Association(w, view, printer, 5040, [(PRINT, IMPLICIT)])
a.ask(0x0140, FILM, [(0x20000040, "LO", "ZZPAT^CANARY")], context=PRINT)
a.release()

# A router that keeps the scanner's title.
a = Association(w, ct, router, 104, [(CT, EXPLICIT)], called="ROUTER1")
a.ask(0x0001, CT, SCAN)
a.release()
a = Association(w, router, pacs, 104, [(CT, EXPLICIT)])
a.ask(0x0001, CT, SCAN)
a.release()

# Refused and given up.
a = Association(w, nobody, pacs, 104, [(ECHO, IMPLICIT)], called="WRONGAE",
                answer=False)
a.t.server(pdu(3, bytes([0, 1, 1, 7])))
a.t.close()
a = Association(w, gone, pacs, 104, [(ECHO, IMPLICIT)], answer=False)
a.t.client(pdu(7, bytes(4)))
a.t.close()

# What is deflated cannot be read, nor can GB 18030; JIS X 0201 can.
a = Association(w, packed, pacs, 104, [(SC, DEFLATED)])
a.ask(0x0001, SC, image(SC, "OT", "HIDDEN MAKER", "HIDDEN", "SN60001", "1",
                        "PACKER"))
a.release()
a = Association(w, kanji, pacs, 104, [(CR, EXPLICIT)])
a.ask(0x0001, CR, image(CR, "CR", "FUJIFILM", "FCR \uff76\uff9d".encode(
    "shift_jis"), "SN61001", "A1", "CR_ROOM6", "ISO_IR 13",
    b"\xb6\xdd"))
a.ask(0x0001, CR, image(CR, "CR", "FUJIFILM", "FCR 9", "SN61001", "A1",
                        "CR_ROOM6", "GB18030", "\u533b\u9662".encode("gb18030")))
a.release()
a = Association(w, private, pacs, 104, [("1.3.12.2.1107.5.9.1", EXPLICIT)])
a.ask(0x0001, "1.3.12.2.1107.5.9.1", [(0x00080060, "CS", "XA")] + PATIENT)
a.release()

# TLS: one says that it carries DICOM, one does not; the port proves nothing.
def hello(kind, name):
    body = struct.pack(">H", 0x0303) + bytes(range(32)) + b"\0"
    body += b"\0\2\xc0\x2f\1\0" if kind == 1 else b"\xc0\x2f\0"
    names = b"" if name is None else bytes([len(name)]) + name
    if name is not None:
        names = struct.pack(">HHH", 16, len(names) + 2, len(names)) + names
    body += struct.pack(">H", len(names)) + names
    body = bytes([kind]) + len(body).to_bytes(3, "big") + body
    return b"\x16\3\3" + struct.pack(">H", len(body)) + body


for n, name in ((70, b"dicom"), (72, None)):
    client, server = host(n), host(n + 1)
    w.arp(client)
    w.arp(server)
    t = w.tcp(client, server, 2762)
    t.client(hello(1, name))
    t.server(hello(2, name))
    t.close()

# Near misses on the usual ports: files, and octets that begin alike.
FILE = bytes(128) + b"DICM" + element(EXPLICIT, 0x00020010, "UI", EXPLICIT)
FILE += dataset(EXPLICIT, SCAN)
client, server = host(80), host(81)
w.arp(client)
w.arp(server)
t = w.tcp(client, server, 104)
t.client(b"PUT /in/1.dcm HTTP/1.1\r\nHost: files\r\nContent-Length: %d\r\n\r\n"
         % len(FILE) + FILE)
t.server(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
t.close()
t = w.tcp(client, server, 11112)
t.client(FILE)
t.close()
t = w.tcp(client, server, 4242)
t.client(b"\1\0\0\0\0\xca\0\1\0\0" + b"TITLE".ljust(16) + b"OTHER".ljust(16) +
         bytes(32) + b"\x10\0\0\x15" + b"1.2.840.10009.3.1.1.1" + bytes(40))
t.server(b"\2\0\0\0\0\4" + bytes(4))
t.close()
t = w.tcp(client, server, 2345)
t.client(b"\4\0\0\0\0\x20\0\0\0\x1c\1\3" + bytes(26) + b"\4\0\0\0\0\x20")
t.close()
w.save(sys.argv[1])
