package cores

import (
	"context"
	"sync/atomic"
	"testing"
)

func TestEach(t *testing.T) {
	ended, stop := context.WithCancel(t.Context())
	stop()
	for _, test := range []struct {
		name string
		ctx  context.Context
		n    int
		ill  int // from which thing on it panics
		done int64
		fail any
	}{
		{"none", t.Context(), 0, 1, 0, nil},
		{"few", t.Context(), 3, 3, 3, nil},
		{"many", t.Context(), 1000, 1000, 1000, nil},
		{"ended", ended, 1000, 1000, 0, nil},
		{"the least of several panics", t.Context(), 1000, 130, -1, 130},
	} {
		var done atomic.Int64
		failed := func() (r any) {
			defer func() { r = recover() }()
			Each(test.ctx, test.n, func(i int) {
				if i >= test.ill {
					panic(i)
				}
				done.Add(1)
			})
			return nil
		}()
		if failed != test.fail || test.done >= 0 && done.Load() != test.done {
			t.Errorf("%s: %d things were done, and it failed with %v", test.name, done.Load(), failed)
		}
	}
}

func TestTogether(t *testing.T) {
	var done atomic.Int64
	failed := func() (r any) {
		defer func() { r = recover() }()
		Together(func() { done.Add(1) }, func() { panic("second") }, func() { panic("third") }, func() { done.Add(1) })
		return nil
	}()
	if failed != "second" || done.Load() != 2 {
		t.Errorf("%d were done, and it failed with %v", done.Load(), failed)
	}
}
