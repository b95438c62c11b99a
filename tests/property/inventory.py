"""inventory - what a scan says, in a form that two scans can be compared in.

scan() runs the program; an Inventory knows what it says of each address: class,
vendor, model, serial, version, name, and the protocols it speaks and how, as far
as our own parsers know them.
"""
import json
import os
import re
import subprocess

KINDS = ("class", "vendor", "model", "serial", "version", "name")


def makers():
    """Names of one maker, by signatures/vendors.txt: other name -> first."""
    first, known = None, {}
    with open("signatures/vendors.txt", encoding="utf-8") as f:
        for line in f:
            m = re.match(r'\s*(vendor|also)\s+"([^"]+)"', line)
            if m and m.group(1) == "vendor":
                first = m.group(2)
            if m:
                known[m.group(2).lower()] = first
    return known


def wider():
    """Of each class those that it is a kind of, by signatures/classes.txt."""
    above, last = {}, None
    with open("signatures/classes.txt", encoding="utf-8") as f:
        for words in map(str.split, f):
            if words[:1] == ["class"]:
                last = words[1]
                above[last] = set()
            elif words[:1] == ["under"]:
                for name in words[1:]:
                    above[last] |= {name} | above[name]
    return above


MAKERS = makers()
WIDER = wider()


def squeeze(text):
    return re.sub(r"[^a-z0-9]", "", text.lower())


def agree(a, b):
    """True when two texts say the same, one perhaps more of it."""
    a, b = (squeeze(MAKERS.get(text.lower(), text)) for text in (a, b))
    return bool(a and b) and (a in b or b in a)


class Inventory:
    def __init__(self, assets, flows):
        self.assets = assets
        self.at = {}         # (net, address) -> asset
        self.speaks = {}     # (net, address) -> {protocol, as client or server}
        for asset in assets:
            for a in asset["addresses"]:
                self.at[a["net"] or "", a["ip"]] = asset
        for f in flows:
            if not f["protocol"] or f["known_by"] in ("port", "ndpi"):
                continue
            for end in ("client", "server"):
                self.speaks.setdefault((f["net"] or "", f[end]), set()).add(
                    f"{f['protocol']} {end}")

    def claims(self, where):
        asset = self.at.get(where)
        return {k: asset[k] for k in KINDS if asset and asset.get(k)}

    def sources(self, where, kind):
        """The protocols on whose word a claim rests."""
        return {e["source"] for c in self.at.get(where, {}).get("claims", ())
                if c["kind"] == kind and c["chosen"] for e in c["evidence"]}


def is_open(kind, value, before, whole):
    """Whether a claim may stand for another that is gone."""
    if kind == "class":
        return value in WIDER.get(before, ())
    return kind in ("name", "version") and any(
        c["kind"] == kind and agree(c["value"], value)
        for c in whole["claims"])


def compare(whole, left):
    """Claims of the whole, those that are left, contradictions."""
    said = kept = 0
    wrong = []
    for where in sorted(whole.at):
        a, b = whole.claims(where), left.claims(where)
        said += len(a)
        for kind in set(a) & set(b):
            if agree(a[kind], b[kind]):
                kept += 1
            elif not is_open(kind, b[kind], a[kind], whole.at[where]):
                wrong.append(f"{' '.join(where)} {kind}: {a[kind]!r} became "
                             f"{b[kind]!r}")
        if "class" in b and "class" not in a:
            wrong.append(f"{' '.join(where)} class: none became {b['class']!r}")
    for where in sorted(set(left.at) - set(whole.at)):
        if left.claims(where):
            wrong.append(f"{' '.join(where)}: was not there, became "
                         f"{left.claims(where)!r}")
    return said, kept, wrong


def rows(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def scan(binary, work, captures):
    """Reads captures into a database of their own."""
    db = os.path.join(work, "inventory.db")
    for name in os.listdir(work):
        if name.startswith("inventory.db"):
            os.unlink(os.path.join(work, name))
    subprocess.run([binary, "--signatures", "signatures", "scan", "--quiet",
                    "--db", db, *captures], check=True)
    return inventory_of(binary, db)


def inventory_of(binary, db):
    """What a database holds."""
    found = {}
    for what in ("assets", "flows"):
        path = f"{db}.{what}"
        subprocess.run([binary, "--db", db, "export", what, "-f", "jsonl",
                        "-o", path], check=True)
        found[what] = rows(path)
    return Inventory(found["assets"], found["flows"])


def goldens():
    """Name and capture of each golden."""
    for name in sorted(os.listdir("tests/golden")):
        path = f"tests/golden/{name}/capture"
        if os.path.exists(path):
            with open(path, encoding="utf-8") as f:
                yield name, f.read().strip()
