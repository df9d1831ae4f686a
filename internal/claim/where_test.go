package claim

import (
	"testing"

	"github.com/stemma/stemma"
)

// TestWhere: what nobody who is named says is not the author's.
func TestWhere(t *testing.T) {
	for _, c := range []struct {
		source string
		links  int
		want   string
	}{
		{"", 1, "the author of a.txt"},
		{"", 2, "somebody whom the author of a.txt does not name"},
		{"Ana Vell", 2, "Ana Vell in a.txt"},
	} {
		m := &member{text: &text{path: "a.txt"}, source: c.source, chain: make([]stemma.Attribution, c.links)}
		if got := m.where(); got != c.want {
			t.Errorf("%d links, source %q: %q, want %q", c.links, c.source, got, c.want)
		}
	}
}
