//go:build !amd64 || purego

package neural

func four(y, w, a []float32, n int) { fourPlain(y, w, a, n) }
