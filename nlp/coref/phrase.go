package coref

import (
	"cmp"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/neural"
)

// A Phrase is words that may refer to something: a noun with all that
// modifies it, a name, a pronoun, or several of these joined ("A and B").
//
// Its extent follows GUM: determiners, adjectives, compounds, possessors,
// prepositional phrases and relative clauses belong to it; prepositions before
// it, appositions, further conjuncts, and of a predicate the subject and the
// copula do not.
type Phrase struct {
	First, Last int // tokens, half-open
	Head        int // token
	Sentence    int
	Joined      bool // several joined

	inner bool // a word of a person's name that is not its head, and so means nobody by itself
	name  int  // index in Doc.Mentions of the name whose word the head is, -1 for none

	class    class
	kind     nlp.EntityType // "" if not known
	gender   Gender
	number   Number
	word     uint32   // of the head, by its lemma
	text     uint32   // of all words but determiners
	core     []uint32 // of the words that tell what it is, without determiners and titles, in order
	modifies []uint32 // of those, the ones that modify the head
	letters  uint32   // of the first letters of a name's words; or of the head, where that is an acronym
	people   uint32   // of a people or its country; 0 for neither
	speech   int      // attribution in whose quoted content it stands, -1 for none
	vector   int32    // row of the head's vector, -1 for none
	self     bool     // reflexive
	time     bool     // of a time expression
	other    bool     // set apart from what was spoken of

	// What features are made of, kept because each phrase is looked at many
	// times: its relation to the word that governs it, that word, and numbers of
	// its type and of the clusters of its head.
	relation, governor uint32
	governing          int32 // row of the governing word's vector, -1 for none
	subject            bool
	kindNumber         uint32
	grains             [Grains]uint32
}

// longestCore is the most words of a phrase that are compared.
const longestCore = 8

// phrases finds the phrases of the doc, in order of their first words, the
// longer first.
func (s *Scene) phrases() {
	doc := s.doc
	w := newTwigs(doc)
	n := len(doc.Tokens)
	first, last := make([]int, n), make([]int, n) // of the extent
	begin, end := make([]int, n), make([]int, n)  // with all that is joined to it
	joined := make([]bool, n)
	for i := range doc.Tokens {
		first[i], last[i], begin[i], end[i] = i, i, i, i
	}
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		h := t.Head
		if h < 0 || t.UPOS == "PUNCT" {
			continue
		}
		if strings.HasPrefix(t.Deprel, "conj") {
			if i > h && nominal[t.UPOS] {
				joined[h] = true
				begin[h], end[h] = min(begin[h], w.low[i]), max(end[h], w.high[i])
			}
			continue
		}
		if b := w.branch(i); s.members.holds(doc, &b) {
			first[h], last[h] = min(first[h], w.low[i]), max(last[h], w.high[i])
		}
	}
	for n, sentence := range doc.Sentences {
		from := len(s.Phrases)
		for i := sentence.First; i < sentence.Last; i++ {
			if !s.refers(i) {
				continue
			}
			s.Phrases = append(s.Phrases, Phrase{First: first[i], Last: s.closed(first[i], last[i]+1, sentence), Head: i, Sentence: n, name: -1})
			if joined[i] {
				s.Phrases = append(s.Phrases, Phrase{
					First: min(first[i], begin[i]), Last: max(last[i], end[i]) + 1, Head: i, Sentence: n, Joined: true, name: -1,
				})
			}
		}
		slices.SortFunc(s.Phrases[from:], func(a, b Phrase) int {
			return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.Last, a.Last), cmp.Compare(a.Head, b.Head))
		})
	}
}

// closed moves the end of a phrase behind the marks that close what was opened
// in it.
func (s *Scene) closed(first, last int, sentence nlp.Sentence) int {
	for last < sentence.Last && s.doc.Tokens[last].UPOS == "PUNCT" {
		mark := s.doc.Tokens[last].In(s.doc.Text)
		open, ok := opens[mark]
		if !ok {
			return last
		}
		depth := 0
		for i := last - 1; i >= first && i >= last-longestBracket; i-- {
			switch word := s.doc.Tokens[i].In(s.doc.Text); {
			case open == mark && word == mark:
				depth = 1 - depth
			case open != mark && word == open:
				depth++
			case open != mark && word == mark:
				depth--
			}
		}
		if depth <= 0 {
			return last
		}
		last++
	}
	return last
}

// longestBracket is how far back from a closing mark the opening one is looked
// for, in words.
const longestBracket = 40

var opens = map[string]string{")": "(", "]": "[", "”": "“", "\"": "\"", "’": "‘", "»": "«"}

// belongs says whether a word that depends on a noun by the relation is of its
// phrase. How often each is inside the mentions of GUM train decided it.
func belongs(relation string, before, predicate bool) bool {
	switch relation {
	case "det", "amod", "compound", "nummod", "flat", "acl", "nmod", "fixed", "goeswith":
		return true
	case "case":
		if !before {
			return true // the possessive mark
		}
	case "advmod":
		if !before && !predicate {
			return true
		}
	case "obl":
		if !predicate && !before {
			return true
		}
	case "dep":
		if before && !predicate {
			return true
		}
	}
	return false
}

var nominal = map[string]bool{"NOUN": true, "PROPN": true, "PRON": true, "NUM": true, "X": true, "SYM": true, "DET": true}

// never are the relations of nouns that are part of another word.
var never = map[string]bool{"flat": true, "fixed": true, "goeswith": true, "discourse": true, "nmod:desc": true, "advmod": true, "cc": true, "case": true, "det": true, "mark": true}

// refers reports whether token i may be the head of a phrase.
func (s *Scene) refers(i int) bool {
	t := &s.doc.Tokens[i]
	if never[t.Deprel] && t.UPOS != "ADV" {
		return false
	}
	switch t.UPOS {
	case "NOUN", "PROPN", "X", "SYM":
		return true
	case "PRON":
		return t.Deprel != "expl" || s.pronoun(i).Person == 3
	case "NUM":
		return t.Deprel != "nummod" && t.Deprel != "compound"
	case "DET":
		return t.Deprel != "det:predet"
	case "ADJ":
		switch t.Deprel {
		case "nsubj", "nsubj:pass", "obj", "obl", "nmod", "appos", "iobj":
			return true
		}
	case "ADV":
		return s.pronoun(i).Place
	}
	return false
}

// pronoun returns what the lexicon knows of the word as a pronoun.
func (s *Scene) pronoun(i int) Pronoun {
	var buffer [64]byte
	t := &s.doc.Tokens[i]
	if t.Len() > 16 {
		return Pronoun{}
	}
	return s.lexicon.Pronouns[string(neural.Normal(buffer[:0], t.In(s.doc.Text)))]
}
