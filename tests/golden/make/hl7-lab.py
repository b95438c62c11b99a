"""HL7 of laboratories: LAW, character sets, the framings seen in the field."""
import sys

from wire import Host, Wire

PATIENT = ("PID|1||ZZ900111^^^ZZHOSP^MR||ZZPAT^CANARY^A||19700101|F|||ZZPAT CANARY street\r"
           "NK1|1|ZZPAT^CANARY\rPV1|1|I|ZZPAT CANARY bed\r")
SPECIMEN = "SPM|1|ZZ900222||SER\rSAC|||ZZ900222\r"


def header(sender, kind, profile="", charset="", version="2.5.1", signs="^~\\&",
           processing="P", n=1, receiver="LIS|ZZHOSP"):
    return (f"MSH|{signs}|{sender}|{receiver}|20261125100000|ZZ900SECRET|{kind}|{n}|"
            f"{processing}|{version}|||AL|NE||{charset}|||{profile}\r")


def results(instrument=""):
    return ("OBR|1|ZZ900222|ZZ900333|GLU^Glucose^LN|||||||||||ZZPAT^CANARY^DOC\r"
            "NTE|1|L|ZZPAT^CANARY note\r"
            "OBX|1|NM|GLU^Glucose^LN||ZZ900444|mmol/L|||||F|||20261125100000||"
            f"ZZPAT^CANARY^OP||{instrument}\r")


def ack(sender, kind, profile="", receiver="XN|ZZHOSP"):
    return (header(sender, f"ACK^{kind}^ACK", profile, n=9, receiver=receiver) +
            "MSA|AA|1|ZZPAT^CANARY ok\r")


def framed(text, charset="ascii"):
    return b"\x0b" + text.encode(charset) + b"\x1c\r"


def talk(host, port, question, answer=None, server=None):
    t = w.tcp(host, server or lis, port)
    t.client(question)
    if answer:
        t.server(answer)
    t.close()


w = Wire()
lis = Host("98:e7:43:68:00:01", "10.6.0.1")
hosts = {n: Host(f"00:1b:21:68:00:{n:02x}", f"10.6.0.{n}") for n in range(11, 30)}

# LAW: the analyser asks, gets its order, and sends results.
t = w.tcp(hosts[11], lis, 2575)
t.client(framed(header("AU-680|LAB", "QBP^Q11^QBP_Q11", "LAB-27^IHE") +
                "QPD|WOS^Work Order Step^IHE_LABTF|1|ZZ900222\rRCP|I\r"))
t.server(framed(header("ZZLIS|ZZHOSP", "RSP^K11^RSP_K11", "LAB-27^IHE",
                       receiver="AU-680|LAB") + "MSA|AA|1\rQAK|1|OK\r"))
t.server(framed(header("ZZLIS|ZZHOSP", "OML^O33^OML_O33", "LAB-28^IHE",
                       receiver="AU-680|LAB") + PATIENT + SPECIMEN +
                "ORC|NW|||||||20261125\rOBR|1|ZZ900333||GLU^Glucose^LN\r"))
t.client(framed(header("AU-680|LAB", "ORL^O34^ORL_O42", "LAB-28^IHE") +
                "MSA|AA|1\r" + PATIENT))
t.client(framed(header("AU-680|LAB", "OUL^R22^OUL_R22", "LAB-29^IHE", "8859/1") +
                PATIENT + SPECIMEN + "INV|ZZLOT7|OK|SR\r" +
                results("AU-680^Beckman Coulter~2019033377^Beckman Coulter"),
                "latin-1"))
t.server(framed(ack("ZZLIS|ZZHOSP", "R22", "LAB-29^IHE", "AU-680|LAB")))
t.close()

# Character sets: Latin 1, Cyrillic, UTF-8 that nobody announced, GB 18030.
for n, name, charset, codec in (
        (12, "Gerät 12", "8859/1", "latin-1"),
        (13, "Анализатор 13", "8859/5", "iso8859-5"),
        (14, "Prüfgerät 14", "", "utf-8"),
        (15, "BC-6800", "GB 18030-2000", "gb18030")):
    product = "迈瑞软件" if n == 15 else f"Größe {n}" if n in (12, 14) else name
    maker = "深圳迈瑞" if n == 15 else name
    talk(hosts[n], 2575, framed(
        header(f"{name}|LAB", "ORU^R01^ORU_R01", "", charset) +
        f"SFT|{maker}^D|2.1|{product}|B{n}\r" + PATIENT + results(), codec))

# Framings. Without VT and FS; line feeds; FS without CR; two in one block.
talk(hosts[16], 7001, (header("CELL-16|LAB", "ORU^R01") + PATIENT +
                       results()).encode())
talk(hosts[17], 7002, b"\x0b" + (header("CELL-17|LAB", "ORU^R01") + PATIENT + results())
     .replace("\r", "\n").encode() + b"\x1c\n")
talk(hosts[18], 7003, b"\x0b" + (header("CELL-18|LAB", "ORU^R01") + PATIENT +
                                 results()).encode() + b"\x1c",
     b"\x0b" + ack("ZZLIS|ZZHOSP", "R01", receiver="CELL-18|LAB").encode() + b"\x1c")
talk(hosts[19], 7004, b"\x0b" + (header("CELL-19|LAB", "ORU^R01") + PATIENT + results() +
                                 header("CELL-19|LAB", "OUL^R22", n=2) + PATIENT +
                                 results()).encode() + b"\x1c\r")
# A batch; the hybrid protocol; source code's doubled escape; no production.
talk(hosts[20], 7005, framed("FHS|^~\\&|CELL-20\rBHS|^~\\&|CELL-20\r" +
                             header("CELL-20|LAB", "ORU^R01") + PATIENT + results() +
                             "BTS|1\rFTS|1\r"))
talk(hosts[21], 7006, b"\x0bD23\r" + (header("CELL-21|LAB", "ORU^R01") + PATIENT +
                                      results()).encode() + b"00512123\x1c\r")
talk(hosts[22], 7007, framed(header("CELL-22|LAB", "ORU^R01", signs="^~\\\\&",
                                    version="2.3.1", processing="T") + PATIENT +
                             results()))
# Laboratory automation.
talk(hosts[23], 7008, framed(header("TRACK-23|LAB", "ESU^U01") +
                             "EQU|TRK9000^^001B21680017^EUI-48|20261125|IN\r"))

# Near misses: a letter about HL7 on the port of HL7, and a shell prompt.
talk(hosts[24], 2575, b"220 zz.example ESMTP\r\n", b"MSH is missing ZZPAT^CANARY\r\n")
talk(hosts[25], 2575, b"\x0bMSH: command not found\r\n", b"\x0bPID|1||ZZ900111\r\x1c\r")
w.save(sys.argv[1])
