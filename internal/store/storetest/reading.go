package storetest

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

func testPutTwice(t *testing.T, s stemma.Store) {
	r := bridge()
	r.Issues = []stemma.Issue{{Path: r.Document.Path, Stage: "read", Kind: stemma.Broken, Message: "page 2 is cut off"}}
	put(t, s, r)
	before := snapshot(t, s)
	put(t, s, r)
	same(t, "after putting it again", snapshot(t, s), before)
}

func testPutByAnotherRun(t *testing.T, s stemma.Store) {
	put(t, s, bridge(), harbour())
	r := Reading("pile/bridge.txt", bridgeText, Run2)
	r.Statements, r.Mentions, r.Times = r.Statements[2:3], r.Mentions[:1], nil
	r.Document.Title = &stemma.Shown{Value: "Crossing mended"}
	put(t, s, r)

	for st, err := range s.Statements(t.Context(), stemma.StatementFilter{Doc: r.Document.ID}) {
		if err != nil {
			t.Fatal(err)
		}
		same(t, "statement", st, &r.Statements[0])
	}
	same(t, "statements", quotes(t, s, stemma.StatementFilter{Doc: r.Document.ID}), []string{"Nobody was"})
	same(t, "mentions", len(all(t, s.Mentions(t.Context(), r.Document.ID))), 1)
	same(t, "times", len(all(t, s.Times(t.Context(), r.Document.ID))), 0)
	same(t, "old words of a statement", quotes(t, s, stemma.StatementFilter{About: "mayor"}), nil)
	same(t, "old title", paths(t, s, stemma.DocumentFilter{About: "reopened"}), "")
	same(t, "new title", paths(t, s, stemma.DocumentFilter{About: "mended"}), "pile/bridge.txt")
	// A better reader may find another text in the same bytes.
	r = Reading("pile/bridge.txt", bridgeText, Run1)
	r.Document.Text = "Other words altogether."
	r.Document.Regions, r.Statements, r.Mentions, r.Times = nil, nil, nil, nil
	put(t, s, r)
	same(t, "old text", paths(t, s, stemma.DocumentFilter{About: "mayor"}), "")
	same(t, "new text", paths(t, s, stemma.DocumentFilter{About: "altogether"}), "pile/bridge.txt")
	if got, err := s.Original(t.Context(), r.Document.ID); err != nil || string(got) != bridgeText {
		t.Errorf("the original is %q (%v)", got, err)
	}
}

// testPutUnsound looks whether a reading that contradicts itself is refused
// and leaves nothing behind.
func testPutUnsound(t *testing.T, s stemma.Store) {
	put(t, s, harbour())
	before := snapshot(t, s)
	far := stemma.Span{Begin: 5, End: 100_000}
	for name, spoil := range map[string]func(r *stemma.Reading){
		"no document":         func(r *stemma.Reading) { r.Document = nil },
		"no run":              func(r *stemma.Reading) { r.Run = stemma.Run{} },
		"region outside":      func(r *stemma.Reading) { r.Document.Regions[0].Span = far },
		"title outside":       func(r *stemma.Reading) { r.Document.Title.ShownBy = far },
		"mention outside":     func(r *stemma.Reading) { r.Mentions[0].Span = far },
		"time outside":        func(r *stemma.Reading) { r.Times[0].Span = stemma.Span{Begin: -1, End: 2} },
		"content outside":     func(r *stemma.Reading) { r.Statements[0].Content[0] = far },
		"content backwards":   func(r *stemma.Reading) { r.Statements[0].Content[0] = stemma.Span{Begin: 9, End: 5} },
		"source outside":      func(r *stemma.Reading) { r.Statements[0].Chain[1].Source = far },
		"cue outside":         func(r *stemma.Reading) { r.Statements[0].Chain[1].Cue = far },
		"no content":          func(r *stemma.Reading) { r.Statements[0].Content = nil },
		"no chain":            func(r *stemma.Reading) { r.Statements[0].Chain = nil },
		"statement twice":     func(r *stemma.Reading) { r.Statements = append(r.Statements, r.Statements[0]) },
		"mention twice":       func(r *stemma.Reading) { r.Mentions = append(r.Mentions, r.Mentions[0]) },
		"statement elsewhere": func(r *stemma.Reading) { r.Statements[0].Doc = harbour().Document.ID },
		"wrong digest":        func(r *stemma.Reading) { r.Document.Original = []byte("other bytes") },
		"argument outside": func(r *stemma.Reading) {
			r.Statements[0].Proposition = &stemma.Proposition{Args: []stemma.Argument{{Span: far}}}
		},
	} {
		r := bridge()
		spoil(r)
		wantKind(t, name, s.PutReading(t.Context(), r), stemma.Invalid)
	}
	same(t, "after what was refused", snapshot(t, s), before)
}

func testHolds(t *testing.T, s stemma.Store) {
	r := bridge()
	holds := func(path, sha256 string, run stemma.ID) bool {
		t.Helper()
		held, err := s.Holds(t.Context(), path, sha256, run)
		if err != nil {
			t.Fatal(err)
		}
		return held
	}
	d := r.Document
	same(t, "before", holds(d.Path, d.SHA256, Run1.ID), false)
	put(t, s, r)
	same(t, "after", holds(d.Path, d.SHA256, Run1.ID), true)
	same(t, "other run", holds(d.Path, d.SHA256, Run2.ID), false)
	same(t, "other path", holds("x/"+d.Path, d.SHA256, Run1.ID), false)
	same(t, "other bytes", holds(d.Path, harbour().Document.SHA256, Run1.ID), false)
	put(t, s, Reading(d.Path, bridgeText, Run2))
	same(t, "read by another run", holds(d.Path, d.SHA256, Run2.ID), true)
	same(t, "the run before", holds(d.Path, d.SHA256, Run1.ID), false)
	put(t, s, Reading(d.Path, "A later text.", Run2))
	same(t, "an earlier version", holds(d.Path, d.SHA256, Run2.ID), true)
	if err := s.Remove(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	same(t, "removed", holds(d.Path, d.SHA256, Run2.ID), false)
}

func testIssues(t *testing.T, s stemma.Store) {
	issue := func(path, stage string, kind stemma.Kind, message string) stemma.Issue {
		return stemma.Issue{Path: path, Stage: stage, Kind: kind, Message: message}
	}
	for _, i := range []stemma.Issue{
		issue("pile/z.pdf", "read", stemma.Encrypted, "a password is needed"),
		issue("pile/bridge.txt", "find", stemma.Vanished, "it is gone"),
		issue("pile/bridge.txt", "read", stemma.Broken, "old words"),
		issue("pile/z.pdf", "read", stemma.Encrypted, "it needs a password"),
		issue("pile/z.pdf", "read", stemma.Encrypted, "it needs a password"),
		issue("pile/z.pdf", "analyse", stemma.Unread, "b"),
		issue("pile/z.pdf", "analyse", stemma.Internal, "a"),
	} {
		if err := s.PutIssue(t.Context(), i); err != nil {
			t.Fatal(err)
		}
	}
	list := func(f stemma.IssueFilter) []string {
		t.Helper()
		out := []string{}
		for _, i := range all(t, s.Issues(t.Context(), f)) {
			out = append(out, fmt.Sprintf("%s %s %s: %s", i.Path, i.Stage, i.Kind, i.Message))
		}
		return out
	}
	want := []string{
		"pile/bridge.txt find vanished: it is gone",
		"pile/bridge.txt read broken: old words",
		"pile/z.pdf analyse internal: a",
		"pile/z.pdf analyse unread: b",
		"pile/z.pdf read encrypted: it needs a password",
	}
	same(t, "all", list(stemma.IssueFilter{}), want)
	same(t, "by part of the path", list(stemma.IssueFilter{Path: "z.p"}), want[2:])
	same(t, "by stage", list(stemma.IssueFilter{Stage: "read"}), []string{want[1], want[4]})
	same(t, "by kind", list(stemma.IssueFilter{Kind: stemma.Unread}), want[3:4])
	same(t, "by all", list(stemma.IssueFilter{Path: "bridge", Stage: "read", Kind: stemma.Broken}), want[1:2])

	r := bridge()
	r.Issues = []stemma.Issue{issue(r.Document.Path, "analyse", stemma.Unread, "new words")}
	put(t, s, r)
	same(t, "after a reading", list(stemma.IssueFilter{Path: "bridge"}), []string{"pile/bridge.txt analyse unread: new words"})
	put(t, s, bridge())
	same(t, "after a reading without", list(stemma.IssueFilter{Path: "bridge"}), nil)
	same(t, "of other paths", list(stemma.IssueFilter{}), want[2:])
}

func testMentionsAndTimes(t *testing.T, s stemma.Store) {
	r := bridge()
	r.Mentions[1].Entity, r.Mentions[1].Form = "e1", nlp.Nominal
	r.Mentions[0].Chain, r.Mentions[0].ChainConfidence = 1, 1
	r.Mentions[1].Chain, r.Mentions[1].ChainConfidence = 1, 0.7
	put(t, s, harbour(), r)
	// The order is that of the text, not that of the reading.
	shuffled := *r
	shuffled.Mentions, shuffled.Times = slices.Clone(r.Mentions), slices.Clone(r.Times)
	slices.Reverse(shuffled.Mentions)
	slices.Reverse(shuffled.Times)
	shuffled.Run = Run2
	for i := range shuffled.Mentions {
		shuffled.Mentions[i].Run = Run2.ID
	}
	for i := range shuffled.Times {
		shuffled.Times[i].Run = Run2.ID
	}
	put(t, s, &shuffled)
	mentions, times := all(t, s.Mentions(t.Context(), r.Document.ID)), all(t, s.Times(t.Context(), r.Document.ID))
	if len(mentions) != len(r.Mentions) || len(times) != len(r.Times) || len(times) < 2 {
		t.Fatalf("%d mentions of %d, %d times of %d", len(mentions), len(r.Mentions), len(times), len(r.Times))
	}
	for i, m := range mentions {
		want := r.Mentions[i]
		want.Run = Run2.ID
		same(t, "mention", m, &want)
	}
	for i, m := range times {
		want := r.Times[i]
		want.Run = Run2.ID
		same(t, "time", m, &want)
	}
	same(t, "mentions of no document", len(all(t, s.Mentions(t.Context(), "d0"))), 0)
}

func testRuns(t *testing.T, s stemma.Store) {
	put(t, s, Reading("b.txt", bridgeText, Run2), bridge(), harbour())
	same(t, "runs", all(t, s.Runs(t.Context())), []*stemma.Run{&Run1, &Run2})
}

func testRemove(t *testing.T, s stemma.Store) {
	r := bridge()
	r.Issues = []stemma.Issue{{Path: r.Document.Path, Stage: "read", Kind: stemma.Broken, Message: "page 2"}}
	put(t, s, harbour())
	before := snapshot(t, s)
	put(t, s, r)
	j := judge(stemma.Accept, r, 0)
	if err := s.Append(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	if err := s.Remove(t.Context(), r.Document.ID); err != nil {
		t.Fatal(err)
	}
	log := all(t, s.Judgements(t.Context()))
	if len(log) != 1 || log[0].Attached() || log[0].About[0].Quote != j.About[0].Quote {
		t.Errorf("after removing, the log is %v", log)
	}
	after := snapshot(t, s)
	for _, name := range []string{"judgements", "summary"} {
		delete(before, name)
		delete(after, name)
	}
	same(t, "after removing", after, before)
	for _, word := range []string{"mayor", "bri*", "reopened", `"nobody was hurt"`, "lindt"} {
		hits, err := s.Search(t.Context(), stemma.Query{Words: word})
		if err != nil || len(hits) != 0 {
			t.Errorf("%s is still found: %v %v", word, hits, err)
		}
		same(t, word, paths(t, s, stemma.DocumentFilter{About: word, AllVersions: true}), "")
		same(t, word, quotes(t, s, stemma.StatementFilter{Source: word, AllVersions: true}), nil)
	}
	_, err := s.Statement(t.Context(), r.Statements[0].ID)
	wantKind(t, "statement of a removed document", err, stemma.NotFound)
	wantKind(t, "remove it again", s.Remove(t.Context(), r.Document.ID), stemma.NotFound)

	// It may come again, and the judgement fits again.
	put(t, s, r)
	log = all(t, s.Judgements(t.Context()))
	same(t, "judgement fits again", log[0].Statement, r.Statements[0].ID)
}

// testOrder looks whether the order of reading shows anywhere. Versions of one
// path are the one thing whose order counts. Each case is emptied and used
// again, so it also looks whether what was removed shows.
func testOrder(t *testing.T, open func(t *testing.T) stemma.Store) {
	one, other := open(t), open(t)
	words := rapid.SampledFrom([]string{"bridge", "The", "the", "Orel", "mayor", "moved", "said that", "said", "2019", "мост", "roads", "."})
	texts := rapid.Custom(func(t *rapid.T) string {
		text := ""
		for _, w := range rapid.SliceOfN(words, 1, 20).Draw(t, "words") {
			text += w + " "
		}
		return text + "end."
	})
	rapid.Check(t, func(rt *rapid.T) {
		byPath := map[string][]*stemma.Reading{}
		var order []string // of paths; the nth of a path is its nth reading
		for _, text := range rapid.SliceOfN(texts, 1, 6).Draw(rt, "texts") {
			path := rapid.SampledFrom([]string{"a.txt", "b.txt", "b.txt#1", "c/a.txt"}).Draw(rt, "path")
			r := Reading(path, text, Run1)
			if rapid.Bool().Draw(rt, "without original") {
				r.Document.Original = nil
			}
			if rapid.Bool().Draw(rt, "with issue") {
				r.Issues = []stemma.Issue{{Path: path, Stage: "analyse", Kind: stemma.Unread, Message: "of " + path}}
			}
			if slices.ContainsFunc(byPath[path], func(o *stemma.Reading) bool { return o.Document.ID == r.Document.ID }) {
				continue
			}
			byPath[path] = append(byPath[path], r)
			order = append(order, path)
		}
		fill := func(s stemma.Store, order []string, twice bool) map[string]any {
			next := map[string]int{}
			for _, path := range order {
				r := byPath[path][next[path]]
				next[path]++
				put(t, s, r)
				if twice {
					put(t, s, r)
				}
			}
			shot := snapshot(t, s)
			for _, d := range all(t, s.Documents(t.Context(), stemma.DocumentFilter{AllVersions: true})) {
				if err := s.Remove(t.Context(), d.ID); err != nil {
					rt.Fatal(err)
				}
			}
			if err := s.Check(t.Context()); err != nil {
				rt.Fatal(err)
			}
			return shot
		}
		want := fill(one, order, false)
		got := fill(other, rapid.Permutation(order).Draw(rt, "order"), true)
		same(t, "in another order", got, want)
		if t.Failed() {
			rt.FailNow()
		}
	})
}
