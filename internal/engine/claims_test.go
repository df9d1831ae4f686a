package engine_test

import (
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/engine"
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
