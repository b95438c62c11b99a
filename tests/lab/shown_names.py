"""shown_names - who a device is on its link, its names and services."""
import collections

from shown import of, parts
from shown_logins import is_default


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
