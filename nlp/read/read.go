// Package read puts the encoder of package neural together with the tagger of
// package tag and the parser of package parse: each sentence is encoded, and
// tags, lemmas and tree are told from what was read.
//
// A network may tell tags, trees or both; tags from the output of the lower
// layers of its encoder, trees from the top. Several networks may read
// together: their scores are added before anything is decided, which is better
// than any of them alone and costs what they cost together. Words are read by
// their form, their beginnings and endings and the way they are written; text in
// capitals is read as such.
package read

import (
	"fmt"
	"slices"
	"sync"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
	"github.com/stemma/stemma/nlp/parse"
	"github.com/stemma/stemma/nlp/tag"
)

// A Reader fills tags, lemmas and dependencies. It is safe for use by many
// goroutines.
type Reader struct {
	networks  []*network
	scratches sync.Pool
}

// A network is one encoder with what hangs on it; tagger and parser are nil
// where it has none.
type network struct {
	words   *neural.Words
	table   *neural.Table
	encoder *neural.Encoder
	tagged  int // layers from whose output tags are told
	tagger  *tag.Tagger
	parser  *parse.Parser
}

// Load makes a reader from the weights of one or more networks, of kind
// "read", "tag" or "parse". Features and lemmas are those of the first that has
// a tagger.
func Load(files ...*model.File) (*Reader, error) {
	r := &Reader{}
	for _, f := range files {
		n, err := loadNetwork(f)
		if err != nil {
			return nil, fmt.Errorf("load the reader: %w", err)
		}
		r.networks = append(r.networks, n)
	}
	tagger, parser := r.first()
	for _, n := range r.networks {
		if n.parser != nil && !slices.Equal(n.parser.Relations(), parser.Relations()) {
			return nil, fmt.Errorf("load the reader: the networks know different relations")
		}
		if n.tagger != nil {
			u, x := n.tagger.Tags()
			u1, x1 := tagger.Tags()
			if !slices.Equal(u, u1) || !slices.Equal(x, x1) {
				return nil, fmt.Errorf("load the reader: the networks know different tags")
			}
		}
	}
	return r, nil
}

func loadNetwork(f *model.File) (*network, error) {
	n := &network{}
	kind := f.Note("kind")
	if kind != "read" && kind != "tag" && kind != "parse" {
		return nil, fmt.Errorf("these are weights of kind %q, not \"read\", \"tag\" or \"parse\"", kind)
	}
	var err error
	if n.words, n.table, n.encoder, err = neural.Load(f); err != nil {
		return nil, err
	}
	n.tagged = len(n.encoder.Layers)
	if kind == "read" {
		layers, _, err := f.Ints("tags.layers")
		if err != nil {
			return nil, err
		}
		if len(layers) != 1 || layers[0] < 0 || int(layers[0]) > len(n.encoder.Layers) {
			return nil, fmt.Errorf("section \"tags.layers\" is %v for an encoder of %d layers", layers, len(n.encoder.Layers))
		}
		n.tagged = int(layers[0])
	}
	if kind != "parse" {
		if n.tagger, err = tag.Load(f, n.encoder.Dim); err != nil {
			return nil, err
		}
	}
	if kind != "tag" {
		if n.parser, err = parse.Load(f, n.encoder.Dim); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// Know gives the reader the lemma of a form with its tags, in the place of the one
// that its weights have. It must not be called while texts are read.
func (r *Reader) Know(form, upos, xpos, lemma string) {
	if tagger, _ := r.first(); tagger != nil {
		tagger.Know(form, upos, xpos, lemma)
	}
}

// first returns the first tagger and the first parser, nil for none.
func (r *Reader) first() (tagger *tag.Tagger, parser *parse.Parser) {
	for _, n := range slices.Backward(r.networks) {
		if n.tagger != nil {
			tagger = n.tagger
		}
		if n.parser != nil {
			parser = n.parser
		}
	}
	return tagger, parser
}

// Name is "read".
func (r *Reader) Name() string { return "read" }

// Needs is tokens and sentences.
func (r *Reader) Needs() nlp.Layer { return nlp.Tokens | nlp.Sentences }

// Adds is tags, lemmas and dependencies, as far as the networks tell them.
func (r *Reader) Adds() nlp.Layer {
	var adds nlp.Layer
	tagger, parser := r.first()
	if tagger != nil {
		adds |= nlp.Tags | nlp.Lemmas
	}
	if parser != nil {
		adds |= nlp.Dependencies
	}
	return adds
}

// piece is the most words that are read at once. A longer sentence, which no
// person writes, is read in pieces, whose roots depend on the first one's; so
// time stays linear in the text.
const piece = 200

type scratch struct {
	x      [][]float32 // the vectors of the words, of each network
	tagged []float32   // those that features are told from
	kept   []float32   // the vector of one word, of all networks
	neural neural.Scratch
	tag    tag.Scratch
	parse  parse.Scratch
}

// Annotate fills the layers of all tokens, and Vectors with the output of the
// encoders, unless the layers are there.
func (r *Reader) Annotate(doc *nlp.Doc) {
	if doc.Has&r.Adds() == r.Adds() {
		return
	}
	s, _ := r.scratches.Get().(*scratch)
	if s == nil {
		s = &scratch{x: make([][]float32, len(r.networks))}
	}
	tagger, parser := r.first()
	s.tag.Begin()
	doc.Vectors = nlp.NewVectors(len(doc.Tokens), r.Dim())
	for _, sentence := range doc.Sentences {
		root := -1
		for first := sentence.First; first < sentence.Last; first += piece {
			last := min(first+piece, sentence.Last)
			upper := neural.IsUpper(doc.Text, doc.Tokens[first:last])
			r.encode(doc, first, last, upper, s)
			r.keep(doc, first, last, s)
			if tagger != nil {
				tagger.Assign(doc, first, s.tagged, first == sentence.First, upper, &s.tag)
			}
			if parser == nil {
				continue
			}
			own := r.tree(doc, first, last, parser, s)
			if root < 0 {
				root = own
			} else {
				doc.Tokens[own].Head, doc.Tokens[own].Deprel = root, "parataxis"
			}
		}
	}
	s.tag.Finish(doc)
	doc.Has |= r.Adds()
	r.scratches.Put(s)
}

// encode fills s.x and the scores of the tags.
func (r *Reader) encode(doc *nlp.Doc, first, last int, upper bool, s *scratch) {
	view := neural.Sentence{Text: doc.Text, Tokens: doc.Tokens[first:last], Upper: upper}
	count := last - first
	tagged := false
	for i, n := range r.networks {
		x := neural.Grow(s.x[i], count*n.encoder.Dim)
		s.x[i] = x
		n.words.Look(x, n.table, &view)
		n.encoder.Encode(x, count, 0, n.tagged, &s.neural)
		if n.tagger != nil {
			n.tagger.Score(x, tagged, &s.tag)
			if !tagged {
				s.tagged = append(s.tagged[:0], x...)
			}
			tagged = true
		}
		n.encoder.Encode(x, count, n.tagged, len(n.encoder.Layers), &s.neural)
	}
}

// Dim is the number of elements of the vector that is kept of each token.
func (r *Reader) Dim() int {
	dim := 0
	for _, n := range r.networks {
		dim += n.encoder.Dim
	}
	return dim
}

// keep leaves the vectors of s.x with the doc.
func (r *Reader) keep(doc *nlp.Doc, first, last int, s *scratch) {
	s.kept = neural.Grow(s.kept, doc.Vectors.Dim)
	for t := range last - first {
		at := 0
		for i, n := range r.networks {
			at += copy(s.kept[at:], s.x[i][t*n.encoder.Dim:][:n.encoder.Dim])
		}
		at, dim := first+t, doc.Vectors.Dim
		doc.Vectors.Scales[at] = neural.Keep(doc.Vectors.Data[at*dim:(at+1)*dim], s.kept)
	}
}

// tree parses the words of s.x and returns the index of the root.
func (r *Reader) tree(doc *nlp.Doc, first, last int, parser *parse.Parser, s *scratch) int {
	s.parse.Begin(last - first)
	for i, n := range r.networks {
		if n.parser != nil {
			n.parser.Arcs(s.x[i], &s.parse)
		}
	}
	s.parse.Tree(last - first)
	for i, n := range r.networks {
		if n.parser != nil {
			n.parser.Label(s.x[i], &s.parse)
		}
	}
	return parser.Assign(doc, first, last-first, &s.parse)
}
