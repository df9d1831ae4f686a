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
	ofMost               // "most of the hostages"
	notAll               // "not all of the hostages"
)

// extents are the words by which a clause tells of all or of some. Those for none negate.
var extents = map[string]extent{
	"all": ofAll, "every": ofAll, "each": ofAll, "both": ofAll, "everyone": ofAll, "everybody": ofAll,
	"some": ofSome, "most": ofMost, "part": ofSome, "half": ofMost, "majority": ofMost, "minority": ofSome, "handful": ofSome,
	"many": ofMost, "few": ofSome, "several": ofSome, "number": ofSome, "one": ofSome, "none": ofThem, "neither": ofThem, "any": ofThem,
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
// told, or by a word beside it, "they were all released". That all do it tells nothing of how
// many of those whom it befalls.
func (s *scan) extentOf(i int) extent {
	e, word := ofThem, -1
	subject, object, all := s.strayed(i), -1, -1
	for _, k := range s.children[i] {
		switch t := &s.doc.Tokens[k]; {
		case t.Deprel == "nsubj:pass", t.Deprel == "obj":
			object = int(k)
		case t.Deprel == "nsubj":
			subject = int(k)
		}
		if t := &s.doc.Tokens[k]; int(k) < i && extents[lemma(t)] == ofAll && (t.Deprel == "advmod" || strings.HasPrefix(t.Deprel, "nsubj")) {
			all = int(k)
		}
	}
	if object < 0 {
		object = subject
	}
	if object >= 0 {
		e, word = s.extentOfPhrase(object)
	}
	if all >= 0 && (e == ofThem || s.doc.Tokens[object].Deprel != "obj") {
		e, word = ofAll, all
	}
	before := func(m nlp.Marker) bool { return m.Kind == nlp.Negation && m.Begin < s.doc.Tokens[word].Begin }
	counts := word >= 0 && (s.doc.Tokens[word].UPOS == "NUM" || lemma(&s.doc.Tokens[word]) == "one") // "not sold some" is sold others
	if (e == ofAll || e == ofSome && counts) && (slices.ContainsFunc(s.markers[i], before) || object >= 0 && slices.ContainsFunc(s.markers[object], before)) {
		return e.refused()
	}
	return e
}

// refused is of how many it is denied that it is so where the whole is denied, and not how
// it is of some: who denies that all left says that not all did, and who denies that two
// did says it of none.
func (e extent) refused() extent {
	switch e {
	case ofAll, ofMost:
		return notAll
	case notAll:
		return ofAll
	case ofSome:
		return ofThem
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
func (e extent) partial() bool { return e == ofFew || e == ofSome || e == ofMost }

// bounds is an answer to whether something is so that is told of some only, or denied only of
// all, with what that is told of; the answer itself of ofAll other.
func (e extent) bounds(value string, denied bool) string {
	words := ""
	switch {
	case e == notAll, (e == ofSome || e == ofMost) && denied:
		words = "not all of them"
	case e == ofSome, e == ofMost:
		words = "some of them"
	default:
		return value
	}
	return strings.TrimSpace(words + " " + strings.TrimPrefix(value, "not "))
}

// extent is that of the clause by which it answers, or of what is left of that where whoever
// is told to say it denies it.
func (a *answer) extent() extent {
	e, refused := a.by.extent, a.by.refuses()
	if t := a.telling; t != nil {
		e, refused = t.extent, refused && !t.presumed
	}
	if refused {
		return e.refused()
	}
	return e
}

// opposes reports whether two answers cannot both hold, of which one says that it is so and
// the other denies it: some may have left where not all did.
func (a *answer) opposes(b *answer) bool {
	says, denies := a.extent(), b.extent()
	if b.stance.Affirmative() {
		says, denies = denies, says
	}
	return !says.partial() || denies != notAll && denies != ofSome && denies != ofMost
}
