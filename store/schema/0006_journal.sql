-- The journal is derived now, from when things were said: the same captures
-- give the same journal, whenever a recorder judges. What it had noted before
-- depended on that, and goes.

DROP TABLE event;

-- What became of an asset, the oldest first; when one appeared, its row tells.
-- field: the attribute, the protocol, or of an address whether it came instead
-- of the one before or beside it. other: the asset of a new peer, or 0. more:
-- so many older changes are not kept; the last of them was then.
CREATE TABLE event (
	asset INTEGER NOT NULL,
	place INTEGER NOT NULL,
	at_us INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('address', 'identity', 'software',
		'service', 'peer', 'silent', 'back', 'more')),
	field TEXT NOT NULL,
	before TEXT NOT NULL,
	after TEXT NOT NULL,
	other INTEGER NOT NULL,
	PRIMARY KEY (asset, place)
) STRICT, WITHOUT ROWID;

-- The days on which an address or a MAC was heard, of those that were heard on
-- several: pairs of 4 octets, the number of a block of 32 days since 1970 and
-- a bit for each day, the lowest first; the latest block first. This is not
-- derived.
CREATE TABLE heard (
	ip TEXT NOT NULL,
	mac TEXT NOT NULL,
	net INTEGER NOT NULL,
	days BLOB NOT NULL,
	sum INTEGER NOT NULL,
	PRIMARY KEY (ip, mac, net)
) STRICT, WITHOUT ROWID;

-- Before that only first and last moments were kept.
INSERT INTO setting SELECT 'heard_from_us', value FROM setting
	WHERE key = 'seen_us';
