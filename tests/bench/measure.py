"""measure - what the bars share: runs, processes, captures, rows."""
import collections
import glob
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time

SHARED = "../shared/bench"
CORPUS = "build/bench"

# limit None: told for orientation, held to nothing. good: value <= limit, or
# value >= limit where least is true.
Row = collections.namedtuple("Row", "bar what value unit limit least")
Run = collections.namedtuple("Run", "status wall cpu each peak err")


def row(bar, what, value, unit, limit=None, least=False):
    return Row(bar, what, value, unit, limit, least)


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def remove(db):
    for path in glob.glob(glob.escape(db) + "*"):
        os.unlink(path)


def children_of(pid):
    """The parent first, then its children in the order of their start."""
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as f:
            return [pid] + [int(child) for child in f.read().split()]
    except OSError:
        return []


def cpu_of(pid):
    """CPU seconds of a process that lives, to the nanosecond."""
    with open(f"/proc/{pid}/schedstat") as f:
        return int(f.read().split()[0]) / 1e9


def field_of(path, name):
    with open(path) as f:
        for line in f:
            if line.startswith(name + ":"):
                return int(line.split()[1])
    return 0


class Watcher(threading.Thread):
    """Looks at processes until they end; what it saw last is kept."""

    def __init__(self, pid):
        super().__init__()
        self.pid, self.cpu, self.peak = pid, {}, {}
        self.done = threading.Event()

    def look(self):
        for pid in children_of(self.pid):
            try:
                self.cpu[pid] = cpu_of(pid)
                self.peak[pid] = max(self.peak.get(pid, 0), field_of(
                    f"/proc/{pid}/status", "VmHWM"))
            except OSError:
                pass

    def run(self):
        while not self.done.wait(0.004):
            self.look()


def run(command, watched=False):
    """CPU is exact and of all processes; each and peak are what was seen of
    the single ones, in the order of their start, 4 ms before their end."""
    with tempfile.TemporaryFile() as err:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                                   stderr=err)
        watcher = Watcher(process.pid)
        if watched:
            watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - start
        if watched:
            watcher.done.set()
            watcher.join()
        err.seek(0)
        return Run(process.returncode, wall, used.ru_utime + used.ru_stime,
                   [watcher.cpu[pid] for pid in sorted(watcher.cpu)],
                   [watcher.peak[pid] for pid in sorted(watcher.peak)],
                   err.read().decode())


def scan(binary, db, capture, *more, watched=False):
    remove(db)
    result = run([binary, "--signatures", "signatures", "scan", "--quiet",
                  "--db", db, *more, capture], watched)
    if result.status != 0:
        sys.exit(f"bench: scan of {capture}: {result.err}")
    return result


def in_turn(rounds, jobs):
    """jobs: name -> function; each is called once a round, A B C A B C."""
    seen = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            seen[name].append(job())
    return seen


def median(values):
    return statistics.median(values)


def dump(binary, db):
    return subprocess.run([binary, "db", "dump", "--db", db], check=True,
                          stdout=subprocess.PIPE).stdout


def counters(binary, db):
    """What the captures of a database did not give, and what they did."""
    told = subprocess.run([binary, "show", "capture", "--json", "--db", db],
                          check=True, stdout=subprocess.PIPE).stdout
    total = collections.Counter()
    for line in told.splitlines():
        total.update(json.loads(line)["counters"])
    return total


def made(name, *arguments):
    """A capture of the generator of ../shared/bench; None without that."""
    path = f"{CORPUS}/{name}.pcap"
    maker = f"{CORPUS}/mkcorpus"
    if os.path.exists(path):
        return path
    if not os.path.exists(f"{SHARED}/mkcorpus.c"):
        return None
    os.makedirs(CORPUS, exist_ok=True)
    if not os.path.exists(maker):
        subprocess.run(["cc", "-O2", "-o", maker, f"{SHARED}/mkcorpus.c"],
                       check=True)
    say(f"making {name}, once")
    subprocess.run([maker, arguments[0], path + ".part", *arguments[1:]],
                   check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    os.rename(path + ".part", path)
    return path


def mix():
    """The capture that `make bench` makes; None where it is not."""
    path = f"{CORPUS}/mix.pcap"
    return path if os.path.exists(path) else None


def empty(work):
    path = os.path.join(work, "empty.pcap")
    with open(path, "wb") as f:
        f.write(bytes.fromhex("d4c3b2a1020004000000000000000000"
                              "0000040001000000"))
    return path


def packets_of(loop, capture):
    return int(subprocess.run([loop, capture], check=True,
                              stdout=subprocess.PIPE).stdout.split()[0])
