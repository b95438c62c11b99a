#!/bin/sh
# doctor - what it says of this machine, of a port, of what is heard, of a database.
# Usage: doctor.sh BINARY
# A first run needs no right; root then runs it again, in a network of its own.
. tests/cli/common
chmod 755 .
says() { # MARK TEXT, in one line of the page
	grep -qE "^  $1 +.*$2" out || bad "no line \"$1 .. $2\": $(cat out err)"
}
line() { # NAME MARK, of the JSON of the page
	grep -q "\"mark\":\"$2\",\"name\":\"$1\"" out ||
		bad "$1 is not $2: $(grep "\"name\":\"$1\"" out) $(cat err)"
}

if [ "${IN_NAMESPACE:-}" = yes ]; then
	mount -t sysfs none /sys || bad "no /sys of this network"
	ip link set lo up
	ip link add tx0 type veth peer name rx0 || bad "no veth"
	for i in tx0 rx0; do
		sysctl -qw net.ipv6.conf.$i.disable_ipv6=1
	done
	ip link set tx0 up

	# What is down hears nothing, and why is told.
	answers 1 doctor -i rx0 --seconds 1
	says bad "state +down"
	says '\?' "nobody listened: rx0: the interface is down"

	# A port with an address, of a kernel that talks; nobody sends.
	sysctl -qw net.ipv6.conf.rx0.disable_ipv6=0
	ip addr add 10.9.8.7/24 dev rx0
	ip link set rx0 up
	answers 1 doctor -i rx0 --seconds 1
	says ok "cable +link"
	says look "addresses +10.9.8.7"
	says look "IPv6 +on"
	# Nothing is bad about a port that nobody named.
	answers 0 doctor --seconds 1
	has out "Interface rx0"
	lacks out "Interface lo"

	# The commands that it prints, and does not run, make it silent.
	answers 1 doctor -i rx0 --seconds 1 --fix-print
	sh -n out || bad "no script: $(cat out)"
	has out "EmitLLDP=no"
	ip addr show dev rx0 | grep -q 10.9.8.7 || bad "it ran its own commands"
	grep -E '^(ip|sysctl) ' out >silence
	sh ./silence >/dev/null || bad "the commands fail: $(cat silence)"
	answers 1 doctor -i rx0 --seconds 1 --json
	for name in addresses arp ipv6 sent route; do
		line $name ok
	done
	line frames bad

	# A name that a shell would take for more gets no commands.
	ip link add "r';x" type veth peer name far0 || bad "no veth"
	answers 1 doctor -i "r';x" --seconds 0 --fix-print
	grep -q "';x" out && bad "a name becomes a command: $(cat out)"

	# KIND: frames on tx0, of nobody here, until it is killed.
	send() {
		exec python3 - "$1" <<'P'
import socket, struct, sys, time
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
s.bind(("tx0", 0))
def segment(a, b, n, flags):
    ports = (5000, 104) if a < b else (104, 5000)
    tcp = struct.pack("!HHIIBBHHH", *ports, n, 1, 0x50, flags, 100, 0, 0)
    ip = struct.pack("!BBHHHBBH4B4B", 0x45, 0, 40, n & 0xffff, 0, 64, 6, 0,
                     10, 0, 0, a, 10, 0, 0, b)
    return (bytes([2, 0, 0, 0, 0, b, 2, 0, 0, 0, 0, a]) + b"\x81\x00\0\x82" +
            b"\x08\x00" + ip + tcp)
n, end = 0, time.time() + 60
while time.time() < end:
    for c in range(1, 6):
        n += 2
        if sys.argv[1] == "broadcast":
            s.send(b"\xff" * 6 + segment(c, 99, n, 16)[6:])
            continue
        s.send(segment(c, 50 + c, n, 16))
        if sys.argv[1] == "both":
            s.send(segment(50 + c, c, n + 1, 16))
        if sys.argv[1] == "twice":
            s.send(segment(c, 50 + c, n, 16))
    open("sending", "w").close()
    time.sleep(0.02)
P
	}
	hear() { # STATUS KIND
		rm -f sending
		send "$2" &
		sender=$!
		for _ in $(seq 300); do
			[ -e sending ] && break
			sleep 0.1
		done
		answers "$1" doctor -i rx0 --seconds 1 --json
		kill $sender
		wait $sender 2>/dev/null
		line frames ok
		line sent ok
	}
	hear 0 both
	line foreign ok
	line directions ok
	has out '"figure":"100.0 % of frames: 130"'
	hear 1 one-way
	line foreign ok
	line directions bad
	hear 1 broadcast
	line foreign bad
	hear 1 twice
	line duplicates look
	[ $failed -eq 0 ] && echo "cli: the doctor hears a mirror, half of one and none"
	exit $failed
fi

# Usage.
misused "choose one" doctor --json --fix-print
misused "from 0 to 3600" doctor --seconds 5000
misused "is too much" doctor rx0
misused "is no option here" summary --seconds 5

# Without a database, an interface of that name, or a right.
answers 0 doctor --seconds 0
says '\?' "database +there is none yet"
has out "This machine"
answers 3 doctor -i no-such --seconds 0
says bad "interface +there is none of this name"
answers 3 doctor -i ../../lo --seconds 0
printf 'watch\n  interface from-file\n' >site.conf
answers 3 doctor --config site.conf --seconds 0
has out "Interface from-file"
says ok "configuration +site.conf; 1 interface"
says ok "signatures +[0-9]+ devices, [0-9]+ rules"
printf 'watch\n  filter port 104\n' >site.conf
answers 0 doctor --config site.conf --seconds 0
says look "configuration +site.conf has a filter: port 104"
mkdir hollow
"$bin" doctor --signatures hollow --seconds 0 >out 2>err </dev/null
got=$?
[ $got -eq 3 ] || bad "no signatures: status $got, not 3: $(cat out err)"
says bad "signatures +hollow: no signature"
plain=
[ "$(id -u)" -ne 0 ] || plain="setpriv --reuid 65534 --regid 65534 --clear-groups"
$plain "$bin" doctor -i lo --seconds 1 >out 2>err </dev/null
got=$?
[ $got -eq 4 ] || bad "a plain user: status $got, not 4: $(cat out err)"
says look "right to listen +none"
says '\?' "nobody listened: lo: no permission"
$plain "$bin" doctor -i lo --seconds 1 --fix-print >out 2>err </dev/null
has out "setcap cap_net_raw=ep"
sh -n out || bad "no script: $(cat out)"

# Databases.
ww scan -q --db good.db "$top/tests/lab/hospital.pcap.zst"
answers 0 doctor --seconds 0 --db good.db
says ok "database +can be read; 1 capture"
says ok "writer +nobody writes it now"
says ok "damage +none"
says ok "clinical devices +15"
answers 0 doctor --seconds 0 --db good.db --json
python3 - <<'P' || bad "lines that are not as promised"
import json
for text in open("out"):
    row = json.loads(text)
    assert list(row) == ["advice", "area", "figure", "fix", "mark", "name",
                         "schema", "subject", "what"], row
    assert row["schema"] == "wardwatch/check/1", row
    assert row["mark"] in ("ok", "look", "bad", "unknown"), row
    assert row["mark"] != "ok" or not row["advice"] and not row["fix"], row
P
cp good.db odd.db
python3 -c 'import sqlite3; d = sqlite3.connect("odd.db")
d.execute("UPDATE evidence SET sum = sum + 1"); d.commit()'
answers 5 doctor --seconds 0 --db odd.db
says bad "damage +rows do not fit"
python3 -c 'import sqlite3; d = sqlite3.connect("good.db")
d.execute("PRAGMA user_version = 9999"); d.commit()'
answers 6 doctor --seconds 0 --db good.db
has out "by a newer wardwatch"
printf '\324\303\262\241\2\0\4\0\0\0\0\0\0\0\0\0\377\377\0\0\1\0\0\0' >none.pcap
ww scan -q --db empty.db none.pcap
answers 0 doctor --seconds 0 --db empty.db
says look "list of devices +empty; not one frame was read"
ww summary --db empty.db
has out "no clinical device is known; wardwatch doctor tells"

# It runs without a terminal, and says nothing but the page.
[ -s err ] && bad "words beside the page: $(cat err)"
grep -q "$(printf '\033')" out && bad "colours in a file"
[ $failed -eq 0 ] && echo "cli: the doctor, of machines, ports and databases"
if [ "$(id -u)" -ne 0 ] || ! unshare -nm true 2>/dev/null; then
	echo "cli: what the doctor hears: skipped, it needs root"
	exit $failed
fi
cd "$top" || exit 1
IN_NAMESPACE=yes unshare -nm sh "$0" "$bin" || failed=1
exit $failed
