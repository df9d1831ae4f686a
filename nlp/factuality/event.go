package factuality

import (
	"fmt"
	"sync"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
)

// Events tells of each predicate how far the sentence that it stands in says
// that it happened, from -3 (it did not) to 3 (it did), as Universal
// Decompositional Semantics rates it (White et al. 2016; Rudinger et al. 2018).
// What is willed, asked or only possible lies between. A small recurrent network reads the
// words; its vectors of the predicate and of what governs it, and features of
// the tree around it, make the score. It is safe for use by many goroutines.
type Events struct {
	words   *neural.Words
	table   *neural.Table
	encoder *neural.Encoder
	hidden  int
	rows    *neural.Table  // of features
	in      *neural.Matrix // of the vectors of predicate and governor
	bias    []float32
	out     []float32 // the last is the bias

	scratches sync.Pool
}

// Parts is the number of words whose vectors a predicate is judged by: itself
// and the words that govern it, one above the other.
const Parts = 2

func (e *Events) load(f *model.File) (err error) {
	if e.words, e.table, e.encoder, err = neural.Load(f); err != nil {
		return err
	}
	values, rows, hidden, err := f.Floats("features")
	if err != nil {
		return err
	}
	if rows < 1 || rows&(rows-1) != 0 || hidden < 8 || hidden%8 != 0 {
		return fmt.Errorf("section \"features\" is %d by %d", rows, hidden)
	}
	e.hidden, e.rows = hidden, &neural.Table{Dim: hidden, Data: values}
	in, err := f.Matrix("in", Parts*e.encoder.Dim, hidden)
	if err != nil {
		return err
	}
	e.in = neural.NewMatrix(in, Parts*e.encoder.Dim, hidden)
	if e.bias, err = f.Matrix("in.bias", 1, hidden); err != nil {
		return err
	}
	e.out, err = f.Matrix("out", 1, hidden+1)
	return err
}

// piece is the most words that are read at once, so that time stays linear.
const piece = 200

type eventScratch struct {
	neural  neural.Scratch
	bytes   neural.Bytes
	x       []float32 // the vectors of the words
	parts   []float32 // those that a predicate is judged by
	hidden  []float32
	list    []int
	feature []uint32
}

// rate returns the scores of the given tokens, in their order.
func (e *Events) rate(p *page, tokens []int) []float64 {
	wanted := map[int]bool{}
	for _, i := range tokens {
		wanted[i] = true
	}
	score := map[int]float64{}
	for _, h := range e.scan(p, func(i int) bool { return wanted[i] }) {
		score[h.Token] = h.Happened
	}
	scores := make([]float64, len(tokens))
	for k, i := range tokens {
		scores[k] = score[i]
	}
	return scores
}

// scan returns a Happening for each token of the page that is one.
func (e *Events) scan(p *page, is func(int) bool) []nlp.Happening {
	s, _ := e.scratches.Get().(*eventScratch)
	if s == nil {
		s = &eventScratch{}
	}
	defer e.scratches.Put(s)
	var all []nlp.Happening
	doc, dim := p.doc, e.encoder.Dim
	for _, sentence := range doc.Sentences {
		for first := sentence.First; first < sentence.Last; first += piece {
			last := min(first+piece, sentence.Last)
			s.list = s.list[:0]
			for i := first; i < last; i++ {
				if is(i) {
					s.list = append(s.list, i)
				}
			}
			if len(s.list) == 0 {
				continue
			}
			view := neural.Sentence{Text: doc.Text, Tokens: doc.Tokens[first:last], Upper: neural.IsUpper(doc.Text, doc.Tokens[first:last])}
			s.x = neural.Grow(s.x, (last-first)*dim)
			e.words.Look(s.x, e.table, &view)
			e.encoder.Encode(s.x, last-first, 0, len(e.encoder.Layers), &s.neural)
			n := len(s.list)
			s.parts = neural.Grow(s.parts, n*Parts*dim)
			s.hidden = neural.Grow(s.hidden, n*e.hidden)
			for k, i := range s.list {
				Gather(s.parts[k*Parts*dim:][:Parts*dim], s.x, doc.Tokens, i, first, last)
				row := s.hidden[k*e.hidden:][:e.hidden]
				copy(row, e.bias)
				s.feature = p.features(s.feature[:0], i)
				for _, f := range s.feature {
					neural.Add(row, e.rows.Row(int32(f&uint32(len(e.rows.Data)/e.hidden-1))))
				}
			}
			e.in.Product(s.hidden, s.parts, n, &s.bytes)
			for k, i := range s.list {
				score := e.out[e.hidden]
				for j, v := range s.hidden[k*e.hidden:][:e.hidden] {
					score += float32(max(v, 0) * e.out[j])
				}
				all = append(all, nlp.Happening{Token: i, Happened: float64(max(-3, min(3, score)))})
			}
		}
	}
	return all
}

// Gather copies the vectors of predicate i and of the words that govern it,
// one above the other, into to; x holds those of the tokens from first up to
// last. What is not there is zero.
func Gather(to, x []float32, tokens []nlp.Token, i, first, last int) {
	dim := len(to) / Parts
	clear(to)
	for k := range Parts {
		if i < first || i >= last {
			return
		}
		copy(to[k*dim:][:dim], x[(i-first)*dim:][:dim])
		i = tokens[i].Head
	}
}

// isEvent reports whether token i is a predicate: a verb, or what a subject
// and a copula make one.
func (p *page) isEvent(i int) bool {
	t := &p.doc.Tokens[i]
	if t.UPOS == "VERB" {
		return t.Deprel != "amod" && t.Deprel != "case" && t.Deprel != "aux"
	}
	if t.UPOS == "AUX" && t.Deprel != "root" && t.Deprel != "conj" && t.Deprel != "ccomp" {
		return false
	}
	for _, c := range p.children(i) {
		switch p.doc.Tokens[c].Deprel {
		case "cop", "nsubj", "csubj":
			return true
		}
	}
	return false
}

// Features tells the features of the tree around predicates, as hashes, to learn
// from.
type Features struct{ p *page }

// NewFeatures makes ready to tell the features of predicates of the doc.
func NewFeatures(doc *nlp.Doc) *Features { return &Features{newPage(doc, new(Lexicon))} }

// Append appends the features of token i.
func (f *Features) Append(to []uint32, i int) []uint32 { return f.p.features(to, i) }

// hash is FNV-1a, going on from h.
func hash(h uint32, s string) uint32 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return (h ^ 0xff) * 16777619
}

func mix(h uint32) uint32 {
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 12
	h *= 0x297a2d39
	return h ^ h>>15
}

// features appends the features of token i: its own form and class, its
// children by relation and lemma where they are of a closed kind, and the
// words that govern it with theirs.
func (p *page) features(to []uint32, i int) []uint32 {
	t := &p.doc.Tokens[i]
	add := func(h uint32) { to = append(to, mix(h)) }
	const seed = 2166136261
	add(hash(hash(seed, "lemma"), p.lemma[i]))
	add(hash(hash(seed, "xpos"), t.XPOS))
	add(hash(hash(seed, "rel"), t.Deprel))
	add(hash(hash(hash(seed, "relx"), t.Deprel), t.XPOS))
	add(hash(hash(seed, "feats"), t.Feats))
	to = p.around(to, hash(seed, "own"), i)
	rel := t.Deprel
	at := i
	for up := uint32(1); up <= 3 && p.doc.Tokens[at].Head >= 0; up++ {
		at = p.doc.Tokens[at].Head
		h := hash(seed+up, "up")
		add(hash(hash(h, p.lemma[at]), rel))
		add(hash(hash(hash(h, "pos"), p.doc.Tokens[at].XPOS), rel))
		to = p.around(to, hash(h, rel), at)
		rel += ">" + p.rel(at)
	}
	if at == i || p.doc.Tokens[at].Head < 0 {
		add(hash(hash(seed, "toroot"), rel))
	}
	last := p.doc.Tokens[p.doc.Sentences[sentence(p.doc, i)].Last-1].In(p.doc.Text)
	if len(last) <= 3 {
		add(hash(hash(seed, "end"), last))
	}
	return to
}

// around appends features of the children of token i that say what becomes of
// it.
func (p *page) around(to []uint32, h uint32, i int) []uint32 {
	any := false
	for k, c := range p.children(i) {
		if k == 24 {
			break
		}
		rel := p.doc.Tokens[c].Deprel
		switch rel {
		case "aux", "mark", "advmod", "det", "cop", "cc", "case", "expl", "aux:pass", "discourse":
			to = append(to, mix(hash(hash(h, rel), p.lemma[c])))
			any = true
		case "nsubj", "nsubj:pass", "csubj":
			to = append(to, mix(hash(hash(h, rel), p.doc.Tokens[c].UPOS)))
			if p.doc.Tokens[c].UPOS == "PRON" || p.doc.Tokens[c].UPOS == "DET" {
				to = append(to, mix(hash(hash(h, rel), p.lemma[c])))
			}
			for _, d := range p.children(int(c)) {
				if p.doc.Tokens[d].Deprel == "det" {
					to = append(to, mix(hash(hash(hash(h, rel), "det"), p.lemma[d])))
				}
			}
		case "obj":
			for _, d := range p.children(int(c)) {
				if p.doc.Tokens[d].Deprel == "det" {
					to = append(to, mix(hash(hash(hash(h, rel), "det"), p.lemma[d])))
				}
			}
			to = append(to, mix(hash(h, rel)))
		default:
			to = append(to, mix(hash(h, rel)))
		}
	}
	if !any {
		to = append(to, mix(hash(h, "bare")))
	}
	return to
}
