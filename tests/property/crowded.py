#!/usr/bin/env python3
"""crowded - many conversations at once give the same inventory to any workers.

Usage: crowded.py BINARY
A capture that begins in the midst of thousands of conversations, of which many
say one thing and fall silent, some have holes that nobody fills, and others shake
hands while thousands more do: no place may run out that one worker shares among
more conversations than two do.
"""
import os
import struct
import subprocess
import sys
import tempfile

CONVERSATIONS = 24000
HOLES, AWAY = 100, 2000  # one in so many; handshakes that lie between
SYN, SYN_ACK, ACK = 2, 18, 16


def end(net, n, port):
    number = struct.pack(">I", net << 24 | n)
    return b"\x02\0" + number, number, port


class Capture:
    def __init__(self, path):
        self.out = open(path, "wb")
        self.out.write(struct.pack("<IHHIIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
        self.clock = 1767225600000000

    def frame(self, source, to, flags, seq, text=b""):
        self.clock += 200
        tcp = struct.pack(">HHIIBBHHH", source[2], to[2], seq, 500, 0x50,
                          flags, 8192, 0, 0) + text
        ip = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(tcp), 0, 0, 64, 6,
                         0) + source[1] + to[1]
        octets = to[0] + source[0] + b"\x08\0" + ip + tcp
        self.out.write(struct.pack("<IIII", self.clock // 1000000,
                                   self.clock % 1000000, len(octets),
                                   len(octets)) + octets)


def write(path):
    c = Capture(path)
    for n in range(CONVERSATIONS):
        client, server = end(10, n, 40000), end(11, n, 22)
        banner = b"SSH-2.0-dropbear_%d.83\r\n" % (2000 + n % 20)
        if n % HOLES == 0:
            c.frame(server, client, SYN_ACK, 1)
            c.frame(server, client, ACK, 900, banner)
        elif n % 3 == 0:
            c.frame(server, client, ACK, 2, banner)
        else:
            c.frame(client, server, SYN, 1)
        if n >= AWAY and n % 3 == 1:
            c.frame(end(10, n - AWAY, 40000), end(11, n - AWAY, 22), ACK, 2)
    c.out.close()


def main():
    binary = sys.argv[1]
    dumps = []
    with tempfile.TemporaryDirectory() as work:
        capture = os.path.join(work, "crowded.pcap")
        write(capture)
        for workers in (1, 3):
            db = os.path.join(work, f"{workers}.db")
            subprocess.run([binary, "--signatures", "signatures", "scan", "-q",
                            "--workers", str(workers), "--db", db, capture],
                           check=True, stdout=subprocess.DEVNULL)
            dumps.append(subprocess.run([binary, "db", "dump", "--db", db],
                                        check=True,
                                        stdout=subprocess.PIPE).stdout)
    servers = sum(line.startswith(b"asset|") and b"dropbear" in line
                  for line in dumps[0].splitlines())
    hands = dumps[0].count(b"|tcp_stack|")
    if dumps[0] != dumps[1]:
        sys.exit("FAILED crowded: one worker and three differ")
    if servers < CONVERSATIONS // 3 or hands < CONVERSATIONS // 4:
        sys.exit(f"FAILED crowded: {servers} servers, {hands} handshakes")
    print(f"crowded: {CONVERSATIONS} conversations, {servers} servers and "
          f"{hands} handshakes with one worker and with three")


main()
