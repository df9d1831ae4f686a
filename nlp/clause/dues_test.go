package clause_test

import (
	"testing"

	"github.com/stemma/stemma/nlp/clause"
)

func TestAsksFor(t *testing.T) {
	dues := map[string]bool{"for": true}
	for words, want := range map[string]bool{
		"charged/VERB/0/root them/PRON/1/obj For/ADP/5/case the/DET/5/det ride/NOUN/1/obl": true,
		"charged/VERB/0/root for/SCONJ/3/mark riding/VERB/1/advcl":                         true,
		"charged/VERB/0/root with/ADP/3/case theft/NOUN/1/obl":                             false,
		"charged/VERB/0/root the/DET/3/det fee/NOUN/1/obj for/ADP/5/case it/PRON/3/nmod":   false,
	} {
		if got := clause.AsksFor(tree(words), 0, dues); got != want {
			t.Errorf("%s: %v", words, got)
		}
		if clause.AsksFor(tree(words), 0, nil) {
			t.Errorf("%s: a verb that asks for nothing", words)
		}
	}
}
