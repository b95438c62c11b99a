"""SEG - who shares a network with whom; L2 - who serves it."""
import struct

import speak
from cln import associate
from scene import fires, helper, monitor, near
from speak import NAME
from ward import analyse, space
from wire import Host

LEASES = helper("dhcp-swap")


def network(s, sub=0):
    return s.net(sub) + "0/24"


# ---- neighbours ----

@fires("SEG-001", world="zones")
def monitor_in_the_office(s):
    s.zone("user", network(s))
    return monitor(s, 10)


@near("SEG-001", world="zones")
def monitor_beside_the_office(s):
    s.zone("user", network(s, 1))
    s.zone("clinical", network(s))
    speak.ask(s, s.host(1, sub=1), monitor(s, 10), path=f"/{NAME}")


@fires("SEG-002", world="zones")
def guest_asks_a_monitor(s):
    s.zone("guest", network(s, 1))
    s.zone("clinical", network(s))
    me = monitor(s, 10)
    speak.ask(s, s.host(1, sub=1), me, path=f"/{NAME}")
    return me


@near("SEG-002", world="zones")
def guest_asks_the_portal(s):
    s.zone("guest", network(s, 1))
    s.zone("server", network(s, 2))
    monitor(s, 10)
    speak.ask(s, s.host(1, sub=1), s.host(1, sub=2), path=f"/{NAME}")


@near("SEG-002", world="zones")
def monitor_does_not_answer_a_guest(s):
    s.zone("guest", network(s, 1))
    s.udp(s.host(1, sub=1), 4000, monitor(s, 10), 4000, NAME.encode())


def between(s, port, allowed):
    names = s.zone("clinical", network(s)), s.zone("server", network(s, 1))
    s.zones += f"allow {names[0]} {names[1]}\n  port   {allowed}\n"
    server = s.host(1, sub=1)
    speak.ask(s, s.host(1), server, port, path=f"/{NAME}")
    return server


@fires("SEG-003", world="zones")
def a_port_that_is_not_allowed(s):
    return between(s, 8080, 8081)


@near("SEG-003", world="zones")
def a_port_that_is_allowed(s):
    between(s, 8080, 8080)


def managed(s, port_zone):
    s.zone("admin", network(s, 1))
    s.zone("clinical", network(s), network(s, 2))
    me = monitor(s, 10)
    speak.ssh(s, s.host(1, sub=port_zone), me)
    return me


@fires("SEG-004", world="zones", text=False)
def managed_from_the_ward(s):
    return managed(s, 2)


@near("SEG-004", world="zones")
def managed_by_an_administrator(s):
    managed(s, 1)


@near("SEG-004", world="zones")
def shown_to_the_ward(s):
    s.zone("admin", network(s, 1))
    s.zone("clinical", network(s), network(s, 2))
    speak.ask(s, s.host(1, sub=2), monitor(s, 10), path=f"/{NAME}")


def mixed(s, analysers):
    """A pump (criticality A), a monitor, an engine, and perhaps an analyser."""
    pump = s.host(1)
    space(s, pump, s.host(2))
    monitor(s, 10)
    if analysers:
        analyse(s, s.host(3), s.host(4))
    return pump


@fires("SEG-005")
def four_classes_in_one_network(s):
    return mixed(s, 1)


@near("SEG-005")
def three_classes_in_one_network(s):
    mixed(s, 0)


@fires("SEG-006")
def monitor_in_two_networks(s):
    me = monitor(s, 10)
    s.arp(Host(me.mac.hex(), s.net(1) + "10"))
    return me


@near("SEG-006")
def monitor_with_two_addresses(s):
    me = monitor(s, 10)
    s.arp(Host(me.mac.hex(), s.net(0) + "11"))


@near("SEG-006")
def server_in_two_networks(s):
    monitor(s, 10)
    s.arp(Host(s.host(1).mac.hex(), s.net(1) + "10"))


def modbus(s, server):
    t = s.tcp(s.host(2), server, 502)
    t.client(bytes.fromhex("0001000000060103000000020a")[:12])
    t.server(bytes.fromhex("000100000007010304000a0102"))
    t.client(bytes.fromhex("0002000000060103000000020a")[:12])
    t.server(bytes.fromhex("000200000007010304000a0102"))
    t.close()
    return server


@fires("SEG-007")
def ventilation_among_monitors(s):
    monitor(s, 10)
    return modbus(s, s.host(1))


@near("SEG-007")
def ventilation_in_the_cellar(s):
    monitor(s, 10, sub=1)
    modbus(s, s.host(1))


def on_air(s, kind, wireless):
    name = s.zone(kind, network(s))
    if wireless:
        s.zones = s.zones.replace(f"zone {name}\n", f"zone {name}\n  wireless\n")
    ct, archive = s.host(1), s.host(1, sub=1)
    associate(s, ct, archive)
    return ct, archive


@fires("SEG-008", world="zones")
def images_over_the_air(s):
    return on_air(s, "clinical", True)


@near("SEG-008", world="zones")
def images_by_wire(s):
    on_air(s, "clinical", False)


def by_air(s, station, say):
    """What it says, and what is said to it, between its access point and the
    controller."""
    point, controller = s.host(50), s.host(51)
    first = len(s.frames)
    say()
    heard = s.frames[first:]
    del s.frames[first:]
    for us, frame in heard:
        to, sender = frame[:6], frame[6:12]
        up = sender == station.mac
        air = bytes([8, 1 if up else 2, 0, 0])
        air += point.mac + sender + to if up else to + point.mac + sender
        inner = bytes([0, 0x10, 3, 0, 0, 0, 0, 0]) + air + bytes(2)
        inner += bytes.fromhex("aaaa03000000") + frame[12:]
        s.us = us
        if up:
            s.udp(point, 40000, controller, 5247, inner)
        else:
            s.udp(controller, 5247, point, 40000, inner)


@fires("SEG-008")
def images_inside_capwap(s):
    ct, archive = s.host(1), s.host(2)
    by_air(s, ct, lambda: associate(s, ct, archive))
    return [ct, archive]


@near("SEG-008")
def another_inside_capwap(s):
    """A tablet speaks over the air, the scanner does not."""
    ct, archive, tablet = s.host(1), s.host(2), s.host(3)
    associate(s, ct, archive)
    by_air(s, tablet, lambda: s.tcp(tablet, archive, 80).close())


def reached(s, zones):
    pump = s.host(1)
    space(s, pump, s.host(2))
    for n in range(1, zones + 1):
        s.zone("user", network(s, n))
        speak.ask(s, s.host(1, sub=n), pump, path=f"/{NAME}")
    return pump


@fires("SEG-009", world="zones")
def pump_reached_from_three_zones(s):
    return reached(s, 3)


@near("SEG-009", world="zones")
def pump_reached_from_two_zones(s):
    reached(s, 2)


# ---- who serves a network ----

def give(s, server, relay=False):
    nowhere = Host(s.host(9, bind=False).mac.hex(), "0.0.0.0")
    client = Host(nowhere.mac.hex(), s.net(0) + "9")
    name = LEASES.option(12, b"ZZWARD9")
    s.udp(nowhere, 68, LEASES.everybody, 67, LEASES.bootp(
        1, client, bytes(4), LEASES.option(53, b"\1"), name))
    offer = LEASES.bootp(2, client, client.ip.packed, LEASES.option(53, b"\2"),
                         LEASES.option(54, server.ip.packed), name)
    if relay:
        offer = offer[:24] + server.ip.packed + offer[28:]
    s.udp(server, 67, client, 68, offer)
    return server


@fires("L2-002", world="zones", text=False)
def dhcp_from_a_ward(s):
    s.zone("clinical", network(s))
    return give(s, s.host(1))


@near("L2-002", world="zones")
def dhcp_from_the_servers(s):
    s.zone("server", network(s))
    give(s, s.host(1))


@near("L2-002", world="zones")
def dhcp_passed_on(s):
    s.zone("clinical", network(s))
    give(s, s.host(1), True)


@near("L2-002")
def dhcp_where_no_zones_are(s):
    give(s, s.host(1))


def advertise(s, router, kind=134):
    link = Host(router.mac.hex(), "fe80::" + f"{s.number:x}:1", 255)
    everybody = Host("33:33:00:00:00:01", "ff02::1")
    body = struct.pack(">BBHBBHII", kind, 0, 0, 64, 0, 1800, 0, 0) if kind == 134 \
        else struct.pack(">BBHI", kind, 0, 0, 0)
    s.ip(link, everybody, 58, s.summed(link, everybody, 58, body, 2))
    return router


@fires("L2-003", world="zones", text=False)
def router_of_a_ward(s):
    s.zone("clinical", network(s))
    return advertise(s, s.host(1))


@near("L2-003", world="zones")
def router_of_the_servers(s):
    s.zone("server", network(s))
    advertise(s, s.host(1))


@near("L2-003", world="zones")
def asks_for_routers(s):
    s.zone("clinical", network(s))
    advertise(s, s.host(1), 133)


def name(text):
    return bytes([len(text)]) + text.encode() + b"\0"


def answer(s, me, *names):
    for n, text in enumerate(names):
        s.udp(me, 5355, s.host(2), 50002, struct.pack(
            ">HHHHHH", n, 0x8000, 1, 1, 0, 0) + name(text) + b"\0\1\0\1" +
            name(text) + b"\0\1\0\1\0\0\0\x1e\0\4" + me.ip.packed)
    return me


@fires("L2-010", text=False)
def answers_for_five_names(s):
    return answer(s, s.host(1), "PRINTSRV", "FILESRV2", "INTRANET", "PROXY1", "SRV9")


@fires("L2-010", text=False)
def answers_for_wpad(s):
    return answer(s, s.host(1), "wpad")


@near("L2-010")
def answers_for_four_names(s):
    answer(s, s.host(1), "PRINTSRV", "FILESRV2", "INTRANET", "WPAD2")


def netbios(s, me, *names, flags=0x8500, kind=0x20):
    """Answers to whoever asks everybody."""
    for text in names:
        coded = "".join(chr(65 + (c >> 4)) + chr(65 + (c & 15)) for c in
                        text.encode().ljust(15) + bytes([kind]))
        s.udp(me, 137, s.host(2), 137, struct.pack(
            ">HHHHHH", 7, flags, 0, 1, 0, 0) + name(coded) +
            struct.pack(">HHIHH", 0x20, 1, 165, 6, 0) + me.ip.packed)
    return me


@fires("L2-010", text=False)
def answers_by_netbios_for_five_names(s):
    return netbios(s, s.host(1), "PRINTSRV", "FILESRV2", "INTRANET", "PROXY1",
                   "SRV9")


@near("L2-010")
def name_server_answers_for_five_names(s):
    netbios(s, s.host(1), "PRINTSRV", "FILESRV2", "INTRANET", "PROXY1", "SRV9",
            flags=0x8580)


@near("L2-010")
def persons_are_no_hosts(s):
    netbios(s, s.host(1), "ZZPAT^CANARY", "P2", "P3", "P4", "P5", kind=3)


@near("L2-010")
def cluster_has_a_name_for_each_address(s):
    me = s.host(1)
    for n in range(6):
        one = Host(me.mac.hex(), s.net() + f"{20 + n}")
        s.hosts.append(one)
        s.arp(one)
        answer(s, one, f"CLUSTER{n}")
