package asof

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/stemma/stemma"
)

// Entities lists entities with what was known of them; see stemma.View.
func (c *Case) Entities(ctx context.Context, f stemma.EntityFilter) iter.Seq2[*stemma.Entity, error] {
	return func(yield func(*stemma.Entity, error) bool) {
		k, err := c.counted.get(func() (*counts, error) { return c.count(ctx) })
		if err != nil {
			yield(nil, err)
			return
		}
		if f.Doc != "" && c.docs[f.Doc] == nil {
			return
		}
		all := f
		all.Limit, all.Offset = 0, 0
		var found []*stemma.Entity
		for e, err := range c.View.Entities(ctx, all) {
			if err != nil {
				yield(nil, err)
				return
			}
			if c.known(e, k) && (f.Name == "" || called(e, f.Name)) {
				found = append(found, e)
			}
		}
		slices.SortFunc(found, func(a, b *stemma.Entity) int {
			switch {
			case a.Named != b.Named && a.Named:
				return -1
			case a.Named != b.Named:
				return 1
			}
			return cmp.Or(cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
		})
		for e, err := range paged(each(found), f.Limit, f.Offset, func(*stemma.Entity) bool { return true }) {
			if !yield(e, err) {
				return
			}
		}
	}
}

// Entity returns an entity with what was known of it; see stemma.View.
func (c *Case) Entity(ctx context.Context, id stemma.ID) (*stemma.Entity, error) {
	e, err := c.View.Entity(ctx, id)
	if err != nil {
		return nil, err
	}
	k, err := c.counted.get(func() (*counts, error) { return c.count(ctx) })
	if err != nil {
		return nil, err
	}
	if !c.known(e, k) {
		return nil, c.absent("entity", id)
	}
	e.Near = slices.DeleteFunc(e.Near, func(n stemma.Near) bool { return k.entities[n.Entity] == nil })
	return e, nil
}

// known takes out of an entity what was not known yet, and reports whether
// anything is left. Who is who is as the whole case has it; a name that stands
// only in later documents is left out with the reasons that are.
func (c *Case) known(e *stemma.Entity, k *counts) bool {
	t := k.entities[e.ID]
	if t == nil {
		return false
	}
	e.Mentions, e.Docs = t.mentions, t.docs
	there := func(doc stemma.ID) bool { return doc == "" || c.docs[doc] != nil }
	e.Roles = slices.DeleteFunc(e.Roles, func(r stemma.Role) bool { return !there(r.Doc) })
	e.Aliases = slices.DeleteFunc(e.Aliases, func(a stemma.Alias) bool { return t.names[a.Name] == 0 })
	for i := range e.Aliases {
		a := &e.Aliases[i]
		a.N = t.names[a.Name]
		a.Docs = slices.DeleteFunc(a.Docs, func(d stemma.ID) bool { return !there(d) })
		a.Evidence = slices.DeleteFunc(a.Evidence, func(v stemma.Evidence) bool {
			return !there(v.Doc) || v.With != "" && t.names[v.With] == 0
		})
	}
	slices.SortStableFunc(e.Aliases, func(a, b stemma.Alias) int { return cmp.Compare(b.N, a.N) })
	if e.Named && len(e.Aliases) > 0 && t.names[e.Name] == 0 {
		e.Name = e.Aliases[0].Name
	}
	return true
}

func each[T any](xs []*T) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for _, x := range xs {
			if !yield(x, nil) {
				return
			}
		}
	}
}

// called reports whether any name that was known of the entity has the letters.
func called(e *stemma.Entity, letters string) bool {
	letters = strings.ToLower(letters)
	return strings.Contains(strings.ToLower(e.Name), letters) || slices.ContainsFunc(e.Aliases, func(a stemma.Alias) bool {
		return strings.Contains(strings.ToLower(a.Name), letters) || strings.Contains(strings.ToLower(a.Latin), letters)
	})
}
