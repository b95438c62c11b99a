"""recorder - its share of the CPU on mix, and what new assets cost (bar 7)."""
import os
import subprocess

from measure import in_turn, median, mix, remove, row, say, scan

ASSETS = 100000


def share(tools):
    """Of the CPU of all processes; the recorder is the first child."""
    used = scan(tools.binary, tools.db("recorder"), mix(), "--workers", "1",
                watched=True)
    return used.each[1] / used.cpu, used.each[1], used.cpu


def feed(tools, assets, facts=5):
    db = tools.db("feed")
    remove(db)
    cpu = float(subprocess.run([tools.feed, db, "signatures", str(assets),
                                str(facts)],
                               check=True, stdout=subprocess.PIPE).stdout)
    return cpu, os.path.getsize(db) / assets


def rows(tools):
    if mix() is None:
        say("share of the recorder left out, no mix: run make bench first")
    else:
        seen = [share(tools) for _ in range(tools.rounds)]
        yield row("7", "recorder, CPU on mix", median(s[1] for s in seen), "s")
        yield row("7", "recorder by all processes, CPU on mix",
                  100 * median(s[0] for s in seen), "%", 5)
    seen = in_turn(tools.rounds, {n: lambda n=n: feed(tools, n)
                                  for n in (ASSETS // 10, ASSETS)})
    yield row("7", "10,000 new assets with five facts, CPU",
              median(cpu for cpu, _ in seen[ASSETS // 10]), "s")
    yield row("7", "100,000 new assets with five facts, CPU",
              median(cpu for cpu, _ in seen[ASSETS]), "s", 1.5)
    yield row("3", "octets of the database by asset with five facts",
              median(size for _, size in seen[ASSETS]), "")
    yield row("3", "octets of the database by asset with eight facts",
              feed(tools, ASSETS, 8)[1], "", 600)
