package resolve_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stemma/stemma/internal/resolve"
)

// BenchmarkCommonSurname says who is who in texts that all name somebody of one surname,
// two thirds of them in full, and that have nothing else in common.
func BenchmarkCommonSurname(b *testing.B) {
	for _, n := range []int{500, 2000, 8000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			seed := rand.New(rand.NewPCG(3, 4))
			docs := make([]resolve.Document, n)
			for i := range docs {
				var others strings.Builder
				for range 6 {
					others.WriteString(" {")
					for k := range 8 {
						others.WriteByte("abcdefghijklmnopqrstuvwxyz"[seed.IntN(26)] - 32*byte(1/(k+1)))
					}
					others.WriteString("} met.")
				}
				docs[i] = read(fmt.Sprintf("%05d.txt", i), "{"+[]string{"Ana Veld", "Bo Veld", "Veld"}[i%3]+"} spoke."+others.String())
			}
			for b.Loop() {
				resolution(b, nil, docs...)
			}
		})
	}
}
