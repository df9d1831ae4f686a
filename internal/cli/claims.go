package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/asof"
	"github.com/stemma/stemma/internal/engine"
	"github.com/stemma/stemma/internal/export/jsonl"
)

type claimsOptions struct {
	question, entity string
	filter           stemma.ClaimFilter
	json             bool
}

// words of a closed list of the nouns, as flags take them.
func closed[T ~string](all []T) []string {
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = string(w)
	}
	return words
}

func newClaims(a *app) *cobra.Command {
	o := &claimsOptions{}
	cmd := &cobra.Command{
		Use:   "claims [flags]",
		Short: "list where accounts meet: statements that answer one question",
		Long: `List the claims of the case, those with most witnesses first. A claim is
statements that answer one question; it has no answer of its own. Its line says
its id, what is asked, how many statements answer, and how their answers stand
to one another. Below it stand words of one of them and then the answers, each
with how many witnesses it has. The number of statements says nothing of that.

A witness is an origin with all that repeat it: ten copies of one dispatch are
one. That two have no common origin in these documents does not mean that they
have none.`,
		Example: `  stemma claims
  stemma claims --question number --about lake
  stemma claims --entity "Ann Orel"`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.question != "" {
				if err := oneOf("question", o.question, closed(stemma.QuestionKinds)...); err != nil {
					return err
				}
				o.filter.Question = stemma.Question(o.question)
			}
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error { return a.claims(ctx, view, o) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.question, "question", "", "only of this `KIND`:\n"+strings.Join(closed(stemma.QuestionKinds), ", "))
	f.StringVar(&o.entity, "entity", "", "only about this `ENTITY`, or on its word: an id or a name")
	f.StringVar(&o.filter.About, "about", "", "only with these `WORDS` in the line that names the claim")
	f.IntVar(&o.filter.Limit, "limit", 0, "at most `N`; 0 for all")
	f.BoolVar(&o.json, "json", false, "print records, one a line, as in claims.jsonl")
	return cmd
}

func (a *app) claims(ctx context.Context, view stemma.View, o *claimsOptions) error {
	var err error
	if o.filter.Entity, err = a.claimsAbout(ctx, view, o.entity); err != nil {
		return err
	}
	records, n := jsonl.NewEncoder(a.out), 0
	for c, err := range view.Claims(ctx, o.filter) {
		if err != nil {
			return fmt.Errorf("list claims: %w", err)
		}
		n++
		if o.json {
			r, err := jsonl.NewClaim(c, jsonl.WordsOf(ctx, view))
			if err != nil {
				return err
			}
			if err := records.Encode(r); err != nil {
				return err
			}
			continue
		}
		if err := a.claimRow(ctx, view, c); err != nil {
			return err
		}
	}
	if n > 0 || o.json {
		return nil
	}
	return a.nothing(ctx, view, "claims", o.question+o.entity+o.filter.About != "",
		"no two statements of this case answer one question. That takes two documents on one matter; stemma statements lists what each says")
}

// claimsAbout is the entity that a list of claims is to be about, "" for all. It
// is an error where no claims were made.
func (a *app) claimsAbout(ctx context.Context, view stemma.View, word string) (stemma.ID, error) {
	if err := a.reckoned(ctx, view); err != nil || word == "" {
		return "", err
	}
	e, err := a.findEntity(ctx, view, word)
	if err != nil {
		return "", err
	}
	return e.ID, nil
}

// reckoned is the error of a case whose claims were never made, nil where they
// were. It notes where another version made them.
func (a *app) reckoned(ctx context.Context, view stemma.View) error {
	run, err := view.Weighed(ctx)
	if err != nil {
		return err
	}
	if run != "" {
		if _, anew := view.(*asof.Case); anew {
			return nil
		}
		if ours, err := (&engine.Engine{Version: version()}).OfThisVersion(ctx, view); err != nil || ours {
			return err
		}
		a.note("another version of Stemma made these claims; stemma read PATH, with what was read before, makes them anew")
		return nil
	}
	switch state, err := stemma.StateOfRead(ctx, view); {
	case err != nil:
		return err
	case state == stemma.ReadGoesOn:
		return &stemma.Error{
			Kind: stemma.Busy, Err: fmt.Errorf("the claims of this case are not made yet: a stemma read of it is going on"),
			Hint: "wait for it to end; stemma documents and stemma statements show what was read so far",
		}
	case state == stemma.ReadBroken:
		return &stemma.Error{
			Kind: stemma.NotFound, Err: fmt.Errorf("the claims of this case are not made: the last stemma read of it was broken off"),
			Hint: "stemma read PATH, as before: it goes on from there and makes them",
		}
	}
	return &stemma.Error{
		Kind: stemma.NotFound, Err: fmt.Errorf("the claims of this case were never made, or it has changed since"),
		Hint: "stemma read PATH, with what was read before: it reads nothing twice and makes them",
	}
}

// claimRow prints a claim in a list: what is asked, its words, its answers.
func (a *app) claimRow(ctx context.Context, view stemma.View, c *stemma.Claim) error {
	const indent = 11
	assessments, err := assessmentsOf(ctx, view, c.ID)
	if err != nil {
		return err
	}
	var kinds []string
	for _, k := range stemma.Dispute(assessments).Kinds() {
		kinds = append(kinds, k.Heading())
	}
	a.say("%s  %s  %s  %s", a.bold(short(c.ID)), pad(string(c.Question), 8),
		pad(amount(len(c.Members), "statement", "statements"), 14), strings.Join(kinds, ", "))
	for _, l := range lines(inQuotes(c.Gist), a.width-indent, 2) {
		a.say("%*s%s", indent, "", l)
	}
	if len(assessments) > 0 && c.Question == stemma.AskWording {
		a.say("%*s%s", indent, "", amount(len(assessments[0].Sides), "wording", "wordings"))
	} else if len(assessments) > 0 {
		var sides []string
		for i := range assessments[0].Sides {
			s := &assessments[0].Sides[i]
			sides = append(sides, sideName(c.Question, s)+": "+witnesses(s))
		}
		for _, l := range lines(strings.Join(sides, "  ·  "), a.width-indent, 2) {
			a.say("%*s%s", indent, "", l)
		}
	}
	return nil
}

// assessmentsOf are the assessments of a claim, conflicts first.
func assessmentsOf(ctx context.Context, view stemma.View, claim stemma.ID) (all []*stemma.Assessment, err error) {
	for x, err := range view.Assessments(ctx, stemma.AssessmentFilter{Claim: claim}) {
		if err != nil {
			return nil, fmt.Errorf("list assessments of %s: %w", claim, err)
		}
		all = append(all, x)
	}
	return all, nil
}

// sideName is the answer of a side in words.
func sideName(q stemma.Question, s *stemma.Side) string {
	return line(s.Name(q))
}

// witnesses counts those of a side, and says of how many of them the texts do not
// show that they are independent.
func witnesses(s *stemma.Side) string {
	if s.Stance == stemma.TakenBack {
		return "no witness, " + amount(len(s.Witnesses)+s.Repeated(), "statement", "statements")
	}
	n := s.Independent()
	words := amount(n, "witness", "witnesses")
	if rest := len(s.Witnesses) - n; rest > 0 {
		words += fmt.Sprintf(" and %s", amount(rest, "that may be no other", "that may be no others"))
	}
	return words
}

// findClaim returns the claim that word names: an id, the beginning of one, or a
// statement of one claim alone. An id that has gone leads to the claim that has
// its statements now, and that is said.
func (a *app) findClaim(ctx context.Context, view stemma.View, word string) (*stemma.Claim, error) {
	if err := a.reckoned(ctx, view); err != nil {
		return nil, err
	}
	var found []*stemma.Claim
	if looksLikeStatement(word) {
		s, _, err := findStatement(ctx, view, word)
		if err != nil {
			return nil, err
		}
		for c, err := range view.Claims(ctx, stemma.ClaimFilter{Statement: s.ID}) {
			if err != nil {
				return nil, fmt.Errorf("list claims of %s: %w", s.ID, err)
			}
			found = append(found, c)
		}
		if len(found) == 0 {
			return nil, &stemma.Error{Kind: stemma.NotFound, Err: fmt.Errorf("the statement %s is a member of no claim: no other answers what it says", short(s.ID)),
				Hint: "stemma trace " + short(s.ID) + ", stemma claims"}
		}
	} else {
		ids, err := view.Find(ctx, 'c', word, maxCandidates+1)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			c, err := view.Claim(ctx, id)
			if stemma.KindOf(err) == stemma.NotFound {
				continue // its statements are in none any more
			}
			if err != nil {
				return nil, err
			}
			if c.ID != id && !strings.HasPrefix(string(c.ID), word) {
				a.note("the claim %s was joined with others or parted; its statements are in %s now", short(id), short(c.ID))
			}
			if !slices.ContainsFunc(found, func(f *stemma.Claim) bool { return f.ID == c.ID }) {
				found = append(found, c)
			}
		}
	}
	switch len(found) {
	case 0:
		return nil, &stemma.Error{Kind: stemma.NotFound, Err: fmt.Errorf("no claim is called %q", word),
			Hint: "stemma claims lists them; its first column is the id. A claim is named after a statement, so it is called otherwise, or gone, once that one was rejected, or its document removed or read anew"}
	case 1:
		return found[0], nil
	}
	var candidates []string
	for _, c := range found {
		candidates = append(candidates, fmt.Sprintf("%s  %s: %s", short(c.ID), c.Question, c.Gist))
	}
	return nil, ambiguous(word, "claims", candidates)
}
