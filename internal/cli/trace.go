package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export/jsonl"
)

type traceOptions struct{ json bool }

func newTrace(a *app) *cobra.Command {
	o := &traceOptions{}
	cmd := &cobra.Command{
		Use:   "trace STATEMENT [flags]",
		Short: "follow a statement back to whoever it comes from",
		Long: `Follow a statement back: on whose word does it stand? First the way in a line,
from the root, which is the earliest source that the text identifies, to the
author of the text. Then a ladder, from the author down to the words, with what
the text shows of each link:

  is        who that is, as far as the program tells; see stemma entities
  kind      what kind of source it is, and why it is not named, if that is told
  cue       the exact words by which it speaks ("said", "according to")
  how sure  how it holds what is said, with the words that show it. "certainty
            unknown" means that nobody could tell; it never means that it is so
  said      when it was said, which is not when it happened or was printed
  place     the file and line, and the bytes of the document's text
  found by  the sieve, which is the rule or model that found the link

The confidence at the top says how likely it is that all this was read right. It
says nothing of whether the statement is true.

STATEMENT is an id or the beginning of one; stemma statements lists them, and
--depth 3+ those with more than author and source.`,
		Example: `  stemma statements --depth 3+
  stemma trace s0d2e4b61
  stemma trace s0d2e4b61 --json`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(1, 1, "one STATEMENT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error { return a.trace(ctx, view, args[0], o) })
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print a record, as doc/formats/jsonl.md says")
	return cmd
}

func (a *app) trace(ctx context.Context, view stemma.View, word string, o *traceOptions) error {
	s, d, err := findStatement(ctx, view, word)
	if err != nil {
		return err
	}
	r, err := jsonl.NewTrace(d, s)
	if err != nil {
		return err
	}
	if o.json {
		return jsonl.NewEncoder(a.out).Encode(r)
	}
	standing, err := standing(ctx, view)
	if err != nil {
		return err
	}
	for _, l := range wrap(inQuotes(words(d.Text, s.Content)), a.width) {
		a.say("%s", a.bold(l))
	}
	facts := []fact{
		{"id", string(s.ID)},
		{"place", place(d, r.Line, s.Content...)},
		{"confidence", fmt.Sprintf("%.2f, that it was read right", s.Confidence)},
	}
	if j := standing[s.ID]; j != nil {
		facts = append(facts, fact{judged[j.Kind], fmt.Sprintf("by %s on %s: %s", line(j.By), j.At.UTC().Format("2006-01-02"), line(j.Why))})
	}
	a.facts(facts)
	a.say("")
	if !s.Attributed() {
		a.say("The author says it in his own voice; the text names no other source.")
	} else {
		root, way := s.Root(), []string{}
		for i := root; i >= 0; i-- {
			way = append(way, who(d.Text, &s.Chain[i]))
		}
		a.say("%s", a.bold("From the root, the earliest source that the text identifies"))
		for _, l := range wrap(strings.Join(way, " → "), a.width-2) {
			a.say("  %s", l)
		}
		if root < len(s.Chain)-1 {
			a.say("  Behind it stands somebody whom the text leaves out.")
		}
	}
	a.say("")
	return a.ladder(ctx, view, d, s, r.Lines)
}

// ladder prints the chain of s from the author down to the words; at says on
// which line each link stands.
func (a *app) ladder(ctx context.Context, view stemma.View, d *stemma.Document, s *stemma.Statement, at []*int) error {
	a.say("%s", a.bold("From the author down to the words"))
	for i := range s.Chain {
		is := ""
		if id := s.Chain[i].SourceEntity; id != "" {
			e, err := view.Entity(ctx, id)
			if err != nil && stemma.KindOf(err) != stemma.NotFound {
				return err
			}
			if err == nil && !strings.EqualFold(line(e.Name), who(d.Text, &s.Chain[i])) {
				is = line(e.Name) + " (" + short(e.ID) + ")"
			}
		}
		a.rung(d, s, i, at[i], is)
	}
	content := inQuotes(words(d.Text, s.Content))
	indent := rungIndent(len(s.Chain))
	for n, l := range wrap(content, a.width-indent-3) {
		step := "└─ "
		if n > 0 {
			step = "   "
		}
		a.say("%*s%s%s", indent, "", step, l)
	}
	return nil
}

// inQuotes is words as a line in quotation marks, safe to show.
func inQuotes(s string) string { return visible(stemma.InQuotes(s)) }

// rungIndent is how far rung i of a ladder stands in: of a chain of more links
// than people write, the rest stands below one another.
func rungIndent(i int) int { return 2 + 3*min(max(i-1, 0), 8) }

// rung prints link i of the chain of s; its words stand on the line at, and is
// names the entity that the program takes it for.
func (a *app) rung(d *stemma.Document, s *stemma.Statement, i int, at *int, is string) {
	link := &s.Chain[i]
	name := who(d.Text, link)
	step := ""
	if i > 0 {
		step = "└─ "
		if !link.Source.IsZero() {
			name = "“" + name + "”"
		}
	}
	for _, l := range wrap(name, a.width-rungIndent(i)-len([]rune(step))) {
		a.say("%*s%s%s", rungIndent(i), "", step, a.bold(l))
		if step != "" {
			step = "   "
		}
	}
	stance := s.Stance(i)
	if by := quoted(d.Text, link.ShownBy); by != "" {
		stance += ", shown by " + by
	} else if !link.Told() && i < len(s.Chain)-1 {
		stance += ": to report is not to vouch"
	}
	var facts []fact
	if link.Kind == stemma.KindAuthor {
		facts = []fact{{"byline", evidence(d.Text, d.Byline)}, {"published", evidence(d.Text, d.Published)}, {"how sure", stance}}
	} else {
		kind := stemma.SourceWords(link.SourceType)
		unnamed := ""
		if reason := line(wordsOf(d.Text, link.Anonymity)); reason != "" {
			unnamed = "because “" + reason + "”"
		}
		if many := line(wordsOf(d.Text, link.Number)); many != "" {
			kind += ", how many: “" + many + "”"
		}
		close := ""
		if w := line(wordsOf(d.Text, link.Closeness)); w != "" {
			close = "“" + w + "”"
		}
		cue := "none; the place of the words shows who speaks"
		if w := line(wordsOf(d.Text, link.Cue)); w != "" {
			cue = "“" + w + "”"
		}
		said := "when is not told"
		if link.Said != "" {
			said = link.Said
		}
		facts = []fact{
			{"is", is}, {"kind", kind}, {"how close", close}, {"not named", unnamed}, {"cue", cue + ", " + link.Kind}, {"how sure", stance}, {"said", said},
		}
	}
	if at != nil {
		var spans []stemma.Span
		for _, span := range []stemma.Span{link.Source, link.Cue} {
			if !span.IsZero() {
				spans = append(spans, span)
			}
		}
		facts = append(facts, fact{"place", place(d, *at, spans...)})
	}
	facts = append(facts, fact{"found by", link.Sieve})
	const width = 10
	indent := rungIndent(i + 1)
	for _, f := range facts { // those of no value have no lines
		name := f.name
		for _, l := range wrap(f.value, a.width-indent-3-width) {
			a.say("%*s%s  %s%s", indent, "", "│", a.dim(pad(name, width)), l)
			name = ""
		}
	}
}

// place is where words stand: file and line of the text, and bytes.
func place(d *stemma.Document, at int, spans ...stemma.Span) string {
	var bytes []string
	for _, s := range spans {
		bytes = append(bytes, fmt.Sprintf("%d to %d", s.Begin, s.End))
	}
	return fmt.Sprintf("%s:%d, bytes %s", line(d.Path), at, strings.Join(bytes, ", "))
}
