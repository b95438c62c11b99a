"""INV - what is new after two weeks, who claims whose place, who is unknown."""
import speak
from cln import DICOM, associate, reject
from scene import fires, monitor, near
from speak import NAME
from wire import Host

DAY = 86400


def hear(s, me, days):
    """It is heard every day; what comes after stands days later."""
    server = s.host(253)
    for _ in range(days):
        speak.ask(s, server, me, path=f"/{NAME}")
        s.wait(DAY)
    return me


# ---- new ----

@fires("INV-001", world="weeks")
def device_after_16_days(s):
    hear(s, s.host(1), 16)
    return s.host(2)


@near("INV-001", world="weeks")
def device_after_13_days(s):
    hear(s, s.host(1), 13)
    s.host(2)
    s.wait(3 * DAY)


@near("INV-001", world="weeks")
def device_of_a_made_up_address(s):
    hear(s, s.host(1), 16)
    s.host(2, oui="da:a1:19")


@fires("INV-007", world="weeks")
def door_after_16_days(s):
    me = hear(s, monitor(s, 10), 16)
    speak.ask(s, s.host(253), me, 8080, path=f"/{NAME}")
    return me


@near("INV-007", world="weeks")
def door_of_a_printer(s):
    monitor(s, 10)
    speak.ask(s, s.host(253), hear(s, s.host(1), 16), 8080, path=f"/{NAME}")


@near("INV-007", world="weeks")
def door_of_a_day(s):
    """Above 49152 each call has a door of its own."""
    me = hear(s, monitor(s, 10), 16)
    speak.ask(s, s.host(253), me, 49152, path=f"/{NAME}")


@fires("INV-008", world="weeks")
def partner_after_16_days(s):
    old = s.host(1)
    me = hear(s, monitor(s, 10), 16)
    speak.ask(s, old, me, path=f"/{NAME}")
    return me


@near("INV-008", world="weeks")
def partner_after_13_days(s):
    me = hear(s, monitor(s, 10), 13)
    speak.ask(s, s.host(1), me, path=f"/{NAME}")
    s.wait(3 * DAY)


@near("INV-008", world="weeks")
def partner_that_is_allowed(s):
    me = monitor(s, 10)
    s.zones += (f"flow \"visit {s.number}\"\n  from  {s.net()}1\n  to    {me.ip}\n"
                "  port  80 tcp\n")
    hear(s, me, 16)
    speak.ask(s, s.host(1), me, path=f"/{NAME}")


def visited(s, usual, clients):
    """So many ask a monitor on each of 14 days, and so many on the last."""
    me = monitor(s, 250)
    who = [s.host(1 + n) for n in range(max(usual, clients))]
    for _ in range(15):
        for client in who[:usual]:
            speak.ask(s, client, me)
        s.wait(DAY)
    for client in who[:clients]:
        speak.ask(s, client, me)
    return me


@fires("INV-009", world="weeks")
def fifty_one_ask(s):
    return visited(s, 2, 51)


@near("INV-009", world="weeks")
def fifty_ask(s):
    visited(s, 2, 50)


@near("INV-009", world="weeks")
def fifty_one_where_seventeen_are_usual(s):
    visited(s, 17, 51)


def banner(s, me, version):
    speak.ssh(s, s.host(253), me, f"SSH-2.0-OpenSSH_{version}")


@fires("INV-010", world="weeks", text=False)
def version_after_a_day(s):
    me = s.host(1)
    banner(s, me, "8.9")
    s.wait(14 * DAY)
    banner(s, me, "8.9")
    s.wait(DAY)
    banner(s, me, "9.6")
    return me


@near("INV-010", world="weeks")
def version_of_half_a_day(s):
    me = s.host(1)
    banner(s, me, "8.9")
    s.wait(DAY / 2)
    banner(s, me, "8.9")
    s.wait(DAY)
    banner(s, me, "9.6")
    s.wait(14 * DAY)


@near("INV-010", world="weeks")
def two_versions_by_turns(s):
    me = s.host(1)
    for version in ("8.9", "9.6") * 3:
        banner(s, me, version)
        s.wait(5 * DAY / 2)


def fetch(s, client, archive):
    """Who answers retrieval is an archive."""
    a = DICOM.Association(s, client, archive, 104, "ARCHIVE", "CT1",
                          [(DICOM.MOVE, DICOM.LITTLE)])
    a.ask(1, DICOM.command(0x0021, DICOM.MOVE, [(0x0600, b"CT1 ")]),
          DICOM.data_set(DICOM.PERSON, DICOM.LITTLE))
    a.answer(1, DICOM.command(0x8021, DICOM.MOVE, [DICOM.status(0)], False))
    a.release()


def caller(s, looks):
    archive, ct = s.host(2), s.host(1)
    for n in range(16):
        fetch(s, ct, archive)
        if looks and n == 0:
            reject(s, s.host(3), archive)
        s.wait(DAY)
    associate(s, s.host(4), archive, calling="NEW1")
    return archive


@fires("CLN-003", world="weeks")
def archive_takes_a_stranger(s):
    return caller(s, False)


@near("CLN-003", world="weeks")
def archive_that_looks(s):
    caller(s, True)


# ---- places ----

def unknown(s, hours, kind="clinical"):
    s.zone(kind, s.net() + "0/24")
    monitor(s, 10)
    me = s.host(1)
    s.wait(hours * 3600)
    s.arp(me)
    return me


@fires("INV-002", world="zones", text=False)
def unknown_for_a_day(s):
    return unknown(s, 24)


@near("INV-002", world="zones")
def unknown_for_23_hours(s):
    unknown(s, 23)


@near("INV-002", world="zones")
def unknown_in_the_office(s):
    unknown(s, 24, "user")


def claim(s, minutes, first="98:e7:43", n=1):
    one = s.host(n, oui=first)
    other = Host(f"98:e7:44:00:{s.number & 255:02x}:77", str(one.ip))
    s.wait(minutes * 60)
    s.arp(other)
    return one


@fires("INV-005", text=False)
def two_claim_an_address(s):
    return claim(s, 4)


@near("INV-005")
def two_share_an_address(s):
    one, two = s.host(2), s.host(3)
    for host in (one, two, one):
        s.arp(Host(host.mac.hex(), s.net() + "1"))
        speak.vrrp(s, host, 7, 150, s.net() + "1")
        speak.vrrp(s, host, 7, 150, s.net() + "1")
        s.wait(20)


@near("INV-005")
def one_after_the_other(s):
    claim(s, 6)


@fires("INV-012")
def made_up_among_monitors(s):
    monitor(s, 10)
    return s.host(1, oui="da:a1:19")


@near("INV-012")
def virtual_machine_among_monitors(s):
    monitor(s, 10)
    s.host(1, oui="52:54:00")


@near("INV-012")
def made_up_among_nobody_clinical(s):
    monitor(s, 10, sub=1)
    s.host(1, oui="da:a1:19")
