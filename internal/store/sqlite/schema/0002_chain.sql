-- Chains of mentions of one document that refer to one and the same.
ALTER TABLE mention ADD COLUMN chain   INTEGER NOT NULL DEFAULT 0; -- 0 for none
ALTER TABLE mention ADD COLUMN chained REAL    NOT NULL DEFAULT 0; -- how surely it belongs to the chain
