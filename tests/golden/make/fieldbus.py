"""fieldbus - building equipment behind a BACnet router and a Modbus gateway."""
import struct
import sys

from wire import Host, Wire, group

w = Wire()
router = Host("00:a0:03:00:00:21", "10.10.0.21")
gateway = Host("00:80:f4:00:00:22", "10.10.0.22")
meter = Host("00:80:f4:00:00:23", "10.10.0.23")
station = Host("02:00:00:00:00:05", "10.10.0.5", 128)
everybody = group("10.10.0.255")


def bvlc(function, npdu):
    return struct.pack(">BBH", 0x81, function, 4 + len(npdu)) + npdu


def routed(number):
    return b"\x01\x08" + struct.pack(">HBB", 7, 1, number)


def i_am(number, vendor):
    return bvlc(0x0B, routed(number) + b"\x10\x00\xc4" +
                struct.pack(">I", 8 << 22 | 300 + number) +
                b"\x22\x01\xe0\x91\x03\x21" + bytes([vendor]))


def property_of(number, which, text):
    value = b"\0" + text
    tag = b"\x19" + bytes([which]) if which < 256 else struct.pack(">BH", 0x1A, which)
    return bvlc(0x0A, routed(number) + b"\x30\x01\x0c\x0c" +
                struct.pack(">I", 8 << 22 | 300 + number) + tag +
                b"\x3e\x75" + bytes([len(value)]) + value + b"\x3f")


def ask(number, which):
    tag = b"\x19" + bytes([which]) if which < 256 else struct.pack(">BH", 0x1A, which)
    return bvlc(0x0A, b"\x01\x24" + struct.pack(">HBBB", 7, 1, number, 255) +
                b"\x00\x05\x01\x0c\x0c" + struct.pack(">I", 8 << 22 | 300 + number) +
                tag)


def modbus(unit, body):
    return struct.pack(">HHHB", unit, 0, len(body) + 1, unit) + body


def identify(t, unit, *objects):
    t.client(modbus(unit, b"\x2b\x0e\x01\x00"))
    t.server(modbus(unit, b"\x2b\x0e\x01\x01\x00\x00" + bytes([len(objects)]) +
                    b"".join(bytes([i, len(o)]) + o for i, o in enumerate(objects))))


for host in (router, gateway, meter, station):
    w.arp(host)

# Three devices of network 7; a fourth, that one datagram alone tells of.
for number, vendor, model, serial in ((1, 7, b"PXC12", b"SN-000177"),
                                      (2, 5, b"FX-06", b"SN-000277"),
                                      (3, 8, b"RC-02", b"SN-000377")):
    w.udp(router, 47808, everybody, 47808, i_am(number, vendor))
    for which, text in ((70, model), (77, b"ZZPAT^CANARY"), (372, serial)):
        w.udp(station, 47808, router, 47808, ask(number, which))
        w.udp(router, 47808, station, 47808, property_of(number, which, text))
w.udp(router, 47808, everybody, 47808, i_am(9, 7))

# Three units of three makers; the gateway has a name of its own.
t = w.tcp(station, gateway, 502)
identify(t, 255, b"Moxa", b"MGate MB3170", b"V4.1")
identify(t, 1, b"Schneider Electric", b"PM5560", b"V2.1")
identify(t, 2, b"ABB", b"EM400", b"V1.0")
identify(t, 3, b"Janitza", b"UMG 96", b"V3")
t.close()

# A meter that answers to whatever unit is asked.
t = w.tcp(station, meter, 502)
for unit in (0, 1, 2, 255):
    identify(t, unit, b"Schneider Electric", b"PM5110", b"V2.0")
t.close()
w.save(sys.argv[1])
