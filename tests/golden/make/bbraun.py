"""bbraun - Space pumps and a SpaceStation by BCC."""
import sys

from wire import Host, Wire

w = Wire()
pump = Host("00:1c:3a:00:00:21", "10.5.0.21")
station = Host("00:1c:3a:00:00:22", "10.5.0.22")
server = Host("02:00:00:00:00:30", "10.5.0.30", 128)
analyser = Host("00:90:e8:00:00:40", "10.5.0.40")
false = Host("02:00:00:00:00:41", "10.5.0.41")
ESCAPED = {ord("D"): b"EX", ord("E"): b"EE", ord("d"): b"ex", ord("e"): b"ee"}


def bcc(bed, body, end=3):
    text = b">".join((bed, body))
    frame = b"\x01%05d\x02" % (len(text) + 14) + text + bytes([end])
    frame += b"%05d\x04" % (sum(frame) % 256)
    return b"".join(ESCAPED.get(c, bytes([c])) for c in frame)


def records(*rows):
    return b"\x1e".join(b",".join(r) for r in rows)


def general(time):
    return ((time, b"50100", b"FMNOR", b"1"), (time, b"50100", b"FMSTAT", b"00051"),
            (time, b"50100", b"FMBANY", b"ZZPAT^CANARY"))


def one_pump(time, address, model):
    return ((time, address, b"GNNEW", b"ZZPAT^CANARY"),
            (time, address, b"GNMODEL", model),
            (time, address, b"INSOL", b"CANARY 5%"), (time, address, b"INRT", b"12.5"),
            (time, address, b"PATID", b"ZZ900123"),
            (time, address, b"NURSEID", b"ZZPAT^CANARY"))


def session(host, port, *answers):
    w.arp(host)
    t = w.tcp(server, host, port)
    t.client(bcc(b"1/1/1", b"ADMIN:ALIVE"))
    t.server(b"\x06" + bcc(b"1/1/1", records(*general(b"1132"))))
    t.client(b"\x06")
    for answer in answers:
        t.client(bcc(b"1/1/1", b"MEM:GET"))
        t.server(b"\x06" + answer)
        t.client(b"\x06")
    t.close()


# A pump with its own SpaceCom; a station whose answer comes in two parts.
session(pump, 4001, bcc(b"1/1/1", records(
    *general(b"1137"), *one_pump(b"1137", b"10100", b"Perfusor Space"))))
session(station, 1500,
        bcc(b"1/1/1", records(*one_pump(b"7", b"10100", b"Infusomat Space")), 0x17) +
        bcc(b"1/1/1", records(*one_pump(b"7", b"10200", b"Perfusor Space"))))

# Near misses on the same port: a laboratory analyser, and a frame whose
# checksum is another.
w.arp(analyser)
t = w.tcp(server, analyser, 4001)
t.server(b"\x05")
t.client(b"\x06")
t.server(b"\x021H|\\^&|||CS-2500^01-70^21768|||||||P|E1394-97|20240101120000\r"
         b"\x03A8\r\n")
t.client(b"\x06")
t.close()
w.arp(false)
t = w.tcp(server, false, 4001)
t.server(bcc(b"1/1/1", records(*one_pump(b"7", b"10100", b"Perfusor")))[:-6] + b"00000\x04")
t.close()
w.save(sys.argv[1])
