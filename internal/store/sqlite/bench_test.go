package sqlite

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/store/storetest"
)

// article is an invented text of n sentences over a vocabulary in which, as in
// language, few words are frequent and most are rare.
func article(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, 1))
	words := rand.NewZipf(r, 1.1, 4, 20_000)
	var b strings.Builder
	for i := range n {
		if i%3 == 0 {
			fmt.Fprintf(&b, "Source%d Surname%d said that ", r.IntN(50), words.Uint64()%500)
		}
		for range 12 + r.IntN(12) {
			fmt.Fprintf(&b, "w%xs ", words.Uint64())
		}
		b.WriteString("ended. ")
		if i%6 == 5 {
			b.WriteString("\n")
		}
	}
	return b.String()
}

func articles(b *testing.B, documents, sentences int) []*stemma.Reading {
	b.Helper()
	rs := make([]*stemma.Reading, documents)
	for i := range rs {
		rs[i] = storetest.Reading(fmt.Sprintf("pile/%02d/%05d.txt", i%17, i), article(uint64(i), sentences), storetest.Run1)
	}
	return rs
}

// BenchmarkPutReading keeps documents of a usual length, each on its own.
func BenchmarkPutReading(b *testing.B) {
	for _, sentences := range []int{40, 5000} {
		b.Run(fmt.Sprintf("statements=%d", sentences), func(b *testing.B) {
			s, _ := create(b)
			rs := articles(b, b.N, sentences)
			size := int64(0)
			for _, r := range rs {
				size += r.Document.Bytes
			}
			b.SetBytes(size / int64(b.N))
			b.ResetTimer()
			put(b, s, rs...)
		})
	}
}

// BenchmarkLook asks a case of 100,000 statements in 2,500 documents.
func BenchmarkLook(b *testing.B) {
	s, path := create(b)
	put(b, s, articles(b, 2500, 40)...)
	ctx := b.Context()
	statements := func(f stemma.StatementFilter) func() (int, error) {
		return func() (n int, err error) {
			for _, e := range s.Statements(ctx, f) {
				if e != nil {
					return n, e
				}
				n++
			}
			return n, nil
		}
	}
	hits := func(words string) func() (int, error) {
		return func() (int, error) {
			hs, err := s.Search(ctx, stemma.Query{Words: words})
			return len(hs), err
		}
	}
	id := stemma.DocumentID("pile/00/00017.txt", digestOf([]byte(article(17, 40))))
	b.Log(files(b, path))
	for _, c := range []struct {
		name string
		look func() (int, error)
	}{
		{"all statements", statements(stemma.StatementFilter{})},
		{"first page", statements(stemma.StatementFilter{Limit: 50})},
		{"page at 50,000", statements(stemma.StatementFilter{Limit: 50, Offset: 50_000})},
		{"first page of attributed", statements(stemma.StatementFilter{Kind: "attributed", Limit: 50})},
		{"first page of a rare voice", statements(stemma.StatementFilter{Certainty: "possible", LeastDepth: 3, Limit: 50})},
		{"page of a source", statements(stemma.StatementFilter{Source: "source7", Limit: 50})},
		{"page about a rare word", statements(stemma.StatementFilter{About: "w2f0", Limit: 50})},
		{"page about a frequent word", statements(stemma.StatementFilter{About: "w3", Limit: 50})},
		{"statements of a document", statements(stemma.StatementFilter{Doc: id})},
		{"page of documents", func() (n int, err error) {
			for _, e := range s.Documents(ctx, stemma.DocumentFilter{Limit: 50, Offset: 1000}) {
				n, err = n+1, e
			}
			return n, err
		}},
		{"document", func() (int, error) { _, err := s.Document(ctx, id); return 1, err }},
		{"search for a rare word", hits("w2f0")},
		{"search for a frequent word", hits("w3")},
		{"search for a phrase", hits(`"w1s w2s"`)},
		{"search for a beginning", hits("w2f*")},
		{"sources", func() (int, error) { cs, err := s.Sources(ctx, 20); return len(cs), err }},
		{"summary", func() (int, error) { sum, err := s.Summary(ctx); return sum.Statements, err }},
		{"end of a path", func() (int, error) { ids, err := s.Find(ctx, 'd', "00017.txt", 5); return len(ids), err }},
		{"check", func() (int, error) { return 1, s.Check(ctx) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				var err error
				if n, err = c.look(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n), "records")
		})
	}
	// Of many documents in turn: the first to change an index pays for its
	// merging.
	rs := articles(b, 200, 40)
	n := 0
	b.Run("remove", func(b *testing.B) {
		for b.Loop() {
			if err := s.Remove(ctx, rs[n].Document.ID); err != nil {
				b.Fatal(err)
			}
			if n++; n == 100 {
				b.Fatal("no document is left to remove: give fewer rounds")
			}
		}
	})
	b.Run("put by another run", func(b *testing.B) {
		for b.Loop() {
			r := *rs[100+n%100]
			r.Run = stemma.NewRun("read", fmt.Sprint(n), "")
			put(b, s, &r)
			n++
		}
	})
}
