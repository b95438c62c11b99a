"""hl7-gateway - devices behind others: an engine that passes on three senders,
a gateway with two racks of pumps, a monitor that sends its own data, and
analysers with and without a serial device server before them.

Usage: hl7-gateway.py OUT.pcap
"""
import sys

from wire import Host, Wire

lis = Host("98:e7:43:00:01:10", "10.1.0.10")
engine = Host("98:e7:43:00:01:20", "10.1.0.20")
adt = Host("98:e7:43:00:01:31", "10.1.0.31")
rad = Host("98:e7:43:00:01:32", "10.1.0.32")
monitor = Host("00:a0:37:00:01:33", "10.1.0.33")
gateway = Host("00:12:21:00:01:40", "10.1.0.40")
central = Host("98:e7:43:00:01:45", "10.1.0.45")
alone = Host("00:a0:37:00:01:50", "10.1.0.50")
serial_server = Host("00:80:a3:00:01:60", "10.1.0.60")
analyser = Host("00:0d:15:00:01:61", "10.1.0.61")
stranger = Host("98:e7:43:00:01:99", "10.1.0.99")

PID = "PID|1||ZZ900001^^^ZZ^MR||ZZPAT^CANARY||19510213|F|||ZZ CANARY LANE"
PV1 = "PV1|1|I|ICU^CANARY^1|||ZZDOC^CANARY"
OBR = "OBR|1|ZZ900002|ZZ900003|182777000^monitoring^SCT|||||||||||ZZDOC^CANARY"
PCD = "IHE_PCD_001^IHE PCD^1.3.6.1.4.1.19376.1.6.1.1.1^ISO"


def message(sender, kind, *segments, version="2.6", profile=PCD):
    msh = f"MSH|^~\\&|{sender}|ZZHOSP|HIE|ZZHOSP|20261125100000||{kind}|" \
          f"{len(segments)}|P|{version}|||AL|NE|||||{profile}"
    text = "\r".join((msh, PID, PV1, OBR) + segments)
    return b"\x0b" + text.encode() + b"\r\x1c\r"


def answer(sender):
    return (b"\x0bMSH|^~\\&|" + sender.encode() + b"|ZZHOSP|||2026||ACK|1|P|2.6"
            b"\rMSA|AA|1|ZZPAT^CANARY\r\x1c\r")


def row(n, kind, code, place, value="", device=""):
    return f"OBX|{n}|{kind}|{code}|{place}|{value}||||||R|||||||{device}"


def vs900():
    eui = "00A037FFFE000133"
    return message(
        f"MINDRAY_VS900^{eui}^EUI-64", "ORU^R01^ORU_R01",
        row(1, "", "69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC", "1.0.0.0",
            device=f"VS-900^^{eui}^EUI-64"),
        row(2, "ST", "531972^MDC_ID_PROD_SPEC_SERIAL^MDC", "1.0.0.1",
            "VS-55001"),
        row(3, "NM", "149530^MDC_PULS_OXIM_PULS_RATE^MDC", "1.1.1.1", "72"),
        "NTE|1||ZZPAT^CANARY is restless")


def vs9(host):
    """A monitor that sends its own data and names itself in each row."""
    eui = "00A037FFFE000150"
    return message(
        f"MINDRAY_VS9^{eui}^EUI-64", "ORU^R01^ORU_R01",
        row(1, "", "69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC", "1.0.0.0",
            device=f"VS-9^^{eui}^EUI-64"),
        row(2, "ST", "531974^MDC_ID_PROD_SPEC_SW^MDC", "1.0.0.1", "03.20"),
        row(3, "NM", "149530^MDC_PULS_OXIM_PULS_RATE^MDC", "1.1.1.1", "72"))


def one_result(w, bed, near):
    """One message of a monitor that names itself, so that it is known what
    sends."""
    eui = (bed.mac[:3] + b"\xff\xfe" + bed.mac[3:]).hex().upper()
    t = w.tcp(bed, near, 2575)
    t.client(message(
        f"MINDRAY_VS9^{eui}^EUI-64", "ORU^R01^ORU_R01",
        row(1, "", "69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC",
            "1.0.0.0", device=f"VS-9^^{eui}^EUI-64")))
    t.server(answer("HIE"))
    t.close()


def rack(pumps):
    """One message of a rack; pump i stands at place i of the tree."""
    rows, n = [], 1
    for at, (kind, device, model, number) in enumerate(pumps, 1):
        rows.append(row(n, "", kind, f"{at}.0.0.0", device=device))
        rows.append(row(n + 1, "ST", "67880^MDC_ATTR_ID_MODEL^MDC",
                        f"{at}.0.0.1", model, device))
        rows.append(row(n + 2, "NM", "157784^MDC_FLOW_FLUID_PUMP^MDC",
                        f"{at}.1.1.1", "5.0"))
        if number:
            rows.append(row(n + 3, "ST", "531972^MDC_ID_PROD_SPEC_SERIAL^MDC",
                            f"{at}.0.0.2", number, device))
        n += 4
    return message("SPACE_GATEWAY^0012211839000001^EUI-64", "ORU^R01^ORU_R01",
                   *rows)


LVP = "70049^MDC_DEV_PUMP_INFUS_LVP_MDS^MDC"
SYRINGE = "70053^MDC_DEV_PUMP_INFUS_SYRINGE_MDS^MDC"
# All show the same number, which is no device's: their own stands before it.
rack1 = [(LVP, "P52814^^0012210000000000^EUI-64", "B Braun SpacePlus Infusomat",
          ""),
         (SYRINGE, "P52815^^0012210000000000^EUI-64",
          "B Braun SpacePlus Perfusor", "")]
rack2 = [(SYRINGE, "PERFUSOR1^^0012210000A10001^EUI-64",
          "B Braun SpacePlus Perfusor", "401771"),
         (SYRINGE, "PERFUSOR1^^0012210000A10002^EUI-64",
          "B Braun SpacePlus Perfusor", "401772")]


def nameless():
    """A device by its model alone: nothing tells it from its like."""
    return message(
        "CENTRAL_SERVER", "ORU^R01^ORU_R01",
        row(1, "", "69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC", "1.0.0.0",
            device="MX500^^^"),
        row(2, "NM", "149530^MDC_PULS_OXIM_PULS_RATE^MDC", "1.1.1.1", "72"))


def frame(n, record):
    body = str(n).encode() + record.encode() + b"\r\x03"
    return b"\x02" + body + b"%02X" % (sum(body) & 0xFF) + b"\r\n"


def astm(sender):
    return [frame(i % 8, record) for i, record in enumerate((
        f"H|\\^&||ZZ-CANARY|{sender}|||||||P|E1394-97|20261125100000",
        "P|1||ZZ900004||ZZPAT^CANARY||19510213|F",
        "O|1|ZZ900005||^^^WBC|R",
        "R|1|^^^WBC|6.1|10*3/uL|||||ZZCANARY",
        "L|1|N"), 1)]


def talk_astm(t, say, hear, sender):
    say(b"\x05")
    hear(b"\x06")
    for octets in astm(sender):
        say(octets)
        hear(b"\x06")
    say(b"\x04")


def ber(tag, *parts):
    body = b"".join(parts)
    assert len(body) < 128
    return bytes([tag, len(body)]) + body


def system_description(text):
    value = ber(0x30, ber(6, bytes([43, 6, 1, 2, 1, 1, 1, 0])), ber(4, text))
    return ber(0x30, ber(2, b"\1"), ber(4, b"public"),
               ber(0xA2, ber(2, b"\1"), ber(2, b"\0"), ber(2, b"\0"),
                   ber(0x30, value)))


w = Wire()
for host in (lis, engine, adt, rad, monitor, gateway, central, alone,
             serial_server, analyser, stranger):
    w.arp(host)


def send(client, server, name, *messages):
    t = w.tcp(client, server, 2575)
    for octets in messages:
        t.client(octets)
        t.server(answer(name))
    t.close()


# An engine with three senders: it gets from each, and passes all of it on.
admission = message("ADTSYS", "ADT^A01", version="2.5", profile="")
order = message("RADSYS", "ORM^O01", version="2.5", profile="")
send(adt, engine, "HIE", admission)
send(rad, engine, "HIE", order)
send(monitor, engine, "HIE", vs900())
send(engine, lis, "LIS", admission, vs900(), order, vs900())

# A gateway with four pumps in two racks, told of twice.
send(gateway, lis, "LIS", rack(rack1), rack(rack2), rack(rack1), rack(rack2))
send(central, lis, "LIS", nameless())
send(alone, lis, "LIS", vs9(alone), vs9(alone))

# An analyser on the line of a serial device server, and one by itself.
w.udp(serial_server, 161, lis, 40161, system_description(
    b"Lantronix UDS1100 V6.11.0.0 (140414) for lab"))
t = w.tcp(lis, serial_server, 10001)
talk_astm(t, t.server, t.client, "CS-2500^01-70^21768")
t.close()
t = w.tcp(analyser, lis, 12000)
talk_astm(t, t.client, t.server, "XN-1000^00-21^11877")
t.close()

# Others on the usual ports: no HL7, no ASTM, nothing behind anybody.
t = w.tcp(stranger, lis, 2575)
t.client(b"MSHELL 4.1 ready, ZZPAT^CANARY\r\n")
t.close()
t = w.tcp(stranger, serial_server, 4001)
t.client(b"\x05")
t.server(b"\x06")
t.client(b"\x02H|CANARY|\x03\r\n")
t.close()
w.save(sys.argv[1])
