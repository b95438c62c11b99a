"""Laboratory links: ASTM E1394 in frames, bare, wrapped, damaged; near misses."""
import sys

from wire import Host, Wire

PATIENT = "P|1||ZZ900111||ZZPAT^CANARY^A||19700101|F|||ZZPAT^CANARY^STREET\r"
ORDER = "O|1|ZZ900111||^^^GLU|R||||||N||||||ZZPAT^CANARY^DOC\r"


def result(instrument, n=1):
    return (f"R|{n}|^^^GLU|ZZ900222|mmol/L||N||F|ZZPAT^CANARY^OP|ZZ900333|"
            f"20261125100000|20261125100100|{instrument}\r")


def frame(number, text, end=3, off=0):
    body = str(number % 8).encode() + text.encode("latin-1") + bytes([end])
    return b"\x02" + body + b"%02X\r\n" % (sum(body) + off & 0xFF)


def session(t, say, answer, texts, number=1, off=0):
    say(b"\x05")
    answer(b"\x06")
    for text in texts:
        say(frame(number, text, off=off))
        answer(b"\x15" if off else b"\x06")
        number += 1
    say(b"\x04")


w = Wire()
lis = Host("98:e7:43:4c:00:01", "10.4.0.1")
xn = Host("00:06:6b:4c:00:11", "10.4.0.11")
vision = Host("00:1b:21:4c:00:12", "10.4.0.12")
xpert = Host("00:1b:21:4c:00:13", "10.4.0.13")
bare = Host("00:1b:21:4c:00:14", "10.4.0.14")
wrong = Host("00:1b:21:4c:00:15", "10.4.0.15")
listener = Host("00:1b:21:4c:00:16", "10.4.0.16")
terminal = Host("00:1b:21:4c:00:17", "10.4.0.17")

# One record a frame; the instrument calls.
t = w.tcp(xn, lis, 12000)
session(t, t.client, t.server, [
    "H|\\^&||ZZ900SECRET|XN-1000^00-21^11877^^^^AF778899|||||LIS||P|E1394-97|"
    "20261125100000\r", PATIENT, "C|1|I|ZZPAT^CANARY note|G\r", ORDER,
    result("XN-1000-11877"), "M|1|ZZPAT^CANARY\r", "L|1|N\r"])
t.close()

# The whole message in a frame and its continuation.
t = w.tcp(vision, lis, 12001)
text = ("H|\\^&|||OCD^VISION^5.13.1.46935^J60009999|||||||P|LIS2-A|20261125\r" +
        PATIENT + ORDER + result("J60009999") + "L|1|N\r")
t.client(b"\x05")
t.server(b"\x06")
t.client(frame(1, text[:240], end=0x17))
t.server(b"\x06")
t.client(frame(2, text[240:]))
t.server(b"\x06")
t.client(b"\x04")
t.close()

# Other delimiters; a site's name before the model.
t = w.tcp(xpert, lis, 4001)
session(t, t.client, t.server, [
    "H|@^\\|GXM-1||ZZ LAB^GeneXpert^6.2|||||ZZLIS||P|1394-97|20261125100000\r" +
    PATIENT + ORDER + result("700123") + "L|1|N\r"])
t.close()

# Without the low level, in the frame of HL7.
t = w.tcp(bare, lis, 5100)
t.client(("\x0bH|\\^&|||ARCHITECT^8.10^F3456840140^H1P1O1R1C1Q1L1|||||||P|1|2026\r"
          + PATIENT + ORDER + result("F3456840140") + "L|1\r\x1c\r").encode())
t.server(b"\x06")
t.close()

# The instrument listens; the laboratory's computer sends orders.
t = w.tcp(lis, listener, 10001)
session(t, t.client, t.server, [
    "H|\\^&|||HOST|||||cobas6000||P|1\r", PATIENT, ORDER, "L|1|N\r"])
session(t, t.server, t.client, [
    "H|\\^&|||cobas6000^1|||||host|RSUPL^BATCH|P|1\r", PATIENT, ORDER,
    result("e601-1"), "L|1|N\r"])
t.close()

# Near misses: no checksum is right; a terminal that happens to send ENQ.
t = w.tcp(wrong, lis, 12000)
session(t, t.client, t.server, [
    "H|\\^&|||XN-9000^00-99^99999|||||||P|E1394-97|2026\r", PATIENT, "L|1\r"],
        off=1)
t.close()
t = w.tcp(terminal, lis, 12000)
t.client(b"\x05")
t.server(b"\x06")
t.client(b"\x02Hello ZZPAT^CANARY\x03\x41\x04")
t.server(b"\x06")
t.close()
w.save(sys.argv[1])
