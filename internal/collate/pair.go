package collate

import (
	"context"
	"slices"

	"github.com/stemma/stemma"
)

// A Pair is two documents of a case side by side.
type Pair struct {
	A, B *stemma.Document // where it is known who was first, B took from A
	// Tie is what ties the two in the case, a person's judgement included; nil
	// for nothing.
	Tie *stemma.Derivation
	// Shared is what they have in common: the tie or, where that has no
	// passages, what comparing the two texts gave. Nil where nobody compared
	// them. Its kind is what it looks like, and decides nothing.
	Shared *stemma.Derivation
	*Collation
}

// Compare compares two documents that nothing ties.
type Compare func(ctx context.Context, view stemma.View, a, b stemma.ID) (*stemma.Derivation, error)

// Documents sets two documents of a case side by side. Where nothing ties them
// they are compared by compare, which may be nil.
func Documents(ctx context.Context, view stemma.View, a, b *stemma.Document, compare Compare) (*Pair, error) {
	p := &Pair{A: a, B: b}
	all, err := stemma.DescentOf(ctx, view, a.ID)
	if err != nil {
		return nil, err
	}
	for _, d := range all {
		if d.ID == stemma.DerivationID(a.ID, b.ID) {
			p.Tie, p.Shared = d, d
		}
	}
	if (p.Tie == nil || p.Tie.Judged()) && compare != nil {
		if p.Shared, err = compare(ctx, view, a.ID, b.ID); err != nil {
			return nil, err
		}
	}
	var passages, altered []stemma.Passage
	if d := p.Shared; d != nil {
		passages, altered = d.Aligned, d.Altered
		if d.From != a.ID {
			if d.Directed && p.Tie != nil {
				p.A, p.B = b, a
			} else {
				passages, altered = turned(passages), turned(altered)
			}
		}
	}
	var texts [2]Text
	for i, doc := range []*stemma.Document{p.A, p.B} {
		texts[i].Doc = doc
		for st, err := range view.Statements(ctx, stemma.StatementFilter{Doc: doc.ID}) {
			if err != nil {
				return nil, err
			}
			texts[i].Statements = append(texts[i].Statements, st)
		}
	}
	if p.Translated() {
		p.Collation = Translation(texts[0], texts[1], passages)
		return p, nil
	}
	p.Collation = Texts(texts[0], texts[1], passages, altered)
	if p.Shared != nil && p.Shared.Kind == stemma.Spun {
		p.hush()
	}
	return p, nil
}

// hush leaves single words out of what was altered: in a text that was spun
// they all are.
func (c *Collation) hush() {
	for i := range c.Rows {
		r := &c.Rows[i]
		r.Changes = slices.DeleteFunc(r.Changes, func(x Change) bool { return x.Kind == Wording })
	}
}

// turned are passages seen from the other text.
func turned(passages []stemma.Passage) []stemma.Passage {
	out := make([]stemma.Passage, len(passages))
	for i, p := range passages {
		out[i] = stemma.Passage{From: p.To, To: p.From}
	}
	return out
}

// Translated reports whether the two are one text in two languages.
func (p *Pair) Translated() bool { return p.Shared != nil && p.Shared.Kind == stemma.Translation }

// OneText reports whether the two are read as versions of one text, so that
// what only one of them has was added or left out.
func (p *Pair) OneText() bool {
	return p.Shared != nil && !p.Shared.Kind.Weak() && (p.Shared.Kind.OneText() || p.Tie != nil && p.Tie.Judged())
}

// Directed reports whether there is evidence that B took from A.
func (p *Pair) Directed() bool { return p.Tie != nil && p.Tie.Directed && !p.Tie.Kind.Weak() }

// Parts are the parts of the words of A and of B that stand in both.
func (p *Pair) Parts() (a, b float64) {
	switch {
	case p.Shared == nil:
		return 0, 0
	case p.Shared.From == p.A.ID:
		return p.Shared.ShareFrom, p.Shared.ShareTo
	}
	return p.Shared.ShareTo, p.Shared.ShareFrom
}
