"""generic-stack - handwritings of TCP stacks, syslog headers, DNS over TCP, pages of
HTTP without a length."""
import struct
import sys

from wire import Host, Tcp, Wire

w = Wire()
resolver = Host("00:50:56:00:60:10", "10.8.0.10")
windows = Host("00:50:56:00:60:11", "10.8.0.11", ttl=128)
linux = Host("00:50:56:00:60:12", "10.8.0.12")
gateway = Host("00:50:56:00:60:13", "10.8.0.13", ttl=127)
pump = Host("00:50:56:00:60:14", "10.8.0.14")
relay = Host("00:50:56:00:60:15", "10.8.0.15")
careless = Host("00:50:56:00:60:16", "10.8.0.16")
both = Host("00:50:56:00:60:17", "10.8.0.17")
scanner = Host("00:50:56:00:60:18", "10.8.0.18")
collector = Host("00:50:56:00:60:20", "10.8.0.20")
for host in (resolver, windows, linux, gateway, pump, relay, careless, both,
             scanner, collector):
    w.arp(host)


# ---- stacks ------------------------------------------------------------------------

MSS = struct.pack(">BBH", 2, 4, 1460)
WINDOWS = 64240, MSS + bytes.fromhex("0103030801010402")
LINUX = 64240, MSS + bytes.fromhex("0402080a000000010000000001030307")
SCANNER = 1024, MSS
BARE = 64240, MSS


class Hand(Tcp):
    """A conversation whose SYN and SYN+ACK are written by these hands."""

    def __init__(self, wire, client, server, port, hands):
        self.hands = hands
        source_port = wire.port
        wire.port += 1
        super().__init__(wire, client, source_port, server, port)

    def segment(self, side, flags, payload):
        if not flags & self.SYN:
            return super().segment(side, flags, payload)
        window, options = self.hands[side]
        other = 1 - side
        octets = struct.pack(">HHIIBBHHH", self.ports[side], self.ports[other],
                             self.next[side],
                             self.next[other] if flags & self.ACK else 0,
                             (20 + len(options)) // 4 << 4, flags, window, 0,
                             0) + options
        self.next[side] += 1
        a, b = self.host[side], self.host[other]
        self.wire.ip(a, b, 6, self.wire.summed(a, b, 6, octets, 16))
        return None


def call(client, hand):
    Hand(w, client, collector, 7777, (hand, BARE)).close()


for _ in range(2):
    call(windows, WINDOWS)
    call(linux, LINUX)
    call(gateway, WINDOWS)      # one hop too many for its own segment
    call(scanner, SCANNER)
call(both, LINUX)               # two machines behind one address
both.ttl = 128
call(both, WINDOWS)


# ---- syslog --------------------------------------------------------------------------

def log(sender, text, port=514):
    w.udp(sender, 514, collector, port, text.encode())


log(pump, "<34>Nov 25 10:00:00 pump-7 pumpd[411]: ZZPAT^CANARY admitted")
log(pump, "<34>1 2026-11-25T10:00:01Z pump-7.hosp.example pumpd 411 - "
          "[zz@1 mrn=\"ZZ900001\"] ZZPAT^CANARY")
for n in (8, 9):
    log(relay, f"<34>Nov 25 10:00:00 pump-{n} pumpd[411]: ZZPAT^CANARY")
    # Through the same conversation, on a port of its own.
    log(both, f"<34>Nov 25 10:00:00 pump-{n} pumpd[411]: ZZPAT^CANARY", 5514)
log(careless, "<34>Nov 25 10:00:00 ZZPATCANARY Smith: admitted")
log(careless, "<34>Nov 25 10:00:00 pumpd[411]: ZZPAT^CANARY")
log(careless, "<34>1 the ZZPATCANARY of many words - said")


# ---- DNS over TCP -----------------------------------------------------------------------

def name(text):
    return b"".join(bytes([len(p)]) + p.encode() for p in text.split(".")) + b"\0"


def framed(message):
    return struct.pack(">H", len(message)) + message


def resolve(asked, ip, by, port=53):
    question = name(asked) + struct.pack(">2H", 1, 1)
    t = w.tcp(linux, by, port)
    t.client(framed(struct.pack(">6H", 7, 0x0100, 1, 0, 0, 0) + question))
    answer = framed(struct.pack(">6H", 7, 0x8180, 1, 1, 0, 0) + question +
                    b"\xc0\x0c" + struct.pack(">2HIH", 1, 1, 3600, 4) +
                    bytes(int(p) for p in ip.split(".")))
    t.server(answer[:9])        # it comes in two pieces
    t.server(answer[9:])
    t.close()


resolve("win.hosp.example", str(windows.ip), resolver)
resolve("zzpat-canary.example", "93.184.216.34", resolver)
resolve("zzpat-canary.hosp.example", str(scanner.ip), careless, 5353)
# Words on its port.
t = w.tcp(linux, scanner, 53)
t.client(b"\x00\x10hello")
t.server(b"\x00\x20hello, ZZPAT^CANARY, and good bye")
t.close()


# ---- HTTP without a length ---------------------------------------------------------------

page = Host("00:50:56:00:60:31", "10.8.0.31")
broken = Host("00:50:56:00:60:32", "10.8.0.32")
person = Host("00:50:56:00:60:33", "10.8.0.33")
desk = Host("00:50:56:00:60:34", "10.8.0.34")
ENVELOPE = (b"<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>"
            b"<m:Metadata xmlns:m='http://schemas.xmlsoap.org/ws/2004/09/mex'>"
            b"<m:MetadataSection><Relationship><Host><Types xmlns:p='%(pub)s'>"
            b"p:Computer</Types><p:Computer xmlns:p='%(pub)s'>ZZDESK-7/Workgroup:"
            b"ZZWARD</p:Computer></Host></Relationship></m:MetadataSection>"
            b"</m:Metadata></s:Body></s:Envelope>")
PUB = {b"pub": b"http://schemas.microsoft.com/windows/pub/2005/07"}


def fetch(server, path, kind, *pieces, head="", port=80, closes=True):
    t = w.tcp(linux, server, port)
    t.client(f"GET {path} HTTP/1.0\r\n{head}\r\n".encode())
    t.server(f"HTTP/1.0 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode())
    for piece in pieces:
        t.server(piece)
    if closes:
        t.segment(1, t.FIN | t.ACK, b"")
        t.segment(0, t.FIN | t.ACK, b"")
        t.segment(1, t.ACK, b"")


fetch(page, "/", "text/html", b"<html><head><title>APC Web/SNMP Manage",
      b"ment Card</title></head></html>")
# The title never ended, or nobody saw the end, or it is behind a login.
fetch(broken, "/", "text/html", b"<html><title>APC Web/SNMP Management Ca")
fetch(broken, "/", "text/html", b"<html><title>APC Web/SNMP</title>",
      closes=False)
fetch(person, "/", "text/html", b"<html><title>ZZPAT^CANARY</title>",
      head="Cookie: a=b\r\n")
fetch(person, "/patient/ZZ900001", "text/html", b"<title>ZZPAT^CANARY</title>")
fetch(desk, "/x", "application/soap+xml", ENVELOPE % PUB, port=5357)
w.save(sys.argv[1])
