package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/engine"
	"github.com/stemma/stemma/testdata"
)

type demoOptions struct{ exit bool }

func newDemo(a *app) *cobra.Command {
	o := &demoOptions{}
	cmd := &cobra.Command{
		Use:   "demo [flags]",
		Short: "read an invented affair and show it in the browser",
		Long: `Read a dossier that comes with the program into a new case, say what was found
and serve the pages until Ctrl-C. Everything in the dossier is invented. The case
is kept in a temporary folder, or where --case says.

DEMO_EXIT=1, like --exit, ends after printing, for scripts.`,
		Example: `  stemma demo
  stemma demo --case demo.stemma --exit`,
		Annotations: map[string]string{"exits": exitsRead},
		Args:        takes(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if os.Getenv("DEMO_EXIT") == "1" {
				o.exit = true
			}
			return a.demo(cmd.Context(), o, cmd.Flags().Changed("case"))
		},
	}
	cmd.Flags().BoolVar(&o.exit, "exit", false, "end after printing; serve no pages")
	return cmd
}

func (a *app) demo(ctx context.Context, o *demoOptions, named bool) error {
	temp, err := os.MkdirTemp("", "stemma-demo-")
	if err != nil {
		return fmt.Errorf("make a folder for the demo: %w", err)
	}
	if !named {
		a.caseFile = filepath.Join(temp, "demo.stemma")
	} else if _, err := os.Lstat(a.caseFile); err == nil {
		return errors.Join(os.Remove(temp), &stemma.Error{
			Kind: stemma.Invalid, Err: fmt.Errorf("%s is there already, and the demo makes a new case", a.caseFile),
			Hint: "another name, or none",
		})
	}
	return a.create(ctx, func(ctx context.Context, store stemma.Store) error {
		account, err := a.readDemo(ctx, store, temp)
		if err != nil {
			return err
		}
		if named {
			if err := os.Remove(temp); err != nil {
				return err
			}
		}
		if err := a.found(ctx, store, account); err != nil {
			return err
		}
		if !o.exit {
			listener, err := listenNear()
			if err != nil {
				return err
			}
			a.say("")
			return a.serve(ctx, store, listener, "127.0.0.1")
		}
		a.say("")
		a.say("look at it: stemma serve --case %s", a.caseFile)
		if account.Unread > 0 {
			return errUnread
		}
		return nil
	})
}

// readDemo reads the bundled dossier, by way of a folder in temp, so that it
// is read as any other folder is.
func (a *app) readDemo(ctx context.Context, store stemma.Store, temp string) (account engine.Account, err error) {
	folder := filepath.Join(temp, "dossier")
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	dossier, err := fs.Sub(testdata.Dossier, "dossier")
	if err == nil {
		err = os.CopyFS(folder, dossier)
	}
	if err != nil {
		return account, fmt.Errorf("unpack the dossier: %w", err)
	}
	e := a.engine(store)
	progress := a.progress()
	e.Progress = progress.show
	account, err = e.Read(ctx, walk(ctx, []string{folder}))
	progress.end()
	return account, err
}

// found says in a screenful what a case holds.
func (a *app) found(ctx context.Context, view stemma.View, account engine.Account) error {
	sum, err := view.Summary(ctx)
	if err != nil {
		return fmt.Errorf("count what the case holds: %w", err)
	}
	a.account(account)
	a.say("")
	a.say("%s", a.bold("Documents"))
	for _, c := range sum.Formats {
		a.say("  %4d  %s", c.N, c.Name)
	}
	if sum.Issues > 0 {
		a.say("")
		a.say("%s", a.bold("Not read"))
		for i, err := range view.Issues(ctx, stemma.IssueFilter{}) {
			if err != nil {
				return fmt.Errorf("list issues: %w", err)
			}
			for n, l := range lines(i.Path+": "+i.Message, a.width-4, 3) {
				a.say("  %*s%s", 2*min(n, 1), "", l)
			}
		}
	}
	sources, err := view.Sources(ctx, 8)
	if err != nil {
		return fmt.Errorf("count sources: %w", err)
	}
	a.say("")
	a.say("%s", a.bold("Most quoted"))
	for _, c := range sources {
		a.say("  %4d  %s", c.N, cut(line(c.Name), a.width-8))
	}
	a.say("")
	a.say("%s", a.bold("Some statements"))
	return a.examples(ctx, view)
}

// examples prints three statements: the one with the longest chain in each of
// the first documents that have one deeper than the rest.
func (a *app) examples(ctx context.Context, view stemma.View) error {
	const most = 3
	var best []*stemma.Statement // one a document
	for s, err := range view.Statements(ctx, stemma.StatementFilter{Kind: "attributed"}) {
		if err != nil {
			return fmt.Errorf("list statements: %w", err)
		}
		last := len(best) - 1
		switch {
		case s.Voice().Source.IsZero():
		case last < 0 || best[last].Doc != s.Doc:
			best = append(best, s)
		case len(s.Chain) > len(best[last].Chain):
			best[last] = s
		}
	}
	docs := &texts{view: view}
	shown := 0
	for depth := 4; depth >= 2 && shown < most; depth-- {
		for _, s := range best {
			if shown == most {
				break
			}
			if len(s.Chain) != depth {
				continue
			}
			d, err := docs.document(ctx, s.Doc)
			if err != nil {
				return err
			}
			shown++
			for i, l := range lines("“"+words(d.Text, s.Content)+"”", a.width-4, 3) {
				a.say("  %s%s", pad("", min(i, 1)), l)
			}
			chain := ""
			for i := range s.Chain {
				if i > 0 {
					chain += " > "
				}
				chain += who(d.Text, &s.Chain[i])
				if cue := line(wordsOf(d.Text, s.Chain[i].Cue)); cue != "" {
					chain += " (" + cue + ")"
				}
			}
			a.say("      %s", a.dim(cut(chain, a.width-6)))
			a.say("      %s", a.dim(cutPath(d.Path, a.width-6)))
		}
	}
	return nil
}
