"""growth - CPU per packet by conversations and by devices (bar 4)."""
import os

from measure import empty, in_turn, made, median, packets_of, row, say, scan


def per_packet(tools, captures, *more):
    """Microseconds of CPU per packet, what a start costs taken away."""
    db = tools.db("growth")
    files = {"start": empty(tools.work), **captures}
    seen = in_turn(tools.rounds, {
        name: lambda path=path: scan(tools.binary, db, path, "--workers",
                                     "1", *more).cpu
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
    yield from whole(*per_packet(tools, short), short, "usual places")
    room = os.path.join(tools.work, "room.conf")
    with open(room, "w") as f:
        f.write("sensor\n  flows 1048576\n")
    cost, count = per_packet(tools, {
        **short, **{f"{n} long": path for n, path in long.items()}},
        "--config", room)
    yield from whole(cost, count, short, "places for all")
    for n in short:
        cost[n] = [a - b for a, b in zip(cost[f"{n} long"], cost[n])]
        count[n] = count[f"{n} long"] - count[n]
    yield from whole(cost, count, short, "settled")


def whole(cost, count, conversations, what):
    few, many = conversations
    for n in conversations:
        yield row("4", f"CPU per packet, {n:,} conversations, {what}",
                  median(cost[n]) / count[n] * 1e6, "us")
    yield row("4", f"{many:,} by {few:,} conversations, {what}", median(
        a / b for a, b in zip(cost[many], cost[few]) if b > 0) *
        count[few] / count[many], "x", 3)


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
