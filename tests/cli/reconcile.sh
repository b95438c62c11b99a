#!/bin/sh
# reconcile - a list of devices beside what was seen, and what could be seen.
# Usage: reconcile.sh BINARY
. tests/cli/common

unlisted() { # STATUS SENTENCE ARGUMENT...
	rm -f lists.csv
	refused "$@" -o lists.csv
	shift 2
	[ -e lists.csv ] && bad "$*: something was written"
	[ "$(wc -l <err)" -eq 1 ] || bad "$*: more than one line: $(cat err)"
}

ww scan -q "$top/tests/lab/hospital.pcap.zst" || bad "scan: $(cat err)"

# Coverage: text, JSON, CSV, and in the summary.
ww show coverage || bad "show coverage: $(cat err)"
has out "5 min of it covered, 2 networks"
has out "questions that nobody was seen to answer"
has out "vni 777"
cp out coverage
ww summary
has out "Coverage: what could be seen, and what not"
has out "$(sed -n 2p coverage)"
ww show coverage --json
python3 - out <<'X' || bad "show coverage --json: $(cat out)"
import json
import sys
c = json.loads(open(sys.argv[1]).read())
assert c["schema"] == "wardwatch/coverage/1"
assert c["seconds"] == {"n": 306, "of": 306}, c["seconds"]
assert c["one_way"]["n"] == 0 and c["one_way"]["of"] > 50
assert c["no_mac"] == {"n": 0, "of": 24}
assert 0 < c["encrypted"]["n"] < c["encrypted"]["of"]
assert [n["net"] for n in c["networks"]] == [None, "vni 777"]
X
ww export coverage -f csv || bad "export coverage: $(cat err)"
has out "net,what,n,of,meaning"
# A list that is exported holds rows of its own kind alone.
ww export assets -f jsonl
grep -qv '"schema":"wardwatch/asset/1"' out && bad "an asset list with coverage"

# One direction of a mirror is told as such, and no scan is.
"$(dirname "$bin")/tests/tools/damage" "$top/tests/lab/hospital.pcap.zst" \
	client.pcap side 0 || bad "no capture of one direction"
ww scan -q --db client.db client.pcap
ww show coverage --json --db client.db
python3 - out <<'X' || bad "one direction alone: $(cat out)"
import json
import sys
c = json.loads(open(sys.argv[1]).read())["one_way"]
assert 50 < c["of"] < 100 and c["n"] == c["of"], c
X

# The list of the hospital: five outcomes, coverage first, no other column read.
cat >list.csv <<'X'
asset_tag,serial_number,manufacturer,model,hostname,ip_address,mac_address,ae_title,patient
BM-1,CT-SN-120034,SIEMENS AG,Somatom go.Top,ct1,10.77.8.21,20-E7-91-77-00-21,,ZZPAT^CANARY
BM-2,US-SN-99021,"Philips Medical Systems, Inc.",EPIQ 7,,10.77.8.99,7c94.b277.0023,,ZZPAT^CANARY
BM-3,SN-GONE,Baxter,Sigma,pump9,192.0.2.9,58:46:e1:00:00:01,,
BM-4,,,,,10.77.8.45,58:46:e1:00:00:02,,
BM-5,,,,,,,ZZPACS,
=BM-6,,,,zzris,,,,
X
ww reconcile list.csv || bad "reconcile: $(cat err)"
head -1 out | grep -q "^Coverage: a device that was not seen" ||
	bad "coverage is not first: $(head -1 out)"
has out "line 2     BM-1  adcf-39df-1bce  10.77.8.21  ct1.zzhosp.example  by mac"
has out "address: listed 10.77.8.99, seen 10.77.8.23"
has out "line 4     BM-3  Baxter  Sigma"
has out "10.77.8.45 has its address, and is another device"
has out "by ae  (709d-98a2-02fc 192.168.177.10 or 7694-89e5-d0e2 10.77.8.10)"
has out "6 rows of the list, 24 devices seen"
grep -q CANARY out && bad "a column that is not mapped was read"
ww reconcile list.csv -f csv -o lists.csv || bad "reconcile -f csv: $(cat err)"
has err "wardwatch show coverage"
has lists.csv "list,line,tag,asset,name,ip,mac,class,vendor,model,by,field,"
has lists.csv "seen,7,\"'=BM-6\","
has lists.csv "differs,3,BM-2,0bfc-4aca-b7fe,EPIQROOM2,"
ww reconcile list.csv --json || bad "reconcile --json: $(cat err)"
head -1 out | grep -q '"schema":"wardwatch/coverage/1"' || bad "JSON coverage"
[ "$(grep -c '"list":"not-listed"' out)" -eq 19 ] || bad "not listed"
python3 -c 'import json, sys
for line in open("out"): json.loads(line)' || bad "no JSON"
ww reconcile list.csv --json --filter class:imaging
[ "$(grep -c '"list":"not-listed"' out)" -lt 19 ] || bad "--filter"

# A list of another make: mapped, with semicolons, in Latin-1.
printf 'Nr;MAC-Adr.;Hersteller\r\n\226M1;0010.5d77.0043;Dr\344ger\r\n' >german.csv
printf 'columns\n  tag Nr\n  mac "MAC-Adr."\n  vendor Hersteller\n' >map
ww reconcile german.csv --columns map || bad "german: $(cat err)"
has out "–M1  427d-9d27-1328  10.77.8.43"
printf 'file\n  separator semicolon\n  encoding latin-1\n' >>map
ww reconcile german.csv --columns map || bad "german, told: $(cat err)"

# What is wrong is told in a line, and nothing is written.
printf 'columns\n  mac MAC\n' >wrong
unlisted 3 "german.csv:1: has no column called MAC" reconcile german.csv \
	--columns wrong
unlisted 3 "has no column called mac_address" reconcile german.csv
unlisted 2 "map2:2: patient: there is no such column" reconcile german.csv \
	--columns "$(printf 'columns\n  patient x\n' >map2; echo map2)"
unlisted 3 "nothing.csv" reconcile nothing.csv
unlisted 3 "is no text" reconcile wardwatch.db
unlisted 3 "a quote does not end" reconcile "$(printf 'hostname\n"x\n' >q.csv
	echo q.csv)"
unlisted 3 "is UTF-16" reconcile "$(printf '\377\376h\0' >u.csv; echo u.csv)"
unlisted 3 "is empty" reconcile "$(: >e.csv; echo e.csv)"
unlisted 2 "text, csv or jsonl" reconcile list.csv -f xml
unlisted 2 "" reconcile list.csv --filter nosuchfield:x
head -c 70000000 /dev/zero | tr '\0' 'x' >huge.csv
unlisted 3 "more than 64 MiB" reconcile huge.csv
for format in text csv jsonl; do
	"$bin" --signatures "$top/signatures" reconcile list.csv -f $format \
		>/dev/full 2>err
	[ $? -eq 3 ] || bad "-f $format on a full disk: $(cat err)"
	has err "standard output: not all was written"
done

[ $failed -eq 0 ] && echo "cli: coverage, and a list of devices beside it"
exit $failed
