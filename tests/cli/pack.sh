#!/bin/sh
# pack - the review pack: whole or not at all, the same again, and in all of its
# files the same figures.
# Usage: pack.sh BINARY
. tests/cli/common

SOURCE_DATE_EPOCH=1803859200 # 2027-03-01
export SOURCE_DATE_EPOCH
hospital=$top/tests/lab/hospital.pcap.zst

clean() { # WHAT: nothing half written is left
	for left in *.part-*; do
		[ -e "$left" ] && bad "$1 leaves $left"
	done
}

refused 2 "into which folder" report pack
refused 2 "no options" report pack x -f csv
refused 2 "no options" report pack x --groups
refused 6 "does not exist" report pack x
[ -e x ] && bad "a pack of no database"
ww scan -q "$hospital" || bad "scan: $(cat err)"

# What people decided and said, and what is published, are in it.
ww finding accept CRD-014@GEAWS40 --reason "=behind a | <b>host</b>" \
	--until 2099-12-31 --by ana || bad "accept: $(cat err)"
ww finding fix CRD-003@GEAWS40 --reason mended --by ana || bad "fix: $(cat err)"
ww finding mitigate CRD-002@DRXROOM4 --reason "a rule" --by bo ||
	bad "mitigate: $(cat err)"
ww finding suppress CLN-008 --reason "=1+1" --until 2099-12-31 --by bo ||
	bad "suppress: $(cat err)"
ww asset set GEAWS40 owner="@Radiology" location="Room 4" --reason "a test" \
	--by ana || bad "asset set: $(cat err)"
ww complaint sent DRX-Evolution --reason "+told" --by ana --on 2026-11-25 ||
	bad "complaint: $(cat err)"
if [ -d "$top/../shared/advisories/csaf" ]; then
	ww import csaf "$top/../shared/advisories/csaf" || bad "csaf: $(cat err)"
	ww import kev "$top/../shared/advisories/kev.json" || bad "kev: $(cat err)"
fi

# Whole, with checksums, the same again, whoever read it and however.
ww report pack one || bad "pack: $(cat err)"
(cd one && sha256sum -c --quiet SHA256SUMS) || bad "checksums do not fit"
[ "$(cd one && cut -c67- SHA256SUMS)" = "$(cd one && LC_ALL=C ls |
	grep -v SHA256SUMS)" ] || bad "SHA256SUMS does not name all: $(ls one)"
ww report pack two/ || bad "pack: $(cat err)"
diff -r one two >differ || bad "two packs differ: $(head -5 differ)"
cp wardwatch.db other.db
ww db rebuild other.db || bad "rebuild: $(cat err)"
ww report pack three --db other.db || bad "pack: $(cat err)"
diff -r one three >differ || bad "a rebuild changes a pack: $(head -5 differ)"
for f in one/*; do
	case $f in *SUMS | *index.html) continue ;; esac
	has one/index.html "<td>${f#one/}</td>"
done
has one/index.html "2027-03-01"
has one/index.html "8546 frames of 1 capture"
python3 "$top/tests/cli/page.py" one/*.html || bad "HTML is not sound"
for name in register maturity; do
	python3 "$top/tests/cli/schema.py" "$top/tests/cli/schema/$name.json" \
		one/$name.json || bad "$name.json is not as its schema says"
done

# Never over what is there, never half.
refused 2 "is there already" report pack one
mkdir empty && refused 2 "is there already" report pack empty
ln -s nowhere link && refused 2 "is there already" report pack link
refused 3 "No such file" report pack no/where
: >file && refused 2 "is there already" report pack file
refused 6 "is not a wardwatch database" report pack broken --db "$hospital"
clean "a refused pack"
for blocks in 80 200 500; do # of 512 octets: the disk is full in some file
	(
		trap '' XFSZ
		ulimit -f $blocks
		ww report pack full
		[ $? -eq 3 ] || bad "a full disk: $(cat err)"
		exit $failed
	) || failed=1
	[ -e full ] && bad "a full disk leaves a pack"
	clean "a full disk"
done
mkdir shut && chmod 500 shut
if ! touch shut/x 2>/dev/null; then
	refused 4 "ermission" report pack shut/pack
fi

# The figures of all outputs fit together.
ww summary && cp out summary
ww show coverage --json && cp out coverage.json
ww show model "somatom go.top" --json && cp out somatom
python3 - <<'END' || bad "the outputs do not agree"
import csv, json, re
from collections import Counter

def table(name):
    with open(f"one/{name}.csv", newline="", encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    for row in rows:
        for key, cell in row.items():
            assert key is not None and cell is not None, (name, row)
            assert not cell[:1] in "=+-@\t\r" or cell == "" or \
                cell == "-", (name, key, cell)
    return rows

def lines(name):
    return [json.loads(line) for line in open(f"one/{name}.jsonl")]

SEVERITIES = ("critical", "high", "medium", "low", "info")
OPEN = {"new", "open", "reopened"}
assets, findings, register = map(table, ("assets", "findings", "register"))
by_id = {a["id"]: a for a in assets}
assert len(by_id) == len(assets)

# Lists and their JSON.
assert [a["id"] for a in assets] == [a["id"] for a in lines("assets")]
for a, j in zip(assets, lines("assets")):
    assert int(a["risk_score"]) == j["risk_score"]
    assert a["owner"] == (f"'{j['owner']}" if j["owner"] else ""), a

# Findings: at their device, in the register, in the summary.
for severity in SEVERITIES:
    count = Counter(f["asset"] for f in findings
                    if f["state"] in OPEN and f["severity"] == severity)
    for a in assets:
        assert int(a[severity]) == count[a["id"]], (a, severity)
listed = {f["id"] for f in findings if f["state"] != "fixed"}
assert listed == {r["id"] for r in register} and len(listed) == len(register)
assert listed != {f["id"] for f in findings}
state = {f["id"]: f for f in findings}
for r in register:
    f = state[r["id"]]
    for key in ("severity", "rule", "state", "decided_by", "reason", "until"):
        assert r[key] == f[key], (key, r, f)
    assert r["score"] == by_id[r["device"]]["risk_score"]
    assert r["owner"] == by_id[r["device"]]["owner"]
    assert int(r["score_undecided"]) >= int(r["score"])
told = json.load(open("one/register.json"))["tables"][0]["rows"]
assert [r["id"] for r in told] == [r["id"] for r in register]
index = re.sub("<[^>]*>", " ", open("one/index.html").read())
opened = Counter(f["severity"] for f in findings if f["state"] in OPEN)
assert ", ".join(f"{opened[s]} {s}" for s in SEVERITIES) in index
assert f"{len(register)}: findings that are not fixed" in index
summary = open("summary").read()
unknown = sum(not a["class"] for a in assets)
clinical = sum(a["clinical"] == "yes" for a in assets)
assert f"{len(assets)}: {clinical} clinical" in index, index
for severity in SEVERITIES:
    m = re.search(rf"(\d+) {severity}\b", summary)
    assert (int(m.group(1)) if m else 0) == opened[severity], (severity,
                                                              summary)

# Measures: counted again from the lists.
measures = [m for m in table("maturity")]
assert len(measures) == 8
level = min(int(m["level"]) for m in measures)
assert f"level {level} of 5" in index
by_no = {int(m["no"]): m for m in measures}
parts = {n: (int(m["part"]), int(m["whole"])) for n, m in by_no.items()}
surely = sum(a["class"] != "" and a["grade"] != "possible" for a in assets)
assert parts[1] == (surely, len(assets)), (parts[1], surely)
owned = sum(all(a[k] for k in ("owner", "location", "class")) for a in assets)
assert parts[2] == (owned, len(assets)), (parts[2], owned)
clinical = [a for a in assets if a["criticality"] in set("ABC")]
models = {(a["vendor"], a["model"]) for a in clinical if a["model"]}
assert parts[3][1] == len(models), (parts[3], models)
assert parts[4][1] == parts[5][1] == len(clinical), parts
assert parts[5][0] == sum(a["critical"] == "0" for a in clinical), parts
urgent = sum(f["severity"] in ("critical", "high") and f["state"] in OPEN
             for f in findings)
assert parts[6][1] in (0, urgent), (parts[6], urgent)

# Models, decisions, coverage, captures, conversations.
seen = Counter((a["vendor"], a["model"]) for a in assets if a["model"])
assert seen == {(m["vendor"] or "", m["model"]): m["devices"]
                for m in lines("models")}
for m in lines("models"):
    of = [a for a in assets if (a["vendor"], a["model"]) ==
          ((m["vendor"] or ""), m["model"])]
    assert m["open_findings"] == {s: sum(int(a[s]) for a in of)
                                  for s in SEVERITIES}, m
assert seen == {(m["vendor"], m["model"]): int(m["devices"])
                for m in table("mds2")}
for s in table("services"):
    assert 0 < int(s["devices"]) <= seen[s["vendor"], s["model"]], s
shown = json.load(open("somatom"))
asked = sorted((s["protocol"], s["port"]) for s in shown["services"])
assert asked == sorted((s["protocol"], int(s["port"] or 0))
                       for s in table("services")
                       if s["model"] == "SOMATOM go.Top"), asked
decisions = table("decisions")
assert Counter(d["act"] for d in decisions) == {
    "accept": 1, "fix": 1, "mitigate": 1, "suppress": 1}, decisions
assert [d["reason"] for d in decisions if d["act"] == "suppress"] == ["'=1+1"]
accepted = [f for f in findings if f["state"] == "accepted"]
assert len(accepted) == 1 and accepted[0]["reason"].startswith("'=behind")
log = table("complaint-log")
assert [(c["act"], c["on"], c["reason"]) for c in log] == [
    ("sent", "2026-11-25", "'+told")], log
waiting = [c for c in table("complaints") if c["sent"]]
assert [(c["model"], c["sent"]) for c in waiting] == [
    (log[0]["model"], "2026-11-25")], waiting
assert [s["value"] for s in table("said")] == ["'@Radiology", "Room 4"]
coverage = {c["what"]: c for c in table("coverage") if not c["net"]}
told = json.load(open("coverage.json"))
for what, c in coverage.items():
    assert int(c["n"]) == told[what]["n"]
    assert int(c["of"] or 0) == (told[what]["of"] or 0)
assert int(coverage["no_mac"]["n"]) == sum(not a["mac"] and a["ip"] != ""
                                          for a in assets)
frames = [c for c in table("captures") if c["counter"] == "packets"]
assert sum(int(c["n"]) for c in frames) == 8546, frames
late = Counter(c["asset"] for c in table("changes")
               if c["kind"] == "appeared")
assert set(late) == set(by_id) and set(late.values()) == {1}
for row in table("advisories"):
    assert row["asset"] in by_id and row["ip"] == by_id[row["asset"]]["ip"]
END
ww db check || bad "db check: $(cat out err)"

# Names that want to be markup, a formula, an escape or the end of a cell: all
# that is written stays what it is.
cat >hostile.py <<'END'
import csv, json, sqlite3, sys
from pathlib import Path
WORDS = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1",
         '"a","b"\n=2', "<script>alert(1)</script>", "</td></table><h1>x",
         "&lt;&#39;", "a|b\\|c", "`x` [y](z) *b* # _u_", "\x1b[2J\x1b]0;x\x07",
         "\u202e\u2066evil\u200b", "\u2028", "'; DROP TABLE asset;--",
         '{"a":1}', "%s%n", "x" * 150, " =1", "\uff1d1", "\xa0=1", "\ufeff=1"]
TABLES = {"asset": "name vendor model version serial os mac_owner",
          "capture": "name problem", "finding": "detail",
          "audit": "author reason", "asset_act": "author reason value",
          "rule": "title because advice source"}

def spoil(db):
    for table, columns in TABLES.items():
        keys = [r[1] for r in db.execute(f"PRAGMA table_info({table})")]
        key = "id" if "id" in keys else "number"
        ids = [r[0] for r in db.execute(f"SELECT {key} FROM {table}")]
        for n, i in enumerate(ids):
            for m, column in enumerate(columns.split()):
                db.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?",
                           (WORDS[(3 * n + 7 * m) % len(WORDS)], i))

def check(path):
    text = path.read_bytes().decode("utf-8")
    for c in text:
        assert c in "\r\n" or ord(c) > 31, (path, c)
        assert not 0x7f <= ord(c) < 0xa0, (path, c)
        assert c not in "\u202a\u202b\u202d\u202e\u2066\u2067\u200b\u2028" \
            "\ufeff", (path, c)
    if path.suffix == ".csv":
        assert "\n" not in text.replace("\r\n", ""), path
        rows = list(csv.reader(text.splitlines(keepends=True)))
        assert len({len(r) for r in rows}) == 1, path
        for cell in sum(rows, []):
            assert cell.lstrip(" \xa0")[:1] not in tuple("=+-@\uff1d"), cell
    if path.suffix == ".jsonl":
        for line in text.splitlines():
            json.loads(line)

if sys.argv[1] == "spoil":
    db = sqlite3.connect(sys.argv[2])
    spoil(db)
    db.commit()
else:
    for path in Path(sys.argv[2]).iterdir():
        check(path)
END
python3 hostile.py spoil wardwatch.db || bad "the database is as it was"
ww report pack evil || bad "a pack of hostile names: $(cat err)"
for form in md text; do
	ww report register -f $form -o evil/x.$form || bad "register: $(cat err)"
	ww report complaint -f $form -o evil/y.$form || bad "complaint: $(cat err)"
done
python3 hostile.py check evil || bad "a hostile name gets out"
python3 "$top/tests/cli/page.py" evil/*.html || bad "HTML is not sound"
grep -q "script" evil/register.html || bad "the names are not in the pages"
for name in register maturity; do
	python3 "$top/tests/cli/schema.py" "$top/tests/cli/schema/$name.json" \
		evil/$name.json || bad "$name.json is not as its schema says"
done

[ $failed -eq 0 ] && echo "cli: the review pack, and figures that agree"
exit $failed
