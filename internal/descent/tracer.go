package descent

import (
	"cmp"
	"container/list"
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/stemma/stemma"
)

// A Tracer compares the texts of an index. It holds few texts at a time, so
// that its memory does not grow with the case.
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

	cache cache
}

// Pairs compares each of the given texts with its candidates and returns the
// pairs that tell something, each once.
//
// To look a text up and take it apart costs more than to compare it, and no more than a
// part of a large case can be held at once. So the pairs are listed first, and compared
// in an order in which the same texts come again soon.
func (t *Tracer) Pairs(ctx context.Context, ids []stemma.ID) (*Pairs, error) {
	t.ready()
	ids = slices.Clone(ids)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	t.cache.reset()
	var found []*Pairs // of each worker
	for next := 0; next < len(ids); {
		var list []encounter
		list, next = t.encounters(ctx, ids, next)
		some, err := t.compare(ctx, list)
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	return join(t.Index, found), ctx.Err()
}

// An encounter is two texts to compare, by their numbers in the index.
type encounter struct {
	a, b int32
	by   uint8
}

// mostEncounters is about how many are listed at once: some fifty megabytes.
const mostEncounters = 4 << 20

// encounters lists those of the texts from number next on, until there are many, and
// returns which text is the next then. Of two of the ids each pair is listed once.
func (t *Tracer) encounters(ctx context.Context, ids []stemma.ID, next int) ([]encounter, int) {
	var mu sync.Mutex
	var all []encounter
	t.work(func() {
		c := t.candidates()
		var own []encounter
		for {
			mu.Lock()
			all = append(all, own...)
			i := next
			if i == len(ids) || len(all) > mostEncounters || ctx.Err() != nil {
				mu.Unlock()
				return
			}
			next++
			mu.Unlock()
			own = own[:0]
			self, known := t.Index.numbers[ids[i]]
			if !known {
				continue
			}
			for _, with := range c.of(ids[i]) {
				if _, both := slices.BinarySearch(ids, with.id); both && with.id < ids[i] {
					continue
				}
				if other, known := t.Index.numbers[with.id]; known {
					own = append(own, encounter{min(self, other), max(self, other), with.by})
				}
			}
		}
	})
	slices.SortFunc(all, func(x, y encounter) int { return cmp.Compare(x.place(), y.place()) })
	return all, next
}

// place is where a pair lies on a curve that goes through the square of all pairs and
// stays for long in each part of it (Morton 1966), whatever number of texts is held.
func (e encounter) place() uint64 {
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
	return spread(e.b)<<1 | spread(e.a)
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
				p, err := t.pair(ctx, al, t.Index.texts[e.a].id, t.Index.texts[e.b].id, e.by)
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

// work has all workers do something, and waits for them.
func (t *Tracer) work(do func()) {
	workers := t.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var wg sync.WaitGroup
	for range workers {
		wg.Go(do)
	}
	wg.Wait()
}

// ready makes the indexes ready to be read by many goroutines.
func (t *Tracer) ready() {
	for _, x := range []*Index{t.Index, t.Heard, t.Tongues} {
		if x != nil {
			x.ready()
		}
	}
}

// Pair compares two texts of the index, candidates or not.
func (t *Tracer) Pair(ctx context.Context, a, b stemma.ID) (Pair, error) {
	t.ready()
	t.cache.reset()
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
	ha, err := t.Hearsay(ctx, a)
	if err != nil {
		return p, err
	}
	hb, err := t.Hearsay(ctx, b)
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
	ca, err := t.Cognates(ctx, a)
	if err != nil {
		return c, err
	}
	cb, err := t.Cognates(ctx, b)
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
	if text := t.cache.get(id); text != nil {
		return text, nil
	}
	w, err := t.Words(ctx, id)
	if err != nil {
		return nil, err
	}
	text := NewText(w, t.Index.isCommon)
	t.cache.put(id, text)
	return text, nil
}

// held is how many words the cache keeps: some 80 megabytes.
const held = 2 << 20

// A cache keeps the texts last used.
type cache struct {
	mu    sync.Mutex
	texts map[stemma.ID]*list.Element
	order *list.List // of kept, the last used first
	words int
}

type kept struct {
	id   stemma.ID
	text *Text
}

func (c *cache) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.texts, c.order, c.words = map[stemma.ID]*list.Element{}, list.New(), 0
}

func (c *cache) get(id stemma.ID) *Text {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.texts[id]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(kept).text
}

func (c *cache) put(id stemma.ID, text *Text) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.texts[id] != nil {
		return
	}
	c.texts[id] = c.order.PushFront(kept{id, text})
	c.words += text.N()
	for c.words > held && c.order.Len() > 2 {
		last := c.order.Remove(c.order.Back()).(kept)
		delete(c.texts, last.id)
		c.words -= last.text.N()
	}
}
