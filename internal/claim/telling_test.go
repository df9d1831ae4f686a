package claim

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stemma/stemma"
)

// TestAmong: all spans that overlap a place are among those that are returned.
func TestAmong(t *testing.T) {
	seed := rand.New(rand.NewPCG(5, 6))
	var spans []stemma.Span
	for range 200 {
		begin := seed.IntN(1000)
		spans = append(spans, stemma.Span{Begin: begin, End: begin + 1 + seed.IntN(60)})
	}
	slices.SortFunc(spans, func(a, b stemma.Span) int { return cmp.Compare(a.Begin, b.Begin) })
	ends := furthest(spans)
	for begin := range 1000 {
		at := stemma.Span{Begin: begin, End: begin + 1 + begin%30}
		from, to := among(spans, ends, at)
		for i, s := range spans {
			if s.Overlaps(at) && (i < from || i >= to) {
				t.Fatalf("span %d, %v, overlaps %v and is not from %d to %d", i, s, at, from, to)
			}
		}
		if to-from > 40 {
			t.Fatalf("%d spans of 200 are beside %v", to-from, at)
		}
	}
}
