package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

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
and serve the pages until Ctrl-C. All in the dossier is invented. The case is
kept in a temporary folder, or where --case says.

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
			return a.serve(ctx, store, listener, []string{"127.0.0.1"})
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
	e, err := a.engine(store)
	if err != nil {
		return account, err
	}
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
	a.say("%s", a.bold("Most quoted, by count of statements (copies are not told apart)"))
	for _, c := range sources {
		a.say("  %4d  %s", c.N, cut(line(c.Name), a.width-8))
	}
	a.say("")
	a.say("%s", a.bold("Some statements"))
	return a.examples(ctx, view)
}

// examples prints three statements, of different documents and sources, one of
// them with a long chain. They are to show what a statement is, so they are of
// readable length, by sources with a full name, and read with confidence.
func (a *app) examples(ctx context.Context, view stemma.View) error {
	docs := &texts{view: view}
	best := map[string]example{} // by document and length of chain
	for s, err := range view.Statements(ctx, stemma.StatementFilter{Kind: "attributed"}) {
		if err != nil {
			return fmt.Errorf("list statements: %w", err)
		}
		d, err := docs.document(ctx, s.Doc)
		if err != nil {
			return err
		}
		e := example{s, d, line(words(d.Text, s.Content)), ""}
		if len(e.words) < 50 || len(e.words) > 180 {
			continue
		}
		named := true
		for i := range s.Chain {
			name := who(d.Text, &s.Chain[i])
			named = named && (i == 0 || len(strings.Fields(name)) > 1)
			if i > 0 {
				e.chain += " > "
			}
			e.chain += name
			if cue := line(wordsOf(d.Text, s.Chain[i].Cue)); cue != "" {
				e.chain += " (" + cue + ")"
			}
		}
		key := fmt.Sprintf("%02d %s", 99-len(s.Chain), d.Path)
		if old, ok := best[key]; named && (!ok || s.Confidence > old.Confidence) {
			best[key] = e
		}
	}
	const most = 3
	shown := map[string]bool{} // sources and documents
	n := 0
	for _, key := range slices.Sorted(maps.Keys(best)) {
		e := best[key]
		source := wordsOf(e.doc.Text, e.Voice().Source)
		if n == most || shown[source] || shown[e.doc.Path] || len(e.Chain) > 2 && n > 0 {
			continue
		}
		shown[source], shown[e.doc.Path] = true, true
		n++
		for _, l := range wrap(e.words, a.width-4) {
			a.say("  %s", l)
		}
		for _, l := range wrap(e.chain, a.width-6) {
			a.say("      %s", a.dim(l))
		}
		if told := stanceLine(e.doc.Text, e.Statement, true); told != "" {
			for _, l := range wrap("["+told+"]", a.width-6) {
				a.say("      %s", l)
			}
		}
		a.say("      %s", a.dim(cutPath(e.doc.Path, a.width-6)))
	}
	return nil
}

// An example is a statement as examples prints it.
type example struct {
	*stemma.Statement
	doc          *stemma.Document
	words, chain string
}
