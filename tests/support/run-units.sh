#!/bin/sh
# run-units - runs unit test programs; prints what failed and a count.
# Usage: run-units.sh PROGRAM...
failed=0
for t in "$@"; do
	if ! "$t" >"$t.log" 2>&1; then
		failed=$((failed + 1))
		echo "FAILED $t"
		grep -vE '^\[ +(RUN|OK) +\]' "$t.log" | tail -40
	fi
	# A skipped test says why.
	grep -hi 'skipped because' "$t.log" || true
done
tests=$(cat $(printf '%s.log ' "$@") | grep -c '^\[ *OK *\]')
echo "unit: $# programs, $tests tests passed, $failed programs failed"
[ "$failed" -eq 0 ] && [ "$tests" -gt 0 ]
