#!/usr/bin/env python3
"""flood - forged senders, scans and backscatter change no inventory.

Usage: flood.py BINARY FLOOD
The hospital as it is, and with what tests/tools/flood.c mixes into it: a SYN from
each of 1,000,000 random addresses, answers to nobody, forged datagrams, an ARP
sweep and a scan of a /16. Every asset must say the same, no answered
conversation may be missing, and none be new but the scanner, which bound its address by ARP. The database and
each process must stay as small with four times as many senders, and all that was
not kept must be counted.
"""
import json
import os
import subprocess
import sys
import tempfile

from inventory import rows

sys.path.append("tests/bench")
import measure

SENDERS = 1000000
CAPTURE = "tests/lab/hospital.pcap.zst"
SAME = ("name", "class", "vendor", "model", "version", "serial", "os", "ip",
        "net", "mac", "mac_owner", "behind", "criticality", "clinical", "grade",
        "services", "risk_score", "addresses", "macs", "software")
MORE_KIB, MORE_OCTETS = 16 * 1024, 1 << 20  # that four times as many may cost


def scan(binary, work, name, capture, workers):
    """What a database of its own says, the peak of its largest process in KiB."""
    db = os.path.join(work, f"{name}.db")
    run = measure.scan(binary, db, capture, "--workers", workers, watched=True)
    found = {"db": os.path.getsize(db), "peak": max(run.peak)}
    for what in ("assets", "findings", "flows"):
        path = f"{db}.{what}"
        subprocess.run([binary, "--db", db, "export", what, "-f", "jsonl", "-o",
                        path], check=True)
        found[what] = rows(path)
        os.unlink(path)
    found["coverage"] = json.loads(subprocess.run(
        [binary, "show", "coverage", "--json", "--db", db], check=True,
        capture_output=True, text=True).stdout)
    os.unlink(db)
    return found


def said(asset):
    """All that must stay; frames have other numbers in another capture."""
    text = {key: asset[key] for key in SAME}
    text["claims"] = [[c[k] for k in ("kind", "value", "grade", "chosen",
                                      "disputed")] for c in asset["claims"]]
    return json.dumps(text, sort_keys=True)


def talks(found):
    return {(f["net"], f["client"], f["server"], f["port"], f["transport"],
             f["protocol"]) for f in found["flows"] if f["answered"]}


def raised(found):
    return {(f["rule"], f["asset"], f["port"]) for f in found["findings"]}


def differences(before, after, scanner):
    was = {a["id"]: a for a in before["assets"]}
    now = {a["id"]: a for a in after["assets"]}
    for name in sorted(set(was) | set(now)):
        if name not in now:
            yield f"{name} is gone"
        elif name not in was and now[name]["mac"] != scanner:
            yield f"{name} {now[name]['ip']} is new"
        elif name in was and said(was[name]) != said(now[name]):
            yield f"{name}: {said(was[name])}\nbecame {said(now[name])}"
    for talk in sorted(talks(before) - talks(after), key=str):
        yield f"conversation {talk} is gone"
    others = {a["id"] for a in after["assets"] if a["mac"] != scanner}
    for finding in raised(before) ^ raised(after):
        if finding in raised(before) or finding[1] in others:
            yield f"finding {finding}"
    if not any(f["rule"] == "SCN-001" and f["asset"] not in others
               for f in after["findings"]):
        yield "the scanner is not told"


def counted(found):
    """Conversations that were not kept, by the coverage."""
    return found["coverage"]["forged"]["n"]


def main():
    binary, flood = sys.argv[1:3]
    faults = []
    with tempfile.TemporaryDirectory() as work:
        whole = scan(binary, work, "whole", CAPTURE, "1")
        seen = {}
        for senders, workers in ((SENDERS // 4, "1"), (SENDERS, "1"),
                                 (SENDERS, "2")):
            mixed = os.path.join(work, "mixed.pcap")
            scanner = subprocess.run(
                [flood, CAPTURE, mixed, str(senders)], check=True,
                capture_output=True, text=True).stdout.split()[2]
            now = seen[senders, workers] = scan(binary, work, "mixed", mixed,
                                                workers)
            faults += [f"{senders} senders, {workers} workers: {text}"
                       for text in differences(whole, now, scanner)]
            print(f"flood: {senders} senders, {workers} workers: "
                  f"{len(now['assets'])} assets, {now['db'] >> 10} KiB of "
                  f"database, {now['peak'] >> 10} MiB at most, {counted(now)} "
                  "conversations counted only")
    few, many = seen[SENDERS // 4, "1"], seen[SENDERS, "1"]
    if many["peak"] > few["peak"] + MORE_KIB:
        faults.append(f"{few['peak']} KiB grew to {many['peak']}")
    if many["db"] > few["db"] + MORE_OCTETS:
        faults.append(f"a database of {few['db']} grew to {many['db']}")
    kept = sum(not f["answered"] or f["server"] != "10.77.8.10"
               for f in many["flows"])
    if counted(many) < SENDERS - kept:
        faults.append(f"{counted(many)} are counted, {kept} kept")
    for text in faults:
        print(f"FAILED flood: {text}")
    sys.exit(1 if faults else 0)


main()
