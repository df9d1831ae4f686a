package asof_test

import (
	"context"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/asof"
	"github.com/stemma/stemma/internal/store"
	"github.com/stemma/stemma/internal/store/storetest"
	"github.com/stemma/stemma/nlp"
)

func TestDay(t *testing.T) {
	for words, want := range map[string]string{
		"2021-05-25": "2021-05-25", "2021-05": "2021-05-31", "2020-02": "2020-02-29", "2021": "2021-12-31",
		"": "", "yesterday": "", "2021-13": "", "2021-02-30": "", "202X": "", "4/3/2021": "", "2021-03/2021": "",
	} {
		got, err := asof.Day(words)
		if got != want && want != "" || (err == nil) != (want != "") {
			t.Errorf("Day(%q) = %q, %v, want %q", words, got, err, want)
		}
		if err != nil && (stemma.KindOf(err) != stemma.Invalid || stemma.HintOf(err) == "") {
			t.Errorf("Day(%q): %v without a way out", words, err)
		}
	}
}

// texts are read into a case; published says when, "" for never.
type text struct{ path, published, words string }

func caseOf(t *testing.T, texts ...text) (stemma.Store, map[string]*stemma.Reading) {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "case.stemma"), store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	of := map[string]*stemma.Reading{}
	for _, x := range texts {
		r := storetest.Reading(x.path, x.words, storetest.Run1)
		if x.published != "" {
			r.Document.Published = &stemma.Shown{Value: x.published}
		}
		if err := s.PutReading(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		of[x.path+" "+x.published] = r
	}
	return s, of
}

func all[T any](t *testing.T, seq iter.Seq2[*T, error]) (out []*T) {
	t.Helper()
	for x, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	return out
}

func paths(t *testing.T, v stemma.View, f stemma.DocumentFilter) string {
	t.Helper()
	var out []string
	for _, d := range all(t, v.Documents(t.Context(), f)) {
		out = append(out, d.Path+" "+d.Published.Value)
	}
	return strings.Join(out, ", ")
}

func view(t *testing.T, s stemma.View, day string, reckon asof.Reckon) *asof.Case {
	t.Helper()
	v, err := asof.View(t.Context(), s, day, reckon)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func none(context.Context, stemma.View) (*stemma.Reckoning, error) { return &stemma.Reckoning{}, nil }

// TestWhichDocuments: only what was surely published by the day counts, and of
// several versions the latest that does.
func TestWhichDocuments(t *testing.T) {
	s, of := caseOf(t,
		text{"a.txt", "2021-05-25", "Ann said that it rained."},
		text{"b.txt", "2021-05", "Bo said that it rained."},
		text{"c.txt", "2021", "Cy said that it rained."},
		text{"d.txt", "", "Di said that it rained."},
		text{"e.txt", "2021-05-20/2021-05-30", "Ed said that it rained."},
		text{"f.txt", "2021-05-25T23:59:00+02:00", "Flo said that it rained."},
		text{"v.txt", "2021-01-01", "Vi said that it rained."},
		text{"v.txt", "2021-06-01", "Vi said that it never rained."},
	)
	for day, want := range map[string]string{
		"2020-12-31": "",
		"2021-05-24": "v.txt 2021-01-01",
		"2021-05-25": "a.txt 2021-05-25, f.txt 2021-05-25T23:59:00+02:00, v.txt 2021-01-01",
		"2021-05-31": "a.txt 2021-05-25, b.txt 2021-05, e.txt 2021-05-20/2021-05-30, f.txt 2021-05-25T23:59:00+02:00, v.txt 2021-01-01",
		"2021-12-31": "a.txt 2021-05-25, b.txt 2021-05, c.txt 2021, e.txt 2021-05-20/2021-05-30, f.txt 2021-05-25T23:59:00+02:00, v.txt 2021-06-01",
	} {
		v := view(t, s, day, none)
		if got := paths(t, v, stemma.DocumentFilter{}); got != want {
			t.Errorf("as of %s: %s, want %s", day, got, want)
		}
	}
	v := view(t, s, "2021-05-25", none)
	if got, want := v.Left(), (asof.Left{Later: 4, Undated: 1}); got != want {
		t.Errorf("left out are %+v, want %+v", got, want)
	}
	early, late := of["v.txt 2021-01-01"].Document.ID, of["v.txt 2021-06-01"].Document.ID
	d, err := v.Document(t.Context(), early)
	if err != nil || d.ReplacedBy != "" {
		t.Errorf("the version of the day is replaced by %q, %v", d.ReplacedBy, err)
	}
	for what, err := range map[string]error{
		"document":  func() error { _, err := v.Document(t.Context(), late); return err }(),
		"original":  func() error { _, err := v.Original(t.Context(), late); return err }(),
		"tellings":  func() error { _, err := v.Tellings(t.Context(), late); return err }(),
		"statement": func() error { _, err := v.Statement(t.Context(), of["v.txt 2021-06-01"].Statements[0].ID); return err }(),
	} {
		if stemma.KindOf(err) != stemma.NotFound || stemma.HintOf(err) == "" {
			t.Errorf("the %s of what is not there yet: %v", what, err)
		}
	}
	if got := all(t, v.Statements(t.Context(), stemma.StatementFilter{})); len(got) != 3 {
		t.Errorf("%d statements, want 3", len(got))
	}
	if got := all(t, v.Statements(t.Context(), stemma.StatementFilter{Limit: 1, Offset: 2})); len(got) != 1 || got[0].Doc != early {
		t.Errorf("the third statement is %v", got)
	}
	for _, doc := range []stemma.ID{late} {
		if n := len(all(t, v.Mentions(t.Context(), doc))) + len(all(t, v.Times(t.Context(), doc))); n > 0 {
			t.Errorf("%d mentions and times of what is not there yet", n)
		}
	}
	hits, err := v.Search(t.Context(), stemma.Query{Words: "rained", Kind: 'd', Limit: 1, Offset: 1})
	if err != nil || len(hits) != 1 || hits[0].Path != "f.txt" {
		t.Errorf("found are %+v, %v", hits, err)
	}
	for prefix, want := range map[string][]stemma.ID{"v.txt": {early}, string(late): nil, string(early): {early}, "b.txt": nil} {
		if got, err := v.Find(t.Context(), 'd', prefix, 5); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s is %v, %v, want %v", prefix, got, err, want)
		}
	}
	sum, err := v.Summary(t.Context())
	if err != nil || sum.Documents != 3 || sum.Versions != 0 || sum.Statements != 3 || sum.Attributed != 3 || sum.From != "2021-01-01" || sum.To != "2021-05-25" {
		t.Errorf("counted is %+v, %v", sum, err)
	}
}

// TestWhatFollows: derivations, entities, the log and claims are less what is
// not there yet.
func TestWhatFollows(t *testing.T) {
	s, of := caseOf(t,
		text{"a.txt", "2021-05-01", "Orel said that it rained."},
		text{"b.txt", "2021-05-02", "Orel said that it snowed. Holt said that it snowed."},
		text{"c.txt", "2021-05-03", "The-Orel said that it rained. Lind said that it rained."},
	)
	a, b, c := of["a.txt 2021-05-01"], of["b.txt 2021-05-02"], of["c.txt 2021-05-03"]
	run := stemma.NewRun("reckon", "1", "")
	tie := func(x, y *stemma.Reading) *stemma.Derivation {
		return &stemma.Derivation{ID: stemma.DerivationID(x.Document.ID, y.Document.ID), From: x.Document.ID, To: y.Document.ID, Kind: stemma.Copy, Run: run.ID}
	}
	ids := []stemma.ID{a.Document.ID, b.Document.ID, c.Document.ID}
	if err := s.PutDerivations(t.Context(), run, ids, func(yield func(*stemma.Derivation, error) bool) {
		_ = yield(tie(a, b), nil) && yield(tie(b, c), nil)
	}); err != nil {
		t.Fatal(err)
	}
	res := &stemma.Resolution{Of: map[stemma.ID]stemma.ID{}, Voices: map[stemma.ID][]stemma.ID{
		a.Statements[0].ID: {"", "e1"}, b.Statements[0].ID: {"e1", "e1"}, b.Statements[1].ID: {"e1", "e2"}, c.Statements[0].ID: {"", "e1"}, c.Statements[1].ID: {"", "e3"},
	}}
	for _, e := range []struct {
		id    stemma.ID
		name  string
		alias []string
	}{{"e1", "The-Orel", []string{"The-Orel", "Orel"}}, {"e2", "Holt", []string{"Holt"}}, {"e3", "Lind", []string{"Lind"}}} {
		entity := stemma.Entity{ID: e.id, Type: nlp.Person, Name: e.name, Named: true, Near: []stemma.Near{{Entity: "e3", Why: "alike"}}}
		for _, r := range []*stemma.Reading{a, b, c} {
			for _, m := range r.Mentions {
				if slices.Contains(e.alias, m.Span.In(r.Document.Text)) {
					res.Of[m.ID] = e.id
					entity.Mentions++
				}
			}
		}
		for _, name := range e.alias {
			entity.Aliases = append(entity.Aliases, stemma.Alias{Name: name, N: 2, Docs: ids,
				Evidence: []stemma.Evidence{{Kind: stemma.Equation, Doc: c.Document.ID}}})
		}
		entity.Roles = []stemma.Role{{Words: "smith", Doc: c.Document.ID}}
		res.Entities = append(res.Entities, entity)
	}
	if err := s.PutResolution(t.Context(), res); err != nil {
		t.Fatal(err)
	}
	for i, r := range []*stemma.Reading{a, c} {
		j := &stemma.Judgement{Kind: stemma.Accept, By: "Rey", Why: "x", At: time.Unix(int64(i), 0), Statement: r.Statements[0].ID,
			About: []stemma.Anchor{stemma.StatementAnchor(r.Document, &r.Statements[0])}}
		j.ID = stemma.JudgementID(j)
		back := &stemma.Judgement{Kind: stemma.Retract, By: "Rey", Why: "y", At: time.Unix(int64(i), 0), Retracts: j.ID}
		back.ID = stemma.JudgementID(back)
		for _, j := range []*stemma.Judgement{j, back} {
			if err := s.Append(t.Context(), j); err != nil {
				t.Fatal(err)
			}
		}
	}
	// A claim of all statements that are there.
	reckon := func(ctx context.Context, v stemma.View) (*stemma.Reckoning, error) {
		x := &stemma.Claim{Question: stemma.AskWhether, Gist: "it rained, it snowed", Entities: []stemma.ID{"e1"}, Run: run.ID}
		side := stemma.Side{}
		for st, err := range v.Statements(ctx, stemma.StatementFilter{}) {
			if err != nil {
				return nil, err
			}
			x.Members = append(x.Members, stemma.Answer{Statement: st.ID})
			side.Witnesses = append(side.Witnesses, stemma.Witness{Origin: st.ID})
		}
		slices.SortFunc(x.Members, func(a, b stemma.Answer) int { return strings.Compare(string(a.Statement), string(b.Statement)) })
		x.ID, x.GistOf = stemma.ClaimID(x.Question, x.Members[0].Statement), x.Members[0].Statement
		return &stemma.Reckoning{Run: run, Claims: []*stemma.Claim{x}, Assessments: []*stemma.Assessment{
			{Claim: x.ID, Disagreement: stemma.NoDisagreement, Sides: []stemma.Side{side}, Run: run.ID},
			{Claim: x.ID, Disagreement: stemma.PolarityDiffers, Run: run.ID},
		}}, nil
	}
	whole, err := reckon(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.PutReckoning(t.Context(), whole); err != nil {
		t.Fatal(err)
	}

	v := view(t, s, "2021-05-02", reckon)
	if got := all(t, v.Derivations(t.Context(), stemma.DerivationFilter{})); len(got) != 1 || got[0].To != b.Document.ID {
		t.Errorf("derivations are %v", got)
	}
	entities := all(t, v.Entities(t.Context(), stemma.EntityFilter{}))
	if len(entities) != 2 || entities[0].Name != "Orel" || entities[0].Mentions != 2 || entities[0].Docs != 2 || len(entities[0].Aliases) != 1 ||
		len(entities[0].Aliases[0].Docs) != 2 || len(entities[0].Aliases[0].Evidence) != 0 || len(entities[0].Roles) != 0 || entities[1].Name != "Holt" {
		t.Errorf("entities are %+v", entities)
	}
	sources, err := v.Sources(t.Context(), 5)
	if err != nil || !slices.Equal(sources, []stemma.SourceCount{{Entity: "e1", Name: "Orel", N: 2}, {Entity: "e2", Name: "Holt", N: 1}}) {
		t.Errorf("sources are %v, %v", sources, err)
	}
	if e, err := v.Entity(t.Context(), "e2"); err != nil || len(e.Near) != 0 {
		t.Errorf("near is what is not there yet: %+v, %v", e, err)
	}
	if _, err := v.Entity(t.Context(), "e3"); stemma.KindOf(err) != stemma.NotFound {
		t.Errorf("an entity that is not there yet: %v", err)
	}
	for name, n := range map[string]int{"ore": 1, "the-": 0, "hOlt": 1} {
		if got := all(t, v.Entities(t.Context(), stemma.EntityFilter{Name: name})); len(got) != n {
			t.Errorf("%d entities are called %q, want %d", len(got), name, n)
		}
	}
	if got := all(t, v.Judgements(t.Context())); len(got) != 2 || got[0].Statement != a.Statements[0].ID || got[1].Retracts != got[0].ID {
		t.Errorf("the log is %v", got)
	}
	for _, x := range []struct {
		f    stemma.ClaimFilter
		want int
	}{
		{stemma.ClaimFilter{}, 1},
		{stemma.ClaimFilter{About: "snow"}, 1},
		{stemma.ClaimFilter{About: `"it snowed"`}, 1},
		{stemma.ClaimFilter{About: "rained -snowed"}, 0},
		{stemma.ClaimFilter{About: "owed"}, 0},
		{stemma.ClaimFilter{Question: stemma.AskNumber}, 0},
		{stemma.ClaimFilter{Doc: b.Document.ID, Entity: "e1", Statement: b.Statements[0].ID}, 1},
		{stemma.ClaimFilter{Doc: c.Document.ID}, 0},
		{stemma.ClaimFilter{Statement: c.Statements[0].ID}, 0},
		{stemma.ClaimFilter{Entity: "e2"}, 1},
	} {
		if got := all(t, v.Claims(t.Context(), x.f)); len(got) != x.want {
			t.Errorf("%d claims fit %+v, want %d", len(got), x.f, x.want)
		}
	}
	now, err := v.Claim(t.Context(), whole.Claims[0].ID)
	if err != nil || len(now.Members) != 3 {
		t.Errorf("the claim is then %+v, %v", now, err)
	}
	if got := all(t, v.Assessments(t.Context(), stemma.AssessmentFilter{})); len(got) != 2 || !got[0].Disagreement.Conflict() || len(got[1].Sides[0].Witnesses) != 3 {
		t.Errorf("assessments are %+v", got)
	}
	if got := all(t, v.Assessments(t.Context(), stemma.AssessmentFilter{Conflicts: true, Claim: now.ID, Entity: "e1"})); len(got) != 1 {
		t.Errorf("conflicts are %+v", got)
	}
	if got, err := v.Find(t.Context(), 'c', string(now.ID[:6]), 3); err != nil || !slices.Equal(got, []stemma.ID{now.ID}) {
		t.Errorf("found is %v, %v", got, err)
	}
	sum, err := v.Summary(t.Context())
	if err != nil || sum.Claims != 1 || sum.Conflicts != 1 || sum.Judgements != 2 {
		t.Errorf("counted is %+v, %v", sum, err)
	}
	// What was given is not kept.
	now.Members[0].Statement = "s0"
	if again, err := v.Claim(t.Context(), now.ID); err != nil || again.Members[0].Statement == "s0" {
		t.Errorf("a claim that was changed is changed for all: %v", err)
	}
}
