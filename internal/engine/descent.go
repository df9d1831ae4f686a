package engine

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/descent"
)

// descend brings up to date which document descends from which. It compares
// the documents that are new, and those for which a new or removed one changes
// what is common in the case; all others stay as they were. What comes out is
// what comparing everything anew would give.
func (e *Engine) descend(ctx context.Context) error {
	pending := false
	for _, err := range e.Store.Sketches(ctx, stemma.SketchFilter{Pending: true}) {
		if err != nil {
			return err
		}
		pending = true
		break
	}
	if !pending {
		return nil
	}
	s, err := readSketches(ctx, e.Store)
	if err != nil {
		return err
	}
	g := e.genealogy(e.Store, s.notes)
	touched, loosened := s.index.Change(s.put, s.out)
	tracer := &descent.Tracer{Index: s.index, Words: g.words, Workers: e.Workers}
	pairs, err := tracer.Pairs(ctx, touched)
	if err != nil {
		return err
	}
	run := e.reckoning()
	docs, derivations, err := g.derive(ctx, s.index, touched, loosened, pairs)
	if err != nil {
		return err
	}
	for _, d := range derivations {
		d.Run = run.ID
	}
	return e.Store.PutDerivations(ctx, run, docs, derivations)
}

// sketches are those of a case, and what has changed since it was reckoned.
type sketches struct {
	index *descent.Index // as it was when the case was last reckoned
	notes map[stemma.ID]*descent.Note
	put   map[stemma.ID]*descent.Sketch // documents that it does not take into account yet
	out   []stemma.ID                   // documents that are gone
}

func readSketches(ctx context.Context, view stemma.View) (*sketches, error) {
	s := &sketches{index: descent.NewIndex(), notes: map[stemma.ID]*descent.Note{}, put: map[stemma.ID]*descent.Sketch{}}
	for k, err := range view.Sketches(ctx, stemma.SketchFilter{}) {
		if err != nil {
			return nil, err
		}
		note, err := descent.ReadNote(k.Data)
		if err != nil {
			return nil, &stemma.Error{Kind: stemma.Damaged, Op: "look at the sketch of " + string(k.Doc), Err: err,
				Hint: "read the documents into a new case"}
		}
		switch {
		case k.Gone:
			s.index.Add(k.Doc, note.Sketch)
			s.out = append(s.out, k.Doc)
			continue
		case k.Reckoned:
			s.index.Add(k.Doc, note.Sketch)
		default:
			s.put[k.Doc] = note.Sketch
		}
		s.notes[k.Doc] = note
	}
	return s, nil
}

// A genealogy makes derivations of pairs.
type genealogy struct {
	store     stemma.View
	notes     map[stemma.ID]*descent.Note
	outlets   descent.Outlets
	documents map[stemma.ID]*descent.Document
}

func (e *Engine) genealogy(view stemma.View, notes map[stemma.ID]*descent.Note) *genealogy {
	g := &genealogy{store: view, notes: notes, outlets: e.Outlets, documents: map[stemma.ID]*descent.Document{}}
	if g.outlets == nil {
		g.outlets = descent.DefaultOutlets()
	}
	return g
}

func (g *genealogy) words(ctx context.Context, id stemma.ID) (*descent.Words, error) {
	d, err := g.store.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	return descent.Split(d.Text, d.Blocks()), nil
}

// document is what is known of a document beside its words.
func (g *genealogy) document(ctx context.Context, id stemma.ID) (*descent.Document, error) {
	if d := g.documents[id]; d != nil {
		return d, nil
	}
	d, err := g.store.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	known := descent.NewDocument(d, g.notes[id])
	g.documents[id] = known
	return known, nil
}

// derive returns the documents whose derivations may be others now, and all
// their derivations: those that were compared, and those of their partners,
// whose kind depends on whether a document is put together of several.
func (g *genealogy) derive(ctx context.Context, index *descent.Index, touched, loosened []stemma.ID, pairs []descent.Pair) ([]stemma.ID, []*stemma.Derivation, error) {
	fresh := map[stemma.ID]bool{}
	concerned := map[stemma.ID]bool{}
	for _, id := range touched {
		fresh[id], concerned[id] = true, true
	}
	all := map[stemma.ID]descent.Pair{}
	for _, p := range pairs {
		concerned[p.A], concerned[p.B] = true, true
		all[stemma.DerivationID(p.A, p.B)] = p
	}
	// Partners of before, whom the touched ones may have left.
	for _, id := range touched {
		for d, err := range g.store.Derivations(ctx, stemma.DerivationFilter{Doc: id}) {
			if err != nil {
				return nil, nil, err
			}
			concerned[d.Other(id)] = true
		}
	}
	// Those that may have lost partners.
	still := map[stemma.ID][]stemma.ID{}
	for _, id := range loosened {
		still[id] = index.Candidates(id)
		for d, err := range g.store.Derivations(ctx, stemma.DerivationFilter{Doc: id}) {
			if err != nil {
				return nil, nil, err
			}
			if !slices.Contains(still[id], d.Other(id)) {
				concerned[id], concerned[d.Other(id)] = true, true
			}
		}
	}
	lost := func(a, b stemma.ID) bool {
		c, ok := still[a]
		return ok && !slices.Contains(c, b)
	}
	docs := slices.Sorted(maps.Keys(concerned))
	mixed := map[stemma.ID]bool{} // of partners that are not concerned
	for _, id := range docs {
		if fresh[id] {
			continue
		}
		for d, err := range g.store.Derivations(ctx, stemma.DerivationFilter{Doc: id}) {
			if err != nil {
				return nil, nil, err
			}
			p, was, ok := descent.Restore(d)
			if !ok || fresh[p.A] || fresh[p.B] || lost(p.A, p.B) || lost(p.B, p.A) {
				continue
			}
			all[d.ID] = p
			for i, end := range []stemma.ID{p.A, p.B} {
				if !concerned[end] {
					mixed[end] = was[i]
				}
			}
		}
	}
	ordered := slices.SortedFunc(maps.Values(all), func(p, q descent.Pair) int {
		return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
	})
	for id := range descent.Mixtures(ordered) {
		if concerned[id] {
			mixed[id] = true
		}
	}
	var derivations []*stemma.Derivation
	for _, p := range ordered {
		a, err := g.document(ctx, p.A)
		if err != nil {
			return nil, nil, err
		}
		b, err := g.document(ctx, p.B)
		if err != nil {
			return nil, nil, err
		}
		if d := p.Derivation(a, b, mixed[p.A], mixed[p.B], g.outlets); d != nil {
			derivations = append(derivations, d)
		}
	}
	return docs, derivations, nil
}

// reckoning is the run that what is reckoned is marked with.
func (e *Engine) reckoning() stemma.Run {
	return stemma.NewRun("reckon", e.Version, descent.Version)
}

// note leaves the sketch of a document with its reading.
func note(r *stemma.Reading, original []byte) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	r.Sketch = descent.NewNote(r.Document, original).Bytes()
	return nil
}

// Compare compares two documents of a case, whether or not anything ties them.
// The kind is "" where they have nothing in common that is worth telling.
func (e *Engine) Compare(ctx context.Context, view stemma.View, a, b stemma.ID) (*stemma.Derivation, error) {
	s, err := readSketches(ctx, view)
	if err != nil {
		return nil, err
	}
	s.index.Change(s.put, s.out)
	g := e.genealogy(view, s.notes)
	tracer := &descent.Tracer{Index: s.index, Words: g.words}
	p, err := tracer.Pair(ctx, a, b)
	if err != nil {
		return nil, err
	}
	one, err := g.document(ctx, p.A)
	if err != nil {
		return nil, err
	}
	other, err := g.document(ctx, p.B)
	if err != nil {
		return nil, err
	}
	if d := p.Derivation(one, other, false, false, g.outlets); d != nil {
		return d, nil
	}
	d := &stemma.Derivation{From: p.A, To: p.B, Score: p.Score, ShareFrom: p.ShareA, ShareTo: p.ShareB}
	for _, x := range p.Passages {
		d.Aligned = append(d.Aligned, stemma.Passage{From: x.A, To: x.B})
	}
	for _, x := range p.Altered {
		d.Altered = append(d.Altered, stemma.Passage{From: x.A, To: x.B})
	}
	return d, nil
}
