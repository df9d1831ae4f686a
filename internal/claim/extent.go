package claim

import (
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// An extent says of how many of those whom a clause tells of it is so. "Some of the hostages
// were released" answers for some of them, and who says that not all were denies it only of all.
type extent byte

const (
	ofThem extent = iota // of those who are meant, without a word for how many: "the hostages"
	ofAll                // "all of the hostages"
	ofFew                // of no known ones: "two hostages", "hostages"
	ofSome               // "some of the hostages"
	notAll               // "not all of the hostages"
)

// extents are the words by which a clause tells of all or of some. Those for none negate.
var extents = map[string]extent{
	"all": ofAll, "every": ofAll, "each": ofAll, "both": ofAll, "everyone": ofAll, "everybody": ofAll,
	"some": ofSome, "most": ofSome, "part": ofSome, "half": ofSome, "majority": ofSome, "minority": ofSome, "handful": ofSome,
	"many": ofSome, "few": ofSome, "several": ofSome, "number": ofSome, "one": ofSome, "none": ofThem, "neither": ofThem, "any": ofThem,
}

// ahead are those that say so right before a noun too: "some hostages" are of no known ones.
var ahead = map[string]bool{"all": true, "every": true, "each": true, "both": true, "most": true}

// ofWhom is the noun of those of whom the phrase of token i is a part, "hostages" of "none of
// the hostages"; -1 where it is no part of any.
func (s *scan) ofWhom(i int) int {
	t := &s.doc.Tokens[i]
	if _, known := extents[lemma(t)]; !known && t.UPOS != "NUM" {
		return -1
	}
	if of := s.of(i); of >= 0 && (s.definite(of) || s.doc.Tokens[of].UPOS == "PRON") {
		return of
	}
	return -1
}

// extentOf is that of the clause of token i: of whom it befalls, of who does it where none is
// told, or by a word beside it, "they were all released".
func (s *scan) extentOf(i int) extent {
	e, word := ofThem, -1
	subject, object := s.strayed(i), -1
	for _, k := range s.children[i] {
		switch t := &s.doc.Tokens[k]; {
		case t.Deprel == "nsubj:pass", t.Deprel == "obj":
			object = int(k)
		case t.Deprel == "nsubj":
			subject = int(k)
		}
		if t := &s.doc.Tokens[k]; int(k) < i && extents[lemma(t)] == ofAll && (t.Deprel == "advmod" || strings.HasPrefix(t.Deprel, "nsubj")) {
			e, word = ofAll, int(k)
		}
	}
	if object < 0 {
		object = subject
	}
	if word < 0 && object >= 0 {
		e, word = s.extentOfPhrase(object)
	}
	before := func(m nlp.Marker) bool { return m.Kind == nlp.Negation && m.Begin < s.doc.Tokens[word].Begin }
	if e == ofAll && (slices.ContainsFunc(s.markers[i], before) || object >= 0 && slices.ContainsFunc(s.markers[object], before)) {
		return notAll
	}
	return e
}

// extentOfPhrase is that of the phrase of token k, with the word that says so.
func (s *scan) extentOfPhrase(k int) (extent, int) {
	t := &s.doc.Tokens[k]
	e, known := extents[lemma(t)]
	switch {
	case known && (t.UPOS != "NOUN" || s.ofWhom(k) >= 0):
		return e, k
	case s.ofWhom(k) >= 0:
		return ofSome, k // "two of the hostages"
	}
	e = ofFew
	for _, d := range s.children[k] {
		switch word := lemma(&s.doc.Tokens[d]); {
		case int(d) < k && ahead[word]:
			return extents[word], int(d)
		case s.doc.Tokens[d].Deprel == "det" && word != "a":
			e = ofThem
		}
	}
	if t.UPOS != "NOUN" || s.definite(k) {
		e = ofThem
	}
	return e, k
}

// partial reports whether it is told of some, and not of all.
func (e extent) partial() bool { return e == ofFew || e == ofSome }

// bounds is an answer to whether something is so that is told of some only, or denied only of
// all, with what that is told of; the answer itself of ofAll other.
func (e extent) bounds(value string, denied bool) string {
	words := ""
	switch {
	case e == notAll, e == ofSome && denied:
		words = "not all of them"
	case e == ofSome:
		words = "some of them"
	default:
		return value
	}
	return strings.TrimSpace(words + " " + strings.TrimPrefix(value, "not "))
}

// extent is that of the clause by which it answers.
func (a *answer) extent() extent {
	if a.telling != nil {
		return a.telling.extent
	}
	return a.by.extent
}

// opposes reports whether two answers cannot both hold, of which one says that it is so and
// the other denies it: some may have left where not all did.
func (a *answer) opposes(b *answer) bool {
	says, denies := a.extent(), b.extent()
	if b.stance.Affirmative() {
		says, denies = denies, says
	}
	return !says.partial() || denies != notAll && denies != ofSome
}
