// Package csv writes the records of a case as tables for a spreadsheet.
//
// It follows RFC 4180 (commas, doubled quotes, CRLF) and begins each file with
// a byte order mark, without which spreadsheets misread every accent and curly
// quote. The records are those of package jsonl, flattened as
// doc/formats/csv.md says: a chain becomes a readable column, the columns of
// its last link, and one row a link in links.csv. It is for eyes; a program
// does better with JSON Lines, where nothing is flattened.
//
// Text is data and must not run: a cell that a spreadsheet would take for a
// formula gets an apostrophe in front (OWASP, CSV injection).
package csv

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/stemma/stemma"
)

// A table is one file.
type table struct {
	name    string
	columns []string
}

// tables are the files, in the order of Files.
var tables = []table{
	{"documents", []string{
		"id", "path", "title", "byline", "publisher", "published", "lang", "analysed",
		"sha256", "bytes", "version_of", "masked_bytes",
	}},
	{"mentions", []string{"id", "doc", "path", "begin", "end", "text", "type", "form", "entity", "confidence", "run"}},
	{"times", []string{"doc", "path", "begin", "end", "text", "type", "value", "anchor", "run"}},
	{"statements", []string{
		"id", "doc", "path", "begin", "end", "content", "chain", "stance", "links",
		"source", "source_type", "anonymity", "number", "closeness", "cue", "kind", "certainty", "polarity", "shown_by", "said", "sieve",
		"predicate", "arguments", "time", "place", "quantity", "confidence", "run",
	}},
	{"links", []string{
		"statement", "link", "source", "source_begin", "source_end", "source_entity", "source_type", "anonymity", "number", "closeness",
		"cue", "cue_begin", "cue_end", "kind", "certainty", "polarity", "shown_by", "said", "sieve",
	}},
	{"entities", []string{"id", "type", "name", "named", "names", "docs", "mentions", "called", "near"}},
	{"derivations", []string{"from", "to", "kind", "directed", "score", "share_from", "share_to", "evidence", "run"}},
	{"claims", []string{"id", "question", "gist", "statement", "stance", "value", "happened", "place", "why", "entities", "run"}},
	{"assessments", []string{
		"claim", "disagreement", "explanation", "reason", "side", "value", "stance", "origin", "root", "descendants", "interested", "support", "why", "run",
	}},
	{"judgements", []string{
		"id", "kind", "doc", "path", "quote", "source", "cue",
		"corrected_quote", "corrected_source", "corrected_cue", "by", "why", "at", "retracts", "rating", "attached",
	}},
	{"runs", []string{"id", "stage", "version", "model"}},
	{"issues", []string{"path", "stage", "kind", "message"}},
}

// Files are the names of the files that Write writes.
var Files = func() []string {
	names := make([]string, len(tables))
	for i, t := range tables {
		names[i] = t.name + ".csv"
	}
	return names
}()

// Write writes every record of view, in the order of package jsonl. It calls
// create once for each of Files and writes to what that returns.
func Write(ctx context.Context, view stemma.View, create func(name string) (io.Writer, error)) error {
	s := sheets{}
	for _, t := range tables {
		w, err := create(t.name + ".csv")
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
		s[t.name] = csv.NewWriter(w)
		s[t.name].UseCRLF = true
		if err := s[t.name].Write(t.columns); err != nil {
			return err
		}
	}
	if err := s.write(ctx, view); err != nil {
		return err
	}
	for _, t := range tables {
		s[t.name].Flush()
		if err := s[t.name].Error(); err != nil {
			return err
		}
	}
	return nil
}

type sheets map[string]*csv.Writer

// row writes a row whose text cells are safe. What numbers and ids we make
// ourselves never begins like a formula, so all cells go the same way.
func (s sheets) row(name string, cells ...string) error {
	for i, c := range cells {
		cells[i] = Safe(c)
	}
	return s[name].Write(cells)
}

// Safe returns the cell so that no spreadsheet takes it for a formula. Besides
// the ASCII signs, some take the full-width ones.
func Safe(cell string) string {
	for _, sign := range []string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(cell, sign) {
			return "'" + cell
		}
	}
	return cell
}

func (s sheets) write(ctx context.Context, view stemma.View) error {
	var docs []stemma.ID
	for d, err := range view.Documents(ctx, stemma.DocumentFilter{AllVersions: true}) {
		if err != nil {
			return fmt.Errorf("list documents: %w", err)
		}
		docs = append(docs, d.ID)
	}
	for _, id := range docs {
		if err := s.document(ctx, view, id); err != nil {
			return err
		}
	}
	if err := s.entities(ctx, view); err != nil {
		return err
	}
	derivations, err := stemma.Descent(ctx, view)
	if err != nil {
		return fmt.Errorf("list derivations: %w", err)
	}
	for _, d := range derivations {
		if err := s.row("derivations", string(d.From), string(d.To), string(d.Kind), strconv.FormatBool(d.Directed),
			strconv.FormatFloat(d.Score, 'f', 4, 64), strconv.FormatFloat(d.ShareFrom, 'f', 4, 64), strconv.FormatFloat(d.ShareTo, 'f', 4, 64),
			strings.Join(d.Evidence, "; "), string(d.Run)); err != nil {
			return err
		}
	}
	if err := s.claims(ctx, view); err != nil {
		return err
	}
	log, err := stemma.Log(ctx, view)
	if err != nil {
		return err
	}
	for _, j := range log {
		var was, should stemma.Anchor
		if len(j.About) > 0 {
			was = j.About[0]
		}
		if len(j.About) > 1 {
			should = j.About[1]
		}
		if err := s.row("judgements", string(j.ID), string(j.Kind), string(was.Doc), was.Path, was.Quote, was.Source, was.Cue,
			should.Quote, should.Source, should.Cue, j.By, j.Why, j.At.UTC().Format(time.RFC3339Nano),
			string(j.Retracts), j.Rating, strconv.FormatBool(j.Attached())); err != nil {
			return err
		}
	}
	var runs []stemma.Run
	for r, err := range view.Runs(ctx) {
		if err != nil {
			return fmt.Errorf("list runs: %w", err)
		}
		runs = append(runs, *r)
	}
	slices.SortFunc(runs, func(a, b stemma.Run) int { return strings.Compare(string(a.ID), string(b.ID)) })
	for _, r := range runs {
		if err := s.row("runs", string(r.ID), r.Stage, r.Version, r.Model); err != nil {
			return err
		}
	}
	for i, err := range view.Issues(ctx, stemma.IssueFilter{}) {
		if err != nil {
			return fmt.Errorf("list issues: %w", err)
		}
		if err := s.row("issues", i.Path, i.Stage, string(i.Kind), i.Message); err != nil {
			return err
		}
	}
	return nil
}

// document writes a document and all that belongs to it.
func (s sheets) document(ctx context.Context, view stemma.View, id stemma.ID) error {
	d, err := view.Document(ctx, id)
	if err != nil {
		return err
	}
	q := quoter{text: d.Text}
	masked := 0
	for _, r := range d.Regions {
		if r.Kind.Masked() {
			masked += r.Len()
		}
	}
	if err := s.row("documents", string(d.ID), d.Path, value(d.Title), value(d.Byline), value(d.Publisher), value(d.Published),
		d.Lang, strconv.FormatBool(d.Analysed), d.SHA256, strconv.FormatInt(d.Bytes, 10), string(d.VersionOf),
		strconv.Itoa(masked)); err != nil {
		return err
	}
	for m, err := range view.Mentions(ctx, id) {
		if err != nil {
			return fmt.Errorf("list mentions of %s: %w", d.Path, err)
		}
		if err := s.row("mentions", string(m.ID), string(m.Doc), d.Path, number(m.Span.Begin), number(m.Span.End), q.words(m.Span),
			string(m.Type), string(m.Form), string(m.Entity), decimal(m.Confidence), string(m.Run)); err != nil {
			return err
		}
	}
	for t, err := range view.Times(ctx, id) {
		if err != nil {
			return fmt.Errorf("list times of %s: %w", d.Path, err)
		}
		if err := s.row("times", string(t.Doc), d.Path, number(t.Span.Begin), number(t.Span.End), q.words(t.Span),
			t.Type, t.Value, t.Anchor, string(t.Run)); err != nil {
			return err
		}
	}
	for st, err := range view.Statements(ctx, stemma.StatementFilter{Doc: id}) {
		if err != nil {
			return fmt.Errorf("list statements of %s: %w", d.Path, err)
		}
		if err := s.statement(d, &q, st); err != nil {
			return err
		}
	}
	if q.bad {
		return &stemma.Error{
			Kind: stemma.Damaged, Op: "export " + d.Path,
			Err:  fmt.Errorf("a record points outside the text"),
			Hint: "stemma verify says what is wrong with this case",
		}
	}
	return nil
}

func (s sheets) statement(d *stemma.Document, q *quoter, st *stemma.Statement) error {
	v := st.Voice()
	var p stemma.Proposition // empty cells for what is not known
	if st.Proposition != nil {
		p = *st.Proposition
	}
	args := make([]string, len(p.Args))
	for i, a := range p.Args {
		args[i] = a.Role + ": " + q.words(a.Span)
	}
	if err := s.row("statements", string(st.ID), string(st.Doc), d.Path, number(st.Bounds().Begin), number(st.Bounds().End),
		q.joined(st.Content, " … "), q.chain(st.Chain), q.stance(st), number(len(st.Chain)),
		q.words(v.Source), string(v.SourceType), q.words(v.Anonymity), q.words(v.Number), q.words(v.Closeness), q.words(v.Cue), v.Kind,
		sure(v.Certainty), sure(v.Polarity), q.joined(v.ShownBy, "; "), v.Said, v.Sieve,
		p.Predicate, strings.Join(args, "; "), q.words(p.Time), q.words(p.Place), q.words(p.Quantity),
		decimal(st.Confidence), string(st.Run)); err != nil {
		return err
	}
	for i, a := range st.Chain {
		if err := s.row("links", string(st.ID), number(i),
			q.words(a.Source), begin(a.Source), end(a.Source), string(a.SourceEntity), string(a.SourceType), q.words(a.Anonymity), q.words(a.Number), q.words(a.Closeness),
			q.words(a.Cue), begin(a.Cue), end(a.Cue), a.Kind,
			sure(a.Certainty), sure(a.Polarity), q.joined(a.ShownBy, "; "), a.Said, a.Sieve); err != nil {
			return err
		}
	}
	return nil
}

// A quoter cuts words out of a text and remembers whether a span lay outside
// it, which only a damaged case has.
type quoter struct {
	text string
	bad  bool
}

func (q *quoter) words(s stemma.Span) string {
	if s.Begin < 0 || s.End < s.Begin || s.End > len(q.text) {
		q.bad = true
		return ""
	}
	return s.In(q.text)
}

func (q *quoter) joined(spans []stemma.Span, sep string) string {
	words := make([]string, len(spans))
	for i, s := range spans {
		words[i] = q.words(s)
	}
	return strings.Join(words, sep)
}

// name names who stands behind a link.
func (q *quoter) name(a *stemma.Attribution) string {
	switch name := q.words(a.Source); {
	case a.Kind == stemma.KindAuthor:
		return stemma.KindAuthor
	case name != "":
		return name
	case a.SourceType != "":
		return "[" + string(a.SourceType) + "]"
	}
	return "[not named]"
}

// chain puts a chain in words, the author first: "author > Ms Orel (said)".
func (q *quoter) chain(chain []stemma.Attribution) string {
	links := make([]string, len(chain))
	for i, a := range chain {
		name := q.name(&a)
		if !a.Cue.IsZero() {
			name += " (" + q.words(a.Cue) + ")"
		}
		links[i] = name
	}
	return strings.Join(links, " > ")
}

// stance says in words how those of the chain hold the content, the author
// first, with the words that show it: "author: left open (supposedly) > Ms Orel:
// denied (denied)". Those who only report, of whom nothing is shown, are left out.
func (q *quoter) stance(st *stemma.Statement) string {
	var all []string
	for i := range st.Chain {
		a := &st.Chain[i]
		if !a.Told() && i < len(st.Chain)-1 {
			continue
		}
		words := q.name(a) + ": " + st.Stance(i)
		if len(a.ShownBy) > 0 {
			words += " (" + q.joined(a.ShownBy, ", ") + ")"
		}
		all = append(all, words)
	}
	return strings.Join(all, " > ")
}

func value(s *stemma.Shown) string {
	if s == nil {
		return ""
	}
	return s.Value
}

func number(n int) string { return strconv.Itoa(n) }

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func begin(s stemma.Span) string {
	if s.IsZero() {
		return ""
	}
	return number(s.Begin)
}

func end(s stemma.Span) string {
	if s.IsZero() {
		return ""
	}
	return number(s.End)
}

// sure is a certainty or polarity, which are never empty.
func sure[T ~string](v T) string {
	if v == "" {
		return "unknown"
	}
	return string(v)
}

// entities writes who and what the documents speak of, in order of id.
func (s sheets) entities(ctx context.Context, view stemma.View) error {
	var ids []stemma.ID
	for e, err := range view.Entities(ctx, stemma.EntityFilter{Unnamed: true}) {
		if err != nil {
			return fmt.Errorf("list entities: %w", err)
		}
		ids = append(ids, e.ID)
	}
	slices.Sort(ids)
	for _, id := range ids {
		e, err := view.Entity(ctx, id)
		if err != nil {
			return err
		}
		var names, called, near []string
		for _, a := range e.Aliases {
			names = append(names, a.Name)
		}
		for _, r := range e.Roles {
			called = append(called, r.Words)
		}
		for _, n := range e.Near {
			near = append(near, string(n.Entity))
		}
		if err := s.row("entities", string(e.ID), string(e.Type), e.Name, strconv.FormatBool(e.Named), strings.Join(names, "; "),
			strconv.Itoa(e.Docs), strconv.Itoa(e.Mentions), strings.Join(called, "; "), strings.Join(near, "; ")); err != nil {
			return err
		}
	}
	return nil
}
