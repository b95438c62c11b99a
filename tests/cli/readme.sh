#!/bin/sh
# readme - what README.md shows is what the program shows.
# Usage: readme.sh BINARY
set -u
bin=$1
work=$(mktemp -d) || exit 1
export TMUX_TMPDIR="$work" # its servers leave nothing behind
trap 'tmux -L ww kill-server 2>/dev/null; rm -rf "$work"' EXIT
failed=0
bad() { echo "FAILED cli: README.md: $*"; failed=1; }

# block N: the octets of the Nth fenced block behind the screenshot's mark.
block() {
	awk -v want="$1" '/screenshot:/ { on = 1 }
		on && /^```/ { fence++; next }
		on && fence == 2 * want - 1' README.md
}

block 1 >"$work/wanted"
tmux -L ww new-session -d -x 100 -y 28 \
	"TERM=screen $bin --signatures signatures tests/lab/hospital.pcap.zst"
for _ in $(seq 50); do
	sleep 0.2
	tmux -L ww send-keys 2
	tmux -L ww capture-pane -p >"$work/shown"
	cmp -s "$work/wanted" "$work/shown" && break
done
cmp -s "$work/wanted" "$work/shown" || {
	bad "the screenshot"
	diff "$work/wanted" "$work/shown"
}

"$bin" --signatures signatures scan --quiet --db "$work/why.db" \
	tests/lab/hospital.pcap.zst || bad "scan"
"$bin" --db "$work/why.db" why DRXROOM4 >"$work/why"
block 2 | grep -vF '  ...' | while IFS= read -r line; do
	grep -qxF -- "$line" "$work/why" || echo "$line"
done >"$work/missing"
[ -s "$work/missing" ] && bad "why does not say: $(cat "$work/missing")"
[ $failed -eq 0 ] && echo "cli: README.md shows what the program shows"
exit $failed
