#!/bin/sh
# handover - as root, watch gives away only databases of ours that nobody writes.
# Usage: handover.sh BINARY
left_out="cli: what watch gives away: skipped, it needs root"
. tests/cli/alone
. tests/cli/common
# One that is not refused would listen for ever.
ww() { timeout 30 "$bin" --signatures "$top/signatures" "$@" </dev/null >out 2>err; }
ip link set lo up
mkdir rooms house
chmod 755 . house
chmod 777 rooms # whom watch becomes may write there, and in house not
ids() { stat -c '%u %a %s %y' "$@" 2>&1; }

# keeps STATUS SENTENCE FILE...: refused, and no owner, right or octet changes;
# nothing appears beside them either.
keeps() {
	want=$1 sentence=$2
	shift 2
	ids "$@" >before
	ls "$(dirname "$1")" >names
	refused "$want" "$sentence" watch -q -i lo --user nobody --db "$1"
	[ "$(wc -l <err)" -eq 1 ] || bad "$1: more than one line: $(cat err)"
	ids "$@" | cmp -s - before || bad "$1 was touched: $(ids "$@" | diff before -)"
	ls "$(dirname "$1")" | cmp -s - names || bad "$1: something was left beside it"
}

cp /etc/passwd rooms/passwd
keeps 6 "is not a wardwatch database" rooms/passwd
python3 -c "import sqlite3
d = sqlite3.connect('rooms/other.db')
d.execute('CREATE TABLE t (a)')
d.commit()"
keeps 6 "is not a wardwatch database" rooms/other.db
: >rooms/empty
keeps 6 "is not a wardwatch database" rooms/empty

ww scan -q --db rooms/held.db "$top/tests/lab/hospital.pcap.zst" || bad "scan"
rm -f rooms/held.db-*
cp rooms/held.db house/mine.db
cp rooms/held.db rooms/hers.db
cp rooms/held.db rooms/twice.db
mkfifo later
"$bin" --signatures "$top/signatures" scan -q --db rooms/held.db later \
	>/dev/null 2>&1 &
scan=$!
for _ in $(seq 100); do
	[ -s rooms/held.db-lock ] && break
	sleep 0.1
done
keeps 6 "is being written by another wardwatch" rooms/held.db rooms/held.db-wal \
	rooms/held.db-lock
kill -KILL $scan
wait $scan 2>/dev/null

chown 1000 rooms/hers.db
chmod 640 rooms/hers.db
keeps 4 "may not be written" rooms/hers.db
keeps 4 "in a folder where nobody may not write" house/mine.db
ln rooms/twice.db house/second.db
keeps 4 "has a second name" rooms/twice.db
ln -s ../house/mine.db rooms/link.db
keeps 4 "is a link to a file of root's" rooms/link.db house/mine.db
refused 2 "there is no user nosuchuser" watch -q -i lo --user nosuchuser \
	--db fresh/w.db
[ -e fresh ] && bad "a folder for nobody"

# listens DATABASE: it starts, and all of the database belongs to nobody.
listens() {
	: >err # else the words of the one before are taken for its own
	"$bin" --signatures "$top/signatures" watch -q -i lo --user nobody \
		--db "$1" 2>err &
	watch=$!
	for _ in $(seq 100); do
		grep -q listening err && break
		sleep 0.1
	done
	grep -q listening err || bad "$1: $(cat err)"
	kill -TERM $watch
	wait $watch
	[ $? -eq 143 ] || bad "$1: ended otherwise than by SIGTERM: $(cat err)"
	for f in "$1" "$1"-*; do
		[ "$(stat -c %U "$f")" = nobody ] ||
			bad "$f belongs to $(stat -c %U "$f")"
	done
}
rm house/second.db
listens rooms/twice.db   # root's own, of ours
ww db rebuild rooms/twice.db || bad "rebuild by root: $(cat err)"
chown root rooms/twice.db-lock
listens rooms/twice.db   # his, and root has looked after it since
listens rooms/new.db     # made here
listens fresh/new.db     # with its folder
[ "$(stat -c %U fresh)" = nobody ] || bad "its folder belongs to $(stat -c %U fresh)"

[ $failed -eq 0 ] && echo "cli: what watch gives away as root, and what not"
exit $failed
