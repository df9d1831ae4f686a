package en_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// found writes the mentions of one form as "words/Type".
func found(doc *nlp.Doc, form nlp.Form) []string {
	var out []string
	for _, m := range doc.Mentions {
		if m.Form == form {
			out = append(out, fmt.Sprintf("%s/%s", m.In(doc.Text), m.Type))
		}
	}
	return out
}

func TestNames(t *testing.T) {
	p := pipeline(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"news", "Maria Santos flew to Nairobi on Monday. Kenyan officials said Santos met Peter Wanjiru of the Ministry of Health.",
			[]string{"Maria Santos/Person", "Nairobi/Place", "Kenyan/Group", "Santos/Person", "Peter Wanjiru/Person", "Ministry of Health/PublicBody"}},
		{"capitals", "PRESIDENT JORGE RAMIREZ LEFT SAN SALVADOR FOR MEXICO ON TUESDAY.",
			[]string{"JORGE RAMIREZ/Person", "SAN SALVADOR/Place", "MEXICO/Place"}},
		{"no names", "the bridge was closed because of the storm.", nil},
		{"genitive", "Kenya's parliament met in London.", []string{"Kenya/Place", "London/Place"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := nlp.NewDoc(c.text)
			p.Annotate(doc)
			if got := found(doc, nlp.Name); !slices.Equal(got, c.want) {
				t.Errorf("names of %q are\n%q, want\n%q", c.text, got, c.want)
			}
		})
	}
}

func TestPhrases(t *testing.T) {
	doc := nlp.NewDoc("The Kenyan foreign minister said she had met her brother, a farmer. “We are not at war,” he said.")
	pipeline(t).Annotate(doc)
	if got, want := found(doc, nlp.Nominal), []string{"The Kenyan foreign minister/Person", "her brother/Person", "a farmer/Person", "war/Event"}; !slices.Equal(got, want) {
		t.Errorf("noun phrases are %q, want %q", got, want)
	}
	if got, want := found(doc, nlp.Pronoun), []string{"she/Person", "her/Person", "We/", "he/Person"}; !slices.Equal(got, want) {
		t.Errorf("pronouns are %q, want %q", got, want)
	}
	for _, a := range doc.Attributions {
		if !slices.ContainsFunc(doc.Mentions, func(m nlp.Mention) bool { return m.Span == a.Source }) {
			t.Errorf("the source %q is no mention", a.Source.In(doc.Text))
		}
	}
}

func ExampleNames() {
	p, err := en.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := nlp.NewDoc("Maria Santos, the minister, left Nairobi on Monday.")
	p.Annotate(doc)
	for _, m := range doc.Mentions {
		fmt.Println(m.In(doc.Text), m.Type, m.Form)
	}
	// Output:
	// Maria Santos Person name
	// the minister Person nominal
	// Nairobi Place name
}

func BenchmarkNames(b *testing.B) {
	names, err := en.Names()
	if err != nil {
		b.Fatal(err)
	}
	tagger, err := en.Tagger()
	if err != nil {
		b.Fatal(err)
	}
	text := ""
	for range 200 {
		text += samples[0] + "\n\n"
	}
	doc := nlp.NewDoc(text)
	en.Segmenter().Annotate(doc)
	doc.Has |= nlp.Tokens | nlp.Sentences
	tagger.Annotate(doc)
	b.ReportAllocs()
	for b.Loop() {
		doc.Mentions, doc.Has = doc.Mentions[:0], doc.Has&^nlp.Mentions
		names.Annotate(doc)
	}
	b.ReportMetric(float64(b.N*len(doc.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}
