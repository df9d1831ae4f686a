package neural

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestFour holds the promise that vectors change no bit.
func TestFour(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := 1; n < 70; n++ {
		w, a := make([]float32, 4*n), make([]float32, 4)
		y, want := make([]float32, n), make([]float32, n)
		for i := range w {
			w[i] = float32(r.NormFloat64())
		}
		for i := range a {
			a[i] = float32(r.NormFloat64())
		}
		for i := range y {
			y[i] = float32(r.NormFloat64())
		}
		copy(want, y)
		fourPlain(want, w, a, n)
		got := append([]float32(nil), y...)
		four(got, w, a, n)
		for i := range got {
			if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
				t.Fatalf("n=%d: element %d is %v, plain arithmetic gives %v", n, i, got[i], want[i])
			}
		}
	}
}

func TestMulAdd(t *testing.T) {
	x := []float32{1, 2, 3, 4, 5}
	w := make([]float32, 5*3)
	for i := range w {
		w[i] = float32(i)
	}
	y := []float32{100, 200, 300}
	MulAdd(y, x, w)
	for j, want := range []float32{220, 335, 450} {
		if y[j] != want {
			t.Errorf("y[%d] = %v, want %v", j, y[j], want)
		}
	}
}

// TestProduct holds that tiles change no bit, whichever way x is given.
func TestProduct(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	draw := func(n int) []float32 {
		v := make([]float32, n)
		for i := range v {
			v[i] = float32(r.NormFloat64())
		}
		return v
	}
	for _, size := range [][3]int{{1, 1, 1}, {4, 3, 16}, {5, 7, 33}, {9, 64, 96}, {4, 2, 15}, {8, 5, 50}, {3, 4, 64}} {
		rows, steps, columns := size[0], size[1], size[2]
		x, w, y := draw(rows*steps), draw(steps*columns), draw(rows*columns)
		want := append([]float32(nil), y...)
		for i := range rows {
			for k := range steps {
				for j := range columns {
					want[i*columns+j] += float32(x[i*steps+k] * w[k*columns+j])
				}
			}
		}
		turned := make([]float32, len(x))
		for i := range rows {
			for k := range steps {
				turned[k*rows+i] = x[i*steps+k]
			}
		}
		got, other := append([]float32(nil), y...), append([]float32(nil), y...)
		Product(got, x, w, rows, steps, columns)
		TransposedProduct(other, turned, w, rows, steps, columns)
		for i := range want {
			if math.Float32bits(got[i]) != math.Float32bits(want[i]) || math.Float32bits(other[i]) != math.Float32bits(want[i]) {
				t.Fatalf("%v: element %d is %v and %v, plain arithmetic gives %v", size, i, got[i], other[i], want[i])
			}
		}
	}
}

// TestUnit holds the same for the recurrent unit.
func TestUnit(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, n := range []int{1, 8, 24} {
		var plain, fast [9][]float32
		for i := range plain {
			for range n {
				plain[i] = append(plain[i], float32(r.NormFloat64()*3))
			}
			fast[i] = append([]float32(nil), plain[i]...)
		}
		unitPlain(plain[0], plain[1], plain[2], plain[3], plain[4], plain[5], plain[6], plain[7], plain[8])
		unit(fast[0], fast[1], fast[2], fast[3], fast[4], fast[5], fast[6], fast[7], fast[8])
		for i := range plain {
			for k := range plain[i] {
				if math.Float32bits(plain[i][k]) != math.Float32bits(fast[i][k]) {
					t.Fatalf("n=%d: vector %d differs at %d: %v and %v", n, i, k, plain[i][k], fast[i][k])
				}
			}
		}
	}
}

// TestElements holds it for what is done element by element.
func TestElements(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for n := range 40 {
		x, y := make([]float32, n), make([]float32, n)
		for i := range x {
			x[i], y[i] = float32(r.NormFloat64()), float32(r.NormFloat64())
		}
		for _, kind := range []struct{ fast, plain func(y []float32) }{
			{func(y []float32) { Add(y, x) }, func(y []float32) { addPlain(y, x) }},
			{Rectify, rectifyPlain},
		} {
			got, want := append([]float32(nil), y...), append([]float32(nil), y...)
			kind.fast(got)
			kind.plain(want)
			for i := range got {
				if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
					t.Fatalf("n=%d: element %d is %v, plain arithmetic gives %v", n, i, got[i], want[i])
				}
			}
		}
	}
}

func TestTanh(t *testing.T) {
	for x := float32(-8); x < 8; x += 0.01 {
		if d := math.Abs(float64(Tanh(x)) - math.Tanh(float64(x))); d > 0.001 {
			t.Fatalf("Tanh(%v) is off by %v", x, d)
		}
	}
}

func BenchmarkProduct(b *testing.B) {
	const rows = 24
	y, x := make([]float32, rows*576), make([]float32, rows*192)
	w := make([]float32, 576*192)
	for i := range x {
		x[i] = 0.5
	}
	for b.Loop() {
		Product(y, x, w, rows, 192, 576)
	}
	b.ReportMetric(float64(rows*len(w))*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}

func BenchmarkMulAdd(b *testing.B) {
	y, x := make([]float32, 576), make([]float32, 192)
	w := make([]float32, 576*192)
	for i := range x {
		x[i] = 0.5
	}
	for b.Loop() {
		MulAdd(y, x, w)
	}
	b.ReportMetric(float64(len(w))*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}
