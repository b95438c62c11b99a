#!/bin/sh
# watch - what it outlives, what ends it, and with which status.
# Usage: watch.sh BINARY
left_out="cli: what watch outlives: skipped, it needs root"
. tests/cli/alone
. tests/cli/common
chmod 777 .
watch=
trap '[ -z "$watch" ] || kill -KILL $watch 2>/dev/null; rm -rf "$work"' EXIT
add_port() {
	ip link add tx0 type veth peer name rx0 || bad "no veth"
	for i in tx0 rx0; do
		sysctl -qw net.ipv6.conf.$i.disable_ipv6=1
		ip link set $i arp off multicast off up
	done
}
says() { # SENTENCE SECONDS: within so long
	for _ in $(seq $(($2 * 10))); do
		grep -qF -- "$1" err && return
		sleep 0.1
	done
	bad "not said within $2 s: $1: $(cat err)"
}
begin() { # NAME ARGUMENT...: listens on rx0, as nobody
	db=$1.db
	shift
	: >err # else the words of the one before are taken for its own
	"$bin" --signatures "$top/signatures" watch -q -i rx0 --user nobody \
		--db "$db" "$@" 2>err &
	watch=$!
	says listening 20
	sleep 0.5
}
children() { pgrep -P $watch; }
recorder() { children | head -1; }
workers() { children | tail -n +2; }
ends() { # STATUS SECONDS: within so long
	for _ in $(seq $(($2 * 10))); do
		kill -0 $watch 2>/dev/null || break
		sleep 0.1
	done
	kill -0 $watch 2>/dev/null && {
		bad "watch did not end within $2 s: $(cat err)"
		kill -KILL $watch
	}
	wait $watch
	got=$?
	watch=
	[ $got -eq "$1" ] || bad "watch: status $got, not $1: $(cat err)"
}
counter() { # NAME, as the database says
	"$bin" show capture --json --db "$db" |
		sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p"
}
lines() { # N: beside those of its beginning and end
	n=$(grep -cv 'listening on' err)
	[ "$n" -eq "$1" ] || bad "$n lines, not $1: $(cat err)"
}

# An interface that is not there is a mistake at the start, and told at once.
refused 3 "no such interface" watch -q -i rx0 --db none.db
add_port

# A few deaths are followed at once, and each is counted once.
begin deaths --workers 1
for n in 1 2 3; do
	for _ in $(seq 50); do # the next one may not be there yet
		[ -n "$(workers)" ] && break
		sleep 0.1
	done
	kill -KILL $(workers)
	for _ in $(seq 50); do
		[ "$(grep -c replaced err)" -eq $n ] && break
		sleep 0.1
	done
done
[ "$(grep -c replaced err)" -eq 3 ] || bad "3 deaths: $(cat err)"
sleep 0.5
kill -TERM $watch
ends 143 5
[ "$(counter worker_lost)" = 3 ] || bad "3 deaths are $(counter worker_lost)"

# A worker that never gets ready is given up, not started for ever.
begin unborn --workers 1
python3 - $watch "$(recorder)" <<'P'
import os, signal, sys, time
watch, recorder = sys.argv[1:]
try:
    os.nice(-20) # before one can listen
except PermissionError:
    pass
try:
    while True:
        for pid in open(f"/proc/{watch}/task/{watch}/children").read().split():
            if pid != recorder:
                os.kill(int(pid), signal.SIGKILL)
        time.sleep(0.001)
except (FileNotFoundError, ProcessLookupError):
    pass # all over
P
ends 7 120
has err "rx0: its worker died 10 times before it could listen: watch ends"

# One that is stopped is replaced; SIGTERM does not wait for it either.
begin stopped --workers 2
kill -STOP $(workers | head -1)
says "stood still and was killed at frame" 14
has err "replaced"
sleep 1
kill -STOP $(workers)
kill -TERM $watch
ends 143 5

# SIGHUP is a stop like the others.
begin hangup --workers 1
kill -HUP $watch
ends 129 5

# An interface that goes is missed once, found again, and the gap is stored.
begin gone --workers 2
ip link del rx0
says "rx0: the interface is gone" 5
sleep 1.5
kill -USR1 $watch
add_port
says "rx0: the interface is back after" 7
[ "$(grep -c 'is gone' err)" -eq 1 ] || bad "missed more than once: $(cat err)"
ip link del rx0
sleep 2 # told at the end, too
kill -TERM $watch
ends 143 5
[ "$(counter absent_s)" -ge 4 ] 2>/dev/null ||
	bad "absent for $(counter absent_s) s: $(cat err)"
add_port

# A database that is taken away ends all, in one line; so does a new one there.
begin removed --workers 1
rm -f removed.db removed.db-*
ends 7 10
has err "removed.db was removed, renamed or replaced"
lines 1
begin replaced --workers 1
cp replaced.db other
mv other replaced.db
ends 7 10
has err "replaced.db was removed, renamed or replaced"
lines 1

# So does a recorder that dies.
begin recorder --workers 2
kill -KILL "$(recorder)"
ends 7 10
has err "the recorder died (signal 9)"
lines 1
ww db check recorder.db || bad "after the recorder's death: $(cat out err)"

[ $failed -eq 0 ] && echo "cli: what watch outlives, and how it ends"
exit $failed
