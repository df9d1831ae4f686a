package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export/jsonl"
)

type statementsOptions struct {
	doc, judged    string
	filter         stemma.StatementFilter
	versions, json bool
}

func newStatements(a *app) *cobra.Command {
	o := &statementsOptions{}
	cmd := &cobra.Command{
		Use:   "statements [flags]",
		Short: "list who said what",
		Long: `List the statements of the case: id, who said it, by what word, how it is quoted
and where; below that the words. What the author says in his own voice is a
statement too, one a sentence; --kind attributed leaves those out.

Long words are cut to fit; --json and stemma show have them whole.`,
		Example: `  stemma statements --kind attributed
  stemma statements --source minister --about prisoners
  stemma statements --doc leak.pdf --json`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.filter.Kind != "" {
				if err := oneOf("kind", o.filter.Kind, "attributed", "direct", "indirect", "mixed", "author"); err != nil {
					return err
				}
			}
			if o.judged != "" {
				if err := oneOf("judged", o.judged, "accept", "reject", "correct"); err != nil {
					return err
				}
				o.filter.Judged = stemma.JudgementKind(o.judged)
			}
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error { return a.statements(ctx, view, o) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.doc, "doc", "", "only of this `DOC`: an id or a path")
	f.StringVar(&o.filter.Source, "source", "", "only by a source with these `WORDS` in it")
	f.StringVar(&o.filter.About, "about", "", "only with these `WORDS` in what is said")
	f.StringVar(&o.filter.Kind, "kind", "", "`KIND`: attributed, direct, indirect, mixed, author")
	f.StringVar(&o.judged, "judged", "", "only with this `VERDICT`: accept, reject, correct")
	f.BoolVar(&o.filter.AllVersions, "all-versions", false, "of earlier versions of a document too")
	f.IntVar(&o.filter.Limit, "limit", 0, "at most `N`; 0 for all")
	f.BoolVar(&o.json, "json", false, "print records, one a line, as in statements.jsonl")
	return cmd
}

func (a *app) statements(ctx context.Context, view stemma.View, o *statementsOptions) error {
	if o.doc != "" {
		id, err := findDocumentID(ctx, view, o.doc)
		if err != nil {
			return err
		}
		o.filter.Doc = id
	}
	docs := &texts{view: view}
	n := 0
	for s, err := range view.Statements(ctx, o.filter) {
		if err != nil {
			return fmt.Errorf("list statements: %w", err)
		}
		n++
		d, err := docs.document(ctx, s.Doc)
		if err != nil {
			return err
		}
		if !o.json {
			a.statementRow(d, s, 2)
			continue
		}
		if err := record(a, jsonl.NewStatement, d, s); err != nil {
			return err
		}
	}
	return a.none(n, o.json, "no statements fit")
}

// statementRow prints a statement in a line of apparatus and at most height
// lines of its words.
func (a *app) statementRow(d *stemma.Document, s *stemma.Statement, height int) {
	const indent, cue, kind = 11, 12, 8
	rest := a.width - indent - cue - kind - 6
	name := rest * 11 / 20
	a.say("%s  %s  %s  %s  %s", a.bold(short(s.ID)),
		pad(cut(speaker(d.Text, s), name), name),
		pad(cut(line(wordsOf(d.Text, s.Voice().Cue)), cue), cue),
		pad(s.Kind(), kind),
		a.dim(cutPath(d.Path, rest-name)))
	for _, l := range lines(words(d.Text, s.Content), a.width-indent, height) {
		a.say("%*s%s", indent, "", l)
	}
}

// speaker names who says s: the words of the link nearest the content and,
// where he is quoted by somebody other than the author, that one too.
func speaker(text string, s *stemma.Statement) string {
	name := who(text, s.Voice())
	if len(s.Chain) > 2 {
		name += " via " + who(text, &s.Chain[len(s.Chain)-2])
	}
	return name
}

// who names who stands behind a link.
func who(text string, a *stemma.Attribution) string {
	if a.Kind == stemma.KindAuthor {
		return stemma.KindAuthor
	}
	if words := line(wordsOf(text, a.Source)); words != "" {
		return words
	}
	if a.SourceType != "" {
		return "(" + string(a.SourceType) + ", not named)"
	}
	return "(not named)"
}
