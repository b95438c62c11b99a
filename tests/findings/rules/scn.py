"""SCN - calls as regular as a clock; data in names and in echoes."""
import random
import struct

import speak
from scene import fires, monitor, near
from speak import MRN, NAME
from wire import checksum

MINUTE = 60


def calls(s, client, server, gaps, port=443):
    """A conversation, then one after each of these seconds; the clock of the
    scene goes on while frames are written, which is taken off again."""
    at = s.us
    for gap in [0, *gaps]:
        at += int(gap * 1_000_000)
        s.us = at
        t = s.tcp(client, server, port)
        t.client(f"GET /{MRN} HTTP/1.1\r\nHost: zz\r\n\r\n".encode())
        t.server(f"HTTP/1.1 204 {NAME}\r\n\r\n".encode())
        t.close()
    s.us = at + 1_000_000


def wobble(gap, n, part):
    """n gaps that lie so far from their mean, up and down."""
    return [gap * (1 + (part if i % 2 else -part)) for i in range(n)]


@fires("SCN-006", world="clock")
def twenty_calls(s):
    me = monitor(s, 1)
    calls(s, me, s.outside(6, s.host(254)), [20 * MINUTE] * 19)
    return me


@fires("SCN-006", world="clock")
def every_five_minutes_with_a_little_jitter(s):
    me = s.host(1)
    calls(s, me, s.outside(6, s.host(254)), wobble(5 * MINUTE, 75, 0.04))
    return me


@fires("SCN-006", world="clock")
def after_a_restless_begin(s):
    me = monitor(s, 1)
    calls(s, me, s.outside(6, s.host(254)),
          [3, 9, 40, 100] + [10 * MINUTE] * 40)
    return me


@near("SCN-006", world="clock")
def nineteen_calls(s):
    calls(s, monitor(s, 1), s.outside(6, s.host(254)), [20 * MINUTE] * 18)


@near("SCN-006", world="clock")
def now_sooner_now_later(s):
    calls(s, monitor(s, 1), s.outside(6, s.host(254)),
          wobble(12 * MINUTE, 40, 0.06))


@near("SCN-006", world="clock")
def host_inside(s):
    calls(s, monitor(s, 1), s.host(2), [18 * MINUTE] * 25)


@near("SCN-006", world="clock")
def by_turns_to_two_hosts(s):
    me, gate = monitor(s, 1), s.host(254)
    start = s.us
    calls(s, me, s.outside(6, gate), [18 * MINUTE] * 12)
    s.us = start + 9 * MINUTE * 1_000_000
    calls(s, me, s.outside(7, gate), [18 * MINUTE] * 12)


@near("SCN-006", world="clock")
def for_five_hours_only(s):
    calls(s, monitor(s, 1), s.outside(6, s.host(254)), [5 * MINUTE] * 60)


@near("SCN-006", world="clock")
def regular_only_while_the_device_starts(s):
    calls(s, monitor(s, 1), s.outside(6, s.host(254)),
          [MINUTE] * 40 + [90 * MINUTE, 30 * MINUTE, 170 * MINUTE, 60 * MINUTE])


@near("SCN-006", world="clock")
def licence_asked_for_every_three_hours(s):
    calls(s, monitor(s, 1), s.outside(6, s.host(254)), [180 * MINUTE] * 25)


@near("SCN-006", world="clock", text=False)
def clock_of_the_internet(s):
    me, server = monitor(s, 1), s.outside(6, s.host(254))
    for n in range(30):
        stamp = struct.pack(">II", 0xE8FE0000 + n * 960, 7)
        s.udp(me, 40000 + n, server, 123,
              struct.pack(">BBBb", 0x23, 0, 6, -20) + bytes(36) + stamp)
        s.udp(server, 123, me, 40000 + n,
              struct.pack(">BBBb", 0x24, 2, 6, -20) + bytes(8) + b"ZZ\0\1" +
              stamp * 4)
        s.wait(16 * MINUTE)


@near("SCN-006", world="clock")
def cloud_that_the_hospital_allows(s):
    me, far = monitor(s, 1), s.outside(6, s.host(254))
    s.zones += (f"flow \"cloud {s.number}\"\n  from  {me.ip}\n  to    {far.ip}\n"
                "  port  443 tcp\n")
    calls(s, me, far, [18 * MINUTE] * 25)


# ---- SCN-010 ----

def names(s, client, server, many, label, kind=10):
    for n in range(many):
        first = label(n).encode()
        name = bytes([len(first)]) + first + b"\x01t\x02zz\x07example\x00"
        question = name + struct.pack(">HH", kind, 1)
        s.udp(client, 40000 + n, server, 53, struct.pack(
            ">HHHHHH", n, 0x0100, 1, 0, 0, 0) + question)
        s.udp(server, 53, client, 40000 + n, struct.pack(
            ">HHHHHH", n, 0x8180, 1, 1, 0, 0) + question + struct.pack(
                ">HHHIH", 0xC00C, kind, 1, 0, 5) + b"abcde")


def carried(n):
    return ("zz900001" + random.Random(n).randbytes(26).hex())[:60]


@fires("SCN-010")
def data_in_names(s):
    me = s.host(1)
    names(s, me, s.host(2), 150, carried)
    return me


@near("SCN-010")
def some_long_names(s):
    names(s, s.host(1), s.host(2), 40, carried)


@near("SCN-010")
def one_long_name_often(s):
    names(s, s.host(1), s.host(2), 150, lambda n: carried(1))


@near("SCN-010")
def many_short_names(s):
    names(s, s.host(1), s.host(2), 150, lambda n: carried(n)[:40])


@near("SCN-010")
def resolver_asks_for_its_clients(s):
    resolver = s.host(2)
    names(s, resolver, s.outside(9, s.host(253)), 150, carried)
    names(s, s.host(1), resolver, 20, lambda n: "zz")


# ---- SCN-012 ----

def ping(s, client, server, many, content):
    for n in range(many):
        body = struct.pack(">BBHHH", 8, 0, 0, 77, n) + content(n)
        body = body[:2] + struct.pack(">H", checksum(body)) + body[4:]
        s.ip(client, server, 1, body)
        s.ip(server, client, 1, b"\0" + body[1:])


def content(n):
    return b"ZZPAT^CANARY" + random.Random(n).randbytes(500)


@fires("SCN-012")
def data_in_echoes(s):
    me = s.host(1)
    speak.ask(s, me, s.host(2))
    ping(s, me, s.hosts[1], 60, content)
    return me


@near("SCN-012")
def large_echoes_of_one_content(s):
    speak.ask(s, s.host(1), s.host(2))
    ping(s, s.hosts[0], s.hosts[1], 60, lambda n: struct.pack(">QQ", n, n * n) +
         bytes(range(256)) * 4)


@near("SCN-012")
def small_echoes_that_differ(s):
    speak.ask(s, s.host(1), s.host(2))
    ping(s, s.hosts[0], s.hosts[1], 60, lambda n: content(n)[:56])
