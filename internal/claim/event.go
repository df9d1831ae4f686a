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
		x.telling = t
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
	each(c.ctx, len(all), func(i int) {
		x := &out[i]
		x.own = x.words()
		x.ofOwn, x.ofOther, x.rare = c.weight(x.own), c.weight(x.around), c.rarity.of(hash(x.lemma))
	})
	return out
}

// compareTellings says what two tellings of one key have in common; alike is how
// much their texts are.
func (c *Collection) compareTellings(a, b *compared, alike float64) (x eventRow) {
	x[eBias] = 1
	x[eStory] = alike
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
	x[eSentences] = c.overlapOf(a.around, a.ofOther, b.around, b.ofOther)
	for k := range roles {
		if k < len(a.named) && len(a.named[k]) > 0 && len(b.named[k]) > 0 {
			if meet(a.named[k], b.named[k]) {
				x[eEntity]++
			} else {
				x[eClash]++
			}
		}
		if len(a.heads[k]) > 0 && len(b.heads[k]) > 0 {
			if meet(a.heads[k], b.heads[k]) {
				x[eHead]++
			} else if k < len(a.named) {
				x[eNoHead]++
			}
		}
	}
	if x[eEntity] == 0 && meet(a.all, b.all) {
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
	x[eRare] = a.rare / 4
	if a.text == b.text {
		x[eWithin] = 1
	}
	x[eNear] = c.overlapOf(a.own, a.ofOwn, b.own, b.ofOwn)
	return x
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

// oneEvent is from 0 to 1: how likely two tellings are of one happening.
func oneEvent(x *eventRow) float64 {
	sum := 0.0
	for i, v := range x {
		sum += v * eventWeights[i]
	}
	return logistic(sum)
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
// an entity. A block of more than crowd tellings is split by the lemma of an argument.
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
		for _, w := range [2]string{"c " + t.class, "s " + t.stem} {
			key := uint64(word.of(w)) << 32
			entries = append(entries, entry{key | uint64(t.text.story)<<1, int32(i)})
			for _, e := range t.all {
				entries = append(entries, entry{key | uint64(e)<<1 | 1, int32(i)})
			}
		}
	}
	slices.SortFunc(entries, func(x, y entry) int { return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.i, y.i)) })
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

// events numbers the tellings by happening. In a block that is larger than crowd each
// meets the crowd before it.
func (c *Collection) events(tellings []*telling, apart func(a, b int) bool) []int {
	all := c.compared(tellings)
	blocks := keyed(all)
	edges := spread(c.ctx, len(all), func() func(int, []edge) []edge {
		l, met, others := c.layer(), make([]int32, len(all)), []int32(nil)
		return func(i int, edges []edge) []edge {
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
				x := c.compareTellings(&all[j], &all[i], alike)
				if w := oneEvent(&x); w > 0.02 {
					edges = append(edges, edge{int(j), i, w})
				}
			}
			return edges
		}
	})
	edges = inOrder(edges, len(all))
	return cluster(c.ctx, len(all), edges, oneEventFrom, anyApart(apart))
}

// oneEventFrom is the average chance from which tellings are held to be of one
// happening. Set on ECB+ topics for training.
const oneEventFrom = 0.25

// eventWeights are learned from the topics of ECB+ for training.
var eventWeights = eventRow{
	-2.47, -1.24, 3.02, 0.02, -0.21, -0.39, 1.56, 0.33, 0.35, 0.25, 0.08, 0.01, -0.15, -0.54, -0.41, 0.56, -1.15, -0.46, 0.65, -0.03,
}
