package neural

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stemma/stemma/nlp"
)

// plainProduct is Product by the plain tiles alone.
func plainProduct(m *Matrix, y, x []float32, n int) {
	depth := (m.rows + 3) &^ 3
	values, scaled := make([]uint8, depth), make([]float32, m.rows)
	for i := range n {
		worth := toBytesPlain(values, x[i*m.rows:][:m.rows], m.scales, scaled)
		for j := range m.columns {
			sum := m.offset[j]
			for k := range m.rows {
				sum += int32(values[k]) * int32(m.packed[m.at(k, j)])
			}
			y[i*m.columns+j] += float32(float32(sum) * worth)
		}
	}
}

// TestMatrix holds that products by vectors and by tiles are those of the plain
// loop to the bit, and that they are near those of the weights as they were.
func TestMatrix(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for _, size := range [][3]int{{1, 1, 1}, {1, 4, 16}, {3, 8, 64}, {4, 192, 576}, {5, 192, 72}, {7, 30, 200}, {9, 64, 56}, {2, 7, 129}, {6, 128, 128}} {
		n, rows, columns := size[0], size[1], size[2]
		draw := func(n int) []float32 {
			v := make([]float32, n)
			for i := range v {
				v[i] = float32(r.NormFloat64())
			}
			return v
		}
		x, w, y := draw(n*rows), draw(rows*columns), draw(n*columns)
		if n > 2 {
			clear(x[:rows]) // a vector of nothing
		}
		m := NewMatrix(w, rows, columns)
		plain := NewMatrix(w, rows, columns)
		plain.pair()
		want, exact := append([]float32(nil), y...), append([]float32(nil), y...)
		plainProduct(m, want, x, n)
		Product(exact, x, w, n, rows, columns)
		var b Bytes
		for range 2 { // the second time with what the first left behind
			got, other := append([]float32(nil), y...), append([]float32(nil), y...)
			m.Product(got, x, n, &b)
			plain.Product(other, x, n, &b)
			if !slices.Equal(got, other) {
				t.Fatalf("%v: the plain product is not that of the tiles", size)
			}
			for i := range got {
				if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
					t.Fatalf("%v: element %d is %v, plain arithmetic gives %v", size, i, got[i], want[i])
				}
				if off := math.Abs(float64(got[i] - exact[i])); off > 0.04*math.Sqrt(float64(rows))*3 {
					t.Fatalf("%v: element %d is %v, the weights give %v", size, i, got[i], exact[i])
				}
			}
		}
	}
}

// TestMatrixFull holds that no sum overflows where all numbers are the largest.
func TestMatrixFull(t *testing.T) {
	const rows, columns, n = 512, 80, 5
	x, w := make([]float32, n*rows), make([]float32, rows*columns)
	for i := range x {
		x[i] = 1
	}
	for i := range w {
		w[i] = 1
	}
	y := make([]float32, n*columns)
	var b Bytes
	NewMatrix(w, rows, columns).Product(y, x, n, &b)
	for i, v := range y {
		if math.Abs(float64(v)-rows) > 0.1 {
			t.Fatalf("element %d is %v, not %v", i, v, rows)
		}
	}
}

// TestRows holds that rows added by vectors are those of the plain loop to the
// bit, and near what they were.
func TestRows(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 24))
	for _, columns := range []int{1, 8, 37, 40, 64} {
		values := make([]float32, 50*columns)
		for i := range values {
			values[i] = float32(r.NormFloat64())
		}
		clear(values[:columns])
		table := NewRows(values, 50, columns)
		var rows []int32
		exact := make([]float32, table.Wide())
		for range 30 {
			row := r.IntN(50)
			rows = append(rows, int32(row))
			Add(exact[:columns], values[row*columns:])
		}
		got, want := make([]float32, table.Wide()), make([]float32, table.Wide())
		table.Add(got, rows)
		addRowsPlain(want, table.data, table.scales, rows)
		for j := range got {
			if math.Float32bits(got[j]) != math.Float32bits(want[j]) || math.Abs(float64(got[j]-exact[j])) > 0.5 {
				t.Fatalf("%d columns: element %d is %v, plain arithmetic gives %v, the values %v", columns, j, got[j], want[j], exact[j])
			}
		}
	}
}

// TestKeep holds that vectors are kept as nlp.Vectors keeps them.
func TestKeep(t *testing.T) {
	r := rand.New(rand.NewPCG(25, 26))
	for _, n := range []int{1, 7, 8, 192, 384} {
		for try := range 20 {
			x := make([]float32, n)
			for i := range x {
				x[i] = float32(r.NormFloat64())
				if try%3 == 1 {
					x[i] = float32(math.Round(float64(x[i])*8) / 16) // halves
				}
			}
			if try == 2 {
				clear(x)
			}
			want := nlp.NewVectors(1, n)
			want.Set(0, x)
			got := make([]int8, n)
			scale := Keep(got, x)
			if scale != want.Scales[0] || !slices.Equal(got, want.Data) {
				t.Fatalf("n=%d: kept %v by %v, nlp.Vectors keeps %v by %v", n, got, scale, want.Data, want.Scales[0])
			}
		}
	}
}

// TestMatrixOddNumbers holds that numbers that are none do no harm.
func TestMatrixOddNumbers(t *testing.T) {
	inf := float32(math.Inf(1))
	x := []float32{inf, -inf, float32(math.NaN()), 1e38, 1e-44, 0, 1, 2}
	y := make([]float32, 16)
	var b Bytes
	NewMatrix(make([]float32, 8*16), 8, 16).Product(y, x, 1, &b)
}

func BenchmarkMatrix(b *testing.B) {
	const rows = 24
	y, x := make([]float32, rows*576), make([]float32, rows*192)
	w := make([]float32, 576*192)
	for i := range x {
		x[i] = 0.5
	}
	for i := range w {
		w[i] = float32(i % 7)
	}
	m := NewMatrix(w, 192, 576)
	var s Bytes
	for b.Loop() {
		m.Product(y, x, rows, &s)
	}
	b.ReportMetric(float64(rows*len(w))*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}
