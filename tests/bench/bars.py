"""bars - measures what the comparison with peers does not.

Usage: bars.py BINARY TOOLS OUT.json [PART...]; ROUNDS=5
A part is a file bar_PART.py; its rows(tools) yields what it measured. Ratios
are formed inside a round. Exit status 1 when a bar is missed.
"""
import importlib
import json
import os
import sys
import tempfile

PARTS = ("start", "workers", "growth", "cap", "recorder", "named", "merge",
         "million", "floor", "live")


class Tools:
    def __init__(self, binary, folder, work):
        self.binary, self.work = os.path.realpath(binary), work
        self.loop = os.path.join(folder, "loop")
        self.feed = os.path.join(folder, "feed")
        self.send = os.path.join(folder, "send")
        self.rounds = int(os.environ.get("ROUNDS", "5"))

    def db(self, name):
        return os.path.join(self.work, name + ".db")


def verdict(r):
    if r.limit is None:
        return ""
    good = r.value >= r.limit if r.least else r.value <= r.limit
    return "good" if good else "MISSED"


def show(r):
    limit = "" if r.limit is None else \
        f"{'>=' if r.least else '<='} {r.limit:g}"
    print(f"{r.bar:>3}  {r.what:54} {r.value:12,.4g} {r.unit:6} {limit:10}"
          f" {verdict(r)}", flush=True)


def main():
    binary, folder, out = sys.argv[1:4]
    result, missed = {}, 0
    with tempfile.TemporaryDirectory() as work:
        os.chmod(work, 0o777)  # watch becomes somebody without rights
        tools = Tools(binary, folder, work)
        for part in sys.argv[4:] or PARTS:
            if part not in PARTS:
                sys.exit(f"bench: no part {part}; there are {' '.join(PARTS)}")
            print(f"{part}, rounds: {tools.rounds}")
            result[part] = []
            for r in importlib.import_module("bar_" + part).rows(tools):
                show(r)
                missed += verdict(r) == "MISSED"
                result[part].append({**r._asdict(), "verdict": verdict(r)})
    with open(out, "w", encoding="utf-8") as f:
        json.dump(result, f, indent=1)
        f.write("\n")
    print(f"as JSON: {out}; bars missed: {missed}")
    sys.exit(1 if missed else 0)


main()
