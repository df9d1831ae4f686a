package resolve

import (
	"testing"

	"github.com/stemma/stemma/nlp"
)

// TestTypeOfUnnamed sees that somebody without a name has the type that is known of some
// of what refers to him, every time.
func TestTypeOfUnnamed(t *testing.T) {
	for range 100 {
		c := &Case{referents: []*referent{{id: "m1", words: "who"}, {id: "m2", words: "a clerk", kind: nlp.Person}, {id: "m3", words: "who"}}}
		if e := c.entity([]int{0, 1, 2}, nil); e.Type != nlp.Person {
			t.Fatalf("type %q, want %q", e.Type, nlp.Person)
		}
	}
}
