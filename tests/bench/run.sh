#!/bin/sh
# run - makes the captures where they are missing, then times all on them.
# Usage: run.sh BINARY LOOP [CAPTURE...], names of the corpus: mix imaging
# smallpkt hosts hl7; ROUNDS=5
set -eu
bin=$1 loop=$2 rounds=${ROUNDS:-5}
shift 2
[ $# -gt 0 ] || set -- mix
shared=../shared
corpus=build/bench
mkdir -p "$corpus"
make_one() {
	[ -s "$corpus/$1.pcap" ] && return
	echo "making $1, once"
	if [ ! -d "$corpus/tools" ]; then
		cp -r $shared/bench "$corpus/tools"
		chmod -R u+w "$corpus/tools"
	fi
	# mix: real captures multiplied, with DICOM and HL7; about 1 GB.
	here=$(pwd)
	(cd "$corpus/tools" && ./make-corpus "$here/$shared/captures/public" \
		"$here/$corpus" "$1") >"$corpus/make.log" 2>&1 ||
		{ tail "$corpus/make.log"; exit 1; }
}
if [ ! -d $shared/bench ]; then
	echo "bench: no ../shared/bench; using the capture of this repo," \
		"which is too small to say much"
	zstd -dqfc tests/lab/hospital.pcap.zst >"$corpus/hospital.pcap"
	set -- hospital
fi
files=
for name in "$@"; do
	[ -d $shared/bench ] && make_one "$name"
	files="$files $corpus/$name.pcap"
done
exec python3 tests/bench/peers.py "$bin" "$loop" "$rounds" \
	"$corpus/result.json" $files
