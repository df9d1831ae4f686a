package cli

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export/jsonl"
)

type judgeOptions struct {
	why, by              string
	source, cue, content string // for correct
	json                 bool
}

func newJudge(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "judge",
		Short: "accept, reject or correct a statement",
		Long: `Say what you think of a statement, or take it back. A judgement needs a reason
and a name and goes to the end of the log, which only ever grows. It holds on to
the words, so it survives a new reading and new versions of the document.`,
		Example: `  stemma judge accept s1a2b3c4d --why "on tape" --by "M. Rey"
  stemma judge correct s1a2b3c4d --source "Holt" --why "not Orel" --by "M. Rey"
  stemma judge retract j5e6f7a8b --why "wrong tape" --by "M. Rey"`,
		Annotations: map[string]string{"exits": exits},
		Args:        cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			err := fmt.Errorf("judge needs accept, reject, correct or retract")
			if len(args) > 0 {
				err = fmt.Errorf("there is no judgement %q; it is accept, reject, correct or retract", args[0])
			}
			return &usageError{err, "stemma judge --help"}
		},
	}
	cmd.AddCommand(
		newVerdict(a, stemma.Accept, "accept STATEMENT", "say that a statement was read right", `Say that a statement was read right: these words, on this source's word. It does
not say that what the source says is true.`),
		newVerdict(a, stemma.Reject, "reject STATEMENT", "say that a statement was read wrong", `Say that a statement was read wrong: nobody says this in the text, or somebody
else does. To say what is right, use stemma judge correct.`),
		newVerdict(a, stemma.Correct, "correct STATEMENT", "say what a statement should be", `Say what a statement should be: another source, another cue, other words. They
are given as they stand in the document and looked for near the statement; what
is not given stays as it was read. Parts of a broken quote are joined by " … ".`),
		newVerdict(a, stemma.Retract, "retract JUDGEMENT", "take a judgement back", `Take a judgement back. Both stay in the log. A retraction can be retracted.`),
	)
	return cmd
}

func newVerdict(a *app, kind stemma.JudgementKind, use, about, long string) *cobra.Command {
	o := &judgeOptions{}
	_, object, _ := strings.Cut(use, " ")
	example := fmt.Sprintf("  stemma judge %s s1a2b3c4d --why \"heard the tape\" --by \"M. Rey\"\n"+
		"  STEMMA_BY=\"M. Rey\" stemma judge %s s1a2b3c4d --why \"heard the tape\"", kind, kind)
	if kind == stemma.Retract {
		example = strings.ReplaceAll(example, "s1a2b3c4d", "j5e6f7a8b")
	}
	if kind == stemma.Correct {
		example = `  stemma judge correct s1a2b3c4d --source "Holt" --why "not Orel" --by "M. Rey"
  stemma judge correct s1a2b3c4d --content "five were held" --cue "said" \
      --why "the rest is the paper's" --by "M. Rey"`
	}
	cmd := &cobra.Command{
		Use: use + " [flags]", Short: about, Long: long, Example: example,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(1, 1, "one "+object),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.by == "" {
				o.by = os.Getenv("STEMMA_BY")
			}
			switch {
			case strings.TrimSpace(o.why) == "":
				return &usageError{fmt.Errorf("a judgement needs a reason"), `--why "what makes you sure"`}
			case strings.TrimSpace(o.by) == "":
				return &usageError{fmt.Errorf("a judgement needs the name of who judges"), `--by "your name", or set STEMMA_BY`}
			case kind == stemma.Correct && o.source == "" && o.cue == "" && o.content == "":
				return &usageError{fmt.Errorf("a correction needs what should be there instead"), "--source, --cue or --content WORDS"}
			}
			return a.change(cmd.Context(), func(ctx context.Context, store stemma.Store) error {
				return a.judge(ctx, store, kind, args[0], o)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.why, "why", "", "the reason, in `WORDS`")
	f.StringVar(&o.by, "by", "", "the `NAME` of who judges; STEMMA_BY if not given")
	f.BoolVar(&o.json, "json", false, "print the record, as in judgements.jsonl")
	if kind == stemma.Correct {
		f.StringVar(&o.source, "source", "", "the `WORDS` that name who says it")
		f.StringVar(&o.cue, "cue", "", "the `WORDS` that say that he says it")
		f.StringVar(&o.content, "content", "", "the `WORDS` that are said")
	}
	return cmd
}

func (a *app) judge(ctx context.Context, store stemma.Store, kind stemma.JudgementKind, word string, o *judgeOptions) error {
	var s *stemma.Statement
	var d *stemma.Document
	j := &stemma.Judgement{Kind: kind, By: o.by, Why: o.why, At: time.Now().UTC().Truncate(time.Second)}
	if kind == stemma.Retract {
		of, err := findJudgement(ctx, store, word)
		if err != nil {
			return err
		}
		j.Retracts = of.ID
	} else {
		var err error
		if s, d, err = findStatement(ctx, store, word); err != nil {
			return err
		}
		j.Statement = s.ID
		j.About = []stemma.Anchor{stemma.StatementAnchor(d, s)}
		if kind == stemma.Correct {
			should, err := stemma.CorrectedAnchor(d, s, o.content, o.source, o.cue)
			if err != nil {
				return err
			}
			j.About = append(j.About, should)
		}
	}
	j.ID = stemma.JudgementID(j)
	if err := store.Append(ctx, j); err != nil {
		return fmt.Errorf("add to the log: %w", err)
	}
	if o.json {
		return jsonl.NewEncoder(a.out).Encode(jsonl.NewJudgement(j))
	}
	a.judgementRow(j, false, d, s)
	return nil
}
