package claim

import (
	"math"
	"math/rand/v2"
	"testing"
)

// What is laid out for speed gives the sums of the trees themselves, to the bit.
func TestPlanted(t *testing.T) {
	seed := rand.New(rand.NewPCG(1, 2))
	for name, f := range map[string]*Forest{"alone": &figureModel.Alone, "beside": &figureModel.Beside, "happenings": &happeningModel} {
		p := f.plant()
		for range 2000 {
			var x row
			for k := range x {
				if cuts := p.cuts[k]; len(cuts) > 0 {
					if x[k] = cuts[seed.IntN(len(cuts))]; seed.IntN(2) == 0 { // on a cut, or beside one
						x[k] += seed.NormFloat64()
					}
				}
			}
			if got, want := p.sum(x[:], math.Inf(-1)), f.Sum(x[:]); math.Float64bits(got) != math.Float64bits(want) {
				t.Fatalf("%s: %v, not %v", name, got, want)
			}
		}
	}
}

func BenchmarkSum(b *testing.B) {
	seed := rand.New(rand.NewPCG(3, 4))
	p := figureJudge().alone
	rows := make([]row, 1000)
	for i := range rows {
		for k := range rows[i] {
			if cuts := p.cuts[k]; len(cuts) > 0 {
				rows[i][k] = cuts[seed.IntN(len(cuts))] + seed.NormFloat64()/10
			}
		}
	}
	b.Run("trees", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			figureModel.Alone.Sum(rows[i%len(rows)][:])
		}
	})
	b.Run("planted", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			p.sum(rows[i%len(rows)][:], math.Inf(-1))
		}
	})
}
