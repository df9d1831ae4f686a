package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/asof"
	"github.com/stemma/stemma/internal/store"
)

// view runs f on the case that is there, which it does not change, or on what
// of it could be known on a day, where --as-of says so.
func (a *app) view(ctx context.Context, f func(context.Context, stemma.View) error) error {
	return a.look(ctx, func(ctx context.Context, s stemma.Store) error {
		if a.asOf == "" {
			return f(ctx, s)
		}
		known, err := a.known(ctx, s, a.asOf)
		if err != nil {
			return err
		}
		left := known.Left()
		if n := left.Later + left.Undated; n > 0 {
			a.note("as of %s: %s left out, of which %s without a date", known.Day(), amount(n, "document is", "documents are"), amount(left.Undated, "is", "are"))
		}
		return f(ctx, known)
	})
}

// known is what of a case could be known on a day.
func (a *app) known(ctx context.Context, store stemma.Store, day string) (*asof.Case, error) {
	day, err := asof.Day(day)
	if err != nil {
		return nil, &usageError{err, stemma.HintOf(err)}
	}
	e, err := a.engine(store)
	if err != nil {
		return nil, err
	}
	return asof.View(ctx, store, day, e.Claims)
}

// dated gives the commands that show what documents say their --as-of.
func (a *app) dated(cmd *cobra.Command) {
	switch cmd.Name() {
	case "documents", "statements", "entities", "entity", "show", "trace", "descent", "origins",
		"claims", "claim", "conflicts", "ask", "report", "search", "export", "log":
		cmd.Flags().StringVar(&a.asOf, "as-of", "", "only what was published by the end of this `DATE`, as\n2021-05-25, 2021-05 or 2021")
	}
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
