"""project - the part of an inventory that an expectation may hold.

Usage: project.py ASSETS.jsonl FINDINGS.jsonl
"""
import json
import sys

findings = {}
for line in open(sys.argv[2], encoding="utf-8"):
    f = json.loads(line)
    port = f" port {f['port']}" if f.get("port") else ""
    findings.setdefault(f["asset"], []).append(f"{f['rule']}{port}")
assets = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
ip = {a["id"]: a.get("ip") or a["id"] for a in assets}
rows = []
for a in assets:
    addresses = " ".join(x["ip"] for x in a["addresses"])
    said = [f"  {k} {a[k]}" for k in
            ("class", "vendor", "model", "version", "serial", "name", "os")
            if a.get(k)]
    said += [f"  behind {ip[a['behind']]}"] if a.get("behind") else []
    said += [f"  software {s}" for s in a.get("software") or []]
    said += [f"  finding {f}" for f in sorted(findings.get(a["id"], []))]
    rows.append("\n".join([addresses or a.get("mac") or a["id"]] + said))
print("\n".join(sorted(rows)))
