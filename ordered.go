package stemma

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// ClaimsByID are the claims of a view in order of id, as every export writes
// them.
func ClaimsByID(ctx context.Context, view View) ([]*Claim, error) {
	var claims []*Claim
	for c, err := range view.Claims(ctx, ClaimFilter{}) {
		if err != nil {
			return nil, fmt.Errorf("list claims: %w", err)
		}
		claims = append(claims, c)
	}
	slices.SortFunc(claims, func(a, b *Claim) int { return cmp.Compare(a.ID, b.ID) })
	return claims, nil
}

// AssessmentsByClaim are the assessments of a view in order of the ids of their
// claims, those of one claim as the view gives them.
func AssessmentsByClaim(ctx context.Context, view View) ([]*Assessment, error) {
	var assessments []*Assessment
	for a, err := range view.Assessments(ctx, AssessmentFilter{}) {
		if err != nil {
			return nil, fmt.Errorf("list assessments: %w", err)
		}
		assessments = append(assessments, a)
	}
	slices.SortStableFunc(assessments, func(a, b *Assessment) int { return cmp.Compare(a.Claim, b.Claim) })
	return assessments, nil
}
