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

// MulAddColumns is MulAdd for x given with a stride: x[0], x[stride], ... are
// its count elements.
func MulAddColumns(y, x []float32, stride, count int, w []float32) {
	n := len(y)
	k := 0
	var a [4]float32
	for ; k+4 <= count; k += 4 {
		a[0], a[1], a[2], a[3] = x[k*stride], x[(k+1)*stride], x[(k+2)*stride], x[(k+3)*stride]
		four(y, w[k*n:], a[:], n)
	}
	for ; k < count; k++ {
		Axpy(y, x[k*stride], w[k*n:(k+1)*n])
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
func Add(y, x []float32) {
	x = x[:len(y)]
	for j := range y {
		y[j] += x[j]
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

// Tanh is a rational approximation of the hyperbolic tangent, within 0.001.
// It is written out so that it is the same on every machine.
func Tanh(x float32) float32 {
	switch {
	case x > 4.2:
		return 1
	case x < -4.2:
		return -1
	}
	s := x * x
	top := x * (10395 + float32(s*(1260+float32(s*21))))
	return top / (10395 + float32(s*(4725+float32(s*(210+s)))))
}

// Sigmoid is the logistic function by Tanh.
func Sigmoid(x float32) float32 { return 0.5 + float32(0.5*Tanh(0.5*x)) }
