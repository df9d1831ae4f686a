// Package tag says of each word what part of speech it is, in the universal
// tags and in the treebank's own, which morphological features it has and what
// its lemma is.
//
// It works on the vectors that the encoder of package neural makes of the words
// of a sentence; package read puts the two together. A word gets the pair of
// tags with the best sum of scores among the pairs that the treebank has, and
// the best features among those that go with the pair. A lemma is looked up by
// form and tag, and made by a rule for the longest known ending where the form
// is not known.
package tag

import (
	"fmt"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
)

// A Tagger fills tags, features and lemmas of tokens from their vectors. It is
// safe for use by many goroutines.
type Tagger struct {
	dim int

	// Weights scores the tags: Dim rows of a column for each UPOS, then one for
	// each XPOS, filled up to a multiple of eight.
	weights    *neural.Matrix
	bias       []float32
	upos, xpos []string
	pairs      []pair

	// Features scores the features, a column for each.
	features     *neural.Matrix
	featuresBias []float32
	feats        []string
	lemmatizer   *Lemmatizer
}

// A pair is an UPOS and an XPOS that occur together, with the features that
// occur with them.
type pair struct {
	upos, xpos int32
	feats      []int32
}

// Load makes a tagger for vectors of dim elements from its weights.
func Load(f *model.File, dim int) (*Tagger, error) {
	t := &Tagger{dim: dim}
	if err := t.load(f, dim); err != nil {
		return nil, fmt.Errorf("load the tagger: %w", err)
	}
	return t, nil
}

func (t *Tagger) load(f *model.File, dim int) (err error) {
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
	weights, err := f.Matrix("tags", dim, wide)
	if err != nil {
		return err
	}
	t.weights = neural.NewMatrix(weights, dim, wide)
	if t.bias, err = f.Matrix("tags.bias", 1, wide); err != nil {
		return err
	}
	rows, err := f.Matrix("features", len(t.feats), dim+1)
	if err != nil {
		return err
	}
	t.loadFeatures(rows, dim)
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

// Know is the Know of the tagger's lemmatizer.
func (t *Tagger) Know(form, upos, xpos, lemma string) { t.lemmatizer.Know(form, upos, xpos, lemma) }

// loadFeatures takes the weights of the features, of which the file has a row of
// dim and then the bias for each.
func (t *Tagger) loadFeatures(rows []float32, dim int) {
	count := len(t.feats)
	t.featuresBias = make([]float32, count)
	turned := make([]float32, dim*count)
	for i := range count {
		row := rows[i*(dim+1):][:dim+1]
		t.featuresBias[i] = row[dim]
		for k, v := range row[:dim] {
			turned[k*count+i] = v
		}
	}
	t.features = neural.NewMatrix(turned, dim, count)
}

// Width is the number of columns of the tags' weights.
func Width(upos, xpos int) int { return (upos + xpos + 7) &^ 7 }

// A Scratch is the working memory of a tagger. It may be used again, by one
// goroutine at a time.
type Scratch struct {
	scores []float32
	feats  []float32
	bytes  neural.Bytes
	lemmas []byte
	cuts   []cut
}

// A cut says that the lemma of a token is lemmas[begin:end] of the scratch.
type cut struct{ token, begin, end int }

// Begin makes the scratch ready for a Doc.
func (s *Scratch) Begin() { s.lemmas, s.cuts = s.lemmas[:0], s.cuts[:0] }

// Finish gives the tokens of the Doc their lemmas. They share one piece of
// memory, so that no word costs an allocation.
func (s *Scratch) Finish(doc *nlp.Doc) {
	lemmas := string(s.lemmas)
	for _, c := range s.cuts {
		doc.Tokens[c.token].Lemma = lemmas[c.begin:c.end]
	}
}

// Score scores the tags of the words that have the vectors in x, and adds the
// scores to those that are there if more is set: the word of several taggers
// for the same tags may be heard.
func (t *Tagger) Score(x []float32, more bool, s *Scratch) {
	n, wide := len(x)/t.dim, len(t.bias)
	s.scores = neural.Grow(s.scores, n*wide)
	if !more {
		clear(s.scores)
	}
	for i := range n {
		neural.Add(s.scores[i*wide:][:wide], t.bias)
	}
	t.weights.Product(s.scores, x, n, &s.bytes)
}

// Tags are the tags that the tagger knows, UPOS and XPOS. Taggers that are to
// work together must have the same.
func (t *Tagger) Tags() (upos, xpos []string) { return t.upos, t.xpos }

// Assign gives the tokens of doc from first on, one for each vector in x, their
// tags by the scores, and their features and lemmas; opens says that the first
// of them opens a sentence, upper that the sentence is written in capitals.
func (t *Tagger) Assign(doc *nlp.Doc, first int, x []float32, opens, upper bool, s *Scratch) {
	n, wide, count := len(x)/t.dim, len(t.bias), len(t.feats)
	s.feats = neural.Grow(s.feats, n*count)
	for i := range n {
		copy(s.feats[i*count:], t.featuresBias)
	}
	t.features.Product(s.feats, x, n, &s.bytes)
	for i := range n {
		token := &doc.Tokens[first+i]
		p := t.best(s.scores[i*wide:][:wide])
		token.UPOS, token.XPOS = t.upos[p.upos], t.xpos[p.xpos]
		token.Feats = t.feats[bestFeatures(p, s.feats[i*count:][:count])]
		begin := len(s.lemmas)
		var whole string
		whole, s.lemmas = t.lemmatizer.Append(s.lemmas, token.In(doc.Text), token.UPOS, token.XPOS, i == 0 && opens || upper)
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

// bestFeatures returns those features of the pair that have the highest score;
// of equals the first.
func bestFeatures(p *pair, scores []float32) int32 {
	best := p.feats[0]
	for _, feats := range p.feats[1:] {
		if scores[feats] > scores[best] {
			best = feats
		}
	}
	return best
}
