package stemma

import (
	"fmt"
	"strings"
	"testing"
)

func published(id, day string) *Document {
	d := &Document{ID: ID(id), Path: id + ".txt"}
	if day != "" {
		d.Published = &Shown{Value: day}
	}
	return d
}

func tie(from, to string, kind DerivationKind, directed bool, share float64) *Derivation {
	return &Derivation{ID: DerivationID(ID(from), ID(to)), From: ID(from), To: ID(to), Kind: kind, Directed: directed, ShareFrom: share, ShareTo: share, Run: "r"}
}

func drawn(g *Family) string {
	var b strings.Builder
	for _, m := range g.Members {
		fmt.Fprintf(&b, "%s%s ", strings.Repeat(">", m.Depth), m.Doc.ID)
	}
	return strings.TrimSpace(b.String())
}

func TestForest(t *testing.T) {
	docs := []*Document{
		published("wire", "2020-01-01"), published("reprint", "2020-01-02"), published("later", "2020-01-05"), published("spun", ""),
		published("twin1", ""), published("twin2", ""), published("own", ""), published("mix", "2020-02-01"), published("op-ed", ""),
	}
	f := NewForest(docs, []*Derivation{
		tie("wire", "reprint", Copy, true, 0.9), tie("reprint", "later", Revision, true, 0.8), tie("wire", "later", Copy, true, 0.95),
		tie("wire", "spun", Spun, true, 0.7), tie("reprint", "spun", Spun, true, 0.6), tie("later", "spun", Spun, false, 0.99),
		tie("twin1", "twin2", Copy, false, 1),
		tie("wire", "mix", Mixture, true, 0.4), tie("own", "mix", Mixture, true, 0.4),
		tie("own", "op-ed", Excerpt, true, 0.1), tie("no such", "own", Copy, true, 1),
	})
	var got []string
	for _, g := range f.Families {
		got = append(got, drawn(g))
	}
	want := []string{"wire >reprint >>later >spun", "twin1 >twin2"}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("the forest is %q, want %q", got, want)
	}
	if n := len(f.Of["mix"].Takes); n != 2 {
		t.Errorf("mix takes from %d, want 2", n)
	}
	for set, want := range map[string]int{
		"wire reprint later spun": 1, "wire twin1 twin2": 2, "mix wire own": 2, "mix": 2, "own op-ed": 2, "spun op-ed twin2": 3, "": 0, "nobody": 0,
	} {
		var ids []ID
		for _, id := range strings.Fields(set) {
			ids = append(ids, ID(id))
		}
		if got := len(f.Origins(ids)); got != want {
			t.Errorf("%q rest on %d origins, want %d", set, got, want)
		}
	}
}

// TestForestCycles holds that evidence which contradicts itself still makes a
// tree.
func TestForestCycles(t *testing.T) {
	docs := []*Document{published("a", ""), published("b", ""), published("c", "")}
	f := NewForest(docs, []*Derivation{tie("a", "b", Copy, true, 1), tie("b", "c", Copy, true, 1), tie("c", "a", Copy, true, 1)})
	if len(f.Families) != 1 || drawn(f.Families[0]) != "a >b >>c" {
		t.Errorf("the forest is %q", drawn(f.Families[0]))
	}
}

// TestForestMixtures holds that what rests on one text by two ways rests on it
// once, and that a copy of a mixture is no origin beside what it was made of.
func TestForestMixtures(t *testing.T) {
	var docs []*Document
	for _, id := range []string{"root", "own", "left", "right", "all", "copy", "ring1", "ring2"} {
		docs = append(docs, published(id, ""))
	}
	f := NewForest(docs, []*Derivation{
		tie("root", "left", Mixture, true, 0.5), tie("root", "right", Mixture, true, 0.5), tie("own", "right", Mixture, true, 0.4),
		tie("left", "all", Mixture, true, 0.4), tie("all", "own", Spun, false, 0.4), tie("all", "root", Spun, false, 0.5), tie("right", "all", Mixture, true, 0.4), tie("all", "copy", Copy, true, 1),
		tie("ring1", "ring2", Mixture, true, 0.5), tie("ring2", "ring1", Mixture, true, 0.5),
	})
	for set, want := range map[string]string{"all": "own root", "copy": "own root", "all copy": "own root", "left": "root", "ring1": "ring1"} {
		var ids []ID
		for _, id := range strings.Fields(set) {
			ids = append(ids, ID(id))
		}
		var got []string
		for _, o := range f.Origins(ids) {
			got = append(got, string(o.Root.Doc.ID))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q rest on %q, want %q", set, got, want)
		}
	}
}

// TestForestUndirected holds that a family of which nothing shows what was
// first hangs on the text in its middle, in one tree, and that a text that
// prints a short one in full is not one text with it.
func TestForestUndirected(t *testing.T) {
	var docs []*Document
	for _, id := range []string{"a", "b", "c", "d", "middle", "p", "q", "r", "s", "brief", "other", "report"} {
		docs = append(docs, published(id, ""))
	}
	brief, other := tie("brief", "report", Copy, true, 1), tie("other", "report", Copy, true, 1)
	brief.ShareTo, other.ShareTo = 0.1, 0.1
	f := NewForest(docs, []*Derivation{
		tie("a", "b", Spun, false, 0.99), tie("a", "middle", Spun, false, 0.9), tie("b", "middle", Spun, false, 0.9),
		tie("c", "middle", Copy, false, 0.9), tie("d", "middle", Copy, false, 0.9),
		tie("p", "q", Copy, false, 0.9), tie("r", "s", Copy, false, 0.9), tie("q", "s", Copy, false, 0.8),
		brief, other,
	})
	var got []string
	for _, g := range f.Families {
		got = append(got, drawn(g))
	}
	want := []string{"middle >a >>b >c >d", "q >p >s >>r"}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("the forest is %q, want %q", got, want)
	}
	if !f.Of["middle"].Chosen || f.Of["a"].Chosen || f.Of["report"].Chosen {
		t.Error("that nothing shows which was first is said of the root of such a tree alone")
	}
	if n := len(f.Of["report"].Takes); n != 2 {
		t.Errorf("the report takes from %d, want 2", n)
	}
}

// TestForestApart holds that two texts that were judged independent are of two
// families, also where a third would join them: the weaker of its ties is cut.
func TestForestApart(t *testing.T) {
	docs := []*Document{published("a", "2020-01-01"), published("b", "2020-01-02"), published("c", "2020-01-03"), published("d", "2020-01-04")}
	ties := []*Derivation{tie("a", "c", Copy, true, 0.9), tie("b", "c", Copy, true, 0.8), tie("c", "d", Copy, true, 0.7), tie("b", "d", Copy, true, 0.6)}
	whole := NewForest(docs, ties)
	if len(whole.Families) != 1 || len(whole.Cuts) != 0 {
		t.Errorf("%d families with nothing judged, want one", len(whole.Families))
	}
	for range 20 {
		f := NewForest(docs, ties, [2]ID{"a", "b"})
		if n := len(f.Origins([]ID{"a", "b", "c", "d"})); n != 2 {
			t.Errorf("%d origins, want 2", n)
		}
		if got := drawn(f.Families[0]); got != "a >c >>d" {
			t.Errorf("the family is %q", got)
		}
		var cut []string
		for _, c := range f.Between("b", "a") {
			cut = append(cut, string(c.Derivation.From+c.Derivation.To))
		}
		if strings.Join(cut, " ") != "bc bd" {
			t.Errorf("cut are %q, want bc and bd", cut)
		}
		if len(f.Shared([]ID{"b", "c"})) != 1 {
			t.Error("what was cut is not told any more")
		}
	}
	// Another version of a judged text is that text.
	docs[0].Path, docs = "a.txt", append(docs, published("a1", "2019-12-01"))
	docs[4].Path = "a.txt"
	if n := len(NewForest(docs, ties, [2]ID{"a1", "b"}, [2]ID{"a", "b"}).Between("a1", "b")); n != 2 {
		t.Errorf("%d ties are cut of an earlier version, want 2", n)
	}
	// A person's word is not cut where the tool's can be.
	said := tie("b", "c", Copy, false, 0)
	said.Run = ""
	if f := NewForest(docs, []*Derivation{ties[0], said}, [2]ID{"a", "b"}); drawn(f.Families[0]) != "b >c" {
		t.Errorf("the family is %q, want that of the judgement", drawn(f.Families[0]))
	}
}
