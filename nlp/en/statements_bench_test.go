//go:build unix

package en_test

import (
	"testing"
	"time"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// BenchmarkStatements tells what all that is laid over names and times costs,
// beside the layers under it, in CPU time a token. The bar is that attribution
// and factuality cost at most twice as much as those ("ratio"); "all-ratio" has
// coreference, too.
func BenchmarkStatements(b *testing.B) {
	reader, err := en.Reader()
	if err != nil {
		b.Fatal(err)
	}
	names, err := en.Names()
	if err != nil {
		b.Fatal(err)
	}
	times, err := en.Times()
	if err != nil {
		b.Fatal(err)
	}
	below, err := nlp.NewPipeline("en", en.Segmenter(), reader, names, times)
	if err != nil {
		b.Fatal(err)
	}
	sure, err := en.Factuality()
	if err != nil {
		b.Fatal(err)
	}
	said, err := en.Attributions()
	if err != nil {
		b.Fatal(err)
	}
	first, err := nlp.NewPipeline("en", en.Segmenter(), reader, names, times, said, sure)
	if err != nil {
		b.Fatal(err)
	}
	whole := pipeline(b)
	var texts []string
	for _, g := range genres {
		texts = append(texts, document(g.text))
	}
	var under, stated, all, last time.Duration
	tokens := 0
	for b.Loop() {
		for _, text := range texts {
			start := cpuTime(b)
			below.Annotate(nlp.NewDoc(text))
			under += cpuTime(b) - start
			start = cpuTime(b)
			first.Annotate(nlp.NewDoc(text))
			stated += cpuTime(b) - start
			doc := nlp.NewDoc(text)
			start = cpuTime(b)
			whole.Annotate(doc)
			all += cpuTime(b) - start
			start = cpuTime(b)
			sure.Annotate(doc) // again, over its own result
			last += cpuTime(b) - start
			tokens += len(doc.Tokens)
		}
	}
	each := func(d time.Duration) float64 { return float64(d.Nanoseconds()) / float64(tokens) }
	b.ReportMetric(each(under), "below-ns/token")
	b.ReportMetric(each(all-under), "above-ns/token")
	b.ReportMetric(each(last), "factuality-ns/token")
	b.ReportMetric(float64(stated-under)/float64(under), "ratio")
	b.ReportMetric(float64(all-under)/float64(under), "all-ratio")
}
