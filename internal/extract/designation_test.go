package extract

import (
	"slices"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// TestDesignations reads invented sentences with the whole pipeline: which descriptions
// with a small noun become names.
func TestDesignations(t *testing.T) {
	p, err := en.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		text string
		want []string
	}{
		{"A baker in Basra said the Basra garrison ordered bread.", []string{"Basra garrison"}},
		{"The soldiers left the garrison at Basra on Friday.", []string{"garrison at Basra"}},
		{"The mayor said the Basra garrison commander ordered bread.", nil},
		{"The mayor said a prison in Basra was full.", nil},
		{"The mayor said the French prison was full.", nil},
		{"The French foreign ministry said that it was surprised.", []string{"French foreign ministry"}},
		{"The French ministry said that it was surprised.", nil},
		{"The line was drawn under an accord of 1961.", []string{"accord of 1961"}},
		{"The mayor said the 1961 accord was never signed.", []string{"1961 accord"}},
		{"The mayor said the accord was never signed.", nil},
		{"The mayor said the 1961 accord with France was never signed.", nil},
		{"The mayor said the baker of 1961 was dead.", nil},
	} {
		d := nlp.NewDoc(x.text)
		p.Annotate(d)
		var got []string
		for _, m := range designations(d) {
			if m.Form == nlp.Name && !slices.ContainsFunc(d.Mentions, func(o nlp.Mention) bool { return o.Form == nlp.Name && o.Span == m.Span }) {
				got = append(got, m.In(x.text))
			}
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s: %q, want %q", x.text, got, x.want)
		}
	}
}
