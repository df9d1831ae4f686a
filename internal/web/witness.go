package web

import (
	"cmp"
	"context"
	"slices"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// A standing is an independent witness of a claim, as the map and the network
// count them.
type standing struct {
	Origin string // one who speaks of several things is one origin
	Denies bool
	Unsure bool // it is hedged, alleged or left open
}

// standings gives the independent witnesses of claims, all sides together.
type standings struct {
	view       stemma.View
	of         map[stemma.ID]*stemma.Assessment // by claim: the first, for all of a claim have the same witnesses
	statements map[stemma.ID]*stemma.Statement  // those looked up, nil for one that is gone
}

func (s *server) standings(ctx context.Context) (*standings, error) {
	out := &standings{view: s.view, of: map[stemma.ID]*stemma.Assessment{}, statements: map[stemma.ID]*stemma.Statement{}}
	for a, err := range s.view.Assessments(ctx, stemma.AssessmentFilter{}) {
		if err != nil {
			return nil, err
		}
		if out.of[a.Claim] == nil {
			out.of[a.Claim] = a
		}
	}
	return out, nil
}

// claim are the independent witnesses of a claim; none where nobody has weighed
// it. Origins are told apart by the entity on whose word a witness stands or,
// where it has no name, by the document.
func (s *standings) claim(ctx context.Context, id stemma.ID) ([]standing, error) {
	a := s.of[id]
	if a == nil {
		return nil, nil
	}
	var out []standing
	for _, side := range a.Sides {
		if side.Stance == stemma.TakenBack {
			continue
		}
		for _, w := range side.Witnesses {
			if !w.Independent() {
				continue
			}
			st, err := s.statement(ctx, w.Origin)
			if err != nil {
				return nil, err
			}
			if st != nil {
				out = append(out, standing{cmp.Or(string(w.Root), string(st.Doc)), side.Stance == stemma.Denies, side.Stance == stemma.Alleges || unsure(st)})
			}
		}
	}
	return out, nil
}

func (s *standings) statement(ctx context.Context, id stemma.ID) (*stemma.Statement, error) {
	st, looked := s.statements[id]
	if looked {
		return st, nil
	}
	st, err := s.view.Statement(ctx, id)
	if stemma.KindOf(err) == stemma.NotFound {
		st, err = nil, nil
	}
	if err != nil {
		return nil, err
	}
	s.statements[id] = st
	return st, nil
}

// unsure reports whether the text shows of any link that it says less than that it is so. Of
// who reports what another says nothing is told, and so he takes nothing from it.
func unsure(st *stemma.Statement) bool {
	return st.Hedged() || slices.ContainsFunc(st.Chain, func(a stemma.Attribution) bool {
		return a.Told() && a.Certainty == nlp.UnknownCertainty
	})
}
