-- What lists begin with, so that they need not go through all findings. All of
-- it is derived, from findings, what was decided about them, and the last moment
-- seen: kept by the recorder, and by who writes down a decision.

-- How many findings of the asset are open, 12 bits for each severity, the
-- lowest for info; more than 4095 are 4095. Not in its sum: it follows decisions.
ALTER TABLE asset ADD COLUMN open INTEGER NOT NULL DEFAULT 0;

-- The place in the list of risks, 0 the first: 16 for each severity, in it 8 for
-- what is not clinical, and the letter of its criticality.
ALTER TABLE finding ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;
CREATE INDEX finding_by_rank ON finding (rank, rule, asset, port);

-- All findings of a rule at a place; how many of these are open, of how many
-- assets, and the first of them (0: none).
CREATE TABLE finding_total (
	rank INTEGER NOT NULL,
	name TEXT NOT NULL,
	rule INTEGER NOT NULL REFERENCES rule (id),
	findings INTEGER NOT NULL,
	open INTEGER NOT NULL,
	assets INTEGER NOT NULL,
	first INTEGER NOT NULL,
	PRIMARY KEY (rank, name, rule)
) STRICT, WITHOUT ROWID;
