package eval

import (
	"context"
	"fmt"
	"io"
	"math"
	"path/filepath"

	"github.com/stemma/stemma/internal/claim"
	"github.com/stemma/stemma/nlp"
)

// How the trees for events are grown, of as many parts of the topics each is judged by
// the others, and how much less each pair of a large event weighs.
const eventTrees, eventRate, eventParts, eventSize = 60, 0.12, 5, 0.4

// LearnEvents learns from the topics of ECB+ for training how likely two tellings are of one
// happening, and writes the trees as Go source to out. To w it writes what comes out there
// where the texts of a topic are judged by what was learned from the topics of other parts.
func LearnEvents(ctx context.Context, data string, w, out io.Writer) error {
	list, err := ReadECBPlus(filepath.Join(data, "ecbplus"), "train")
	if err != nil {
		return err
	}
	c, err := collectedTexts(ctx, list)
	if err != nil {
		return err
	}
	part := map[string]int{} // of each text
	for _, t := range list {
		part[t.Name] = t.Topic % eventParts
	}
	rows := eventRows(list, c.HappeningComparisons())
	models := make([]claim.Forest, eventParts)
	for k := range models {
		var others []labelledRow
		for _, r := range rows {
			if part[r.topic] != k {
				others = append(others, r)
			}
		}
		models[k] = grow(others, claim.HappeningFeatures(), eventTrees, eventRate)
	}
	c.UseHappeningModel(func(path string) *claim.Forest { return &models[part[path]] })
	s := ScoreEvents(list, happeningKey(c), nil)
	fmt.Fprintf(w, "train, each part of the topics by the others: pairs P %.1f R %.1f F1 %.1f, CoNLL %.1f, apart %.1f\n", precision(s.Pairs), recall(s.Pairs), s.Pairs.F1(), s.Chains.CoNLL(), s.Apart.Percent())
	all := grow(rows, claim.HappeningFeatures(), eventTrees, eventRate)
	fmt.Fprint(out, "package claim\n\n// happeningModel is learned from the topics of ECB+ for training by\n// stemma-eval events --learn (see doc/accuracy-claims.md).\nvar happeningModel = ")
	writeForest(out, &all)
	fmt.Fprintln(out)
	return nil
}

// eventRows labels the comparisons of which both ends are annotated events. A large event
// weighs less in each pair. The topic of a row is one of its texts.
func eventRows(list []ECBText, comparisons []claim.Comparison) (rows []labelledRow) {
	texts, size := map[string]*ECBText{}, map[string]float64{}
	chain := func(t *ECBText, e *ECBEvent) string {
		if e.Chain == "" {
			return ""
		}
		return fmt.Sprint(t.Topic, " ", e.Chain)
	}
	for i := range list {
		t := &list[i]
		texts[t.Name] = t
		for k := range t.Events {
			size[chain(t, &t.Events[k])]++
		}
	}
	size[""] = 1
	at := func(p claim.Place) (string, bool) {
		t := texts[p.Path]
		for k := range t.Events {
			if e := &t.Events[k]; e.Span.Overlaps(nlp.Span{Begin: p.Begin, End: p.End}) {
				return chain(t, e), true
			}
		}
		return "", false
	}
	for _, x := range comparisons {
		a, there := at(x.A)
		b, too := at(x.B)
		if !there || !too {
			continue
		}
		r := labelledRow{x: x.Row, weight: math.Pow(max(size[a], size[b]), -eventSize), topic: x.B.Path}
		if a == b && a != "" {
			r.same = 1
		}
		rows = append(rows, r)
	}
	return rows
}
