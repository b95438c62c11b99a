"""generic-servers - Kerberos, databases, mail and NFS, and their doubles."""
import struct
import sys

from wire import Host, Wire

w = Wire()
kdc = Host("00:50:56:00:30:10", "10.4.0.10")
mysql = Host("00:50:56:00:30:11", "10.4.0.11")
maria = Host("00:50:56:00:30:12", "10.4.0.12")
postgres = Host("00:50:56:00:30:13", "10.4.0.13")
oracle = Host("00:50:56:00:30:14", "10.4.0.14")
mail = Host("00:50:56:00:30:15", "10.4.0.15")
nfs = Host("00:50:56:00:30:16", "10.4.0.16")
station = Host("00:1b:21:00:30:30", "10.4.0.30")
person = Host("00:1b:21:00:30:31", "10.4.0.31")
stranger = Host("00:0c:29:00:30:99", "10.4.0.99")
for host in (kdc, mysql, maria, postgres, oracle, mail, nfs, station, person,
             stranger):
    w.arp(host)


def der(tag, body):
    n = len(body)
    size = bytes([n]) if n < 128 else b"\x82" + struct.pack(">H", n)
    return bytes([tag]) + size + body


def field(number, body):
    return der(0xA0 + number, body)


def integer(n):
    return der(2, bytes([n]))


def string(text):
    return der(0x1B, text.encode())


def principal(kind, *names):
    return der(0x30, field(0, integer(kind)) +
               field(1, der(0x30, b"".join(string(n) for n in names))))


REALM = "HOSP.EXAMPLE"


def as_req(*client):
    body = field(0, der(3, b"\0\x40\x81\0\x10"))
    body += field(1, principal(1, *client)) + field(2, string(REALM))
    body += field(3, principal(2, "krbtgt", REALM))
    body += field(5, der(0x18, b"20261126100000Z")) + field(7, integer(7))
    body += field(8, der(0x30, integer(18)))
    return der(0x6A, der(0x30, field(1, integer(5)) + field(2, integer(10)) +
                         field(4, der(0x30, body))))


def sealed():
    return der(0x30, field(0, integer(18)) + field(2, der(4, bytes(40))))


def as_rep(*client):
    ticket = der(0x61, der(0x30, field(0, integer(5)) + field(1, string(REALM)) +
                           field(2, principal(2, "krbtgt", REALM)) +
                           field(3, sealed())))
    return der(0x6B, der(0x30, field(0, integer(5)) + field(1, integer(11)) +
                         field(3, string(REALM)) +
                         field(4, principal(1, *client)) + field(5, ticket) +
                         field(6, sealed())))


def on_tcp(message):
    return struct.pack(">I", len(message)) + message


def error(*client):
    """KRB-ERROR: unknown principal, who that is, and a word about it."""
    return der(0x7E, der(0x30, field(0, integer(5)) + field(1, integer(30)) +
                         field(4, der(0x18, b"20261125100000Z")) +
                         field(5, der(2, b"\0")) + field(6, integer(6)) +
                         field(7, string(REALM)) + field(8, principal(1, *client)) +
                         field(9, string(REALM)) +
                         field(10, principal(2, "krbtgt", REALM)) +
                         field(11, string("ZZPAT^CANARY"))))


w.udp(person, 50002, kdc, 88, as_req("ZZPAT^CANARY"))
w.udp(kdc, 88, person, 50002, error("ZZPAT^CANARY"))
w.udp(person, 50003, kdc, 88, as_req("ZZPATCANARY", "ward"))
w.udp(kdc, 88, person, 50003, as_rep("ZZPATCANARY", "ward"))
w.udp(person, 50001, kdc, 88, as_req("ZZPATCANARY"))
w.udp(kdc, 88, person, 50001, as_rep("ZZPATCANARY"))
t = w.tcp(station, kdc, 88)
t.client(on_tcp(as_req("CTVIEW2$")))
t.server(on_tcp(as_rep("CTVIEW2$")))
t.close()


def greeting(version):
    body = b"\x0a" + version + b"\0\1\0\0\0saltsalt\0\xff\xf7\x08\2\0\x0f\x80\x15"
    body += bytes(10) + b"saltsaltsalt\0mysql_native_password\0"
    return struct.pack("<I", len(body)) + body


t = w.tcp(station, mysql, 3306)
t.server(greeting(b"8.0.36-0ubuntu0.22.04.1"))
body = struct.pack("<IIB", 0x000FA685, 1 << 24, 33) + bytes(23)
body += b"ZZPAT^CANARY\0\x14" + b"passwordpasswordpass" + b"lis\0"
t.client(struct.pack("<I", len(body) | 1 << 24) + body)
t.server(bytes.fromhex("0700000200000002000000"))
query = b"\3SELECT * FROM p WHERE name='ZZPAT^CANARY' AND mrn='ZZ900001'"
t.client(struct.pack("<I", len(query)) + query)
reply = b"\xff\x15\x04#28000Access denied for user 'ZZPAT^CANARY'@'lis'"
t.server(struct.pack("<I", len(reply) | 1 << 24) + reply)
t.close()

t = w.tcp(station, maria, 3306)
t.server(greeting(b"5.5.5-10.11.6-MariaDB-0+deb12u1"))
body = struct.pack("<IIB", 0x000FAE85, 1 << 24, 33) + bytes(23)
t.client(struct.pack("<I", len(body) | 1 << 24) + body)
t.close()

t = w.tcp(station, postgres, 5432)
start = struct.pack(">I", 0x30000) + b"user\0ZZPAT^CANARY\0database\0lis\0\0"
t.client(struct.pack(">II", 8, 80877103))
t.server(b"N")
t.client(struct.pack(">I", len(start) + 4) + start)
t.server(b"R" + struct.pack(">II", 8, 3))
t.client(b"p" + struct.pack(">I", 17) + b"ZZPAT^CANARY\0")
answer = b"R" + struct.pack(">II", 8, 0)
for key, value in ((b"application_name", b"ZZPAT^CANARY"),
                   (b"server_version", b"15.6 (Debian 15.6-0+deb12u1)")):
    answer += b"S" + struct.pack(">I", 6 + len(key) + len(value))
    answer += key + b"\0" + value + b"\0"
t.server(answer + b"Z" + struct.pack(">I", 5) + b"I")
query = b"SELECT * FROM p WHERE name='ZZPAT^CANARY' AND mrn='ZZ900001'\0"
t.client(b"Q" + struct.pack(">I", 4 + len(query)) + query)
fault = b"SERROR\0C42501\0Mnot for ZZPAT^CANARY\0DZZ900001\0\0"
t.server(b"E" + struct.pack(">I", 4 + len(fault)) + fault)
t.close()


def tns(kind, body):
    return struct.pack(">HHBBH", 8 + len(body), 0, kind, 0, 0) + body


data = b"(DESCRIPTION=(CONNECT_DATA=(SID=LIS)(CID=(USER=ZZPAT^CANARY))))"
t = w.tcp(station, oracle, 1521)
t.client(tns(1, struct.pack(">HHHHHHHHHH", 318, 300, 0, 8192, 32767, 32520, 0,
                            1, len(data), 58) + bytes(30) + data))
reason = b"(DESCRIPTION=(TMP=)(VSNNUM=186647040)(ERR=12505)" \
    b"(ERROR_STACK=(ERROR=(CODE=12505)(EMFI=4))))"
t.server(tns(4, b"\x22\0" + struct.pack(">H", len(reason)) + reason))
t.close()

t = w.tcp(station, mail, 25)
t.server(b"220 mail.hosp.example ESMTP Postfix (Debian/GNU)\r\n")
t.client(b"EHLO ctview2.hosp.example\r\n")
t.server(b"250-mail.hosp.example\r\n250 AUTH PLAIN LOGIN\r\n")
t.client(b"MAIL FROM:<ZZPAT^CANARY@hosp.example>\r\n")
t.server(b"250 Ok\r\n")
t.client(b"RCPT TO:<ZZPAT^CANARY@hosp.example>\r\n")
t.server(b"250 2.1.5 <ZZPAT^CANARY@hosp.example> Ok\r\n")
t.client(b"DATA\r\n")
t.server(b"354 Go on\r\n")
t.client(b"From: ZZPAT^CANARY <ZZPAT^CANARY@hosp.example>\r\nSubject: ZZPAT^CANARY "
         b"ZZ900001\r\nX-Mailer: ZZPAT^CANARY\r\n\r\nZZPAT^CANARY\r\n.\r\n")
t.server(b"250 2.0.0 Ok: queued as ZZ900001\r\n")
t.client(b"VRFY ZZPAT^CANARY\r\n")
t.server(b"252 2.0.0 ZZPAT^CANARY\r\n")
t.close()

# Where is NFS? Asked of the port mapper, with credentials of nobody.
w.udp(person, 1022, nfs, 111, struct.pack(">IIIIII", 98, 0, 2, 100000, 2, 3) +
      bytes(16) + struct.pack(">IIII", 100003, 3, 6, 0))
w.udp(nfs, 111, person, 1022, struct.pack(">IIIIIII", 98, 1, 0, 0, 0, 0, 2049))
credentials = b"\0\0\0\1\0\0\0\x0axray-store\0\0" + bytes(12)
credentials = struct.pack(">II", 1, len(credentials)) + credentials
t = w.tcp(person, nfs, 2049)
call = struct.pack(">IIIIII", 99, 0, 2, 100003, 3, 3) + credentials
call += bytes(8) + struct.pack(">I", 4) + b"root" + struct.pack(">I", 12)
call += b"ZZPAT^CANARY"
reply = struct.pack(">IIIII", 99, 1, 0, 0, 0) + bytes(4) + \
    struct.pack(">II", 0, 4) + b"file" + bytes(8)
t.client(struct.pack(">I", 0x80000000 | len(call)) + call)
t.server(struct.pack(">I", 0x80000000 | len(reply)) + reply)
t.close()

# Near misses: a file server where mail is at home, words where databases are.
t = w.tcp(station, stranger, 25)
t.server(b"220 ready\r\n")
t.client(b"USER ZZPATCANARY\r\n")
t.close()
t = w.tcp(station, stranger, 3306)
t.server(b"\x20\0\0\0\x09ZZPAT^CANARY is no version number.")
t.close()
t = w.tcp(station, stranger, 5432)
t.client(b"\0\0\0\x14\0\2\0\0ZZPAT^CANARY")
t.close()
w.save(sys.argv[1])
