package claim

import (
	"slices"
	"testing"

	"github.com/stemma/stemma"
)

// TestWitnessIsNoParty: whoever counted the lamps is not whom they concern, and whoever lit
// them is.
func TestWitnessIsNoParty(t *testing.T) {
	m := &member{chain: []stemma.Attribution{{}}}
	for lemma, want := range map[string][]stemma.ID{"count": nil, "light": {"porter"}} {
		if got := m.concerns(&telling{lemma: lemma, args: []argument{{role: "agent", entity: "porter"}}}); !slices.Equal(got, want) {
			t.Errorf("%s concerns %v, want %v", lemma, got, want)
		}
	}
}

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
