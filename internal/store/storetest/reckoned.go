package storetest

import (
	"testing"

	"github.com/stemma/stemma"
)

// testReckoned holds that each change of what was read, and nothing else, makes
// another edition, and that marks stay as they were put.
func testReckoned(t *testing.T, s stemma.Store) {
	seen := map[stemma.ID]string{}
	edition := func() stemma.ID {
		t.Helper()
		e, err := s.Edition(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	seen[edition()] = "an empty case"
	another := func(after string) {
		t.Helper()
		e := edition()
		if before, ok := seen[e]; ok {
			t.Errorf("after %s the edition is still that of %s", after, before)
		}
		seen[e] = after
	}
	b, h := bridge(), harbour()
	put(t, s, b)
	another("one reading")
	put(t, s, h)
	another("two readings")
	if err := s.Remove(t.Context(), b.Document.ID); err != nil {
		t.Fatal(err)
	}
	another("a removal")
	put(t, s, b)
	another("reading it again")

	before := edition()
	put(t, s, h)
	res, _ := resolution("Orel", b)
	if err := s.PutResolution(t.Context(), res); err != nil {
		t.Fatal(err)
	}
	for stage, mark := range map[string]stemma.ID{"one": "m1", "other": "m2"} {
		if err := s.PutReckoned(t.Context(), stage, mark); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.PutReckoned(t.Context(), "one", "m3"); err != nil {
		t.Fatal(err)
	}
	if after := edition(); after != before {
		t.Errorf("edition %s became %s without a change of what was read", before, after)
	}
	for stage, want := range map[string]stemma.ID{"one": "m3", "other": "m2", "third": ""} {
		got, err := s.Reckoned(t.Context(), stage)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "mark of "+stage, got, want)
	}
	wantKind(t, "a stage without a name", s.PutReckoned(t.Context(), "", "m"), stemma.Invalid)
	swap := func(before, mark stemma.ID) (swapped bool) {
		t.Helper()
		swapped, err := s.SwapReckoned(t.Context(), "swapped", before, mark)
		if err != nil {
			t.Fatal(err)
		}
		return swapped
	}
	same(t, "swaps, of which the second comes too late", []bool{swap("", "m1"), swap("", "m2"), swap("m1", "m3")}, []bool{true, false, true})
	mark, err := s.Reckoned(t.Context(), "swapped")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "mark after swaps", mark, "m3")
	_, err = s.SwapReckoned(t.Context(), "", "", "m")
	wantKind(t, "swapping of a stage without a name", err, stemma.Invalid)

	// What a stage keeps goes with what was read in the document.
	kept := func(stage string) map[stemma.ID]string {
		t.Helper()
		out := map[stemma.ID]string{}
		for k, err := range s.Kept(t.Context(), stage) {
			if err != nil {
				t.Fatal(err)
			}
			out[k.Doc] = string(k.Data)
		}
		return out
	}
	keep := func(at stemma.ID, of ...stemma.Kept) {
		t.Helper()
		if err := s.Keep(t.Context(), "one", at, of); err != nil {
			t.Fatal(err)
		}
	}
	keep("e-other", stemma.Kept{Doc: b.Document.ID, Data: []byte("late")})
	keep(before, stemma.Kept{Doc: b.Document.ID, Data: []byte("first")}, stemma.Kept{Doc: "d-none", Data: []byte("nothing")})
	keep(before, stemma.Kept{Doc: b.Document.ID, Data: []byte("bridge")}, stemma.Kept{Doc: h.Document.ID, Data: []byte("harbour")})
	same(t, "kept", kept("one"), map[stemma.ID]string{b.Document.ID: "bridge", h.Document.ID: "harbour"})
	same(t, "kept of another stage", kept("other"), map[stemma.ID]string{})
	same(t, "edition after keeping", edition(), before)

	// A resolution is put for the documents whose marks are given, and the marks with it;
	// for all, and no marks are left, where something was read meanwhile.
	entities := func() (n int) {
		t.Helper()
		for _, m := range all(t, s.Mentions(t.Context(), b.Document.ID)) {
			if m.Entity != "" {
				n++
			}
		}
		return n
	}
	put(t, s, b)
	if n := entities(); n == 0 {
		t.Fatal("the text of the suite no longer has who this test looks for")
	}
	since := func(at stemma.ID, of ...stemma.Kept) {
		t.Helper()
		if err := s.PutResolution(t.Context(), &stemma.Resolution{Since: &stemma.Since{Edition: at, Stage: "marks", Marks: of}}); err != nil {
			t.Fatal(err)
		}
	}
	had := entities()
	since(edition(), stemma.Kept{Doc: h.Document.ID, Data: []byte("harbour")})
	same(t, "mentions of a document whose mark is as it was", entities(), had)
	same(t, "marks", kept("marks"), map[stemma.ID]string{h.Document.ID: "harbour"})
	since("e-other", stemma.Kept{Doc: h.Document.ID, Data: []byte("late")})
	same(t, "mentions where something was read meanwhile", entities(), 0)
	same(t, "marks where something was read meanwhile", kept("marks"), map[stemma.ID]string{})
	if err := s.PutResolution(t.Context(), res); err != nil {
		t.Fatal(err)
	}
	since(edition(), stemma.Kept{Doc: b.Document.ID, Data: []byte("bridge")})
	same(t, "mentions of a document with another mark", entities(), 0)
	wantKind(t, "marks of a stage without a name", s.PutResolution(t.Context(), &stemma.Resolution{Since: &stemma.Since{}}), stemma.Invalid)

	put(t, s, Reading("pile/bridge.txt", bridgeText, Run2))
	same(t, "kept after another reading", kept("one"), map[stemma.ID]string{h.Document.ID: "harbour"})
	if err := s.Remove(t.Context(), h.Document.ID); err != nil {
		t.Fatal(err)
	}
	same(t, "kept after a removal", kept("one"), map[stemma.ID]string{})
}
