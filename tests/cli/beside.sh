#!/bin/sh
# beside - what is imported while somebody writes the database: he takes it in,
# and all is as if it had been imported before or after.
# Usage: beside.sh BINARY
. tests/cli/common

hospital=$top/tests/lab/hospital.pcap.zst
advisory() { # ID PRODUCT: one that means the pump of the lab
	cat <<X
{"document": {"category": "csaf_security_advisory", "csaf_version": "2.0",
 "publisher": {"category": "coordinator", "name": "T", "namespace":
 "https://example.org"}, "title": "PLUM 360", "tracking": {"id": "$1",
 "current_release_date": "2026-01-01T00:00:00Z", "initial_release_date":
 "2026-01-01T00:00:00Z", "revision_history": [{"date": "2026-01-01T00:00:00Z",
 "number": "1", "summary": "s"}], "status": "final", "version": "1"}},
 "product_tree": {"branches": [{"category": "vendor", "name": "ICU Medical",
 "branches": [{"category": "product_name", "name": "Plum 360", "branches":
 [{"category": "product_version_range", "name": "<=15.10", "product":
 {"name": "ICU Medical Plum 360: <=15.10", "product_id": "P1"}}]}]}]},
 "vulnerabilities": [{"cve": "CVE-2099-0001", "scores": [{"cvss_v3":
 {"version": "3.1", "baseScore": 9.8, "baseSeverity": "CRITICAL", "vectorString":
 "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}, "products": ["P1"]}],
 "product_status": {"known_affected": ["P1"]}}]}
X
}
advisory T-1 >csaf.json
cat >kev.json <<'X'
{"title": "k", "catalogVersion": "2026.01.02", "dateReleased":
 "2026-01-02T00:00:00Z", "count": 1, "vulnerabilities": [{"cveID":
 "CVE-2099-0001", "vendorProject": "ICU", "product": "Plum", "vulnerabilityName":
 "n", "dateAdded": "2026-01-01", "shortDescription": "s", "requiredAction": "a",
 "dueDate": "2026-02-01", "knownRansomwareCampaignUse": "Unknown", "notes": ""}]}
X
{ echo "question_id,answer,note"
	echo "DOC-1,ICU Medical,"
	echo "DOC-3,PLUM360,"
	for n in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "SAHD-$n,Yes,"; done
	echo "TXCF-2,Yes,"; } >form.csv

# Afterwards, as it always was.
ww scan -q --db after.db "$hospital" || bad "scan: $(cat err)"
ww import csaf csaf.json --db after.db || bad "csaf: $(cat err)"
lacks err "is being written"
ww import kev kev.json --db after.db || bad "kev: $(cat err)"
ww import mds2 form.csv --db after.db || bad "mds2: $(cat err)"
printf 'flow x\n  from 10.77.8.44\n  to 10.77.8.40\n  vendor Acme\n' >a.flows
ww policy accept a.flows --reason x --by ana --db after.db ||
	bad "accept: $(cat err)"
ww show findings --json --filter finding:NET-007 --db after.db
has out "remote service of Acme"
ww show findings --json --filter finding:ADV --db after.db
has out '"rule":"ADV-'
has out '"rule":"ADV-005"'
ww db dump after.db && cp out after

# While it is read.
mkfifo pipe
"$bin" --signatures "$top/signatures" scan -q --db beside.db - <pipe >said 2>&1 &
exec 3>pipe
zstd -dqc "$hospital" >whole
head -c 1500000 whole >&3
sleep 1 # a rebuild that came first would turn the scan away
n=0
until ww db rebuild beside.db; [ $? -eq 6 ] && grep -q "being written" err; do
	n=$((n + 1))
	[ $n -lt 50 ] || bad "scan takes no lock"
	[ $n -lt 50 ] || break
	sleep 0.1
done
ww import csaf csaf.json --db beside.db --dry-run || bad "dry run: $(cat err)"
ww import csaf csaf.json --db beside.db || bad "csaf beside: $(cat err)"
has out "1 advisor"
has err "is being written, and takes this in"
ww import kev kev.json --db beside.db || bad "kev beside: $(cat err)"
ww import mds2 form.csv --db beside.db || bad "mds2 beside: $(cat err)"
ww import mds2 form.csv --db beside.db || bad "the same beside: $(cat err)"
has out "1 known"
lacks err "is being written"
ww policy accept a.flows --reason x --by ana --db beside.db ||
	bad "accept beside: $(cat err)"
has err "is being written"
tail -c +1500001 whole >&3
exec 3>&-
wait
ww db check beside.db || bad "db check: $(cat out err)"
ww db dump beside.db && cp out beside
grep -v '^capture\|stdin\|hospital.pcap\|^baseline\|^audit' after >a
grep -v '^capture\|stdin\|hospital.pcap\|^baseline\|^audit' beside >b
diff a b >differ || bad "imported beside, it is other: $(head -5 differ)"
ww db rebuild beside.db || bad "rebuild: $(cat err)"
ww db dump beside.db
cmp -s out beside || bad "a rebuild changed what was taken in"

[ $failed -eq 0 ] && echo "cli: imports beside a writer"
exit $failed
