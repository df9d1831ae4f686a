package descent

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemma/stemma"
)

// TestSpared: where a text cannot be taken apart its pairs are told of, and the others are
// compared as if it were not there.
func TestSpared(t *testing.T) {
	const wrong = stemma.ID("d2")
	found := func(n int, ill bool) (pairs []Pair, failed []Failure) {
		t.Helper()
		x := NewIndex()
		words := map[stemma.ID]*Words{}
		for i := range n {
			text := strings.Repeat("The ferry left the harbour before the storm came in from the north. ", 3) + fmt.Sprintf("Number %d was on board.", i)
			id := stemma.ID(fmt.Sprintf("d%d", i))
			if !ill && id == wrong {
				continue
			}
			words[id] = Split(text, []stemma.Span{{End: len(text)}})
			x.Add(id, NewSketch(words[id]))
		}
		tracer := &Tracer{Index: x, Workers: 2, Words: func(_ context.Context, id stemma.ID) (*Words, error) {
			if id == wrong {
				panic("oh")
			}
			return words[id], nil
		}}
		var ids []stemma.ID
		for id := range words {
			ids = append(ids, id)
		}
		all, err := tracer.Pairs(t.Context(), ids)
		if err != nil {
			t.Fatal(err)
		}
		for p := range all.All() {
			pairs = append(pairs, p)
		}
		return pairs, tracer.Failed()
	}
	want, _ := found(5, false)
	got, failed := found(5, true)
	if diff := cmp.Diff(want, got); diff != "" || len(want) != 6 {
		t.Errorf("%d pairs without it:\n%s", len(want), diff)
	}
	if diff := cmp.Diff([]Failure{{"d0", wrong, "oh"}, {"d1", wrong, "oh"}, {wrong, "d3", "oh"}, {wrong, "d4", "oh"}}, failed); diff != "" {
		t.Error(diff)
	}
}
