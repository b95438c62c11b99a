"""What became of a device that an inventory knows, what it tells everybody, and
what is written down about it."""
import struct

import speak
from adv import advise, meter
from inv import DAY, hear
from scene import fires, helper, monitor, near
from speak import NAME
from wire import Host, group

UNITY = helper("ge-unity")
ALL = group("255.255.255.255")


# ---- silence ----

def ward(s, last, days=24, every=1):
    """Six monitors are heard day by day; the first ones so many days only."""
    server = s.host(200)
    beds = [monitor(s, 10 + n) for n in range(6)]
    for day in range(days):
        for n, bed in enumerate(beds):
            if day < (last + [days] * 6)[n] and (n > 0 or day % every == 0):
                speak.ask(s, server, bed, path=f"/{NAME}")
        s.wait(DAY)
    return beds


@fires("INV-003", world="silence")
def monitor_of_two_weeks(s):
    return ward(s, [14])[0]


@near("INV-003", world="pause")
def monitor_that_pauses_six_days(s):
    ward(s, [14], 20)


@near("INV-003", world="outage")
def two_of_six_at_once(s):
    ward(s, [14, 14])


@near("INV-003", world="rare")
def monitor_of_every_fifth_day(s):
    ward(s, [26], 38, 5)


# ---- roles ----

MONITOR = "69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC"
VENTILATOR = "70001^MDC_DEV_SYS_PT_VENT_MDS^MDC"


def bed(s, me, kind):
    """It says by HL7 what it is."""
    hl7 = helper("hl7-gateway")
    engine = s.host(254)
    eui = (me.mac[:3] + b"\xff\xfe" + me.mac[3:]).hex().upper()
    t = s.tcp(me, engine, 2575)
    t.client(hl7.message(f"ZZBED^{eui}^EUI-64", "ORU^R01^ORU_R01",
                         hl7.row(1, "", kind, "1.0.0.0", device=f"^^{eui}^EUI-64")))
    t.server(hl7.answer("HIE"))
    t.close()


def says(s, *kinds):
    """One a day."""
    me = s.host(10, oui="00:a0:37")
    for kind in kinds:
        bed(s, me, kind)
        s.wait(DAY)
    return me


@fires("INV-004", world="roles")
def monitor_that_becomes_a_ventilator(s):
    return says(s, *[MONITOR] * 10, *[VENTILATOR] * 10)


@near("INV-004", world="roles")
def monitor_that_is_a_ventilator_by_turns(s):
    says(s, *[MONITOR, VENTILATOR] * 10)


# ---- places ----

def doubled(s, again):
    """One MAC in two VLANs; the first network hears it again, or never."""
    me = monitor(s, 10)
    there = Host(me.mac.hex(":"), s.net(1) + "10")
    s.hosts.append(there)
    s.vlan = 20
    s.arp(there)
    s.vlan = None
    if again:
        s.arp(me)
    return me


@fires("INV-006", world="places", text=False)
def one_mac_in_two_vlans(s):
    return doubled(s, True)


@near("INV-006", world="places")
def one_that_was_moved(s):
    doubled(s, False)


# ---- records ----

@fires("INV-013", world="month")
def monitor_of_thirty_days(s):
    return hear(s, monitor(s, 10), 32)


@near("INV-013", world="month")
def printer_of_thirty_days(s):
    hear(s, s.host(10), 32)


@near("INV-013", world="fortnight")
def monitor_of_fourteen_days(s):
    hear(s, monitor(s, 10), 14)


# ---- what is published ----

@fires("ADV-006", world="olden")
def advisories_of_half_a_year_ago(s):
    advise(s, "<=3.10.8")
    return meter(s)


@near("ADV-006", world="newer")
def advisories_of_this_month(s):
    advise(s, "<=3.10.8")
    kind, name, text = s.files.pop()
    s.files.append((kind, name, text.replace("2026-05-01", "2026-11-10")))
    meter(s)


@near("ADV-006", world="olden")
def device_that_no_advisory_means(s):
    advise(s, "<3.10.8")
    meter(s)


# ---- what is told to everybody ----

def upnp(s, me, server="Linux/5.10 UPnP/1.0 ZZ/1"):
    head = f"SERVER: {server}\r\n" if server else ""
    s.udp(me, 1900, group("239.255.255.250"), 1900, (
        "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nCACHE-CONTROL: "
        f"max-age=1800\r\nLOCATION: http://{me.ip}:49152/{NAME}/d.xml\r\nNT: "
        f"upnp:rootdevice\r\nNTS: ssdp:alive\r\n{head}USN: uuid:c5a6a7b2-0000-"
        f"1000-8000-{me.mac.hex()}::upnp:rootdevice\r\n\r\n").encode())
    return me


@fires("DSC-003")
def firmware_of_a_monitor(s):
    return upnp(s, monitor(s, 10))


@near("DSC-003")
def firmware_of_a_television(s):
    monitor(s, 10)
    upnp(s, s.host(1))


@near("DSC-003")
def monitor_without_its_firmware(s):
    upnp(s, monitor(s, 10), "")


@fires("DSC-004")
def beacon_to_all(s):
    me = s.host(1, oui="00:00:a1")
    s.udp(me, 3028, ALL, 7000, UNITY.beacon(me))
    return me


@near("DSC-004")
def beacon_to_one(s):
    me = s.host(1, oui="00:00:a1")
    s.udp(me, 3028, s.host(2), 7000, UNITY.beacon(me))


@near("DSC-004")
def alarm_to_all(s):
    """Its places are for codes and a bed."""
    me = s.host(1, oui="00:00:a1")
    s.udp(me, 7001, ALL, 7001, UNITY.alarm(me))


# ---- proxies ----

def question(*labels, kind=1):
    return (struct.pack(">HHHHHH", 7, 0x0100, 1, 0, 0, 0) +
            b"".join(bytes([len(x)]) + x.encode() for x in labels) +
            struct.pack(">BHH", 0, kind, 1))


def netbios(name):
    raw = name.ljust(15).encode() + b"\0"
    return (struct.pack(">HHHHHHB", 7, 0x0110, 1, 0, 0, 0, 32) +
            b"".join(bytes([65 + (c >> 4), 65 + (c & 15)]) for c in raw) +
            struct.pack(">BHH", 0, 0x20, 1))


@fires("WIN-006", text=False)
def proxy_asked_of_the_resolver(s):
    me = monitor(s, 10)
    s.udp(me, 50000, s.host(53), 53, question("WPAD", "zzhosp", "example"))
    return me


@fires("WIN-006", text=False)
def proxy_asked_of_all(s):
    me, other = monitor(s, 10), monitor(s, 11)
    s.udp(me, 50000, group("224.0.0.252"), 5355, question("wpad"))
    s.udp(other, 137, ALL, 137, netbios("WPAD"))
    return me, other


@near("WIN-006")
def proxy_asked_by_a_desk(s):
    monitor(s, 10)
    s.udp(s.host(1), 50000, s.host(53), 53, question("wpad", "example"))


@near("WIN-006")
def other_names_asked(s):
    me = monitor(s, 10)
    s.udp(me, 50000, s.host(53), 53, question("wpadded", "example"))
    s.udp(me, 50001, s.host(53), 53, question("www", "wpad", "example"))
    s.udp(me, 137, ALL, 137, netbios("WPADS"))


# ---- old ways in ----

@fires("RMT-004", text=False)
def agent_calls_its_maker(s):
    me = monitor(s, 10)
    speak.tls(s, me, s.outside(9, s.host(1)), offers=speak.sni("drm.axeda.com"))
    return me


def answer_nobody_knows(s, port):
    me = monitor(s, 10)
    s.udp(s.host(1), 40000, me, port, b"ZZ?" + NAME.encode())
    s.udp(me, port, s.hosts[-1], 40000, b"ZZ!" + NAME.encode())
    return me


@fires("RMT-004")
def door_of_pcanywhere(s):
    return answer_nobody_knows(s, 5632)


@near("RMT-004")
def door_beside_it(s):
    answer_nobody_knows(s, 5633)


@near("RMT-004")
def agent_of_another_name(s):
    me = monitor(s, 10)
    speak.tls(s, me, s.outside(9, s.host(1)), offers=speak.sni("axeda.com.example.org"))


@near("RMT-004")
def pages_at_the_port_of_pcanywhere(s):
    speak.ask(s, s.host(1), monitor(s, 10), 5631, path=f"/{NAME}")
