"""dhcp-swap - a monitor and an analyser swap their addresses twice, by DHCP.

Each says who it is at each address, and what it offers; a third one borrows an
address of theirs in between. A fourth claims a fifth's address without a lease.

Usage: dhcp-swap.py OUT.pcap
"""
import struct
import sys

from wire import Host, Wire

PATIENT = "PID|1||ZZ900001^^^ZZ^MR||ZZPAT^CANARY||19510213|F|||ZZ CANARY LANE"
FIRST, SECOND = "10.9.0.51", "10.9.0.52"
MONITOR, ANALYSER = "00:09:fb:09:00:51", "00:06:6b:09:00:52"
PRINTER = "3c:d9:2b:09:00:53"

server = Host("98:e7:43:09:00:01", "10.9.0.1")
engine = Host("98:e7:43:09:00:02", "10.9.0.2")
person = Host("98:e7:43:09:00:03", "10.9.0.3")
everybody = Host("ff:ff:ff:ff:ff:ff", "255.255.255.255")


def option(code, body):
    return bytes([code, len(body)]) + body


def bootp(op, host, yours, *options):
    return (struct.pack(">BBBBIHH", op, 1, 6, 0, 0x5A5A0001, 0, 0) + bytes(4) +
            yours + bytes(8) + host.mac + bytes(10 + 64 + 128) +
            b"\x63\x82\x53\x63" + b"".join(options) + b"\xff")


def lease(w, mac, ip, name):
    """Asks for an address, gets it, announces it."""
    host, nowhere = Host(mac, ip), Host(mac, "0.0.0.0")
    w.udp(nowhere, 68, everybody, 67, bootp(
        1, host, bytes(4), option(53, b"\x03"), option(50, host.ip.packed),
        option(12, name.encode()), option(55, bytes([1, 3, 6, 15]))))
    w.udp(server, 67, host, 68, bootp(
        2, host, host.ip.packed, option(53, b"\x05"),
        option(54, server.ip.packed), option(51, struct.pack(">I", 3600)),
        option(1, b"\xff\xff\xff\x00")))
    w.arp(host)
    return host


def frame(n, record):
    body = str(n).encode() + record.encode() + b"\r\x03"
    return b"\x02" + body + b"%02X" % (sum(body) & 0xFF) + b"\r\n"


def monitor_speaks(w, host):
    eui = "0009FBFFFE090051"
    rows = "\r".join((
        f"MSH|^~\\&|IVUE^{eui}^EUI-64|ZZHOSP|HIE|ZZHOSP|20261125100000||"
        "ORU^R01^ORU_R01|1|P|2.6|||AL|NE|||||"
        "IHE_PCD_001^IHE PCD^1.3.6.1.4.1.19376.1.6.1.1.1^ISO", PATIENT,
        "OBX|1||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1.0.0.0|||||||R"
        f"|||||||IntelliVue MX800^^{eui}^EUI-64",
        "OBX|2|ST|531972^MDC_ID_PROD_SPEC_SERIAL^MDC|1.0.0.1|DE77MX0051||||||R"))
    t = w.tcp(host, engine, 2575)
    t.client(b"\x0b" + rows.encode() + b"\r\x1c\r")
    t.server(b"\x0bMSH|^~\\&|HIE|ZZHOSP|||2026||ACK|1|P|2.6"
             b"\rMSA|AA|1|ZZPAT^CANARY\r\x1c\r")
    t.close()
    t = w.tcp(person, host, 23)
    t.server(b"\xff\xfd\x18\xff\xfb\x01")
    t.client(b"\xff\xfb\x18\xff\xfd\x01")
    t.server(b"console\r\nlogin: ")
    t.client(b"zzusercanary\r\n")
    t.server(b"Password: ")
    t.client(b"ZZpassCANARY!\r\n")
    t.server(b"\r\n$ ")
    t.close()


def analyser_speaks(w, host):
    t = w.tcp(host, engine, 12000)
    t.client(b"\x05")
    t.server(b"\x06")
    for n, record in enumerate((
            "H|\\^&||ZZ900SECRET|XN-1000^00-21^11852^^^^AF778852|||||LIS||P|"
            "E1394-97|20261125100000",
            "P|1||ZZ900111||ZZPAT^CANARY^A||19700101|F",
            "O|1|ZZ900111||^^^WBC|R", "R|1|^^^WBC|6.1|10*3/uL|||||ZZCANARY",
            "L|1|N"), 1):
        t.client(frame(n, record))
        t.server(b"\x06")
    t.client(b"\x04")
    t.close()
    t = w.tcp(person, host, 21)
    for side, line in ((1, "220 XN-1000 file service"), (0, "USER zzusercanary"),
                       (1, "331 Password"), (0, "PASS ZZpassCANARY!"),
                       (1, "230 Welcome")):
        t.say(side, line.encode() + b"\r\n")
    t.close()


def printer_speaks(w, host):
    t = w.tcp(person, host, 9100)
    t.client(b"\x1b%-12345X@PJL INFO ID\r\n")
    t.server(b'@PJL INFO ID\r\n"HP LaserJet M404dn"\r\n\x0c')
    t.close()


w = Wire()
for monitor, analyser in ((FIRST, SECOND), (SECOND, FIRST), (FIRST, SECOND)):
    one = lease(w, MONITOR, monitor, "MON-ICU-3")
    two = lease(w, ANALYSER, analyser, "XN1000-LAB")
    monitor_speaks(w, one)
    analyser_speaks(w, two)
    w.wait(4 * 3600)
    if monitor == SECOND:
        # The analyser is off for a night; its address goes to a printer.
        three = lease(w, PRINTER, FIRST, "PRN-3")
        printer_speaks(w, three)
        w.wait(4 * 3600)

# Near misses: an address that two claim at once, and have no lease of; words
# where HL7 is usual.
here, there = (Host(f"98:e7:43:09:00:{n}", "10.9.0.60") for n in ("60", "61"))
w.arp(here)
w.arp(there)
w.arp(here)
t = w.tcp(person, here, 2575)
t.client(b"ZZPAT^CANARY ZZ900001\r\n")
t.server(b"ZZPAT^CANARY?\r\n")
t.close()
w.save(sys.argv[1])
