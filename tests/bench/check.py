"""check - compares the last benchmark with the budget in the tree.

Usage: check.py RESULT.json BUDGET.json
Fails on a ratio of CPU or memory that is a tenth worse than the budget says.
What was not measured is told and passes, unless that is all.
"""
import json
import os
import sys

ALLOWED = 1.10


def main():
    if not os.path.exists(sys.argv[1]):
        sys.exit(f"bench: no {sys.argv[1]}; run make bench first")
    with open(sys.argv[1], encoding="utf-8") as f:
        result = json.load(f)
    with open(sys.argv[2], encoding="utf-8") as f:
        budget = json.load(f)
    worse = held = missing = 0
    for capture, peers in budget.items():
        for peer, limits in peers.items():
            row = result.get(capture, {}).get("programs", {}).get(peer)
            if row is None:
                print(f"{capture} {peer}: not measured")
                missing += 1
                continue
            for key, limit in limits.items():
                got = row[key][0]
                bad = got > limit * ALLOWED
                worse += bad
                held += 1
                print(f"{capture} {peer} {key}: {got:.3f}, budget {limit:.3f}"
                      f"{'  WORSE' if bad else ''}")
    print(f"ratios: {held} held to the budget, {worse} worse; peers not "
          f"measured: {missing}")
    sys.exit(1 if worse or held == 0 else 0)


main()
