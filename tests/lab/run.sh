#!/bin/sh
# run - the lab: truth, canaries, hostile and public captures.
# Usage: run.sh BINARY SANITIZED
set -u
bin=$1 sanitized=$2
here=$(dirname "$0")
shared=../shared
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
fail() { echo "FAILED lab: $*"; failed=1; }
ww() { "$bin" --signatures signatures "$@"; }

scan() { # DB FILE...: everything printed goes beside the database
	db=$1
	shift
	ww scan --quiet --db "$db" "$@" >"$db.out" 2>"$db.err"
}

exports() { # DB
	for what in assets findings flows; do
		ww --db "$1" export $what -f jsonl -o "$1.$what.jsonl" || return 1
		ww --db "$1" export $what -f csv -o "$1.$what.csv" || return 1
	done
	"$here/reports.sh" "$bin" "$1" "$1.report" || return 1
	ww --db "$1" db dump >"$1.dump"
}

score() { # TRUTH DB [CAPTURE]
	"$here/score" "$1" "$2.assets.jsonl" "$2.flows.jsonl" ${3:+"$3"}
}

canaries() { # DB NAME
	"$here/canaries" "$here/canaries.sh" "$1"* || fail "canary in $2"
}

# The capture of this repo.
scan "$work/hospital.db" "$here/hospital.pcap.zst" || fail "scan of hospital"
exports "$work/hospital.db" || fail "export of hospital"
score "$here/TRUTH.csv" "$work/hospital.db" ||
	fail "something is wrong about the hospital"
"$here/findings" "$here/TRUTH.csv" "$work/hospital.db.findings.jsonl" ||
	fail "findings of the hospital"
canaries "$work/hospital.db" hospital
"$here/cores.sh" "$bin" "$work" || fail "a core dump would hold patients"

if [ ! -d $shared/captures ]; then
	echo "lab: skipped the captures of ../shared: not here"
	exit $failed
fi

scan "$work/lab.db" $shared/captures/lab/*.pcap || fail "scan of the lab"
exports "$work/lab.db" || fail "export of the lab"
"$here/lifetimes" || fail "days of ends of support"
score $shared/captures/lab/TRUTH.csv "$work/lab.db" ||
	fail "something is wrong about the lab"
canaries "$work/lab.db" lab
for f in $shared/captures/lab/*.pcap; do
	rm -f "$work"/one.db*
	scan "$work/one.db" "$f" || fail "scan of $f"
	for what in assets flows; do
		ww --db "$work/one.db" export $what -f jsonl \
			-o "$work/one.db.$what.jsonl" || fail "export of $f"
	done
	score $shared/captures/lab/TRUTH.csv "$work/one.db" "$f" \
		>"$work/score" || {
		cat "$work/score"
		fail "something is wrong about $f alone"
	}
	echo "$(basename "$f"): $(tail -1 "$work/score")"
	tail -1 "$work/score" >>"$work/shares"
done
# "named on the wire N: right M (...": of all of them at least 95 in 100.
awk '{ named += $5; right += $7 }
	END { printf "lab: one by one %d of %d are right\n", right, named
		exit right < 0.95 * named }' "$work/shares" ||
	fail "too much is missing from captures alone"

# Public captures: nothing dies, and nothing clinical is invented.
find $shared/captures/public -name '*.pcap*' | sort >"$work/list"
read_one() {
	name=$(echo "$1" | tr / _)
	db=$work/public.db
	rm -f "$db"*
	timeout 60 "$sanitized" --signatures signatures scan --quiet \
		--db "$db" "$1" >"$db.out" 2>"$db.err"
	code=$?
	grep -q 'Sanitizer\|runtime error' "$db.err" &&
		fail "$1: $(cat "$db.err")"
	# 3: the file itself is cut or broken, and that is said.
	[ $code -eq 0 ] || { [ $code -eq 3 ] && [ -s "$db.err" ]; } ||
		fail "$1: exit status $code: $(cat "$db.err")"
	grep -q 'worker.*replaced' "$db.err" && fail "$1: a worker died"
	case $1 in
	*tapirx*|*hl7*|*gedash*) return ;;
	esac
	ww --db "$db" export assets -f jsonl >"$db.assets" || fail "$1: export"
	grep -q '"clinical":[ ]*true' "$db.assets" && fail "$1: a clinical asset"
	ww --db "$db" export findings -f jsonl >"$db.findings" ||
		fail "$1: export"
	grep -q '"CLN-0' "$db.findings" && fail "$1: a clinical finding"
}
while read -r f; do
	read_one "$f"
done <"$work/list"
echo "lab: $(wc -l <"$work/list") public captures read under sanitizers"

# Hostile: nDPI never sees the killers.
for f in $shared/captures/hostile/*.pcap; do
	timeout 20 "$sanitized" --signatures signatures scan --quiet \
		--db "$work/hostile.db" "$f" 2>"$work/err" || fail "$f"
	grep -q 'replaced\|Sanitizer\|runtime error' "$work/err" &&
		fail "$f with the guard on: $(cat "$work/err")"
done
# Without the guard the worker dies or is killed, and the rest is read.
printf 'sensor\n  ndpi_guard off\n' >"$work/unguarded.conf"
for f in $shared/captures/hostile/*.pcap; do
	rm -f "$work"/open.db*
	timeout 20 "$bin" --signatures signatures \
		--config "$work/unguarded.conf" scan --quiet \
		--db "$work/open.db" "$f" $shared/captures/lab/01-network.pcap \
		2>"$work/err" || fail "$f unguarded: $(cat "$work/err")"
	grep -q replaced "$work/err" || fail "$f: nobody died without the guard"
	ww --db "$work/open.db" export assets -f jsonl >"$work/open.assets"
	grep -q 10.77.8.42 "$work/open.assets" ||
		fail "$f: the rest was not read"
done
exit $failed
