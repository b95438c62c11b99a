#!/bin/sh
# statuses - what the binary answers: exit status, stream and sentence.
# Usage: statuses.sh BINARY
set -u
bin=$(realpath "$1")
top=$(pwd)
hospital=$top/tests/lab/hospital.pcap.zst
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset WARDWATCH_DB WARDWATCH_CONFIG NO_COLOR
failed=0
bad() { echo "FAILED cli: $*"; failed=1; }

# expect STATUS SENTENCE ARGUMENT...: the sentence is on stderr, or none is.
expect() {
	want=$1 sentence=$2
	shift 2
	"$bin" "$@" </dev/null >out 2>err
	got=$?
	[ $got -eq "$want" ] || bad "$*: status $got, not $want: $(cat err)"
	if [ -n "$sentence" ]; then
		grep -qF -- "$sentence" err || bad "$*: no \"$sentence\" in: $(cat err)"
		grep -q '^wardwatch: ' err || bad "$*: not one of our sentences"
		[ -s out ] && bad "$*: words among the data"
	else
		[ -s err ] && bad "$*: says $(cat err)"
	fi
}
sigs="--signatures $top/signatures"

# Help and version are data and succeed; nothing at all is a usage error.
expect 0 "" --version
grep -q '^wardwatch [0-9]' out || bad "no version"
expect 0 "" --help
grep -q 'wardwatch scan FILE' out || bad "--help lists no verbs"
for verb in $("$bin" --help | sed -n 's/^  wardwatch \([a-z]*\).*/\1/p' | uniq); do
	expect 0 "" $verb --help
	cp out one
	expect 0 "" help $verb
	cmp -s out one || bad "help $verb is not $verb --help"
	awk 'length($0) > 80' out | grep -q . && bad "help $verb is too wide"
done
"$bin" >out 2>err
[ $? -eq 2 ] || bad "no argument at all succeeds"

# 2: usage, with what to do.
expect 2 "did you mean --json?" show assets --jsn
expect 2 "is no option here" show assets --workers 2
expect 2 "something is missing" show
expect 2 "is too much" show assets flows
expect 2 "did you mean show?" shwo
expect 2 "did you mean scan?" scna x.pcap
expect 2 "neither a file nor a verb" assets
expect 2 "there is no such list" show asets --db nothing.db
expect 2 "risk, name" show assets --sort nme --db nothing.db
expect 2 "--fail-on" scan --fail-on dreadful nothing.pcap
expect 2 "did you mean scan?" help scna
expect 2 "from 1 to 32" scan --workers 0 x
expect 2 "auto, always or never" --color pink help
expect 2 "which interface?" watch
expect 2 "prot is no word of filters (mistyped?)" watch $sigs -i lo --db x.db --filter "prot 3"
expect 2 "not both" -i lo x.pcap
expect 2 "critical" summary --fail-on dreadful
expect 2 "csv or jsonl" export assets -f xml
expect 2 "chek" config chek

# 3 and 6: what cannot be read.
expect 3 "nothing.pcap" scan $sigs --db a.db nothing.pcap
[ "$(wc -l <err)" -eq 1 ] || bad "a missing file: $(cat err)"
expect 3 "nothing.pcap" $sigs nothing.pcap
echo "this is no capture" >words.txt
expect 3 "words.txt" scan -q $sigs --db w.db words.txt
expect 6 "does not exist" show assets --db nothing.db
expect 6 "words.txt" show assets --db words.txt
: >empty
expect 6 "read a capture with wardwatch scan" console words.txt
expect 3 "empty: is empty" scan -q $sigs --db empty.db empty
"$bin" $sigs summary empty.db >out 2>err
grep -A1 "Devices by class" out | grep -q "  none" || bad "no class at all"
grep -q "nothing was lost" out && bad "a summary calls an unread file no loss"
expect 6 "holds nothing yet" show assets --db empty
mkdir hollow
expect 3 "no signature and no rule" scan --signatures hollow --db h.db words.txt
expect 3 "hollow: Is a directory" config check hollow
printf 'watch\n  interfce eth0\n' >bad.conf
expect 3 "/nowhere" config check /nowhere
expect 3 "no-signatures" sig test --signatures no-signatures
expect 2 "bad.conf:2: " config check bad.conf
printf 'sensor\n  workers 33\n' >many.conf
expect 2 "from 1 to 32" scan $sigs --db m.db --config many.conf words.txt

[ $failed -eq 0 ] && echo "cli: help, usage and unreadable input"
exit $failed
