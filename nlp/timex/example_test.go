package timex_test

import (
	"fmt"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

func Example() {
	tagger, err := en.Times()
	if err != nil {
		fmt.Println(err)
		return
	}
	pipeline, err := nlp.NewPipeline("en", en.Segmenter(), tagger)
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := nlp.NewDoc("The pier has been shut since last August. A ferry sank there on 3 May 2019; the following day two men were held for six hours.")
	doc.Date = "2021-02-15" // when it was written
	pipeline.Annotate(doc)
	for _, t := range doc.Times {
		fmt.Printf("%s %s %q\n", t.Type, t.Value, t.In(doc.Text))
	}
	// Output:
	// DATE 2020-08 "last August"
	// DATE 2019-05-03 "3 May 2019"
	// DATE 2019-05-04 "the following day"
	// DURATION PT6H "six hours"
}
