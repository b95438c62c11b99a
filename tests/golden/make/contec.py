"""contec - CMS monitors: to their central, and to an address built in."""
import struct
import sys

from wire import Host, Tcp, Wire

w = Wire()
calling = Host("00:1a:3f:00:00:21", "10.4.0.21")
asking = Host("00:1a:3f:00:00:20", "202.114.4.20")
monitor = Host("00:1a:3f:00:00:22", "10.4.0.22")
central = Host("02:00:00:00:00:30", "10.4.0.30", 128)
router = Host("02:00:00:00:00:01", "10.4.0.1")
printer = Host("02:00:00:00:00:40", "10.4.0.40")
clerk = Host("02:00:00:00:00:41", "10.4.0.41", 128)
built_in = Host("02:00:00:00:00:01", "202.114.4.119")
neighbour = Host("02:00:00:00:00:01", "202.114.4.118")


def block(kind, data=b""):
    return struct.pack("<HBB", 2 + len(data), 5, kind) + data


def patient():
    data = bytearray(0x8D + 32)
    for at, text in ((0, b"ZZPAT^CANARY WARD"), (0x22, b"\x07"),
                     (0x23, b"ZZPAT^CANARY"), (0x43, b"ZZ900123"),
                     (0x63, b"ZZ900-19510213"), (0x7C, b"19510213"), (0x8D, b"ZZPAT^CANARY MD")):
        data[at:at + len(text)] = text
    return block(0x3E, bytes(data))


def call(client, server, port):
    """A SYN that nobody answers."""
    octets = struct.pack(">HHIIBBHHHBBH", w.port, port, 1000, 0, 0x60, Tcp.SYN,
                         5840, 0, 0, 2, 4, 1460)
    w.port += 1
    w.ip(client, server, 6, w.summed(client, server, 6, octets, 16))


# Behind a router: the monitor calls an address that nobody here has.
w.arp(calling)
for _ in range(3):
    call(calling, built_in, 515)
    w.wait(3)
call(calling, built_in, 2049)

# In the network of its default address it asks who has it.
body = struct.pack(">HHBBH", 1, 0x0800, 6, 4, 1) + asking.mac
body += asking.ip.packed + bytes(6) + built_in.ip.packed
w.ether(asking, Host("ff:ff:ff:ff:ff:ff", "0.0.0.0"), 0x0806, body)

# To a central station: bed, patient, telemetry, a fault.
w.arp(monitor)
w.arp(central)
t = w.tcp(monitor, central, 9600)
t.client(block(0x45, b"\0\0\x07\xff"))
t.server(block(0x47))
t.client(patient() + block(0x43))
for lead in (0x14, 0x15, 0x16, 0x17):
    t.client(block(0x46, bytes([lead]) + b"ZZPAT^CANARY" + bytes(40)))
t.client(block(0x49, b"\x01LEAD OFF"))
t.close()

# Near misses: a print job on port 515, and a call to the address beside it.
w.arp(printer)
w.arp(clerk)
t = w.tcp(clerk, printer, 515)
t.client(b"\x02raw\n")
t.server(b"\0")
t.client(b"\x0227 cfA001host\n")
t.server(b"\0")
t.client(b"Hhost\nPZZPAT^CANARY\nldfA001\n\0")
t.close()
call(clerk, neighbour, 515)
w.save(sys.argv[1])
