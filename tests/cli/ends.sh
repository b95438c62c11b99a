#!/bin/sh
# ends - how a reading ends: pipes, signals, kills, full disks, lost ports.
# Usage: ends.sh BINARY
set -u
bin=$(realpath "$1")
top=$(pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset WARDWATCH_DB WARDWATCH_CONFIG NO_COLOR
failed=0
bad() { echo "FAILED cli: $*"; failed=1; }
ww() { "$bin" --signatures "$top/signatures" "$@"; }
zstd -dcq "$top/tests/lab/hospital.pcap.zst" >h.pcap
frames() { # DB WANT
	ww show capture --db "$1" | grep -q " $2  frames" ||
		bad "$1 has not $2 frames: $(ww show capture --db "$1" | head -4)"
}
all=$(ww scan -q --db all.db h.pcap && ww show capture --db all.db |
	sed -n 's/ *\([0-9]*\)  frames$/\1/p')
ended() { # STATUS WHAT, of process $pid, within 5 s
	for _ in $(seq 50); do
		kill -0 "$pid" 2>/dev/null || break
		sleep 0.1
	done
	kill -9 "$pid" 2>/dev/null && bad "$2: does not end"
	wait "$pid"
	got=$?
	[ $got -eq "$1" ] || bad "$2: status $got, not $1: $(cat err)"
}

# Files and pipes do not take the place of standard ends that are closed, also
# where a whole database is written past its log.
PYTHONPATH=$top/tests/golden/make python3 - <<X || bad "no crowd"
from wire import Host, Wire
w = Wire()
for n in range(10001):
    w.arp(Host(f"98:e7:43:00:{n >> 8:02x}:{n & 255:02x}", f"10.7.{n >> 8}.{n & 255}"))
w.save("crowd.pcap")
X
ww scan -q --workers 2 --db closed.db crowd.pcap 0<&- 1>&- 2>&- ||
	bad "standard ends that are closed: $?"
frames closed.db 10001
ww scan -q --db closed.db - 0<&- 2>err
[ $? -eq 3 ] || bad "a standard input that is closed: $(cat err)"
ww summary closed.db 1>&- 2>err
[ $? -eq 3 ] || bad "a standard output that is closed: $(cat err)"

# A pipe is read once, from its first octet, whatever its name.
cat h.pcap | ww scan -q --workers 2 --db stdin.db /dev/stdin 2>err ||
	bad "/dev/stdin: $(cat err)"
frames stdin.db "$all"
mkfifo fifo
cat h.pcap >fifo &
ww scan -q --workers 2 --db fifo.db fifo 2>err || bad "fifo: $(cat err)"
frames fifo.db "$all"
cat h.pcap >fifo &
ww fifo </dev/null >out 2>err || bad "one-liner on a fifo: $(cat err)"

# A pipe that is silent does not hold a signal up; what was read is kept.
mkfifo slow
"$bin" --signatures "$top/signatures" scan -q --db slow.db - <slow 2>err &
pid=$!
exec 3>slow
cat h.pcap >&3
sleep 0.5
kill -TERM $pid
ended 143 "SIGTERM while a pipe is silent"
exec 3>&-
frames slow.db "$all"
"$bin" --signatures "$top/signatures" scan -q --db never.db fifo 2>err &
pid=$!
sleep 1
kill -INT $pid
ended 130 "SIGINT while a fifo has no writer"

# Nobody stays behind when the parent is killed.
for from in slow fifo; do
	exec 3<>slow
	"$bin" --signatures "$top/signatures" scan -q --db orphan.db $from 2>err &
	pid=$!
	sleep 0.4
	children=$(pgrep -P $pid)
	kill -9 $pid
	wait $pid 2>/dev/null
	sleep 0.3
	for child in $children; do
		grep -q '^State:.[^ZX]' /proc/$child/status 2>/dev/null || continue
		bad "an orphan waits for $from"
		kill -9 $child
	done
	exec 3>&-
done

# Broken off and begun again: as if it had been read once.
python3 - <<X
import struct
raw = open("h.pcap", "rb").read()
with open("long.pcap", "wb") as out:
    out.write(raw[:24])
    for turn in range(150):
        at = 24
        while at < len(raw):
            s, u, n, w = struct.unpack("<IIII", raw[at:at + 16])
            out.write(struct.pack("<IIII", s + 400 * turn, u, n, w))
            out.write(raw[at + 16:at + 16 + n])
            at += 16 + n
X
ww scan -q --db long.db long.pcap
ww db dump --db long.db >long
for signal in INT KILL; do
	"$bin" --signatures "$top/signatures" scan -q --workers 1 --db again.db long.pcap 2>err &
	pid=$!
	sleep 0.2
	kill -$signal $pid
	wait $pid 2>/dev/null
	ww db check again.db >out 2>&1 || bad "db check after $signal: $(cat out)"
	ww scan -q --db again.db long.pcap 2>err ||
		bad "scan after $signal: $(cat err)"
	ww db dump --db again.db | cmp -s - long ||
		bad "scan after $signal is not a scan"
	rm again.db*
done

# A second signal does not wait; what is read has no end that could come first.
{
	cat long.pcap
	while tail -c +25 long.pcap; do :; done
} >slow 2>/dev/null &
"$bin" --signatures "$top/signatures" scan -q --workers 1 --db twice.db - <slow 2>err &
pid=$!
sleep 1
kill -INT $pid
kill -INT $pid 2>/dev/null
ended 130 "two SIGINT"
ww db check twice.db >out 2>&1 || bad "db check after two SIGINT: $(cat out)"

# A damaged capture is read once and says so each time.
head -c 100000 h.pcap >cut.pcap
ww scan -q --db cut.db cut.pcap 2>err
[ $? -eq 3 ] || bad "cut: $(cat err)"
ww db dump --db cut.db >one
ww scan -q --db cut.db cut.pcap 2>err
[ $? -eq 3 ] || bad "cut, known: $(cat err)"
grep -q -- --again err || bad "cut, known: $(cat err)"
ww db dump --db cut.db | cmp -s - one || bad "a cut capture counts twice"

# A reader that goes away is no error to talk about.
{ ww show flows --db all.db --json 2>err; } | head -1 >out
[ -s err ] && bad "closed pipe: $(cat err)"

# Where there is the right to: a full disk, and a port that goes away.
if [ "$(id -u)" -eq 0 ] && mkdir small && unshare -m true 2>/dev/null; then
	export bin top work
	unshare -mn sh -u <<'X' || failed=1
	bad() { echo "FAILED cli: $*"; exit 1; }
	ww() { "$bin" --signatures "$top/signatures" "$@"; }
	for size in 64k 180k 280k; do
		mount -t tmpfs -o size=$size none small || exit 0
		ww scan --db small/s.db h.pcap >out 2>err
		[ $? -eq 6 ] || bad "disk of $size: $(cat err)"
		grep -q "disk is full" err || bad "disk of $size: $(cat err)"
		[ -s out ] && bad "disk of $size: a summary of nothing"
		ww export flows --db all.db -o small/out 2>err &&
			bad "export to a full disk succeeds"
		ls small | grep -q out && bad "half an export on a disk of $size"
		mount -o remount,size=8m small
		ww db check small/s.db >out 2>&1 || grep -q "holds nothing" out ||
			bad "db check after a disk of $size: $(cat out)"
		ww scan -q --db small/s.db h.pcap 2>err ||
			bad "scan after a disk of $size: $(cat err)"
		ww db dump --db all.db >one
		ww db dump --db small/s.db | cmp -s - one ||
			bad "a disk of $size left something"
		umount small
	done
	ip link add p0 type veth peer name p1 2>/dev/null || exit 0
	ip link set p0 up
	ip link set p1 up
	ww watch -i p0 -i p0 --db port.db 2>err
	[ $? -eq 2 ] || bad "one port twice: $(cat err)"
	chmod 777 .
	"$bin" --signatures "$top/signatures" watch -q -i p0 --db port.db 2>err &
	pid=$!
	sleep 1
	ip link set p0 down
	sleep 0.5
	kill -0 $pid 2>/dev/null || bad "a port that is down: $(cat err)"
	ip link set p0 up
	sleep 0.5
	ip link del p0
	sleep 1
	kill -TERM $pid # tests/cli/watch.sh tells how it comes back
	wait $pid
	[ $? -eq 143 ] || bad "a port that is gone: $(cat err)"
	grep -q "p0: the interface is gone" err || bad "gone: $(cat err)"
	grep -q "died" err && bad "gone: $(cat err)"
	exit 0
X
fi

[ $failed -eq 0 ] && echo "cli: pipes, signals, kills, full disks, lost ports"
exit $failed
