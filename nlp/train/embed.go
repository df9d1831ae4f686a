package train

import (
	"math"
	"math/rand/v2"

	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
)

// reachOfContext is how many words to either side are the context of a word.
const reachOfContext = 3

// Embeddings learns vectors of words from running text: words that stand in
// like places get like vectors. It is skip-gram with negative samples (Mikolov
// et al. 2013) where each place beside the word has its own context vectors
// (Ling et al. 2015), which suits syntax. Sentences are words as
// neural.Normal writes them; words rarer than least are passed over.
func Embeddings(sentences [][]string, dim, epochs, least int, seed uint64, log func(string, ...any)) *model.File {
	counts := map[string]int{}
	for _, s := range sentences {
		for _, w := range s {
			counts[w]++
		}
	}
	list := byCount(counts, least)
	index := make(map[string]int32, len(list))
	for i, w := range list {
		index[w] = int32(i)
	}
	var total float64
	cumulative := make([]float64, len(list))
	for i, w := range list {
		total += math.Pow(float64(counts[w]), 0.75)
		cumulative[i] = total
	}
	// A table for drawing noise words quickly.
	noise := make([]int32, 1<<20)
	for i, k := 0, 0; i < len(noise); i++ {
		for cumulative[k] < total*(float64(i)+0.5)/float64(len(noise)) {
			k++
		}
		noise[i] = int32(k)
	}
	words := 0
	texts := make([][]int32, len(sentences))
	for i, s := range sentences {
		for _, w := range s {
			if n, ok := index[w]; ok {
				texts[i] = append(texts[i], n)
				words++
			}
		}
	}
	log("embeddings: %d words of text, %d different ones", words, len(list))

	r := rand.New(rand.NewPCG(seed, 3))
	in := make([]float32, len(list)*dim)
	for i := range in {
		in[i] = (r.Float32() - 0.5) / float32(dim)
	}
	var out [2 * reachOfContext][]float32
	for i := range out {
		out[i] = make([]float32, len(list)*dim)
	}
	const negatives = 5
	move := make([]float32, dim)
	done := 0
	for epoch := range epochs {
		for _, text := range texts {
			for at, w := range text {
				done++
				// Very frequent words teach little.
				if f := float64(counts[list[w]]) / float64(words); r.Float64() > math.Sqrt(1e-3/f)+1e-3/f {
					continue
				}
				rate := float32(0.04 * max(0.001, 1-float64(done)/float64(words*epochs)))
				v := in[int(w)*dim:][:dim]
				for side := range 2 * reachOfContext {
					off := side - reachOfContext
					if off >= 0 {
						off++
					}
					if at+off < 0 || at+off >= len(text) {
						continue
					}
					clear(move)
					for k := range negatives + 1 {
						target, label := text[at+off], float32(1)
						if k > 0 {
							target, label = noise[r.IntN(len(noise))], 0
							if target == text[at+off] {
								continue
							}
						}
						c := out[side][int(target)*dim:][:dim]
						var dot float32
						for i := range v {
							dot += v[i] * c[i]
						}
						g := (label - neural.Sigmoid(dot)) * rate
						neural.Axpy(move, g, c)
						neural.Axpy(c, g, v)
					}
					neural.Add(v, move)
				}
			}
		}
		log("embeddings: epoch %d of %d", epoch+1, epochs)
	}
	// All of one mean length, so that the networks need not care.
	var square float64
	for _, x := range in {
		square += float64(x) * float64(x)
	}
	by := float32(1 / math.Sqrt(square/float64(len(in))))
	for i := range in {
		in[i] *= by
	}
	f := &model.File{}
	f.AddNote("kind", "embed")
	f.AddStrings("words", list)
	f.AddFloats("vectors", len(list), dim, in)
	return f
}

// A Lexicon is words with vectors learned from running text.
type Lexicon struct {
	List    []string
	Dim     int
	Vectors []float32
}

// LoadLexicon reads what Embeddings made.
func LoadLexicon(f *model.File) (*Lexicon, error) {
	l := &Lexicon{}
	var err error
	if l.List, err = f.Strings("words"); err != nil {
		return nil, err
	}
	l.Vectors, _, l.Dim, err = f.Floats("vectors")
	return l, err
}
