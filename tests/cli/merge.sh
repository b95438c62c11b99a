#!/bin/sh
# merge - one database out of several on the command line.
# Usage: merge.sh BINARY
. tests/cli/common

unmerged() { # STATUS SENTENCE ARGUMENT...
	refused "$@"
	shift 2
	[ "$(wc -l <err)" -eq 1 ] || bad "$*: not one line: $(cat err)"
	[ -z "$(ls | grep '^new')" ] || bad "$*: left $(ls)"
}
dump() { ww db dump "$1" || bad "dump $1: $(cat err)"; cat out; }

golden=$top/tests/golden
ww scan -q --db a.db "$golden/hl7-lab/in.pcap.zst" || bad "scan: $(cat err)"
ww scan -q --db b.db "$golden/vxlan-dicom/in.pcap.zst" || bad "scan"
ww scan -q --db both.db "$golden/hl7-lab/in.pcap.zst" || bad "scan"
ww scan -q --db both.db "$golden/vxlan-dicom/in.pcap.zst" || bad "scan"

# What came out is as if one sensor had read all, and may go in again.
ww merge a.db b.db -o ab.db || bad "merge: $(cat err)"
[ "$(cat out)" = "2 databases, 2 captures, 0 of them in several" ] ||
	bad "merge says $(cat out)"
dump ab.db >ab.dump
dump both.db | cmp -s - ab.dump || bad "merged is not as read into one"
ww merge b.db ab.db a.db b.db -o again.db || bad "merge: $(cat err)"
[ "$(cat out)" = "4 databases, 2 captures, 2 of them in several" ] ||
	bad "merge says $(cat out)"
dump again.db | cmp -s - ab.dump || bad "a second merge gives others"
ww db check again.db || bad "check: $(cat out err)"

# A decision goes along, with its act in the log.
ww show findings --db a.db --json
finding=$(grep -o '"id":"[^"]*"' out | head -1 | cut -d'"' -f4)
ww finding mitigate "$finding" --db a.db --reason "a guard" --by ana ||
	bad "mitigate: $(cat err)"
ww merge b.db a.db again.db -o decided.db || bad "merge: $(cat err)"
ww show findings --db decided.db --json --filter id:"$finding"
has out '"state":"mitigated"'
ww finding log --db decided.db
has out "a guard"

# Sites: shown with the network, and found by it.
ww merge --site 1=a.db --site 2=b.db -o sites.db || bad "sites: $(cat err)"
ww show assets --db sites.db --json
has out '"net":"site 2 vni 777"'
has out '"net":"site 1"'
ww db check sites.db || bad "check: $(cat out err)"
ww show assets --db sites.db --json --filter net:"site" || bad "filter"

# Refused in one line with the name of the file, and nothing is left.
unmerged 2 "name the databases" merge -o new.db
unmerged 2 "name a new file" merge a.db
unmerged 2 "name a new file" merge a.db -o -
unmerged 2 "b.db exists" merge a.db -o b.db
for site in 0=a.db 64=a.db x=a.db =a.db 1= 1 -1=a.db; do
	unmerged 2 "write the number of a site" merge --site "$site" -o new.db
done
unmerged 6 "nothing.db does not exist" merge a.db nothing.db -o new.db
echo "Dear diary, this is more than sixteen octets." >diary
unmerged 6 "diary is not a wardwatch database" merge a.db diary -o new.db
head -c 20000 a.db >half.db
unmerged 5 "half.db" merge a.db half.db -o new.db
unmerged 3 "no/new.db" merge a.db -o no/new.db
mkdir -p shut && chmod 555 shut
[ "$(id -u)" -eq 0 ] || unmerged 4 "shut/new.db" merge a.db -o shut/new.db

# Stopped in the middle or just done: the whole, or nothing.
"$bin" --signatures "$top/signatures" merge both.db -o new.db >out 2>err &
sleep 0.03
kill -TERM $! 2>kill.err
wait $! 2>>kill.err
got=$?
case "$got $(ls | grep '^new' | tr '\n' ' ')" in
"143 " | "0 new.db new.db-lock new.db-shm new.db-wal ") ;;
*) bad "stopped: status $got, $(ls)" ;;
esac
[ $failed -eq 0 ] && echo "cli: databases merged, sites, refusals"
exit $failed
