-- When somebody listened at an interface: a row for each run of watch, so that
-- the pauses between are not taken for hours in which nothing happened. Of a
-- file the row of its capture says that.
CREATE TABLE listening (
	capture INTEGER NOT NULL REFERENCES capture (id) ON DELETE CASCADE,
	first_us INTEGER NOT NULL,
	last_us INTEGER NOT NULL,
	PRIMARY KEY (capture, first_us)
) STRICT, WITHOUT ROWID;
