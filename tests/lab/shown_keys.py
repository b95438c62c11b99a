"""shown_keys - certificates, handshakes of TLS and SSH."""
import datetime
import functools
import re
import subprocess

from shown import of, parts

NAMES = {"2.5.4.3": "name", "2.5.4.10": "organisation", "2.5.4.11": "unit"}
SIGNATURES = {
    "1.2.840.113549.1.1.4": "RSA-MD5", "1.2.840.113549.1.1.5": "RSA-SHA1",
    "1.2.840.113549.1.1.11": "RSA-SHA256",
    "1.2.840.113549.1.1.12": "RSA-SHA384",
    "1.2.840.113549.1.1.13": "RSA-SHA512",
    "1.2.840.10045.4.3.2": "ecdsa-with-SHA256",
    "1.2.840.10045.4.3.3": "ecdsa-with-SHA384"}
GREASE = {f"0x{n:x}a{n:x}a" for n in range(16)}


def rdns(piece, begin, end):
    """"O" and the like of a name, the first of each."""
    found, oid, inside = {}, "", False
    for key, value in piece:
        inside = (inside or key == begin) and key != end
        if inside and key == "x509if.oid":
            oid = value
        elif inside and key.startswith("x509sat.") and value and \
                key[8:].endswith("String") and key[8].islower():
            found.setdefault(NAMES.get(oid), value)
    return found


def seconds_of(text):
    """"2035-01-01 00:00:00 (UTC)", or "Jul 21, 2068 12:33:34.000000000 UTC"."""
    iso = text[0].isdigit()
    end = datetime.datetime.strptime(
        text[:19] if iso else text.split(".")[0],
        "%Y-%m-%d %H:%M:%S" if iso else "%b %d, %Y %H:%M:%S")
    return int(end.replace(tzinfo=datetime.timezone.utc).timestamp())


def covers(pattern, name):
    """RFC 9525 6: a star stands for the first label."""
    pattern, name = pattern.lower().rstrip("."), name.lower().rstrip(".")
    return pattern == name or (pattern.startswith("*.") and "." in name and
                               pattern[2:] == name.split(".", 1)[1])


def certificate(said, f, piece):
    subject = rdns(piece, "x509af.subject", "x509af.subjectPublicKeyInfo_element")
    issuer = rdns(piece, "x509af.issuer", "x509af.validity_element")
    for name in NAMES.values():
        said.add(f.source, "cert_" + name, subject.get(name, ""), f)
    said.add(f.source, "cert_issuer", issuer.get("organisation") or
             issuer.get("name", ""), f)
    if subject == issuer:
        said.add(f.source, "cert_self_signed", 1, f)
    ends = [v for k, v in piece if k in ("x509af.utcTime",
                                         "x509af.generalizedTime")]
    if len(ends) > 1:
        begin, end = seconds_of(ends[0]), seconds_of(ends[1])
        said.add(f.source, "cert_not_after", end, f)
        if 0 <= end - f.time_us // 1000000 < 30 * 86400:
            said.add(f.source, "cert_ends_soon", 1, f)
        said.add(f.source, "cert_validity", "expired" if
                 end * 1000000 < f.time_us else "not-yet" if
                 begin * 1000000 > f.time_us else "valid", f)
    oid = [v for k, v in piece if k == "x509af.algorithm.id"]
    said.add(f.source, "cert_signature", SIGNATURES.get(oid[0] if oid else "",
                                                        ""), f)
    modulus = of(piece, "pkcs1.modulus").replace(":", "")
    if modulus:
        said.add(f.source, "cert_rsa_bits", int(modulus, 16).bit_length(), f)
    asked = said.streams[f.first("tcp.stream")].get("asked", "")
    names = [v for k, v in piece if k == "x509ce.dNSName"] or \
        [subject.get("name", "")]
    if re.search("[g-z]", asked.lower()) and \
            not any(covers(name, asked) for name in names):
        said.add(f.source, "cert_mismatch", 1, f)
    key = of(piece, "x509af.subjectPublicKey") or modulus
    if key:
        said.keys[key].setdefault(f.source, f)


@functools.cache
def suites():
    """Their names, as tshark has them."""
    out = subprocess.run(["tshark", "-G", "values"], capture_output=True,
                         text=True, check=False).stdout
    rows = [line.split("\t") for line in out.splitlines()
            if line.startswith("V\ttls.handshake.ciphersuite\t")]
    return {int(row[2], 0): row[3] for row in rows}


FAULTS = (("null", "_WITH_NULL"), ("anon", "_anon_"), ("export", "_EXPORT_"),
          ("rc4", "_RC4_"), ("3des", "_3DES_"), ("des", "_DES"))


def suite(said, f, value):
    name = suites().get(value, "")
    said.add(f.source, "tls_cipher", value, f)
    said.add(f.source, "tls_cipher_fault", next(
        (fault for fault, part in FAULTS if part in name), ""), f)
    if name.startswith(("TLS_RSA_WITH", "TLS_RSA_EXPORT")):
        said.add(f.source, "tls_kex", "rsa", f)


def number(text):
    return int(text, 16)


def tls(said, f):
    stream = said.streams[f.first("tcp.stream")]
    for piece in parts(f, ("tls.handshake.type",)):
        kind = of(piece, "tls.handshake.type")
        versions = [number(v) for k, v in piece
                    if k == "tls.handshake.extensions.supported_version" and
                    v not in GREASE]
        versions = [0x304 if v >> 8 == 0x7f else v for v in versions]
        own = number(of(piece, "tls.handshake.version") or "0x0")
        if kind == "1":
            said.add(f.source, "tls_ja3", of(piece, "tls.handshake.ja3"), f)
            said.add(f.source, "tls_client_best", max([own] + versions), f)
            stream["asked"] = of(piece, "tls.handshake.extensions_server_name")
            said.add(f.target, "tls_server_name", stream["asked"], f)
        elif kind == "2":
            stream["server"] = f.first("tcp.srcport")
            version = max(versions or [own])
            said.add(f.source, "tls_version",
                     0x304 if version >> 8 == 0x7f else version, f)
            suite(said, f, number(of(piece, "tls.handshake.ciphersuite")))
        elif kind == "11" and stream.get("server") == f.first("tcp.srcport"):
            for one in list(parts(f, ("tls.handshake.certificate",)))[:1]:
                certificate(said, f, one)


# RFC 9142, RFC 8758.
BROKEN = {
    "kex": ("ssh.kex_algorithms", "diffie-hellman-group1-sha1 diffie-hellman-"
            "group14-sha1 diffie-hellman-group-exchange-sha1"),
    "host-key": ("ssh.server_host_key_algorithms", "ssh-dss"),
    "cipher": ("ssh.encryption_algorithms_server_to_client", "3des-cbc des-cbc "
               "blowfish-cbc cast128-cbc arcfour arcfour128 arcfour256 none"),
    "mac": ("ssh.mac_algorithms_server_to_client",
            "hmac-md5 hmac-md5-96 hmac-sha1-96 none"),
}


def ssh(said, f):
    from_server = (f.first("ssh.direction") or
                   str(int(f.first("tcp.srcport") == "22"))) == "1"
    for line in f.all("ssh.protocol"):
        line = line.removesuffix("\r\n").strip()
        said.add(f.source, "ssh_server" if from_server else "ssh_client", line,
                 f)
        if from_server and line.startswith("SSH-1."):
            said.add(f.source, "ssh_protocol_1", 1, f)
    for kind, (field, broken) in BROKEN.items():
        offered = set(f.first(field).split(",")) - {""}
        if from_server and offered and offered <= set(broken.split()):
            said.add(f.source, "ssh_weak", kind, f)
    said.add(f.source, "ssh_hassh", f.first("ssh.kex.hassh"), f)
    said.add(f.source, "ssh_hassh_server", f.first("ssh.kex.hasshserver"), f)
    modulus = f.first("ssh.host_key.rsa.n").replace(":", "")
    if modulus:
        said.add(f.source, "ssh_rsa_bits", int(modulus, 16).bit_length(), f)
