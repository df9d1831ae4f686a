package engine

import (
	"context"
	"time"

	"github.com/stemma/stemma"
)

// A read says in the case, again and again, that it is going on, so that other
// processes can tell a case whose claims are being made from one that was left half
// read, and a second read waits for the first. Nothing but time tells that of a process that was killed.

const (
	// brokenOff is the mark of a read that was stopped and could still say so.
	brokenOff = "broken off"

	beat = stemma.ReadStall / 5
)

// begin waits for another read of the case to end and says that one is going on,
// until done is called with the error with which it ended.
func (e *Engine) begin(ctx context.Context) (done func(error), err error) {
	now := func() stemma.ID { return stemma.ID(time.Now().UTC().Format(time.RFC3339Nano)) }
	for waited := false; ; {
		before, err := e.Store.Reckoned(ctx, stemma.StageRead)
		if err != nil {
			return nil, err
		}
		if stemma.ReadStateOf(before) != stemma.ReadGoesOn {
			// Of two that find this at once one begins, and the other waits for it.
			if ours, err := e.Store.SwapReckoned(ctx, stemma.StageRead, before, now()); err != nil {
				return nil, err
			} else if ours {
				break
			}
		}
		if !waited && e.Waiting != nil {
			e.Waiting()
		}
		waited = true
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(beat / 10):
		}
	}
	beats, stop := context.WithCancel(ctx)
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-beats.Done():
				return
			case <-time.After(beat):
				// What keeps it from being said keeps the read from writing too,
				// which is the one to say so.
				_ = e.Store.PutReckoned(beats, stemma.StageRead, now())
			}
		}
	}()
	return func(err error) {
		stop()
		<-stopped
		var mark stemma.ID
		if err != nil {
			mark = brokenOff
		}
		// The read is over, whatever comes of this; who asks can tell by the time.
		_ = e.Store.PutReckoned(context.WithoutCancel(ctx), stemma.StageRead, mark)
	}, nil
}
