"""generic-announce - UPnP, LLMNR and browser announcements, and their doubles."""
import struct
import sys

from wire import Host, Wire, group

w = Wire()
camera = Host("b8:a4:4f:00:10:21", "10.2.0.21")
printer = Host("3c:2a:f4:00:10:22", "10.2.0.22")
router = Host("00:0d:b9:00:10:01", "10.2.0.1")
station = Host("00:1b:21:00:10:30", "10.2.0.30")
xp = Host("00:0c:29:00:10:31", "10.2.0.31")
media = Host("00:11:32:00:10:40", "10.2.0.40")
stranger = Host("00:0c:29:00:10:99", "10.2.0.99")
upnp, llmnr = group("239.255.255.250"), group("224.0.0.252")
for host in (camera, printer, router, station, xp, media, stranger):
    w.arp(host)


def notify(host, uuid, server, types):
    for nt in types:
        usn = f"uuid:{uuid}" + ("" if nt.startswith("uuid:") else f"::{nt}")
        w.udp(host, 1900, upnp, 1900, (
            "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n"
            "CACHE-CONTROL: max-age=1800\r\n"
            f"LOCATION: http://{host.ip}:49152/ZZPAT^CANARY/desc.xml\r\n"
            f"NT: {nt}\r\nNTS: ssdp:alive\r\nSERVER: {server}\r\n"
            f"USN: {usn}\r\n\r\n").encode())


notify(camera, "c5a6a7b2-0000-1000-8000-b8a44f001021",
       "Linux/4.14 UPnP/1.0 Portable SDK for UPnP devices/1.6.18",
       ["upnp:rootdevice",
        "urn:schemas-upnp-org:device:DigitalSecurityCamera:1"])
notify(printer, "e3248000-80ce-11db-8000-3c2af4001022",
       "Unspecified, UPnP/1.0, Unspecified",
       ["upnp:rootdevice", "urn:schemas-upnp-org:device:Printer:1"])
notify(router, "8a0d3b1e-5b7f-4c2d-9c55-000db9001001",
       "OpenWRT/22.03 UPnP/1.1 MiniUPnPd/2.3.3",
       ["urn:schemas-upnp-org:device:InternetGatewayDevice:1"])

# A search and its answer, from another port: the asker says nothing of itself.
w.udp(station, 50001, upnp, 1900,
      b"M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n"
      b"MAN: \"ssdp:discover\"\r\nMX: 2\r\nST: ssdp:all\r\n\r\n")
w.udp(camera, 1900, station, 50001,
      b"HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\nEXT:\r\n"
      b"LOCATION: http://10.2.0.21:49152/desc.xml\r\n"
      b"SERVER: Linux/4.14 UPnP/1.0 Portable SDK for UPnP devices/1.6.18\r\n"
      b"USN: uuid:c5a6a7b2-0000-1000-8000-b8a44f001021::upnp:rootdevice\r\n"
      b"\r\n")


def name(text):
    return bytes([len(text)]) + text.encode() + b"\0"


def ask(ident, text):
    return struct.pack(">HHHHHH", ident, 0, 1, 0, 0, 0) + name(text) + \
        b"\0\1\0\1"


def answer(ident, flags, text, ip):
    return struct.pack(">HHHHHH", ident, flags, 1, 1, 0, 0) + name(text) + \
        b"\0\1\0\1" + name(text) + b"\0\1\0\1\0\0\0\x1e\0\4" + ip.packed


# The station owns its name; a name that is asked for in vain names nobody.
w.udp(xp, 50002, llmnr, 5355, ask(7, "CTVIEW2"))
w.udp(station, 5355, xp, 50002, answer(7, 0x8000, "CTVIEW2", station.ip))
w.udp(xp, 50003, llmnr, 5355, ask(8, "ZZPATCANARY"))


def encoded(text, suffix):
    raw = text.ljust(15).encode() + bytes([suffix])
    return b"\x20" + b"".join(bytes([65 + (c >> 4), 65 + (c & 15)])
                              for c in raw) + b"\0"


def announcement(host, text, major, minor, kind, comment):
    slot = b"\\MAILSLOT\\BROWSE\0"
    data = struct.pack("<BBI16sBBIBBH", 1, 0, 60000, text.encode(), major,
                       minor, kind, 15, 1, 0xAA55) + comment + b"\0"
    smb = b"\xffSMB\x25" + bytes(27) + bytes([17])
    smb += struct.pack("<HHHHBBHIHHHHHBB", 0, len(data), 0, 0, 0, 0, 0, 0, 0,
                       0, 0, len(data), 86, 3, 0)
    smb += struct.pack("<HHH", 1, 1, 2)
    smb += struct.pack("<H", len(slot) + len(data)) + slot + data
    body = encoded(text, 0) + encoded("ZZHOSP", 0x1D) + smb
    return struct.pack(">BBH4sHHH", 0x11, 0x0A, 1, host.ip.packed, 138,
                       len(body), 0) + body


def browse(host, *words):
    w.udp(host, 138, group("10.2.0.255"), 138, announcement(host, *words))


browse(xp, "CATHLAB1", 5, 1, 0x00001003, b"")
browse(media, "ZZNAS", 6, 1, 0x00819A03, b"Samba 4.17.12")

# SLP: a printer by its answer of version 1 and by version 2 over TCP, a management
# module by UDP, and a spooler whose printers are elsewhere.
def slp(kind, body):
    return struct.pack(">BB", 2, kind) + (16 + len(body)).to_bytes(3, "big") + \
        bytes(5) + b"\x12\x34\0\2en" + body


def sized(text):
    return struct.pack(">H", len(text)) + text.encode()


def services(*urls):
    return slp(2, struct.pack(">HH", 0, len(urls)) + b"".join(
        b"\0\xff\xff" + sized(u) + b"\0" for u in urls))


def attributes(text):
    return slp(7, b"\0\0" + sized(text) + b"\0")


laser = Host("18:60:24:cb:cc:1c", "10.2.0.51")
module = Host("00:14:5e:00:10:52", "10.2.0.52")
spooler = Host("00:50:56:00:10:53", "10.2.0.53")
for host in (laser, module, spooler):
    w.arp(host)
identity = "(x-hp-ver=01)(x-hp-prod_id=T6B74A)(x-hp-mac=186024CBCC1C)" \
    "(x-hp-hn=NPICBCC1C)(x-hp-p1=MFG:HP;CMD:PJL,PML,PCL;" \
    "MDL:HP ColorLaserJet MFP M178-M181;CLS:PRINTER;COMMENT:ZZPAT^CANARY;)"
w.udp(laser, 427, xp, 50004, struct.pack(">BBH", 1, 7, 16 + len(identity)) +
      b"\0\0en\0\3\x2c\x0a\0\0" + sized(identity))
t = w.tcp(xp, laser, 427)
t.client(slp(1, sized("") + sized("service:ZZPAT^CANARY") + bytes(6)))
t.server(services("service:printer:lpr://10.2.0.51/ZZPAT^CANARY"))
t.close()
w.udp(module, 427, xp, 50005, services(
    "service:management-hardware.IBM:management-module://10.2.0.52,48659"))
w.udp(module, 427, xp, 50005, attributes(
    "(type=management-module),(name=ZZPAT^CANARY),(location=ZZCANARYTOWN),"
    "(enclosure-serial-number=78AG034),(enclosure-machinetype-model=86772XX)"))
w.udp(spooler, 427, xp, 50006, services(
    "service:printer:ipp://10.2.0.77/ZZPAT^CANARY",
    "service:printer:ipp://zzpat-canary/queue"))

# Near misses: a media server's own search, DNS where LLMNR is at home, and
# words that begin like an announcement.
w.udp(media, 32414, upnp, 32412, b"M-SEARCH * HTTP/1.0\r\n\r\n")
w.udp(stranger, 53, xp, 5355, answer(9, 0x8180, "ZZPATCANARY", stranger.ip))
w.udp(stranger, 1900, upnp, 1900, b"NOTIFY * HTTP/1.1\r\n"
      b"NT: ZZPAT^CANARY\r\nSERVER: ZZPAT^CANARY\r\n\r\n")
w.save(sys.argv[1])
