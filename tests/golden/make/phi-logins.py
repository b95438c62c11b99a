#!/usr/bin/env python3
"""phi-logins - who logs in where, and what other protocols tell of persons.

Accounts and passwords of HTTP, FTP, Telnet, SMTP, POP3, LDAP, MQTT, SQL Server,
SMB and RDP; communities and contacts of SNMP; messages of syslog; file names,
topics, addresses of pages, cookies, forms and documents with patients in them.
"""
import base64
import struct
import sys

from wire import Host, Wire, group

NAME, MRN = "ZZPAT^CANARY", "ZZ900001"
USER, PASSWORD = "zzusercanary", "ZZpassCANARY!"
BASIC = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


def utf16(text):
    return text.encode("utf-16-le")


# ---- HTTP ----

def http(wire, client, server):
    t = wire.tcp(client, server, 80)
    def exchange(request, answer):
        t.client(request.replace("\n", "\r\n").encode())
        t.server(answer.replace("\n", "\r\n").encode())
    page = (f"<html><title>{NAME}</title><body>Patient {NAME} {MRN}</body></html>")
    exchange(f"GET /patients?name={NAME}&mrn={MRN} HTTP/1.1\nHost: portal\n"
             f"Authorization: Basic {BASIC}\nCookie: user={USER}; mrn={MRN}\n"
             f"Referer: http://portal/{NAME}\nFrom: {USER}@CANARY.example\n\n",
             "HTTP/1.1 200 OK\nServer: nginx/1.22.1\nSet-Cookie: u=CANARY\n"
             f"Content-Disposition: attachment; filename={NAME}.pdf\n"
             f"Content-Type: text/html\nContent-Length: {len(page)}\n\n{page}")
    form = f"username={USER}&password={PASSWORD}&patient={NAME}&mrn={MRN}"
    exchange("POST /login HTTP/1.1\nHost: portal\nContent-Type: "
             f"application/x-www-form-urlencoded\nContent-Length: {len(form)}\n\n"
             f"{form}",
             f"HTTP/1.1 302 Found\nLocation: /home/{USER}/{MRN}\n"
             "Content-Length: 0\n\n")
    patient = (f'{{"resourceType":"Patient","id":"{MRN}","name":[{{"family":'
               f'"ZZPAT","given":["CANARY"]}}],"birthDate":"1951-02-13"}}')
    exchange(f"GET /fhir/Patient/{MRN} HTTP/1.1\nHost: portal\n"
             "Authorization: Bearer CANARY.ZZ900.token\n"
             "Accept: application/fhir+json\n\n",
             "HTTP/1.1 200 OK\nContent-Type: application/fhir+json\n"
             f"Content-Length: {len(patient)}\n\n{patient}")
    exchange(f"GET /dicom-web/studies?PatientName={NAME}&PatientID={MRN} "
             "HTTP/1.1\nHost: portal\nAccept: application/dicom+json\n"
             f'Authorization: Digest username="{USER}", realm="portal", '
             'nonce="1", uri="/", response="CANARY"\n\n',
             "HTTP/1.1 401 Unauthorized\nContent-Length: 0\n\n")
    t.close()


# ---- line by line ----

def talk(wire, client, server, port, lines):
    """Lines of the client begin with >, all others are the server's."""
    t = wire.tcp(client, server, port)
    for line in lines:
        say = t.client if line.startswith(">") else t.server
        say(line.removeprefix(">").encode("latin-1") + b"\r\n")
    t.close()


def ftp(wire, client, server):
    talk(wire, client, server, 21, [
        "220 (vsFTPd 3.0.3)", f">USER {USER}", f"331 Password for {USER}.",
        f">PASS {PASSWORD}", f"230 Welcome {USER}, CANARY", f">CWD /{NAME}",
        f"250 Now in /{NAME}", f">STOR {NAME}_{MRN}.dcm",
        f"550 {NAME}_{MRN}.dcm: no such file", f">RNFR {MRN}", "350 CANARY ready",
        ">QUIT", f"221 Goodbye {USER}"])


def telnet(wire, client, server):
    t = wire.tcp(client, server, 23)
    t.server(b"\xff\xfd\x18\xff\xfb\x01")
    t.client(b"\xff\xfb\x18\xff\xfd\x01")
    t.server(b"ZZ device console 4.1\r\nlogin: ")
    for c in USER + "\r":
        t.client(c.encode())
        t.server(c.encode())
    t.server(b"Password: ")
    t.client(PASSWORD.encode() + b"\r\n")
    t.server(f"\r\nWelcome {USER}, last patient {NAME} {MRN}\r\n$ ".encode())
    t.client(f"show {NAME}\r\n".encode())
    t.server(f"{NAME}: ZZ900 at ZZCANARYTOWN\r\n$ login: {USER}\r\n".encode())
    t.close()


def mail(wire, client, server):
    user, password = (base64.b64encode(x.encode()).decode()
                      for x in (USER, PASSWORD))
    talk(wire, client, server, 25, [
        "220 mail.example ESMTP", ">EHLO portal", "250 AUTH LOGIN",
        ">AUTH LOGIN", "334 VXNlcm5hbWU6", f">{user}", "334 UGFzc3dvcmQ6",
        f">{password}", f"235 Welcome {USER}", f">MAIL FROM:<{USER}@CANARY.example>",
        "250 OK", ">RCPT TO:<CANARY@example.org>", "250 CANARY accepted", ">DATA",
        "354 Go on", f">Subject: report of {NAME}", ">", f">{NAME} {MRN}", ">.",
        "250 Queued as ZZ900", ">QUIT", "221 Bye"])
    talk(wire, client, server, 110, [
        "+OK POP3", f">USER {USER}", f"+OK {USER}", f">PASS {PASSWORD}",
        f"+OK {USER} has ZZ900 messages", ">QUIT", "+OK CANARY signing off"])


# ---- BER: LDAP and SNMP ----

def ber(tag, *parts):
    body = b"".join(parts)
    if len(body) < 128:
        return bytes([tag, len(body)]) + body
    return bytes([tag, 0x82]) + struct.pack(">H", len(body)) + body


def number(n, tag=2):
    return ber(tag, n.to_bytes(n.bit_length() // 8 + 1, "big"))


def text(value, tag=4):
    return ber(tag, value.encode())


def ldap(wire, client, server):
    t = wire.tcp(client, server, 389)
    t.client(ber(0x30, number(1), ber(0x60, number(3), text(
        f"cn={USER},ou=CANARY,dc=example"), text(PASSWORD, 0x80))))
    t.server(ber(0x30, number(1), ber(0x61, ber(10, b"\0"), text(""),
                                      text(f"welcome {USER}"))))
    t.client(ber(0x30, number(2), ber(
        0x63, text("ou=CANARY,dc=example"), ber(10, b"\2"), ber(10, b"\0"),
        number(0), number(0), ber(1, b"\0"),
        ber(0xA3, text("cn"), text("ZZPAT CANARY")), ber(0x30, text("mail")))))
    t.server(ber(0x30, number(2), ber(
        0x64, text("cn=ZZPAT CANARY,ou=CANARY,dc=example"),
        ber(0x30, ber(0x30, text("mail"),
                      ber(0x31, text("zzusercanary@example.org")))))))
    t.close()


def snmp(wire, client, server):
    def oid(last):
        return ber(6, bytes([0x2B, 6, 1, 2, 1, 1, last, 0]))
    def message(community, pdu, values):
        return ber(0x30, number(1), text(community), ber(
            pdu, number(77), number(0), number(0), ber(0x30, *[
                ber(0x30, oid(last), value) for last, value in values])))
    asked = [(n, ber(5)) for n in (1, 4, 5, 6)]
    told = [(1, text("ZZ Printer 9000 V1.2")), (4, text(f"{NAME}, ZZ900-555")),
            (5, text("PRPHI1")), (6, text(f"1 CANARY LANE, bed of {NAME}"))]
    for community in ("ZZpassCANARY!", "canary900"):
        wire.udp(client, 40161, server, 161, message(community, 0xA0, asked))
        wire.udp(server, 161, client, 40161, message(community, 0xA2, told))
    wire.udp(client, 40161, server, 161,
             message("ZZpassCANARY!", 0xA3, told[1:2]))
    wire.udp(server, 40162, client, 162, message("ZZpassCANARY!", 0xA7, told[1:2]))


# ---- binary logins ----

def mqtt(wire, client, server):
    def packet(kind, body):
        n = len(body)
        length = bytes([n]) if n < 128 else bytes([n % 128 | 128, n // 128])
        return bytes([kind]) + length + body
    def field(value):
        return struct.pack(">H", len(value)) + value.encode()
    t = wire.tcp(client, server, 1883)
    t.client(packet(0x10, b"\0\4MQTT\4\xce\0\x3c" + field("PUMPPHI-1") +
                    field(f"ward/{NAME}") + field(f"lost {MRN}") + field(USER) +
                    field(PASSWORD)))
    t.server(packet(0x20, b"\0\0"))
    t.client(packet(0x82, b"\0\1" + field(f"ward/{MRN}/#") + b"\0"))
    t.client(packet(0x30, field(f"ward/{MRN}/{NAME}") +
                    f'{{"patient":"{NAME}"}}'.encode()))
    t.close()


def ntlm(kind, user=""):
    """An AUTHENTICATE with the user's name, or what comes before it."""
    if kind == 1:
        return b"NTLMSSP\0" + struct.pack("<II", 1, 0xE2088297) + bytes(16)
    response = bytes(16) + b"\1\1" + bytes(6) + b"\2" * 16 + bytes(12)
    parts = [bytes(24), response, utf16("WARD"), utf16(user), utf16("WSPHI1"), b""]
    head, at, body = b"NTLMSSP\0" + struct.pack("<I", 3), 64, b""
    for part in parts:
        head += struct.pack("<HHI", len(part), len(part), at)
        at += len(part)
        body += part
    return head + struct.pack("<I", 0xE2888215) + body


def smb(wire, client, server):
    def message(command, body, answer=0, status=0):
        head = b"\xfeSMB" + struct.pack("<HHIHHIIQIIQ", 64, 0, status, command, 1,
                                        answer, 0, command, 0, 1, 1) + bytes(16)
        return struct.pack(">I", len(head + body)) + head + body
    def set_up(token):
        return struct.pack("<HBBIIHHQ", 25, 0, 1, 0, 0, 88, len(token), 0) + token
    t = wire.tcp(client, server, 445)
    t.client(message(0, struct.pack("<HHHHI", 36, 1, 1, 0, 0) + bytes(24) +
                     struct.pack("<H", 0x0210)))
    t.server(message(0, struct.pack("<HHHH", 65, 1, 0x0210, 0) + bytes(56), 1))
    t.client(message(1, set_up(ntlm(1))))
    t.client(message(1, set_up(ntlm(3, USER))))
    t.server(message(1, struct.pack("<HHHH", 9, 0, 72, 0), 1))
    share = utf16(f"\\\\srv\\{MRN}-CANARY")
    t.client(message(3, struct.pack("<HHHH", 9, 0, 72, len(share)) + share))
    name = utf16(f"{NAME}\\{MRN}.dcm")
    t.client(message(5, struct.pack("<H", 57) + bytes(42) +
                     struct.pack("<HHII", 120, len(name), 0, 0) + name))
    t.client(message(9, struct.pack("<HHI", 49, 112, 20) + bytes(40) +
                     NAME.encode()))
    t.close()


def tds(wire, client, server):
    def hide(value):
        return bytes(((b << 4 | b >> 4) & 255) ^ 0xA5 for b in utf16(value))
    texts = [utf16("WSPHI1"), utf16(USER), hide(PASSWORD), utf16("CANARY app"),
             utf16("srv"), b"", utf16("ODBC"), b"", utf16("CANARYdb")]
    head, at, body = b"", 94, b""
    for value in texts:
        head += struct.pack("<HH", at, len(value) // 2)
        at += len(value)
        body += value
    head += bytes(6) + struct.pack("<HHHH", at, 0, at, 0) + bytes(8)
    login = struct.pack("<IIIIIIBBBBII", 36 + len(head) + len(body), 0x74000004,
                        4096, 7, 100, 0, 0xE0, 3, 0, 0, 0, 0x409) + head + body
    t = wire.tcp(client, server, 1433)
    for kind, octets in ((0x10, login), (0x01, utf16(
            f"select * from patient where name = '{NAME}'"))):
        t.client(struct.pack(">BBHHBB", kind, 1, 8 + len(octets), 0, 1, 0) + octets)
    t.close()


def rdp(wire, client, server):
    cookie = f"Cookie: mstshash={USER}\r\n".encode()
    body = struct.pack(">BHHB", 0xE0, 0, 0, 0) + cookie + struct.pack("<BBHI", 1, 0,
                                                                    8, 0)
    t = wire.tcp(client, server, 3389)
    t.client(struct.pack(">BBHB", 3, 0, 5 + len(body), len(body)) + body)
    t.server(struct.pack(">BBHBBHHB", 3, 0, 19, 14, 0xD0, 0, 0, 0) +
             struct.pack("<BBHI", 2, 0, 8, 0))
    t.close()


# ---- datagrams ----

def datagrams(wire, client, server):
    for line in (f"<134>1 2026-11-25T10:00:00Z PUMPPHI app 1 - - {NAME} {MRN} in bed",
                 f"<38>Nov 25 10:00:00 PUMPPHI sshd: Accepted password for {USER}",
                 f"<13>{NAME} {MRN}"):
        wire.udp(client, 514, server, 514, line.encode())
    wire.udp(client, 2069, server, 69, b"\0\1" + f"{NAME}.bin".encode() +
             b"\0octet\0")
    call = (f"INVITE sip:CANARY@10.9.3.20 SIP/2.0\r\nVia: SIP/2.0/UDP 10.9.3.30\r\n"
            f'From: "{NAME}" <sip:{USER}@10.9.3.30>;tag=1\r\n'
            f'To: "ZZDOC CANARY" <sip:CANARY@10.9.3.20>\r\nCall-ID: ZZ900\r\n'
            f'CSeq: 1 INVITE\r\nAuthorization: Digest username="{USER}", '
            'realm="r", nonce="1", uri="u", response="CANARY"\r\n'
            "Content-Length: 0\r\n\r\n")
    wire.udp(client, 5060, server, 5060, call.encode())
    wire.udp(client, 50000, group("239.255.255.250"), 1900,
             b"M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nST: ssdp:all\r\n"
             b"USER: ZZPAT^CANARY\r\n\r\n")


def main():
    wire = Wire()
    server = Host("02:00:00:09:03:20", "10.9.3.20")
    client = Host("02:00:00:09:03:30", "10.9.3.30")
    stranger = Host("02:00:00:09:03:99", "10.9.3.99")
    for host in (server, client, stranger):
        wire.arp(host)
    for speak in (http, ftp, telnet, mail, ldap, snmp, mqtt, smb, tds, rdp,
                  datagrams):
        speak(wire, client, server)
        wire.wait(1)
    # Near misses: a person's words where another protocol is usual.
    for port in (21, 23, 80, 389, 445, 1433, 1883, 3389):
        t = wire.tcp(stranger, server, port)
        t.client(f"{NAME} {MRN} {USER} {PASSWORD}\r\n".encode())
        t.server(f"{NAME}?\r\n".encode())
        t.close()
    for port in (161, 514, 5060):
        wire.udp(stranger, 41000, server, port, f"{NAME} {MRN}".encode())
    wire.save(sys.argv[1])


main()
