package claim

import (
	"cmp"
	"iter"
	"maps"
	"math"
	"math/bits"
	"slices"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/cores"
)

// A term is a word of a text by its hash, and how often it stands there.
type term struct {
	word   uint32
	n      uint32
	proper uint32 // how often as a part of a name
}

// Shared words are those of a text that another of the collection has too: where they
// stand in the order of all such words, and their weights.
type sharedWords struct {
	at      []uint32
	weights []float64
}

// hash is FNV-1a.
func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// hashes are words by their hashes.
func hashes(words iter.Seq[string]) map[uint32]bool {
	m := map[uint32]bool{}
	for w := range words {
		m[hash(w)] = true
	}
	return m
}

func terms(count, proper map[uint32]int) []term {
	out := make([]term, 0, len(count))
	for w, n := range count {
		out = append(out, term{word: w, n: uint32(n), proper: uint32(proper[w])})
	}
	slices.SortFunc(out, func(a, b term) int { return cmp.Compare(a.word, b.word) })
	return out
}

// How the words of a text weigh when it is asked whether two texts are of one
// story: a word that stands there again and again little more than one that
// stands there once, and a name as much as name other words. Set on topics of
// ECB+ (see doc/accuracy-claims.md), each of which holds two stories of one kind.
const again, name = 0.3, 2.5

// How alike two texts are is set beside how alike either is to its nearest
// others: where all that is written on a matter is alike, that says little. A
// text of a small story has few near ones, so of these the average is taken to
// be lone at least. A text that descends from another tells its story, and is not
// among its nearest: however often a text is copied, it is no less like what others
// write. Texts are of one story from sameStoryFrom up, on the average
// of all pairs. Set on the same topics.
const nearest, lone, sameStoryFrom = 6, 0.25, 0.55

// weighWords gives every word of every text its weight: how often it stands
// there, less the more texts it stands in. Both counts are coarse, so that one text
// more leaves most words what they weigh, and what was found by them can be taken over
// (recall.go).
func (c *Collection) weighWords() {
	count := map[uint32]uint32{}
	for _, t := range c.texts {
		for _, w := range t.words {
			count[w.word]++
		}
	}
	words := slices.Sorted(maps.Keys(count))
	// A case of a few texts would hold every word that two of them have for
	// common; of at least forty texts it would not be.
	all, _ := coarse(max(len(c.texts), 40), figuresOfTexts)
	c.rarity = newRarities(len(words))
	c.words = 0
	const alone = math.MaxUint32 // of a word that no other text has
	for _, w := range words {
		_, holders := coarse(int(count[w]), figuresOfHolders)
		c.rarity.put(w, math.Log(all/holders))
		if count[w] == 1 {
			count[w] = alone
		} else {
			count[w] = uint32(c.words)
			c.words++
		}
	}
	cores.Each(c.ctx, len(c.texts), func(i int) {
		t, sum := c.texts[i], 0.0
		t.shared = sharedWords{make([]uint32, 0, len(t.words)), make([]float64, 0, len(t.words))}
		for i := range t.words {
			weight := c.weightOf(&t.words[i])
			sum += weight * weight
			if at := count[t.words[i].word]; at != alone {
				t.shared.at, t.shared.weights = append(t.shared.at, at), append(t.shared.weights, weight)
			}
		}
		t.norm = math.Sqrt(sum)
	})
}

// figuresOfTexts and figuresOfHolders are in how many binary figures it is counted how many
// texts there are, and how many of them have a word. With three of the holders an agreement
// of the invented dossier is lost, where words of nine to fifteen texts tell two stories
// apart; with four, which are exact below sixteen, nothing is.
const figuresOfTexts, figuresOfHolders = 3, 4

// coarse is the least of the numbers that begin with the same binary figures as n, and the
// middle of them.
func coarse(n, figures int) (least, middle float64) {
	drop := max(bits.Len(uint(n))-figures, 0)
	least = float64(n >> drop << drop)
	return least, least + float64(int(1)<<drop-1)/2
}

// weightOf is how much a word of a text weighs.
func (c *Collection) weightOf(w *term) float64 {
	weight := math.Pow(float64(w.n), again) * c.rarity.of(w.word)
	if 2*w.proper > w.n {
		weight *= name
	}
	return weight
}

// rarities say how rare each word of a collection is, in a table by hash: they are
// asked for more often than anything else.
type rarities []struct {
	word   uint32
	there  bool
	rarity float64
}

func newRarities(n int) rarities { return make(rarities, 1<<bits.Len(uint(2*n))) }

func (r rarities) put(word uint32, rarity float64) {
	at := int(word) & (len(r) - 1)
	for r[at].there {
		at = (at + 1) & (len(r) - 1)
	}
	r[at].word, r[at].there, r[at].rarity = word, true, rarity
}

// of is the rarity of a word, 0 if no text has it.
func (r rarities) of(word uint32) float64 {
	for at := int(word) & (len(r) - 1); r[at].there; at = (at + 1) & (len(r) - 1) {
		if r[at].word == word {
			return r[at].rarity
		}
	}
	return 0
}

// A layer lays one text beside others. The weights of its words stand in a row of
// all words that two texts have, so that another text costs a look for each of its own.
type layer struct {
	text     *text
	row      []float64
	pairings []pairing // room for pairs
	places   []placing
}

func (c *Collection) layer() *layer { return &layer{row: make([]float64, c.words)} }

// lay takes another text.
func (l *layer) lay(t *text) {
	if l.text == t {
		return
	}
	if l.text != nil {
		for _, at := range l.text.shared.at {
			l.row[at] = 0
		}
	}
	for i, at := range t.shared.at {
		l.row[at] = t.shared.weights[i]
	}
	l.text = t
}

// story is from 0 to 1: how much two texts tell of the same, by the rare words that
// they share. Asked of one a after the other it takes less.
func (l *layer) story(a, b *text) float64 {
	if a == b {
		return 1
	}
	if a.norm == 0 || b.norm == 0 {
		return 0
	}
	l.lay(a)
	sum := 0.0
	weights := b.shared.weights[:len(b.shared.at)]
	for i, at := range b.shared.at {
		sum += l.row[at] * weights[i]
	}
	return sum / (a.norm * b.norm)
}

// overlap is the share of the weight of the rarer words that two sentences
// have in common, from 0 to 1.
func (c *Collection) overlap(a, b []uint32) float64 {
	both := c.inBoth(a, b)
	if both == 0 {
		return 0
	}
	return both / math.Sqrt(c.weight(a)*c.weight(b))
}

// inBoth is the weight of the words that two sentences have in common.
func (c *Collection) inBoth(a, b []uint32) float64 {
	both := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			both += c.rarity.of(a[i])
			i, j = i+1, j+1
		}
	}
	return both
}

// weight is that of all words of a sentence.
func (c *Collection) weight(words []uint32) float64 {
	sum := 0.0
	for _, w := range words {
		sum += c.rarity.of(w)
	}
	return sum
}

// shared counts equal elements of two ordered lists.
func shared[T cmp.Ordered](a, b []T) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := cmp.Compare(a[i], b[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// sort puts the texts in order, so that nothing depends on how they came.
func (c *Collection) sort() {
	slices.SortFunc(c.texts, func(a, b *text) int {
		return cmp.Or(cmp.Compare(a.path, b.path), cmp.Compare(a.id, b.id))
	})
	for i, t := range c.texts {
		t.number = i
	}
}

// tellStories parts the texts into stories.
func (c *Collection) tellStories() {
	edges := c.alike()
	near := make([][nearest]float64, len(c.texts)) // the most alike of each, in order
	number := make(map[stemma.ID]int, len(c.texts))
	for i, t := range c.texts {
		number[t.id] = i
	}
	descend, some := map[[2]int]bool{}, make([]bool, len(c.texts)) // and of which texts there are any
	for _, d := range c.derivations {
		a, oneThere := number[d.From]
		b, otherThere := number[d.To]
		if oneThere && otherThere {
			descend[[2]int{min(a, b), max(a, b)}], some[a], some[b] = true, true, true
		}
	}
	related := func(e edge) bool { return some[e.a] && some[e.b] && descend[[2]int{e.a, e.b}] }
	for _, e := range edges {
		if related(e) {
			continue
		}
		for _, l := range [...]*[nearest]float64{&near[e.a], &near[e.b]} {
			for i, w := 0, e.weight; i < nearest && w > l[i]; i++ {
				if l[i] = w; i+1 < nearest && w > l[i+1] {
					l[i] = l[i+1]
				}
			}
		}
	}
	for i := range near {
		sum := 0.0
		for _, x := range near[i] {
			sum += x
		}
		c.texts[i].usual = max(sum/nearest, lone)
	}
	for i, e := range edges {
		edges[i].weight = e.weight / math.Sqrt(c.texts[e.a].usual*c.texts[e.b].usual)
		if related(e) {
			edges[i].weight = max(edges[i].weight, 1)
		}
	}
	c.kin = edges
	for i, g := range c.gather(cluster(c.ctx, len(c.texts), edges, sameStoryFrom, nil), edges) {
		c.texts[i].story = g
	}
	c.told = map[int][]*text{}
	for _, t := range c.texts {
		c.told[t.story] = append(c.told[t.story], t)
	}
}

// gatherFrom is how alike, on the average of its texts, a small story is to the
// nearest texts of a larger one that it is joined to. Of 0.6 to 0.8 the highest:
// below, events of two stories of one topic of ECB+ come together.
const gatherFrom = 0.8

// gather joins a small story to a larger one where each of its texts is about as
// like to some text of that as texts of one story are: a letter or a notice is
// near to the one or two texts that speak of the same side of a matter, and far
// from the rest.
func (c *Collection) gather(group []int, edges []edge) []int {
	size := map[int]int{}
	for _, g := range group {
		size[g]++
	}
	type tie struct {
		story  int32
		weight float64
	}
	many := make([]int, len(group)+1) // where the ties of each text to the stories of others begin
	across := func(do func(text, story int, weight float64)) {
		for _, e := range edges {
			if a, b := group[e.a], group[e.b]; a != b {
				do(e.a, b, e.weight)
				do(e.b, a, e.weight)
			}
		}
	}
	across(func(text, _ int, _ float64) { many[text+1]++ })
	for i := range group {
		many[i+1] += many[i]
	}
	ties, next := make([]tie, many[len(group)]), slices.Clone(many)
	across(func(text, story int, weight float64) {
		ties[next[text]] = tie{int32(story), weight}
		next[text]++
	})
	sum, best := map[[2]int]float64{}, make([]float64, len(group))
	var met []int32
	for text, g := range group { // of each the nearest of a story
		met = met[:0]
		for _, t := range ties[many[text]:many[text+1]] {
			if best[t.story] == 0 {
				met = append(met, t.story)
			}
			best[t.story] = max(best[t.story], t.weight)
		}
		for _, story := range met {
			sum[[2]int{g, int(story)}] += best[story]
			best[story] = 0
		}
	}
	var joins []edge
	for p, x := range sum {
		if w := x / float64(size[p[0]]); size[p[0]] <= size[p[1]]/2 && w >= gatherFrom {
			joins = append(joins, edge{min(p[0], p[1]), max(p[0], p[1]), w})
		}
	}
	slices.SortFunc(joins, func(x, y edge) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	to := map[int]int{}
	for _, j := range joins { // each story goes to one other
		small, large := j.a, j.b
		if size[small] > size[large] {
			small, large = large, small
		}
		if _, gone := to[small]; gone {
			continue
		}
		if _, gone := to[large]; gone {
			continue
		}
		to[small] = large
	}
	for i, g := range group {
		if h, ok := to[g]; ok {
			group[i] = h
		}
	}
	return group
}

// A text is compared with others that have one of its keyWords weightiest words
// in common. A word that more than crowd texts have is split by a second one:
// then two have to be shared, and of those that share both each is compared with
// the crowd before it. No text is left out.
const keyWords, crowd, least = 40, 200, 0.05

// alike lists the pairs of texts that have something to do with one another.
func (c *Collection) alike() []edge {
	holders := map[uint32][]int{}
	keys := make([][]uint32, len(c.texts))
	cores.Each(c.ctx, len(c.texts), func(i int) { keys[i] = c.weightiest(c.texts[i], keyWords) })
	for i := range c.texts {
		for _, w := range keys[i] {
			holders[w] = append(holders[w], i)
		}
	}
	// The blocks that a text is in, with its place there.
	type place struct {
		block []int
		at    int
	}
	blocks := make([][]place, len(c.texts))
	enter := func(block []int) {
		for at, i := range block {
			blocks[i] = append(blocks[i], place{block, at})
		}
	}
	for word, texts := range holders {
		if len(texts) <= crowd {
			enter(texts)
			continue
		}
		second := map[uint32][]int{}
		for _, i := range texts {
			for _, w := range keys[i] {
				if w != word {
					second[w] = append(second[w], i)
				}
			}
		}
		for _, some := range second {
			enter(some)
		}
	}
	edges := spread(c.ctx, len(c.texts), func() func(int, []edge) []edge {
		l, met, others := c.layer(), make([]int, len(c.texts)), []int(nil)
		return func(i int, edges []edge) []edge {
			others = others[:0]
			for _, p := range blocks[i] {
				for _, j := range p.block[max(0, p.at-crowd):p.at] {
					if met[j] != i+1 {
						met[j] = i + 1
						others = append(others, j)
					}
				}
			}
			for _, j := range others {
				if s := l.story(c.texts[i], c.texts[j]); s >= least {
					edges = append(edges, edge{j, i, s})
				}
			}
			return edges
		}
	})
	return inOrder(edges, len(c.texts))
}

// weightiest are the n words of a text of most weight, in order of the word.
func (c *Collection) weightiest(t *text, n int) []uint32 {
	type weighed struct {
		word   uint32
		weight float64
	}
	order := make([]weighed, len(t.words))
	for i := range t.words {
		order[i] = weighed{t.words[i].word, c.weightOf(&t.words[i])}
	}
	slices.SortFunc(order, func(a, b weighed) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.word, b.word))
	})
	out := make([]uint32, 0, n)
	for _, w := range order[:min(n, len(order))] {
		out = append(out, w.word)
	}
	slices.Sort(out)
	return out
}
