//go:build amd64 && !purego

package neural

// hasAVX reports whether processor and system have 256-bit vectors.
func hasAVX() bool

//go:noescape
func fourAVX(y, w, a *float32, n, stride int)

//go:noescape
func fourSSE(y, w, a *float32, n, stride int)

var avx = hasAVX()

// four is fourPlain by vectors of eight or four; the result is the same to the
// bit, for the vectors run along y and every sum keeps its order.
func four(y, w, a []float32, n int) {
	_, _, _ = y[n-1], w[4*n-1], a[3]
	whole := n &^ 7
	if whole > 0 {
		if avx {
			fourAVX(&y[0], &w[0], &a[0], whole, n)
		} else {
			fourSSE(&y[0], &w[0], &a[0], whole, n)
		}
	}
	for j := whole; j < n; j++ {
		v := y[j] + float32(a[0]*w[j])
		v += float32(a[1] * w[n+j])
		v += float32(a[2] * w[2*n+j])
		y[j] = v + float32(a[3]*w[3*n+j])
	}
}
