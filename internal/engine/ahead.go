package engine

import (
	"context"
	"slices"

	"github.com/stemma/stemma"
)

// To find out who is who takes one core, for seconds in a large case. Meanwhile another unpacks
// what is kept of what documents tell: that holds but for the few documents in which somebody
// is another by then.

// An ahead is what is read ahead.
type ahead struct {
	cancel   context.CancelFunc
	done     chan struct{}
	edition  stemma.ID
	accounts *keptAccounts // nil for nothing
}

// readAhead begins to read ahead what claims need, if they have to be made. What keeps it from
// being read keeps it from being read later too, which is the one to say so.
func (e *Engine) readAhead(ctx context.Context) *ahead {
	a := &ahead{done: make(chan struct{})}
	ctx, a.cancel = context.WithCancel(ctx)
	go func() {
		defer close(a.done)
		_ = guarded(func() error { return a.read(ctx, e) })
	}()
	return a
}

func (a *ahead) read(ctx context.Context, e *Engine) error {
	weighed, err := e.Store.Weighed(ctx)
	if err != nil || weighed == e.weighing().ID {
		return err
	}
	if a.edition, err = e.Store.Edition(ctx); err != nil {
		return err
	}
	log, err := stemma.Log(ctx, e.Store)
	if err != nil {
		return err
	}
	listed, err := collect(e.Store.Documents(ctx, stemma.DocumentFilter{}))
	if err != nil {
		return err
	}
	listed = slices.DeleteFunc(listed, func(d *stemma.Document) bool { return !d.Analysed })
	accounts, err := e.keptAccounts(ctx, e.Store, listed, stemma.Standing(log), nil)
	if err != nil {
		return err
	}
	a.accounts = accounts
	for i := range listed {
		if ctx.Err() != nil {
			break // whoever stopped it unpacks the others himself
		}
		if text, ok := accounts.text(i); ok {
			accounts.texts[i] = &text
		}
	}
	return nil
}

// stop ends it.
func (a *ahead) stop() {
	a.cancel()
	<-a.done
}

// of is what was read ahead of an edition of the case, nil for nothing.
func (a *ahead) of(edition stemma.ID) *keptAccounts {
	if a.edition != edition {
		return nil
	}
	return a.accounts
}
