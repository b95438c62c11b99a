#!/bin/sh
# deps - installs the Debian packages that are missing, named beforehand.
# Usage: deps.sh PACKAGE...
set -u
missing=
for p in "$@"; do
	dpkg-query -W -f='${Status}' "$p" 2>/dev/null |
		grep -q "install ok installed" || missing="$missing $p"
done
[ -n "$missing" ] || exit 0
echo "wardwatch needs these Debian packages and will install them now:"
echo "$missing" | fold -s -w 76 | sed 's/^ */  /'
sudo=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "not root, and there is no sudo. As root run:" >&2
		echo "  apt-get install$missing" >&2
		exit 1
	fi
	sudo=sudo
fi
if ! $sudo env DEBIAN_FRONTEND=noninteractive \
	apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
	$sudo apt-get update -qq &&
		$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y \
			-qq --no-install-recommends $missing >/dev/null
fi || {
	echo "the packages could not be installed; is there a network?" >&2
	exit 1
}
