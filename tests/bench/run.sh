#!/bin/sh
# run - builds a large capture where there is none, then times the peers on it.
# Usage: run.sh BINARY [ROUNDS]
set -eu
bin=$1 rounds=${2:-5}
shared=../shared
corpus=build/bench
mkdir -p "$corpus"
if [ ! -s "$corpus/mix.pcap" ] && [ -d $shared/bench ]; then
	echo "making the capture, once"
	rm -rf "$corpus/tools"
	cp -r $shared/bench "$corpus/tools"
	chmod -R u+w "$corpus/tools"
	# mix: real captures multiplied, with DICOM and HL7; about 1 GB.
	here=$(pwd)
	(cd "$corpus/tools" && ./make-corpus "$here/$shared/captures/public" \
		"$here/$corpus" mix) >"$corpus/make.log" 2>&1 ||
		{ tail "$corpus/make.log"; exit 1; }
fi
if [ ! -s "$corpus/mix.pcap" ]; then
	echo "bench: no ../shared/bench; using the capture of this repo," \
		"which is too small to say much"
	zstd -dqfc tests/lab/hospital.pcap.zst >"$corpus/mix.pcap"
fi
exec python3 tests/bench/peers.py "$bin" "$corpus/mix.pcap" "$rounds"
