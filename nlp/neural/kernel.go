// Package neural is the arithmetic that the learned annotators share: a matrix
// product, the feature table, and a recurrent encoder light enough for a
// processor without an accelerator.
//
// It is deterministic to the last bit on every machine. Each sum is taken in
// one fixed order, whatever the width of the processor's vectors, and no
// product is fused with the sum that follows it; so a weight file gives the
// same annotation everywhere, and learning with one seed gives the same file.
package neural

// MulAdd adds the product of the row vector x and the matrix w to y: w has
// len(x) rows of len(y) columns, one after the other.
//
// Four rows are added in one pass over y, in order, so that y[j] is
// ((y[j] + x[0]*w[0][j]) + x[1]*w[1][j]) + ... as in the plain loop.
func MulAdd(y, x, w []float32) {
	n := len(y)
	if len(w) < n*len(x) {
		panic("neural: the matrix is smaller than its vectors ask for")
	}
	if n == 0 {
		return
	}
	k := 0
	for ; k+4 <= len(x); k += 4 {
		four(y, w[k*n:], x[k:k+4], n)
	}
	for ; k < len(x); k++ {
		Axpy(y, x[k], w[k*n:(k+1)*n])
	}
}

// Product adds the product of the matrices x and w to y: x has rows rows of
// steps columns, w steps rows of columns columns, y rows rows of columns
// columns. It is MulAdd for every row, with the same sums in the same order.
func Product(y, x, w []float32, rows, steps, columns int) {
	product(y, x, w, rows, steps, 1, steps, columns)
}

// TransposedProduct is Product for x given by its columns: x has steps rows of
// rows columns.
func TransposedProduct(y, x, w []float32, rows, steps, columns int) {
	product(y, x, w, rows, 1, rows, steps, columns)
}

// product takes element (i, k) of x from x[i*xRow + k*xStep].
func product(y, x, w []float32, rows, xRow, xStep, steps, columns int) {
	if rows == 0 || steps == 0 || columns == 0 {
		return
	}
	i, j := tiles(y, x, w, rows, xRow, xStep, steps, columns)
	if i > 0 && j < columns {
		for r := range i {
			row := y[r*columns+j : (r+1)*columns]
			for k := range steps {
				Axpy(row, x[r*xRow+k*xStep], w[k*columns+j:(k+1)*columns])
			}
		}
	}
	var a [4]float32
	for ; i < rows; i++ {
		row := y[i*columns : (i+1)*columns]
		k := 0
		for ; k+4 <= steps; k += 4 {
			at := i*xRow + k*xStep
			a[0], a[1], a[2], a[3] = x[at], x[at+xStep], x[at+2*xStep], x[at+3*xStep]
			four(row, w[k*columns:], a[:], columns)
		}
		for ; k < steps; k++ {
			Axpy(row, x[i*xRow+k*xStep], w[k*columns:(k+1)*columns])
		}
	}
}

// Axpy adds a times x to y.
func Axpy(y []float32, a float32, x []float32) {
	x = x[:len(y)]
	for j := range y {
		y[j] += float32(a * x[j])
	}
}

// Add adds x to y.
func Add(y, x []float32) { add(y, x[:len(y)]) }

func addPlain(y, x []float32) {
	x = x[:len(y)]
	for j := range y {
		y[j] += x[j]
	}
}

// Rectify sets what is below zero to a tenth of itself.
func Rectify(x []float32) { rectify(x) }

func rectifyPlain(x []float32) {
	for j, v := range x {
		x[j] = max(v, 0.1*v) // no branch: signs are past guessing
	}
}

// fourPlain adds the four rows of w, each n long and one after the other,
// weighted by a, to y.
func fourPlain(y, w, a []float32, n int) {
	y = y[:n]
	w0, w1, w2, w3 := w[:n], w[n:][:n], w[2*n:][:n], w[3*n:][:n]
	a0, a1, a2, a3 := a[0], a[1], a[2], a[3]
	for j := range y {
		v := y[j] + float32(a0*w0[j])
		v += float32(a1 * w1[j])
		v += float32(a2 * w2[j])
		y[j] = v + float32(a3*w3[j])
	}
}

// tanhEnd is where Tanh stops rising: it is within 0.001 of one there.
const tanhEnd = 4.2

// Tanh is a rational approximation of the hyperbolic tangent, within 0.001.
// It is written out so that it is the same on every machine.
func Tanh(x float32) float32 {
	x = max(min(x, tanhEnd), -tanhEnd)
	s := x * x
	top := x * (10395 + float32(s*(1260+float32(s*21))))
	return top / (10395 + float32(s*(4725+float32(s*(210+s)))))
}

// Sigmoid is the logistic function by Tanh.
func Sigmoid(x float32) float32 { return 0.5 + float32(0.5*Tanh(0.5*x)) }
