package descent_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/descent"
)

// BenchmarkHostile compares texts that were made to be a nuisance; the time a
// byte must not grow with their length.
func BenchmarkHostile(b *testing.B) {
	for name, make := range map[string]func(n int) string{
		"one sentence over and over": func(n int) string { return strings.Repeat("The minister denied the report on Monday. ", n/42) },
		"one word":                   func(n int) string { return strings.Repeat("a", n) },
		"quotation marks":            func(n int) string { return strings.Repeat("“", n/3) },
		"a block eight times":        func(n int) string { return strings.Repeat(numbers(n/8), 8) },
		"numbers":                    numbers,
	} {
		for _, n := range []int{1 << 20, 8 << 20, 50 << 20} {
			b.Run(fmt.Sprintf("%s/%dMB", name, n>>20), func(b *testing.B) {
				all := texts{"a": make(n), "b": make(n - n/10)}
				b.SetBytes(int64(2 * n))
				for b.Loop() {
					if _, err := all.tracer(all.ids()).Pair(context.Background(), "a", "b"); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func numbers(n int) string {
	r := rand.New(rand.NewPCG(1, 1))
	var b strings.Builder
	for b.Len() < n {
		fmt.Fprintf(&b, "%d ", r.Uint32())
	}
	return b.String()
}

// BenchmarkIdentical reckons one text many times over.
func BenchmarkIdentical(b *testing.B) {
	for _, n := range []int{5000, 50000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			w := words(dispatch)
			for b.Loop() {
				x := descent.NewIndex()
				var ids []stemma.ID
				for i := range n {
					id := stemma.NewID('d', fmt.Sprint(i))
					x.Add(id, descent.NewSketch(w))
					ids = append(ids, id)
				}
				t := &descent.Tracer{Index: x, Words: func(context.Context, stemma.ID) (*descent.Words, error) { return w, nil }}
				pairs, err := t.Pairs(context.Background(), ids)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(pairs.Len())/float64(n), "pairs/text")
			}
		})
	}
}
