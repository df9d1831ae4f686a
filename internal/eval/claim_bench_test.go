package eval

import (
	"context"
	"errors"
	"fmt"
	"iter"
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
// one text more, and one more that is nothing new. With STEMMA_CASE, a path, the
// case as it is after reading is kept there and read only the first time.
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
		file := filepath.Join(b.TempDir(), "case.stemma")
		readOnly(b, m, n, file)
		s, err := store.Open(b.Context(), file, store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		for _, step := range []struct {
			what     string
			from, to int
		}{{"all", 0, 0}, {"one-more", n, n + 1}, {"nothing-new", 0, 1}} {
			read, used := time.Now(), cpu() // when the last item was gone through
			e := &engine.Engine{Store: s, Version: "bench", Progress: func(engine.Progress) { read, used = time.Now(), cpu() }}
			if _, err := e.Read(b.Context(), m.items(step.from, step.to, nil)); err != nil {
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

// items are some of the texts, with done called after the last.
func (m *multiplied) items(from, to int, done func()) iter.Seq2[stemma.Item, *stemma.Issue] {
	return func(yield func(stemma.Item, *stemma.Issue) bool) {
		for i := from; i < to; i++ {
			if !yield(stemma.Item{Path: fmt.Sprintf("%06d.txt", i), Data: []byte(m.text(i))}, nil) {
				return
			}
		}
		if done != nil {
			done()
		}
	}
}

// readOnly makes a case of n texts that are read and not yet reckoned: the search
// for more items waits until all are kept, and the run is stopped then.
func readOnly(b *testing.B, m *multiplied, n int, file string) {
	kept := os.Getenv("STEMMA_CASE")
	if kept != "" {
		if data, err := os.ReadFile(kept); err == nil {
			if err := os.WriteFile(file, data, 0o600); err != nil {
				b.Fatal(err)
			}
			return
		}
	}
	s, err := store.Open(b.Context(), file, store.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	ctx, stop := context.WithCancel(b.Context())
	all := make(chan bool)
	e := &engine.Engine{Store: s, Version: "bench", Progress: func(p engine.Progress) {
		if p.Done == n {
			close(all)
		}
	}}
	if _, err := e.Read(ctx, m.items(0, n, func() { <-all; stop() })); !errors.Is(err, context.Canceled) {
		b.Fatal(err)
	}
	if kept != "" {
		if err := s.Backup(b.Context(), kept); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}
