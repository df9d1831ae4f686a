//go:build amd64 && !purego

package neural

import "testing"

// TestNarrower holds the tests of exactness for the narrower vectors that older
// processors have.
func TestNarrower(t *testing.T) {
	defer func(a, b, c, d, e bool) { avx, avx2, avx512, vnni, tilesOfBytes = a, b, c, d, e }(avx, avx2, avx512, vnni, tilesOfBytes)
	for _, narrower := range []struct {
		name string
		has  *bool
	}{{"AVX-512", &vnni}, {"AVX2", &avx512}, {"AVX", &avx2}, {"SSE", &avx}} {
		*narrower.has = false
		tilesOfBytes = avx2
		t.Run(narrower.name, func(t *testing.T) {
			for _, test := range []func(*testing.T){TestFour, TestProduct, TestUnit, TestMatrix, TestMatrixFull, TestRows, TestElements, TestKeep} {
				test(t)
			}
		})
	}
}

func BenchmarkMulAddAVX(b *testing.B) {
	defer func(v bool) { avx512 = v }(avx512)
	avx512 = false
	BenchmarkMulAdd(b)
}

func BenchmarkMatrixAVX2(b *testing.B) {
	defer func(v bool) { vnni = v }(vnni)
	vnni = false
	BenchmarkMatrix(b)
}
