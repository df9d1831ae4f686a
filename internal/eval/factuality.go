package eval

import (
	"math"
	"path/filepath"
	"slices"

	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/factuality"
	"github.com/stemma/stemma/nlp/train"
)

// measureFactuality scores the learned parts on the dev sets: the rating of
// predicates by Pearson's r with that of people (times a hundred), and the
// scopes of negations, with the cues that were found, by the F1 of their tokens.
// A token of the scope of a cue that the other side has not is wrong.
func measureFactuality(folder string) ([]Score, error) {
	reader, err := en.Reader()
	if err != nil {
		return nil, err
	}
	gauge, err := en.Factuality()
	if err != nil {
		return nil, err
	}
	rated, err := train.ReadRated(filepath.Join(folder, "uds-dev.jsonl"))
	if err != nil {
		return nil, err
	}
	var ours, theirs []float64
	for i := range rated {
		t := &rated[i]
		reader.Annotate(t.Doc)
		ours = append(ours, gauge.Rate(t.Doc, t.Rated)...)
		theirs = append(theirs, t.Rating...)
	}
	off := 0.0
	for i := range ours {
		off += math.Abs(ours[i]-theirs[i]) / float64(len(ours))
	}
	negated, err := train.ReadNegated(filepath.Join(folder, "cdsco", "dev", "sherlock_dev.txt"))
	if err != nil {
		return nil, err
	}
	var n Negation
	for i := range negated {
		t := &negated[i]
		reader.Annotate(t.Doc)
		n.add(t.Negations, gauge.Negations(t.Doc))
	}
	return []Score{
		{"uds.r", 100 * pearson(ours, theirs), 72},
		// Between the ends of the scale lie six points.
		{"uds.near", 100 * (1 - off/6), 0},
		{"negation.cues.F1", n.Cues.F1(), 0},
		{"negation.scopes.F1", n.Scopes.F1(), 75},
	}, nil
}

// Negation counts cues, and the tokens of their scopes.
type Negation struct{ Cues, Scopes Ratio }

func (n *Negation) add(gold, ours []factuality.Negated) {
	for _, o := range ours {
		n.Cues.System++
		n.Scopes.System += len(o.Scope)
	}
	used := make([]bool, len(ours))
	for _, g := range gold {
		n.Cues.Gold++
		n.Scopes.Gold += len(g.Scope)
		for k, o := range ours {
			if used[k] || !slices.ContainsFunc(o.Cue, func(i int) bool { return slices.Contains(g.Cue, i) }) {
				continue
			}
			used[k] = true
			n.Cues.Correct++
			for _, i := range o.Scope {
				if slices.Contains(g.Scope, i) {
					n.Scopes.Correct++
				}
			}
			break
		}
	}
}

// pearson is the correlation coefficient of two lists of one length.
func pearson(a, b []float64) float64 {
	var ma, mb float64
	for i := range a {
		ma += a[i] / float64(len(a))
		mb += b[i] / float64(len(a))
	}
	var ab, aa, bb float64
	for i := range a {
		ab += (a[i] - ma) * (b[i] - mb)
		aa += (a[i] - ma) * (a[i] - ma)
		bb += (b[i] - mb) * (b[i] - mb)
	}
	return ab / math.Sqrt(aa*bb)
}
