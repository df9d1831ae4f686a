package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
)

func newRemove(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "remove DOC [flags]",
		Short: "take a document out with all that it contributed",
		Long: `Take a document out of the case with its statements, mentions, times and issues.
If it was the latest version of its path, the one before it is the latest again.
Judgements on it stay in the log, marked as fitting no place.

DOC is an id, the beginning of one, or a path or the end of one.`,
		Example: `  stemma remove d1f0c2ab7
  stemma remove pile/duplicate.html`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(1, 1, "one DOC"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.change(cmd.Context(), func(ctx context.Context, store stemma.Store) error {
				return a.remove(ctx, store, args[0])
			})
		},
	}
}

func (a *app) remove(ctx context.Context, store stemma.Store, word string) error {
	d, err := findDocument(ctx, store, word)
	if err != nil {
		return err
	}
	n := 0
	for _, err := range store.Statements(ctx, stemma.StatementFilter{Doc: d.ID}) {
		if err != nil {
			return fmt.Errorf("list statements of %s: %w", d.Path, err)
		}
		n++
	}
	if err := store.Remove(ctx, d.ID); err != nil {
		return fmt.Errorf("remove %s: %w", d.Path, err)
	}
	e, err := a.engine(store)
	if err != nil {
		return err
	}
	if err := e.Reckon(ctx); err != nil {
		return err
	}
	a.say("removed %s (%s) and its %s", line(d.Path), short(d.ID), amount(n, "statement", "statements"))
	if d.VersionOf != "" && d.ReplacedBy == "" {
		a.say("the version before it, %s, is the latest again", short(d.VersionOf))
	}
	return nil
}
