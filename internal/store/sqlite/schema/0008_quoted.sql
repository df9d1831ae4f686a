-- Whether the voice is quoted in the text, or only its author.
ALTER TABLE voice ADD COLUMN quoted INTEGER NOT NULL DEFAULT 1;
UPDATE voice SET quoted = EXISTS (
	SELECT 1 FROM statement s, json_each(s.voices, '$.links') l
	WHERE s.key = voice.statement AND l.key > 0 AND l.value = voice.entity);
