#!/usr/bin/env python3
"""ports - recognition does not go by port numbers.

Usage: ports.py BINARY DAMAGE
Each golden capture, and those of the lab together, once as it is and with every
port renamed by several seeds: what is said of each address must be the same,
and so must be the protocols that it speaks.

A few protocols of the house, none clinical, are told apart by their ports alone
and are not compared, nor what rests on them alone: OF_A_PORT says why. Labels of
nDPI judge nothing and are not compared either. Which end is the client is told
by the handshake; where there is none, by the port or by who speaks first: how
many conversations are turned thereby is printed.
"""
import glob
import os
import subprocess
import sys
import tempfile

from inventory import KINDS, goldens, scan

SEEDS = (1, 2, 3)

OF_A_PORT = {
    "llmnr": "RFC 4795 2.1: the port tells it from the DNS",
    "mdns": "RFC 6762 11: the port is what makes it multicast DNS",
    "dns": "RFC 1035 4.2: a name server is at port 53; other answers look alike",
    "dns_tcp": "likewise",
    "ntp": "RFC 5905 7.2: 48 octets without a mark, known by port 123",
    "dhcp": "RFC 2131 4.1: the ports tell the server from the client",
    "dhcpv6": "RFC 8415 7.2: the same",
    "netbios": "RFC 1002 4.4: both ends have the same port, which names nobody",
}


def differences(name, before, after):
    for where in sorted(set(before.at) | set(after.at)):
        a, b = before.claims(where), after.claims(where)
        for kind in KINDS:
            rests_on = before.sources(where, kind) | after.sources(where, kind)
            if a.get(kind) != b.get(kind) and not rests_on <= set(OF_A_PORT):
                yield (f"{name} {' '.join(where)} {kind}: "
                       f"{a.get(kind)!r}, renamed {b.get(kind)!r}")
    for where in sorted(set(before.speaks) | set(after.speaks)):
        said, now = ({p.split()[0] for p in i.speaks.get(where, ())}
                     for i in (before, after))
        for protocol in sorted((said ^ now) - set(OF_A_PORT)):
            yield (f"{name} {' '.join(where)} {protocol}: only "
                   + ("renamed" if protocol in now else "as it is"))


def turned(before, after):
    """Conversations whose client became the server."""
    return sum(protocol.endswith("client") and
               protocol not in after.speaks.get(where, ())
               and protocol.replace("client", "server") in
               after.speaks.get(where, ())
               for where, spoken in before.speaks.items()
               for protocol in spoken if protocol.split()[0] not in OF_A_PORT)


def main():
    binary, damage = sys.argv[1:3]
    captures = [(name, [path]) for name, path in goldens()]
    lab = sorted(glob.glob("../shared/captures/lab/*.pcap"))
    if lab:
        captures.append(("lab", lab))
    faults = ends = 0
    with tempfile.TemporaryDirectory() as work:
        for name, paths in captures:
            before = scan(binary, work, paths)
            for seed in SEEDS:
                renamed = [os.path.join(work, f"{i}.pcap")
                           for i in range(len(paths))]
                for path, to in zip(paths, renamed):
                    subprocess.run([damage, path, to, "ports", str(seed)],
                                   check=True)
                after = scan(binary, work, renamed)
                ends += turned(before, after)
                for text in differences(name, before, after):
                    faults += 1
                    print(f"FAILED ports: {text} (port plan {seed})")
    print(f"ports: {len(captures)} captures, {len(SEEDS)} port plans each: "
          f"{faults} differences, {ends} ends turned")
    sys.exit(1 if faults else 0)


main()
