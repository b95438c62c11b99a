"""serial-servers - device servers that say so: Moxa, Digi, Lantronix, Silex."""
import struct
import sys

from wire import Host, Wire, group

w = Wire()
tool = Host("02:00:00:00:00:10", "10.6.0.10", 128)
moxa = Host("00:90:e8:00:00:21", "10.6.0.21", 255)
digi = Host("00:40:9d:00:00:22", "10.6.0.22")
digi_four = Host("00:40:9d:00:00:23", "10.6.0.23")
xport = Host("00:80:a3:00:00:24", "10.6.0.24")
uds = Host("00:20:4a:00:00:25", "10.6.0.25")
silex = Host("00:80:92:00:00:26", "10.6.0.26")
comport = Host("02:00:00:00:00:27", "10.6.0.27")
shell = Host("02:00:00:00:00:31", "10.6.0.31")
other = Host("02:00:00:00:00:32", "10.6.0.32")
everybody = group("255.255.255.255")


def moxa_reply(request, more):
    body = struct.pack(">I", 7) + bytes.fromhex("005555551a51") + moxa.mac + more
    return struct.pack(">BBH", request | 0x80, 0, 4 + len(body)) + body


def addp(command, body):
    return b"DIGI" + struct.pack(">HH", command, len(body)) + body


def item(kind, value):
    return bytes([kind, len(value)]) + value


# Moxa: a search, the answer, its name (which may be anybody's) and number.
w.arp(moxa)
w.udp(tool, 50001, everybody, 4800, bytes.fromhex("0100000800000000"))
w.udp(moxa, 4800, tool, 50001, moxa_reply(0x01, moxa.ip.packed))
w.udp(moxa, 4800, tool, 50001, moxa_reply(0x10, b"ZZPAT^CANARY".ljust(40, b"\0")))
w.udp(moxa, 4800, tool, 50001, moxa_reply(0x16, bytes(8) + b"\x34\x12" + bytes(6)))

# Digi: answers with names and keys beside what is wanted; a password goes out.
w.arp(digi)
w.arp(digi_four)
w.udp(tool, 50002, group("224.0.5.128"), 2362, addp(1, b"\xff" * 6))
w.udp(digi, 2362, tool, 50002, addp(2, item(1, digi.mac) + item(2, digi.ip.packed) +
      item(4, b"ZZPAT^CANARY") + item(0x0D, b"Digi Connect SP") +
      item(8, b"Version 82000856_F6 07/21/2006") + item(0x21, b"ZZPAT^CANARY")))
w.udp(digi_four, 2362, tool, 50002, addp(2, item(1, digi_four.mac) +
      item(0x0D, b"PortServer TS 4") + item(0x12, b"\x04")))
w.udp(tool, 50002, group("224.0.5.128"), 2362,
      addp(5, digi.mac + bytes([12]) + b"ZZPAT^CANARY"))

# Lantronix: answers to a search with the setup record among them, a console.
w.arp(xport)
w.arp(uds)
w.udp(tool, 50003, everybody, 30718, bytes.fromhex("000000f6"))
w.udp(xport, 30718, tool, 50003,
      bytes.fromhex("000000f70000000058390000000000000000000000000000") + xport.mac)
w.udp(xport, 30718, tool, 50003,
      (bytes.fromhex("000000f5") + bytes(12) + b"6.9.0.2").ljust(33, b"\0"))
w.udp(xport, 30718, tool, 50003,
      (bytes.fromhex("000000f9") + bytes(12) + b"ZZPAT^CANARY").ljust(124, b"\0"))
t = w.tcp(tool, uds, 9999)
t.server(b"*** Lantronix Universal Device Server ***\r\n"
         b"Serial Number 1424051  MAC address 00:20:4A:00:00:25\r\n"
         b"Software version 04.5 (011025)\r\n\r\nPress Enter to go into Setup Mode\r\n")
t.client(b"ZZPAT^CANARY\r")
t.close()

# Silex by its FTP greeting; a server that any Telnet client can ask.
w.arp(silex)
t = w.tcp(tool, silex, 21)
t.server(b"220 silex SX-500-1033 Ver 1.2.4 FTP server.\r\n")
t.client(b"QUIT\r\n")
t.close()
w.arp(comport)
t = w.tcp(tool, comport, 2001)
t.client(b"\xff\xfb\x2c")
t.server(b"\xff\xfd\x2c")
t.client(b"\xff\xfa\x2c\x01\x00\x00\x25\x80\xff\xf0")
t.server(b"\xff\xfa\x2c\x65\x00\x00\x25\x80\xff\xf0")
t.close()

# Near misses: Telnet without that option; the same ports and lengths with
# another's address, or another's words.
w.arp(shell)
t = w.tcp(tool, shell, 23)
t.client(b"\xff\xfb\x2c")
t.server(b"\xff\xfe\x2c\xff\xfb\x01login: ")
t.close()
w.arp(other)
w.udp(other, 30718, tool, 50004,
      bytes.fromhex("000000f70000000058390000000000000000000000000000") + other.mac)
w.udp(other, 4800, tool, 50005, bytes.fromhex("810000180000000000555555") +
      bytes.fromhex("1a51") + other.mac + other.ip.packed)
w.udp(other, 2362, tool, 50006, b"DIGIT" + bytes(40))
t = w.tcp(tool, other, 9999)
t.server(b"*** Welcome to Lantronix support ***\r\n")
t.close()
w.save(sys.argv[1])
