package segment_test

import (
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

var news = strings.Repeat("The ferry between Varo and Linsk didn't sail on Monday, Gen. J. R. Dunn told reporters. “We don't know when it'll sail,” he said.\n\n", 200)

// TestAllocations holds that words cost no allocation of their own.
func TestAllocations(t *testing.T) {
	segmenter := en.Segmenter()
	n := testing.AllocsPerRun(5, func() { segmenter.Annotate(nlp.NewDoc(news)) })
	if n > 60 {
		t.Errorf("a text of 8,000 words takes %v allocations", n)
	}
}

func BenchmarkSegmenter(b *testing.B) {
	segmenter := en.Segmenter()
	tokens := 0
	for b.Loop() {
		doc := nlp.NewDoc(news)
		segmenter.Annotate(doc)
		tokens += len(doc.Tokens)
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}
