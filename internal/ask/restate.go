package ask

import (
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// Few questions stand in what trees were learned from: of "Did the bridge collapse?" a tree makes
// one who did a "bridge collapse". As a statement, "the bridge did collapse", it is read well.

// longestSubject is how many tokens the subject of a question has at most where it is read as a
// statement.
const longestSubject = 12

// restate gives a question that begins with an auxiliary, or with one behind a question word, the
// tree of the statement that it would be with the auxiliary behind its subject, if the question has no
// verb that the auxiliary goes with and the statement has one.
func restate(doc *nlp.Doc, trees interface{ Annotate(*nlp.Doc) }) {
	n := len(doc.Tokens)
	word := func(i int) string { return strings.ToLower(doc.Tokens[i].In(doc.Text)) }
	at := 0
	if n > 0 && asksWhen[word(0)] {
		at = 1
	}
	if at+3 > n || !en.Inverting()[word(at)] || carried(doc, at) >= 0 {
		return
	}
	last := n
	for last > at && doc.Tokens[last-1].UPOS == "PUNCT" {
		last--
	}
	for k := at + 1; k < min(last-1, at+1+longestSubject); k++ {
		// Tokens of the statement, by those of the question.
		var order []int
		for i := at + 1; i <= k; i++ {
			order = append(order, i)
		}
		order = append(order, at)
		for i := k + 1; i < last; i++ {
			order = append(order, i)
		}
		said := statement(doc, order)
		trees.Annotate(said)
		verb := carried(said, k-at)
		if len(said.Tokens) != len(order)+1 || !heads[said.Tokens[k-at-1].UPOS] || verb < 0 || said.Tokens[verb].Head >= 0 || !subjectOf(said, verb, k-at) {
			continue
		}
		for i, q := range order {
			t, from := &doc.Tokens[q], &said.Tokens[i]
			t.UPOS, t.XPOS, t.Feats, t.Lemma, t.Deprel, t.Head = from.UPOS, from.XPOS, from.Feats, from.Lemma, from.Deprel, -1
			if from.Head >= 0 && from.Head < len(order) {
				t.Head = order[from.Head]
			}
		}
		doc.Tokens[order[verb]].UPOS = "VERB"
		for i := range doc.Tokens {
			if i < at || i >= last {
				doc.Tokens[i].Head = order[verb]
			}
		}
		return
	}
}

// asksWhen are question words that an auxiliary stands behind.
var asksWhen = set("when where why how")

// heads are the tags of words that may end a subject.
var heads = map[string]bool{"NOUN": true, "PROPN": true, "PRON": true, "NUM": true}

// carried is the verb that the auxiliary at token i goes with, -1 for none. What "did" goes with is
// one, though taggers often take it for a noun: "did collapse".
func carried(doc *nlp.Doc, i int) int {
	t := &doc.Tokens[i]
	h := t.Head
	if h < 0 || !strings.HasPrefix(t.Deprel, "aux") || doc.Tokens[h].UPOS != "VERB" && !(t.Lemma == "do" && doc.Tokens[h].UPOS == "NOUN") {
		return -1
	}
	return h
}

// subjectOf reports whether all tokens before the one at end are the subject of the verb.
func subjectOf(doc *nlp.Doc, verb, end int) bool {
	for i := range end {
		for k := i; ; k = doc.Tokens[k].Head {
			if k < 0 || k >= end {
				return false
			}
			if doc.Tokens[k].Head == verb {
				if !strings.HasPrefix(doc.Tokens[k].Deprel, "nsubj") {
					return false
				}
				break
			}
		}
	}
	return true
}

// statement is the tokens of a question in another order, with a full stop.
func statement(doc *nlp.Doc, order []int) *nlp.Doc {
	var b strings.Builder
	for i, q := range order {
		w := doc.Tokens[q].In(doc.Text)
		// What stood together stands together: "Orel's".
		if i > 0 && (order[i-1] != q-1 || doc.Tokens[q-1].End != doc.Tokens[q].Begin) {
			b.WriteByte(' ')
		}
		if i == 0 {
			w = strings.ToUpper(w[:1]) + w[1:]
		} else if q == 0 {
			w = strings.ToLower(w)
		}
		b.WriteString(w)
	}
	b.WriteByte('.')
	return nlp.NewDoc(b.String())
}
