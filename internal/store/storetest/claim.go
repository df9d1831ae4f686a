package storetest

import (
	"slices"
	"testing"
	"time"

	"github.com/stemma/stemma"
)

// claimed is a claim of these statements, the first with the gist, with all its
// fields filled, and a conflict between the first two of them.
func claimed(run stemma.Run, question stemma.Question, gist string, about stemma.ID, of ...stemma.Statement) (*stemma.Claim, *stemma.Assessment) {
	c := &stemma.Claim{
		ID: stemma.ClaimID(question, of[0].ID), Question: question, Gist: gist, GistOf: of[0].ID, GistSpans: []stemma.Span{of[0].Content[0]},
		Entities: []stemma.ID{about}, Run: run.ID,
	}
	side := stemma.Side{Value: "3", Stance: stemma.Affirms}
	for _, s := range of {
		c.Members = append(c.Members, stemma.Answer{Statement: s.ID, Stance: stemma.Affirms, Value: ">=3", ShownBy: []stemma.Span{s.Content[0]},
			Happened: "2019-05", Place: about, Why: "it speaks of roads"})
		side.Witnesses = append(side.Witnesses, stemma.Witness{Origin: s.ID, Root: about, Interested: true, Support: stemma.PartlySupports})
	}
	last := of[len(of)-1]
	other := stemma.Side{Stance: stemma.Denies, Witnesses: []stemma.Witness{{Origin: of[0].ID, Descendants: []stemma.ID{last.ID}, Why: "it quotes it"}}}
	return c, &stemma.Assessment{Claim: c.ID, Disagreement: stemma.NumberDiffers, Explanation: "one says three, one two", Reason: "three, two",
		Between: [2]stemma.ID{of[0].ID, last.ID}, Sureness: -2, Grounds: "each counts other roads", Sides: []stemma.Side{side, other}, Run: run.ID}
}

func testClaims(t *testing.T, s stemma.Store) {
	r, h := bridge(), harbour()
	r.Tellings = []byte("left")
	put(t, s, r, h)
	for doc, want := range map[stemma.ID]string{r.Document.ID: "left", h.Document.ID: ""} {
		tellings, err := s.Tellings(t.Context(), doc)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "tellings", string(tellings), want)
	}
	_, err := s.Tellings(t.Context(), "d-none")
	wantKind(t, "the tellings of no document", err, stemma.NotFound)

	res, orel := resolution("Orel", r)
	if err := s.PutResolution(t.Context(), res); err != nil {
		t.Fatal(err)
	}
	run := stemma.NewRun("reckon", "1.0", "claims")
	stands, conflict := claimed(run, stemma.AskWhether, "the bridge at Tarvo stands", "e-bridge", r.Statements[0], h.Statements[0], r.Statements[1])
	roads, alike := claimed(run, stemma.AskNumber, "closed 3 roads", "e-roads", r.Statements[1], h.Statements[1])
	roads.Members = append(roads.Members, stemma.Answer{Statement: h.Statements[1].ID, Value: "2"}) // it gives two answers
	alike.Disagreement, alike.Between = stemma.Compatible, [2]stemma.ID{}
	reckoning := func() *stemma.Reckoning {
		return &stemma.Reckoning{Claims: []*stemma.Claim{roads, stands}, Assessments: []*stemma.Assessment{alike, conflict}, Run: run}
	}
	weighed := func(want stemma.ID) {
		t.Helper()
		got, err := s.Weighed(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		same(t, "weighed", got, want)
	}
	keep := func(rk *stemma.Reckoning) {
		t.Helper()
		if err := s.PutReckoning(t.Context(), rk); err != nil {
			t.Fatal(err)
		}
		weighed(run.ID)
	}
	weighed("")
	sum, err := s.Summary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	late := reckoning()
	late.Changed = sum.Changed.Add(-time.Second)
	wantKind(t, "claims of a case that has changed since", s.PutReckoning(t.Context(), late), stemma.Busy)
	weighed("")
	timely := reckoning()
	timely.Changed = sum.Changed
	keep(timely)
	one, err := s.Claim(t.Context(), stands.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "claim", one, stands)
	_, err = s.Claim(t.Context(), "c-none")
	wantKind(t, "a claim that is not there", err, stemma.NotFound)
	for _, x := range []struct {
		what string
		f    stemma.ClaimFilter
		want []*stemma.Claim
	}{
		{"all", stemma.ClaimFilter{}, []*stemma.Claim{stands, roads}},
		{"by question", stemma.ClaimFilter{Question: stemma.AskNumber}, []*stemma.Claim{roads}},
		{"about an entity", stemma.ClaimFilter{Entity: "e-roads"}, []*stemma.Claim{roads}},
		{"told by an entity", stemma.ClaimFilter{Entity: orel.ID}, []*stemma.Claim{stands}},
		{"of a statement", stemma.ClaimFilter{Statement: r.Statements[1].ID}, []*stemma.Claim{stands, roads}},
		{"of a document", stemma.ClaimFilter{Doc: h.Document.ID, Question: stemma.AskWhether}, []*stemma.Claim{stands}},
		{"of no document", stemma.ClaimFilter{Doc: "d-none"}, nil},
		{"by a stem", stemma.ClaimFilter{About: "road"}, []*stemma.Claim{roads}},
		{"by a phrase", stemma.ClaimFilter{About: `"at Tarvo" -closed`}, []*stemma.Claim{stands}},
		{"by no word", stemma.ClaimFilter{About: "?"}, nil},
		{"the second", stemma.ClaimFilter{Limit: 1, Offset: 1}, []*stemma.Claim{roads}},
	} {
		same(t, "claims "+x.what, all(t, s.Claims(t.Context(), x.f)), x.want)
	}
	for _, x := range []struct {
		what string
		f    stemma.AssessmentFilter
		want []*stemma.Assessment
	}{
		{"all", stemma.AssessmentFilter{}, []*stemma.Assessment{conflict, alike}},
		{"of a claim", stemma.AssessmentFilter{Claim: roads.ID}, []*stemma.Assessment{alike}},
		{"of a kind", stemma.AssessmentFilter{Kind: stemma.NumberDiffers}, []*stemma.Assessment{conflict}},
		{"that are conflicts", stemma.AssessmentFilter{Conflicts: true}, []*stemma.Assessment{conflict}},
		{"about an entity", stemma.AssessmentFilter{Entity: "e-roads"}, []*stemma.Assessment{alike}},
		{"the second", stemma.AssessmentFilter{Limit: 1, Offset: 1}, []*stemma.Assessment{alike}},
	} {
		same(t, "assessments "+x.what, all(t, s.Assessments(t.Context(), x.f)), x.want)
	}
	found, err := s.Find(t.Context(), 'c', string(roads.ID[:9]), 5)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "found", found, []stemma.ID{roads.ID})
	sum, err = s.Summary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "counted", []int{sum.Claims, sum.Conflicts}, []int{2, 1})

	// The same again changes nothing.
	before := snapshot(t, s)
	keep(reckoning())
	same(t, "the same again", snapshot(t, s), before)

	for what, spoil := range map[string]func(*stemma.Reckoning){
		"a statement that is not there": func(rk *stemma.Reckoning) {
			c := *roads
			c.Members = append(slices.Clone(c.Members), stemma.Answer{Statement: "s-none"})
			rk.Claims[0] = &c
		},
		"a claim of another run":               func(rk *stemma.Reckoning) { rk.Run = Run1 },
		"two claims of one id":                 func(rk *stemma.Reckoning) { rk.Claims[0] = stands },
		"a claim without members":              func(rk *stemma.Reckoning) { c := *roads; c.Members = nil; rk.Claims[0] = &c },
		"an assessment of no claim":            func(rk *stemma.Reckoning) { a := *alike; a.Claim = "c-none"; rk.Assessments[0] = &a },
		"an assessment of another's statement": func(rk *stemma.Reckoning) { a := *conflict; a.Claim = roads.ID; rk.Assessments[1] = &a },
	} {
		rk := reckoning()
		spoil(rk)
		wantKind(t, what, s.PutReckoning(t.Context(), rk), stemma.Invalid)
		same(t, "after "+what, snapshot(t, s), before)
	}

	// A claim that is joined to another leads to it.
	joined, _ := claimed(run, stemma.AskNumber, "two men were seen", "e-roads", h.Statements[1], r.Statements[1])
	keep(&stemma.Reckoning{Claims: []*stemma.Claim{joined}, Run: run})
	same(t, "after two were joined", all(t, s.Claims(t.Context(), stemma.ClaimFilter{})), []*stemma.Claim{joined})
	same(t, "words of what went", all(t, s.Claims(t.Context(), stemma.ClaimFilter{About: "roads"})), nil)
	if found, err = s.Find(t.Context(), 'c', string(roads.ID[:9]), 5); err != nil {
		t.Fatal(err)
	}
	same(t, "found what was joined", found, []stemma.ID{roads.ID})
	if one, err = s.Claim(t.Context(), roads.ID); err != nil {
		t.Fatal(err)
	}
	same(t, "where what was joined leads", one, joined)
	_, err = s.Claim(t.Context(), stands.ID)
	wantKind(t, "a claim whose statements answer nothing any more", err, stemma.NotFound)

	// What changes the case says that the claims have to be made anew; what a
	// document contributed goes with it.
	keep(reckoning())
	if err := s.Append(t.Context(), judge(stemma.Reject, r, 0)); err != nil {
		t.Fatal(err)
	}
	weighed("")
	keep(reckoning())
	if err := s.Remove(t.Context(), h.Document.ID); err != nil {
		t.Fatal(err)
	}
	weighed("")
	same(t, "claims of what was removed", all(t, s.Claims(t.Context(), stemma.ClaimFilter{})), nil)
	same(t, "assessments of what was removed", all(t, s.Assessments(t.Context(), stemma.AssessmentFilter{})), nil)
	same(t, "words of what was removed", all(t, s.Claims(t.Context(), stemma.ClaimFilter{About: "bridge"})), nil)
	keep(&stemma.Reckoning{Run: run})
	put(t, s, r)
	weighed(run.ID)
}
