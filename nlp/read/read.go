// Package read puts the encoder of package neural together with the tagger of
// package tag and the parser of package parse: each sentence is read once, and
// tags, lemmas and tree are told from what was read.
//
// The three were learned at once: tags are told from the output of the lower
// layers of the encoder, trees from the top, so that a sentence is encoded once
// for all. Words are read by
// their form, their beginnings and endings and the way they are written; text in
// capitals is read as such.
package read

import (
	"fmt"
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
	words     *neural.Words
	table     *neural.Table
	encoder   *neural.Encoder
	tagged    int // layers from whose output tags are told
	tagger    *tag.Tagger
	parser    *parse.Parser
	scratches sync.Pool
}

// Load makes a reader from its weights.
func Load(f *model.File) (*Reader, error) {
	r := &Reader{}
	if err := r.load(f); err != nil {
		return nil, fmt.Errorf("load the reader: %w", err)
	}
	return r, nil
}

func (r *Reader) load(f *model.File) (err error) {
	kind := f.Note("kind")
	if kind != "read" && kind != "tag" && kind != "parse" {
		return fmt.Errorf("these are weights of kind %q, not \"read\"", kind)
	}
	if r.words, r.table, r.encoder, err = neural.Load(f); err != nil {
		return err
	}
	r.tagged = len(r.encoder.Layers)
	if kind == "read" {
		layers, _, err := f.Ints("tags.layers")
		if err != nil {
			return err
		}
		if len(layers) != 1 || layers[0] < 0 || int(layers[0]) > len(r.encoder.Layers) {
			return fmt.Errorf("section \"tags.layers\" is %v for an encoder of %d layers", layers, len(r.encoder.Layers))
		}
		r.tagged = int(layers[0])
	}
	if kind != "parse" {
		if r.tagger, err = tag.Load(f, r.encoder.Dim); err != nil {
			return err
		}
	}
	if kind != "tag" {
		r.parser, err = parse.Load(f, r.encoder.Dim)
	}
	return err
}

// Name is "read".
func (r *Reader) Name() string { return "read" }

// Needs is tokens and sentences.
func (r *Reader) Needs() nlp.Layer { return nlp.Tokens | nlp.Sentences }

// Adds is tags, lemmas and dependencies.
func (r *Reader) Adds() nlp.Layer {
	var adds nlp.Layer
	if r.tagger != nil {
		adds |= nlp.Tags | nlp.Lemmas
	}
	if r.parser != nil {
		adds |= nlp.Dependencies
	}
	return adds
}

// piece is the most words that are read at once. A longer sentence, which no
// person writes, is read in pieces, whose roots depend on the first one's; so
// time stays linear in the text.
const piece = 200

type scratch struct {
	x      []float32
	neural neural.Scratch
	tag    tag.Scratch
	parse  parse.Scratch
}

// Annotate fills the layers of all tokens, unless they are there.
func (r *Reader) Annotate(doc *nlp.Doc) {
	if doc.Has&r.Adds() == r.Adds() {
		return
	}
	s, _ := r.scratches.Get().(*scratch)
	if s == nil {
		s = &scratch{}
	}
	s.tag.Begin()
	for _, sentence := range doc.Sentences {
		root := -1
		for first := sentence.First; first < sentence.Last; first += piece {
			tokens := doc.Tokens[first:min(first+piece, sentence.Last)]
			view := neural.Sentence{Text: doc.Text, Tokens: tokens, Upper: neural.IsUpper(doc.Text, tokens)}
			s.x = neural.Grow(s.x, len(tokens)*r.encoder.Dim)
			r.words.Look(s.x, r.table, &view)
			r.encoder.Encode(s.x, len(tokens), 0, r.tagged, &s.neural)
			if r.tagger != nil {
				r.tagger.Tag(doc, first, s.x, first == sentence.First, view.Upper, &s.tag)
			}
			if r.parser == nil {
				continue
			}
			r.encoder.Encode(s.x, len(tokens), r.tagged, len(r.encoder.Layers), &s.neural)
			own := r.parser.Parse(doc, first, s.x, &s.parse)
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
