#!/usr/bin/env python3
"""ports - recognition does not go by port numbers.

Usage: ports.py BINARY DAMAGE
Each golden capture, and those of the lab together, once as it is and with every
port renamed by several seeds: what is said of each address must be the same,
and so must be the protocols that it speaks, as client or as server.

A few protocols of the house, none clinical, are told apart by their ports alone
and are not compared, OF_A_PORT says why; nor are labels of nDPI, which judge
nothing.
"""
import glob
import os
import subprocess
import sys
import tempfile

from inventory import KINDS, goldens, scan

SEEDS = (1, 2, 3)

OF_A_PORT = {
    "mdns": "RFC 6762 11: the port is what makes it multicast DNS",
    "ntp": "RFC 5905 7.2: 48 octets without a mark, known by port 123",
    "dhcp": "RFC 2131 4.1: the ports tell the server from the client",
    "dhcpv6": "RFC 8415 7.2: the same",
    "netbios": "RFC 1002 4.4: both ends have the same port, which names nobody",
}


def differences(name, before, after):
    for where in sorted(set(before.at) | set(after.at)):
        a, b = before.claims(where), after.claims(where)
        for kind in KINDS:
            if a.get(kind) != b.get(kind):
                yield (f"{name} {' '.join(where)} {kind}: "
                       f"{a.get(kind)!r}, renamed {b.get(kind)!r}")
    for where in sorted(set(before.speaks) | set(after.speaks)):
        said, now = (i.speaks.get(where, set()) for i in (before, after))
        for protocol in sorted(said ^ now):
            if protocol.split()[0] not in OF_A_PORT:
                yield (f"{name} {' '.join(where)} {protocol}: only "
                       + ("renamed" if protocol in now else "as it is"))


def main():
    binary, damage = sys.argv[1:3]
    captures = [(name, [path]) for name, path in goldens()]
    lab = sorted(glob.glob("../shared/captures/lab/*.pcap"))
    if lab:
        captures.append(("lab", lab))
    faults = 0
    with tempfile.TemporaryDirectory() as work:
        for name, paths in captures:
            before = scan(binary, work, paths)
            for seed in SEEDS:
                renamed = [os.path.join(work, f"{i}.pcap")
                           for i in range(len(paths))]
                for path, to in zip(paths, renamed):
                    subprocess.run([damage, path, to, "ports", str(seed)],
                                   check=True)
                for text in differences(name, before,
                                        scan(binary, work, renamed)):
                    faults += 1
                    print(f"FAILED ports: {text} (port plan {seed})")
    print(f"ports: {len(captures)} captures, {len(SEEDS)} port plans each: "
          f"{faults} differences")
    sys.exit(1 if faults else 0)


main()
