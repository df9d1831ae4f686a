package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"iter"

	"github.com/stemma/stemma"
)

type derivationRecord struct {
	Kind      string          `json:"kind"`
	Directed  bool            `json:"directed,omitempty"`
	Score     float64         `json:"score"`
	ShareFrom float64         `json:"share_from"`
	ShareTo   float64         `json:"share_to"`
	Aligned   [][4]int        `json:"aligned,omitempty"`
	Altered   [][4]int        `json:"altered,omitempty"`
	Evidence  []string        `json:"evidence,omitempty"`
	Measure   json.RawMessage `json:"measure,omitempty"`
	Run       string          `json:"run"`
}

func packPassage(p stemma.Passage) [4]int {
	return [4]int{p.From.Begin, p.From.End, p.To.Begin, p.To.End}
}

func unpackPassage(p [4]int) stemma.Passage {
	return stemma.Passage{From: stemma.Span{Begin: p[0], End: p[1]}, To: stemma.Span{Begin: p[2], End: p[3]}}
}

func packDerivation(d *stemma.Derivation) ([]byte, error) {
	return json.Marshal(derivationRecord{
		Kind: string(d.Kind), Directed: d.Directed, Score: d.Score, ShareFrom: d.ShareFrom, ShareTo: d.ShareTo,
		Aligned: each(d.Aligned, packPassage), Altered: each(d.Altered, packPassage), Evidence: d.Evidence, Measure: d.Measure, Run: string(d.Run),
	})
}

func scanDerivation(scan func(...any) error, d *stemma.Derivation) error {
	var record []byte
	if err := scan(&d.ID, &d.From, &d.To, &record); err != nil {
		return err
	}
	var r derivationRecord
	if err := json.Unmarshal(record, &r); err != nil {
		return damagedRecord("derivation", d.ID, err)
	}
	d.Kind, d.Directed, d.Score, d.ShareFrom, d.ShareTo = stemma.DerivationKind(r.Kind), r.Directed, r.Score, r.ShareFrom, r.ShareTo
	d.Aligned, d.Altered = each(r.Aligned, unpackPassage), each(r.Altered, unpackPassage)
	d.Evidence, d.Measure, d.Run = r.Evidence, r.Measure, stemma.ID(r.Run)
	return nil
}

// Derivations lists derivations; see stemma.View.
func (s *store) Derivations(ctx context.Context, f stemma.DerivationFilter) iter.Seq2[*stemma.Derivation, error] {
	var w where
	if f.Doc != "" {
		w.add(`v.key IN (SELECT key FROM derivation WHERE source = (SELECT key FROM document WHERE id = ?)
			UNION SELECT key FROM derivation WHERE taker = (SELECT key FROM document WHERE id = ?))`, f.Doc, f.Doc)
	}
	if f.From != nil {
		w.add("v.source IN (SELECT key FROM document WHERE id IN (SELECT value FROM json_each(?)))", list(f.From))
	}
	if f.Kind != "" {
		w.add("v.record ->> '$.kind' = ?", string(f.Kind))
	}
	return stream(s, ctx, "list derivations",
		always(`SELECT v.id, a.id, b.id, v.record FROM derivation v JOIN document a ON a.key = v.source JOIN document b ON b.key = v.taker`+
			w.String()+" ORDER BY a.path, a.version, b.path, b.version", w.args...), scanDerivation)
}

// Sketches lists sketches; see stemma.View.
func (s *store) Sketches(ctx context.Context, f stemma.SketchFilter) iter.Seq2[*stemma.Sketch, error] {
	var w where
	if f.Pending {
		w.add("(NOT reckoned OR gone)")
	}
	return stream(s, ctx, "list sketches", always("SELECT doc, reckoned, gone, body FROM sketch"+w.String()+" ORDER BY doc", w.args...),
		func(scan func(...any) error, k *stemma.Sketch) error {
			return scan(&k.Doc, &k.Reckoned, &k.Gone, &k.Data)
		})
}

// PutDerivations keeps derivations; see stemma.Store.
func (s *store) PutDerivations(ctx context.Context, run stemma.Run, docs []stemma.ID, derivations iter.Seq2[*stemma.Derivation, error]) error {
	op := "keep derivations"
	given := make(map[stemma.ID]bool, len(docs))
	for _, d := range docs {
		given[d] = true
	}
	return s.transact(ctx, op, func(t *tx) error {
		if err := t.settleSketches(); err != nil {
			return err
		}
		changed, first := false, true
		keys := map[stemma.ID]int64{}
		key := func(id stemma.ID) (int64, error) {
			k, ok := keys[id]
			if !ok {
				if err := t.one("SELECT coalesce((SELECT key FROM document WHERE id = ?), 0)", []any{id}, &k); err != nil {
					return 0, err
				}
				keys[id] = k
			}
			return k, nil
		}
		// What is the same before and after is left as it is. Of those there were
		// only the numbers are held, which new ones come behind.
		var last int64
		if err := t.one("SELECT coalesce(max(key), 0) FROM derivation", nil, &last); err != nil {
			return err
		}
		kept := map[int64]bool{}
		for d, err := range derivations {
			if err != nil {
				return err
			}
			if !given[d.From] && !given[d.To] || d.From == d.To || d.ID == "" || d.Run != run.ID {
				return invalid(op, "the derivation %s of %s and %s is of no document or run that was given", d.ID, d.From, d.To)
			}
			if first {
				first = false
				if err := t.exec("INSERT OR IGNORE INTO run (id, stage, version, model) VALUES (?, ?, ?, ?)", run.ID, run.Stage, run.Version, run.Model); err != nil {
					return err
				}
			}
			packed, err := packDerivation(d)
			if err != nil {
				return err
			}
			a, err := key(d.From)
			if err != nil {
				return err
			}
			b, err := key(d.To)
			if err != nil {
				return err
			}
			if a == 0 || b == 0 {
				return invalid(op, "the derivation %s is of a document that is not in the case", d.ID)
			}
			record := string(packed)
			var was, from, to int64
			var old string
			err = t.one("SELECT key, source, taker, record FROM derivation WHERE id = ?", []any{d.ID}, &was, &from, &to, &old)
			switch {
			case errors.Is(err, sql.ErrNoRows):
				err = t.exec("INSERT INTO derivation (id, source, taker, record) VALUES (?, ?, ?, ?)", d.ID, a, b, record)
			case err != nil:
				return err
			case old == record && from == a && to == b:
				kept[was] = true
				continue
			default:
				kept[was] = true
				err = t.exec("UPDATE derivation SET source = ?, taker = ?, record = ? WHERE key = ?", a, b, record, was)
			}
			if err != nil {
				return err
			}
			changed = true
		}
		for _, doc := range docs {
			if last == 0 {
				break
			}
			k, err := key(doc)
			if err != nil {
				return err
			}
			var out []int64
			if err := t.all("SELECT key FROM derivation WHERE source = ?1 AND key <= ?2 UNION SELECT key FROM derivation WHERE taker = ?1 AND key <= ?2", []any{k, last}, func(scan func(...any) error) error {
				var was int64
				err := scan(&was)
				if !kept[was] {
					out = append(out, was)
				}
				return err
			}); err != nil {
				return err
			}
			for _, was := range out {
				changed = true
				if err := t.exec("DELETE FROM derivation WHERE key = ?", was); err != nil {
					return err
				}
			}
		}
		if !changed {
			return nil
		}
		return t.changed()
	})
}

// settleSketches marks all sketches as reckoned.
func (t *tx) settleSketches() error {
	if err := t.exec("DELETE FROM sketch WHERE gone"); err != nil {
		return err
	}
	return t.exec("UPDATE sketch SET reckoned = 1 WHERE NOT reckoned")
}

// putSketch keeps the sketch of a document. The same sketch again changes
// nothing.
func (t *tx) putSketch(doc stemma.ID, data []byte) error {
	if data == nil {
		return t.dropSketch(doc)
	}
	var old []byte
	var reckoned bool
	err := t.one("SELECT body, reckoned FROM sketch WHERE doc = ?", []any{doc}, &old, &reckoned)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return t.exec("INSERT INTO sketch (doc, reckoned, gone, body) VALUES (?, 0, 0, ?)", doc, data)
	case err != nil:
		return err
	case bytes.Equal(old, data):
		return t.exec("UPDATE sketch SET gone = 0 WHERE doc = ?", doc)
	case reckoned:
		// What the old sketch did to the derivations of others can no longer
		// be told, so all of them are reckoned anew.
		if err := t.exec("UPDATE sketch SET reckoned = 0"); err != nil {
			return err
		}
	}
	return t.exec("UPDATE sketch SET reckoned = 0, gone = 0, body = ? WHERE doc = ?", data, doc)
}

// dropSketch says that a document is gone. One that was never reckoned is
// forgotten at once.
func (t *tx) dropSketch(doc stemma.ID) error {
	if err := t.exec("DELETE FROM sketch WHERE doc = ? AND NOT reckoned AND NOT gone", doc); err != nil {
		return err
	}
	return t.exec("UPDATE sketch SET gone = 1, reckoned = 0 WHERE doc = ?", doc)
}
