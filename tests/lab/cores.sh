#!/bin/sh
# cores - dumps every process while it reads, at several places of a capture,
# and looks for canaries in the dumps.
# Usage: cores.sh BINARY WORK
set -u
bin=$1 work=$2/cores
here=$(dirname "$0")
if [ "$(id -u)" -ne 0 ]; then
	echo "cores: skipped, reading the memory of others needs root"
	exit 0
fi
failed=0

feed() { # PID CANARIES: on descriptor 9; 2 when the system forbids to look
	for part in "$work"/part-*; do
		cat "$part" >&9
		sleep 1 # until all of it is read
		"$here/cores" "$work" "$1"
		case $? in
		0) ;;
		2) return 2 ;;
		*) failed=1 ;;
		esac
		"$here/canaries" "$2" "$work"/core.* || failed=1
		rm -f "$work"/core.*
	done
	return 0
}

look() { # CAPTURE PARTS CANARIES
	rm -rf "$work"
	mkdir "$work" || exit 1
	zstd -dqc "$1" >"$work/all.pcap" || exit 1
	split -b $(($(wc -c <"$work/all.pcap") / $2 + 1)) "$work/all.pcap" \
		"$work/part-"
	mkfifo "$work/in"
	"$bin" --signatures signatures scan --quiet --db "$work/cores.db" - \
		<"$work/in" >"$work/out" 2>&1 &
	pid=$!
	exec 9>"$work/in"
	feed $pid "$3"
	looked=$?
	exec 9>&-
	wait $pid || failed=1
	[ $looked -eq 0 ] || exit $failed
}

look "$here/hospital.pcap.zst" 4 "$here/canaries.sh"
for golden in tests/golden/phi-*/; do
	look "$golden/in.pcap.zst" 2 tests/golden/canaries.sh
done
exit $failed
