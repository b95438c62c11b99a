-- What makers and authorities publish, loaded by the hospital with `wardwatch
-- import`. Nothing here was seen on the wire; texts are as published.

CREATE TABLE advisory (
	id TEXT PRIMARY KEY,
	title TEXT NOT NULL,
	publisher TEXT NOT NULL,
	category TEXT NOT NULL,
	version TEXT NOT NULL,
	released TEXT NOT NULL,
	updated TEXT NOT NULL,
	url TEXT NOT NULL,
	risk TEXT NOT NULL,
	sectors TEXT NOT NULL,
	file TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- class and expression: classify/version.h reads them out of text.
CREATE TABLE advisory_product (
	advisory TEXT NOT NULL REFERENCES advisory (id) ON DELETE CASCADE,
	product TEXT NOT NULL,
	vendor TEXT NOT NULL,
	name TEXT NOT NULL,
	sentence TEXT NOT NULL,
	branch TEXT NOT NULL,
	text TEXT NOT NULL,
	class TEXT NOT NULL,
	expression TEXT NOT NULL,
	note TEXT NOT NULL,
	models TEXT NOT NULL,
	cpe TEXT NOT NULL,
	purl TEXT NOT NULL,
	PRIMARY KEY (advisory, product)
) STRICT, WITHOUT ROWID;

-- score: the highest base score of CVSS 3 (else 2), times ten.
CREATE TABLE advisory_vulnerability (
	advisory TEXT NOT NULL REFERENCES advisory (id) ON DELETE CASCADE,
	place INTEGER NOT NULL,
	cve TEXT NOT NULL,
	cwe TEXT NOT NULL,
	title TEXT NOT NULL,
	score INTEGER NOT NULL,
	vector TEXT NOT NULL,
	PRIMARY KEY (advisory, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX vulnerability_of_cve ON advisory_vulnerability (cve);

-- What a vulnerability means for a product, with the score for that product.
CREATE TABLE advisory_status (
	advisory TEXT NOT NULL REFERENCES advisory (id) ON DELETE CASCADE,
	place INTEGER NOT NULL,
	product TEXT NOT NULL,
	status TEXT NOT NULL,
	score INTEGER NOT NULL,
	vector TEXT NOT NULL,
	PRIMARY KEY (advisory, place, product, status)
) STRICT, WITHOUT ROWID;

-- products: a JSON array; empty when it is for all.
CREATE TABLE advisory_remedy (
	advisory TEXT NOT NULL REFERENCES advisory (id) ON DELETE CASCADE,
	place INTEGER NOT NULL,
	number INTEGER NOT NULL,
	category TEXT NOT NULL,
	details TEXT NOT NULL,
	url TEXT NOT NULL,
	products TEXT NOT NULL,
	PRIMARY KEY (advisory, place, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE exploited (
	cve TEXT PRIMARY KEY,
	vendor TEXT NOT NULL,
	product TEXT NOT NULL,
	name TEXT NOT NULL,
	added TEXT NOT NULL,
	due TEXT NOT NULL,
	ransomware INTEGER NOT NULL,
	action TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ssvc (
	cve TEXT PRIMARY KEY,
	exploitation TEXT NOT NULL,
	automatable TEXT NOT NULL,
	impact TEXT NOT NULL,
	at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Until when a maker mends a version; last_end: with extended contracts.
CREATE TABLE end_of_life (
	signal TEXT NOT NULL,
	value TEXT NOT NULL,
	product TEXT NOT NULL,
	support_end TEXT NOT NULL,
	last_end TEXT NOT NULL,
	note TEXT NOT NULL,
	PRIMARY KEY (signal, value)
) STRICT, WITHOUT ROWID;

-- Which advisories may mean which device: derived, and judged anew with it.
-- weight: in the score, permille; letters: compared by a maker's revision letters, so with less confidence.
CREATE TABLE advisory_match (
	asset INTEGER NOT NULL,
	advisory TEXT NOT NULL,
	product TEXT NOT NULL,
	verdict TEXT NOT NULL CHECK (verdict IN ('not affected', 'possible',
		'likely', 'confirmed')),
	version TEXT NOT NULL,
	letters INTEGER NOT NULL,
	weight INTEGER NOT NULL,
	PRIMARY KEY (asset, advisory)
) STRICT, WITHOUT ROWID;
