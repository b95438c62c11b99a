"""named - conversations named by content, beside ndpiReader at its own
defaults (bar 8)."""
import collections
import json
import re
import shutil
import subprocess

from measure import counters, mix, row, say, scan


def wardwatch_says(tools, db):
    """Flows by protocol; those without a name have none."""
    told = subprocess.run([tools.binary, "export", "flows", "-f", "jsonl",
                           "--db", db], check=True,
                          stdout=subprocess.PIPE).stdout
    each = collections.Counter()
    for line in told.splitlines():
        flow = json.loads(line)
        each[flow["protocol"] or ""] += flow["flows"]
    return each


def ndpi_says(capture):
    """Flows by content in all, and by protocol when it guesses no ports."""
    told = subprocess.run(["ndpiReader", "-i", capture], check=True, text=True,
                          errors="replace", stdout=subprocess.PIPE).stdout
    total = int(re.search(r"Confidence: DPI\s+(\d+)", told).group(1))
    told = subprocess.run(["ndpiReader", "-d", "-i", capture], check=True,
                          text=True, errors="replace",
                          stdout=subprocess.PIPE).stdout
    part = told[told.index("Detected protocols:"):told.index(
        "Protocol statistics:")]
    each = re.findall(r"^\t(\S+) +packets:.*flows: (\d+)", part, re.M)
    return total, {name.lower(): int(n) for name, n in each}


def rows(tools):
    if mix() is None or not shutil.which("ndpiReader"):
        say("named left out, no mix or no ndpiReader")
        return
    db = tools.db("named")
    scan(tools.binary, db, mix(), "--workers", "1")
    mine = wardwatch_says(tools, db)
    named = sum(n for name, n in mine.items() if name != "")
    total, each = ndpi_says(mix())
    yield row("8", "flows named by nDPI's content", total, "")
    yield row("8", "flows named by wardwatch's content", named, "")
    yield row("8", "wardwatch by nDPI", named / total, "x", 0.997, True)
    each.pop("unknown", None)
    lost = sorted(((n - mine.get(name, 0), name) for name, n in each.items()
                   if name in mine or n > 100), reverse=True)
    for n, name in lost[:12]:
        if n > 0:
            yield row("8", f"fewer than nDPI: {name}", n, "flows")
    tally = counters(tools.binary, db)
    for name in ("ndpi_refused", "talk_refused", "talk_evicted"):
        yield row("8", f"counter {name}", tally[name], "")
    checked = tally["ndpi_checked"]
    yield row("8", "verdicts of known services that were checked", checked, "")
    yield row("8", "of these wrong", 100 * tally["ndpi_wrong"] /
              max(checked, 1), "%", 0.5)
