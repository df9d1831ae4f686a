//go:build unix

package en_test

import (
	"testing"
	"time"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// BenchmarkStatements tells what attribution and factuality cost beside the
// layers under them, in CPU time a token. The bar is a ratio of two: all of it
// at most twice the layers under it.
func BenchmarkStatements(b *testing.B) {
	must := func(part nlp.Annotator, err error) nlp.Annotator {
		if err != nil {
			b.Fatal(err)
		}
		return part
	}
	reader, err := en.Reader()
	names, err2 := en.Names()
	times, err3 := en.Times()
	sure, err4 := en.Factuality()
	below := []nlp.Annotator{en.Segmenter(), must(reader, err), must(names, err2), must(times, err3)}
	layers := []struct {
		name  string
		parts []nlp.Annotator
		used  time.Duration
	}{{"below", below, 0}, {"attribution", []nlp.Annotator{en.Attribution()}, 0}, {"factuality", []nlp.Annotator{must(sure, err4)}, 0}}
	var texts []string
	for _, g := range genres {
		texts = append(texts, document(g.text))
	}
	tokens := 0
	for b.Loop() {
		for _, text := range texts {
			doc := nlp.NewDoc(text)
			for i := range layers {
				start := cpuTime(b)
				for _, part := range layers[i].parts {
					part.Annotate(doc)
					doc.Has |= part.Adds()
				}
				layers[i].used += cpuTime(b) - start
			}
			tokens += len(doc.Tokens)
		}
	}
	for _, l := range layers {
		b.ReportMetric(float64(l.used.Nanoseconds())/float64(tokens), l.name+"-ns/token")
	}
	b.ReportMetric(float64(layers[0].used+layers[1].used+layers[2].used)/float64(layers[0].used), "ratio")
}
