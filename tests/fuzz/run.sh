#!/bin/sh
# run - fuzzes each named dissector for some seconds, two at a time; what is so
# small that it has seen 12000 inputs for each of them by then is done earlier.
# Usage: run.sh FUZZER SEED SECONDS DISSECTOR...      SEED 0: a new one each time
set -u
bin=$1 seed=$2 seconds=$3
shift 3
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
# Where memory was taken is told by three frames: most of the time went there.
export ASAN_OPTIONS=malloc_context_size=3:quarantine_size_mb=16
one() {
	mkdir -p "$work/$1"
	# What once failed, and what real conversations look like.
	seeds=
	for d in "tests/fuzz/corpus/$1" "build/fuzz/seeds/$1"; do
		[ -d "$d" ] && seeds="$seeds $d"
	done
	WW_FUZZ=$1 "$bin" -seed="$seed" -max_total_time="$seconds" \
		-runs=$((seconds * 12000)) -max_len=8192 \
		-timeout=5 -rss_limit_mb=2048 \
		-artifact_prefix="$work/$1-" "$work/$1" $seeds \
		>"$work/$1.log" 2>&1
	code=$?
	runs=$(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$work/$1.log")
	if [ $code -ne 0 ] || [ -z "$runs" ]; then
		echo "FAILED fuzz $1, $(grep -m 1 '^INFO: Seed' "$work/$1.log")"
		tail -30 "$work/$1.log"
		for a in "$work/$1"-*; do
			[ -f "$a" ] && { echo "input:"; base64 "$a"; }
		done
		: >"$work/failed"
	else
		echo "fuzz $1: $runs runs, clean"
	fi
}
every_other() {
	while [ $# -gt 0 ]; do
		one "$1"
		shift
		[ $# -gt 0 ] && shift
	done
}
every_other "$@" &
shift
every_other "$@" &
wait
[ ! -e "$work/failed" ]
