#!/bin/sh
# install - what is installed runs where it is, and nothing of it stays.
# Usage: install.sh BINARY
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
bad() { echo "FAILED cli: $*"; failed=1; }
to() { # TARGET
	make -s "$1" DESTDIR="$work/root" PREFIX=/usr >"$work/out" 2>&1 ||
		bad "make $1: $(cat "$work/out")"
}

to install
(cd "$work" && root/usr/bin/wardwatch sig test >out 2>&1) ||
	bad "installed, it finds no signatures: $(cat "$work/out")"
(cd "$work" && root/usr/bin/wardwatch demo >out 2>&1 </dev/null) ||
	bad "installed, it does not show the hospital: $(cat "$work/out")"
grep -q '10\.77\.8\.21' "$work/out" || bad "no CT in: $(cat "$work/out")"
unit=$work/root/usr/lib/systemd/system/wardwatch.service
grep -qx 'ExecStart=/usr/bin/wardwatch watch --quiet' "$unit" ||
	bad "the service starts another program: $(cat "$unit")"
if command -v systemd-analyze >/dev/null; then # with a user and a path of here
	sed "s|/usr/bin/|$work/root/usr/bin/|; s|^User=.*|User=root|" "$unit" \
		>"$work/wardwatch.service"
	systemd-analyze verify --man=no "$work/wardwatch.service" \
		>"$work/out" 2>&1 || bad "systemd-analyze: $(cat "$work/out")"
	grep -q wardwatch.service "$work/out" &&
		bad "systemd-analyze: $(cat "$work/out")"
fi
echo kept >"$work/root/usr/share/keep"
to uninstall
left=$(cd "$work/root" && find . -type f -o -name 'wardwatch*')
[ "$left" = ./usr/share/keep ] || bad "make uninstall leaves $left"

[ $failed -eq 0 ] && echo "cli: install and uninstall"
exit $failed
