"""upload - a monitor that sends to its central and its maker, and one day far more
to somebody else outside; frames are cut behind their headers, as by a short snap length.

Usage: upload.py OUT.pcap
"""
import pathlib
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "findings"))

from scene import helper  # noqa: E402
from wire import Host, Wire  # noqa: E402

DAY, BIG = 86400, 65000

hl7 = helper("hl7-gateway")
w = Wire()
bed = Host("00:a0:37:00:12:01", "10.12.0.1")
near = Host("98:e7:43:00:12:02", "10.12.0.2")
router = Host("98:e7:43:00:12:03", "10.12.0.3")
maker = Host("98:e7:43:00:12:03", "93.184.216.9", 50)
stranger = Host("98:e7:43:00:12:03", "93.184.216.66", 50)
sizes = {}


def send(target, port, frames):
    """Frames of 65000 octets, of which the headers are kept."""
    t = w.tcp(bed, target, port)
    for _ in range(frames):
        t.segment(0, t.ACK, b"")
        sizes[len(w.frames) - 1] = BIG
        t.next[0] += BIG - 54
    t.segment(1, t.ACK, b"")
    t.close()


def save(path):
    with open(path, "wb") as f:
        f.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1))
        for n, (us, frame) in enumerate(w.frames):
            f.write(struct.pack("<IIII", us // 1_000_000, us % 1_000_000,
                                len(frame), sizes.get(n, len(frame))) + frame)


for host in (bed, near, router):
    w.arp(host)
hl7.one_result(w, bed, near)
for day in range(15):
    send(near, 11112, 40)       # its central, in its network
    send(maker, 443, 10)        # its maker, as usual
    if day == 14:
        send(stranger, 443, 1700)
    w.wait(DAY)
save(sys.argv[1])
