package engine_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/asof"
	"github.com/stemma/stemma/internal/engine"
	"github.com/stemma/stemma/internal/store"
	"github.com/stemma/stemma/internal/store/storetest"
)

// TestReadByAnotherVersion: a document that left nothing for claims is named,
// until it is read again.
func TestReadByAnotherVersion(t *testing.T) {
	s := open(t)
	for path, tellings := range map[string][]byte{"none.txt": nil, "other.txt": {255, 1}} {
		r := storetest.Reading(path, "Ann Orel said that the bridge stands.", storetest.Run1)
		r.Tellings = tellings
		if err := s.PutReading(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	e := &engine.Engine{Store: s, Version: "test"}
	named := func() (paths []string) {
		t.Helper()
		if err := e.Reckon(t.Context()); err != nil {
			t.Fatal(err)
		}
		for i, err := range s.Issues(t.Context(), stemma.IssueFilter{Stage: "reckon"}) {
			if err != nil {
				t.Fatal(err)
			}
			paths = append(paths, i.Path)
		}
		return paths
	}
	if got := named(); len(got) != 2 {
		t.Errorf("named are %v, want both", got)
	}
	if a := read(t, s, 1, []stemma.Item{{Path: "none.txt", Data: []byte("Ann Orel said that the bridge stands.")}}); a.Read != 1 {
		t.Fatalf("%+v", a)
	}
	if got := named(); len(got) != 1 || got[0] != "other.txt" {
		t.Errorf("after none.txt was read again, named are %v", got)
	}
}

// TestWeighedOnce: where nothing changed that claims depend on, they are not
// made again.
func TestWeighedOnce(t *testing.T) {
	s := open(t)
	read(t, s, 1, []stemma.Item{{Path: "a.txt", Data: []byte("Ann Orel said that five boats sank.")}})
	weighed := func() bool {
		t.Helper()
		run, err := s.Weighed(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return run != ""
	}
	if !weighed() {
		t.Fatal("after reading, the claims were not made")
	}
	var st *stemma.Statement
	for x, err := range s.Statements(t.Context(), stemma.StatementFilter{Kind: "attributed"}) {
		if err != nil {
			t.Fatal(err)
		}
		st = x
	}
	doc, err := s.Document(t.Context(), st.Doc)
	if err != nil {
		t.Fatal(err)
	}
	judge := func(kind stemma.JudgementKind, rating string, retracts stemma.ID) stemma.ID {
		t.Helper()
		j := &stemma.Judgement{Kind: kind, By: "Rey", Why: "x", Rating: rating, Retracts: retracts}
		if kind != stemma.Retract {
			j.About, j.Statement = []stemma.Anchor{stemma.StatementAnchor(doc, st)}, st.ID
		}
		j.ID = stemma.JudgementID(j)
		if err := s.Append(t.Context(), j); err != nil {
			t.Fatal(err)
		}
		return j.ID
	}
	rating := judge(stemma.Rate, "2", "")
	judge(stemma.Retract, "", rating)
	if !weighed() {
		t.Error("a rating, or one taken back, changes claims")
	}
	judge(stemma.Reject, "", "")
	if weighed() {
		t.Error("what a person says was read wrong changes no claim")
	}
}

// TestAsOfIsAsReadThen: what could be known on a day is what reading only what
// was published by then gives. Who is who may know better what is one, so
// claims are compared by their statements and answers.
func TestAsOfIsAsReadThen(t *testing.T) {
	whole := open(t)
	items := dossier(t)
	read(t, whole, 2, items)
	e := &engine.Engine{Store: whole, Version: "test"}
	const day = "2017-03-11"
	then, err := asof.View(t.Context(), whole, day, e.Claims)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]bool{}
	for d, err := range then.Documents(t.Context(), stemma.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		counts[string(d.ID)] = true
	}
	part := open(t)
	read(t, part, 2, items)
	for d, err := range whole.Documents(t.Context(), stemma.DocumentFilter{AllVersions: true}) {
		if err != nil {
			t.Fatal(err)
		}
		if !counts[string(d.ID)] {
			if err := part.Remove(t.Context(), d.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := (&engine.Engine{Store: part, Version: "test"}).Reckon(t.Context()); err != nil {
		t.Fatal(err)
	}
	told := func(v stemma.View) (out []string) {
		t.Helper()
		for c, err := range v.Claims(t.Context(), stemma.ClaimFilter{}) {
			if err != nil {
				t.Fatal(err)
			}
			line := string(c.Question) + " " + c.Gist
			for _, m := range c.Members {
				line += fmt.Sprintf(" %s %s %q", m.Statement, m.Stance, m.Value)
			}
			out = append(out, line)
		}
		slices.Sort(out)
		return out
	}
	want := told(part)
	if len(want) == 0 || len(counts) == 0 {
		t.Fatal("nothing was told by then")
	}
	if diff := cmp.Diff(want, told(then)); diff != "" {
		t.Errorf("what is told differs (-read then +as of):\n%s", diff)
	}
}

// TestJudgedClaims: what a person says answers one question is one claim, what
// he says does not is none, and what is taken back leaves everything as it was.
func TestJudgedClaims(t *testing.T) {
	s := open(t)
	read(t, s, 1, []stemma.Item{
		text("a.txt", "Ann Orel said that five boats sank off Linsk on Monday.\n"),
		text("b.txt", "Ida Brandt said that the harbour of Varo has a new crane.\n"),
		text("c.txt", "The mayor said that seven boats sank off Linsk on Monday.\n"),
	})
	said := func(path string) (*stemma.Document, *stemma.Statement) {
		t.Helper()
		for d, err := range s.Documents(t.Context(), stemma.DocumentFilter{Path: path}) {
			if err != nil {
				t.Fatal(err)
			}
			doc, err := s.Document(t.Context(), d.ID)
			if err != nil {
				t.Fatal(err)
			}
			for st, err := range s.Statements(t.Context(), stemma.StatementFilter{Doc: d.ID, Kind: "attributed"}) {
				if err != nil {
					t.Fatal(err)
				}
				return doc, st
			}
		}
		t.Fatalf("nothing is said in %s", path)
		return nil, nil
	}
	at := int64(0)
	judge := func(kind stemma.JudgementKind, paths ...string) stemma.ID {
		t.Helper()
		at++
		j := &stemma.Judgement{Kind: kind, By: "Rey", Why: "x", At: time.Unix(at, 0).UTC()}
		for i, p := range paths {
			if kind == stemma.Retract {
				j.Retracts = stemma.ID(p)
				continue
			}
			doc, st := said(p)
			j.About = append(j.About, stemma.StatementAnchor(doc, st))
			if i == 0 {
				j.Statement = st.ID
			}
		}
		j.ID = stemma.JudgementID(j)
		if err := s.Append(t.Context(), j); err != nil {
			t.Fatal(err)
		}
		if err := (&engine.Engine{Store: s, Version: "test"}).Reckon(t.Context()); err != nil {
			t.Fatal(err)
		}
		return j.ID
	}
	together := func(p, q string) bool {
		t.Helper()
		_, a := said(p)
		_, b := said(q)
		for c, err := range s.Claims(t.Context(), stemma.ClaimFilter{Statement: a.ID}) {
			if err != nil {
				t.Fatal(err)
			}
			if slices.ContainsFunc(c.Members, func(m stemma.Answer) bool { return m.Statement == b.ID }) {
				return true
			}
		}
		return false
	}
	before := export(t, s)
	unchanged := func(when string) {
		t.Helper()
		after := export(t, s)
		for _, file := range []string{"claims.jsonl", "assessments.jsonl"} {
			if diff := cmp.Diff(before[file], after[file]); diff != "" {
				t.Errorf("%s, %s differs: %s", when, file, diff)
			}
		}
	}
	if together("a.txt", "b.txt") {
		t.Fatal("boats and a crane answer one question")
	}
	same := judge(stemma.SameClaim, "a.txt", "b.txt")
	if !together("a.txt", "b.txt") {
		t.Error("what a person put together is apart")
	}
	judge(stemma.Retract, string(same))
	unchanged("when it was taken back")

	same = judge(stemma.SameClaim, "a.txt", "c.txt")
	if !together("a.txt", "c.txt") {
		t.Error("two numbers that a person put together are apart")
	}
	parted := judge(stemma.OtherClaim, "a.txt", "c.txt")
	if together("a.txt", "c.txt") {
		t.Error("what a person put apart later is together")
	}
	again := judge(stemma.SameClaim, "a.txt", "b.txt")
	judge(stemma.SameClaim, "b.txt", "c.txt")
	if together("a.txt", "c.txt") {
		t.Error("a third brought together what a person put apart")
	}
	for _, j := range []stemma.ID{same, parted, again} {
		judge(stemma.Retract, string(j))
	}
	if together("a.txt", "b.txt") || !together("b.txt", "c.txt") {
		t.Error("not what stands is held")
	}
}

// affair are texts of two stories, with copies, rewordings, numbers that differ and
// people who go by several names.
func affair() []stemma.Item {
	return []stemma.Item{
		text("a/first.txt", "LINSK, 4 May 2019 (Norvik) -- Five boats sank off Linsk on Friday, the harbour master Orsa Veld said. She said that three sailors had been arrested. The governor, Petra Solheim, denied that anyone had been arrested.\n"),
		text("a/copy.txt", "LINSK, 4 May 2019 (Norvik) -- Five boats sank off Linsk on Friday, the harbour master Orsa Veld said. She said that three sailors had been arrested.\n"),
		text("b/second.txt", "LINSK, 5 May 2019 -- Seven boats sank off Linsk on Friday, a coast guard officer told the Ridgeline. Veld, the harbour master of Linsk, said that four sailors had been arrested and were held in Varo.\n"),
		text("c/third.txt", "VARO, 6 May 2019 -- Governor Petra Solheim said that no more than five boats sank off Linsk. \"That is not true,\" said Karim al-Harun, better known as Abu Layth, who owned two of the boats.\n"),
		text("d/bridge.txt", "TARVO, 9 June 2019 -- The bridge at Tarvo was closed on Monday, the mayor Ida Brandt said. Twelve workers were wounded, according to the hospital.\n"),
		text("d/bridge2.txt", "TARVO, 10 June 2019 -- The bridge at Tarvo was closed on Monday, Mayor Brandt said. The hospital said that fourteen workers were wounded. Ms Brandt denied that the bridge had collapsed.\n"),
		text("e/letter.txt", "Abu Layth wrote that his boats had sunk off Linsk and that nobody had asked him. The harbour master has said that five boats sank.\n"),
		text("e/other.txt", "Ida Brandt, a painter from Varo, opened a show of twelve pictures on Monday.\n"),
	}
}

// TestAnyOrder: whether documents come at once, one by one, in whatever order, what
// is made of them is the same to the byte: claims, who is who, what descends from
// what.
func TestAnyOrder(t *testing.T) {
	items := affair()
	plain := open(t)
	read(t, plain, 1, items)
	want := export(t, plain)
	for _, file := range []string{"claims.jsonl", "assessments.jsonl", "entities.jsonl", "derivations.jsonl"} {
		if want[file] == "" {
			t.Errorf("nothing in %s, so that its order shows nothing", file)
		}
	}
	for name, order := range map[string][]int{
		"backwards": {7, 6, 5, 4, 3, 2, 1, 0}, "the second story first": {4, 5, 7, 0, 2, 1, 3, 6}, "turn by turn": {6, 0, 4, 3, 7, 1, 5, 2},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			for _, i := range order {
				read(t, s, 1, items[i:i+1])
			}
			if diff := cmp.Diff(want, export(t, s)); diff != "" {
				t.Errorf("the export differs (-at once +one by one):\n%s", diff)
			}
		})
	}
}

// TestDamagedAccounts: where what is kept of documents is damaged, behind what claims are
// made of or before, or of how their figures met, it is made anew, and the case is what it
// would be.
func TestDamagedAccounts(t *testing.T) {
	items := affair()
	plain := open(t)
	read(t, plain, 1, items)
	kept := func(s stemma.Store, stage string) map[stemma.ID][]byte {
		out := map[stemma.ID][]byte{}
		for k, err := range s.Kept(t.Context(), stage) {
			if err != nil {
				t.Fatal(err)
			}
			out[k.Doc] = k.Data
		}
		return out
	}
	for _, c := range []struct {
		stage, name string
		at          func(size int) int
	}{
		{"claim", "end", func(n int) int { return n - 1 }},
		{"claim", "middle", func(n int) int { return n / 2 }},
		{"claim", "beginning", func(int) int { return 40 }},
		{"figures", "end", func(n int) int { return n - 1 }},
		{"figures", "middle", func(n int) int { return n / 2 }},
		{"figures", "version", func(int) int { return 3 }},
	} {
		t.Run(c.stage+" "+c.name, func(t *testing.T) {
			s := open(t)
			read(t, s, 1, items[1:])
			var damaged []stemma.Kept
			for doc, data := range kept(s, c.stage) {
				data[c.at(len(data))] ^= 1
				damaged = append(damaged, stemma.Kept{Doc: doc, Data: data})
			}
			edition, err := s.Edition(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if len(damaged) == 0 {
				t.Fatal("nothing is kept")
			}
			if err := s.Keep(t.Context(), c.stage, edition, damaged); err != nil {
				t.Fatal(err)
			}
			read(t, s, 1, items[:1])
			if diff := cmp.Diff(export(t, plain), export(t, s)); diff != "" {
				t.Errorf("the export differs (-undamaged +damaged):\n%s", diff)
			}
			if diff := cmp.Diff(kept(plain, c.stage), kept(s, c.stage)); diff != "" {
				t.Error("what is kept is not mended")
			}
		})
	}
}

// TestRemoved: a case from which a document was removed is the case that was read
// without it, to the byte.
func TestRemoved(t *testing.T) {
	items := affair()
	whole := open(t)
	read(t, whole, 1, items)
	for i, gone := range items {
		t.Run(gone.Path, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "copy.stemma")
			if err := whole.Backup(t.Context(), file); err != nil {
				t.Fatal(err)
			}
			less, err := store.Open(t.Context(), file, store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer less.Close()
			for d, err := range less.Documents(t.Context(), stemma.DocumentFilter{Path: gone.Path}) {
				if err != nil {
					t.Fatal(err)
				}
				if err := less.Remove(t.Context(), d.ID); err != nil {
					t.Fatal(err)
				}
				break
			}
			if err := (&engine.Engine{Store: less, Version: "test"}).Reckon(t.Context()); err != nil {
				t.Fatal(err)
			}
			without := open(t)
			read(t, without, 1, slices.Concat(items[:i], items[i+1:]))
			if diff := cmp.Diff(export(t, without), export(t, less)); diff != "" {
				t.Errorf("the export differs (-read without it +removed):\n%s", diff)
			}
		})
	}
}

// TestManyDifferences: of a text that gives a hundred numbers for one thing, each against
// the others, a few differences are told, and all values.
func TestManyDifferences(t *testing.T) {
	var text strings.Builder
	for i := range 120 {
		fmt.Fprintf(&text, "%s disagreed and said the depot had burned in %d places. ", []string{"Orel", "Marsh", "Brix", "Stolb", "Tarn"}[i%5], 3*i+10)
	}
	s := open(t)
	read(t, s, 1, []stemma.Item{{Path: "line.txt", Data: []byte(text.String())}})
	most, values := 0, 0
	for c, err := range s.Claims(t.Context(), stemma.ClaimFilter{Question: stemma.AskNumber}) {
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for a, err := range s.Assessments(t.Context(), stemma.AssessmentFilter{Claim: c.ID}) {
			if err != nil {
				t.Fatal(err)
			}
			values = max(values, len(a.Sides))
			n++
		}
		most = max(most, n)
	}
	if most < 2 || most > 20 || values < 100 {
		t.Errorf("%d differences of one claim, %d values; want 2 to 20, and 100 or more", most, values)
	}
}
