package ask

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/names"
)

// alikeEnough is the score from which on package names takes two names for one's
// where nothing else is known: enough for a list, where a person chooses.
const alikeEnough = 0.5

// Named are the entities that fit the filter. Where none has the letters of its
// Name in a name, they are those with a name that meets it in another spelling
// or script, the likest first.
func Named(ctx context.Context, view stemma.View, f stemma.EntityFilter) ([]*stemma.Entity, error) {
	f.Name = strings.TrimSpace(f.Name)
	found, err := listed(ctx, view, f)
	if err != nil || len(found) > 0 || f.Name == "" {
		return found, err
	}
	if f.Offset > 0 { // a page after the last has none either
		first := f
		first.Offset, first.Limit = 0, 1
		if some, err := listed(ctx, view, first); err != nil || len(some) > 0 {
			return nil, err
		}
	}
	all := f
	all.Name, all.Offset, all.Limit = "", 0, 0
	entities, err := listed(ctx, view, all)
	if err != nil {
		return nil, err
	}
	c, err := names.Standard()
	if err != nil {
		return nil, err
	}
	wanted := c.Parse(f.Name, names.Any)
	score := map[stemma.ID]float64{}
	for _, e := range entities {
		for _, alias := range e.Aliases {
			n := c.Parse(alias.Name, names.Any)
			score[e.ID] = max(score[e.ID], c.Compare(wanted, n), c.AnyWord(wanted, n))
		}
		if score[e.ID] >= alikeEnough {
			found = append(found, e)
		}
	}
	slices.SortStableFunc(found, func(a, b *stemma.Entity) int { return cmp.Compare(score[b.ID], score[a.ID]) })
	found = found[min(f.Offset, len(found)):]
	if f.Limit > 0 {
		found = found[:min(len(found), f.Limit)]
	}
	return found, nil
}

func listed(ctx context.Context, view stemma.View, f stemma.EntityFilter) (out []*stemma.Entity, err error) {
	for e, err := range view.Entities(ctx, f) {
		if err != nil {
			return nil, fmt.Errorf("list entities: %w", err)
		}
		out = append(out, e)
	}
	return out, nil
}
