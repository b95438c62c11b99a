"""shown - the frames of a capture as tshark shows them, and what they say.

A fact is (subject, attribute, value): the subject is the address that said it,
or whom it was said about; on Ethernet, and for clients of DHCP, the MAC.
"""
import json
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
