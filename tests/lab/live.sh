#!/bin/sh
# live - two hosts and a bridge in namespaces, real programs, a mirror.
# Usage: live.sh BINARY JAIL
set -u
bin=$(realpath "$1") jail=$2
root=$(pwd)
failed=0
fail() { echo "FAILED live: $*"; failed=1; }
"$jail" || failed=1
if [ "$(id -u)" -ne 0 ] || ! ip netns add ww-try 2>/dev/null; then
	echo "live: skipped, network namespaces need root"
	exit $failed
fi
ip netns del ww-try
work=$(mktemp -d) || exit 1
chmod 755 "$work"
export TMUX_TMPDIR="$work" # its servers leave nothing behind
end() {
	for n in sw a b; do
		ip netns pids ww-$n 2>/dev/null | xargs -r kill -9 2>/dev/null
		ip netns del ww-$n 2>/dev/null
	done
	tmux -L ww kill-server 2>/dev/null
	rm -rf "$work"
}
trap end EXIT
# Nothing here may hang: each command has its time.
in_() { host=$1; shift; timeout 60 ip netns exec "ww-$host" "$@"; }

for n in sw a b; do ip netns add ww-$n; done
in_ sw sysctl -qw net.ipv6.conf.all.disable_ipv6=1 \
	net.ipv6.conf.default.disable_ipv6=1
in_ sw ip link add br0 type bridge mcast_snooping 0
in_ sw ip link set br0 arp off multicast off up
i=1
for n in a b; do
	in_ sw ip link add to-$n type veth peer name from-$n
	in_ sw ip link set from-$n netns ww-$n
	in_ $n ip link set from-$n name eth0 address 02:00:5e:10:00:0$i up
	in_ sw ip link set to-$n master br0 up
	in_ $n ip link set lo up
	i=$((i + 1))
done
in_ a ip addr add 10.9.0.1/24 dev eth0

# The scanner listens on the bridge; what the bridge itself sends is counted.
sent() { in_ sw cat /sys/class/net/br0/statistics/tx_packets; }
sleep 2 # the kernel has said what it says when links come up
before=$(sent)
mkdir "$work/state"
chown nobody "$work/state"
in_ sw "$bin" --signatures "$root/signatures" watch -i br0 --user nobody \
	--db "$work/state/live.db" --quiet 2>"$work/watch.err" &
for _ in $(seq 50); do
	[ -s "$work/state/live.db" ] && break
	sleep 0.1
done
sleep 1
watch=
for pid in $(pgrep -f "watch -i br0 --user nobody"); do
	case $(ps -o comm= -p "$pid") in wardwatch*) ;; *) continue ;; esac
	[ -n "$watch" ] || watch=$pid # the oldest is the parent
	[ "$(ps -o user= -p "$pid")" = nobody ] ||
		fail "process $pid runs as $(ps -o user= -p "$pid")"
done
tmux -L ww new-session -d -x 100 -y 30 \
	"TERM=screen $bin --signatures $root/signatures --db $work/state/live.db console"

# Traffic: DHCP, HTTP, HL7, DICOM, by programs that are not ours.
in_ a dnsmasq --no-daemon --conf-file=/dev/null --port=0 --interface=eth0 \
	--dhcp-range=10.9.0.20,10.9.0.20,1h --dhcp-leasefile="$work/leases" \
	--pid-file="$work/dnsmasq.pid" >/dev/null 2>&1 &
sleep 1
cat >"$work/lease.sh" <<'X'
#!/bin/sh
[ "$1" = bound ] && ip addr add "$ip/24" dev "$interface"
exit 0
X
chmod +x "$work/lease.sh"
in_ b busybox udhcpc -f -q -n -t 5 -T 1 -i eth0 -s "$work/lease.sh" -x hostname:CTLIVE01 \
	-V "live 1.0" >/dev/null 2>&1 || fail "no lease"
# Meanwhile the doctor hears the same mirror, and sends as little.
in_ sw "$bin" doctor -i br0 --seconds 8 --db "$work/state/live.db" --json \
	>"$work/doctor" 2>&1 &
doctor=$!
mkdir "$work/in"
in_ a storescp -od "$work/in" -aet LIVEPACS 104 >/dev/null 2>&1 &
in_ a python3 "$root/tests/lab/mllp.py" serve 2575 &
(cd "$work/in" && in_ a python3 -m http.server 8080 >/dev/null 2>&1) &
sleep 1
cat >"$work/ct.dump" <<'X'
(0008,0016) UI [1.2.840.10008.5.1.4.1.1.2]
(0008,0018) UI [2.25.77]
(0008,0060) CS [CT]
(0008,0070) LO [Live Maker]
(0008,1010) SH [CTLIVE01]
(0008,1090) LO [Live Model 3]
(0010,0010) PN [CANARY^PHILIP^QZX]
(0018,1000) LO [LIVE-4711]
(0018,1020) LO [L1.2.3]
(0020,000d) UI [2.25.78]
(0020,000e) UI [2.25.79]
X
dump2dcm -q +te "$work/ct.dump" "$work/ct.dcm" || fail "dump2dcm"
in_ b storescu -aet CTLIVE01 -aec LIVEPACS 10.9.0.1 104 "$work/ct.dcm" ||
	fail "storescu"
in_ b python3 "$root/tests/lab/mllp.py" send 10.9.0.1 2575 || fail "HL7"
in_ b python3 -c "import urllib.request as u; \
	u.urlopen('http://10.9.0.1:8080/').read()" || fail "HTTP"
tmux -L ww send-keys 2 # the list of assets
for _ in $(seq 100); do # facts are told each second, and drawn as often
	tmux -L ww capture-pane -p >"$work/screen"
	grep -q "Live Model 3" "$work/screen" && break
	sleep 0.1
done
grep -q "Live Model 3" "$work/screen" || {
	fail "the console does not show the scanner"
	cat "$work/screen"
}
wait $doctor || fail "the doctor: status $?: $(cat "$work/doctor")"
for name in frames foreign directions sent addresses writer clinical; do
	grep -q "\"mark\":\"ok\",\"name\":\"$name\"" "$work/doctor" ||
		fail "the doctor on $name: $(cat "$work/doctor")"
done
kill -USR1 "$watch"
sleep 1
kill -TERM "$watch"
for _ in $(seq 50); do
	kill -0 "$watch" 2>/dev/null || break
	sleep 0.1
done
kill -0 "$watch" 2>/dev/null && fail "watch did not end within 5 s"
[ "$(sent)" = "$before" ] || fail "$(sent) frames sent, $before before"
grep -q "dropped by the kernel" "$work/watch.err" ||
	fail "SIGUSR1 printed no counters: $(cat "$work/watch.err")"

show() { "$bin" --signatures "$root/signatures" --db "$work/state/live.db" "$@"; }
show export assets -f jsonl >"$work/assets"
for word in LIVE-4711 "Live Maker" CTLIVE01 10.9.0.20 10.9.0.1 L1.2.3; do
	grep -q "$word" "$work/assets" || fail "no $word in the inventory"
done
show export findings -f jsonl >"$work/findings"
for rule in CLN-001 CLN-008; do
	grep -q "$rule" "$work/findings" || fail "no finding $rule"
done
show export flows -f jsonl >"$work/flows"
for p in dicom hl7 http dhcp; do
	grep -q "\"$p\"" "$work/flows" || fail "no conversation of $p"
done
"$root/tests/lab/canaries" "$root/tests/lab/canaries.sh" "$work"/state/* \
	"$work/assets" "$work/findings" "$work/flows" "$work/screen" \
	"$work/watch.err" "$work/doctor" || failed=1
[ $failed -eq 0 ] && echo "live: DICOM, HL7, HTTP and DHCP found on a mirror," \
	"shown at once; not one frame sent; unprivileged"
exit $failed
