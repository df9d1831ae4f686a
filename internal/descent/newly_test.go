package descent

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemma/stemma"
)

// TestNewly: what is said to be met and lost by hearsay is what an index of the texts of
// before and one of those of now tell otherwise, where keys become frequent or common and
// cease to be, whatever texts come and go.
func TestNewly(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	id := func(i int) stemma.ID { return stemma.ID(fmt.Sprintf("d%03d", i)) }
	sketch := func() *Sketch {
		s := &Sketch{}
		for range 6 {
			s.Keys = append(s.Keys, Key(r.IntN(14)))
		}
		slices.Sort(s.Keys)
		s.Keys = slices.Compact(s.Keys)
		for m := range s.Least {
			s.Least[m] = uint32(r.IntN(1 + 9*r.IntN(2))) // some are alike
		}
		return s
	}
	met, lost := 0, 0
	for round := range 40 {
		n := 20 + r.IntN(50)
		words, heard, plain := NewIndex(), NewHearsayIndex(), NewHearsayIndex()
		of := map[stemma.ID]*Sketch{}
		for i := range n {
			of[id(i)] = sketch()
			words.Add(id(i), &Sketch{})
			heard.Add(id(i), of[id(i)])
			plain.Add(id(i), of[id(i)])
		}
		tied := func(x *Index, ids []stemma.ID) map[[2]stemma.ID]bool {
			out := map[[2]stemma.ID]bool{}
			for _, a := range ids {
				for _, b := range x.Candidates(a) {
					if slices.Contains(ids, b) {
						out[[2]stemma.ID{min(a, b), max(a, b)}] = true
					}
				}
			}
			return out
		}
		put, out := map[stemma.ID]*Sketch{}, []stemma.ID(nil)
		var stay, anew []stemma.ID
		for i := range n + 12 {
			switch {
			case i >= n:
				put[id(i)] = sketch()
				anew = append(anew, id(i))
				words.Add(id(i), &Sketch{})
			case round%2 == 0 && r.IntN(6) == 0:
				out = append(out, id(i))
				words.Remove(id(i))
			default:
				stay = append(stay, id(i))
			}
		}
		before := tied(plain, stay)
		more, fewer := heard.Change(put, out)
		texts := slices.DeleteFunc(slices.Concat(more, fewer), func(x stemma.ID) bool { return put[x] != nil })
		slices.Sort(texts)
		after := NewHearsayIndex()
		for _, x := range stay {
			after.Add(x, of[x])
		}
		for x, s := range put {
			after.Add(x, s)
		}
		now := tied(after, stay)
		want, got := map[[2]stemma.ID]bool{}, map[[2]stemma.ID]bool{}
		for p := range now {
			if !before[p] {
				want[p] = true
				met++
			}
		}
		for p := range before {
			if !now[p] {
				want[p] = false
				lost++
			}
		}
		some, gone := (&Tracer{Index: words, Heard: heard}).Newly(texts, anew)
		for _, m := range some {
			got[[2]stemma.ID{min(m[0], m[1]), max(m[0], m[1])}] = true
		}
		for _, p := range gone {
			got[p] = false
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("round %d: (-want +got)\n%s", round, diff)
		}
	}
	if met < 100 || lost < 100 {
		t.Errorf("%d met, %d lost: it shows little", met, lost)
	}
}
