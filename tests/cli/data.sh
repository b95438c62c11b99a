#!/bin/sh
# data - what the binary hands over: lists, reasons, files, and their failure.
# Usage: data.sh BINARY
set -u
bin=$(realpath "$1")
top=$(pwd)
hospital=$top/tests/lab/hospital.pcap.zst
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset WARDWATCH_DB WARDWATCH_CONFIG NO_COLOR
TERM=xterm
export TERM
failed=0
bad() { echo "FAILED cli: $*"; failed=1; }
ww() { "$bin" --signatures "$top/signatures" "$@" </dev/null; }
has() { # FILE TEXT
	grep -qF -- "$2" "$1" || bad "$1 lacks \"$2\": $(head -c 400 "$1")"
}
status() { # STATUS WHAT: of the command before
	got=$?
	[ $got -eq "$1" ] || bad "$2: status $got, not $1: $(cat err)"
}

# scan writes wardwatch.db here, prints the summary, and reads nothing twice.
ww scan $hospital >out 2>err
status 0 scan
[ -s wardwatch.db ] || bad "scan made no wardwatch.db"
has out "What was read, and what was not looked at"
grep -q "$(printf '\033')" out && bad "colour in a file"
ww db dump >before 2>err
status 0 "db dump"
ww scan -q $hospital >out 2>err
status 0 "scan again"
[ -s out ] && bad "scan --quiet prints"
ww db dump >after 2>err
cmp -s before after || bad "a known capture was read twice"

# Standard input is a capture like any other.
"$bin" --signatures "$top/signatures" scan -q --db stdin.db - <$hospital 2>err
status 0 "scan -"
for db in wardwatch.db stdin.db; do
	ww show assets --db $db --json | grep -o '"id":"[^"]*"' >$db.ids
done
[ -s stdin.db.ids ] || bad "standard input gave nothing"
cmp -s wardwatch.db.ids stdin.db.ids || bad "standard input gives others"

# A cut file: what was read is kept, status 3, and it is said.
zstd -dc $hospital | head -c 100000 >cut.pcap
ww scan --db cut.db cut.pcap >out 2>err
status 3 "scan of a cut file"
has err cut.pcap
ww show capture --db cut.db >out 2>err
status 0 "show capture"
has out "problem"
grep -Eq '[1-9][0-9]*  frames' out || bad "nothing kept of a cut file"

# Titles: of two devices, never seen, only tried.
roles=$top/tests/golden/dicom-roles/in.pcap.zst
ww scan -q --db roles.db "$roles" >out 2>err
ww show ae --db roles.db >out 2>err
status 0 "show ae"
has out "clash: one title, several devices"
has out "only tried, and refused"
grep -q '^GHOST_MR .*named, never seen$' out || bad "show ae: $(cat out)"
ww show ae --db roles.db --json --filter name:CT_ROOM1 >out 2>err
has out '"devices":2'
has out '"used_by":"10.20.0.21 10.20.0.40"'
[ "$(wc -l <out)" -eq 1 ] || bad "show ae --filter"
ww export ae --db roles.db >out 2>err
status 0 "export ae"
has out "title,net,used_by,answered_at,called_at,tried_by,named_by,devices"
ww scan -q --db web.db "$top/tests/golden/dicomweb-files/in.pcap.zst"
ww show ae --db web.db --filter name:ZZARCH >out 2>err
grep -q '^ZZARCH .*10.47.0.1  named, never seen$' out || bad "show ae: $(cat out)"

# The one-liner leaves nothing behind and says how to keep it.
mkdir tmp
TMPDIR=$work/tmp ww $hospital >out 2>err
status 0 "one-liner"
has out "Devices by class"
has err "wardwatch scan"
[ -z "$(ls tmp)" ] || bad "the one-liner left $(ls tmp)"
ww wardwatch.db >one 2>err
status 0 "one-liner on a database"
ww summary >two 2>err
cmp -s one two || bad "a database alone is not its summary"

# Which database.
WARDWATCH_DB=cut.db ww show assets >out 2>err
ww show assets --db cut.db >two 2>err
cmp -s out two || bad "WARDWATCH_DB is not believed"
WARDWATCH_DB=nothing.db ww show assets --db cut.db >out 2>err
cmp -s out two || bad "--db does not win over WARDWATCH_DB"

# --fail-on.
ww summary --fail-on info >out 2>err
status 1 "summary --fail-on info"
ww show findings --json --filter sev:critical >out 2>err
if [ -s out ]; then
	ww summary --fail-on critical >out 2>err
	status 1 "summary --fail-on critical"
fi
ww scan --again --db again.db --fail-on info $hospital >out 2>err
status 1 "scan --fail-on info"
ww scan --again --db again.db -q --fail-on info $hospital >out 2>err
status 1 "scan -q --fail-on info"
[ -s out ] && bad "scan -q prints a summary"

# Colour on demand only.
ww --color always summary 2>err | grep -q "$(printf '\033\\[')" ||
	bad "no colour though asked for"
NO_COLOR=1 ww summary 2>err | grep -q "$(printf '\033')" && bad "NO_COLOR ignored"

# Lists: limits, filters, order, JSON.
[ "$(ww show assets --json --limit 3 | wc -l)" -eq 3 ] || bad "--limit"
ww show assets --json --filter class:infusion-pump >out 2>err
status 0 "show --filter"
[ -s out ] || bad "the filter finds no pump"
grep -qv infusion-pump out && bad "the filter finds others too"
ww show assets --filter nosuchfield:x >out 2>err
status 2 "unknown field"
ww show assets --sort name --json | grep -o '"id":"[^"]*"' >up
ww show assets --sort name --json --reverse | grep -o '"id":"[^"]*"' >down
cmp -s up down && bad "--reverse changes nothing"
ww show nonsense >out 2>err
status 2 "show nonsense"
has err "there is no such list"
for what in assets findings flows capture; do
	ww show $what --json | python3 -c 'import json, sys
for line in sys.stdin: assert json.loads(line)["schema"]' 2>err ||
		bad "show $what --json: $(cat err)"
done

# export -o: complete or not at all, and never over a device.
ww export assets -f csv -o assets.csv 2>err
status 0 "export -o"
ww export assets -f csv >out
cmp -s out assets.csv || bad "-o differs from standard output"
ls | grep -q part && bad "a temporary file stayed"
ww export assets --filter nosuchfield:x -o assets.csv 2>err
status 2 "export with a bad filter"
cmp -s out assets.csv || bad "a failed export changed the file"
ls | grep -q part && bad "a temporary file stayed after a failure"
ww export assets -o /dev/null 2>err
status 2 "export over a device"
[ -c /dev/null ] || bad "/dev/null is gone"

chmod 600 assets.csv
ln -s assets.csv link.csv
ww export assets -o link.csv 2>err
status 0 "export through a link"
[ -L link.csv ] || bad "export replaced a link"
[ "$(stat -c %a assets.csv)" = 600 ] || bad "export changed the rights"
ww export assets -o - >two 2>err
cmp -s out two || bad "-o - is not standard output"

# A full disk and a reader that went away.
for verb in "show assets" "show flows --json" "export assets" summary \
	"why 10.77.8.21" "db dump" "config dump" help; do
	ww $verb >/dev/full 2>err
	status 3 "$verb on a full disk"
	[ "$(wc -l <err)" -eq 1 ] || bad "$verb on a full disk: $(cat err)"
done
for verb in "show flows --json" "export assets" summary "why 10.77.8.21" \
	"db dump" help "config dump" "report register"; do
	{ sleep 0.1; ww $verb 2>err; echo $? >code; } | true
	[ "$(cat code)" -eq 141 ] || bad "$verb, a closed pipe: $(cat code)"
	[ -s err ] && bad "$verb, a closed pipe: $(cat err)"
done

# why: reasons with their frame, and the same page by every name.
ww why 10.77.8.21 >out 2>err
status 0 "why ADDRESS"
has out "What it is, and why we say so"
grep -q 'hospital.pcap.zst, frame [1-9]' out || bad "no frame in why"
grep -q 'signature at [a-z]*\.sig:[1-9]' out || bad "no signature in why"
ww why 20:e7:91:77:00:21 >two 2>err
cmp -s out two || bad "why MAC is not why ADDRESS"
ww why "$(head -1 out | grep -oE '[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}')" >two
cmp -s out two || bad "why ID is not why ADDRESS"
finding=$(grep -oE '\([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}\)' out | head -1 |
	tr -d '()')
ww why "$finding" >out 2>err
status 0 "why FINDING"
has out because
has out evidence
ww why CLN-001 >out 2>err
status 2 "why RULE of several"
has err "findings; name one by its id"
has err "(ct1.zzhosp.example), "
has err ", ..."
ww show assets --filter class:unknown --json >out 2>err
grep -q '"class":null' out || bad "class:unknown finds nothing"
grep -q '"class":"' out && bad "class:unknown finds a class"
ww why 192.0.2.77 >out 2>err
status 3 "why nobody"

# sig: all examples; one file on real traffic.
ww sig test >out 2>err
status 0 "sig test"
cat >mine.sig <<X
device test.orthanc
  class    pacs-archive
  vendor   "Orthanc"
  match    dicom_ae is ZZPACS strong
  source   "this test"
  example  dicom_ae ZZPACS
  counter  dicom_ae ZZOTHER
X
for on in wardwatch.db $hospital; do
	ww sig try mine.sig $on >out 2>err
	status 0 "sig try on $on"
	has out test.orthanc
done
sed 's/example  dicom_ae ZZPACS/example  dicom_ae NOTIT/' mine.sig >wrong.sig
ww sig test wrong.sig >out 2>err
[ $? -ne 0 ] || bad "sig test believes a wrong example"
grep -q 'wrong.sig:[0-9]' err || bad "sig test names no line: $(cat err)"

# db: check, and a rebuild that changes nothing.
ww db check >out 2>err
status 0 "db check"
ww db rebuild >out 2>err
status 0 "db rebuild"
ww db dump >after
cmp -s before after || bad "a rebuild changes the dump"
cp wardwatch.db broken.db
dd if=/dev/urandom of=broken.db bs=1024 seek=40 count=60 conv=notrunc 2>/dev/null
ww db check --db broken.db >out 2>err
[ $? -ge 5 ] || bad "db check believes a broken database"

# config: what is dumped is a configuration, with origins.
printf 'sensor\n  ndpi off\n' >my.conf
WARDWATCH_CONFIG=my.conf ww config dump >dump.conf 2>err
status 0 "config dump"
has dump.conf "(my.conf:2)"
has dump.conf "  ndpi off"
ww config check dump.conf >out 2>err
status 0 "config check of a dump"

[ $failed -eq 0 ] && echo "cli: lists, files, reasons, full disks"
exit $failed
