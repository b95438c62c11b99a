"""million - lists of 100,000 devices with a million findings (issue 6, bar 6)."""
import os
import subprocess
import time

from measure import median, remove, row

ASSETS = 100000
PAGE = ("--limit", "40")
# What is asked, and whether 200 ms are promised for it.
QUESTIONS = (
    ("findings", ("show", "findings", *PAGE), True),
    ("findings, the mildest first", ("show", "findings", "--reverse", *PAGE),
     True),
    ("findings by severity", ("show", "findings", "--filter", "sev:high",
                              *PAGE), True),
    ("findings by rule", ("show", "findings", "--filter", "finding:CLN-001",
                          *PAGE), True),
    ("findings that are open", ("show", "findings", "--filter", "state:open",
                                *PAGE), True),
    ("findings of one address", ("show", "findings", "--filter",
                                 "ip:10.1.2.", *PAGE), True),
    ("findings of a class", ("show", "findings", "--filter",
                             "class:imaging-mr", *PAGE), None),
    ("findings that were accepted", ("show", "findings", "--filter",
                                     "state:accepted", *PAGE), None),
    ("findings by a word that is nowhere", ("show", "findings", "--filter",
                                            "zzzz", *PAGE), None),
    ("findings by name", ("show", "findings", "--sort", "name", *PAGE), None),
    ("devices", ("show", "assets", *PAGE), True),
    ("devices by class", ("show", "assets", "--filter", "class:imaging-mr",
                          *PAGE), True),
    ("devices by a word", ("show", "assets", "--filter", "SOMATOM", *PAGE),
     True),
    ("devices with a critical finding", ("show", "assets", "--filter",
                                         "sev:critical", *PAGE), True),
    ("devices by rule", ("show", "assets", "--filter", "finding:CLN-001",
                         *PAGE), True),
    ("changes of a week", ("changes", "--since", "7d", *PAGE), True),
    ("changes", ("changes", *PAGE), None),
    ("flows", ("show", "flows", *PAGE), None),
    ("summary", ("summary",), None),
)


def ask(tools, db, words):
    began = time.monotonic()
    subprocess.run([tools.binary, "--signatures", "signatures", words[0],
                    "--db", db, *words[1:]], check=True,
                   stdout=subprocess.DEVNULL)
    return (time.monotonic() - began) * 1000


def rows(tools):
    db = tools.db("million")
    remove(db)
    subprocess.run([os.path.join(os.path.dirname(tools.loop), "million"), db,
                    "signatures", str(ASSETS)], check=True)
    for what, words, promised in QUESTIONS:
        yield row("6", what, median(ask(tools, db, words)
                                    for _ in range(tools.rounds)), "ms",
                  200 if promised else None)
