#!/bin/sh
# peers - what tshark and nDPI say of the captures of ../shared, beside us.
# Usage: peers.sh BINARY
set -u
bin=$1
here=$(dirname "$0")
captures=../shared/captures
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
if [ ! -d $captures ]; then
	echo "peers: skipped the captures of ../shared: not here"
	exit 0
fi
"$here/clinical-public" "$bin" $captures/public || {
	echo "FAILED lab: tshark knows more of a public capture"
	failed=1
}

beside() { # SCRIPT SENTENCE
	"$here/$1" "$bin" $captures "$here/$1.known" >"$work/$1" || {
		grep '^!\|explains nothing' "$work/$1"
		echo "FAILED lab: $2"
		failed=1
	}
	tail -1 "$work/$1"
}
beside fields "tshark shows other fields than we tell"
beside risks "nDPI sees other risks than we do"
exit $failed
