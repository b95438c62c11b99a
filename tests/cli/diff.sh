#!/bin/sh
# diff - two databases: what they could see first, then what is different.
# Usage: diff.sh BINARY
. tests/cli/common

# The days FIRST to before LAST of two months, without the frames of WITHOUT.
zstd -dqc "$top/tests/golden/journal/in.pcap.zst" >months.pcap
days() { # FIRST LAST FILE [WITHOUT]
	python3 - "$@" <<'END'
import struct
import sys
first, last, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
without = bytes.fromhex(sys.argv[4].replace(":", "")) if sys.argv[4:] else None
data = open("months.pcap", "rb").read()
out, at = [data[:24]], 24
while at < len(data):
    s, _, n, _ = struct.unpack_from("<IIII", data, at)
    day = (s - 1795564800) // 86400
    frame = data[at + 16:at + 16 + n]
    if first <= day < last and without not in (frame[:6], frame[6:12]):
        out.append(data[at:at + 16 + n])
    at += 16 + n
open(path, "wb").write(b"".join(out))
END
}
days 0 9 a.pcap
days 40 60 b.pcap
days 40 42 small.pcap 00:1b:21:77:00:11
for name in a b small; do
	ww scan -q --db $name.db $name.pcap || bad "scan $name: $(cat err)"
done
"$bin" --db a.db db dump >a.dump

answers 0 diff a.db b.db
has out "captures       1                            1"
has out "from           2026-11-25T10:00:00.000000Z  2027-01-04T10:00:00.000000Z"
has out "listened       192 h 0 min                  456 h 0 min"
lacks out "The second saw less"
lacks out "New ("
lacks out "Gone ("
has out "(the same by its MAC)"
has out "addresses: 10.9.0.31, was 10.9.0.30"
has out "software: nginx/1.24.0, was nginx/1.18.0"
has out "service: 22/tcp"
lacks out "Findings raised"
has out "devices are the same in both."

# A smaller scan: said first, what is gone may only not have been heard; of
# what is gone no finding is told.
answers 0 diff b.db small.db
has out "The second saw less: what is gone may be there"
has out "frames: "
has out "seconds: "
has out "Gone (1)"
has out "lab-analyser"
has out "Findings that are not open in the second (1)"
[ "$(grep -c CLN-008 out)" -eq 1 ] || bad "findings: $(cat out)"
grep -n "The second saw less\|^Gone" out | head -1 | grep -q less ||
	bad "coverage is not first: $(cat out)"
# What the other way round is new raises findings.
answers 0 diff small.db b.db
has out "New (1)"
has out "lab-analyser"
has out "CLN-008"
answers 1 diff small.db b.db --fail-on high
answers 0 diff b.db small.db --fail-on info
answers 0 diff a.db a.db --fail-on info
has out "4 devices are the same in both."
lacks out "Different"
answers 0 diff b.db a.db
has err "are they the wrong way round?"

# Another network: what was not seen there is told so.
ww scan -q --db vlan.db "$top/tests/golden/hl7-vlan/in.pcap.zst"
answers 0 diff vlan.db a.db
has out "no device in the network vlan"
has out "(of its network nothing was seen)"

answers 0 diff a.db b.db --json
python3 -c 'import json, sys
rows = [json.loads(line) for line in sys.stdin]
assert [r["schema"] for r in rows[:2]] == ["wardwatch/diff-coverage/1"] * 2
assert [r["side"] for r in rows[:2]] == ["before", "after"]
assert any(r.get("field") == "software" and r["same_by"] == "MAC" and
           r["kind"] == "different" for r in rows), rows' <out ||
	bad "JSON: $(cat out)"

# Nothing is changed, and what cannot be read is told.
"$bin" --db a.db db dump | cmp -s - a.dump || bad "a.db was changed"
answers 2 diff a.db
answers 2 diff a.db b.db c.db
ww diff a.db nothing.db && bad "no such file: status 0"
has err "nothing.db"
echo "no database" >text.db
ww diff text.db a.db && bad "no database: status 0"
has err "text.db"
answers 2 diff a.db b.db --fail-on awful
[ $failed -eq 0 ] && echo "cli: databases are compared, coverage first"
exit $failed
