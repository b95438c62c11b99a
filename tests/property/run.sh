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

rebuilt() { # DATABASE NAME: the dump of NAME is that of the database rebuilt
	"$bin" --signatures signatures --db "$work/$1.db" db rebuild || failed=1
	"$bin" --db "$work/$1.db" db dump >"$work/$2.dump"
}

# Read whole, by workers, in pieces named in reverse, and rebuilt of these; then
# piece by piece in the order given, which goes on in the database `apart`.
in_pieces() { # NAME WHAT PIECES ORDER: of $capture
	dump_of $1 --workers 1 $capture
	dump_of $1-4 --workers 4 $capture
	same $1 $1-4 "$2, four workers"
	"$cut" $capture $3 "$work/$1-piece" || exit 1
	dump_of $1-cut --workers 2 $(ls -r "$work/$1"-piece-*.pcap)
	same $1 $1-cut "$2 in $3 pieces"
	rebuilt $1-cut $1-cut
	same $1 $1-cut "$2 rebuilt"
	for n in $4; do
		dump_of $1-apart "$work/$1-piece-$n.pcap"
	done
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
rebuilt one rebuilt
same one rebuilt "rebuild"
"$bin" --signatures signatures scan --quiet --db "$work/w2.db" $capture
"$bin" --db "$work/w2.db" db dump >"$work/again.dump"
same one again "the same capture a second time"
# Of two months: the journal, also when pieces are read in separate runs, which
# may cut a conversation but never a day.
capture=tests/golden/journal/in.pcap.zst
in_pieces months "two months" 7 "3 0 6 5 1 2 4"
for name in months months-apart; do
	grep -E '^(change|heard)\|' "$work/$name.dump" >"$work/$name-journal.dump"
done
[ "$(grep -c ^change "$work/months-journal.dump")" -eq 6 ] ||
	{ echo "FAILED property: the journal"; cat "$work/months-journal.dump"
	failed=1; }
same months-journal months-apart-journal "the journal of seven runs in odd order"
# A conversation keeps the earliest starts of its flows, wherever it was cut.
capture=tests/golden/beacon/in.pcap.zst
in_pieces calls "a beacon" 6 "4 0 5 2 1 3"
grep -q '^finding|.*|SCN-006|' "$work/calls.dump" &&
	grep -q '^talk|.*|[0-9.]* [0-9. ]*$' "$work/calls.dump" ||
	{ echo "FAILED property: no beacon"; failed=1; }
for name in calls calls-apart; do
	grep '^finding|.*|SCN-006|' "$work/$name.dump" | cut -d'|' -f 2-7 \
		>"$work/$name-found.dump"
done
same calls-found calls-apart-found "a beacon of six runs in odd order"
[ $failed -eq 0 ] && echo "property: workers, pieces, packing, pipe, rebuild," \
	"a second reading, the journal and beacons agree"
exit $failed
