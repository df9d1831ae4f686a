package main

import (
	"flag"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/stemma/stemma/internal/eval"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/coref"
	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/train"
)

// runCoref learns coreference from GUM train.
func runCoref(args []string) error {
	flags := flag.NewFlagSet("nlptrain coref", flag.ContinueOnError)
	out := flags.String("o", filepath.Join("nlp", "en", "weights", "coref.weights"), "the `file` to write")
	embed := flags.String("embed", "", "vectors of words, as \"nlptrain embed\" makes them")
	o := corefSettings(flags)
	if err := flags.Parse(args); err != nil {
		return err
	}
	words, err := vectors(*embed)
	if err != nil {
		return err
	}
	texts, _, err := chainedTexts("train")
	if err != nil {
		return err
	}
	return write(train.Coref(texts, en.References(), words, *o), *out, append([]string{"coref"}, args...))
}

// corefSettings are the settings of learning, with those of the weights that are
// built in as defaults.
func corefSettings(flags *flag.FlagSet) *train.CorefOptions {
	o := &train.CorefOptions{Log: progress()}
	flags.Uint64Var(&o.Seed, "seed", 1, "seed of all chance")
	flags.IntVar(&o.Buckets, "buckets", 1<<18, "weights that features share")
	flags.IntVar(&o.Words, "words", 8000, "words with vectors")
	flags.IntVar(&o.Rounds, "rounds", 8, "times all is learned anew, in other orders; the mean is taken")
	flags.IntVar(&o.Epochs, "epochs", 6, "times all texts are seen in a round")
	flags.Float64Var(&o.Rate, "rate", 0.1, "first step")
	flags.Float64Var(&o.Thin, "thin", 0.2, "share of features left out")
	flags.Float64Var(&o.FalseLink, "false-link", 0.1, "what a wrong link of something new costs")
	flags.Float64Var(&o.FalseNew, "false-new", 1, "what a link left out costs")
	flags.Float64Var(&o.WrongLink, "wrong-link", 0.5, "what a link to the wrong chain costs")
	flags.Float64Var(&o.Own, "own", 0.5, "share of texts with chains of its own making")
	flags.IntVar(&o.Parts, "parts", 4, "parts of the texts, each linked by weights learned from the others, from which the judge of pronouns learns")
	flags.IntVar(&o.PartRounds, "part-rounds", 3, "rounds in which these are learned")
	flags.Float64Var(&o.Threshold, "part-threshold", 0.33, "how likely a link must be in these")
	flags.Float64Var(&o.Least, "least", 0.16, "how likely the judge must hold a chain")
	flags.IntVar(&o.Trees.Count, "trees", 150, "trees of the judge")
	flags.IntVar(&o.Trees.Depth, "depth", 4, "questions of each")
	flags.Float64Var(&o.Trees.Rate, "tree-rate", 0.08, "share that each tree takes of what is left")
	flags.Float64Var(&o.Trees.Decay, "decay", 5, "added to the weight of each leaf")
	return o
}

// chainedTexts returns the texts of a part of GUM, read as far as coreference
// needs it, with their marked mentions.
func chainedTexts(part string) ([]train.ChainedText, []eval.CorefText, error) {
	marked, err := eval.ReadGUM(dataFolder(), part)
	if err != nil {
		return nil, nil, err
	}
	reader, err := en.Reader()
	if err != nil {
		return nil, nil, err
	}
	names, err := en.Names()
	if err != nil {
		return nil, nil, err
	}
	times, err := en.Times()
	if err != nil {
		return nil, nil, err
	}
	pipeline, err := nlp.NewPipeline("en", en.Segmenter(), reader, names, times, en.Attribution())
	if err != nil {
		return nil, nil, err
	}
	texts := make([]train.ChainedText, len(marked))
	for i, m := range marked {
		texts[i].Doc = nlp.NewDoc(m.Text)
		pipeline.Annotate(texts[i].Doc)
		for _, g := range m.Mentions {
			texts[i].Gold = append(texts[i].Gold, train.Chained{Span: g.Span, Head: g.Head, Chain: g.Chain})
		}
	}
	return texts, marked, nil
}

// scoreCoref measures weights on GUM dev: how many of the marked mentions are
// phrases, the scores by threshold, and what becomes of each class of phrase;
// or settings of learning by folds of GUM train.
func scoreCoref(args []string) error {
	flags := flag.NewFlagSet("nlptrain score-coref", flag.ContinueOnError)
	file := flags.String("coref", "", "weights of coreference; those of nlp/en if empty")
	threshold := flags.Float64("threshold", 0.4, "for the classes: how likely a link must be")
	show := flags.Int("show", 0, "print every n-th mistake, 0 for none")
	folds := flags.Int("folds", 0, "link each n-th part of GUM train by weights learned from the others, with the settings below, and score that; 0 for GUM dev")
	embed := flags.String("embed", "", "for folds: vectors of words, as \"nlptrain embed\" makes them")
	o := corefSettings(flags)
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *folds > 0 {
		return scoreFolds(*folds, *embed, *o)
	}
	var f *model.File
	var err error
	if *file == "" {
		f, err = model.Decode(en.Weights()["coref"])
	} else {
		f, err = readWeights(*file)
	}
	if err != nil {
		return err
	}
	r, err := coref.Load(f)
	if err != nil {
		return err
	}
	texts, marked, err := chainedTexts("dev")
	if err != nil {
		return err
	}
	scene := func(i int) *coref.Scene { return coref.NewScene(texts[i].Doc, en.References(), r.Vectors, r.Members) }
	reach(texts, marked, scene)
	for _, threshold := range []float32{0.2, 0.3, 0.4, 0.5, 0.6, 0.7} {
		n := 0
		c := eval.ScoreCoref(marked, func(*eval.CorefText) [][]nlp.Span {
			s := scene(n)
			n++
			r.Resolve(s, threshold)
			return chainsOf(s)
		})
		fmt.Printf("%.1f: CoNLL %.2f; P and R of mentions %.1f %.1f, MUC %.1f %.1f, B3 %.1f %.1f, CEAFe %.1f %.1f\n", threshold, c.CoNLL(),
			c.Mentions.Precision(), c.Mentions.Recall(), c.MUC.Precision(), c.MUC.Recall(), c.B3.Precision(), c.B3.Recall(), c.CEAFe.Precision(), c.CEAFe.Recall())
	}
	byClass(texts, scene, r, float32(*threshold), *show)
	return nil
}

// scoreFolds prints the scores over GUM train by threshold, each text linked by
// weights that have not seen it. The reader has seen all of them, so its trees
// are better than those of new text.
func scoreFolds(folds int, embed string, o train.CorefOptions) error {
	if folds < 2 {
		return fmt.Errorf("score %d folds: say two or more", folds)
	}
	words, err := vectors(embed)
	if err != nil {
		return err
	}
	texts, marked, err := chainedTexts("train")
	if err != nil {
		return err
	}
	rankers := make([]*coref.Ranker, folds)
	for k := range rankers {
		var others []train.ChainedText
		for i, t := range texts {
			if i%folds != k {
				others = append(others, t)
			}
		}
		if rankers[k], err = coref.Load(train.Coref(others, en.References(), words, o)); err != nil {
			return err
		}
	}
	for _, threshold := range []float64{0.2, 0.25, 0.3, 0.33, 0.4, 0.5} {
		linked := make([]*nlp.Doc, len(texts))
		for i := range texts {
			linked[i] = again(texts[i].Doc)
			coref.New(en.References(), rankers[i%folds], float32(threshold)).Annotate(linked[i])
		}
		c, pronouns := eval.ScoreLinked(marked, linked)
		fmt.Printf("%.2f: CoNLL %.2f; P and R of mentions %.1f %.1f, MUC %.1f %.1f, B3 %.1f %.1f, CEAFe %.1f %.1f; of %d pronouns of a name %.1f %% to the right one, %.1f %% of those that came to any\n", threshold, c.CoNLL(),
			c.Mentions.Precision(), c.Mentions.Recall(), c.MUC.Precision(), c.MUC.Recall(), c.B3.Precision(), c.B3.Recall(), c.CEAFe.Precision(), c.CEAFe.Recall(),
			pronouns.Gold, part(pronouns.Correct, pronouns.Gold), part(pronouns.Correct, pronouns.System))
	}
	return nil
}

// again is a doc that can be linked anew.
func again(doc *nlp.Doc) *nlp.Doc {
	out := *doc
	out.Mentions = slices.Clone(doc.Mentions)
	return &out
}

func chainsOf(s *coref.Scene) [][]nlp.Span {
	var all [][]nlp.Span
	for i := range s.Phrases {
		for len(all) <= s.Of[i] {
			all = append(all, nil)
		}
		all[s.Of[i]] = append(all[s.Of[i]], s.Span(i))
	}
	return all
}

// reach prints how many of the marked mentions of chains are phrases, and how
// many of those that are linked have what they are linked to among their
// candidates.
func reach(texts []train.ChainedText, marked []eval.CorefText, scene func(int) *coref.Scene) {
	var gold, exact, byHead, links, within int
	for n, t := range texts {
		s := scene(n)
		spans, heads := map[nlp.Span]bool{}, map[nlp.Span]bool{}
		for i := range s.Phrases {
			spans[s.Span(i)], heads[t.Doc.Tokens[s.Phrases[i].Head].Span] = true, true
		}
		for _, chain := range marked[n].GoldChains() {
			for _, span := range chain {
				if len(chain) > 1 {
					gold++
					if spans[span] {
						exact++
					}
				}
			}
		}
		size := map[int]int{}
		for _, m := range t.Gold {
			size[m.Chain]++
		}
		for _, m := range t.Gold {
			if size[m.Chain] > 1 && heads[m.Head] {
				byHead++
			}
		}
		labels := train.Label(t, s)
		last := map[int]int{}
		for i := range s.Phrases {
			at, ok := last[labels[i]]
			if ok = ok && labels[i] >= 0; ok {
				links++
				for _, j := range s.Candidates(i, nil) {
					if labels[j] == labels[i] {
						within++
						break
					}
				}
				s.Join(i, at)
			} else {
				s.Begin(i)
			}
			last[labels[i]] = i
		}
	}
	fmt.Printf("of %d mentions of chains %.1f %% are phrases to the byte, %.1f %% by their head; of %d links %.1f %% are in reach\n",
		gold, part(exact, gold), part(byHead, gold), links, part(within, links))
}

func part(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }

// byClass prints for each class of phrase how often it was linked rightly.
func byClass(texts []train.ChainedText, scene func(int) *coref.Scene, r *coref.Ranker, threshold float32, show int) {
	type count struct{ linked, right, wrong, missed, alone, wronged int }
	counts := map[string]*count{}
	var order []string
	mistakes := 0
	for n, t := range texts {
		s := scene(n)
		labels := train.Label(t, s)
		last := map[int]int{}
		for i, link := range r.Resolve(s, threshold) {
			class := s.Class(i)
			c := counts[class]
			if c == nil {
				c = &count{}
				counts[class] = c
				order = append(order, class)
			}
			before, ok := last[labels[i]]
			ok = ok && labels[i] >= 0
			words := func(j int) string { return s.Span(j).In(t.Doc.Text) }
			mistake := ""
			switch {
			case ok && link.To < 0:
				c.missed++
				mistake = fmt.Sprintf("missed: %.60q means %.60q", words(i), words(before))
			case ok && labels[link.To] == labels[i]:
				c.right++
			case ok:
				c.wrong++
				mistake = fmt.Sprintf("wrong: %.60q means %.60q, not %.60q", words(i), words(before), words(link.To))
			case link.To >= 0:
				c.wronged++
				mistake = fmt.Sprintf("false: %.60q does not mean %.60q", words(i), words(link.To))
			}
			if ok {
				c.linked++
			} else {
				c.alone++
			}
			last[labels[i]] = i
			if mistake != "" {
				if mistakes++; show > 0 && mistakes%show == 0 {
					fmt.Printf("%s, %s\n", class, mistake)
				}
			}
		}
	}
	fmt.Printf("%-18s %7s %7s %7s %7s  %7s %7s\n", "class", "linked", "right", "wrong", "missed", "alone", "false")
	for _, class := range order {
		c := counts[class]
		fmt.Printf("%-18s %7d %7d %7d %7d  %7d %7d\n", class, c.linked, c.right, c.wrong, c.missed, c.alone, c.wronged)
	}
}
