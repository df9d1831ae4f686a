package cli

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/descent"
	"github.com/stemma/stemma/internal/engine"
	"github.com/stemma/stemma/internal/source"
)

type readOptions struct {
	noOriginals bool
	lang        string
	workers     int
}

func newRead(a *app) *cobra.Command {
	o := &readOptions{}
	cmd := &cobra.Command{
		Use:   "read PATH... [flags]",
		Short: "read files, folders and archives into the case",
		Long: `Read files, folders, archives (zip, tar.gz) and mailboxes into the case, which
is made if need be; - is standard input. What was read before is left alone; a
changed file becomes a new version of its document. A file that cannot be read
is named with the reason, and the rest is read.

The bytes as they came are kept too, so that stemma verify can check every quote
against them. --no-originals leaves them out: the case is smaller then, and a
document can be checked no further than its text.

Ctrl-C stops; what was read by then is kept, and the same command goes on.`,
		Example: `  stemma read papers/ leak.zip
  stemma read papers/ --case affair.stemma
  curl -s https://example.org/feed.jsonl | stemma read -`,
		Annotations: map[string]string{"exits": exitsRead},
		Args:        takes(1, -1, "a PATH"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.workers < 0 {
				return &usageError{fmt.Errorf("--workers is a number of documents read at once, not %d", o.workers), "--workers 2"}
			}
			if err := anyThere(args); err != nil {
				return err
			}
			return a.create(cmd.Context(), func(ctx context.Context, store stemma.Store) error {
				return a.read(ctx, store, args, o)
			})
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.noOriginals, "no-originals", false, "do not keep the bytes as they came")
	f.StringVar(&o.lang, "lang", "", "the `LANGUAGE` of every document, as en")
	f.IntVar(&o.workers, "workers", 0, "read `N` documents at once; 0 for one a core")
	return cmd
}

// anyThere is an error if nothing of what is to be read exists: a slip of the
// hand, for which no case should be made.
func anyThere(paths []string) error {
	for _, p := range paths {
		if _, err := os.Lstat(p); err == nil || p == "-" {
			return nil
		}
	}
	return &stemma.Error{
		Kind: stemma.NotFound, Err: fmt.Errorf("there is nothing at %s", strings.Join(paths, ", ")),
		Hint: "check the path; nothing was read and no case was made",
	}
}

// engine returns an engine that reads into store as a person would expect who
// has said nothing further.
func (a *app) engine(store stemma.Store) (*engine.Engine, error) {
	outlets, err := a.outlets()
	return &engine.Engine{Store: store, Version: version(), Originals: true, Outlets: outlets}, err
}

// outletsFile is the table of outlets that belongs to a case: it lies beside
// it, so that it can be edited, compared and handed on like any other text.
func (a *app) outletsFile() string { return strings.TrimSuffix(a.caseFile, ".stemma") + ".outlets" }

// outlets are the names of agencies and outlets that are one family: those
// built in and those of the file beside the case, if there is one.
func (a *app) outlets() (descent.Outlets, error) {
	outlets := descent.DefaultOutlets()
	table, err := a.ownOutlets()
	if err != nil {
		return nil, err
	}
	maps.Copy(outlets, descent.ReadOutlets(table))
	return outlets, nil
}

func (a *app) read(ctx context.Context, store stemma.Store, paths []string, o *readOptions) error {
	e, err := a.engine(store)
	if err != nil {
		return err
	}
	e.Originals, e.Lang, e.Workers = !o.noOriginals, o.lang, o.workers
	progress := a.progress()
	e.Progress = progress.show
	e.Waiting = func() {
		a.note("another stemma read of %s is going on, or was killed a moment ago: waiting for it; Ctrl-C stops", a.caseFile)
	}
	account, err := e.Read(ctx, walk(ctx, paths))
	progress.end()
	if err != nil {
		if ctx.Err() != nil {
			a.note("stopped: %s read and kept in %s; the same command goes on from there", amount(account.Read, "document was", "documents were"), a.caseFile)
		}
		return err
	}
	a.account(account)
	if account.Unread == 0 {
		return nil
	}
	if err := a.unread(ctx, store, paths); err != nil {
		return err
	}
	return errUnread
}

// walk goes through the items of all paths.
func walk(ctx context.Context, paths []string) iter.Seq2[stemma.Item, *stemma.Issue] {
	return func(yield func(stemma.Item, *stemma.Issue) bool) {
		for _, p := range paths {
			for item, issue := range source.Walk(ctx, p) {
				if !yield(item, issue) {
					return
				}
			}
		}
	}
}

// account says what a reading has done.
func (a *app) account(c engine.Account) {
	if c.Read > 0 || c.Held == 0 {
		a.say("%s read into %s, with %s", amount(c.Read, "document", "documents"), a.caseFile, amount(c.Statements, "statement", "statements"))
	} else {
		a.say("nothing new for %s", a.caseFile)
	}
	if c.Held > 0 {
		a.say("%s there already", amount(c.Held, "file was", "files were"))
	}
	if c.Unanalysed > 0 {
		a.say("%s in no language that Stemma reads; kept, and can be searched. stemma issues --kind unread names each", amount(c.Unanalysed, "of them is", "of them are"))
	}
	if c.Skipped > 0 {
		a.say("%s skipped as no reporting; stemma issues --kind skipped lists them", amount(c.Skipped, "thing was", "things were"))
	}
}

// unread names what could not be read under paths.
func (a *app) unread(ctx context.Context, view stemma.View, paths []string) error {
	const most = 10
	n := 0
	a.out.Flush() // what was read comes first
	a.note("not everything could be read:")
	for i, err := range view.Issues(ctx, stemma.IssueFilter{}) {
		if err != nil {
			return fmt.Errorf("list issues: %w", err)
		}
		if i.LeftAside() || !under(i.Path, paths) && !(i.Stage == "reckon" && i.Kind == stemma.Internal) {
			continue
		}
		if n++; n <= most {
			fmt.Fprintf(a.err, "  %s: %s\n", line(i.Path), line(i.Message))
		}
	}
	if n > most {
		fmt.Fprintf(a.err, "  and %s more\n", thousands(int64(n-most)))
	}
	fmt.Fprintf(a.err, "  try: stemma issues\n")
	return nil
}

// under reports whether a path of the case came from one of the paths read.
func under(path string, paths []string) bool {
	for _, p := range paths {
		root := "stdin"
		if p != "-" {
			if full, err := filepath.Abs(p); err == nil {
				p = full
			}
			root = filepath.Base(p)
		}
		if rest, ok := strings.CutPrefix(path, root); ok && (rest == "" || rest[0] == '/' || rest[0] == '#') {
			return true
		}
	}
	return false
}
