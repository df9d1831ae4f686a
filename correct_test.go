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
