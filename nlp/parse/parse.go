// Package parse says on which word each word depends and in what relation, as
// Universal Dependencies has it, projective or not.
//
// It scores every possible arc of a sentence and takes the best tree (the
// graph-based way of Dozat & Manning 2017, with the light encoder of package
// neural in place of theirs): an arc by a bilinear form of the two words and by
// how far they stand apart, its relation by a small network over the two. It
// reads the words alone and needs no tags. Enhanced dependencies it does not
// give.
package parse

import (
	"fmt"
	"sync"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
)

// A Parser fills Dependencies. It is safe for use by many goroutines.
type Parser struct {
	words   *neural.Words
	table   *neural.Table
	encoder *neural.Encoder

	arc, rel  int // elements of a word's vector as part of an arc, of a relation
	relations []string
	root      int // index of "root" in relations

	dependent, dependentBias []float32 // Dim by arc
	head, headBias           []float32 // Dim by arc
	rootHead                 []float32 // arc: the root as a head
	bilinear                 []float32 // arc by arc
	prior                    []float32 // arc: how good a head is at all
	distance                 []float32 // Buckets

	relDependent, relHead []float32 // Dim by rel
	relRoot               []float32 // rel: the root as a head
	relDistance           []float32 // Buckets by rel
	relOut, relBias       []float32 // rel by relations, filled up to eight

	scratches sync.Pool
}

// Buckets is the number of distances that are told apart: nine to either side,
// and the root.
const Buckets = 19

// Distance returns the bucket of an arc from the head at index h to the
// dependent at index d of a sentence.
func Distance(d, h int) int {
	if h < 0 {
		return Buckets - 1
	}
	side, far := 0, h-d
	if far < 0 {
		side, far = 9, -far
	}
	switch {
	case far <= 4:
		return side + max(far, 1) - 1
	case far <= 6:
		return side + 4
	case far <= 9:
		return side + 5
	case far <= 14:
		return side + 6
	case far <= 24:
		return side + 7
	}
	return side + 8
}

// Load makes a parser from its weights.
func Load(f *model.File) (*Parser, error) {
	p := &Parser{}
	if err := p.load(f); err != nil {
		return nil, fmt.Errorf("load the parser: %w", err)
	}
	return p, nil
}

func (p *Parser) load(f *model.File) (err error) {
	if kind := f.Note("kind"); kind != "parse" {
		return fmt.Errorf("these are weights of kind %q, not \"parse\"", kind)
	}
	if p.words, p.table, p.encoder, err = neural.Load(f); err != nil {
		return err
	}
	dim := p.encoder.Dim
	if p.relations, err = f.Strings("relations"); err != nil {
		return err
	}
	p.root = -1
	for i, name := range p.relations {
		if name == "root" {
			p.root = i
		}
	}
	if p.root < 0 {
		return fmt.Errorf("no relation is called \"root\"")
	}
	if p.dependent, _, p.arc, err = f.Floats("arc.dependent"); err != nil {
		return err
	}
	if p.relDependent, _, p.rel, err = f.Floats("rel.dependent"); err != nil {
		return err
	}
	wide := Width(len(p.relations))
	for _, section := range []struct {
		name          string
		to            *[]float32
		rows, columns int
	}{
		{"arc.dependent", &p.dependent, dim, p.arc},
		{"arc.dependent.bias", &p.dependentBias, 1, p.arc},
		{"arc.head", &p.head, dim, p.arc},
		{"arc.head.bias", &p.headBias, 1, p.arc},
		{"arc.root", &p.rootHead, 1, p.arc},
		{"arc.bilinear", &p.bilinear, p.arc, p.arc},
		{"arc.prior", &p.prior, 1, p.arc},
		{"arc.distance", &p.distance, 1, Buckets},
		{"rel.dependent", &p.relDependent, dim, p.rel},
		{"rel.head", &p.relHead, dim, p.rel},
		{"rel.root", &p.relRoot, 1, p.rel},
		{"rel.distance", &p.relDistance, Buckets, p.rel},
		{"rel.out", &p.relOut, p.rel, wide},
		{"rel.out.bias", &p.relBias, 1, wide},
	} {
		if *section.to, err = f.Matrix(section.name, section.rows, section.columns); err != nil {
			return err
		}
	}
	return nil
}

// Width is the number of columns of the relations' weights.
func Width(relations int) int { return (relations + 7) &^ 7 }

// Name is "parse".
func (p *Parser) Name() string { return "parse" }

// Needs is tokens and sentences.
func (p *Parser) Needs() nlp.Layer { return nlp.Tokens | nlp.Sentences }

// Adds is dependencies.
func (p *Parser) Adds() nlp.Layer { return nlp.Dependencies }

// piece is the most words that are parsed at once. A longer sentence, which no
// person writes, is parsed in pieces whose roots depend on the first one's; so
// time stays linear in the text.
const piece = 200

type scratch struct {
	x, d, h, q, turned, scores, priors, rd, rh, rels []float32
	heads                                            []int
	neural                                           neural.Scratch
	tree                                             tree
}

// Annotate fills head and relation of all tokens, unless they are there.
func (p *Parser) Annotate(doc *nlp.Doc) {
	if doc.Has&p.Adds() == p.Adds() {
		return
	}
	s, _ := p.scratches.Get().(*scratch)
	if s == nil {
		s = &scratch{}
	}
	for _, sentence := range doc.Sentences {
		root := -1
		for first := sentence.First; first < sentence.Last; first += piece {
			r := p.piece(doc, first, min(first+piece, sentence.Last), s)
			if root < 0 {
				root = r
			} else {
				doc.Tokens[r].Head, doc.Tokens[r].Deprel = root, "parataxis"
			}
		}
	}
	doc.Has |= p.Adds()
	p.scratches.Put(s)
}

// piece parses the tokens from first to last and returns the index of their
// root.
func (p *Parser) piece(doc *nlp.Doc, first, last int, s *scratch) int {
	tokens := doc.Tokens[first:last]
	n, dim := len(tokens), p.encoder.Dim
	if n == 1 {
		tokens[0].Head, tokens[0].Deprel = -1, "root"
		return first
	}
	sentence := neural.Sentence{Text: doc.Text, Tokens: tokens, Upper: neural.IsUpper(doc.Text, tokens)}
	s.x = neural.Grow(s.x, n*dim)
	p.words.Look(s.x, p.table, &sentence)
	p.encoder.Encode(s.x, n, &s.neural)
	p.arcs(s, n)
	s.tree.best(s.scores, n)
	p.label(s, n)

	root := first
	wide := len(p.relBias)
	for i := range tokens {
		t := &tokens[i]
		h := s.tree.heads[i]
		if h < 0 {
			t.Head, t.Deprel = -1, "root"
			root = first + i
			continue
		}
		best, most := -1, float32(0)
		for k, score := range s.rels[i*wide:][:len(p.relations)] {
			if k != p.root && (best < 0 || score > most) {
				best, most = k, score
			}
		}
		t.Head, t.Deprel = first+h, p.relations[best]
	}
	return root
}

// arcs fills s.scores: for each word a row of n+1 scores, of the root and then
// of each word as its head.
func (p *Parser) arcs(s *scratch, n int) {
	dim, arc := p.encoder.Dim, p.arc
	s.d = neural.Grow(s.d, n*arc)
	s.q = neural.Grow(s.q, n*arc)
	s.h = neural.Grow(s.h, (n+1)*arc)
	s.turned = neural.Grow(s.turned, (n+1)*arc)
	s.priors = neural.Grow(s.priors, n+1)
	s.scores = neural.Grow(s.scores, n*(n+1))
	copy(s.h[:arc], p.rootHead)
	clear(s.q)
	for i := range n {
		copy(s.d[i*arc:][:arc], p.dependentBias)
		copy(s.h[(i+1)*arc:][:arc], p.headBias)
	}
	neural.Product(s.d, s.x, p.dependent, n, dim, arc)
	neural.Product(s.h[arc:], s.x, p.head, n, dim, arc)
	rectify(s.d)
	rectify(s.h[arc:])
	neural.Product(s.q, s.d, p.bilinear, n, arc, arc)
	for j := range n + 1 {
		var prior float32
		for k, v := range s.h[j*arc:][:arc] {
			s.turned[k*(n+1)+j] = v
			prior += float32(v * p.prior[k])
		}
		s.priors[j] = prior
	}
	for i := range n {
		row := s.scores[i*(n+1):][:n+1]
		copy(row, s.priors)
		for j := range row {
			row[j] += p.distance[Distance(i, j-1)]
		}
	}
	neural.Product(s.scores, s.q, s.turned, n, arc, n+1)
}

// label fills s.rels with the scores of the relations of each word to its
// head.
func (p *Parser) label(s *scratch, n int) {
	dim, rel, wide := p.encoder.Dim, p.rel, len(p.relBias)
	s.rd = neural.Grow(s.rd, n*rel)
	s.rh = neural.Grow(s.rh, n*rel)
	s.rels = neural.Grow(s.rels, n*wide)
	clear(s.rd)
	clear(s.rh)
	neural.Product(s.rd, s.x, p.relDependent, n, dim, rel)
	neural.Product(s.rh, s.x, p.relHead, n, dim, rel)
	for i := range n {
		h := s.tree.heads[i]
		hidden := s.rd[i*rel:][:rel]
		if h < 0 {
			neural.Add(hidden, p.relRoot)
		} else {
			neural.Add(hidden, s.rh[h*rel:][:rel])
		}
		neural.Add(hidden, p.relDistance[Distance(i, h)*rel:][:rel])
		copy(s.rels[i*wide:][:wide], p.relBias)
	}
	rectify(s.rd)
	neural.Product(s.rels, s.rd, p.relOut, n, rel, wide)
}

// rectify sets what is below zero to a tenth of itself.
func rectify(x []float32) {
	for i, v := range x {
		if v < 0 {
			x[i] = 0.1 * v
		}
	}
}
