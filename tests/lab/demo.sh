#!/bin/sh
# demo - the hospital capture of this repo, read and shown.
# Usage: demo.sh BINARY
set -eu
bin=$1
db=build/demo.db
rm -f "$db" "$db"-*
echo "Reading tests/lab/hospital.pcap.zst: five minutes of a small hospital."
"$bin" --db "$db" --signatures signatures scan --quiet \
	tests/lab/hospital.pcap.zst
"$bin" --db "$db" --signatures signatures summary
cat <<X
Type next:
  $bin --db $db console            look around; ? explains the keys
  $bin --db $db why 10.77.8.21     why we say what we say of the CT
  $bin --db $db export assets -f csv -o assets.csv
  $bin your-capture.pcap           your own traffic, nothing is sent
X
