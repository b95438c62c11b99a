#!/bin/sh
# ended - what the wire shows to be over is fixed, and tells by what.
# Usage: ended.sh BINARY
. tests/cli/common

capture=$top/tests/golden/ended/in.pcap.zst
state() { # RULE@ADDRESS STATE
	ww show findings --json --filter "finding:${1%@*} ip:${1#*@}"
	has out "\"state\":\"$2\""
}

ww scan -q "$capture" || bad "scan: $(cat err)"
state TLS-001@10.11.0.11 fixed
state TLS-001@10.11.0.12 new    # another client was served better
state TLS-001@10.11.0.51 new    # it went back
state TLS-005@10.11.0.21 fixed
state TLS-005@10.11.0.22 new    # nobody has asked since
state CRD-001@10.11.0.31 fixed
state CRD-001@10.11.0.32 new    # out of order for a moment
state CRD-010@10.11.0.41 fixed
state CRD-009@10.11.0.41 new
ww why TLS-001@10.11.0.11
has out "fixed since 2026-11-28: the wire shows the opposite"
has out "ended by  TLS version that the server chose: TLS 1.2"
has out "in.pcap.zst, frame "
ww why CRD-001@10.11.0.31
has out "ended by  conversation from client to server: 10.11.0.1 to 10.11.0.31 port 23"
ww summary --fail-on critical || bad "summary: $(cat err)"
ww db check || bad "db check: $(cat out err)"
ww db dump && cp out whole

# Whoever decides goes before the wire, and takes it back.
ww finding reopen TLS-005@10.11.0.21 --reason "the old one is back at night" ||
	bad "reopen: $(cat err)"
state TLS-005@10.11.0.21 reopened
ww db rebuild || bad "rebuild: $(cat err)"
state TLS-005@10.11.0.21 reopened
state TLS-001@10.11.0.11 fixed

# In pieces, in the wrong order, by several workers: the same.
zstd -dqc "$capture" >all.pcap
python3 - <<'P' || bad "no pieces"
import struct
octets = open("all.pcap", "rb").read()
pieces, at = [[], [], []], 24
first = struct.unpack("<I", octets[24:28])[0]
while at < len(octets):
    s, _, n, _ = struct.unpack("<IIII", octets[at:at + 16])
    pieces[min((s - first) // (2 * 86400), 2)].append(octets[at:at + 16 + n])
    at += 16 + n
for n, piece in enumerate(pieces):
    open(f"{n}.pcap", "wb").write(octets[:24] + b"".join(piece))
P
for order in "0 1 2" "2 0 1"; do
	rm -f wardwatch.db*
	for n in $order; do
		ww scan -q --workers 2 "$n.pcap" || bad "scan $n: $(cat err)"
	done
	state TLS-001@10.11.0.11 fixed
	ww db dump
	for kind in finding ended; do
		grep "^$kind" whole >a
		grep "^$kind" out >b
		cmp -s a b || bad "in the order $order other rows: $kind"
	done
done

[ $failed -eq 0 ] && echo "cli: what the wire shows to be over"
exit $failed
