package attribution

import (
	"slices"
	"sort"

	"github.com/stemma/stemma/nlp"
)

// reroot mends the trees of sentences in which the reader took the noun of "in his words" for
// what is said of the subject: "The mayor is, in his words, “no guest”" says of the mayor that
// she is no guest. What hung on that noun beside whose words they are hangs on the head of the
// quotation then.
func reroot(doc *nlp.Doc) {
	if doc.Has&nlp.Dependencies == 0 {
		return
	}
	at := func(begin int) int {
		return sort.Search(len(doc.Tokens), func(i int) bool { return doc.Tokens[i].Begin >= begin })
	}
	for _, a := range doc.Attributions {
		if a.Rule != "in-words-of" || len(a.Content) != 2 {
			continue
		}
		cue, end := at(a.Cue.Begin), at(a.Cue.End)
		for cue < end && doc.Tokens[cue].UPOS != "NOUN" {
			cue++
		}
		copula := slices.ContainsFunc(doc.Tokens[at(a.Content[0].Begin):at(a.Content[0].End)], func(t nlp.Token) bool { return t.Head == cue && t.Deprel == "cop" })
		if cue == end || !copula {
			continue
		}
		quoted := a.Content[1]
		first, last := at(a.Content[0].Begin), at(quoted.End)
		for last < len(doc.Tokens) && doc.Tokens[last].UPOS == "PUNCT" {
			last++
		}
		above := doc.Tokens[cue].Head
		if above >= 0 && quoted.Contains(doc.Tokens[above].Span) {
			continue // it hangs there already
		}
		for i := at(quoted.Begin); i < last && doc.Tokens[i].Begin < quoted.End; i++ {
			t := &doc.Tokens[i]
			if t.UPOS == "PUNCT" || t.Head >= 0 && quoted.Contains(doc.Tokens[t.Head].Span) {
				continue
			}
			for k := first; k < last; k++ {
				if x := &doc.Tokens[k]; x.Head == cue && k != i && (x.End <= a.Content[0].End || x.Begin >= quoted.Begin) {
					x.Head = i
				}
			}
			t.Head, t.Deprel = above, doc.Tokens[cue].Deprel
			doc.Tokens[cue].Head, doc.Tokens[cue].Deprel = i, "obl"
			break
		}
	}
}
