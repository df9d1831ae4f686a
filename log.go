package stemma

import (
	"context"
	"fmt"
	"iter"
)

// Log returns the log of judgements, in the order in which they were made.
func Log(ctx context.Context, view View) ([]*Judgement, error) {
	var log []*Judgement
	for j, err := range view.Judgements(ctx) {
		if err != nil {
			return nil, fmt.Errorf("list judgements: %w", err)
		}
		log = append(log, j)
	}
	return log, nil
}

// Logged is a view that reads the log of judgements once, as it is when it is first asked for: to
// hear many claims asks for it with each. It is for one goroutine.
func Logged(view View) View {
	if _, ok := view.(*logged); ok {
		return view
	}
	return &logged{View: view}
}

type logged struct {
	View
	log  []*Judgement
	read bool
}

func (l *logged) Judgements(ctx context.Context) iter.Seq2[*Judgement, error] {
	return func(yield func(*Judgement, error) bool) {
		if !l.read {
			log, err := Log(ctx, l.View)
			if err != nil {
				yield(nil, err)
				return
			}
			l.log, l.read = log, true
		}
		for _, j := range l.log {
			if !yield(j, nil) {
				return
			}
		}
	}
}
