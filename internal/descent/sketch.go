package descent

import (
	"encoding/binary"
	"errors"
	"iter"
	"math"
	"slices"
)

// A Key is what two texts that descend from one another are likely to share:
// two salient words that stand near each other, in their order. A name and a
// number that a thesaurus leaves alone make keys in a spun text as they do in
// a copy. Thirty-two bits keep apart what has to be: of the keys of a hundred
// thousand texts one in a hundred falls together with another, and no pair of
// texts is made by one key.
type Key uint32

// A place is a key with the words that it covers.
type place struct {
	key         Key
	first, last int32 // words, both included
}

const (
	reach  = 3 // a salient word makes keys with so many that follow
	sample = 3 // one key in 2^sample/2 is kept, chosen by the key itself
)

// places goes through the kept keys of a text in its order.
func places(w *Words) iter.Seq[place] {
	return func(yield func(place) bool) {
		var window [reach]int32
		have := 0
		for i := range w.Hash {
			if w.flags[i]&salient == 0 {
				continue
			}
			for _, j := range window[:have] {
				if w.Hash[j] == w.Hash[i] {
					continue
				}
				key := Key(mix(w.Hash[j], w.Hash[i]) >> 32)
				if key>>(32-sample) <= 2 && !yield(place{key, j, int32(i)}) {
					return
				}
			}
			if have < reach {
				window[have] = int32(i)
				have++
			} else {
				copy(window[:], window[1:])
				window[reach-1] = int32(i)
			}
		}
	}
}

func mix(a, b uint64) uint64 {
	h := a*0x9e3779b97f4a7c15 + b
	h ^= h >> 31
	h *= 0x94d049bb133111eb
	h ^= h >> 29
	h *= 0xbf58476d1ce4e5b9
	h ^= h >> 32
	return h
}

// A Sketch is what reading leaves of a text so that it can be compared.
type Sketch struct {
	Keys  []Key      // sorted, each once
	Whole uint64     // digest of all words: equal texts have equal ones
	Least [16]uint32 // least keys by hashes (MinHash, Broder 1997)
	Words int
	Lang  string // of a sketch of cognates: the language; no part of Bytes
}

// NewSketch sketches a text.
func NewSketch(w *Words) *Sketch {
	s := &Sketch{Words: w.N(), Whole: fnvOffset}
	for _, h := range w.Hash {
		s.Whole = mix(s.Whole, h)
	}
	for p := range places(w) {
		s.Keys = append(s.Keys, p.key)
	}
	slices.Sort(s.Keys)
	s.Keys = slices.Clone(slices.Compact(s.Keys))
	s.hash()
	return s
}

// hash finds the least of the keys by each hash.
func (s *Sketch) hash() {
	for i := range s.Least {
		least := ^uint32(0)
		for _, k := range s.Keys {
			least = min(least, uint32(mix(uint64(k), uint64(i)+1)))
		}
		s.Least[i] = least
	}
}

// Bytes is the form in which a sketch is kept: a digest and the number of
// words, then how many keys there are and how far each lies from the one
// before, all as varints but the digest.
func (s *Sketch) Bytes() []byte {
	b := make([]byte, 0, 40+4*len(s.Keys))
	b = binary.BigEndian.AppendUint64(b, s.Whole)
	b = binary.AppendUvarint(b, uint64(s.Words))
	b = binary.AppendUvarint(b, uint64(len(s.Keys)))
	last := Key(0)
	for _, k := range s.Keys {
		b = binary.AppendUvarint(b, uint64(k-last))
		last = k
	}
	return b
}

// ReadSketch reads what Bytes wrote.
func ReadSketch(b []byte) (*Sketch, error) {
	bad := errors.New("read a sketch: it is cut short or was written by another version; read the documents again")
	if len(b) < 8 {
		return nil, bad
	}
	s := &Sketch{Whole: binary.BigEndian.Uint64(b)}
	b = b[8:]
	take := func() uint64 {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			b = nil // from here on all is cut short
			return 0
		}
		b = b[n:]
		return v
	}
	words := take()
	n := take()
	if b == nil || n > uint64(len(b)) || words > 1<<40 {
		return nil, bad
	}
	s.Words = int(words)
	if n > 0 {
		s.Keys = make([]Key, n)
	}
	last := uint64(0)
	for i := range s.Keys {
		step := take()
		if b == nil || i > 0 && step == 0 || step > math.MaxUint32 || last+step > math.MaxUint32 {
			return nil, bad
		}
		last += step
		s.Keys[i] = Key(last)
	}
	if len(b) != 0 {
		return nil, bad
	}
	s.hash()
	return s, nil
}
