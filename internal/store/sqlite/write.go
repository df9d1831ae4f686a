package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/stemma/stemma"
)

// PutReading keeps a reading; see stemma.Store.
func (s *store) PutReading(ctx context.Context, r *stemma.Reading) error {
	op := "keep a reading"
	if r.Document != nil {
		op = "keep " + r.Document.Path
	}
	if err := sound(op, r); err != nil {
		return err
	}
	// All that can be made ready is, before the case is taken.
	p, err := prepareReading(r)
	if err != nil {
		return fail(op, err)
	}
	return s.transact(ctx, op, func(t *tx) error { return t.putReading(p) })
}

// sound looks for a reading that contradicts itself, so that no later look at
// the case can trip over it.
func sound(op string, r *stemma.Reading) error {
	d := r.Document
	if d == nil || d.ID == "" || r.Run.ID == "" {
		return invalid(op, "a reading needs a document and a run, each with its id")
	}
	in := func(what string, spans ...stemma.Span) error {
		for _, s := range spans {
			if s.Begin < 0 || s.End < s.Begin || s.End > len(d.Text) {
				return invalid(op, "%s stands at %d-%d, outside the text of %d bytes", what, s.Begin, s.End, len(d.Text))
			}
		}
		return nil
	}
	for _, g := range d.Regions {
		if err := in("a region", g.Span); err != nil {
			return err
		}
	}
	for _, v := range []*stemma.Shown{d.Title, d.Byline, d.Publisher, d.Published} {
		if v != nil {
			if err := in("a value shown", v.ShownBy); err != nil {
				return err
			}
		}
	}
	seen := map[stemma.ID]bool{}
	record := func(id, doc stemma.ID) error {
		if id == "" || seen[id] {
			return invalid(op, "two records have the id %q", id)
		}
		seen[id] = true
		if doc != d.ID {
			return invalid(op, "the record %s is of the document %q, not of %s", id, doc, d.ID)
		}
		return nil
	}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if err := errors.Join(record(m.ID, m.Doc), in("a mention", m.Span)); err != nil {
			return err
		}
	}
	for i := range r.Times {
		if err := in("a time", r.Times[i].Span); err != nil {
			return err
		}
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		if err := record(s.ID, s.Doc); err != nil {
			return err
		}
		if len(s.Content) == 0 || len(s.Chain) == 0 {
			return invalid(op, "the statement %s has no content or no chain", s.ID)
		}
		if err := in("the content of statement "+string(s.ID), s.Content...); err != nil {
			return err
		}
		if s.Bounds().Len() < 0 {
			return invalid(op, "the content of statement %s is not in order of the text", s.ID)
		}
		for _, a := range s.Chain {
			if err := errors.Join(in("a source", a.Source), in("a cue", a.Cue), in("a reason not to name the source", a.Anonymity),
				in("how many a source is", a.Number), in("how close a source is", a.Closeness),
				in("a word that shows certainty", a.ShownBy...)); err != nil {
				return err
			}
		}
		if p := s.Proposition; p != nil {
			if err := in("a part of a proposition", p.Time, p.Place, p.Quantity); err != nil {
				return err
			}
			for _, a := range p.Args {
				if err := in("an argument", a.Span); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// A packed blob is ready to be kept.
type packed struct {
	sha256  string
	size    int
	packing int
	body    []byte
}

func packBlob(data []byte) (packed, error) {
	body, packing, err := pack(data)
	return packed{digestOf(data), len(data), packing, body}, err
}

// A ready reading has all its records packed.
type ready struct {
	*stemma.Reading
	digest         string // of all that was read
	text           packed
	original       packed // body is nil where it is not to be kept
	shown, regions []byte
	statements     [][]byte
	attributed     int
}

func prepareReading(r *stemma.Reading) (p ready, err error) {
	d := r.Document
	p = ready{Reading: r, statements: make([][]byte, len(r.Statements))}
	if p.text, err = packBlob([]byte(d.Text)); err != nil {
		return p, err
	}
	if d.Original != nil {
		if string(d.Original) == d.Text {
			p.original = p.text
		} else if p.original, err = packBlob(d.Original); err != nil {
			return p, err
		}
		if p.original.sha256 != d.SHA256 {
			return p, invalid("keep "+d.Path, "the original has the digest %s, the document says %s", p.original.sha256, d.SHA256)
		}
	}
	if p.shown, err = packShown(d); err != nil {
		return p, err
	}
	if p.regions, err = packRegions(d); err != nil {
		return p, err
	}
	w := written{doc: d, text: p.text.sha256, shown: string(p.shown), regions: string(p.regions), run: r.Run, mentions: r.Mentions, times: r.Times}
	for i := range r.Statements {
		st := &r.Statements[i]
		if p.statements[i], err = packStatement(st); err != nil {
			return p, err
		}
		w.statements = append(w.statements, filed{id: st.ID, record: string(p.statements[i])})
		if st.Attributed() {
			p.attributed++
		}
	}
	p.digest, err = w.digest()
	return p, err
}

func (t *tx) putReading(p ready) error {
	d := p.Document
	cleared, err := t.replaceIssues(d.Path, p.Issues)
	if err != nil {
		return err
	}
	var key, kept int64
	var reading string
	err = t.one("SELECT key, reading, kept FROM document WHERE id = ?", []any{d.ID}, &key, &reading, &kept)
	known := err == nil
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	keep := p.original.body != nil
	if known && reading == sealed(p.digest, kept == 1) && (kept == 1 || !keep) {
		if cleared {
			return t.changed()
		}
		return nil
	}
	if err := t.exec("INSERT OR IGNORE INTO run (id, stage, version, model) VALUES (?, ?, ?, ?)",
		p.Run.ID, p.Run.Stage, p.Run.Version, p.Run.Model); err != nil {
		return err
	}
	if err := t.putBlob(p.text); err != nil {
		return err
	}
	if keep {
		if err := t.putBlob(p.original); err != nil {
			return err
		}
	}
	if known {
		// An original once kept is not lost because a later reading is
		// without it.
		keep = keep || kept == 1
		var old string
		if err := t.one("SELECT text FROM document WHERE key = ?", []any{key}, &old); err != nil {
			return err
		}
		if err := t.clear(key); err != nil {
			return err
		}
		if err := t.exec(`UPDATE document SET format = ?, encoding = ?, bytes = ?, kept = ?, text = ?, lang = ?, analysed = ?, run = ?,
			reading = ?, statements = ?, attributed = ?, mentions = ?, shown = ?, regions = ? WHERE key = ?`,
			d.Format, d.Encoding, d.Bytes, keep, p.text.sha256, d.Lang, d.Analysed, p.Run.ID,
			sealed(p.digest, keep), len(p.Statements), p.attributed, len(p.Mentions), string(p.shown), string(p.regions), key); err != nil {
			return err
		}
		if err := t.dropBlob(old); err != nil {
			return err
		}
	} else {
		if err := t.exec("UPDATE document SET latest = 0 WHERE path = ? AND latest", d.Path); err != nil {
			return err
		}
		res, err := t.run(`INSERT INTO document (id, path, version, latest, sha256, bytes, kept, text, format, encoding, lang, analysed, run,
			reading, statements, attributed, mentions, shown, regions)
			VALUES (?, ?, 1 + (SELECT coalesce(max(version), 0) FROM document WHERE path = ?), 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			d.ID, d.Path, d.Path, d.SHA256, d.Bytes, keep, p.text.sha256, d.Format, d.Encoding, d.Lang, d.Analysed, p.Run.ID,
			sealed(p.digest, keep), len(p.Statements), p.attributed, len(p.Mentions), string(p.shown), string(p.regions))
		if err != nil {
			return err
		}
		if key, err = res.LastInsertId(); err != nil {
			return err
		}
	}
	if err := t.fill(key, p); err != nil {
		return err
	}
	if err := t.putSketch(d.ID, p.Sketch); err != nil {
		return err
	}
	if p.Tellings != nil {
		if err := t.exec("INSERT INTO tellings (doc, body) VALUES (?, ?)", key, p.Tellings); err != nil {
			return err
		}
	}
	return t.anotherEdition()
}

// title is what of the title is looked through.
func title(d *stemma.Document) string {
	if d.Title == nil {
		return ""
	}
	return d.Title.Value
}

// content is what of a statement is looked through.
func content(text string, spans []stemma.Span) string {
	words := make([]string, len(spans))
	for i, s := range spans {
		words[i] = s.In(text)
	}
	return strings.Join(words, " ")
}

// sourceWords are the words of a source as they are counted: line breaks do
// not make another source.
func sourceWords(text string, a *stemma.Attribution) string {
	return strings.Join(strings.Fields(a.Source.In(text)), " ")
}

// fill writes all that was read in the document. What it puts into the
// indexes, clear must be able to take out from what is kept.
func (t *tx) fill(key int64, p ready) error {
	d := p.Document
	if err := t.indexDocument("", key, title(d), d.Text); err != nil {
		return err
	}
	for i := range p.Mentions {
		m := &p.Mentions[i]
		if err := t.exec("INSERT INTO mention (doc, begin, end, id, type, form, entity, confidence, chain, chained) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			key, m.Span.Begin, m.Span.End, m.ID, string(m.Type), string(m.Form), m.Entity, m.Confidence, m.Chain, m.ChainConfidence); err != nil {
			return err
		}
	}
	for i := range p.Times {
		m := &p.Times[i]
		if err := t.exec("INSERT INTO time (doc, begin, end, n, type, value, anchor) VALUES (?, ?, ?, ?, ?, ?, ?)",
			key, m.Span.Begin, m.Span.End, i, m.Type, m.Value, m.Anchor); err != nil {
			return err
		}
	}
	for i := range p.Statements {
		s := &p.Statements[i]
		b := s.Bounds()
		res, err := t.run("INSERT INTO statement (id, doc, begin, end, kind, record) VALUES (?, ?, ?, ?, ?, ?)",
			s.ID, key, b.Begin, b.End, s.Kind(), string(p.statements[i]))
		if err != nil {
			return err
		}
		st, err := res.LastInsertId()
		if err != nil {
			return err
		}
		if err := t.indexStatement("", st, content(d.Text, s.Content)); err != nil {
			return err
		}
		for j := range s.Chain {
			if err := t.link(st, sourceWords(d.Text, &s.Chain[j]), s.Chain[j].Kind == stemma.KindAuthor); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *tx) link(statement int64, words string, author bool) error {
	if words == "" {
		return nil
	}
	var source int64
	err := t.one("SELECT key FROM source WHERE words = ?", []any{words}, &source)
	if errors.Is(err, sql.ErrNoRows) {
		res, err := t.run("INSERT INTO source (words) VALUES (?)", words)
		if err != nil {
			return err
		}
		if source, err = res.LastInsertId(); err != nil {
			return err
		}
		if err := t.exec("INSERT INTO source_word (rowid, words) VALUES (?, ?)", source, words); err != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	return t.exec("INSERT OR IGNORE INTO link (statement, source, author) VALUES (?, ?, ?)", statement, source, author)
}

// indexDocument puts words into both indexes over documents, or takes them out
// where how is "delete".
func (t *tx) indexDocument(how string, key int64, title, text string) error {
	for _, table := range []string{"document_stem", "document_word"} {
		q := "INSERT INTO " + table + " (rowid, title, text) VALUES (?, ?, ?)"
		args := []any{key, title, text}
		if how != "" {
			q = "INSERT INTO " + table + " (" + table + ", rowid, title, text) VALUES (?, ?, ?, ?)"
			args = slices.Insert(args, 0, any(how))
		}
		if err := t.exec(q, args...); err != nil {
			return err
		}
	}
	return nil
}

// indexStatement does the same for the indexes over statements.
func (t *tx) indexStatement(how string, key int64, words string) error {
	for _, table := range []string{"statement_stem", "statement_word"} {
		q := "INSERT INTO " + table + " (rowid, content) VALUES (?, ?)"
		args := []any{key, words}
		if how != "" {
			q = "INSERT INTO " + table + " (" + table + ", rowid, content) VALUES (?, ?, ?)"
			args = slices.Insert(args, 0, any(how))
		}
		if err := t.exec(q, args...); err != nil {
			return err
		}
	}
	return nil
}

// clear takes out all that was read in the document; the row itself stays.
func (t *tx) clear(key int64) error {
	var title sql.NullString
	var digest string
	if err := t.one("SELECT title, text FROM document WHERE key = ?", []any{key}, &title, &digest); err != nil {
		return err
	}
	text, err := t.blob(digest)
	if err != nil {
		return err
	}
	if err := t.indexDocument("delete", key, title.String, string(text)); err != nil {
		return err
	}
	type kept struct {
		key     int64
		content string
	}
	var statements []kept
	sources := map[int64]string{}
	if err := t.all("SELECT key, id, record FROM statement WHERE doc = ?", []any{key}, func(scan func(...any) error) error {
		var k int64
		var s stemma.Statement
		var record []byte
		if err := scan(&k, &s.ID, &record); err != nil {
			return err
		}
		if err := unpackStatement(record, &s); err != nil {
			return err
		}
		statements = append(statements, kept{k, content(string(text), s.Content)})
		return nil
	}); err != nil {
		return err
	}
	if err := t.all("SELECT DISTINCT o.key, o.words FROM statement s JOIN link l ON l.statement = s.key JOIN source o ON o.key = l.source WHERE s.doc = ?",
		[]any{key}, func(scan func(...any) error) error {
			var k int64
			var words string
			err := scan(&k, &words)
			sources[k] = words
			return err
		}); err != nil {
		return err
	}
	for _, s := range statements {
		if err := t.indexStatement("delete", s.key, s.content); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM link WHERE statement = ?", s.key); err != nil {
			return err
		}
	}
	if err := t.clearClaims(key); err != nil {
		return err
	}
	for _, q := range []string{"DELETE FROM voice WHERE statement IN (SELECT key FROM statement WHERE doc = ?)", "DELETE FROM statement WHERE doc = ?", "DELETE FROM mention WHERE doc = ?", "DELETE FROM time WHERE doc = ?", "DELETE FROM kept WHERE doc = ?"} {
		if err := t.exec(q, key); err != nil {
			return err
		}
	}
	for k, words := range sources {
		var used bool
		if err := t.one("SELECT EXISTS (SELECT 1 FROM link WHERE source = ?)", []any{k}, &used); err != nil {
			return err
		}
		if used {
			continue
		}
		if err := t.exec("INSERT INTO source_word (source_word, rowid, words) VALUES ('delete', ?, ?)", k, words); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM source WHERE key = ?", k); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) putBlob(b packed) error {
	return t.exec("INSERT OR IGNORE INTO blob (sha256, size, packing, body) VALUES (?, ?, ?, ?)", b.sha256, b.size, b.packing, b.body)
}

// dropBlob takes a blob out if no document has it.
func (t *tx) dropBlob(sha256 string) error {
	return t.exec(`DELETE FROM blob WHERE sha256 = ?1
		AND NOT EXISTS (SELECT 1 FROM document WHERE text = ?1)
		AND NOT EXISTS (SELECT 1 FROM document WHERE sha256 = ?1 AND kept)`, sha256)
}

func (t *tx) blob(sha256 string) ([]byte, error) {
	var b packed
	var size int64
	if err := t.one(blobQuery, []any{sha256}, &size, &b.packing, &b.body); err != nil {
		return nil, missing(sha256, err)
	}
	return unpack(b.body, b.packing, size, sha256)
}

const blobQuery = "SELECT size, packing, body FROM blob WHERE sha256 = ?"

// replaceIssues makes the issues of the path those given and reports whether
// that changed anything.
func (t *tx) replaceIssues(path string, issues []stemma.Issue) (changed bool, err error) {
	type known struct{ path, stage, kind, message string }
	before, after := map[known]bool{}, map[known]bool{}
	for _, i := range issues {
		after[known{i.Path, i.Stage, string(i.Kind), i.Message}] = true
	}
	if err := t.all("SELECT path, stage, kind, message FROM issue WHERE path = ?", []any{path}, func(scan func(...any) error) error {
		var k known
		err := scan(&k.path, &k.stage, &k.kind, &k.message)
		before[k] = true
		return err
	}); err != nil {
		return false, err
	}
	for k := range before {
		if !after[k] {
			changed = true
			if err := t.exec("DELETE FROM issue WHERE path = ? AND stage = ? AND kind = ?", k.path, k.stage, k.kind); err != nil {
				return changed, err
			}
		}
	}
	for _, i := range issues { // in the order given: of two alike the last stays
		c, err := t.putIssue(i)
		if err != nil {
			return changed, err
		}
		changed = changed || c
	}
	return changed, nil
}

func (t *tx) putIssue(i stemma.Issue) (changed bool, err error) {
	res, err := t.run(`INSERT INTO issue (path, stage, kind, message) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET message = excluded.message WHERE message != excluded.message`,
		i.Path, i.Stage, string(i.Kind), i.Message)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

// PutIssue keeps an issue; see stemma.Store.
func (s *store) PutIssue(ctx context.Context, i stemma.Issue) error {
	return s.transact(ctx, "keep the issue of "+i.Path, func(t *tx) error {
		changed, err := t.putIssue(i)
		if err != nil || !changed {
			return err
		}
		return t.touched()
	})
}

// Remove takes a document out; see stemma.Store.
func (s *store) Remove(ctx context.Context, doc stemma.ID) error {
	op := "remove " + string(doc)
	return s.transact(ctx, op, func(t *tx) error {
		var key int64
		var path, text, original string
		var latest bool
		err := t.one("SELECT key, path, text, sha256, latest FROM document WHERE id = ?", []any{doc}, &key, &path, &text, &original, &latest)
		if errors.Is(err, sql.ErrNoRows) {
			return notFound(op, doc)
		}
		if err != nil {
			return err
		}
		if err := t.thoroughly(true); err != nil {
			return err
		}
		if err := t.clear(key); err != nil {
			return err
		}
		if err := t.thoroughly(false); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM derivation WHERE source = ?1 OR taker = ?1", key); err != nil {
			return err
		}
		if err := t.dropSketch(doc); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM document WHERE key = ?", key); err != nil {
			return err
		}
		for _, b := range []string{text, original} {
			if err := t.dropBlob(b); err != nil {
				return err
			}
		}
		if latest {
			if err := t.exec("DELETE FROM issue WHERE path = ?", path); err != nil {
				return err
			}
			if err := t.exec(`UPDATE document SET latest = 1 WHERE path = ?1
				AND version = (SELECT max(version) FROM document WHERE path = ?1)`, path); err != nil {
				return err
			}
		}
		return t.anotherEdition()
	})
}

// thoroughly says whether words leave the indexes at once or at some later
// merge. At once is for what a person wants gone; for what is only read anew it
// would take some twenty times as long.
func (t *tx) thoroughly(yes bool) error {
	for _, table := range []string{"document_stem", "document_word", "statement_stem", "statement_word", "source_word", "claim_stem", "claim_word"} {
		if err := t.exec("INSERT INTO "+table+" ("+table+", rank) VALUES ('secure-delete', ?)", yes); err != nil {
			return err
		}
	}
	return nil
}

// Append adds to the log; see stemma.Store.
func (s *store) Append(ctx context.Context, j *stemma.Judgement) error {
	op := "add judgement " + string(j.ID)
	about, err := packAnchors(j.About)
	if err != nil {
		return fail(op, err)
	}
	if j.ID == "" {
		return invalid(op, "a judgement needs an id")
	}
	return s.transact(ctx, op, func(t *tx) error {
		var there bool
		if err := t.one("SELECT EXISTS (SELECT 1 FROM judgement WHERE id = ?)", []any{j.ID}, &there); err != nil {
			return err
		}
		if there {
			return invalid(op, "the log has it already")
		}
		if err := t.exec("INSERT INTO judgement (id, kind, about, by, why, at, retracts, rating) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			j.ID, string(j.Kind), string(about), j.By, j.Why, j.At.UTC().Format(time.RFC3339Nano), j.Retracts, j.Rating); err != nil {
			return err
		}
		if j.Statement != "" {
			if err := t.attach(j.ID, j.Statement); err != nil {
				return err
			}
		}
		// What persons think of a source or a claim is no part of what is
		// computed.
		kind := j.Kind
		if kind == stemma.Retract {
			if err := t.one("SELECT coalesce((SELECT kind FROM judgement WHERE id = ?), '')", []any{j.Retracts}, &kind); err != nil {
				return err
			}
		}
		if kind == stemma.Rate {
			return t.touched()
		}
		return t.changed()
	})
}

func (t *tx) attach(judgement, statement stemma.ID) error {
	return t.exec("INSERT OR REPLACE INTO attachment (judgement, statement) VALUES (?, ?)", judgement, statement)
}

// Attach says what judgements fit; see stemma.Store.
func (s *store) Attach(ctx context.Context, fits map[stemma.ID]stemma.ID) error {
	op := "attach judgements"
	return s.transact(ctx, op, func(t *tx) error {
		changed := false
		for judgement, statement := range fits {
			var there bool
			var now string
			if err := t.one(`SELECT EXISTS (SELECT 1 FROM judgement WHERE id = ?1),
				coalesce((SELECT statement FROM attachment WHERE judgement = ?1), '')`, []any{judgement}, &there, &now); err != nil {
				return err
			}
			if !there {
				return notFound(op, judgement)
			}
			if now == string(statement) {
				continue
			}
			changed = true
			if err := t.attach(judgement, statement); err != nil {
				return err
			}
		}
		if !changed {
			return nil
		}
		return t.changed()
	})
}
