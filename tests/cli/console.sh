#!/bin/sh
# console - the whole screen on the hospital of the lab, by its keys.
# Usage: console.sh BINARY
. tests/cli/common
export TMUX_TMPDIR="$work" # its servers leave nothing behind
trap 'tmux -L ww kill-server 2>/dev/null; rm -rf "$work"' EXIT
# One server for all: a new one may meet the end of the one before.
tmux -L ww start-server \; set-option -s exit-empty off || exit 1
begin() { # WIDTH HEIGHT ARGUMENT...: a console in a terminal of that size
	size="-x $1 -y $2"
	shift 2
	tmux -L ww new-session -d $size \
		"TERM=screen $bin --signatures $top/signatures $* 2>$work/said"
}
press() { tmux -L ww send-keys "$@"; }
see() { tmux -L ww capture-pane -p >screen; }
shows() { # TEXT: within ten seconds
	for _ in $(seq 100); do
		see
		grep -qF -- "$1" screen && return
		sleep 0.1
	done
	bad "the screen lacks \"$1\": $(cat screen)"
	exit 1 # what follows would only wait in vain
}
leave() {
	press q
	for _ in $(seq 100); do
		tmux -L ww has-session 2>/dev/null || return
		sleep 0.1
	done
	bad "q does not leave"
}

ww scan -q --db lab.db "$top/tests/lab/hospital.pcap.zst" || bad "scan: $(cat err)"

# ---- masks: what the database knows of single devices is on no screen

ww export assets -f jsonl --db lab.db
python3 - <<'P' >secrets
import json
found = set()
for line in open("out"):
    a = json.loads(line)
    found.update(a["macs"] + [a["name"], a["ip"], a["mac"], a["serial"]])
    found.update(i["ip"] for i in a["addresses"])
    for c in a["claims"]:
        if c["kind"] in ("name", "serial"):
            found.add(c["value"])
print("\n".join(sorted(s for s in found if s)))
P
[ "$(wc -l <secrets)" -gt 60 ] || bad "few secrets: $(cat secrets)"
assets=$(wc -l <out)
tour() { # ARGUMENT...: every screen, every device, and the evidence of some findings
	begin 250 160 --db lab.db console "$@"
	shows "COVERAGE"
	cat screen >tour
	for key in 2 3 4 5 6; do
		press $key
		shows "[$key "
		cat screen >>tour
	done
	for n in $(seq "$assets"); do
		press 2 g
		shows "[2 Assets]"
		[ "$n" -eq 1 ] || press -N $((n - 1)) j
		press Enter
		shows "EVIDENCE"
		cat screen >>tour
		press p
		shows "> Flows"
		cat screen >>tour
	done
	for n in $(seq 10); do
		press 3
		shows "[3 Findings]"
		press j Enter
		shows "EVIDENCE"
		cat screen >>tour
	done
	leave
}
tour
grep -qF MASKED tour && bad "masked before anybody asked"
[ "$(grep -oFf secrets tour | sort -u | wc -l)" -gt 60 ] ||
	bad "the tour leads past nothing"
tour --mask
grep -qF "stored MASKED" tour || bad "a masked screen does not say so"
grep -nFf secrets tour >seen && bad "masked, and yet: $(head -5 seen)"
misused "--mask: masks the console alone" console --mask --db lab.db
# Who is no device of ours has no id.
grep -q "xxx 0000-0000" tour && bad "an id of nobody"
[ "$(grep -c infusion-pump tour)" -gt 3 ] || bad "nothing is left to see"

# ---- w: the screen as it is seen, in a new file that is nobody else's

mkdir here
written() { # within ten seconds a file holds what is seen, but the status line
	shows " is written"
	name=here/$(sed -n 's/^ \(wardwatch-2.*Z.*\.txt\) is written .*/\1/p' screen)
	[ -f "$name" ] || bad "no file $name: $(ls here)"
	[ "$(stat -c %a "$name")" = 600 ] || bad "$name is open to others"
	status=$(grep -n "is written" screen | cut -d: -f1)
	sed "${status}d" screen >shown
	sed "${status}d" "$name" | cmp -s - shown ||
		bad "$name is not what is seen: $(diff "$name" screen)"
	mv "$name" last
}
cd here
begin 100 30 --db $work/lab.db console
cd ..
shows "COVERAGE"
press 2 w
written
grep -qF DRXROOM4 last || bad "the file lacks what is seen"
press P w
shows MASKED
written
grep -qFf secrets last && bad "masked, and yet written"
chmod 555 here
[ "$(id -u)" -eq 0 ] && rmdir here # who may do everything lacks the folder
press 3 w
shows "cannot be written here"
press 2
shows "[2 Assets]"
leave
[ -d here ] && chmod 755 here

# ---- a: a finding is decided, by the command that does

log_has() { # LINES TEXT
	ww finding log --db lab.db
	[ "$(wc -l <out)" -eq "$1" ] || bad "the log has not $1 lines: $(cat out)"
	has out "$2"
}
begin 130 30 --db "$work/lab.db" console
press 3
shows "[3 Findings]"
press a
shows "accept CRD-014 of GEAWS40"
press -l "never mind"
press Enter
shows "until: 2"
press Escape
shows "sorted by risk"
ww finding log --db lab.db
[ -s out ] && bad "Escape leaves a trace: $(cat out)"
press a
press -l -- "--by=eve \$(x) 'ordered'"
press Enter
shows "until: 2"
press Enter
shows "noted; finding reopen takes it back"
shows "3 m accepted"
log_has 1 "accept  CRD-014 of 4cde-958c-d091, port 5900, until 2"
has out ": --by=eve \$(x) 'ordered'"
lacks out "  eve  "
grep -q LIVE screen && bad "who decides records nothing: $(cat screen)"
# Its own screen, and back again.
press Enter
shows "by $(cut -d' ' -f3 out), until"
press a
shows "reopen CRD-014 of GEAWS40"
press -l "withdrawn"
press Enter
shows "reopened since"
log_has 2 "reopen  CRD-014 of 4cde-958c-d091, port 5900: withdrawn"
# An end that has passed is refused in the command's own words, and can be mended.
press Escape
shows "[3 Findings]"
press a
press -l "ordered"
press Enter C-u
press -l 2020-01-01
press Enter
shows "that end has passed already"
log_has 2 withdrawn
press a
shows "because: ordered_"
press Escape
leave

# While somebody writes, who takes it in.
zstd -dqc "$top/tests/lab/hospital.pcap.zst" >whole
mkfifo pipe
"$bin" --signatures "$top/signatures" scan -q --db lab.db - <pipe >scanned 2>&1 &
begin 130 30 --db "$work/lab.db" console
exec 3>pipe
head -c 1500000 whole >&3
shows LIVE
press 3
shows "[3 Findings]"
press a
press -l "meanwhile"
press Enter Enter
shows "is being written, and takes this in when it is judged next; noted"
log_has 3 ": meanwhile"
tail -c +1500001 whole >&3
exec 3>&-
wait
shows "3 m accepted"
# Who leaves at once is told before the prompt.
press j a
press -l "at once"
press Enter Enter
leave
grep -qF "wardwatch: noted" said || bad "left, and not told: $(cat said)"
log_has 4 ": at once"

# What is removed at the end is not decided in.
begin 130 30 "$top/tests/lab/hospital.pcap.zst"
shows COVERAGE
press 3 a
shows "this database is removed at the end; wardwatch scan keeps one"
leave

[ $failed -eq 0 ] && echo "cli: the console on the hospital of the lab"
exit $failed
