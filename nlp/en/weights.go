package en

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/read"
	"github.com/stemma/stemma/nlp/segment"
)

// The folder holds split, and read or tag and parse; names keeps its own.
//
//go:embed weights/[prst]*.weights
var folder embed.FS

// Weights returns the weights that are built in, by the name of what they are
// for: "split" (where sentences end), "read" or "tag" and "parse" (tags, lemmas,
// dependencies), "ner" (names).
func Weights() map[string][]byte {
	all := map[string][]byte{"ner": nerWeights}
	names, err := fs.Glob(folder, "weights/*.weights")
	if err != nil {
		return all // the pattern is right, or no test passes
	}
	for _, name := range names {
		if data, err := folder.ReadFile(name); err == nil {
			all[strings.TrimSuffix(strings.TrimPrefix(name, "weights/"), ".weights")] = data
		}
	}
	return all
}

// Weights are read once and shared: what is made of them is never written to.
var (
	splitter = sync.OnceValues(func() (*segment.Splitter, error) { return load(builtIn("split"), segment.LoadSplitter) })
	reader   = sync.OnceValues(loadReader)
	tagger   = sync.OnceValues(loadTagger)
)

// builtIn returns the weights of that name, nil if there are none.
func builtIn(name string) []byte {
	data, _ := folder.ReadFile("weights/" + name + ".weights")
	return data
}

func load[T any](data []byte, from func(*model.File) (T, error)) (T, error) {
	f, err := model.Decode(data)
	if err != nil {
		var none T
		return none, fmt.Errorf("load the weights for English: %w", err)
	}
	return from(f)
}

// loadReader takes the one network that tells tags and trees where it is built
// in, and otherwise a network for each.
func loadReader() (*read.Reader, error) {
	networks := [][]byte{builtIn("read")}
	if networks[0] == nil {
		networks = [][]byte{builtIn("tag"), builtIn("parse")}
	}
	var files []*model.File
	for _, data := range networks {
		f, err := model.Decode(data)
		if err != nil {
			return nil, fmt.Errorf("load the weights for English: %w", err)
		}
		files = append(files, f)
	}
	return read.Load(files...)
}

func loadTagger() (*read.Reader, error) {
	if data := builtIn("tag"); data != nil && builtIn("read") == nil {
		return load(data, func(f *model.File) (*read.Reader, error) { return read.Load(f) })
	}
	return Reader()
}

// Reader returns the annotator that finds the tags, features and lemmas of
// English words and the dependencies of English sentences.
func Reader() (*read.Reader, error) { return reader() }

// Tagger returns an annotator that finds the tags, features and lemmas of
// English words, and dependencies only where they come with them.
func Tagger() (*read.Reader, error) { return tagger() }
