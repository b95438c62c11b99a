"""peers - wardwatch beside its peers on one or several captures, in alternation.

Usage: peers.py BINARY LOOP ROUNDS OUT.json CAPTURE...
Each round runs every command once, A B C A B C. CPU is user and system time of
all processes of a command; memory the sum of the peaks of its processes.
Ratios are formed inside a round: they are the result, seconds are not.
"""
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

# What each does of wardwatch's work, so that a ratio can be read.
PEERS = (
    ("ndpiReader", "flows, labels of all protocols, statistics",
     ["ndpiReader", "-q", "-i", "{capture}"]),
    ("softflowd", "flow records, labels nothing",
     ["softflowd", "-d", "-r", "{capture}", "-n", "127.0.0.1:9"]),
    ("p0f", "fingerprints of TCP and HTTP",
     ["p0f", "-f", "/etc/p0f/p0f.fp", "-r", "{capture}", "-o", "{work}/p0f"]),
    ("prads", "assets by signatures of banners",
     ["prads", "-r", "{capture}", "-l", "{work}/prads"]),
    ("tcpdump -w", "copies each packet",
     ["tcpdump", "-r", "{capture}", "-w", "/dev/null"]),
)


def children_of(pid):
    found = [pid]
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as f:
            for child in f.read().split():
                found += children_of(int(child))
    except OSError:
        pass
    return found


def peak_of(pid):
    try:
        with open(f"/proc/{pid}/status") as f:
            for line in f:
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
    return {"status": status, "wall": wall,
            "cpu": after.ru_utime + after.ru_stime -
            before.ru_utime - before.ru_stime,
            "mib": sum(peaks.values()) / 1024}


def commands(binary, loop, capture, work):
    yield "wardwatch", [binary, "--signatures", "signatures", "scan",
                        "--quiet", "--workers", "1", "--db",
                        os.path.join(work, "bench.db"), capture]
    yield "pcap loop", [loop, capture]
    for name, _, command in PEERS:
        if shutil.which(command[0]):
            yield name, [part.format(capture=capture, work=work)
                         for part in command]


def measure(binary, loop, rounds, capture):
    packets = int(subprocess.run([loop, capture], check=True, text=True,
                                 stdout=subprocess.PIPE).stdout.split()[0])
    seen = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as work:
            for name, command in commands(binary, loop, capture, work):
                result = run(command)
                if result["status"] != 0:
                    sys.exit(f"bench: {name} ended with {result['status']}")
                seen.setdefault(name, []).append(result)
    return packets, seen


def summary(packets, seen):
    mine = seen["wardwatch"]
    table = {}
    for name, results in seen.items():
        cpu = statistics.median(r["cpu"] for r in results)
        row = {"cpu_s": round(cpu, 3), "peak_mib": round(statistics.median(
                   r["mib"] for r in results)),
               "wall_s": round(statistics.median(
                   r["wall"] for r in results), 3),
               "packets_per_cpu_s": round(packets / cpu) if cpu else 0}
        for key in ("cpu", "wall", "mib"):
            ratios = [a[key] / b[key] for a, b in zip(mine, results)
                      if b[key] > 0]
            if ratios and name != "wardwatch":
                row["wardwatch_by_it_" + key] = [
                    round(f(ratios), 3)
                    for f in (statistics.median, min, max)]
        table[name] = row
    return table


def show(capture, packets, rounds, table):
    print(f"{capture}: {packets} packets, median of {rounds}")
    print("               CPU s  wall s   MiB  packets/CPU s"
          "   wardwatch by it: CPU (least, most)  wall  memory")
    for name, row in table.items():
        ratio = row.get("wardwatch_by_it_cpu")
        tail = "" if ratio is None else (
            f"  {ratio[0]:16.2f} ({ratio[1]:.2f}, {ratio[2]:.2f})"
            f"{row['wardwatch_by_it_wall'][0]:9.2f}")
        if "wardwatch_by_it_mib" in row:
            tail += f"{row['wardwatch_by_it_mib'][0]:8.2f}"
        print(f"  {name:11} {row['cpu_s']:6.2f}  {row['wall_s']:6.2f}"
              f"  {row['peak_mib']:4}  {row['packets_per_cpu_s']:13}{tail}")


def main():
    binary, loop, rounds, out = sys.argv[1:5]
    for name, _, command in PEERS:
        if not shutil.which(command[0]):
            print(f"bench: left out {name}, it is not installed")
    result = {}
    for capture in sys.argv[5:]:
        name = os.path.basename(capture).split(".")[0]
        packets, seen = measure(binary, loop, int(rounds), capture)
        table = summary(packets, seen)
        result[name] = {"packets": packets, "rounds": int(rounds),
                        "programs": table}
        show(name, packets, rounds, table)
    with open(out, "w", encoding="utf-8") as f:
        json.dump(result, f, indent=1, sort_keys=True)
        f.write("\n")
    print(f"as JSON: {out}")


main()
