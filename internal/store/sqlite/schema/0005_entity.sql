-- Who and what the mentions refer to. All of it is computed from the readings
-- and the log, so it can be taken out and made again.
CREATE TABLE entity (
	id       TEXT PRIMARY KEY,
	type     TEXT NOT NULL,
	name     TEXT NOT NULL,
	named    INTEGER NOT NULL,
	mentions INTEGER NOT NULL,
	names    TEXT NOT NULL, -- every alias in small letters, as written and in Latin letters, a line each
	record   TEXT NOT NULL  -- JSON: aliases, roles, near, docs
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_order ON entity (named DESC, mentions DESC, name, id);

-- Beside what reading gave, which has a digest of its own.
ALTER TABLE mention ADD COLUMN resolved TEXT NOT NULL DEFAULT '';
CREATE INDEX mention_resolved ON mention (resolved) WHERE resolved != '';
ALTER TABLE statement ADD COLUMN voices TEXT NOT NULL DEFAULT ''; -- JSON: the entities of its links' sources and of its arguments

CREATE TABLE voice (
	entity    TEXT NOT NULL,
	statement INTEGER NOT NULL REFERENCES statement (key),
	PRIMARY KEY (entity, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX voice_statement ON voice (statement);
