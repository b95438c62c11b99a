"""generic-names - what devices tell by DNS, MS-RPC and their first pages."""
import struct
import sys

from wire import Host, Wire

w = Wire()
resolver = Host("00:50:56:00:50:10", "10.6.0.10")
server = Host("00:50:56:00:50:11", "10.6.0.11")
camera = Host("00:50:56:00:50:12", "10.6.0.12")
printer = Host("00:50:56:00:50:13", "10.6.0.13")
queue = Host("00:50:56:00:50:14", "10.6.0.14")
dome = Host("00:50:56:00:50:15", "10.6.0.15")
gateway = Host("00:50:56:00:50:16", "10.6.0.16")
station = Host("00:1b:21:00:50:30", "10.6.0.30")
stranger = Host("00:0c:29:00:50:99", "10.6.0.99")
silent = "10.6.0.77"
for host in (resolver, server, camera, printer, queue, dome, gateway, station,
             stranger):
    w.arp(host)


# ---- DNS ---------------------------------------------------------------------------

def name(text):
    return b"".join(bytes([len(p)]) + p.encode() for p in text.split(".")) + b"\0"


def question(number, asked, kind=1):
    return struct.pack(">6H", number, 0x0100, 1, 0, 0, 0) + name(asked) + \
        struct.pack(">2H", kind, 1)


def answer(number, asked, data, kind=1):
    return struct.pack(">6H", number, 0x8180, 1, 1, 0, 0) + name(asked) + \
        struct.pack(">2H", kind, 1) + b"\xc0\x0c" + \
        struct.pack(">2HIH", kind, 1, 3600, len(data)) + data


def packed(ip):
    return bytes(int(p) for p in ip.split("."))


def resolve(number, asked, ip, by=resolver, port=53):
    w.udp(station, 40000 + number, by, port, question(number, asked))
    w.udp(by, port, station, 40000 + number, answer(number, asked, packed(ip)))


resolve(1, "cam.hosp.example", str(camera.ip))
w.udp(station, 40002, resolver, 53,
      question(2, "15.0.6.10.in-addr.arpa", 12))
w.udp(resolver, 53, station, 40002,
      answer(2, "15.0.6.10.in-addr.arpa", name("dome.hosp.example"), 12))
# Nobody who spoke; the internet; a service; no domain; no name server.
resolve(3, "old.hosp.example", silent)
resolve(4, "zzpat-canary.example", "93.184.216.34")
resolve(5, "_ldap.zzpat-canary.hosp.example", str(stranger.ip))
resolve(6, "ZZPATCANARY", str(stranger.ip))
resolve(7, "zzpat-canary.hosp.example", str(stranger.ip), stranger, 5300)


# ---- MS-RPC with NTLM -----------------------------------------------------------

NDR = bytes.fromhex("045d888aeb1cc9119fe808002b104860") + struct.pack("<I", 2)
EPM = bytes.fromhex("0883afe11f5dc91191a408002b14a0fa") + struct.pack("<I", 3)
BIND = struct.pack("<HHIB3xHBx", 4280, 4280, 0, 1, 0, 1) + EPM + NDR
BIND_ACK = struct.pack("<HHIH4s2xB3xHH", 4280, 4280, 17, 4, b"135\0", 1, 0,
                       0) + NDR


def rpc(kind, body, blob=b""):
    """C706 12.6.3: head, body, the trailer and the blob of security."""
    trailer = struct.pack("<BBBBI", 10, 5, 0, 0, 1) + blob if blob else b""
    body += trailer
    return struct.pack("<BBBBIHHI", 5, 0, kind, 3, 0x10, 16 + len(body),
                       len(blob), 1) + body


def wide(text):
    return text.encode("utf-16-le")


def challenge(host, domain):
    pairs = b"".join(struct.pack("<HH", k, len(wide(t))) + wide(t)
                     for k, t in ((2, domain), (1, host))) + bytes(4)
    head = b"NTLMSSP\0" + struct.pack("<I", 2)
    target = wide(domain)
    return (head + struct.pack("<HHI", len(target), len(target), 56) +
            struct.pack("<I", 0x02800205) + bytes(16) +
            struct.pack("<HHI", len(pairs), len(pairs), 56 + len(target)) +
            struct.pack("<BBHBBBB", 10, 0, 17763, 0, 0, 0, 15) + target + pairs)


def authenticate(user, host):
    fields, payload = b"", b""
    for octets in (bytes(24), bytes(60), wide("ZZZONE"), wide(user), wide(host),
                   b""):
        fields += struct.pack("<HHI", len(octets), len(octets),
                              72 + len(payload))
        payload += octets
    return (b"NTLMSSP\0" + struct.pack("<I", 3) + fields +
            struct.pack("<I", 0x02080201) +
            struct.pack("<BBHBBBB", 10, 0, 19045, 0, 0, 0, 15) + payload)


t = w.tcp(station, server, 135)
t.client(rpc(11, BIND, b"NTLMSSP\0" + struct.pack("<I", 1) + bytes(24)))
t.server(rpc(12, BIND_ACK, challenge("ZZARCHIVE", "ZZZONE")))
t.client(rpc(16, bytes(4), authenticate("ZZPAT^CANARY", "ZZREAD07")))
t.close()
# Words on its port.
t = w.tcp(station, stranger, 135)
t.client(b"\x05\x01\x00")
t.server(b"\x05\x00")
t.close()


# ---- pages --------------------------------------------------------------------------

def get(host, port, path, kind, body, head="", post=b""):
    t = w.tcp(station, host, port)
    verb = "POST" if post else "GET"
    length = f"Content-Length: {len(post)}\r\n" if post else ""
    t.client(f"{verb} {path} HTTP/1.1\r\nHost: x\r\n{head}{length}\r\n".encode()
             + post)
    t.server(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: "
             f"{len(body)}\r\n\r\n".encode() + body)
    t.close()


get(gateway, 80, "/", "text/html",
    b"<html><head><title>Acme Gateway 300</title></head></html>")
# Whose page that is, the title says: somebody is logged in.
get(gateway, 80, "/", "text/html",
    b"<html><head><title>ZZPAT^CANARY</title></head></html>",
    "Cookie: s=1\r\n")
get(gateway, 80, "/chart/1", "text/html",
    b"<html><head><title>ZZPAT^CANARY</title></head></html>")
get(camera, 49152, "/desc.xml", "text/xml",
    b"<?xml version='1.0'?><root xmlns='urn:schemas-upnp-org:device-1-0'>"
    b"<device><friendlyName>ZZPAT^CANARY</friendlyName><manufacturer>Acme"
    b"</manufacturer><modelName>Cam 5</modelName><serialNumber>C5-00421"
    b"</serialNumber></device></root>")
get(dome, 80, "/onvif/device_service", "application/soap+xml; charset=utf-8",
    b"<?xml version='1.0'?><s:Envelope xmlns:s='http://www.w3.org/2003/05/"
    b"soap-envelope' xmlns:tds='http://www.onvif.org/ver10/device/wsdl'><s:Body>"
    b"<tds:GetDeviceInformationResponse><tds:Manufacturer>Acme"
    b"</tds:Manufacturer><tds:Model>Dome 2</tds:Model><tds:FirmwareVersion>5.4.1"
    b"</tds:FirmwareVersion><tds:SerialNumber>D2-99120</tds:SerialNumber>"
    b"</tds:GetDeviceInformationResponse></s:Body></s:Envelope>",
    post=b"<x/>")


def attribute(tag, key, value):
    return (bytes([tag]) + struct.pack(">H", len(key)) + key.encode() +
            struct.pack(">H", len(value)) + value.encode())


IPP = (b"\x02\x00\x00\x00\x00\x00\x00\x01\x01" +
       attribute(0x47, "attributes-charset", "utf-8") +
       b"\x02" + attribute(0x42, "job-name", "ZZPAT^CANARY") +
       b"\x04" + attribute(0x41, "printer-info", "ZZPAT^CANARY") +
       attribute(0x41, "printer-make-and-model", "Acme Print 9") +
       attribute(0x41, "printer-firmware-string-version", "2.0.1") +
       attribute(0x41, "printer-device-id", "MFG:Acme;MDL:P9;SN:PR-00771;") +
       b"\x03")
for host, path in ((printer, "/ipp/print"), (queue, "/printers/laser")):
    get(host, 631, path, "application/ipp", IPP,
        "Content-Type: application/ipp\r\n", b"\x02\x00\x00\x0b\0\0\0\x01\x03")
w.save(sys.argv[1])
