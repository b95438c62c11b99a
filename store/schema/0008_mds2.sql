-- What makers declare of their models, loaded by the hospital with `wardwatch
-- import mds2`. It is nothing that was seen: rebuilds and readings leave it be.

-- edition: the date of the document as 2026-03-20 where it could be read, else
-- as it is written. digest: SHA-256 of the file.
CREATE TABLE mds2 (
	id INTEGER PRIMARY KEY,
	vendor TEXT NOT NULL COLLATE NOCASE,
	model TEXT NOT NULL COLLATE NOCASE,
	document TEXT NOT NULL,
	edition TEXT NOT NULL,
	file TEXT NOT NULL,
	digest TEXT NOT NULL,
	UNIQUE (vendor, model)
) STRICT;

-- All questions of the form, as they were answered.
CREATE TABLE mds2_answer (
	mds2 INTEGER NOT NULL REFERENCES mds2 (id) ON DELETE CASCADE,
	question TEXT NOT NULL,
	answer TEXT NOT NULL,
	note TEXT NOT NULL,
	PRIMARY KEY (mds2, question)
) STRICT, WITHOUT ROWID;

-- Which document means which device; wider: it names the model otherwise.
-- Derived, as is the next, and judged anew with the device.
CREATE TABLE mds2_match (
	asset INTEGER PRIMARY KEY,
	mds2 INTEGER NOT NULL,
	wider INTEGER NOT NULL
) STRICT;
CREATE INDEX match_of_mds2 ON mds2_match (mds2);

-- What was seen of a device that bears on a question. agreement is that of the
-- question; decides: this is what makes it so. rule: whose finding it is, or
-- empty. evidence: a fact of the asset, or a conversation.
CREATE TABLE mds2_seen (
	asset INTEGER NOT NULL,
	place INTEGER NOT NULL,
	question TEXT NOT NULL,
	agreement TEXT NOT NULL CHECK (agreement IN ('to check', 'not used',
		'agrees', 'contradicts')),
	decides INTEGER NOT NULL,
	rule TEXT NOT NULL,
	seen TEXT NOT NULL,
	port INTEGER NOT NULL,
	by_talk INTEGER NOT NULL,
	evidence INTEGER NOT NULL,
	PRIMARY KEY (asset, place)
) STRICT, WITHOUT ROWID;
