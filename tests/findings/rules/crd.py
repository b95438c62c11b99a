"""CRD - logins that are in clear, weak or missing."""
import struct

import speak
from scene import fires, helper, near
from speak import MRN, NAME

LOGINS = helper("phi-logins")
USER, PASSWORD = LOGINS.USER, LOGINS.PASSWORD


def serve(s, speaks, *what, **how):
    """Between two hosts; the server is returned."""
    server = s.host(2)
    speaks(s, s.host(1), server, *what, **how)
    return server


def talk(s, port, *lines):
    return serve(s, LOGINS.talk, port, lines)


# ---- a session, a line at a time ----

@fires("CRD-001")
def telnet(s):
    return serve(s, LOGINS.telnet)


@near("CRD-001")
def prompt_without_negotiation(s):
    talk(s, 23, "220 ready", f">USER {NAME}")


@fires("CRD-002")
def ftp(s):
    return serve(s, LOGINS.ftp)


@near("CRD-002")
def ftp_refused_before_the_password(s):
    talk(s, 21, "220 (vsFTPd 3.0.3)", f">USER {USER}", "530 TLS is required.",
         ">QUIT", "221 Goodbye")


@near("CRD-002")
def ftp_in_tls(s):
    talk(s, 21, "220 (vsFTPd 3.0.3)", ">AUTH TLS", "234 Proceed.",
         f">\x16\x03\x01\x00\x20{NAME}")


@fires("CRD-003")
def ftp_of_anybody(s):
    return talk(s, 21, "220 ZZ ftp", ">USER anonymous", "331 Your address?",
                f">PASS {NAME}@zz", f"230 Welcome {NAME}", ">QUIT", "221 Bye")


@fires("CRD-003")
def ftp_of_any_name(s):
    return talk(s, 21, "220 ZZ ftp", f">USER {USER}", f"230 Welcome {NAME}",
                ">QUIT", "221 Bye")


@near("CRD-003")
def ftp_of_nobody(s):
    talk(s, 21, "220 ZZ ftp", ">USER anonymous", "331 Your address?",
         f">PASS {NAME}@zz", "530 Not here.", ">QUIT", "221 Bye")


@fires("CRD-012")
def mail_login(s):
    return talk(s, 25, "220 mail.zz.example ESMTP", ">EHLO zz", "250 AUTH PLAIN",
                ">AUTH PLAIN enp1c2VyY2FuYXJ5", f"235 Welcome {NAME}")


@near("CRD-012")
def mail_login_in_tls(s):
    talk(s, 25, "220 mail.zz.example ESMTP", ">EHLO zz", "250-AUTH PLAIN",
         "250 STARTTLS", ">STARTTLS", "220 Go on", f">\x16\x03\x01\x00\x20{NAME}")


# ---- HTTP ----

BASIC = f"Authorization: Basic {LOGINS.BASIC}"


@fires("CRD-006")
def basic(s):
    return serve(s, speak.ask, head=[BASIC], answer=NAME.encode())


@near("CRD-006")
def basic_refused(s):
    speak.ask(s, s.host(1), s.host(2), head=[BASIC], status="401 Unauthorized",
              back=['WWW-Authenticate: Basic realm="zz"'])


def form(s, body, kind="application/x-www-form-urlencoded"):
    return serve(s, speak.ask, verb="POST", path="/login",
                 head=[f"Content-Type: {kind}"], body=body.encode())


@fires("CRD-007")
def form_with_a_password(s):
    return form(s, f"user={USER}&password={PASSWORD}")


@near("CRD-007")
def form_about_passwords(s):
    form(s, f"user={USER}&forgot_password=1&q=password%3D")


@near("CRD-007")
def file_with_passwords(s):
    form(s, f"user={USER}&password={PASSWORD}", "application/octet-stream")


# ---- files, directories ----

@fires("CRD-004")
def tftp(s):
    client, server = s.host(1), s.host(2)
    s.udp(client, 2069, server, 69, f"\0\2{NAME}.cfg\0octet\0".encode())
    s.udp(server, 3069, client, 2069, b"\0\4\0\0")
    s.udp(client, 2069, server, 3069, b"\0\3\0\1" + NAME.encode())
    return client, server


@near("CRD-004")
def tftp_of_no_mode(s):
    client, server = s.host(1), s.host(2)
    s.udp(client, 2069, server, 69, f"\0\2{NAME}.cfg\0binary\0".encode())
    s.udp(server, 3069, client, 2069, b"\0\5\0\4bad\0")


@fires("CRD-013")
def ldap(s):
    return serve(s, LOGINS.ldap)


@near("CRD-013")
def ldap_of_nobody(s):
    ber, number, text = LOGINS.ber, LOGINS.number, LOGINS.text
    t = s.tcp(s.host(1), s.host(2), 389)
    t.client(ber(0x30, number(1), ber(0x60, number(3), text(""), text("", 0x80))))
    t.server(ber(0x30, number(1), ber(0x61, ber(10, b"\0"), text(""),
                                      text(NAME))))
    t.close()


@near("CRD-013")
def ldap_by_kerberos(s):
    ber, number, text = LOGINS.ber, LOGINS.number, LOGINS.text
    t = s.tcp(s.host(1), s.host(2), 389)
    t.client(ber(0x30, number(1), ber(0x60, number(3), text(f"cn={USER}"), ber(
        0xA3, text("GSS-SPNEGO"), text(NAME)))))
    t.server(ber(0x30, number(1), ber(0x61, ber(10, b"\0"), text(""), text(""))))
    t.close()


# ---- SNMP ----

@fires("CRD-009")
def snmp_in_clear(s):
    return serve(s, speak.snmp, "zzusercanary")


@near("CRD-009")
def snmp_sealed(s):
    speak.snmp3(s, s.host(1), s.host(2), 3)


@fires("CRD-010")
def snmp_public(s):
    return serve(s, speak.snmp, "private", 0)


@near("CRD-010")
def snmp_nearly_public(s):
    speak.snmp(s, s.host(1), s.host(2), "publico")


@near("CRD-010")
def snmp_public_refused(s):
    speak.snmp(s, s.host(1), s.host(2), "public", error=16)


@fires("CRD-011")
def snmp3_without_privacy(s):
    return serve(s, speak.snmp3, 1)


@near("CRD-011")
def snmp3_with_privacy(s):
    speak.snmp3(s, s.host(1), s.host(2), 3)


# ---- screens ----

@fires("CRD-014")
def vnc_open(s):
    return serve(s, speak.vnc, [2, 1], 1)


@near("CRD-014")
def vnc_open_and_not_taken(s):
    speak.vnc(s, s.host(1), s.host(2), [1, 19], 19)


@fires("CRD-015", text=False)
def vnc_des(s):
    return serve(s, speak.vnc, [2], 2)


@near("CRD-015")
def vnc_des_and_not_taken(s):
    speak.vnc(s, s.host(1), s.host(2), [2, 19], 19)


def display(s, cookie):
    me = s.host(2)
    t = s.tcp(s.host(1), me, 6000)
    name = b"MIT-MAGIC-COOKIE-1" if cookie else b""
    data = b"CANARYCANARY1234" if cookie else b""
    pad = -len(name) % 4
    t.client(struct.pack("<BxHHHHxx", 0x6C, 11, 0, len(name), len(data)) + name +
             bytes(pad) + data)
    vendor = b"The X.Org Foundation"
    body = struct.pack("<IIIIHHBBBBBBBBxxxx", 12101003, 0x400000, 0x1FFFFF, 256,
                       len(vendor), 65535, 1, 0, 0, 0, 32, 32, 8, 255) + vendor
    body += bytes(40)
    t.server(struct.pack("<BxHHH", 1, 11, 0, len(body) // 4) + body)
    t.close()
    return me


@fires("CRD-016", text=False)
def x11_without_a_cookie(s):
    return display(s, False)


@near("CRD-016")
def x11_with_a_cookie(s):
    display(s, True)


@fires("CRD-017")
def rdp_by_tls(s):
    return serve(s, speak.rdp, 1)


@near("CRD-017")
def rdp_by_nla(s):
    speak.rdp(s, s.host(1), s.host(2), 2)


# ---- machines ----

@fires("CRD-018")
def mqtt(s):
    return serve(s, LOGINS.mqtt)


@near("CRD-018")
def mqtt_of_nobody(s):
    def field(value):
        return struct.pack(">H", len(value)) + value.encode()
    t = s.tcp(s.host(1), s.host(2), 1883)
    body = b"\0\4MQTT\4\2\0\x3c" + field("ZZPUMP-1")
    t.client(bytes([0x10, len(body)]) + body)
    t.server(b"\x20\2\0\0")
    body = field(f"ward/{MRN}") + NAME.encode()
    t.client(bytes([0x30, len(body)]) + body)
    t.close()


def sql(s, user):
    said, LOGINS.USER = LOGINS.USER, user
    server = serve(s, LOGINS.tds)
    LOGINS.USER = said
    return server


@fires("CRD-019")
def database_of_sa(s):
    return sql(s, "sa")


@near("CRD-019")
def database_of_sam(s):
    sql(s, "sam")


@fires("CRD-020")
def kerberos_of_rc4(s):
    client = s.host(1)
    speak.kerberos(s, client, s.host(2), [23, 24, 3, 1, -133, -128])
    return client


@near("CRD-020")
def kerberos_of_aes_too(s):
    speak.kerberos(s, s.host(1), s.host(2), [23, 24, -133, 17])


def rsh(s, port, answer):
    server = s.host(2)
    t = s.tcp(s.host(1), server, port, source_port=1023)
    t.client(b"0\0")
    t.client(f"{USER}\0{USER}\0cat {NAME}\0".encode())
    t.server(answer)
    t.close()
    return server


@fires("CRD-005")
def remote_shell(s):
    return rsh(s, 514, b"\0" + NAME.encode())


@near("CRD-005")
def syslog_by_tcp(s):
    t = s.tcp(s.host(1), s.host(2), 514)
    t.client(f"<13>Nov 25 10:00:00 zz app: {NAME}\n".encode())
    t.close()
