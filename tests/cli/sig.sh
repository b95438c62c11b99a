#!/bin/sh
# sig - signatures: their guide, their mistakes, their trial, their folders.
# Usage: sig.sh BINARY
set -u
bin=$(realpath "$1")
top=$(pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset WARDWATCH_DB WARDWATCH_CONFIG NO_COLOR
export SHIPPED="$top/signatures"
failed=0
bad() { echo "FAILED cli sig: $*"; failed=1; }
wardwatch() { "$bin" --signatures "$SHIPPED" "$@" </dev/null; }

# ---- the guide: its file, and what its commands show ---------------------------

guide=$top/signatures/README.md
ln -s "$top/tests" tests
awk '/^```sig$/ { on = 1; next } /^```/ { on = 0 } on' "$guide" >fridge.sig
awk '/^```classes$/ { on = 1; next } /^```/ { on = 0 } on' "$guide" >class.txt
[ -s fridge.sig ] && [ -s class.txt ] || bad "the guide shows no file"
awk '/^```console$/ { on = 1; next } /^```/ { on = 0 } on' "$guide" >console
grep -c '^\$ ' console | grep -qx 4 || bad "the guide shows other than 4 commands"
while IFS= read -r line; do
	case $line in
	'$ '*)
		command=${line#??}
		eval "$command" >shown 2>err || bad "guide: $command: $(cat err)"
		;;
	*)
		grep -qxF -- "$line" shown ||
			bad "guide: $command does not say: $line"
		;;
	esac
done <console
for word in device class vendor model os software match source example counter \
	gives is like in under less more certain strong fair weak; do
	grep -qE "\`[^\`]*\b$word\b" "$guide" || bad "the guide lacks $word"
done

# ---- mistakes: the line, and what to do ----------------------------------------

good='device acme.pump
  class    infusion-pump
  vendor   "Acme"
  match    dhcp_vendor_class like "ACME-P300/{version}" strong
  source   "this test"
  example  dhcp_vendor_class "ACME-P300/2.1" gives version "2.1"
  counter  dhcp_vendor_class "ACME-P400/2.1"'
echo "$good" >good.sig
wardwatch sig test good.sig >out 2>err || bad "good.sig: $(cat err)"

refused() { # LINE ADVICE: what broken.sig is refused with
	if wardwatch sig test broken.sig >out 2>err; then
		bad "believed, should have said $2"
	fi
	grep -q "broken.sig:$1: " err || bad "not line $1: $(cat err)"
	grep -qF -- "$2" err || bad "not \"$2\": $(cat err)"
}
broken() { # SED LINE ADVICE
	echo "$good" | sed "$1" >broken.sig
	refused "$2" "$3"
}
broken 's/^device.*/device/' 1 'a device needs an id'
broken 's/infusion-pump/infusion-pomp/' 1 'no class "infusion-pomp"'
broken 's/vendor /vendr /' 3 'its lines begin with class, vendor'
broken 's/"Acme"/"Acme/' 3 'or its last quote'
broken 's/"Acme"/Acme Pumps/' 3 'put all of it in quotes'
broken 's/vendor .*/&\n  &/' 4 'vendor twice'
broken 's/match    dhcp_vendor_class/match    dhcp_vendor_clas/' 4 \
	'the nearest name is dhcp_vendor_class'
broken 's/ like / resembles /' 4 'expected is, like, under, in, less or more'
broken 's/{version}" strong/{version} strong/' 4 'or its last quote'
broken 's/{version}/{firmware}/' 4 '{firmware} is nothing that can be claimed'
broken 's/{version}/{version/' 4 '{ without }'
broken 's/ACME-P300.{version}/*P3*/' 4 'needs three letters'
broken 's/ strong$/ sure/' 4 'certain, strong, fair'
broken 's/ strong$//' 4 'certain, strong, fair'
broken 's/like .* strong/less 3 strong/' 4 'less and more need a number'
broken '/source/d' 1 'where is it known from?'
broken 's/P300.2.1" gives/P500\/2.1" gives/' 6 'this example is not met'
broken 's/gives version "2.1"/gives version "2.2"/' 6 'does not give 2.2'
broken 's/gives version "2.1"/gives "2.1"/' 6 'expected: gives version'
broken 's/example  dhcp_vendor_class "[^"]*"/example  dhcp_vendor_class/' 6 \
	'expected: gives version'
broken 's/P400/P300/' 7 'this counter is met'
broken '/counter/d' 1 'counter'
broken '/example/d' 4 'this match has no example'
broken '/match/d' 1 'match'
broken '/class /d;/vendor /d;s/{version}/\*/;s/ gives.*//' 1 'acme.pump'
broken 's/match .*/&\n  match    dicom_ae is ACME fair/' 5 'has no example'
broken 's/example .*/&\n  example  dicom_ae "A TITLE THAT IS TOO LONG"/' 7 \
	'the gate of dicom_ae lets no such value through'
broken 's/example .*/&\n  example  hl7_vendor "DOE^JANE"/' 7 'the gate of hl7_vendor'
broken 's/match .*/  match    tls_version is many fair/' 4 'many is no number'
broken 's/match .*/  match    tls_version like 77 fair/' 4 'numbers know is, in'
broken 's/^device/devise/' 1 'devise'
broken 's/^  class/class/' 1 'where is it known from?'
broken '1s/^/  vendor "Nobody"\n/' 1 'begins at the margin'

{ echo "$good"; echo "$good"; } >broken.sig
refused 8 'stands at broken.sig:1 already'

# What another block says as strongly is no example.
cat >broken.sig <<'X'
device acme.phone
  class    phone
  match    dhcp_vendor_class like "ICUMED-PLUM360-15*" strong
  source   "this test"
  example  dhcp_vendor_class "ICUMED-PLUM360-15.10"
  counter  dhcp_vendor_class "ICUMED-PLUM360-14"
X
refused 5 'this example is also infusion-pump by icumedical.plum-360'

# A folder is tested whole, and beside the others.
mkdir folder empty
cp good.sig folder/a.sig
sed 's/acme.pump/acme.other/;s/P300/P500/g' good.sig >folder/b.sig
wardwatch sig test folder >out 2>err || bad "folder: $(cat err)"
grep -q '^folder: good$' out || bad "folder: $(cat out)"
sed 's/P400/P300/' good.sig >folder/b.sig
wardwatch sig test folder >out 2>err && bad "believed b.sig of a folder"
grep -q 'folder/b.sig:1: ' err || bad "not b.sig: $(cat err)"
wardwatch sig test empty >out 2>err && bad "believed an empty folder"
grep -q 'empty: no file in it ends in .sig, .rule or .txt' err ||
	bad "empty folder: $(cat err)"
wardwatch sig test "$SHIPPED" >out 2>err || bad "its own folder: $(cat err)"

# A service names the finding that tells of it.
cat >broken.sig <<'X'
service "Acme Remote"
  kind     "remote control"
  finding  RMT-999
  domain   relay.acme.example
  source   "this test"
X
wardwatch sig test broken.sig >out 2>err && bad "believed RMT-999"
grep -q 'service Acme Remote: there is no finding RMT-999' err ||
	bad "RMT-999: $(cat err)"

# Findings and classes have lines and mistakes as well.
cat >rule.txt <<'X'
finding TST-001
  title    "A title"
  severity high
  when     dicom_clear is 1
  because  "A reason"
  advice   "An advice"
  source   "this test"
  example  dicom_clear 1
  counter  dicom_clear 0
X
cp rule.txt good.rule
wardwatch sig test good.rule >out 2>err || bad "good.rule: $(cat err)"
rule() { # SED LINE ADVICE
	sed "$1" rule.txt >broken.sig
	refused "$2" "$3"
}
rule 's/title/titel/' 2 'its lines begin with title'
rule 's/"A title"/"A title/' 2 'one text in quotes'
rule '/advice/d' 1 'needs title, because, advice, source'
rule 's/counter  dicom_clear 0/counter  dicom_clear 1/' 9 'this counter is met'
rule 's/example  dicom_clear 1/example  dicom_clear 2/' 8 'this example is not met'
rule 's/TST-001/CLN-001/' 1 'stands at'
class() { # LINES LINE ADVICE
	printf "$1" >broken.sig
	refused "$2" "$3"
}
class 'class new "New"\n' 1 'expected: class NAME'
class 'class new "New" F clinical\n' 1 'expected: class NAME'
class 'class new "New" A clinical\n  fda CBK\n' 2 'expected: fda CODE'
class 'class new "New" A clinical\n  under nothing\n' 2 'no class "nothing"'
class 'class new "New" A clinical\n  icd X "y"\n' 2 'only under, includes, fda, umdns and gmdn'
class 'class new "New" A clinical\n  gmdn "a"\n  gmdn "b"\n' 3 'gmdn twice'
class 'class new "New" A clinical\nclass new "New" A clinical\n' 2 'told twice'

wardwatch sig test missing.sig >out 2>err && bad "a missing file is good"
grep -q missing.sig err || bad "which file is missing: $(cat err)"

# ---- try: before and after -------------------------------------------------------

cat >ris.sig <<'X'
device family.worklist
  class    hl7-engine
  match    dicom_role is worklist-scp certain
  source   "this test"
  example  dicom_role worklist-scp
  counter  dicom_role worklist-scu
X
wardwatch sig try ris.sig tests/lab/hospital.pcap.zst >out 2>err ||
	bad "sig try: $(cat err)"
grep -q 'class  *ris-worklist (.*) -> hl7-engine (confirmed' out ||
	bad "sig try shows no change: $(cat out)"
wardwatch sig try broken.sig tests/lab/hospital.pcap.zst >out 2>err &&
	bad "sig try takes a broken file"

# ---- folders: your own, and another instead ----------------------------------------

mkdir own
cp fridge.sig class.txt own/
cat >own/orthanc.sig <<'X'
device orthanc
  class    pacs-archive
  vendor   "Our own"
  match    http_realm is "Orthanc Secure Area" strong
  source   "this test"
  example  http_realm "Orthanc Secure Area"
  counter  http_realm "Secure Area"
X
printf 'knowledge\n  more_signatures %s/own\n' "$work" >own.conf
wardwatch --config own.conf scan -q --db own.db tests/lab/hospital.pcap.zst \
	>out 2>err || bad "scan with an own folder: $(cat err)"
wardwatch --config own.conf --db own.db why 10.77.8.70 >out 2>err
grep -q 'class  *building-control' out || bad "own signature unused: $(cat out)"
grep -q 'kind  *Pharmacy refrigeration, criticality C' out ||
	bad "own class unused: $(cat out)"
wardwatch --config own.conf --db own.db export assets -f csv >out 2>err
grep -q 'class_title,class_fda,class_umdns,class_gmdn' out ||
	bad "no columns of the class"
grep -q 'Computed tomography,JAK' out || bad "no FDA code: $(cat out)"
wardwatch --config own.conf --db own.db why 10.77.8.10 >out 2>err
grep -q 'Our own' out || bad "an own block does not replace the shipped one"
echo 'device x' >own/wrong.sig
wardwatch --config own.conf sig test >out 2>err && bad "own mistakes pass"
grep -q 'own/wrong.sig:1' err || bad "own mistake without line: $(cat err)"

mkdir only
cp "$SHIPPED/classes.txt" fridge.sig only/
"$bin" --signatures only sig test >out 2>err || bad "--signatures: $(cat err)"
grep -q '^1 devices, 0 rules' out || bad "--signatures reads more: $(cat out)"

[ $failed -eq 0 ] && echo "cli: signatures: guide, mistakes, trial, folders"
exit $failed
