#!/usr/bin/env python3
"""merge - databases become one, in whatever order, how often, in what steps.

Usage: merge.py BINARY CUT [SEEDS]
- A capture in shards, each with some of its conversations whole, the shards
  shuffled, read alone or several together, merged: the same text as of the
  capture read whole.
- A capture in pieces of time, each read alone, merged: less than of the whole,
  since conversations across a cut begin anew there, but nothing else (read
  together they are the whole: run.sh). The share that is left is printed.
- Databases of shards, of pieces, of several of them and of decisions in them,
  merged by random trees with repetition and `db rebuild` between, as they are and
  with those of another site: all trees the same text, decisions and acts.
All by seeds, which a failure names.
"""
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

from inventory import compare, inventory_of

HOSPITAL = "tests/lab/hospital.pcap.zst"
# Of a second site, with addresses that the first has, too.
ELSEWHERE = ("tests/golden/vxlan-dicom/in.pcap.zst",
             "tests/golden/hl7-lab/in.pcap.zst")
SHARDS = 6
TREES = 4

# What people decided, and what was read, without row numbers. Scores by day and
# findings of before are the history of judgements; those of databases that came
# between are part of it, so they are not the same for two trees.
LIFE = (
    "SELECT asset, rule, port, state, reason, author, at_us, until_us, mac, ip, "
    "net FROM decision",
    "SELECT rule, asset, class, reason, author, at_us, until_us, lifted, mac, "
    "ip, net FROM suppression",
    "SELECT at_us, author, act, rule, asset, class, port, reason, until_us "
    "FROM audit",
    "SELECT number, at_us, author, act, reason, asset, mac, ip, net, "
    "other_asset, other_mac, other_ip, other_net, field, value, undoes FROM "
    "asset_act",
    "SELECT asset, field, value FROM asset_note",
    "SELECT name, size, digest, live, state, problem, frames, first_us, last_us "
    "FROM capture",
    "SELECT c.digest, t.tally, t.n FROM capture_tally t JOIN capture c ON c.id "
    "= t.capture",
)


class Bench:
    """The program, and a folder for what it makes."""

    def __init__(self, binary, work):
        self.binary, self.work, self.made = binary, work, 0
        self.failed = False

    def run(self, *words):
        return subprocess.run([self.binary, "--signatures", "signatures",
                               *words], check=True, capture_output=True,
                              text=True).stdout

    def new(self):
        self.made += 1
        return os.path.join(self.work, f"{self.made}.db")

    def scan(self, captures):
        db = self.new()
        self.run("scan", "--quiet", "--workers", "1", "--db", db, *captures)
        return db

    def merge(self, inputs):
        """Of databases, or of (site, database)."""
        db = self.new()
        words = [("--site", f"{i[0]}={i[1]}") if isinstance(i, tuple) else (i,)
                 for i in inputs]
        self.run("merge", *sum(words, ()), "-o", db)
        return db

    def dump(self, db):
        return self.run("--db", db, "db", "dump")

    def same(self, what, one, two):
        if one == two:
            return
        self.failed = True
        print(f"FAILED merge: {what}")
        ones, twos = one.splitlines(), two.splitlines()
        for mark, lines in (("<", sorted(set(ones) - set(twos))),
                            (">", sorted(set(twos) - set(ones)))):
            for line in lines[:8]:
                print(f"  {mark} {line[:300]}")


# ---- captures ------------------------------------------------------------------------

def frames(path):
    """Records of a pcap of ours: little-endian, microseconds."""
    with open(path, "rb") as f:
        head, data = f.read(24), f.read()
    at = 0
    while at < len(data):
        n = 16 + int.from_bytes(data[at + 8:at + 12], "little")
        yield head, data[at:at + n]
        at += n


VXLAN = (4789).to_bytes(2, "big")


def conversation(frame):
    """The two ends of a frame, whichever sends; what else shares a place. Of
    fragments, and of a tunnel, in which the conversations are, addresses."""
    at = 12
    while frame[at:at + 2] in (b"\x81\x00", b"\x88\xa8"):
        at += 4
    kind, at = frame[at:at + 2], at + 2
    if kind == b"\x08\x00":
        ends = (frame[at + 12:at + 16], frame[at + 16:at + 20])
        l4, ports = frame[at + 9], at + (frame[at] & 15) * 4
        whole = not frame[at + 6] & 0x3f and not frame[at + 7]
    elif kind == b"\x86\xdd":
        ends = (frame[at + 8:at + 24], frame[at + 24:at + 40])
        l4, ports, whole = frame[at + 6], at + 40, True
    else:
        return (kind,)
    port = (frame[ports:ports + 2], frame[ports + 2:ports + 4])
    if whole and l4 in (6, 17) and VXLAN not in port:
        ends = (ends[0] + port[0], ends[1] + port[1])
    return tuple(sorted(ends))


def shard(path, n, prefix, rng):
    """Frames of a capture dealt to n captures by conversation."""
    place, out = {}, {}
    for head, record in frames(path):
        i = place.setdefault(conversation(record[16:]), rng.randrange(n))
        if i not in out:
            out[i] = open(f"{prefix}-{i}.pcap", "wb")
            out[i].write(head)
        out[i].write(record)
    for f in out.values():
        f.close()
    return [f.name for f in out.values()]


def cut(tool, path, pieces, prefix):
    subprocess.run([tool, path, str(pieces), prefix], check=True)
    return [f"{prefix}-{i}.pcap" for i in range(pieces)]


# ---- properties ----------------------------------------------------------------------

def groups(items, rng):
    """The items shuffled and dealt to one or more lists."""
    items = rng.sample(items, len(items))
    made = []
    while items:
        n = rng.randint(1, len(items))
        made.append(items[:n])
        items = items[n:]
    return made


def shards_are_the_whole(b, whole, captures, rng):
    text = b.dump(whole)
    dbs = [b.scan([c]) for c in captures]
    b.same("shards merged", text, b.dump(b.merge(rng.sample(dbs, len(dbs)))))
    b.same("shards shuffled and read together", text,
           b.dump(b.scan(rng.sample(captures, len(captures)))))
    together = [b.scan(g) for g in groups(captures, rng)]
    b.same("groups of shards merged", text, b.dump(b.merge(together)))
    b.same("shards, groups of them, and the groups again", text,
           b.dump(b.merge(rng.sample(dbs + together + together,
                                     len(dbs) + 2 * len(together)))))
    return dbs + together


def pieces_contradict_nothing(b, whole, captures):
    dbs = [b.scan([c]) for c in captures]
    said, kept, wrong = compare(
        inventory_of(b.binary, whole),
        inventory_of(b.binary, b.merge(dbs)))
    for text in wrong:
        b.failed = True
        print(f"FAILED merge: {len(captures)} pieces of time: {text}")
    return dbs, 100 * kept / said


def life_of(db):
    with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as sql:
        return "\n".join(str(row) for statement in LIFE
                         for row in sorted(sql.execute(statement).fetchall()))


def past_of(db):
    with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as sql:
        return set(sql.execute("SELECT asset, id FROM finding_past"))


def tree(b, dbs, rng):
    """All of them by merges of merges, some of them twice."""
    left = dbs + rng.sample(dbs, rng.randint(0, len(dbs)))
    rng.shuffle(left)
    while len(left) > 1:
        n = rng.randint(2, min(4, len(left)))
        db = b.merge(left[:n])
        if rng.random() < 0.3:
            b.run("--db", db, "db", "rebuild")
        left = left[n:]
        left.insert(rng.randint(0, len(left)), db)
    return left[0]


def trees_agree(b, what, dbs, rng):
    flat = b.merge(dbs)
    text, life = b.dump(flat), life_of(flat)
    for _ in range(TREES):
        db = tree(b, dbs, rng)
        b.same(f"{what}: a tree of merges", text, b.dump(db))
        b.same(f"{what}: decisions through a tree", life, life_of(db))
        # What only a database between held is in the past, too.
        if not past_of(flat) <= past_of(db):
            b.failed = True
            print(f"FAILED merge: {what}: a finding of before left no trace")
        b.run("--db", db, "db", "check")
    b.same(f"{what}: once more into itself", text,
           b.dump(b.merge([flat, flat])))


def decide(b, dbs, rng):
    """Several people decide in their databases, some about the same."""
    for db in dbs:
        rows = b.run("--db", db, "export", "findings", "-f", "csv")
        ids = [line.split(",")[0] for line in rows.splitlines()[1:]]
        for finding in rng.sample(sorted(ids), min(4, len(ids))):
            b.run("--db", db, "finding", rng.choice(["fix", "mitigate"]),
                  finding, "--reason", f"by {os.path.basename(db)}", "--by",
                  rng.choice(["ana", "ben"]))
        say(b, db, rng)


def say(b, db, rng):
    """What one of them says about devices, and takes back."""
    rows = b.run("--db", db, "export", "assets", "-f", "csv").splitlines()[1:]
    ids = sorted({line.split(",")[0] for line in rows})
    why = ("--reason", f"by {os.path.basename(db)}")
    for asset in rng.sample(ids, min(3, len(ids))):
        b.run("--db", db, "asset", "set", asset, "class=ventilator",
              f"location=ward {rng.randint(1, 4)}", *why)
    if len(ids) > 1:
        b.run("--db", db, "asset", "join", *rng.sample(ids, 2), *why)
    b.run("--db", db, "asset", "undo", str(rng.randint(1, 3)), *why)


def main():
    binary, tool = sys.argv[1:3]
    seeds = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    failed, left = False, []
    for seed in range(seeds):
        rng = random.Random(seed)
        with tempfile.TemporaryDirectory() as work:
            b = Bench(binary, work)
            plain, = cut(tool, HOSPITAL, 1, os.path.join(work, "whole"))
            whole = b.scan([plain])
            shards = shard(plain, SHARDS, os.path.join(work, "shard"), rng)
            dbs = shards_are_the_whole(b, whole, shards, rng)
            pieces, share = pieces_contradict_nothing(
                b, whole, cut(tool, plain, rng.randint(2, 9),
                              os.path.join(work, "piece")))
            left.append(f"{share:.1f}")
            decide(b, dbs[:4] + pieces[:2], rng)
            trees_agree(b, "shards", dbs, rng)
            trees_agree(b, "pieces and shards", pieces + dbs[:3], rng)
            trees_agree(b, "sites", [(1, db) for db in dbs[:SHARDS]] +
                        [(2, b.scan([path])) for path in ELSEWHERE], rng)
            if b.failed:
                print(f"FAILED merge: seed {seed}")
            failed |= b.failed
    print(f"merge: shards, groups, pieces, trees, repetition and rebuild agree "
          f"({seeds} seeds); of pieces of time {', '.join(left)} percent are left"
          if not failed else "merge: they do not agree")
    sys.exit(1 if failed else 0)


main()
