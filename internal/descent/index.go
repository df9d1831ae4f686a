package descent

import (
	"cmp"
	"encoding/hex"
	"iter"
	"maps"
	"math"
	"slices"

	"github.com/stemma/stemma"
)

// An Index holds the sketches of the texts of a case by their keys and says
// which texts are to be compared with which. What it says depends on the texts
// it holds and on nothing else: not on the order in which they came, nor on
// which came and went.
//
// A key that few texts have makes them candidates of each other. Of the texts
// of a key that many have each is a candidate of the [heads] of the key only,
// so that a dispatch printed ten thousand times costs ten thousand
// comparisons and no square. A key that many texts have which have little else
// in common is common: a formula of an outlet, a set phrase; it weighs nothing.
type Index struct {
	numbers map[stemma.ID]int32
	texts   []entry
	alive   int

	base    *posts          // of a key in order
	common  map[Key]bool    // of the keys of base
	pending []int32         // texts that were added and not looked at yet
	waiting int             // how many keys they have
	fresh   map[Key][]int32 // what came after base
	added   int             // posts in fresh
	changed map[Key]bool    // keys that have other texts now than in base
	was     map[Key]state   // what keys did that do something else since the last Change
	came    map[int32]bool  // the texts that it put in
	part    float64         // as the constant; 0 of hearsay and cognates
	abroad  bool            // only texts in other languages are candidates
}

type entry struct {
	id     stemma.ID
	order  uint64 // of the id
	sketch *Sketch
	alive  bool
}

const (
	// few is how many texts a key may have so that all of them are candidates.
	few = 20
	// heads is how many texts, those with the least ids, stand for all of a
	// key that more have.
	heads = 4
	// many is from how many texts on a key can be common. A family of reprints
	// reaches it too; diverse tells them apart.
	many = 26
	// looked is how many texts of a key are looked at to tell that, those with
	// the least ids.
	looked = 64
	// shared is how many keys two texts have to have in common, and part how
	// many more for each of the shorter one's keys, until wanted.
	shared = 2.0
	part   = 0.015
	wanted = 12.0
)

// NewIndex returns an empty index.
func NewIndex() *Index {
	return &Index{base: newPosts(nil), numbers: map[stemma.ID]int32{}, fresh: map[Key][]int32{}, changed: map[Key]bool{}, common: map[Key]bool{}, part: part}
}

// NewHearsayIndex returns an empty index of sketches of hearsay. Two keys are
// enough there, however long the texts are: they may be of one sentence.
func NewHearsayIndex() *Index {
	x := NewIndex()
	x.part = 0
	return x
}

// NewTongueIndex returns an empty index of sketches of cognates, by which texts
// in two languages are found. Two keys are enough: a number with a name.
func NewTongueIndex() *Index {
	x := NewIndex()
	x.part, x.abroad = 0, true
	return x
}

// Add puts a text in; one that is there already is replaced.
func (x *Index) Add(id stemma.ID, s *Sketch) {
	x.Remove(id)
	n := int32(len(x.texts))
	x.numbers[id] = n
	x.texts = append(x.texts, entry{id: id, order: orderOf(id), sketch: s, alive: true})
	x.alive++
	x.pending = append(x.pending, n)
	x.waiting += len(s.Keys)
}

// ready takes in what was added: into the base where it is much, so that
// putting in a whole case costs one sorting, else beside it. It is called
// before anything is looked up.
func (x *Index) ready() {
	if x.waiting+x.added > x.base.len()/8 {
		x.settle()
		return
	}
	for _, t := range x.pending {
		if !x.texts[t].alive {
			continue
		}
		for _, k := range x.texts[t].sketch.Keys {
			x.fresh[k] = append(x.fresh[k], t)
			x.changed[k] = true
			x.added++
		}
	}
	x.pending, x.waiting = nil, 0
}

// Remove takes a text out, if it is there.
func (x *Index) Remove(id stemma.ID) {
	if n, ok := x.numbers[id]; ok {
		delete(x.numbers, id)
		x.texts[n].alive = false
		x.alive--
		for _, k := range x.texts[n].sketch.Keys {
			x.changed[k] = true
		}
	}
}

// Sketch returns the sketch of a text, nil if the index has it not.
func (x *Index) Sketch(id stemma.ID) *Sketch {
	if n, ok := x.numbers[id]; ok {
		return x.texts[n].sketch
	}
	return nil
}

// A state is what a key does: what it makes candidates of each other, and
// whether it is common.
type state struct {
	all, common bool
	heads       [heads]int32
}

func (x *Index) state(k Key, texts []int32) state {
	if len(texts) <= few {
		return state{all: true}
	}
	s := state{common: x.commonTexts(k, texts)}
	if !s.common {
		copy(s.heads[:], texts[:heads])
	}
	return s
}

// Change puts texts in and takes texts out. It returns the texts of which the
// index says something else now and that are to be compared anew: those put
// in, and those with a key that has become or ceased to be common, or of which
// fewer have it than before. Others have only lost candidates, by a key that
// many have now; what was found of their pairs still holds where they are
// candidates still. Pairs of which neither is among either are as they were.
func (x *Index) Change(put map[stemma.ID]*Sketch, out []stemma.ID) (anew, fewer []stemma.ID) {
	keys := map[Key]bool{}
	note := func(s *Sketch) {
		if s != nil {
			for _, k := range s.Keys {
				keys[k] = true
			}
		}
	}
	for id, s := range put {
		note(s)
		note(x.Sketch(id))
	}
	for _, id := range out {
		note(x.Sketch(id))
	}
	x.ready()
	before := make(map[Key]state, len(keys))
	var buf []int32
	for k := range keys {
		buf = x.of(k, buf, looked)
		before[k] = x.state(k, buf)
	}
	for _, id := range out {
		x.Remove(id)
	}
	ids := slices.Sorted(maps.Keys(put))
	x.was, x.came = map[Key]state{}, map[int32]bool{}
	for _, id := range ids {
		x.Add(id, put[id])
		x.came[x.numbers[id]] = true
	}
	x.ready()
	touched, loosened := map[stemma.ID]bool{}, map[stemma.ID]bool{}
	for _, id := range ids {
		touched[id] = true
	}
	for k := range keys {
		buf = x.of(k, buf, looked)
		now := x.state(k, buf)
		x.common[k] = now.common // so that it is not reckoned again for each text
		delete(x.changed, k)
		if now == before[k] {
			continue
		}
		x.was[k] = before[k]
		to := touched
		if len(out) == 0 && !now.common && !before[k].common {
			to = loosened
		}
		buf = x.of(k, buf, len(x.texts))
		for _, t := range buf {
			to[x.texts[t].id] = true
		}
	}
	for id := range touched {
		delete(loosened, id)
	}
	return slices.Sorted(maps.Keys(touched)), slices.Sorted(maps.Keys(loosened))
}

// orderOf is a number by which ids are put in an order that says nothing of
// the texts: ids are digests.
func orderOf(id stemma.ID) uint64 {
	var b [8]byte
	if len(id) >= 17 {
		if _, err := hex.Decode(b[:], []byte(id[1:17])); err == nil {
			var n uint64
			for _, c := range b {
				n = n<<8 | uint64(c)
			}
			return n
		}
	}
	h := uint64(fnvOffset)
	for _, r := range id {
		h = mixRune(h, r)
	}
	return mix(h, 0)
}

func (x *Index) less(a, b int32) int {
	if p, q := x.texts[a].order, x.texts[b].order; p != q {
		return cmp.Compare(p, q)
	}
	return cmp.Compare(x.texts[a].id, x.texts[b].id)
}

// settle moves all posts into the base.
func (x *Index) settle() {
	if x.waiting+x.added+len(x.changed) == 0 {
		return
	}
	list := make([]post, 0, x.base.len()+x.added+x.waiting)
	for k, texts := range x.base.all() {
		for _, t := range texts {
			if x.texts[t].alive {
				list = append(list, post{k, t})
			}
		}
	}
	x.base = nil
	for _, t := range x.pending {
		if x.texts[t].alive {
			for _, k := range x.texts[t].sketch.Keys {
				list = append(list, post{k, t})
			}
		}
	}
	for k, texts := range x.fresh {
		for _, t := range texts {
			if x.texts[t].alive {
				list = append(list, post{k, t})
			}
		}
	}
	// There are some hundred posts a text, so each stands for its place among the texts meanwhile.
	order, place := make([]int32, len(x.texts)), make([]int32, len(x.texts))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, x.less)
	for i, t := range order {
		place[t] = int32(i)
	}
	for i := range list {
		list[i].text = place[list[i].text]
	}
	slices.SortFunc(list, func(a, b post) int { return cmp.Compare(a.number(), b.number()) })
	for i := range list {
		list[i].text = order[list[i].text]
	}
	x.base, x.pending, x.waiting, x.fresh, x.added, x.changed = newPosts(list), nil, 0, map[Key][]int32{}, 0, map[Key]bool{}
	x.note()
}

// of returns the texts that have the key, in order and at most limit of them;
// in buf, where there is room. What many texts have must not be looked through
// for each of them.
func (x *Index) of(k Key, buf []int32, limit int) []int32 {
	buf = buf[:0]
	for _, t := range x.base.of(k) {
		if len(buf) == limit {
			break
		}
		if x.texts[t].alive {
			buf = append(buf, t)
		}
	}
	if fresh := x.fresh[k]; len(fresh) > 0 {
		for _, t := range fresh {
			if x.texts[t].alive {
				buf = append(buf, t)
			}
		}
		slices.SortFunc(buf, x.less)
	}
	return buf[:min(len(buf), limit)]
}

// note notes which of the keys of the base are common.
func (x *Index) note() {
	x.common = map[Key]bool{}
	for k, texts := range x.base.all() {
		if len(texts) >= many && x.diverse(texts[:min(len(texts), looked)]) {
			x.common[k] = true
		}
	}
}

// commonTexts reports whether a key, which these texts have, is common: many
// have it that are otherwise different texts.
func (x *Index) commonTexts(k Key, texts []int32) bool {
	if len(texts) < many {
		return false
	}
	if !x.changed[k] {
		return x.common[k]
	}
	return x.diverse(texts[:min(len(texts), looked)])
}

// diverse reports whether most of the texts are different ones. Two are the
// same here if a MinHash of theirs is, so it is an estimate.
func (x *Index) diverse(texts []int32) bool {
	var seen [looked]uint32
	different := 0
	for m := range len(Sketch{}.Least) {
		for i, t := range texts {
			seen[i] = x.texts[t].sketch.Least[m]
		}
		s := seen[:len(texts)]
		slices.Sort(s)
		different += len(slices.Compact(s))
	}
	return 5*different > 2*len(texts)*len(Sketch{}.Least)
}

// isCommon looks only at a key that has other texts now than when it was last
// looked at.
func (x *Index) isCommon(k Key) bool {
	if !x.changed[k] {
		return x.common[k]
	}
	return x.commonTexts(k, x.of(k, nil, looked))
}

// A tally counts the keys that one text shares with the others.
type tally struct {
	x     *Index
	past  bool // as it was before the last Change, of the texts that were there and still are
	count []uint16
	met   []int32
	buf   []int32
}

// Candidates returns the texts that a text is to be compared with, in order of
// their ids.
func (x *Index) Candidates(id stemma.ID) []stemma.ID {
	x.ready()
	c := &tally{x: x}
	return c.candidates(id)
}

// CandidatesOf goes through several texts with the candidates of each.
func (x *Index) CandidatesOf(ids []stemma.ID) iter.Seq2[stemma.ID, []stemma.ID] {
	return func(yield func(stemma.ID, []stemma.ID) bool) {
		x.ready()
		c := &tally{x: x}
		for _, id := range ids {
			if !yield(id, c.candidates(id)) {
				return
			}
		}
	}
}

func (c *tally) candidates(id stemma.ID) []stemma.ID {
	x := c.x
	self, ok := x.numbers[id]
	if !ok {
		return nil
	}
	if len(c.count) < len(x.texts) {
		c.count = make([]uint16, len(x.texts)+len(x.texts)/4)
	}
	s := x.texts[self].sketch
	c.met = c.met[:0]
	for _, k := range s.Keys {
		for _, t := range c.partners(k, self) {
			if t == self || x.abroad && !abroad(s, x.texts[t].sketch) || c.past && (x.came[t] || !x.texts[t].alive) {
				continue
			}
			if c.count[t] == 0 {
				c.met = append(c.met, t)
			}
			if c.count[t] < math.MaxUint16 {
				c.count[t]++
			}
		}
	}
	var out []stemma.ID
	for _, t := range c.met {
		if float64(c.count[t]) >= x.enough(len(s.Keys), len(x.texts[t].sketch.Keys)) {
			out = append(out, x.texts[t].id)
		}
		c.count[t] = 0
	}
	slices.Sort(out)
	return out
}

// partners are the texts of a key that it makes candidates of self.
func (c *tally) partners(k Key, self int32) []int32 {
	was, another := c.x.was[k]
	switch {
	case !c.past || !another:
		c.buf = c.x.of(k, c.buf, looked)
		return c.x.partners(k, self, c.buf)
	case was.common:
		return nil
	case was.all || slices.Contains(was.heads[:], self):
		c.buf = c.x.of(k, c.buf, len(c.x.texts))
		return c.buf
	}
	return append(c.buf[:0], was.heads[:]...)
}

// abroad reports whether two sketches are of texts in two languages.
func abroad(a, b *Sketch) bool { return a.Lang != "" && b.Lang != "" && a.Lang != b.Lang }

// partners are those of the texts of one key that it makes candidates of self.
func (x *Index) partners(k Key, self int32, texts []int32) []int32 {
	if len(texts) <= few {
		return texts
	}
	if x.commonTexts(k, texts) {
		return nil
	}
	if slices.Contains(texts[:heads], self) {
		return x.of(k, texts, len(x.texts))
	}
	return texts[:heads]
}

// enough is how many keys two texts have to share.
func (x *Index) enough(a, b int) float64 { return min(shared+x.part*float64(min(a, b)), wanted) }
