package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/stemma/stemma"
)

// An Overrule is a judgement that two are one, or answer one question, that stands
// and fits a place of the case, and yet does not hold.
type Overrule struct {
	Judgement *stemma.Judgement
	// Cut is the judgement that what the two are part of is apart, which may be
	// later or earlier; nil where none is, as where one of two statements is
	// rejected and in no claim.
	Cut *stemma.Judgement
}

// Reason says why it does not hold, in words that go on after "does not hold:".
func (o *Overrule) Reason() string {
	what := "are one"
	if o.Judgement.Kind == stemma.SameClaim {
		what = "answer one question"
	}
	if o.Cut == nil {
		return "the two are not joined in the case as it is now"
	}
	return fmt.Sprintf("that the two %s contradicts %s (%s, by %s)", what, o.Cut.ID[:min(len(o.Cut.ID), shortID)], o.Cut.Kind, strings.Join(strings.Fields(o.Cut.By), " "))
}

// shortID is how many letters of an id are printed.
const shortID = 9

// Overruled are the judgements that do not hold, in the order in which they were
// made: another cuts the chain that their two are part of. One that a later one on the
// same two takes the place of is not among them.
func Overruled(ctx context.Context, view stemma.View) ([]Overrule, error) {
	log, err := stemma.Log(ctx, view)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(log, func(j *stemma.Judgement) bool { return j.Kind == stemma.SameAs || j.Kind == stemma.SameClaim }) {
		return nil, nil
	}
	by, err := cutMentions(ctx, view, log)
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
	claims := map[stemma.ID][]stemma.ID{} // by statement
	for _, p := range pairs {
		for _, s := range []stemma.ID{p.A, p.B} {
			if _, known := claims[s]; known {
				continue
			}
			claims[s] = nil
			for c, err := range view.Claims(ctx, stemma.ClaimFilter{Statement: s}) {
				if err != nil {
					return nil, err
				}
				claims[s] = append(claims[s], c.ID)
			}
		}
	}
	meet := func(a, b stemma.ID) bool {
		return a == b || slices.ContainsFunc(claims[a], func(c stemma.ID) bool { return slices.Contains(claims[b], c) })
	}
	for _, p := range pairs {
		if !p.Same || last[key(p.A, p.B)] != p.Judgement || meet(p.A, p.B) {
			continue
		}
		by[p.Judgement] = ""
		for _, q := range pairs {
			if !q.Same && last[key(q.A, q.B)] == q.Judgement && (meet(p.A, q.A) && meet(p.B, q.B) || meet(p.A, q.B) && meet(p.B, q.A)) {
				by[p.Judgement] = q.Judgement
			}
		}
	}
	made := map[stemma.ID]*stemma.Judgement{}
	for _, j := range log {
		made[j.ID] = j
	}
	var out []Overrule
	for _, j := range log {
		if cut, is := by[j.ID]; is {
			out = append(out, Overrule{j, made[cut]})
		}
	}
	return out, nil
}

// cutMentions are the judgements, that two mentions are of one, whose mentions are
// of two, each with the last one that says that of these two, "" for none.
func cutMentions(ctx context.Context, view stemma.View, log []*stemma.Judgement) (map[stemma.ID]stemma.ID, error) {
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
	out := map[stemma.ID]stemma.ID{}
	standing := decisions.standing()
	for _, d := range standing {
		a, b := entity[d.A], entity[d.B]
		if !d.Same || a == b {
			continue
		}
		out[d.Judgement] = ""
		for _, x := range standing {
			if !x.Same && (entity[x.A] == a && entity[x.B] == b || entity[x.A] == b && entity[x.B] == a) {
				out[d.Judgement] = x.Judgement
			}
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
