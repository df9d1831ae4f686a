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
	packed []packedPair
	echoes []*Echo
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
		for _, x := range p.packed {
			pair := Pair{A: p.texts[x.a].id, B: p.texts[x.b].id, Comparison: unpackComparison(x.bytes)}
			if x.echo > 0 {
				pair.Echo = p.echoes[x.echo-1]
			}
			if !yield(pair) {
				return
			}
		}
	}
}

// A packer packs the pairs that one goroutine finds.
type packer struct {
	Pairs
	index *Index
	room  []byte // packed pairs lie in stretches of memory
	buf   []byte
}

// stretch is how many bytes of packed pairs lie in one stretch of memory, so
// that those of a large case are not copied again and again as they grow.
const stretch = 256 << 10

func (k *packer) add(p Pair) {
	k.buf = packComparison(k.buf[:0], &p.Comparison)
	if cap(k.room)-len(k.room) < len(k.buf) {
		k.room = make([]byte, 0, max(stretch, len(k.buf)))
	}
	at := len(k.room)
	k.room = append(k.room, k.buf...)
	x := packedPair{a: k.index.numbers[p.A], b: k.index.numbers[p.B], bytes: k.room[at:len(k.room):len(k.room)]}
	if p.Echo != nil {
		k.echoes = append(k.echoes, p.Echo)
		x.echo = int32(len(k.echoes))
	}
	k.packed = append(k.packed, x)
}

// join puts what several goroutines found together, in order.
func join(index *Index, found []*packer) *Pairs {
	all := &Pairs{texts: index.texts}
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
	slices.SortFunc(all.packed, func(p, q packedPair) int {
		return cmp.Or(cmp.Compare(index.texts[p.a].id, index.texts[q.a].id), cmp.Compare(index.texts[p.b].id, index.texts[q.b].id))
	})
	return all
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
