-- What a stage of reckoning made of a document by itself, so that it need not be
-- made again when other documents come. It goes with what was read in the document.
CREATE TABLE kept (
	doc   INTEGER NOT NULL REFERENCES document (key),
	stage TEXT NOT NULL,
	body  BLOB NOT NULL, -- of the stage, which knows what it can still use
	PRIMARY KEY (doc, stage)
) STRICT;
