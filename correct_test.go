package stemma

import (
	"strings"
	"testing"
)

func TestCorrectedAnchor(t *testing.T) {
	text := "The keeper slept. “Lit\nat dusk,” said the keeper, who is old, “and out\tby dawn.” The keeper left."
	at := func(words string) Span {
		i := strings.Index(text, words)
		if i < 0 {
			t.Fatalf("%q is not in the text", words)
		}
		return Span{Begin: i, End: i + len(words)}
	}
	doc := &Document{ID: "d1", Path: "a.txt", Text: text}
	st := &Statement{ID: "s1", Content: []Span{at("“Lit\nat dusk,”"), at("“and out\tby dawn.”")}, Chain: []Attribution{
		{Kind: KindAuthor}, {Kind: "direct", Source: at("the keeper, who is old,"), Cue: at("said")}}}
	for name, c := range map[string]struct {
		content, source, cue string
		quote, from, by      string
		kind                 Kind
	}{
		"nothing":          {quote: "“Lit\nat dusk,” … “and out\tby dawn.”", from: "the keeper, who is old,", by: "said"},
		"same, reflowed":   {content: "“Lit at dusk,” … “and out by dawn.”", quote: "“Lit\nat dusk,” … “and out\tby dawn.”", from: "the keeper, who is old,", by: "said"},
		"first part only":  {content: "“Lit at dusk,”", quote: "“Lit\nat dusk,”", from: "the keeper, who is old,", by: "said"},
		"source":           {source: "the keeper", quote: "“Lit\nat dusk,” … “and out\tby dawn.”", from: "the keeper", by: "said"},
		"the nearer place": {source: "The keeper", quote: "“Lit\nat dusk,” … “and out\tby dawn.”", from: "The keeper", by: "said"},
		"not there":        {source: "the mate", kind: NotFound},
		"no word":          {content: " … ", kind: NotFound},
		"glued":            {content: "“Litat dusk,”", kind: NotFound},
		"wrong order":      {content: "“and out by dawn.” … “Lit at dusk,”", kind: Invalid},
	} {
		got, err := CorrectedAnchor(doc, st, c.content, c.source, c.cue)
		if c.kind != "" {
			if KindOf(err) != c.kind || HintOf(err) == "" {
				t.Errorf("%s: error %v of kind %s, want %s with a hint", name, err, KindOf(err), c.kind)
			}
			continue
		}
		if err != nil || got.Quote != c.quote || got.Source != c.from || got.Cue != c.by {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestCorrected(t *testing.T) {
	text := "The keeper slept. “Lit at dusk,” said the keeper, who is old. The keeper left."
	at := func(words string) Span {
		i := strings.Index(text, words)
		return Span{Begin: i, End: i + len(words)}
	}
	doc := &Document{ID: "d1", Path: "a.txt", Text: text}
	later := &Document{ID: "d2", Path: "a.txt", Text: "Now: " + text}
	said := &Statement{ID: "s1", Content: []Span{at("“Lit at dusk,”")}, Chain: []Attribution{
		{Kind: KindAuthor}, {Kind: "direct", Source: at("the keeper, who is old"), SourceEntity: "e1", Cue: at("said")}}}
	own := &Statement{ID: "s2", Content: []Span{at("The keeper slept")}, Chain: []Attribution{{Kind: KindAuthor}}}
	for name, c := range map[string]struct {
		of                   *Statement
		content, source, cue string
		in                   *Document // in which it is then looked for
		quote, from, by      string
		entity               ID
	}{
		"the words":           {of: said, content: "Lit at dusk", in: doc, quote: "Lit at dusk", from: "the keeper, who is old", by: "said", entity: "e1"},
		"the source":          {of: said, source: "The keeper", in: doc, quote: "“Lit at dusk,”", from: "The keeper", by: "said"},
		"in a later version":  {of: said, content: "Lit at dusk", source: "The keeper", in: later, quote: "Lit at dusk", from: "The keeper", by: "said"},
		"of the author's own": {of: own, source: "the keeper", cue: "said", in: doc, quote: "The keeper slept", from: "the keeper", by: "said"},
		"its words alone":     {of: own, content: "The keeper", in: doc, quote: "The keeper"},
	} {
		should, err := CorrectedAnchor(doc, c.of, c.content, c.source, c.cue)
		if err != nil {
			t.Fatal(err)
		}
		before := StatementAnchor(doc, c.of)
		st := *c.of
		if c.in == later { // as it was read there
			move := func(s Span) Span { return Span{Begin: s.Begin + 5, End: s.End + 5} }
			st.Content, st.Chain = []Span{move(st.Content[0])}, []Attribution{st.Chain[0], st.Chain[1]}
			st.Chain[1].Source, st.Chain[1].Cue = move(st.Chain[1].Source), move(st.Chain[1].Cue)
		}
		got := st.Corrected(c.in, should)
		a := StatementAnchor(c.in, got)
		if got.ID != c.of.ID || a.Quote != c.quote || a.Source != c.from || a.Cue != c.by || got.Voice().SourceEntity != c.entity {
			t.Errorf("%s: %+v of %q", name, a, got.Voice().SourceEntity)
		}
		if now := StatementAnchor(doc, c.of); now.Quote != before.Quote || now.Source != before.Source {
			t.Errorf("%s: the statement as it was read was changed", name)
		}
	}
}
