package claim

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stemma/stemma"
)

func TestForgeries(t *testing.T) {
	for text, want := range map[string]string{
		"The letter says so. The letter is a forgery.":                  "letter",
		"The letter, printed in May, was a crude fake.":                 "letter",
		"The second memo turned out to be fabricated.":                  "second memo",
		"They burned the forged old ledger.":                            "ledger",
		"The letter says so. It is no forgery.":                         "",
		"The letter is not a forgery.":                                  "",
		"The letter isn't a forgery.":                                   "",
		"The letter may be forged. The note was allegedly forged.":      "",
		"The harbour office said: [the letter is a forgery]":            "",
		"The letter was opened by a forger. The bridge has iron forged": "",
		// Another thing is forged, or nobody knows which paper.
		"The drovers crossed the border with forged documents.": "",
		"The report concerned a passport that was forged.":      "",
		"The paper says that money was counterfeit.":            "",
		"The letter was sealed with fake wax.":                  "",
		"He sent a fake message.":                               "",
	} {
		d := Document{Document: &stemma.Document{Text: text}}
		if i := strings.Index(text, "["); i >= 0 {
			d.Statements = []stemma.Statement{{Content: []stemma.Span{{Begin: i, End: len(text)}}, Chain: make([]stemma.Attribution, 2)}}
		}
		var got []string
		for name := range forgeries(d) {
			got = append(got, name)
		}
		if slices.Sort(got); strings.Join(got, ", ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	forged := map[string]bool{"letter": true, "second memo": true}
	for source, want := range map[string]bool{
		"The letter": true, "the leaked letter": true, "The second memo": true, "a forged certificate": true,
		"the second letter": false, "the memo": false, "the letters": false, "a letter": false, "the mayor": false,
	} {
		if got := isForgery(source, forged); got != want {
			t.Errorf("%q: %v, want %v", source, got, want)
		}
	}
}

// TestForgeriesOfManyStatements: a text in which thousands are quoted who call papers forged is
// read at once.
func TestForgeriesOfManyStatements(t *testing.T) {
	const said = "The forged memo came in. "
	d := Document{Document: &stemma.Document{Text: strings.Repeat(said, 10000)}}
	for i := range 10000 {
		d.Statements = append(d.Statements, stemma.Statement{Content: []stemma.Span{{Begin: i * len(said), End: (i + 1) * len(said)}}, Chain: make([]stemma.Attribution, 2)})
	}
	begin := time.Now()
	if got := forgeries(d); len(got) > 0 {
		t.Errorf("%v", got)
	}
	if took := time.Since(begin); took > 2*time.Second { // a hundredth of that; each against each takes ten times as long
		t.Errorf("took %v", took)
	}
}
