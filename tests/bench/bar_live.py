"""live - loss over a veth pair, beside tcpdump with the same ring (bar 6)."""
import os
import re
import shutil
import signal
import subprocess
import time

from measure import children_of, counters, cpu_of, mix, remove, row, say

# Frames a second; 0 is as fast as the sender goes.
RATES = (0, 400000, 300000, 200000, 150000, 100000, 50000)
SECONDS, TOP_FRAMES, OCTETS = 4, 3000000, 100

PAIR = """ip link add tx0 type veth peer name rx0
for i in tx0 rx0; do
	sysctl -qw net.ipv6.conf.$i.disable_ipv6=1
	ip link set $i arp off multicast off mtu 65000 up
done
exec sleep 3600"""


class Network:
    """A namespace of its own; the commands are run inside it."""

    def __enter__(self):
        self.holder = subprocess.Popen(["unshare", "-n", "sh", "-c", PAIR])
        time.sleep(1)
        return self

    def __exit__(self, *_):
        self.holder.kill()
        self.holder.wait()

    def command(self, *words):
        return ["nsenter", "-t", str(self.holder.pid), "-n", *words]

    def sent(self):
        out = subprocess.run(self.command(
            "ip", "-s", "-o", "link", "show", "tx0"), check=True, text=True,
            stdout=subprocess.PIPE).stdout
        return int(re.search(r"TX:.*?\\\s+\d+\s+(\d+)", out).group(1))


class Ear:
    """wardwatch or tcpdump on rx0, from start to its last words."""

    def __init__(self, network, command, ready):
        self.process = subprocess.Popen(network.command(*command), text=True,
                                        stderr=subprocess.PIPE)
        for line in self.process.stderr:
            if ready in line:
                break
        time.sleep(0.5)

    def end(self, settle=1.0):
        time.sleep(settle)
        self.cpu = sum(cpu_of(pid) for pid in children_of(self.process.pid))
        self.process.send_signal(signal.SIGTERM)
        return self.process.communicate()[1]


def numbers(pattern, text):
    found = re.search(pattern, text)
    return [int(n) for n in found.groups()] if found else [0, 0]


def wardwatch(tools, network):
    remove(tools.db("live"))
    return Ear(network, [tools.binary, "--signatures", "signatures", "watch",
                         "-q", "-i", "rx0", "--workers", "1", "--db",
                         tools.db("live")], "listening")


def read_and_dropped(text):
    return numbers(r"(\d+) packets read; dropped: (\d+)", text)


def tcpdump(network):
    return Ear(network, ["tcpdump", "-B", "65536", "-n", "-i", "rx0", "-w",
                         "/dev/null"], "listening")


def synthetic(tools, rate):
    frames = TOP_FRAMES if rate == 0 else rate * SECONDS
    return [tools.send, "tx0", str(frames), str(rate), str(OCTETS)]


def replay(_, rate):
    speed = ["--topspeed"] if rate == 0 else [f"--pps={rate}"]
    return ["tcpreplay", "-q", "-K", "-i", "tx0", "--duration", str(SECONDS),
            *speed, os.path.realpath(mix())]


def pass_by(network, command):
    """Frames sent and how many a second, as the sender itself says: what it
    takes to load a capture does not count."""
    before = network.sent()
    told = subprocess.run(network.command(*command), check=True, text=True,
                          stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT).stdout
    sent = network.sent() - before
    rated = re.search(r"([\d.]+) pps", told)
    if rated:
        return sent, float(rated.group(1))
    return sent, sent / max(int(told.split()[1]), 1) * 1000


def ladder(tools, network, name, sender):
    """Down the rates until neither drops; tcpdump first, then wardwatch."""
    free = {}
    for rate in RATES:
        ear = tcpdump(network)
        sent, speed = pass_by(network, sender(tools, rate))
        text = ear.end()
        dropped, = numbers(r"(\d+) packets? dropped by kernel", text)[:1]
        ear = wardwatch(tools, network)
        sent, speed = pass_by(network, sender(tools, rate))
        text = ear.end()
        read, lost = read_and_dropped(text)
        say(f"{name} at {speed:,.0f}/s: tcpdump drops {dropped}, "
            f"wardwatch {lost} of {sent}")
        if read + lost != sent:
            yield row("6", f"{name}, sent - read - dropped, at {rate}/s",
                      abs(sent - read - lost), "", 0)
        if dropped == 0:
            free.setdefault("tcpdump", (speed, lost))
        if lost == 0:
            free.setdefault("wardwatch", (speed, ear.cpu * 1e6 / sent))
        if len(free) == 2:
            break
    if len(free) < 2:
        say(f"{name}: one of both drops at {RATES[-1]}/s too")
        return
    yield row("6", f"{name}, highest rate at which tcpdump drops none",
              free["tcpdump"][0], "/s")
    yield row("6", f"{name}, dropped by wardwatch at that rate",
              free["tcpdump"][1], "", 0)
    yield row("6", f"{name}, highest rate at which wardwatch drops none",
              free["wardwatch"][0], "/s")
    yield row("6", f"{name}, CPU per packet at that rate",
              free["wardwatch"][1], "us")


def stopped(tools, network, seconds):
    """A worker that is stopped for so long at 100,000 packets a second."""
    ear = wardwatch(tools, network)
    inside = children_of(ear.process.pid)
    worker = inside[-1]  # nsenter becomes wardwatch: recorder, then worker
    sender = subprocess.Popen(
        network.command(tools.send, "tx0", "400000", "100000", "500"),
        text=True, stdout=subprocess.PIPE)
    time.sleep(1)
    os.kill(worker, signal.SIGSTOP)
    time.sleep(seconds)
    os.kill(worker, signal.SIGCONT)
    sent = int(sender.communicate()[0].split()[0])
    read, lost = read_and_dropped(ear.end())
    stored = counters(tools.binary, tools.db("live"))["kernel_drop"]
    return sent, read, lost, stored


def rows(tools):
    if os.geteuid() != 0 or not shutil.which("tcpdump"):
        say("live left out, it needs root and tcpdump")
        return
    with Network() as network:
        sent, read, lost, _ = stopped(tools, network, 0.5)
        yield row("6", "stopped 0.5 s at 100,000/s, dropped", lost, "", 0)
        yield row("6", "stopped 0.5 s, sent - read - dropped",
                  abs(sent - read - lost), "", 0)
        sent, read, lost, stored = stopped(tools, network, 2)
        yield row("6", "stopped 2 s at 100,000/s, dropped", lost, "")
        yield row("6", "stopped 2 s, sent - read - dropped",
                  abs(sent - read - lost), "", 0)
        yield row("6", "stopped 2 s, dropped - stored as dropped",
                  abs(lost - stored), "", 0)
        yield from ladder(tools, network, "small frames", synthetic)
        if mix() is not None and shutil.which("tcpreplay"):
            yield from ladder(tools, network, "mix", replay)
        else:
            say("mix over veth left out, no mix or no tcpreplay")
