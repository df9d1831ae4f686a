// Stemma-eval measures the project against annotated data and compares the
// scores with the floors that it holds. It is for developers; nothing shipped
// calls it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/stemma/stemma/internal/eval"
	"github.com/stemma/stemma/nlp/en"
)

const usage = `usage: stemma-eval [flags] [MEASURE...]
       stemma-eval attribution [--split dev|train] [--write FILE] [--rules] [--dossier]
       stemma-eval accounts [--show ID] [--learn FILE]
       stemma-eval events [--split dev|train] [--learn FILE]
       stemma-eval muc-confidence

Runs every measure, or those named, on the data folder (STEMMA_DATA, or
../shared/data) and compares the scores with the floors. "attribution" prints
every score of the PolNeAR scorer; --write writes the predictions in its form,
--rules prints the precision of every sieve, --dossier what is missed there.
"accounts" checks the texts of the labelled pairs of places and counts the pairs;
--show prints those whose ID begins so, with the words around them; --learn learns
from the train part which numbers answer one question and writes the weights. "claims --misses" prints
what is missed and what is reported, "events"
prints what grouping the event mentions of ECB+ by the lemma of their head gives;
--learn learns from the train topics which words tell of one happening.

Exit codes: 0 every floor is held; 1 a floor is not held, or a measure failed;
2 wrong usage, or the data is not there.

flags:
`

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("stemma-eval", flag.ContinueOnError)
	flags.SetOutput(stderr)
	data := flags.String("data", dataFolder(), "the data folder")
	path := flags.String("floors", "internal/eval/floors.json", "the file of floors")
	raise := flags.Bool("raise", false, "write better scores into the file of floors")
	lower := flags.String("lower", "", "lower the floors of these scores (comma between them) to this run's")
	split := flags.String("split", "dev", "attribution, events: the split of PolNeAR, of ECB+")
	write := flags.String("write", "", "attribution, descent: write what was found to this file")
	rules := flags.Bool("rules", false, "attribution: print the precision of every sieve")
	misses := flags.Bool("misses", false, "descent, questions, claims, identity, invented-identity: print what was missed and what was found too much")
	dossier := flags.Bool("dossier", false, "attribution: print what is missed and what is not backed in the dossier")
	show := flags.String("show", "", "accounts: print the pairs whose ID begins with this")
	learn := flags.String("learn", "", "accounts, events: learn the weights and write them to this file, internal/claim/weights.go or internal/claim/happeningweights.go")
	flags.Usage = func() {
		fmt.Fprint(stderr, usage)
		flags.PrintDefaults()
	}
	var names []string
	for len(args) > 0 { // flags may stand before or after arguments
		if err := flags.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return 0
			}
			return 2
		}
		if args = flags.Args(); len(args) > 0 {
			names, args = append(names, args[0]), args[1:]
		}
	}
	if _, err := os.Stat(*data); err != nil {
		fmt.Fprintf(stderr, "stemma-eval: the data folder %s is not there; set STEMMA_DATA\n", *data)
		return 2
	}
	if len(names) == 1 && names[0] == "attribution" {
		return exit(stderr, attribution(stdout, *data, *split, *write, *rules, *dossier))
	}
	if len(names) == 1 && names[0] == "descent" && (*write != "" || *misses) {
		return exit(stderr, descents(stdout, *data, *write, *misses))
	}
	if len(names) == 1 && names[0] == "events" && *learn != "" {
		return exit(stderr, learned(stdout, *data, *learn, eval.LearnEvents))
	}
	if len(names) == 1 && names[0] == "events" {
		return exit(stderr, events(stdout, *data, *split))
	}
	if len(names) == 1 && names[0] == "claims" && *misses {
		_, err := eval.Claims(context.Background(), *data, stdout)
		return exit(stderr, err)
	}
	if len(names) == 1 && strings.HasSuffix(names[0], "identity") && *misses {
		return exit(stderr, identities(stdout, *data, names[0]))
	}
	if len(names) == 1 && names[0] == "questions" && *misses {
		return exit(stderr, questions(stdout))
	}
	if len(names) == 1 && names[0] == "accounts" && *learn != "" {
		return exit(stderr, learned(stdout, *data, *learn, eval.LearnAccounts))
	}
	if len(names) == 1 && names[0] == "accounts" {
		return exit(stderr, accounts(stdout, *data, *show))
	}
	if len(names) == 1 && names[0] == "muc-confidence" {
		return exit(stderr, mucConfidence(stdout, *data))
	}
	scores, err := eval.RunAll(*data, names...)
	if err != nil {
		return exit(stderr, err)
	}
	content, err := os.ReadFile(*path)
	if err != nil && (*raise || *lower != "" || !errors.Is(err, fs.ErrNotExist)) {
		return exit(stderr, fmt.Errorf("read the floors: %w", err))
	}
	floors, err := eval.ReadFloors(content)
	if err != nil {
		return exit(stderr, err)
	}
	findings := eval.Check(scores, floors)
	below := print(stdout, findings)
	var down []string
	if *lower != "" {
		down = strings.Split(*lower, ",")
	}
	next, changed, err := eval.Move(findings, floors, *raise, down...)
	if err != nil {
		fmt.Fprintln(stderr, "stemma-eval:", err)
		return 2
	}
	if changed {
		if err := os.WriteFile(*path, next.Encode(), 0o644); err != nil {
			return exit(stderr, fmt.Errorf("write the floors: %w", err))
		}
		below = 0
		for _, f := range eval.Check(scores, next) {
			if f.Below() {
				below++
			}
		}
	}
	if below > 0 {
		fmt.Fprintf(stderr, "stemma-eval: %d floors are not held\n", below)
		return 1
	}
	return 0
}

// exit says what went wrong and how to end.
func exit(stderr io.Writer, err error) int {
	switch {
	case err == nil:
		return 0
	case errors.Is(err, fs.ErrNotExist):
		fmt.Fprintln(stderr, "stemma-eval: some of the data is not there:", err)
		return 2
	}
	fmt.Fprintln(stderr, "stemma-eval:", err)
	return 1
}

func dataFolder() string {
	if folder := os.Getenv("STEMMA_DATA"); folder != "" {
		return folder
	}
	return "../shared/data"
}

// print writes the table and returns how many floors are not held.
func print(w io.Writer, findings []eval.Finding) int {
	below := 0
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "score\tvalue\tfloor\tbar\t\t")
	for _, f := range findings {
		floor, bar, note := "-", "-", ""
		if !f.New {
			floor = fmt.Sprintf("%.2f", f.Floor)
		}
		if f.Bar > 0 {
			bar = fmt.Sprintf("%g", f.Bar)
		}
		switch {
		case f.Below():
			note = "BELOW"
			below++
		case f.New:
			note = "new"
		case f.Above():
			note = "better"
		}
		fmt.Fprintf(t, "%s\t%.2f\t%s\t%s\t%s\t\n", f.Name, f.Value, floor, bar, note)
	}
	t.Flush()
	return below
}

// identities prints the names and sources of a dossier that lead to another entity than
// they should.
func identities(stdout io.Writer, data, measure string) error {
	measured := eval.DossierIdentity
	folder := data + "/dossier"
	if measure == "invented-identity" {
		measured, folder = eval.InventedIdentity, "testdata/dossier"
	}
	i, err := measured(context.Background(), folder)
	if err != nil {
		return err
	}
	for _, line := range i.Wrong {
		fmt.Fprintln(stdout, line)
	}
	return nil
}

// questions prints the questions about the invented dossier that are not
// answered, or refused, as they should be.
func questions(stdout io.Writer) error {
	q, err := eval.Questions(context.Background(), "testdata/dossier", "testdata/questions.jsonl")
	if err != nil {
		return err
	}
	for _, line := range q.Wrong {
		fmt.Fprintln(stdout, line)
	}
	return nil
}

func mucConfidence(stdout io.Writer, data string) error {
	pipeline, err := en.New()
	if err != nil {
		return err
	}
	m, err := eval.ScoreMUCConfidence(pipeline, data+"/muc")
	if err != nil {
		return err
	}
	return m.Write(stdout)
}

func attribution(stdout io.Writer, data, split, write string, rules, dossier bool) error {
	pipeline, err := en.New()
	if err != nil {
		return err
	}
	if dossier {
		d, err := eval.ScoreDossier(pipeline, data+"/dossier")
		if err != nil {
			return err
		}
		fmt.Fprintf(stdout, "core %d found %d source %d printed %d backed %d\n", d.Core, d.Found, d.Source, d.Printed, d.Backed)
		c, given, err := eval.ScoreCertainty(pipeline, data+"/dossier")
		if err != nil {
			return err
		}
		for _, c := range []eval.Certainty{c, given} {
			fmt.Fprintf(stdout, "certainty: plain %d of %d, hedged %d of %d, missed %d; dated %d of %d\n",
				c.PlainRight, c.Plain, c.HedgedRight, c.Hedged, c.Missed, c.DatedRight, c.Dated)
			for _, line := range c.Wrong {
				fmt.Fprintln(stdout, "certainty", line)
			}
		}
		for _, id := range d.Missed {
			fmt.Fprintln(stdout, "missed  ", id)
		}
		for _, line := range d.Unbacked {
			fmt.Fprintln(stdout, "unbacked", line)
		}
		return nil
	}
	articles, err := eval.ReadPolNeAR(data+"/attribution/polnear", split)
	if err != nil {
		return err
	}
	if write != "" {
		f, err := os.Create(write)
		if err != nil {
			return err
		}
		if err := eval.WriteRelations(f, pipeline, articles); err != nil {
			f.Close()
			return err
		}
		return f.Close()
	}
	t := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	defer t.Flush()
	if rules {
		fmt.Fprintln(t, "sieve\tfound\tright\tprecision\t")
		for _, s := range eval.ScoreRules(pipeline, articles) {
			fmt.Fprintf(t, "%s\t%d\t%d\t%.1f\t\n", s.Rule, s.Found, s.Correct, 100*float64(s.Correct)/float64(s.Found))
		}
		return nil
	}
	fmt.Fprintln(t, "score\tP\tR\tF1\tpredicted\tgold\t")
	for _, s := range eval.ScoreRelations(pipeline, articles).Table() {
		fmt.Fprintf(t, "%s\t%.1f\t%.1f\t%.1f\t%d\t%d\t\n", s.Name, s.Precision, s.Recall, s.F1, s.Predicted, s.Gold)
	}
	return nil
}

// descents writes the pairs found in the derivation set for its scorer, or
// prints what was missed there, in the sets with other habits, and which of the
// MUC texts are taken to descend from one another.
func descents(stdout io.Writer, data, write string, misses bool) error {
	set, err := eval.ReadDescentSet(data + "/derivation")
	if err != nil {
		return err
	}
	found, err := eval.FindDescent(set)
	if err != nil {
		return err
	}
	if write != "" {
		var b strings.Builder
		for _, p := range found.Pairs {
			fmt.Fprintf(&b, "%s\t%s\t%.4f\n", p.A, p.B, p.Score)
		}
		return os.WriteFile(write, []byte(b.String()), 0o644)
	}
	eval.PrintDescent(stdout, "derivation", eval.ScoreDescent(set, found))
	sets, err := eval.OtherHabits(data)
	if err != nil {
		return err
	}
	for _, h := range sets {
		found, err := eval.FindDescent(h.Set)
		if err != nil {
			return err
		}
		eval.PrintDescent(stdout, h.Name, eval.ScoreDescent(h.Set, found))
	}
	if _, err := eval.Translations("testdata/tongues", stdout); err != nil {
		return err
	}
	if _, err := eval.Alone(data, stdout); err != nil {
		return err
	}
	if _, _, err := eval.Forest(context.Background(), "testdata/dossier", stdout); err != nil {
		return err
	}
	return eval.PrintMUC(stdout, data)
}
