package claim

import (
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

func TestForgeries(t *testing.T) {
	for text, want := range map[string]string{
		"The letter says so. The letter is a forgery.":                  "letter",
		"The letters, printed in May, were crude fakes.":                "letter",
		"A forged second memo says so.":                                 "memo",
		"The letter says so. It is no forgery.":                         "",
		"The letter is not a forgery.":                                  "",
		"The letter may be forged.":                                     "",
		"The harbour office said: [the letter is a forgery]":            "",
		"The letter was opened by a forger. The bridge has iron forged": "",
	} {
		d := Document{Document: &stemma.Document{Text: text}}
		if i := strings.Index(text, "["); i >= 0 {
			d.Statements = []stemma.Statement{{Content: []stemma.Span{{Begin: i, End: len(text)}}, Chain: make([]stemma.Attribution, 2)}}
		}
		got := ""
		for noun := range forgeries(d) {
			got += noun
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for source, want := range map[string]string{"The two letters": "letter", "a memo of the guild": "memo", "the mayor": ""} {
		if got := paperNoun(source); got != want {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}
