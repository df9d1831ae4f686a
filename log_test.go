package stemma_test

import (
	"context"
	"errors"
	"iter"
	"testing"

	"github.com/stemma/stemma"
)

// keeper is a view of nothing but a log, which counts how often it is read.
type keeper struct {
	stemma.View
	log  []*stemma.Judgement
	err  error
	read int
}

func (k *keeper) Judgements(context.Context) iter.Seq2[*stemma.Judgement, error] {
	return func(yield func(*stemma.Judgement, error) bool) {
		k.read++
		for _, j := range k.log {
			if !yield(j, nil) {
				return
			}
		}
		if k.err != nil {
			yield(nil, k.err)
		}
	}
}

func TestLoggedReadsTheLogOnce(t *testing.T) {
	k := &keeper{log: []*stemma.Judgement{{ID: "j1", Kind: stemma.Accept}, {ID: "j2", Kind: stemma.Reject}}}
	view := stemma.Logged(stemma.Logged(k))
	for range 3 {
		log, err := stemma.Log(t.Context(), view)
		if err != nil || len(log) != 2 || log[0].ID != "j1" || log[1].ID != "j2" {
			t.Fatalf("the log is %v, error %v", log, err)
		}
	}
	if k.read != 1 {
		t.Errorf("the log was read %d times", k.read)
	}
}

func TestLogIsReadAgainAfterAnError(t *testing.T) {
	k := &keeper{log: []*stemma.Judgement{{ID: "j1"}}, err: errors.New("disk is gone")}
	view := stemma.Logged(k)
	if log, err := stemma.Log(t.Context(), view); !errors.Is(err, k.err) {
		t.Fatalf("the log is %v, error %v", log, err)
	}
	k.err = nil
	if log, err := stemma.Log(t.Context(), view); err != nil || len(log) != 1 {
		t.Errorf("the log is %v, error %v", log, err)
	}
}
