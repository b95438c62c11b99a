"""journal - two months of a small laboratory, of which a few minutes a day."""
import sys

from wire import Host, Wire

DAYS, DAY = 60, 86400
START = 1_795_600_800  # 2026-11-25 10:00:00 UTC, as wire begins
RESULT = ("MSH|^~\\&|AU-680|LAB|LIS|ZZHOSP|20261125100000|ZZ900SECRET|OUL^R22^OUL_R22|1|P|"
          "2.5.1|||AL|NE|||||LAB-29^IHE\r"
          "PID|1||ZZ900111^^^ZZHOSP^MR||ZZPAT^CANARY^A||19700101|F\r"
          "SPM|1|ZZ900222||SER\r"
          "OBR|1|ZZ900222|ZZ900333|GLU^Glucose^LN\r"
          "OBX|1|NM|GLU^Glucose^LN||ZZ900444|mmol/L|||||F|||20261125100000||"
          "ZZPAT^CANARY^OP||AU-680^Beckman Coulter~2019033377^Beckman Coulter\r")

w = Wire()
analyser = Host("00:1b:21:77:00:11", "10.9.0.11")
lis = Host("98:e7:43:77:00:01", "10.9.0.1")
desk = Host("98:e7:43:77:00:20", "10.9.0.20")
before = Host("00:1b:21:77:00:30", "10.9.0.30")
after = Host("00:1b:21:77:00:30", "10.9.0.31")


def page(server, name):
    t = w.tcp(desk, server, 80)
    t.client(b"GET / HTTP/1.1\r\nHost: zz.example\r\n\r\n")
    t.server(b"HTTP/1.1 200 OK\r\nServer: " + name +
             b"\r\nContent-Length: 0\r\n\r\n")
    t.close()


for day in range(DAYS):
    w.us = (START + day * DAY) * 1_000_000
    # Somebody is heard every day; the server is brought up to date once.
    w.arp(desk)
    page(lis, b"nginx/1.18.0" if day < 30 else b"nginx/1.24.0")
    # A device that takes another address, and is heard there from then on.
    w.arp(before if day < 15 else after)
    page(before if day < 15 else after, b"lighttpd/1.4.53")
    # An analyser: silent from day 20 to 35, and asked for in vain meanwhile.
    if 20 <= day < 36:
        w.udp(lis, 40000, analyser, 161, b"\x30\x00ZZPAT^CANARY")
        continue
    w.arp(analyser)
    t = w.tcp(analyser, lis, 2575)
    t.client(b"\x0b" + RESULT.encode() + b"\x1c\r")
    t.close()
    # It lets itself be maintained from a desk.
    if day >= 10:
        t = w.tcp(desk, analyser, 22)
        t.server(b"SSH-2.0-OpenSSH_8.4\r\n")
        t.client(b"SSH-2.0-PuTTY_Release_0.78\r\n")
        t.close()
w.save(sys.argv[1])
