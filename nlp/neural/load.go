package neural

import (
	"fmt"

	"github.com/stemma/stemma/nlp/model"
)

// Save adds the index of words, the table and the encoder to a weights file.
func Save(f *model.File, list []string, buckets int, t *Table, e *Encoder) {
	f.AddStrings("words", list)
	f.AddInts("sizes", 1, 3, []int32{int32(buckets), int32(e.Dim), int32(len(e.Layers))})
	f.AddQuantised("table", len(t.Data)/t.Dim, t.Dim, t.Data)
	for i, l := range e.Layers {
		h := e.Dim / 2
		f.AddQuantised(fmt.Sprintf("layer%d.w", i), e.Dim, 6*h, l.W)
		f.AddFloats(fmt.Sprintf("layer%d.b", i), 1, 6*h, l.B)
		f.AddFloats(fmt.Sprintf("layer%d.v", i), 1, 4*h, l.V)
	}
}

// Load reads what Save wrote. The encoder is for Encode alone: its products are
// those of a [Matrix].
func Load(f *model.File) (*Words, *Table, *Encoder, error) {
	list, err := f.Strings("words")
	if err != nil {
		return nil, nil, nil, err
	}
	sizes, _, err := f.Ints("sizes")
	if err != nil {
		return nil, nil, nil, err
	}
	if len(sizes) != 3 || sizes[0] < 1 || sizes[1] < 2 || sizes[1]%2 != 0 || sizes[1] > 1<<12 || sizes[2] < 0 || sizes[2] > 16 || sizes[0] > 1<<24 {
		return nil, nil, nil, fmt.Errorf("the sizes %v are none of an encoder", sizes)
	}
	words := NewWords(list, int(sizes[0]))
	if len(words.index) != len(list) {
		return nil, nil, nil, fmt.Errorf("the list of words has one of them twice")
	}
	dim := int(sizes[1])
	table := &Table{Dim: dim}
	if table.Data, err = f.Matrix("table", words.Rows(), dim); err != nil {
		return nil, nil, nil, err
	}
	e, err := LoadEncoder(f, "", dim, int(sizes[2]))
	if err != nil {
		return nil, nil, nil, err
	}
	return words, table, e, nil
}

// LoadEncoder reads the layers of an encoder, whose sections' names begin with
// prefix.
func LoadEncoder(f *model.File, prefix string, dim, layers int) (*Encoder, error) {
	h := dim / 2
	e := &Encoder{Dim: dim}
	for i := range layers {
		var l Layer
		w, err := f.Matrix(fmt.Sprintf("%slayer%d.w", prefix, i), dim, 6*h)
		if err != nil {
			return nil, err
		}
		l.packed = NewMatrix(w, dim, 6*h)
		if l.B, err = f.Matrix(fmt.Sprintf("%slayer%d.b", prefix, i), 1, 6*h); err != nil {
			return nil, err
		}
		if l.V, err = f.Matrix(fmt.Sprintf("%slayer%d.v", prefix, i), 1, 4*h); err != nil {
			return nil, err
		}
		e.Layers = append(e.Layers, l)
	}
	return e, nil
}
