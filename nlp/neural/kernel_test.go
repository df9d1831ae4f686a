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
	// The same x as the first column of a matrix two wide.
	columns := []float32{1, 0, 2, 0, 3, 0, 4, 0, 5, 0}
	z := []float32{100, 200, 300}
	MulAddColumns(z, columns, 2, 5, w)
	for j := range z {
		if z[j] != y[j] {
			t.Errorf("by columns: z[%d] = %v, want %v", j, z[j], y[j])
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
