package eval

import (
	"path/filepath"
	"testing"
)

// TestPropositions prints what is not as it was written (go test -v); the
// floors are held by make eval.
func TestPropositions(t *testing.T) {
	score, wrong, err := Propositions(filepath.Join("..", "..", "testdata", "propositions.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range wrong {
		t.Log(w)
	}
	for _, s := range score {
		t.Logf("%s %.1f", s.Name, s.Value)
		if s.Name == "predicate" && s.Value < 80 {
			t.Errorf("%.1f in 100 predicates are right", s.Value)
		}
	}
}
