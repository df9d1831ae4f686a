-- What a document leaves for the claims of the case, beside its statements.
CREATE TABLE tellings (
	doc  INTEGER PRIMARY KEY REFERENCES document (key),
	body BLOB NOT NULL
) STRICT;

-- Which statements answer one question, and how their answers stand to one
-- another. All of it is computed from the readings, from what was reckoned
-- before and from the log, so it can be taken out and made again.
CREATE TABLE claim (
	key       INTEGER PRIMARY KEY,
	id        TEXT NOT NULL UNIQUE,
	question  TEXT NOT NULL,
	gist      TEXT NOT NULL,
	witnesses INTEGER NOT NULL, -- independent origins, over all sides
	digest    TEXT NOT NULL,    -- of the claim with its assessments, to know it again
	record    TEXT NOT NULL     -- JSON: all else
) STRICT;
CREATE INDEX claim_order ON claim (witnesses DESC, gist, id);

CREATE TABLE member (
	claim     INTEGER NOT NULL REFERENCES claim (key),
	statement INTEGER NOT NULL REFERENCES statement (key),
	PRIMARY KEY (claim, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_statement ON member (statement);

CREATE TABLE topic ( -- whom and what a claim is about
	claim  INTEGER NOT NULL REFERENCES claim (key),
	entity TEXT NOT NULL,
	PRIMARY KEY (claim, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_entity ON topic (entity);

CREATE TABLE assessment (
	claim    INTEGER NOT NULL REFERENCES claim (key),
	n        INTEGER NOT NULL, -- place among those of the claim
	kind     TEXT NOT NULL,
	conflict INTEGER NOT NULL,
	record   TEXT NOT NULL,    -- JSON: all else
	PRIMARY KEY (claim, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX assessment_kind ON assessment (kind);

-- Where the statements are that made claims which were since joined or parted.
CREATE TABLE retired (
	id        TEXT PRIMARY KEY, -- of the claim
	question  TEXT NOT NULL,
	statement INTEGER NOT NULL REFERENCES statement (key)
) STRICT, WITHOUT ROWID;
CREATE INDEX retired_statement ON retired (statement);

CREATE VIRTUAL TABLE claim_stem USING fts5 (gist, content='claim', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE claim_word USING fts5 (gist, content='claim', content_rowid='key', tokenize='unicode61 remove_diacritics 2');

-- What a person thinks of a source or of what is claimed.
ALTER TABLE judgement ADD COLUMN rating TEXT NOT NULL DEFAULT '';
