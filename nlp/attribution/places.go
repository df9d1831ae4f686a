package attribution

import (
	"sort"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// places are what stands in each sentence of a text.
type places struct {
	doc                    *nlp.Doc
	sentences              []nlp.Span
	attributions, mentions [][]int // of each sentence, in order
	blocks                 []int   // the paragraph of each sentence
}

func newPlaces(doc *nlp.Doc) *places {
	at := &places{doc: doc, attributions: make([][]int, len(doc.Sentences)), mentions: make([][]int, len(doc.Sentences))}
	block, before := 0, 0
	for n := range doc.Sentences {
		span := doc.Sentence(n)
		if doc.Blocks == nil {
			block += strings.Count(doc.Text[before:span.Begin], "\n\n")
		}
		for block < len(doc.Blocks) && doc.Blocks[block].End <= span.Begin {
			block++
		}
		before = span.Begin
		at.sentences, at.blocks = append(at.sentences, span), append(at.blocks, block)
	}
	put := func(lists [][]int, i int, spans ...nlp.Span) {
		for _, span := range spans {
			for n := at.of(span.Begin); n < len(lists) && at.sentences[n].Begin < span.End; n++ {
				if k := len(lists[n]); k == 0 || lists[n][k-1] != i {
					lists[n] = append(lists[n], i)
				}
			}
		}
	}
	for i := range doc.Attributions {
		x := &doc.Attributions[i]
		put(at.attributions, i, append([]nlp.Span{x.Source, x.Cue}, x.Content...)...)
	}
	for i := range doc.Mentions {
		put(at.mentions, i, doc.Mentions[i].Span)
	}
	return at
}

// of is the sentence that holds a place, or the one after it.
func (at *places) of(place int) int {
	return sort.Search(len(at.sentences), func(n int) bool { return at.sentences[n].End > place })
}

// chain is the chain of the mention with the most words in common with a stretch of
// one sentence, -1 for none.
func (at *places) chain(span nlp.Span) int {
	chain, most := -1, 0
	n := at.of(span.Begin)
	if n == len(at.mentions) {
		return -1
	}
	for _, i := range at.mentions[n] {
		m := &at.doc.Mentions[i]
		if n := min(m.End, span.End) - max(m.Begin, span.Begin); n > most && m.Chain >= 0 {
			chain, most = m.Chain, n
		}
	}
	return chain
}

// says reports whether an attribution has one of the chain as its source.
func (at *places) says(i, chain int) bool {
	source := at.doc.Attributions[i].Source
	return !source.IsZero() && at.chain(source) == chain
}

// tokens are those of a stretch.
func (at *places) tokens(span nlp.Span) []nlp.Token {
	first := sort.Search(len(at.doc.Tokens), func(i int) bool { return at.doc.Tokens[i].End > span.Begin })
	last := first
	for last < len(at.doc.Tokens) && at.doc.Tokens[last].Begin < span.End {
		last++
	}
	return at.doc.Tokens[first:last]
}

// heading reports whether a sentence without a verb is a paragraph by itself, and no line of a
// page with a number: another text begins there, or another part of it.
func (at *places) heading(n int) bool {
	alone := (n == 0 || at.blocks[n-1] != at.blocks[n]) && (n+1 == len(at.sentences) || at.blocks[n+1] != at.blocks[n])
	return alone && !finite(at.doc, n) && !strings.ContainsAny(at.sentences[n].In(at.doc.Text), "0123456789")
}
