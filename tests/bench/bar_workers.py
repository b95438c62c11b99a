"""workers - two workers beside one: wall time, the same inventory (bar 5)."""
from measure import dump, in_turn, median, mix, row, say, scan


def rows(tools):
    if mix() is None:
        say("workers left out, no mix: run make bench first")
        return
    seen = in_turn(tools.rounds, {
        n: lambda n=n: scan(tools.binary, tools.db(f"workers{n}"), mix(),
                            "--workers", str(n)) for n in (1, 2)})
    for n, runs in seen.items():
        yield row("5", f"wall time, workers: {n}",
                  median(r.wall for r in runs), "s")
        yield row("5", f"CPU, workers: {n}", median(r.cpu for r in runs), "s")
    yield row("5", "wall time of two by one", median(
        b.wall / a.wall for a, b in zip(seen[1], seen[2])), "x", 0.65)
    differ = dump(tools.binary, tools.db("workers1")) != \
        dump(tools.binary, tools.db("workers2"))
    yield row("5", "inventories that differ", int(differ), "", 0)
