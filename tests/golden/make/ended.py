"""ended - a week in which weaknesses are mended on the wire, and others only seem
to be.

Usage: ended.py OUT.pcap
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "findings"))

import speak  # noqa: E402
from wire import Host, Tcp, Wire  # noqa: E402

DAY = 86400
TLS_10, TLS_12 = 0x0301, 0x0303

w = Wire()
w.number = 7
desk = Host("98:e7:43:00:11:01", "10.11.0.1")
other = Host("98:e7:43:00:11:02", "10.11.0.2")
mended, for_another = (Host(f"98:e7:43:00:11:1{n}", f"10.11.0.1{n}")
                       for n in (1, 2))
renewed, old = (Host(f"98:e7:43:00:11:2{n}", f"10.11.0.2{n}") for n in (1, 2))
shut, ill = (Host(f"98:e7:43:00:11:3{n}", f"10.11.0.3{n}") for n in (1, 2))
changed = Host("98:e7:43:00:11:41", "10.11.0.41")
again = Host("98:e7:43:00:11:51", "10.11.0.51")
EXPIRED = speak.certificate("old.zz.example", ends=-10, key="old")
NEW = speak.certificate("new.zz.example", ends=300, key="new")


def telnet(client, server):
    t = w.tcp(client, server, 23)
    t.server(b"\xff\xfd\x18\xff\xfb\x01\r\nlogin: ")
    t.client(b"ZZPAT^CANARY\r\n")
    t.server(b"Password: ")
    t.client(b"ZZCANARYPW\r\n")
    t.server(b"$ ")
    t.close()


def refuse(client, server, port):
    w.port += 1
    t = Tcp.__new__(Tcp)
    t.wire, t.host, t.ports, t.next = (w, (client, server), (w.port, port),
                                       [1000, 9000])
    t.segment(0, t.SYN, b"")
    t.segment(1, 4 | t.ACK, b"")


for host in (desk, other, mended, for_another, renewed, old, shut, ill, changed,
             again):
    w.arp(host)
for day in range(7):
    early = day < 3
    # One server chooses better for whom it chose worse, one for another client,
    # one only for a while.
    speak.tls(w, desk, mended, version=TLS_10 if early else TLS_12, best=TLS_12)
    speak.tls(w, desk if early else other, for_another,
              version=TLS_10 if early else TLS_12, best=TLS_12)
    speak.tls(w, desk, again, version=TLS_12 if day in (3, 4, 5) else TLS_10,
              best=TLS_12)
    # One certificate is renewed, one is not asked for again.
    speak.tls(w, desk, renewed, cert=EXPIRED if early else NEW)
    if early:
        speak.tls(w, desk, old, cert=EXPIRED)
    # One closes its Telnet, one is out of order for a moment.
    if early:
        telnet(desk, shut)
        telnet(desk, ill)
    else:
        refuse(desk, shut, 23)
    if day == 4:
        refuse(desk, ill, 23)
        refuse(desk, ill, 23)
    # One is given another community.
    speak.snmp(w, desk, changed, "public" if early else "ZZCANARYPW")
    w.wait(DAY)
w.save(sys.argv[1])
