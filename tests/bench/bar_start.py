"""start - from start to the first packet; what an idle watch costs (bar 9)."""
import fcntl
import os
import signal
import struct
import subprocess
import termios
import time

from measure import children_of, cpu_of, median, remove, row, say

WAIT_S = 10
HEAD = bytes.fromhex("d4c3b2a1020004000000000000000000"
                     "0000040001000000")
# One ARP request, so that there is a packet.
PACKET = struct.pack("<IIII", 1767225600, 0, 42, 42) + bytes.fromhex(
    "ffffffffffff0200000000010806000108000604000102000000000"
    "10a0000010000000000000a000002")


def first_read(tools):
    """From exec until the capture, a pipe that is full, is read."""
    remove(tools.db("start"))
    ours, theirs = os.pipe()
    capture = HEAD + PACKET * 100
    os.write(theirs, capture)
    begin = time.monotonic()
    process = subprocess.Popen(
        [tools.binary, "--signatures", "signatures", "scan", "-q", "--db",
         tools.db("start"), "-"], stdin=ours)
    waiting = len(capture)
    while waiting == len(capture) and process.poll() is None:
        time.sleep(0.0003)
        waiting, = struct.unpack("i", fcntl.ioctl(ours, termios.FIONREAD,
                                                  bytes(4)))
    took = time.monotonic() - begin
    os.close(ours)
    os.close(theirs)
    process.wait()
    return took


def memory_of(pid):
    """PSS in KiB of a process, and how much of it is rings of the kernel."""
    pss = ring = 0
    inside = False
    with open(f"/proc/{pid}/smaps") as f:
        for line in f:
            word = line.split()
            if "-" in word[0] and not word[0].endswith(":"):
                inside = "socket:[" in line
            elif word[0] == "Pss:":
                pss += int(word[1])
                ring += int(word[1]) if inside else 0
    return pss, ring


# A private network: an interface that never hears anything.
SILENT = """ip link add tx0 type veth peer name rx0
for i in tx0 rx0; do
	sysctl -qw net.ipv6.conf.$i.disable_ipv6=1
	ip link set $i arp off multicast off up
done
exec "$@" """


def idle(tools):
    remove(tools.db("idle"))
    process = subprocess.Popen(
        ["unshare", "-n", "sh", "-c", SILENT, "sh", tools.binary,
         "--signatures", "signatures", "watch", "-q", "-i", "rx0", "--db",
         tools.db("idle")], stderr=subprocess.DEVNULL)
    time.sleep(2)
    pids = children_of(process.pid)
    before = [cpu_of(pid) for pid in pids]
    time.sleep(WAIT_S)
    spent = [cpu_of(pid) - at for pid, at in zip(pids, before)]
    memory = [memory_of(pid) for pid in pids]
    process.send_signal(signal.SIGTERM)
    begin = time.monotonic()
    process.wait()
    ended = time.monotonic() - begin
    for name, s in zip(("parent", "recorder", "worker"), spent):
        yield row("9", f"idle, CPU of the {name}", 100 * s / WAIT_S, "%")
    yield row("9", "idle, CPU of a core", 100 * sum(spent) / WAIT_S, "%", 0.5)
    ring = sum(r for _, r in memory) / 1024
    yield row("9", "idle, memory (PSS) beside the kernel's ring",
              sum(p for p, _ in memory) / 1024 - ring, "MiB", 40)
    yield row("9", "idle, the ring itself, all processes", ring, "MiB")
    yield row("6", "silent interface, from SIGTERM to the end", ended, "s", 1)


def rows(tools):
    times = [first_read(tools) for _ in range(3 * tools.rounds)]
    yield row("9", "start to first packet read, median", median(times), "s",
              0.1)
    yield row("9", "start to first packet read, least", min(times), "s")
    if os.geteuid() != 0:
        say("idle left out, network namespaces need root")
        return
    yield from idle(tools)
