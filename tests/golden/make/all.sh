#!/bin/sh
# all - every generated capture is what its generator writes.
# Usage: all.sh [NAME]: with a name, that capture is written anew.
set -u
cd "$(dirname "$0")/.." || exit 1
update=${1:-}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
for script in make/*.py; do
	name=$(basename "$script" .py)
	[ "$name" = wire ] && continue
	[ -f "$script" ] || continue
	python3 "$script" "$work/made.pcap" || { failed=1; continue; }
	if [ "$update" = "$name" ]; then
		mkdir -p "$name"
		zstd -qf19 "$work/made.pcap" -o "$name/in.pcap.zst" || exit 1
		echo "tests/golden/$name/in.pcap.zst" >"$name/capture"
	fi
	zstd -dqc "$name/in.pcap.zst" | cmp -s - "$work/made.pcap" || {
		echo "FAILED golden: $name/in.pcap.zst is not what make/$name.py writes"
		failed=1
	}
done
exit $failed
