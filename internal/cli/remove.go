package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
)

func newRemove(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "remove DOC [flags]",
		Short: "take a document out with all that it contributed",
		Long: `Take a document out of the case with its statements, mentions, times and issues.
If it was the latest version of its path, the one before it is the latest again.
Judgements on it stay in the log, marked as fitting no place. What becomes of
the claims that it had a part in is said: a claim is named after one of its
statements, so one that loses that statement has another id.

DOC is an id, the beginning of one, or a path or the end of one.`,
		Example: `  stemma remove d1f0c2ab7
  stemma remove pile/duplicate.html`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(1, 1, "one DOC"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.change(cmd.Context(), func(ctx context.Context, store stemma.Store) error {
				return a.remove(ctx, store, args[0])
			})
		},
	}
}

func (a *app) remove(ctx context.Context, store stemma.Store, word string) error {
	d, err := findDocument(ctx, store, word)
	if err != nil {
		return err
	}
	n := 0
	for _, err := range store.Statements(ctx, stemma.StatementFilter{Doc: d.ID}) {
		if err != nil {
			return fmt.Errorf("list statements of %s: %w", d.Path, err)
		}
		n++
	}
	var had []*stemma.Claim
	for c, err := range store.Claims(ctx, stemma.ClaimFilter{Doc: d.ID}) {
		if err != nil {
			return fmt.Errorf("list claims of %s: %w", d.Path, err)
		}
		had = append(had, c)
	}
	fitted, err := attached(ctx, store)
	if err != nil {
		return err
	}
	if err := store.Remove(ctx, d.ID); err != nil {
		return fmt.Errorf("remove %s: %w", d.Path, err)
	}
	e, err := a.engine(store)
	if err != nil {
		return err
	}
	if err := e.Reckon(ctx); err != nil {
		return err
	}
	a.say("removed %s (%s) and its %s", line(d.Path), short(d.ID), amount(n, "statement", "statements"))
	if d.VersionOf != "" && d.ReplacedBy == "" {
		a.say("the version before it, %s, is the latest again", short(d.VersionOf))
	}
	if err := a.becameOf(ctx, store, had); err != nil {
		return err
	}
	fit, err := attached(ctx, store)
	if err != nil {
		return err
	}
	if lost := fitted - fit; lost > 0 {
		a.say("%s no place any more; stemma log marks them", amount(lost, "judgement fits", "judgements fit"))
	}
	return nil
}

// attached counts the judgements that fit a place of the case.
func attached(ctx context.Context, view stemma.View) (n int, err error) {
	log, err := stemma.Log(ctx, view)
	for _, j := range log {
		if j.Attached() {
			n++
		}
	}
	return n, err
}

// maxBecame is how many claims are listed that are no longer what they were.
const maxBecame = 20

// becameOf says what claims have become that lost statements: which have other ids now,
// and which are gone.
func (a *app) becameOf(ctx context.Context, view stemma.View, had []*stemma.Claim) error {
	if len(had) == 0 {
		return nil
	}
	of, err := successors(ctx, view, had)
	if err != nil {
		return err
	}
	var rows []string
	smaller := 0
	for _, c := range had {
		switch now := of[c.ID]; {
		case len(now) == 1 && now[0] == c.ID:
			smaller++
		case len(now) == 0:
			rows = append(rows, fmt.Sprintf("%s is gone, as nothing else answers it: %s", short(c.ID), inQuotes(c.Gist)))
		default:
			rows = append(rows, fmt.Sprintf("%s is %s now: %s", short(c.ID), strings.Join(shorts(now), ", "), inQuotes(c.Gist)))
		}
	}
	if smaller > 0 {
		a.say("%s fewer statements", amount(smaller, "claim has", "claims have"))
	}
	for i, row := range rows {
		if i == maxBecame {
			a.say("and %s; stemma claims lists those that there are", amount(len(rows)-i, "more claim is another or gone", "more claims are others or gone"))
			break
		}
		for k, l := range wrap(row, a.width-2) {
			if k > 0 {
				l = "  " + l
			}
			a.say("%s", l)
		}
	}
	return nil
}

// successors are, for each of some former claims, the claims on the same question that its
// statements are members of now, in order of their ids. The claims of the case are gone through
// once.
func successors(ctx context.Context, view stemma.View, had []*stemma.Claim) (map[stemma.ID][]stemma.ID, error) {
	type member struct {
		question  stemma.Question
		statement stemma.ID
		shown     string
	}
	key := func(q stemma.Question, m *stemma.Answer) member { return member{q, m.Statement, fmt.Sprint(m.ShownBy)} }
	was := map[member][]stemma.ID{}
	for _, c := range had {
		for i := range c.Members {
			k := key(c.Question, &c.Members[i])
			was[k] = append(was[k], c.ID)
		}
	}
	out := map[stemma.ID][]stemma.ID{}
	for c, err := range view.Claims(ctx, stemma.ClaimFilter{}) {
		if err != nil {
			return nil, fmt.Errorf("list claims: %w", err)
		}
		for i := range c.Members {
			for _, old := range was[key(c.Question, &c.Members[i])] {
				if !slices.Contains(out[old], c.ID) {
					out[old] = append(out[old], c.ID)
				}
			}
		}
	}
	for _, now := range out {
		slices.Sort(now)
	}
	return out, nil
}

// shorts are ids as tables show them.
func shorts(ids []stemma.ID) []string {
	var out []string
	for _, id := range ids {
		out = append(out, short(id))
	}
	return out
}
