package engine

import (
	"context"
	"slices"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/resolve"
)

// identify says who is who among the latest versions of all documents, by all
// that was read in them and by the judgements on it, of this log, that stand.
func identify(ctx context.Context, store stemma.Store, log []*stemma.Judgement) error {
	c, err := resolve.New()
	if err != nil {
		return err
	}
	for d, err := range store.Derivations(ctx, stemma.DerivationFilter{}) {
		if err != nil {
			return err
		}
		c.Derived(d)
	}
	decisions := newDecisions(log)
	listed, err := collect(store.Documents(ctx, stemma.DocumentFilter{}))
	if err != nil {
		return err
	}
	for _, d := range listed {
		if !d.Analysed {
			continue
		}
		doc, err := store.Document(ctx, d.ID)
		if err != nil {
			return err
		}
		mentions, err := collect(store.Mentions(ctx, d.ID))
		if err != nil {
			return err
		}
		statements, err := collect(store.Statements(ctx, stemma.StatementFilter{Doc: d.ID}))
		if err != nil {
			return err
		}
		in := resolve.Document{Document: doc, Mentions: make([]stemma.Mention, len(mentions)), Statements: statements}
		for i, m := range mentions {
			in.Mentions[i] = *m
		}
		c.Add(in)
		decisions.attach(doc, mentions)
	}
	if err := store.Attach(ctx, decisions.fits()); err != nil {
		return err
	}
	return store.PutResolution(ctx, c.Resolve(decisions.standing()))
}

// decisions are the judgements on who is who, with the mentions that their
// anchors fit now.
type decisions struct {
	log       []*stemma.Judgement
	retracted map[stemma.ID]bool
	mentions  map[stemma.ID][2]stemma.ID
}

func newDecisions(log []*stemma.Judgement) *decisions {
	d := &decisions{retracted: stemma.Retracted(log), mentions: map[stemma.ID][2]stemma.ID{}}
	for _, j := range log {
		if j.Kind.OnIdentity() && len(j.About) == 2 {
			d.log = append(d.log, j)
		}
	}
	return d
}

// attach looks for what the judgements are about in a document.
func (d *decisions) attach(doc *stemma.Document, mentions []*stemma.Mention) {
	var anchors []candidate
	for _, j := range d.log {
		for i, place := range j.About {
			if place.Path != doc.Path {
				continue
			}
			if anchors == nil {
				for _, m := range mentions {
					anchors = append(anchors, candidate{m.ID, stemma.NewAnchor(doc, []stemma.Span{m.Span})})
				}
			}
			pair := d.mentions[j.ID]
			pair[i] = fit(place, anchors)
			d.mentions[j.ID] = pair
		}
	}
}

// fits says which mention each judgement is attached to: the first of its two
// if both are found.
func (d *decisions) fits() map[stemma.ID]stemma.ID {
	out := map[stemma.ID]stemma.ID{}
	for _, j := range d.log {
		out[j.ID] = ""
		if pair := d.mentions[j.ID]; pair[0] != "" && pair[1] != "" {
			out[j.ID] = pair[0]
		}
	}
	return out
}

// standing are the decisions that were not taken back. Of two on the same pair
// the later holds.
func (d *decisions) standing() []resolve.Decision {
	var out []resolve.Decision
	at := map[[2]stemma.ID]int{}
	for _, j := range d.log {
		pair := d.mentions[j.ID]
		if d.retracted[j.ID] || pair[0] == "" || pair[1] == "" {
			continue
		}
		key := [2]stemma.ID{min(pair[0], pair[1]), max(pair[0], pair[1])}
		x := resolve.Decision{A: pair[0], B: pair[1], Same: j.Kind == stemma.SameAs, Judgement: j.ID}
		if i, ok := at[key]; ok {
			out[i] = x
			continue
		}
		at[key] = len(out)
		out = append(out, x)
	}
	return out
}

// collect gathers a sequence, so that it is not open while another is asked for.
func collect[T any](seq func(func(*T, error) bool)) ([]*T, error) {
	var out []*T
	for x, err := range seq {
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return slices.Clip(out), nil
}
