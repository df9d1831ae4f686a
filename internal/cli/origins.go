package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export/jsonl"
)

func newOrigins(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "origins DOC... [flags]",
		Short: "count on how many independent texts documents rest",
		Long: `Count on how many independent texts a set of documents rests, and show which
rests on which. Documents that are one text (copies, revisions, spun texts,
translations) are one origin; one that is put together of several rests on
theirs. A document that only carries an excerpt or a quotation of another, or
that took less than half of what it has, is an origin of its own, and what it
carries is told below.

A statement may stand for its document. The count is of texts that descend from
one another, not of persons who know: two independent texts may still rest on
one source. Sources that more than one of them names are told at the end, by the
words of the texts.

Two that were judged independent are never one origin. Where a third would join
them, the weaker of its ties is cut, and what was cut is told.`,
		Example: `  stemma origins a.html b.html c.txt
  stemma origins s1a2b3c4d s9f8e7d6c`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(1, -1, "one DOC or more"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error { return a.origins(ctx, view, args, asJSON) })
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a record an origin: root and documents")
	return cmd
}

func (a *app) origins(ctx context.Context, view stemma.View, args []string, asJSON bool) error {
	var docs []stemma.ID
	for _, word := range args {
		id, err := findDocumentID(ctx, view, word)
		if stemma.KindOf(err) == stemma.NotFound {
			if s, _, e := findStatement(ctx, view, word); e == nil {
				id, err = s.Doc, nil
			}
		}
		if err != nil {
			return err
		}
		if !slices.Contains(docs, id) {
			docs = append(docs, id)
		}
	}
	f, err := stemma.GrowForest(ctx, view)
	if err != nil {
		return err
	}
	origins := f.Origins(docs)
	if asJSON {
		records := jsonl.NewEncoder(a.out)
		for _, o := range origins {
			row := struct {
				Root stemma.ID   `json:"root"`
				Docs []stemma.ID `json:"docs"`
			}{Root: o.Root.Doc.ID}
			for _, m := range o.Docs {
				row.Docs = append(row.Docs, m.Doc.ID)
			}
			if err := records.Encode(row); err != nil {
				return err
			}
		}
		return nil
	}
	members := make([]*stemma.Member, len(docs))
	in := map[*stemma.Member]bool{}
	for i, id := range docs {
		members[i] = f.Of[id]
		in[members[i]] = true
	}
	a.say("%s", a.bold(amount(len(docs), "document", "documents")+", "+outlets(members)+", "+amount(len(origins), "origin", "origins")))
	for i, o := range origins {
		a.say("")
		var show []*stemma.Member
		for _, m := range o.Root.Family.Members {
			// What lies between two of the set is shown, so that the tree hangs together.
			show = append(show, m)
		}
		show = prune(show, in)
		root := o.Root
		earlier := func(m *stemma.Member) bool { return m.Doc.Path == root.Doc.Path }
		switch {
		case in[root]:
			a.say("%d. %s", i+1, a.bold(cutPath(root.Doc.Path, a.width-4)))
		case slices.ContainsFunc(o.Docs, earlier):
			a.say("%d. %s, in an earlier version", i+1, a.bold(cutPath(root.Doc.Path, a.width-28)))
		default:
			a.say("%d. %s, which is not among them", i+1, a.bold(cutPath(root.Doc.Path, a.width-32)))
		}
		if len(show) > 1 {
			a.tree(show)
		}
		for _, m := range o.Docs {
			if m.Family != root.Family {
				a.say("   %s holds passages of it", cutPath(m.Doc.Path, a.width-26))
			}
		}
	}
	if shared := f.Shared(docs); len(shared) > 0 {
		a.say("")
		a.say("%s", a.bold("Between them"))
		for _, d := range shared {
			for _, l := range wrap(fmt.Sprintf("%s: %s and %s; %s", d.Kind, line(f.Of[d.From].Doc.Path), line(f.Of[d.To].Doc.Path), strings.Join(d.Evidence, "; ")), a.width-2) {
				a.say("  %s", l)
			}
		}
	}
	a.cuts(f, in)
	return a.sharedSources(ctx, view, origins)
}

// mostCuts is how many ties that a judgement cut are listed.
const mostCuts = 8

// cuts prints which ties of documents count no more because others were judged
// independent.
func (a *app) cuts(f *stemma.Forest, in map[*stemma.Member]bool) {
	var cuts []stemma.Cut
	for _, c := range f.Cuts {
		d := c.Derivation
		if in[f.Of[d.From]] || in[f.Of[d.To]] || in[f.Of[c.Apart[0]]] && in[f.Of[c.Apart[1]]] {
			cuts = append(cuts, c)
		}
	}
	if len(cuts) == 0 {
		return
	}
	a.say("")
	a.say("%s", a.bold("Counted apart because of a judgement"))
	for _, c := range cuts[:min(len(cuts), mostCuts)] {
		for _, l := range wrap(cutLine(f, c), a.width-2) {
			a.say("  %s", l)
		}
	}
	if n := len(cuts) - mostCuts; n > 0 {
		a.say("  and %s", amount(n, "more", "more"))
	}
}

// cutLine says what a judgement cut.
func cutLine(f *stemma.Forest, c stemma.Cut) string {
	path := func(id stemma.ID) string { return line(f.Of[id].Doc.Path) }
	d := c.Derivation
	return fmt.Sprintf("%s and %s (%s, %d %%) are no one text: %s and %s were judged independent, and this would join them",
		path(d.From), path(d.To), d.Kind, int(100*d.ShareTo+0.5), path(c.Apart[0]), path(c.Apart[1]))
}

// mostSources is how many shared sources are listed.
const mostSources = 8

// sharedSources prints the sources that texts of several origins name: texts
// that are independent of each other may still rest on one witness.
func (a *app) sharedSources(ctx context.Context, view stemma.View, origins []stemma.Origin) error {
	if len(origins) < 2 {
		return nil
	}
	type source struct {
		name    string
		origins []int
	}
	by := map[string]*source{}
	for i, o := range origins {
		for _, m := range o.Docs {
			d, err := view.Document(ctx, m.Doc.ID)
			if err != nil {
				return err
			}
			for s, err := range view.Statements(ctx, stemma.StatementFilter{Doc: m.Doc.ID, Kind: "attributed"}) {
				if err != nil {
					return err
				}
				for _, link := range s.Chain[1:] {
					for _, name := range sourceNames(wordsOf(d.Text, link.Source)) {
						key := strings.ToLower(name)
						if by[key] == nil {
							by[key] = &source{name: name}
						}
						if !slices.Contains(by[key].origins, i+1) {
							by[key].origins = append(by[key].origins, i+1)
						}
					}
				}
			}
		}
	}
	var shared []*source
	for _, s := range by {
		if len(s.origins) > 1 {
			shared = append(shared, s)
		}
	}
	slices.SortFunc(shared, func(x, y *source) int {
		return cmp.Or(cmp.Compare(len(y.origins), len(x.origins)), strings.Compare(x.name, y.name))
	})
	if len(shared) == 0 {
		return nil
	}
	a.say("")
	a.say("%s", a.bold("Named as a source by more than one of them"))
	for _, s := range shared[:min(len(shared), mostSources)] {
		var numbers []string
		for _, n := range s.origins {
			numbers = append(numbers, strconv.Itoa(n))
		}
		end := "by " + strings.Join(numbers, ", ")
		a.say("  %s  %s", cut(s.name, a.width-len(end)-4), end)
	}
	return nil
}

// sourceNames are the names in the words for a source: what stands between
// commas, without an article, and has a capital letter. A pronoun is none.
func sourceNames(words string) []string {
	var names []string
	for part := range strings.SplitSeq(line(words), ",") {
		name := strings.TrimSpace(part)
		name = strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
		name = strings.TrimSuffix(strings.TrimSuffix(name, "’s"), "'s")
		if len(name) > 4 && strings.IndexFunc(name, unicode.IsUpper) >= 0 {
			names = append(names, name)
		}
	}
	return names
}

// prune leaves those of the set and the members on the way to them.
func prune(members []*stemma.Member, in map[*stemma.Member]bool) []*stemma.Member {
	keep := map[*stemma.Member]bool{}
	for _, m := range members {
		if in[m] {
			for ; m != nil; m = m.Parent {
				keep[m] = true
			}
		}
	}
	var out []*stemma.Member
	for _, m := range members {
		if keep[m] {
			out = append(out, m)
		}
	}
	return out
}
