package web

import (
	"cmp"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/store/sqlite"
)

// BenchmarkClaims asks for the pages of the twenty claims of a case that the most statements
// answer, STEMMA_CASE, and reports what the slowest took, by the clock at most
// and by the processor on the average.
func BenchmarkClaims(b *testing.B) {
	file := os.Getenv("STEMMA_CASE")
	if file == "" {
		b.Skip("set STEMMA_CASE to the file of a case")
	}
	store, err := sqlite.Open(context.Background(), file, sqlite.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	var claims []*stemma.Claim
	for c, err := range store.Claims(context.Background(), stemma.ClaimFilter{}) {
		if err != nil {
			b.Fatal(err)
		}
		claims = append(claims, c)
	}
	slices.SortFunc(claims, func(x, y *stemma.Claim) int {
		return cmp.Or(cmp.Compare(len(y.Members), len(x.Members)), cmp.Compare(x.ID, y.ID))
	})
	claims = claims[:min(len(claims), 20)]
	h := Handler(store, Options{Case: "bench"})
	slowest, widest := 0.0, 0
	used, rounds := make([]time.Duration, len(claims)), 0
	for b.Loop() {
		rounds++
		for i, c := range claims {
			begin, was := b.Elapsed(), cpu()
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost/claims/"+string(c.ID), nil))
			if w.Code != http.StatusOK {
				b.Fatalf("%s: %d", c.ID, w.Code)
			}
			slowest, widest = max(slowest, float64((b.Elapsed()-begin).Milliseconds())), max(widest, w.Body.Len())
			used[i] += cpu() - was
		}
	}
	b.ReportMetric(float64(slices.Max(used).Microseconds())/1000/float64(rounds), "most-CPU-ms")
	b.ReportMetric(slowest, "slowest-ms")
	b.ReportMetric(float64(widest), "widest-bytes")
}

// cpu is the processor time that the process has used.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
