package csv

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/stemma/stemma"
)

// claims writes claims in order of id, a row a member, and their assessments,
// a row a witness.
func (s sheets) claims(ctx context.Context, view stemma.View) error {
	var claims []*stemma.Claim
	for c, err := range view.Claims(ctx, stemma.ClaimFilter{}) {
		if err != nil {
			return fmt.Errorf("list claims: %w", err)
		}
		claims = append(claims, c)
	}
	slices.SortFunc(claims, func(a, b *stemma.Claim) int { return cmp.Compare(a.ID, b.ID) })
	for _, c := range claims {
		for _, m := range c.Members {
			if err := s.row("claims", string(c.ID), string(c.Question), c.Gist, string(m.Statement), string(m.Stance), m.Value,
				m.Happened, string(m.Place), m.Why, ids(c.Entities), string(c.Run)); err != nil {
				return err
			}
		}
	}
	var assessments []*stemma.Assessment
	for a, err := range view.Assessments(ctx, stemma.AssessmentFilter{}) {
		if err != nil {
			return fmt.Errorf("list assessments: %w", err)
		}
		assessments = append(assessments, a)
	}
	slices.SortStableFunc(assessments, func(a, b *stemma.Assessment) int { return cmp.Compare(a.Claim, b.Claim) })
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
		cells = append([]string{string(a.Claim), string(a.Disagreement), a.Explanation}, cells...)
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
