package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export/jsonl"
)

type conflictsOptions struct {
	kind, entity string
	filter       stemma.AssessmentFilter
	limit        int
	json         bool
}

func newConflicts(a *app) *cobra.Command {
	o := &conflictsOptions{}
	cmd := &cobra.Command{
		Use:   "conflicts [flags]",
		Short: "list where accounts differ, with both quotes and on whose word each stands",
		Long: `List where the answers to one question differ. First stand those of which it
is surest that both sides speak of one thing: a text itself sets the two
against one another, both name the same, or tell the same of it in the same
words. Of those that are as sure that on which most turns comes first:
conflicts whose sides cannot both hold before others, and those with
independent witnesses on both sides before those in which one stands against
many. Those that may be of two things stand last, under a line that says so,
each with what tells for and against it.

Below the claim stand the two quotes, each with the answer it gives, on whose
word it is, how surely, and how many witnesses its side has. A conflict is no
finding of who is right. stemma claim shows it in full.`,
		Example: `  stemma conflicts
  stemma conflicts --kind number
  stemma conflicts --entity "Ann Orel" --limit 5`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.kind != "" {
				if err := oneOf("kind", o.kind, closed(stemma.DisagreementKinds)...); err != nil {
					return err
				}
				o.filter.Kind = stemma.Disagreement(o.kind)
			}
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error { return a.conflicts(ctx, view, o) })
		},
	}
	f := cmd.Flags()
	kinds := closed(stemma.DisagreementKinds)
	f.StringVar(&o.kind, "kind", "", "only of this `KIND`:\n"+strings.Join(kinds[:6], ", ")+",\n"+strings.Join(kinds[6:10], ", ")+",\nor, which are no conflicts, "+strings.Join(kinds[10:], ", "))
	f.StringVar(&o.entity, "entity", "", "only about this `ENTITY`: an id or a name")
	f.IntVar(&o.limit, "limit", 0, "at most `N`; 0 for all")
	f.BoolVar(&o.json, "json", false, "print records, one a line, as in assessments.jsonl")
	return cmd
}

func (a *app) conflicts(ctx context.Context, view stemma.View, o *conflictsOptions) error {
	var err error
	if o.filter.Entity, err = a.claimsAbout(ctx, view, o.entity); err != nil {
		return err
	}
	o.filter.Conflicts = o.filter.Kind == ""
	var all []*stemma.Assessment
	for x, err := range view.Assessments(ctx, o.filter) {
		if err != nil {
			return fmt.Errorf("list conflicts: %w", err)
		}
		all = append(all, x)
	}
	slices.SortStableFunc(all, stemma.CompareSureness)
	found := stemma.Disputes(all)
	firm := stemma.Firm(found)
	if loose := len(found) - firm; loose > 0 && !o.json {
		a.say("%s, and %d further down that may be of two things.\n", amount(firm, "conflict", "conflicts"), loose)
	}
	if o.limit > 0 {
		found = found[:min(o.limit, len(found))]
	}
	records := jsonl.NewEncoder(a.out)
	view = stemma.Remember(view)
	for i, x := range found {
		if i == firm && !o.json {
			a.say("%s\n", a.bold("May be of two things"))
		}
		if o.json {
			for _, a := range x {
				if err := records.Encode(jsonl.NewAssessment(a)); err != nil {
					return err
				}
			}
			continue
		}
		if err := a.conflictRow(ctx, view, x); err != nil {
			return err
		}
	}
	if len(found) > 0 || o.json {
		return nil
	}
	return a.nothing(ctx, view, "conflicts", o.kind+o.entity != "",
		"no two accounts of this case were found to conflict. That does not mean that they agree; stemma claims lists what they answer in common")
}

// conflictRow prints a conflict: the claim, then what is quoted for each side, one
// under the other, with on whose word each stands.
func (a *app) conflictRow(ctx context.Context, view stemma.View, x stemma.Dispute) error {
	c, err := view.Claim(ctx, x[0].Claim)
	if err != nil {
		return err
	}
	h, err := stemma.Outline(ctx, view, c, x)
	if err != nil {
		return err
	}
	const indent = 11
	id := a.bold(short(c.ID))
	for _, k := range x.Kinds() {
		a.say("%s  %s  %s", id, pad(string(k), 9), cut(k.Explain(), a.width-indent-11))
		id = strings.Repeat(" ", indent-2)
	}
	for _, one := range x {
		if one.Disagreement.Conflict() {
			continue
		}
		// Why these are no conflict; the quotes that follow there stand below.
		for _, l := range wrap(line(cmp.Or(one.Reason, one.Explanation)), a.width-indent) {
			a.say("%*s%s", indent, "", l)
		}
	}
	if x[0].Loose() {
		for _, l := range wrap("["+x[0].Grounds+"]", a.width-indent) {
			a.say("%*s%s", indent, "", a.dim(l))
		}
	}
	sides := x.Quoted()
	var quoted []stemma.ID
	for _, s := range sides {
		quoted = append(quoted, s.Statement, s.Witness.Origin)
	}
	if err := h.Quote(ctx, view, quoted...); err != nil {
		return err
	}
	if !slices.ContainsFunc(sides, func(s stemma.Quoted) bool { return s.Statement == c.GistOf }) {
		for _, l := range lines(inQuotes(c.Gist), a.width-indent, 2) {
			a.say("%*s%s", indent, "", a.dim(l))
		}
	}
	for _, s := range sides {
		if err := a.against(ctx, view, h, s, indent); err != nil {
			return err
		}
	}
	a.say("")
	return nil
}

// against prints one quote of a conflict.
func (a *app) against(ctx context.Context, view stemma.View, h *stemma.Hearing, s stemma.Quoted, indent int) error {
	word, err := a.onWhoseWord(ctx, view, h, s.Witness)
	if err != nil {
		return err
	}
	if s.Witness.Interested {
		word += ", an interested party"
	}
	head := witnesses(s.Side) + ", on the word of " + word
	if n := len(s.Witnesses); n > 1 {
		head = witnesses(s.Side) + ", here on the word of " + word
	}
	if h.Claim.Question != stemma.AskWording {
		head = sideName(h.Claim.Question, s.Side) + ": " + head
	}
	for _, l := range wrap(head, a.width-indent) {
		a.say("%*s%s", indent, "", a.bold(l))
	}
	t := h.Of(s.Statement)
	if t == nil {
		a.say("%*s(its statement is no longer in the case)", indent+2, "")
		return nil
	}
	for _, l := range lines(inQuotes(words(t.Doc.Text, t.Statement.Content)), a.width-indent-2, 4) {
		a.say("%*s%s", indent+2, "", l)
	}
	if told := stanceLine(t.Doc.Text, t.Statement, true); told != "" {
		for _, l := range wrap("["+told+"]", a.width-indent-2) {
			a.say("%*s%s", indent+2, "", l)
		}
	}
	a.say("%*s%s", indent+2, "", a.dim(cut(short(t.Statement.ID)+"  "+cutPath(t.Doc.Path, a.width-indent-2-11), a.width-indent-2)))
	return nil
}
