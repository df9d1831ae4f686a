package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/collate"
	"github.com/stemma/stemma/internal/export/jsonl"
)

type compareOptions struct {
	all, json bool
}

func newCompare(a *app) *cobra.Command {
	o := &compareOptions{}
	cmd := &cobra.Command{
		Use:   "compare A B [flags]",
		Short: "set two documents side by side, sentence by sentence",
		Long: `Set two documents side by side, sentence by sentence: how one descends from the
other, on what signs, and what became of each sentence. Words that the other has
not are in [brackets]; the sign in the middle says

  │  altered words      -  only in the left      +  only in the right

Of two texts in two languages sentences face one another as far as names and
numbers show it, and only the numbers are compared.

Above the sentences stands what the alterations do: another number, a hedge or a
denial that came or went, words that are attributed now, a quotation in other
words. Sentences that are the same word by word are counted; --all prints them.

Two documents that nothing ties are compared all the same; what they share then
is a phrase, or what many documents of the case carry. Of texts that are not
versions of one, only the sentences that they share are printed without --all.`,
		Example: `  stemma compare dispatch.txt reprint.html
  stemma compare d1a2b3c4d d5e6f7a8b --all
  stemma compare d1a2b3c4d d5e6f7a8b --json`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(2, 2, "two documents"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error { return a.compare(ctx, view, args, o) })
		},
	}
	cmd.Flags().BoolVar(&o.all, "all", false, "print every sentence of both, those that are the same, too")
	cmd.Flags().BoolVar(&o.json, "json", false, "print the record of what ties them, as in derivations.jsonl")
	return cmd
}

func (a *app) compare(ctx context.Context, view stemma.View, args []string, o *compareOptions) error {
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
	e, err := a.engine(nil)
	if err != nil {
		return err
	}
	p, err := collate.Documents(ctx, view, docs[0], docs[1], e.Compare)
	if err != nil {
		return err
	}
	if o.json {
		if p.Tie == nil {
			a.note("nothing ties %s and %s, so there is no record", p.A.Path, p.B.Path)
			return nil
		}
		return jsonl.NewEncoder(a.out).Encode(jsonl.NewDerivation(p.Tie))
	}
	half := (a.width - 3) / 2
	a.say("%s   %s", pad(a.bold(cutPath(p.A.Path, half)), half), a.bold(cutPath(p.B.Path, half)))
	a.say("%s", howTied(p))
	left, right := p.Parts()
	facts := []fact{{"in common", fmt.Sprintf("%d %% of the left text, %d %% of the right", int(100*left+0.5), int(100*right+0.5))}}
	if p.Tie != nil {
		facts = append(facts, fact{"signs", strings.Join(p.Tie.Evidence, "; ")})
	}
	a.facts(append(facts, fact{"sentences", sentenceCounts(p)}))
	changes, _ := p.Changes()
	if len(changes) > 0 {
		a.say("")
		a.say("%s", a.bold("What the alterations do"))
		for _, c := range changes[:min(len(changes), mostChanges)] {
			for i, l := range wrap(c.Words(p.Directed()), a.width-4) {
				a.say("  %s%s", []string{"- ", "  "}[min(i, 1)], l)
			}
		}
	}
	if more := len(changes) - mostChanges; more > 0 {
		a.say("  and %s more, below", thousands(int64(more)))
	}
	a.rows(p, o.all, half)
	return nil
}

// mostChanges is how many alterations are listed before the texts.
const mostChanges = 40

// howTied says in a line what ties two documents.
func howTied(p *collate.Pair) string {
	switch d := p.Tie; {
	case d == nil && p.Shared != nil && p.Shared.Kind != "":
		return "not tied in this case; what they share looks like: " + string(p.Shared.Kind)
	case d == nil:
		return "nothing shows that one took from the other"
	case d.Judged():
		return "judged derived, not directed"
	case p.Directed():
		return string(d.Kind) + ": the right one took from the left one"
	case d.Directed:
		return string(d.Kind) + ", by its signs from left to right"
	default:
		return string(d.Kind) + ", not directed"
	}
}

func sentenceCounts(p *collate.Pair) string {
	counts := fmt.Sprintf("%s the same, %s altered", thousands(int64(p.Same)), thousands(int64(p.Altered)))
	if p.Translated() {
		counts = thousands(int64(p.Facing)) + " that face one another"
	}
	if p.OneText() && p.Directed() {
		return counts + fmt.Sprintf(", %s left out, %s added", thousands(int64(p.OnlyA)), thousands(int64(p.OnlyB)))
	}
	return counts + fmt.Sprintf(", %s only in the left, %s only in the right", thousands(int64(p.OnlyA)), thousands(int64(p.OnlyB)))
}

// rows prints what became of each sentence.
func (a *app) rows(p *collate.Pair, all bool, half int) {
	same := 0
	tell := func() {
		if same > 0 {
			a.say("")
			a.say("%s", a.dim(amount(same, "sentence", "sentences")+" the same"))
		}
		same = 0
	}
	for i := range p.Rows {
		r := &p.Rows[i]
		switch {
		case r.Same() && !all && p.OneText():
			same++
			continue
		case !r.Both() && !all && !p.OneText():
			continue
		}
		tell()
		sign := "│"
		if r.B.IsZero() {
			sign = "-"
		} else if r.A.IsZero() {
			sign = "+"
		}
		a.say("")
		if r.Moved {
			a.say("%s", a.dim("in another place"))
		}
		a.columns(bracketed(p.A.Text, r.A, r.OnlyA), sign, bracketed(p.B.Text, r.B, r.OnlyB), half)
	}
	tell()
}

// bracketed is a stretch of a text with parts of it in brackets.
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

// columns prints two texts side by side with a sign between them.
func (a *app) columns(left, sign, right string, width int) {
	l, r := wrap(left, width), wrap(right, width)
	for i := range max(len(l), len(r)) {
		var x, y string
		if i < len(l) {
			x = l[i]
		}
		if i < len(r) {
			y = r[i]
		}
		a.say("%s", strings.TrimRight(pad(x, width)+" "+sign+" "+y, " "))
	}
}
