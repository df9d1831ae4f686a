package eval

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/stemma/stemma"
)

// measureForest measures what descends from what in the dossier of the
// repository. All figures are percentages:
//
//	edges      core edges of the gold that were found as derivations
//	kinds      of those, the ones of the gold's kind
//	directed   of those, the ones directed as in the gold
//	no-others  derivations, but for quotations and shared origins, that the gold has too or that follow from it: both texts descend from one
//	carried    quotations and shared origins of the gold that were found
func measureForest(string) ([]Score, error) {
	score, _, err := Forest(context.Background(), filepath.Join("testdata", "dossier"), nil)
	return score, err
}

type goldDerivation struct {
	From, To string
	Kind     stemma.DerivationKind
	Directed bool
	Core     bool
}

// Forest scores the derivations of the dossier; what is wrong is written to w.
func Forest(ctx context.Context, folder string, w io.Writer) ([]Score, []*stemma.Derivation, error) {
	if w == nil {
		w = io.Discard
	}
	view, done, err := readDossier(ctx, folder)
	if err != nil {
		return nil, nil, err
	}
	defer done()
	gold, err := goldRows[goldDerivation](filepath.Join(folder, "gold", "derivations.jsonl"))
	if err != nil {
		return nil, nil, err
	}
	path := map[stemma.ID]string{}
	for d, err := range view.Documents(ctx, stemma.DocumentFilter{AllVersions: true}) {
		if err != nil {
			return nil, nil, err
		}
		path[d.ID] = d.Path
	}
	derivations, err := stemma.Descent(ctx, view)
	if err != nil {
		return nil, nil, err
	}
	found := map[[2]string]*stemma.Derivation{}
	for _, d := range derivations {
		found[ordered(path[d.From], path[d.To])] = d
	}
	score := scores{}
	root := map[string]string{} // the text at the root of each
	for _, g := range gold {
		if g.Core && !g.Kind.Weak() {
			root[g.To] = g.From
		}
	}
	origin := func(p string) string {
		for root[p] != "" {
			p = root[p]
		}
		return p
	}
	known := map[[2]string]bool{}
	for _, g := range gold {
		known[ordered(g.From, g.To)] = true
		d := found[ordered(g.From, g.To)]
		if !g.Core {
			score.add("carried", d != nil)
			if d == nil || d.Kind != g.Kind {
				fmt.Fprintf(w, "weak   %s %s %s: %v\n", g.From, g.To, g.Kind, d)
			}
			continue
		}
		score.add("edges", d != nil)
		if d == nil {
			fmt.Fprintf(w, "missed %s %s %s\n", g.From, g.To, g.Kind)
			continue
		}
		score.add("kinds", d.Kind == g.Kind)
		score.add("directed", d.Directed == g.Directed && (!d.Directed || path[d.From] == g.From))
		if d.Kind != g.Kind || d.Directed != g.Directed || d.Directed && path[d.From] != g.From {
			fmt.Fprintf(w, "wrong  %s %s %s: %s %v %v\n", path[d.From], path[d.To], g.Kind, d.Kind, d.Directed, d.Evidence)
		}
	}
	for _, d := range derivations {
		if !d.Kind.Weak() {
			a, b := path[d.From], path[d.To]
			ok := known[ordered(a, b)] || origin(a) == origin(b)
			score.add("no-others", ok)
			if !ok {
				fmt.Fprintf(w, "extra  %s %s %s %.2f %v\n", a, b, d.Kind, d.Score, d.Evidence)
			}
		} else if a, b := path[d.From], path[d.To]; !known[ordered(a, b)] && origin(a) != origin(b) {
			fmt.Fprintf(w, "tie    %s %s %s %v\n", a, b, d.Kind, d.Evidence)
		}
		fmt.Fprintf(w, "found  %s %s %s directed %v %.2f shares %.2f %.2f altered %d %q\n", path[d.From], path[d.To], d.Kind, d.Directed, d.Score, d.ShareFrom, d.ShareTo, len(d.Altered), d.Evidence)
	}
	p := score.percent()
	slices.SortFunc(p, func(a, b Score) int { return slices.Compare([]string{a.Name}, []string{b.Name}) })
	return p, derivations, nil
}
