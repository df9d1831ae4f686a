package coref

import (
	"strings"

	"github.com/stemma/stemma/nlp"
)

// Members says which of the words that depend on a noun belong to its phrase:
// the sum of the weights of a word's features is above zero. Nil asks the rules
// by which it was learned first.
type Members struct{ Weights []float32 } // a power of two of buckets

// A branch is a word that depends on another, with all that depends on it.
type branch struct {
	token, low, high int // low and high are its first and last word, signs aside
	head             int
	predicate, joint bool // whether the head has a copula, or conjuncts
}

// features appends those of a branch as keys.
func (b *branch) features(doc *nlp.Doc, keys []uint32) []uint32 {
	f := sheet(keys)
	t, h := &doc.Tokens[b.token], &doc.Tokens[b.head]
	relation := hashString(t.Deprel)
	side := flag(b.token < b.head)
	sign, first := uint32(0), b.low
	if b.low > 0 && doc.Tokens[b.low-1].UPOS == "PUNCT" && doc.Tokens[b.low-1].Len() < 5 {
		sign = hashString(doc.Tokens[b.low-1].In(doc.Text))
	}
	word := hashString(doc.Tokens[first].Lemma[:min(len(doc.Tokens[first].Lemma), longestWord)])
	size := bucket(b.high - b.low)
	f.add(1, 0)
	f.three(2, relation, side, flag(b.predicate))
	f.three(3, relation, side, flag(sign != 0))
	f.three(4, relation, side, sign)
	f.three(5, relation, side, hashString(h.UPOS))
	f.three(6, mix(relation, side), flag(sign != 0), hashString(h.UPOS))
	f.three(7, relation, side, word)
	f.three(8, relation, hashString(doc.Tokens[first].UPOS), hashString(t.UPOS))
	f.three(9, relation, side, size)
	f.three(10, relation, side, flag(b.joint))
	f.three(11, relation, hashString(t.XPOS), hashString(h.XPOS))
	f.three(12, relation, hashString(h.Deprel), flag(sign != 0))
	f.three(13, mix(relation, side), bucket(abs(b.token-b.head)), flag(sign != 0))
	f.three(14, relation, side, hashString(t.Lemma[:min(len(t.Lemma), longestWord)]))
	f.three(15, relation, side, hashString(h.Lemma[:min(len(h.Lemma), longestWord)]))
	return f
}

func abs(n int) int { return max(n, -n) }

// holds reports whether the branch belongs to the phrase of its head.
func (m *Members) holds(doc *nlp.Doc, b *branch) bool {
	relation, _, _ := strings.Cut(doc.Tokens[b.token].Deprel, ":")
	if m == nil || b.token < b.head && always[relation] {
		return belongs(relation, b.token < b.head, b.predicate)
	}
	var buffer [16]uint32
	var sum float32
	for _, k := range b.features(doc, buffer[:0]) {
		sum += m.Weights[int(k)&(len(m.Weights)-1)]
	}
	return sum > 0
}

// always are the relations by which a word before a noun is of its phrase.
var always = map[string]bool{"det": true, "amod": true, "compound": true, "nummod": true, "nmod": true}

// A Limb is a branch with its features, for learning Members.
type Limb struct {
	Head     int // token
	Branch   nlp.Span
	Features []uint32
}

// Limbs returns the branches of the doc's nouns, but conjuncts.
func Limbs(doc *nlp.Doc) []Limb {
	t := newTwigs(doc)
	var out []Limb
	for i := range doc.Tokens {
		if h := doc.Tokens[i].Head; h >= 0 && doc.Tokens[i].UPOS != "PUNCT" && !strings.HasPrefix(doc.Tokens[i].Deprel, "conj") {
			b := t.branch(i)
			out = append(out, Limb{h, nlp.Span{Begin: doc.Tokens[b.low].Begin, End: doc.Tokens[b.high].End}, b.features(doc, nil)})
		}
	}
	return out
}

// twigs is what the trees of a doc say of each word.
type twigs struct {
	doc              *nlp.Doc
	low, high        []int // first and last word of what depends on a token, signs aside
	predicate, joint []bool
}

func newTwigs(doc *nlp.Doc) *twigs {
	n := len(doc.Tokens)
	w := &twigs{doc: doc, low: make([]int, n), high: make([]int, n), predicate: make([]bool, n), joint: make([]bool, n)}
	left := make([]int, n) // words that depend on it and are still to come
	for i := range doc.Tokens {
		w.low[i], w.high[i] = i, i
		t := &doc.Tokens[i]
		if t.Head < 0 {
			continue
		}
		left[t.Head]++
		switch {
		case t.Deprel == "cop":
			w.predicate[t.Head] = true
		case strings.HasPrefix(t.Deprel, "conj"):
			w.joint[t.Head] = true
		}
	}
	// From the leaves to the roots.
	var ready []int
	for i := range doc.Tokens {
		if left[i] == 0 {
			ready = append(ready, i)
		}
	}
	for k := 0; k < len(ready); k++ {
		i := ready[k]
		t := &doc.Tokens[i]
		if t.Head < 0 {
			continue
		}
		if t.UPOS != "PUNCT" {
			w.low[t.Head], w.high[t.Head] = min(w.low[t.Head], w.low[i]), max(w.high[t.Head], w.high[i])
		}
		if left[t.Head]--; left[t.Head] == 0 {
			ready = append(ready, t.Head)
		}
	}
	return w
}

func (w *twigs) branch(i int) branch {
	h := w.doc.Tokens[i].Head
	return branch{i, w.low[i], w.high[i], h, w.predicate[h], w.joint[h]}
}
