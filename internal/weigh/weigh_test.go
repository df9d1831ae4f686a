package weigh

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// A said is a statement of a document of its own. Its content is the first ten bytes.
type said struct {
	doc, publisher string
	source         string // "" for the author
	entity         stemma.ID
	kind           nlp.SourceType
	words          string // twelve bytes; "It is nine. " if empty
	cue            string // "" where nothing but the source shows whose word it is
}

// scale holds one statement of each, whose ID is "s-" and the document.
func scale(all []said, derivations []*stemma.Derivation) (*Scale, []*stemma.Assessment) {
	s := New(stemma.NewForest(nil, nil), derivations)
	side := stemma.Side{}
	for _, x := range all {
		doc := &stemma.Document{ID: stemma.ID(x.doc), Path: x.doc + ".txt", Text: cmp.Or(x.words, "It is nine. ") + x.source + x.cue}
		if x.publisher != "" {
			doc.Publisher = &stemma.Shown{Value: x.publisher, Where: "meta"}
		}
		st := stemma.Statement{
			ID: stemma.ID("s-" + x.doc), Doc: doc.ID, Content: []stemma.Span{{Begin: 0, End: max(10, len(x.words))}},
			Chain: []stemma.Attribution{{Kind: stemma.KindAuthor, SourceType: stemma.SourceAuthor, SourceEntity: x.entity}},
		}
		if x.source+x.cue != "" {
			link := stemma.Attribution{SourceEntity: x.entity, SourceType: x.kind, Kind: "indirect"}
			said := len(doc.Text) - len(x.cue)
			if x.source != "" {
				link.Source = stemma.Span{Begin: 12, End: said}
			}
			if x.cue != "" {
				link.Cue = stemma.Span{Begin: said, End: len(doc.Text)}
			}
			st.Chain = append(st.Chain, link)
		}
		s.Add(doc, nil, []stemma.Statement{st})
		side.Witnesses = append(side.Witnesses, stemma.Witness{Origin: st.ID})
	}
	return s, []*stemma.Assessment{{Claim: "c", Sides: []stemma.Side{side}}}
}

// weighing weighs where nothing stops it.
func weighing(s *Scale, claims []*stemma.Claim, assessments []*stemma.Assessment) []*stemma.Assessment {
	out, err := s.Weigh(context.Background(), claims, assessments)
	if err != nil {
		panic(err)
	}
	return out
}

func weighed(all []said, derivations []*stemma.Derivation) []stemma.Witness {
	s, assessments := scale(all, derivations)
	return weighing(s, []*stemma.Claim{{ID: "c", Entities: []stemma.ID{"colonel"}}}, assessments)[0].Sides[0].Witnesses
}

// shared is a passage that the two documents share at these places.
func shared(from, to string, at, there int) *stemma.Derivation {
	return &stemma.Derivation{From: stemma.ID(from), To: stemma.ID(to), Aligned: []stemma.Passage{{
		From: stemma.Span{Begin: at, End: at + 10}, To: stemma.Span{Begin: there, End: there + 10},
	}}}
}

func TestWeigh(t *testing.T) {
	for _, c := range []struct {
		name        string
		all         []said
		derivations []*stemma.Derivation
		want        string // the witnesses, each with what rests on it
	}{
		{name: "two authors", all: []said{{doc: "a"}, {doc: "b"}}, want: "a | b unclear"},
		{
			name: "copies are one", all: []said{{doc: "a"}, {doc: "b"}, {doc: "c"}},
			derivations: []*stemma.Derivation{shared("a", "b", 0, 0), shared("b", "c", 0, 0)}, want: "a<b,c",
		},
		{
			name: "another passage is shared", all: []said{{doc: "a"}, {doc: "b"}},
			derivations: []*stemma.Derivation{shared("a", "b", 20, 20)}, want: "a | b same-origin",
		},
		{
			name: "one source in two papers",
			all:  []said{{doc: "a", source: "Orel Tash", entity: "tash"}, {doc: "b", source: "Tash", entity: "tash"}},
			want: "a<b",
		},
		{
			name: "one report under two descriptions",
			all:  []said{{doc: "a", source: "a report that the institute published in January", kind: nlp.SourceDocument}, {doc: "b", source: "the institute’s January report", kind: nlp.SourceDocument}},
			want: "a<b",
		},
		{
			name: "two reports",
			all:  []said{{doc: "a", source: "the ministry’s report", kind: nlp.SourceDocument}, {doc: "b", source: "the institute’s report", kind: nlp.SourceDocument}},
			want: "a | b unclear",
		},
		{
			name: "a text corrects itself", all: []said{{doc: "a"}, {doc: "b", source: "An earlier version of this article"}},
			derivations: []*stemma.Derivation{shared("a", "b", 20, 20)}, want: "a<b",
		},
		{
			name: "two sources in one long passage",
			all:  []said{{doc: "a", source: "Orel Tash", entity: "tash"}, {doc: "b", source: "Ana Vell", entity: "vell", words: "Boats left. "}},
			derivations: []*stemma.Derivation{{From: "a", To: "b", Aligned: []stemma.Passage{{
				From: stemma.Span{Begin: 0, End: 400}, To: stemma.Span{Begin: 5, End: 90},
			}}}},
			want: "a | b same-origin",
		},
		{
			name: "two sources",
			all:  []said{{doc: "a", source: "Orel Tash", entity: "tash"}, {doc: "b", source: "Ana Vell", entity: "vell"}},
			want: "a | b supports",
		},
		{
			name: "two unnamed sources",
			all:  []said{{doc: "a", source: "an aide", kind: nlp.SourceUnnamed}, {doc: "b", source: "an aide", kind: nlp.SourceUnnamed}},
			want: "a | b unclear",
		},
		{
			name: "a body without a name in two texts",
			all:  []said{{doc: "a", source: "the union", entity: "u1", kind: nlp.SourceOrganization}, {doc: "b", source: "The union", entity: "u2", kind: nlp.SourceOrganization}},
			want: "a | b unclear",
		},
		{
			name: "two bodies that their texts tell apart",
			all:  []said{{doc: "a", source: "the dockers’ union", entity: "u1", kind: nlp.SourceOrganization}, {doc: "b", source: "the teachers’ union", entity: "u2", kind: nlp.SourceOrganization}},
			want: "a | b supports",
		},
		{
			name: "a witness without a name in two texts, behind another",
			all:  []said{{doc: "a", source: "Ana Vell", entity: "vell"}, {doc: "b", source: "a witness", entity: "w1"}, {doc: "c", source: "a witness at the gate", entity: "w2"}},
			want: "a | b supports | c unclear",
		},
		{
			name: "a letter is no publisher", all: []said{{doc: "a", source: "B"}, {doc: "b", publisher: "B"}},
			want: "a | b unclear",
		},
		{
			name: "what is passed on without a source", all: []said{{doc: "a", words: "Nine, it is said. "}, {doc: "b", source: "Ana Vell", entity: "vell"}, {doc: "c"}},
			want: "b<a | c supports",
		},
		{name: "hearsay alone", all: []said{{doc: "a", words: "Reportedly nine. "}, {doc: "b", words: "Reportedly six. "}, {doc: "c", words: "Supposedly six. "}}, want: "a<b,c"},
		{name: "nobody's word alone", all: []said{{doc: "a", cue: "allegedly"}, {doc: "b", cue: "reportedly"}, {doc: "c", cue: "is said"}}, want: "a<b,c"},
		{name: "two have heard it", all: []said{{doc: "a", source: "the guards", cue: "have heard"}, {doc: "b", source: "she", cue: "heard"}}, want: "a<b"},
		{name: "two sittings have heard it", all: []said{{doc: "a", source: "An inquest", cue: "heard"}, {doc: "b", source: "the court", cue: "heard"}}, want: "a | b unclear"},
		{
			name: "a report speaks of whose it is", all: []said{{doc: "a", source: "the colonel’s report", entity: "colonel", kind: nlp.SourceDocument}, {doc: "b"}},
			want: "a | b supports",
		},
		{
			name: "an interested party", all: []said{{doc: "a", source: "the colonel", entity: "colonel"}, {doc: "b"}},
			want: "a interested | b supports",
		},
		{
			name: "a text is credited", all: []said{{doc: "a", source: "Marrow Wire"}, {doc: "b", publisher: "The Marrow Wire"}},
			want: "a<b",
		},
		{
			name: "the credited text has it from another",
			all:  []said{{doc: "a", publisher: "Marrow Wire", source: "Ana Vell", entity: "vell"}, {doc: "b", source: "the Marrow  Wire"}},
			want: "a<b",
		},
		{
			name: "a credit does not make two witnesses one",
			all: []said{
				{doc: "a", publisher: "Marrow Wire", source: "Ana Vell", entity: "vell"},
				{doc: "b", publisher: "Marrow Wire", source: "Orel Tash", entity: "tash"},
				{doc: "c", source: "Marrow Wire"},
			},
			want: "a<c | b supports",
		},
		{
			name: "another publisher", all: []said{{doc: "a", publisher: "Sund Post"}, {doc: "b", source: "Marrow Wire", kind: nlp.SourceMedia}},
			want: "a | b unclear",
		},
		{name: "one publisher, two texts", all: []said{{doc: "a", publisher: "Sund Post"}, {doc: "b", publisher: "Sund Post"}}, want: "a | b unclear"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for range 2 {
				got := weighed(c.all, c.derivations)
				if line(got) != c.want {
					t.Errorf("got %q, want %q", line(got), c.want)
				}
				for _, w := range got {
					if (w.Why == "") != (len(w.Descendants) == 0) {
						t.Errorf("the witness %s of %d statements says why: %q", w.Origin, 1+len(w.Descendants), w.Why)
					}
				}
				slices.Reverse(c.all) // the order does not matter
			}
		})
	}
}

// TestClearsItself: a paper or an outlet that tells of itself is no interested party, and one
// that denies it is.
func TestClearsItself(t *testing.T) {
	for stance, want := range map[stemma.Stance]bool{stemma.Affirms: false, stemma.Denies: true} {
		s, assessments := scale([]said{{doc: "a", source: "the Sund Post", entity: "post", kind: nlp.SourceMedia}}, nil)
		assessments[0].Sides[0].Stance = stance
		got := weighing(s, []*stemma.Claim{{ID: "c", Entities: []stemma.ID{"post"}}}, assessments)[0].Sides[0].Witnesses[0].Interested
		if got != want {
			t.Errorf("who %s it: interested is %v", stance, got)
		}
	}
}

// TestTellsAnother: who says what another says is no second witness of it, and that is on the other's word.
func TestTellsAnother(t *testing.T) {
	const text = "Dima said that Orel said that it burned."
	doc := &stemma.Document{ID: "d", Path: "d.txt", Text: text}
	link := func(name string) stemma.Attribution {
		at := strings.Index(text, name)
		return stemma.Attribution{Source: stemma.Span{Begin: at, End: at + len(name)}, SourceEntity: stemma.ID(name), SourceType: nlp.SourcePerson, Kind: "indirect"}
	}
	author := stemma.Attribution{Kind: stemma.KindAuthor}
	all := []stemma.Statement{
		{ID: "s-outer", Doc: "d", Content: []stemma.Span{{Begin: 10, End: 39}}, Chain: []stemma.Attribution{author, link("Dima")}},
		{ID: "s-inner", Doc: "d", Content: []stemma.Span{{Begin: 25, End: 39}}, Chain: []stemma.Attribution{author, link("Dima"), link("Orel")}},
	}
	s := New(stemma.NewForest(nil, nil), nil)
	s.Add(doc, nil, all)
	sides := []stemma.Side{{Witnesses: []stemma.Witness{{Origin: "s-outer"}, {Origin: "s-inner"}}}}
	got := weighing(s, nil, []*stemma.Assessment{{Claim: "c", Sides: sides}})[0].Sides[0].Witnesses
	if len(got) != 1 || got[0].Origin != "s-inner" || got[0].Root != "Orel" || got[0].Why == "" {
		t.Errorf("%+v", got)
	}
}

func line(witnesses []stemma.Witness) string {
	var out []string
	for _, w := range witnesses {
		s := string(w.Origin)
		for i, d := range w.Descendants {
			s += []string{"<", ","}[min(i, 1)] + string(d)
		}
		if w.Interested {
			s += " interested"
		}
		if w.Support != "" {
			s += " " + string(w.Support)
		}
		out = append(out, s)
	}
	return strings.ReplaceAll(strings.Join(out, " | "), "s-", "")
}

// TestSidesInOrder holds that the side with more witnesses comes first.
func TestSidesInOrder(t *testing.T) {
	s, assessments := scale([]said{{doc: "a"}, {doc: "b"}, {doc: "c"}}, []*stemma.Derivation{shared("a", "b", 0, 0)})
	all := assessments[0].Sides[0].Witnesses
	assessments[0].Sides = []stemma.Side{{Value: "9", Witnesses: all[:1:1]}, {Value: "5", Witnesses: all[1:]}}
	got := weighing(s, nil, assessments)[0].Sides
	if got[0].Value != "5" || len(got[0].Witnesses) != 2 {
		out, _ := json.Marshal(got)
		t.Errorf("the side of two comes first, got %s", out)
	}
}

// TestTwoSpeakersCopied holds that two who say the same in one text are two witnesses, and
// stay so where the text was copied.
func TestTwoSpeakersCopied(t *testing.T) {
	const text = "The porter: nine crates were taken. The baker: nine crates were taken."
	first, second := strings.Index(text, "nine"), strings.LastIndex(text, "nine")
	whole := stemma.Span{Begin: 0, End: len(text)}
	s := New(stemma.NewForest(nil, nil), []*stemma.Derivation{{From: "a", To: "b", Aligned: []stemma.Passage{{From: whole, To: whole}}}})
	side := stemma.Side{}
	for _, doc := range []stemma.ID{"a", "b"} {
		var all []stemma.Statement
		for who, at := range map[string]int{"porter": first, "baker": second} {
			source := strings.Index(text, who)
			all = append(all, stemma.Statement{
				ID: doc + "-" + stemma.ID(who), Doc: doc, Content: []stemma.Span{{Begin: at, End: at + len("nine crates were taken")}},
				Chain: []stemma.Attribution{{}, {Source: stemma.Span{Begin: source, End: source + len(who)}, SourceEntity: stemma.ID(who), SourceType: nlp.SourcePerson}},
			})
		}
		slices.SortFunc(all, func(x, y stemma.Statement) int { return cmp.Compare(x.Bounds().Begin, y.Bounds().Begin) })
		for i := range all {
			side.Witnesses = append(side.Witnesses, stemma.Witness{Origin: all[i].ID})
		}
		s.Add(&stemma.Document{ID: doc, Path: string(doc), Text: text}, nil, all)
	}
	got := weighing(s, nil, []*stemma.Assessment{{Sides: []stemma.Side{side}}})[0].Sides[0].Witnesses
	if len(got) != 2 || !slices.Equal(got[0].Descendants, []stemma.ID{"b-porter"}) || !slices.Equal(got[1].Descendants, []stemma.ID{"b-baker"}) {
		t.Errorf("got %+v, want the porter and the baker, each copied once", got)
	}
}

// TestOneQuotesAnother holds that a text which quotes another does not make of one origin
// whatever else the two say.
func TestOneQuotesAnother(t *testing.T) {
	const first, second = "The porter: nine crates. The cook: it was dark.", "The note has \"it was dark\". The baker: nine crates."
	dark := func(text string) stemma.Span {
		at := strings.Index(text, "it was dark")
		return stemma.Span{Begin: at, End: at + len("it was dark")}
	}
	for _, test := range []struct {
		kind stemma.DerivationKind
		want stemma.Support
	}{{stemma.Quotation, stemma.Supports}, {stemma.SharedRoot, stemma.Supports}, {stemma.Revision, stemma.SameOrigin}} {
		s := New(stemma.NewForest(nil, nil), []*stemma.Derivation{{From: "a", To: "b", Kind: test.kind, Aligned: []stemma.Passage{{From: dark(first), To: dark(second)}}}})
		side := stemma.Side{}
		for _, x := range []struct {
			doc       stemma.ID
			text, who string
		}{{"a", first, "porter"}, {"b", second, "baker"}} {
			at, source := strings.Index(x.text, "nine crates"), strings.Index(x.text, x.who)
			st := stemma.Statement{ID: x.doc + "-1", Doc: x.doc, Content: []stemma.Span{{Begin: at, End: at + len("nine crates")}},
				Chain: []stemma.Attribution{{}, {Source: stemma.Span{Begin: source, End: source + len(x.who)}, SourceEntity: stemma.ID(x.who), SourceType: nlp.SourcePerson}}}
			side.Witnesses = append(side.Witnesses, stemma.Witness{Origin: st.ID})
			s.Add(&stemma.Document{ID: x.doc, Path: string(x.doc), Text: x.text}, nil, []stemma.Statement{st})
		}
		got := weighing(s, nil, []*stemma.Assessment{{Sides: []stemma.Side{side}}})[0].Sides[0].Witnesses
		if len(got) != 2 || got[1].Support != test.want {
			t.Errorf("%s: got %+v, want two, the second %q", test.kind, got, test.want)
		}
	}
}
