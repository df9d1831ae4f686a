package train

import (
	"math"
	"math/rand/v2"
	"strings"
	"unicode"

	"github.com/stemma/stemma/nlp/conllu"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/segment"
)

// splitBits is the logarithm of the number of weights of a splitter.
const splitBits = 16

// Splitter learns where sentences end: logistic regression over the places of
// the treebanks' raw text, as it is written and in capitals, by AdaGrad.
func Splitter(sentences []conllu.Sentence, language segment.Language, o Options) *model.File {
	type example struct {
		features []uint32
		end      bool
	}
	var examples []example
	see := func(features []uint32, end bool) {
		for i := range features {
			features[i] &= 1<<splitBits - 1
		}
		examples = append(examples, example{features, end})
	}
	text := conllu.Raw(sentences)
	segment.Learn(language, text, endsOf(sentences, text), see)
	upper := strings.Map(func(r rune) rune {
		// Only where it takes as many bytes, so that offsets stay.
		if u := unicode.ToUpper(r); len(string(u)) == len(string(r)) {
			return u
		}
		return r
	}, text)
	plain := len(examples)
	segment.Learn(language, upper, endsOf(sentences, text), see)
	o.Log("%d places, %d of them in capitals", len(examples), len(examples)-plain)

	weights := make([]float32, 1<<splitBits)
	squares := make([]float64, len(weights))
	sum := make([]float64, len(weights))
	r := rand.New(rand.NewPCG(o.Seed, 5))
	order := r.Perm(len(examples))
	for epoch := range o.Epochs {
		var loss float64
		wrong := 0
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			e := &examples[i]
			if i >= plain && r.Float64() > 0.25 {
				continue // capitals are the rarer way of writing
			}
			score := 0.0
			for _, f := range e.features {
				score += float64(weights[f])
			}
			p := 1 / (1 + math.Exp(-score))
			g := p
			if e.end {
				g--
				loss -= math.Log(max(1e-9, p))
			} else {
				loss -= math.Log(max(1e-9, 1-p))
			}
			if score > 0 != e.end {
				wrong++
			}
			for _, f := range e.features {
				d := g + 1e-5*float64(weights[f])
				squares[f] += d * d
				weights[f] -= float32(0.1 * d / (math.Sqrt(squares[f]) + 1e-6))
			}
		}
		if epoch >= o.Epochs/2 {
			for i, w := range weights {
				sum[i] += float64(w)
			}
		}
		o.Log("epoch %d of %d: loss %.4f a place, %d wrong", epoch+1, o.Epochs, loss/float64(len(examples)), wrong)
	}
	for i := range weights {
		weights[i] = float32(sum[i] / float64(o.Epochs-o.Epochs/2))
	}
	f := &model.File{}
	f.AddNote("kind", "split")
	f.AddQuantised("split", 1, len(weights), weights)
	return f
}

// endsOf returns whether a sentence of the raw text ends at a byte offset.
func endsOf(sentences []conllu.Sentence, text string) func(int) bool {
	ends := map[int]bool{}
	at := 0
	for i := range sentences {
		if i > 0 {
			at++
			if sentences[i].BeginsParagraph() {
				at++
			}
		}
		at += len(sentences[i].Text())
		ends[at] = true
	}
	return func(offset int) bool { return ends[offset] }
}
