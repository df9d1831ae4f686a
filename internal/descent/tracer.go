package descent

import (
	"cmp"
	"container/list"
	"context"
	"runtime"
	"slices"
	"sync"

	"github.com/stemma/stemma"
)

// A Tracer compares the texts of an index. It holds few texts at a time, so
// that its memory does not grow with the case.
type Tracer struct {
	Index *Index
	// Words returns the words of a text of the index; it may be called by many
	// goroutines at once.
	Words func(ctx context.Context, id stemma.ID) (*Words, error)
	// Workers is how many pairs are compared at once; 0 for one a core.
	Workers int

	cache cache
}

// Pairs compares each of the given texts with its candidates and returns the
// pairs that have something in common, each once, the lesser id first, in
// order of the ids.
func (t *Tracer) Pairs(ctx context.Context, ids []stemma.ID) ([]Pair, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	t.Index.ready()
	ids = slices.Clone(ids)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	workers := t.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	t.cache.reset()
	var mu sync.Mutex
	var found [][]Pair // of each worker, in stretches
	var next int
	take := func() (stemma.ID, bool) {
		mu.Lock()
		defer mu.Unlock()
		if next == len(ids) || ctx.Err() != nil {
			return "", false
		}
		next++
		return ids[next-1], true
	}
	var wg sync.WaitGroup
	for range min(workers, len(ids)) {
		wg.Go(func() {
			c, al := &tally{x: t.Index}, &aligner{}
			var pairs []Pair
			for id, ok := take(); ok; id, ok = take() {
				for _, other := range c.candidates(id) {
					if _, both := slices.BinarySearch(ids, other); both && other < id {
						continue
					}
					p, err := t.pair(ctx, al, id, other)
					if err != nil {
						cancel(err)
						return
					}
					if p.Score == 0 {
						continue
					}
					if len(pairs) == stretch {
						mu.Lock()
						found = append(found, pairs)
						mu.Unlock()
						pairs = nil
					}
					pairs = append(pairs, p)
				}
			}
			mu.Lock()
			found = append(found, pairs)
			mu.Unlock()
		})
	}
	wg.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	n := 0
	for _, pairs := range found {
		n += len(pairs)
	}
	all := make([]Pair, 0, n)
	for i, pairs := range found {
		all = append(all, pairs...)
		found[i] = nil
	}
	slices.SortFunc(all, func(p, q Pair) int { return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B)) })
	return all, nil
}

// Pair compares two texts of the index, candidates or not.
func (t *Tracer) Pair(ctx context.Context, a, b stemma.ID) (Pair, error) {
	t.Index.ready()
	t.cache.reset()
	return t.pair(ctx, &aligner{}, a, b)
}

func (t *Tracer) pair(ctx context.Context, al *aligner, a, b stemma.ID) (Pair, error) {
	if b < a {
		a, b = b, a
	}
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
	common := t.Index.commonKeys(id)
	text := NewText(w, func(k Key) bool { return common[k] })
	t.cache.put(id, text)
	return text, nil
}

// stretch is how many pairs lie in one stretch of memory, so that those of a
// large case are not copied again and again as they grow.
const stretch = 4096

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
