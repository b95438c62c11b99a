"""peers - wardwatch and ndpiReader on one capture, in alternation.

Usage: peers.py BINARY CAPTURE ROUNDS
CPU is user and system time of all processes of a command; memory the sum of
the peaks of its processes. Ratios are formed inside a round: they are the
result, seconds are not.
"""
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time


def children_of(pid):
    found = [pid]
    try:
        for child in open(f"/proc/{pid}/task/{pid}/children").read().split():
            found += children_of(int(child))
    except OSError:
        pass
    return found


def peak_of(pid):
    try:
        for line in open(f"/proc/{pid}/status"):
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def run(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    peaks = {}
    done = threading.Event()

    def look():
        while not done.wait(0.05):
            for pid in children_of(process.pid):
                peaks[pid] = max(peaks.get(pid, 0), peak_of(pid))

    looker = threading.Thread(target=look)
    looker.start()
    status = process.wait()
    wall = time.monotonic() - start
    done.set()
    looker.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return {"status": status, "wall": wall, "cpu": cpu,
            "mib": sum(peaks.values()) / 1024}


def main():
    binary, capture, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    work = tempfile.mkdtemp()
    db = os.path.join(work, "bench.db")
    peers = {"wardwatch": [binary, "--signatures", "signatures", "scan",
                           "--quiet", "--workers", "1", "--again", "--db", db,
                           capture]}
    if shutil.which("ndpiReader"):
        peers["ndpiReader"] = ["ndpiReader", "-q", "-i", capture]
    else:
        print("bench: ndpiReader is not installed (package libndpi-bin)")
    seen = {name: [] for name in peers}
    for _ in range(rounds):
        for name, command in peers.items():
            for end in ("", "-wal", "-shm"):
                if os.path.exists(db + end):
                    os.unlink(db + end)
            result = run(command)
            if result["status"] != 0:
                sys.exit(f"bench: {name} ended with {result['status']}")
            seen[name].append(result)
    shutil.rmtree(work)
    size = os.path.getsize(capture) / 1e6
    print(f"{os.path.basename(capture)}, {size:.0f} MB, median of {rounds}")
    for name, results in seen.items():
        print(f"  {name:11} CPU {statistics.median(r['cpu'] for r in results):6.2f} s"
              f"  wall {statistics.median(r['wall'] for r in results):6.2f} s"
              f"  peak {statistics.median(r['mib'] for r in results):6.0f} MiB")
    if "ndpiReader" in seen:
        for key, word in (("cpu", "CPU"), ("wall", "wall"), ("mib", "memory")):
            ratios = [a[key] / b[key] for a, b in
                      zip(seen["wardwatch"], seen["ndpiReader"])]
            print(f"  {word:6} wardwatch / ndpiReader "
                  f"{statistics.median(ratios):.2f} "
                  f"({min(ratios):.2f} to {max(ratios):.2f})")


main()
