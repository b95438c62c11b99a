"""merge - two databases of 10,000 devices into one: time and memory."""
import os
import shutil
import subprocess
import time

from measure import made, median, remove, row, say, scan


def merge(tools, inputs, out):
    """Seconds and the peak in MiB of one merge."""
    remove(out)
    began = time.monotonic()
    p = subprocess.Popen([tools.binary, "--signatures", "signatures", "merge",
                          *inputs, "-o", out], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(p.pid, 0)
    if status != 0:
        raise SystemExit("bench: merge failed")
    p.returncode = 0
    return time.monotonic() - began, used.ru_maxrss / 1024


def rows(tools):
    capture = made("h10000", "hosts", "-f", "10000")
    if capture is None:
        say("merge left out, no ../shared/bench")
        return
    other = os.path.join(tools.work, "other.pcap")
    shutil.copy(capture, other)
    with open(other, "r+b") as f:  # another capture of the same devices
        f.seek(30)
        f.write(b"\x01")
    dbs = [tools.db("one"), tools.db("two")]
    for db, path in zip(dbs, (capture, other)):
        scan(tools.binary, db, path, "--workers", "1")
    seen = [merge(tools, dbs, tools.db("both")) for _ in range(tools.rounds)]
    yield row("-", "merge of two databases of 10,000 devices",
              median(s for s, _ in seen), "s")
    yield row("-", "its memory", median(m for _, m in seen), "MiB")
    size = os.path.getsize
    yield row("-", "the merged by the two", size(tools.db("both")) /
              sum(size(db) for db in dbs), "x")
