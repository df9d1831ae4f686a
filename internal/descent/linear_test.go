package descent

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// nuisances are texts that were made to cost much, of some n bytes.
var nuisances = map[string]func(n int) string{
	"one sentence": func(n int) string { return strings.Repeat("The minister denied the report on Monday. ", n/42) },
	"one word":     func(n int) string { return strings.Repeat("denial ", n/7) },
	"quotations":   func(n int) string { return strings.Repeat("“he saw five men leave” said one. ", n/37) },
	"unlike quotations": func(n int) string {
		var b strings.Builder
		r := rand.New(rand.NewPCG(2, 2))
		for b.Len() < n {
			fmt.Fprintf(&b, "“he saw %d men leave” said one. ", r.Uint32())
		}
		return b.String()
	},
	"a block eight times": func(n int) string { return strings.Repeat(randomNumbers(n/8), 8) },
	"numbers":             randomNumbers,
	"quoted lines":        func(n int) string { return strings.Repeat("> we saw it leave\nand then again\n", n/35) },
}

func randomNumbers(n int) string {
	r := rand.New(rand.NewPCG(1, 1))
	var b strings.Builder
	for b.Len() < n {
		fmt.Fprintf(&b, "%d ", r.Uint32())
	}
	return b.String()
}

// work counts what comparing two texts goes through: words, places that both
// have, the runs made of them with the links looked at, the passages found.
func work(a, b string) int {
	ta, tb := NewText(wordsOf(a), nil), NewText(wordsOf(b), nil)
	al := &aligner{}
	chains := al.align(ta, tb)
	n := ta.N() + tb.N() + len(al.found) + len(al.runs)*(1+min(behind, len(al.runs)))
	for _, r := range al.runs {
		n += int(r.n)
	}
	for _, c := range chains {
		n += len(c.runs)
	}
	return n
}

func wordsOf(text string) *Words { return Split(text, []stemma.Span{{Begin: 0, End: len(text)}}) }

// linear holds that eight times the text is no more than twelve times the work,
// whatever the text.
func linear(t *testing.T, work func(a, b string) int) {
	t.Helper()
	for name, make := range nuisances {
		t.Run(name, func(t *testing.T) {
			const n = 24 << 10
			little, much := work(make(n), make(n-n/10)), work(make(8*n), make(8*n-8*n/10))
			if much > 12*little {
				t.Errorf("a text takes %d steps, one eight times as long %d", little, much)
			}
		})
	}
}

// TestWorkIsLinear holds it of texts in one language.
func TestWorkIsLinear(t *testing.T) {
	linear(t, work)
}

// TestCognatesAreLinear holds it of texts in two languages: keys, marks in
// common, and pairs of sentences.
func TestCognatesAreLinear(t *testing.T) {
	work := func(a, b string) int {
		x, y := NewCognates("en", a, wordsOf(a)), NewCognates("ru", b, wordsOf(b))
		n := len(x.posts) + len(x.Sketch().Keys)
		for _, f := range facings(x, y) {
			n += 1 + len(f.meetings)
		}
		return n
	}
	linear(t, work)
}

// TestIdenticalIsLinear holds that one text many times over is compared a fixed
// number of times for each.
func TestIdenticalIsLinear(t *testing.T) {
	w := wordsOf("The ferry Osmunda, which carries timber between Varo and Linsk, was stopped on Monday by two patrol boats, " +
		"the harbour office at Linsk said. Captain Ulrik Dahlmann was taken ashore with four sailors and 31 crates.")
	for _, n := range []int{200, 1600} {
		x := NewIndex()
		var ids []stemma.ID
		for i := range n {
			id := stemma.NewID('d', fmt.Sprint(i))
			x.Add(id, NewSketch(w))
			ids = append(ids, id)
		}
		tr := &Tracer{Index: x, Words: func(context.Context, stemma.ID) (*Words, error) { return w, nil }}
		pairs, err := tr.Pairs(t.Context(), ids)
		if err != nil {
			t.Fatal(err)
		}
		if pairs.Len() < n-1 || pairs.Len() > heads*n {
			t.Errorf("%d texts make %d pairs, want at most %d each", n, pairs.Len(), heads)
		}
	}
}
