package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export/jsonl"
	"github.com/stemma/stemma/nlp"
)

type statementsOptions struct {
	doc, judged, entity                    string
	certainty, polarity, sourceType, depth string
	filter                                 stemma.StatementFilter
	json                                   bool
}

func newStatements(a *app) *cobra.Command {
	o := &statementsOptions{}
	cmd := &cobra.Command{
		Use:   "statements [flags]",
		Short: "list who said what",
		Long: `List the statements of the case: id, who said it, by what word, how it is quoted
and where; below that the words. What the author says in his own voice is a
statement too, one a sentence; --kind attributed leaves those out.

Between the two stands in [brackets] whatever is not plain: who denies it, who
holds it only possible, by what words that shows, and where it is unknown.
Behind "chain:" stand all links, where there are more than author and source.

All filters hold at once. --source looks at every link of the chain; --kind,
--certainty, --polarity and --source-type at the last, the voice nearest the
words; --depth counts the links, the author among them, so that 1 is the
author's own voice, 2 a source, 3+ a source quoted by another, or more.

Long words are cut to fit; --json and stemma show have them whole; stemma trace
shows a chain link by link.`,
		Example: `  stemma statements --kind attributed
  stemma statements --source minister --about prisoners
  stemma statements --polarity negative --source-type official
  stemma statements --certainty possible --depth 3+
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
			if err := o.voice(); err != nil {
				return err
			}
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error { return a.statements(ctx, view, o) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.doc, "doc", "", "only of this `DOC`: an id or a path")
	f.StringVar(&o.filter.Source, "source", "", "only by a source with these `WORDS` in it")
	f.StringVar(&o.entity, "entity", "", "only by this `ENTITY`: an id or a name")
	f.StringVar(&o.filter.About, "about", "", "only with these `WORDS` in what is said")
	f.StringVar(&o.filter.Kind, "kind", "", "`KIND`: attributed, direct, indirect, mixed, author")
	f.StringVar(&o.certainty, "certainty", "", "`HOW` sure: certain, probable, possible, unknown")
	f.StringVar(&o.polarity, "polarity", "", "`WHICH`: positive, negative, unknown")
	f.StringVar(&o.sourceType, "source-type", "", "only of voices of this `TYPE`:\n"+strings.Join(sourceTypes()[:5], ", ")+",\n"+strings.Join(sourceTypes()[5:], ", "))
	f.StringVar(&o.depth, "depth", "", "only with `N` links in the chain; N+ for N or more")
	f.StringVar(&o.judged, "judged", "", "only with this `VERDICT`: accept, reject, correct")
	f.BoolVar(&o.filter.AllVersions, "all-versions", false, "of earlier versions of a document too")
	f.IntVar(&o.filter.Limit, "limit", 0, "at most `N`; 0 for all")
	f.BoolVar(&o.json, "json", false, "print records, one a line, as in statements.jsonl")
	return cmd
}

// voice takes the filters that look at the chain.
func (o *statementsOptions) voice() error {
	for _, f := range []struct {
		name, value string
		allowed     []string
	}{
		{"certainty", o.certainty, []string{"certain", "probable", "possible", "unknown"}},
		{"polarity", o.polarity, []string{"positive", "negative", "unknown"}},
		{"source-type", o.sourceType, sourceTypes()},
	} {
		if f.value != "" {
			if err := oneOf(f.name, f.value, f.allowed...); err != nil {
				return err
			}
		}
	}
	o.filter.Certainty, o.filter.Polarity = nlp.Certainty(o.certainty), nlp.Polarity(o.polarity)
	o.filter.SourceType = nlp.SourceType(o.sourceType)
	if o.depth == "" {
		return nil
	}
	digits, more := strings.CutSuffix(o.depth, "+")
	n, err := strconv.Atoi(digits)
	if err != nil || n < 1 {
		return &usageError{fmt.Errorf("--depth is a number of links from 1, or such a number and +, not %q", o.depth), "--depth 2, --depth 3+"}
	}
	if more {
		o.filter.LeastDepth = n
	} else {
		o.filter.Depth = n
	}
	return nil
}

// sourceTypes are what --source-type may be.
func sourceTypes() []string {
	var names []string
	for _, t := range stemma.SourceTypes {
		names = append(names, string(t))
	}
	return append(names, string(stemma.UnknownSource))
}

func (a *app) statements(ctx context.Context, view stemma.View, o *statementsOptions) error {
	if o.doc != "" {
		id, err := findDocumentID(ctx, view, o.doc)
		if err != nil {
			return err
		}
		o.filter.Doc = id
	}
	if o.entity != "" {
		e, err := a.findEntity(ctx, view, o.entity)
		if err != nil {
			return err
		}
		o.filter.Entity = e.ID
	}
	docs := &texts{view: view}
	persons, err := standing(ctx, view)
	if err != nil {
		return err
	}
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
			if j := persons[s.ID]; j != nil {
				a.say("%*s[%s by %s: %s]", 11, "", judged[j.Kind], line(j.By), line(j.Why))
			}
			continue
		}
		if err := record(a, jsonl.NewStatement, d, s); err != nil {
			return err
		}
	}
	return a.none(n, o.json, "no statements fit")
}

// statementRow prints a statement: a line of apparatus, what is not plain about
// it, and at most height lines of its words.
func (a *app) statementRow(d *stemma.Document, s *stemma.Statement, height int) {
	const indent, cue, kind = 11, 12, 8
	rest := a.width - indent - cue - kind - 6
	name := rest * 11 / 20
	a.say("%s  %s  %s  %s  %s", a.bold(short(s.ID)),
		pad(cut(speaker(d.Text, s), name), name),
		pad(cut(line(wordsOf(d.Text, s.Voice().Cue)), cue), cue),
		pad(s.Kind(), kind),
		a.dim(cutPath(d.Path, rest-name)))
	a.apparatus(d.Text, s, indent)
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
func who(text string, a *stemma.Attribution) string { return visible(a.Who(text)) }
