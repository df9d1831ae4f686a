package csv

import (
	"context"
	"strconv"
	"strings"

	"github.com/stemma/stemma"
)

// claims writes claims in order of id, a row a member, and their assessments,
// a row a witness.
func (s sheets) claims(ctx context.Context, view stemma.View) error {
	claims, err := stemma.ClaimsByID(ctx, view)
	if err != nil {
		return err
	}
	for _, c := range claims {
		for _, m := range c.Members {
			if err := s.row("claims", string(c.ID), string(c.Question), c.Gist, string(m.Statement), string(m.Stance), m.Value,
				m.Happened, string(m.Place), m.Why, ids(c.Entities), string(c.Run)); err != nil {
				return err
			}
		}
	}
	assessments, err := stemma.AssessmentsByClaim(ctx, view)
	if err != nil {
		return err
	}
	for _, a := range assessments {
		if err := s.assessment(a); err != nil {
			return err
		}
	}
	return nil
}

// assessment writes a row a witness, one alone where there is none.
func (s sheets) assessment(a *stemma.Assessment) error {
	row := func(cells ...string) error {
		cells = append([]string{string(a.Claim), string(a.Disagreement), a.Explanation, a.Reason}, cells...)
		return s.row("assessments", append(cells, string(a.Run))...)
	}
	rows := 0
	for i, side := range a.Sides {
		for _, w := range side.Witnesses {
			rows++
			if err := row(number(i), side.Value, string(side.Stance), string(w.Origin), string(w.Root), ids(w.Descendants),
				strconv.FormatBool(w.Interested), string(w.Support), w.Why); err != nil {
				return err
			}
		}
	}
	if rows == 0 {
		return row(make([]string, 9)...)
	}
	return nil
}

func ids(of []stemma.ID) string {
	words := make([]string, len(of))
	for i, id := range of {
		words[i] = string(id)
	}
	return strings.Join(words, "; ")
}
