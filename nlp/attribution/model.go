package attribution

import (
	"fmt"
	"slices"
	"sync"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
)

// The labels that the model gives the tokens beside a cue: first and further
// words of a source, of the cue itself, and of a content.
const (
	Outside = iota
	FirstSource
	InSource
	FirstCue
	InCue
	FirstContent
	InContent
	Labels
)

// ScoreWide is the number of columns of the scores of a token beside a cue: the
// labels, and behind them whether the cue is one.
const ScoreWide = 8

// A Model is what was learned of attributions. It reads the vectors that the
// reader of tags and trees left with the doc, with what is observed of each
// token, by recurrent layers that run over the paragraphs; tells from the result
// which tokens are cues; and for each cue reads what is around it once more, as
// it stands to the cue, to label source, cue and content (as semantic roles are
// labelled, which Strubell et al. 2018 do by one pass a predicate). The labels
// are those of the best sequence of a conditional random field.
//
// Several networks may read together: their scores are averaged before anything
// is decided, which is better than any of them alone.
type Model struct {
	vocabulary *Vocabulary
	networks   []*network
	chain      *neural.Chain
	cues       map[string]bool // words that were cues in learning, in lower case

	// Least is the probability from which on a cue is taken for one,
	// LeastOther for a word that neither the lexicon nor what was learned from
	// knows as one, LeastNested within a content of another.
	Least, LeastOther, LeastNested float32

	scratches sync.Pool
}

// A network is one of the networks of a model.
type network struct {
	words     *neural.Words
	table     *neural.Table
	encoder   *neural.Encoder
	tokens    []float32      // TokenRows rows of Dim columns
	enter     *neural.Matrix // from the reader's vectors
	vectorDim int
	cue       []float32 // Dim rows of cueWide columns
	cueBias   []float32
	at        *neural.Matrix // Dim rows of the upper encoder's Dim columns: of the token
	from      []float32      // and of the cue
	relative  []float32      // RelativeRows rows
	upper     *neural.Encoder
	out       []float32 // the upper encoder's Dim rows of ScoreWide columns
	outBias   []float32
}

// CueWide is the number of columns of the scores that tell cues; only the
// first counts.
const CueWide = 8

// Grammar returns the chain with the steps and beginnings that no labels take.
func Grammar() *neural.Chain {
	c := &neural.Chain{Labels: Labels, Steps: make([]float32, Labels*Labels), First: make([]float32, Labels)}
	for _, inside := range []int{InSource, InCue, InContent} {
		c.First[inside] = neural.Never
		for from := range Labels {
			if from != inside && from != inside-1 {
				c.Steps[from*Labels+inside] = neural.Never
			}
		}
	}
	return c
}

// LoadModel makes a model from the weights of one or more networks of kind
// "attribution".
func LoadModel(files ...*model.File) (*Model, error) {
	m := &Model{Least: 0.55, LeastOther: 0.75, LeastNested: 0.6, chain: &neural.Chain{Labels: Labels}}
	for _, f := range files {
		if err := m.load(f); err != nil {
			return nil, fmt.Errorf("load the model of attributions: %w", err)
		}
	}
	return m, nil
}

func (m *Model) load(f *model.File) error {
	if kind := f.Note("kind"); kind != "attribution" {
		return fmt.Errorf("these are weights of kind %q", kind)
	}
	n := &network{}
	var err error
	if n.words, n.table, n.encoder, err = neural.Load(f); err != nil {
		return err
	}
	relations, err := f.Strings("relations")
	if err != nil {
		return err
	}
	sieves, err := f.Strings("sieves")
	if err != nil {
		return err
	}
	cues, err := f.Strings("cues")
	if err != nil {
		return err
	}
	if m.cues == nil {
		m.cues = map[string]bool{}
	}
	for _, word := range cues {
		m.cues[word] = true
	}
	sizes, _, err := f.Ints("above.sizes")
	if err != nil {
		return err
	}
	if len(sizes) != 3 || sizes[0] < 2 || sizes[0]%2 != 0 || sizes[0] > 1<<12 || sizes[1] < 0 || sizes[1] > 16 || sizes[2] < 1 || sizes[2] > 1<<12 ||
		len(relations) >= maxRelations || len(sieves) > maxSieves {
		return fmt.Errorf("the sizes %v are none of a model", sizes)
	}
	if m.vocabulary == nil {
		m.vocabulary = NewVocabulary(relations, sieves)
	} else if !slices.Equal(relations, m.vocabulary.Relations) || !slices.Equal(sieves, m.vocabulary.Sieves) {
		return fmt.Errorf("the networks know different relations or sieves")
	}
	dim, up := n.encoder.Dim, int(sizes[0])
	n.vectorDim = int(sizes[2])
	if len(m.networks) > 0 && n.vectorDim != m.networks[0].vectorDim {
		return fmt.Errorf("the networks read different vectors")
	}
	if n.upper, err = neural.LoadEncoder(f, "above.", up, int(sizes[1])); err != nil {
		return err
	}
	var enter, at, steps, first []float32
	for _, w := range []struct {
		name          string
		to            *[]float32
		rows, columns int
	}{
		{"tokens", &n.tokens, TokenRows, dim}, {"enter", &enter, n.vectorDim, dim},
		{"cue", &n.cue, dim, CueWide}, {"cue.bias", &n.cueBias, 1, CueWide},
		{"at", &at, dim, up}, {"from", &n.from, dim, up}, {"relative", &n.relative, RelativeRows, up},
		{"out", &n.out, up, ScoreWide}, {"out.bias", &n.outBias, 1, ScoreWide},
		{"steps", &steps, Labels, Labels}, {"first", &first, 1, Labels},
	} {
		if *w.to, err = f.Matrix(w.name, w.rows, w.columns); err != nil {
			return err
		}
	}
	n.enter, n.at = neural.NewMatrix(enter, n.vectorDim, dim), neural.NewMatrix(at, dim, up)
	if m.chain.Steps == nil {
		m.chain.Steps, m.chain.First = make([]float32, len(steps)), make([]float32, len(first))
	}
	// The scores of the networks are added, so that those of the steps are.
	neural.Add(m.chain.Steps, steps)
	neural.Add(m.chain.First, first)
	m.networks = append(m.networks, n)
	return nil
}

// reading is the working memory of a Model.
type reading struct {
	x, at                               [][]float32 // of each network
	vectors, cues, from, y, scores, sum []float32
	neural                              neural.Scratch
	bytes                               neural.Bytes
	lattice                             neural.Lattice
	branch                              Branch
	path                                []uint8
	rows                                rowLists
}

// rowLists are the rows of several tokens, one list behind the other.
type rowLists struct {
	all  []int32
	ends []int
}

func (r *rowLists) clear() { r.all, r.ends = r.all[:0], r.ends[:0] }

func (r *rowLists) add(rows []int32) {
	r.all = append(r.all, rows...)
	r.ends = append(r.ends, len(r.all))
}

// addTo adds the vectors of each token's rows to x.
func (r *rowLists) addTo(x, table []float32, dim int) {
	at := 0
	for i, end := range r.ends {
		for ; at < end; at++ {
			neural.Add(x[i*dim:][:dim], table[int(r.all[at])*dim:][:dim])
		}
	}
}

// A guess is what the model says of one cue.
type guess struct {
	cue    int // token
	first  int // token that the labels begin with
	labels []uint8
	p      float32 // that it is a cue
}

// read calls take with every cue that is one with a probability of least or
// more.
func (m *Model) read(o *Observation, least float32, take func(guess)) {
	if len(m.networks) == 0 || o.Doc.Vectors == nil || o.Doc.Vectors.Dim != m.networks[0].vectorDim {
		return
	}
	r, _ := m.scratches.Get().(*reading)
	if r == nil {
		r = &reading{x: make([][]float32, len(m.networks)), at: make([][]float32, len(m.networks))}
	}
	for _, w := range o.Windows() {
		m.window(o, w, least, r, take)
	}
	m.scratches.Put(r)
}

func (m *Model) window(o *Observation, w Window, least float32, r *reading, take func(guess)) {
	n := w.Last - w.First
	m.encode(o, w, r)
	projected := false
	for i := range n {
		p := neural.Sigmoid(r.cues[i*CueWide])
		if p < worth {
			continue
		}
		if !projected {
			projected = true
			for k, net := range m.networks {
				r.at[k] = neural.Grow(r.at[k], n*net.upper.Dim)
				clear(r.at[k])
				net.at.Product(r.at[k], r.x[k], n, &r.bytes)
			}
		}
		s := o.Around(w, w.First+i)
		at := w.First + i - s.First
		m.beside(o, w, s, i, r)
		valid := neural.Sigmoid(r.sum[at*ScoreWide+Labels] / float32(len(m.networks)))
		if p = (p + valid) / 2; p < least {
			continue
		}
		count := s.Last - s.First
		if cap(r.path) < count {
			r.path = make([]uint8, count)
		}
		r.path = r.path[:count]
		// The cue's own token is of the cue.
		own := r.sum[at*ScoreWide:][:Labels]
		for k := range own {
			if k != FirstCue && k != InCue {
				own[k] += neural.Never
			}
		}
		m.chain.Best(r.path, r.sum, count, ScoreWide, &r.lattice)
		take(guess{w.First + i, s.First, r.path, p})
	}
}

// encode fills r.x, and r.cues with the scores of cues, the mean of the
// networks'.
func (m *Model) encode(o *Observation, w Window, r *reading) {
	n := w.Last - w.First
	view := o.View(w)
	r.rows.clear()
	var buffer [maxTokenRows]int32
	for i := range n {
		r.rows.add(o.Token(w, w.First+i, buffer[:0]))
	}
	r.vectors = neural.Grow(r.vectors, n*m.networks[0].vectorDim)
	o.Vectors(w, r.vectors)
	r.cues = neural.Grow(r.cues, n*CueWide)
	clear(r.cues)
	for k, net := range m.networks {
		dim := net.encoder.Dim
		r.x[k] = neural.Grow(r.x[k], n*dim)
		x := r.x[k]
		net.words.Look(x, net.table, &view)
		r.rows.addTo(x, net.tokens, dim)
		net.enter.Product(x, r.vectors, n, &r.bytes)
		net.encoder.Encode(x, n, 0, len(net.encoder.Layers), &r.neural)
		for i := range n {
			neural.Add(r.cues[i*CueWide:][:CueWide], net.cueBias)
		}
		neural.Product(r.cues, x, net.cue, n, dim, CueWide)
	}
	for i := range r.cues {
		r.cues[i] /= float32(len(m.networks))
	}
}

// beside fills r.sum with the scores of the tokens of the stretch beside the
// cue at token i of the window, the sum of the networks'.
func (m *Model) beside(o *Observation, w Window, s nlp.Sentence, i int, r *reading) {
	count := s.Last - s.First
	r.rows.clear()
	o.Relative(w.First+i, s, &r.branch, func(_ int, rows []int32) { r.rows.add(rows) })
	r.sum = neural.Grow(r.sum, count*ScoreWide)
	clear(r.sum)
	for k, net := range m.networks {
		dim, up := net.encoder.Dim, net.upper.Dim
		r.from = neural.Grow(r.from, up)
		clear(r.from)
		neural.MulAdd(r.from, r.x[k][i*dim:][:dim], net.from)
		r.y = neural.Grow(r.y, count*up)
		copy(r.y, r.at[k][(s.First-w.First)*up:][:count*up])
		for t := range count {
			neural.Add(r.y[t*up:][:up], r.from)
		}
		r.rows.addTo(r.y, net.relative, up)
		net.upper.Encode(r.y, count, 0, len(net.upper.Layers), &r.neural)
		for t := range count {
			neural.Add(r.sum[t*ScoreWide:][:ScoreWide], net.outBias)
		}
		neural.Product(r.sum, r.y, net.out, count, up, ScoreWide)
	}
}

// measured is the share of the model's findings that are right, by the
// probability from which on, on PolNeAR's dev articles (content overlap of half
// or more, source shared): doc/accuracy.md.
var measured = []struct{ from, share float64 }{
	{0.99, 0.94}, {0.98, 0.90}, {0.95, 0.84}, {0.80, 0.70}, {0, 0.53},
}

// alone is the share that is right, there, of what a sieve alone has found where
// the model has read the text, too.
const alone = 0.42

// confidence is the confidence of a finding of that probability.
func confidence(p float32) float64 {
	for _, m := range measured {
		if float64(p) >= m.from {
			return m.share
		}
	}
	return 0
}

// worth is the probability at first sight from which on what is around a cue is
// read.
const worth = 0.2
