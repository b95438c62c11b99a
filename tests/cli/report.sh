#!/bin/sh
# report - registers, maturity and complaints: what they say, what they keep to
# themselves, and that the same gives the same.
# Usage: report.sh BINARY
. tests/cli/common

SOURCE_DATE_EPOCH=1803859200 # 2027-03-01
export SOURCE_DATE_EPOCH

misused "register, maturity" report risks
misused "takes no" report register x
misused "go with register" report maturity --groups
misused "leave --filter away" report register --groups --filter x
misused "goes with complaint MODEL" report complaint --serials
misused "text, md, html" report maturity -f pdf
SOURCE_DATE_EPOCH=soon misused "seconds since 1970" report maturity
ww report maturity
[ $? -eq 6 ] || bad "a report of no database: $(cat err)"
[ -s out ] && bad "a report of no database has words"

ww scan -q "$top/tests/lab/hospital.pcap.zst" || bad "scan: $(cat err)"
reports="register register_--groups maturity complaint complaint_DRX-Evolution"
all() { # FOLDER: every report in every form
	mkdir -p "$1"
	for report in $reports; do
		for form in text md html csv json; do
			ww report $(echo "$report" | tr _ ' ') -f $form \
				-o "$1/$report.$form" ||
				bad "report $report -f $form: $(cat err)"
			[ -s "$1/$report.$form" ] || bad "$report.$form is empty"
		done
	done
}
all one
ww scan -q --workers 3 --db other.db "$top/tests/lab/hospital.pcap.zst" ||
	bad "scan: $(cat err)"
WARDWATCH_DB=other.db
export WARDWATCH_DB
all two
unset WARDWATCH_DB
diff -r one two >differ || bad "two reports differ: $(cat differ)"
python3 "$top/tests/cli/page.py" one/*.html || bad "HTML is not sound"
for f in one/*; do
	case $f in *.csv) continue ;; esac
	has "$f" "2027-03-01"
	has "$f" "8546 frames of 1 capture"
	has "$f" "nothing was lost"
	has "$f" "no advisories and no KEV were loaded"
done
for f in one/*.csv; do
	python3 -c 'import csv, sys
rows = list(csv.reader(open(sys.argv[1], newline="")))
assert len(rows) > 1 and {len(r) for r in rows} == {len(rows[0])}, rows[0]' \
		"$f" || bad "$f: rows of several widths"
done

# JSON: as its schema says, by a check that finds what is wrong.
schema() { # NAME FILE
	python3 "$top/tests/cli/schema.py" "$top/tests/cli/schema/$1.json" "$2"
}
for name in register maturity; do
	schema $name one/$name.json || bad "$name.json is not as its schema says"
	for fault in 's/"schema":/"scheme":/' 's/"no":1/"no":9/' \
		's/"severity":"high"/"severity":"dire"/' 's/"about":/&[],&/' \
		's/"first_seen":"2026/&x/' 's/"level":[0-9]/"level":"1"/'; do
		sed "$fault" one/$name.json >broken.json
		cmp -s broken.json one/$name.json ||
			! schema $name broken.json >/dev/null ||
			bad "the check of $name.json overlooks $fault"
	done
done
python3 - <<'END' || bad "JSON and CSV of a report differ"
import csv, json
for name in ("register", "register_--groups", "maturity", "complaint",
             "complaint_DRX-Evolution"):
    rows = list(csv.DictReader(open(f"one/{name}.csv", newline="")))
    told = json.load(open(f"one/{name}.json"))["tables"][0]["rows"]
    told = [{k.replace("_", " "): "" if v is None else str(v)
             for k, v in r.items()} for r in told]
    rows = [{k.replace("_", " "): v for k, v in r.items()} for r in rows]
    assert rows == told, (name, rows[:1], told[:1])
END

# The check of HTML finds what is wrong.
for fault in 's/<h2>/<h2><b>/' 's/<\/tr>//' 's/&quot;\|&#39;/"/' \
	's/<p>/<p onclick="x">/' 's/<caption>/<caption><script>/'; do
	sed "$fault" one/register.html >broken.html
	python3 "$top/tests/cli/page.py" broken.html >/dev/null &&
		! cmp -s broken.html one/register.html &&
		bad "the check of HTML overlooks $fault"
done

# Nothing half written; a full disk is told in one line.
ww report complaint Nonesuch -o nothing.txt
[ $? -eq 3 ] && [ ! -e nothing.txt ] || bad "a report that failed left a file"
"$bin" --signatures "$top/signatures" report register >/dev/full 2>err
[ $? -eq 3 ] || bad "a report on a full disk: $(cat err)"
[ "$(wc -l <err)" -eq 1 ] || bad "a report on a full disk: $(cat err)"

# The register: controls, evidence, what is left; accepted is told, fixed goes.
has one/register.csv "PR.DS-02 ID.AM-03"
has one/register.csv "164.312(e)(1)"
has one/register.csv "hospital.pcap.zst, frame "
wanted=$(python3 -c 'import csv
rows = [r for r in csv.DictReader(open("one/register.csv", newline=""))
        if "9" in r["hicp_2023"].split()]
print("| HICP 2023 | 9 |", len({r["rule"] for r in rows}), "|", len(rows), "|")')
has one/register.md "$wanted"
has one/register.md "| NIST CSF 2.0 | PR.DS-02 |"
has one/register.html "<th scope=\"col\">hipaa_45_cfr</th>"
n=$(ww show findings --json && grep -c . out)
ww report register -f csv
[ "$(($(grep -c . out) - 1))" -eq "$n" ] || bad "a register of others than $n"
ww finding accept CRD-014@GEAWS40 --reason "=behind a | <b>host</b>" \
	--until 2099-12-31 --by ana || bad "accept: $(cat err)"
ww finding fix CRD-003@GEAWS40 --reason mended --by ana || bad "fix: $(cat err)"
ww report register -f csv
grep ',CRD-014,' out >row
has row "accepted,ana,"
has row "\"'=behind a | <b>host</b>\""
has row ",2099-12-31,"
lacks out ',CRD-003,'
row=$(python3 -c 'import csv
for r in csv.DictReader(open("out", newline="")):
    if r["rule"] == "CRD-014":
        print(int(r["score_undecided"]) > int(r["score"]), r["score_without"])')
[ "$row" = "True " ] || bad "an accepted risk counts: $row"
ww report register -f md
has out '\<b\>host'
ww report register -f html -o r.html
has r.html "&lt;b&gt;host&lt;/b&gt;"
python3 "$top/tests/cli/page.py" r.html || bad "a reason breaks HTML"
ww report register --filter rule-that-is-none
has out "(none)"
ww report register -f html --filter rule-that-is-none -o r.html
python3 "$top/tests/cli/page.py" r.html || bad "HTML of an empty table"
ww report register --groups -f csv
grep 'CRD-014' out >row
has row ",1,1,0,1,0,0,0,2099-12-31,"

# Maturity: what cannot be measured is the first level and says why.
ww report maturity
has out "Overall level           1 of 5"
has out "what was seen spans less than 60 days"
has out "advisories and the KEV catalogue are not both loaded"
has out "2026-Q4"
printf 'zone ward\n  kind clinical\n  range 10.77.8.0/24\n' >zones
printf 'knowledge\n  zones zones\n' >zones.conf
cp wardwatch.db zoned.db
ww db rebuild --config zones.conf zoned.db || bad "zones: $(cat err)"
ww report maturity -f csv --config zones.conf --db zoned.db
grep -q ',4,class A to C devices on a medical segment,82.3 %,14,17,3,' out ||
	bad "a zone is no segment: $(cat out)"
ww report maturity -f csv
[ "$(grep -c . out)" -eq 9 ] || bad "maturity is not eight rows"
if [ -d "$top/../shared/advisories/csaf" ]; then
	ww import csaf "$top/../shared/advisories/csaf" || bad "csaf: $(cat err)"
	ww import kev "$top/../shared/advisories/kev.json" || bad "kev: $(cat err)"
	ww report maturity -f csv
	grep -q '^2026-Q4,2026-11-23,7,.*days,' out || bad "no age of data"
	ww report register -f csv
	has out "advisory data to 2"
	ww report complaint 10.77.8.42
	has out "ICSMA-19-255-01  possible"
fi

# What people say of a device: its owner stands in the register.
ww asset set GEAWS40 owner="Radiology" location="Room 4" --reason "a test" \
	--by ana || bad "asset set: $(cat err)"
ww report maturity -f csv
grep -q '2,"devices with owner, location and class",4.1 %,1,24,' out ||
	bad "an owner is not counted: $(cat out)"
ww report register -f csv
grep ',GEAWS40,' out | grep -q ',Radiology,' || bad "a register without owner"

# A form that was loaded counts for its model.
{ echo "question_id,answer,note"
	for n in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "SAHD-$n,Yes,"; done
} >form.csv
ww import mds2 form.csv --vendor "Philips Medical Systems" --model "EPIQ 7G" ||
	bad "mds2: $(cat err)"
ww report maturity -f csv
grep -q ',3,models of class A to C with MDS2 on file,7.6 %,1,13,' out ||
	bad "MDS2 on file is not counted: $(cat out)"

# Complaints: refused when they cannot be, a clock by the date of the report.
misused "which model" complaint sent --reason x
misused "needs --reason" complaint sent DRX-Evolution
misused "never sent" complaint answered DRX-Evolution --reason x
misused "takes no --until" complaint fixed DRX-Evolution --reason x \
	--until 2027-01-01
misused "write a day as" complaint sent DRX-Evolution --reason x --on soon
misused "yet to come" complaint sent DRX-Evolution --reason x --on 2999-01-01
misused "before the day" complaint sent DRX-Evolution --reason x \
	--on 2026-01-05 --until 2026-01-04
refused 3 "no device here is of a model" complaint sent Nonesuch --reason x
misused "sent, answered" complaint posted DRX-Evolution --reason x
ww complaint log
[ -s out ] && bad "a refused act is in the log"
ww complaint sent DRX-Evolution --reason "zzreason at 10.77.8.24" --by ana \
	--on 2026-01-05 || bad "sent: $(cat err)"
misused "was sent already" complaint sent DRX-Evolution --reason x
misused "before it was sent" complaint answered DRX-Evolution --reason x \
	--on 2026-01-04
ww report complaint -f csv
# Due on February 4 and March 6; the report is of 2027-03-01.
has out "sent, no answer"
has out ",2026-01-05,2026-02-04,,2026-03-06,,390"
ww report complaint
has out "wait for a maker: 1, of which late: 1."
ww complaint answered "carestream health drx-evolution 5.7.412.7005" --by bo \
	--reason "a fix is coming" --on 2026-01-20 --until 2027-02-25 ||
	bad "answered: $(cat err)"
ww report complaint -f csv
has out ",2026-01-05,2026-02-04,2026-01-20,2027-02-25,,4"
ww db rebuild || bad "rebuild: $(cat err)"
ww scan -q --again "$top/tests/lab/hospital.pcap.zst" || bad "again: $(cat err)"
ww complaint log DRX-Evolution
has out "  ana  sent  Carestream Health DRX-Evolution 5.7.412.7005, on 2026-01-05: zzreason"
has out "  bo  answered  "
ww complaint fixed 10.77.8.24 --reason "5.8 is here" --by ana --on 2026-11-25 ||
	bad "fixed: $(cat err)"
ww report complaint DRX-Evolution
has out "fixed"
lacks out "Late"
misused "has ended already" complaint closed DRX-Evolution --reason x

# A maker reads what its device does; nothing of where it is and its name.
for model in $(ww show assets --json && python3 -c '
import json
for line in open("out"):
    a = json.loads(line)
    if a["model"]:
        print(a["id"])'); do
	for form in text md html csv json; do
		ww report complaint "$model" -f $form -o "file.$model.$form" ||
			bad "complaint $model: $(cat err)"
	done
done
ww show assets --json
python3 - out file.* <<'EOF' || bad "a complaint tells what it must not"
import json
import sys
words = set()
for line in open(sys.argv[1]):
    a = json.loads(line)
    words |= {a["mac"], a["name"], a["serial"], "hospital.pcap"}
    words |= {x["ip"] for x in a["addresses"]} | set(a["macs"])
words |= {"ZZPACS", "CT01ZZ", "zzhosp", "zzreason", "ana ", "10.77.8"}
told = 0
for path in sys.argv[2:]:
    text = open(path).read().lower().replace("\\", "")
    for w in filter(None, words):
        if w.lower() in text:
            told += 1
            print(f"{path} tells {w}")
sys.exit(told > 0)
EOF
# What is the hospital's own matter is no complaint about a product.
ww show findings --filter 10.77.8.44
has out "SCN-002"
ww report complaint 10.77.8.44 -f csv
has out ",CLN-008,"
lacks out "SCN-002"
ww report complaint DRX-Evolution --serials
has out "CR-SN-30777"
has out "fixed"
ww db check || bad "db check: $(cat out err)"

[ $failed -eq 0 ] && echo "cli: reports and complaints"
exit $failed
