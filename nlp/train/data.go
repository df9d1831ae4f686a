// Package train learns the weights of the annotators. Nothing that is shipped
// imports it.
//
// Learning is reproducible byte for byte: with the same data, settings and
// seed, on any number of processors, it writes the same file. Work is cut into
// a fixed number of parts whose results are put together in a fixed order.
package train

import (
	"fmt"
	"os"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/conllu"
	"github.com/stemma/stemma/nlp/neural"
)

// ReadTreebanks reads CoNLL-U files, one after the other.
func ReadTreebanks(paths ...string) ([]conllu.Sentence, error) {
	var all []conllu.Sentence
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("read treebank: %w", err)
		}
		sentences, err := conllu.Read(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("read treebank %s: %w", path, err)
		}
		all = append(all, sentences...)
	}
	return all, nil
}

// casing is how a copy of a sentence is written.
type casing int

const (
	asWritten casing = iota
	allUpper
	allLower
)

// toSentence returns the treebank's sentence as the annotators see one, with
// the gold layers in its tokens; heads are indices in the sentence, -1 for the
// root.
func toSentence(s *conllu.Sentence, c casing) *neural.Sentence {
	var text strings.Builder
	out := &neural.Sentence{}
	write := func(form string) nlp.Span {
		switch c {
		case allUpper:
			form = strings.ToUpper(form)
		case allLower:
			form = strings.ToLower(form)
		}
		begin := text.Len()
		text.WriteString(form)
		return nlp.Span{Begin: begin, End: text.Len()}
	}
	for _, token := range s.Tokens {
		for n := token.First; n <= token.Last; n++ {
			w := &s.Words[n-1]
			out.Tokens = append(out.Tokens, nlp.Token{
				Span: write(w.Form), Glued: n > token.First, UPOS: w.UPOS, XPOS: w.XPOS, Feats: w.Feats, Lemma: w.Lemma,
				Head: w.Head - 1, Deprel: w.Deprel,
			})
		}
		if token.SpaceAfter {
			text.WriteByte(' ')
		}
	}
	out.Text = text.String()
	out.Upper = neural.IsUpper(out.Text, out.Tokens)
	return out
}

// vocabulary returns the words that occur at least least times, as
// neural.Normal writes them, the most frequent first.
func vocabulary(sentences []conllu.Sentence, least int) []string {
	counts := map[string]int{}
	var buffer []byte
	for i := range sentences {
		for _, w := range sentences[i].Words {
			if len(w.Form) <= 48 {
				buffer = neural.Normal(buffer, w.Form)
				counts[string(buffer)]++
			}
		}
	}
	return byCount(counts, least)
}
