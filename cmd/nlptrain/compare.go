package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stemma/stemma/internal/eval"
	compare "github.com/stemma/stemma/names"
	"github.com/stemma/stemma/names/train"
)

// runCompare learns the weights by which names are compared.
func runCompare(args []string) error {
	s := train.Standard()
	flags := flag.NewFlagSet("nlptrain names", flag.ContinueOnError)
	out := flags.String("o", filepath.Join("names", "names.weights"), "the `file` to write")
	flags.Uint64Var(&s.Seed, "seed", s.Seed, "seed of all chance")
	flags.IntVar(&s.Rounds, "rounds", s.Rounds, "rounds of learning the costs of letters")
	flags.IntVar(&s.Negatives, "negatives", s.Negatives, "pairs of names of two of the listed")
	flags.IntVar(&s.Draws, "draws", s.Draws, "pairs of strangers drawn, to keep those of which a word meets")
	flags.IntVar(&s.Made, "made", s.Made, "made pairs")
	flags.IntVar(&s.Trees, "trees", s.Trees, "trees")
	flags.Float64Var(&s.Rate, "rate", s.Rate, "how much of its answer each tree gives")
	show := flags.Bool("score", false, "print the scores as well")
	wrong := flags.String("wrong", "", "print what is decided wrongly of the labelled pairs to this `file`")
	if err := flags.Parse(args); err != nil {
		return err
	}
	s.Log = progress()
	folder := filepath.Join(dataFolder(), "names")
	w, err := train.Learn(folder, s)
	if err != nil {
		return err
	}
	f := w.File()
	f.AddNote("data", "alias_clusters (UN and OFAC lists), without the held-out fifth; ar2en-train; made pairs")
	f.AddNote("licence", "public lists; Apache-2.0")
	// What only looks at the weights is no part of how they were made.
	args = slices.DeleteFunc(stated(args), func(arg string) bool { return arg == "-score" })
	f.AddNote("command", strings.TrimSpace("nlptrain names "+strings.Join(args, " ")))
	data := f.Encode()
	if err := os.WriteFile(*out, data, 0o666); err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	fmt.Fprintf(os.Stderr, "%s: %d bytes\n", *out, len(data))
	c := compare.NewComparer(w)
	if *show {
		scores, err := eval.ScoreNamePairs(c, folder)
		if err != nil {
			return err
		}
		for _, x := range scores {
			fmt.Fprintf(os.Stderr, "%-16s %6.2f  bar %v\n", x.Name, x.Value, x.Bar)
		}
	}
	if *wrong != "" {
		return printWrong(c, folder, *wrong)
	}
	return nil
}

func printWrong(c *compare.Comparer, folder, out string) error {
	bench, err := eval.ReadNameBench(filepath.Join(folder, "name_bench.csv"))
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, p := range bench {
		s := c.Compare(c.Parse(p.A, p.Kind), c.Parse(p.B, p.Kind))
		if s >= 0.5 != p.Same {
			fmt.Fprintf(&b, "%.3f %-5v %-12s %s | %s\n", s, p.Same, p.Kind, p.A, p.B)
		}
	}
	return os.WriteFile(out, []byte(b.String()), 0o666)
}
