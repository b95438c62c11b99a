"""NET - conversations that should not be, and lists of the hospital."""
import struct
from datetime import timedelta

import speak
from scene import fires, helper, monitor, near
from speak import NAME, NOW
from wire import Host

NAMES = helper("generic-names")


def question(s, client, server, port=53):
    s.udp(client, 50002, server, port, NAMES.question(7, "zzpat-canary.example"))
    s.udp(server, port, client, 50002, NAMES.answer(
        7, "zzpat-canary.example", b"\x5d\xb8\0\1"))


# ---- the internet ----

@fires("NET-001")
def monitor_asks_the_internet(s):
    me = monitor(s, 10)
    speak.ask(s, me, s.outside(1, s.host(1)), path=f"/{NAME}")
    return me


@near("NET-001")
def monitor_is_not_answered(s):
    me, world = monitor(s, 10), s.outside(1, s.host(1))
    s.udp(me, 50000, world, 4000, NAME.encode())


@near("NET-001")
def printer_asks_the_internet(s):
    monitor(s, 10)
    speak.ask(s, s.host(2), s.outside(1, s.host(1)), path=f"/{NAME}")


@near("NET-001", world="zones")
def monitor_asks_a_public_range_of_the_house(s):
    world = s.outside(1, s.host(1))
    s.zone("own", f"{world.ip}/32")
    speak.ask(s, monitor(s, 10), world, path=f"/{NAME}")


@fires("NET-002")
def internet_asks_a_monitor(s):
    me = monitor(s, 10)
    speak.ask(s, s.outside(1, s.host(1)), me, path=f"/{NAME}")
    return me


@near("NET-002")
def internet_asks_a_printer(s):
    monitor(s, 10)
    speak.ask(s, s.outside(1, s.host(1)), s.host(2), path=f"/{NAME}")


@near("NET-002", text=False)
def internet_knocks_at_a_monitor(s):
    """Anybody may knock; it refuses."""
    me, world = monitor(s, 10), s.outside(1, s.host(1))
    octets = struct.pack(">HHIIBBHHH", 40000, 80, 1, 0, 0x50, 2, 1024, 0, 0)
    s.ip(world, me, 6, s.summed(world, me, 6, octets, 16))
    octets = struct.pack(">HHIIBBHHH", 80, 40000, 0, 2, 0x50, 0x14, 0, 0, 0)
    s.ip(me, world, 6, s.summed(me, world, 6, octets, 16))


@fires("NET-003")
def public_resolver(s):
    client = s.host(2)
    question(s, client, s.outside(1, s.host(1)))
    return client


@near("NET-003")
def own_resolver(s):
    question(s, s.host(2), s.host(3))


@near("NET-003")
def public_resolver_is_silent(s):
    s.udp(s.host(2), 50002, s.outside(1, s.host(1)), 53,
          NAMES.question(7, "zzpat-canary.example"))


@fires("NET-004", text=False)
def names_by_tls(s):
    me = monitor(s, 10)
    speak.tls(s, me, s.host(2), 853)
    return me


@near("NET-004")
def names_by_tls_of_a_phone(s):
    monitor(s, 10)
    speak.tls(s, s.host(1), s.host(2), 853)


# ---- addresses ----

@fires("NET-006", text=False)
def calls_the_built_in_address(s):
    me = s.host(2)
    gate = Host(s.host(1).mac.hex(), "202.114.4.119")
    octets = struct.pack(">HHIIBBHHHBBH", 49200, 515, 1000, 0, 0x60, 2, 5840, 0, 0,
                         2, 4, 1460)
    s.ip(me, gate, 6, s.summed(me, gate, 6, octets, 16))
    return me


@near("NET-006")
def calls_the_network_beside(s):
    me = s.host(2)
    gate = Host(s.host(1).mac.hex(), "202.114.5.119")
    octets = struct.pack(">HHIIBBHHHBBH", 49200, 515, 1000, 0, 0x60, 2, 5840, 0, 0,
                         2, 4, 1460)
    s.ip(me, gate, 6, s.summed(me, gate, 6, octets, 16))


@fires("NET-008", text=False)
def public_address_inside(s):
    return s.host(2, ip=f"94.10.{s.number & 255}.2")


@near("NET-008")
def carrier_address_inside(s):
    s.host(2, ip=f"172.31.{s.number & 255}.2")
    s.host(3, ip=f"169.254.{s.number & 255}.3")


def browse(s, me, hosts, agent="Mozilla/5.0 (X11; Linux x86_64)"):
    gate = s.host(1)
    for n in range(hosts):
        speak.ask(s, me, s.outside(20 + n, gate), path=f"/{NAME}",
                  head=[f"User-Agent: {agent}"])
    return me


@fires("NET-010")
def monitor_browses(s):
    return browse(s, monitor(s, 10), 11)


@near("NET-010")
def monitor_browses_ten(s):
    browse(s, monitor(s, 10), 10)


@near("NET-010")
def monitor_calls_its_maker(s):
    browse(s, monitor(s, 10), 11, "ZZUpdater/1.0")


def clock(s, client, server):
    ask = b"\x23" + bytes(47)
    s.udp(client, 123, server, 123, ask)
    s.udp(server, 123, client, 123, b"\x24\2" + bytes(46))


def for_hours(s, hours, asks=False):
    me, server = monitor(s, 10), s.host(2)
    if asks:
        clock(s, me, server)
    s.wait(hours * 3600)
    s.arp(me)
    return me


@fires("NET-011", world="days")
def a_day_without_a_clock(s):
    return for_hours(s, 24)


@near("NET-011", world="days")
def a_day_with_one_question(s):
    for_hours(s, 24, True)


@near("NET-011", world="days")
def not_a_day_without_a_clock(s):
    for_hours(s, 23)


# ---- lists of the hospital ----

def listed(s, kind, last=1):
    """A list of one address; who asks the one that is `last`."""
    bad = s.outside(1, s.host(1))
    s.zones += f"{kind} \"list {s.number}\"\n  range  {bad.ip}\n"
    client = s.host(2)
    speak.ask(s, client, s.outside(last, s.host(1)), path=f"/{NAME}")
    return client


@fires("NET-005", world="zones")
def asks_a_forbidden_address(s):
    return listed(s, "deny")


@near("NET-005", world="zones")
def asks_the_address_beside(s):
    listed(s, "deny", 2)


@fires("SCN-007", world="zones")
def asks_a_bad_address(s):
    return listed(s, "bad")


@near("SCN-007", world="zones")
def is_asked_by_a_bad_address_and_silent(s):
    bad, me = s.outside(1, s.host(1)), s.host(2)
    s.zones += f"bad \"list {s.number}\"\n  range  {bad.ip}\n"
    s.udp(bad, 4000, me, 4000, NAME.encode())


def service(s, port):
    """The maker's remote service of a monitor, allowed on port 443."""
    me, maker = monitor(s, 10), s.outside(1, s.host(1))
    s.zones += (f"flow \"service {s.number}\"\n  from  {me.ip}\n  to    {maker.ip}\n"
                "  port  443 tcp\n  vendor  \"ZZ Medical\"\n")
    speak.tls(s, me, maker, port)
    return me


@fires("NET-007", world="zones", text=False)
def service_of_the_maker(s):
    return service(s, 443)


@near("NET-007", world="zones")
def service_at_another_port(s):
    service(s, 8443)


# ---- what does not belong ----

def relay(s, subject, issuer):
    client = s.host(2)
    speak.tls(s, client, s.outside(1, s.host(1)), 9001, cert=speak.certificate(
        subject, issuer=issuer))
    return client


@fires("NET-013", text=False)
def relay_of_tor(s):
    return relay(s, "www.k3zq7vb2xw.net", "www.5ydnpm4tgqa.com")


@near("NET-013")
def site_of_a_company(s):
    relay(s, "www.zzhospital.net", "www.zzhospital.com")


@near("NET-013")
def site_with_an_authority(s):
    relay(s, "www.k3zq7vb2xy.net", "ZZ CA")


MINE = b'{"id":1,"method":"%s","params":["ZZPAT^CANARY/1.0"]}\n'


def mine(s, method):
    client, server = s.host(1), s.host(2)
    t = s.tcp(client, server, 3333)
    t.client(MINE % method)
    t.server(b'{"id":1,"result":[[["%s","1"]],"08",4],"error":null}\n' % method)
    t.client(MINE % method)
    t.close()
    return client


@fires("SCN-008")
def mining(s):
    return mine(s, b"mining.subscribe")


@near("SCN-008")
def remote_procedure(s):
    mine(s, b"minutes.subscribe")


def share(s, client, word=b"BitTorrent"):
    t = s.tcp(client, s.host(2), 6881)
    head = b"\x13" + word + b" protocol" + bytes(8)
    t.client(head + b"ZZPAT^CANARYZZPAT^C1" + b"-ZZ0001-123456789012")
    t.server(head + b"ZZPAT^CANARYZZPAT^C1" + b"-ZZ0001-210987654321")
    t.close()
    return client


@fires("SCN-009")
def monitor_shares_files(s):
    return share(s, monitor(s, 10))


@near("SCN-009")
def visitor_shares_files(s):
    monitor(s, 10)
    share(s, s.host(1))


@near("SCN-009")
def monitor_shares_words(s):
    share(s, monitor(s, 10), b"BytTorrent")


# ---- NET-009 ----

@fires("NET-009", text=False)
def monitor_stores_in_a_cloud(s):
    me, gate = monitor(s, 5), s.host(253)
    speak.tls(s, me, s.outside(7, gate), offers=speak.sni("www.dropbox.com"))
    return me


@near("NET-009")
def cloud_of_another(s):
    gate = s.host(253)
    monitor(s, 5)
    speak.tls(s, s.host(1), s.outside(7, gate),
              offers=speak.sni("www.dropbox.com"))


@near("NET-009")
def name_that_only_ends_so(s):
    me, gate = monitor(s, 5), s.host(253)
    speak.tls(s, me, s.outside(7, gate), offers=speak.sni("notdropbox.com"))


@near("NET-009")
def server_of_others_too(s):
    me, gate = monitor(s, 5), s.host(253)
    far = s.outside(7, gate)
    speak.tls(s, me, far, offers=speak.sni("updates.zzmaker.example"))
    speak.tls(s, s.host(1), far, offers=speak.sni("www.dropbox.com"))


# ---- NET-012 ----

def serve(s, server, minutes, **more):
    at = NOW + timedelta(microseconds=s.us - speak.START_US, minutes=minutes)
    speak.ask(s, s.host(200), server, answer=b"ZZPAT^CANARY", back=(
        at.strftime("Date: %a, %d %b %Y %H:%M:%S GMT"), *more.get("back", ())))


@fires("NET-012", world="clock")
def one_of_four_is_late(s):
    late = s.host(4)
    for n in (1, 2, 3):
        serve(s, s.host(n), 0)
    serve(s, late, -47)
    return late


@near("NET-012", world="sensor")
def clock_of_the_capture_is_wrong(s):
    for n in (1, 2, 3):
        serve(s, s.host(n), 125)


@near("NET-012", world="alone")
def nobody_to_compare_with(s):
    serve(s, s.host(1), -90)


@near("NET-012", world="clock")
def four_minutes(s):
    serve(s, s.host(1), 4)


@near("NET-012", world="clock")
def from_a_cache(s):
    serve(s, s.host(1), -90, back=("Age: 5400",))


@near("NET-012", world="clock")
def two_times_at_one_address(s):
    serve(s, s.host(1), -90)
    serve(s, s.host(1), 0)


# ---- NET-014 ----

def syn(s, host, server, ttl, n):
    """Hosts with times to live of their own speak by one address."""
    one = Host(host.mac.hex(), str(host.ip), ttl)
    speak.ask(s, one, server, port=8000 + n, answer=b"ZZPAT^CANARY")


@fires("NET-014")
def router_that_nobody_manages(s):
    nat, server = s.host(1), s.host(2)
    syn(s, nat, server, 64, 0)
    syn(s, nat, server, 127, 1)
    syn(s, nat, server, 63, 2)
    return nat


@fires("NET-014")
def router_that_never_speaks_itself(s):
    nat, server = s.host(1), s.host(2)
    syn(s, nat, server, 127, 0)
    syn(s, nat, server, 63, 1)
    return nat


@near("NET-014")
def router_in_plain_sight(s):
    """What it passes on keeps its addresses."""
    gate, server = s.host(1), s.host(2)
    beyond = Host(gate.mac.hex(), s.net(1) + "9", 127)
    s.hosts.append(beyond)
    speak.ask(s, beyond, server, port=8003)
    syn(s, gate, server, 127, 0)
    syn(s, gate, server, 63, 1)


@near("NET-014")
def systems_of_one_kind_beyond(s):
    host, server = s.host(1), s.host(2)
    syn(s, host, server, 63, 0)
    syn(s, host, server, 63, 1)


@near("NET-014")
def two_systems_on_one_host(s):
    host, server = s.host(1), s.host(2)
    syn(s, host, server, 64, 0)
    syn(s, host, server, 128, 1)


@near("NET-014")
def host_that_lowers_its_own(s):
    host, server = s.host(1), s.host(2)
    syn(s, host, server, 64, 0)
    syn(s, host, server, 63, 1)
