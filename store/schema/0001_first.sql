-- The first schema. Facts and conversations are what was seen; assets,
-- claims and findings are derived from them and can be rebuilt.
-- Numbers are 64 bits; times are microseconds since 1970 of packet time.
-- sum is row_sum() over the columns before it, for `wardwatch db check`.
-- Who looks for an address reads all of them, which takes milliseconds; an
-- index would cost each asset more than it saves. The same holds for the
-- conversations of a client.

CREATE TABLE setting (
	key TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE capture (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	live INTEGER NOT NULL,
	size INTEGER NOT NULL,
	digest TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('reading', 'complete', 'broken')),
	problem TEXT NOT NULL,
	frames INTEGER NOT NULL,
	first_us INTEGER NOT NULL,
	last_us INTEGER NOT NULL
) STRICT;

CREATE TABLE capture_tally (
	capture INTEGER NOT NULL REFERENCES capture (id) ON DELETE CASCADE,
	tally TEXT NOT NULL,
	n INTEGER NOT NULL,
	PRIMARY KEY (capture, tally)
) STRICT, WITHOUT ROWID;

-- The names of attributes and sources, which packs give by number.
CREATE TABLE term (
	id INTEGER PRIMARY KEY,
	word TEXT NOT NULL UNIQUE
) STRICT;

-- All facts of an asset in one piece, see store/pack.h: an asset is read and
-- written in one place, and most of a row for each would be its keys. Owners
-- below 0 are endpoints that belong to no asset. The program shows them as
-- the table `fact`; `wardwatch db dump` prints them.
CREATE TABLE evidence (
	owner INTEGER PRIMARY KEY,
	facts INTEGER NOT NULL,
	pack BLOB NOT NULL,
	sum INTEGER NOT NULL
) STRICT;

-- It lies with its server's asset, 0 when that is none.
CREATE TABLE talk (
	server_asset INTEGER NOT NULL,
	id INTEGER NOT NULL,
	client_asset INTEGER NOT NULL,
	client TEXT NOT NULL,
	server TEXT NOT NULL,
	client_mac INTEGER NOT NULL,
	server_mac INTEGER NOT NULL,
	net INTEGER NOT NULL,
	l4 INTEGER NOT NULL,
	port INTEGER NOT NULL,
	protocol TEXT NOT NULL,
	source TEXT NOT NULL,
	answered INTEGER NOT NULL,
	refused INTEGER NOT NULL,
	encrypted INTEGER NOT NULL,
	flows INTEGER NOT NULL,
	client_packets INTEGER NOT NULL,
	server_packets INTEGER NOT NULL,
	client_octets INTEGER NOT NULL,
	server_octets INTEGER NOT NULL,
	first_us INTEGER NOT NULL,
	last_us INTEGER NOT NULL,
	capture INTEGER NOT NULL,
	frame INTEGER NOT NULL,
	sum INTEGER NOT NULL,
	PRIMARY KEY (server_asset, id)
) STRICT, WITHOUT ROWID;

-- The chosen claims stand in columns of their own, for lists and filters.
-- macs and addresses list all, and are empty where there is but the one shown.
CREATE TABLE asset (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	class TEXT NOT NULL,
	vendor TEXT NOT NULL,
	model TEXT NOT NULL,
	version TEXT NOT NULL,
	serial TEXT NOT NULL,
	os TEXT NOT NULL,
	software TEXT NOT NULL,
	grade INTEGER NOT NULL,
	criticality TEXT NOT NULL,
	clinical INTEGER NOT NULL,
	mac TEXT NOT NULL,
	mac_owner TEXT NOT NULL,
	macs TEXT NOT NULL,
	ip TEXT NOT NULL,
	net INTEGER NOT NULL,
	addresses TEXT NOT NULL,
	first_us INTEGER NOT NULL,
	last_us INTEGER NOT NULL,
	digest INTEGER NOT NULL,
	sum INTEGER NOT NULL
) STRICT;

-- Where an asset has several.
CREATE TABLE asset_address (
	asset INTEGER NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
	place INTEGER NOT NULL,
	ip TEXT NOT NULL,
	net INTEGER NOT NULL,
	PRIMARY KEY (asset, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE asset_mac (
	asset INTEGER NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
	place INTEGER NOT NULL,
	mac TEXT NOT NULL,
	PRIMARY KEY (asset, place)
) STRICT, WITHOUT ROWID;

-- reasons: a JSON array of [fact, decibans, counted, "where"].
CREATE TABLE claim (
	asset INTEGER NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
	place INTEGER NOT NULL,
	kind TEXT NOT NULL,
	value TEXT NOT NULL,
	decibans INTEGER NOT NULL,
	chosen INTEGER NOT NULL,
	disputed INTEGER NOT NULL,
	reasons TEXT NOT NULL,
	PRIMARY KEY (asset, place)
) STRICT, WITHOUT ROWID;

-- A rule in the words that it had when a finding was raised.
CREATE TABLE rule (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	severity INTEGER NOT NULL,
	title TEXT NOT NULL,
	because TEXT NOT NULL,
	advice TEXT NOT NULL,
	source TEXT NOT NULL
) STRICT;

CREATE TABLE finding (
	id INTEGER PRIMARY KEY,
	asset INTEGER NOT NULL REFERENCES asset (id) ON DELETE CASCADE
		DEFERRABLE INITIALLY DEFERRED,
	rule INTEGER NOT NULL REFERENCES rule (id),
	port INTEGER NOT NULL,
	confidence INTEGER NOT NULL,
	detail TEXT NOT NULL,
	first_us INTEGER NOT NULL,
	last_us INTEGER NOT NULL,
	digest INTEGER NOT NULL,
	sum INTEGER NOT NULL
) STRICT;
CREATE INDEX finding_of_asset ON finding (asset);

-- A fact of the finding's asset, or a conversation.
CREATE TABLE finding_evidence (
	finding INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
	place INTEGER NOT NULL,
	fact INTEGER,
	talk INTEGER,
	PRIMARY KEY (finding, place),
	CHECK ((fact IS NULL) <> (talk IS NULL))
) STRICT, WITHOUT ROWID;

-- What became of assets, oldest first; when one appeared, its row tells.
CREATE TABLE event (
	id INTEGER PRIMARY KEY,
	at_us INTEGER NOT NULL,
	asset INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('changed', 'merged')),
	field TEXT NOT NULL,
	before TEXT NOT NULL,
	after TEXT NOT NULL
) STRICT;
CREATE INDEX event_of_asset ON event (asset);
