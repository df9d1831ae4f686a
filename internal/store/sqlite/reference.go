package sqlite

import (
	"context"
	"encoding/json"
	"iter"

	"github.com/stemma/stemma"
)

// References lists the entries of lists; see stemma.View.
func (s *store) References(ctx context.Context, list string) iter.Seq2[*stemma.Reference, error] {
	var w where
	if list != "" {
		w.add("list = ?", list)
	}
	return stream(s, ctx, "list references", always("SELECT list, id, schema, names FROM reference"+w.String()+" ORDER BY list, n", w.args...),
		func(scan func(...any) error, r *stemma.Reference) error {
			var names []byte
			if err := scan(&r.List, &r.ID, &r.Schema, &names); err != nil {
				return err
			}
			if err := json.Unmarshal(names, &r.Names); err != nil {
				return damagedRecord("reference", stemma.ID(r.ID), err)
			}
			return nil
		})
}

// PutReferences makes the entries of a list those given; see stemma.Store.
func (s *store) PutReferences(ctx context.Context, list string, entries []stemma.Reference) error {
	op := "keep the list " + list
	if list == "" {
		return invalid(op, "a list needs a name")
	}
	return s.transact(ctx, op, func(t *tx) error {
		if err := t.exec("DELETE FROM reference WHERE list = ?", list); err != nil {
			return err
		}
		for n, r := range entries {
			names, err := json.Marshal(r.Names)
			if err != nil {
				return err
			}
			if err := t.exec("INSERT INTO reference (list, n, id, schema, names) VALUES (?, ?, ?, ?, ?)", list, n, r.ID, r.Schema, string(names)); err != nil {
				return err
			}
		}
		return t.changed()
	})
}
