package claim

import (
	"slices"
	"testing"

	"github.com/stemma/stemma"
)

// said is a statement of these words by a source, beside what its author says.
func said(source, quote string, words ...string) *member {
	m := &member{source: source, quote: quote, chain: make([]stemma.Attribution, 2)}
	for _, w := range words {
		m.said = append(m.said, hash(w))
	}
	slices.Sort(m.said)
	m.words = m.said
	return m
}

// TestConcerningByNoun: a statement speaks of whoever is called by the last word of his name
// in it, and not of him where it speaks of what is his.
func TestConcerningByNoun(t *testing.T) {
	for _, c := range []struct {
		by, quote string
		words     []string
		want      bool
	}{
		{"the miller", "the miller stole the grain", []string{"miller", "steal", "grain"}, true},
		{"the harbour office", "the harbour office sank the barge", []string{"harbour", "office", "sink", "barge"}, true},
		{"the harbour office of Varo", "the office sank the barge", []string{"office", "sink", "barge"}, true},
		{"the harbour office", "the harbour was closed", []string{"harbour", "close"}, false},
		{"the baker", "the baker’s wife sold the ferry", []string{"baker", "wife", "sell", "ferry"}, false},
		{"the baker", "the baker sold the baker's ferry", []string{"baker", "sell", "ferry"}, true},
		{"Orel Tash", "Tash sold the ferry", []string{"tash", "sell", "ferry"}, false},
	} {
		if got := said("", c.quote, c.words...).concerning(said(c.by, "it")); got != c.want {
			t.Errorf("“%s” concerns %s: %v", c.quote, c.by, got)
		}
	}
}

// TestHasWord: a word is no letters of others.
func TestHasWord(t *testing.T) {
	m := said("", "he held his hips and saw boats", "he", "hold", "his", "hip", "and", "see", "boat")
	for word, want := range map[string]bool{"ships": false, "boats": true, "Boat": true, "oat": false} {
		if m.hasWord(word) != want {
			t.Errorf("%s: %v", word, !want)
		}
	}
}
