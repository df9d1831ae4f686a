//go:build !amd64 || purego

package neural

func four(y, w, a []float32, n int) { fourPlain(y, w, a, n) }

func tiles(y, x, w []float32, rows, xRow, xStep, steps, columns int) (int, int) { return 0, 0 }

func unit(out, x, state, before, candidate, f, r, vf, vr []float32) {
	unitPlain(out, x, state, before, candidate, f, r, vf, vr)
}

// tilesOfBytes says whether there are tiles of bytes; without them products are
// plain.
const tilesOfBytes = false

func tileOfBytes64(y []float32, values []uint8, weights []int8, offset []int32, scales []float32, stride, fours, rows int) bool {
	return false
}

func tileOfBytes(y []float32, values []uint8, weights []int8, offset []int32, scales []float32, stride, step, fours, rows int) {
}

func toBytes(values []uint8, x, scales, scaled []float32) float32 {
	return toBytesPlain(values, x, scales, scaled)
}

func addRows(y []float32, data []int8, scales []float32, rows []int32) {
	addRowsPlain(y, data, scales, rows)
}

func add(y, x []float32) { addPlain(y, x) }

func rectify(x []float32) { rectifyPlain(x) }

func keep(q []int8, x []float32) float32 { return keepPlain(q, x) }
