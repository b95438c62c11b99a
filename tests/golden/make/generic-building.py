"""generic-building - BACnet, EtherNet/IP, S7 and PROFINET, and their doubles."""
import struct
import sys

from wire import Host, Wire, group

w = Wire()
panel = Host("00:a0:03:00:20:11", "10.3.0.11")
bbmd = Host("00:10:8d:00:20:12", "10.3.0.12")
remote = Host("00:10:8d:00:20:13", "10.3.0.13")
server = Host("00:50:56:00:20:20", "10.3.0.20")
plc = Host("00:1b:1b:00:20:31", "10.3.0.31")
logix = Host("00:00:bc:00:20:32", "10.3.0.32")
io = Host("28:63:36:00:20:33", "10.3.0.33")
stranger = Host("00:0c:29:00:20:99", "10.3.0.99")
everyone = group("10.3.0.255")
for host in (panel, bbmd, remote, server, plc, logix, stranger):
    w.arp(host)


def bvlc(function, body):
    return struct.pack(">BBH", 0x81, function, 4 + len(body)) + body


def i_am(instance, vendor):
    return (b"\x10\x00\xc4" + struct.pack(">I", 8 << 22 | instance) +
            b"\x22\x05\xc4\x91\x03" +
            (bytes([0x21, vendor]) if vendor < 256
             else b"\x22" + struct.pack(">H", vendor)))


def text(value):
    raw = b"\0" + value.encode()
    return b"\x75" + bytes([len(raw)]) + raw


w.udp(server, 47808, everyone, 47808,
      bvlc(0x0B, b"\x01\x20\xff\xff\x00\xff\x10\x08"))
w.udp(panel, 47808, everyone, 47808,
      bvlc(0x0B, b"\x01\x20\xff\xff\x00\xff" + i_am(260001, 7)))
w.udp(panel, 47808, server, 47808,
      bvlc(0x0A, b"\x01\x00\x30\x01\x0c\x0c\x02\x03\xf7\xa1\x19\x46\x3e" +
           text("PXC100-E.D") + b"\x3f"))
many = b"\x01\x00\x30\x02\x0e\x0c\x02\x03\xf7\xa1\x1e"
for prop, value in ((b"\x29\x4d", "ZZPAT^CANARY OR 2"), (b"\x29\x2c", "V6.02.3"),
                    (b"\x29\x0c", "APP 4.1"), (b"\x2a\x01\x74", "S4711-0815"),
                    (b"\x29\x1c", "ZZPAT^CANARY")):
    many += prop + b"\x4e" + text(value) + b"\x4f"
w.udp(panel, 47808, server, 47808, bvlc(0x0A, many + b"\x1f"))
# The router's own, one of a device behind it, and a broadcast passed on.
w.udp(bbmd, 47808, everyone, 47808, bvlc(0x0B, b"\x01\x00" + i_am(2000, 5)))
w.udp(bbmd, 47808, everyone, 47808,
      bvlc(0x0B, b"\x01\x28\xff\xff\x00\x07\xd1\x01\x05\xff" + i_am(2005, 28)))
w.udp(bbmd, 47808, server, 47808,
      bvlc(0x04, remote.ip.packed + b"\xba\xc0\x01\x00" + i_am(3000, 36)))

# EtherNet/IP: a question to all, and one answer.
head = struct.pack("<HHII8sI", 0x63, 0, 0, 0, bytes(8), 0)
w.udp(server, 50010, everyone, 44818, head)
product = b"1769-L32E Ethernet Port"
item = struct.pack("<H", 1) + struct.pack(">HH", 2, 44818) + logix.ip.packed
item += bytes(8) + struct.pack("<HHHBBHI", 1, 14, 67, 20, 11, 0x60, 0x60D4A1C7)
item += bytes([len(product)]) + product + b"\x03"
body = struct.pack("<HHH", 1, 0x0C, len(item)) + item
answer = struct.pack("<HHII8sI", 0x63, len(body), 0, 0, bytes(8), 0) + body
w.udp(logix, 44818, server, 50010, answer)
t = w.tcp(server, logix, 44818)
t.client(head)
t.server(answer)
t.client(struct.pack("<HHII8sIHH", 0x65, 4, 0, 0, bytes(8), 0, 1, 0))
t.close()


def tpkt(payload):
    return struct.pack(">BBH", 3, 0, 4 + len(payload)) + payload


def s7(kind, parameters, data, ident):
    return tpkt(b"\x02\xf0\x80" + struct.pack(
        ">BBHHHH", 0x32, kind, 0, ident, len(parameters), len(data)) +
        parameters + data)


def szl(number, size, records):
    body = struct.pack(">HHHH", number, 0, size, len(records))
    body += b"".join(records)
    return s7(7, b"\x00\x01\x12\x08\x12\x84\x01\x01\x00\x00\x00\x00",
              b"\xff\x09" + struct.pack(">H", len(body)) + body, 2)


def module(index, order, version):
    return struct.pack(">H20sH", index, order.ljust(20).encode(), 0xC0) + version


def component(index, value):
    return struct.pack(">H32s", index, value.encode())


t = w.tcp(server, plc, 102)
t.client(bytes.fromhex("0300001611e00000000100c1020100c2020102c0010a"))
t.server(bytes.fromhex("0300001611d00001000100c1020100c2020102c0010a"))
t.client(s7(1, bytes.fromhex("f0000001000101e0"), b"", 1))
t.server(tpkt(bytes.fromhex("02f0803203000001000008000000"
                            "00f0000001000100f0")))
t.server(szl(0x11, 28, [
    module(1, "6ES7 315-2EH14-0AB0", b"\x00\x04\x00\x01"),
    module(7, " ", b"V\x03\x02\x06")]))
t.server(szl(0x1C, 34, [
    component(1, "ZZPAT^CANARY STATION"), component(2, "ZZPAT^CANARY"),
    component(3, "ZZPAT^CANARY PLANT"), component(5, "S C-X4U421302009"),
    component(7, "CPU 315-2 PN/DP")]))
t.close()

# PROFINET has no address: the answer to a question for all.
w.ether(server, Host("01:0e:cf:00:00:00", "0.0.0.0"), 0x8892,
        bytes.fromhex("fefe05000000000100010004ffff0000"))


def block(option, suboption, value):
    raw = struct.pack(">BBHH", option, suboption, 2 + len(value), 0) + value
    return raw + b"\0" * (len(raw) % 2)


blocks = block(2, 1, b"ET 200SP") + block(2, 2, b"pharma-robot-io1") + \
    block(2, 3, struct.pack(">HH", 0x2A, 0x313))
w.ether(io, server, 0x8892,
        bytes.fromhex("feff05010000000100 00".replace(" ", "")) +
        struct.pack(">H", len(blocks)) + blocks)

# KNXnet/IP over TCP: a description, then a tunnel.
HERE = b"\x08\x02" + bytes(6)
interface = Host("00:0e:8c:00:20:34", "10.3.0.34")
w.arp(interface)
t = w.tcp(server, interface, 3671)
t.client(bytes.fromhex("06100203000e") + HERE)
t.server(bytes.fromhex("061002040044" "36010200110c0000" "00c50104d1a5" "e000170c"
                       "2a60fb9278e1") + b"ZZPAT^CANARY".ljust(30, b"\0") +
         bytes.fromhex("0802020104010501"))
t.client(bytes.fromhex("06100205001a") + HERE + HERE + b"\4\4\2\0")
t.server(bytes.fromhex("0610020600140100") + HERE + b"\4\4\x11\x0d")
t.close()


# OPC UA without security: a server, who asks it what it is, and a password.
def text(value):
    return b"\xff" * 4 if value is None else \
        struct.pack("<I", len(value)) + value.encode()


def chunk(kind, body):
    return kind + struct.pack("<I", 8 + len(body)) + body


def message(number, body):
    return chunk(b"MSGF", struct.pack("<IIIIBBH", 7, 1, 2, 2, 1, 0, number) + body)


def channel(number, body):
    return chunk(b"OPNF", struct.pack("<I", 0) + text(NONE) + text(None) + text(None) +
                 struct.pack("<IIBBH", 1, 1, 1, 0, number) + body)


NONE = "http://opcfoundation.org/UA/SecurityPolicy#None"
ASKS = bytes(18) + text(None) + bytes(7)  # headers: of requests, of answers
WELL = bytes(17) + text(None) + bytes(3)
login = text("name") + struct.pack("<I", 1) + text(None) * 2 + text(None)
free = text("free") + struct.pack("<I", 0) + text(None) * 2 + text(None)
endpoint = (text("opc.tcp://zzpat-canary:4840") + text("urn:ZZPAT-CANARY:app") +
            text("urn:acme:freezer-gateway:3") + b"\2" + text("Acme Freezer Gateway") +
            bytes(4) + text(None) * 2 + struct.pack("<I", 0) +
            text("ZZPAT^CANARY certificate") + struct.pack("<I", 1) + text(NONE) +
            struct.pack("<I", 2) + free + login + text("uatcp") + b"\0")
token = text("name") + text("zzusercanary") + text("ZZCANARYPW") + text(None)
freezer = Host("00:30:de:00:20:35", "10.3.0.35")
w.arp(freezer)
t = w.tcp(server, freezer, 4840)
url = text("opc.tcp://zzpat-canary:4840")
t.client(chunk(b"HELF", struct.pack("<5I", 0, 65535, 65535, 0, 0) + url))
t.server(chunk(b"ACKF", struct.pack("<5I", 0, 65535, 65535, 0, 0)))
t.client(channel(446, ASKS + struct.pack("<III", 0, 0, 1) + text(None) + bytes(4)))
t.server(channel(449, WELL + struct.pack("<III", 0, 7, 1) + bytes(12) + text(None)))
t.client(message(428, ASKS + url + text(None) * 2))
t.server(message(431, WELL + struct.pack("<I", 1) + endpoint))
t.client(message(467, ASKS + text(None) * 4 + b"\1\0" + struct.pack("<HB", 324, 1) +
                 struct.pack("<I", len(token)) + token + text(None) * 2))
t.server(message(470, WELL + text(None) * 3))
t.close()

# Near misses: a length that is not the datagram's, and ISO transport that
# carries another protocol.
w.udp(stranger, 47808, everyone, 47808,
      b"\x81\x0b\x00\x18\x01\x00" + i_am(4000, 5))
w.udp(stranger, 44818, server, 50010, b"c\0ZZPAT^CANARY at the wrong place")
t = w.tcp(server, stranger, 102)
t.client(bytes.fromhex("0300001611e00000000100c1020100c2020102c0010a"))
t.server(bytes.fromhex("0300001611d00001000100c1020100c2020102c0010a"))
t.client(tpkt(b"\x02\xf0\x80\x0d\x0cZZPAT^CANARY"))
t.close()
w.save(sys.argv[1])
