package neural_test

import (
	"fmt"

	"github.com/stemma/stemma/nlp/neural"
)

// A product with weights that were brought to bytes: off by a hundredth or so,
// four times as fast, and the same on every processor.
func ExampleMatrix() {
	m := neural.NewMatrix([]float32{
		1, 0,
		0, 2,
		1, 1,
	}, 3, 2)
	y := make([]float32, 2)
	var memory neural.Bytes
	m.Product(y, []float32{1, 2, 3}, 1, &memory)
	fmt.Printf("%.1f\n", y)
	// Output: [4.0 7.0]
}
