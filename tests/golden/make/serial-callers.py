"""serial-callers - device servers that call collectors for the lines they have."""
import struct
import sys

from wire import Host, Wire

w = Wire()
collector = Host("02:00:00:00:00:09", "10.8.0.9")
second = Host("02:00:00:00:00:0a", "10.8.0.10")
beds = Host("00:90:e8:00:00:21", "10.8.0.21")
twins = Host("00:90:e8:00:00:22", "10.8.0.22")
bed = Host("00:90:e8:00:00:23", "10.8.0.23")
laboratory = Host("00:90:e8:00:00:24", "10.8.0.24")
analyser = Host("00:06:6b:00:00:25", "10.8.0.25")


def medibus(start, text):
    body = bytes([start]) + text
    return body + b"%02X\r" % (sum(body) & 0xFF)


def ventilator(host, server, port, name, revision):
    t = w.tcp(host, server, port)
    t.server(medibus(0x1B, b"R"))
    t.client(medibus(0x01, b"R8210'" + name + b"'" + revision))
    t.server(medibus(0x1B, b"$"))
    t.client(medibus(0x01, b"$05  12.308  500"))
    t.server(medibus(0x1B, b"*"))
    t.client(medibus(0x01, b"*0112ZZPAT^CANARY"))
    t.close()


def frame(number, text):
    body = b"%d" % number + text + b"\x03"
    return b"\x02" + body + b"%02X\r\n" % (sum(body) & 0xFF)


def results(host, server, port, sender):
    t = w.tcp(host, server, port)
    t.client(b"\x05")
    for i, text in enumerate((
            b"H|\\^&|||" + sender + b"|||||||P|E1394-97\r",
            b"P|1||ZZ900111||ZZPAT^CANARY^A||19700101|F\r",
            b"R|1|^^^GLU|5.4|mmol/L||N||F|ZZPAT^CANARY^OP\r", b"L|1|N\r")):
        t.server(b"\x06")
        t.client(frame(i + 1, text))
    t.server(b"\x06")
    t.client(b"\x04")
    t.close()


for host in (beds, twins, bed, laboratory, analyser):
    w.arp(host)

# Two ventilators of two kinds, each with a port of the collector; one calls
# again, from another port of its own.
ventilator(beds, collector, 9001, b"EvitaXL", b"07.00:06.00")
ventilator(beds, collector, 9002, b"Evita V500", b"02.51:06.00")
ventilator(beds, collector, 9001, b"EvitaXL", b"07.00:06.00")

# Two of one kind, which both call both collectors.
for server in (collector, second):
    ventilator(twins, server, 9003, b"EvitaXL", b"07.00:06.00")
    ventilator(twins, server, 9004, b"EvitaXL", b"07.00:06.00")

# One alone, which calls another collector when the first is silent.
ventilator(bed, collector, 9005, b"Apollo", b"04.50:04.03")
ventilator(bed, second, 9105, b"Apollo", b"04.50:04.03")

# Two analysers behind a server that says what it is.
results(laboratory, collector, 5101, b"XN-1000^00-21^11877")
results(laboratory, collector, 5102, b"CS-2500^01-70^21768")
w.udp(collector, 50001, laboratory, 4800, bytes.fromhex("0100000800000000"))
w.udp(laboratory, 4800, collector, 50001,
      struct.pack(">BBHI", 0x81, 0, 24, 0) + bytes.fromhex("555555551a51") +
      laboratory.mac + laboratory.ip.packed)

# An analyser with a network of its own, with results for two of them.
results(analyser, collector, 5103, b"XN-2000^00-21^11900")
results(analyser, second, 5103, b"XN-2000^00-21^11900")
w.save(sys.argv[1])
