package jsonl

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// Files are the names of the files that Write writes, empty if need be, so that
// a program may rely on them.
var Files = []string{
	"documents.jsonl", "mentions.jsonl", "times.jsonl", "statements.jsonl",
	"entities.jsonl", "derivations.jsonl", "claims.jsonl", "assessments.jsonl",
	"judgements.jsonl", "runs.jsonl", "issues.jsonl",
}

// An Encoder writes records, one a line.
type Encoder struct{ json *json.Encoder }

// NewEncoder returns an Encoder to w. Each record is one call of w.Write.
func NewEncoder(w io.Writer) *Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return &Encoder{e}
}

// Encode writes record as one line.
func (e *Encoder) Encode(record any) error { return e.json.Encode(record) }

// Write writes every record of view, earlier versions of documents included.
// It calls create once for each of Files and writes to what that returns.
// Documents are in order of path, from the oldest version to the latest;
// what belongs to a document follows that order and then the order of its
// text; derivations are in order of the paths of their documents, entities,
// claims and runs of id, assessments of the id of their claim, issues of path,
// judgements of the log.
func Write(ctx context.Context, view stemma.View, create func(name string) (io.Writer, error)) error {
	to := map[string]*Encoder{}
	for _, name := range Files {
		w, err := create(name)
		if err != nil {
			return err
		}
		to[strings.TrimSuffix(name, ".jsonl")] = NewEncoder(w)
	}

	claims, wanted, err := claimsOf(ctx, view)
	if err != nil {
		return err
	}
	var docs []stemma.ID
	for d, err := range view.Documents(ctx, stemma.DocumentFilter{AllVersions: true}) {
		if err != nil {
			return fmt.Errorf("list documents: %w", err)
		}
		docs = append(docs, d.ID)
	}
	where := NewPlaces()
	for _, id := range docs {
		if err := writeDocument(ctx, view, id, to, where, wanted); err != nil {
			return err
		}
	}
	if err := writeEntities(ctx, view, to["entities"], where); err != nil {
		return err
	}

	derivations, err := stemma.Descent(ctx, view)
	if err != nil {
		return fmt.Errorf("list derivations: %w", err)
	}
	for _, d := range derivations {
		if err := to["derivations"].Encode(NewDerivation(d)); err != nil {
			return err
		}
	}
	if err := writeClaims(ctx, view, to, claims, wanted.words); err != nil {
		return err
	}
	log, err := stemma.Log(ctx, view)
	if err != nil {
		return err
	}
	for _, j := range log {
		if err := to["judgements"].Encode(NewJudgement(j)); err != nil {
			return err
		}
	}
	var runs []Run
	for r, err := range view.Runs(ctx) {
		if err != nil {
			return fmt.Errorf("list runs: %w", err)
		}
		runs = append(runs, NewRun(r))
	}
	slices.SortFunc(runs, func(a, b Run) int { return strings.Compare(string(a.ID), string(b.ID)) })
	for _, r := range runs {
		if err := to["runs"].Encode(r); err != nil {
			return err
		}
	}
	for i, err := range view.Issues(ctx, stemma.IssueFilter{}) {
		if err != nil {
			return fmt.Errorf("list issues: %w", err)
		}
		if err := to["issues"].Encode(NewIssue(i)); err != nil {
			return err
		}
	}
	return nil
}

// writeDocument writes a document and all that belongs to it.
func writeDocument(ctx context.Context, view stemma.View, id stemma.ID, to map[string]*Encoder, where Places, wanted quotes) error {
	d, err := view.Document(ctx, id)
	if err != nil {
		return err
	}
	record, err := NewDocument(d)
	if err != nil {
		return err
	}
	if err := to["documents"].Encode(record); err != nil {
		return err
	}
	for m, err := range view.Mentions(ctx, id) {
		if err != nil {
			return fmt.Errorf("list mentions of %s: %w", d.Path, err)
		}
		record, err := NewMention(d, m)
		if err != nil {
			return err
		}
		if err := to["mentions"].Encode(record); err != nil {
			return err
		}
		where.Add(d, m)
	}
	for t, err := range view.Times(ctx, id) {
		if err != nil {
			return fmt.Errorf("list times of %s: %w", d.Path, err)
		}
		record, err := NewTime(d, t)
		if err != nil {
			return err
		}
		if err := to["times"].Encode(record); err != nil {
			return err
		}
	}
	for s, err := range view.Statements(ctx, stemma.StatementFilter{Doc: id}) {
		if err != nil {
			return fmt.Errorf("list statements of %s: %w", d.Path, err)
		}
		record, err := NewStatement(d, s)
		if err != nil {
			return err
		}
		if err := to["statements"].Encode(record); err != nil {
			return err
		}
		if err := wanted.gather(d, s); err != nil {
			return err
		}
	}
	return nil
}

// Places are where entities are named and mentioned, gathered while mentions
// are gone through, document by document.
type Places map[stemma.ID]*place

type place struct {
	names []EntityName
	docs  []stemma.ID
}

// NewPlaces returns Places of nothing yet.
func NewPlaces() Places { return Places{} }

// Add takes a mention of d in.
func (p Places) Add(d *stemma.Document, m *stemma.Mention) {
	if m.Entity == "" {
		return
	}
	x := p[m.Entity]
	if x == nil {
		x = &place{}
		p[m.Entity] = x
	}
	if n := len(x.docs); n == 0 || x.docs[n-1] != d.ID {
		x.docs = append(x.docs, d.ID)
	}
	if m.Form != nlp.Name {
		return
	}
	name := strings.Join(strings.Fields(m.Span.In(d.Text)), " ")
	for i := len(x.names) - 1; i >= 0 && x.names[i].Doc == d.ID; i-- {
		if x.names[i].Name == name {
			return
		}
	}
	x.names = append(x.names, EntityName{name, d.ID, m.Span.Begin, m.Span.End})
}

// Entity returns the record of e.
func (p Places) Entity(e *stemma.Entity) Entity {
	if x := p[e.ID]; x != nil {
		return NewEntity(e, x.names, x.docs)
	}
	return NewEntity(e, nil, nil)
}

// writeEntities writes the entities in order of id.
func writeEntities(ctx context.Context, view stemma.View, to *Encoder, where Places) error {
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
		if err := to.Encode(where.Entity(e)); err != nil {
			return err
		}
	}
	return nil
}
