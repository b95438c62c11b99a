"""dicomweb-files - files of DICOM in bodies of HTTP: who sends them, who hands
them out, and what only looks like one.

Patient texts are of the form ZZPAT^CANARY and ZZ900...; none may get through.
"""
import os
import runpy
import struct
import sys
from types import SimpleNamespace

from wire import Host, Wire


def helper(name):
    here = os.path.dirname(os.path.abspath(__file__))
    return SimpleNamespace(**runpy.run_path(os.path.join(here, name + ".py")))


dicom, phi, web = helper("dicom-roles"), helper("phi-dicom"), helper("fhir-dicomweb")
CT, US, EXPLICIT, IMPLICIT = dicom.CT, dicom.US, dicom.EXPLICIT, dicom.IMPLICIT
Association, Node, image = dicom.Association, dicom.Node, dicom.image
SR = dicom.ROOT + "5.1.4.1.1.88.11"
WHOLE = "application/dicom"


def file(sop, elements, syntax=EXPLICIT, title="", uid="1.2.276.0.7230010.3.0.3.6.7",
         version="OFFIS_DCMTK_367", before=b"ZZPAT^CANARY"):
    meta = [(0x00020001, "OB", b"\0\1"), (0x00020002, "UI", sop),
            (0x00020003, "UI", phi.UID), (0x00020010, "UI", syntax),
            (0x00020012, "UI", uid), (0x00020013, "SH", version)]
    if title:
        meta.append((0x00020016, "AE", title))
    meta += [(0x00020100, "UI", phi.UID), (0x00020102, "OB", b"ZZPAT^CANARY")]
    octets = dicom.dataset(EXPLICIT, meta)
    length = dicom.dataset(EXPLICIT, [(0x00020000, "UL", struct.pack("<I", len(octets)))])
    return (before.ljust(128, b"\0") + b"DICM" + length + octets +
            dicom.dataset(syntax, elements))


def kind(boundary="zz-part", of=WHOLE):
    return f'multipart/related; type="{of}"; boundary={boundary}'


def parts(files, boundary="zz-part", more="", end=True):
    head = f"--{boundary}\r\nContent-Type: {WHOLE}\r\n{more}\r\n".encode()
    body = b"".join(head + f + b"\r\n" for f in files)
    return body + (f"--{boundary}--\r\n".encode() if end else b"")


def chunked(method, path, media, body, size):
    lines = f"{method} {path} HTTP/1.1\r\nHost: zz.example\r\nContent-Type: {media}\r\n" \
            "Transfer-Encoding: chunked\r\n\r\n"
    pieces = [body[i:i + size] for i in range(0, len(body), size)]
    return lines.encode() + b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in pieces) + \
        b"0\r\n\r\n"


def host(n):
    return Host(f"00:1b:21:47:00:{n:02x}", f"10.47.0.{n}")


w = Wire()
archive, ris = Node(host(1), "ZZARCH"), Node(host(2), "ZZRIS")
probe, scanner, router = Node(host(11), "ECHO7"), Node(host(12), "CTA"), Node(host(13), "HUB")
edge, viewer, plain = host(14), host(15), host(16)
for h in (archive.host, ris.host, probe.host, scanner.host, router.host, edge, viewer, plain):
    w.arp(h)

STORED = web.dump({"00081190": web.element("UR", "ZZ900999")})
ECHO = image(US, "US", "Example Sonics", "Sono 7", "US70001", "3.2.1", "USROOM7")
SCAN = image(CT, "CT", "Example Scans", "Axial 64", "AX64007", "VB20", "CTA")


def stow(client, octets, status="200 OK"):
    t = w.tcp(client, archive.host, 8042)
    t.client(octets)
    t.server(web.answer("application/dicom+json", STORED, status=status))
    t.close()


def post(body, media, **more):
    return web.request("POST", "/dicom-web/studies", "application/dicom+json", media, body,
                       **more)


# An ultrasound that asks for its worklist and stores over HTTP: it made them.
a = Association(w, probe, ris, 104, [(dicom.WORKLIST, IMPLICIT)])
a.message(0, 0x0020, dicom.WORKLIST, [(0x00080060, "CS", "US"), *dicom.PATIENT])
a.message(1, 0x8020, dicom.WORKLIST)
a.release()
for syntax in (EXPLICIT, IMPLICIT, dicom.BIG):
    stow(probe.host, post(parts([file(US, ECHO, syntax, "ECHO7", "1.2.3.9.7", "SONO7_32")]),
                          kind()))
stow(probe.host, chunked("POST", "/dicom-web/studies", kind('"zz-part"'),
                         parts([file(US, ECHO, EXPLICIT, "ECHO7", "1.2.3.9.7",
                                     "SONO7_32")]), 700))

# A scanner sends to a router, which passes the file on over HTTP as it came.
a = Association(w, scanner, router, 104, [(CT, EXPLICIT)])
a.ask(0x0001, CT, SCAN)
a.release()
stow(router.host, post(parts([file(CT, SCAN, EXPLICIT, "CTA")], "b" * 73),
                       kind("b" * 73))) # longer than may be, as of Orthanc

# Who sends over HTTP alone: perhaps its own, perhaps not. Every element that
# tells of a patient; a report; a file alone, as Orthanc is sent them.
def planted(elements):
    return [(group << 16 | element, vr, [planted(v)] if isinstance(v, list) else v)
            for group, element, vr, v in elements]


OBJECT = planted(phi.OBJECT)
stow(edge, post(parts([file(CT, OBJECT, IMPLICIT, "CTPHI1", "1.2.840.113619.6.284",
                            "REVO_CT_22"), file(SR, OBJECT, EXPLICIT)]), kind()))
t = w.tcp(edge, archive.host, 8042)
t.client(web.request("POST", "/instances", "", WHOLE, file(CT, OBJECT, EXPLICIT, "CTPHI1",
                                                           "1.2.840.113619.6.284",
                                                           "REVO_CT_22")))
t.server(web.answer("application/json", b'{"ID":"ZZ900"}'))
t.close()

# An archive hands out what others made: in parts until the connection ends, as
# one file, and in chunks; what it says of them in JSON names its title.
t = w.tcp(viewer, archive.host, 8042)
t.client(web.request("GET", "/dicom-web/studies?PatientName=ZZPAT%5ECANARY",
                     "application/dicom+json"))
t.server(web.answer("application/dicom+json", web.dump([{
    "00080054": web.element("AE", "ZZARCH"), "00080060": web.element("CS", "CT"),
    "00080090": web.element("PN", {"Alphabetic": "ZZDOC^CANARY"}),
    "00100010": web.element("PN", {"Alphabetic": "ZZPAT^CANARY"}),
    "00400275": web.element("SQ", {"00080054": web.element("AE", "ZZ900 CANARY")})}])))
t.client(web.request("GET", "/wado?requestType=WADO&studyUID=1.2.900&objectUID=1.2.5"))
t.server(web.answer(WHOLE, file(CT, SCAN, dicom.JPEG, "CTA")))
t.client(web.request("GET", "/dicom-web/studies/1.2.900/series/1.2.4", kind()))
t.server(web.answer(kind("b" * 70), parts([file(US, ECHO), file(CT, OBJECT)], "b" * 70),
                    chunks=512))
t.client(web.request("GET", "/dicom-web/studies/1.2.900", kind()))
t.server(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: " + kind().encode() +
         b"\r\n\r\n" + parts([file(CT, SCAN)], more="Content-Length: 9999\r\n"))
t.close()

# Near misses: a boundary too long, a file whose prefix is wrong, one whose lengths
# lie, parts of another kind, a file that nobody calls one; and a body cut off.
NEAR = image(CT, "CT", "NEAR MISS", "NEAR MISS 1", "NM0001", "9.9", "NEARMISS")
good = file(CT, NEAR)
for media, body in (
        (kind("b" * 101), parts([good], "b" * 101)),
        (kind(), parts([good.replace(b"DICM", b"DICN")])),
        (kind(), parts([good[:132] + b"\2\0\2\0UN\0\0\xff\xff\xff\xff" + good[132:]])),
        (kind(of="text/xml"), parts([good])),
        ("application/octet-stream", good),
        (WHOLE, b"ZZPAT^CANARY")):
    t = w.tcp(plain, archive.host, 8043)
    t.client(web.request("POST", "/upload", "", media, body))
    t.server(web.answer("text/plain", b"ZZ900"))
    t.close()
t = w.tcp(plain, archive.host, 8043)
t.client(web.request("POST", "/upload", "", kind(), parts([good], end=False))[:-len(good)])
t.server(web.answer("text/plain", b"ZZ900"))
t.close()
w.save(sys.argv[1])
