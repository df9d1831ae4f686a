// Package cores does something with each of many things, on all cores at once. It knows
// neither the things nor what is done.
package cores

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls do for each of n things. Where the context ends it stops: what was done by then
// is of no use.
func Each(ctx context.Context, n int, do func(i int)) {
	Work(ctx, n, func() (func(i int), func()) { return do, func() {} })
}

// Work goes through n things: each worker does what it is given for a thing, and in the end
// what it is given for the end. What a worker panics with is for the caller to recover from, of
// several that with the least thing.
func Work(ctx context.Context, n int, worker func() (do func(i int), end func())) {
	const stretch = 64
	var next atomic.Int64
	var mu sync.Mutex
	var wg sync.WaitGroup
	var failed any
	least := n
	for range min(runtime.GOMAXPROCS(0), 1+n/stretch) {
		wg.Go(func() {
			i := 0
			defer func() {
				if r := recover(); r != nil {
					mu.Lock()
					defer mu.Unlock()
					if failed == nil || i < least {
						failed, least = r, i
					}
				}
			}()
			do, end := worker()
			for from := int(next.Add(stretch)) - stretch; from < n; from = int(next.Add(stretch)) - stretch {
				for i = from; i < min(from+stretch, n) && ctx.Err() == nil; i++ {
					do(i)
				}
			}
			end()
		})
	}
	wg.Wait()
	if failed != nil {
		panic(failed)
	}
}

// Together does several things side by side, and waits for all of them. What one panics with is
// for the caller to recover from, of several the first.
func Together(do ...func()) {
	failed := make([]any, len(do))
	var wg sync.WaitGroup
	for i := range do {
		wg.Go(func() {
			defer func() { failed[i] = recover() }()
			do[i]()
		})
	}
	wg.Wait()
	for _, r := range failed {
		if r != nil {
			panic(r)
		}
	}
}
