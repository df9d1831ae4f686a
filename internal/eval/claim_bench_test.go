package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/engine"
	"github.com/stemma/stemma/internal/store"
)

// BenchmarkReckoning reads 500 texts, or STEMMA_TEXTS, most of them made of the
// others by seeded edits, into a case, and measures what comes after reading:
// what descends from what, who is who, and where accounts meet. Then it reads
// one text more, and one more that is nothing new.
func BenchmarkReckoning(b *testing.B) {
	n := 500
	if given := os.Getenv("STEMMA_TEXTS"); given != "" {
		var err error
		if n, err = strconv.Atoi(given); err != nil {
			b.Fatal(err)
		}
	}
	m := multiply(b)
	for b.Loop() {
		s, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "case.stemma"), store.Options{Create: true})
		if err != nil {
			b.Fatal(err)
		}
		var read time.Time // when the last item was gone through
		var used time.Duration
		e := &engine.Engine{Store: s, Version: "bench", Progress: func(engine.Progress) { read, used = time.Now(), cpu() }}
		for _, step := range []struct {
			what     string
			from, to int
		}{{"all", 0, n}, {"one-more", n, n + 1}, {"nothing-new", 0, 1}} {
			_, err := e.Read(b.Context(), func(yield func(stemma.Item, *stemma.Issue) bool) {
				for i := step.from; i < step.to; i++ {
					if !yield(stemma.Item{Path: fmt.Sprintf("%06d.txt", i), Data: []byte(m.text(i))}, nil) {
						return
					}
				}
			})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(time.Since(read).Seconds(), step.what+"-s")
			b.ReportMetric((cpu() - used).Seconds(), step.what+"-CPU-s")
		}
		sum, err := s.Summary(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(resident())/(1<<20), "MiB")
		b.ReportMetric(float64(sum.Statements), "statements")
		b.ReportMetric(float64(sum.Claims), "claims")
		b.ReportMetric(float64(sum.Conflicts), "conflicts")
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
