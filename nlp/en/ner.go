package en

import (
	_ "embed"
	"sync"

	"github.com/stemma/stemma/nlp/ner"
)

//go:embed weights/ner.weights
var nerWeights []byte

var names = sync.OnceValues(func() (*ner.Recognizer, error) { return load(nerWeights, ner.Load) })

// Names returns the annotator that finds names in English.
func Names() (*ner.Recognizer, error) { return names() }
