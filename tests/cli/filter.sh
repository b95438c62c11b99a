#!/bin/sh
# filter - what a list is restricted by, and what is refused instead of finding
# nothing.
# Usage: filter.sh BINARY
. "$(dirname "$0")/common"
ww scan -q "$top/tests/lab/hospital.pcap.zst" || bad "scan: $(cat err)"
rows() { # LIST FILTER: how many there are
	ww show "$1" --json --filter "$2" || bad "$2: $(cat err)"
	wc -l <out
}
same() { # LIST FILTER FILTER
	[ "$(rows "$1" "$2")" -eq "$(rows "$1" "$3")" ] ||
		bad "$1: $2 is not $3: $(rows "$1" "$2"), $(rows "$1" "$3")"
}
some() { # LIST FILTER
	[ "$(rows "$1" "$2")" -gt 0 ] || bad "$1: $2 finds nothing"
}

for f in "risk>=high" "sev>=high" "class=imaging-ct" "class!=imaging-ct" \
	"!philips" "class:imaging-ct,imaging-mr" "serial:*" "-serial:*" "seen<1h"; do
	some assets "$f"
done
same assets "sev>=high" "severity:high,critical"
same assets "class=imaging-ct" "class:imaging-ct"
same assets "class!=imaging-ct" "-class:imaging-ct"
same findings "sev>=high" "-sev<high"
same findings "rule:CRD-014" "finding:CRD-014"
same findings "port>=5900 port<=5900" "port:5900"
some findings "asset:GEAWS40 risk>=60"
some flows "port:104,11112 client:10.77.8.25 server:ZZPACS"
ww export changes --filter "kind:appeared class:imaging-ct,imaging-mr"
[ "$(wc -l <out)" -gt 1 ] || bad "changes by one of two classes"

# An empty register reads as if all were well.
ww report register --filter "sev>=high" -f csv
[ "$(wc -l <out)" -eq "$(($(rows findings "sev>=high -state:fixed") + 1))" ] ||
	bad "the register of high findings: $(wc -l <out)"
for f in "sev>=dreadful" "a | b" "(sev:high)" "sevv>=high" "model~x" "model:x*" \
	">=high" "version>4"; do
	misused "" report register --filter "$f"
	misused "" show findings --filter "$f"
	[ "$(wc -l <err)" -eq 1 ] || bad "$f: $(cat err)"
done
misused "did you mean sev?" show assets --filter "sevv>=high"
misused "'|' is not understood" show flows --filter "a | b"
misused "write version:4" show assets --filter "version>4"

[ $failed -eq 0 ] && echo "cli: filters"
exit $failed
