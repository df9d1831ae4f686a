package descent

import (
	"container/list"
	"sync"

	"github.com/stemma/stemma"
)

// A cache keeps what was made of the texts that were last asked for. It may be used by many
// goroutines at once.
type cache[T any] struct {
	room int         // for how much it has room
	size func(T) int // how much room one takes

	mu    sync.Mutex
	held  map[stemma.ID]*list.Element
	order list.List // of item, the last used first
	taken int
}

type item[T any] struct {
	id stemma.ID
	of T
}

func newCache[T any](room int, size func(T) int) *cache[T] {
	return &cache[T]{room: room, size: size, held: map[stemma.ID]*list.Element{}}
}

// get returns what is held of a text, or makes it. Two goroutines that ask at once may
// both make it.
func (c *cache[T]) get(id stemma.ID, make func() (T, error)) (T, error) {
	c.mu.Lock()
	if e := c.held[id]; e != nil {
		c.order.MoveToFront(e)
		c.mu.Unlock()
		return e.Value.(item[T]).of, nil
	}
	c.mu.Unlock()
	x, err := make()
	if err != nil {
		return x, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.held[id]; e != nil {
		return e.Value.(item[T]).of, nil
	}
	c.held[id] = c.order.PushFront(item[T]{id, x})
	// The two of the pair at hand stay, however large.
	for c.taken += c.size(x); c.taken > c.room && c.order.Len() > 2; {
		last := c.order.Remove(c.order.Back()).(item[T])
		delete(c.held, last.id)
		c.taken -= c.size(last.of)
	}
	return x, nil
}
