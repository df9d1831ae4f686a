package en

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/read"
	"github.com/stemma/stemma/nlp/segment"
)

//go:embed weights/split.weights
var splitWeights []byte

//go:embed weights/tag.weights
var tagWeights []byte

//go:embed weights/parse.weights
var parseWeights []byte

// Weights returns the weights that are built in, by the name of the annotator
// that they are for: "split" (the sentences of segment), "tag", "parse", "ner".
func Weights() map[string][]byte {
	return map[string][]byte{"split": splitWeights, "tag": tagWeights, "parse": parseWeights, "ner": nerWeights}
}

// Weights are read once and shared: what is made of them is never written to.
var (
	splitter = sync.OnceValues(func() (*segment.Splitter, error) { return load(splitWeights, segment.LoadSplitter) })
	tagger   = sync.OnceValues(func() (*read.Reader, error) { return load(tagWeights, readOne) })
	parser   = sync.OnceValues(func() (*read.Reader, error) { return load(parseWeights, readOne) })
)

func readOne(f *model.File) (*read.Reader, error) { return read.Load(f) }

func load[T any](data []byte, from func(*model.File) (T, error)) (T, error) {
	f, err := model.Decode(data)
	if err != nil {
		var none T
		return none, fmt.Errorf("load the weights for English: %w", err)
	}
	return from(f)
}

// Tagger returns the annotator that finds the tags, features and lemmas of
// English words.
func Tagger() (*read.Reader, error) { return tagger() }

// Parser returns the annotator that finds the dependencies of English
// sentences.
func Parser() (*read.Reader, error) { return parser() }
