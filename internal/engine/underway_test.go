package engine_test

import (
	"context"
	"iter"
	"testing"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/engine"
)

// TestReadIsSeenByOthers reads while others look and while another read begins.
func TestReadIsSeenByOthers(t *testing.T) {
	s := open(t)
	state := func() stemma.ReadState {
		t.Helper()
		state, err := stemma.StateOfRead(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		return state
	}
	if state() != stemma.NotRead {
		t.Error("a new case is being read")
	}
	e := engine.Engine{Store: s, Version: "1"}
	waited, ended := make(chan bool, 1), make(chan error, 1)
	first := func(yield func(stemma.Item, *stemma.Issue) bool) {
		if state() != stemma.ReadGoesOn {
			t.Error("nobody sees that a read is going on")
		}
		second := engine.Engine{Store: s, Version: "1", Waiting: func() { waited <- true }}
		go func() {
			_, err := second.Read(t.Context(), none)
			ended <- err
		}()
		select {
		case <-waited:
		case <-ended:
			t.Error("a second read did not wait for the first")
		}
		yield(stemma.Item{Path: "a.txt", Data: []byte("The harbour office said that the ferry was late.")}, nil)
	}
	if _, err := e.Read(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Errorf("the second read: %v", err)
	}
	if state() != stemma.NotRead {
		t.Error("a read that has ended is going on")
	}

	ctx, cancel := context.WithCancel(t.Context())
	if _, err := e.Read(ctx, func(func(stemma.Item, *stemma.Issue) bool) { cancel() }); err == nil {
		t.Error("a read that was stopped ended well")
	}
	if state() != stemma.ReadBroken {
		t.Error("a read that was stopped is not broken off")
	}
	// One that was killed can say nothing; the time of its last word does.
	for ago, want := range map[time.Duration]stemma.ReadState{time.Second: stemma.ReadGoesOn, time.Minute: stemma.ReadBroken} {
		if err := s.PutReckoned(t.Context(), stemma.StageRead, stemma.ID(time.Now().Add(-ago).UTC().Format(time.RFC3339Nano))); err != nil {
			t.Fatal(err)
		}
		if got := state(); got != want {
			t.Errorf("%v after the last word the state is %d, not %d", ago, got, want)
		}
	}
}

var none iter.Seq2[stemma.Item, *stemma.Issue] = func(func(stemma.Item, *stemma.Issue) bool) {}
