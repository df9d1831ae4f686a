package neural

// A Matrix is weights of one byte each, made ready for products by whole
// numbers. It never changes and may be used by many goroutines.
//
// An element is a whole number of -127 to 127 times the scale of its row, as
// package model stores it. A vector that it is multiplied with is first made
// into whole numbers of -63 to 63, each element taken with the scale of the row
// that it meets; from there on no sum is rounded, so that the order of adding
// does not matter and every processor gives the same bits. Seven bits a
// vector's element cost no accuracy that could be measured, and leave room for
// the sums of two products that processors without dot products of bytes make
// in sixteen bits.
type Matrix struct {
	rows, columns int
	scales        []float32 // of each row

	// Packed has, for every stretch of block columns and then for every four
	// rows, the four elements of each column one beside the other; what is
	// missing to whole fours of rows and sixteens of columns is zero.
	packed []int8
	pairs  []int64 // see pair; nil where the processor has vectors
	offset []int32 // of each column, filled up to sixteen: -bias times its sum
}

const (
	// block is the number of columns of a stretch.
	block = 64
	// most is the largest whole number of a vector.
	most = 63
	// bias makes them positive, as the processors' instructions want one side.
	bias = 64
)

// NewMatrix returns a Matrix of the weights w, rows by columns, which are
// brought to bytes if they are none yet.
func NewMatrix(w []float32, rows, columns int) *Matrix {
	m := &Matrix{rows: rows, columns: columns, scales: make([]float32, rows)}
	fours, wide := (rows+3)/4, (columns+15)&^15
	m.packed = make([]int8, fours*4*wide)
	m.offset = make([]int32, wide)
	row := make([]int8, columns)
	for k := range rows {
		clear(row)
		m.scales[k] = quantise(row, w[k*columns:][:columns])
		for j, q := range row {
			m.packed[m.at(k, j)] = q
			m.offset[j] -= bias * int32(q)
		}
	}
	if !tilesOfBytes {
		m.pair()
	}
	return m
}

// at returns the place of an element.
func (m *Matrix) at(row, column int) int {
	fours := (len(m.packed) / len(m.offset)) / 4
	first := column &^ (block - 1)
	wide := min(block, len(m.offset)-first)
	return first*fours*4 + (row/4)*wide*4 + (column-first)*4 + row%4
}

// A Bytes is the working memory of products with a Matrix. It may be used again,
// by one goroutine at a time.
type Bytes struct {
	values []uint8   // of each vector, filled up to a multiple of four
	scales []float32 // of each vector
	scaled []float32 // a vector with the scales of the rows
	edge   [4 * 16]float32
}

// Product adds the product of the n row vectors in x and the matrix to y.
func (m *Matrix) Product(y, x []float32, n int, b *Bytes) {
	if n == 0 || m.columns == 0 {
		return
	}
	b.read(x, n, m.scales)
	if m.pairs != nil {
		m.plain(y, n, b)
		return
	}
	depth := (m.rows + 3) &^ 3
	fours := depth / 4
	for first := 0; first < m.columns; first += block {
		wide := min(block, len(m.offset)-first)
		weights := m.packed[first*depth:][:wide*depth]
		for i := 0; i < n; i += 4 {
			rows := min(4, n-i)
			values, scales := b.values[i*depth:(i+4)*depth], b.scales[i:i+4]
			if first+wide <= m.columns && wide == block && tileOfBytes64(y[i*m.columns+first:], values, weights, m.offset[first:], scales, m.columns, fours, rows) {
				continue
			}
			for j := 0; j < wide; j += 16 {
				at := first + j
				if at+16 <= m.columns {
					tileOfBytes(y[i*m.columns+at:], values, weights[4*j:], m.offset[at:at+16], scales, m.columns, 4*wide, fours, rows)
					continue
				}
				// The last columns are fewer than sixteen.
				clear(b.edge[:])
				tileOfBytes(b.edge[:], values, weights[4*j:], m.offset[at:at+16], scales, 16, 4*wide, fours, rows)
				for r := range rows {
					Add(y[(i+r)*m.columns+at:(i+r+1)*m.columns], b.edge[16*r:])
				}
			}
		}
	}
}

// read makes whole numbers of the n vectors in x.
func (b *Bytes) read(x []float32, n int, scales []float32) {
	rows := len(scales)
	depth, whole := (rows+3)&^3, (n+3)&^3
	if cap(b.values) < whole*depth {
		b.values = make([]uint8, whole*depth+whole*depth/4)
	}
	b.values = b.values[:whole*depth]
	b.scales, b.scaled = Grow(b.scales, whole), Grow(b.scaled, rows)
	for i := range n {
		values := b.values[i*depth:][:depth]
		b.scales[i] = toBytes(values, x[i*rows:][:rows], scales, b.scaled)
		for k := rows; k < depth; k++ {
			values[k] = 0 // the weights there are zero
		}
	}
}

// toBytesPlain writes the whole numbers of x, each taken with its scale, to
// values, with bias added, and returns what one of them is worth. Scaled is
// working memory.
func toBytesPlain(values []uint8, x, scales, scaled []float32) float32 {
	n := len(x)
	values, scales, scaled = values[:n], scales[:n], scaled[:n]
	var largest float32
	for k, v := range x {
		s := v * scales[k]
		scaled[k] = s
		largest = max(largest, s, -s)
	}
	by, worth := steps(largest)
	for k, s := range scaled {
		values[k] = uint8(int32(round(float32(s*by))) + bias)
	}
	return worth
}

// steps returns how many whole numbers a vector with this largest element has
// to one, and what one is worth. A vector of next to nothing is taken for zero.
func steps(largest float32) (by, worth float32) {
	if !(largest > 1e-30) || largest > 1e30 {
		return 0, 0
	}
	return most / largest, largest / most
}

// round rounds to a whole number, halves to even, by the loss of all bits behind
// the point. It is right for numbers far below 2^22.
func round(x float32) float32 {
	const shift = 3 << 22
	return float32(x+shift) - shift
}

// pair makes ready what the plain product needs: the weights of every sixteen
// columns one row after the other, two columns to a number, the second 32 bits
// higher, so that one multiplication does for both.
func (m *Matrix) pair() {
	wide := len(m.offset)
	m.pairs = make([]int64, m.rows*wide/2)
	for j := 0; j < wide; j += 2 {
		for k := range m.rows {
			m.pairs[(j/16*m.rows+k)*8+j%16/2] = int64(m.packed[m.at(k, j)]) + int64(m.packed[m.at(k, j+1)])<<32
		}
	}
}

// plain is Product where there are no vectors to do it by.
func (m *Matrix) plain(y []float32, n int, b *Bytes) {
	depth := (m.rows + 3) &^ 3
	for i := range n {
		values, scale := b.values[i*depth:][:m.rows], b.scales[i]
		row := y[i*m.columns:][:m.columns]
		for first := 0; first < m.columns; first += 16 {
			var a0, a1, a2, a3, a4, a5, a6, a7 int64
			weights := m.pairs[first/2*m.rows:][:8*m.rows]
			for _, v := range values {
				w, x := weights[:8:8], int64(v)
				a0 += x * w[0]
				a1 += x * w[1]
				a2 += x * w[2]
				a3 += x * w[3]
				a4 += x * w[4]
				a5 += x * w[5]
				a6 += x * w[6]
				a7 += x * w[7]
				weights = weights[8:]
			}
			for p, a := range [8]int64{a0, a1, a2, a3, a4, a5, a6, a7} {
				low := int32(a)
				j := first + 2*p
				if j < m.columns {
					row[j] += float32(float32(low+m.offset[j]) * scale)
				}
				if j+1 < m.columns {
					row[j+1] += float32(float32(int32((a-int64(low))>>32)+m.offset[j+1]) * scale)
				}
			}
		}
	}
}
