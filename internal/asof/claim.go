package asof

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"unicode"

	"github.com/stemma/stemma"
)

// reckoned are the claims of what is there.
func (c *Case) reckoned(ctx context.Context) (*stemma.Reckoning, error) {
	return c.claims.get(func() (*stemma.Reckoning, error) {
		r, err := c.reckon(ctx, c)
		if err != nil {
			return nil, err
		}
		origins := map[stemma.ID]int{}
		for _, a := range r.Assessments {
			n := 0
			for _, s := range a.Sides {
				n += len(s.Witnesses)
			}
			origins[a.Claim] = max(origins[a.Claim], n)
		}
		slices.SortFunc(r.Claims, func(a, b *stemma.Claim) int {
			return cmp.Or(cmp.Compare(origins[b.ID], origins[a.ID]), cmp.Compare(a.Gist, b.Gist), cmp.Compare(a.ID, b.ID))
		})
		place := map[stemma.ID]int{}
		for i, x := range r.Claims {
			place[x.ID] = i
		}
		slices.SortStableFunc(r.Assessments, func(a, b *stemma.Assessment) int {
			switch {
			case a.Disagreement.Conflict() == b.Disagreement.Conflict():
				return cmp.Compare(place[a.Claim], place[b.Claim])
			case a.Disagreement.Conflict():
				return -1
			}
			return 1
		})
		return r, nil
	})
}

// Claims lists the claims of what is there; see stemma.View.
func (c *Case) Claims(ctx context.Context, f stemma.ClaimFilter) iter.Seq2[*stemma.Claim, error] {
	return func(yield func(*stemma.Claim, error) bool) {
		r, err := c.reckoned(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		var members map[stemma.ID]bool // statements of the document
		if f.Doc != "" {
			members = map[stemma.ID]bool{}
			for s, err := range c.Statements(ctx, stemma.StatementFilter{Doc: f.Doc}) {
				if err != nil {
					yield(nil, err)
					return
				}
				members[s.ID] = true
			}
		}
		var voiced map[stemma.ID]bool // statements in whose chain the entity is
		if f.Entity != "" {
			voiced = map[stemma.ID]bool{}
			for s, err := range c.Statements(ctx, stemma.StatementFilter{Entity: f.Entity}) {
				if err != nil {
					yield(nil, err)
					return
				}
				voiced[s.ID] = true
			}
		}
		in := func(x *stemma.Claim, of map[stemma.ID]bool) bool {
			return slices.ContainsFunc(x.Members, func(m stemma.Answer) bool { return of[m.Statement] })
		}
		for x, err := range paged(each(r.Claims), f.Limit, f.Offset, func(x *stemma.Claim) bool {
			return (f.Question == "" || x.Question == f.Question) &&
				(f.Statement == "" || in(x, map[stemma.ID]bool{f.Statement: true})) &&
				(f.Doc == "" || in(x, members)) &&
				(f.Entity == "" || slices.Contains(x.Entities, f.Entity) || in(x, voiced)) &&
				(f.About == "" || tells(x.Gist, f.About))
		}) {
			if !yield(cloneClaim(x), err) {
				return
			}
		}
	}
}

// Claim returns a claim; see stemma.View. The ID of one of the whole case leads
// to that in which its first statement is.
func (c *Case) Claim(ctx context.Context, id stemma.ID) (*stemma.Claim, error) {
	r, err := c.reckoned(ctx)
	if err != nil {
		return nil, err
	}
	for _, x := range r.Claims {
		if x.ID == id {
			return cloneClaim(x), nil
		}
	}
	whole, err := c.View.Claim(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, m := range whole.Members {
		for _, x := range r.Claims {
			if x.Question == whole.Question && slices.ContainsFunc(x.Members, func(n stemma.Answer) bool { return n.Statement == m.Statement }) {
				return cloneClaim(x), nil
			}
		}
	}
	return nil, &stemma.Error{Kind: stemma.NotFound, Op: "look up claim " + string(id),
		Err:  c.absent("claim", id).(*stemma.Error).Err,
		Hint: "as of that day no two statements answer its question; look as of a later one"}
}

func (c *Case) findClaims(ctx context.Context, prefix string, limit int) ([]stemma.ID, error) {
	r, err := c.reckoned(ctx)
	if err != nil {
		return nil, err
	}
	ids := []stemma.ID{}
	for _, x := range r.Claims {
		if strings.HasPrefix(string(x.ID), prefix) {
			ids = append(ids, x.ID)
		}
	}
	slices.Sort(ids)
	if len(ids) == 0 {
		return c.View.Find(ctx, 'c', prefix, limit)
	}
	return ids[:min(len(ids), max(0, limit))], nil
}

// Assessments lists the assessments of what is there; see stemma.View.
func (c *Case) Assessments(ctx context.Context, f stemma.AssessmentFilter) iter.Seq2[*stemma.Assessment, error] {
	return func(yield func(*stemma.Assessment, error) bool) {
		r, err := c.reckoned(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		about := map[stemma.ID]bool{}
		for _, x := range r.Claims {
			about[x.ID] = slices.Contains(x.Entities, f.Entity)
		}
		for a, err := range paged(each(r.Assessments), f.Limit, f.Offset, func(a *stemma.Assessment) bool {
			return (f.Claim == "" || a.Claim == f.Claim) && (f.Kind == "" || a.Disagreement == f.Kind) &&
				(!f.Conflicts || a.Disagreement.Conflict()) && (f.Entity == "" || about[a.Claim])
		}) {
			if !yield(cloneAssessment(a), err) {
				return
			}
		}
	}
}

// Records are the caller's to keep.

func cloneClaim(x *stemma.Claim) *stemma.Claim {
	y := *x
	y.GistSpans, y.Entities, y.Members = slices.Clone(x.GistSpans), slices.Clone(x.Entities), slices.Clone(x.Members)
	return &y
}

func cloneAssessment(x *stemma.Assessment) *stemma.Assessment {
	y := *x
	y.Sides = slices.Clone(x.Sides)
	for i := range y.Sides {
		y.Sides[i].Witnesses = slices.Clone(y.Sides[i].Witnesses)
	}
	return &y
}

// tells reports whether a gist holds what is looked for: words, "phrases",
// beginnings* and -words that may not stand, as in stemma.Query.Words. A word
// also finds those that it is the beginning of, for there is no index of stems
// here.
func tells(gist, query string) bool {
	text := " " + strings.Join(wordsOf(gist), " ") + " "
	any := false
	for query = strings.TrimSpace(query); query != ""; query = strings.TrimSpace(query) {
		rest, absent := strings.CutPrefix(query, "-")
		var part string
		if quoted, ok := strings.CutPrefix(rest, `"`); ok {
			part, query, _ = strings.Cut(quoted, `"`)
			part = strings.Join(wordsOf(part), " ") + " "
			query = strings.TrimPrefix(query, "*")
		} else {
			part, query, _ = strings.Cut(rest, " ")
			part = strings.Join(wordsOf(part), " ")
		}
		if strings.TrimSpace(part) == "" {
			continue
		}
		any = true
		if strings.Contains(text, " "+part) == absent {
			return false
		}
	}
	return any
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
