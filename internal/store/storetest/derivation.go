package storetest

import (
	"iter"
	"slices"
	"testing"

	"github.com/stemma/stemma"
)

// derived is a derivation of two documents with all its fields filled.
func derived(from, to *stemma.Reading, run stemma.Run) *stemma.Derivation {
	a, b := from.Document.ID, to.Document.ID
	return &stemma.Derivation{
		ID: stemma.DerivationID(a, b), From: a, To: b, Kind: stemma.Spun, Directed: true, Score: 0.75, ShareFrom: 0.5, ShareTo: 0.25,
		Aligned:  []stemma.Passage{{From: stemma.Span{Begin: 0, End: 5}, To: stemma.Span{Begin: 2, End: 7}}},
		Altered:  []stemma.Passage{{From: stemma.Span{Begin: 1, End: 2}, To: stemma.Span{Begin: 3, End: 4}}},
		Evidence: []string{"a credit", "a date"}, Measure: []byte(`{"same":0.5}`), Run: run.ID,
	}
}

func sketched(path, text, sketch string) *stemma.Reading {
	r := Reading(path, text, Run1)
	r.Sketch = []byte(sketch)
	return r
}

func testSketches(t *testing.T, s stemma.Store) {
	a, b, c := sketched("a.txt", bridgeText, "A"), sketched("b.txt", bridgeText, "B"), Reading("c.txt", bridgeText, Run1)
	reckon := stemma.NewRun("reckon", "1.0", "")
	check := func(when string, want ...stemma.Sketch) {
		t.Helper()
		slices.SortFunc(want, func(x, y stemma.Sketch) int {
			if x.Doc < y.Doc {
				return -1
			}
			return 1
		})
		var got []stemma.Sketch
		for _, k := range all(t, s.Sketches(t.Context(), stemma.SketchFilter{})) {
			got = append(got, *k)
		}
		same(t, when, got, want)
		want = slices.DeleteFunc(want, func(k stemma.Sketch) bool { return k.Reckoned && !k.Gone })
		same(t, when+": pending", len(all(t, s.Sketches(t.Context(), stemma.SketchFilter{Pending: true}))), len(want))
	}
	of := func(r *stemma.Reading, data string, reckoned, gone bool) stemma.Sketch {
		return stemma.Sketch{Doc: r.Document.ID, Data: []byte(data), Reckoned: reckoned, Gone: gone}
	}
	reckoned := func() {
		t.Helper()
		if err := s.PutDerivations(t.Context(), reckon, nil, these()); err != nil {
			t.Fatal(err)
		}
	}
	put(t, s, a, b, c)
	check("read", of(a, "A", false, false), of(b, "B", false, false))
	reckoned()
	check("reckoned", of(a, "A", true, false), of(b, "B", true, false))
	put(t, s, a, sketched("a.txt", bridgeText, "A"))
	check("the same again", of(a, "A", true, false), of(b, "B", true, false))
	put(t, s, func() *stemma.Reading { r := Reading("a.txt", bridgeText, Run2); r.Sketch = []byte("A2"); return r }())
	check("another of a", of(a, "A2", false, false), of(b, "B", false, false))
	reckoned()
	if err := s.Remove(t.Context(), b.Document.ID); err != nil {
		t.Fatal(err)
	}
	check("b removed", of(a, "A2", true, false), of(b, "B", false, true))
	put(t, s, b)
	check("b again", of(a, "A2", true, false), of(b, "B", false, false))
	if err := s.Remove(t.Context(), b.Document.ID); err != nil {
		t.Fatal(err)
	}
	reckoned()
	check("b removed and forgotten", of(a, "A2", true, false))
}

func testDerivations(t *testing.T, s stemma.Store) {
	a, b, c := Reading("pile/c.txt", bridgeText, Run1), Reading("pile/b.txt", bridgeText, Run1), Reading("pile/a.txt", bridgeText, Run1)
	put(t, s, a, b, c)
	run := stemma.NewRun("reckon", "1.0", "test")
	ab, bc, ca := derived(a, b, run), derived(b, c, run), derived(c, a, run)
	ids := func(rs ...*stemma.Reading) (ids []stemma.ID) {
		for _, r := range rs {
			ids = append(ids, r.Document.ID)
		}
		return ids
	}
	keep := func(docs []stemma.ID, ds ...*stemma.Derivation) {
		t.Helper()
		if err := s.PutDerivations(t.Context(), run, docs, these(ds...)); err != nil {
			t.Fatal(err)
		}
	}
	list := func(doc stemma.ID) []*stemma.Derivation {
		t.Helper()
		return all(t, s.Derivations(t.Context(), stemma.DerivationFilter{Doc: doc}))
	}
	keep(ids(a, b, c), ab, bc, ca)
	same(t, "all", list(""), []*stemma.Derivation{ca, bc, ab})
	same(t, "of a", list(a.Document.ID), []*stemma.Derivation{ca, ab})
	same(t, "of none", len(list("d0")), 0)
	same(t, "from a", all(t, s.Derivations(t.Context(), stemma.DerivationFilter{From: []stemma.ID{a.Document.ID}})), []*stemma.Derivation{ab})
	same(t, "from a, of a kind", all(t, s.Derivations(t.Context(), stemma.DerivationFilter{From: []stemma.ID{a.Document.ID}, Kind: ab.Kind})), []*stemma.Derivation{ab})
	same(t, "of a, from it", all(t, s.Derivations(t.Context(), stemma.DerivationFilter{Doc: a.Document.ID, From: []stemma.ID{a.Document.ID}})), []*stemma.Derivation{ab})
	same(t, "of a kind that none is", len(all(t, s.Derivations(t.Context(), stemma.DerivationFilter{Kind: stemma.Translation}))), 0)
	same(t, "runs", all(t, s.Runs(t.Context())), []*stemma.Run{&Run1, &run})

	// Those of a are replaced, whoever the other is; that of b and c stays.
	turned := *ab
	turned.From, turned.To, turned.Kind = ab.To, ab.From, stemma.Copy
	keep(ids(a), &turned)
	same(t, "a reckoned anew", list(""), []*stemma.Derivation{bc, &turned})
	before := snapshot(t, s)
	keep(ids(a), &turned)
	same(t, "the same again", snapshot(t, s), before)

	loose := derived(b, c, run)
	wantKind(t, "of a document that was not given", s.PutDerivations(t.Context(), run, ids(a), these(loose)), stemma.Invalid)
	gone := derived(a, Reading("not there.txt", bridgeText, Run1), run)
	wantKind(t, "of a document that is not there", s.PutDerivations(t.Context(), run, ids(a), these(gone)), stemma.Invalid)
	same(t, "after what was refused", list(""), []*stemma.Derivation{bc, &turned})

	if err := s.Remove(t.Context(), a.Document.ID); err != nil {
		t.Fatal(err)
	}
	same(t, "a removed", list(""), []*stemma.Derivation{bc})

	j := &stemma.Judgement{Kind: stemma.Independent, About: []stemma.Anchor{stemma.DocumentAnchor(b.Document), stemma.DocumentAnchor(c.Document)},
		By: "R. Vey", Why: "two eyes", Statement: b.Document.ID}
	j.ID = stemma.JudgementID(j)
	if err := s.Append(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	log := all(t, s.Judgements(t.Context()))
	if len(log) != 1 || log[0].Statement != b.Document.ID {
		t.Errorf("the judgement on two documents is attached to %q", log[0].Statement)
	}
	decided, err := stemma.Descent(t.Context(), s)
	if err != nil || len(decided) != 0 {
		t.Errorf("judged independent, and still derived: %v %v", decided, err)
	}
}

// these goes through derivations.
func these(ds ...*stemma.Derivation) iter.Seq2[*stemma.Derivation, error] {
	return func(yield func(*stemma.Derivation, error) bool) {
		for _, d := range ds {
			if !yield(d, nil) {
				return
			}
		}
	}
}
