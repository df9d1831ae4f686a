package lang

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/stemma/stemma/nlp/en"
)

// weights are what was learned for each language.
var weights = map[string]func() map[string][]byte{
	"en": en.Weights,
}

// Weights returns the weights files that are built in for the language of a
// BCP 47 tag, by name; false if there are none.
func Weights(tag string) (map[string][]byte, bool) {
	files, ok := weights[base(tag)]
	if !ok {
		return nil, false
	}
	return files(), true
}

// Model says by which weights each language is read, as "en 5f0c21a9": a
// digest of them, so that a run can be told from one that read otherwise. It
// does not build the pipelines, which takes longer than reading nothing anew.
var Model = sync.OnceValue(func() string {
	var all []string
	for _, tag := range slices.Sorted(maps.Keys(weights)) {
		h := sha256.New()
		files := weights[tag]()
		for _, name := range slices.Sorted(maps.Keys(files)) {
			io.WriteString(h, name)
			h.Write(files[name])
		}
		all = append(all, tag+" "+hex.EncodeToString(h.Sum(nil))[:8])
	}
	return strings.Join(all, ", ")
})
