-- What people decided about findings, and what became of findings and scores.
-- None of this is derived: a rebuild, a second reading and an import leave it
-- alone, and nothing of it is ever deleted. A finding is named by its asset,
-- rule and port. at_us is the clock of the wall; seen_us and until_us compare
-- with the last moment seen on the wire, which the setting seen_us holds.

-- The decision that holds; the ones before it are in audit. until_us: the
-- first moment after it, 0 without end. mac, ip, net: where the device was,
-- by which it is found again when more traffic gives it another id.
CREATE TABLE decision (
	asset INTEGER NOT NULL,
	rule TEXT NOT NULL,
	port INTEGER NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('accepted', 'mitigated', 'fixed',
		'reopened')),
	reason TEXT NOT NULL,
	author TEXT NOT NULL,
	at_us INTEGER NOT NULL,
	until_us INTEGER NOT NULL,
	seen_us INTEGER NOT NULL,
	mac TEXT NOT NULL,
	ip TEXT NOT NULL,
	net INTEGER NOT NULL,
	PRIMARY KEY (asset, rule, port)
) STRICT, WITHOUT ROWID;

-- All findings of a rule; of one asset unless it is 0, of one class unless it
-- is empty. One that was lifted has ended before its date.
CREATE TABLE suppression (
	id INTEGER PRIMARY KEY,
	rule TEXT NOT NULL,
	asset INTEGER NOT NULL,
	class TEXT NOT NULL,
	reason TEXT NOT NULL,
	author TEXT NOT NULL,
	at_us INTEGER NOT NULL,
	until_us INTEGER NOT NULL,
	lifted INTEGER NOT NULL,
	mac TEXT NOT NULL,
	ip TEXT NOT NULL,
	net INTEGER NOT NULL,
	UNIQUE (rule, asset, class)
) STRICT;

-- Every act in its order. port: -1 of a suppression.
CREATE TABLE audit (
	id INTEGER PRIMARY KEY,
	at_us INTEGER NOT NULL,
	author TEXT NOT NULL,
	act TEXT NOT NULL,
	rule TEXT NOT NULL,
	asset INTEGER NOT NULL,
	class TEXT NOT NULL,
	port INTEGER NOT NULL,
	reason TEXT NOT NULL,
	until_us INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_of_asset ON audit (asset);

-- Findings that left the table finding and may come back before the reading
-- ends. same: rules and advisories were those that had raised it.
CREATE TABLE finding_left (
	asset INTEGER NOT NULL,
	id INTEGER NOT NULL,
	rule INTEGER NOT NULL REFERENCES rule (id),
	port INTEGER NOT NULL,
	confidence INTEGER NOT NULL,
	detail TEXT NOT NULL,
	first_us INTEGER NOT NULL,
	last_us INTEGER NOT NULL,
	same INTEGER NOT NULL,
	PRIMARY KEY (asset, id)
) STRICT, WITHOUT ROWID;

-- Findings that a judgement no longer held. fixed: the device itself has told
-- a version that the rule does not mean; withdrawn: other rules, other data, or
-- more was seen. back_us: it was raised again; 0: it was not.
CREATE TABLE finding_past (
	number INTEGER PRIMARY KEY,
	asset INTEGER NOT NULL,
	id INTEGER NOT NULL,
	rule INTEGER NOT NULL REFERENCES rule (id),
	port INTEGER NOT NULL,
	confidence INTEGER NOT NULL,
	detail TEXT NOT NULL,
	first_us INTEGER NOT NULL,
	last_us INTEGER NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('fixed', 'withdrawn')),
	left_us INTEGER NOT NULL,
	back_us INTEGER NOT NULL
) STRICT;
CREATE INDEX past_of_asset ON finding_past (asset);
CREATE INDEX past_not_back ON finding_past (asset, id) WHERE back_us = 0;

-- By which rules and which published data a score was made.
CREATE TABLE score_base (
	id INTEGER PRIMARY KEY,
	knowledge TEXT NOT NULL,
	data TEXT NOT NULL,
	UNIQUE (knowledge, data)
) STRICT;

-- The score of an asset from a day on, until the next row of it. Days since
-- 1970 of the last moment seen.
CREATE TABLE score_day (
	asset INTEGER NOT NULL,
	day INTEGER NOT NULL,
	score INTEGER NOT NULL,
	base INTEGER NOT NULL REFERENCES score_base (id),
	PRIMARY KEY (asset, day)
) STRICT, WITHOUT ROWID;

-- The whole site on a day: assets by the band of their score, open findings.
CREATE TABLE site_day (
	day INTEGER PRIMARY KEY,
	critical INTEGER NOT NULL,
	high INTEGER NOT NULL,
	medium INTEGER NOT NULL,
	low INTEGER NOT NULL,
	open INTEGER NOT NULL,
	base INTEGER NOT NULL REFERENCES score_base (id)
) STRICT;
