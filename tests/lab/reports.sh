#!/bin/sh
# reports - writes every report of a database, and a complaint about each model,
# for those who look for what must not be in them.
# Usage: reports.sh BINARY DATABASE PREFIX
set -u
bin=$1 db=$2 prefix=$3 failed=0
write() { # NAME ARGUMENT...
	name=$1
	shift
	"$bin" --signatures signatures --db "$db" report "$@" \
		-o "$prefix.$name" || failed=1
}
for form in html csv; do
	write register.$form register -f $form
	write groups.$form register --groups -f $form
	write maturity.$form maturity -f $form
	write complaints.$form complaint -f $form
done
for id in $("$bin" --db "$db" export assets -f csv | python3 -c '
import csv, sys
seen = {}
for a in csv.DictReader(sys.stdin):
    if a["model"]:
        seen[a["vendor"], a["model"], a["version"]] = a["id"]
print(*seen.values())'); do
	write complaint.$id.md complaint "$id" --serials -f md
done
"$bin" --signatures signatures --db "$db" export mds2 -o "$prefix.mds2.csv" ||
	failed=1
exit $failed
