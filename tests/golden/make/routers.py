"""routers - two that share an address by VRRP, two by HSRP, and hosts behind."""
import struct
import sys

from wire import Host, Wire, checksum, group

w = Wire()
SECRET = b"CANARY!!"


# ---- VRRP ----------------------------------------------------------------------------

def advertise(sender, router, priority, shared, version=2, to="224.0.0.18"):
    """By its own MAC, or that of the group where sender has it."""
    octets = struct.pack(">BBBB", version << 4 | 1, router, priority, 1)
    octets += struct.pack(">BBH", 0, 1, 0) if version == 2 else struct.pack(
        ">HH", 100, 0)
    octets += shared.ip.packed + (SECRET if version == 2 else b"")
    sum_of = checksum(octets)
    if version == 3:
        target = group(to)
        pseudo = sender.ip.packed + target.ip.packed
        pseudo += struct.pack(">IHBB", len(octets), 0, 0, 112)
        sum_of = checksum(pseudo + octets)
    octets = octets[:6] + struct.pack(">H", sum_of) + octets[8:]
    w.ip(sender, group(to), 112, octets)


def at(host, mac, ttl=255):
    return Host(mac, str(host.ip), ttl)


# ---- HSRP ------------------------------------------------------------------------------

def hello(sender, number, state, priority, shared):
    octets = struct.pack(">8B", 0, 0, state, 3, 10, priority, number, 0)
    w.udp(sender, 1985, group("224.0.0.2"), 1985,
          octets + SECRET + shared.ip.packed)


def hello_2(sender, number, state, priority, shared, port=1985,
            to="224.0.0.102"):
    version = shared.ip.version
    octets = bytes([1, 40, 2, 0, state, version])
    octets += struct.pack(">H", number) + sender.mac
    octets += struct.pack(">III", priority, 3000, 10000)
    octets += shared.ip.packed.ljust(16, b"\0")
    w.udp(sender, port, group(to), port, octets + b"\x03\x08" + SECRET)


# ---- a ward ----------------------------------------------------------------------------

gate = Host("00:00:5e:00:01:07", "10.9.0.1")
one = Host("00:1b:17:00:90:02", "10.9.0.2")
two = Host("00:1b:17:00:90:03", "10.9.0.3")
pump = Host("00:03:b1:00:90:44", "10.9.0.44")
server = Host("98:e7:43:00:90:70", "10.9.0.70")
for host in (gate, one, two, pump, server):
    w.arp(host)
for _ in range(3):
    advertise(at(one, "00:00:5e:00:01:07"), 7, 150, gate)
advertise(at(one, "00:00:5e:00:01:07"), 7, 0, gate)     # it resigns
w.arp(gate)
for _ in range(3):
    advertise(at(two, "00:00:5e:00:01:07"), 7, 100, gate, version=3)
v6 = Host("00:00:5e:00:02:07", "fe80::1")
advertise(Host("00:00:5e:00:02:07", "fe80::3", 255), 7, 100, v6, version=3,
          to="ff02::12")

# Far hosts come through the shared MAC; none is named by it, nor names it.
far = [Host("00:00:5e:00:01:07", f"10.20.0.{n}", 63) for n in (5, 6)]
for host in far:
    t = w.tcp(host, server, 2575)
    t.client(b"\x0bMSH|^~\\&|ZZSEND|ZZ|ZZRECV|ZZ|20261125||ADT^A01|1|P|2.5\r"
             b"PID|1||ZZ900001||ZZPAT^CANARY\r\x1c\r")
    t.server(b"\x0bMSH|^~\\&|ZZRECV|ZZ|ZZSEND|ZZ|20261125||ACK|1|P|2.5\r"
             b"MSA|AA|1\r\x1c\r")
    t.close()

# ---- another, with HSRP --------------------------------------------------------------------

active = Host("00:00:0c:07:ac:05", "10.9.1.2", 1)
standby = Host("00:1b:0d:00:91:03", "10.9.1.3", 1)
shared = Host("00:00:0c:07:ac:05", "10.9.1.1")
w.arp(shared)
w.arp(Host("00:1b:0d:00:91:02", "10.9.1.2"))
w.arp(standby)
for _ in range(3):
    hello(active, 5, 16, 110, shared)
    hello(standby, 5, 8, 100, shared)
newer = Host("00:00:0c:9f:f1:2c", "10.9.2.2", 1)
for _ in range(2):
    hello_2(newer, 300, 6, 110, Host("00:00:0c:9f:f1:2c", "10.9.2.1"))
# The address answers itself, too: it is somebody, and is marked.
t = w.tcp(pump, Host("00:00:0c:9f:f1:2c", "10.9.2.1"), 22)
t.server(b"SSH-2.0-Cisco-1.25\r\n")
t.client(b"SSH-2.0-OpenSSH_9.2\r\n")
t.close()
hello_2(Host("00:05:73:a0:01:2c", "fe80::2:2", 255), 300, 6, 110,
        Host("00:05:73:a0:01:2c", "fe80::5:73ff:fea0:12c"), 2029, "ff02::66")

# ---- near misses ---------------------------------------------------------------------------

# CARP, whose octets add up to another length.
carp = Host("00:00:5e:00:01:09", "10.9.3.2", 255)
w.arp(Host("00:1b:17:00:93:02", "10.9.3.2"))
for _ in range(2):
    w.ip(carp, group("224.0.0.18"), 112,
         struct.pack(">BBBBBBH", 0x21, 9, 0, 7, 0, 1, 0) + bytes(range(28)))
# A message of VRRP that a router passed on, which nobody must believe.
forged = Host("00:1b:17:00:93:66", "10.9.3.66", 254)
w.arp(forged)
for _ in range(2):
    advertise(forged, 7, 255, Host("00:00:5e:00:01:07", "10.9.0.70"))
# Others on the port of HSRP: words, and twenty octets to one host.
talker = Host("00:1b:17:00:93:77", "10.9.3.77")
w.arp(talker)
w.udp(talker, 1985, pump, 1985, b"hello ZZPAT^CANARY, ZZ900001")
w.udp(talker, 1985, group("224.0.0.2"), 1985, b"ZZPAT^CANARY twenty!")
w.udp(talker, 1985, pump, 1985, bytes([0, 0, 16, 3, 10, 110, 5, 0]) + SECRET +
      server.ip.packed)
w.save(sys.argv[1])
