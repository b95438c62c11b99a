"""phd-20601 - a pulse oximeter and a scale of IEEE 11073-20601 over TCP, and
what begins alike on the same port: LDAP, which is BER, too.
"""
import struct
import sys

from wire import Host, Wire

AGENT, MANAGER = 0x00800000, 0x80000000


def u16(*values):
    return struct.pack(f">{len(values)}H", *values)


def label(text):
    octets = text.encode() + b"\0" * (len(text) % 2)
    return u16(len(octets)) + octets


def apdu(choice, body):
    return u16(choice, len(body)) + body


def information(kind, system_id, configuration):
    return struct.pack(">IHIII", 0x80000000, 0x8000, 0x80000000, 0, kind) + \
        u16(8) + bytes.fromhex(system_id) + \
        u16(configuration, 1) + bytes([1, 0]) + u16(0, 0)


def request(kind, system_id, configuration):
    info = information(kind, system_id, configuration)
    protocol = u16(20601, len(info)) + info
    return apdu(0xE200, struct.pack(">I", 0x80000000) +
                u16(1, len(protocol)) + protocol)


def answer(result, system_id):
    info = information(MANAGER, system_id, 0)
    return apdu(0xE300, u16(result, 20601, len(info)) + info)


def data(choice, body, invoke=1):
    inner = u16(invoke, choice, len(body)) + body
    return apdu(0xE700, u16(len(inner)) + inner)


def attributes(*pairs):
    body = b"".join(u16(i, len(v)) + v for i, v in pairs)
    return u16(len(pairs), len(body)) + body


def specification(*specs):
    body = b"".join(u16(kind, 0) + label(text) for kind, text in specs)
    return u16(len(specs), len(body)) + body


def device(vendor, model, system_id, profile, *specs):
    return data(0x0203, u16(0) + attributes(
        (0x0984, u16(8) + bytes.fromhex(system_id)),
        (0x0928, label(vendor) + label(model)),
        (0x092D, specification(*specs)),
        (0x0A5A, u16(1, 4, profile, 1)),
        (0x0990, bytes.fromhex("2026112510000000")),
        (0x0927, label("ZZPAT^CANARY")), (0x0A57, label("ZZ900124"))))


def report():
    """A measurement with a person's name where a device might put one."""
    scan = b"ZZPAT^CANARY ZZ900123"
    event = u16(0) + struct.pack(">I", 4711) + u16(0x0D1D, len(scan)) + scan
    return data(0x0101, event, invoke=2)


def main():
    w = Wire()
    oximeter = Host("00:1c:05:00:00:21", "10.20.0.21")
    scale = Host("00:09:1f:00:00:22", "10.20.0.22")
    hub = Host("02:00:5e:00:50:20", "10.20.0.20")
    clerk = Host("02:00:5e:00:50:23", "10.20.0.23")
    stranger = Host("02:00:5e:00:50:24", "10.20.0.24")
    for host in (oximeter, scale, hub, clerk, stranger):
        w.arp(host)

    t = w.tcp(oximeter, hub, 6024)
    t.client(request(AGENT, "001c05fffe000021", 0x0190))
    t.server(answer(0, "02005efffe005020"))
    t.server(data(0x0103, u16(0, 0, 0)))
    t.client(device("Nonin Medical, Inc.", "Model 9560", "001c05fffe000021",
                    4100, (1, "501900083"), (3, "A1"), (5, "1.07")))
    t.client(report())
    t.server(data(0x0201, u16(0) + struct.pack(">I", 0) + u16(0x0D1D, 0),
                  invoke=2))
    t.client(apdu(0xE400, u16(0)))
    t.server(apdu(0xE500, u16(0)))
    t.close()

    # On another port, its association before the capture, measurements only,
    # then what it is.
    t = w.tcp(scale, hub, 40601)
    t.client(report())
    t.client(device("A&D Company", "UC-321PBT", "00091ffffe000022", 4111,
                    (1, "5090100123"), (4, "2.10"), (5, "0.9")))
    t.close()

    # A refused association: nothing flows.
    t = w.tcp(clerk, hub, 6024)
    t.client(request(AGENT, "02005efffe005023", 0x4000))
    t.server(answer(7, "02005efffe005020"))
    t.close()

    # LDAP on this port, another protocol in the request, lengths that do not
    # add up.
    t = w.tcp(stranger, hub, 6024)
    t.client(bytes.fromhex("300c020101600702010304008000"))
    t.server(bytes.fromhex("300c02010161070a010004000400"))
    t.close()
    right = request(AGENT, "02005efffe005099", 0x0190)
    for spoilt in (right.replace(u16(20601), u16(20600)),
                   right[:10] + u16(36) + right[12:],
                   b"\xe7\x00\x00\x20" + bytes(32),
                   b"\xe2\x00\x00\x04\x80\x00\x00\x00"):
        t = w.tcp(stranger, hub, 6024)
        t.client(spoilt)
        t.close()
    w.save(sys.argv[1])


main()
