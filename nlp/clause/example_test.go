package clause_test

import (
	"fmt"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/clause"
	"github.com/stemma/stemma/nlp/en"
)

// What a sentence says: what happens, who takes part, when, where and how many.
func Example() {
	p, err := en.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := nlp.NewDoc("At least six officers were killed by rebels in Varo on Monday.")
	p.Annotate(doc)
	c := clause.NewReader(doc, en.Clauses()).Main([]nlp.Span{{End: len(doc.Text)}})
	if c == nil {
		fmt.Println("no clause")
		return
	}
	fmt.Printf("%s, %q, %q, %q\n", c.Predicate, c.Time.In(doc.Text), c.Place.In(doc.Text), c.Quantity.In(doc.Text))
	for _, a := range c.Args {
		fmt.Println(a.Role, a.Span.In(doc.Text))
	}
	// Output:
	// kill, "Monday", "Varo", "At least six officers"
	// nsubj:pass At least six officers
	// obl:agent by rebels
	// obl in Varo
}
