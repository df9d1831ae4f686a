-- What each document leaves so that it can be compared with all others. The
-- sketch of a document that was removed stays until the derivations of the
-- others have been reckoned without it.
CREATE TABLE sketch (
	doc      TEXT PRIMARY KEY,  -- id of the document
	reckoned INTEGER NOT NULL,  -- whether the derivations take it into account
	gone     INTEGER NOT NULL,  -- whether the document is no longer there
	body     BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Which document descends from which. Computed from the sketches and texts.
CREATE TABLE derivation (
	key    INTEGER PRIMARY KEY,
	id     TEXT NOT NULL UNIQUE,
	source INTEGER NOT NULL REFERENCES document (key),
	taker  INTEGER NOT NULL REFERENCES document (key),
	record TEXT NOT NULL -- JSON: all else
) STRICT;
CREATE INDEX derivation_source ON derivation (source);
CREATE INDEX derivation_taker ON derivation (taker);
