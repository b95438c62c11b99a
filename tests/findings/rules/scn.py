"""SCN-006 - a device that calls one host outside as regularly as a clock."""
import struct

from scene import fires, monitor, near
from speak import MRN, NAME

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
