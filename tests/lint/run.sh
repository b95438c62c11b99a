#!/bin/sh
# run - what the compiler does not check: the shape of the house.
# Usage: run.sh BUILD_FOLDER
set -u
o=$1
failed=0
bad() { # TITLE LINES
	[ -z "$2" ] && return
	echo "FAILED lint: $1"
	echo "$2" | head -20
	failed=1
}
sources() { git ls-files -co --exclude-standard "$@" | grep '\.[ch]$'; }

# Includes point one way, from the compiler's own dependency files.
reaches() { # FOLDER PATTERN
	for d in $(find "$o/$1" -maxdepth "${3:-1}" -name '*.d' 2>/dev/null); do
		sed 's/\\$//' "$d" | tr ' ' '\n' | grep -E "$2" | sed "s|^|$d: |"
	done
}
bad "capture includes what stands above it" \
	"$(reaches capture '^(classify|store|tui)/' 2)"
bad "capture/base includes more than itself" \
	"$(reaches capture/base '^capture/[a-z_]+\.h')"
bad "classify includes store or tui" "$(reaches classify '^(store|tui)/' 2)"
bad "store can name octets" \
	"$(reaches store '^(capture/base/cur\.h|capture/[a-z_]+\.h|tui/)')"
bad "a parser includes more than its contract" "$(grep -nE '#include "' \
	classify/proto/*.c | grep -vE '"classify/(dissector\.h|proto/)')"
only() { # HEADER FILES: a library header has one user
	bad "$1 is included elsewhere" "$(grep -rlE "#include <$1" \
		--include='*.[ch]' capture classify store tui | grep -vE "$2")"
}
only 'pcap[./]' '^capture/(live|filter)\.c$'
only 'ndpi' '^classify/ndpi\.c$'
only 'sqlite3' '^store/'
only 'n?curses' '^tui/term\.c$'
only 'seccomp' '^tui/sandbox\.c$'
only 'zip\.h' '^store/archive\.c$'
only 'expat\.h' '^store/workbook\.c$'

# Every header stands alone, and twice.
for h in $(sources capture classify store tui | grep '\.h$'); do
	printf '#include "%s"\n#include "%s"\n' "$h" "$h" |
		${CC:-cc} -std=c17 -D_GNU_SOURCE -I. -I"$o" -fsyntax-only \
			-x c - 2>"$o/header.log" ||
		bad "$h does not stand alone" "$(cat "$o/header.log")"
done

# Banned names; clocks and printing where they have no place.
bad "banned calls" "$(grep -nE \
	'\b(strcpy|strcat|sprintf|vsprintf|strtok|atoi|gets|alloca|system|popen|setjmp)[[:space:]]*\(' \
	$(sources capture classify store tui))"
bad "a clock where packet time rules" "$(grep -nE \
	'\b(time|clock_gettime|gettimeofday)[[:space:]]*\(' \
	$(sources capture classify))"
bad "printing outside tui/" "$(grep -nE '\b(printf|puts|putchar)[[:space:]]*\(' \
	$(sources capture classify store))"
bad "SQL built as text" "$(grep -nE 'sqlite3_v?m?s?n?printf' $(sources store))"
bad "unfinished work" "$(grep -nE '\b(TODO|FIXME)\b' \
	$(sources capture classify store tui))"
bad "no licence line" "$(for f in $(sources capture classify store tui tests); do
	head -1 "$f" | grep -q 'SPDX-License-Identifier: Apache-2.0' || echo "$f"
done)"

# The program cannot send: our objects import none of these.
bad "an object that could send" "$(find "$o"/capture "$o"/classify "$o"/store \
	"$o"/tui -name '*.o' -exec nm -uA {} + 2>/dev/null | grep -E \
	' U (pcap_inject|pcap_sendpacket|send|sendto|sendmsg|sendmmsg|connect|socket|getaddrinfo|gethostbyname)(@|$)')"
# A pair of sockets leads nowhere else; an ioctl about an interface wants one.
bad "a socket pair elsewhere" "$(find "$o"/capture "$o"/classify "$o"/store \
	"$o"/tui -name '*.o' ! -name ethtool.o -exec nm -uA {} + 2>/dev/null |
	grep -E ' U socketpair(@|$)')"

# Lengths.
bad "files over 500 lines" "$(for f in $(sources capture classify store tui); do
	n=$(wc -l <"$f"); [ "$n" -gt 500 ] && echo "$f: $n"
done)"
bad "functions over 70 lines" "$(for f in $(sources capture classify store tui |
	grep '\.c$'); do
	awk -v f="$f" '/^\{/ {start = NR} /^\}/ {
		if (start && NR - start > 70) print f ":" start ": " NR - start
		start = 0 }' "$f"
done)"

# A released schema never changes.
bad "a released schema changed" "$(cd store/schema && sha256sum -c --quiet \
	HASHES 2>&1)"
# A row's name is its dissector's name, and each row has its test.
for d in $(sed -n 's/^DISSECTOR(\(.*\))/\1/p' classify/dissectors.def); do
	grep -qs "\.name = \"$d\"" classify/proto/*.c ||
		bad "dissector $d has another name" "$d"
	grep -qsrl "dissector_$d" tests/unit/classify/proto ||
		bad "dissector $d has no unit test" "$d"
done
# Every signature says where it is from; they never become fewer than promised.
bad "a signature without a source" "$(awk '
	function end() { if (device != "" && !source) print device }
	/^device / { end(); device = FILENAME ": " $2; source = 0 }
	/^  source +"[^"]/ { source = 1 }
	END { end() }' signatures/*.sig)"
n=$(cat signatures/*.sig | grep -c '^device ')
[ "$n" -ge 150 ] || bad "signatures" "$n devices, not 150"
mandoc -Tlint -W warning tui/wardwatch.8 >"$o/man.log" 2>&1 ||
	bad "manual page" "$(cat "$o/man.log")"
[ $failed -eq 0 ] && echo "lint: includes, headers, names, imports, lengths," \
	"schema, $n signatures, manual"
exit $failed
