package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export/jsonl"
)

type searchOptions struct {
	query stemma.Query
	kind  string
	json  bool
}

func newSearch(a *app) *cobra.Command {
	o := &searchOptions{}
	cmd := &cobra.Command{
		Use:   "search WORDS... [flags]",
		Short: "look for words in documents and statements",
		Long: `Look for words in documents and statements, best first. All of the words must
stand there; a word finds its other endings too. A phrase goes in quotation
marks, a beginning of a word ends in *, and a word after - must not stand there.
Put such a search in single quotes, so that the shell leaves it alone.

A statement is shown with the chain of those on whose word it stands and, in
[brackets], with how sure they are, as stemma statements does; and so is whoever
speaks where the first of the words stands in a document.`,
		Example: `  stemma search border guards
  stemma search '"border guards" -minister'
  stemma search 'hostag*' --kind statements`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(1, -1, "WORDS"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.query.Words = strings.Join(args, " ")
			switch o.kind {
			case "documents":
				o.query.Kind = 'd'
			case "statements":
				o.query.Kind = 's'
			case "":
			default:
				return oneOf("kind", o.kind, "documents", "statements")
			}
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error { return a.search(ctx, view, o) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.kind, "kind", "", "only `KIND`: documents or statements")
	f.IntVar(&o.query.Limit, "limit", 20, "at most `N` results")
	f.IntVar(&o.query.Offset, "offset", 0, "leave out the first `N` results")
	f.BoolVar(&o.json, "json", false, "print one result a line, as doc/formats/jsonl.md says")
	return cmd
}

func (a *app) search(ctx context.Context, view stemma.View, o *searchOptions) error {
	hits, err := view.Search(ctx, o.query)
	if err != nil {
		return fmt.Errorf("search for %q: %w", o.query.Words, err)
	}
	records := jsonl.NewEncoder(a.out)
	docs := &texts{view: view}
	for _, h := range hits {
		s, d, err := a.speaking(ctx, docs, h)
		if err != nil {
			return err
		}
		if !o.json {
			a.hitRow(h, d, s)
			continue
		}
		r, err := jsonl.NewHit(h, d, s)
		if err != nil {
			return err
		}
		if err := records.Encode(r); err != nil {
			return err
		}
	}
	return a.none(len(hits), o.json, "nothing found")
}

// speaking returns the statement found, or the one in whose voice the words
// found in a text stand, with its document; nil where there is none.
func (a *app) speaking(ctx context.Context, docs *texts, h stemma.Hit) (*stemma.Statement, *stemma.Document, error) {
	if h.Statement != "" {
		return docs.statement(ctx, h.Statement)
	}
	s, err := h.SpeakingIn(ctx, docs.view)
	if err != nil || s == nil {
		return nil, nil, err
	}
	d, err := docs.document(ctx, s.Doc)
	return s, d, err
}

// hitRow prints a hit; s is the statement found, or the one in whose voice the
// words found in a text stand, and d its document; both may be nil.
func (a *app) hitRow(h stemma.Hit, d *stemma.Document, s *stemma.Statement) {
	const indent = 11
	id := h.Doc
	if h.Statement != "" {
		id = h.Statement
	}
	title := line(h.Title)
	path := cutPath(h.Path, (a.width-indent-2)/2)
	a.say("%s  %s  %s", a.bold(short(id)), path, a.dim(cut(title, max(0, a.width-indent-2-len([]rune(path))))))
	if s != nil {
		if len(s.Chain) <= 2 {
			for _, l := range wrap(chainLine(d.Text, s), a.width-indent) {
				a.say("%*s%s", indent, "", l)
			}
		}
		a.apparatus(d.Text, s, indent)
	}
	for _, l := range a.marked(h.Snippet, h.Marks, a.width-indent) {
		a.say("%*s%s", indent, "", l)
	}
}

// marked wraps text with the words at marks in bold.
func (a *app) marked(text string, marks []stemma.Span, width int) []string {
	// Made safe, the text holds no control characters, so two of them can
	// stand for the beginning and the end of bold: they take no room.
	const on, off = "\x01", "\x02"
	var b strings.Builder
	at := 0
	for _, m := range marks {
		if m.Begin < at || m.End > len(text) {
			continue
		}
		b.WriteString(visible(text[at:m.Begin]) + on + visible(m.In(text)) + off)
		at = m.End
	}
	b.WriteString(visible(text[at:]))
	bold := false
	wrapped := wrap(b.String(), width)
	for i, l := range wrapped {
		if bold {
			l = on + l
		}
		bold = strings.LastIndex(l, on) > strings.LastIndex(l, off)
		if bold {
			l += off
		}
		if a.styled {
			l = strings.NewReplacer(on, "\x1b[1m", off, "\x1b[0m").Replace(l)
		} else {
			l = strings.NewReplacer(on, "", off, "").Replace(l)
		}
		wrapped[i] = l
	}
	return wrapped
}
