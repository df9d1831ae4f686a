package descent

import (
	"cmp"
	"encoding/binary"
	"iter"
	"math"
	"slices"

	"github.com/stemma/stemma"
)

// Pairs are the pairs of many texts that tell something, packed: a case of a
// hundred thousand documents has a million, each with a dozen passages.
type Pairs struct {
	texts  []entry // of the index when they were found
	number map[stemma.ID]int32
	packed []packedPair
	echoes []*Echo
	loose  bool   // some were added and are not in order yet
	room   []byte // packed pairs lie in stretches of memory
	buf    []byte
}

// A packedPair is a pair in bytes: its numbers as eight bytes each, the rest as
// varints, spans as the way from the one before.
type packedPair struct {
	a, b  int32 // texts
	echo  int32 // number of the echo and one, 0 for none
	bytes []byte
}

// Len is the number of pairs.
func (p *Pairs) Len() int { return len(p.packed) }

// All goes through the pairs, the lesser id first in each, in order of the ids.
func (p *Pairs) All() iter.Seq[Pair] {
	return func(yield func(Pair) bool) {
		p.order()
		for i := range p.packed {
			if !yield(p.unpack(&p.packed[i])) {
				return
			}
		}
	}
}

// Ends goes through the two documents of each pair, in no order.
func (p *Pairs) Ends() iter.Seq2[stemma.ID, stemma.ID] {
	return func(yield func(a, b stemma.ID) bool) {
		for _, x := range p.packed {
			if !yield(p.texts[x.a].id, p.texts[x.b].id) {
				return
			}
		}
	}
}

func (p *Pairs) unpack(x *packedPair) Pair {
	pair := Pair{A: p.texts[x.a].id, B: p.texts[x.b].id, Comparison: unpackComparison(x.bytes)}
	if x.echo > 0 {
		pair.Echo = p.echoes[x.echo-1]
	}
	return pair
}

// Mixtures returns the documents among those of the pairs that are put together of
// several others. The pairs of one document are unpacked at a time.
func (p *Pairs) Mixtures() map[stemma.ID]bool {
	from := make([]int32, len(p.texts)+1) // of each text: where its pairs begin in of
	for _, x := range p.packed {
		from[x.a+1]++
		from[x.b+1]++
	}
	for i := range p.texts {
		from[i+1] += from[i]
	}
	of, next := make([]int32, from[len(p.texts)]), slices.Clone(from)
	for i, x := range p.packed {
		for _, t := range []int32{x.a, x.b} {
			of[next[t]] = int32(i)
			next[t]++
		}
	}
	mixed := map[stemma.ID]bool{}
	var pairs []Pair
	for t := range p.texts {
		pairs = pairs[:0]
		for _, i := range of[from[t]:from[t+1]] {
			pair := p.unpack(&p.packed[i])
			if p.packed[i].b == int32(t) {
				pair = pair.turned()
			}
			pairs = append(pairs, pair)
		}
		if mixture(pairs) {
			mixed[p.texts[t].id] = true
		}
	}
	return mixed
}

// stretch is how many bytes of packed pairs lie in one stretch of memory, so
// that those of a large case are not copied again and again as they grow.
const stretch = 256 << 10

// newPairs returns none yet, of the texts of an index.
func newPairs(x *Index) *Pairs { return &Pairs{texts: x.texts, number: x.numbers} }

// Add adds a pair that is not among them. One of a text that the index has no
// more is left out.
func (k *Pairs) Add(p Pair) {
	a, known := k.number[p.A]
	b, both := k.number[p.B]
	if !known || !both {
		return
	}
	k.buf = packComparison(k.buf[:0], &p.Comparison)
	if cap(k.room)-len(k.room) < len(k.buf) {
		k.room = make([]byte, 0, max(stretch, len(k.buf)))
	}
	at := len(k.room)
	k.room = append(k.room, k.buf...)
	x := packedPair{a: a, b: b, bytes: k.room[at:len(k.room):len(k.room)]}
	k.loose = true
	if p.Echo != nil {
		k.echoes = append(k.echoes, p.Echo)
		x.echo = int32(len(k.echoes))
	}
	k.packed = append(k.packed, x)
}

// join puts what several goroutines found together, in order.
func join(index *Index, found []*Pairs) *Pairs {
	all := newPairs(index)
	n := 0
	for _, f := range found {
		n += len(f.packed)
	}
	all.packed = make([]packedPair, 0, n)
	for _, f := range found {
		for _, x := range f.packed {
			if x.echo > 0 {
				x.echo += int32(len(all.echoes))
			}
			all.packed = append(all.packed, x)
		}
		all.echoes = append(all.echoes, f.echoes...)
		f.packed = nil
	}
	all.loose = true
	return all
}

// order puts the pairs in order of the ids.
func (p *Pairs) order() {
	if !p.loose {
		return
	}
	slices.SortFunc(p.packed, func(x, y packedPair) int {
		return cmp.Or(cmp.Compare(p.texts[x.a].id, p.texts[y.a].id), cmp.Compare(p.texts[x.b].id, p.texts[y.b].id))
	})
	p.loose = false
}

func packComparison(b []byte, c *Comparison) []byte {
	for _, f := range []float64{c.Score, c.ShareA, c.ShareB, c.Same, c.Quoted} {
		b = binary.BigEndian.AppendUint64(b, math.Float64bits(f))
	}
	flags := 0
	for i, f := range []bool{c.EndsA[0], c.EndsA[1], c.EndsB[0], c.EndsB[1], c.Ordered, c.Foreign} {
		if f {
			flags |= 1 << i
		}
	}
	for _, n := range []int{flags, c.Verbatim, c.Edits, c.Changes, c.Slips, c.Numbers, c.Cognates} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	for _, passages := range [][]Passage{c.Passages, c.Altered} {
		b = binary.AppendUvarint(b, uint64(len(passages)))
		var last stemma.Span
		for _, x := range passages {
			b = binary.AppendVarint(b, int64(x.A.Begin-last.Begin))
			b = binary.AppendVarint(b, int64(x.A.Len()))
			b = binary.AppendVarint(b, int64(x.B.Begin-last.End))
			b = binary.AppendVarint(b, int64(x.B.Len()))
			b = binary.BigEndian.AppendUint64(b, math.Float64bits(x.Same))
			last = stemma.Span{Begin: x.A.Begin, End: x.B.Begin}
		}
	}
	return b
}

func unpackComparison(b []byte) Comparison {
	var c Comparison
	float := func() float64 {
		f := math.Float64frombits(binary.BigEndian.Uint64(b))
		b = b[8:]
		return f
	}
	count := func() int {
		n, k := binary.Uvarint(b)
		b = b[k:]
		return int(n)
	}
	step := func() int {
		n, k := binary.Varint(b)
		b = b[k:]
		return int(n)
	}
	for _, f := range []*float64{&c.Score, &c.ShareA, &c.ShareB, &c.Same, &c.Quoted} {
		*f = float()
	}
	flags := count()
	for i, f := range []*bool{&c.EndsA[0], &c.EndsA[1], &c.EndsB[0], &c.EndsB[1], &c.Ordered, &c.Foreign} {
		*f = flags&(1<<i) != 0
	}
	for _, n := range []*int{&c.Verbatim, &c.Edits, &c.Changes, &c.Slips, &c.Numbers, &c.Cognates} {
		*n = count()
	}
	for _, passages := range []*[]Passage{&c.Passages, &c.Altered} {
		n := count()
		if n > 0 {
			*passages = make([]Passage, n)
		}
		var last stemma.Span
		for i := range *passages {
			x := &(*passages)[i]
			x.A.Begin = last.Begin + step()
			x.A.End = x.A.Begin + step()
			x.B.Begin = last.End + step()
			x.B.End = x.B.Begin + step()
			x.Same = float()
			last = stemma.Span{Begin: x.A.Begin, End: x.B.Begin}
		}
	}
	return c
}
