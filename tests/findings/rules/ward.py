"""CLN - clinical data over HTTP, in laboratories and at beds; their servers."""
import struct

import speak
from scene import fires, helper, monitor, near
from speak import MRN, NAME

ASTM, DATA, LOGINS = helper("astm"), helper("fhir-dicomweb"), helper("phi-logins")
POCT1, SPACE, SDC = helper("poct1"), helper("bbraun"), helper("sdc")


# ---- over HTTP ----

DICOM_JSON = "application/dicom+json"


@fires("CLN-012")
def dicomweb(s):
    archive = s.host(2)
    speak.ask(s, s.host(1), archive, 8080, path=f"/dicom-web/studies?PatientName="
              f"{NAME}", answer=DATA.dump([{"00100010": {
                  "vr": "PN", "Value": [{"Alphabetic": NAME}]}}]), kind=DICOM_JSON)
    return archive


@near("CLN-012")
def studies_of_a_school(s):
    for path in ("/course/studies/1", "/studies?semester=2"):
        speak.ask(s, s.host(1), s.host(2), 8080, path=path,
                  answer=DATA.dump([{"name": NAME}]), kind=speak.JSON)


@fires("CLN-012")
def studies_of_a_day(s):
    archive = s.host(2)
    speak.ask(s, s.host(1), archive, 8080, path="/studies?StudyDate=20261125",
              answer=DATA.dump([{"name": NAME}]), kind=speak.JSON)
    return archive


@fires("CLN-013")
def fhir(s):
    server = s.host(2)
    speak.ask(s, s.host(1), server, 8080, path=f"/fhir/Patient/{MRN}",
              answer=DATA.dump(DATA.PATIENT), kind=DATA.JSON)
    return server


@near("CLN-013")
def json_of_a_shop(s):
    speak.ask(s, s.host(1), s.host(2), 8080, path="/fhirst/Patient/1",
              answer=DATA.dump({"type": "Patient", "name": NAME}), kind=speak.JSON)


@fires("CLN-014")
def token_to_a_monitor(s):
    me = monitor(s, 10)
    speak.ask(s, s.host(1), me, head=["Authorization: Bearer CANARY.ZZ900.x"])
    return me


@near("CLN-014")
def token_to_no_device(s):
    monitor(s, 10)
    speak.ask(s, s.host(1), s.host(2), head=["Authorization: Bearer CANARY.x"])


@near("CLN-014")
def cookie_of_no_session(s):
    speak.ask(s, s.host(1), monitor(s, 10), head=["Cookie: lang=CANARY"])


@fires("CLN-019")
def console_of_an_archive(s):
    archive = s.host(2)
    speak.ask(s, s.host(1), archive, 8042, path="/patients",
              answer=DATA.dump([NAME, MRN]), kind=speak.JSON)
    return archive


@near("CLN-019")
def page_that_asks_for_a_login(s):
    """An application that sends the same shell whatever is asked for."""
    speak.ask(s, s.host(1), s.host(2), 8042, path="/patients", kind="text/html",
              answer=f"<html><title>{NAME}</title></html>".encode())


@near("CLN-019")
def console_with_a_login(s):
    speak.ask(s, s.host(1), s.host(2), 8042, path="/patients",
              status="401 Unauthorized", answer=NAME.encode(),
              back=['WWW-Authenticate: Basic realm="Orthanc"'])


@near("CLN-019")
def console_for_one_who_is_known(s):
    speak.ask(s, s.host(1), s.host(2), 8042, path="/patients",
              head=["Authorization: Basic enp1c2VyY2FuYXJ5OnA="],
              answer=DATA.dump([NAME]), kind=speak.JSON)


# ---- laboratory and bedside ----

TEXTS = ["H|\\^&||ZZ900SECRET|ZZ-1000^00-21^11877|||||LIS||P|E1394-97|2026\r",
         ASTM.PATIENT, ASTM.ORDER, ASTM.result("ZZ-1000"), "L|1|N\r"]


def analyse(s, analyser, lis, off=0):
    t = s.tcp(analyser, lis, 12000)
    ASTM.session(t, t.client, t.server, TEXTS, off=off)
    t.close()


@fires("CLN-015")
def astm(s):
    analyser, lis = s.host(1), s.host(2)
    analyse(s, analyser, lis)
    return analyser, lis


@near("CLN-015")
def astm_with_wrong_sums(s):
    analyse(s, s.host(1), s.host(2), off=1)


@fires("CLN-016")
def poct1(s):
    meter, manager = s.host(1), s.host(2)
    t = s.tcp(meter, manager, 5000)
    t.client(POCT1.hello(meter.mac.hex(":"), "ZZ", "Meter 1", "99001", "ZZ Inc", "3"))
    t.server(POCT1.ack(1))
    t.client(POCT1.OBSERVATION)
    t.server(POCT1.ack(3))
    t.close()
    return meter, manager


@near("CLN-016")
def hello_in_an_envelope(s):
    t = s.tcp(s.host(1), s.host(2), 3001)
    t.client(b"<?xml version='1.0'?><Envelope><HEL.R01><HDR/><PT><PT.name "
             b"V='ZZPAT^CANARY'/></PT></HEL.R01></Envelope>")
    t.server(b"<Envelope/>")
    t.close()


def space(s, pump, server, spoil=lambda octets: octets):
    t = s.tcp(server, pump, 4001)
    t.client(SPACE.bcc(b"1/1/1", b"MEM:GET"))
    t.server(b"\x06" + spoil(SPACE.bcc(b"1/1/1", SPACE.records(
        *SPACE.one_pump(b"1137", b"10100", b"Perfusor Space")))))
    t.client(b"\x06")
    t.close()


@fires("CLN-017")
def pump_data(s):
    pump, server = s.host(1), s.host(2)
    space(s, pump, server)
    return pump, server


@near("CLN-017")
def pump_data_with_a_wrong_sum(s):
    space(s, s.host(1), s.host(2), lambda octets: octets[:-6] + b"00000\x04")


@fires("CLN-026")
def sdc_in_clear(s):
    ventilator, central = s.host(1), s.host(2)
    t = s.tcp(central, ventilator, 53200)
    t.client(SDC.post("/x/y", b"<a/>"))
    t.server(SDC.ok(SDC.metadata(True, "ZZ Medical", "Breath 500", "VT-1", "4.2")))
    t.client(SDC.post("/x/y/Get", b"<a/>"))
    t.server(SDC.ok(SDC.mdib()))
    t.close()
    return ventilator, central


@near("CLN-026")
def printer_of_the_same_family(s):
    t = s.tcp(s.host(2), s.host(1), 5357)
    t.client(SDC.post("/w", b"<a>ZZPAT^CANARY</a>"))
    t.server(SDC.ok(SDC.metadata(False, "ZZ Print", "Thing 40", "PR-1", "1.9")))
    t.close()


# ---- servers of clinical devices ----

def database(s, client, server, answer=b"N"):
    t = s.tcp(client, server, 5432)
    start = struct.pack(">I", 0x30000) + b"user\0ZZPAT^CANARY\0database\0lis\0\0"
    t.client(struct.pack(">II", 8, 80877103))
    t.server(answer)
    if answer == b"N":
        t.client(struct.pack(">I", len(start) + 4) + start)
        t.server(b"R" + struct.pack(">II", 8, 0) + b"Z" + struct.pack(">I", 5) +
                 b"I")
    t.close()


@fires("CLN-018")
def database_of_a_monitor(s):
    server = s.host(2)
    database(s, monitor(s, 10), server)
    return server


@near("CLN-018")
def database_of_nobody_clinical(s):
    monitor(s, 10)
    database(s, s.host(1), s.host(2))


@near("CLN-018")
def database_in_tls(s):
    database(s, monitor(s, 10), s.host(2), b"S")


@fires("CLN-021")
def syslog_of_a_monitor(s):
    me, server = monitor(s, 10), s.host(2)
    s.udp(me, 514, server, 514,
          f"<134>1 2026-11-25T10:00:00Z ZZMON app 1 - - {NAME} {MRN}".encode())
    return me, server


@near("CLN-021")
def syslog_of_a_printer(s):
    monitor(s, 10)
    s.udp(s.host(1), 514, s.host(2), 514,
          f"<134>1 2026-11-25T10:00:00Z ZZPRN app 1 - - {NAME}".encode())


MAIL = ["220 mail.zz.example ESMTP", ">EHLO mon.zz.example", "250 STARTTLS",
        f">MAIL FROM:<{NAME}@zz.example>", "250 OK", f">RCPT TO:<{NAME}@zz.example>",
        "250 OK", ">QUIT", "221 Bye"]


@fires("CLN-022")
def mail_of_a_monitor(s):
    me = monitor(s, 10)
    LOGINS.talk(s, me, s.host(2), 25, MAIL)
    return me


@near("CLN-022")
def mail_of_a_person(s):
    monitor(s, 10)
    LOGINS.talk(s, s.host(1), s.host(2), 25, MAIL)


@near("CLN-022")
def mail_in_tls(s):
    LOGINS.talk(s, monitor(s, 10), s.host(2), 25, [
        "220 mail.zz.example ESMTP", ">EHLO mon.zz.example", "250 STARTTLS",
        ">STARTTLS", "220 Go ahead", f">\x16\x03\x01\x00\x05{NAME}"])


def film(s, client, camera, transport):
    url = f"rtsp://{camera.ip}/bed/1"
    t = s.tcp(client, camera, 554)
    t.client(f"OPTIONS {url} RTSP/1.0\r\nCSeq: 1\r\n\r\n".encode())
    t.server(b"RTSP/1.0 200 OK\r\nCSeq: 1\r\nPublic: SETUP\r\n\r\n")
    t.client(f"SETUP {url}/{NAME} RTSP/1.0\r\nCSeq: 2\r\nTransport: {transport};"
             "unicast;client_port=5000-5001\r\n\r\n".encode())
    t.server(f"RTSP/1.0 200 OK\r\nCSeq: 2\r\nSession: {MRN}\r\nTransport: "
             f"{transport};unicast;client_port=5000-5001\r\n\r\n".encode())
    t.close()


@fires("CLN-023")
def film_of_a_bed(s):
    camera = s.host(2)
    film(s, monitor(s, 10), camera, "RTP/AVP")
    return camera


@near("CLN-023")
def film_encrypted(s):
    film(s, monitor(s, 10), s.host(2), "RTP/SAVP")


@near("CLN-023")
def film_of_a_door(s):
    monitor(s, 10)
    film(s, s.host(1), s.host(2), "RTP/AVP")


def mount(s, client, server, version=3):
    credentials = b"\0\0\0\1\0\0\0\x0axray-store\0\0" + bytes(12)
    credentials = struct.pack(">II", 1, len(credentials)) + credentials
    call = struct.pack(">IIIIII", 99, 0, 2, 100003, version, 3) + credentials
    call += bytes(8) + struct.pack(">I", 4) + b"root" + struct.pack(">I", 12)
    call += NAME.encode()
    reply = struct.pack(">IIIII", 99, 1, 0, 0, 0) + bytes(4) + \
        struct.pack(">II", 0, 4) + b"file" + bytes(8)
    t = s.tcp(client, server, 2049)
    t.client(struct.pack(">I", 0x80000000 | len(call)) + call)
    t.server(struct.pack(">I", 0x80000000 | len(reply)) + reply)
    t.close()


@fires("CLN-020")
def monitor_keeps_files_by_nfs(s):
    me = monitor(s, 10)
    mount(s, me, s.host(2))
    return me


@near("CLN-020")
def nfs_of_others(s):
    monitor(s, 10)
    mount(s, s.host(1), s.host(2))
