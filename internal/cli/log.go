package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/engine"
	"github.com/stemma/stemma/internal/export/jsonl"
)

type logOptions struct{ json bool }

func newLog(a *app) *cobra.Command {
	o := &logOptions{}
	cmd := &cobra.Command{
		Use:   "log [flags]",
		Short: "list what persons decided",
		Long: `List the judgements of the case in the order in which they were made: id, what
was decided, by whom, when and why. The log is only ever added to. A judgement
that fits no place of the case any more is kept and marked; so is one that does
not hold because another contradicts it, with the other, and one in whose place
a later one stands.`,
		Example: `  stemma log
  stemma log --json`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error { return a.log(ctx, view, o) })
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print records, one a line, as in judgements.jsonl")
	return cmd
}

func (a *app) log(ctx context.Context, view stemma.View, o *logOptions) error {
	log, err := stemma.Log(ctx, view)
	if err != nil {
		return err
	}
	records := jsonl.NewEncoder(a.out)
	retracted := stemma.Retracted(log)
	docs := &texts{view: view}
	var unheld map[stemma.ID]string
	if !o.json {
		if unheld, err = whyUnheld(ctx, view, log); err != nil {
			return err
		}
	}
	for _, j := range log {
		if !o.json {
			var s *stemma.Statement
			var d *stemma.Document
			if j.OnStatement() {
				var err error
				if s, d, err = docs.statement(ctx, j.Statement); err != nil {
					return err
				}
			}
			a.judgementRow(j, retracted[j.ID], unheld[j.ID], d, s)
			continue
		}
		if err := records.Encode(jsonl.NewJudgement(j)); err != nil {
			return err
		}
	}
	return a.none(len(log), o.json, "nobody has judged anything yet")
}

// whyUnheld says of the judgements of the log that do not hold why: another contradicts
// them, or a later one takes their place.
func whyUnheld(ctx context.Context, view stemma.View, log []*stemma.Judgement) (map[stemma.ID]string, error) {
	why := map[stemma.ID]string{}
	for id, by := range stemma.Replaced(log) {
		why[id] = replacedBy(by)
	}
	overruled, err := engine.Overruled(ctx, view)
	for _, x := range overruled {
		why[x.Judgement.ID] = x.Reason()
	}
	return why, err
}

// replacedBy says that a later judgement stands in the place of another.
func replacedBy(by *stemma.Judgement) string {
	return short(by.ID) + " (" + decided(by) + ", by " + line(by.By) + ") is later and stands in its place"
}

// judgementRow prints a judgement; s is the statement that it fits now and d its
// document, both nil where it fits none. Unheld is why it does not hold, "" where it does.
func (a *app) judgementRow(j *stemma.Judgement, retracted bool, unheld string, d *stemma.Document, s *stemma.Statement) {
	const indent = 11
	state := ""
	switch {
	case retracted:
		state = "  (retracted)"
	case !j.Attached():
		state = "  (fits no place any more)"
	case unheld != "":
		state = "  (does not hold)"
	}
	a.say("%s  %s  %s  %s%s", a.bold(short(j.ID)), j.At.UTC().Format("2006-01-02 15:04"), pad(decided(j), 7),
		cut(line(j.By), max(10, a.width-indent-27-len(state))), state)
	print := func(label, text string) {
		const width = 10
		for i, l := range lines(text, a.width-indent-width, 2) {
			if i > 0 {
				label = ""
			}
			a.say("%*s%s%s", indent, "", a.dim(pad(label, width)), l)
		}
	}
	if unheld != "" {
		print("because", unheld)
	}
	if j.Retracts != "" {
		print("of", short(j.Retracts))
	}
	for i, anchor := range j.About {
		label := "on"
		if i > 0 {
			label = "should be"
		}
		if j.Kind.OfDocuments() {
			print(map[int]string{0: "that", 1: "and"}[min(i, 1)], anchor.Path)
			continue
		}
		if j.Kind.OnIdentity() || j.Kind.OnClaims() {
			print(map[int]string{0: "that", 1: "and"}[min(i, 1)], anchor.Quote+" in "+anchor.Path)
			continue
		}
		if anchor.Source != "" {
			print(label, anchor.Source+": "+anchor.Quote)
		} else {
			print(label, anchor.Quote)
		}
		if i == 0 {
			print("in", anchor.Path)
		}
	}
	if s != nil {
		if len(s.Chain) > 2 {
			print("chain", chainLine(d.Text, s))
		}
		if told := stanceLine(d.Text, s, true); told != "" {
			print("how sure", told)
		}
	}
	print("why", j.Why)
}
