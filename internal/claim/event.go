package claim

import (
	"cmp"
	"slices"

	"github.com/stemma/stemma"
)

// What two tellings have in common, as far as it tells whether they are of one
// happening.
const (
	eBias = iota
	eStory
	eSameStory
	eLemma
	eLook
	eNoun
	eSentences
	eEntity // a named entity in the same role
	eAcross // a named entity in another role
	eClash  // two named entities in one role, and none in common
	eHead   // the heads of arguments in one role
	eNoHead // heads in one role, and none in common
	eNoArgs // one of them has none
	eDay    // one day
	eOther  // two days
	ePlace  // one place
	eDenied // one is negated
	eRare   // how rare the word is
	eWithin // in one text
	eNear   // overlap of the clauses
	eFeatures
)

type eventRow [eFeatures]float64

// compareTellings says what two tellings of one key have in common.
func (c *Collection) compareTellings(a, b *telling) (x eventRow) {
	x[eBias] = 1
	x[eStory] = story(a.text, b.text)
	if a.text.story == b.text.story {
		x[eSameStory] = 1
	}
	if a.lemma == b.lemma {
		x[eLemma] = 1
	}
	x[eLook] = a.look.alike(b.look)
	if a.noun != b.noun {
		x[eNoun] = 1
	}
	x[eSentences] = c.overlap(a.around, b.around)
	for _, role := range []string{"agent", "patient", "other"} {
		one, two := a.named(role), b.named(role)
		if len(one) > 0 && len(two) > 0 && role != "other" {
			if shared(one, two) > 0 {
				x[eEntity]++
			} else {
				x[eClash]++
			}
		}
		h, k := a.heads(role), b.heads(role)
		if len(h) > 0 && len(k) > 0 {
			if shared(h, k) > 0 {
				x[eHead]++
			} else if role != "other" {
				x[eNoHead]++
			}
		}
	}
	if shared(a.named(""), b.named("")) > 0 && x[eEntity] == 0 {
		x[eAcross] = 1
	}
	if len(a.args) == 0 || len(b.args) == 0 {
		x[eNoArgs] = 1
	}
	if day(a.when) && day(b.when) {
		if a.when[:10] == b.when[:10] {
			x[eDay] = 1
		} else {
			x[eOther] = 1
		}
	}
	if a.place != "" && a.place == b.place {
		x[ePlace] = 1
	}
	if a.denied != b.denied {
		x[eDenied] = 1
	}
	x[eRare] = c.rarity[hash(a.lemma)] / 4
	if a.text == b.text {
		x[eWithin] = 1
	}
	x[eNear] = c.overlap(a.words(), b.words())
	return x
}

// day reports whether an EDTF value is of one day.
func day(when string) bool {
	return len(when) >= 10 && when[4] == '-' && when[7] == '-' && when[8] >= '0' && when[8] <= '3'
}

// named are the named entities among the arguments of a role, of all if role
// is "", in order.
func (t *telling) named(role string) []stemma.ID {
	var out []stemma.ID
	for _, a := range t.args {
		if (role == "" || a.role == role) && a.entity != "" {
			out = append(out, a.entity)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// heads are the lemmas of the arguments of a role, in order.
func (t *telling) heads(role string) []string {
	var out []string
	for _, a := range t.args {
		if a.role == role && !pronoun[a.lemma] {
			out = append(out, a.lemma)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

var pronoun = map[string]bool{"he": true, "she": true, "it": true, "they": true, "i": true, "we": true, "you": true, "who": true, "which": true, "that": true, "this": true, "his": true, "her": true, "their": true, "its": true}

// words are its own and those of the arguments, hashed, in order.
func (t *telling) words() []uint32 {
	out := append(t.besides(), hash(t.lemma))
	slices.Sort(out)
	return slices.Compact(out)
}

// besides are the words of the arguments, hashed, in order.
func (t *telling) besides() []uint32 {
	var out []uint32
	for _, a := range t.args {
		if !pronoun[a.lemma] {
			out = append(out, hash(a.lemma))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// oneEvent is from 0 to 1: how likely two tellings are of one happening.
func oneEvent(x *eventRow) float64 {
	sum := 0.0
	for i, v := range x {
		sum += v * eventWeights[i]
	}
	return logistic(sum)
}

// A pairOf tellings that share a key.
type pairOf struct{ a, b int }

// keyed lists the pairs of tellings that share a key: the class or the stem of
// their word, and the story or an entity. A block of more than crowd tellings is
// split by the lemma of an argument; in one that is still larger each meets the
// crowd before it.
func (c *Collection) keyed(all []*telling) []pairOf {
	blocks := map[string][]int{}
	for i, t := range all {
		if saying[t.lemma] {
			continue
		}
		for _, word := range []string{"c " + t.class, "s " + t.stem} {
			blocks[word+" "+digits(float64(t.text.story))] = append(blocks[word+" "+digits(float64(t.text.story))], i)
			for _, e := range t.named("") {
				blocks[word+" "+string(e)] = append(blocks[word+" "+string(e)], i)
			}
		}
	}
	seen := map[pairOf]bool{}
	pair := func(j, i int) { seen[pairOf{min(i, j), max(i, j)}] = true }
	for _, list := range blocks {
		list = slices.Compact(list)
		if len(list) <= crowd {
			near(list, pair)
			continue
		}
		second := map[string][]int{}
		for _, i := range list {
			for _, a := range all[i].args {
				second[a.lemma] = append(second[a.lemma], i)
			}
		}
		for _, some := range second {
			near(slices.Compact(some), pair)
		}
	}
	pairs := make([]pairOf, 0, len(seen))
	for p := range seen {
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, func(x, y pairOf) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	return pairs
}

// events numbers the tellings by happening.
func (c *Collection) events(all []*telling, apart func(a, b int) bool) []int {
	var edges []edge
	for _, p := range c.keyed(all) {
		x := c.compareTellings(all[p.a], all[p.b])
		if w := oneEvent(&x); w > 0.02 {
			edges = append(edges, edge{p.a, p.b, w})
		}
	}
	return cluster(len(all), edges, oneEventFrom, apart)
}

// oneEventFrom is the average chance from which tellings are held to be of one
// happening. Set on ECB+ topics for training.
const oneEventFrom = 0.25

// eventWeights are learned from the topics of ECB+ for training.
var eventWeights = eventRow{
	-2.47, -1.24, 3.02, 0.02, -0.21, -0.39, 1.56, 0.33, 0.35, 0.25, 0.08, 0.01, -0.15, -0.54, -0.41, 0.56, -1.15, -0.46, 0.65, -0.03,
}
