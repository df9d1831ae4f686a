package extract

import (
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// TestAllegedIsNoFact holds the second promise of doc/design.md in the
// statements themselves: whatever is told by another's word or with a hedge,
// the author's link of every statement that holds it is not certain of it.
func TestAllegedIsNoFact(t *testing.T) {
	pipeline, err := en.New()
	if err != nil {
		t.Fatal(err)
	}
	frames := []string{
		"%s allegedly %d.", "%s reportedly %d.", "%s supposedly %d.", "Allegedly, %s %d.", "%s is said to have %p.",
		"%s is believed to have %p.", "%s was accused of having %p.", "Orel accused %s of having %p.", "Orel denied that %s %d.",
		"Orel claims that %s %d.", "Police said on Friday that %s %d.", "“%s %d,” Orel said.", "According to Orel, %s %d.",
		"It is rumoured that %s %d.", "%s may have %p.", "%s appears to have %p.", "Perhaps %s %d.", "Orel doubts that %s %d.",
		"Orel asked whether %s %d.", "It is unclear whether %s %d.", "There is no evidence that %s %d.", "Did %s %b?",
		"Orel gave a speech accusing %s of having %p.", "Orel left on Friday, claiming that %s %d.",
	}
	subjects := []string{"the captain", "Dima Sand", "the company"}
	deeds := [][3]string{
		{"burned the boats", "burned the boats", "burn the boats"}, {"took the money", "taken the money", "take the money"},
		{"sold the letters", "sold the letters", "sell the letters"},
	}
	// certain returns the statement that holds the object of the deed and of which
	// the author is certain, nil for none.
	certain := func(text, object string) *stemma.Statement {
		doc := &stemma.Document{
			ID: "d1", Text: text,
			Regions: []stemma.Region{{Span: stemma.Span{End: len(text)}, Kind: stemma.Paragraph}},
		}
		at := strings.LastIndex(text, object)
		statements := Document(doc, pipeline, stemma.NewRun("read", "test", "")).Statements
		for i := range statements {
			s := &statements[i]
			for _, c := range s.Content {
				if a := s.Chain[0]; c.Begin <= at && at < c.End && a.Certainty == nlp.Certain && a.Polarity == nlp.Positive {
					return s
				}
			}
		}
		return nil
	}
	for _, subject := range subjects {
		for _, deed := range deeds {
			object := deed[0][strings.Index(deed[0], "the "):]
			write := func(frame string) string {
				text := strings.NewReplacer("%s", subject, "%d", deed[0], "%p", deed[1], "%b", deed[2]).Replace(frame)
				return strings.ToUpper(text[:1]) + text[1:]
			}
			for _, frame := range frames {
				if s := certain(write(frame), object); s != nil {
					t.Errorf("%s: the author of a statement with a chain of %d is certain", write(frame), len(s.Chain))
				}
			}
			if plain := write("%s %d."); certain(plain, object) == nil {
				t.Errorf("%s: the author is not certain", plain)
			}
		}
	}
}
