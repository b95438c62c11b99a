#!/bin/sh
# declared - what makers declare: forms in, compared, shown; and files that are
# none. Usage: declared.sh BINARY
. tests/cli/common

# Forms as makers publish them, with names of patients where nothing is read.
cat >forms.py <<'E2'
import csv, sys, zipfile
from xml.sax.saxutils import escape

def rows(maker, model, date, answers, default="Yes"):
    yield ["Manufacturer Disclosure Statement", "ZZPAT^CANARY", "", ""]
    yield ["Question ID", "Question", "", "See note"]
    told = {"DOC-1": maker, "DOC-3": model, "DOC-4": "F-7", "DOC-7": date}
    told.update(answers)
    for i in open("ids").read().split():
        note = '=cmd|"see\npage 3"' if i == "SAHD-9" else ""
        yield [i, "ZZPAT^CANARY?", told.get(i, default), note]

def save(path, table):
    with open(path, "w", newline="") as f:
        csv.writer(f).writerows(table)

def book(path, table):
    texts, lines = [], []
    for n, row in enumerate(table, 1):
        cells = ""
        for column, text in zip("ABCD", row):
            if text:
                texts.append(text)
                cells += (f'<c r="{column}{n}" t="s"><v>{len(texts) - 1}</v>'
                          "</c>")
        lines.append(f'<row r="{n}">{cells}</row>')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("docProps/core.xml", "<a>ZZPAT^CANARY</a>")
        z.writestr("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" +
                   "".join(lines) + "</sheetData></worksheet>")
        z.writestr("xl/sharedStrings.xml", "<sst>" + "".join(
            f"<si><t>{escape(t)}</t></si>" for t in texts) + "</sst>")

drx = ("Carestream Health, Inc.", "DRX-Evolution")
save("drx.csv", rows(*drx, "2026-03-20", {"CONN-6": "No", "RMOT-1": "N/A"}))
save("older.csv", rows(*drx, "2019-03-20", {}, "N/A"))
save("honest.csv", rows(*drx, "2026-05-20", {"MPII-3.5": "Yes"}, "No"))
save("mx.csv", rows("Koninklijke Nobody", "MX-1", "2026-03-20", {}))
book("mx.xlsx", rows("Koninklijke Nobody", "MX-1", "2026-03-20", {}))
with zipfile.ZipFile("bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("xl/worksheets/sheet1.xml", "<a>" + " " * (40 << 20))
E2
for s in DOC:11 MPII:3 ALOF:2 CONN:7 PAUT:4 SAHD:16 TXCF:5 TXIG:2 RMOT:3; do
	for i in $(seq "${s#*:}"); do echo "${s%:*}-$i"; done
done >ids
echo MPII-3.5 >>ids
python3 forms.py || bad "no forms"

ww scan -q "$top/tests/lab/hospital.pcap.zst" || bad "scan: $(cat err)"
ww show mds2
has out "(none)"
ww show model DRX-Evolution
has out "none here: ask the maker for it"
ww show findings --json --filter finding:ADV-005
[ -s out ] && bad "ADV-005 without a form"

# A form: nothing kept in a dry run; then compared at once.
ww import mds2 drx.csv --dry-run || bad "dry run: $(cat err)"
ww show mds2
has out "(none)"
ww import mds2 drx.csv || bad "import: $(cat err)"
has out "means 1 device; what was seen on 1 contradicts 3 answers"
ww show mds2 DRX-Evolution || bad "show mds2: $(cat err)"
cp out page
has page "SAHD-9      declared Yes: services that are not needed"
has page "contradicts"
has page "FTP login in clear (CRD-002), port 21, on 1 of 1 device"
tr -s ' \n' ' ' <page >flat
has flat "login in clear: ftp; hospital.pcap.zst, frame 2543"
has page "CONN-6      declared No"
has page "not observed proves nothing"
has page "3 contradicted,"
ww show mds2 "carestream health drx-evolution"
cmp -s out page || bad "the name here is not the name of the form"
ww show mds2 10.77.8.24
has out "FTP login in clear (CRD-002), port 21"
lacks out "on 1 of 1 device"
ww why 10.77.8.24
has out "MDS2        F-7, 2026-03-20; what was seen contradicts 3 answers"
ww why ADV-005@10.77.8.24
has out "SAHD-9: declared Yes, seen FTP login in clear (CRD-002), port 21"
has out "the site may have changed"
ww show mds2 DRX-Evolution --json
python3 - <<'E2' || bad "show mds2 --json"
import json
rows = {r["question"]: r for r in map(json.loads, open("out"))}
assert len(rows) == 32, len(rows)
assert rows["SAHD-9"]["agreement"] == "contradicts"
assert rows["SAHD-9"]["declared"] == "Yes"
assert rows["SAHD-9"]["seen"][0]["evidence"]["frame"] == 2543
assert rows["SAHD-9"]["seen"][0]["asset"]["ip"] == "10.77.8.24"
assert rows["CONN-7"]["agreement"] == "not used"
assert rows["RMOT-1"]["agreement"] == "not observed"
assert rows["PAUT-4"]["agreement"] == "to check"
assert rows["MPII-3.5"]["agreement"] == "agrees"
E2

# The same again is known, an older one is left, a newer one replaces it.
ww import mds2 drx.csv
has out "1 known, 0 older"
ww import mds2 older.csv
has out "0 known, 1 older"
ww show mds2 DRX-Evolution
cmp -s out page || bad "an older form changed the page"
ww db rebuild
ww scan -q --again "$top/tests/lab/hospital.pcap.zst"
ww show mds2 DRX-Evolution
cmp -s out page || bad "a rebuild changed the page"
ww import mds2 honest.csv
ww show findings --json --filter finding:ADV-005
[ -s out ] && bad "ADV-005 stays though the form says what is seen"
ww finding log 10.77.8.24
has out "withdrawn  ADV-005"

# The workbook says what the table says; names go before those of a form.
ww import mds2 mx.csv --model "IntelliVue MX800" --vendor Philips
ww db dump
grep '^compared|660d' out >table
ww import mds2 mx.xlsx --model "IntelliVue MX800" --vendor Philips
ww db dump
grep '^compared|660d' out >workbook
[ -s table ] || bad "the form means no device: $(cat out)"
cmp -s table workbook || bad "a workbook says other than its table"
mkdir folder && cp mx.csv drx.csv folder && echo x >folder/read.me
ww import mds2 folder || bad "folder: $(cat err)"
has out "2 files read"
has out "means no device here"

# Canaries: nothing but answers and notes is kept; formulas stay text.
ww db dump
cp out dump
lacks dump CANARY
has dump '=cmd|"see page 3"'
ww export findings -f csv -o findings.csv
ww show mds2 MX-1
"$top/tests/lab/canaries" "$top/tests/golden/canaries.sh" dump out page \
	findings.csv wardwatch.db >found || bad "a canary: $(cat found)"

# All devices of a model.
ww show model "somatom go.top" || bad "show model: $(cat err)"
has out "devices     2, seen"
has out "syngo CT VA40A"
has out "DICOM transferred without TLS: 2 of 2 devices, 1 of 1 version"
has out "Services that they ask others for"
has out "dicom  on 2 of 2, not encrypted, known by dicom"
ww show model
has out "SOMATOM go.Top"
ww show model "Siemens Healthineers SOMATOM go.Top" --json
python3 -c 'import json
m = json.load(open("out"))
assert m["devices"] == 2 and m["by_version"] and m["services"], m
assert m["findings"][0]["rule"] == "CLN-001"' || bad "show model --json"

# For makers: what was seen of each model, with a form or without, and nothing
# of where a device stands and what it is called.
ww export mds2 -o makers.csv || bad "export mds2: $(cat err)"
ww export mds2 -f jsonl -o makers.jsonl || bad "export mds2: $(cat err)"
ww export mds2 "carestream health drx-evolution" || bad "one model: $(cat err)"
[ "$(grep -c . out)" -eq 33 ] || bad "a model has not 32 questions"
ww show assets --json && cp out assets
ww show mds2 "Carestream Health, Inc. DRX-Evolution" --json && cp out compared
python3 - <<'E2' || bad "export mds2 tells what it must not, or otherwise"
import csv, json
rows = list(csv.DictReader(open("makers.csv", newline="")))
told = [json.loads(line) for line in open("makers.jsonl")]
for r, t in zip(rows, told, strict=True):
    assert t.pop("schema") == "wardwatch/observed/1"
    assert {k: "" if v is None else str(v) for k, v in t.items()} == r, (r, t)
devices = [json.loads(line) for line in open("assets")]
models = {(a["vendor"] or "", a["model"]) for a in devices if a["model"]}
assert len(rows) == 32 * len(models)
assert {(r["vendor"], r["model"]) for r in rows} == models
by = {(r["model"], r["question_id"]): r for r in rows}
drx = by["DRX-Evolution", "SAHD-9"]
assert drx["observed"] == "no" and drx["devices_no"] == drx["devices"] == "1"
assert drx["seen"] == "no: FTP login in clear (CRD-002), 1 of 1", drx
assert by["DRX-Evolution", "TXCF-5"]["observed"] == "not used"
assert by["DRX-Evolution", "CONN-6"]["observed"] == "not observed"
assert by["SOMATOM go.Top", "TXCF-2"]["devices_no"] == "2"
assert not by["SOMATOM go.Top", "TXCF-2"]["agreement"]
agreed = {r["question"]: r for r in map(json.loads, open("compared"))}
assert len(agreed) == 32
for question, r in agreed.items():
    row = by["DRX-Evolution", question]
    assert row["agreement"] == r["agreement"], (row, r)
    assert row["declared"] == (r["declared"] or ""), (row, r)
    assert bool(row["seen"]) == bool(r["seen"]), (row, r)
words = {"10.77.8", "hospital.pcap", "zzhosp"}
for a in devices:
    words |= {a["mac"], a["name"], a["serial"], *a["macs"]}
    words |= {x["ip"] for x in a["addresses"]}
text = open("makers.csv").read().lower() + open("makers.jsonl").read().lower()
models = "".join(v + m for v, m in models).lower()
for w in filter(None, words):
    assert w.lower() not in text or w.lower() in models, w
E2
refused 2 "takes no list options" export mds2 --filter x
refused 2 "is too much" export assets x
refused 3 "no device here is of the model" export mds2 nothing

# What is no form, and what is not said whole.
printf 'a,b\n1,2\n' >table.csv
head -c 900 mx.xlsx >cut.xlsx
printf 'D\0O\0C\0-\0001\0' >wide.csv
: >empty.csv
head -c 9000000 /dev/zero | tr '\0' 'x' >huge.csv
for f in table.csv:"no MDS2 form" empty.csv:"no MDS2 form" \
	cut.xlsx:"no whole archive" wide.csv:"octets of 0" \
	bomb.xlsx:"more than 24 MiB" huge.csv:"no MDS2 form"; do
	answers 3 import mds2 "${f%%:*}"
	has err "${f#*:}"
	has err "${f%%:*}: "
	has out "1 file refused"
done
refused 2 "mds2, not" import forms drx.csv
refused 2 "takes no --vendor" import kev drx.csv --model x
refused 2 "--model goes with one file" import mds2 folder --model x
refused 3 "neither an MDS2" show mds2 nothing
refused 3 "no MDS2 that is stored means this device" show mds2 10.77.8.21
refused 3 "no device here is of the model" show model nothing
refused 2 "takes no --filter" show mds2 --filter x
refused 2 "is too much" show mds2 a b
ww db check || bad "db check: $(cat out err)"

[ $failed -eq 0 ] && echo "cli: what makers declare, beside what was seen"
exit $failed
