"""L2 - what happens on the link."""
import random
import struct

import speak
from scene import fires, monitor, near
from wire import Host, checksum

NOBODY = "00:00:00:00:00:00"
ALL = Host("ff:ff:ff:ff:ff:ff", "0.0.0.0")


def arp(s, sender, operation, ip, target_mac, target_ip, to=None):
    body = struct.pack(">HHBBH", 1, 0x0800, 6, 4, operation)
    body += sender.mac + Host(NOBODY, ip).ip.packed
    body += Host(target_mac, target_ip).mac + Host(NOBODY, target_ip).ip.packed
    s.ether(sender, to or ALL, 0x0806, body)


def claim(s, sender, owner, victim):
    """Tells the victim that the owner's address is at the sender's MAC."""
    arp(s, sender, 2, str(owner.ip), victim.mac.hex(), str(victim.ip), victim)


# ---- L2-001 ----

def routed(s, oui="00:1b:17"):
    """A router of another maker, and traffic that goes through it."""
    gate = s.host(254, oui=oui)
    far = Host(gate.mac.hex(), s.net(8) + "9", 63)
    s.hosts.append(far)
    host = s.host(1)
    speak.ask(s, host, far, answer=b"ZZPAT^CANARY")
    return gate, host


@fires("L2-001")
def gateway_is_claimed(s):
    gate, host = routed(s)
    bad = s.host(66, oui="00:0c:29")
    for _ in range(6):
        claim(s, bad, gate, host)
        s.wait(2)
        s.arp(gate)
    return bad


@fires("L2-001", text=False)
def monitor_is_claimed(s):
    me, bad = monitor(s, 5), s.host(66, oui="00:0c:29")
    for _ in range(6):
        claim(s, bad, me, s.hosts[1])
        s.wait(2)
        s.arp(me)
    return bad


@near("L2-001")
def router_is_replaced(s):
    gate, host = routed(s)
    s.wait(30)
    new = s.host(254, oui="00:0c:29")
    for _ in range(6):
        claim(s, new, gate, host)
        s.wait(2)


@near("L2-001")
def two_claims_by_mistake(s):
    gate, host = routed(s)
    bad = s.host(66, oui="00:0c:29")
    for _ in range(2):
        claim(s, bad, gate, host)
        s.wait(2)
        s.arp(gate)


@near("L2-001")
def routers_share_an_address(s):
    gate, host = routed(s)
    both = Host("00:00:5e:00:01:07", str(gate.ip))
    for _ in range(6):
        claim(s, both, gate, host)
        s.wait(2)
        s.arp(gate)


@fires("L2-001", text=False)
def shared_address_is_claimed(s):
    host, one = s.host(1), s.host(2, oui="00:1b:17")
    both = Host("00:00:5e:00:01:07", s.net() + "254")
    bad = s.host(66, oui="00:0c:29")
    for _ in range(6):
        s.arp(both)
        speak.vrrp(s, one, 7, 150, both.ip)
        s.wait(2)
        claim(s, bad, both, host)
    s.arp(both)
    return bad


def two_claim(s, vrrp):
    gate, host = routed(s)
    other = s.host(253, oui="00:0c:29")
    for _ in range(6):
        for sender in (gate, other) if vrrp else ():
            speak.vrrp(s, sender, 7, 150, gate.ip)
        claim(s, other, gate, host)
        s.wait(2)
        s.arp(gate)
    return other


@near("L2-001")
def routers_share_an_address_by_their_own_macs(s):
    two_claim(s, True)


@fires("L2-001", text=False)
def they_say_nothing_of_it(s):
    return two_claim(s, False)


@near("L2-001")
def two_halves_of_one_router(s):
    gate, host = routed(s)
    half = Host("00:1b:17:ff:00:66", s.net() + "66")
    for _ in range(6):
        claim(s, half, gate, host)
        s.wait(2)
        s.arp(gate)


# ---- L2-004 ----

def redirect(s, sender, host, way, of=None):
    inner = struct.pack(">BBHHHBBH", 0x45, 0, 60, 1, 0, 64, 6, 0)
    inner += (of or host).ip.packed + Host(NOBODY, "10.1.2.3").ip.packed + bytes(8)
    body = struct.pack(">BBH", 5, 1, 0) + way.ip.packed + inner
    body = body[:2] + struct.pack(">H", checksum(body)) + body[4:]
    s.ip(sender, host, 1, body)


@fires("L2-004", text=False)
def monitor_is_led_away(s):
    me, gate, bad = monitor(s, 5), s.host(253), s.host(66)
    redirect(s, gate, me, bad)
    return me


@near("L2-004")
def somebody_else_is(s):
    redirect(s, s.host(253), s.host(1), s.host(66))


@near("L2-004")
def redirect_of_a_packet_of_another(s):
    me = monitor(s, 5)
    redirect(s, s.host(253), me, s.host(66), of=s.host(1))


# ---- L2-005 ----

def bpdu(s, sender):
    body = b"\x42\x42\x03" + struct.pack(">HBBB", 0, 2, 2, 0x3C)
    body += struct.pack(">H", 32768) + sender.mac + bytes(4)
    body += struct.pack(">H", 32768) + sender.mac + struct.pack(
        ">HHHHHB", 0x8001, 0, 20 * 256, 2 * 256, 15 * 256, 0)
    s.ether(sender, Host("01:80:c2:00:00:00", "0.0.0.0"), len(body), body)


@fires("L2-005", text=False)
def monitor_speaks_as_a_switch(s):
    me = monitor(s, 5)
    bpdu(s, me)
    return me


@near("L2-005")
def switch_speaks_as_a_switch(s):
    bpdu(s, s.host(253))
    monitor(s, 5)


# ---- L2-006 ----

def tagged(s, host, *tags):
    """A datagram with these tags; it waits for no answer."""
    ip = struct.pack(">BBHHHBBH", 0x45, 0, 40, 1, 0, 64, 17, 0) + host.ip.packed
    ip += Host(NOBODY, s.net(4) + "9").ip.packed
    ip += struct.pack(">HHHH", 4000, 4001, 20, 0) + b"ZZPAT^CANARY"
    head = b"".join(struct.pack(">HH", 0x8100, tag) for tag in tags)
    s.frames.append((s.us, (b"\x02\x11\x22\x33\x44\x55" + host.mac + head +
                            struct.pack(">H", 0x0800) + ip).ljust(68, b"\0")))
    s.us += 1000


@fires("L2-006")
def one_hides_a_tag(s):
    bad = s.host(66)
    tagged(s, bad, 1, 20 + s.number)
    return bad


@near("L2-006")
def all_of_a_network_do(s):
    for n in (1, 2):
        tagged(s, s.host(n), 1, 1000 + s.number)


@near("L2-006")
def never_without_both(s):
    tagged(s, s.host(1, bind=False), 1, 1000 + s.number)


# ---- L2-007 ----

def flood(s, many):
    dice = random.Random(s.number)
    s.vlan = 100 + s.number
    me = monitor(s, 5)
    s.us = s.us // 10_000_000 * 10_000_000 + 10_000_000
    for n in range(many):
        a = Host((b"\x02" + dice.randbytes(5)).hex(), f"10.250.{n >> 8}.{n & 255}")
        b = Host((b"\x02" + dice.randbytes(5)).hex(), f"10.251.{n >> 8}.{n & 255}")
        s.ip(a, b, 6, s.summed(a, b, 6, struct.pack(
            ">HHIIBBHHH", 2000 + n, 80, n, 0, 0x50, 2, 512, 0, 0), 16))
    return me


@fires("L2-007", world="flood", text=False)
def senders_without_end(s):
    return flood(s, 700)


def claims(s, many):
    """Of addresses, once each; some are claimed twice."""
    dice = random.Random(s.number)
    s.vlan = 100 + s.number
    me = monitor(s, 5)
    s.us = s.us // 10_000_000 * 10_000_000 + 10_000_000
    for n in range(many):
        s.arp(Host((b"\x00" + dice.randbytes(5)).hex(),
                   f"10.252.{n % 600 >> 8}.{n % 600 & 255}"))
    return me


@fires("L2-007", world="flood", text=False)
def claims_without_end(s):
    return claims(s, 700)


@near("L2-007", world="flood")
def some_claims(s):
    claims(s, 300)


@near("L2-007", world="flood")
def some_senders(s):
    flood(s, 300)


# ---- L2-008 ----

def by_ipv6(s, ranges):
    me, other = monitor(s, 5), s.host(6)
    s.zone("clinical", s.net() + "0/24", *ranges)
    speak.ask(s, s.six(me, f"fd00:{s.number:x}::5"),
              s.six(other, f"fd00:{s.number:x}::6"), answer=b"ZZPAT^CANARY")
    return me


@fires("L2-008", world="zones")
def ipv6_in_a_zone_of_ipv4(s):
    return by_ipv6(s, ())


@near("L2-008", world="zones")
def ipv6_that_is_planned(s):
    by_ipv6(s, (f"fd00:{s.number:x}::/64",))


# ---- L2-009 ----

def conflict(s, times, addresses=1):
    owner, new = s.host(1), s.host(2)
    for n in range(addresses):
        one = owner if n == 0 else s.host(10 + n)
        for _ in range(times):
            arp(s, new, 1, "0.0.0.0", NOBODY, str(one.ip))
            arp(s, one, 2, str(one.ip), new.mac.hex(), "0.0.0.0", new)
            s.wait(5)
    return new


@fires("L2-009", text=False)
def wants_what_another_has(s):
    return conflict(s, 4)


@near("L2-009")
def gives_up_at_once(s):
    conflict(s, 1)


@near("L2-009")
def switch_looks_for_its_hosts(s):
    conflict(s, 4, addresses=4)


@near("L2-009")
def nobody_has_it(s):
    new = s.host(2)
    for _ in range(4):
        arp(s, new, 1, "0.0.0.0", NOBODY, s.net() + "99")
