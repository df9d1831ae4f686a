//go:build amd64 && !purego

package neural

// hasAVX reports whether processor and system have 256-bit vectors.
func hasAVX() bool

// hasAVX512 reports whether they have 512-bit vectors.
func hasAVX512() bool

//go:noescape
func fourAVX512(y, w, a *float32, n, stride int)

//go:noescape
func fourAVX(y, w, a *float32, n, stride int)

//go:noescape
func fourSSE(y, w, a *float32, n, stride int)

var (
	avx    = hasAVX()
	avx512 = avx && hasAVX512()
)

// four is fourPlain by vectors of sixteen, eight or four; the result is the same to the
// bit, for the vectors run along y and every sum keeps its order.
func four(y, w, a []float32, n int) {
	_, _, _ = y[n-1], w[4*n-1], a[3]
	whole := 0
	if avx512 && n >= 16 {
		whole = n &^ 15
		fourAVX512(&y[0], &w[0], &a[0], whole, n)
	}
	if rest := (n - whole) &^ 7; rest > 0 {
		if avx {
			fourAVX(&y[whole], &w[whole], &a[0], rest, n)
		} else {
			fourSSE(&y[whole], &w[whole], &a[0], rest, n)
		}
		whole += rest
	}
	for j := whole; j < n; j++ {
		v := y[j] + float32(a[0]*w[j])
		v += float32(a[1] * w[n+j])
		v += float32(a[2] * w[2*n+j])
		y[j] = v + float32(a[3]*w[3*n+j])
	}
}

//go:noescape
func tileAVX512(y, x, w *float32, yRow, xRow, xStep, wRow, steps int)

//go:noescape
func tileAVX(y, x, w *float32, yRow, xRow, xStep, wRow, steps int)

// tiles does what it can of product by tiles and returns how many rows and
// columns of y are done.
func tiles(y, x, w []float32, rows, xRow, xStep, steps, columns int) (int, int) {
	if !avx || rows < 4 || columns < 16 || steps == 0 {
		return 0, 0
	}
	whole := rows &^ 3
	_, _, _ = y[rows*columns-1], x[(rows-1)*xRow+(steps-1)*xStep], w[steps*columns-1]
	j := 0
	if avx512 {
		for ; j+32 <= columns; j += 32 {
			for i := 0; i < whole; i += 4 {
				tileAVX512(&y[i*columns+j], &x[i*xRow], &w[j], 4*columns, 4*xRow, 4*xStep, 4*columns, steps)
			}
		}
	}
	for ; j+16 <= columns; j += 16 {
		for i := 0; i < whole; i += 4 {
			tileAVX(&y[i*columns+j], &x[i*xRow], &w[j], 4*columns, 4*xRow, 4*xStep, 4*columns, steps)
		}
	}
	return whole, j
}

//go:noescape
func unitAVX(out, x, state, before, candidate, f, r, vf, vr, constants *float32, n int)

// constants are those of Tanh and Sigmoid.
var constants = [9]float32{tanhEnd, -tanhEnd, 21, 1260, 10395, 210, 4725, 0.5, 1}

// unit is unitPlain by vectors, with the same result to the bit.
func unit(out, x, state, before, candidate, f, r, vf, vr []float32) {
	n := len(out)
	if !avx || n == 0 || n%8 != 0 {
		unitPlain(out, x, state, before, candidate, f, r, vf, vr)
		return
	}
	_, _, _, _, _, _, _, _ = x[n-1], state[n-1], before[n-1], candidate[n-1], f[n-1], r[n-1], vf[n-1], vr[n-1]
	unitAVX(&out[0], &x[0], &state[0], &before[0], &candidate[0], &f[0], &r[0], &vf[0], &vr[0], &constants[0], n)
}

// hasAVX2 reports whether the processor has whole numbers in 256-bit vectors,
// hasVNNI whether it has dot products of bytes in 512-bit ones.
func hasAVX2() bool
func hasVNNI() bool

var (
	avx2 = avx && hasAVX2()
	vnni = avx512 && avx2 && hasVNNI()

	// tilesOfBytes says whether there are tiles of bytes; without them products
	// are plain.
	tilesOfBytes = avx2
)

//go:noescape
func tileOfBytes64VNNI(y *float32, values *uint8, weights *int8, offset *int32, scales *float32, stride, depth, fours, rows int)

//go:noescape
func tileOfBytesVNNI(y *float32, values *uint8, weights *int8, offset *int32, scales *float32, stride, depth, step, fours, rows int)

//go:noescape
func tileOfBytesAVX2(y *float32, values *uint8, weights *int8, offset *int32, scales *float32, stride, depth, step, fours, rows int)

//go:noescape
func scaleAVX(scaled, x, scales *float32, n int) float32

//go:noescape
func roundAVX2(values *uint8, scaled *float32, by float32, n int)

// tileOfBytes64 is tileOfBytes for 64 columns at once, where the processor can;
// it reports whether it did it.
func tileOfBytes64(y []float32, values []uint8, weights []int8, offset []int32, scales []float32, stride, fours, rows int) bool {
	if !vnni || rows < 1 {
		return false
	}
	_, _, _, _, _ = y[(rows-1)*stride+63], values[16*fours-1], weights[256*fours-1], offset[63], scales[3]
	tileOfBytes64VNNI(&y[0], &values[0], &weights[0], &offset[0], &scales[0], 4*stride, 4*fours, fours, rows)
	return true
}

// tileOfBytes adds the product of rows vectors, at most four, and sixteen columns
// of weights to y, whose rows are stride apart; the fours of the weights are step
// bytes apart.
func tileOfBytes(y []float32, values []uint8, weights []int8, offset []int32, scales []float32, stride, step, fours, rows int) {
	_, _, _, _, _ = y[(rows-1)*stride+15], values[16*fours-1], weights[(fours-1)*step+63], offset[15], scales[3]
	if vnni {
		tileOfBytesVNNI(&y[0], &values[0], &weights[0], &offset[0], &scales[0], 4*stride, 4*fours, step, fours, rows)
		return
	}
	tileOfBytesAVX2(&y[0], &values[0], &weights[0], &offset[0], &scales[0], 4*stride, 4*fours, step, fours, rows)
}

// toBytes is toBytesPlain by vectors, with the same result to the bit.
func toBytes(values []uint8, x, scales, scaled []float32) float32 {
	n := len(x)
	if !avx2 || n == 0 || n%8 != 0 {
		return toBytesPlain(values, x, scales, scaled)
	}
	_, _, _ = values[n-1], scales[n-1], scaled[n-1]
	by, worth := steps(scaleAVX(&scaled[0], &x[0], &scales[0], n))
	roundAVX2(&values[0], &scaled[0], by, n)
	return worth
}

//go:noescape
func addRowsAVX2(y *float32, data *int8, scales *float32, rows *int32, count int)

// addRows is addRowsPlain by vectors, with the same result to the bit, for rows
// of forty, which are those of the labels of names.
func addRows(y []float32, data []int8, scales []float32, rows []int32) {
	if !avx2 || len(y) != 40 || len(rows) == 0 {
		addRowsPlain(y, data, scales, rows)
		return
	}
	for _, row := range rows {
		_, _ = scales[row], data[int(row)*rowStride+rowStride-1]
	}
	addRowsAVX2(&y[0], &data[0], &scales[0], &rows[0], len(rows))
}

//go:noescape
func addAVX(y, x *float32, n int)

//go:noescape
func rectifyAVX(x *float32, tenth float32, n int)

// add is addPlain by vectors, with the same result to the bit.
func add(y, x []float32) {
	whole := len(y) &^ 7
	if !avx || whole == 0 {
		addPlain(y, x)
		return
	}
	_ = x[len(y)-1]
	addAVX(&y[0], &x[0], whole)
	addPlain(y[whole:], x[whole:])
}

// rectify is rectifyPlain by vectors, with the same result to the bit.
func rectify(x []float32) {
	whole := len(x) &^ 7
	if !avx || whole == 0 {
		rectifyPlain(x)
		return
	}
	rectifyAVX(&x[0], 0.1, whole)
	rectifyPlain(x[whole:])
}

//go:noescape
func largestAVX(x *float32, n int) float32

//go:noescape
func keepAVX2(q *int8, x *float32, by, half float32, n int)

// keep is keepPlain by vectors, with the same result to the bit.
func keep(q []int8, x []float32) float32 {
	n := len(x)
	if !avx2 || n == 0 || n%8 != 0 {
		return keepPlain(q, x)
	}
	_ = q[n-1]
	largest := largestAVX(&x[0], n)
	if !(largest > 0) {
		return 0
	}
	keepAVX2(&q[0], &x[0], 127/largest, 0.5, n)
	return largest / 127
}
