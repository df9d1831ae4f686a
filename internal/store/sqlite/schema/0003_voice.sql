-- What is asked of the last link of a chain, the voice nearest the words, and
-- how many links there are. All of it stands in the record; these columns are
-- computed from there, so that they cannot say anything else, and so that the
-- statements of a case made before have them too.
ALTER TABLE statement ADD COLUMN certainty TEXT AS (coalesce(record ->> '$.chain[#-1].certainty', 'unknown')) VIRTUAL;
ALTER TABLE statement ADD COLUMN polarity TEXT AS (coalesce(record ->> '$.chain[#-1].polarity', 'unknown')) VIRTUAL;
ALTER TABLE statement ADD COLUMN source_type TEXT AS (coalesce(record ->> '$.chain[#-1].source_type', '')) VIRTUAL;
ALTER TABLE statement ADD COLUMN depth INTEGER AS (json_array_length(record, '$.chain')) VIRTUAL;

-- In order of the text, so that a list comes in its order whatever is asked;
-- with all that a list is asked for, so that what does not fit is passed over
-- without a look at its record.
DROP INDEX statement_place;
CREATE INDEX statement_place ON statement (doc, begin, end, id, kind, certainty, polarity, source_type, depth);
