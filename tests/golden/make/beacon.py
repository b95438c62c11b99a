"""beacon - a monitor that calls one host outside every five minutes, and nearly does
others: by fits and starts, inside, too few times, for the time of day.

Usage: beacon.py OUT.pcap
"""
import pathlib
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "findings"))

from scene import helper  # noqa: E402
from wire import Host, Wire  # noqa: E402

MINUTE = 60_000_000

hl7 = helper("hl7-gateway")
w = Wire()
bed = Host("00:a0:37:00:13:01", "10.13.0.1")
near = Host("98:e7:43:00:13:02", "10.13.0.2")
router = Host("98:e7:43:00:13:03", "10.13.0.3")


def outside(n):
    return Host(router.mac.hex(), f"93.184.216.{n}", 50)


def call(us, server, n):
    w.us = us
    t = w.tcp(bed, server, 443)
    t.client(f"POST /ZZ900{n:04} HTTP/1.1\r\nHost: zz\r\n\r\n".encode())
    t.server(b"HTTP/1.1 204 ZZPAT^CANARY\r\n\r\n")
    t.close()


def ntp(us, server, n):
    stamp = struct.pack(">II", 0xE8FE0000 + n * 900, 7)
    w.us = us
    w.udp(bed, 40000 + n, server, 123,
          struct.pack(">BBBb", 0x23, 0, 6, -20) + bytes(36) + stamp)
    w.udp(server, 123, bed, 40000 + n,
          struct.pack(">BBBb", 0x24, 2, 6, -20) + bytes(8) + b"ZZ\0\1" + stamp * 4)


for host in (bed, near, router):
    w.arp(host)
hl7.one_result(w, bed, near)
start = w.us + MINUTE
todo = []
for n in range(80):
    todo.append((start + n * 5 * MINUTE + n * 7 % 9 * 1_000_000, call, outside(9), n))
    todo.append((start + n * 5 * MINUTE + n * 37 % 90 * 1_000_000, call, outside(66),
                 n))
    todo.append((start + n * 5 * MINUTE + 100_000_000, call, near, n))
for n in range(19):
    todo.append((start + n * 20 * MINUTE + 150_000_000, call, outside(5), n))
for n in range(26):
    todo.append((start + n * 15 * MINUTE + 200_000_000, ntp, outside(123), n))
for us, act, server, n in sorted(todo, key=lambda row: row[0]):
    act(us, server, n)
w.save(sys.argv[1])
