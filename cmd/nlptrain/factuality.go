package main

import (
	"flag"
	"path/filepath"
	"strings"

	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/factuality"
	"github.com/stemma/stemma/nlp/train"
)

// runFactuality learns how far predicates happened, and what negates what. The
// trees are those of the reader that is built in.
func runFactuality(args []string) error {
	flags := flag.NewFlagSet("nlptrain factuality", flag.ContinueOnError)
	out := flags.String("o", filepath.Join("nlp", "en", "weights", "factuality.weights"), "the `file` to write")
	o := train.Options{Log: progress()}
	flags.Uint64Var(&o.Seed, "seed", 1, "seed of all chance")
	flags.IntVar(&o.Dim, "dim", 64, "elements of a word's vector")
	flags.IntVar(&o.Layers, "layers", 2, "layers of the encoder")
	flags.IntVar(&o.Buckets, "buckets", 4096, "rows shared by affixes")
	flags.IntVar(&o.Epochs, "epochs", 8, "times all sentences are seen")
	flags.Float64Var(&o.Rate, "rate", 0.002, "highest step")
	flags.IntVar(&o.Batch, "batch", 300, "words in a batch")
	flags.Float64Var(&o.Drop, "drop", 0.3, "share of elements left out")
	flags.Float64Var(&o.Blank, "blank", 0.15, "share of words shown as unknown")
	e := train.EventOptions{}
	flags.IntVar(&e.Hidden, "hidden", 64, "elements of the layer before the score")
	flags.IntVar(&e.Features, "features", 1<<14, "rows that features of the tree share")
	flags.Float64Var(&e.Drop, "drop-features", 0.4, "share of those features left out")
	n := train.NegationOptions{Log: o.Log}
	flags.IntVar(&n.Features, "negation-features", 1<<17, "weights that features of negation share")
	flags.IntVar(&n.Epochs, "negation-epochs", 20, "times all negations are seen")
	flags.Float64Var(&n.Rate, "negation-rate", 0.1, "step for negations")
	flags.Float64Var(&n.Decay, "negation-decay", 0.002, "pull of weights towards zero")
	embed := flags.String("embed", "", "vectors of words to begin with, as \"nlptrain embed\" makes them")
	if err := flags.Parse(args); err != nil {
		return err
	}
	n.Seed = o.Seed
	if *embed != "" {
		var err error
		if o.Lexicon, err = vectors(*embed); err != nil {
			return err
		}
	}
	reader, err := en.Reader()
	if err != nil {
		return err
	}
	folder := filepath.Join(dataFolder(), "factuality")
	rated, err := train.ReadRated(filepath.Join(folder, "uds-train.jsonl"))
	if err != nil {
		return err
	}
	negated, err := train.ReadNegated(filepath.Join(folder, "cdsco", "training", "sherlock_train.txt"))
	if err != nil {
		return err
	}
	for i := range rated {
		reader.Annotate(rated[i].Doc)
	}
	for i := range negated {
		reader.Annotate(negated[i].Doc)
	}
	f, known := train.Events(rated, o, e)
	cues, scope, moves := train.Negations(negated, en.FactualityLexicon(), known, n)
	factuality.SaveNegations(f, cues, scope, moves)
	f.AddNote("language", "en")
	f.AddNote("data", "Universal Decompositional Semantics (UDS-IH2) train; Conan Doyle negation (CD-SCO) training")
	f.AddNote("licence", "CC BY-SA 4.0")
	f.AddNote("command", "nlptrain factuality "+strings.Join(stated(args), " "))
	return writeFile(f, *out)
}
