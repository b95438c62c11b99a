"""speak - what no other generator of the tree writes: TLS with any certificate,
SSH, RFB, SNMP by version, SMB 1, Kerberos, and short questions over HTTP."""
import ipaddress
import random
import struct
from datetime import datetime, timedelta, timezone

from scene import helper
from wire import START_US, Host, group

NOW = datetime.fromtimestamp(START_US / 1_000_000, timezone.utc)
NAME = "ZZPAT^CANARY"
MRN = "ZZ900001"
JSON = "application/json"

_web = helper("fhir-dicomweb")
_ber = helper("phi-logins")
_krb = helper("generic-servers")
_sdc = helper("sdc")


# ---- HTTP ----

def ask(s, client, server, port=80, verb="GET", path="/", head=(), body=b"",
        status="200 OK", answer=b"ok", kind="text/plain", back=()):
    """One question, one answer."""
    t = s.tcp(client, server, port)
    length = [f"Content-Length: {len(body)}"] if body else []
    t.client("\r\n".join([f"{verb} {path} HTTP/1.1", "Host: zz", *head, *length,
                          "", ""]).encode() + body)
    t.server(_web.answer(kind, answer, status=status, more="\r\n".join(back)))
    t.close()


# ---- certificates ----

def der(tag, *parts):
    return _krb.der(tag, b"".join(parts))


OIDS = {"CN": "550403", "O": "55040a", "sha256": "2a864886f70d01010b",
        "sha1": "2a864886f70d010105", "rsa": "2a864886f70d010101"}


def oid(name):
    return der(6, bytes.fromhex(OIDS[name]))


def whole(n):
    return der(2, n.to_bytes(n.bit_length() // 8 + 1, "big"))


def who(common, organisation=None):
    parts = [(k, v) for k, v in (("O", organisation), ("CN", common)) if v]
    return der(0x30, *[der(0x31, der(0x30, oid(k), der(12, v.encode())))
                       for k, v in parts])


def date(days):
    return der(0x18, (NOW + timedelta(days=days)).strftime("%Y%m%d%H%M%SZ")
               .encode())


def certificate(common, organisation=None, issuer="ZZ CA", begins=-30, ends=365,
                bits=2048, signed="sha256", key=None):
    """Days count from the start of the capture; issuer None: itself. The key is
    a number of that many bits, by the name `key`; nobody has its other half."""
    names = who(common, organisation)
    dice = random.Random(key or common)
    modulus = dice.getrandbits(bits) | 1 << (bits - 1) | 1
    rsa = der(0x30, whole(modulus), whole(65537))
    public = der(0x30, der(0x30, oid("rsa"), der(5)), der(3, b"\0", rsa))
    algorithm = der(0x30, oid(signed), der(5))
    body = der(0x30, der(0xA0, whole(2)), whole(dice.getrandbits(60)), algorithm,
               who(issuer) if issuer else names, der(0x30, date(begins),
                                                     date(ends)), names, public)
    return der(0x30, body, algorithm, der(3, b"\0", dice.randbytes(bits // 8)))


# ---- TLS ----

TLS_12, ECDHE, RSA = 0x0303, 0xC02F, 0x009C


def extension(kind, body):
    return struct.pack(">HH", kind, len(body)) + body


def alpn(name):
    return extension(16, struct.pack(">HB", len(name) + 1, len(name)) + name)


def sni(name):
    return extension(0, struct.pack(">HBH", len(name) + 3, 0, len(name)) +
                     name.encode())


def tls(s, client, server, port=443, version=TLS_12, best=None, suite=ECDHE,
        cert=None, offers=b"", answers=b"", asks=False):
    """As far as the hello is done, then sealed. best: of the client."""
    t = s.tcp(client, server, port)
    hello = struct.pack(">H", min(best or TLS_12, TLS_12)) + bytes(32)
    hello += struct.pack(">BHHBB", 0, 2, suite, 1, 0)
    hello += struct.pack(">H", len(offers)) + offers
    t.client(_sdc.record(22, _sdc.handshake(1, hello)))
    cert = cert or certificate("host.zz.example", key=f"{s.number}")
    chain = struct.pack(">I", len(cert))[1:] + cert
    done = struct.pack(">H", version) + bytes(32)
    done += struct.pack(">BHBH", 0, suite, 0, len(answers)) + answers
    said = _sdc.handshake(2, done)
    said += _sdc.handshake(11, struct.pack(">I", len(chain))[1:] + chain)
    if asks:
        said += _sdc.handshake(13, b"\1\1\0\2\4\1\0\0")
    t.server(_sdc.record(22, said + _sdc.handshake(14, b"")))
    dice = random.Random(s.number)
    t.client(_sdc.record(22, _sdc.handshake(16, dice.randbytes(66))) +
             _sdc.record(20, b"\1") + _sdc.record(22, dice.randbytes(40)))
    t.server(_sdc.record(20, b"\1") + _sdc.record(22, dice.randbytes(40)))
    t.client(_sdc.record(23, dice.randbytes(90)))
    t.close()


# ---- SSH ----

GOOD = {"kex": "curve25519-sha256,ecdh-sha2-nistp256",
        "key": "ssh-ed25519,rsa-sha2-512", "cipher": "aes256-gcm@openssh.com",
        "mac": "hmac-sha2-256"}


def ssh(s, client, server, banner="SSH-2.0-OpenSSH_9.6", **lists):
    t = s.tcp(client, server, 22)
    t.server(banner.encode() + b"\r\n")
    t.client(b"SSH-2.0-OpenSSH_9.6\r\n")

    def offer(say, some):
        names = {**GOOD, **some}
        body = b"\x14" + bytes(16)
        for name in ("kex", "key", "cipher", "cipher", "mac", "mac", None, None,
                     "", ""):
            text = (names[name] if name else "none" if name is None else "")
            body += struct.pack(">I", len(text)) + text.encode()
        body += bytes(5)
        pad = 8 - (len(body) + 5) % 8 + 4
        say(struct.pack(">IB", len(body) + pad + 1, pad) + body + bytes(pad))
    if banner.startswith(("SSH-2.0", "SSH-1.99")):
        offer(t.client, {})
        offer(t.server, lists)
    t.close()


# ---- RFB, RDP ----

def vnc(s, client, server, types, chosen):
    t = s.tcp(client, server, 5900)
    t.server(b"RFB 003.008\n")
    t.client(b"RFB 003.008\n")
    t.server(bytes([len(types), *types]))
    t.client(bytes([chosen]))
    if chosen == 1:
        t.server(bytes(4))
        t.client(b"\1")
        t.server(struct.pack(">HHBBBBHHHBBBxxx", 640, 480, 32, 24, 0, 1, 255, 255,
                             255, 16, 8, 0) + struct.pack(">I", len(NAME)) +
                 NAME.encode())
    t.close()


def rdp(s, client, server, selected):
    cookie = b"Cookie: mstshash=zzusercanary\r\n"
    body = struct.pack(">BHHB", 0xE0, 0, 0, 0) + cookie + \
        struct.pack("<BBHI", 1, 0, 8, 3)
    t = s.tcp(client, server, 3389)
    t.client(struct.pack(">BBHB", 3, 0, 5 + len(body), len(body)) + body)
    t.server(struct.pack(">BBHBBHHB", 3, 0, 19, 14, 0xD0, 0, 0, 0) +
             struct.pack("<BBHI", 2, 0, 8, selected))
    t.close()


# ---- SNMP ----

def snmp(s, client, server, community="public", version=1, text="ZZ unit 1.0",
         error=0):
    """What are you called, and who looks after you?"""
    ber, number, octets = _ber.ber, _ber.number, _ber.text

    def message(pdu, status, values):
        return ber(0x30, number(version), octets(community), ber(
            pdu, number(7), number(status), number(0), ber(0x30, *[
                ber(0x30, ber(6, bytes([0x2B, 6, 1, 2, 1, 1, n, 0])), v)
                for n, v in values])))
    s.udp(client, 40161, server, 161, message(0xA0, 0, [(1, ber(5)),
                                                        (4, ber(5))]))
    s.udp(server, 161, client, 40161, message(0xA2, error, [
        (1, octets(text)), (4, octets(NAME))]))


def snmp3(s, client, server, flags):
    """flags: 0 noAuth, 1 auth, 3 authPriv; the user is a canary."""
    ber, number, octets = _ber.ber, _ber.number, _ber.text
    engine = ber(4, bytes.fromhex("80001f8804") + b"ZZUNIT")

    def message(pdu, more):
        security = ber(0x30, engine, number(1), number(9), octets("zzusercanary"),
                       ber(4, bytes(12 if flags & 1 else 0)),
                       ber(4, bytes(8 if flags & 2 else 0)))
        scoped = ber(0x30, engine, octets(""), ber(
            pdu, number(7), number(0), number(0), ber(0x30, ber(
                0x30, ber(6, bytes.fromhex("2b06010201010400")), more))))
        data = ber(4, random.Random(s.number).randbytes(64)) if flags & 2 \
            else scoped
        return ber(0x30, number(3), ber(
            0x30, number(5), number(65507), ber(4, bytes([flags | 4])),
            number(3)), ber(4, security), data)
    s.udp(client, 40161, server, 161, message(0xA0, ber(5)))
    s.udp(server, 161, client, 40161, message(0xA2, octets(NAME)))


# ---- SMB ----

def utf16(text):
    return text.encode("utf-16-le")


def ntlm_authenticate(host, nt=24, extended=False, build=None, user="ZZPATCANARY"):
    """nt: the length of the response; build: (major, minor, build)."""
    flags = 1 | 0x200 | (0x80000 if extended else 0) | (0x02000000 if build else 0)
    at = 72
    head, body = b"NTLMSSP\0" + struct.pack("<I", 3), b""
    for part in (bytes(24), bytes(nt), utf16("ZZDOM"), utf16(user), utf16(host),
                 b""):
        head += struct.pack("<HHI", len(part), len(part), at + len(body))
        body += part
    major, minor, number = build or (0, 0, 0)
    return head + struct.pack("<I", flags) + struct.pack(
        "<BBHBBBB", major, minor, number, 0, 0, 0, 15) + body


def smb2(s, client, server, dialect=0x0311, signing=3, blob=None, flags=0,
         share=None, status=0):
    """Negotiation, and with a blob a session of those flags."""
    def message(command, body, answer=0, code=0):
        head = b"\xfeSMB" + struct.pack("<HHIHHIIQIIQ", 64, 0, code, command, 1,
                                        answer, 0, command, 0, 1, 1) + bytes(16)
        return struct.pack(">I", len(head + body)) + head + body
    t = s.tcp(client, server, 445)
    t.client(message(0, struct.pack("<HHHHI", 36, 1, signing, 0, 0) + bytes(24) +
                     struct.pack("<H", dialect)))
    t.server(message(0, struct.pack("<HHHH", 65, signing, dialect, 0) + bytes(56),
                     1))
    if blob is not None:
        t.client(message(1, struct.pack("<HBBIIHHQ", 25, 0, 1, 0, 0, 88,
                                        len(blob), 0) + blob))
        t.server(message(1, struct.pack("<HHHH", 9, flags, 72, 0), 1, status))
    if share is not None:
        name = utf16(f"\\\\srv\\{share}")
        t.client(message(3, struct.pack("<HHHH", 9, 0, 72, len(name)) + name))
        t.server(message(3, struct.pack("<HBBIII", 16, 1, 0, 0, 0, 0), 1, status))
    t.close()


def smb1(s, client, server, dialects=("NT LM 0.12",), chosen=0, mode=0x0F,
         nt=None, guest=0, words=17):
    """nt: a session whose NT response is that long, without extended security."""
    def message(command, body, answer=0):
        head = b"\xffSMB" + struct.pack("<BIBHH8sHHHHH", command, 0, answer << 7, 0,
                                        0, bytes(8), 0, 0, 1, 1, 1)
        return struct.pack(">I", len(head + body)) + head + body
    t = s.tcp(client, server, 445)
    names = b"".join(b"\2" + d.encode() + b"\0" for d in dialects)
    t.client(message(0x72, b"\0" + struct.pack("<H", len(names)) + names))
    answer = struct.pack("<HB", chosen, mode)
    t.server(message(0x72, bytes([words]) + answer.ljust(2 * words, b"\0") +
                     b"\0\0", 1))
    if nt is not None:
        data = bytes(24 + nt) + NAME.encode() + b"\0ZZDOM\0Unix\0Samba\0"
        t.client(message(0x73, b"\x0d" + struct.pack(
            "<BBHHHHIHHII", 255, 0, 0, 16644, 2, 1, 0, 24, nt, 0, 0xD4) +
            struct.pack("<H", len(data)) + data))
        t.server(message(0x73, b"\3" + struct.pack("<BBHH", 255, 0, 0, guest) +
                         struct.pack("<H", 0), 1))
    t.close()


# ---- Kerberos ----

def kerberos(s, client, kdc, kinds):
    """Who asks for a ticket offers these kinds of encryption."""
    k = _krb
    body = k.field(0, k.der(3, b"\0\x40\x81\0\x10"))
    body += k.field(1, k.principal(1, "ZZPATCANARY")) + k.field(2, k.string(k.REALM))
    body += k.field(3, k.principal(2, "krbtgt", k.REALM))
    body += k.field(5, k.der(0x18, b"20261126100000Z")) + k.field(7, k.integer(7))
    body += k.field(8, k.der(0x30, b"".join(k.der(2, n.to_bytes(
        1 if -128 <= n < 128 else 2, "big", signed=True)) for n in kinds)))
    s.udp(client, 50001, kdc, 88, k.der(0x6A, k.der(
        0x30, k.field(1, k.integer(5)) + k.field(2, k.integer(10)) +
        k.field(4, k.der(0x30, body)))))
    s.udp(kdc, 88, client, 50001, k.as_rep("ZZPATCANARY"))


def vrrp(s, sender, router, priority, address):
    """The sender says that it has this address of the group; no password."""
    octets = struct.pack(">4BHH", 0x31, router, priority, 1, 100, 0)
    octets += ipaddress.ip_address(address).packed
    s.ip(Host(sender.mac.hex(), str(sender.ip), 255), group("224.0.0.18"), 112,
         octets)
