#!/bin/sh
# late - a parent that is slow to wait finds the recorder already gone.
# Usage: late.sh BINARY
set -u
bin=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
slow() { strace -qq -o "$work/trace" -e trace=close \
	-e inject=close:delay_exit=100000 "$@"; }
if ! slow true 2>/dev/null; then
	echo "cli: skipped the slow parent, strace is absent or not allowed"
	exit 0
fi
slow "$bin" --signatures signatures scan --quiet --workers 2 \
	--db "$work/late.db" tests/lab/hospital.pcap.zst 2>"$work/err"
code=$?
if [ $code -ne 0 ]; then
	echo "FAILED cli: a slow parent ends with $code: $(cat "$work/err")"
	exit 1
fi
echo "cli: a parent that is slow to wait"
