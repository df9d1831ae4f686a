// Package parse says on which word each word depends and in what relation, as
// Universal Dependencies has it, projective or not.
//
// It works on the vectors that the encoder of package neural makes of the words
// of a sentence; package read puts the two together. It scores every possible
// arc of a sentence and takes the best tree (the graph-based way of Dozat &
// Manning 2017): an arc by a bilinear form of the two words and by how far they
// stand apart, its relation by a small network over the two. Enhanced
// dependencies it does not give.
package parse

import (
	"fmt"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
)

// A Parser fills head and relation of tokens from their vectors. It is safe for
// use by many goroutines.
type Parser struct {
	dim       int // elements of a word's vector
	arc, rel  int // elements of a word's vector as part of an arc, of a relation
	relations []string
	root      int // index of "root" in relations

	dependent, head         *neural.Matrix // Dim by arc
	dependentBias, headBias []float32
	rootHead                []float32      // arc: the root as a head
	bilinear                *neural.Matrix // arc by arc
	prior                   []float32      // arc: how good a head is at all
	distance                []float32      // Buckets

	relDependent, relHead *neural.Matrix // Dim by rel
	relRoot               []float32      // rel: the root as a head
	relDistance           []float32      // Buckets by rel
	relOut                *neural.Matrix // rel by relations, filled up to eight
	relBias               []float32
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

// Load makes a parser for vectors of dim elements from its weights.
func Load(f *model.File, dim int) (*Parser, error) {
	p := &Parser{dim: dim}
	if err := p.load(f, dim); err != nil {
		return nil, fmt.Errorf("load the parser: %w", err)
	}
	return p, nil
}

func (p *Parser) load(f *model.File, dim int) (err error) {
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
	if _, _, p.arc, err = f.Floats("arc.dependent"); err != nil {
		return err
	}
	if _, _, p.rel, err = f.Floats("rel.dependent"); err != nil {
		return err
	}
	wide := Width(len(p.relations))
	for _, section := range []struct {
		name          string
		to            **neural.Matrix
		rows, columns int
	}{
		{"arc.dependent", &p.dependent, dim, p.arc},
		{"arc.head", &p.head, dim, p.arc},
		{"arc.bilinear", &p.bilinear, p.arc, p.arc},
		{"rel.dependent", &p.relDependent, dim, p.rel},
		{"rel.head", &p.relHead, dim, p.rel},
		{"rel.out", &p.relOut, p.rel, wide},
	} {
		values, err := f.Matrix(section.name, section.rows, section.columns)
		if err != nil {
			return err
		}
		*section.to = neural.NewMatrix(values, section.rows, section.columns)
	}
	for _, section := range []struct {
		name          string
		to            *[]float32
		rows, columns int
	}{
		{"arc.dependent.bias", &p.dependentBias, 1, p.arc},
		{"arc.head.bias", &p.headBias, 1, p.arc},
		{"arc.root", &p.rootHead, 1, p.arc},
		{"arc.prior", &p.prior, 1, p.arc},
		{"arc.distance", &p.distance, 1, Buckets},
		{"rel.root", &p.relRoot, 1, p.rel},
		{"rel.distance", &p.relDistance, Buckets, p.rel},
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

// A Scratch is what is known of a sentence while it is parsed: Begin, then Arcs
// of each parser whose word is to count, Tree, Label of each, and Assign. It
// may be used again, by one goroutine at a time.
type Scratch struct {
	d, h, q, turned, scores, priors, rd, rh, rels []float32
	bytes                                         neural.Bytes
	tree                                          tree
}

// Begin makes the scratch ready for a sentence of n words.
func (s *Scratch) Begin(n int) {
	s.scores = neural.Grow(s.scores, n*stride(n))
	clear(s.scores)
	s.rels = s.rels[:0]
}

// stride is the length of a row of arc scores, n+1 of them and then nothing, so
// that rows are made of whole vectors.
func stride(n int) int { return (n + 16) &^ 15 }

// Tree finds the best tree for the sum of the scores of all arcs. Time grows
// with the square of n.
func (s *Scratch) Tree(n int) { s.tree.best(s.scores, n, stride(n)) }

// Relations are the names of the relations. Parsers that are to work together
// must have the same.
func (p *Parser) Relations() []string { return p.relations }

// Assign gives the tokens of doc from first on, n of them, their heads and
// relations, and returns the index of the root.
func (p *Parser) Assign(doc *nlp.Doc, first, n int, s *Scratch) int {
	tokens := doc.Tokens[first : first+n]
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

// Arcs scores every arc of the sentence whose words have the vectors in x.
func (p *Parser) Arcs(x []float32, s *Scratch) {
	n := len(x) / p.dim
	arc := p.arc
	s.d = neural.Grow(s.d, n*arc)
	s.q = neural.Grow(s.q, n*arc)
	s.h = neural.Grow(s.h, (n+1)*arc)
	m := stride(n)
	s.turned = neural.Grow(s.turned, m*arc)
	s.priors = neural.Grow(s.priors, n+1)
	clear(s.turned)
	copy(s.h[:arc], p.rootHead)
	clear(s.q)
	for i := range n {
		copy(s.d[i*arc:][:arc], p.dependentBias)
		copy(s.h[(i+1)*arc:][:arc], p.headBias)
	}
	p.dependent.Product(s.d, x, n, &s.bytes)
	p.head.Product(s.h[arc:], x, n, &s.bytes)
	neural.Rectify(s.d)
	neural.Rectify(s.h[arc:])
	p.bilinear.Product(s.q, s.d, n, &s.bytes)
	for j := range n + 1 {
		var prior float32
		for k, v := range s.h[j*arc:][:arc] {
			s.turned[k*m+j] = v
			prior += float32(v * p.prior[k])
		}
		s.priors[j] = prior
	}
	for i := range n {
		row := s.scores[i*m:][:n+1]
		neural.Add(row, s.priors)
		for j := range row {
			row[j] += p.distance[Distance(i, j-1)]
		}
	}
	neural.Product(s.scores, s.q, s.turned, n, arc, m)
}

// Label scores the relations of each word to its head in the tree.
func (p *Parser) Label(x []float32, s *Scratch) {
	n := len(x) / p.dim
	rel, wide := p.rel, len(p.relBias)
	s.rd = neural.Grow(s.rd, n*rel)
	s.rh = neural.Grow(s.rh, n*rel)
	if len(s.rels) != n*wide {
		s.rels = neural.Grow(s.rels, n*wide)
		clear(s.rels)
	}
	clear(s.rd)
	clear(s.rh)
	p.relDependent.Product(s.rd, x, n, &s.bytes)
	p.relHead.Product(s.rh, x, n, &s.bytes)
	for i := range n {
		h := s.tree.heads[i]
		hidden := s.rd[i*rel:][:rel]
		if h < 0 {
			neural.Add(hidden, p.relRoot)
		} else {
			neural.Add(hidden, s.rh[h*rel:][:rel])
		}
		neural.Add(hidden, p.relDistance[Distance(i, h)*rel:][:rel])
		neural.Add(s.rels[i*wide:][:wide], p.relBias)
	}
	neural.Rectify(s.rd)
	p.relOut.Product(s.rels, s.rd, n, &s.bytes)
}
