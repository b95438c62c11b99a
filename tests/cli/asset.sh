#!/bin/sh
# asset - what people say about devices: taken, refused, kept, shown, undone.
# Usage: asset.sh BINARY
. tests/cli/common

hospital=$top/tests/lab/hospital.pcap.zst
say() { ww asset "$@" --by ana || bad "asset $*: $(cat err)"; }
same() { # FILE WHAT
	ww db dump
	cmp -s out "$1" || bad "$2: $(diff out "$1" | head -5)"
}
# What was said holds after a rebuild and a second reading.
stays() { # WHAT
	ww db dump && cp out held
	ww db rebuild || bad "rebuild: $(cat err)"
	same held "$1 does not survive a rebuild"
	ww scan -q --again "$hospital" || bad "again: $(cat err)"
	same held "$1 does not survive a second reading"
	ww db check || bad "db check: $(cat out err)"
}

ww scan -q "$hospital" || bad "scan: $(cat err)"
ww db dump && cp out before
xray=10.77.8.24 pacs=10.77.8.10 other=192.168.177.10

# Nonsense is refused, and nothing happens.
misused "needs --reason" asset set $xray class=ventilator
misused "some text" asset set $xray class=ventilator --reason " "
misused "no class 'ventilatr'" asset set $xray class=ventilatr --reason x
has err "infusion-pump"
misused "no field 'colour'" asset set $xray colour=red --reason x
has err "class, vendor, model, version, serial, name, owner, location"
misused "FIELD=VALUE" asset set $xray class --reason x
misused "twice" asset set $xray tag=1 tag=2 --reason x
misused "of what?" asset set $xray owner= --reason x
misused "owner has at most 160" asset set $xray "owner=$(printf %161s | tr ' ' x)" \
	--reason x
misused "owner has at most 160" asset set $xray \
	"owner=$(printf '\001%.0s' $(seq 41))" --reason x
misused "reason has at most 200" asset set $xray owner=x \
	--reason "$(printf %201s | tr ' ' x)"
misused "name has at most 60" asset set $xray owner=x --reason x \
	--by "$(printf %61s | tr ' ' x)"
refused 3 "no device" asset set 192.0.2.1 owner=x --reason x
misused "one device already" asset join $pacs $pacs --reason x
misused "write asset join" asset join $pacs --reason x
misused "is not of that device" asset split $pacs by=192.0.2.1 --reason x
misused "is all that this device goes by" asset split $xray by=$xray --reason x
misused "write an address or a MAC" asset split $pacs by=nothing --reason x
misused "write asset split" asset split $pacs $other --reason x
refused 3 "no device has" asset log 192.0.2.1
misused "under the number 7" asset undo 7 --reason x
misused "write asset undo" asset undo x --reason x
misused "set, join, split" asset forget $pacs
ww asset log
[ -s out ] && bad "a refused act is in the log"
same before "a refused act left something"

# A field: over the wire, whose reasons stay to be read.
say set $xray class=ventilator "owner==ICU" location=W3 --reason "=the label"
has err "noted; asset undo 1"
ww why $xray
has out "Ventilator, criticality A"
has out "ventilator  said by a person"
has out "number 1: =the label"
has out "imaging-xray  confirmed, says the wire"
has out "by the signature at families.sig"
has out "ana  set fc98-1858-38ca class=ventilator: =the label"
ww show assets --json --filter class:ventilator
has out '"id":"fc98-1858-38ca"'
has out '"criticality":"A"'
has out '"said_by":"ana"'
has out '"location":"W3"'
ww export assets -f csv --filter owner:icu
has out "owner,location,department,segment,tag"
has out "\"'=ICU\",W3,,,"
ww show assets --json --filter '"=icu"'
has out '"id":"fc98-1858-38ca"'
stays "a field"
say set $xray class=imaging-ct --reason "it moved"
ww show assets --json --filter class:imaging-ct
has out '"id":"fc98-1858-38ca"'
say undo 4 --reason "it did not"
ww show assets --json --filter class:ventilator
has out '"id":"fc98-1858-38ca"'
for n in 1 2 3; do say undo $n --reason "a test"; done
same before "undone fields left something"
misused "taken back already" asset undo 1 --reason x
misused "under the number 5" asset undo 5 --reason x

# Two are one, also for decisions about findings; and are two again.
ww finding accept INV-012@$other --reason "a test" --until 2099-12-31 ||
	bad "accept: $(cat err)"
ww db dump && cp out decided
say join $pacs $other --reason "two interfaces"
ww show assets --json --filter ip:$other
has out '"ip":"10.77.8.10"'
has out "98:e7:43:77:00:10"
[ "$(wc -l <out)" -eq 1 ] || bad "joined, and still two"
misused "one device already" asset join $other $pacs --reason x
ww asset log $other
has out "join 7694-89e5-d0e2 with 709d-98a2-02fc: two interfaces"
stays "a join"
joined=$(cat held | cksum)
say split $pacs by=02:00:00:77:07:10 --reason "they are not"
same decided "what is split is not as before it was joined"
say join $other $pacs --reason "they are"
ww db dump
[ "$(cksum <out)" = "$joined" ] || bad "joined anew, it is another device"

# An address of a device is another device.
say split $pacs by=$other --reason "behind a converter"
ww show assets --json --filter ip:$other
lacks out '"ip":"10.77.8.10"'
has out "\"ip\":\"$other\""
stays "a split"
ww asset log
for n in $(grep -v undo out | grep -v undone | cut -d' ' -f1); do
	say undo "$n" --reason "a test"
done
same decided "undone joins and splits left something"
ww asset log
has out "undone by"
has out "  ana  undo 1 of fc98-1858-38ca: a test"

# Devices behind others: with another such, with one that is met itself.
count() { ww show assets --json; wc -l <out; }
ww scan -q --db gate.db "$top/tests/golden/hl7-gateway/in.pcap.zst"
WARDWATCH_DB=gate.db
export WARDWATCH_DB
ww db dump && cp out before
all=$(count)
say join 80d6-0039-a31f becf-a8b9-e7e2 --reason "one pump"
say join bfdb-4ced-d242 10.1.0.45 --reason "it is met itself"
say join 10.1.0.40 0bcd-da97-cd99 --reason "it is the gateway"
say set 80d6-0039-a31f location=W1 --reason "a test"
[ "$(count)" -eq $((all - 3)) ] || bad "devices behind others are not joined"
ww db dump && cp out held
ww db rebuild || bad "rebuild: $(cat err)"
same held "joins of devices behind others do not survive"
for n in 4 3 2 1; do say undo $n --reason "a test"; done
same before "undone joins of devices behind others left something"
unset WARDWATCH_DB

# While somebody writes the database, he takes it in.
mkfifo pipe
"$bin" --signatures "$top/signatures" scan -q --again - <pipe >said 2>&1 &
exec 3>pipe
zstd -dqc "$hospital" >whole
head -c 4096 whole >&3
sleep 1 # a rebuild that came first would turn the scan away
n=0
until ww db rebuild; [ $? -eq 6 ]; do
	n=$((n + 1))
	[ $n -lt 50 ] || bad "scan takes no lock"
	[ $n -lt 50 ] || break
	sleep 0.1
done
say set $xray class=ventilator --reason "a test"
has err "is being written"
ww finding accept CRD-002@$xray --reason "a test" --until 2099-12-31 --by ana ||
	bad "accept beside a writer: $(cat err)"
has err "is being written"
ww asset log $xray
has out "set fc98-1858-38ca class=ventilator: a test"
tail -c +4097 whole >&3
exec 3>&-
wait
ww show assets --json --filter class:ventilator
has out '"id":"fc98-1858-38ca"'
ww show findings --json --filter state:accepted
has out '"rule":"CRD-002"'
ww db check || bad "db check: $(cat out err)"

# An address that DHCP gave to several: each has its own, and what people say.
WARDWATCH_DB=swap.db
export WARDWATCH_DB
ww scan -q "$top/tests/golden/dhcp-swap/in.pcap.zst" || bad "scan: $(cat err)"
ww why 3c:d9:2b:09:00:53
has out "addresses   none"
has out "leases      10.9.0.51, from 2026-11-25T18:00:00Z"
ww why 10.9.0.51
has out "leases      10.9.0.51, from 2026-11-25T10:00:00Z to 2026-11-25T22:00:00Z"
has out "            10.9.0.52, from 2026-11-25T14:00:00Z"
ww why 10.9.0.1
grep -q leases out && bad "leases of one that had no other address"
say set 10.9.0.51 owner=ICU --reason "a test"
say set 10.9.0.52 owner=LAB --reason "a test"
ww show assets --json --filter owner:icu
has out '"serial":"DE77MX0051"'
ww show assets --json --filter owner:lab
has out '"serial":"11852"'

[ $failed -eq 0 ] && echo "cli: what people say about devices"
exit $failed
