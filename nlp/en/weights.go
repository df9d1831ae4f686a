package en

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/stemma/stemma/nlp/attribution"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/read"
	"github.com/stemma/stemma/nlp/segment"
)

//go:embed weights/split.weights
var splitWeights []byte

//go:embed weights/read.weights
var readWeights []byte

//go:embed weights/attribution.weights
var attributionWeights []byte

//go:embed weights/attribution2.weights
var attribution2Weights []byte

// Weights returns the weights that are built in, by the name of what they are
// for: "split" (where sentences end), "read" (tags, lemmas, dependencies), "ner"
// and "ner-network" (names), "factuality" (how far predicates happened;
// negations), "coref" (what means the same), "attribution" and "attribution2" (who
// said what; two networks that read together).
func Weights() map[string][]byte {
	return map[string][]byte{
		"split": splitWeights, "read": readWeights, "ner": nerWeights, "ner-network": nerNetworkWeights,
		"factuality": factualityWeights, "coref": corefWeights,
		"attribution": attributionWeights, "attribution2": attribution2Weights,
	}
}

// Weights are read once and shared: what is made of them is never written to.
var (
	splitter = sync.OnceValues(func() (*segment.Splitter, error) { return load(splitWeights, segment.LoadSplitter) })
	reader   = sync.OnceValues(func() (*read.Reader, error) {
		r, err := load(readWeights, func(f *model.File) (*read.Reader, error) { return read.Load(f) })
		if err == nil {
			know(r)
		}
		return r, err
	})
	attributor = sync.OnceValues(func() (*attribution.Finder, error) {
		var files []*model.File
		for _, data := range [][]byte{attributionWeights, attribution2Weights} {
			f, err := load(data, func(f *model.File) (*model.File, error) { return f, nil })
			if err != nil {
				return nil, err
			}
			files = append(files, f)
		}
		m, err := attribution.LoadModel(files...)
		if err != nil {
			return nil, err
		}
		r, err := reader()
		return attribution.Learned(Sayings(), m, r), err
	})
)

func load[T any](data []byte, from func(*model.File) (T, error)) (T, error) {
	f, err := model.Decode(data)
	if err != nil {
		var none T
		return none, fmt.Errorf("load the weights for English: %w", err)
	}
	return from(f)
}

// Reader returns the annotator that finds the tags, features and lemmas of
// English words and the dependencies of English sentences.
func Reader() (*read.Reader, error) { return reader() }

// Tagger returns the annotator that finds the tags of English words, which is
// the one that finds their dependencies too.
func Tagger() (*read.Reader, error) { return reader() }
