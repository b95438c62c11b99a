-- The first schema. Facts and conversations are what was seen; assets,
-- claims and findings are derived from them and can be rebuilt.
-- Numbers are 64 bits; times are microseconds since 1970 of packet time.
-- sum is row_sum() over the columns before it, for `wardwatch db check`.
-- Who looks for an address reads all of them, which takes milliseconds; an
-- index would cost each asset more than it saves. What points to an asset goes
-- with it by hand: to have SQLite look after each row costs more than the row.

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

-- Conversations that one client began, up to 256 in one piece; shown as the
-- table `talk`.
CREATE TABLE conversation (
	id INTEGER PRIMARY KEY,
	talks INTEGER NOT NULL,
	pack BLOB NOT NULL,
	sum INTEGER NOT NULL
) STRICT;

-- behind: the asset that passes on its data, which has the address; 0: none.
-- The chosen claims stand in columns of their own, for lists and filters.
-- score: see classify/score.h, with what of it is not in other rows.
-- macs and addresses list all, and are empty where there is but the one shown.
-- claims: a JSON array of [kind, value, decibans, chosen, disputed, reasons],
-- best first, each reason [place of the fact in its pack, decibans, counted,
-- where]; where is empty when the fact is the value itself.
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
	score INTEGER NOT NULL,
	phi INTEGER NOT NULL,
	exposure INTEGER NOT NULL,
	mac TEXT NOT NULL,
	mac_owner TEXT NOT NULL,
	macs TEXT NOT NULL,
	behind INTEGER NOT NULL,
	ip TEXT NOT NULL,
	net INTEGER NOT NULL,
	addresses TEXT NOT NULL,
	services INTEGER NOT NULL,
	claims TEXT NOT NULL,
	first_us INTEGER NOT NULL,
	last_us INTEGER NOT NULL,
	digest INTEGER NOT NULL,
	sum INTEGER NOT NULL
) STRICT;

-- Where an asset has several.
CREATE TABLE asset_address (
	asset INTEGER NOT NULL,
	place INTEGER NOT NULL,
	ip TEXT NOT NULL,
	net INTEGER NOT NULL,
	PRIMARY KEY (asset, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE asset_mac (
	asset INTEGER NOT NULL,
	place INTEGER NOT NULL,
	mac TEXT NOT NULL,
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

-- evidence: a JSON array of facts of its asset, or of conversations.
CREATE TABLE finding (
	asset INTEGER NOT NULL,
	id INTEGER NOT NULL,
	rule INTEGER NOT NULL REFERENCES rule (id),
	port INTEGER NOT NULL,
	confidence INTEGER NOT NULL,
	detail TEXT NOT NULL,
	by_talk INTEGER NOT NULL,
	evidence TEXT NOT NULL,
	first_us INTEGER NOT NULL,
	last_us INTEGER NOT NULL,
	digest INTEGER NOT NULL,
	sum INTEGER NOT NULL,
	PRIMARY KEY (asset, id)
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
