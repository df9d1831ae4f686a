// Command nlptrain learns the weights of nlp/en and of names, and writes
// them, the same bytes each time.
//
//	nlptrain all                       every file, as it is built in
//	nlptrain split|read [flags]
//	nlptrain embed                     vectors of words from all running text
//	nlptrain coref -embed FILE         which words mean the same, from GUM
//	nlptrain score-coref [flags]       measures of that
//	nlptrain score [flags]             measures on the dev parts, from raw text
//	nlptrain factuality [flags]        how far predicates happened; negations
//	nlptrain ner [flags]               names, from the sets of names
//	nlptrain ner-network [flags]       the network that reads names beside that
//	nlptrain score-ner [flags]         measures of names
//	nlptrain attribution [flags]       who said what, from PolNeAR
//	nlptrain score-attribution [flags] measures of it
//	nlptrain names [flags]             comparing names, into names/names.weights
//	nlptrain meanings -wordnet DICT    which words for deeds mean the same, from WordNet
//	nlptrain persons -wordnet DICT     which nouns mean a person, from WordNet
//
// The data is looked for in the folder named by STEMMA_DATA, or else in
// ../shared/data.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/stemma/stemma/nlp/conllu"
	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/train"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "nlptrain:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("say what to learn: all, split, embed, read, ner, ner-network, attribution, factuality or names")
	}
	kind := args[0]
	switch kind {
	case "coref":
		return runCoref(args[1:])
	case "score-coref":
		return scoreCoref(args[1:])
	case "score":
		return score(args[1:])
	case "all":
		return runAll()
	case "score-attribution":
		return runScoreAttribution(args[1:])
	case "attribution":
		return runAttribution(args[1:])
	case "ner":
		return runNames(args[1:])
	case "names":
		return runCompare(args[1:])
	case "ner-network":
		return runNameNetwork(args[1:])
	case "persons":
		return runPersons(args[1:])
	case "meanings":
		return runMeanings(args[1:])
	case "factuality":
		return runFactuality(args[1:])
	case "score-ner":
		return scoreNames(args[1:])
	}
	flags := flag.NewFlagSet("nlptrain "+kind, flag.ContinueOnError)
	out := flags.String("o", filepath.Join("nlp", "en", "weights", kind+".weights"), "the `file` to write")
	o := train.Options{Log: progress()}
	// The settings of the weights that are built in.
	sizes := map[string][2]int{"read": {192, 3}, "embed": {64, 0}}[kind]
	epochs := map[string]int{"read": 30, "embed": 4, "split": 4}[kind]
	flags.Uint64Var(&o.Seed, "seed", 1, "seed of all chance")
	flags.IntVar(&o.Dim, "dim", sizes[0], "elements of a word's vector")
	flags.IntVar(&o.Layers, "layers", sizes[1], "layers of the encoder")
	flags.IntVar(&o.Tagged, "tagged", 2, "layers from whose output tags are told")
	flags.IntVar(&o.Buckets, "buckets", 8192, "rows shared by affixes")
	flags.IntVar(&o.Epochs, "epochs", epochs, "times all sentences are seen")
	flags.Float64Var(&o.Rate, "rate", 0.003, "highest step")
	flags.IntVar(&o.Batch, "batch", 500, "words in a batch")
	flags.Float64Var(&o.Drop, "drop", 0.25, "share of elements left out")
	flags.Float64Var(&o.Blank, "blank", 0.15, "share of words shown as unknown")
	flags.Float64Var(&o.Upper, "upper", 0.1, "share of sentences shown in capitals")
	flags.Float64Var(&o.Lower, "lower", 0.05, "share of sentences shown in small letters")
	embed := flags.String("embed", "", "vectors of words to begin with, as \"nlptrain embed\" makes them")
	least := flags.Int("least", 5, "for embed: times that a word must occur")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	if kind == "embed" {
		text, err := corpus()
		if err != nil {
			return err
		}
		return write(train.Embeddings(text, o.Dim, o.Epochs, *least, o.Seed, o.Log), *out, args)
	}
	if *embed != "" {
		var err error
		if o.Lexicon, err = vectors(*embed); err != nil {
			return err
		}
	}
	sentences, err := train.ReadTreebanks(treebanks()...)
	if err != nil {
		return err
	}
	return learn(kind, sentences, o, *out, args)
}

// runAll learns all weights again, one after the other. The vectors of words,
// which are not shipped, go to a folder of their own.
func runAll() error {
	folder, err := os.MkdirTemp("", "nlptrain")
	if err != nil {
		return fmt.Errorf("learn all weights: %w", err)
	}
	defer os.RemoveAll(folder)
	vectors := filepath.Join(folder, "embed.weights")
	for _, args := range [][]string{{"split"}, {"embed", "-o", vectors}, {"read", "-embed", vectors}, {"ner", "-embed", vectors}, {"ner-network", "-embed", vectors}, {"factuality", "-embed", vectors}, {"names"}, {"attribution"},
		{"attribution", "-seed", "2", "-epochs", "7", "-o", filepath.Join("nlp", "en", "weights", "attribution2.weights")}} {
		if err := run(args); err != nil {
			return fmt.Errorf("learn %s: %w", args[0], err)
		}
	}
	return run([]string{"coref", "-embed", vectors}) // last: it learns from what the others read
}

// progress returns what tells on standard error how far learning has come, each
// line with the seconds since now.
func progress() func(format string, args ...any) {
	start := time.Now()
	return func(format string, args ...any) {
		fmt.Fprintf(os.Stderr, "%6.0fs "+format+"\n", append([]any{time.Since(start).Seconds()}, args...)...)
	}
}

// vectors reads the vectors of words that "nlptrain embed" wrote.
func vectors(path string) (*train.Lexicon, error) {
	f, err := readWeights(path)
	if err != nil {
		return nil, err
	}
	return train.LoadLexicon(f)
}

func dataFolder() string {
	if data := os.Getenv("STEMMA_DATA"); data != "" {
		return data
	}
	return filepath.Join("..", "shared", "data")
}

// treebanks are the files that are learned from.
func treebanks() []string {
	data := dataFolder()
	return []string{
		filepath.Join(data, "treebank", "en_ewt-ud-train.conllu"),
		filepath.Join(data, "treebank", "en_gum-open-train.conllu"),
	}
}

func learn(kind string, sentences []conllu.Sentence, o train.Options, out string, args []string) error {
	var f *model.File
	switch kind {
	case "split":
		f = train.Splitter(sentences, en.Words(), o)
	case "read":
		f = train.Reader(sentences, o)
	default:
		return fmt.Errorf("cannot learn %q: say embed, split or read", kind)
	}
	return write(f, out, args)
}

// stated returns the arguments as the notes of a file state them: of a path the
// last name, so that the bytes do not hang on where it lay.
func stated(args []string) []string {
	out := make([]string, len(args))
	for i, arg := range args {
		out[i] = filepath.Base(arg)
	}
	return out
}

func write(f *model.File, out string, args []string) error {
	f.AddNote("language", "en")
	f.AddNote("data", "UD English EWT train, UD English GUM train (openly licensed genres)")
	f.AddNote("licence", "CC BY-SA 4.0")
	f.AddNote("command", "nlptrain "+strings.Join(stated(args), " "))
	return writeFile(f, out)
}

func writeFile(f *model.File, out string) error {
	if err := os.MkdirAll(filepath.Dir(out), 0o777); err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	data := f.Encode()
	if err := os.WriteFile(out, data, 0o666); err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	fmt.Fprintf(os.Stderr, "%s: %d bytes\n", out, len(data))
	return nil
}
