#!/bin/sh
# memory - few places for many conversations: all devices are found, what gave
# its place up is counted, and a worker stays within what watch says at start.
# Usage: memory.sh BINARY
set -u
bin=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
bad() { echo "FAILED cli: $*"; failed=1; }
ww() { "$bin" --signatures signatures "$@"; }

# N hosts open a conversation each, then each speaks, then each ends: all are
# alive at the same time.
capture() { # HOSTS
	python3 - "$1" <<'X'
import struct
import sys

hosts = int(sys.argv[1])
out = sys.stdout.buffer
out.write(struct.pack("<IHHIIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
clock = 1767225600000000
SERVER = b"\x02\x02\0\0\0\x01", b"\x0a\x02\0\x01", 8080


def frame(source, to, flags, seq, ack, text=b""):
    global clock
    clock += 50
    tcp = struct.pack(">HHIIBBHHH", source[2], to[2], seq, ack, 0x50, flags,
                      8192, 0, 0) + text
    ip = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(tcp), 0, 0, 64, 6,
                     0) + source[1] + to[1]
    octets = to[0] + source[0] + b"\x08\0" + ip + tcp
    out.write(struct.pack("<IIII", clock // 1000000, clock % 1000000,
                          len(octets), len(octets)) + octets)


def host(n):
    number = struct.pack(">H", n)
    return b"\x02\x01\0\0" + number, b"\x0a\x01" + number, 40000


for n in range(1, hosts + 1):
    frame(host(n), SERVER, 2, 99, 0)
    frame(SERVER, host(n), 18, 499, 100)
    frame(host(n), SERVER, 16, 100, 500)
for n in range(1, hosts + 1):
    text = b"GET / HTTP/1.1\r\nHost: ris\r\nUser-Agent: Pump/%d.0\r\n\r\n" % n
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    frame(host(n), SERVER, 24, 100, 500, text)
    frame(SERVER, host(n), 24, 500, 100 + len(text), answer)
for n in range(1, hosts + 1):
    frame(host(n), SERVER, 17, 200, 600)
X
}
cat >"$work/few.conf" <<'X'
sensor
  flows 1024
  windows 64
  talks 256
  feeds 64
  recent 1024
  ndpi_flows 256
X
capture 3000 >"$work/3000.pcap"
capture 12000 >"$work/12000.pcap"

tally() { # DB NAME
	ww show capture --json --db "$1" | sed -n "s/.*\"$2\":\([0-9]*\).*/\1/p"
}
found() { # DB: addresses of all assets
	ww export assets -f jsonl --db "$1" | grep -o '"ip":[ ]*"[0-9.]*"' |
		sort -u
}
ww scan -q --workers 1 --db "$work/many.db" "$work/3000.pcap" || bad "scan"
ww scan -q --workers 1 --config "$work/few.conf" --db "$work/few.db" \
	"$work/3000.pcap" || bad "scan with few places"
found "$work/many.db" >"$work/many"
found "$work/few.db" >"$work/few"
[ "$(wc -l <"$work/many")" -eq 3001 ] ||
	bad "$(wc -l <"$work/many") of 3001 devices are found"
cmp -s "$work/many" "$work/few" ||
	bad "with few places $(wc -l <"$work/few") of 3001 devices are found"
[ "$(tally "$work/many.db" flow_evicted)" -eq 0 ] || bad "evicted with room"
[ "$(tally "$work/few.db" flow_evicted)" -gt 1000 ] ||
	bad "1024 places for 3000 conversations, and nobody gave way"
for name in packets octets; do
	[ "$(tally "$work/few.db" $name)" = "$(tally "$work/many.db" $name)" ] ||
		bad "with few places other $name"
done

# A pipe that stays open keeps the worker there to be looked at.
peak() { # CAPTURE: KiB of the worker when it has read all
	mkfifo "$work/pipe"
	"$bin" --signatures signatures scan -q --config "$work/few.conf" \
		--db "$work/peak.db" - <"$work/pipe" &
	pid=$!
	exec 3>"$work/pipe"
	cat "$1" >&3
	sleep 1
	worker=$(pgrep -P $pid | tail -1) # the recorder is the first
	sed -n 's/VmHWM:[^0-9]*\([0-9]*\).*/\1/p' /proc/$worker/status
	exec 3>&-
	wait $pid
	rm -f "$work"/peak.db* "$work/pipe"
}
small=$(peak "$work/3000.pcap")
large=$(peak "$work/12000.pcap")
[ "${large:-0}" -gt 0 ] || bad "no worker to look at"
[ "$large" -le $((small + 2048)) ] ||
	bad "a worker grows with its traffic: $small KiB, then $large"
if [ "$(id -u)" -eq 0 ] && unshare -n true 2>/dev/null; then
	chmod 777 "$work"
	unshare -n sh -c 'ip link set lo up; exec timeout 2 "$@"' sh "$bin" \
		--signatures signatures --config "$work/few.conf" watch -q \
		-i lo --db "$work/watch.db" 2>"$work/err"
	stated=$(sed -n 's/.*; \([0-9]*\) MiB per worker.*/\1/p' "$work/err")
	# 64 of them are the buffer of the kernel, which a scan has not.
	[ "$large" -le $(((${stated:-64} - 64) * 1024)) ] ||
		bad "watch says $stated MiB with buffer, a worker took $large KiB"
else
	echo "cli: skipped what watch says of memory, namespaces need root"
fi
[ $failed -eq 0 ] && echo "cli: few places, all devices, memory as stated"
exit $failed
