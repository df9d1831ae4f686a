-- Lists of names that a person added, for candidates.
CREATE TABLE reference (
	list   TEXT NOT NULL,
	n      INTEGER NOT NULL, -- place in the list
	id     TEXT NOT NULL,
	schema TEXT NOT NULL,
	names  TEXT NOT NULL,    -- JSON
	PRIMARY KEY (list, n)
) STRICT, WITHOUT ROWID;
