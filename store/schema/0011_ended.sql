-- Since when the wire shows the opposite of a finding, 0: it does not; and by which
-- fact of the asset or which conversation. Derived with the finding.
ALTER TABLE finding ADD COLUMN ended_us INTEGER NOT NULL DEFAULT 0;
ALTER TABLE finding ADD COLUMN ended_by INTEGER NOT NULL DEFAULT 0;
ALTER TABLE finding ADD COLUMN ended_by_talk INTEGER NOT NULL DEFAULT 0;
UPDATE finding SET sum = row_sum(asset, id, rule, port, confidence, detail,
	by_talk, evidence, first_us, last_us, ended_us, ended_by, ended_by_talk,
	digest);
