#!/bin/sh
# cores - dumps every process while it reads, at four places of the capture,
# and looks for canaries in the dumps.
# Usage: cores.sh BINARY WORK
set -u
bin=$1 work=$2/cores
here=$(dirname "$0")
if [ "$(id -u)" -ne 0 ]; then
	echo "cores: skipped, reading the memory of others needs root"
	exit 0
fi
mkdir "$work" || exit 1
zstd -dqc "$here/hospital.pcap.zst" >"$work/all.pcap" || exit 1
quarter=$(($(wc -c <"$work/all.pcap") / 4 + 1))
split -b $quarter "$work/all.pcap" "$work/part-"
mkfifo "$work/in"
"$bin" --signatures signatures scan --quiet --db "$work/cores.db" - \
	<"$work/in" >"$work/out" 2>&1 &
pid=$!
exec 9>"$work/in"
failed=0
for part in "$work"/part-*; do
	cat "$part" >&9
	sleep 1 # until all of it is read
	"$here/cores" "$work" $pid
	case $? in
	0) ;;
	2)
		exec 9>&-
		wait $pid
		exit $failed
		;;
	*) failed=1 ;;
	esac
	"$here/canaries" "$here/canaries.sh" "$work"/core.* || failed=1
	rm -f "$work"/core.*
done
exec 9>&-
wait $pid || failed=1
exit $failed
