package descent

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/stemma/stemma"
)

// A Tracer compares the texts of an index. It holds few texts at a time, so
// that its memory does not grow with the case. What it has asked for it keeps at
// hand for a while.
type Tracer struct {
	Index *Index
	// Words returns the words of a text of the index; it may be called by many
	// goroutines at once.
	Words func(ctx context.Context, id stemma.ID) (*Words, error)
	// Heard is the index of hearsay, nil for none, and Hearsay returns that of a
	// text; it too may be called by many goroutines at once.
	Heard   *Index
	Hearsay func(ctx context.Context, id stemma.ID) (*Hearsay, error)
	// Tongues is the index of cognates, nil where all texts are in one language,
	// and Cognates returns those of a text; by many goroutines at once, too.
	Tongues  *Index
	Cognates func(ctx context.Context, id stemma.ID) (*Cognates, error)
	// Workers is how many pairs are compared at once; 0 for one a core.
	Workers int

	texts    *cache[*Text]
	heard    *cache[*Hearsay]
	cognates *cache[*Cognates]

	mu     sync.Mutex // over failed
	failed []Failure
}

// A Failure is a pair that could not be compared, for a mistake of ours.
type Failure struct {
	A, B stemma.ID
	What string
}

// Failed are the pairs that could not be compared, in order. They count as having nothing in
// common.
func (t *Tracer) Failed() []Failure {
	slices.SortFunc(t.failed, func(x, y Failure) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	return t.failed
}

// spared compares two texts of the index; where that goes wrong by a mistake of ours, it is
// noted and the others are gone on with.
func (t *Tracer) spared(ctx context.Context, al *aligner, a, b stemma.ID, by uint8) (p Pair, err error) {
	defer func() {
		if r := recover(); r != nil {
			*al = aligner{}
			t.mu.Lock()
			defer t.mu.Unlock()
			t.failed = append(t.failed, Failure{min(a, b), max(a, b), fmt.Sprint(r)})
			p, err = Pair{A: min(a, b), B: max(a, b)}, nil
		}
	}()
	return t.pair(ctx, al, a, b, by)
}

// Of how much text the last used is kept at hand: of words some 50 megabytes of memory, of
// hearsay 70, of cognates 60. To make these of a text costs more than to compare two.
const (
	heldWords    = 1 << 20
	heldHearsay  = 4 << 20 // bytes
	heldCognates = 4 << 20 // words
)

// Newly says which pairs of texts have become candidates by the last Change of the index of
// hearsay, and which are candidates by it no more: what was found of all others holds. The
// texts are those of which it makes others candidates; pairs with one that is compared anew
// are left out. Both lists are in order.
func (t *Tracer) Newly(texts, anew []stemma.ID) (met, lost [][2]stemma.ID) {
	t.ready()
	now, past := t.candidates(), &tally{x: t.Heard, past: true}
	among := func(id stemma.ID, ids []stemma.ID) bool { _, is := slices.BinarySearch(ids, id); return is }
	for _, id := range texts {
		before, heard := past.candidates(id), []stemma.ID(nil)
		other := func(id, with stemma.ID) bool { return !among(with, anew) && (with > id || !among(with, texts)) }
		for _, with := range now.of(id) {
			if with.by&byHearsay == 0 {
				continue
			}
			heard = append(heard, with.id)
			if !among(with.id, before) && other(id, with.id) {
				met = append(met, [2]stemma.ID{id, with.id})
			}
		}
		for _, with := range before {
			if !among(with, heard) && other(id, with) {
				lost = append(lost, [2]stemma.ID{min(id, with), max(id, with)})
			}
		}
	}
	return met, lost
}

// meetings are pairs of candidates as encounters.
func (t *Tracer) meetings(met [][2]stemma.ID) []encounter {
	c, list, last := t.candidates(), make([]encounter, 0, len(met)), stemma.ID("")
	var of []candidate
	for _, m := range met {
		if m[0] != last {
			last, of = m[0], c.of(m[0])
		}
		if i, is := slices.BinarySearchFunc(of, m[1], func(x candidate, id stemma.ID) int { return cmp.Compare(x.id, id) }); is {
			list = append(list, encounter{a: t.Index.numbers[m[0]], b: t.Index.numbers[m[1]], by: of[i].by})
		}
	}
	return list
}

// Pairs compares each of the given texts with its candidates, and those that have
// met of late, and returns the pairs that tell something, each once.
//
// To look a text up and take it apart costs more than to compare it, and no more than a
// part of a large case can be held at once. So the pairs are listed first, and compared
// in an order in which the same texts come again soon.
func (t *Tracer) Pairs(ctx context.Context, ids []stemma.ID, met ...[2]stemma.ID) (*Pairs, error) {
	t.ready()
	w := newWalk(t.Index, ids)
	found, err := t.compare(ctx, t.meetings(met)) // of each worker
	if err != nil {
		return nil, err
	}
	for !w.done() {
		some, err := t.compare(ctx, t.encounters(ctx, w))
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	return join(t.Index, found), ctx.Err()
}

// A walk goes through texts, each once, from one to those that are its candidates,
// and notes in what order it meets them. The order is left to chance where many goroutines walk;
// what is found is not.
type walk struct {
	texts []int32 // to go through, by their ids; numbers in the index, as all here
	asked []bool  // of each text of the index: it is one of these

	mu   sync.Mutex
	next int     // of texts, the first that may not be gone through yet
	soon []int32 // to be gone through next, the last one first
	gone []bool  // of each text of the index: it was gone through
	met  []int32 // of each: the how many-th it was met, 0 if it was not
	n    int32
}

func newWalk(x *Index, ids []stemma.ID) *walk {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	w := &walk{asked: make([]bool, len(x.texts)), gone: make([]bool, len(x.texts)), met: make([]int32, len(x.texts))}
	for _, id := range slices.Compact(ids) {
		if n, known := x.numbers[id]; known {
			w.texts = append(w.texts, n)
			w.asked[n] = true
		}
	}
	return w
}

// done reports whether all were gone through.
func (w *walk) done() bool { return w.next == len(w.texts) }

// take returns the next text; ok is false where there is none.
func (w *walk) take() (text int32, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for !w.done() {
		if last := len(w.soon) - 1; last >= 0 {
			text, w.soon = w.soon[last], w.soon[:last]
		} else {
			text = w.texts[w.next]
			w.next++
		}
		if !w.gone[text] {
			w.meet(text)
			w.gone[text] = true
			return text, true
		}
	}
	return 0, false
}

// near has the candidates of the text at hand gone through next.
func (w *walk) near(texts []int32) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, n := range texts {
		w.meet(n)
		if w.asked[n] && !w.gone[n] {
			w.soon = append(w.soon, n)
		}
	}
}

func (w *walk) meet(text int32) {
	if w.met[text] == 0 {
		w.n++
		w.met[text] = w.n
	}
}

// An encounter is two texts to compare, by their numbers in the index.
type encounter struct {
	a, b  int32
	by    uint8
	place uint64 // along the curve
}

// mostEncounters is about how many are listed at once: some twenty-five megabytes.
const mostEncounters = 1 << 20

// encounters lists those of the texts of a walk, until there are many. Of two that are both gone
// through each pair is listed once.
func (t *Tracer) encounters(ctx context.Context, w *walk) []encounter {
	var mu sync.Mutex
	var all []encounter
	t.work(func() {
		c := t.candidates()
		var own []encounter
		var near []int32
		for {
			mu.Lock()
			all = append(all, own...)
			full := len(all) > mostEncounters
			mu.Unlock()
			if full || ctx.Err() != nil {
				return
			}
			self, ok := w.take()
			if !ok {
				return
			}
			own, near = own[:0], near[:0]
			id := t.Index.texts[self].id
			for _, with := range c.of(id) {
				other, known := t.Index.numbers[with.id]
				if !known {
					continue
				}
				near = append(near, other)
				if with.id > id || !w.asked[other] {
					own = append(own, encounter{a: self, b: other, by: with.by})
				}
			}
			w.near(near)
		}
	})
	for i := range all { // once all have been met
		all[i].place = along(w.met[all[i].a], w.met[all[i].b])
	}
	slices.SortFunc(all, func(x, y encounter) int { return cmp.Compare(x.place, y.place) })
	return all
}

// along is where a pair of numbers lies on a curve that goes through the square of all pairs and
// stays for long in each part of it (Morton 1966), whatever number of texts is held.
func along(a, b int32) uint64 {
	spread := func(n int32) uint64 { // a zero behind each bit
		x := uint64(uint32(n))
		for _, s := range []struct {
			by   int
			mask uint64
		}{{16, 0x0000ffff0000ffff}, {8, 0x00ff00ff00ff00ff}, {4, 0x0f0f0f0f0f0f0f0f}, {2, 0x3333333333333333}, {1, 0x5555555555555555}} {
			x = (x | x<<s.by) & s.mask
		}
		return x
	}
	return spread(max(a, b))<<1 | spread(min(a, b))
}

// compare compares the pairs, and returns those that tell something, of each worker.
func (t *Tracer) compare(ctx context.Context, list []encounter) ([]*Pairs, error) {
	const stretch = 64
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var mu sync.Mutex
	var found []*Pairs
	var next atomic.Int64
	t.work(func() {
		al, pairs := &aligner{}, newPairs(t.Index)
		for from := int(next.Add(stretch)) - stretch; from < len(list); from = int(next.Add(stretch)) - stretch {
			for _, e := range list[from:min(from+stretch, len(list))] {
				if ctx.Err() != nil {
					return
				}
				p, err := t.spared(ctx, al, t.Index.texts[e.a].id, t.Index.texts[e.b].id, e.by)
				if err != nil {
					cancel(err)
					return
				}
				if p.tells() || p.Echo != nil {
					pairs.Add(p)
				}
			}
		}
		mu.Lock()
		defer mu.Unlock()
		found = append(found, pairs)
	})
	return found, context.Cause(ctx)
}

// work has all workers do something, and waits for them. What one of them panics with is
// for the caller to recover from.
func (t *Tracer) work(do func()) {
	workers := t.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	var failed any
	for range workers {
		wg.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					mu.Lock()
					defer mu.Unlock()
					failed = r
				}
			}()
			do()
		})
	}
	wg.Wait()
	if failed != nil {
		panic(failed)
	}
}

// ready makes the indexes ready to be read by many goroutines.
//
// What is at hand may be of a text as it was before, so that nothing stays.
func (t *Tracer) ready() {
	t.texts = newCache(heldWords, func(x *Text) int { return x.N() })
	t.heard = newCache(heldHearsay, (*Hearsay).Len)
	t.cognates = newCache(heldCognates, (*Cognates).Len)
	for _, x := range []*Index{t.Index, t.Heard, t.Tongues} {
		if x != nil {
			x.ready()
		}
	}
}

// Pair compares two texts of the index, candidates or not.
func (t *Tracer) Pair(ctx context.Context, a, b stemma.ID) (Pair, error) {
	t.ready()
	by := byWords
	if t.Heard != nil {
		by |= byHearsay
	}
	if t.Tongues != nil {
		by |= byCognates
	}
	return t.pair(ctx, &aligner{}, a, b, by)
}

// A candidate is a text to compare another with, and what they share keys of.
type candidate struct {
	id stemma.ID
	by uint8
}

const (
	byWords uint8 = 1 << iota
	byHearsay
	byCognates
)

// candidates look up candidates, for one goroutine.
type candidates struct{ words, heard, tongues *tally }

func (t *Tracer) candidates() *candidates {
	c := &candidates{words: &tally{x: t.Index}}
	if t.Heard != nil {
		c.heard = &tally{x: t.Heard}
	}
	if t.Tongues != nil {
		c.tongues = &tally{x: t.Tongues}
	}
	return c
}

// of returns the candidates of a text, in order of their ids.
func (c *candidates) of(id stemma.ID) []candidate {
	var out []candidate
	for by, t := range map[uint8]*tally{byWords: c.words, byHearsay: c.heard, byCognates: c.tongues} {
		if t == nil {
			continue
		}
		for _, other := range t.candidates(id) {
			out = append(out, candidate{other, by})
		}
	}
	slices.SortFunc(out, func(a, b candidate) int { return cmp.Compare(a.id, b.id) })
	n := 0
	for _, x := range out {
		if n > 0 && out[n-1].id == x.id {
			out[n-1].by |= x.by
		} else {
			out[n] = x
			n++
		}
	}
	return out[:n]
}

// pair compares two texts by their words, and where these show nothing by their
// cognates, if they are in two languages, or their hearsay.
func (t *Tracer) pair(ctx context.Context, al *aligner, a, b stemma.ID, by uint8) (Pair, error) {
	if b < a {
		a, b = b, a
	}
	p := Pair{A: a, B: b}
	var err error
	if by&byWords != 0 {
		if p, err = t.align(ctx, al, a, b); err != nil || p.tells() {
			return p, err
		}
	}
	if by&byCognates != 0 {
		if c, err := t.translated(ctx, a, b); err != nil || c.Score >= Threshold {
			return Pair{A: a, B: b, Comparison: c}, err
		}
	}
	if by&byHearsay == 0 {
		return p, nil
	}
	hearsay := func(id stemma.ID) (*Hearsay, error) {
		return t.heard.get(id, func() (*Hearsay, error) { return t.Hearsay(ctx, id) })
	}
	ha, err := hearsay(a)
	if err != nil {
		return p, err
	}
	hb, err := hearsay(b)
	if err != nil {
		return p, err
	}
	if e := ha.Echo(hb); e != nil {
		p.Echo = e
		p.Comparison = e.comparison(ha, hb)
	}
	return p, nil
}

// translated weighs whether one of two texts is a translation of the other.
func (t *Tracer) translated(ctx context.Context, a, b stemma.ID) (c Comparison, err error) {
	cognates := func(id stemma.ID) (*Cognates, error) {
		return t.cognates.get(id, func() (*Cognates, error) { return t.Cognates(ctx, id) })
	}
	ca, err := cognates(a)
	if err != nil {
		return c, err
	}
	cb, err := cognates(b)
	if err != nil || !ca.abroad(cb) {
		return c, err
	}
	return translate(ca, cb), nil
}

func (t *Tracer) align(ctx context.Context, al *aligner, a, b stemma.ID) (Pair, error) {
	p := Pair{A: a, B: b}
	ta, err := t.text(ctx, a)
	if err != nil {
		return p, err
	}
	tb, err := t.text(ctx, b)
	if err != nil {
		return p, err
	}
	p.Comparison = compare(ta, tb, al.align(ta, tb))
	return p, nil
}

func (t *Tracer) text(ctx context.Context, id stemma.ID) (*Text, error) {
	return t.texts.get(id, func() (*Text, error) {
		w, err := t.Words(ctx, id)
		if err != nil {
			return nil, err
		}
		return NewText(w, t.Index.isCommon), nil
	})
}
