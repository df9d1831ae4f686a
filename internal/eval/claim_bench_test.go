package eval

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/descent"
	"github.com/stemma/stemma/internal/engine"
	"github.com/stemma/stemma/internal/store"
)

// BenchmarkReckoning reads 500 texts, or STEMMA_TEXTS, most of them made of the
// others by seeded edits, into a case, and measures what comes after reading:
// what descends from what, who is who, and where accounts meet. Then it reads
// one text more, and one more that is nothing new. With STEMMA_CASE, a path, the
// case as it is after reading is kept there and read only the first time. If what
// is kept has fewer texts, the others are what was read in those, with words
// changed: to read 10,000 takes longer than to reckon them.
func BenchmarkReckoning(b *testing.B) {
	n := benchTexts(b)
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

// benchTexts is how many texts a case has.
func benchTexts(b *testing.B) int {
	given := os.Getenv("STEMMA_TEXTS")
	if given == "" {
		return 500
	}
	n, err := strconv.Atoi(given)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// BenchmarkOneMore measures what one text more costs a case that is reckoned, of 500
// texts or STEMMA_TEXTS. With STEMMA_RECKONED, a path, the reckoned case is kept there
// and made only the first time.
func BenchmarkOneMore(b *testing.B) {
	n := benchTexts(b)
	m := multiply(b)
	kept := os.Getenv("STEMMA_RECKONED")
	if kept == "" {
		kept = filepath.Join(b.TempDir(), "reckoned.stemma")
	}
	if _, err := os.Stat(kept); errors.Is(err, os.ErrNotExist) {
		whole := kept + ".part"
		readOnly(b, m, n, whole)
		s, err := store.Open(b.Context(), whole, store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := errors.Join((&engine.Engine{Store: s, Version: "bench"}).Reckon(b.Context()), s.Close(), os.Rename(whole, kept)); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		file := filepath.Join(b.TempDir(), "case.stemma")
		copyFile(b, kept, file)
		s, err := store.Open(b.Context(), file, store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		read, used := time.Now(), cpu()
		e := &engine.Engine{Store: s, Version: "bench", Progress: func(engine.Progress) { read, used = time.Now(), cpu() }}
		if _, err := e.Read(b.Context(), m.items(n, n+1, nil)); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(time.Since(read).Seconds(), "one-more-s")
		b.ReportMetric((cpu() - used).Seconds(), "one-more-CPU-s")
		b.ReportMetric(float64(resident())/(1<<20), "MiB")
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// copyFile copies a file of any size.
func copyFile(b *testing.B, from, to string) {
	in, err := os.Open(from)
	if err != nil {
		b.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		b.Fatal(err)
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Close()); err != nil {
		b.Fatal(err)
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
	data, err := os.ReadFile(kept)
	there := kept != "" && err == nil
	if there {
		if err := os.WriteFile(file, data, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	s, err := store.Open(b.Context(), file, store.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	more := true
	if there {
		more = m.copyOut(b, s, n)
	} else {
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
	}
	if kept != "" && more {
		whole := kept + ".part"
		if err := s.Backup(b.Context(), whole); err != nil {
			b.Fatal(err)
		}
		if err := os.Rename(whole, kept); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

// copyOut puts readings into a case until it has n documents: those that are there,
// with a part of the longer words changed for others of the same length, so that
// every place stays where it is. It reports whether there was anything to do.
func (m *multiplied) copyOut(b *testing.B, s stemma.Store, n int) bool {
	var docs []stemma.ID
	for d, err := range s.Documents(b.Context(), stemma.DocumentFilter{}) {
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, d.ID)
	}
	words := map[int][]string{}
	for _, w := range m.vocabulary {
		words[len(w)] = append(words[len(w)], w)
	}
	for i := len(docs); i < n; i++ {
		r := m.copyOf(b, s, docs[i%len(docs)], i, words)
		if err := s.PutReading(b.Context(), r); err != nil {
			b.Fatal(err)
		}
	}
	return len(docs) < n
}

// copyOf is what was read in a document, as if it were text number i.
func (m *multiplied) copyOf(b *testing.B, s stemma.View, id stemma.ID, i int, words map[int][]string) *stemma.Reading {
	doc, err := s.Document(b.Context(), id)
	if err != nil {
		b.Fatal(err)
	}
	r := &stemma.Reading{Document: doc, Run: stemma.NewRun("read", "bench", "copy")}
	if r.Tellings, err = s.Tellings(b.Context(), id); err != nil {
		b.Fatal(err)
	}
	seed := rand.New(rand.NewPCG(uint64(i), 9))
	part := 0.1 + 0.5*seed.Float64()
	text := []byte(doc.Text)
	for _, at := range smallWords.FindAllIndex(text, -1) {
		if same := words[at[1]-at[0]]; len(same) > 0 && seed.Float64() < part {
			copy(text[at[0]:], same[seed.IntN(len(same))])
		}
	}
	digest := sha256.Sum256(text)
	doc.Text, doc.Path, doc.SHA256, doc.Original, doc.Bytes = string(text), fmt.Sprintf("%06d.txt", i), hex.EncodeToString(digest[:]), nil, int64(len(text))
	doc.ID = stemma.DocumentID(doc.Path, doc.SHA256)
	mention := map[stemma.ID]stemma.ID{}
	for x, err := range s.Mentions(b.Context(), id) {
		if err != nil {
			b.Fatal(err)
		}
		y := *x
		y.ID, y.Doc, y.Run, y.Entity = stemma.MentionID(doc.ID, x.Span), doc.ID, r.Run.ID, ""
		mention[x.ID] = y.ID
		r.Mentions = append(r.Mentions, y)
	}
	for x, err := range s.Times(b.Context(), id) {
		if err != nil {
			b.Fatal(err)
		}
		y := *x
		y.Doc, y.Run = doc.ID, r.Run.ID
		r.Times = append(r.Times, y)
	}
	for x, err := range s.Statements(b.Context(), stemma.StatementFilter{Doc: id}) {
		if err != nil {
			b.Fatal(err)
		}
		y := *x
		y.ID, y.Doc, y.Run = stemma.StatementID(doc.ID, x.Content, x.Chain), doc.ID, r.Run.ID
		if y.Proposition != nil {
			for k := range y.Proposition.Args {
				y.Proposition.Args[k].Mention = mention[y.Proposition.Args[k].Mention]
			}
		}
		r.Statements = append(r.Statements, y)
	}
	r.Sketch = descent.NewNote(r, text).Bytes()
	return r
}

// smallWords are words in small letters that are long enough to be changed.
var smallWords = regexp.MustCompile(`\b[a-z]{5,}\b`)
