"""policy - a capture on many days, and rules read as a firewall reads them.

Usage: policy.py days CAPTURE.pcap FOLDER N
         writes the capture N times, each a day later; from the sixth day on
         without the conversations of TCP port 11113
       policy.py obey RULES.nft RULES.ios STOPPED.jsonl FLOWS.jsonl
         every conversation of FLOWS passes the rules or is in STOPPED
"""
import ipaddress
import json
import re
import struct
import sys

DAY = 86400
DROPPED = struct.pack(">H", 11113)


def days(path, folder, count):
    data = open(path, "rb").read()
    head, at, frames = data[:24], 24, []
    while at < len(data):
        size = struct.unpack_from("<I", data, at + 8)[0]
        frames.append((data[at:at + 16], data[at + 16:at + 16 + size]))
        at += 16 + size
    for day in range(count):
        with open(f"{folder}/day-{day:02}.pcap", "wb") as out:
            out.write(head)
            for record, frame in frames:
                if day >= 5 and frame[12:14] == b"\x08\x00" and \
                        DROPPED in (frame[34:36], frame[36:38]):
                    continue
                seconds = struct.unpack_from("<I", record)[0]
                out.write(struct.pack("<I", seconds + day * DAY) +
                          record[4:] + frame)


NUMBERS = {"tcp": 6, "udp": 17, "sctp": 132}


def read_nft(path):
    """Sets, and rules as (what they compare, verdict)."""
    text = open(path, encoding="ascii").read()
    sets = {name: set(re.findall(r"^\s+([0-9a-f.:]+),$", body, re.M))
            for name, body in re.findall(r"set (\w+) \{(.*?)\n\t\}", text,
                                         re.S)}
    rules = []
    for line in text.splitlines():
        m = re.fullmatch(r"\t\tip6? saddr (\S+) ip6? daddr (\S+) (?:(\w+) dport "
                         r"(\d+)|meta l4proto (\d+)) counter accept comment "
                         r'"[ -!#-~]{1,128}"', line)
        if m:
            rules.append((m[1], m[2], NUMBERS[m[3]] if m[3] else int(m[5]),
                          int(m[4] or 0)))
    return sets, rules


def passes_nft(nft, f):
    sets, rules = nft
    if (f["client"], f["server"], f["l4"], f["port"]) in rules:
        return True
    devices = set().union(*sets.values())
    return f["client"] not in devices and f["server"] not in devices


WORD = {"tcp": 6, "udp": 17, "sctp": 132}


def read_ios(path):
    """Lines of both lists, each wholly understood or refused."""
    lists, now = {}, None
    for line in open(path, encoding="ascii"):
        line = line.rstrip("\n")
        if line.startswith("!"):
            continue
        if re.fullmatch(r"ip access-list extended [\w-]+|"
                        r"ipv6 access-list [\w-]+", line):
            now = lists.setdefault(6 if line.startswith("ipv6") else 4, [])
            continue
        if re.fullmatch(r" remark [ -~]{1,100}", line):
            continue
        if re.fullmatch(r" permit icmp any any nd-n[as]", line):
            continue
        m = re.fullmatch(r" (permit|deny) (tcp|udp|sctp|icmp|ip|ipv6|\d+)"
                         r" (any|host \S+)(?: eq (\d+))?"
                         r" (any|host \S+)(?: eq (\d+))?( established| log)?",
                         line)
        assert m and now is not None, f"{path}: not understood: {line}"
        for end in (m[3], m[5]):
            end == "any" or ipaddress.ip_address(end[5:])
        now.append(m.groups())
    return lists


def passes_ios(lists, family, l4, source, sport, target, dport, begun):
    for verdict, what, a, ap, b, bp, more in lists.get(family, []):
        if what not in ("ip", "ipv6"):
            number = (58 if family == 6 else 1) if what == "icmp" else \
                WORD.get(what) or int(what)
            if number != l4:
                continue
        if a not in ("any", "host " + source) or \
                b not in ("any", "host " + target):
            continue
        if (ap and int(ap) != sport) or (bp and int(bp) != dport):
            continue
        if more == " established" and not begun:
            continue
        return verdict == "permit"
    return True


def inside(f):
    for end in (f["client"], f["server"]):
        a = ipaddress.ip_address(end)
        if a.is_multicast or a.is_link_local or end == "255.255.255.255":
            return True
    return False


def obey(nft_path, ios_path, stopped_path, flows_path):
    nft, ios = read_nft(nft_path), read_ios(ios_path)
    assert nft[1] and ios, "no rule was read"
    stopped = {(f["client"], f["server"], f["ip_protocol"], f["port"] or 0)
               for f in map(json.loads, open(stopped_path, encoding="utf-8"))}
    l4 = {"tcp": 6, "udp": 17, "sctp": 132, "icmp": 1, "icmp6": 58}
    passed = 0
    for line in open(flows_path, encoding="utf-8"):
        f = json.loads(line)
        if f["transport"] not in l4 or inside(f):
            continue
        f["l4"], f["port"] = l4[f["transport"]], f["port"] or 0
        key = (f["client"], f["server"], f["l4"], f["port"])
        family = 6 if ":" in f["client"] else 4
        good = passes_nft(nft, f)
        assert good == (key not in stopped), f"nft disagrees about {key}"
        there = passes_ios(ios, family, f["l4"], f["client"], 50123,
                           f["server"], f["port"], False)
        back = passes_ios(ios, family, f["l4"], f["server"], f["port"],
                          f["client"], 50123, True)
        if good:
            assert there and back, f"IOS stops {key}"
            passed += 1
        elif f["l4"] == 6:
            assert not there, f"IOS lets pass {key}"
    assert passed > 20, f"{passed} conversations pass"


if sys.argv[1] == "days":
    days(sys.argv[2], sys.argv[3], int(sys.argv[4]))
else:
    obey(*sys.argv[2:6])
