package main

import (
	"fmt"
	"io"
	"path/filepath"
	"text/tabwriter"

	"github.com/stemma/stemma/internal/eval"
	"github.com/stemma/stemma/nlp/en"
)

// events prints what grouping the event mentions of ECB+ by the lemma of their
// head gives, beside grouping none of them and all of a topic.
func events(stdout io.Writer, data, split string) error {
	pipeline, err := en.New()
	if err != nil {
		return err
	}
	texts, err := eval.ReadECBPlus(filepath.Join(data, "ecbplus"), split)
	if err != nil {
		return err
	}
	lemma := eval.HeadLemmas(pipeline, texts)
	t := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	defer t.Flush()
	fmt.Fprintln(t, "grouped by\tpairs P\tR\tF1\tB3 P\tR\tF1\tMUC\tB3 no singles\tCEAFe\tCoNLL\tapart\tof one lemma\t")
	for _, way := range []struct {
		name string
		key  eval.EventKey
	}{
		{"head lemma", lemma},
		{"nothing", func(*eval.ECBText, int) string { return "" }},
		{"topic", func(*eval.ECBText, int) string { return "all" }},
	} {
		s := eval.ScoreEvents(texts, way.key, lemma)
		if way.name == "head lemma" {
			fmt.Fprintf(stdout, "%d texts, %d event mentions, %d events with two or more; %d pairs over texts; %d pairs over the two events of a topic, %d of one lemma\n",
				s.Texts, s.Mentions, s.Events, s.Pairs.Gold, s.Apart.All, s.Alike.All)
		}
		fmt.Fprintf(t, "%s\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t\n", way.name,
			ratio(s.Pairs.Correct, s.Pairs.System), ratio(s.Pairs.Correct, s.Pairs.Gold), s.Pairs.F1(),
			s.B3.Precision(), s.B3.Recall(), s.B3.F1(),
			s.Chains.MUC.F1(), s.Chains.B3.F1(), s.Chains.CEAFe.F1(), s.Chains.CoNLL(),
			s.Apart.Percent(), s.Alike.Percent())
	}
	return nil
}

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * float64(part) / float64(whole)
}
