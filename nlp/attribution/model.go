package attribution

import (
	"fmt"
	"sync"

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
type Model struct {
	vocabulary *Vocabulary
	words      *neural.Words
	table      *neural.Table
	encoder    *neural.Encoder
	tokens     []float32 // TokenRows rows of Dim columns
	enter      []float32 // from the reader's vectors
	vectorDim  int
	cue        []float32 // Dim rows of cueWide columns
	cueBias    []float32
	at, from   []float32 // Dim rows of the upper encoder's Dim columns: of the token, of the cue
	relative   []float32 // RelativeRows rows
	upper      *neural.Encoder
	out        []float32 // the upper encoder's Dim rows of ScoreWide columns
	outBias    []float32
	chain      *neural.Chain

	// Least is the probability from which on a cue is taken for one,
	// LeastNested within a content of another.
	Least, LeastNested float32

	scratches sync.Pool
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

// LoadModel makes a model from weights of kind "attribution".
func LoadModel(f *model.File) (*Model, error) {
	m, err := loadModel(f)
	if err != nil {
		return nil, fmt.Errorf("load the model of attributions: %w", err)
	}
	return m, nil
}

func loadModel(f *model.File) (*Model, error) {
	if kind := f.Note("kind"); kind != "attribution" {
		return nil, fmt.Errorf("these are weights of kind %q", kind)
	}
	m := &Model{Least: 0.4, LeastNested: 0.5}
	var err error
	if m.words, m.table, m.encoder, err = neural.Load(f); err != nil {
		return nil, err
	}
	relations, err := f.Strings("relations")
	if err != nil {
		return nil, err
	}
	sieves, err := f.Strings("sieves")
	if err != nil {
		return nil, err
	}
	sizes, _, err := f.Ints("above.sizes")
	if err != nil {
		return nil, err
	}
	if len(sizes) != 3 || sizes[0] < 2 || sizes[0]%2 != 0 || sizes[0] > 1<<12 || sizes[1] < 0 || sizes[1] > 16 || sizes[2] < 1 || sizes[2] > 1<<12 ||
		len(relations) >= maxRelations || len(sieves) > maxSieves {
		return nil, fmt.Errorf("the sizes %v are none of a model", sizes)
	}
	m.vocabulary = NewVocabulary(relations, sieves)
	dim, up := m.encoder.Dim, int(sizes[0])
	m.vectorDim = int(sizes[2])
	m.upper = neural.NewEncoder(up, int(sizes[1]))
	m.chain = &neural.Chain{Labels: Labels}
	type part struct {
		name          string
		to            *[]float32
		rows, columns int
	}
	wanted := []part{
		{"tokens", &m.tokens, TokenRows, dim}, {"enter", &m.enter, m.vectorDim, dim},
		{"cue", &m.cue, dim, CueWide}, {"cue.bias", &m.cueBias, 1, CueWide},
		{"at", &m.at, dim, up}, {"from", &m.from, dim, up}, {"relative", &m.relative, RelativeRows, up},
		{"out", &m.out, up, ScoreWide}, {"out.bias", &m.outBias, 1, ScoreWide},
		{"steps", &m.chain.Steps, Labels, Labels}, {"first", &m.chain.First, 1, Labels},
	}
	for i := range m.upper.Layers {
		l := &m.upper.Layers[i]
		wanted = append(wanted,
			part{fmt.Sprintf("above.layer%d.w", i), &l.W, up, 3 * up},
			part{fmt.Sprintf("above.layer%d.b", i), &l.B, 1, 3 * up},
			part{fmt.Sprintf("above.layer%d.v", i), &l.V, 1, 2 * up})
	}
	for _, w := range wanted {
		if *w.to, err = f.Matrix(w.name, w.rows, w.columns); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// reading is the working memory of a Model.
type reading struct {
	x, vectors, cues, at, from, y, scores []float32
	neural                                neural.Scratch
	lattice                               neural.Lattice
	branch                                Branch
	path                                  []uint8
	rows                                  []int32
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
	if o.Doc.Vectors == nil || o.Doc.Vectors.Dim != m.vectorDim {
		return
	}
	r, _ := m.scratches.Get().(*reading)
	if r == nil {
		r = &reading{}
	}
	for _, w := range o.Windows() {
		m.window(o, w, least, r, take)
	}
	m.scratches.Put(r)
}

// within calls take like read, with the cues in a content.
func (m *Model) within(o *Observation, t tokens, least float32, take func(guess)) {
	r, _ := m.scratches.Get().(*reading)
	if r == nil {
		r = &reading{}
	}
	depth := o.p.words[t.from].level
	for i := t.from; i < t.to; i++ {
		depth = min(depth, o.p.words[i].level)
	}
	for from := int(t.from); from < int(t.to); from += chunk {
		m.window(o, Window{from, min(int(t.to), from+chunk), depth}, least, r, take)
	}
	m.scratches.Put(r)
}

func (m *Model) window(o *Observation, w Window, least float32, r *reading, take func(guess)) {
	n, dim, up := w.Last-w.First, m.encoder.Dim, m.upper.Dim
	r.x = neural.Grow(r.x, n*dim)
	x := r.x
	view := o.View(w)
	m.words.Look(x, m.table, &view)
	for i := range n {
		r.rows = o.Token(w, w.First+i, r.rows[:0])
		for _, row := range r.rows {
			neural.Add(x[i*dim:][:dim], m.tokens[int(row)*dim:][:dim])
		}
	}
	r.vectors = neural.Grow(r.vectors, n*m.vectorDim)
	o.Vectors(w, r.vectors)
	neural.Product(x, r.vectors, m.enter, n, m.vectorDim, dim)
	m.encoder.Encode(x, n, 0, len(m.encoder.Layers), &r.neural)

	r.cues = neural.Grow(r.cues, n*CueWide)
	spread(r.cues, m.cueBias, n)
	neural.Product(r.cues, x, m.cue, n, dim, CueWide)
	projected := false
	for i := range n {
		p := neural.Sigmoid(r.cues[i*CueWide])
		if p < least {
			continue
		}
		if !projected {
			projected = true
			r.at = neural.Grow(r.at, n*up)
			clear(r.at)
			neural.Product(r.at, x, m.at, n, dim, up)
		}
		r.from = neural.Grow(r.from, up)
		clear(r.from)
		neural.MulAdd(r.from, x[i*dim:][:dim], m.from)
		s := o.Around(w, w.First+i)
		count := s.Last - s.First
		r.y = neural.Grow(r.y, count*up)
		copy(r.y, r.at[(s.First-w.First)*up:][:count*up])
		o.Relative(w.First+i, s, &r.branch, func(t int, rows []int32) {
			y := r.y[(t-s.First)*up:][:up]
			neural.Add(y, r.from)
			for _, row := range rows {
				neural.Add(y, m.relative[int(row)*up:][:up])
			}
		})
		m.upper.Encode(r.y, count, 0, len(m.upper.Layers), &r.neural)
		r.scores = neural.Grow(r.scores, count*ScoreWide)
		spread(r.scores, m.outBias, count)
		neural.Product(r.scores, r.y, m.out, count, up, ScoreWide)
		at := w.First + i - s.First
		valid := neural.Sigmoid(r.scores[at*ScoreWide+Labels])
		if cap(r.path) < count {
			r.path = make([]uint8, count)
		}
		r.path = r.path[:count]
		// The cue's own token is of the cue.
		own := r.scores[at*ScoreWide:][:Labels]
		for k := range own {
			if k != FirstCue && k != InCue {
				own[k] += neural.Never
			}
		}
		m.chain.Best(r.path, r.scores, count, ScoreWide, &r.lattice)
		take(guess{w.First + i, s.First, r.path, valid})
	}
}

// spread writes the bias to each of n rows.
func spread(y, bias []float32, n int) {
	for i := range n {
		copy(y[i*len(bias):], bias)
	}
}
