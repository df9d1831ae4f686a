package train

import (
	"math/rand/v2"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/ner"
	"github.com/stemma/stemma/nlp/neural"
)

// NameNetwork learns the network that reads names beside the field of [Names]:
// an encoder over the words of a sentence, whose vectors a linear layer makes
// scores of the labels, and the moves between labels. It is learned as the field
// is, by the likelihood of all label sequences that are allowed, but sentence by
// sentence, with the words and the words' vectors alone.
func NameNetwork(texts []NamedText, o Options) *model.File {
	type place struct{ text, sentence int }
	var places []place
	for i := range texts {
		for k := range texts[i].Doc.Sentences {
			places = append(places, place{i, k})
		}
	}
	r := rand.New(rand.NewPCG(o.Seed, 41))
	n := newNet(o, nameVocabulary(texts, 2), r)
	head := n.linear(o.Dim, ner.Width, 0.05, true, r)
	moves := n.head(ner.Labels, ner.Labels, 0, r)
	o.Log("%d sentences, %d words known", len(places), len(n.list))

	labels := ner.Labels
	var chains [workers]chain
	var passes [workers]*pass
	var scores, d [workers][]float32
	for k := range passes {
		passes[k] = newPass(n, k)
	}
	size := func(i int) int {
		s := texts[places[i].text].Doc.Sentences[places[i].sentence]
		return min(ner.Longest, s.Last-s.First)
	}
	n.epochs(len(places), size, func(worker, i int, r *rand.Rand) float64 {
		text := &texts[places[i].text]
		doc := text.Doc
		if x := r.Float64(); x < o.Upper+o.Lower && len(text.Copies) == 2 {
			doc = text.Copies[0]
			if x >= o.Upper {
				doc = text.Copies[1]
			}
		}
		first := doc.Sentences[places[i].sentence].First
		last := first + size(i)
		view := neural.Sentence{Text: doc.Text, Tokens: doc.Tokens[first:last]}
		view.Upper = neural.IsUpper(view.Text, view.Tokens)
		count := last - first
		if last < doc.Sentences[places[i].sentence].Last && !text.possible(nlp.Sentence{First: first, Last: last}) {
			return 0 // a name goes on beyond the longest sentence
		}

		p, c := passes[worker], &chains[worker]
		p.r = r
		vectors := p.forward(&view)
		scores[worker] = neural.Grow(scores[worker], count*ner.Width)
		row := scores[worker]
		head.forward(row, vectors, count)
		c.begin(count, moves.w)
		for t := range count {
			copy(c.scores[t*labels:][:labels], row[t*ner.Width:])
		}
		loss := c.gradient(text.Allowed[first:last])
		clear(row)
		for t := range count {
			copy(row[t*ner.Width:], c.grad[t*labels:][:labels])
		}
		neural.Add(moves.grads[worker], c.moveGrad)
		d[worker] = zeros(d[worker], count*o.Dim)
		head.backward(row, vectors, d[worker], count, worker)
		p.backward(count, d[worker], func(int, []float32) {})
		return loss
	})

	f := &model.File{}
	f.AddNote("kind", "ner-network")
	neural.Save(f, n.list, o.Buckets, n.saved(), n.encoder)
	f.AddQuantised("labels", o.Dim, ner.Width, head.w.w)
	f.AddFloats("labels.bias", 1, ner.Width, head.b.w)
	f.AddFloats("moves", labels, labels, moves.w)
	return f
}

// nameVocabulary is vocabulary for texts with names.
func nameVocabulary(texts []NamedText, least int) []string {
	counts := map[string]int{}
	var buffer []byte
	for i := range texts {
		doc := texts[i].Doc
		for _, t := range doc.Tokens {
			if t.Len() <= 48 {
				buffer = neural.Normal(buffer, t.In(doc.Text))
				counts[string(buffer)]++
			}
		}
	}
	return byCount(counts, least)
}
