-- What a case is made of. Keys named "key" are the file's own and never leave
-- it; every other program knows records by their "id".

PRAGMA application_id = 0x53544d41; -- "STMA"

CREATE TABLE run (
	id      TEXT PRIMARY KEY,
	stage   TEXT NOT NULL,
	version TEXT NOT NULL,
	model   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Texts and originals, each kept once, whoever has it: an original that is its
-- own text, and the same file at two paths, take no room twice.
CREATE TABLE blob (
	key     INTEGER PRIMARY KEY,
	sha256  TEXT NOT NULL UNIQUE, -- of the bytes before packing
	size    INTEGER NOT NULL,     -- of the bytes before packing
	packing INTEGER NOT NULL,     -- 0 as they are, 1 DEFLATE (RFC 1951)
	body    BLOB NOT NULL
) STRICT;

CREATE TABLE document (
	key        INTEGER PRIMARY KEY,
	id         TEXT NOT NULL UNIQUE,
	path       TEXT NOT NULL,
	version    INTEGER NOT NULL, -- rises with each new document at the path
	latest     INTEGER NOT NULL,
	sha256     TEXT NOT NULL,    -- of the original
	bytes      INTEGER NOT NULL,
	kept       INTEGER NOT NULL, -- whether the original is in blob
	text       TEXT NOT NULL REFERENCES blob (sha256),
	format     TEXT NOT NULL,
	encoding   TEXT NOT NULL,
	lang       TEXT NOT NULL,
	analysed   INTEGER NOT NULL,
	run        TEXT NOT NULL REFERENCES run (id),
	reading    TEXT NOT NULL,    -- digest of all that was read, to know it again
	statements INTEGER NOT NULL,
	attributed INTEGER NOT NULL,
	mentions   INTEGER NOT NULL,
	shown      TEXT NOT NULL,    -- JSON: title, byline, publisher, published
	title      TEXT AS (shown ->> '$.title.value') VIRTUAL,
	published  TEXT AS (shown ->> '$.published.value') VIRTUAL,
	regions    TEXT NOT NULL,    -- JSON: [[begin, end, kind], ...]
	UNIQUE (path, version)
) STRICT;
CREATE INDEX document_text ON document (text);
CREATE INDEX document_original ON document (sha256);

CREATE TABLE statement (
	key    INTEGER PRIMARY KEY,
	id     TEXT NOT NULL UNIQUE,
	doc    INTEGER NOT NULL REFERENCES document (key),
	begin  INTEGER NOT NULL,
	end    INTEGER NOT NULL,
	kind   TEXT NOT NULL, -- of the last link
	record TEXT NOT NULL  -- JSON: content, chain, proposition, confidence
) STRICT;
CREATE INDEX statement_place ON statement (doc, begin, end, id);

-- Sources as they are worded, and the statements in whose chains they stand.
CREATE TABLE source (
	key   INTEGER PRIMARY KEY,
	words TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE link (
	statement INTEGER NOT NULL REFERENCES statement (key),
	source    INTEGER NOT NULL REFERENCES source (key),
	author    INTEGER NOT NULL, -- whether the source is the author of the text
	PRIMARY KEY (statement, source, author)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_source ON link (source, author, statement);

CREATE TABLE mention (
	doc        INTEGER NOT NULL REFERENCES document (key),
	begin      INTEGER NOT NULL,
	end        INTEGER NOT NULL,
	id         TEXT NOT NULL,
	type       TEXT NOT NULL,
	form       TEXT NOT NULL,
	entity     TEXT NOT NULL,
	confidence REAL NOT NULL,
	PRIMARY KEY (doc, begin, end, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE time (
	doc    INTEGER NOT NULL REFERENCES document (key),
	begin  INTEGER NOT NULL,
	end    INTEGER NOT NULL,
	n      INTEGER NOT NULL, -- place in the reading, where two share a span
	type   TEXT NOT NULL,
	value  TEXT NOT NULL,
	anchor TEXT NOT NULL,
	PRIMARY KEY (doc, begin, end, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE issue (
	path    TEXT NOT NULL,
	stage   TEXT NOT NULL,
	kind    TEXT NOT NULL,
	message TEXT NOT NULL,
	PRIMARY KEY (path, stage, kind)
) STRICT, WITHOUT ROWID;

-- The log of what persons decided. It is only ever added to; the file itself
-- refuses anything else.
CREATE TABLE judgement (
	key      INTEGER PRIMARY KEY AUTOINCREMENT, -- the order in which they were made
	id       TEXT NOT NULL UNIQUE,
	kind     TEXT NOT NULL,
	about    TEXT NOT NULL, -- JSON: anchors
	by       TEXT NOT NULL,
	why      TEXT NOT NULL,
	at       TEXT NOT NULL, -- RFC 3339, UTC
	retracts TEXT NOT NULL
) STRICT;
CREATE TRIGGER judgement_no_update BEFORE UPDATE ON judgement
BEGIN SELECT raise(ABORT, 'the log of judgements is only ever added to'); END;
CREATE TRIGGER judgement_no_delete BEFORE DELETE ON judgement
BEGIN SELECT raise(ABORT, 'the log of judgements is only ever added to'); END;

-- Which statement each judgement fits now; computed, so not a part of the log.
CREATE TABLE attachment (
	judgement TEXT PRIMARY KEY REFERENCES judgement (id),
	statement TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_statement ON attachment (statement);

CREATE TABLE property (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Full text. Single words are looked for by their stem, phrases and beginnings
-- of words as they stand, so each text has two indexes. They hold no text
-- (content=''): what is taken out is given again by the program, from blob.
CREATE VIRTUAL TABLE document_stem USING fts5 (title, text, content='', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE document_word USING fts5 (title, text, content='', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE statement_stem USING fts5 (content, content='', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE statement_word USING fts5 (content, content='', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE source_word USING fts5 (words, content='source', content_rowid='key', tokenize='unicode61 remove_diacritics 2');
