package descent

import (
	"iter"
	"math/bits"
	"sort"
)

// A post says that a text has a key.
type post struct {
	key  Key
	text int32
}

// number puts posts in order of key and text.
func (p post) number() uint64 { return uint64(p.key)<<32 | uint64(uint32(p.text)) }

// Posts say which texts have which keys, packed: of each post the text and the low half
// of the key. Keys are spread evenly, so that the other half, or more of the key where there
// are many, says where to look.
type posts struct {
	from  []int32 // by the first bits of a key: where the posts begin whose keys begin so
	shift uint    // how many bits of a key are not among these
	low   []uint16
	text  []int32
}

// newPosts packs posts that are in order of their keys.
func newPosts(list []post) *posts {
	first := min(max(16, bits.Len(uint(len(list)))-2), 32)
	p := &posts{shift: uint(32 - first), from: make([]int32, 1<<first+1), low: make([]uint16, len(list)), text: make([]int32, len(list))}
	at := 0
	for i := range p.from {
		for at < len(list) && uint64(list[at].key)>>p.shift < uint64(i) {
			at++
		}
		p.from[i] = int32(at)
	}
	for i, x := range list {
		p.low[i], p.text[i] = uint16(x.key), x.text
	}
	return p
}

func (p *posts) len() int { return len(p.text) }

// of returns the texts that have a key, in order.
func (p *posts) of(k Key) []int32 {
	from, to := p.from[k>>p.shift], p.from[k>>p.shift+1]
	low := p.low[from:to]
	begin := sort.Search(len(low), func(i int) bool { return low[i] >= uint16(k) })
	end := begin + sort.Search(len(low)-begin, func(i int) bool { return low[begin+i] > uint16(k) })
	return p.text[from:to][begin:end]
}

// all goes through the keys in order, each with its texts.
func (p *posts) all() iter.Seq2[Key, []int32] {
	return func(yield func(Key, []int32) bool) {
		mask := Key(1)<<p.shift - 1
		for b := range len(p.from) - 1 {
			for i, to := int(p.from[b]), int(p.from[b+1]); i < to; {
				k := Key(b)<<p.shift | Key(p.low[i])&mask
				j := i + 1
				for j < to && p.low[j] == p.low[i] {
					j++
				}
				if !yield(k, p.text[i:j]) {
					return
				}
				i = j
			}
		}
	}
}
