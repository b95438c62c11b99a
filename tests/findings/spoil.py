"""spoil - what networks and sensors do to a capture.

A frame is (us, octets, length): octets are fewer than length where the capture
was cut. Each function takes frames and returns others.
"""
import struct

from wire import checksum

FRAGMENT = 24   # octets of an IPv4 datagram in one fragment; divisible by 8
PIECE = 5       # octets of a TCP stream in one segment
SNAP = 64


def _ipv4(frame):
    """Where the IPv4 header stands, and its length; None: it has none."""
    at = 12
    while frame[at:at + 2] in (b"\x81\x00", b"\x88\xa8"):
        at += 4
    if frame[at:at + 2] != b"\x08\x00":
        return None
    return at + 2, (frame[at + 2] & 15) * 4


def _ports(frame):
    """Where the header of TCP or UDP stands; None: there is none."""
    place = _ipv4(frame)
    if place is not None:
        return sum(place) if frame[place[0] + 9] in (6, 17) else None
    at = 12
    while frame[at:at + 2] in (b"\x81\x00", b"\x88\xa8"):
        at += 4
    return at + 42 if frame[at:at + 2] == b"\x86\xdd" and \
        frame[at + 8] in (6, 17) else None


def _headed(head, more, flags):
    head = head[:2] + struct.pack(">H", len(head) + len(more)) + head[4:6] + \
        struct.pack(">H", flags) + head[8:10] + b"\0\0" + head[12:]
    return head[:10] + struct.pack(">H", checksum(head)) + head[12:] + more


def fragments(frames):
    """Every IPv4 datagram in fragments."""
    out = []
    for us, frame, _ in frames:
        place = _ipv4(frame)
        if place is None:
            out.append((us, frame, len(frame)))
            continue
        at, size = place
        total = struct.unpack(">H", frame[at + 2:at + 4])[0]
        head, body = frame[at:at + size], frame[at + size:at + total]
        for begin in range(0, len(body), FRAGMENT):
            part = body[begin:begin + FRAGMENT]
            more = 0x2000 if begin + FRAGMENT < len(body) else 0
            f = frame[:at] + _headed(head, part, begin // 8 | more)
            f = f.ljust(60, b"\0")
            out.append((us, f, len(f)))
    return out


def segments(frames):
    """Every TCP segment over IPv4 in small ones."""
    out = []
    for us, frame, _ in frames:
        place = _ipv4(frame)
        if place is None or frame[place[0] + 9] != 6:
            out.append((us, frame, len(frame)))
            continue
        at, size = place
        total = struct.unpack(">H", frame[at + 2:at + 4])[0]
        head, tcp = frame[at:at + size], frame[at + size:at + total]
        offset = (tcp[12] >> 4) * 4
        body = tcp[offset:]
        for begin in range(0, len(body) or 1, PIECE):
            part = body[begin:begin + PIECE]
            f = frame[:at] + _headed(head, _segment(head, tcp[:offset], begin,
                                                    part), 0x4000)
            f = f.ljust(60, b"\0")
            out.append((us, f, len(f)))
    return out


def _segment(head, tcp, begin, part):
    number = struct.unpack(">I", tcp[4:8])[0] + begin & 0xFFFFFFFF
    tcp = tcp[:4] + struct.pack(">I", number) + tcp[8:16] + b"\0\0" + tcp[18:]
    pseudo = head[12:20] + struct.pack(">BBH", 0, 6, len(tcp) + len(part))
    n = checksum(pseudo + tcp + part)
    return tcp[:16] + struct.pack(">H", n) + tcp[18:] + part


def half(frames):
    """The first half, and of its last frame the first half."""
    out = list(frames[:(len(frames) + 1) // 2])
    if out:
        us, frame, length = out[-1]
        out[-1] = (us, frame[:len(frame) // 2], length)
    return out


def short(frames):
    """As a sensor keeps them that looks at headers alone."""
    return [(us, frame[:SNAP], length) for us, frame, length in frames]


def _side(frame):
    """1 from a server to a client, as far as ports tell; 0 the other way."""
    at = _ports(frame)
    if at is None:
        return None
    source, target = struct.unpack(">HH", frame[at:at + 4])
    return None if source == target else int(source < target)


def asked(frames):
    """A mirror that shows one way alone: who asks."""
    return [f for f in frames if _side(f[1]) != 1]


def answered(frames):
    return [f for f in frames if _side(f[1]) != 0]


def save(path, frames):
    with open(path, "wb") as f:
        f.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1))
        for us, frame, length in sorted(frames, key=lambda x: x[0]):
            f.write(struct.pack("<IIII", us // 1_000_000, us % 1_000_000,
                                len(frame), length) + frame)
