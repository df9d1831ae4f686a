package engine

import (
	"context"
	"slices"

	"github.com/stemma/stemma"
)

// Overruled are the judgements that two are one, or answer one question, that stand
// and fit a place of the case, and yet do not hold: a judgement that other two are
// apart, which may be later or earlier, cuts the chain that they are part of. A
// judgement that a later one on the same two takes the place of is not among them.
// They are in the order in which they were made.
func (e *Engine) Overruled(ctx context.Context, view stemma.View) ([]*stemma.Judgement, error) {
	log, err := collect(view.Judgements(ctx))
	if err != nil {
		return nil, err
	}
	out, err := cutMentions(ctx, view, log)
	if err != nil {
		return nil, err
	}
	pairs, err := claimDecisions(ctx, view, log)
	if err != nil {
		return nil, err
	}
	key := func(a, b stemma.ID) [2]stemma.ID { return [2]stemma.ID{min(a, b), max(a, b)} }
	last := map[[2]stemma.ID]stemma.ID{}
	for _, p := range pairs {
		last[key(p.A, p.B)] = p.Judgement
	}
	for _, p := range pairs {
		if !p.Same || last[key(p.A, p.B)] != p.Judgement {
			continue
		}
		together := false
		for c, err := range view.Claims(ctx, stemma.ClaimFilter{Statement: p.A}) {
			if err != nil {
				return nil, err
			}
			together = together || slices.ContainsFunc(c.Members, func(m stemma.Answer) bool { return m.Statement == p.B })
		}
		if !together {
			out[p.Judgement] = true
		}
	}
	return slices.DeleteFunc(log, func(j *stemma.Judgement) bool { return !out[j.ID] }), nil
}

// cutMentions are the judgements, that two mentions are of one, whose mentions are
// of two.
func cutMentions(ctx context.Context, view stemma.View, log []*stemma.Judgement) (map[stemma.ID]bool, error) {
	onPeople, _ := split(log)
	decisions := newDecisions(onPeople)
	entity := map[stemma.ID]stemma.ID{} // by mention
	listed, err := collect(view.Documents(ctx, stemma.DocumentFilter{}))
	if err != nil {
		return nil, err
	}
	for _, d := range listed {
		if !d.Analysed || !decisions.concern(d.Path) {
			continue
		}
		doc, err := view.Document(ctx, d.ID)
		if err != nil {
			return nil, err
		}
		mentions, err := collect(view.Mentions(ctx, d.ID))
		if err != nil {
			return nil, err
		}
		for _, m := range mentions {
			entity[m.ID] = m.Entity
		}
		decisions.attach(doc, mentions)
	}
	out := map[stemma.ID]bool{}
	for _, d := range decisions.standing() {
		if d.Same && entity[d.A] != entity[d.B] {
			out[d.Judgement] = true
		}
	}
	return out, nil
}

// OfThisVersion reports whether the claims of a view were made by the rules of this
// version of the program.
func (e *Engine) OfThisVersion(ctx context.Context, view stemma.View) (bool, error) {
	weighed, err := view.Weighed(ctx)
	return weighed == e.weighing().ID, err
}
