"""million - lists of 100,000 devices with a million findings (issue 6, bar 6)."""
import os
import subprocess

from measure import median, remove, row, run

ASSETS, LIMIT_MS = 100000, 200
ORDERS = ("risk", "name", "class", "vendor", "address", "seen")
# Of each list what is filtered by; the words that stand nowhere are the worst.
FINDINGS = ("sev:high", "finding:CLN-001", "state:open", "state:stale",
            "state:accepted", "state:suppressed", "state:fixed", "-state:open",
            "ip:10.1.2.", "class:imaging-mr", "net:vlan", "net:vlan 7",
            "model:zzzz", "id:abcd", "SOMATOM", "zzzz",
            "sev:critical state:accepted", "sev:high SOMATOM")
DEVICES = ("class:imaging-mr", "sev:critical", "-sev:high", "finding:CLN-001",
           "finding:CLN", "net:vlan", "ip:10.1.2.", "owner:icu", "SOMATOM",
           "zzzz", "sev:critical SOMATOM")
CHANGES = ("kind:appeared", "class:imaging-mr", "zzzz")
FLOWS = ("port:104", "protocol:dicom", "class:imaging-mr", "ip:10.1.2.",
         "finding:CLN-001", "sev:high", "zzzz")


def questions():
    """Words of command lines, all with the page of a screen."""
    page = ("--limit", "40")
    for what in ("findings", "assets", "flows"):
        for order in ORDERS:
            yield ("show", what, "--sort", order, *page)
        yield ("show", what, "--reverse", *page)
    for what, filters in (("findings", FINDINGS), ("assets", DEVICES),
                          ("flows", FLOWS)):
        for words in filters:
            yield ("show", what, "--filter", words, *page)
    for order in ORDERS[1:]:
        for words in ("state:open", "sev:high", "class:imaging-mr", "zzzz"):
            yield ("show", "findings", "--filter", words, "--sort", order,
                   *page)
    yield ("changes", *page)
    yield ("changes", "--reverse", *page)
    yield ("changes", "--since", "7d", *page)
    for words in CHANGES:
        yield ("changes", "--filter", words, *page)
    yield ("show", "ae", *page)
    yield ("summary",)
    yield ("show", "coverage")


def ask(tools, db, words):
    """CPU time of the whole program, from its start to its end."""
    told = run([tools.binary, "--signatures", "signatures", words[0], "--db",
                db, *words[1:]])
    if told.status != 0:
        raise SystemExit(f"bench: {' '.join(words)}: {told.err}")
    return told.cpu * 1000


def first(tools, db):
    """The device that is shown first, by its id."""
    shown = subprocess.run([tools.binary, "show", "assets", "--db", db,
                            "--limit", "1", "--json"], check=True,
                           stdout=subprocess.PIPE).stdout.decode()
    return shown.split('"id":"')[1].split('"')[0]


def rows(tools):
    db = tools.db("million")
    remove(db)
    subprocess.run([os.path.join(os.path.dirname(tools.loop), "million"), db,
                    "signatures", str(ASSETS)], check=True)
    for words in (*questions(), ("why", first(tools, db))):
        what = " ".join(word for word in words
                        if word not in ("show", "--limit", "40"))
        yield row("6", what.replace("--", ""),
                  median(ask(tools, db, words) for _ in range(tools.rounds)),
                  "ms CPU", LIMIT_MS)
