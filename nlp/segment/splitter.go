package segment

import (
	"fmt"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
)

// A Splitter is a learned judge of where sentences end: a linear model over
// hashed features of the words around a place.
type Splitter struct {
	weights []float32 // a power of two of them
}

// LoadSplitter makes a splitter from its weights: a section "split" of one row,
// whose length is a power of two.
func LoadSplitter(f *model.File) (*Splitter, error) {
	if kind := f.Note("kind"); kind != "split" {
		return nil, fmt.Errorf("load the sentence splitter: these are weights of kind %q, not \"split\"", kind)
	}
	weights, err := f.Matrix("split", 1, -1)
	if err != nil {
		return nil, fmt.Errorf("load the sentence splitter: %w", err)
	}
	if n := len(weights); n == 0 || n&(n-1) != 0 {
		return nil, fmt.Errorf("load the sentence splitter: %d weights are not a power of two", n)
	}
	return &Splitter{weights: weights}, nil
}

// score is above zero where a sentence ends.
func (s *Splitter) score(p *place) float32 {
	var buffer [maxFeatures]uint32
	mask := uint32(len(s.weights) - 1)
	var sum float32
	for _, f := range p.features(buffer[:0]) {
		sum += s.weights[f&mask]
	}
	return sum
}

// Learn shows the places of a text where a splitter would be asked, with their
// features and whether a sentence ends there; ends is told the offset behind the
// last word before the place.
func Learn(language Language, text string, ends func(offset int) bool, see func(features []uint32, end bool)) {
	language.Splitter = nil
	s := New(language)
	s.teacher = func(p *place) bool {
		end := ends(p.tokens[p.at].End)
		if p.candidate(p.anchor()) {
			see(p.features(nil), end)
		}
		return end
	}
	s.Annotate(nlp.NewDoc(text))
}

const maxFeatures = 32

// mix puts numbers together into one hash.
func mix(name uint32, parts ...uint32) uint32 {
	h := name * 0x9e3779b1
	for _, p := range parts {
		h = (h ^ p) * 0x85ebca6b
		h ^= h >> 13
	}
	h *= 0xc2b2ae35
	return h ^ h>>16
}

// form hashes the token at index i, in lower case with digits alike; what lies
// outside the block has a hash of its own.
func (p *place) form(i int) uint32 {
	if i < 0 || i >= len(p.tokens) {
		return 1
	}
	word := p.tokens[i].In(p.c.text)
	if len(word) > maxWord {
		word = word[:maxWord]
	}
	h := uint32(2166136261)
	for j := 0; j < len(word); j++ {
		b := word[j]
		switch {
		case b >= 'A' && b <= 'Z':
			b += 'a' - 'A'
		case b >= '0' && b <= '9':
			b = '0'
		case b >= utf8.RuneSelf:
			// Bytes of other scripts as they are.
		}
		h = (h ^ uint32(b)) * 16777619
	}
	return h
}

// look is the shape and role of the token at index i.
func (p *place) look(i int) uint32 {
	if i < 0 || i >= len(p.tokens) {
		return 255
	}
	piece := &p.c.pieces[i]
	return uint32(piece.shape) | uint32(piece.role)<<4
}

// bucket makes a count coarse.
func bucket(n int) uint32 {
	switch {
	case n < 5:
		return uint32(n)
	case n < 8:
		return 5
	case n < 15:
		return 6
	case n < 30:
		return 7
	}
	return 8
}

func flag(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// features appends the hashed features of the place.
func (p *place) features(to []uint32) []uint32 {
	pieces := p.c.pieces
	k, n := p.anchor(), p.next()
	end, at, after, next := p.form(k), p.form(p.at), p.form(p.at+1), p.form(n)
	before := p.form(k - 1)
	endLook, nextLook, beforeLook := p.look(k), p.look(n), p.look(k-1)
	spaced := flag(pieces[p.at+1].space)
	open := flag(p.quoted > 0) | flag(p.bracketed > 0)<<1
	caps := flag(p.c.caps)
	length := bucket(p.at + 1 - p.start)
	closers, openers := uint32(p.at-k), uint32(n-p.at-1)
	known := uint32(pieces[k].known)
	starts := flag(pieces[n].known&starter != 0)
	beforeWord := uint32(0)
	if k > 0 {
		beforeWord = uint32(pieces[k-1].known)
	}
	return append(to,
		mix(1, end),
		mix(2, end, beforeLook, caps),
		mix(3, end, nextLook, spaced, caps),
		mix(4, end, next),
		mix(5, before, end),
		mix(6, beforeLook, end, nextLook, spaced),
		mix(7, next, endLook),
		mix(8, before, endLook, nextLook),
		mix(9, nextLook, p.look(n+1), endLook),
		mix(10, end, closers, openers, spaced),
		mix(11, end, open, nextLook, closers),
		mix(12, length, endLook, nextLook),
		mix(13, known, starts, nextLook, spaced),
		mix(14, at, after),
		mix(15, at, p.look(p.at+1), spaced),
		mix(16, next, p.form(n+1)),
		mix(17, bucket(len(p.tokens)-p.at-1), endLook, nextLook),
		mix(18, p.form(k-2), before, endLook),
		mix(19, p.look(p.start), length, endLook, nextLook),
		mix(20, beforeWord, end, nextLook),
		mix(21, p.look(k-2), beforeLook, endLook, nextLook),
		mix(22, spaced, endLook),
		mix(23, after, endLook, p.look(p.at+2)),
		mix(24, p.form(p.start), endLook, nextLook),
	)
}
