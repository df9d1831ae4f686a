package claim

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/cores"
)

// How the figures of two texts meet follows from what the two tell, from how rare the
// words about their figures are, and from how alike the two are, as far as a forest asks
// for it. All that is put into one number, the sign of the two, and what was found is kept
// under it: with one text more only those are laid beside one another again of which
// something of that is another. As rarity is counted coarsely these are few.
//
// What is kept is no part of the case: where it is damaged, of another version or left
// out, the same is found again.

// A sign stands for all that a comparison depends on.
type sign uint64

// with is a sign of one thing more (the mixing of MurmurHash3; Appleby 2011).
func (s sign) with(n uint64) sign {
	x := uint64(s)*0x9e3779b97f4a7c15 + n
	x = (x ^ x>>33) * 0xff51afd7ed558ccd
	x = (x ^ x>>33) * 0xc4ceb9fe1a85ec53
	return sign(x ^ x>>33)
}

// signOf is the sign of bytes; never 0, which says that there is none.
func signOf(data []byte) sign {
	h := sha256.Sum256(data)
	return sign(binary.LittleEndian.Uint64(h[:])) | 1
}

// signFigures gives each text the sign of its figures: of all that it tells, and of what
// other texts say of them. A text of which nothing is kept has none.
func (c *Collection) signFigures() {
	cores.Each(c.ctx, len(c.texts), func(i int) {
		t := c.texts[i]
		if t.sign == 0 || c.model != nil {
			return
		}
		t.asked = t.sign
		for _, f := range t.figures {
			for _, words := range [...][]uint32{f.around, f.near, f.context} {
				for _, w := range words {
					t.asked = t.asked.with(math.Float64bits(c.rarity.of(w)))
				}
			}
			reading := uint64(0)
			if f.known.reading {
				reading = 1
			}
			t.asked = t.asked.with(reading)
			for k := range len(f.unit) { // which another text may have told
				t.asked = t.asked.with(uint64(f.unit[k]))
			}
		}
		t.asked |= 1
	})
}

// signOf is the sign of laying the figures of two texts beside one another, 0 for none.
func (x *between) signOf(one, two *text, j *judge) sign {
	if one.asked == 0 || two.asked == 0 {
		return 0
	}
	s := one.asked.with(uint64(two.asked)).with(math.Float64bits(x.one))
	for _, p := range [...]*planted{j.alone, j.beside} {
		s = s.with(uint64(p.reached(ofStory, x.story))).with(uint64(p.reached(ofKin, x.kin)))
	}
	return s | 1
}

// A met is what was found of the figures of two texts: which pairs of them are likely to
// answer one question, by their numbers in the two texts.
type met struct {
	sign  sign
	pairs []metPair
}

type metPair struct {
	a, b   int
	weight float64
}

// recall is what was found under a sign that is kept with a text.
func (t *text) recall(s sign) ([]metPair, bool) {
	i, there := slices.BinarySearchFunc(t.recalled, s, func(m met, s sign) int { return cmp.Compare(m.sign, s) })
	if s == 0 || !there {
		return nil, false
	}
	return t.recalled[i].pairs, true
}

// Recall takes in what Learned gave for a document, before Group. What other rules made,
// or is damaged, is not recalled.
func (t Text) Recall(data []byte) {
	t.recalled = readMet(data)
}

// Learned is what is to be kept of each text for Recall, after Group: of the texts for which
// a good part of it is not what was recalled.
func (c *Collection) Learned() (out []stemma.Kept) {
	for _, t := range c.texts {
		slices.SortFunc(t.learned, func(x, y met) int { return cmp.Compare(x.sign, y.sign) })
		fresh := 0
		for _, m := range t.learned {
			if _, known := t.recall(m.sign); !known {
				fresh++
			}
		}
		if many := max(len(t.learned), len(t.recalled)); staleFrom*fresh <= many && staleFrom*(len(t.recalled)-len(t.learned)+fresh) <= many {
			continue
		}
		out = append(out, stemma.Kept{Doc: t.id, Data: metBytes(t.learned)})
	}
	return out
}

// staleFrom is which part of what is kept with a text may be of no use before it is written anew:
// to write all costs more than to find the little again.
const staleFrom = 8

func metBytes(list []met) []byte {
	data := binary.AppendUvarint([]byte(Version+"\n"), uint64(len(list)))
	for _, m := range list {
		data = binary.LittleEndian.AppendUint64(data, uint64(m.sign))
		data = binary.AppendUvarint(data, uint64(len(m.pairs)))
		for _, p := range m.pairs {
			data = binary.AppendUvarint(binary.AppendUvarint(data, uint64(p.a)), uint64(p.b))
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(p.weight))
		}
	}
	return binary.LittleEndian.AppendUint64(data, uint64(signOf(data)))
}

// readMet reads what metBytes gave; nil for anything else.
func readMet(data []byte) []met {
	if len(data) < 8 || uint64(signOf(data[:len(data)-8])) != binary.LittleEndian.Uint64(data[len(data)-8:]) {
		return nil
	}
	data, ours := bytes.CutPrefix(data[:len(data)-8], []byte(Version+"\n"))
	if !ours {
		return nil
	}
	r := &reader{data: data}
	list := make([]met, r.count(9))
	for i := range list {
		list[i].sign = sign(r.long())
		if n := r.count(10); n > 0 {
			list[i].pairs = make([]metPair, n)
		}
		for k := range list[i].pairs {
			list[i].pairs[k] = metPair{r.uint(), r.uint(), math.Float64frombits(r.long())}
		}
	}
	if r.bad {
		return nil
	}
	return list
}
