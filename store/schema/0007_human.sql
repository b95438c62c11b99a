-- What people say about devices: fields that they set, devices that they joined,
-- and parts that they took out of one. None of this is derived: a rebuild, a
-- second reading and an import leave it alone, and nothing of it is deleted or
-- changed. An act holds until an undo names its number. at_us is the clock of
-- the wall. mac, ip, net: where the device is, by which it is found again;
-- asset: its id at that time, by which one behind another is found. The columns
-- other_ are of the one that was joined with it, or what was taken out.
CREATE TABLE asset_act (
	number INTEGER PRIMARY KEY,
	at_us INTEGER NOT NULL,
	author TEXT NOT NULL,
	act TEXT NOT NULL CHECK (act IN ('set', 'join', 'split', 'undo')),
	reason TEXT NOT NULL,
	asset INTEGER NOT NULL,
	mac TEXT NOT NULL,
	ip TEXT NOT NULL,
	net INTEGER NOT NULL,
	other_asset INTEGER NOT NULL,
	other_mac TEXT NOT NULL,
	other_ip TEXT NOT NULL,
	other_net INTEGER NOT NULL,
	field TEXT NOT NULL,
	value TEXT NOT NULL,
	undoes INTEGER NOT NULL
) STRICT;

-- What only people know, as it holds now: derived, for lists.
CREATE TABLE asset_note (
	asset INTEGER NOT NULL,
	field TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (asset, field)
) STRICT, WITHOUT ROWID;
