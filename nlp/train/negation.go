package train

import (
	"bufio"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/factuality"
)

// A NegatedText is a sentence with its negations.
type NegatedText struct {
	Doc       *nlp.Doc
	Negations []factuality.Negated
}

// ReadNegated reads a file of the Conan Doyle corpus: a word a line, with
// three columns for each negation (cue, scope, event) from the eighth on.
func ReadNegated(path string) ([]NegatedText, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read negations: %w", err)
	}
	defer f.Close()
	var all []NegatedText
	var rows [][]string
	flush := func() {
		if len(rows) > 0 {
			all = append(all, negatedText(rows))
			rows = nil
		}
	}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := lines.Text()
		if strings.TrimSpace(line) == "" {
			flush()
			continue
		}
		rows = append(rows, strings.Split(line, "\t"))
		if n := len(rows[len(rows)-1]); n < 8 || n > 8 && (n-7)%3 != 0 || n != len(rows[0]) {
			return nil, fmt.Errorf("read negations %s: a line of %d columns", path, n)
		}
	}
	flush()
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read negations %s: %w", path, err)
	}
	return all, nil
}

func negatedText(rows [][]string) NegatedText {
	var words []string
	for _, r := range rows {
		w := r[3]
		if w == "``" || w == "''" {
			w = "\""
		}
		words = append(words, w)
	}
	t := NegatedText{Doc: Retoken(words)}
	for k := 0; len(rows[0]) > 8 && 7+3*k < len(rows[0]); k++ {
		var n factuality.Negated
		for i, r := range rows {
			if cue := r[7+3*k]; cue != "_" {
				n.Cue = append(n.Cue, i)
				token := t.Doc.Tokens[i]
				if at := strings.Index(r[3], cue); len(cue) < len(r[3]) && at >= 0 {
					n.Affix = nlp.Span{Begin: token.Begin + at, End: token.Begin + at + len(cue)}
				}
			}
			if r[8+3*k] != "_" {
				n.Scope = append(n.Scope, i)
			}
		}
		if len(n.Cue) > 0 {
			t.Negations = append(t.Negations, n)
		}
	}
	return t
}

// NegationOptions are the settings of learning negations.
type NegationOptions struct {
	Seed     uint64
	Features int // rows that features share, a power of two
	Epochs   int
	Rate     float64
	Decay    float64 // L2
	Log      func(format string, args ...any)
}

// Negations learns cues and scopes; the docs of the texts have trees, known
// tells which words are common ones.
func Negations(texts []NegatedText, lex *factuality.Lexicon, known func(string) bool, o NegationOptions) (cues, scope []float32, moves [4]float32) {
	r := rand.New(rand.NewPCG(o.Seed, 31))
	type example struct {
		keys []uint32
		yes  bool
	}
	type chain struct {
		keys [][]uint32
		in   []bool
	}
	var examples []example
	var chains []chain
	for i := range texts {
		t := &texts[i]
		l := factuality.NewLearned(t.Doc, lex)
		gold := map[int]bool{}
		for _, n := range t.Negations {
			for _, c := range n.Cue {
				gold[c] = true
			}
		}
		for _, c := range l.Candidates() {
			examples = append(examples, example{l.CueFeatures(c, known), gold[c.Token]})
		}
		for k := range t.Negations {
			n := &t.Negations[k]
			first, keys := l.ScopeFeatures(n)
			c := chain{keys, make([]bool, len(keys))}
			for _, s := range n.Scope {
				if s >= first && s-first < len(keys) {
					c.in[s-first] = true
				}
			}
			chains = append(chains, c)
		}
	}
	mask := uint32(o.Features - 1)
	// Both are learned with AdaGrad, and averaged over the last half.
	learn := func(count int, step func(i int, w []float32, add func(key uint32, g float32)) float64) []float32 {
		w, g2, sum := make([]float32, o.Features), make([]float32, o.Features), make([]float32, o.Features)
		order := r.Perm(count)
		for epoch := range o.Epochs {
			r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			var loss float64
			for _, i := range order {
				loss += step(i, w, func(key uint32, g float32) {
					k := key & mask
					g += float32(o.Decay) * w[k]
					g2[k] += g * g
					w[k] -= float32(o.Rate) * g / (float32(math.Sqrt(float64(g2[k]))) + 1e-6)
				})
			}
			if epoch >= o.Epochs/2 {
				for k := range w {
					sum[k] += w[k] / float32(o.Epochs-o.Epochs/2)
				}
			}
			if o.Log != nil {
				o.Log("epoch %d of %d: loss %.4f", epoch+1, o.Epochs, loss/float64(count))
			}
		}
		return sum
	}
	score := func(w []float32, keys []uint32) float64 {
		var s float64
		for _, k := range keys {
			s += float64(w[k&mask])
		}
		return s
	}
	cues = learn(len(examples), func(i int, w []float32, add func(uint32, float32)) float64 {
		e := &examples[i]
		p := 1 / (1 + math.Exp(-score(w, e.keys)))
		d, loss := p, -math.Log(max(1e-9, 1-p))
		if e.yes {
			d, loss = p-1, -math.Log(max(1e-9, p))
		}
		for _, k := range e.keys {
			add(k, float32(d))
		}
		return loss
	})
	// The moves between labels are features too, at keys of their own.
	const moveKey = 0xfffffff0
	at := func(w []float32, a, b int) float64 { return float64(w[(moveKey+uint32(2*a+b))&mask]) }
	scope = learn(len(chains), func(i int, w []float32, add func(uint32, float32)) float64 {
		c := &chains[i]
		n := len(c.keys)
		emit := make([]float64, n)
		for k := range n {
			emit[k] = score(w, c.keys[k])
		}
		var m [2][2]float64
		for a := range 2 {
			for b := range 2 {
				m[a][b] = at(w, a, b)
			}
		}
		fw, bw := make([][2]float64, n), make([][2]float64, n)
		for k := range n {
			for b := range 2 {
				e := float64(b) * emit[k]
				if k == 0 {
					fw[k][b] = e
				} else {
					fw[k][b] = e + logAdd(fw[k-1][0]+m[0][b], fw[k-1][1]+m[1][b])
				}
			}
		}
		for k := n - 2; k >= 0; k-- {
			for a := range 2 {
				bw[k][a] = logAdd(m[a][0]+bw[k+1][0], m[a][1]+emit[k+1]+bw[k+1][1])
			}
		}
		z := logAdd(fw[n-1][0], fw[n-1][1])
		loss := z
		label := func(k int) int {
			if c.in[k] {
				return 1
			}
			return 0
		}
		var gm [2][2]float64
		for k := range n {
			p := math.Exp(fw[k][1] + bw[k][1] - z)
			g := float32(p - float64(label(k)))
			loss -= float64(label(k)) * emit[k]
			for _, key := range c.keys[k] {
				add(key, g)
			}
			if k > 0 {
				loss -= m[label(k-1)][label(k)]
				gm[label(k-1)][label(k)]--
				for a := range 2 {
					for b := range 2 {
						gm[a][b] += math.Exp(fw[k-1][a] + m[a][b] + float64(b)*emit[k] + bw[k][b] - z)
					}
				}
			}
		}
		for a := range 2 {
			for b := range 2 {
				add(moveKey+uint32(2*a+b), float32(gm[a][b]))
			}
		}
		return loss
	})
	for a := range 2 {
		for b := range 2 {
			moves[2*a+b] = float32(at(scope, a, b))
		}
	}
	return cues, scope, moves
}

func logAdd(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	return a + math.Log1p(math.Exp(b-a))
}
