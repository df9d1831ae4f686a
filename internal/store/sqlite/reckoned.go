package sqlite

import (
	"context"
	"iter"

	"github.com/stemma/stemma"
)

// Edition names what was read; see stemma.View. It is a number that only rises,
// so that a document taken out and read again makes another edition too.
func (s *store) Edition(ctx context.Context) (stemma.ID, error) {
	return s.property(ctx, "edition")
}

// Reckoned is the mark of a stage; see stemma.View.
func (s *store) Reckoned(ctx context.Context, stage string) (stemma.ID, error) {
	return s.property(ctx, "reckoned "+stage)
}

// PutReckoned keeps the mark of a stage; see stemma.Store. It is no change of
// the case.
func (s *store) PutReckoned(ctx context.Context, stage string, mark stemma.ID) error {
	op := "note that " + stage + " is reckoned"
	if stage == "" {
		return invalid(op, "a stage needs a name")
	}
	return s.transact(ctx, op, func(t *tx) error {
		return t.exec("INSERT OR REPLACE INTO property (name, value) VALUES (?, ?)", "reckoned "+stage, mark)
	})
}

// SwapReckoned keeps the mark of a stage in place of another; see stemma.Store.
func (s *store) SwapReckoned(ctx context.Context, stage string, before, mark stemma.ID) (swapped bool, err error) {
	op := "note that " + stage + " is reckoned"
	if stage == "" {
		return false, invalid(op, "a stage needs a name")
	}
	err = s.transact(ctx, op, func(t *tx) error {
		var now stemma.ID
		if err := t.one("SELECT coalesce((SELECT value FROM property WHERE name = ?), '')", []any{"reckoned " + stage}, &now); err != nil {
			return err
		}
		if swapped = now == before; !swapped {
			return nil
		}
		return t.exec("INSERT OR REPLACE INTO property (name, value) VALUES (?, ?)", "reckoned "+stage, mark)
	})
	return swapped, err
}

// Kept lists what a stage made of single documents; see stemma.View.
func (s *store) Kept(ctx context.Context, stage string) iter.Seq2[*stemma.Kept, error] {
	return stream(s, ctx, "list what is kept of "+stage,
		always("SELECT d.id, k.body FROM kept k JOIN document d ON d.key = k.doc WHERE k.stage = ? ORDER BY d.id", stage),
		func(scan func(...any) error, k *stemma.Kept) error { return scan(&k.Doc, &k.Data) })
}

// Keep puts what a stage made of single documents; see stemma.Store. It is no
// change of the case.
func (s *store) Keep(ctx context.Context, stage string, edition stemma.ID, kept []stemma.Kept) error {
	op := "keep what " + stage + " made"
	if stage == "" {
		return invalid(op, "a stage needs a name")
	}
	if len(kept) == 0 {
		return nil
	}
	return s.transact(ctx, op, func(t *tx) error {
		if still, err := t.still(edition); err != nil || !still {
			return err
		}
		return t.keep(stage, kept)
	})
}

// still reports whether the edition is the one given.
func (t *tx) still(edition stemma.ID) (bool, error) {
	var now stemma.ID
	err := t.one("SELECT coalesce((SELECT value FROM property WHERE name = 'edition'), '')", nil, &now)
	return now == edition, err
}

func (t *tx) keep(stage string, kept []stemma.Kept) error {
	for _, k := range kept {
		if err := t.exec("INSERT OR REPLACE INTO kept (doc, stage, body) SELECT key, ?, ? FROM document WHERE id = ?", stage, k.Data, k.Doc); err != nil {
			return err
		}
	}
	return nil
}

// property is what the file says of itself under a name, "" for nothing.
func (s *store) property(ctx context.Context, name string) (value stemma.ID, err error) {
	err = s.look(ctx, "look up "+name, func(l look) error {
		return l.one("SELECT coalesce((SELECT value FROM property WHERE name = ?), '')", []any{name}, &value)
	})
	return value, err
}

// anotherEdition says that what was read has changed.
func (t *tx) anotherEdition() error {
	if err := t.exec(`INSERT INTO property (name, value) VALUES ('edition', '1')
		ON CONFLICT (name) DO UPDATE SET value = CAST(value + 1 AS TEXT)`); err != nil {
		return err
	}
	return t.changed()
}
