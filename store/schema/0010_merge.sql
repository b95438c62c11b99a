-- One database out of several: which captures they have in common, and what
-- each told of a count.

-- The captures whose part of counts is told apart have the number of one of
-- them, mostly of itself; 0: those to which all belongs that no other lot told.
ALTER TABLE capture ADD COLUMN lot INTEGER NOT NULL DEFAULT 0;

-- What was read live, or from a pipe, is known again by a number made up when it
-- began; here, so that copies of one database have the same, by its beginning.
UPDATE capture SET digest = lower(hex(iif(first_us = 0, randomblob(16), name ||
' ' || first_us))) WHERE digest = '';
