"""ge-unity - GE monitors on a Unity network, and one on its computer interface."""
import struct
import sys

from wire import Host, Wire, group

PATIENT = b"ZZPAT^CANARY"

w = Wire()
dash = Host("00:00:a1:00:00:21", "10.2.0.21", 255)
other = Host("00:00:a1:00:00:22", "10.2.0.22", 255)
central = Host("00:80:a1:00:00:30", "10.2.0.30", 128)
server = Host("02:00:00:00:00:40", "10.2.0.40")
gateway = Host("02:00:00:00:00:50", "10.2.0.50")
afs = Host("02:00:00:00:00:60", "10.2.0.60")
router = Host("02:00:00:00:00:61", "10.2.0.61")
everybody = group("255.255.255.255")


def beacon(owner, label=b"ICU|B-02"):
    body = bytes.fromhex("01040000") + owner.ip.packed
    body += struct.pack(">I", 1_515_244_992) + label.ljust(16, b"\0")
    body += PATIENT.ljust(15, b"\0")
    services = ((3, 2000), (0x11, 0x20), (9, 2000), (0x13, 3000), (0x1C, 3001))
    body += bytes([len(services)])
    body += b"".join(struct.pack(">HH", *s) for s in services)
    return body.ljust(88, b"\0")


def head(first, owner, kind):
    return (first.ip.packed + bytes(2) + owner.ip.packed + bytes(2) +
            struct.pack(">HH", 0xC9, kind) + bytes(8))


def alarm(owner):
    body = head(everybody, owner, 4) + b"ICU|B-02".ljust(30, b"\0")
    body += bytes.fromhex("0000000100188103033a0101") + b"ZZPAT^CANARY"
    return body.ljust(84, b"\0")


def data(owner):
    sensors = b"".join(
        bytes([0x51, 0, 1, code]) + bytes(66) for code in (0x3A, 0x2D, 0x18))
    inner = head(owner, owner, 0x14).ljust(58, b"\0")
    inner += struct.pack(">H", 4 + len(sensors)) + bytes(4) + sensors
    return (head(owner, owner, 0x14).ljust(58, b"\0") +
            struct.pack(">H", len(inner)) + inner)


def dri(main_type, kind, body):
    record = struct.pack("<HBBHIBBHH", 40 + len(body), 1, 8, 0x1234,
                         1_795_600_800, 0, 0, 0, main_type)
    record += struct.pack("<hBhB", 0, kind, 0, 0xFF)
    record = record.ljust(40, b"\0") + body
    record += bytes([sum(record) & 0xFF])
    return b"\x7e" + b"".join(
        bytes([0x7D, c & 0xDF]) if c in (0x7D, 0x7E) else bytes([c])
        for c in record) + b"\x7e"


# A bedside monitor announces itself, raises an alarm, and answers the central.
w.arp(dash)
w.arp(central)
w.udp(dash, 3028, everybody, 7000, beacon(dash))
w.udp(dash, 7001, everybody, 7001, alarm(dash))
w.udp(central, 3073, dash, 2000,
      (bytes.fromhex("002515fc00000000002515e400ca00600006") + bytes(6) +
       b"ICU|B-01").ljust(62, b"\0"))
for _ in range(3):
    w.udp(dash, 3011, central, 3073, data(dash))
    w.wait(2)

# One that only announces itself: the maker, but not what it is.
w.arp(other)
w.udp(other, 3028, everybody, 7000, beacon(other, b"ICU|B-03"))

# A monitor's serial line behind a device server, read by a gateway.
w.arp(server)
t = w.tcp(gateway, server, 4001)
t.client(dri(0, 0, bytes.fromhex("010a000e0000000000")))
for _ in range(3):
    t.server(dri(0, 1, b"\x7e\x7d" + PATIENT + bytes(300)))
    t.server(dri(1, 1, PATIENT + bytes(50)))
t.close()

# Near misses: a file server on port 7000, an announcement in another's name,
# 88 octets of something else, and a modem line (PPP) on a device server.
w.arp(afs)
w.udp(afs, 7000, other, 7000, bytes.fromhex("0104000000000000") + bytes(80))
w.udp(router, 3028, everybody, 7000, beacon(dash))
w.udp(afs, 3028, everybody, 7000, beacon(afs)[:43] + b"\x0c" + bytes(44))
t = w.tcp(gateway, router, 4001)
t.server(bytes.fromhex("7eff7d23c0217d217d217d207d347d227d267d207d207d207d20"
                       "7d257d26a1b2c3d47d277d227d287d22d5c47e") + bytes(60))
t.close()
w.save(sys.argv[1])
