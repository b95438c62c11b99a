#!/bin/sh
# life - decisions about findings: taken, refused, kept, shown, exported.
# Usage: life.sh BINARY
. tests/cli/common

score() { ww show assets --json --filter id:"$1"
	grep -o '"risk_score":[0-9]*' out; }

ww scan -q "$top/tests/lab/hospital.pcap.zst" || bad "scan: $(cat err)"
ww show findings --json --filter finding:CRD-014
device=$(grep -o '"asset":"[^"]*"' out | head -1 | cut -d'"' -f4)
[ -n "$device" ] || bad "no finding to decide about: $(cat out)"
has out '"state":"new"'
before=$(score "$device")

# What is not said whole is refused, and nothing happens.
misused "needs --reason" finding accept "CRD-014@$device"
misused "needs --until" finding accept "CRD-014@$device" --reason x
misused "write a day as" finding accept "CRD-014@$device" --reason x --until soon
misused "has passed already" finding accept "CRD-014@$device" --reason x \
	--until 2020-01-01
misused "takes no --until" finding fix "CRD-014@$device" --reason x \
	--until 2099-01-01
misused "go with suppress" finding fix "CRD-014@$device" --reason x --asset y
refused 3 "there is no finding" finding fix "XXX-001@$device" --reason x
refused 3 "no device" finding fix CRD-014@192.0.2.1 --reason x
misused "which finding" finding fix --reason x
misused "ever raised by a rule" finding suppress XXX-001 --reason x \
	--until 2099-01-01
misused "not suppressed so" finding lift CRD-014 --reason x
misused "accept, mitigate" finding forget CRD-014
ww finding log
[ -s out ] && bad "a refused act is in the log"

ww finding accept "CRD-014@$device" --reason "=behind a jump host" \
	--until 2099-12-31 --by ana || bad "accept: $(cat err)"
has err "noted; finding reopen takes it back"
[ "$(score "$device")" = "$before" ] && bad "an accepted finding counts on"
ww why "CRD-014@$device"
has out "accepted since"
has out "by ana, until 2099-12-31: =behind a jump host"
ww show findings --filter state:open
grep -q CRD-014 out && bad "an accepted finding is open"
ww export findings -f csv --filter state:accepted
has out "accepted,"
has out ",ana,\"'=behind a jump host\",2099-12-31"
ww export findings -f jsonl --filter state:accepted
has out '"decided_by":"ana"'
has out '"until":"2099-12-31"'
ww summary
has out "1 more are decided"
ww db rebuild || bad "rebuild: $(cat err)"
ww scan -q --again "$top/tests/lab/hospital.pcap.zst" || bad "again: $(cat err)"
ww show findings --json --filter state:accepted
has out '"rule":"CRD-014"'

# --fail-on is about what is open.
for rule in $(ww show findings --json --filter "sev:critical state:open" &&
	grep -o '"rule":"[^"]*"' out | cut -d'"' -f4 | sort -u); do
	ww finding suppress "$rule" --reason "a test" --until 2099-12-31 --by bo ||
		bad "suppress: $(cat err)"
done
ww summary --fail-on critical || bad "--fail-on looks at what is suppressed"
ww summary --fail-on high
[ $? -eq 1 ] || bad "--fail-on high is content"
ww finding reopen "CRD-014@$device" --reason "it was not" --by ana ||
	bad "reopen: $(cat err)"
[ "$(score "$device")" = "$before" ] || bad "a reopened finding does not count"
ww summary --fail-on critical
[ $? -eq 1 ] || bad "--fail-on overlooks what was reopened"
ww finding log
has out "  ana  accept  CRD-014 of $device"
has out "  bo  suppress"
has out "  ana  reopen"
ww why "$device"
has out "    since "
ww db check || bad "db check: $(cat out err)"

[ $failed -eq 0 ] && echo "cli: decisions about findings"
exit $failed
