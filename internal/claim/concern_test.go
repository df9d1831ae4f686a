package claim

import (
	"slices"
	"testing"

	"github.com/stemma/stemma"
)

// TestConcerns: who says it is not whom it concerns.
func TestConcerns(t *testing.T) {
	m := &member{chain: []stemma.Attribution{{}, {Source: stemma.Span{Begin: 30, End: 48}}}}
	x := &telling{args: []argument{
		{role: "patient", entity: "mill", span: stemma.Span{Begin: 0, End: 8}},
		{role: "other", entity: "harbour-office", span: stemma.Span{Begin: 34, End: 48}},
		{role: "agent", span: stemma.Span{Begin: 10, End: 14}},
	}}
	if got := m.concerns(x); !slices.Equal(got, []stemma.ID{"mill"}) {
		t.Errorf("%v", got)
	}
}
