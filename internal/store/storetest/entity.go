package storetest

import (
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// resolution makes one entity of the mentions of each reading that are these
// words, and says that it is the source of the statements that it stands in.
func resolution(words string, rs ...*stemma.Reading) (*stemma.Resolution, stemma.Entity) {
	r := &stemma.Resolution{Of: map[stemma.ID]stemma.ID{}, Voices: map[stemma.ID][]stemma.ID{}}
	e := stemma.Entity{Type: nlp.Person, Name: words, Named: true, Docs: len(rs),
		Roles: []stemma.Role{{Words: "harbour master", Doc: rs[0].Document.ID, Span: stemma.Span{Begin: 0, End: 3}}},
		Near:  []stemma.Near{{Entity: "e0", Score: 0.5, Why: "half alike"}},
	}
	alias := stemma.Alias{Name: words, Latin: "latin of " + words, Evidence: []stemma.Evidence{{Kind: stemma.Equation, With: "x", Doc: rs[0].Document.ID,
		Span: stemma.Span{Begin: 1, End: 2}, Score: 0.9, Explain: "it says so", Judgement: "j1"}}}
	for _, reading := range rs {
		alias.Docs = append(alias.Docs, reading.Document.ID)
		for _, m := range reading.Mentions {
			if m.Span.In(reading.Document.Text) != words {
				continue
			}
			if e.ID == "" {
				e.ID = stemma.EntityID(m.ID)
			}
			r.Of[m.ID] = e.ID
			alias.N++
			for _, s := range reading.Statements {
				if s.Attributed() && m.Span.Begin >= s.Voice().Source.Begin && m.Span.End <= s.Voice().Source.End {
					r.Voices[s.ID] = []stemma.ID{"", e.ID}
				}
			}
		}
	}
	e.Mentions, e.Aliases = alias.N, []stemma.Alias{alias}
	r.Entities = []stemma.Entity{e}
	return r, e
}

func testEntities(t *testing.T, s stemma.Store) {
	r := bridge()
	put(t, s, r, harbour())
	res, e := resolution("Orel", r)
	if e.ID == "" || len(res.Voices) == 0 {
		t.Fatal("the text of the suite no longer has who this test looks for")
	}
	if err := s.PutResolution(t.Context(), res); err != nil {
		t.Fatal(err)
	}
	got, err := s.Entity(t.Context(), e.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "entity", *got, e)
	listed := e
	listed.Near = nil
	for _, x := range []struct {
		what string
		f    stemma.EntityFilter
		want []*stemma.Entity
	}{
		{"all", stemma.EntityFilter{}, []*stemma.Entity{&listed}},
		{"by letters", stemma.EntityFilter{Name: "oRE"}, []*stemma.Entity{&listed}},
		{"by Latin letters", stemma.EntityFilter{Name: "Latin OF"}, []*stemma.Entity{&listed}},
		{"by other letters", stemma.EntityFilter{Name: "xyz"}, nil},
		{"by type", stemma.EntityFilter{Type: nlp.Person}, []*stemma.Entity{&listed}},
		{"by another type", stemma.EntityFilter{Type: nlp.Place}, nil},
		{"by document", stemma.EntityFilter{Doc: r.Document.ID}, []*stemma.Entity{&listed}},
		{"by another document", stemma.EntityFilter{Doc: harbour().Document.ID}, nil},
		{"after it", stemma.EntityFilter{Offset: 1}, nil},
	} {
		same(t, "entities "+x.what, all(t, s.Entities(t.Context(), x.f)), x.want)
	}
	found, err := s.Find(t.Context(), 'e', string(e.ID[:6]), 5)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "found", found, []stemma.ID{e.ID})

	mentions := all(t, s.EntityMentions(t.Context(), e.ID))
	if len(mentions) != e.Mentions {
		t.Errorf("%d mentions of the entity, not %d", len(mentions), e.Mentions)
	}
	for _, m := range mentions {
		if m.Entity != e.ID || m.Span.In(r.Document.Text) != "Orel" {
			t.Errorf("a mention of the entity is %q of %q", m.Span.In(r.Document.Text), m.Entity)
		}
	}
	said := quotes(t, s, stemma.StatementFilter{Entity: e.ID})
	if len(said) != len(res.Voices) {
		t.Errorf("statements by the entity: %q", said)
	}
	for st := range s.Statements(t.Context(), stemma.StatementFilter{Entity: e.ID}) {
		if st.Voice().SourceEntity != e.ID || st.Chain[0].SourceEntity != "" {
			t.Errorf("the sources of %s are %q and %q", st.ID, st.Chain[0].SourceEntity, st.Voice().SourceEntity)
		}
	}
	_, err = s.Entity(t.Context(), "e-none")
	wantKind(t, "an entity that is not there", err, stemma.NotFound)

	// An ID that a mention of it could have given, while others were not joined with it.
	var lapsed stemma.ID
	for _, m := range mentions {
		if id := stemma.EntityID(m.ID); id != e.ID {
			lapsed = id
		}
	}
	if lapsed == "" {
		t.Fatal("the entity has one mention: nothing can be joined in it")
	}
	for _, id := range []stemma.ID{lapsed, lapsed[:9]} {
		was, err := s.Find(t.Context(), 'e', string(id), 5)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "found by what lapsed", was, []stemma.ID{lapsed})
	}
	if now, err := s.Entity(t.Context(), lapsed); err != nil || now.ID != e.ID {
		t.Errorf("the entity that a lapsed id leads to: %+v, %v", now, err)
	}
	short, err := s.Find(t.Context(), 'e', string(lapsed[:4]), 5)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "found by too little of what lapsed", short, []stemma.ID{})

	// The same again changes nothing; another takes its place.
	changed := func() string {
		t.Helper()
		sum, err := s.Summary(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return sum.Changed.String()
	}
	before := changed()
	if err := s.PutResolution(t.Context(), res); err != nil {
		t.Fatal(err)
	}
	same(t, "time of change", changed(), before)
	if err := s.PutResolution(t.Context(), &stemma.Resolution{}); err != nil {
		t.Fatal(err)
	}
	same(t, "entities after all went", all(t, s.Entities(t.Context(), stemma.EntityFilter{})), nil)
	same(t, "statements of what went", quotes(t, s, stemma.StatementFilter{Entity: e.ID}), nil)
	for _, m := range all(t, s.Mentions(t.Context(), r.Document.ID)) {
		if m.Entity != "" {
			t.Errorf("mention %s still has the entity %s", m.ID, m.Entity)
		}
	}

	// What is read anew, or removed, takes its part along.
	if err := s.PutResolution(t.Context(), res); err != nil {
		t.Fatal(err)
	}
	if err := s.Remove(t.Context(), r.Document.ID); err != nil {
		t.Fatal(err)
	}
	same(t, "statements of what was removed", quotes(t, s, stemma.StatementFilter{Entity: e.ID}), nil)
}
