#!/bin/sh
# run - workers, pieces, order and rebuild change nothing in the database.
# Usage: run.sh BINARY CUT
set -u
bin=$1 cut=$2
capture=tests/lab/hospital.pcap.zst
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

dump_of() { # NAME ARGUMENT...: scans and dumps
	name=$1
	shift
	"$bin" --signatures signatures scan --quiet --db "$work/$name.db" "$@" ||
		{ echo "FAILED property: scan $name"; failed=1; }
	"$bin" --db "$work/$name.db" db dump >"$work/$name.dump"
}

same() { # NAME OTHER WHAT
	if ! cmp -s "$work/$1.dump" "$work/$2.dump"; then
		echo "FAILED property: $3"
		diff "$work/$1.dump" "$work/$2.dump" | head -20
		failed=1
	fi
}

dump_of one --workers 1 $capture
[ -s "$work/one.dump" ] || { echo "FAILED property: empty dump"; exit 1; }
for n in 2 4; do
	dump_of w$n --workers $n $capture
	same one w$n "$n workers"
done
"$cut" tests/lab/hospital.pcap.zst 5 "$work/piece" || exit 1
dump_of pieces "$work"/piece-*.pcap
same one pieces "five pieces"
dump_of reversed $(ls -r "$work"/piece-*.pcap)
same one reversed "five pieces named in reverse"
dump_of pieces2 --workers 2 "$work"/piece-*.pcap
same one pieces2 "five pieces, two workers"
zstd -dqc $capture >"$work/plain.pcap"
gzip -c "$work/plain.pcap" >"$work/plain.pcap.gz"
dump_of gzip "$work/plain.pcap.gz"
same one gzip "gzip"
"$bin" --signatures signatures scan --quiet --db "$work/pipe.db" - \
	<"$work/plain.pcap" || failed=1
"$bin" --db "$work/pipe.db" db dump >"$work/pipe.dump"
same one pipe "standard input"
"$bin" --signatures signatures --db "$work/one.db" db rebuild || failed=1
"$bin" --db "$work/one.db" db dump >"$work/rebuilt.dump"
same one rebuilt "rebuild"
"$bin" --signatures signatures scan --quiet --db "$work/w2.db" $capture
"$bin" --db "$work/w2.db" db dump >"$work/again.dump"
same one again "the same capture a second time"
# Of two months: the journal, also when pieces are read in separate runs, which
# may cut a conversation but never a day.
capture=tests/golden/journal/in.pcap.zst
dump_of months --workers 1 $capture
dump_of months4 --workers 4 $capture
same months months4 "two months, four workers"
"$cut" $capture 7 "$work/month" || exit 1
dump_of months7 --workers 2 $(ls -r "$work"/month-*.pcap)
same months months7 "two months in seven pieces"
"$bin" --signatures signatures --db "$work/months7.db" db rebuild || failed=1
"$bin" --db "$work/months7.db" db dump >"$work/months7.dump"
same months months7 "two months rebuilt"
for n in 3 0 6 5 1 2 4; do
	dump_of apart "$work/month-$n.pcap"
done
for name in months apart; do
	grep -E '^(change|heard)\|' "$work/$name.dump" >"$work/$name-journal.dump"
done
[ "$(grep -c ^change "$work/months-journal.dump")" -eq 6 ] ||
	{ echo "FAILED property: the journal"; cat "$work/months-journal.dump"
	failed=1; }
same months-journal apart-journal "the journal of seven runs in odd order"
# A conversation keeps the earliest starts of its flows, wherever it was cut.
capture=tests/golden/beacon/in.pcap.zst
dump_of calls --workers 1 $capture
grep -q '^finding|.*|SCN-006|' "$work/calls.dump" &&
	grep -q '^talk|.*|[0-9.]* [0-9. ]*$' "$work/calls.dump" ||
	{ echo "FAILED property: no beacon"; failed=1; }
dump_of calls4 --workers 4 $capture
same calls calls4 "a beacon, four workers"
"$cut" $capture 6 "$work/call" || exit 1
dump_of calls6 --workers 2 $(ls -r "$work"/call-*.pcap)
same calls calls6 "a beacon in six pieces"
"$bin" --signatures signatures --db "$work/calls6.db" db rebuild || failed=1
"$bin" --db "$work/calls6.db" db dump >"$work/calls6.dump"
same calls calls6 "a beacon rebuilt"
for n in 4 0 5 2 1 3; do
	dump_of parted "$work/call-$n.pcap"
done
for name in calls parted; do
	grep '^finding|.*|SCN-006|' "$work/$name.dump" | cut -d'|' -f 2-7 \
		>"$work/$name-found.dump"
done
same calls-found parted-found "a beacon of six runs in odd order"
[ $failed -eq 0 ] && echo "property: workers, pieces, packing, pipe, rebuild," \
	"a second reading, the journal and beacons agree"
exit $failed
