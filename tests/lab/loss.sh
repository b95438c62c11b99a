#!/bin/sh
# loss - what a mirror sends is read or counted as dropped, to the frame: when a
# worker is stopped, when it is killed, when all begins or ends in the middle, and
# when the interface goes for a while; and on the loopback.
# Usage: loss.sh BINARY SEND
set -u
left_out="loss: skipped, network namespaces need root"
. tests/cli/alone
bin=$1 send=$2
work=$(mktemp -d) || exit 1
chmod 777 "$work"
watch=
trap '[ -z "$watch" ] || kill -9 "$watch" 2>/dev/null; rm -rf "$work"' EXIT
failed=0
fail() { echo "FAILED loss: $*"; failed=1; }
add_port() {
	ip link add tx0 type veth peer name rx0 || exit 1
	for i in tx0 rx0; do
		sysctl -qw net.ipv6.conf.$i.disable_ipv6=1
		ip link set $i arp off multicast off up
	done
}
add_port

begin() { # NAME ARGUMENT...: listens on rx0, or where they say
	db=$work/$1.db
	shift
	case $* in *-i*) ;; *) set -- "$@" -i rx0 ;; esac
	: >"$work/err"
	"$bin" --signatures signatures watch -q --db "$db" "$@" \
		2>"$work/err" &
	watch=$!
	for _ in $(seq 100); do
		grep -q listening "$work/err" && break
		sleep 0.1
	done
	sleep 0.5
	workers=$(pgrep -P $watch | tail -n +2 | xargs) # not the recorder
}

counter() { # NAME, as the database says
	"$bin" show capture --json --db "$db" |
		sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p"
}

finish() {
	kill -TERM $watch
	wait $watch
	watch=
	counts=$(sed -n 's/.* \([0-9]*\) packets read; dropped: \([0-9]*\) by the kernel.*/\1 \2/p' "$work/err")
	read=${counts% *} dropped=${counts#* }
	stored=$(counter kernel_drop)
}

# A worker that sleeps for two seconds loses, and what it loses is counted.
begin asleep --workers 1
kill -STOP $workers
"$send" tx0 200000 100000 500 >/dev/null || fail "cannot send"
kill -CONT $workers
finish
[ "$dropped" -gt 0 ] || fail "asleep: 100 MB fitted into 64 MiB"
[ $((read + dropped)) -eq 200000 ] ||
	fail "asleep: of 200000 frames $read read and $dropped dropped"
[ "$stored" = "$dropped" ] ||
	fail "asleep: $dropped dropped, the database says $stored"

# Who begins in the middle of traffic shares it out before anybody reads: each
# conversation is one worker's from its first frame on.
"$send" tx0 80000 20000 100 >/dev/null &
sender=$!
begin begun --workers 2
wait $sender
finish
flows=$(counter flows)
[ "$flows" = 1000 ] || fail "begun: 1000 conversations are $flows"

# A recorder that does not get on holds nobody up: the worker reads on, and tells
# later what it heard.
begin behind --workers 1
recorder=$(pgrep -P $watch | head -1)
kill -STOP $recorder
"$send" tx0 360000 40000 500 30000 >/dev/null # conversations are told after 5 s
kill -CONT $recorder
finish
[ "$read $dropped" = "360000 0" ] ||
	fail "behind: of 360000 frames $read read and $dropped dropped"
[ "$(counter pipe_drop)" = 0 ] || fail "behind: $(counter pipe_drop) facts dropped"

# Its end in the middle of traffic: what the ring still holds is read too.
begin ended --workers 1
"$send" tx0 30000 0 500 >/dev/null
finish
[ "$read $dropped" = "30000 0" ] ||
	fail "ended: of 30000 frames $read read and $dropped dropped"

# Who takes the place of a dead worker takes its share of the frames too, and
# tells of those that the dead one had not read.
begin killed --workers 2
kill -STOP ${workers%% *}
"$send" tx0 20000 20000 100 >/dev/null
kill -KILL ${workers%% *}
for _ in $(seq 50); do
	grep -q replaced "$work/err" && break
	sleep 0.1
done
sleep 1
"$send" tx0 20000 20000 100 >/dev/null
finish
[ "$dropped" -gt 0 ] && [ "$dropped" -lt 20000 ] ||
	fail "killed: $dropped frames dropped of about 10000"
[ $((read + dropped)) -eq 40000 ] ||
	fail "killed: of 40000 frames $read read and $dropped dropped"
[ "$stored" = "$dropped" ] ||
	fail "killed: $dropped dropped, the database says $stored"

# What a host sends to itself is one frame each, and none is lost; the ICMP
# messages that answer are as many as the kernel likes.
ip link set lo up
for port in lo any; do
	begin $port -i $port --workers 1
	python3 -c "import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for i in range(500):
    s.sendto(b'x', ('127.0.0.1', 9999))"
	finish
	[ "$read" -ge 500 ] && [ "$dropped" -eq 0 ] ||
		fail "$port: $read frames read and $dropped dropped"
done

# An interface that goes and comes back: what it brings then is heard, and for how
# long it was away is stored.
begin gone --workers 2
"$send" tx0 20000 20000 100 >/dev/null
sleep 0.5
ip link del rx0
for _ in $(seq 50); do
	grep -q "is gone" "$work/err" && break
	sleep 0.1
done
add_port
for _ in $(seq 100); do
	grep -q "is back" "$work/err" && break
	sleep 0.1
done
sleep 0.5
"$send" tx0 20000 20000 100 >/dev/null
finish
[ "$read $dropped" = "40000 0" ] ||
	fail "gone: of 40000 frames $read read and $dropped dropped"
[ "$(counter absent_s)" -ge 1 ] || fail "gone: absent for $(counter absent_s) s"
[ $failed -eq 0 ] && echo "loss: begun, behind, stopped, killed, ended, gone: each frame was" \
	"read once or counted"
exit $failed
