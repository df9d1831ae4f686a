package coref

import (
	"slices"

	"github.com/stemma/stemma/nlp"
)

// A chain is what is known of one thing from all phrases that mean it.
type chain struct {
	size       int
	first      int // phrases
	last       int
	gender     Gender
	number     Number
	kind       nlp.EntityType
	kindNumber uint32
	forms      uint32 // a bit for each form of its phrases
	named      bool
	told       bool     // the text itself speaks of it, and not only somebody quoted
	classes    uint32   // those of its phrases, a bit each
	names      []uint32 // words of its names
	words      []uint32 // heads of its nouns
	person     []uint32 // words of its longest name of a person
}

// mostWords is how many different words of a chain are kept; a thing has few
// names.
const mostWords = 12

// Begin opens a chain with the phrase.
func (s *Scene) Begin(i int) {
	s.Of[i] = len(s.chains)
	s.back[i] = -1
	s.chains = append(s.chains, chain{first: i})
	s.take(i)
}

// Join puts the phrase into the chain of phrase j, which must have one.
func (s *Scene) Join(i, j int) {
	s.Of[i] = s.Of[j]
	s.back[i] = s.chains[s.Of[i]].last
	s.take(i)
}

func (s *Scene) take(i int) {
	p, c := &s.Phrases[i], &s.chains[s.Of[i]]
	c.size++
	c.last = i
	c.told = c.told || !s.quoted(p)
	c.classes |= 1 << p.class
	c.forms |= 1 << p.class.form()
	if !sexed(c.gender) && p.gender != AnyGender {
		c.gender = p.gender
	}
	if c.number == AnyNumber {
		c.number = p.number
	}
	if c.kind == "" {
		c.kind, c.kindNumber = p.kind, p.kindNumber
	}
	if p.class.name() {
		c.named = true
		c.names = keep(c.names, p.core...)
		if p.class == personName && len(p.core) > len(c.person) {
			c.person = p.core
		}
	} else if !p.class.pronoun() {
		c.words = keep(c.words, p.word)
	}
	s.remember(i)
}

func keep(list []uint32, words ...uint32) []uint32 {
	for _, w := range words {
		if len(list) < mostWords && !holds(list, w) {
			list = append(list, w)
		}
	}
	return list
}

func holds(list []uint32, w uint32) bool {
	for _, x := range list {
		if x == w {
			return true
		}
	}
	return false
}

// An entry is a phrase under a key, and the entry under the same key before it.
type entry struct{ phrase, before int32 }

// keysOf are what a phrase may be found by again from afar.
func (p *Phrase) keysOf(keys []uint32) []uint32 {
	if p.Joined {
		return append(keys, mix(1, p.text))
	}
	if p.class.pronoun() {
		if p.class == placeWord || p.class == vagueWord {
			return keys
		}
		return append(keys, mix(2, uint32(p.class)))
	}
	keys = append(keys, mix(3, p.core[len(p.core)-1]), mix(6, p.text))
	if p.word != p.core[len(p.core)-1] {
		keys = append(keys, mix(3, p.word))
	}
	if p.letters != 0 {
		keys = append(keys, mix(4, p.letters))
	}
	if p.people != 0 {
		keys = append(keys, mix(5, p.people))
	}
	return keys
}

func (s *Scene) remember(i int) {
	var buffer [8]uint32
	p := &s.Phrases[i]
	keys := p.keysOf(buffer[:0])
	if p.class == personName {
		if p.gender != Feminine {
			keys = append(keys, keyOf(Masculine))
		}
		if p.gender != Masculine {
			keys = append(keys, keyOf(Feminine))
		}
	}
	for _, k := range keys {
		before, ok := s.keys[k]
		if !ok {
			before = -1
		}
		s.keys[k] = int32(len(s.entries))
		s.entries = append(s.entries, entry{int32(i), before})
	}
}

// keyOf is that under which "he" or "she" finds the persons with a name who may
// be of the gender.
func keyOf(g Gender) uint32 { return mix(7, uint32(g)) }

const (
	// near is how many phrases before one are all looked at.
	near = 30
	// far is how many more are looked at for each key that they share.
	far = 3
)

// Candidates appends the phrases before i that it may refer back to, the
// nearest first.
func (s *Scene) Candidates(i int, list []int) []int {
	p := &s.Phrases[i]
	start := len(list)
	for j := i - 1; j >= 0 && j >= i-near; j-- {
		if s.may(i, j) {
			list = append(list, j)
		}
	}
	var buffer [8]uint32
	keys := p.keysOf(buffer[:0])
	if p.class.pronoun() && sexed(p.gender) {
		keys = append(keys, keyOf(p.gender))
	}
	for _, k := range keys {
		at, ok := s.keys[k]
		for n, seen := 0, 0; ok && at >= 0 && n < far && seen < 4*near; seen++ {
			e := s.entries[at]
			if j := int(e.phrase); j < i-near && s.may(i, j) {
				n++
				if !holdsInt(list[start:], j) {
					list = append(list, j)
				}
			}
			at = e.before
		}
	}
	return list
}

func holdsInt(list []int, v int) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

// may reports whether phrase i may mean what phrase j before it does, as far as
// their places and plain contradictions say.
func (s *Scene) may(i, j int) bool {
	p, a := &s.Phrases[i], &s.Phrases[j]
	if p.Sentence == a.Sentence && p.First < a.Last && a.First < p.Last {
		// One within the other: only "Orel the guard" where it is not parted.
		return s.doc.Tokens[p.Head].Head == a.Head && s.doc.Tokens[p.Head].Deprel == "appos"
	}
	if s.Of[j] < 0 {
		return true
	}
	c := &s.chains[s.Of[j]]
	if p.gender != c.gender && sexed(p.gender) && sexed(c.gender) {
		return false
	}
	// "Ana Orel" is not "Ana Dunn".
	return p.class != personName || !c.otherPerson(p.core)
}

// unlike reports whether phrase i and the chain of j are of types that cannot be
// one: a pronoun for a man or woman and a thing, or the other way round; the name
// of a person and that of something else, unless they are the same words. Types
// are wrong now and then; so this is asked where chains are made, not where they
// are learned from.
func (s *Scene) unlike(i, j int) bool {
	p, c := &s.Phrases[i], &s.chains[s.Of[j]]
	person, group := kinds[nlp.Person], kinds[nlp.Group]
	switch {
	case s.Phrases[j].inner && p.class.judged():
		return true
	case s.tellsOfHimself(i, j) || s.speaksOfAnother(i, j) || s.saysOfAnother(i, j):
		return true
	case p.other && !(s.Phrases[j].other && p.word == s.Phrases[j].word):
		return true
	case (p.class == thirdMan || p.class == thirdWoman) && p.speech < 0 && !c.told:
		return true
	case c.kindNumber == 0:
		return p.class.pronoun() && sexed(p.gender) && c.classes&^things == 0
	case p.class.pronoun():
		return sexed(p.gender) && c.kindNumber != person && c.kindNumber != group ||
			p.class == thirdThing && c.kindNumber == person && c.named
	case p.class.name() && c.named && p.kindNumber != 0:
		return (p.kindNumber == person) != (c.kindNumber == person) && p.text != s.Phrases[j].text
	}
	return false
}

// tellsOfHimself reports whether by a link of phrase i to the chain of j whoever says something
// would call himself by his name in what he is said to say: "the minister said that Brandt was
// arrested" is of two, and so is "Brandt was arrested, the minister said"; or by what he is, as in
// "Orel said that the miller was arrested".
func (s *Scene) tellsOfHimself(i, j int) bool {
	p, chain := &s.Phrases[i], s.Of[j]
	if p.class == personName && !s.chains[chain].named || p.kind == nlp.Person && (p.class == otherName || p.class == definite || p.class == possessed) {
		if s.toldBy(i, func(teller int) bool { return s.Of[teller] == chain }) {
			return true
		}
	}
	if p.class == definite && s.subjects[s.doc.Tokens[p.Head].Head] == i+1 {
		for k := i - 1; k >= 0 && k >= i-near && s.Phrases[k].Sentence == p.Sentence; k-- {
			if s.Phrases[k].class == personName && s.Of[k] == chain && s.toldBy(k, func(teller int) bool { return teller == i }) {
				return true
			}
		}
	}
	return false
}

// quoted reports whether a phrase stands in words that are wholly quoted.
func (s *Scene) quoted(p *Phrase) bool {
	return p.speech >= 0 && p.speech < len(s.speeches) && s.speeches[p.speech].direct
}

// speaksOfAnother reports whether phrase i is a "he", "she" or "it" in quoted words and the chain
// of j is of whoever says them, who would say "I".
func (s *Scene) speaksOfAnother(i, j int) bool {
	p := &s.Phrases[i]
	if p.class < thirdMan || p.class > thirdThing || !s.quoted(p) {
		return false
	}
	source := s.speeches[p.speech].source
	switch {
	case source < 0:
		return false
	case source < i:
		return s.Of[source] == s.Of[j]
	}
	// Who says it is named behind the words, and so is in no chain yet.
	said := &s.Phrases[source]
	return said.class == personName && !slices.ContainsFunc(said.core, func(w uint32) bool { return !holds(s.chains[s.Of[j]].names, w) })
}

// saysOfAnother reports whether phrase i is a "he", "she" or "it" that says something, and the chain
// of j is of somebody who is named in that before it, or spoken of nowhere else: "Brezel took a bribe,
// he said". Whoever says something does not call himself by his name.
func (s *Scene) saysOfAnother(i, j int) bool {
	p, first := &s.Phrases[i], s.chains[s.Of[j]].first
	if p.class < thirdMan || p.class > thirdThing || len(s.says[i]) == 0 {
		return false
	}
	if !s.Phrases[first].class.pronoun() && s.tellsOf(i, first) {
		return true
	}
	for k := i - 1; k >= max(0, i-near); k-- {
		if s.Of[k] == s.Of[j] && s.Phrases[k].class == personName && s.tellsOf(i, k) {
			return true
		}
	}
	return false
}

// tellsOf reports whether phrase j stands in what phrase i is the source of.
func (s *Scene) tellsOf(i, j int) bool {
	return slices.ContainsFunc(s.says[i], func(c nlp.Span) bool { return c.Contains(s.doc.Tokens[s.Phrases[j].Head].Span) })
}

// deepestTold is within how many words of a tree somebody who says something is looked for above
// what he says.
const deepestTold = 24

// toldBy reports whether one of the phrases that are the subjects of the clauses by which phrase
// i is told of, as "the minister" is of "the minister said that Brandt was arrested", fits.
func (s *Scene) toldBy(i int, fits func(teller int) bool) bool {
	at := s.Phrases[i].Head
	for range deepestTold {
		t := &s.doc.Tokens[at]
		if t.Head < 0 {
			return false
		}
		if t.Deprel == "ccomp" {
			if k := s.subjects[t.Head] - 1; k >= 0 && k != i && fits(k) {
				return true
			}
		}
		at = t.Head
	}
	return false
}

// things are the classes of phrases that are nouns. What is called by nouns alone, none of which is
// of a person or a body, is nobody.
const things = 1<<definite | 1<<pointing | 1<<possessed | 1<<indefinite | 1<<bare | 1<<barePlural | 1<<thirdThing | 1<<pointer

func sexed(g Gender) bool { return g == Masculine || g == Feminine }

// otherPerson reports whether a name of the words must be of another person than
// the chain is about: each has a word that the other has not.
func (c *chain) otherPerson(words []uint32) bool {
	return len(c.person) > 0 && !within(words, c.person) && !within(c.person, words) && !within(words, c.names)
}
