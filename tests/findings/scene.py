"""scene - a small network in which a rule fires, or comes close and does not.

A file of rules/ registers its scenes:

    @fires("CLN-001")
    def image_in_clear(s):
        ct, archive = s.host(1), s.host(2)
        ...
        return [ct, archive]        # exactly who has the finding

    @near("CLN-001")
    def image_in_tls(s): ...

Each scene has hosts of its own: many share one capture and do not meet.
"""
import importlib.util
import pathlib
import struct
import sys

MAKE = pathlib.Path(__file__).resolve().parent.parent / "golden" / "make"
sys.path.insert(0, str(MAKE))

from wire import Host, Wire, group  # noqa: E402

OUI = "98:e7:43"
SCENES = []
_helpers = {}


def helper(name):
    """A generator of tests/golden/make, for the protocol that it writes."""
    if name not in _helpers:
        spec = importlib.util.spec_from_file_location(
            name.replace("-", "_"), MAKE / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        said, sys.argv = sys.argv, [name, "/dev/null"]
        spec.loader.exec_module(module)
        sys.argv = said
        _helpers[name] = module
    return _helpers[name]


class Scene(Wire):
    def __init__(self, rule, fires, build, world, text):
        super().__init__()
        self.rule, self.fires, self.build = rule, fires, build
        self.world, self.text = world, text
        self.number = 0
        self.parts = [self.frames]
        self.hosts = []
        self.zones = ""
        self.files = []

    def make(self, number):
        """Builds it; .on are the hosts that must have the finding."""
        self.number = number
        on = self.build(self) or []
        on = on if isinstance(on, (list, tuple)) else [on]
        self.on = {name_of(h) for h in on}
        assert not self.fires or self.on, f"{self.name}: fires on nobody"

    @property
    def name(self):
        return f"{self.rule} {self.build.__name__}"

    def net(self, sub=0):
        """A network of this scene: 10.x.y.0/24; there are 32."""
        return f"10.{64 + self.number // 8}.{self.number % 8 * 32 + sub}."

    def host(self, n, oui=OUI, sub=0, bind=True, ttl=64, ip=None):
        """The host n of a network of this scene; bind: it speaks by ARP."""
        high = sub << 2 | self.number >> 8
        host = Host(f"{oui}:{high:02x}:{self.number & 255:02x}:{n:02x}",
                    ip or self.net(sub) + str(n), ttl)
        self.hosts.append(host)
        if bind:
            self.arp(host)
        return host

    def outside(self, n, router):
        """A host of the internet, by a router of this scene."""
        host = Host(router.mac.hex(), f"93.{self.number >> 8}."
                    f"{self.number & 255}.{n}", 50)
        self.hosts.append(host)
        return host

    def house(self, sub=1):
        """A network of IPv6 of this scene, of 64 bits; its first 48 tell whose."""
        return f"2a0e:{self.number:x}:1:{sub:x}::"

    def six(self, host, ip=None, bind=True, flags=0x20):
        """The same by IPv6; bind: it speaks by neighbour discovery. flags: it
        overrides what was known."""
        six = Host(host.mac.hex(), ip or self.house() + f"{host.mac[5]:x}",
                   host.ttl)
        self.hosts.append(six)
        if bind:
            self.discover(six, flags)
        return six

    def discover(self, host, flags=0x20):
        body = struct.pack(">BBHI", 136, 0, 0, flags << 24) + host.ip.packed
        body += struct.pack(">BB", 2, 1) + host.mac
        me, everybody = Host(host.mac.hex(), str(host.ip), 255), group("ff02::1")
        self.ip(me, everybody, 58, self.summed(me, everybody, 58, body, 2))

    def outside_six(self, n, router):
        host = Host(router.mac.hex(), f"2a0f:{self.number:x}::{n:x}", 50)
        self.hosts.append(host)
        return host

    def zone(self, kind, *ranges, wireless=False, allow=()):
        """Tells the zones; returns the zone's name."""
        name = f"{kind}{self.number}-{self.zones.count('zone ')}"
        self.zones += f"zone {name}\n  kind   {kind}\n"
        self.zones += "".join(f"  range  {r}\n" for r in ranges)
        return name

    def part(self):
        """What follows stands in the next capture; it is read after the
        files of load()."""
        self.frames = []
        self.parts.append(self.frames)

    def load(self, kind, name, text):
        """A file for `wardwatch import KIND`, read after the first part."""
        self.files.append((kind, f"{self.number}-{name}", text))


def name_of(host):
    if isinstance(host, str):
        return host
    return str(host.ip) if int(host.ip) else host.mac.hex(":")


def _register(rule, fires, world, text):
    def take(build):
        SCENES.append(Scene(rule, fires, build, world, text))
        return build
    return take


def fires(rule, world="plain", text=True):
    """text: there are fields in which a patient's name can be planted."""
    return _register(rule, True, world, text)


def near(rule, world="plain", text=True):
    return _register(rule, False, world, text)


# ---- devices that say what they are ----------------------------------------------

def monitor(s, n, sub=0, **more):
    """A patient monitor, by one HL7 message to an engine in its network; or a
    host of that address and no voice but this."""
    hl7 = helper("hl7-gateway")
    me = s.host(n, oui="00:a0:37", sub=sub, **more)
    engine = s.host(254, sub=sub)
    eui = (me.mac[:3] + b"\xff\xfe" + me.mac[3:]).hex().upper()
    t = s.tcp(me, engine, 2575)
    t.client(hl7.message(
        f"MINDRAY_VS9^{eui}^EUI-64", "ORU^R01^ORU_R01",
        hl7.row(1, "", "69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC",
                "1.0.0.0", device=f"VS-9^^{eui}^EUI-64"),
        hl7.row(2, "ST", "531974^MDC_ID_PROD_SPEC_SW^MDC", "1.0.0.1", "03.20")))
    t.server(hl7.answer("HIE"))
    t.close()
    return me
