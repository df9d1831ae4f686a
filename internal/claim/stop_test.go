package claim

import (
	"context"
	"errors"
	"testing"

	"github.com/stemma/stemma/internal/cores"
)

// TestStopGroup sees that making claims ends with the context.
func TestStopGroup(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	c := New(nil)
	done := 0
	cores.Each(ctx, 1000, func(int) { done++ })
	if _, _, err := c.Group(ctx, nil); !errors.Is(err, context.Canceled) || done > 0 {
		t.Errorf("error %v, %d things were done", err, done)
	}
}
