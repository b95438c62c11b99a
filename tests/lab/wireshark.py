"""wireshark - what tshark shows of a capture, as the attributes of wardwatch."""
import collections

from shown import Said, frames
from shown_clear import ftp, http, telnet, vnc
from shown_keys import ssh, tls
from shown_logins import guesses, ntlmssp, smb, smb2
from shown_names import browser, cdp, dhcp, dhcpv6, lldp, mdns, nbns, snmp

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
