"""RMT - remote control, tunnels, long sessions."""
import random
import struct

import speak
from scene import fires, monitor, near
from speak import NAME


def team(s, server, first=b"\x17\x24"):
    t = s.tcp(s.host(1), server, 5938)
    for _ in range(5):
        t.client(first + b"\x0a\x20" + bytes(30) + NAME.encode())
        t.server(first + b"\x0a\x20" + bytes(30))
    t.close()
    return server


@fires("RMT-001")
def teamviewer(s):
    return team(s, monitor(s, 10))


@near("RMT-001")
def teamviewer_of_a_printer(s):
    monitor(s, 10)
    team(s, s.host(2))


@near("RMT-001")
def nearly_teamviewer(s):
    team(s, monitor(s, 10), b"\x24\x17")


def called(s, name, server=None):
    me, gate = monitor(s, 10), s.host(1)
    speak.tls(s, me, server or s.outside(9, gate), offers=speak.sni(name))
    return me


@fires("RMT-001", text=False)
def calls_its_relay(s):
    return called(s, "de-fra-anx-r003.router.teamviewer.com")


@fires("RMT-001", text=False)
def calls_another_relay(s):
    return called(s, "relay-5c1f2e0a.net.anydesk.com")


@near("RMT-001")
def reads_about_it(s):
    called(s, "www.teamviewer.com")


@near("RMT-001")
def is_shown_that_it_is_forbidden(s):
    called(s, "st2.api.splashtop.com", s.host(3))


@near("RMT-001")
def relay_of_another(s):
    monitor(s, 10)
    speak.tls(s, s.host(2), s.outside(9, s.host(1)),
              offers=speak.sni("st2.relay.splashtop.com"))


def guard(s, client, server, kind=1):
    """WireGuard: initiation and response."""
    dice = random.Random(1)
    mine = dice.randbytes(4)
    s.udp(client, 40000, server, 51820, bytes([kind, 0, 0, 0]) + mine +
          dice.randbytes(140))
    s.udp(server, 51820, client, 40000, b"\2\0\0\0" + dice.randbytes(4) + mine +
          dice.randbytes(80))
    return client


@fires("RMT-002", text=False)
def tunnel_of_a_monitor(s):
    return guard(s, monitor(s, 10), s.host(2))


def exchange_keys(s, client, server, version=0x20):
    """IKE, without the payloads."""
    for a, b in ((client, server), (server, client)):
        s.udp(a, 500, b, 500, bytes(range(1, 9)) + bytes(8) + struct.pack(
            ">BBBBII", 33, version, 34, 8, 0, 60) + b"ZZPAT^CANARY".ljust(32))
    return client


@fires("RMT-002")
def ipsec_of_a_monitor(s):
    return exchange_keys(s, monitor(s, 10), s.host(2))


@near("RMT-002")
def nearly_ipsec_of_a_monitor(s):
    exchange_keys(s, monitor(s, 10), s.host(2), 0x30)


@near("RMT-002")
def tunnel_of_a_phone(s):
    monitor(s, 10)
    guard(s, s.host(1), s.host(2))


def shell(s, server, minutes):
    t = s.tcp(s.host(1), server, 22)
    t.server(b"SSH-2.0-OpenSSH_9.6\r\n")
    t.client(b"SSH-2.0-OpenSSH_9.6\r\n")
    for _ in range(minutes // 5):
        s.wait(300)
        t.client(bytes(36))
        t.server(bytes(36))
    t.close()
    return server


@fires("RMT-003", text=False)
def shell_for_485_minutes(s):
    return shell(s, monitor(s, 10), 485)


@near("RMT-003")
def shell_for_475_minutes(s):
    shell(s, monitor(s, 10), 475)


@near("RMT-003")
def shell_to_a_printer(s):
    monitor(s, 10)
    shell(s, s.host(2), 485)
