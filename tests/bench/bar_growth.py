"""growth - CPU per packet by conversations and by devices (bar 4), and what
a device costs in time and in octets of the database."""
import os
import sqlite3

from measure import (empty, in_turn, made, median, packets_of, remove, row, say,
                     scan)


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


def octets(tools, capture):
    """Assets of a capture, and octets of the database that they were put in
    beyond those of one that knows none."""
    db = tools.db("growth")
    scan(tools.binary, db, empty(tools.work))
    none = os.path.getsize(db)
    scan(tools.binary, db, capture, "--workers", "1")
    size = os.path.getsize(db) - none
    with sqlite3.connect(db) as sql:
        assets = sql.execute("SELECT count(*) FROM asset").fetchone()[0]
    remove(db)
    return assets, size


def devices(tools):
    captures = {n: made(f"h{n}", "hosts", "-f", str(n))
                for n in (100, 1000, 10000)}
    captures[100000] = made("hosts", "hosts")
    if None in captures.values():
        return
    cost, count = per_packet(tools, captures)
    for n in captures:
        yield row("4", f"CPU per packet, {n:,} devices",
                  median(cost[n]) / count[n] * 1e6, "us")
    for n in (100, 1000, 10000):
        yield row("4", f"CPU per packet, 100,000 by {n:,} devices", median(
            a / b for a, b in zip(cost[100000], cost[n]) if b > 0) *
            count[n] / count[100000], "x", 1.5)
    each = {n: octets(tools, path) for n, path in captures.items() if n > 100}
    for n, (assets, size) in each.items():
        yield row("5.6", f"CPU per device, {n:,} devices",
                  median(cost[n]) / assets * 1e6, "us")
        yield row("5.6", f"octets of the database per device, {n:,} devices",
                  size / assets, "")
    few, many = each[1000], each[100000]
    yield row("5.6", "CPU per device, 100,000 by 1,000", median(
        a / b for a, b in zip(cost[100000], cost[1000]) if b > 0) *
        few[0] / many[0], "x", 1.5)
    yield row("5.6", "octets per device, 100,000 by 1,000",
              many[1] / many[0] / (few[1] / few[0]), "x", 1.5)


def rows(tools):
    yield from flows(tools)
    yield from devices(tools)
