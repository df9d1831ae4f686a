// Package clause takes a clause apart: which word says what happens, who and
// what takes part, when, where and how many. It reads the trees of Universal
// Dependencies, with the shared subjects that enhanced UD adds (Schuster and
// Manning 2016): of conjuncts, of infinitives under a verb of control, of
// relative clauses and participles.
//
// Negation and modality are no part of what it gives: "may not have left" has
// the predicate "leave". How sure anybody is stands elsewhere (nlp/factuality).
// Nor does it say that two words mean one thing: "kill" and "die" stay two
// predicates, whose arguments can be compared by role: who is killed is
// "nsubj:pass", who kills "obl:agent" or "nsubj", who dies "nsubj".
//
// The package holds no words. What a language says with a light verb, and how
// it raises and controls, is its [Lexicon], as nlp/en has one. What cannot be
// told from the tree is left out, never guessed.
package clause

import (
	"cmp"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// A Lexicon is what the words of a language tell about its clauses, all by
// lemma. The zero Lexicon knows nothing, which only makes predicates coarser.
type Lexicon struct {
	// Raising are verbs and adjectives that say nothing but how sure or how
	// far along something is: "appear", "likely", "continue". The predicate is
	// the infinitive or participle below them.
	Raising map[string]bool
	// SubjectControl are verbs whose infinitive is done by their subject even
	// where they have an object: "promise".
	SubjectControl map[string]bool
	// Light are verbs that say little beside the noun that is their object:
	// "make" a decision. Deeds are such nouns, each with the verb that says
	// the same: "decision" is "decide".
	Light map[string]bool
	Deeds map[string]string
	// Tallies are nouns that count like numbers: "dozens" of people.
	Tallies map[string]bool
}

// A Proposition is a clause taken apart. Spans are bytes of the Doc's text; a
// zero span is for what the clause does not say.
type Proposition struct {
	// Predicate is a lemma: of the verb, with its particle ("carry out"); of
	// the adjective or noun behind a copula; of the verb that a light verb and
	// its noun stand for.
	Predicate string
	Head      int // index in Doc.Tokens of the word that the predicate is taken from
	Args      []Argument
	Time      nlp.Span // of Doc.Times, directly below the predicate
	Place     nlp.Span // of a mention of type Place, in an oblique
	Quantity  nlp.Span // a number with what it counts: "at least six officers"
}

// An Argument is one part of a clause.
type Argument struct {
	// Role is the UD relation to the predicate: nsubj, nsubj:pass, csubj, obj,
	// iobj, obl, obl:agent, xcomp, ccomp; nmod below a noun.
	Role    string
	Span    nlp.Span // the whole phrase, with its preposition
	Head    int      // index in Doc.Tokens
	Mention int      // index in Doc.Mentions of the one whose head it is, -1 for none
}

// A Reader reads the clauses of one Doc. It may be used by one goroutine at a
// time.
type Reader struct {
	lex      *Lexicon
	doc      *nlp.Doc
	first    []int32 // first child of each token, -1 for none
	next     []int32 // next child of the same head
	enter    []int32 // when a walk over the trees comes to the token, from 1, ...
	leave    []int32 // ... and how far it has come when it leaves it; 0 where it never came
	mentions map[int]int
}

// NewReader returns a reader over doc. Without dependencies it finds nothing.
func NewReader(doc *nlp.Doc, lex *Lexicon) *Reader {
	n := len(doc.Tokens)
	r := &Reader{lex: lex, doc: doc, mentions: map[int]int{}}
	if doc.Has&nlp.Dependencies == 0 {
		return r
	}
	ints := make([]int32, 4*n)
	r.first, r.next, r.enter, r.leave = ints[:n], ints[n:2*n], ints[2*n:3*n], ints[3*n:]
	for i := range r.first {
		r.first[i], r.next[i] = -1, -1
	}
	for i := n - 1; i >= 0; i-- {
		if h := r.head(i); h >= 0 {
			r.next[i], r.first[h] = r.first[h], int32(i)
		}
	}
	r.walk()
	for i, m := range doc.Mentions {
		head := m.Head
		if head < 0 || head >= n {
			head = r.tokenBefore(m.End)
		}
		if head < 0 {
			continue
		}
		if old, ok := r.mentions[head]; !ok || doc.Mentions[old].Len() < m.Len() {
			r.mentions[head] = i
		}
	}
	return r
}

// head is the governor of token i, -1 for a root and for what no tree allows.
func (r *Reader) head(i int) int {
	if h := r.doc.Tokens[i].Head; h < len(r.doc.Tokens) && h != i {
		return max(h, -1)
	}
	return -1
}

// walk numbers the tokens of all trees, so that one look tells whether a token
// stands below another. Nothing is recursive: a tree may be as deep as a text
// is long.
func (r *Reader) walk() {
	var clock int32
	var stack []int32
	cursor := slices.Clone(r.first) // the child of each token to be come to next
	for i := range r.doc.Tokens {
		if r.head(i) >= 0 {
			continue
		}
		stack = append(stack[:0], int32(i))
		clock++
		r.enter[i] = clock
		for len(stack) > 0 {
			t := stack[len(stack)-1]
			c := cursor[t]
			if c < 0 {
				r.leave[t] = clock
				stack = stack[:len(stack)-1]
				continue
			}
			clock++
			r.enter[c] = clock
			cursor[t] = r.next[c]
			stack = append(stack, c)
		}
	}
}

// below reports whether t is h or stands below it.
func (r *Reader) below(h, t int) bool {
	return r.enter[h] != 0 && r.enter[h] <= r.enter[t] && r.leave[t] <= r.leave[h] && r.leave[t] != 0
}

// tokenBefore is the last token that ends at or before the byte, -1 for none.
func (r *Reader) tokenBefore(end int) int {
	i, _ := slices.BinarySearchFunc(r.doc.Tokens, end+1, func(t nlp.Token, at int) int { return cmp.Compare(t.End, at) })
	return i - 1
}

// Main returns the proposition of the main clause of a content, nil where it
// has none that can be told. The content is in order of the text; of several
// sentences the first that has a clause is taken.
func (r *Reader) Main(content []nlp.Span) *Proposition {
	if r.first == nil || len(content) == 0 {
		return nil
	}
	head := r.mainPredicate(content)
	if head < 0 {
		return nil
	}
	c := &clause{Reader: r, content: content}
	return c.read(head)
}

// Of returns the proposition of the clause whose predicate is token i, read
// within its sentence; nil if the token is none.
func (r *Reader) Of(i int) *Proposition {
	if r.first == nil || i < 0 || i >= len(r.doc.Tokens) || !r.predicative(i) {
		return nil
	}
	k, found := slices.BinarySearchFunc(r.doc.Sentences, i, func(s nlp.Sentence, at int) int {
		switch {
		case s.Last <= at:
			return -1
		case s.First > at:
			return 1
		}
		return 0
	})
	if !found {
		return nil
	}
	c := &clause{Reader: r, content: []nlp.Span{r.doc.Sentence(k)}}
	return c.read(i)
}

// mainPredicate is the word of the content that says what happens: of those
// whose head stands outside, the first that can be a predicate and is no
// adjunct of another clause.
func (r *Reader) mainPredicate(content []nlp.Span) int {
	best := -1
	sentence := 0
	for _, span := range content {
		first, _ := slices.BinarySearchFunc(r.doc.Tokens, span.Begin, func(t nlp.Token, at int) int { return cmp.Compare(t.Begin, at) })
		for i := first; i < len(r.doc.Tokens) && r.doc.Tokens[i].End <= span.End; i++ {
			for sentence < len(r.doc.Sentences) && r.doc.Sentences[sentence].Last <= i {
				if best >= 0 {
					return best
				}
				sentence++
			}
			if h := r.head(i); !r.predicative(i) || h >= 0 && covers(content, r.doc.Tokens[h].Span) {
				continue
			}
			switch role, _, _ := strings.Cut(r.doc.Tokens[i].Deprel, ":"); {
			case role == "advcl" || role == "acl":
				if best < 0 {
					best = i // unless something better comes
				}
			case best < 0 || adjunct(r.doc.Tokens[best].Deprel):
				best = i
			}
		}
	}
	return best
}

func adjunct(deprel string) bool {
	return strings.HasPrefix(deprel, "advcl") || strings.HasPrefix(deprel, "acl")
}

// predicative reports whether token i can say what happens: a verb, or a word
// with a copula.
func (r *Reader) predicative(i int) bool {
	t := &r.doc.Tokens[i]
	switch t.Deprel {
	case "aux", "aux:pass", "cop", "case", "mark", "amod", "compound", "fixed", "flat", "punct", "discourse", "advmod", "det":
		return false
	}
	if t.UPOS == "VERB" || t.UPOS == "AUX" {
		return true
	}
	return r.Copular(i)
}

// Copular reports whether a copula makes a predicate of token i, its own or that of an
// adjective or a noun that it is joined to: "he is not under arrest but not free".
func (r *Reader) Copular(i int) bool {
	if r.first == nil || i < 0 || i >= len(r.doc.Tokens) {
		return false
	}
	for range mostJoined {
		if r.child(i, "cop") >= 0 {
			return true
		}
		t := &r.doc.Tokens[i]
		if t.Deprel != "conj" || r.head(i) < 0 || t.UPOS != "ADJ" && t.UPOS != "NOUN" || r.child(i, "nsubj", "nsubj:pass", "case", "det") >= 0 {
			return false
		}
		i = r.head(i)
	}
	return false
}

// mostJoined is how many predicates may be joined to the one that has the copula.
const mostJoined = 8

// child is the first child of token i with one of the relations, -1 for none.
func (r *Reader) child(i int, relations ...string) int {
	for c := r.first[i]; c >= 0; c = r.next[c] {
		if slices.Contains(relations, r.doc.Tokens[c].Deprel) {
			return int(c)
		}
	}
	return -1
}

// covers reports whether a part of the content holds the span.
func covers(content []nlp.Span, s nlp.Span) bool { return piece(content, s) != nlp.Span{} }

// piece is the part of the content that holds the span, the zero span if none
// does.
func piece(content []nlp.Span, s nlp.Span) nlp.Span {
	i, _ := slices.BinarySearchFunc(content, s.End, func(c nlp.Span, end int) int { return cmp.Compare(c.End, end) })
	if i < len(content) && content[i].Contains(s) {
		return content[i]
	}
	return nlp.Span{}
}
