package eval

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// Certainty is how often the certainty of a source is told right. An item is
// right if certainty and polarity are, as the dossier's guidelines name the two
// together: "asserted" is certain and positive, "denied" certain and negative,
// "doubtful" probable and negative.
type Certainty struct {
	Plain, PlainRight   int // items that are asserted, of those found
	Hedged, HedgedRight int // all other items, of those found
	Missed              int // items not found
	Dated, DatedRight   int // items that we say were said on a day, and those whose annotation agrees
	Wrong               []string
}

// goldCertainty is the word of the guidelines for what we found.
func goldCertainty(f nlp.Factuality) string {
	switch {
	case f.Certainty == nlp.Certain && f.Polarity == nlp.Positive:
		return "asserted"
	case f.Certainty == nlp.Certain && f.Polarity == nlp.Negative:
		return "denied"
	case f.Certainty == nlp.Probable && f.Polarity == nlp.Negative:
		return "doubtful"
	}
	return string(cmp.Or(f.Certainty, nlp.UnknownCertainty))
}

// ScoreCertainty compares the certainty of attributions with that of the
// annotated articles in the dossier folder. Items and attributions are matched
// one to one: contents share half of their characters or more, and those whose
// cues overlap first. The second result is of all items, as if each had been
// found just as it is annotated.
func ScoreCertainty(p *nlp.Pipeline, folder string) (found, given Certainty, err error) {
	rows, names, err := readDossierRows(folder)
	if err != nil {
		return found, given, err
	}
	gauge, err := en.Factuality()
	if err != nil {
		return found, given, err
	}
	for _, name := range names {
		doc, err := dossierDoc(p, folder, name)
		if err != nil {
			return found, given, err
		}
		found.add(doc, rows[name])
		doc.Attributions = nil
		for _, r := range rows[name] {
			a := nlp.Attribution{Content: r.spans(), Kind: nlp.QuoteKind(r.Kind), Parent: -1}
			if r.Source != nil {
				a.Source = nlp.Span(*r.Source)
			}
			if r.Cue != nil {
				a.Cue = nlp.Span(*r.Cue)
			}
			doc.Attributions = append(doc.Attributions, a)
		}
		gauge.Annotate(doc)
		given.add(doc, rows[name])
	}
	return found, given, nil
}

func (c *Certainty) add(doc *nlp.Doc, rows []dossierRow) {
	type pair struct {
		cue     bool
		jaccard float64
		g, p    int
	}
	var pairs []pair
	for g := range rows {
		for p := range doc.Attributions {
			a := &doc.Attributions[p]
			if j := JaccardBytes(rows[g].spans(), a.Content, doc.Text); j >= .5 {
				pairs = append(pairs, pair{rows[g].Cue != nil && nlp.Span(*rows[g].Cue).Overlaps(a.Cue), j, g, p})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int {
		if a.cue != b.cue {
			if a.cue {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.jaccard, a.jaccard)
	})
	to, used := map[int]int{}, map[int]bool{}
	for _, x := range pairs {
		if _, ok := to[x.g]; !ok && !used[x.p] {
			to[x.g], used[x.p] = x.p, true
		}
	}
	for g := range rows {
		k, ok := to[g]
		if !ok {
			c.Missed++
			continue
		}
		a := &doc.Attributions[k]
		if a.Said != "" {
			c.Dated++
			if agree(a.Said, rows[g].Said) {
				c.DatedRight++
			} else {
				c.Wrong = append(c.Wrong, fmt.Sprintf("%s said %q, not %q: %s", rows[g].ID, rows[g].Said, a.Said, a.Cue.In(doc.Text)))
			}
		}
		ours := goldCertainty(a.Factuality)
		all, right := &c.Hedged, &c.HedgedRight
		if rows[g].Certainty == "asserted" {
			all, right = &c.Plain, &c.PlainRight
		}
		*all++
		if ours == rows[g].Certainty {
			*right++
		} else {
			line := fmt.Sprintf("%s %s, not %s: %s |", rows[g].ID, rows[g].Certainty, ours, a.Cue.In(doc.Text))
			for _, s := range a.Content {
				line += " " + s.In(doc.Text)
			}
			for _, s := range a.ShownBy {
				line += " [" + s.In(doc.Text) + "]"
			}
			c.Wrong = append(c.Wrong, line)
		}
	}
}

// agree reports whether two times may be the same: one is the other, or a part
// of it.
func agree(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	bounds := func(s string) (from, to string) {
		from, to, ok := strings.Cut(s, "/")
		if !ok {
			to = from
		}
		return from, to + "~" // behind all that begins with it
	}
	from, to := bounds(a)
	from2, to2 := bounds(b)
	return from <= from2 && to2 <= to || from2 <= from && to <= to2
}
