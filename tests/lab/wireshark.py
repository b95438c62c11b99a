"""wireshark - what tshark shows of a capture, as the attributes of wardwatch.

A fact is (subject, attribute, value): the subject is the address that said it,
or whom it was said about; on Ethernet, and for clients of DHCP, the MAC.
"""
import collections
import datetime
import functools
import hashlib
import json
import re
import subprocess

SHOWN = ("dhcp || dhcpv6 || smb || smb2 || ntlmssp || snmp || lldp || cdp || "
         "mdns || ssdp || tls.handshake.type || ssh || http || browser || "
         "telnet || ftp || nbns || vnc.security_type || vnc.auth_result")
# Quoted by an ICMP error: nobody says that.
QUOTED = "icmp.type in {3..5, 11, 12} || icmpv6.type in {1..4}"
# Pictures of a VNC are not put together: that takes minutes, and says nothing.
OPTIONS = ("-o", "tcp.reassemble_out_of_order:TRUE",
           "-o", "ssh.desegment_buffers:TRUE", "-o", "vnc.desegment:FALSE")


class Frame:
    """One frame: the fields in their order."""

    def __init__(self, layers):
        self.flat = []
        self._walk(layers)
        self.number = int(self.first("frame.number"))
        seconds, _, fraction = self.first("frame.time_epoch").partition(".")
        self.time_us = int(seconds) * 1000000 + int(fraction[:6])
        inner = [p for p in self.first("frame.protocols").split(":")
                 if p in ("ip", "ipv6")]
        ip = inner[-1] if inner else "ip"
        self.source = self.last(ip + ".src")
        self.target = self.last(ip + ".dst")
        self.mac = self.last("eth.src")
        self.protocols = self.first("frame.protocols").split(":")

    def _walk(self, pairs):
        for key, value in pairs:
            self.flat.append((key, value if isinstance(value, str) else ""))
            if isinstance(value, Pairs):
                self._walk(value)
            elif isinstance(value, list):
                self._walk((key, one) for one in value)

    def all(self, key):
        return [v for k, v in self.flat if k == key]

    def first(self, key):
        return next((v for k, v in self.flat if k == key), "")

    def last(self, key):
        values = self.all(key)
        return values[-1] if values else ""


class Pairs(list):
    """An object of JSON whose keys come more than once."""


def frames(path, ports):
    """Which port a protocol is on tells tshark: ports are pairs of the two."""
    rules = [r for port, name in ports for r in ("-d", f"tcp.port=={port},{name}")]
    out = subprocess.run(
        ["tshark", "-n", "-r", path, *OPTIONS, *rules, "-Y",
         f"({SHOWN}) && !({QUOTED})", "-T", "json"],
        capture_output=True, text=True, errors="replace", check=False).stdout
    for packet in json.loads(out or "[]", object_pairs_hook=Pairs,
                             strict=False):
        yield Frame(dict(dict(packet)["_source"])["layers"])


class Said(dict):
    """(subject, attribute) -> value -> number of the first frame."""

    def add(self, subject, attribute, value, frame):
        value = str(value)
        if subject and value:
            self.setdefault((subject, attribute), {}).setdefault(
                value, frame.number)


def parts(frame, begins):
    """The fields of a frame in pieces, each from one of these keys on."""
    piece = None
    for key, value in frame.flat:
        if key in begins:
            if piece:
                yield piece
            piece = []
        if piece is not None:
            piece.append((key, value))
    if piece:
        yield piece


def of(piece, key):
    return next((v for k, v in piece if k == key), "")


# ---- who a device is on its link ---------------------------------------------

def dhcp(said, f):
    mac = f.first("dhcp.hw.mac_addr")
    if f.first("dhcp.type") == "1":
        for name in f.all("dhcp.option.hostname") + f.all("dhcp.fqdn.name"):
            said.add(mac, "dhcp_host_name", name, f)
        for name in f.all("dhcp.option.vendor_class_id"):
            said.add(mac, "dhcp_vendor_class", name, f)
        said.add(mac, "dhcp_fingerprint", ",".join(
            f.all("dhcp.option.request_list_item")), f)
        return
    kind = f.first("dhcp.option.dhcp")
    if kind in ("2", "5") and f.first("dhcp.ip.relay") == "0.0.0.0":
        said.add(f.source, "dhcp_server", 1, f)
    ip = f.first("dhcp.ip.your")
    if ip == "0.0.0.0":
        ip = f.first("dhcp.ip.client")
    if kind in ("5", "") and ip != "0.0.0.0":
        said.add(mac, "dhcp_binding", ip, f)


def dhcpv6(said, f):
    if f.first("dhcpv6.msgtype") in ("2", "7") and \
            f.first("udp.dstport") == "546":
        said.add(f.source, "dhcp_server", 1, f)
    if f.first("dhcpv6.msgtype") not in ("1", "3", "4", "5", "6", "8", "9",
                                         "11"):
        return
    client = [p for p in parts(f, ("dhcpv6.option.type",))
              if of(p, "dhcpv6.option.type") == "1"]
    for piece in client:
        said.add(f.source, "dhcp_unique_id",
                 of(piece, "dhcpv6.duid.bytes").replace(":", ""), f)
    for name in f.all("dhcpv6.client_domain"):
        said.add(f.source, "dhcp_host_name", name, f)
    for name in f.all("dhcpv6.vendorclass.data"):
        said.add(f.source, "dhcp_vendor_class", name, f)
    for number in f.all("dhcpv6.vendorclass.enterprise"):
        said.add(f.source, "dhcp_enterprise", number, f)


def lldp(said, f):
    for field, attribute in (("lldp.tlv.system.name", "system_name"),
                             ("lldp.tlv.system.desc", "system_description"),
                             ("lldp.port.id", "switch_port"),
                             ("lldp.media.software", "inventory_version"),
                             ("lldp.media.sn", "inventory_serial"),
                             ("lldp.media.manufacturer", "inventory_vendor"),
                             ("lldp.media.model", "inventory_model")):
        for value in f.all(field):
            said.add(f.mac, attribute, value, f)


def cdp(said, f):
    for field, attribute in (("cdp.deviceid", "system_name"),
                             ("cdp.software_version", "system_description"),
                             ("cdp.portid", "switch_port"),
                             ("cdp.platform", "platform")):
        said.add(f.mac, attribute, " ".join(f.all(field)), f)


def browser(said, f):
    if f.first("browser.command") not in ("0x01", "0x0f"):
        return
    said.add(f.source, "netbios_name", f.first("browser.server"), f)
    said.add(f.source, "smb_comment", f.first("browser.comment"), f)
    if f.first("browser.server_type.xenix") != "1":
        said.add(f.source, "browser_version", f.first("browser.os_major") +
                 "." + f.first("browser.os_minor"), f)


def nbns(said, f):
    """Registrations and the table of a node, where they are of no group."""
    for piece in parts(f, ("nbns.netbios_name",)):
        if of(piece, "nbns.name_flags.group") == "0":
            said.add(f.source, "netbios_name",
                     of(piece, "nbns.netbios_name"), f)
    if f.first("nbns.flags.opcode") not in ("5", "8", "9", "15") or \
            f.first("nbns.flags.response") == "1" or \
            f.first("nbns.nb_flags.group") == "1":
        return
    name, _, suffix = f.first("nbns.name").partition("<")
    if suffix[:2] in ("00", "20"):
        said.add(f.source, "netbios_name", name, f)


# ---- names and services ---------------------------------------------------------

KEYS = {"ty": "mdns_model", "model": "mdns_model", "mdl": "mdns_model",
        "md": "mdns_model", "usb_mdl": "mdns_model", "product": "mdns_model",
        "usb_mfg": "mdns_vendor", "mfg": "mdns_vendor",
        "manufacturer": "mdns_vendor", "vendor": "mdns_vendor",
        "serial": "mdns_serial", "sn": "mdns_serial",
        "serialnumber": "mdns_serial"}


def records(f):
    for piece in parts(f, ("dns.resp.name",)):
        yield (of(piece, "dns.resp.name"), of(piece, "dns.resp.type"), piece)


def service(said, host, name, f):
    """"EPIQ._dicom._tcp.local": the type, and the instance before it."""
    if not name.endswith(".local") or "_services." in name:
        return
    instance, dot, kind = ("", "", name) if name.startswith("_") else \
        name.partition("._")
    kind = ("_" if dot else "") + kind[:-len(".local")]
    if kind.startswith("_"):
        for ip in host:
            said.add(ip, "mdns_service", kind, f)
            said.add(ip, "mdns_instance", instance, f)


def mdns(said, f):
    """Whose record it is, an address says: the sender may only pass it on."""
    if f.first("dns.flags.response") != "1":
        return
    hosts, serves = collections.defaultdict(list), {}
    for name, kind, piece in records(f):
        ip = of(piece, "dns.a") or of(piece, "dns.aaaa")
        if ip and name.lower().endswith(".local"):
            hosts[name.lower()].append(ip)
            said.add(ip, "mdns_host_name", name, f)
        elif kind == "33":
            serves[name.lower()] = of(piece, "dns.srv.target").lower()
    for name, kind, piece in records(f):
        target = of(piece, "dns.ptr.domain_name") if kind == "12" else name
        if kind not in ("12", "16", "33") or \
                (kind == "12" and not name.startswith("_")):
            continue
        if target.lower() in serves:
            host = hosts.get(serves[target.lower()], [])
        else:
            host = next(iter(hosts.values())) if len(hosts) == 1 else []
        if kind != "16":
            service(said, host, target, f)
            continue
        for text in [v for k, v in piece if k == "dns.txt"]:
            key, _, value = text.partition("=")
            for ip in host if key.lower() in KEYS else []:
                said.add(ip, KEYS[key.lower()], value.strip("()"), f)


def ssdp(said, f):
    lines = [line.replace("\\r\\n", "").split(":", 1) for line in
             f.all("http.unknown_header")]
    head = {k.lower(): v[0].strip() for k, *v in lines if v}
    head["location"] = f.first("http.location")
    if "usn" not in head:
        return
    ip = head.get("location", "")[7:].split("/")[0].split(":")[0]
    ip = ip if ip.replace(".", "").isdigit() else f.source
    said.add(ip, "upnp_uuid", head["usn"][5:].split(":")[0], f)
    kind = head.get("nt", head.get("st", ""))
    if ":device:" in kind:
        said.add(ip, "upnp_device", kind, f)
    said.add(ip, "upnp_server", f.first("http.server"), f)


SCALARS = {"1.3.6.1.2.1.1.1.0": "system_description",
           "1.3.6.1.2.1.1.2.0": "snmp_object_id",
           "1.3.6.1.2.1.1.5.0": "system_name"}
COLUMNS = {"1.3.6.1.2.1.47.1.1.1.1.10.": "inventory_version",
           "1.3.6.1.2.1.47.1.1.1.1.11.": "inventory_serial",
           "1.3.6.1.2.1.47.1.1.1.1.12.": "inventory_vendor",
           "1.3.6.1.2.1.47.1.1.1.1.13.": "inventory_model",
           "1.3.6.1.2.1.43.5.1.1.17.": "inventory_serial"}
RESPONSE, SET, TRAPS = "2", "3", ("4", "6", "7")


def text_of(octets):
    """A value that tshark prints as octets, "5a:5a"."""
    return bytes.fromhex(octets.replace(":", "")).decode("utf-8", "replace")


def snmp(said, f):
    version = f.first("snmp.msgVersion") or f.first("snmp.version")
    pdu = f.first("snmp.data")
    if version == "3":
        level = f.first("snmp.v3.flags.auth") == "1"
        if level and f.first("snmp.v3.flags.crypt") == "1":
            said.add(f.source, "snmp_v3", "authpriv", f)
        elif pdu == RESPONSE:
            said.add(f.source, "snmp_v3", "auth" if level else "noauth", f)
        return
    if pdu == SET:
        said.add(f.target, "snmp_write", 1, f)
    if pdu not in (RESPONSE,) + TRAPS or (pdu == RESPONSE and
                                          f.first("udp.srcport") == "162"):
        return
    said.add(f.source, "snmp_clear", int(version) + 1, f)
    if pdu == "4" or f.first("snmp.error_status") != "0":
        return
    community = f.first("snmp.community")
    if pdu == RESPONSE:
        said.add(f.source, "snmp_community", community if community in
                 ("public", "private") else "other", f)
        if is_default("", community):
            said.add(f.source, "default_login", 1, f)
    for piece in parts(f, ("snmp.name",)):
        name = of(piece, "snmp.name")
        column, _, row = name.rpartition(".")
        attribute = SCALARS.get(name) or (COLUMNS.get(column + ".")
                                          if row in ("1", "1001") else None)
        if attribute:
            said.add(f.source, attribute, of(piece, "snmp.value.oid") or
                     text_of(of(piece, "snmp.value.octets")), f)


# ---- file services and their logins ---------------------------------------------

DIALECTS = {"0x0202": "2.0.2", "0x0210": "2.1", "0x0300": "3.0",
            "0x0302": "3.0.2", "0x0311": "3.1.1"}


def refuse(said, f):
    """A login was turned down by who sent this."""
    said.refused[f.source, f.first("tcp.srcport")].append(
        (f.time_us, f.number))


def guesses(said):
    """More than ten in any five minutes."""
    for (subject, _), times in said.refused.items():
        times.sort()
        for (last, number), (first, _) in zip(times[10:], times):
            if last - first <= 300_000_000:
                said.setdefault((subject, "guessed"), {}).setdefault("1", number)


@functools.cache
def defaults():
    """Digests of published logins."""
    with open("classify/proto/default_login.def", encoding="utf-8") as lines:
        return set(re.findall(r'"([0-9a-f]{64})"', lines.read()))


def is_default(user, password):
    return hashlib.sha256(hashlib.sha256(user.encode()).digest() +
                          password.encode()).hexdigest() in defaults()


def smb(said, f):
    if "tcp" not in f.protocols:
        return  # mail slots
    stream = said.streams[f.first("tcp.stream")]
    for piece in parts(f, ("smb.server_component",)):
        command, answer = of(piece, "smb.cmd"), \
            of(piece, "smb.flags.response") == "1"
        if command != "0x72":
            said.add(f.target if answer else f.source, "smb1_client", 1, f)
        if command == "0x73" and answer and \
                of(piece, "smb.nt_status") == "0xc000006d":
            refuse(said, f)
        if command == "0x73":
            said.add(f.source, "smb_native_os", of(piece, "smb.native_os"), f)
            said.add(f.source, "smb_native_lanman",
                     of(piece, "smb.native_lanman"), f)
            if answer and of(piece, "smb.setup.action.guest") == "1" and \
                    of(piece, "smb.nt_status") == "0x00000000":
                said.add(f.source, "smb_guest", 1, f)
            old, new = of(piece, "smb.ansi_pwlen"), of(piece,
                                                       "smb.unicode_pwlen")
            if old and new == "24":
                said.add(f.source, "ntlm_v1", 1, f)
        if command == "0x72" and not answer:
            stream["dialects"] = [v for k, v in piece
                                  if k == "smb.dialect.name"]
        if command == "0x72" and of(piece, "smb.sm"):
            said.add(f.source, "smb_signing",
                     "required" if of(piece, "smb.sm.sig_required") == "1" else
                     "enabled" if of(piece, "smb.sm.signatures") == "1" else
                     "off", f)
        chosen = of(piece, "smb.dialect.index")
        if command == "0x72" and answer and chosen != "65535":
            offered = stream.get("dialects", [])
            if chosen.isdigit() and int(chosen) < len(offered):
                said.add(f.source, "smb_dialect", offered[int(chosen)], f)


def smb2(said, f):
    stream = said.streams[f.first("tcp.stream")]
    for piece in parts(f, ("smb2.protocol_id",)):
        if of(piece, "smb2.flags.response") != "1":
            if of(piece, "smb2.cmd") == "3":
                stream["share"] = "IPC$" not in of(piece, "smb2.tree")
            continue
        dialect = DIALECTS.get(of(piece, "smb2.dialect"))
        if of(piece, "smb2.cmd") == "0" and dialect:
            said.add(f.source, "smb_dialect", dialect, f)
            said.add(f.source, "smb_signing",
                     "required" if of(piece, "smb2.sec_mode.sign_required") ==
                     "1" else "enabled" if
                     of(piece, "smb2.sec_mode.sign_enabled") == "1" else "off",
                     f)
        command, good = of(piece, "smb2.cmd"), \
            of(piece, "smb2.nt_status") == "0x00000000"
        if command == "1" and of(piece, "smb2.nt_status") == "0xc000006d":
            refuse(said, f)
        if command == "1" and good:
            stream["nobody"] = of(piece, "smb2.ses_flags.null") == "1"
        if of(piece, "smb2.ses_flags.guest") == "1" and good or \
                command == "3" and good and stream.get("nobody") and \
                stream.get("share"):
            said.add(f.source, "smb_guest", 1, f)


TARGET = "ntlmssp.challenge.target_info."


def ntlmssp(said, f):
    for piece in parts(f, ("ntlmssp.messagetype",)):
        kind = of(piece, "ntlmssp.messagetype")
        if kind == "0x00000002":
            name, group = of(piece, TARGET + "nb_computer_name"), \
                of(piece, TARGET + "nb_domain_name")
            said.add(f.source, "ntlm_host_name", name, f)
            said.add(f.source, "workgroup", group if group != name else "", f)
        elif kind == "0x00000003":
            host = of(piece, "ntlmssp.auth.hostname")
            said.add(f.source, "ntlm_host_name",
                     host if host.upper() != "NULL" else "", f)
            length = of(piece, "ntlmssp.auth.ntresponse").count(":") + 1
            if length == 24 and \
                    of(piece, "ntlmssp.negotiatentlm2") != "1":
                said.add(f.source, "ntlm_v1", 1, f)
        else:
            continue
        build = of(piece, "ntlmssp.version.build_number")
        if build not in ("", "0"):
            said.add(f.source, "ntlm_version", ".".join(
                (of(piece, "ntlmssp.version.major"),
                 of(piece, "ntlmssp.version.minor"), build)), f)


# ---- encrypted --------------------------------------------------------------------

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


# ---- in clear -----------------------------------------------------------------------

def http(said, f):
    if "ssdp" in f.protocols:
        ssdp(said, f)
        return
    for value in f.all("http.server"):
        said.add(f.source, "http_server", value, f)
    for value in f.all("http.user_agent"):
        said.add(f.source, "http_user_agent", value, f)
    for line in f.all("http.response.line"):
        if line.lower().startswith("x-powered-by:"):
            said.add(f.source, "http_powered_by", line[13:].strip(), f)
    for value in f.all("http.www_authenticate"):
        if 'realm="' in value:
            said.add(f.source, "http_realm",
                     value.split('realm="')[1].split('"')[0], f)
    stream = said.streams[f.first("tcp.stream")]
    if f.first("http.request.method"):
        stream.pop("login", "")
    for value in f.all("http.authorization"):
        scheme = value.split(" ")[0].lower()
        if scheme in ("basic", "digest"):
            said.add(f.source, "clear_login_sent", "http-" + scheme, f)
            stream["login"] = "http-" + scheme
            stream["pair"] = f.first("http.authbasic")
    if f.first("http.request.method") == "POST" and any(
            PASSWORD.fullmatch(key) for key in
            f.all("urlencoded-form.key") + f.all("json.key")):
        said.add(f.target, "http_clear_form", 1, f)
    answer(said, stream, f, f.first("http.response.code"))


PASSWORD = re.compile("pass|passwd|password|pwd|j_password|pin", re.I)


def answer(said, stream, f, code):
    """A Digest is wrong when it follows a challenge; before that its nonce may
    have been too old."""
    if not code or code[0] == "1":
        return
    login = stream.pop("login", "")
    if login and code[0] in "23":
        said.add(f.source, "clear_login", login, f)
    if login == "http-basic" and code[0] == "2" and ":" in stream["pair"] and \
            is_default(*stream["pair"].split(":", 1)):
        said.add(f.source, "default_login", 1, f)
    stale = any("stale=true" in v.lower() for v in f.all("http.www_authenticate"))
    if code == "401" and not stale and (
            login == "http-basic" or (login and stream.get("challenged"))):
        refuse(said, f)
    stream["challenged"] = code == "401"


def vnc(said, f):
    if f.first("vnc.auth_result") == "1":
        refuse(said, f)


def telnet(said, f):
    server = f.source if f.first("tcp.srcport") == "23" else f.target
    said.add(server, "telnet_session", 1, f)


def ftp(said, f):
    """USER of somebody, PASS and 230."""
    stream = said.streams[f.first("tcp.stream")]
    for key, value in f.flat:
        if key == "ftp.request.command":
            stream[value.upper()] = True
            stream["last"] = value.upper()
        elif key == "ftp.request.arg" and stream.get("last") == "USER":
            stream["anonymous"] = value.lower() in ("anonymous", "ftp")
            stream["PASS"] = stream["default"] = False
            stream["user"] = value
        elif key == "ftp.request.arg" and stream.get("last") == "PASS":
            stream["default"] = is_default(stream.get("user", ""), value)
        elif key == "ftp.response.code" and value == "530" and \
                stream.get("PASS") and not stream.get("anonymous"):
            refuse(said, f)
            stream["PASS"] = False
        elif key == "ftp.response.code" and value == "220":
            stream["greets"] = True
        elif key == "ftp.response.code" and value == "230" and "USER" in stream:
            if stream["anonymous"]:
                said.add(f.source, "ftp_anonymous", 1, f)
            elif stream.get("PASS"):
                said.add(f.source, "clear_login", "ftp", f)
                said.add(f.target, "clear_login_sent", "ftp", f)
                if stream.get("default"):
                    said.add(f.source, "default_login", 1, f)
        elif key == "ftp.response.arg" and stream.pop("greets", False) and \
                not stream.get("greeted"):
            stream["greeted"] = True
            said.add(f.source, "ftp_banner", value, f)


READERS = (dhcp, dhcpv6, lldp, cdp, browser, nbns, mdns, snmp, smb, smb2, ntlmssp,
           tls, ssh, http, telnet, ftp, vnc)


def shared(said):
    """A key in the hands of three."""
    for owners in said.keys.values():
        for owner, f in owners.items() if len(owners) > 2 else ():
            said.add(owner, "cert_key_shared", 1, f)


def said_in(path, ports):
    said = Said()
    said.streams = collections.defaultdict(dict)
    said.refused = collections.defaultdict(list)
    said.keys = collections.defaultdict(dict)
    for f in frames(path, ports):
        for reader in READERS:
            if reader.__name__ in f.protocols or \
                    any(k.startswith(reader.__name__ + ".") for k, _ in f.flat):
                reader(said, f)
    guesses(said)
    shared(said)
    return said
