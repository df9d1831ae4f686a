package engine_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/descent"
	"github.com/stemma/stemma/internal/engine"
)

// pile invents items that take from one another: dispatches, reprints with the
// boilerplate of four outlets, spun texts, mixtures, excerpts. It is large
// enough for what is common in it to change as it grows.
func pile(r *rand.Rand, n int) []stemma.Item {
	vocabulary := make([]string, 900)
	for i := range vocabulary {
		b := make([]byte, 4+r.IntN(6))
		for k := range b {
			b[k] = byte('a' + r.IntN(26))
		}
		vocabulary[i] = string(b)
	}
	text := func(words int) []string {
		var out []string
		for range words / 15 {
			var s []string
			for range 15 {
				s = append(s, vocabulary[r.IntN(len(vocabulary))])
			}
			out = append(out, strings.ToUpper(s[0][:1])+s[0][1:]+" "+strings.Join(s[1:], " ")+".")
		}
		return out
	}
	var outlets []string
	for range 4 {
		outlets = append(outlets, strings.Join(text(60), " "))
	}
	var texts [][]string
	var items []stemma.Item
	for i := range n {
		t := text(120)
		if len(texts) > 0 {
			other := texts[r.IntN(len(texts))]
			switch r.IntN(6) {
			case 0:
				t = other
			case 1:
				t = append(t[:4:4], other[:4]...)
			case 2:
				t = append(append(t[:3:3], other[2:4]...), t[3:]...)
			case 3:
				t = strings.Split(swapped(r, vocabulary, strings.Join(other, "\n")), "\n")
			}
		}
		texts = append(texts, t)
		items = append(items, stemma.Item{Path: fmt.Sprintf("pile/%03d.txt", i), Data: []byte(strings.Join(t, " ") + "\n\n" + outlets[r.IntN(4)] + "\n")})
	}
	return items
}

func swapped(r *rand.Rand, vocabulary []string, text string) string {
	words := strings.Split(text, " ")
	for i := range words {
		if r.IntN(3) == 0 && !strings.ContainsAny(words[i], ".\n") {
			words[i] = vocabulary[r.IntN(len(vocabulary))]
		}
	}
	return strings.Join(words, " ")
}

func derivations(t *testing.T, s stemma.Store) []string {
	t.Helper()
	var out []string
	for d, err := range s.Derivations(t.Context(), stemma.DerivationFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	return out
}

// TestDescentIncremental holds that documents that come and go one after
// another, in any order, give the derivations that reading them all at once
// gives.
func TestDescentIncremental(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1))
	items := pile(r, 90)
	read := func(s stemma.Store, some []stemma.Item) {
		t.Helper()
		e := &engine.Engine{Store: s, Version: "1", Lang: "zxx"} // no words are analysed, which takes longest
		if _, err := e.Read(t.Context(), each(some)); err != nil {
			t.Fatal(err)
		}
	}
	whole := open(t)
	read(whole, items)
	want := derivations(t, whole)
	if len(want) < 30 {
		t.Fatalf("only %d derivations in the pile; it tests nothing", len(want))
	}
	extra := pile(rand.New(rand.NewPCG(8, 1)), 20)
	for i := range extra {
		extra[i].Path = "extra/" + extra[i].Path
		extra[i].Data = append(extra[i].Data, items[r.IntN(len(items))].Data...)
	}
	grown := open(t)
	all := append(append([]stemma.Item{}, items...), extra...)
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for len(all) > 0 {
		n := min(len(all), 1+r.IntN(12))
		read(grown, all[:n])
		all = all[n:]
	}
	for d, err := range grown.Documents(t.Context(), stemma.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(d.Path, "extra/") {
			if err := grown.Remove(t.Context(), d.ID); err != nil {
				t.Fatal(err)
			}
			if r.IntN(2) == 0 {
				if err := (&engine.Engine{Store: grown, Version: "1"}).Reckon(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := (&engine.Engine{Store: grown, Version: "1"}).Reckon(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, derivations(t, grown)); diff != "" {
		t.Errorf("grown bit by bit, the case has other derivations:\n%s", diff)
	}
}

// tongues are the invented texts in several languages, as items.
func tongues(t *testing.T) []stemma.Item {
	t.Helper()
	paths, err := filepath.Glob("../../testdata/tongues/*.*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no texts in several languages: %v", err)
	}
	var items []stemma.Item
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, stemma.Item{Path: "tongues/" + filepath.Base(p), Data: text})
	}
	return items
}

// TestTranslations holds that texts in several languages are found to be one,
// directed where one says that it is a translation, and that those that come and
// go one after another give what reading them all at once gives, also where for
// a while all are in one language.
func TestTranslations(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	items := tongues(t)
	read := func(s stemma.Store, some []stemma.Item) {
		t.Helper()
		if _, err := (&engine.Engine{Store: s, Version: "1"}).Read(t.Context(), each(some)); err != nil {
			t.Fatal(err)
		}
	}
	whole := open(t)
	read(whole, items)
	want := derivations(t, whole)
	path := map[stemma.ID]string{}
	for d, err := range whole.Documents(t.Context(), stemma.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		path[d.ID] = filepath.Base(d.Path)
	}
	found := map[string]*stemma.Derivation{}
	for d, err := range whole.Derivations(t.Context(), stemma.DerivationFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if d.Kind == stemma.Translation {
			found[path[d.From]+" "+path[d.To]] = d
		}
	}
	for pair, directed := range map[string]bool{"mine.fr.txt mine.en.txt": true, "ferry.en.txt ferry.ru.txt": true, "trial.es.txt trial.en.txt": true} {
		if d := found[pair]; d == nil || d.Directed != directed || len(d.Aligned) < 5 {
			t.Errorf("%s: found %+v", pair, d)
		}
	}
	for _, pair := range []string{"mine.fr.txt mine-burial.en.txt", "mine-burial.en.txt mine.fr.txt"} {
		if found[pair] != nil {
			t.Errorf("%s: two reports of one event are no translation", pair)
		}
	}
	grown := open(t)
	for _, round := range []int{1, 2} {
		slices.SortFunc(items, func(a, b stemma.Item) int { return strings.Compare(a.Path, b.Path) })
		r.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
		slices.SortStableFunc(items, func(a, b stemma.Item) int { // those in English first
			x, y := !strings.Contains(a.Path, ".en."), !strings.Contains(b.Path, ".en.")
			switch {
			case x == y:
				return 0
			case x:
				return 1
			}
			return -1
		})
		for rest := items; len(rest) > 0; {
			n := min(len(rest), 1+r.IntN(6))
			read(grown, rest[:n])
			rest = rest[n:]
		}
		if diff := cmp.Diff(want, derivations(t, grown)); diff != "" {
			t.Fatalf("round %d: grown bit by bit, the case has other derivations:\n%s", round, diff)
		}
		for id, p := range path { // in the next round they come back
			if strings.Contains(p, ".en.") == (round == 2) || strings.HasPrefix(p, "ferry") {
				continue
			}
			if err := grown.Remove(t.Context(), id); err != nil {
				t.Fatal(err)
			}
			if err := (&engine.Engine{Store: grown, Version: "1"}).Reckon(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestOutletsChange holds that another table of outlets gives what reading with
// it from the start gives, and that the old one gives back what was.
func TestOutletsChange(t *testing.T) {
	text := "The ferry Osmunda, which carries timber between Varo and Linsk, was stopped on Monday by two patrol boats, the harbour office said. " +
		"Captain Ulrik Dahlmann was taken ashore with four sailors. The owners, Brandt and Daughters, say the boats fired 12 shots. No one was hurt."
	items := []stemma.Item{
		{Path: "a.txt", Data: []byte("TARN (Norvik) -- " + text + "\n")},
		{Path: "b.txt", Data: []byte(text + "\n\nSource: NVK\n")},
	}
	table := descent.ReadOutlets("Norvik: NVK")
	engineOf := func(s stemma.Store, o descent.Outlets) *engine.Engine {
		return &engine.Engine{Store: s, Version: "1", Lang: "zxx", Outlets: o}
	}
	read := func(o descent.Outlets) (stemma.Store, []string) {
		s := open(t)
		if _, err := engineOf(s, o).Read(t.Context(), each(items)); err != nil {
			t.Fatal(err)
		}
		return s, derivations(t, s)
	}
	s, without := read(nil)
	_, with := read(table)
	if cmp.Equal(with, without) {
		t.Fatal("the table makes no difference; this tests nothing")
	}
	for _, c := range []struct {
		name  string
		table descent.Outlets
		want  []string
	}{{"the table", table, with}, {"none again", nil, without}} {
		if err := engineOf(s, c.table).Reckon(t.Context()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, derivations(t, s)); diff != "" {
			t.Errorf("%s: other derivations than from the start:\n%s", c.name, diff)
		}
	}
}

// oldNotes is a case whose sketches another version left.
type oldNotes struct{ stemma.Store }

func (o oldNotes) Sketches(ctx context.Context, f stemma.SketchFilter) iter.Seq2[*stemma.Sketch, error] {
	return func(yield func(*stemma.Sketch, error) bool) {
		for k, err := range o.Store.Sketches(ctx, f) {
			if k != nil {
				k.Data = append([]byte{1}, k.Data...)
			}
			if !yield(k, err) {
				return
			}
		}
	}
}

// TestDescentOldNotes holds that a case made by an older version loses nothing
// when a document is added: what was noted of the others is noted anew.
func TestDescentOldNotes(t *testing.T) {
	items := pile(rand.New(rand.NewPCG(7, 1)), 40)
	read := func(s stemma.Store, some []stemma.Item) {
		t.Helper()
		if _, err := (&engine.Engine{Store: s, Version: "1", Lang: "zxx"}).Read(t.Context(), each(some)); err != nil {
			t.Fatal(err)
		}
	}
	whole, old := open(t), open(t)
	read(whole, items)
	read(old, items[:30])
	read(oldNotes{old}, items[30:])
	if diff := cmp.Diff(derivations(t, whole), derivations(t, old)); diff != "" {
		t.Errorf("the case of an older version has other derivations:\n%s", diff)
	}
}

// TestDescentJudgedVersions holds that what a person said of two documents
// holds for the versions that replace them.
func TestDescentJudgedVersions(t *testing.T) {
	items := pile(rand.New(rand.NewPCG(7, 1)), 2)
	items[1].Data = items[0].Data
	s := open(t)
	read := func() {
		t.Helper()
		e := &engine.Engine{Store: s, Version: "1", Lang: "zxx"}
		if _, err := e.Read(t.Context(), each(items)); err != nil {
			t.Fatal(err)
		}
	}
	between := func(when string, want int) {
		t.Helper()
		all, err := stemma.Descent(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, d := range all {
			from, err := s.Document(t.Context(), d.From)
			if err != nil {
				t.Fatal(err)
			}
			to, err := s.Document(t.Context(), d.To)
			if err != nil {
				t.Fatal(err)
			}
			if from.Path != to.Path {
				n++
			}
		}
		if n != want {
			t.Errorf("%s, %d derivations tie the two, want %d", when, n, want)
		}
	}
	read()
	between("before a judgement", 1)
	j := &stemma.Judgement{ID: "j1", Kind: stemma.Independent, By: "T", Why: "two hands"}
	for d, err := range s.Documents(t.Context(), stemma.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		j.About = append(j.About, stemma.DocumentAnchor(d))
	}
	if err := s.Append(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	between("judged independent", 0)
	items[0].Data = append([]byte("One line more at the head of it.\n\n"), items[0].Data...)
	read()
	between("read again with a change", 0)
}
