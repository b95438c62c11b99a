#!/usr/bin/env python3
"""phi-hl7 - every segment of HL7 and record of ASTM that tells of a person.

Each of their fields holds a canary: patients, visits, relatives, insurances,
allergies, diagnoses, orders, results, notes, documents, merges, queries, files,
operators, errors and a site's own segments; in the usual framing, without it,
with other separators, in a batch, broken, and cut off. ASTM with and without the
low level.
"""
import sys

from wire import Host, Wire

NAME, MRN = "ZZPAT^CANARY", "ZZ900001"
PERSONAL = ("EVN PID PD1 NK1 PV1 PV2 GT1 IN1 IN2 IN3 AL1 IAM DG1 PR1 ROL ORC OBR "
            "NTE TXA MRG QPD QRD QRF RCP QAK ACC UB1 UB2 ZPD ZZ1 STF PRA SCH AIP "
            "AIG RXA RXE RXO SPM CTI DSP BLG FT1").split()
FIELDS = 32


def full(name, separator="|"):
    """A segment with a canary in every field."""
    values = [NAME, MRN, "ZZDOC^CANARY", "1 CANARY LANE^^ZZCANARYTOWN",
              "ZZ900-555", "19510213", "CANARY~CANARY2"]
    return separator.join([name] + [values[i % len(values)]
                                    for i in range(FIELDS)])


def head(application, kind, separator="|"):
    fields = ["^~\\&", application, "ZZHOSP", "ENGINE", "ZZHOSP",
              "20261125100000", "ZZpassCANARY!", kind, "ZZ900MSG", "P", "2.6"]
    return separator.join(["MSH"] + fields)


def observation(n, code, value, more=""):
    return (f"OBX|{n}|ST|{code}|1.0.0.{n}|{value}||||||F|||20261125||ZZDOC^CANARY"
            f"|{more}")


def message(application, kind, observed=(), separator="|"):
    segments = [head(application, kind, separator)]
    segments += [full(name, separator) for name in PERSONAL]
    return "\r".join(segments + list(observed)) + "\r"


def framed(text):
    return b"\x0b" + text.encode() + b"\x1c\r"


def answer(to):
    return framed(f"MSH|^~\\&|ENGINE|ZZHOSP|{to}|ZZHOSP|20261125100001|"
                  "ZZpassCANARY!|ACK|ZZ900ACK|P|2.6\r"
                  "MSA|AE|ZZ900MSG|ZZPAT^CANARY is unknown\r"
                  "ERR||PID^1^5|207^CANARY|E|ZZPAT^CANARY|ZZ900001|ZZPAT^CANARY"
                  "|ZZPAT^CANARY\r")


def low_level(records):
    """E1381: one record a frame."""
    for i, record in enumerate(records):
        body = f"{(i + 1) % 8}{record}\r\x03"
        yield f"\x02{body}{sum(body.encode()) % 256:02X}\r\n".encode()


def astm_records(sender):
    values = "|".join([NAME, MRN, "CANARY", "ZZDOC^CANARY", "ZZ900-555"] * 4)
    return [f"H|\\^&|ZZ900MSG|ZZpassCANARY!|{sender}|1 CANARY LANE|||||CANARY|P|1",
            f"P|1|{values}", f"C|1|{values}", f"O|1|{values}", f"C|1|{values}",
            f"R|1|{values}", f"M|1|{values}", f"S|1|{values}", f"Q|1|{values}",
            "L|1|N"]


def main():
    wire = Wire()
    engine = Host("02:00:00:09:02:40", "10.9.2.40")
    monitor = Host("00:09:fb:09:02:42", "10.9.2.42")
    records = Host("02:00:00:09:02:11", "10.9.2.11")
    analyser = Host("00:06:6b:09:02:41", "10.9.2.41")
    stranger = Host("02:00:00:09:02:99", "10.9.2.99")
    for host in (engine, monitor, records, analyser, stranger):
        wire.arp(host)

    # A monitor: its results are of a person, its identifier is its own.
    t = wire.tcp(monitor, engine, 2575)
    t.client(framed(message(
        "PHILIPS_INTELLIVUE", "ORU^R01^ORU_R01",
        [observation(1, "147842^MDC_ECG_HEART_RATE^MDC", "CANARY 72",
                     "|0009FBFFFE090242^^0009FBFFFE090242^EUI-64"),
         observation(2, "8302-2^BODY HEIGHT^LN", NAME),
         observation(3, "44833-2^PRELIMINARY DIAGNOSIS^LN", "CANARY"),
         "PRT|1|UC||OP|ZZ900OP^CANARY^NURSE|||||||||||||",
         full("NTE")])))
    t.server(answer("PHILIPS_INTELLIVUE"))
    t.close()

    # The patient administration: other separators, no framing, a batch with
    # the name of a file, a segment that never ends, a message cut off.
    t = wire.tcp(records, engine, 2575)
    t.client(framed(message("ADTPHI", "ADT^A08^ADT_A01")))
    t.server(answer("ADTPHI"))
    t.client(framed(message("ADTPHI", "ADT^A40^ADT_A39", separator="#")))
    t.client(framed("FHS|^~\\&|ADTPHI|ZZHOSP|ENGINE|ZZHOSP|20261125|ZZpassCANARY!|"
                    "ZZPAT_CANARY.hl7|CANARY\rBHS|^~\\&|ADTPHI|ZZHOSP|ENGINE|ZZHOSP"
                    "|20261125|ZZpassCANARY!|ZZPAT_CANARY.hl7|CANARY\r" +
                    message("ADTPHI", "ADT^A01^ADT_A01") +
                    "BTS|1|ZZPAT^CANARY\rFTS|1|ZZPAT^CANARY\r"))
    t.client(framed(head("ADTPHI", "ADT^A01^ADT_A01") + "\rPID|||" +
                    NAME * 900 + "\rPV1|" + NAME + "\r"))
    t.client(message("ADTPHI", "ADT^A04^ADT_A01").encode())
    t.client(b"\x0b" + message("ADTPHI", "ORM^O01").encode()[:700])
    t.close()

    # An analyser with the low level, and without.
    t = wire.tcp(analyser, engine, 12000)
    t.client(b"\x05")
    t.server(b"\x06")
    for frame in low_level(astm_records("XN-1000^00-21^11877")):
        t.client(frame)
        t.server(b"\x06")
    t.client(b"\x04")
    t.close()
    t = wire.tcp(analyser, engine, 12001)
    t.client("".join(r + "\r" for r in
                     astm_records("XN-1000^00-21^11877")).encode())
    t.close()

    # Near misses: words of a person on the ports, and a header in the middle.
    t = wire.tcp(stranger, engine, 2575)
    t.client(f"PID|1||{MRN}||{NAME}\r".encode())
    t.close()
    t = wire.tcp(stranger, engine, 12000)
    t.client(f"P|1|{MRN}|{NAME}\r".encode())
    t.close()
    wire.save(sys.argv[1])


main()
