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

# A damaged database is called so by all who look, and is not summed anew.
hurt() { # DB STATEMENT
	cp wardwatch.db "$1"
	python3 - "$1" "$2" <<-P
	import sqlite3, sys
	c = sqlite3.connect(sys.argv[1])
	c.create_function("flip", 1, lambda b: b[:-9] + bytes([b[-9] ^ 4]) + b[-8:])
	assert c.execute(sys.argv[2]).rowcount > 0
	c.commit()
	P
}
answers 0 db check wardwatch.db
for verb in "summary" "show assets" "show findings" "export flows"; do
	answers 0 $verb --db wardwatch.db
	[ -s err ] && bad "$verb of a whole database says $(cat err)"
done
hurt facts.db "UPDATE evidence SET pack = flip(pack) WHERE owner IN (SELECT
	owner FROM evidence WHERE owner > 0 ORDER BY owner LIMIT 2)"
hurt talks.db "UPDATE conversation SET pack = flip(pack) WHERE id = 1"
hurt names.db "UPDATE asset SET name = 'PACS9' WHERE name = 'ZZPACS'"
hurt json.db "UPDATE asset SET claims = '[[' WHERE name = 'ZZPACS'"
hurt title.db "UPDATE finding SET evidence = '[', detail = 'x' WHERE port = 5900"
for db in facts.db talks.db names.db json.db title.db; do
	answers 5 db check $db
	has err "is damaged"
	has out "whose sum does not fit"
	lacks err "malformed"
	cp $db before
	refused 5 "--force" db rebuild $db
	cmp -s $db before || bad "$db is written before it is refused"
	for verb in "summary" "show findings"; do
		ww $verb --db $db
		has err "db check tells more"
	done
	answers 0 db rebuild --force $db
	answers 0 db check $db
	answers 0 db rebuild $db
done
hurt facts.db "UPDATE evidence SET pack = flip(pack) WHERE owner IN (SELECT
	owner FROM evidence WHERE owner > 0 ORDER BY owner LIMIT 2)"
refused 5 "is damaged" scan -q --db facts.db "$top/tests/golden/dicom-roles/in.pcap.zst"
answers 5 db check facts.db
answers 0 db rebuild --force facts.db
has err "lost for good: 2 rows of facts, 0 of conversations"
answers 0 scan -q --again --db facts.db h.pcap
answers 0 db dump facts.db
mv out facts
answers 0 db dump wardwatch.db
cmp -s out facts || bad "what was given up does not come back: $(diff out facts | head -5)"
answers 0 db rebuild --force names.db
has err "nothing that was seen is lost"
misused "goes with rebuild" db check --force names.db

# A name that is mistyped makes nothing.
for verb in "db rebuild typo.db" "db rebuild --force typo.db" \
	"import kev h.csv --db typo.db" "import kev --dry-run h.csv --db typo.db"; do
	refused 6 "typo.db does not exist" $verb
	[ -e typo.db ] && bad "$verb made a database"
done
printf 'watch\n  interfce eth0\n' >bad.conf
for verb in summary "show assets" "export assets" "report maturity" \
	"why 10.77.8.21" "db check" "changes"; do
	refused 3 "missing.conf" $verb -c missing.conf
	misused "bad.conf:2: " $verb -c bad.conf
	WARDWATCH_CONFIG=bad.conf
	export WARDWATCH_CONFIG
	misused "bad.conf:2: " $verb
	unset WARDWATCH_CONFIG
done

# What is no capture is told for what it is, and does not keep others from being
# read.
printf '\3757zXZ\0\0\004abcdefgh' >h.pcap.xz
printf 'BZh91AY&SY12345678' >h.pcap.bz2
printf '\004"M\030dpabcdefgh' >h.pcap.lz4
refused 3 "unpack it first with xz -dk" scan -q --db n.db h.pcap.xz
refused 3 "unpack it first with bunzip2 -k" scan -q --db n.db h.pcap.bz2
refused 3 "unpack it first with lz4 -dk" h.pcap.lz4
refused 3 "is a database, not a capture" scan -q --db n.db wardwatch.db
[ -e n.db ] && bad "a database of nothing"
refused 3 "gone.pcap: No such file or directory; it is left out" \
	scan -q --db n.db gone.pcap h.pcap h.pcap.xz wardwatch.db
[ "$(wc -l <err)" -eq 3 ] || bad "three are left out: $(cat err)"
answers 0 db dump n.db
mv out n
answers 0 db dump wardwatch.db
cmp -s out n || bad "what could be read is not the same: $(diff out n | head -5)"
answers 3 gone.pcap h.pcap
has out "Devices by class"
refused 3 "nothing could be read" scan -q --db none.db gone.pcap h.pcap.xz
[ -e none.db ] && bad "a database of nothing"

[ $failed -eq 0 ] && echo "cli: what is kept as it was, made by mistake or damaged"
exit $failed
