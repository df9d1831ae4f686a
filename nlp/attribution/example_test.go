package attribution_test

import (
	"fmt"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/attribution"
	"github.com/stemma/stemma/nlp/segment"
)

// A language is its lexicon. This one knows one verb and no more grammar than
// its example needs.
func Example() {
	finder := attribution.New(&attribution.Lexicon{
		Words:     map[string]attribution.Class{"der": attribution.Determiner, "dass": attribution.That},
		CommaThat: true,
		Verbs: []attribution.Verb{{
			Base: "sagen", Present: "sagt", Past: "sagte", Participle: "gesagt", Gerund: "sagend",
			Takes: attribution.Says | attribution.SaysThat | attribution.Quotes | attribution.Inverts,
		}},
	})
	doc := nlp.NewDoc(strings.TrimSpace(`
„Der Damm hält“, sagte Orel. Der Minister sagte, dass der Damm bricht.`))
	segment.New(segment.Language{}).Annotate(doc)
	finder.Annotate(doc)
	for _, a := range doc.Attributions {
		fmt.Println(a.Rule, "|", a.Source.In(doc.Text), "|", a.Content[0].In(doc.Text))
	}
	// Output:
	// quotation-cue | Orel | „Der Damm hält“
	// cue-that | Der Minister | der Damm bricht
}
