package read_test

import (
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
	"github.com/stemma/stemma/nlp/read"
)

// TestLoadErrors holds that weights that do not fit are refused by name.
func TestLoadErrors(t *testing.T) {
	other := &model.File{}
	other.AddNote("kind", "split")
	empty := &model.File{}
	empty.AddNote("kind", "read")
	encoder := &model.File{}
	encoder.AddNote("kind", "read")
	words := neural.NewWords([]string{"boat"}, 4)
	neural.Save(encoder, []string{"boat"}, 4, &neural.Table{Dim: 8, Data: make([]float32, 8*words.Rows())}, neural.NewEncoder(8, 1))
	for _, test := range []struct {
		file *model.File
		says string
	}{
		{other, `kind "split"`}, {empty, `"words"`}, {encoder, `"tags.layers"`},
	} {
		f, err := model.Decode(test.file.Encode())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := read.Load(f); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("error %v does not say %s", err, test.says)
		}
	}
}
