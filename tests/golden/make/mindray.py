"""mindray - a monitor that announces itself, and reports of asset tags."""
import sys

from wire import Host, Wire, group

w = Wire()
monitor = Host("00:0f:14:00:00:21", "10.7.0.21")
point = Host("02:00:00:00:00:30", "10.7.0.30")
engine = Host("02:00:00:00:00:31", "10.7.0.31")
near = Host("02:00:00:00:00:40", "10.7.0.40")
MAGIC = bytes.fromhex("82010100000402")
BODY = bytes((i * 37 + 11) & 0xFF for i in range(120)) + b"ZZPAT^CANARY"

w.arp(monitor)
for _ in range(3):
    w.udp(monitor, 5500, group("225.0.0.8"), 6678, MAGIC + BODY)
    w.wait(15)

# An access point reports a tag to the engine, which confirms.
w.arp(point)
w.arp(engine)
w.udp(point, 1144, engine, 12092,
      bytes.fromhex("7c830000d9000020000ccc0102030001") + b"ZZPAT^CANARY".ljust(24, b"\0"))
w.udp(engine, 12092, point, 1144,
      bytes.fromhex("7c830000d0000008000ccc0102030001"))

# Near misses: the same octets to one host, other octets to the group.
w.arp(near)
w.udp(near, 5500, engine, 6678, MAGIC + BODY)
w.udp(near, 5500, group("225.0.0.8"), 6678, bytes.fromhex("82010100000403") + BODY)
w.save(sys.argv[1])
