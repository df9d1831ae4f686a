package web

import (
	"cmp"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/store/sqlite"
)

// BenchmarkClaims asks for the pages of the twenty claims of a case that the most statements
// answer, STEMMA_CASE, and reports what the slowest took.
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
	for b.Loop() {
		for _, c := range claims {
			begin := b.Elapsed()
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost/claims/"+string(c.ID), nil))
			if w.Code != http.StatusOK {
				b.Fatalf("%s: %d", c.ID, w.Code)
			}
			slowest, widest = max(slowest, float64((b.Elapsed()-begin).Milliseconds())), max(widest, w.Body.Len())
		}
	}
	b.ReportMetric(slowest, "slowest-ms")
	b.ReportMetric(float64(widest), "widest-bytes")
}
