package claim

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
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

// TestNearest lays the search from the nearest out beside looking at all.
func TestNearest(t *testing.T) {
	text := strings.Repeat("a, b; c d ", 30)
	s := &scan{doc: &nlp.Doc{Text: text}}
	seed := rand.New(rand.NewPCG(7, 7))
	for range 500 {
		var spans []stemma.Span
		for at := seed.IntN(40); at < len(text)-12; at += seed.IntN(60) {
			spans = append(spans, stemma.Span{Begin: at, End: at + 1 + seed.IntN(10)})
		}
		of := stemma.Span{Begin: seed.IntN(len(text) - 12)}
		of.End = of.Begin + 1 + seed.IntN(10)
		var want stemma.Span
		for i, x := range spans {
			if i == 0 || s.away(of, x) < s.away(of, want) {
				want = x
			}
		}
		if got := s.nearest(of, spans); got != want {
			t.Fatalf("nearest to %v of %v is %v, not %v", of, spans, want, got)
		}
	}
}

// TestHedgedShared: the members of a sentence share its words, however many they are.
func TestHedgedShared(t *testing.T) {
	doc := &nlp.Doc{Text: "perhaps likely", Tokens: []nlp.Token{{Span: nlp.Span{End: 7}}, {Span: nlp.Span{Begin: 8, End: 14}}}}
	s := &scan{doc: doc, sentence: []int{0, 0}, around: [][]uint32{{1, 2, 3}}}
	for range 3 {
		m := &member{chain: []stemma.Attribution{{ShownBy: []stemma.Span{{End: 14}}}}}
		if s.say(m); len(m.hedged) != 1 || &m.hedged[0][0] != &s.around[0][0] {
			t.Errorf("of its own: %v", m.hedged)
		}
	}
}
