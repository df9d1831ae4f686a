//go:build !amd64 || purego

package neural

func four(y, w, a []float32, n int) { fourPlain(y, w, a, n) }

func tiles(y, x, w []float32, rows, xRow, xStep, steps, columns int) (int, int) { return 0, 0 }

func unit(out, x, state, before, candidate, f, r, vf, vr []float32) {
	unitPlain(out, x, state, before, candidate, f, r, vf, vr)
}
