package sqlite

import (
	"cmp"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"strconv"

	"github.com/stemma/stemma"
)

// A filed statement is one as it is kept: its record beside its id.
type filed struct {
	key    int64
	span   stemma.Span
	kind   string
	id     stemma.ID
	record string
}

// A written reading is a reading as it stands in the file.
type written struct {
	doc                  *stemma.Document // without text, regions and values shown
	text, shown, regions string           // text by its digest
	run                  stemma.Run
	mentions             []stemma.Mention
	times                []stemma.Time
	statements           []filed
}

// digest is the digest of all that was read. Two readings that would be kept
// alike have the same. What goes into it, and in which order, is a format of
// the file; so nothing of it is named by the program's own names.
func (w *written) digest() (string, error) {
	h := sha256.New()
	out := json.NewEncoder(h)
	d, r := w.doc, w.run
	err := out.Encode([]any{d.ID, d.Path, d.SHA256, d.Bytes, d.Format, d.Encoding, d.Lang, d.Analysed, w.text, w.shown, w.regions,
		r.ID, r.Stage, r.Version, r.Model, len(w.mentions), len(w.times), len(w.statements)})
	mentions := slices.SortedFunc(slices.Values(w.mentions), func(a, b stemma.Mention) int {
		return cmp.Or(a.Span.Begin-b.Span.Begin, a.Span.End-b.Span.End, cmp.Compare(a.ID, b.ID))
	})
	for _, m := range mentions {
		values := []any{m.ID, m.Span.Begin, m.Span.End, m.Type, m.Form, m.Entity, m.Confidence}
		if m.Chain != 0 { // cases from before there were chains keep their digests
			values = append(values, m.Chain, m.ChainConfidence)
		}
		err = errors.Join(err, out.Encode(values))
	}
	times := slices.SortedStableFunc(slices.Values(w.times), func(a, b stemma.Time) int {
		return cmp.Or(a.Span.Begin-b.Span.Begin, a.Span.End-b.Span.End)
	})
	for _, t := range times {
		err = errors.Join(err, out.Encode([]any{t.Span.Begin, t.Span.End, t.Type, t.Value, t.Anchor}))
	}
	statements := slices.SortedFunc(slices.Values(w.statements), func(a, b filed) int { return cmp.Compare(a.id, b.id) })
	for _, s := range statements {
		err = errors.Join(err, out.Encode([]any{s.id, s.record}))
	}
	return hex.EncodeToString(h.Sum(nil)), err
}

// sealed is what is kept of the digest of a reading: it holds as well whether
// the original is in the case.
func sealed(digest string, kept bool) string {
	return digestOf([]byte(digest + " " + strconv.FormatBool(kept)))
}

// checkDocument compares all that is kept of a document with the digest taken
// when it was read, and all that is kept twice with what it was taken from.
func (l look) checkDocument(key int64, wrong func(format string, args ...any)) error {
	d := new(stemma.Document)
	w := written{doc: d}
	var reading string
	var kept bool
	var statements, attributed, mentions int
	if err := l.one(`SELECT d.id, d.path, d.sha256, d.bytes, d.format, d.encoding, d.lang, d.analysed, d.text, d.shown, d.regions,
		d.kept, d.reading, d.statements, d.attributed, d.mentions,
		d.run, coalesce(r.stage, ''), coalesce(r.version, ''), coalesce(r.model, '')
		FROM document d LEFT JOIN run r ON r.id = d.run WHERE d.key = ?`, []any{key},
		&d.ID, &d.Path, &d.SHA256, &d.Bytes, &d.Format, &d.Encoding, &d.Lang, &d.Analysed, &w.text, &w.shown, &w.regions,
		&kept, &reading, &statements, &attributed, &mentions,
		&w.run.ID, &w.run.Stage, &w.run.Version, &w.run.Model); err != nil {
		return err
	}
	if err := errors.Join(
		l.all("SELECT id, begin, end, type, form, entity, confidence, chain, chained FROM mention WHERE doc = ?", []any{key}, func(scan func(...any) error) (bool, error) {
			var m stemma.Mention
			err := scan(&m.ID, &m.Span.Begin, &m.Span.End, (*string)(&m.Type), (*string)(&m.Form), &m.Entity, &m.Confidence, &m.Chain, &m.ChainConfidence)
			w.mentions = append(w.mentions, m)
			return true, err
		}),
		l.all("SELECT begin, end, type, value, anchor FROM time WHERE doc = ? ORDER BY begin, end, n", []any{key}, func(scan func(...any) error) (bool, error) {
			var t stemma.Time
			err := scan(&t.Span.Begin, &t.Span.End, &t.Type, &t.Value, &t.Anchor)
			w.times = append(w.times, t)
			return true, err
		}),
		l.all("SELECT key, begin, end, kind, id, record FROM statement WHERE doc = ?", []any{key}, func(scan func(...any) error) (bool, error) {
			var s filed
			err := scan(&s.key, &s.span.Begin, &s.span.End, &s.kind, &s.id, &s.record)
			w.statements = append(w.statements, s)
			return true, err
		})); err != nil {
		return err
	}
	digest, err := w.digest()
	if err != nil {
		return err
	}
	if sealed(digest, kept) != reading {
		wrong("%s: what is kept of it is not what was read: text, original, title and byline, regions, mentions, times, statements or run were changed", d.Path)
	}

	r := &stemma.Reading{Document: d, Run: w.run}
	for _, f := range w.statements {
		s := stemma.Statement{ID: f.id, Doc: d.ID}
		if err := unpackStatement([]byte(f.record), &s); err != nil || len(s.Content) == 0 || len(s.Chain) == 0 {
			wrong("%s: the record of statement %s cannot be read", d.Path, f.id)
			return nil
		}
		if s.Bounds() != f.span || s.Kind() != f.kind {
			wrong("%s: statement %s is filed at a place or as a kind that its record does not give", d.Path, f.id)
		}
		if s.Attributed() {
			attributed--
		}
		r.Statements = append(r.Statements, s)
	}
	if statements != len(w.statements) || attributed != 0 || mentions != len(w.mentions) {
		wrong("%s: it has not as many statements and mentions as it is listed with", d.Path)
	}
	return l.checkSources(key, r, w, wrong)
}

// checkSources compares the sources under which statements are found with the
// words that their chains point to.
func (l look) checkSources(key int64, r *stemma.Reading, w written, wrong func(format string, args ...any)) error {
	text, err := l.blob(w.text)
	if stemma.KindOf(err) == stemma.Damaged {
		wrong("%s: %v", r.Document.Path, err)
		return nil
	}
	if err != nil {
		return err
	}
	r.Document.Text = string(text)
	if err := sound("check "+r.Document.Path, r); err != nil {
		wrong("%v", err)
		return nil
	}
	type link struct {
		statement int64
		words     string
		author    bool
	}
	links := map[link]bool{} // whether it is both in the index and in a chain
	if err := l.all(`SELECT s.key, o.words, k.author FROM statement s CROSS JOIN link k ON k.statement = s.key
		CROSS JOIN source o ON o.key = k.source WHERE s.doc = ?`, []any{key}, func(scan func(...any) error) (bool, error) {
		var k link
		err := scan(&k.statement, &k.words, &k.author)
		links[k] = false
		return true, err
	}); err != nil {
		return err
	}
	same := true
	for i := range r.Statements {
		chain := r.Statements[i].Chain
		for j := range chain {
			if words := sourceWords(r.Document.Text, &chain[j]); words != "" {
				k := link{w.statements[i].key, words, chain[j].Kind == stemma.KindAuthor}
				_, there := links[k]
				same = same && there
				links[k] = true
			}
		}
	}
	for _, both := range links {
		same = same && both
	}
	if !same {
		wrong("%s: the sources under which its statements are found are not those of their chains", r.Document.Path)
	}
	return nil
}

// missing is the error of a blob that is not there.
func missing(sha256 string, err error) error {
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	return &stemma.Error{Kind: stemma.Damaged, Op: "look up the text or original " + sha256[:min(len(sha256), 12)],
		Err: errors.New("it is missing from the case"), Hint: hintDamaged}
}
