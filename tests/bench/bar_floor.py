"""floor - what keeping costs SQLite alone, beside what bars 1 and 7 leave."""
import os
import resource
import shutil
import sqlite3

from measure import CORPUS, in_turn, median, remove, row, run, say, scan

CAPTURES = {"mix": 0.25, "smallpkt": 0.06, "hosts": 0.15}  # bar 1


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def copy(db, to):
    """CPU of writing the rows of a database anew, as they are: SQLite reads
    them in their order, and nothing is bound, packed, summed or looked up."""
    remove(to)
    out = sqlite3.connect(to, isolation_level=None)
    out.execute("PRAGMA journal_mode = WAL")
    out.execute("PRAGMA synchronous = NORMAL")
    out.execute("ATTACH ? AS told", (db,))
    parts = out.execute("SELECT type, name, sql FROM told.sqlite_master"
                        " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
                        ).fetchall()
    for _, _, sql in parts:
        out.execute(sql)
    began = cpu()
    for kind, name, _ in parts:
        if kind == "table":
            out.execute(f"INSERT INTO main.{name} SELECT * FROM told.{name}")
    used = cpu() - began
    out.close()
    return used


def measured(tools, capture):
    db = tools.db("floor")
    scan(tools.binary, db, capture, "--workers", "1")
    return in_turn(tools.rounds, {
        "peer": lambda: run(["ndpiReader", "-q", "-i", capture]).cpu,
        "all": lambda: scan(tools.binary, db, capture, "--workers", "1").cpu,
        "rows": lambda: copy(db, tools.db("copy"))})


def rows(tools):
    if shutil.which("ndpiReader") is None:
        say("floor left out: apt-get install libndpi-bin")
        return
    for name, bar in CAPTURES.items():
        capture = f"{CORPUS}/{name}.pcap"
        if not os.path.exists(capture):
            say(f"floor of {name} left out: run make bench first")
            continue
        seen = measured(tools, capture)
        rounds = list(zip(*seen.values()))
        yield row("7", f"{name}: SQLite alone by all of wardwatch",
                  100 * median(sql / own for _, own, sql in rounds), "%")
        yield row("1", f"{name}: SQLite alone by what bar 1 allows for all",
                  100 * median(sql / (bar * peer) for peer, _, sql in rounds),
                  "%")
