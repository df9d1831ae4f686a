package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export/jsonl"
)

type claimOptions struct{ json bool }

func newClaim(a *app) *cobra.Command {
	o := &claimOptions{}
	cmd := &cobra.Command{
		Use:   "claim CLAIM [flags]",
		Short: "show one claim: its sides, who stands behind each, how it went on",
		Long: `Show all that there is to judge a claim by. First what is asked, in words of one
of the statements that answer, and how the answers differ. Then each side with
its witnesses, numbered. A witness is the statement nearest to its root; on
whose word it stands is at the top, then the exact words, the chain, in
[brackets] whatever is not plain about how surely it is said, and the place
(file, line, bytes of the document's text). Statements that rest on it stand
below, further in: they add nothing.

Then what persons think of the sources (A to F) and of the claim (1 to 6), apart
from all that is computed. Then how the claim went on, in order of print:
"happened" is when by the text the thing took place, "said" when its source said
so, "printed" when the text came out. That a number grew in print does not mean
that it grew.

CLAIM is an id, the beginning of one, or the id of a statement that is a member.`,
		Example: `  stemma claims
  stemma claim c0d2e4b61
  stemma claim s0d2e4b61 --json`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(1, 1, "one CLAIM"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error {
				c, err := a.findClaim(ctx, view, args[0])
				if err != nil {
					return err
				}
				if o.json {
					return a.claimRecord(ctx, view, c)
				}
				h, err := stemma.HearingOf(ctx, view, c)
				if err != nil {
					return err
				}
				return a.claim(ctx, view, h)
			})
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print a record, as doc/formats/jsonl.md says")
	return cmd
}

// claimRecord prints the record of a claim with its assessments.
func (a *app) claimRecord(ctx context.Context, view stemma.View, c *stemma.Claim) error {
	r := struct {
		jsonl.Claim
		Assessments []jsonl.Assessment `json:"assessments"`
	}{Assessments: []jsonl.Assessment{}}
	var err error
	if r.Claim, err = jsonl.NewClaim(c, jsonl.WordsOf(ctx, view)); err != nil {
		return err
	}
	assessments, err := assessmentsOf(ctx, view, c.ID)
	if err != nil {
		return err
	}
	for _, x := range assessments {
		r.Assessments = append(r.Assessments, jsonl.NewAssessment(x))
	}
	return jsonl.NewEncoder(a.out).Encode(r)
}

func (a *app) claim(ctx context.Context, view stemma.View, h *stemma.Hearing) error {
	c := h.Claim
	for _, l := range wrap(inQuotes(c.Gist), a.width) {
		a.say("%s", a.bold(l))
	}
	facts := []fact{{"id", string(c.ID)}, {"asks", string(c.Question) + ": " + c.Question.Asks()}}
	if t := h.Of(c.GistOf); t != nil && len(c.GistSpans) > 0 {
		facts = append(facts, fact{"words of", at(t.Doc, c.GistSpans...)})
	}
	about, err := entityNames(ctx, view, c.Entities)
	if err != nil {
		return err
	}
	facts = append(facts, fact{"about", about}, fact{"answered", a.answered(h)})
	a.facts(facts)
	if err := a.assessments(ctx, view, h); err != nil {
		return err
	}
	a.ratings(h)
	a.lifeLine(h)
	a.say("")
	a.say("%s", a.bold("Where you see it otherwise"))
	s := short(c.GistOf)
	for _, t := range slices.Backward(h.Testimonies) {
		if t.Statement.ID != c.GistOf {
			s += " " + short(t.Statement.ID)
			break
		}
	}
	a.say("  they do not answer one question, or others do as well:")
	a.say("    stemma judge other-claim %s --why WORDS", s)
	a.say("    stemma judge same-claim %s STATEMENT --why WORDS", short(c.GistOf))
	a.say("  what you think of the claim, from 1 to 6:")
	a.say("    stemma judge rate %s --credibility 3 --why WORDS", short(c.ID))
	return nil
}

// answered counts what answers.
func (a *app) answered(h *stemma.Hearing) string {
	docs := map[stemma.ID]bool{}
	for _, t := range h.Testimonies {
		docs[t.Doc.ID] = true
	}
	return fmt.Sprintf("by %s in %s", amount(len(h.Testimonies), "statement", "statements"), amount(len(docs), "document", "documents"))
}

// entityNames are the names of entities with their ids; those that are gone are
// left out.
func entityNames(ctx context.Context, view stemma.View, ids []stemma.ID) (string, error) {
	var names []string
	for _, id := range ids {
		e, err := view.Entity(ctx, id)
		if stemma.KindOf(err) == stemma.NotFound {
			continue
		}
		if err != nil {
			return "", err
		}
		names = append(names, line(e.Name)+" ("+short(e.ID)+")")
	}
	return strings.Join(names, ", "), nil
}

// assessments prints the assessments of a claim one below the other, each with
// its sides.
func (a *app) assessments(ctx context.Context, view stemma.View, h *stemma.Hearing) error {
	for i, x := range h.Assessments {
		a.say("")
		for _, l := range wrap(x.Sentence(), a.width) {
			a.say("%s", a.bold(l))
		}
		for _, l := range wrap(line(x.Explanation), a.width-2) {
			a.say("  %s", l)
		}
		if i > 0 && x.SameSides(h.Assessments[0]) {
			a.say("  The sides are those above.")
			continue
		}
		for k := range x.Sides {
			if err := a.side(ctx, view, h, &x.Sides[k], 0); err != nil {
				return err
			}
		}
	}
	return nil
}

// side prints one answer with its witnesses, each with those that rest on it; no more of
// either than limit, if it is not 0.
func (a *app) side(ctx context.Context, view stemma.View, h *stemma.Hearing, s *stemma.Side, limit int) error {
	a.say("")
	head := sideName(h.Claim.Question, s) + ": " + witnesses(s)
	if n := s.Repeated(); n > 0 {
		head += ", said again by " + amount(n, "statement", "statements")
	}
	for _, l := range wrap(head, a.width) {
		a.say("%s", a.bold(l))
	}
	for i := range s.Witnesses {
		if limit > 0 && i == limit {
			a.say("  and %s; --limit 0 prints all", amount(len(s.Witnesses)-limit, "further witness", "further witnesses"))
			break
		}
		w := &s.Witnesses[i]
		word, err := a.onWhoseWord(ctx, view, h, w)
		if err != nil {
			return err
		}
		if w.Interested {
			word += ", an interested party"
		}
		switch w.Support {
		case stemma.PartlySupports:
			word += "; supports it in part"
		case stemma.SameOrigin:
			word += "; of the same origin as the first"
		case stemma.UnclearSupport:
			word += "; on what it rests is not clear"
		}
		for n, l := range wrap("on the word of "+word, a.width-6) {
			if n == 0 {
				a.say("  %2d. %s", i+1, l)
			} else {
				a.say("      %s", l)
			}
		}
		a.testimony(h, h.Of(w.Origin), 6)
		if len(w.Descendants) == 0 {
			continue
		}
		why := ""
		if w.Why != "" {
			why = ": " + line(w.Why)
		}
		for _, l := range wrap("and again, which adds no witness"+why, a.width-9) {
			a.say("         %s", a.dim(l))
		}
		for n, id := range w.Descendants {
			if limit > 0 && n == limit {
				a.say("         and %s; --limit 0 prints all", amount(len(w.Descendants)-limit, "further statement", "further statements"))
				break
			}
			if t := h.Of(id); t != nil && sameWords(t, h.Of(w.Origin)) {
				for n, l := range wrap("the same words: "+short(id)+"  "+at(t.Doc, t.Statement.Content...), a.width-11) {
					if n == 0 {
						a.say("         %s", l)
					} else {
						a.say("           %s", l)
					}
				}
				continue
			}
			a.testimony(h, h.Of(id), 9)
		}
	}
	return nil
}

// sameWords reports whether two statements have the same words through the same
// chain, as surely; marks and white space aside.
func sameWords(t, o *stemma.Testimony) bool {
	if t == nil || o == nil {
		return false
	}
	bare := strings.NewReplacer("“", "", "”", "", "\"", "", "’", "'", "‘", "'")
	told := func(t *stemma.Testimony) string {
		return bare.Replace(line(words(t.Doc.Text, t.Statement.Content)) + "\n" + chainLine(t.Doc.Text, t.Statement) + "\n" + stanceLine(t.Doc.Text, t.Statement, true))
	}
	return told(t) == told(o)
}

// onWhoseWord names on whose word a witness stands.
func (a *app) onWhoseWord(ctx context.Context, view stemma.View, h *stemma.Hearing, w *stemma.Witness) (string, error) {
	source := func(t *stemma.Testimony) string {
		name := who(t.Doc.Text, &t.Statement.Chain[t.Statement.Root()])
		if name == stemma.KindAuthor {
			return "the author of " + cutPath(t.Doc.Path, a.width/2)
		}
		return name
	}
	return h.OnWhoseWord(w, source, func(id stemma.ID) (string, error) {
		e, err := view.Entity(ctx, id)
		if stemma.KindOf(err) == stemma.NotFound {
			return "", nil
		}
		if err != nil {
			return "", err
		}
		return line(e.Called()), nil
	})
}

// testimony prints what one statement says: its words, where they stand, through
// whom they come and how surely; of one in a hearing also by what it was taken back.
func (a *app) testimony(h *stemma.Hearing, t *stemma.Testimony, indent int) {
	if t == nil {
		a.say("%*s(its statement is no longer in the case)", indent, "")
		return
	}
	for _, l := range wrap(inQuotes(words(t.Doc.Text, t.Statement.Content)), a.width-indent) {
		a.say("%*s%s", indent, "", l)
	}
	if t.Statement.Attributed() {
		for _, l := range wrap("chain: "+chainLine(t.Doc.Text, t.Statement), a.width-indent) {
			a.say("%*s%s", indent, "", l)
		}
	}
	if told := stanceLine(t.Doc.Text, t.Statement, true); told != "" {
		for _, l := range wrap("["+told+"]", a.width-indent) {
			a.say("%*s%s", indent, "", l)
		}
	}
	for _, l := range wrap(short(t.Statement.ID)+"  "+at(t.Doc, t.Statement.Content...), a.width-indent) {
		a.say("%*s%s", indent, "", a.dim(l))
	}
	if h == nil || t.Answer == nil {
		return
	}
	if by := h.Of(t.Answer.TakenBackBy); by != nil {
		for _, l := range wrap(fmt.Sprintf("taken back by %s %s  %s", inQuotes(words(by.Doc.Text, by.Statement.Content)), short(by.Statement.ID), at(by.Doc, by.Statement.Content...)), a.width-indent) {
			a.say("%*s%s", indent, "", l)
		}
	}
}

// at is where words stand, with the line of the first of them.
func at(d *stemma.Document, spans ...stemma.Span) string {
	begin := max(0, min(spans[0].Begin, len(d.Text)))
	return place(d, 1+strings.Count(d.Text[:begin], "\n"), spans...)
}

// ratings prints what persons think, apart from all that is computed.
func (a *app) ratings(h *stemma.Hearing) {
	if len(h.Ratings) == 0 {
		return
	}
	a.say("")
	a.say("%s", a.bold("What persons think, which nothing here is computed from"))
	for _, r := range h.Ratings {
		of := "the claim, for " + short(r.Statement)
		if r.Source != "" && len(r.About) > 0 {
			of = "the source " + line(r.About[0].Quote)
		}
		for i, l := range wrap(fmt.Sprintf("%s: by %s on %s: %s", of, line(r.By), r.At.UTC().Format("2006-01-02"), line(r.Why)), a.width-5) {
			mark := line(r.Rating)
			if i > 0 {
				mark = ""
			}
			a.say("  %s  %s", pad(mark, 1), l)
		}
	}
}

// turns are the kinds of turn in words.
var turns = map[stemma.TurnKind]string{
	stemma.FirstSeen: "first seen", stemma.NewAnswer: "another answer", stemma.NumberGrew: "a larger number", stemma.NumberFell: "a smaller number",
	stemma.FirstDenied: "first denied", stemma.HedgeDropped: "hedge dropped", stemma.HedgeAdded: "hedge added",
	stemma.TurnTakenBack: "taken back", stemma.Corrected: "corrected in a revision", stemma.LeftOut: "left out of a revision",
}

// lifeLine prints how the claim went on.
func (a *app) lifeLine(h *stemma.Hearing) {
	if len(h.Turns) == 0 {
		return
	}
	a.say("")
	a.say("%s", a.bold("How it went on, in order of print"))
	const date = 10
	a.say("  %s  %s  %s", a.dim(pad("printed", date)), a.dim(pad("said", date)), a.dim(pad("happened", date)))
	for _, turn := range h.Turns {
		t := h.Of(turn.Statement)
		if t == nil {
			continue
		}
		what := turns[turn.Kind]
		if before := h.Of(turn.Before); turn.Kind == stemma.TurnTakenBack && before != nil {
			what += " what " + short(before.Statement.ID) + " says"
		}
		switch before := h.Of(turn.Before); {
		case turn.Kind == stemma.HedgeDropped && before != nil:
			what += " of " + short(before.Statement.ID) + ": " + quoted(before.Doc.Text, hedges(before.Statement))
		case turn.Answer.Value != "" && turn.Kind != stemma.LeftOut && turn.Kind != stemma.TurnTakenBack && h.Claim.Question != stemma.AskWording:
			what += ": " + line(turn.Answer.Value)
			if than := turn.Than; than != nil && than.Value != "" && than.Value != turn.Answer.Value {
				what += ", before " + line(than.Value)
			}
		}
		what += "  " + short(t.Statement.ID) + " " + cutPath(t.Doc.Path, a.width/2)
		for i, l := range wrap(what, a.width-3*date-8) {
			printed, said, happened := dated(turn.Printed), dated(turn.Said), dated(turn.Happened)
			if i > 0 {
				printed, said, happened = "", "", ""
			}
			a.say("  %s  %s  %s  %s", pad(printed, date), pad(said, date), pad(happened, date), l)
		}
	}
}

// hedges are the words by which a statement shows that it is not certain.
func hedges(s *stemma.Statement) []stemma.Span {
	var all []stemma.Span
	for i := range s.Chain {
		if !s.Chain[i].Plain() {
			all = append(all, s.Chain[i].ShownBy...)
		}
	}
	return all
}

// dated is the day of a date in EDTF, a dash for none.
func dated(edtf string) string {
	day, _, _ := strings.Cut(edtf, "T")
	if day == "" {
		return "-"
	}
	return cut(line(day), 10)
}
