package neural

import "math"

// Rows is a table of rows of numbers, one byte each with a scale a row, of which
// few are wanted at a time. It never changes and may be used by many goroutines.
type Rows struct {
	wide   int
	data   []int8 // rowStride a row, which is a line of the processor's cache
	scales []float32
}

// MaxColumns is the most columns that Rows can have.
const MaxColumns = rowStride

const rowStride = 64

// NewRows returns the table of the values, rows by columns, which are brought to
// bytes if they are none yet.
func NewRows(values []float32, rows, columns int) *Rows {
	if columns > MaxColumns {
		panic("neural: the rows have too many columns")
	}
	t := &Rows{wide: (columns + 7) &^ 7, data: make([]int8, rows*rowStride), scales: make([]float32, rows)}
	for i := range rows {
		t.scales[i] = quantise(t.data[i*rowStride:][:columns], values[i*columns:][:columns])
	}
	return t
}

// quantise writes the whole numbers for the values to q and returns what one of
// them is worth.
func quantise(q []int8, values []float32) float32 {
	var largest float32
	for _, v := range values {
		largest = max(largest, v, -v)
	}
	if largest == 0 {
		return 0
	}
	by := 127 / float64(largest)
	for i, v := range values {
		q[i] = int8(max(-127, min(127, math.RoundToEven(float64(v)*by))))
	}
	return largest / 127
}

// Wide is the number of elements of a sum of rows: the columns, filled up to a
// multiple of eight.
func (t *Rows) Wide() int { return t.wide }

// Add adds the rows with the given numbers to y, which has Wide elements, in
// their order.
func (t *Rows) Add(y []float32, rows []int32) { addRows(y[:t.wide], t.data, t.scales, rows) }

func addRowsPlain(y []float32, data []int8, scales []float32, rows []int32) {
	for _, row := range rows {
		scale := scales[row]
		for j, q := range data[int(row)*rowStride:][:len(y)] {
			y[j] += float32(float32(q) * scale)
		}
	}
}

// Keep brings the vector x to bytes in q, half a step rounded away from zero, and
// returns what one step is worth; it is Set of nlp.Vectors, by vectors. It leaves
// q alone and returns zero if x is nothing.
func Keep(q []int8, x []float32) float32 { return keep(q[:len(x)], x) }

func keepPlain(q []int8, x []float32) float32 {
	q = q[:len(x)]
	var largest float32
	for _, e := range x {
		largest = max(largest, e, -e)
	}
	if !(largest > 0) {
		return 0
	}
	by := 127 / largest
	for k, e := range x {
		s := float32(e * by)
		if s < 0 {
			q[k] = int8(s - 0.5)
		} else {
			q[k] = int8(s + 0.5)
		}
	}
	return largest / 127
}
