#!/bin/sh
# places - rooms and beds of devices are kept where the site asks, else not.
# Usage: places.sh BINARY
set -u
bin=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
bad() { echo "FAILED cli: $*"; failed=1; }
dump() { # CONFIGURATION
	for name in sdc intellivue; do
		"$bin" --signatures signatures --config "$work/$1" scan --quiet \
			--db "$work/$1.$name.db" "tests/golden/$name/in.pcap.zst" ||
			bad "scan with $1"
		"$bin" db dump "$work/$1.$name.db"
	done >"$work/$1.dump"
}

: >"$work/silent"
printf 'sensor\n  places on\n' >"$work/asking"
dump silent
dump asking
for bed in "bed Bed5" "bed Bed6" ICU2-06; do
	grep -q "|bedside_place|.*$bed" "$work/asking.dump" ||
		bad "$bed is not kept although asked for"
	grep -q "$bed" "$work/silent.dump" && bad "$bed is kept unasked"
done
grep -q "|sdc_location|.*poc ICU 2" "$work/silent.dump" ||
	bad "the point of care is not kept"
grep -qE 'ZZPAT|CANARY BED|ZZ900' "$work/asking.dump" && bad "a person is kept"
[ $failed -eq 0 ] && echo "cli: rooms and beds"
exit $failed
