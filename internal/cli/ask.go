package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/ask"
	"github.com/stemma/stemma/internal/export/jsonl"
	"github.com/stemma/stemma/internal/lang"
	"github.com/stemma/stemma/nlp"
)

func newAsk(a *app) *cobra.Command {
	asJSON, limit := false, mostSides
	cmd := &cobra.Command{
		Use:   "ask QUESTION [flags]",
		Short: "answer a question by quotations alone, or say that nothing answers it",
		Long: `Answer a question by what the documents say, in their exact words, each with on
whose word it stands. Nothing is written by a machine and nothing is decided:
where the documents differ, both sides are shown.

Ask who, when, where, how many, how high, whether something is so, in what state
somebody is, or what somebody said. Why, and how a thing was done, are answered
where a text says so in the clause that tells of it: that the text gives it as
the reason is all that is shown. Ask whether a thing is so, not whether it is
not: both sides are shown.

A statement answers if it speaks of all that the question names, by any of their
names; of what is asked to have happened, in any form or by a word of the same
meaning; of at least half of what else the question says; and if it has an
answer of the kind that is asked for. If none does, the answer is "not in these
documents", with what was looked for, what of it was not found, and what comes
nearest. That is no proof that the thing is not so.`,
		Example: `  stemma ask "How many people live in Lower Selwat?"
  stemma ask "Is Ann Orel free?"
  stemma ask "What did the minister say about the bridge?"`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(1, -1, "a QUESTION"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error {
				return a.ask(ctx, view, strings.Join(args, " "), asJSON, limit)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a record, as doc/formats/jsonl.md says")
	cmd.Flags().IntVar(&limit, "limit", limit, "at most `N` answers and witnesses; 0 for all")
	return cmd
}

// mostSides is how many sides of an answer are printed, and witnesses of each: whoever reads
// more wants them in a file.
const mostSides = 20

func (a *app) ask(ctx context.Context, view stemma.View, question string, asJSON bool, limit int) error {
	reader, err := questions()
	if err != nil {
		return err
	}
	answer, err := ask.For(ctx, view, reader, question)
	if err != nil {
		return err
	}
	if asJSON {
		return a.answerRecord(answer)
	}
	for _, l := range wrap(line(answer.Question.Text), a.width) {
		a.say("%s", a.bold(l))
	}
	a.lookedFor(answer.Question)
	if answer.Refusal != nil {
		a.refused(answer.Refusal)
		return nil
	}
	if words := answer.Relation(); words != "" {
		a.say("")
		for _, l := range wrap(words, a.width) {
			a.say("%s", l)
		}
	}
	for _, h := range answer.Hearings {
		if h.Claim.ID != "" {
			a.say("")
			a.say("%s", a.bold(fmt.Sprintf("The claim %s, %s", short(h.Claim.ID), a.answered(h))))
		}
		if err := a.answer(ctx, view, h, limit); err != nil {
			return err
		}
	}
	return nil
}

// questions reads questions, which are asked in English.
func questions() (*nlp.Pipeline, error) {
	reader, _, err := lang.For("en")
	return reader, err
}

// lookedFor says how the question was understood.
func (a *app) lookedFor(q *ask.Question) {
	facts := []fact{{"asks", string(q.Kind) + ": " + q.Kind.Asks()}}
	var names, sought []string
	for _, n := range q.Names {
		names = append(names, line(n.String()))
	}
	for _, w := range q.Words {
		sought = append(sought, line(w.String()))
	}
	if q.Opposite != nil {
		sought = append(sought, "and the opposite, "+line(q.Opposite.String()))
	}
	facts = append(facts, fact{"about", strings.Join(names, "; ")}, fact{"looked for", strings.Join(sought, ", ")})
	a.facts(facts)
}

// refused says that nothing answers, why, and what comes nearest.
func (a *app) refused(r *ask.Refusal) {
	a.say("")
	a.say("%s", a.bold("Not in these documents"))
	for _, l := range wrap(r.Sentence(), a.width-2) {
		a.say("  %s", l)
	}
	if len(r.Near) == 0 {
		return
	}
	a.say("")
	a.say("%s", a.bold("Nearest, and no answer to it"))
	for _, t := range r.Near {
		a.testimony(nil, t, 2)
	}
}

// answer prints the sides of one hearing, no more of them than limit if it is not 0.
func (a *app) answer(ctx context.Context, view stemma.View, h *stemma.Hearing, limit int) error {
	first := h.First()
	if first == nil {
		return nil
	}
	if words := ask.Relation(h); words != "" {
		a.say("")
		for _, l := range wrap(words, a.width) {
			a.say("%s", l)
		}
	}
	for i := range first.Sides {
		if limit > 0 && i == limit {
			a.say("")
			a.say("and %s; --limit 0 prints all", amount(len(first.Sides)-limit, "further answer", "further answers"))
			break
		}
		if err := a.side(ctx, view, h, &first.Sides[i], limit); err != nil {
			return err
		}
	}
	return nil
}

// answerRecord prints an answer as JSON.
func (a *app) answerRecord(answer *ask.Answer) error {
	r, err := jsonl.NewAnswer(answer.Question.Text, answer.Question.Kind, answer.Hearings)
	if refusal := answer.Refusal; err == nil && refusal != nil {
		err = r.Refuse(refusal.Why, refusal.Missing, refusal.Near)
	}
	if err != nil {
		return err
	}
	return jsonl.NewEncoder(a.out).Encode(r)
}
