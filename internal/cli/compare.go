package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/engine"
	"github.com/stemma/stemma/internal/export/jsonl"
)

func newCompare(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "compare A B [flags]",
		Short: "show what two documents have in common",
		Long: `Show two documents side by side: how one descends from the other, on what signs,
and each passage that stands in both. Words that the other has not are in
[brackets].

Two documents that nothing ties are compared all the same; what they share then
is a phrase, or what many documents of the case carry.`,
		Example: `  stemma compare dispatch.txt reprint.html
  stemma compare d1a2b3c4d d5e6f7a8b --json`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(2, 2, "two documents"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error { return a.compare(ctx, view, args, asJSON) })
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the record, as in derivations.jsonl")
	return cmd
}

func (a *app) compare(ctx context.Context, view stemma.View, args []string, asJSON bool) error {
	var docs [2]*stemma.Document
	for i, word := range args {
		var err error
		if docs[i], err = findDocument(ctx, view, word); err != nil {
			return err
		}
	}
	if docs[0].ID == docs[1].ID {
		return &usageError{fmt.Errorf("both are the document %s", docs[0].Path), "name two documents"}
	}
	var found *stemma.Derivation
	all, err := stemma.DescentOf(ctx, view, docs[0].ID)
	if err != nil {
		return err
	}
	for _, d := range all {
		if d.ID == stemma.DerivationID(docs[0].ID, docs[1].ID) {
			found = d
		}
	}
	decided := found != nil
	if !decided {
		if found, err = engine.Compare(ctx, view, docs[0].ID, docs[1].ID); err != nil {
			return err
		}
	}
	if asJSON {
		if !decided {
			return nil
		}
		return jsonl.NewEncoder(a.out).Encode(jsonl.NewDerivation(found))
	}
	if found.From != docs[0].ID {
		docs[0], docs[1] = docs[1], docs[0]
	}
	how := "nothing shows that one took from the other"
	switch {
	case decided && found.Directed && !found.Kind.Weak():
		how = string(found.Kind) + ": the right one took from the left one"
	case decided && found.Directed:
		how = string(found.Kind) + ", by its signs from left to right"
	case decided && found.Judged():
		how = "judged derived, not directed"
	case decided:
		how = string(found.Kind) + ", not directed"
	case found.Kind != "":
		how = "not tied in this case; what they share looks like: " + string(found.Kind)
	}
	half := (a.width - 3) / 2
	a.say("%s   %s", pad(a.bold(cutPath(docs[0].Path, half)), half), a.bold(cutPath(docs[1].Path, half)))
	a.say("%s", how)
	if decided && found.Judged() {
		a.facts([]fact{{"signs", strings.Join(found.Evidence, "; ")}})
		return nil
	}
	a.facts([]fact{
		{"in common", fmt.Sprintf("%d %% of the left text, %d %% of the right", int(100*found.ShareFrom+0.5), int(100*found.ShareTo+0.5))},
		{"signs", strings.Join(found.Evidence, "; ")},
	})
	for _, p := range found.Aligned {
		a.say("")
		left, right := p.Differ(docs[0].Text, docs[1].Text)
		a.columns(bracketed(docs[0].Text, p.From, left), bracketed(docs[1].Text, p.To, right), half)
	}
	if len(found.Altered) > 0 {
		a.say("")
		a.say("%s", a.bold("Quotations that they give in different words"))
		for _, p := range found.Altered {
			a.columns(line(p.From.In(docs[0].Text)), line(p.To.In(docs[1].Text)), half)
		}
	}
	return nil
}

// bracketed is a passage with the given stretches in brackets.
func bracketed(text string, s stemma.Span, marked []stemma.Span) string {
	var b strings.Builder
	at := s.Begin
	for _, m := range marked {
		b.WriteString(text[at:m.Begin] + "[" + m.In(text) + "]")
		at = m.End
	}
	b.WriteString(text[at:s.End])
	return line(b.String())
}

// columns prints two texts side by side.
func (a *app) columns(left, right string, width int) {
	l, r := wrap(left, width), wrap(right, width)
	for i := range max(len(l), len(r)) {
		var x, y string
		if i < len(l) {
			x = l[i]
		}
		if i < len(r) {
			y = r[i]
		}
		a.say("%s", strings.TrimRight(pad(x, width)+" │ "+y, " "))
	}
}
