#!/usr/bin/env python3
"""phi-defaults - logins that everybody can read up, good ones and refused ones,
and guesses: each as clear as it is on the wire, none of it to be kept.
"""
import base64
import sys

from wire import Host, Wire

NAME, MRN = "ZZPAT^CANARY", "ZZ900001"
USER, WORD = "insite", "2getin"


def ftp(wire, client, server, user, word, answer):
    t = wire.tcp(client, server, 21)
    for say, line in ((t.server, "220 ZZ ftp"), (t.client, f"USER {user}"),
                      (t.server, f"331 Word for {user}?"),
                      (t.client, f"PASS {word}"), (t.server, answer),
                      (t.client, f"STOR {NAME}"), (t.server, f"550 {NAME}")):
        say(line.encode() + b"\r\n")
    t.close()


def http(wire, client, server, *logins):
    t = wire.tcp(client, server, 8042)
    for login, status in logins:
        word = base64.b64encode(login.encode()).decode()
        t.client(f"GET /patients/{MRN} HTTP/1.1\r\nHost: zz\r\nAuthorization: "
                 f"Basic {word}\r\n\r\n".encode())
        t.server(f"HTTP/1.1 {status}\r\nContent-Length: 12\r\n\r\n{NAME}".encode())
    t.close()


def ber(tag, *parts):
    body = b"".join(parts)
    return bytes([tag, len(body)]) + body


def snmp(wire, client, server, community, status=0):
    """sysName is asked for, and told."""
    def message(pdu, status, value):
        name = ber(6, bytes([0x2B, 6, 1, 2, 1, 1, 5, 0]))
        return ber(0x30, ber(2, b"\1"), ber(4, community.encode()), ber(
            pdu, ber(2, b"\7"), ber(2, bytes([status])), ber(2, b"\0"),
            ber(0x30, ber(0x30, name, value))))
    wire.udp(client, 40161, server, 161, message(0xA0, 0, ber(5)))
    wire.udp(server, 161, client, 40161, message(0xA2, status, ber(4, b"ZZSW1")))


def main():
    wire = Wire()
    client = Host("02:00:00:09:05:30", "10.9.5.30")
    camera, archive, switch, guessed, other = (
        Host(f"02:00:00:09:05:{n}", f"10.9.5.{n}") for n in (21, 22, 23, 24, 25))
    for host in (client, camera, archive, switch, guessed, other):
        wire.arp(host)
    ftp(wire, client, camera, USER, WORD, "230 Welcome")
    http(wire, client, archive, (f"{USER}:{WORD}", "200 OK"))
    snmp(wire, client, switch, "ILMI")
    for n in range(12):
        ftp(wire, client, guessed, USER, f"{WORD}{n}", "530 No")
        wire.wait(2)
    # Near misses: refused, or somebody else's word, or ten.
    ftp(wire, client, other, USER, WORD, "530 No")
    ftp(wire, client, other, "zzusercanary", WORD, "230 Welcome")
    http(wire, client, other, (f"{USER}:{WORD}", "401 No"),
         ("zzusercanary:ZZpassCANARY!", "200 OK"))
    http(wire, client, other, *[(f"{USER}:{WORD}{n}", "401 No") for n in range(9)])
    snmp(wire, client, other, "ILMI", 16)
    wire.save(sys.argv[1])


main()
