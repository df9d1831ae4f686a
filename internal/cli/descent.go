package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export/jsonl"
)

type descentOptions struct {
	alone bool
	json  bool
}

func newDescent(a *app) *cobra.Command {
	o := &descentOptions{}
	cmd := &cobra.Command{
		Use:   "descent [DOC] [flags]",
		Short: "show which document descends from which",
		Long: `Show the families of the case, each as a tree: the text that nothing shows to
come from another, and below it those that took it over. Behind each stands how
(copy, revision, spun, translation), what part of it that explains, and on what
signs. A line that begins with "?" is not directed: the texts are one, and
nothing shows which of them was first.

With a document, show its family and all the passages that it shares with
others: excerpts, mixtures, quotations. Two that quote one sentence do not
descend from one another.

A translation is found by the names and numbers that stand in one order in both
texts, in whatever script; two reports of one event in two languages are none.

A passage is compared after what many documents carry (the boilerplate of an
outlet, set phrases) is left aside. Where the tool is wrong, say so: see stemma
judge derived and stemma judge independent.`,
		Example: `  stemma descent
  stemma descent reprint.html
  stemma descent --json`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(0, 1, "one DOC"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error {
				if len(args) == 1 {
					return a.descentOf(ctx, view, args[0], o)
				}
				return a.descent(ctx, view, o)
			})
		},
	}
	cmd.Flags().BoolVar(&o.alone, "alone", false, "list those that descend from none, too")
	cmd.Flags().BoolVar(&o.json, "json", false, "print records, one a line, as in derivations.jsonl")
	return cmd
}

func (a *app) descent(ctx context.Context, view stemma.View, o *descentOptions) error {
	if o.json {
		return a.derivationRecords(ctx, view, func(*stemma.Derivation) bool { return true })
	}
	f, err := stemma.GrowForest(ctx, view)
	if err != nil {
		return err
	}
	in := 0
	for _, g := range f.Families {
		in += len(g.Members)
	}
	for _, g := range f.Families {
		docs := make([]stemma.ID, len(g.Members))
		for i, m := range g.Members {
			docs[i] = m.Doc.ID
		}
		a.say("%s", a.bold(amount(len(g.Members), "document", "documents")+", "+outlets(g.Members)+", 1 origin"))
		a.tree(g.Members)
		a.say("")
	}
	a.say("%s: %s in %s, %s alone", amount(len(f.Of), "document", "documents"), amount(in, "document", "documents"),
		amount(len(f.Families), "family", "families"), thousands(int64(len(f.Of)-in)))
	if o.alone {
		for _, m := range sortedMembers(f) {
			if len(m.Family.Members) == 1 {
				a.say("  %s", cutPath(m.Doc.Path, a.width-2))
			}
		}
	}
	return nil
}

func sortedMembers(f *stemma.Forest) []*stemma.Member {
	var all []*stemma.Member
	for _, m := range f.Of {
		all = append(all, m)
	}
	slices.SortFunc(all, func(x, y *stemma.Member) int {
		if x.Doc.Path != y.Doc.Path {
			return strings.Compare(x.Doc.Path, y.Doc.Path)
		}
		return strings.Compare(string(x.Doc.ID), string(y.Doc.ID))
	})
	return all
}

// outlets counts the outlets of members; those that name none are told apart.
func outlets(members []*stemma.Member) string {
	names := map[string]bool{}
	unnamed := 0
	for _, m := range members {
		if p := m.Doc.Publisher; p != nil && p.Value != "" {
			names[strings.ToLower(p.Value)] = true
		} else {
			unnamed++
		}
	}
	s := amount(len(names), "outlet", "outlets")
	if unnamed > 0 {
		s += fmt.Sprintf(" named (%s)", amount(unnamed, "document names none", "documents name none"))
	}
	return s
}

// tree prints members as a tree, a line each.
func (a *app) tree(members []*stemma.Member) {
	var more [9]bool // whether a branch goes on below, by depth
	for i, m := range members {
		depth := min(m.Depth, len(more)-1)
		more[depth] = false
		for _, n := range members[i+1:] {
			if n.Depth <= m.Depth {
				more[depth] = n.Depth == m.Depth
				break
			}
		}
		step := ""
		for k := 1; k < depth; k++ {
			step += map[bool]string{true: "│  ", false: "   "}[more[k]]
		}
		if depth > 0 {
			step += map[bool]string{true: "├─ ", false: "└─ "}[more[depth]]
		}
		what := []string{}
		if m.Doc.Published != nil {
			what = append(what, line(m.Doc.Published.Value))
		}
		if m.Doc.Publisher != nil {
			what = append(what, line(m.Doc.Publisher.Value))
		}
		if m.Chosen {
			what = append([]string{"? which was first is not known"}, what...)
		}
		if m.By != nil {
			kind := string(m.By.Kind)
			if !m.By.Directed {
				kind = "? " + kind
			}
			how := fmt.Sprintf("%s %d %%", kind, int(100*shareOf(m.By, m.Doc.ID)+0.5))
			if m.By.Judged() {
				how = "judged derived"
			}
			what = append([]string{how}, what...)
		}
		if m.Doc.ReplacedBy != "" {
			what = append(what, "earlier version")
		}
		end := strings.Join(what, "  ")
		room := max(16, a.width-len([]rune(step))-len([]rune(end))-2)
		if end != "" {
			end = "  " + a.dim(cut(end, a.width))
		}
		a.say("%s%s%s", step, a.bold(cutPath(m.Doc.Path, room)), end)
	}
}

// shareOf is the part of a document that a derivation explains.
func shareOf(d *stemma.Derivation, doc stemma.ID) float64 {
	if d.From == doc {
		return d.ShareFrom
	}
	return d.ShareTo
}

func (a *app) descentOf(ctx context.Context, view stemma.View, word string, o *descentOptions) error {
	id, err := findDocumentID(ctx, view, word)
	if err != nil {
		return err
	}
	if o.json {
		return a.derivationRecords(ctx, view, func(d *stemma.Derivation) bool { return d.From == id || d.To == id })
	}
	f, err := stemma.GrowForest(ctx, view)
	if err != nil {
		return err
	}
	m := f.Of[id]
	if m == nil {
		return fmt.Errorf("the document %s is not in the forest", id)
	}
	if len(m.Family.Members) > 1 {
		a.tree(m.Family.Members)
		a.say("")
	}
	if m.By != nil {
		a.edge(f, m.By, id)
	}
	for _, d := range slices.Concat(m.Takes, m.Gives) {
		a.edge(f, d, id)
	}
	if len(m.Family.Members) == 1 && len(m.Takes)+len(m.Gives) == 0 {
		a.say("No other document of the case shares a passage with it that is more than a set phrase.")
	}
	return nil
}

// edge prints a derivation as it looks from one of its documents.
func (a *app) edge(f *stemma.Forest, d *stemma.Derivation, from stemma.ID) {
	other := f.Of[d.Other(from)].Doc
	relation := map[bool]string{true: "from", false: "given to"}[d.To == from]
	if !d.Directed {
		relation = "shared with"
	}
	a.say("%s %s %s", a.bold(string(d.Kind)), relation, cutPath(other.Path, a.width-len(d.Kind)-len(relation)-2))
	if d.Judged() {
		a.facts([]fact{{"signs", strings.Join(d.Evidence, "; ")}})
		return
	}
	a.facts([]fact{
		{"passages", fmt.Sprintf("%d, %d %% of this text and %d %% of the other", len(d.Aligned), int(100*shareOf(d, from)+0.5), int(100*shareOf(d, other.ID)+0.5))},
		{"signs", strings.Join(d.Evidence, "; ")},
	})
}

// derivationRecords prints the derivations that fit as records.
func (a *app) derivationRecords(ctx context.Context, view stemma.View, fits func(*stemma.Derivation) bool) error {
	derivations, err := stemma.Descent(ctx, view)
	if err != nil {
		return err
	}
	records := jsonl.NewEncoder(a.out)
	for _, d := range derivations {
		if fits(d) {
			if err := records.Encode(jsonl.NewDerivation(d)); err != nil {
				return err
			}
		}
	}
	return nil
}
