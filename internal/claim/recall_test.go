package claim

import (
	"testing"

	"github.com/stemma/stemma"
)

// TestMetBytes: what was found is read as it was kept, and nothing of what is damaged.
func TestMetBytes(t *testing.T) {
	list := []met{{sign: 3, pairs: []metPair{{0, 2, .25}, {300, 1, .5}}}, {sign: 1 << 63}}
	data := metBytes(list)
	one := Text{&text{}}
	one.Recall(data)
	for _, m := range list {
		pairs, known := one.recall(m.sign)
		if !known || len(pairs) != len(m.pairs) {
			t.Fatalf("sign %d: %v, %v", m.sign, pairs, known)
		}
		for i, p := range pairs {
			if p != m.pairs[i] {
				t.Errorf("sign %d: %v, want %v", m.sign, p, m.pairs[i])
			}
		}
	}
	for _, s := range []sign{0, 4} {
		if _, known := one.recall(s); known {
			t.Errorf("sign %d was never kept", s)
		}
	}
	for i := range data {
		data[i] ^= 8
		if readMet(data) != nil {
			t.Errorf("byte %d is altered, and it is read", i)
		}
		data[i] ^= 8
		if readMet(data[:i]) != nil {
			t.Errorf("cut off at byte %d, it is read", i)
		}
	}
}

// TestLearned: with a text is kept again what was found of it where a good part of it is
// new or gone.
func TestLearned(t *testing.T) {
	of := func(from, to int) (list []met) {
		for i := from; i < to; i++ {
			list = append(list, met{sign: sign(i + 1)})
		}
		return list
	}
	for _, c := range []struct {
		name              string
		recalled, learned []met
		want              bool
	}{
		{"nothing", nil, nil, false},
		{"the same", of(0, 40), of(0, 40), false},
		{"for the first time", nil, of(0, 1), true},
		{"little is new", of(0, 40), of(0, 42), false},
		{"much is new", of(0, 40), of(0, 50), true},
		{"much is gone", of(0, 40), of(20, 40), true},
		{"all is gone", of(0, 40), nil, true},
		{"all is another", of(0, 40), of(50, 90), true},
	} {
		col := &Collection{texts: []*text{{id: "d", recalled: c.recalled, learned: c.learned}}}
		if got := col.Learned(); (len(got) == 1) != c.want || len(got) > 0 && got[0].Doc != stemma.ID("d") {
			t.Errorf("%s: %d are kept", c.name, len(got))
		}
	}
}

// TestSignOfFigures: a sign is another where the rarity of a word about a figure is, or what the forests
// ask of how alike two texts are, and not where that moves between their cuts.
func TestSignOfFigures(t *testing.T) {
	one := func(rarity float64, reading bool, unit string) sign {
		x := &text{sign: 5, figures: []*figure{{number: number{unit: unit}, around: []uint32{7}, known: known{reading: reading}}}}
		c := &Collection{ctx: t.Context(), texts: []*text{x}, rarity: newRarities(2)}
		c.rarity.put(7, rarity)
		c.signFigures()
		return x.asked
	}
	plain := one(2, false, "")
	for name, other := range map[string]sign{"rarity": one(2.5, false, ""), "reading": one(2, true, ""), "unit": one(2, false, "m")} {
		if other == plain || other == 0 {
			t.Errorf("another %s: %d beside %d", name, other, plain)
		}
	}
	j := figureJudge()
	a, b := &text{asked: 5}, &text{asked: 9}
	cuts := j.alone.cuts[ofStory]
	cut := cuts[len(cuts)/2]
	s := func(x between) sign { return x.signOf(a, b, j) }
	if below := s(between{story: cut - 1e-12}); below != s(between{story: cut - 2e-12}) || below == s(between{story: cut}) || below == s(between{story: cut - 1e-12, one: 1}) {
		t.Error("a sign does not follow the cuts of the forests")
	}
	if x := (&between{}); x.signOf(a, &text{}, j) != 0 {
		t.Error("of a text of which nothing is kept there is a sign")
	}
}
