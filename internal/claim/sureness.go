package claim

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/stemma/stemma"
)

// How sure it is that the two that a conflict is between speak of one thing is the sum of
// grounds: each counts for it or against it, and can be said in words. A conflict that comes to
// less than nothing may be of two things. The grounds were chosen by hand on conflicts that were
// read, see doc/accuracy-claims.md; they are few, for few were read.

// Two that differ are no conflict where so much tells against it that they speak of one thing: from
// which sureness on down, of two numbers, of two of about one size (each at most half as much again as
// the other), and of two tellings. Of those read by hand that are left out so, one in thirty was right.
const incredible, incredibleOfSize, incredibleTelling, oneSize = -3, -4, -2, 0.6

// credible reports whether a conflict may be shown.
func (f finding) credible() bool {
	a, b := f.between[0], f.between[1]
	switch {
	case a == nil || b == nil || !f.kind.Conflict():
		return true
	case a.figure != nil && b.figure != nil && a.figure.apartBy(b.figure) <= oneSize:
		return f.sureness > incredibleOfSize
	case a.telling != nil && b.telling != nil:
		return f.sureness > incredibleTelling
	}
	return f.sureness > incredible
}

// A ground is what tells for a conflict, or against it where n is below nothing.
type ground struct {
	n     int
	words string
}

// Grounds that stand for several kinds of question.
var (
	joinedByHand = ground{5, "a person put the two together"}
	answersIt    = ground{4, "the one answers the other in the same text"}
	sameNames    = ground{1, "both name the same"}
)

// sureness weighs the grounds of a conflict that was found, and says them. own says that a text
// itself set the two against one another.
func (c *Collection) sureness(d *draft, f finding, own bool) (sum int, words string) {
	a, b := f.between[0], f.between[1]
	if !f.kind.Conflict() || a == nil || b == nil {
		return 0, ""
	}
	var all []ground
	switch {
	case d.judged:
		all = []ground{joinedByHand}
	case a.figure != nil && b.figure != nil:
		all = c.groundsOfFigures(a.figure, b.figure, own)
	case b.rebuts:
		all = c.groundsOfRebuttal(a.by, b.by)
	case own:
		all = groundsOfReply(f)
	case (d.question == stemma.AskWhether || d.question == stemma.AskStatus) && f.kind != stemma.CertaintyDiffers && a.telling != nil && b.telling != nil:
		all = c.groundsOfTellings(a, b, d.question)
	case f.kind == stemma.CertaintyDiffers || f.kind == stemma.PolarityDiffers && d.question == stemma.AskWhether:
		all = []ground{c.groundOfWords(a, b, f.kind)}
	}
	var said []string
	for _, g := range all {
		sum += g.n
		if g.words != "" {
			said = append(said, g.words)
		}
	}
	return sum, strings.Join(said, "; ")
}

// remarkAlike is how alike the words are of two of one text who say the same, as far as the words
// go, and hedgedAlike where nothing but a hedge is between them: of words less alike the hedge is
// mostly of something else.
const remarkAlike, hedgedAlike = 0.6, 0.8

// groundOfWords is that of two that are held together by their words.
func (c *Collection) groundOfWords(a, b *answer, kind stemma.Disagreement) ground {
	denied := kind == stemma.PolarityDiffers
	switch alike := c.overlap(a.by.words, b.by.words); {
	case oneSource(a, b):
		return ground{3, "one source is quoted for both"}
	case denied && a.by.text != b.by.text && a.by.refuses() == b.by.refuses(): // no cue says that one of them denies it
		return ground{-1, "who says nearly the same in another text mostly repeats it"}
	case alike >= hedgedAlike || denied && alike >= remarkAlike:
		return ground{2, "both are told in nearly the same words"}
	}
	return ground{-1, "only some of their words are the same"}
}

// groundsOfReply are those of a statement and what a text sets against it by other words
// than its own.
func groundsOfReply(f finding) []ground {
	a, b := f.between[0].by, f.between[1].by
	switch {
	case a.text != b.text:
		return []ground{{0, "the one seems to answer the other, which stands in another text"}}
	case f.kind == stemma.DateDiffers || f.kind == stemma.WordingDiffers:
		return []ground{{2, "the text sets the one against the other"}}
	case b.reply == noReply:
		return []ground{{0, "the text sets the one against the other, by no more than a word such as but"}}
	}
	return []ground{answersIt}
}

// groundsOfRebuttal are those of a statement and who denies it in words of his own.
func (c *Collection) groundsOfRebuttal(o, m *member) []ground {
	if c.overlap(o.words, m.words) >= negatedFrom {
		return []ground{{1, "it is denied in other words, of which most are the same"}}
	}
	return []ground{{0, "it is denied in other words, of which some are the same"}}
}

// oneSource reports whether two answers are on the word of one source, who has a name.
func oneSource(a, b *answer) bool {
	who := a.by.voice().SourceEntity
	return who != "" && who == b.by.voice().SourceEntity
}

// groundsOfTellings are those of who says that something happened and who denies it.
func (c *Collection) groundsOfTellings(a, b *answer, q stemma.Question) []ground {
	t, u := a.telling, b.telling
	all := []ground{{n: -4}}
	switch {
	case shared(t.named("agent"), u.named("agent")) > 0 || shared(t.named("patient"), u.named("patient")) > 0:
		all = append(all, ground{2, "both tell it of the same"})
	case t.nobody() || u.nobody():
	case len(t.heads("patient")) > 0 && len(u.heads("patient")) > 0 && shared(t.heads("patient"), u.heads("patient")) == 0:
		all = append(all, ground{-1, "each tells it of another"})
	}
	everybody := q == stemma.AskStatus && (t.nobody() || u.nobody())
	if everybody {
		all = append(all, ground{2, "the one denies it of everybody"})
	}
	switch {
	case t.ends(u) || u.ends(t):
		all = append(all, ground{1, "the one ends the state that the other tells of"})
	case t.lemma == u.lemma:
		all = append(all, ground{1, "both by the same word"})
	}
	switch alike := c.overlap(t.around, u.around); {
	case alike >= 0.3:
		all = append(all, ground{1, "with the same words around it"})
	case alike < 0.05 && !everybody:
		all = append(all, ground{-1, "with nothing else in common"})
	}
	if a.by.text == b.by.text {
		all = append(all, ground{1, "in one text"})
	}
	if q == stemma.AskStatus {
		all = append(all, ground{2, "nobody is in two such states at once"})
	}
	return all
}

// groundsOfFigures are those of two numbers. own says that one text sets them against one another.
func (c *Collection) groundsOfFigures(f, g *figure, own bool) []ground {
	names := shared(f.entities, g.entities) > 0 || f.sharesPerson(g)
	likes := f.known.likes + g.known.likes
	var all []ground
	if names {
		all = append(all, sameNames)
	}
	if own {
		if likes >= manyLikes {
			all = append(all, ground{-4, "the text counts many of the like"})
		}
		switch {
		case f.not != g.not:
			return append(all, ground{3, "the text says that it was the one number and not the other"})
		case f.text.saysApart(f, g):
			return append(all, ground{4, "the text says that the two differ"})
		case names || g.bare() && countNouns[hash(g.noun)]:
			return append(all, ground{3, "one text sets the two numbers side by side"})
		}
		return append(all, ground{-1, "one text has both numbers, but names nothing in common with both"})
	}
	x, _ := c.compareFigures(f, g, &between{})
	all = append(all, ground{n: -3})
	switch apart := f.apartBy(g); {
	case apart <= nearValue && f.not == g.not:
		all = append(all, ground{3, "the two numbers are not far from one another"})
	case apart > farValue:
		all = append(all, ground{-1, "the one number is many times the other"})
	}
	if x[ofFirst] > 0 {
		all = append(all, ground{1, "both stand with the same word for what happened"})
	}
	if x[ofRole] == 2 {
		all = append(all, ground{1, "the same befell those counted"})
	}
	if x[ofNear] >= 0.25 {
		all = append(all, ground{1, "the words around both are alike"})
	}
	if x[ofNoun] == 0 {
		all = append(all, ground{-1, "each counts something else"})
	}
	switch {
	case likes >= 4*manyLikes:
		all = append(all, ground{-2, "their texts count very many of the like"})
	case likes >= manyLikes:
		all = append(all, ground{-1, "their texts count many of the like"})
	}
	switch {
	case x[ofPlaces] > 0:
		all = append(all, ground{1, "both name one place"})
	case (x[ofRole] == 2 || f.counted() && g.counted()) && c.elsewhere(f, g):
		all = append(all, ground{-2, "they are of two places that no text names together"})
	case x[ofPlaces] < 0 && x[ofRole] != 2: // of a toll one text names the town and one the island
		all = append(all, ground{-1, "they name other places"})
	}
	if f.text.story != g.text.story && c.kinship(f.text, g.text) < 0.5 {
		all = append(all, ground{-1, "the texts tell of other things"})
	}
	return all
}

// sumOfGrounds is what the grounds of two numbers of two texts come to.
func (c *Collection) sumOfGrounds(f, g *figure) (sum float64) {
	for _, x := range c.groundsOfFigures(f, g, false) {
		sum += float64(x.n)
	}
	return sum
}

// mostGrounds is no less than that, and told at once.
func (f *figure) mostGrounds(g *figure) int {
	if f.apartBy(g) > nearValue {
		return sameNames.n + 1
	}
	return sameNames.n + 4
}

// manyLikes is how many figures two texts have at least, beside the two, that count the like,
// where any of them may be the one that is meant.
const manyLikes = 3

// nearValue is how far apart two numbers are at most, by the logarithm to the base of two, of
// which the one is mostly a mistake for the other or a later count: 20 and 23. Two that are
// further apart than farValue are four times as large.
const nearValue, farValue = 0.2, 2

// apartBy is how far two numbers are from one another.
func (f *figure) apartBy(g *figure) float64 {
	a, b := f.about(), g.about()
	return math.Abs(math.Log2((a + .1) / (b + .1)))
}

// kinship is how much two texts have to do with one another, beside how much they have to do
// with others; 0 where they have next to nothing in common.
func (c *Collection) kinship(t, u *text) float64 {
	a, b := min(t.number, u.number), max(t.number, u.number)
	i, there := slices.BinarySearchFunc(c.kin, a, func(e edge, a int) int { return cmp.Or(cmp.Compare(e.a, a), cmp.Compare(e.b, b)) })
	if !there {
		return 0
	}
	return c.kin[i].weight
}
