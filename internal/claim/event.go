package claim

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/cores"
)

// What two tellings have in common, as far as it tells whether they are of one
// happening.
const (
	eStory     = iota // how alike their texts are
	eSameStory        // their texts are of one story
	eWord             // 3 by one lemma, 2 by one stem, 1 of one class by two words
	eLook             // how alike they look in their sentences
	eNoun             // how many are nouns
	ePlural           // -1 two nouns of one number, 1 of two numbers
	eSentences        // overlap of the sentences
	eNear             // overlap of the clauses
	eOwn              // how many words of the clauses, but for their own, are one
	eEntity           // how many roles have a named entity in common
	eAcross           // a named entity in another role
	eClash            // how many roles have two named entities, and none in common
	eHead             // how many roles have a noun in common
	eNoHead           // how many have two nouns, and none in common
	eAgent            // 1 who does it is one noun or entity, -1 two
	ePatient          // the same of whom it befalls
	eArgs             // how many arguments the one with fewer has
	eLike             // 1 an adjective or a number stands with both, -1 two others, -.5 with one
	eDay              // 1 one day, -1 two days
	ePlace            // 1 one place, -1 two
	eDenied           // one is negated
	eOpen             // one is left open or hedged
	eRare             // how rare the word is
	eWithin           // in one text
	eLead             // how many stand where a text tells what it is about
	eOften            // how many tellings of their classes their texts have, of the text with fewer
	eMost             // of the text with more
	eSpread           // the share of the texts of the story that tell of the class
	eTexts            // how many texts the story has
	eGiven            // how many are what a noun is like
	eKin              // how far their meanings are from one another; 0 for one word
	eUsual            // how alike the two words look on the average of all their places
	eApart            // how many bytes lie between two of one text
	eFeatures
)

type eventRow [eFeatures]float64

// A compared is what is asked of a telling again and again, whatever it is compared
// with. Entities and lemmas are numbered, so that two lists are laid side by side fast.
type compared struct {
	*telling
	named          [2][]int32 // the named entities that do it and that suffer it, in order of number
	heads          [3][]int32 // the lemmas of those, and of what else stands with it
	all            []int32    // all named entities
	own            []uint32   // its words
	ofOwn, ofOther float64    // the weight of these, and of its sentence
	rare           float64
	meanings       []meaning
	usual          look    // of its word, on the average of all places
	often          float64 // how many tellings of its class its text has
	spread         float64 // the share of the texts of its story that have one
	texts          float64
}

// roles are those of arguments, the first two of which are done by somebody or befall him.
var roles = [3]string{"agent", "patient", "other"}

// A numbering numbers words as they come.
type numbering map[string]int32

func (n numbering) of(word string) int32 {
	i, there := n[word]
	if !there {
		i = int32(len(n))
		n[word] = i
	}
	return i
}

// compared readies tellings for being compared.
func (c *Collection) compared(all []*telling) []compared {
	out, number := make([]compared, len(all)), numbering{}
	var arena []int32 // the lists lie in stretches of memory
	list := func(from int) []int32 {
		l := arena[from:]
		slices.Sort(l)
		l = slices.Compact(l)
		arena = arena[:from+len(l)]
		return l[:len(l):len(l)]
	}
	for i, t := range all {
		if need := 6 * len(t.args); cap(arena)-len(arena) < need {
			arena = make([]int32, 0, max(1<<14, need))
		}
		x := &out[i]
		x.telling, x.meanings = t, meaningsOf(t.lemma)
		for k, role := range roles {
			from := len(arena)
			for j := range t.args {
				if a := &t.args[j]; a.role == role && !pronoun[a.lemma] {
					arena = append(arena, number.of(a.lemma))
				}
			}
			x.heads[k] = list(from)
			if from = len(arena); k < len(x.named) {
				for j := range t.args {
					if a := &t.args[j]; a.role == role && a.entity != "" {
						arena = append(arena, number.of(string(a.entity)))
					}
				}
				x.named[k] = list(from)
			}
		}
		from := len(arena)
		for j := range t.args {
			if a := &t.args[j]; a.entity != "" {
				arena = append(arena, number.of(string(a.entity)))
			}
		}
		x.all = list(from)
	}
	type kind struct {
		text  *text
		class string
	}
	type told struct {
		story int
		class string
	}
	often, texts, of := map[kind]float64{}, map[told]float64{}, map[int]float64{}
	for _, t := range all {
		k := kind{t.text, t.class}
		if often[k]++; often[k] == 1 {
			texts[told{t.text.story, t.class}]++
		}
	}
	for _, t := range c.texts {
		of[t.story]++
	}
	usual := usualLooks(all)
	for i := range out {
		x := &out[i]
		x.usual = usual[x.lemma]
		x.often, x.texts = often[kind{x.text, x.class}], of[x.text.story]
		x.spread = texts[told{x.text.story, x.class}] / x.texts
	}
	cores.Each(c.ctx, len(all), func(i int) {
		x := &out[i]
		x.own = x.words()
		x.ofOwn, x.ofOther, x.rare = c.weight(x.own), c.weight(x.around), c.rarity.of(hash(x.lemma))
	})
	return out
}

// compareTellings puts into a row what two tellings of one key have in common; alike is how
// much their texts are.
func (c *Collection) compareTellings(a, b *compared, alike float64, x *eventRow) {
	*x = eventRow{}
	x[eStory] = alike
	x[eSameStory] = yes(a.text.story == b.text.story)
	switch {
	case a.lemma == b.lemma:
		x[eWord] = 3
	case a.stem == b.stem:
		x[eWord] = 2
	case a.class == b.class:
		x[eWord] = 1
	}
	if a.lemma != b.lemma {
		x[eKin] = 1 + float64(farFrom(a.meanings, b.meanings))
		x[eUsual] = a.usual.alike(b.usual)
	}
	x[eLook] = a.look.alike(b.look)
	x[eNoun] = both(a.noun, b.noun)
	if a.noun && b.noun {
		x[ePlural] = 2*yes(a.plural != b.plural) - 1
	}
	x[eSentences] = c.overlapOf(a.around, a.ofOther, b.around, b.ofOther)
	x[eNear] = c.overlapOf(a.own, a.ofOwn, b.own, b.ofOwn)
	x[eOwn] = float64(shared(a.own, b.own))
	for k := range roles {
		one := 0.0
		if k < len(a.named) && len(a.named[k]) > 0 && len(b.named[k]) > 0 {
			if meet(a.named[k], b.named[k]) {
				x[eEntity]++
				one = 1
			} else {
				x[eClash]++
				one = -1
			}
		}
		if len(a.heads[k]) > 0 && len(b.heads[k]) > 0 {
			if meet(a.heads[k], b.heads[k]) {
				x[eHead]++
				one = 1
			} else {
				x[eNoHead]++
				if one == 0 {
					one = -1
				}
			}
		}
		if k < len(a.named) {
			x[eAgent+k] = one
		}
	}
	if x[eEntity] == 0 && meet(a.all, b.all) {
		x[eAcross] = 1
	}
	x[eArgs] = float64(min(len(a.args), len(b.args)))
	switch {
	case shared(a.like, b.like) > 0:
		x[eLike] = 1
	case len(a.like) > 0 && len(b.like) > 0:
		x[eLike] = -1
	case len(a.like)+len(b.like) > 0:
		x[eLike] = -0.5
	}
	if day(a.when) && day(b.when) {
		x[eDay] = 2*yes(a.when[:10] == b.when[:10]) - 1
	}
	if a.place != "" && b.place != "" {
		x[ePlace] = 2*yes(a.place == b.place) - 1
	}
	x[eDenied] = yes(a.denied != b.denied)
	x[eOpen] = both(a.open || a.hedged, b.open || b.hedged)
	x[eRare] = min(a.rare, b.rare)
	x[eWithin] = yes(a.text == b.text)
	x[eLead] = both(a.leads, b.leads)
	x[eOften], x[eMost] = min(a.often, b.often), max(a.often, b.often)
	x[eSpread], x[eTexts] = min(a.spread, b.spread), a.texts
	x[eGiven] = both(a.given, b.given)
	if a.text == b.text {
		x[eApart] = math.Abs(float64(a.head.Begin - b.head.Begin))
	}
}

func yes(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// meet reports whether two ordered lists have something in common.
func meet(a, b []int32) bool {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			return true
		}
	}
	return false
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

// A pairOf things that share a key.
type pairOf struct{ a, b int }

// A standing is the place of a thing in a block of things that share a key.
type standing struct {
	block []int32
	at    int
}

// keyed lists, for each telling, the blocks of those that it shares a key with, and
// where in them it stands. A key is the class or the stem of the word, and the story or
// an entity; or a meaning of the word, and the story. A block of more than crowd tellings is split by the lemma of an argument.
func keyed(all []compared) [][]standing {
	type entry struct {
		key uint64 // the word, and what is beside it
		i   int32
	}
	var entries []entry
	word := numbering{}
	for i := range all {
		t := &all[i]
		if saying[t.lemma] {
			continue
		}
		for _, m := range t.meanings {
			entries = append(entries, entry{uint64(m.number)<<32 | 1<<63 | uint64(t.text.story)<<1, int32(i)})
		}
		for _, w := range [2]string{"c " + t.class, "s " + t.stem} {
			key := uint64(word.of(w)) << 32
			entries = append(entries, entry{key | uint64(t.text.story)<<1, int32(i)})
			for _, e := range t.all {
				entries = append(entries, entry{key | uint64(e)<<1 | 1, int32(i)})
			}
		}
	}
	slices.SortFunc(entries, func(x, y entry) int {
		if x.key != y.key {
			return cmp.Compare(x.key, y.key)
		}
		return cmp.Compare(x.i, y.i)
	})
	out := make([][]standing, len(all))
	enter := func(block []int32) {
		if len(block) > 1 {
			for at, i := range block {
				out[i] = append(out[i], standing{block, at})
			}
		}
	}
	for len(entries) > 0 {
		n := 0
		for n < len(entries) && entries[n].key == entries[0].key {
			n++
		}
		list := make([]int32, n)
		for k, e := range entries[:n] {
			list[k] = e.i
		}
		entries = entries[n:]
		if n <= crowd {
			enter(list)
			continue
		}
		second := map[string][]int32{}
		for _, i := range list {
			for k := range all[i].args {
				w := all[i].args[k].lemma
				second[w] = append(second[w], i)
			}
		}
		for _, some := range second {
			enter(slices.Compact(some))
		}
	}
	return out
}

// meetings makes of each two tellings that share a key what is made of their row. In a
// block that is larger than crowd each meets the crowd before it. What is made comes in no
// order.
func meetings[T any](c *Collection, all []compared, of func(a, b int, x *eventRow) (T, bool)) []T {
	blocks := keyed(all)
	return spread(c.ctx, len(all), func() func(int, []T) []T {
		l, met, others, x := c.layer(), make([]int32, len(all)), []int32(nil), new(eventRow)
		return func(i int, made []T) []T {
			others = others[:0]
			for _, b := range blocks[i] {
				for _, j := range b.block[max(0, b.at-crowd):b.at] {
					if met[j] != int32(i+1) {
						met[j] = int32(i + 1)
						others = append(others, j)
					}
				}
			}
			slices.Sort(others) // those of one text side by side
			var text *text
			alike := 0.0
			for _, j := range others {
				if t := all[j].text; t != text {
					text, alike = t, l.story(all[i].text, t)
				}
				c.compareTellings(&all[j], &all[i], alike, x)
				if y, ok := of(int(j), i, x); ok {
					made = append(made, y)
				}
			}
			return made
		}
	})
}

// events numbers the tellings by happening.
func (c *Collection) events(tellings []*telling, apart func(a, b int) bool) []int {
	all := c.compared(tellings)
	edges := meetings(c, all, func(a, b int, x *eventRow) (edge, bool) {
		w := logistic(c.eventJudgeOf(all[b].text).sum(x[:], hopelessEvent))
		return edge{a, b, w}, w > unlikelyEvent
	})
	edges = inOrder(edges, len(all))
	return cluster(c.ctx, len(all), edges, oneEventFrom, anyApart(apart))
}

// unlikelyEvent is the chance up to which two tellings are not alike at all.
const unlikelyEvent = 0.02

var hopelessEvent = math.Log(unlikelyEvent / 2 / (1 - unlikelyEvent/2))

// oneEventFrom is the average chance from which tellings are held to be of one
// happening. Set on ECB+ topics for training.
const oneEventFrom = 0.2

// HappeningComparisons lists what the tellings that are compared have in common, in order.
func (c *Collection) HappeningComparisons() []Comparison {
	c.prepare()
	all := c.compared(c.allTellings())
	list := meetings(c, all, func(a, b int, x *eventRow) (Comparison, bool) {
		return Comparison{A: all[a].stands(), B: all[b].stands(), Row: slices.Clone(x[:])}, true
	})
	slices.SortFunc(list, func(x, y Comparison) int { return cmp.Or(x.B.compare(y.B), x.A.compare(y.A)) })
	return list
}

func (t *telling) stands() Place { return Place{t.text.path, t.head.Begin, t.head.End} }

// HappeningFeatures lists the features of such a row.
func HappeningFeatures() (all []int) {
	for k := range int(eFeatures) {
		all = append(all, k)
	}
	return all
}

// allTellings are those of all texts, each word once.
func (c *Collection) allTellings() (all []*telling) {
	for _, t := range c.texts {
		for _, x := range t.tellings {
			if !x.again {
				all = append(all, x)
			}
		}
	}
	return all
}

// UseHappeningModel has the collection, when all texts are in it, judge the tellings of a text
// by another model than the one that was learned from all texts, as learning it needs.
func (c *Collection) UseHappeningModel(of func(path string) *Forest) {
	laid := map[*Forest]*planted{}
	for _, t := range c.texts {
		if f := of(t.path); laid[f] == nil {
			laid[f] = f.plant()
		}
	}
	c.happeningModel = func(path string) *planted { return laid[of(path)] }
}

func (c *Collection) eventJudgeOf(t *text) *planted {
	if c.happeningModel != nil {
		return c.happeningModel(t.path)
	}
	return eventJudge()
}

// eventJudge is what was learned from all texts.
var eventJudge = sync.OnceValue(happeningModel.plant)
