#!/bin/sh
# run - captures and the inventories they must give.
# Usage: run.sh BINARY [NAME]: with a name, that expectation is written anew.
#
# Each folder holds `capture` (a path), `NOTE` and `want`: facts about its own
# traffic, never counters of the engine. make/NAME.py writes the capture of
# folder NAME where there is one. Nothing that was written of any of them, the
# database and its log with the exports, may hold a canary.
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
		"$(cat "$d/capture")" >"$work/said" 2>&1 ||
		{ cat "$work/said"; failed=1; continue; }
	for what in assets findings flows changes; do
		"$bin" --db "$work/x.db" export $what -f jsonl -o "$work/$what"
		"$bin" --db "$work/x.db" export $what -f csv -o "$work/$what.csv"
	done
	tests/lab/reports.sh "$bin" "$work/x.db" "$work/report" || {
		echo "FAILED golden: reports of $name"
		failed=1
	}
	"$bin" --db "$work/x.db" db dump >"$work/dump"
	for form in nft cisco-ios csv; do # none without a clinical device
		"$bin" --db "$work/x.db" policy rules -f $form --min-days 1 \
			-o "$work/rules.$form" 2>"$work/said"
	done
	for list in tests/golden/canaries.sh tests/lab/canaries.sh; do
		found=$(tests/lab/canaries $list "$work"/*) && continue
		echo "$found"
		echo "FAILED golden: a canary got through in $name"
		failed=1
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
