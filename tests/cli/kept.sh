#!/bin/sh
# kept - what is not written over, not made by mistake, and not called whole.
# Usage: kept.sh BINARY
. "$(dirname "$0")/common"
zstd -dcq "$top/tests/lab/hospital.pcap.zst" >h.pcap
ww scan -q h.pcap || bad "scan: $(cat err)"

# An export replaces an export, and neither a database nor a capture.
gzip -k h.pcap
zstd -q h.pcap
printf '\n\r\r\n\034\0\0\0M<+\032\1\0\0\0\377\377\377\377\377\377\377\377\034\0\0\0' >h.pcapng
for file in wardwatch.db h.pcap h.pcap.gz h.pcap.zst h.pcapng; do
	cp "$file" before
	for verb in "export assets" "report maturity" "reconcile h.csv" \
		"policy rules -f csv"; do
		echo ip_address >h.csv
		misused "-o $file: is a " $verb -o "$file"
		[ "$(wc -l <err)" -eq 1 ] || bad "$verb: $(cat err)"
		cmp -s "$file" before || bad "$verb -o $file wrote over it"
	done
done
ln -s h.pcap link
misused "is a capture" export assets -o link
ls | grep -q part && bad "a part is left: $(ls)"
answers 0 export assets -o assets
answers 0 export assets -f jsonl -o assets
head -c 1 assets | grep -q '{' || bad "an export does not replace an export"

[ $failed -eq 0 ] && echo "cli: what is kept as it was, made by mistake or damaged"
exit $failed
