"""draeger - MEDIBUS behind serial servers, and Infinity monitors."""
import struct
import sys

from wire import Host, Wire, group

w = Wire()
evita = Host("00:20:4a:00:00:21", "10.3.0.21")
apollo = Host("00:90:e8:00:00:22", "10.3.0.22")
quiet = Host("00:90:e8:00:00:23", "10.3.0.23")
console = Host("00:20:4a:00:00:24", "10.3.0.24")
reader = Host("02:00:00:00:00:30", "10.3.0.30")
delta = Host("00:30:e6:00:00:41", "10.3.0.41")
beating = Host("00:30:e6:00:00:42", "10.3.0.42")
terminal = Host("02:00:00:00:00:51", "10.3.0.51")
game = Host("02:00:00:00:00:52", "10.3.0.52")


def medibus(start, text):
    body = bytes([start]) + text
    return body + b"%02X\r" % (sum(body) & 0xFF)


def ask(text):
    return medibus(0x1B, text)


def tell(text):
    return medibus(0x01, text)


def ndo(kind, body):
    return struct.pack(">HH", kind, 4 + len(body)) + body


def infinity(owner, objects):
    head = struct.pack(">HHII4sHHIHHBBH", 1, 0, 7, 8, owner.ip.packed, 1, 2, 3,
                       1, 2, 0, len(objects), 0)
    return head + b"".join(objects)


# A ventilator: identification, measurements between fast samples, a text.
w.arp(evita)
t = w.tcp(reader, evita, 10001)
t.client(ask(b"Q"))
t.server(tell(b"Q"))
t.client(ask(b"R"))
t.server(tell(b"R8210'EvitaXL'07.00:06.00"))
t.client(ask(b"$"))
t.server(b"\xd0\x81\xc3" + tell(b"$05  12.308  500").replace(b"12", b"1\xd02"))
t.client(ask(b"*"))
t.server(tell(b"*0112ZZPAT^CANARY"))
t.close()

# An anaesthesia machine whose server calls the reader.
w.arp(apollo)
t = w.tcp(apollo, reader, 9100)
t.server(ask(b"R"))
t.client(tell(b"R8086'Apollo'04.50:04.03"))
t.server(ask(b"$"))
t.client(tell(b"$05  12.3"))
t.close()

# A device that is only seen to answer: its name was told before the capture.
w.arp(quiet)
t = w.tcp(reader, quiet, 4001)
t.client(ask(b"$"))
t.server(tell(b"$05  12.3"))
t.close()

# A ventilator on the line of a device server that says what it is itself.
w.arp(console)
t = w.tcp(reader, console, 9999)
for line in (b"*** Lantronix Universal Device Server ***\r\n",
             b"Serial Number 1424052  MAC address 00:20:4A:00:00:24\r\n",
             b"Software version 04.5 (011025)\r\n",
             b"\r\nPress Enter to go into Setup Mode\r\n"):
    t.server(line)
t.close()
t = w.tcp(reader, console, 10001)
t.client(ask(b"R"))
t.server(tell(b"R8210'EvitaXL'07.00:06.00"))
t.client(ask(b"$"))
t.server(tell(b"$05  12.3"))
t.client(ask(b"*"))
t.server(tell(b"*0112ZZPAT^CANARY"))
t.close()

# Monitors: data to the group of its own address; a heartbeat, no more.
w.arp(delta)
w.arp(beating)
for _ in range(3):
    w.udp(delta, 2050, group("224.0.1.41"), 2050,
          infinity(delta, [ndo(0x11, b"ZZPAT^CANARY\0ZZ900123"),
                           ndo(0x12, bytes(40))]))
    w.udp(beating, 2100, group("224.127.1.253"), 2100, bytes(24))
    w.wait(1)

# Near misses: a terminal that sends ESC on a raw port, a wrong checksum, and
# datagrams of these lengths and ports to other groups or in another's name.
w.arp(terminal)
t = w.tcp(reader, terminal, 4001)
t.server(b"\x1b[2J\x1b[1;1HWelcome\r\n")
t.client(b"\x1bQ\r")
t.close()
t = w.tcp(reader, terminal, 10001)
t.server(b"\x01R8210'EvitaXL'07.00:06.0000\r")
t.close()
w.arp(game)
w.udp(game, 2000, group("239.1.2.3"), 2000, bytes(268))
w.udp(game, 2100, group("224.0.1.52"), 2100, bytes(24))
w.udp(game, 2050, group("224.0.1.52"), 2050,
      infinity(delta, [ndo(0x11, b"ZZPAT^CANARY")]))
w.save(sys.argv[1])
