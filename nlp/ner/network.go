package ner

import (
	"fmt"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
)

// A network scores the labels of the words of a sentence by what an encoder of
// package neural makes of them.
type network struct {
	words   *neural.Words
	table   *neural.Table
	encoder *neural.Encoder
	labels  *neural.Matrix // Dim by Width
	bias    []float32      // Width
}

type networkScratch struct {
	x      []float32
	neural neural.Scratch
	bytes  neural.Bytes
}

// networkShare is what the network's word counts beside that of the field. It is
// the surer of the two and errs more often: at a whole share names on the
// worldwide dev part fall by 0.7, at a quarter and at a half they rise by 0.2, and
// those of other sets by 1 to 3.
const networkShare = 0.5

// add gives the field a network. Field and network are two opinions, each a sum
// of scores of labels and moves, and the best sequence is that of both sums.
func (f *Field) add(file *model.File) error {
	if kind := file.Note("kind"); kind != "ner-network" {
		return fmt.Errorf("these are weights of kind %q, not \"ner-network\"", kind)
	}
	n := &network{}
	var err error
	if n.words, n.table, n.encoder, err = neural.Load(file); err != nil {
		return err
	}
	weights, err := file.Matrix("labels", n.encoder.Dim, Width)
	if err != nil {
		return err
	}
	scale(weights, networkShare)
	n.labels = neural.NewMatrix(weights, n.encoder.Dim, Width)
	if n.bias, err = file.Matrix("labels.bias", 1, Width); err != nil {
		return err
	}
	moves, err := file.Matrix("moves", Labels, Labels)
	if err != nil {
		return err
	}
	scale(n.bias, networkShare)
	scale(moves, networkShare)
	f.network = n
	neural.Add(f.Moves, moves)
	return nil
}

func scale(x []float32, by float32) {
	for i := range x {
		x[i] *= by
	}
}

// score adds the scores of the labels of the sentence's words to scores, Width a
// word.
func (n *network) score(scores []float32, doc *nlp.Doc, s nlp.Sentence, b *networkScratch) {
	view := neural.Sentence{Text: doc.Text, Tokens: doc.Tokens[s.First:s.Last]}
	view.Upper = neural.IsUpper(view.Text, view.Tokens)
	count := len(view.Tokens)
	b.x = neural.Grow(b.x, count*n.encoder.Dim)
	n.words.Look(b.x, n.table, &view)
	n.encoder.Encode(b.x, count, 0, len(n.encoder.Layers), &b.neural)
	for i := range count {
		neural.Add(scores[i*Width:][:Width], n.bias)
	}
	n.labels.Product(scores, b.x, count, &b.bytes)
}
