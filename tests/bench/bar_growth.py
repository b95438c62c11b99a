"""growth - CPU per packet by conversations and by devices (bar 4)."""
from measure import empty, in_turn, made, median, packets_of, row, say, scan


def per_packet(tools, captures):
    """Microseconds of CPU per packet, what a start costs taken away."""
    db = tools.db("growth")
    files = {"start": empty(tools.work), **captures}
    seen = in_turn(tools.rounds, {
        name: lambda path=path: scan(tools.binary, db, path, "--workers",
                                     "1").cpu
        for name, path in files.items()})
    count = {name: packets_of(tools.loop, path)
             for name, path in captures.items()}
    cost = {name: [max(cpu - start, 0) for cpu, start in
                   zip(seen[name], seen["start"])] for name in captures}
    return cost, count


def flows(tools):
    short = {n: made(f"f{n}", "smallpkt", "-n", "3000000", "-f", str(n),
                     "-c", str(n)) for n in (1000, 500000)}
    long = {n: made(f"f{n}-long", "smallpkt", "-n", "9000000", "-f", str(n),
                    "-c", str(n)) for n in (1000, 500000)}
    if None in short.values():
        say("growth left out, no ../shared/bench")
        return
    cost, count = per_packet(tools, {
        **{f"{n}": path for n, path in short.items()},
        **{f"{n} long": path for n, path in long.items()}})
    for n in short:
        yield row("4", f"CPU per packet, {n} conversations, all of it",
                  median(cost[f"{n}"]) / count[f"{n}"] * 1e6, "us")
    yield row("4", "500,000 by 1,000 conversations, all of it", median(
        a / b for a, b in zip(cost["500000"], cost["1000"])) *
        count["1000"] / count["500000"], "x", 3)
    more = {n: [a - b for a, b in zip(cost[f"{n} long"], cost[f"{n}"])]
            for n in short}
    added = {n: count[f"{n} long"] - count[f"{n}"] for n in short}
    for n in short:
        yield row("4", f"CPU per packet more, {n} conversations, settled",
                  median(more[n]) / added[n] * 1e6, "us")
    yield row("4", "500,000 by 1,000 conversations, settled", median(
        a / b for a, b in zip(more[500000], more[1000])) *
        added[1000] / added[500000], "x", 3)


def devices(tools):
    captures = {n: made(f"h{n}", "hosts", "-f", str(n))
                for n in (100, 10000)}
    captures[100000] = made("hosts", "hosts")
    if None in captures.values():
        return
    cost, count = per_packet(tools, captures)
    for n in captures:
        yield row("4", f"CPU per packet, {n} devices",
                  median(cost[n]) / count[n] * 1e6, "us")
    for n in (100, 10000):
        yield row("4", f"100,000 by {n:,} devices", median(
            a / b for a, b in zip(cost[100000], cost[n]) if b > 0) *
            count[n] / count[100000], "x", 1.5)


def rows(tools):
    yield from flows(tools)
    yield from devices(tools)
