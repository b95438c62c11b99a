"""intellivue - two monitors, who reads them, and what only looks alike.

Layouts: Philips IntelliVue Data Export Interface Programming Guide. Names of
persons stand where the protocol has them, and must not come through.
"""
import struct
import sys

from wire import Host, Wire, group

MODEL, SPECIFICATION, SYSTEM_ID, SYSTEM_TYPE = 0x0928, 0x092D, 0x0984, 0x0986
BED_LABEL, LOCALIZATION, NETWORK, PROTOCOLS = 0x091E, 0x0937, 0xF100, 0xF101
FAMILY_NAME, GIVEN_NAME, PATIENT_ID = 0x095C, 0x095D, 0x095A
# Date of birth, sex, kind, age, height, weight, internal id, notes: none are read.
PERSONAL = (0x0957, 0x0958, 0x0961, 0x0962, 0x09D8, 0x09DC, 0x09DF, 0xF001, 0xF129,
            0xF12A)
MDS, DEMOGRAPHICS, NUMERIC, ALARMS = 0x21, 0x2A, 0x06, 0x36


def u16(*values):
    return struct.pack(f">{len(values)}H", *values)


def label(octets):
    octets += b"\0" * (1 + (len(octets) + 1) % 2)
    return u16(len(octets)) + octets


def wide(text):
    return label(text.encode("utf-16-be") + b"\0")


def attributes(*pairs):
    body = b"".join(u16(i, len(v)) + v for i, v in pairs)
    return u16(len(pairs), len(body)) + body


def operation(kind, command, argument, invoke=1, linked=b""):
    body = linked + u16(invoke, command, len(argument)) + argument
    return u16(kind, len(body)) + body


def event(kind, information):
    return u16(MDS, 0, 0) + struct.pack(">I", 4711) + \
        u16(kind, len(information)) + information


def data(*arguments, **more):
    return b"\xe1\x00\x00\x02" + operation(*arguments, **more)


def network(host):
    return host.mac + host.ip.packed + b"\xff\xff\xff\x00"


def indication(host):
    ports = u16(2, 16, 1, 1, 24105, 0, 5, 1, 24105, 0)
    return b"\x00\x00\x01\x00" + operation(1, 0, event(0x0D17, attributes(
        (SYSTEM_TYPE, u16(1, 0x114D)), (PROTOCOLS, ports),
        (LOCALIZATION, bytes.fromhex("0001000000010000")),
        (NETWORK, network(host) + b"\0\0"))))


def session(kind, system_type):
    """Association request (0d) or answer (0e), as the guide prints them."""
    user = struct.pack(">IIIII", 0x80000000, 0x40000000, 0, system_type,
                       0x20000000) + u16(0, 0) + attributes(
        (1, bytes.fromhex("80000000000009c4000009c4000003e8ffffffff"
                          "60000000") +
         attributes((0xF001, b"\0" * 8))))
    oid = "060c2a8648ce140201000000"
    head = bytes.fromhex(
        "3180a0808001010000a280a003000001a480"
        "308002010106045201000130800602510100000000"
        f"3080020102{oid}01013080{oid}0201000000000000"
        f"61803080020101a0806080a180{oid}03010000"
        f"be802880{oid}010102010281")
    body = head + bytes([len(user)]) + user + bytes(16)
    fixed = bytes.fromhex("0508130100160102800014020002")
    text = fixed + bytes([0xC1, len(body)]) + body
    return bytes([kind, len(text)]) + text


def create(serial):
    def spec(kind, component, text):
        return u16(kind, component) + label(text)
    specs = [spec(2, 8, b"M8105A"), spec(1, 8, serial),
             spec(1, 0x50, b"BOARD0099"), spec(4, 0x58, b"M.04.01"),
             spec(4, 0x18, b"B.00.17")]
    body = b"".join(specs)
    return data(1, 1, event(0x0D06, u16(MDS, 0, 0) + attributes(
        (SYSTEM_TYPE, u16(1, 0x114D)),
        (MODEL, label(b"Philips") + label(b"M8000")),
        (SPECIFICATION, u16(len(specs), len(body)) + body),
        (BED_LABEL, wide("ZZPAT^CANARY BED 5")))))


def poll(objects):
    ask = u16(7) + u16(1, objects, 0)
    return data(1, 7, u16(MDS, 0, 0) + struct.pack(">I", 0) +
                u16(0x0C16, len(ask)) + ask, invoke=7)


def answer(objects, lists, linked=b"", kind=2):
    body = b"".join(u16(k + 1) + v for k, v in enumerate(lists))
    context = u16(0, len(lists), len(body)) + body
    reply = u16(7) + struct.pack(">I", 4711) + bytes(8) + \
        u16(1, objects, 0, 1, len(context)) + context
    return data(kind, 7, u16(MDS, 0, 0) + u16(0x0C16, len(reply)) + reply,
                invoke=7, linked=linked)


def noise(n, seed):
    out = bytearray()
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        out.append(seed >> 16 & 0xFF)
    return bytes(out)


def main():
    w = Wire()
    bed = Host("00:09:fb:12:34:56", "192.168.50.42")
    other = Host("00:09:fb:12:34:99", "192.168.50.43")
    reader = Host("02:00:5e:00:50:10", "192.168.50.10")
    stranger = Host("02:00:5e:00:50:77", "192.168.50.77")
    everybody = group("255.255.255.255")
    for host in (bed, other, reader, stranger):
        w.arp(host)
    for _ in range(2):
        w.udp(bed, 24005, everybody, 24005, indication(bed))
        w.wait(10)
    w.udp(reader, 51000, bed, 24105, session(0x0D, 0x80000000))
    w.udp(bed, 24105, reader, 51000, session(0x0E, 0x00800000))
    w.udp(bed, 24105, reader, 51000, create(b"DE77MX0042"))
    w.udp(reader, 51000, bed, 24105,
          data(2, 1, event(0x0D06, b"")))
    w.udp(reader, 51000, bed, 24105, poll(DEMOGRAPHICS))
    w.udp(bed, 24105, reader, 51000, answer(DEMOGRAPHICS, [attributes(
        (FAMILY_NAME, wide("ZZPAT^CANARY")), (GIVEN_NAME, wide("CANARY")),
        (PATIENT_ID, wide("ZZ900777")),
        *((i, wide("ZZPAT^CANARY 19510213 ZZ900778")) for i in PERSONAL),
        (MODEL, label(b"ZZPAT^CANARY") + label(b"CANARY")))]))
    w.udp(reader, 51000, bed, 24105, poll(NUMERIC))
    w.udp(bed, 24105, reader, 51000, answer(
        NUMERIC, [attributes((0x0950, u16(0x4822, 0, 0x0AA0, 0, 72)))],
        linked=b"\x01\x01", kind=5))
    w.udp(reader, 51000, bed, 24105, poll(ALARMS))
    w.udp(bed, 24105, reader, 51000, answer(ALARMS, [attributes(
        (0x0902, wide("ZZPAT^CANARY")))]))
    # Its session began before the capture, on a port of the site's own choice.
    w.udp(reader, 51001, other, 40105, poll(MDS))
    w.udp(other, 40105, reader, 51001, answer(MDS, [attributes(
        (MODEL, label(b"Philips") + label(b"M8001")),
        (SYSTEM_TYPE, u16(1, 0x114D)),
        (BED_LABEL, wide("ICU2-06")))]))
    # Other datagrams on these ports, and the first octets with wrong lengths.
    w.udp(stranger, 24105, reader, 24105, noise(120, 7))
    w.udp(stranger, 24105, reader, 24105, b"\xe1\x00\x00\x02" + noise(90, 8))
    w.udp(stranger, 24005, everybody, 24005,
          indication(stranger)[:-1])
    w.udp(stranger, 40000, reader, 24105, session(0x0D, 0x80000000)[:-3])
    w.udp(stranger, 24006, everybody, 24006, b"\x0d\xec" + noise(236, 9))
    w.save(sys.argv[1])


main()
