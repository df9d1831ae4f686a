package cli

import (
	"context"
	"errors"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/store"
)

// view runs f on the case that is there, which it does not change.
func (a *app) view(ctx context.Context, f func(context.Context, stemma.View) error) error {
	return a.look(ctx, func(ctx context.Context, s stemma.Store) error { return f(ctx, s) })
}

// look is view for what a View does not offer.
func (a *app) look(ctx context.Context, f func(context.Context, stemma.Store) error) error {
	return a.with(ctx, store.Options{ReadOnly: true}, f)
}

// change runs f on the case that is there.
func (a *app) change(ctx context.Context, f func(context.Context, stemma.Store) error) error {
	return a.with(ctx, store.Options{}, f)
}

// create runs f on the case, which is made if there is none.
func (a *app) create(ctx context.Context, f func(context.Context, stemma.Store) error) error {
	return a.with(ctx, store.Options{Create: true}, f)
}

func (a *app) with(ctx context.Context, o store.Options, f func(context.Context, stemma.Store) error) (err error) {
	s, err := store.Open(ctx, a.caseFile, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return f(ctx, s)
}
