-- What a hospital told makers and heard from them, and how far it has come.
-- None of this is derived, and nothing of it is ever deleted.

-- Every act about the complaint of a model, in its order; model and version are
-- those that its devices show. on_us: the first moment of the day on which it
-- happened; until_us: the first moment after the day that it sets, or 0.
CREATE TABLE complaint_act (
	id INTEGER PRIMARY KEY,
	at_us INTEGER NOT NULL,
	author TEXT NOT NULL,
	vendor TEXT NOT NULL,
	model TEXT NOT NULL,
	version TEXT NOT NULL,
	act TEXT NOT NULL CHECK (act IN ('sent', 'answered', 'fixed', 'closed',
		'note')),
	on_us INTEGER NOT NULL,
	until_us INTEGER NOT NULL,
	reason TEXT NOT NULL
) STRICT;

-- The measures of maturity on a day: part of a whole, as store/measure.c counted
-- them last on that day. One that could not be measured has no row. Days since
-- 1970 of the last moment seen.
CREATE TABLE measure_day (
	day INTEGER NOT NULL,
	measure TEXT NOT NULL,
	part INTEGER NOT NULL,
	whole INTEGER NOT NULL,
	PRIMARY KEY (day, measure)
) STRICT, WITHOUT ROWID;
