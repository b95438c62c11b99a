-- Lists of allowed flows that somebody accepted as what is usual; the newest
-- holds. Not derived, and never deleted. seen_us: the last moment seen then.
-- name: the file, or empty when it was learnt. text: in the form of such a file.
CREATE TABLE baseline (
	id INTEGER PRIMARY KEY,
	at_us INTEGER NOT NULL,
	author TEXT NOT NULL,
	reason TEXT NOT NULL,
	seen_us INTEGER NOT NULL,
	name TEXT NOT NULL,
	text TEXT NOT NULL
) STRICT;
