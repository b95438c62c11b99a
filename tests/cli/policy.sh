#!/bin/sh
# policy - lists, rules and what hangs on a device, out of a ward on many days.
# Usage: policy.sh BINARY
. tests/cli/common

zstd -dqc "$top/tests/lab/hospital.pcap.zst" >ward.pcap
mkdir days
python3 "$top/tests/cli/policy.py" days ward.pcap days 15 || bad "no days"

# One day is no habit, and nobody is told that all is to be stopped.
answers 0 scan -q --db one.db ward.pcap
refused 3 "the days listened to are 1" policy rules -f nft --db one.db
refused 3 "rules would stop everything" policy learn --db one.db -o x.flows
[ -e x.flows ] && bad "a list of nothing was left behind"

answers 0 scan -q days/*.pcap
"$bin" policy learn >/dev/full 2>err
[ $? -eq 3 ] || bad "a list on a full disk: $(cat err)"
answers 0 db dump
mv out one.dump
answers 0 scan -q --workers 2 --db other.db $(ls -r days/*.pcap)
answers 0 db dump other.db
cmp -s out one.dump || bad "days read in another order are other days"
rm other.db

misused "learn, accept, check" policy forget
misused "nft, cisco-ios or csv" policy rules
misused "nft, cisco-ios or csv" policy rules -f flows
misused "from 1 to 64" policy rules -f nft --min-days 65
misused "not both" policy learn --asset x --class y
refused 3 "no device" policy whatif 192.0.2.1
misused "which device?" policy whatif
misused "needs --reason" policy accept
refused 3 "no list was accepted" policy check

# Rules: with their evidence, never of what was seen on few days or scanned.
answers 0 policy rules -f nft -o rules.nft
answers 0 policy rules -f cisco-ios -o rules.ios
answers 0 policy rules -f csv -o rules.csv
has rules.nft "seen on 15 days, from 2026-11-23 to 2026-12-07"
has rules.nft "CAUTION: GEAWS40 (imaging-workstation) has an open critical"
has rules.nft "ip saddr 10.77.8.21 ip daddr 10.77.8.10 tcp dport 104 counter"
has rules.ios " permit tcp host 10.77.8.21 host 10.77.8.10 eq 104"
has rules.ios "remark all else from and to these devices"
has rules.csv ",CTAWP77,imaging-ct,192.168.177.10,"
lacks rules.nft "saddr 10.77.8.99 "
lacks rules.nft "dport 11113"
lacks rules.ios "host 10.77.8.99 host"
lacks rules.csv "ssdp"
[ "$(grep -c 'counter accept' rules.nft)" -eq "$(($(wc -l <rules.csv) - 1))" ] ||
	bad "the forms have not the same rules"
if command -v nft >nft.path || [ -x /usr/sbin/nft ]; then
	PATH=$PATH:/usr/sbin nft -c -f rules.nft 2>err ||
		PATH=$PATH:/usr/sbin unshare -rn nft -c -f rules.nft 2>err ||
		bad "nft refuses the rules: $(cat err)"
fi
answers 0 policy rules -f nft
cmp -s out rules.nft || bad "the same database gives other rules"
answers 0 policy rules -f nft --min-days 5
has out "dport 11113"
answers 0 policy rules -f nft --asset 10.77.8.22
has out "about 1 address of one device"
lacks out "10.77.8.21 "
answers 0 policy rules -f nft --class hl7-system
has out "devices of one class"

# What they would stop: as text, and as a firewall would.
answers 0 policy rules --dry-run
has out "was not seen on days enough; seen on 5 days"
has out "was never answered; "
has out "was asked by a scanner; "
has out "doors at which a scanner knocked in vain"
answers 0 policy rules --dry-run --json
mv out stopped.jsonl
has stopped.jsonl '"schema":"wardwatch/policy-flow/1"'
has stopped.jsonl '"verdict":"was never answered"'
answers 0 export flows -f jsonl
mv out flows.jsonl
has flows.jsonl '"days":15'
has flows.jsonl '"days":5'
python3 "$top/tests/cli/policy.py" obey rules.nft rules.ios stopped.jsonl \
	flows.jsonl 2>err || bad "the rules are not obeyed: $(tail -1 err)"

# What was learnt is checked, edited, and accepted by somebody.
answers 0 policy learn -o ward.flows
has ward.flows '  port  104 tcp'
has ward.flows '  vni 777'
answers 1 policy check ward.flows
has out "of clinical devices are beyond it"
has out "tcp 11113 dicom"
lacks out "met nothing"
answers 1 policy check ward.flows --json
has out '"kind":"beyond"'
cat >>ward.flows <<'END'
flow "all that asks for worklists"
  from 10.77.8.0/24
  to   10.77.8.11
  port 11113 tcp
  because "ticket 4711"
flow "whatever the scanner found"
  from 10.77.8.99
  to   10.77.8.0/24
  vendor Acme
flow "an old one"
  from class television
  to   10.77.8.11
END
answers 0 policy check ward.flows
has out "ward.flows: 0 of "
has out "1 flow of the list met nothing"
has out "an old one"
answers 0 policy check ward.flows --json
has out '"schema":"wardwatch/policy-unmet/1"'
answers 0 policy accept --reason "what was usual" --by ana
answers 1 policy check
has out "the list that ana accepted: "
answers 0 show findings --json --filter NET-007
[ -s out ] && bad "a list that nobody read is heeded by findings"
answers 0 policy accept ward.flows --reason "=with worklists" --by bo
answers 0 policy check
has out "the list that bo accepted: 0 of "
answers 0 show findings --json --filter NET-007
has out 'remote service of Acme, allowed as \"whatever the scanner found\"'
answers 0 report register
has out 'Accepted flows          a list that bo accepted on '
has out 'findings heed it'
answers 0 finding log
has out "  ana  accept  baseline: what was usual"
has out "  bo  accept  baseline: =with worklists"
answers 0 db rebuild
answers 0 scan -q --again days/day-00.pcap
answers 0 policy check
answers 0 db check
printf 'flow x\n  from here\n' >bad.flows
misused "bad.flows:2: a range is" policy check bad.flows
misused "bad.flows:2: a range is" policy accept bad.flows --reason x
answers 3 policy check /nowhere
printf 'flow "x\0"\n' >nul.flows
answers 3 policy check nul.flows
has err "is no text of ours"

yes '# too much of it' | head -c 9000000 >huge.flows
answers 3 policy check huge.flows
has err "huge.flows: is larger than 8 MiB"
printf 'flow "a\377\033[31m\302\233 =1+1"\n  from 192.0.2.1\n  to 192.0.2.2\n' >odd.flows
answers 1 policy check odd.flows
LC_ALL=C grep -q "$(printf '\033')" out && bad "a file of the user drives the terminal"
answers 1 policy check odd.flows --json
python3 -c '
import json
for line in open("out", encoding="utf-8"):
    json.loads(line)' || bad "odd octets are no JSON"

# What the hospital names in its file of zones is no finding; its lists are.
printf 'knowledge\n  zones zones\n' >ww.conf
cat >zones <<'END'
zone scanners
  range 10.77.8.21
zone images
  range 10.77.8.10
allow scanners images
  port 1
END
answers 0 db rebuild --config ww.conf
answers 0 show findings --filter finding:SEG-003
lacks out "ZZPACS" # bo accepted it by name
answers 0 policy accept --reason "what was usual" --by ana --config ww.conf
answers 0 show findings --filter finding:SEG-003
has out "ZZPACS"
cat >>zones <<'END'
flow "images"
  from zone scanners
  to   zone images
bad "of November"
  range 10.77.8.99
END
answers 0 db rebuild --config ww.conf
answers 0 show findings --filter finding:SEG-003
lacks out "ZZPACS"
answers 0 show findings --json --filter finding:SCN-007
has out 'answered 10.77.8.99, of the list \"of November\", at port 5900'
echo "flow" >>zones
misused "zones:12: flow takes a text" db rebuild --config ww.conf

# Without a device, and what it reaches.
answers 0 policy whatif 10.77.8.44
has out "PL360-77044"
has out "What would break: 4 conversations, 3 of them with clinical devices"
has out "  1  C  RADWS01 (imaging-workstation) 10.77.8.30, by tcp 8443 tls"
has out "  2  C  ZZPACS (pacs-archive) 10.77.8.10, by tcp 11112 dicom to RADWS01"
answers 0 policy whatif 10.77.8.44 --json
has out '"schema":"wardwatch/whatif/1"'
has out '"reached_by":[{'
python3 -c 'import json; json.load(open("out"))' || bad "whatif is no JSON"
answers 0 scan -q --db gateway.db "$top/tests/golden/hl7-gateway/in.pcap.zst"
answers 0 policy whatif 10.1.0.40 --db gateway.db
has out "Behind it, and lost with it"
has out "  A  "
[ $failed -eq 0 ] && echo "cli: lists of flows, rules, and what hangs on a device"
exit $failed
