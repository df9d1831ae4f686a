package resolve

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/names"
	"github.com/stemma/stemma/nlp"
)

// portion is how the part of a document is called before the document. English;
// general knowledge.
var portion = regexp.MustCompile(`^(?:[Tt]he )?(?:[Aa]rticle|[Pp]aragraph|[Ss]ection|[Cc]lause|[Cc]hapter|[Aa]nnex|[Aa]ppendix) (?:\d+[a-z]?|[IVXLC]+|[A-Z])(?: ?\(\w+\))* (?:of|to) `)

// whole is the document that a part of it stands for where it is said to say
// something: "the accord" of "Article 4 of the accord".
func whole(words string) string { return words[len(portion.FindString(words)):] }

// portions joins a source that is the part of a document with the document, where
// its name stands in the same words: "Article 4 of the accord of 1961".
func (l *local) portions() {
	for i := range l.Mentions {
		m := &l.Mentions[i]
		if !l.speaks[i] || m.Form != nlp.Nominal {
			continue
		}
		words := m.Span.In(l.Text)
		rest := whole(words)
		if rest == words {
			continue
		}
		for j := i + 1; j < min(len(l.Mentions), i+mostInside) && l.Mentions[j].Span.Begin < m.Span.End; j++ {
			if x := l.Mentions[j].Span; l.of[j] >= 0 && x.End == m.Span.End && clean(x.In(l.Text)) == clean(rest) {
				l.set.join(len(l.names)+i, len(l.names)+j)
				break
			}
		}
	}
}

// A reach is how far a designation means one thing.
type reach int

const (
	everywhere   reach = iota // "the Velm garrison"
	amongRelated              // "the accord of 1961", of texts that name the same
	inItsText                 // "the 1961 law", "the Orvelian agreement"
)

// only is how far a designation in its one form means one thing: a year alone tells
// no document from all others, and a country has many agreements.
func (c *Case) only(plain string) reach {
	words := strings.Fields(plain)
	noun, ok := names.DesignationNoun(words[len(words)-1])
	if !ok || noun.Is != "document" || len(words) < 2 {
		return everywhere
	}
	year := slices.IndexFunc(words, names.IsYear)
	place := words[:len(words)-1]
	if year > 0 {
		place = words[:year]
	}
	switch {
	case year == 0 && noun.Many:
		return inItsText
	case year == 0:
		return amongRelated
	case !noun.People && c.ofCountry(strings.Join(place, " ")):
		return inItsText
	}
	return everywhere
}

// ofCountry reports whether a place is a country, and not a city that the tables have
// as well: an agreement of Paris was made there.
func (c *Case) ofCountry(plain string) bool {
	if _, ok := shortForms[plain]; ok {
		return true
	}
	_, city := capitals[plain]
	return !city && c.country(plain)
}

// leastRelated is how many names texts must have in common for the accord of a year
// to be one; an estimate. mostOfAYear is how many texts each is held against.
const (
	leastRelated = 3
	mostOfAYear  = 40
)

// ofAYear joins what has but a year to single it out in texts that have other names
// in common.
func (c *Case) ofAYear(g *graph, order []*group) {
	byForm := map[string][]*group{}
	var forms []string
	for _, x := range order {
		if x.designation && c.only(x.plain) == amongRelated {
			if byForm[x.plain] == nil {
				forms = append(forms, x.plain)
			}
			byForm[x.plain] = append(byForm[x.plain], x)
		}
	}
	if len(forms) == 0 {
		return
	}
	named := map[stemma.ID]map[int]bool{} // by document, what it names
	for _, x := range order {
		if x.bare || x.designation {
			continue
		}
		for _, m := range x.members {
			doc := c.referents[m].doc
			if named[doc] == nil {
				named[doc] = map[int]bool{}
			}
			named[doc][g.find(m)] = true
		}
	}
	for _, form := range forms {
		list := byForm[form]
		for k, x := range list {
			i := x.members[0]
			for _, y := range list[max(0, k-mostOfAYear):k] {
				j := y.members[0]
				if g.find(i) == g.find(j) || inBoth(named[c.referents[i].doc], named[c.referents[j].doc]) < leastRelated {
					continue
				}
				g.join(edge{a: j, b: i, score: 0.9, nameA: y.text, nameB: x.text, evidence: stemma.Evidence{Kind: stemma.Spelling,
					Doc: c.referents[i].doc, Span: x.at, Score: 0.9, Explain: "the same year, in texts that name the same"}})
			}
		}
	}
}

// inBoth is how many are in both.
func inBoth(a, b map[int]bool) int {
	n := 0
	for x := range a {
		if b[x] {
			n++
		}
	}
	return n
}
