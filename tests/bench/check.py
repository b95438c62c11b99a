"""check - compares the last benchmark with the budget in the tree.

Usage: check.py RESULT.json BUDGET.json
Fails on a ratio of CPU or memory that is a tenth worse than the budget says.
What was not measured is told and passes.
"""
import json
import sys

ALLOWED = 1.10


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        result = json.load(f)
    with open(sys.argv[2], encoding="utf-8") as f:
        budget = json.load(f)
    worse = 0
    for capture, peers in budget.items():
        for peer, limits in peers.items():
            row = result.get(capture, {}).get("programs", {}).get(peer)
            if row is None:
                print(f"{capture} {peer}: not measured")
                continue
            for key, limit in limits.items():
                got = row[key][0]
                bad = got > limit * ALLOWED
                worse += bad
                print(f"{capture} {peer} {key}: {got:.3f}, budget {limit:.3f}"
                      f"{'  WORSE' if bad else ''}")
    sys.exit(1 if worse else 0)


main()
