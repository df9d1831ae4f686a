package ask

import (
	"cmp"
	"context"
	"slices"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// A document is one with the layers that are needed, each read once.
type document struct {
	*stemma.Document
	mentions []*stemma.Mention   // by where they begin
	times    []*stemma.Time      // by where they begin
	longest  int                 // of a mention and of a time, in bytes
	names    map[stemma.ID]bool  // the entities that its mentions lead to
	voices   []*stemma.Statement // what somebody says by himself, in order; nil until it is asked for
	passages map[nlp.Span]*passage
}

func (s *search) document(ctx context.Context, id stemma.ID) (*document, error) {
	if d := s.docs[id]; d != nil {
		return d, nil
	}
	doc, err := s.view.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	d := &document{Document: doc, names: map[stemma.ID]bool{}}
	for m, err := range s.view.Mentions(ctx, id) {
		if err != nil {
			return nil, err
		}
		d.mentions = append(d.mentions, m)
		d.longest = max(d.longest, m.Span.Len())
		d.names[m.Entity] = true
	}
	for t, err := range s.view.Times(ctx, id) {
		if err != nil {
			return nil, err
		}
		d.times = append(d.times, t)
		d.longest = max(d.longest, t.Span.Len())
	}
	slices.SortStableFunc(d.mentions, func(a, b *stemma.Mention) int { return cmp.Compare(a.Span.Begin, b.Span.Begin) })
	slices.SortStableFunc(d.times, func(a, b *stemma.Time) int { return cmp.Compare(a.Span.Begin, b.Span.Begin) })
	s.docs[id] = d
	return d, nil
}

// mentionsAt are the mentions that overlap a span or touch it, in order, with some before it: a long document
// has thousands, and whoever looks around one place need not look at all.
func (d *document) mentionsAt(x nlp.Span) []*stemma.Mention {
	return at(d.mentions, func(m *stemma.Mention) int { return m.Span.Begin }, d.longest, x)
}

// timesAt are the times so.
func (d *document) timesAt(x nlp.Span) []*stemma.Time {
	return at(d.times, func(t *stemma.Time) int { return t.Span.Begin }, d.longest, x)
}

// at are those of all, in order of where they begin and none longer than longest, that may reach into a span.
func at[T any](all []T, begin func(T) int, longest int, x nlp.Span) []T {
	by := func(a T, at int) int { return cmp.Compare(begin(a), at) }
	from, _ := slices.BinarySearchFunc(all, x.Begin-longest, by)
	to, _ := slices.BinarySearchFunc(all, x.End+1, by)
	return all[from:max(from, to)]
}

// speaksOf reports whether the document speaks of what the name means.
func (d *document) speaksOf(n *Name) bool {
	return slices.ContainsFunc(n.Entities, func(e *stemma.Entity) bool { return d.names[e.ID] })
}
