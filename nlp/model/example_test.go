package model_test

import (
	"errors"
	"fmt"

	"github.com/stemma/stemma/nlp/model"
)

// A file is written, read again and looked into.
func Example() {
	f := &model.File{}
	f.AddNote("kind", "example")
	f.AddStrings("words", []string{"boat", "net"})
	f.AddFloats("weights", 2, 3, []float32{1, 2, 3, 4, 5, 6})

	again, err := model.Decode(f.Encode())
	if err != nil {
		fmt.Println(err)
		return
	}
	weights, err := again.Matrix("weights", 2, 3)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(again.Note("kind"), weights)
	// Output: example [1 2 3 4 5 6]
}

// A file of which a byte was changed is refused.
func ExampleDecode() {
	data := (&model.File{}).Encode()
	data[20]++
	_, err := model.Decode(data)
	fmt.Println(errors.Is(err, model.ErrDamaged))
	// Output: true
}
