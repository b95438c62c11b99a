#!/bin/sh
# changes - the journal: what it tells, since when, of whom, in which form.
# Usage: changes.sh BINARY
. tests/cli/common

lines() { # N
	[ "$(wc -l <out)" -eq "$1" ] || bad "$(wc -l <out) lines, not $1: $(cat out)"
}

ww scan -q "$top/tests/golden/journal/in.pcap.zst" || bad "scan: $(cat err)"
ww changes || bad "changes: $(cat err)"
lines 11
for text in "back  " "heard again, for the first time since 2026-12-14" \
	"2026-12-22T00:00:00.000000Z  silent" "not heard since 2026-12-14" \
	"http_server: nginx/1.24.0, was nginx/1.18.0" \
	"10.9.0.31 instead of 10.9.0.30" "22/tcp ssh" "10.9.0.20 ssh" \
	"appeared" "first seen"; do
	has out "$text"
done
sed -n 2p out | grep -q back || bad "the latest is not first: $(cat out)"
ww changes --reverse
sed -n 2p out | grep -q appeared || bad "reversed: $(cat out)"

# Of one device; since a day, or an age before the last moment seen.
ww changes 10.9.0.11
lines 6
ww changes --since 2026-12-25
lines 3
ww changes --since 25d
lines 2
ww changes --since 30m
lines 1
ww changes --since 99999w --limit 4
lines 5
ww changes --filter "kind:silent class:lab"
lines 2
ww changes --filter ip:10.9.0.31
has out "instead of"
misused "there is no field" changes --filter nonsense:x
misused "write a day as" changes --since yesterday
misused "write a day as" changes --since 2026-13-01
misused "write a day as" changes --since 7
misused "goes with changes" export assets --since 7d
misused "write wardwatch changes" show changes
misused "there is no such list" show nonsense
refused 3 "no device" changes 192.0.2.1

ww why 10.9.0.11
has out "What became of it"
has out "2026-12-22  silent    not heard since 2026-12-14"
lacks out "first seen"

# For other programs.
ww changes --json --filter kind:peer
lines 1
has out '"schema":"wardwatch/change/1"'
has out '"after":"10.9.0.20"'
has out '"time":"2026-12-05T10:00:00.031000Z"'
ww export changes -f csv --since 2026-12-25 || bad "export: $(cat err)"
lines 3
has out "time,kind,asset,asset_name,class,ip,field,before,after,other,other_name"
has out ",http_server,nginx/1.18.0,nginx/1.24.0,"
ww export changes -f jsonl
lines 10
python3 -c 'import json, sys
for line in sys.stdin: json.loads(line)' <out || bad "no JSON"

# A rebuild derives the same.
ww db rebuild || bad "rebuild: $(cat err)"
ww changes
lines 11
ww db check || bad "check: $(cat out)"

# What is old goes if that is wanted, and the summary tells it.
ww summary
lacks out "forgotten"
printf 'inventory\n  keep_days 30\n' >w.conf
ww scan -q -c w.conf --db short.db "$top/tests/golden/journal/in.pcap.zst" ||
	bad "scan: $(cat err)"
ww summary short.db
has out "1  conversations and 0 devices with 0 facts forgotten after the days"
ww show flows --db short.db
lacks out "10.9.0.30"
has out "10.9.0.31"
ww db check short.db || bad "check: $(cat out)"
printf 'inventory\n  keep_days 4000\n' >w.conf
misused "keep_days" config check w.conf
[ $failed -eq 0 ] && echo "cli: the journal tells what it should"
exit $failed
