//go:build amd64 && !purego

package neural

import "testing"

// TestNarrower holds TestFour for the narrower vectors that older processors
// have.
func TestNarrower(t *testing.T) {
	defer func(a, b bool) { avx, avx512 = a, b }(avx, avx512)
	avx512 = false
	t.Run("AVX", TestFour)
	t.Run("AVX", TestProduct)
	avx = false
	t.Run("SSE", TestFour)
	t.Run("SSE", TestProduct)
}

func BenchmarkMulAddAVX(b *testing.B) {
	defer func(v bool) { avx512 = v }(avx512)
	avx512 = false
	BenchmarkMulAdd(b)
}
