"""wire - writes small captures: frames, datagrams and TCP conversations.

A generator beside this file names its hosts, lets them speak, and saves:

    w = Wire()
    pump, server = Host("00:03:b1:00:00:44", "10.1.0.44"), Host(...)
    w.udp(pump, 3000, server, 3001, b"...")
    t = w.tcp(pump, server, 2575)
    t.client(b"MSH|...")
    t.server(b"MSH|...|ACK")
    t.close()
    w.save(sys.argv[1])

Time begins at a fixed moment and moves by a millisecond a frame, ports and
sequence numbers follow from the order: the same script, the same octets.
"""
import ipaddress
import struct

START_US = 1_795_600_800_000_000  # 2026-11-25 10:00:00 UTC
MSS = 1400


class Host:
    def __init__(self, mac, ip, ttl=64):
        self.mac = bytes.fromhex(mac.replace(":", ""))
        self.ip = ipaddress.ip_address(ip)
        self.ttl = ttl


def group(ip):
    """The MAC and address of a multicast group, or of all by broadcast."""
    address = ipaddress.ip_address(ip)
    if not address.is_multicast:
        return Host("ff:ff:ff:ff:ff:ff", ip)
    low = address.packed[-4:]
    mac = (b"\x33\x33" + low if address.version == 6 else
           b"\x01\x00\x5e" + bytes([low[1] & 0x7F]) + low[2:])
    return Host(mac.hex(), ip)


def checksum(octets):
    if len(octets) % 2:
        octets += b"\0"
    n = sum(struct.unpack(f">{len(octets) // 2}H", octets))
    while n >> 16:
        n = (n & 0xFFFF) + (n >> 16)
    return ~n & 0xFFFF


class Wire:
    def __init__(self, vlan=None):
        self.frames = []
        self.us = START_US
        self.port = 49152
        self.ident = 0
        self.vlan = vlan

    def wait(self, seconds):
        self.us += int(seconds * 1_000_000)

    def ether(self, source, target, kind, payload):
        tag = b"" if self.vlan is None else struct.pack(">HH", 0x8100, self.vlan)
        frame = target.mac + source.mac + tag + struct.pack(">H", kind) + payload
        self.frames.append((self.us, frame.ljust(60, b"\0")))
        self.us += 1000

    def ip(self, source, target, protocol, payload):
        if source.ip.version == 6:
            head = struct.pack(">IHBB", 6 << 28, len(payload), protocol,
                               source.ttl)
            head += source.ip.packed + target.ip.packed
            return self.ether(source, target, 0x86DD, head + payload)
        self.ident = self.ident + 1 & 0xFFFF
        head = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(payload), self.ident,
                           0x4000, source.ttl, protocol, 0)
        head += source.ip.packed + target.ip.packed
        head = head[:10] + struct.pack(">H", checksum(head)) + head[12:]
        return self.ether(source, target, 0x0800, head + payload)

    def summed(self, source, target, protocol, octets, at):
        pseudo = source.ip.packed + target.ip.packed
        pseudo += struct.pack(">IHBB", len(octets), 0, 0, protocol)
        n = checksum(pseudo + octets) or 0xFFFF
        return octets[:at] + struct.pack(">H", n) + octets[at + 2:]

    def udp(self, source, source_port, target, target_port, payload):
        octets = struct.pack(">HHHH", source_port, target_port,
                             8 + len(payload), 0) + payload
        self.ip(source, target, 17, self.summed(source, target, 17, octets, 6))

    def arp(self, host):
        """A gratuitous announcement, which binds the MAC to the address."""
        body = struct.pack(">HHBBH", 1, 0x0800, 6, 4, 1)
        body += host.mac + host.ip.packed + bytes(6) + host.ip.packed
        self.ether(host, Host("ff:ff:ff:ff:ff:ff", "0.0.0.0"), 0x0806, body)

    def tcp(self, client, server, port, source_port=None):
        if source_port is None:
            source_port = self.port
            self.port += 1
        return Tcp(self, client, source_port, server, port)

    def save(self, path):
        with open(path, "wb") as f:
            f.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1))
            for us, frame in self.frames:
                f.write(struct.pack("<IIII", us // 1_000_000, us % 1_000_000,
                                    len(frame), len(frame)) + frame)


class Tcp:
    """A conversation, handshake included."""
    FIN, SYN, PSH, ACK = 1, 2, 8, 16

    def __init__(self, wire, client, source_port, server, port):
        self.wire = wire
        self.host = (client, server)
        self.ports = (source_port, port)
        self.next = [1000 + source_port, 9000 + source_port]
        self.segment(0, self.SYN, b"")
        self.segment(1, self.SYN | self.ACK, b"")
        self.segment(0, self.ACK, b"")

    def segment(self, side, flags, payload):
        other = 1 - side
        options = struct.pack(">BBH", 2, 4, MSS) if flags & self.SYN else b""
        octets = struct.pack(">HHIIBBHHH", self.ports[side], self.ports[other],
                             self.next[side],
                             self.next[other] if flags & self.ACK else 0,
                             (20 + len(options)) // 4 << 4, flags, 64240, 0, 0)
        octets += options + payload
        self.next[side] += len(payload) + (flags & (self.SYN | self.FIN) != 0)
        a, b = self.host[side], self.host[other]
        self.wire.ip(a, b, 6, self.wire.summed(a, b, 6, octets, 16))

    def say(self, side, payload):
        for at in range(0, len(payload), MSS):
            self.segment(side, self.PSH | self.ACK, payload[at:at + MSS])
        self.segment(1 - side, self.ACK, b"")

    def client(self, payload):
        self.say(0, payload)

    def server(self, payload):
        self.say(1, payload)

    def close(self):
        self.segment(0, self.FIN | self.ACK, b"")
        self.segment(1, self.FIN | self.ACK, b"")
        self.segment(0, self.ACK, b"")
