#!/bin/sh
# run - captures and the inventories they must give.
# Usage: run.sh BINARY [NAME]: with a name, that expectation is written anew.
#
# Each folder holds `capture` (a path), `NOTE` and `want`: facts about its own
# traffic, never counters of the engine. make/NAME.py writes the capture of
# folder NAME where there is one.
set -u
bin=$1 update=${2:-}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0 count=0
for d in tests/golden/*/; do
	name=$(basename "$d")
	[ -f "$d/capture" ] || continue
	count=$((count + 1))
	rm -f "$work"/*
	"$bin" --signatures signatures scan --quiet --db "$work/x.db" \
		"$(cat "$d/capture")" || { failed=1; continue; }
	for what in assets findings; do
		"$bin" --db "$work/x.db" export $what -f jsonl -o "$work/$what"
	done
	python3 tests/golden/project.py "$work/assets" "$work/findings" \
		>"$work/got"
	[ "$update" = "$name" ] && cp "$work/got" "$d/want"
	diff -u "$d/want" "$work/got" || {
		echo "FAILED golden: $name"
		failed=1
	}
done
tests/golden/make/all.sh || failed=1
[ $failed -eq 0 ] && echo "golden: $count captures give the inventory beside them"
exit $failed
