// Package tag says of each word what part of speech it is, in the universal
// tags and in the treebank's own, which morphological features it has and what
// its lemma is.
//
// A small recurrent network (package neural) reads the sentence and scores the
// tags of every word; a word gets the pair of tags with the best sum among the
// pairs that the treebank has, and the best features among those that go with
// the pair. A lemma is looked up by form and tag, and made by a rule for the
// longest known ending where the form is not known.
package tag

import (
	"fmt"
	"sync"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
)

// A Tagger fills Tags and Lemmas. It is safe for use by many goroutines.
type Tagger struct {
	words   *neural.Words
	table   *neural.Table
	encoder *neural.Encoder

	// Weights scores the tags: Dim rows of a column for each UPOS, then one for
	// each XPOS, filled up to a multiple of eight.
	weights, bias []float32
	upos, xpos    []string
	pairs         []pair

	// Each of the features has a row of Dim weights and then its bias.
	features   []float32
	feats      []string
	lemmatizer *Lemmatizer
	scratches  sync.Pool
}

// A pair is an UPOS and an XPOS that occur together, with the features that
// occur with them.
type pair struct {
	upos, xpos int32
	feats      []int32
}

// Load makes a tagger from its weights.
func Load(f *model.File) (*Tagger, error) {
	t := &Tagger{}
	if err := t.load(f); err != nil {
		return nil, fmt.Errorf("load the tagger: %w", err)
	}
	return t, nil
}

func (t *Tagger) load(f *model.File) (err error) {
	if kind := f.Note("kind"); kind != "tag" {
		return fmt.Errorf("these are weights of kind %q, not \"tag\"", kind)
	}
	if t.words, t.table, t.encoder, err = neural.Load(f); err != nil {
		return err
	}
	dim := t.encoder.Dim
	if t.upos, err = f.Strings("upos"); err != nil {
		return err
	}
	if t.xpos, err = f.Strings("xpos"); err != nil {
		return err
	}
	if t.feats, err = f.Strings("feats"); err != nil {
		return err
	}
	wide := Width(len(t.upos), len(t.xpos))
	if t.weights, err = f.Matrix("tags", dim, wide); err != nil {
		return err
	}
	if t.bias, err = f.Matrix("tags.bias", 1, wide); err != nil {
		return err
	}
	if t.features, err = f.Matrix("features", len(t.feats), dim+1); err != nil {
		return err
	}
	triples, columns, err := f.Ints("triples")
	if err != nil {
		return err
	}
	if columns != 3 || len(triples) == 0 {
		return fmt.Errorf("section \"triples\" has %d columns and %d values, not three columns of some", columns, len(triples))
	}
	at := map[[2]int32]int{}
	for i := 0; i < len(triples); i += 3 {
		u, x, feats := triples[i], triples[i+1], triples[i+2]
		if u < 0 || int(u) >= len(t.upos) || x < 0 || int(x) >= len(t.xpos) || feats < 0 || int(feats) >= len(t.feats) {
			return fmt.Errorf("section \"triples\" names a tag that is not there")
		}
		n, ok := at[[2]int32{u, x}]
		if !ok {
			n = len(t.pairs)
			at[[2]int32{u, x}] = n
			t.pairs = append(t.pairs, pair{upos: u, xpos: x})
		}
		t.pairs[n].feats = append(t.pairs[n].feats, feats)
	}
	t.lemmatizer, err = LoadLemmatizer(f)
	return err
}

// Width is the number of columns of the tags' weights.
func Width(upos, xpos int) int { return (upos + xpos + 7) &^ 7 }

// Name is "tag".
func (t *Tagger) Name() string { return "tag" }

// Needs is tokens and sentences.
func (t *Tagger) Needs() nlp.Layer { return nlp.Tokens | nlp.Sentences }

// Adds is tags and lemmas.
func (t *Tagger) Adds() nlp.Layer { return nlp.Tags | nlp.Lemmas }

type scratch struct {
	x, scores []float32
	neural    neural.Scratch
	lemmas    []byte
	cuts      []cut
}

// A cut says that the lemma of a token is lemmas[begin:end] of the scratch.
type cut struct{ token, begin, end int }

// piece is the most words that are read at once, so that memory and precision
// do not hang on a text without sentence ends.
const piece = 512

// Annotate fills the tags and lemmas of all tokens, unless they are there.
func (t *Tagger) Annotate(doc *nlp.Doc) {
	if doc.Has&t.Adds() == t.Adds() {
		return
	}
	s, _ := t.scratches.Get().(*scratch)
	if s == nil {
		s = &scratch{}
	}
	s.lemmas, s.cuts = s.lemmas[:0], s.cuts[:0]
	for _, sentence := range doc.Sentences {
		for first := sentence.First; first < sentence.Last; first += piece {
			t.sentence(doc, first, min(first+piece, sentence.Last), s)
		}
	}
	lemmas := string(s.lemmas)
	for _, c := range s.cuts {
		doc.Tokens[c.token].Lemma = lemmas[c.begin:c.end]
	}
	doc.Has |= t.Adds()
	t.scratches.Put(s)
}

func (t *Tagger) sentence(doc *nlp.Doc, first, last int, s *scratch) {
	tokens := doc.Tokens[first:last]
	n, dim, wide := len(tokens), t.encoder.Dim, len(t.bias)
	sentence := neural.Sentence{Text: doc.Text, Tokens: tokens, Upper: neural.IsUpper(doc.Text, tokens)}
	s.x = neural.Grow(s.x, n*dim)
	s.scores = neural.Grow(s.scores, n*wide)
	t.words.Look(s.x, t.table, &sentence)
	t.encoder.Encode(s.x, n, &s.neural)
	for i := range tokens {
		copy(s.scores[i*wide:][:wide], t.bias)
	}
	neural.Product(s.scores, s.x, t.weights, n, dim, wide)
	for i := range tokens {
		x := s.x[i*dim:][:dim]
		token := &tokens[i]
		p := t.best(s.scores[i*wide:][:wide])
		token.UPOS, token.XPOS = t.upos[p.upos], t.xpos[p.xpos]
		token.Feats = t.feats[t.bestFeatures(p, x)]
		word := token.In(doc.Text)
		begin := len(s.lemmas)
		var whole string
		whole, s.lemmas = t.lemmatizer.Append(s.lemmas, word, token.UPOS, token.XPOS, i == 0 || sentence.Upper)
		if len(s.lemmas) > begin {
			s.cuts = append(s.cuts, cut{first + i, begin, len(s.lemmas)})
		} else {
			token.Lemma = whole
		}
	}
}

// best returns the pair with the highest sum; of equals the first.
func (t *Tagger) best(scores []float32) *pair {
	upos, xpos := scores[:len(t.upos)], scores[len(t.upos):]
	best, most := 0, float32(0)
	for i := range t.pairs {
		p := &t.pairs[i]
		if score := upos[p.upos] + xpos[p.xpos]; i == 0 || score > most {
			best, most = i, score
		}
	}
	return &t.pairs[best]
}

func (t *Tagger) bestFeatures(p *pair, x []float32) int32 {
	if len(p.feats) == 1 {
		return p.feats[0]
	}
	best, most := p.feats[0], float32(0)
	for i, feats := range p.feats {
		row := t.features[int(feats)*(len(x)+1):][:len(x)+1]
		score := row[len(x)]
		for k, v := range x {
			score += float32(v * row[k])
		}
		if i == 0 || score > most {
			best, most = feats, score
		}
	}
	return best
}
