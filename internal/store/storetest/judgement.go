package storetest

import (
	"testing"
	"time"

	"github.com/stemma/stemma"
)

// judge is a judgement on the nth statement of a reading, attached to it.
func judge(kind stemma.JudgementKind, r *stemma.Reading, n int) *stemma.Judgement {
	st := &r.Statements[n]
	j := &stemma.Judgement{Kind: kind, About: []stemma.Anchor{stemma.StatementAnchor(r.Document, st)}, By: "R. Vey", Why: "heard the tape",
		At: time.Date(2021, 2, 3, 4, 5, 6, 0, time.UTC), Statement: st.ID}
	j.ID = stemma.JudgementID(j)
	return j
}

func retract(of *stemma.Judgement, why string) *stemma.Judgement {
	j := &stemma.Judgement{Kind: stemma.Retract, By: "R. Vey", Why: why, At: of.At, Retracts: of.ID}
	j.ID = stemma.JudgementID(j)
	return j
}

func testJudgements(t *testing.T, s stemma.Store) {
	r := bridge()
	put(t, s, r)
	second, first := judge(stemma.Reject, r, 0), judge(stemma.Accept, r, 2)
	loose := judge(stemma.Correct, r, 1)
	loose.About = append(loose.About, stemma.NewAnchor(r.Document, []stemma.Span{{Begin: 0, End: 3}, {Begin: 4, End: 8}}))
	loose.At = loose.At.Add(250 * time.Microsecond)
	loose.Statement, loose.ID = "", stemma.JudgementID(loose)
	loose.At = loose.At.In(time.FixedZone("", 3600)) // the log is in UTC
	log := []*stemma.Judgement{first, second, loose, retract(first, "mistaken")}
	for _, j := range log {
		if err := s.Append(t.Context(), j); err != nil {
			t.Fatal(err)
		}
	}
	wantLoose := *loose
	wantLoose.At = loose.At.UTC()
	want := []*stemma.Judgement{first, second, &wantLoose, log[3]}
	same(t, "log", all(t, s.Judgements(t.Context())), want)

	twice := *second
	twice.Why = "other words"
	wantKind(t, "the same id again", s.Append(t.Context(), &twice), stemma.Invalid)
	wantKind(t, "no id", s.Append(t.Context(), &stemma.Judgement{Kind: stemma.Accept}), stemma.Invalid)
	same(t, "log after what was refused", all(t, s.Judgements(t.Context())), want)
}

func testAttach(t *testing.T, s stemma.Store) {
	r := bridge()
	put(t, s, r)
	a, b := judge(stemma.Accept, r, 0), judge(stemma.Reject, r, 1)
	for _, j := range []*stemma.Judgement{a, b} {
		if err := s.Append(t.Context(), j); err != nil {
			t.Fatal(err)
		}
	}
	attached := func() [2]stemma.ID {
		t.Helper()
		log := all(t, s.Judgements(t.Context()))
		return [2]stemma.ID{log[0].Statement, log[1].Statement}
	}
	same(t, "as appended", attached(), [2]stemma.ID{r.Statements[0].ID, r.Statements[1].ID})
	for _, c := range []struct {
		fits map[stemma.ID]stemma.ID
		want [2]stemma.ID
	}{
		{map[stemma.ID]stemma.ID{a.ID: r.Statements[3].ID}, [2]stemma.ID{r.Statements[3].ID, r.Statements[1].ID}},
		{map[stemma.ID]stemma.ID{}, [2]stemma.ID{r.Statements[3].ID, r.Statements[1].ID}},
		{map[stemma.ID]stemma.ID{a.ID: "", b.ID: r.Statements[2].ID}, [2]stemma.ID{"", r.Statements[2].ID}},
		{map[stemma.ID]stemma.ID{a.ID: "s-nowhere"}, [2]stemma.ID{"", r.Statements[2].ID}},
	} {
		if err := s.Attach(t.Context(), c.fits); err != nil {
			t.Fatal(err)
		}
		same(t, "attached", attached(), c.want)
	}
	// One on who is who is attached to a mention.
	who := &stemma.Judgement{Kind: stemma.SameAs, By: "R. Vey", Why: "her letter", At: a.At,
		About: []stemma.Anchor{stemma.NewAnchor(r.Document, []stemma.Span{r.Mentions[0].Span}), stemma.NewAnchor(r.Document, []stemma.Span{r.Mentions[1].Span})}}
	who.ID = stemma.JudgementID(who)
	if err := s.Append(t.Context(), who); err != nil {
		t.Fatal(err)
	}
	if err := s.Attach(t.Context(), map[stemma.ID]stemma.ID{who.ID: r.Mentions[0].ID}); err != nil {
		t.Fatal(err)
	}
	if log := all(t, s.Judgements(t.Context())); log[2].Statement != r.Mentions[0].ID || !log[2].Attached() {
		t.Errorf("a judgement on who is who is attached to %q", log[2].Statement)
	}
	wantKind(t, "attach what is not in the log", s.Attach(t.Context(), map[stemma.ID]stemma.ID{"j0": ""}), stemma.NotFound)

	// A statement that another reading no longer finds is no longer fitted.
	again := Reading("pile/bridge.txt", bridgeText, Run2)
	again.Statements = again.Statements[:2]
	put(t, s, again)
	same(t, "after another reading", attached(), [2]stemma.ID{"", ""})
}

func testJudged(t *testing.T, s stemma.Store) {
	r := bridge()
	put(t, s, r, harbour())
	accept, reject := judge(stemma.Accept, r, 0), judge(stemma.Reject, r, 0)
	other := judge(stemma.Accept, r, 2)
	back := retract(reject, "heard it again")
	for i, step := range []struct {
		j                  *stemma.Judgement
		accepted, rejected []string
	}{
		{accept, []string{"the bridge"}, nil},
		{other, []string{"the bridge", "Nobody was"}, nil},
		{reject, []string{"Nobody was"}, []string{"the bridge"}},
		{back, []string{"the bridge", "Nobody was"}, nil},
		{retract(back, "no"), []string{"Nobody was"}, []string{"the bridge"}},
	} {
		if err := s.Append(t.Context(), step.j); err != nil {
			t.Fatal(err)
		}
		same(t, "accepted after step "+string(rune('1'+i)), quotes(t, s, stemma.StatementFilter{Judged: stemma.Accept}), step.accepted)
		same(t, "rejected after step "+string(rune('1'+i)), quotes(t, s, stemma.StatementFilter{Judged: stemma.Reject}), step.rejected)
	}
	same(t, "corrected", quotes(t, s, stemma.StatementFilter{Judged: stemma.Correct}), nil)
	same(t, "accepted, of a document", quotes(t, s, stemma.StatementFilter{Judged: stemma.Accept, Doc: harbour().Document.ID}), nil)
}
