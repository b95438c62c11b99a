"""What IPv6 changes: a house has global addresses of its own, by design."""
import struct

import speak
from cln import associate
from scene import fires, helper, monitor, near
from scn import MINUTE, calls
from seg import LEASES, network
from speak import NAME
from wire import Host, group

ANNOUNCE = helper("generic-announce")
UPNP = group("ff02::c")


def both(s, n=10):
    """A monitor, and it by IPv6."""
    me = monitor(s, n)
    return me, s.six(me)


def beyond(s, router, n=1, sub=2):
    """A host of another network of the house."""
    host = Host(router.mac.hex(), s.house(sub) + f"{n:x}", 63)
    s.hosts.append(host)
    return host


# ---- the internet ----

@fires("NET-001")
def monitor_asks_the_internet(s):
    me, six = both(s)
    speak.ask(s, six, s.outside_six(1, s.host(1)), path=f"/{NAME}")
    return me


@fires("NET-001")
def neighbour_of_the_monitor_is_known(s):
    """Who else has an address of that house tells whose it is."""
    me = monitor(s, 10)
    s.six(s.host(2))
    speak.ask(s, s.six(me, bind=False), s.outside_six(1, s.host(1)),
              path=f"/{NAME}")
    return me


@fires("NET-001")
def monitor_asks_through_a_translator(s):
    me = monitor(s, 10)
    six = s.six(me, f"fd64:{s.number:x}::10")
    speak.ask(s, six, s.six(s.host(1), f"64:ff9b::93.1.{s.number & 255}.7",
                            False), path=f"/{NAME}")
    return me


@near("NET-001")
def monitor_asks_another_network_of_the_house(s):
    _, six = both(s)
    speak.ask(s, six, beyond(s, s.host(1)), path=f"/{NAME}")


@near("NET-001")
def nothing_tells_whose_network_it_is(s):
    six = s.six(monitor(s, 10), bind=False)
    speak.ask(s, six, beyond(s, s.host(1)), path=f"/{NAME}")


@near("NET-001")
def monitor_asks_where_the_internet_does_not_lead(s):
    _, six = both(s)
    local = s.six(s.host(1), f"fd00:{s.number:x}::1")
    speak.ask(s, six, local, path=f"/{NAME}")


@fires("NET-001")
def monitor_asks_an_address_of_documents(s):
    """Those who write captures to show something mean the internet by it."""
    me, gate = monitor(s, 10), s.host(1)
    world = s.host(0, ip=f"203.0.113.{s.number & 127 | 128}", bind=False)
    speak.ask(s, me, Host(gate.mac.hex(), str(world.ip), 50), path=f"/{NAME}")
    return me


@near("NET-001")
def neighbour_has_an_address_of_documents(s):
    me = monitor(s, 10)
    speak.ask(s, me, s.host(3, ip="198.51.100.20"), path=f"/{NAME}")


@near("NET-001")
def controller_renews_a_lease(s):
    me, gate = monitor(s, 10), s.host(1)
    controller = Host(gate.mac.hex(), "192.0.2.1", 250)
    for n, (a, b) in enumerate(((me, controller), (controller, me))):
        s.udp(a, 68 - n, b, 67 + n, LEASES.bootp(
            1 + n, me, me.ip.packed, LEASES.option(53, bytes([3 + 2 * n])),
            LEASES.option(54, controller.ip.packed)))


@near("NET-001")
def all_have_addresses_of_documents(s):
    associate(s, s.host(1, ip="192.0.2.33", bind=False),
              s.host(2, ip="198.51.100.140", bind=False))


@fires("NET-002")
def internet_asks_a_monitor(s):
    me, six = both(s)
    speak.ask(s, s.outside_six(1, s.host(1)), six, path=f"/{NAME}")
    return me


@near("NET-002")
def house_asks_a_monitor(s):
    _, six = both(s)
    speak.ask(s, beyond(s, s.host(1)), six, path=f"/{NAME}")


@near("NET-002")
def station_asks_a_monitor(s):
    six = s.six(monitor(s, 10), bind=False)
    speak.ask(s, s.six(s.host(2), bind=False), six, path=f"/{NAME}")


@fires("CLN-011")
def images_leave_the_house(s):
    ct = s.host(1)
    associate(s, s.six(ct), s.outside_six(1, s.host(2)))
    return ct


@near("CLN-011")
def images_stay_in_the_house(s):
    associate(s, s.six(s.host(1), bind=False), beyond(s, s.host(2)))


@fires("SCN-006", world="clock")
def calls_as_a_clock(s):
    me = s.host(1)
    calls(s, s.six(me), s.outside_six(6, s.host(254)), [20 * MINUTE] * 19)
    return me


@near("SCN-006", world="clock")
def calls_another_network_of_the_house(s):
    calls(s, s.six(s.host(1)), beyond(s, s.host(254)), [20 * MINUTE] * 19)


@fires("NET-006", text=False)
def calls_the_built_in_address_through_a_translator(s):
    me = s.host(2)
    six = s.six(me, f"fd64:{s.number:x}::2")
    gate = Host(s.host(1).mac.hex(), "64:ff9b::202.114.4.119")
    octets = struct.pack(">HHIIBBHHHBBH", 49200, 515, 1000, 0, 0x60, 2, 5840, 0, 0,
                         2, 4, 1460)
    s.ip(six, gate, 6, s.summed(six, gate, 6, octets, 16))
    return me


@fires("NET-008", world="zones", text=False)
def address_of_another_house(s):
    s.zone("own", s.house() + "/48")
    me = s.host(1)
    s.six(me, f"2a0d:{s.number:x}::1")
    return me


@near("NET-008", world="zones")
def address_of_this_house(s):
    s.zone("own", s.house() + "/48")
    s.six(s.host(1))


@near("NET-008")
def nobody_told_which_house(s):
    s.six(s.host(1))


# ---- who is where ----

@fires("SEG-006", world="zones")
def monitor_in_two_networks(s):
    s.zone("clinical", network(s))
    s.zone("server", s.house() + "/64")
    return both(s)[0]


@near("SEG-006", world="zones")
def monitor_in_one_network(s):
    s.zone("clinical", network(s), s.house() + "/64")
    me, _ = both(s)
    s.six(me, f"fd00:{s.number:x}::1")


@near("SEG-006")
def monitor_with_three_addresses(s):
    me, _ = both(s)
    s.six(me, f"fd00:{s.number:x}::1")


def twice(s, address, flags=0x20):
    one, other = s.host(1), s.host(2, oui="98:e7:44")
    for host in (one, other, one):
        s.six(host, address, flags=flags)
    return [one, other]


@fires("INV-005", text=False)
def two_claim_an_address(s):
    return twice(s, s.house() + "99")


@near("INV-005")
def one_answers_for_another(s):
    twice(s, s.house() + "99", flags=0)


@near("INV-005")
def address_of_a_router_on_two_links(s):
    twice(s, "fe80::1")


# ---- names, announcements, servants ----

def link(s, host):
    return s.six(host, f"fe80::{host.mac[3]:x}:{host.mac[4]:x}:{host.mac[5]:x}")


def named(text):
    return bytes([len(text)]) + text.encode() + b"\0"


def answer(s, me, *names):
    kind = 1 if me.ip.version == 4 else 28
    for n, text in enumerate(names):
        s.udp(me, 5355, s.six(s.host(2), bind=False) if kind == 28 else s.host(2),
              50002, struct.pack(">HHHHHH", n, 0x8000, 1, 1, 0, 0) + named(text) +
              struct.pack(">HH", kind, 1) + named(text) +
              struct.pack(">HHIH", kind, 1, 30, len(me.ip.packed)) + me.ip.packed)
    return me


@fires("L2-010", text=False)
def answers_for_five_names(s):
    me = s.host(1)
    answer(s, link(s, me), "PRINTSRV", "FILESRV2", "INTRANET", "PROXY1", "SRV9")
    return me


@near("L2-010")
def three_names_of_two_addresses(s):
    me = s.host(1)
    answer(s, link(s, me), "ALIAS1", "ALIAS2", "ALIAS3")
    answer(s, me, "ALIAS1", "alias2", "ALIAS3")


@fires("WIN-005")
def asks_for_names(s):
    client = s.host(1)
    s.udp(link(s, client), 50002, group("ff02::1:3"), 5355,
          ANNOUNCE.ask(7, "ZZPATCANARY"))
    return client


def announce(s, me):
    s.udp(me, 1900, UPNP, 1900, (
        "NOTIFY * HTTP/1.1\r\nHOST: [ff02::c]:1900\r\nCACHE-CONTROL: max-age=1800"
        f"\r\nLOCATION: http://[{me.ip}]:49152/{NAME}/d.xml\r\nNT: "
        "urn:schemas-upnp-org:device:Basic:1\r\nNTS: ssdp:alive\r\nSERVER: "
        "Linux/5.10 UPnP/1.0 ZZ/1\r\nUSN: uuid:c5a6a7b2-0000-1000-8000-"
        f"{me.mac.hex()}::urn:schemas-upnp-org:device:Basic:1\r\n\r\n").encode())


@fires("DSC-001")
def upnp_of_a_monitor(s):
    me = monitor(s, 10)
    announce(s, link(s, me))
    return me


@near("DSC-001")
def upnp_of_a_television(s):
    monitor(s, 10)
    announce(s, link(s, s.host(1)))


def option(code, body):
    return struct.pack(">HH", code, len(body)) + body


def lease(s, server, client):
    """An advertisement of a server of DHCPv6."""
    me, to = link(s, server), link(s, client)
    s.udp(me, 547, to, 546, b"\2\0\0\7" + option(1, b"\0\3\0\1" + client.mac) +
          option(2, b"\0\3\0\1" + server.mac))
    return server


def lead(s, router, lifetime):
    me, everybody = link(s, router), group("ff02::1")
    me.ttl = 255
    body = struct.pack(">BBHBBHII", 134, 0, 0, 64, 0xc0, lifetime, 0, 0)
    s.ip(me, everybody, 58, s.summed(me, everybody, 58, body, 2))


@fires("L2-002", world="zones", text=False)
def dhcp_from_a_ward(s):
    s.zone("clinical", network(s))
    lead(s, s.host(1), 0)
    return lease(s, s.host(1), s.host(2))


@near("L2-002", world="zones")
def dhcp_by_the_router(s):
    s.zone("server", network(s))
    lead(s, s.host(1), 1800)
    lease(s, s.host(1), s.host(2))


@near("L2-002", world="zones")
def dhcp_that_a_router_of_the_ward_may_pass_on(s):
    s.zone("clinical", network(s))
    gate = s.host(1)
    beyond = Host(gate.mac.hex(), s.net(1) + "9", 63)
    s.hosts.append(beyond)
    speak.ask(s, beyond, s.host(3), path=f"/{NAME}")
    lease(s, gate, s.host(2))


@near("L2-003", world="zones")
def tells_of_a_network_and_leads_nowhere(s):
    s.zone("clinical", network(s))
    lead(s, s.host(1), 0)
