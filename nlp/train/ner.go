package train

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/ner"
	"github.com/stemma/stemma/nlp/neural"
)

// Labels is a set of labels of names, a bit each.
type Labels uint64

func (l Labels) has(label int) bool { return l>>label&1 != 0 }

// A NamedText is a text whose names are known, wholly or in part: for each
// token the labels that it may have. The annotation of sets that do not agree
// in their types is put to use by leaving open what each does not tell.
type NamedText struct {
	Doc     *nlp.Doc // with tokens, sentences and tags
	Allowed []Labels

	// Copies are the Doc written in other letters, token by token.
	Copies []*nlp.Doc
}

// Rewrite returns a Doc with the same tokens and sentences, each token written
// as write says.
func Rewrite(doc *nlp.Doc, write func(string) string) *nlp.Doc {
	var b strings.Builder
	out := &nlp.Doc{Sentences: doc.Sentences, Has: nlp.Tokens | nlp.Sentences}
	at := 0
	for _, t := range doc.Tokens {
		b.WriteString(doc.Text[min(at, t.Begin):t.Begin])
		begin := b.Len()
		b.WriteString(write(t.In(doc.Text)))
		at = t.End
		out.Tokens = append(out.Tokens, nlp.Token{Span: nlp.Span{Begin: begin, End: b.Len()}, Glued: t.Glued})
	}
	out.Text = b.String()
	return out
}

// A Known is a name of a set: its words and what it may be.
type Known struct {
	nlp.Span
	Types []nlp.EntityType

	// Only says that the words are not more than those that the name is among:
	// the name is some of them, the word at Head one of those.
	Only bool
	Head nlp.Span
}

func kindOf(t nlp.EntityType) int { return slices.Index(ner.Types, t) }

func bit(kind int, p ner.Position) Labels { return 1 << ner.LabelOf(kind, p) }

func anyPosition(kind int) Labels {
	return bit(kind, ner.Begin) | bit(kind, ner.Inside) | bit(kind, ner.Last) | bit(kind, ner.Unit)
}

// NewNamedText returns the text with the names given. Silent are the types that
// the set does not annotate: where it has no name there may be one of those.
func NewNamedText(doc *nlp.Doc, names []Known, silent []nlp.EntityType) NamedText {
	t := NamedText{Doc: doc, Allowed: make([]Labels, len(doc.Tokens))}
	open := Labels(1 << ner.Outside)
	for _, s := range silent {
		open |= anyPosition(kindOf(s))
	}
	for i := range t.Allowed {
		t.Allowed[i] = open
	}
	for _, n := range names {
		first, last := -1, -1
		for i, token := range doc.Tokens {
			if token.Overlaps(n.Span) {
				if first < 0 {
					first = i
				}
				last = i
			}
		}
		if first < 0 {
			continue
		}
		for i := first; i <= last; i++ {
			var may Labels
			for _, kind := range n.Types {
				k := kindOf(kind)
				switch {
				case n.Only:
					may |= anyPosition(k)
				case first == last:
					may |= bit(k, ner.Unit)
				case i == first:
					may |= bit(k, ner.Begin)
				case i == last:
					may |= bit(k, ner.Last)
				default:
					may |= bit(k, ner.Inside)
				}
			}
			if n.Only && !doc.Tokens[i].Overlaps(n.Head) {
				may |= t.Allowed[i]
			}
			t.Allowed[i] = may
		}
	}
	// What lies in a name across the end of a sentence cannot be labelled.
	for _, s := range doc.Sentences {
		if !t.possible(s) {
			for i := s.First; i < s.Last; i++ {
				t.Allowed[i] = ^Labels(0)
			}
		}
	}
	return t
}

// possible reports whether some sequence of whole names is allowed.
func (t *NamedText) possible(s nlp.Sentence) bool {
	var reach Labels
	for i := s.First; i < s.Last; i++ {
		var now Labels
		for l, list := range ner.Before {
			if !t.Allowed[i].has(l) {
				continue
			}
			if i == s.First {
				if ner.Label(l).Starts() {
					now |= 1 << l
				}
				continue
			}
			for _, a := range list {
				if reach.has(int(a)) {
					now |= 1 << l
					break
				}
			}
		}
		reach = now
	}
	for l := range ner.Labels {
		if reach.has(l) && ner.Label(l).Ends() {
			return true
		}
	}
	return s.First == s.Last
}

// NameOptions are the settings of learning names.
type NameOptions struct {
	Seed     uint64
	Epochs   int
	Rate     float64 // step of AdaGrad
	Drop     float64 // share of features left out
	Caseless float64 // share of texts read in other letters
	Least    int     // times that a feature must occur
	Rows     int     // features kept
	Fields   int     // fields that are learned, each with a seed of its own, and averaged
	Log      func(format string, args ...any)
}

// A WordTable is what is known of words from running text: for each its
// clusters and class; see ner.Words.
type WordTable struct {
	List []string
	Rows []int32
}

// field is the conditional random field that is learned.
type field struct {
	o       NameOptions
	known   *ner.Words
	field   *ner.Field
	rows, g []float32 // the weights of Field, and AdaGrad's sums of squares
	moveSum []float32
	counts  []int32
	chain   chain
	rowsOf  [][]int32
	keys    []uint32
}

// Names learns names by a conditional random field from texts whose labels may
// be known in part: the likelihood of all label sequences that are allowed is
// raised against that of all. The step is AdaGrad's.
//
// The second reading learns from what a first one makes of the same text, which
// has to be as good and as bad as it will be on new text: so two fields are
// learned first, each from half of the texts, and read the other half.
func Names(texts []NamedText, table WordTable, o NameOptions) *model.File {
	known := ner.NewWords(table.List, table.Rows)
	verdicts := make([][]ner.Label, len(texts))
	all := newField(texts, known, o)
	for half := range 2 {
		var own, other []int
		for i := range texts {
			if i%2 == half {
				own = append(own, i)
			} else {
				other = append(other, i)
			}
		}
		f := all.empty()
		f.o.Epochs = max(1, o.Epochs/3)
		f.learn(texts, own, nil)
		var r ner.Reading
		for _, i := range other {
			f.field.Read(texts[i].Doc, texts[i].Doc.Sentences, known, &r)
			verdicts[i] = slices.Clone(r.First())
		}
		o.Log("half %d: F1 of the first reading of the other half %.2f", half+1, agree(texts, other, verdicts))
	}
	var whole []int
	for i := range texts {
		whole = append(whole, i)
	}
	all.average(o.Fields, func(f *field) { f.learn(texts, whole, verdicts) })
	out := &model.File{}
	keys, rows := all.strongest(o.Rows)
	o.Log("%d of %d features kept", len(keys), len(all.rows)/ner.Labels)
	ner.Save(out, table.List, table.Rows, keys, rows, all.field.Moves)
	return out
}

// agree is the F1 of names in the texts, as far as they are known for sure.
func agree(texts []NamedText, which []int, paths [][]ner.Label) float64 {
	gold, system, both := 0, 0, 0
	for _, t := range which {
		for i, l := range paths[t] {
			if l != ner.Outside && (l.Position() == ner.Begin || l.Position() == ner.Unit) && texts[t].Allowed[i]&1 == 0 {
				system++
			} else if l != ner.Outside && (l.Position() == ner.Begin || l.Position() == ner.Unit) && texts[t].Allowed[i] == 1 {
				system++
			}
			const begins = 1<<ner.Begin | 1<<ner.Unit
			if texts[t].Allowed[i]&1 == 0 {
				at := texts[t].Allowed[i] >> 1
				for k := range ner.Types {
					if at>>(4*k)&begins != 0 {
						gold++
						break
					}
				}
				if l != ner.Outside && (l.Position() == ner.Begin || l.Position() == ner.Unit) && texts[t].Allowed[i].has(int(l)) {
					both++
				}
			}
		}
	}
	return 200 * float64(both) / float64(max(1, gold+system))
}

// newField makes the index of all features that occur often enough.
func newField(texts []NamedText, known *ner.Words, o NameOptions) *field {
	counts := map[uint32]int32{}
	var page ner.Page
	var keys []uint32
	for i := range texts {
		for _, doc := range append([]*nlp.Doc{texts[i].Doc}, texts[i].Copies...) {
			page.Read(doc, doc.Sentences, known)
			for _, s := range doc.Sentences {
				for t := s.First; t < s.Last; t++ {
					keys = page.Keys(keys[:0], s, t)
					for _, k := range keys {
						counts[k]++
					}
				}
			}
		}
	}
	// A feature that does not turn on letter case occurs in each copy.
	var list []uint32
	for k, n := range counts {
		if int(n) >= 3*o.Least {
			list = append(list, k)
		}
	}
	list = append(list, ner.AgainKeys()...)
	slices.Sort(list)
	list = slices.Compact(list)
	f := &field{o: o, known: known}
	f.counts = make([]int32, len(list))
	for i, k := range list {
		f.counts[i] = counts[k]
	}
	f.rows = make([]float32, len(list)*ner.Labels)
	f.g = make([]float32, len(list)*ner.Labels)
	moves := make([]float32, ner.Labels*ner.Labels)
	f.moveSum = make([]float32, len(moves))
	f.field = ner.NewField(list, f.rows, moves)
	o.Log("%d texts, %d features", len(texts), len(list))
	return f
}

// empty returns a field with the same features that has learned nothing.
func (f *field) empty() *field {
	e := &field{o: f.o, known: f.known, counts: f.counts}
	e.rows = make([]float32, len(f.rows))
	e.g = make([]float32, len(f.rows))
	e.moveSum = make([]float32, len(f.moveSum))
	e.field = f.field.With(e.rows, make([]float32, len(f.moveSum)))
	return e
}

// average learns count fields, each with a seed of its own, and makes f their
// mean. Scores are sums of weights, so that the mean decides as all of them
// together would, at the price of one.
func (f *field) average(count int, learn func(*field)) {
	share := 1 / float32(count)
	for k := range count {
		g := f.empty()
		g.o.Seed += uint64(k)
		learn(g)
		neural.Axpy(f.rows, share, g.rows)
		neural.Axpy(f.field.Moves, share, g.field.Moves)
	}
}

// learn goes through the texts; verdicts are what a first reading made of each,
// nil to learn the first reading only.
func (f *field) learn(texts []NamedText, which []int, verdicts [][]ner.Label) {
	o := &f.o
	r := rand.New(rand.NewPCG(o.Seed, 21))
	order := slices.Clone(which)
	var page ner.Page
	for epoch := range o.Epochs {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		rate := float32(o.Rate * (1 - 0.9*float64(epoch)/float64(o.Epochs)))
		var loss float64
		words := 0
		for _, t := range order {
			text := &texts[t]
			doc := text.Doc
			if x := r.Float64(); x < o.Caseless && len(text.Copies) > 0 {
				doc = text.Copies[int(x/o.Caseless*float64(len(text.Copies)))]
			}
			page.Read(doc, doc.Sentences, f.known)
			again := verdicts != nil && r.Float64() < 0.7
			if again {
				for _, s := range doc.Sentences {
					page.Note(s, verdicts[t][s.First:s.Last])
				}
			}
			for _, s := range doc.Sentences {
				var path []ner.Label
				if again {
					path = verdicts[t][s.First:s.Last]
				}
				loss += f.sentence(&page, s, text.Allowed[s.First:s.Last], path, rate, r)
				words += s.Last - s.First
			}
		}
		o.Log("epoch %d of %d: loss %.4f a word", epoch+1, o.Epochs, loss/float64(words))
	}
}

// sentence moves the weights by the gradient of one sentence.
func (f *field) sentence(page *ner.Page, s nlp.Sentence, allowed []Labels, path []ner.Label, rate float32, r *rand.Rand) float64 {
	n, wide := s.Last-s.First, ner.Labels
	if n == 0 {
		return 0
	}
	for len(f.rowsOf) < n {
		f.rowsOf = append(f.rowsOf, nil)
	}
	c := &f.chain
	c.begin(n, f.field.Moves)
	drop := uint32(f.o.Drop * (1 << 32))
	for i := range n {
		f.keys = page.Keys(f.keys[:0], s, s.First+i)
		if path != nil {
			f.keys = page.Again(f.keys, s, path, s.First+i)
		}
		rows := f.rowsOf[i][:0]
		score := c.scores[i*wide:][:wide]
		for k, key := range f.keys {
			if k > 0 && r.Uint32() < drop {
				continue
			}
			if row := f.field.Row(key); row >= 0 {
				rows = append(rows, row)
				for l, w := range f.rows[int(row)*wide:][:wide] {
					score[l] += w
				}
			}
		}
		f.rowsOf[i] = rows
	}
	loss := c.gradient(allowed)
	var which [64]int
	for i := range n {
		g := c.grad[i*wide:][:wide]
		count := 0
		for l, x := range g {
			if x > 0.002 || x < -0.002 {
				which[count] = l
				count++
			}
		}
		for _, row := range f.rowsOf[i] {
			at := int(row) * wide
			for _, l := range which[:count] {
				x := g[l]
				sum := f.g[at+l] + x*x
				f.g[at+l] = sum
				f.rows[at+l] -= rate * x / (float32(math.Sqrt(float64(sum))) + 0.1)
			}
		}
	}
	for k, x := range c.moveGrad {
		if x != 0 {
			f.moveSum[k] += x * x
			f.field.Moves[k] -= rate * x / (float32(math.Sqrt(float64(f.moveSum[k]))) + 0.1)
		}
	}
	return loss
}

// strongest returns the features that matter most: those with the largest
// weights.
func (f *field) strongest(most int) ([]uint32, []float32) {
	wide := ner.Labels
	type feature struct {
		row      int
		strength float32
	}
	var all []feature
	for row := range len(f.rows) / wide {
		var top float32
		for _, w := range f.rows[row*wide:][:wide] {
			top = max(top, w, -w)
		}
		if top > 0.02 {
			all = append(all, feature{row, top * float32(math.Sqrt(math.Sqrt(float64(f.counts[row]+1))))})
		}
	}
	slices.SortFunc(all, func(a, b feature) int { return cmp.Or(cmp.Compare(b.strength, a.strength), cmp.Compare(a.row, b.row)) })
	all = all[:min(len(all), most)]
	slices.SortFunc(all, func(a, b feature) int { return cmp.Compare(a.row, b.row) })
	var keys []uint32
	var rows []float32
	for _, x := range all {
		keys = append(keys, f.field.Key(int32(x.row)))
		rows = append(rows, f.rows[x.row*wide:][:wide]...)
	}
	return keys, rows
}

// A chain computes the gradient of the likelihood of a sentence (Lafferty et
// al. 2001), all in probabilities that are scaled at each word.
type chain struct {
	n                int
	scores, grad     []float32
	moves            []float64 // exponentials
	moveGrad         []float32
	emit             []float64
	forward, back    []float64
	marginal         []float64
	scale            []float64
	sentencesOnMoves int
}

func (c *chain) begin(n int, moves []float32) {
	wide := ner.Labels
	c.n = n
	if len(c.scores) < n*wide {
		c.scores, c.grad = make([]float32, n*wide), make([]float32, n*wide)
		c.emit, c.forward, c.back = make([]float64, n*wide), make([]float64, n*wide), make([]float64, n*wide)
		c.scale = make([]float64, n)
	}
	clear(c.scores[:n*wide])
	clear(c.grad[:n*wide])
	if c.moves == nil {
		c.moves, c.moveGrad = make([]float64, wide*wide), make([]float32, wide*wide)
	}
	clear(c.moveGrad)
	for b, list := range ner.Before {
		for _, a := range list {
			c.moves[int(a)*wide+b] = math.Exp(float64(moves[int(a)*wide+b]))
		}
	}
}

// gradient fills grad and moveGrad and returns the loss.
func (c *chain) gradient(allowed []Labels) float64 {
	wide := ner.Labels
	var logs float64
	for i := range c.n {
		row := c.scores[i*wide:][:wide]
		most := slices.Max(row)
		for l, s := range row {
			c.emit[i*wide+l] = math.Exp(float64(s - most))
		}
	}
	all := c.pass(nil, 1)
	part := c.pass(allowed, -1)
	logs = all - part
	return logs
}

// pass runs forward and backward over the labels allowed, adds sign times the
// expectations to the gradients and returns the logarithm of the sum over all
// sequences.
func (c *chain) pass(allowed []Labels, sign float64) float64 {
	wide, n := ner.Labels, c.n
	may := func(i, l int) bool { return allowed == nil || allowed[i].has(l) }
	var logs float64
	for i := range n {
		now := c.forward[i*wide:][:wide]
		var sum float64
		for l, list := range ner.Before {
			now[l] = 0
			if !may(i, l) {
				continue
			}
			var v float64
			if i == 0 {
				if ner.Label(l).Starts() {
					v = 1
				}
			} else {
				last := c.forward[(i-1)*wide:][:wide]
				for _, a := range list {
					v += last[a] * c.moves[int(a)*wide+l]
				}
			}
			if i == n-1 && !ner.Label(l).Ends() {
				v = 0
			}
			now[l] = v * c.emit[i*wide+l]
			sum += now[l]
		}
		if !(sum > 1e-280) {
			return 0 // cannot happen but where weights have run away
		}
		c.scale[i] = 1 / sum
		logs += math.Log(sum)
		for l := range now {
			now[l] *= c.scale[i]
		}
	}
	for i := n - 1; i >= 0; i-- {
		back := c.back[i*wide:][:wide]
		if i == n-1 {
			for l := range back {
				back[l] = 1
			}
		} else {
			clear(back)
			next := c.back[(i+1)*wide:][:wide]
			from := c.forward[i*wide:][:wide]
			for b, list := range ner.Before {
				v := next[b] * c.emit[(i+1)*wide+b] * c.scale[i+1]
				if v == 0 || c.forward[(i+1)*wide+b] == 0 {
					continue
				}
				for _, a := range list {
					m := c.moves[int(a)*wide+b] * v
					back[a] += m
					if x := from[a] * m; x > 1e-4 {
						c.moveGrad[int(a)*wide+b] += float32(sign * x)
					}
				}
			}
		}
		for l := range back {
			c.grad[i*wide+l] += float32(sign * c.forward[i*wide+l] * back[l])
		}
	}
	return logs
}
