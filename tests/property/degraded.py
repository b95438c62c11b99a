#!/usr/bin/env python3
"""degraded - what is left of an inventory when the capture is worse.

Usage: degraded.py BINARY DAMAGE FIGURES [--update]
Each golden capture in each case of CASES. Of what the whole capture says (class,
vendor, model, serial, version, name of each asset) the damaged one must
contradict nothing: less is allowed, and so is a wider class; something else is
not, but that of several names or versions that the whole capture knows, too,
another may come first when the best is gone.

For the captures of the lab the truth is asked as well. Prints the share that is
still said, in percent; FIGURES keeps these, and none may fall by more than a
point. A capture without a figure is told, and --update writes all anew.
"""
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from inventory import compare, goldens, scan

CASES = (
    ("client", "side 0"), ("server", "side 1"),
    ("late10", "late 10"), ("late30", "late 30"), ("late50", "late 50"),
    ("join10", "join 10"), ("join30", "join 30"),
    ("lose1", "lose 1"), ("lose2", "lose 2"), ("lose3", "lose 3"),
    ("swap1", "swap 1"), ("swap2", "swap 2"), ("snap128", "snap 128"),
)
OF_THE_LAB = ("hospital", "hl7-vlan", "qinq-dicom", "vxlan-dicom")
# Without the acknowledgements of DHCP nothing tells a swap of addresses from a
# conflict: there one device may be taken for the other.
BLIND = {("dhcp-swap", "client"), ("dhcp-swap", "snap128")}
# Without the hellos of two meters nothing tells a docking station from a meter.
BLIND |= {("docking", case) for case in ("late10", "late30", "join30", "swap1",
                                         "snap128")}
FALL = 1  # point


def score_of(db):
    """What tests/lab/score has to say against it."""
    out = subprocess.run(
        ["tests/lab/score", "tests/lab/TRUTH.csv", f"{db}.assets",
         f"{db}.flows"], capture_output=True, text=True,
        check=False).stdout
    return [line for line in out.splitlines() if ": wrong:" in line]


def read_figures(path):
    figures = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as f:
            for line in f:
                if not line.startswith("#"):
                    name, *shares = line.split()
                    figures[name] = [float(s) for s in shares]
    return figures


def write_figures(path, figures):
    heads = "".join(f"{case:>9}" for case, _ in CASES)
    with open(path, "w", encoding="utf-8") as f:
        f.write("# Percent of the claims about a golden capture that are left "
                "when it is damaged:\n# tests/property/degraded.py. client and "
                "server: one direction alone; late: so\n# many percent of the "
                "capture are missing at its beginning, join: of each\n"
                "# conversation; lose, swap: seeds; snap: octets.\n")
        f.write(f"#{'':15}{heads}\n")
        for name, shares in sorted(figures.items()):
            f.write(f"{name:16}" + "".join(f"{s:9.1f}" for s in shares) + "\n")


def try_case(job):
    """One capture in one case: what compare() says, and the truth."""
    binary, damage, name, capture, whole, arguments = job
    with tempfile.TemporaryDirectory() as work:
        hurt = os.path.join(work, "damaged.pcap")
        subprocess.run([damage, capture, hurt, *arguments.split()], check=True)
        left = scan(binary, work, [hurt])
        said, kept, wrong = compare(whole, left)
        if name in OF_THE_LAB:
            wrong += score_of(os.path.join(work, "inventory.db"))
    return round(100 * kept / said, 1) if said else 100.0, wrong


def try_all(binary, damage, pool):
    """Name of each golden, and what became of it in each case."""
    for name, capture in goldens():
        with tempfile.TemporaryDirectory() as work:
            whole = scan(binary, work, [capture])
        yield name, list(pool.map(try_case, [
            (binary, damage, name, capture, whole, arguments)
            for _, arguments in CASES]))


def main():
    binary, damage, path = sys.argv[1:4]
    update = "--update" in sys.argv
    before, now = read_figures(path), {}
    failed = False
    print(f"{'':16}" + "".join(f"{case:>9}" for case, _ in CASES))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, results in try_all(binary, damage, pool):
            now[name] = [share for share, _ in results]
            print(f"{name:16}" + "".join(f"{s:9.1f}" for s in now[name])
                  + ("" if name in before else "  no figure kept"))
            for (case, _), (_, wrong) in zip(CASES, results):
                for text in wrong if (name, case) not in BLIND else ():
                    failed = True
                    print(f"FAILED degraded: {name} {case}: {text}")
            for (case, _), old, new in zip(CASES, before.get(name, []),
                                           now[name]):
                if new < old - FALL and not update:
                    failed = True
                    print(f"FAILED degraded: {name} {case}: {new} percent, "
                          f"{old} before")
    print(f"degraded: {len(now)} captures in {len(CASES)} cases")
    if update:
        write_figures(path, now)
    sys.exit(1 if failed else 0)


main()
