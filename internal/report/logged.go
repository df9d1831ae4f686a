package report

import (
	"context"
	"iter"

	"github.com/stemma/stemma"
)

// A logged view reads the log of judgements once, which each claim of a report
// asks for.
type logged struct {
	stemma.View
	log  []*stemma.Judgement
	read bool
}

// Judgements are those of the view as it was when they were first asked for.
func (l *logged) Judgements(ctx context.Context) iter.Seq2[*stemma.Judgement, error] {
	return func(yield func(*stemma.Judgement, error) bool) {
		if !l.read {
			l.log = nil
			for j, err := range l.View.Judgements(ctx) {
				if err != nil {
					yield(nil, err)
					return
				}
				l.log = append(l.log, j)
			}
			l.read = true
		}
		for _, j := range l.log {
			if !yield(j, nil) {
				return
			}
		}
	}
}
