package train

import (
	"bytes"
	"runtime"
	"testing"

	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/ner"
	"github.com/stemma/stemma/nlp/segment"
)

// TestSameBytes holds that learning gives the same bytes on any number of
// processors, for each kind of weights.
func TestSameBytes(t *testing.T) {
	bank := sentences(t, 6)
	o := small
	o.Epochs, o.Lexicon, o.Log = 3, lexicon(t), t.Logf
	names := func() []NamedText {
		return []NamedText{
			namedText("then [Ana Orel/Person] left [Varo/Place] .\nMs [Orel/Person] did not"),
			namedText("Mr [Dunn/Person] went to [Linsk/Place] ."),
		}
	}
	text := [][]string{{"the", "boats", "sank", "."}, {"a", "boat", "sinks", "."}, {"the", "boats", "sank", "again", "."}}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, kind := range []struct {
		name  string
		learn func() *model.File
	}{
		{"split", func() *model.File { return Splitter(bank, segment.Language{}, o) }},
		{"embed", func() *model.File { return Embeddings(text, 8, 3, 1, 1, t.Logf) }},
		{"read", func() *model.File { return Reader(bank, o) }},
		{"ner", func() *model.File {
			table := WordTable{List: []string{"orel"}, Rows: []int32{ner.Pack(1, 2, 3), 1}}
			return Names(names(), table, NameOptions{Seed: 1, Epochs: 3, Rate: 0.3, Drop: 0.1, Least: 1, Rows: 100, Fields: 2, Log: t.Logf})
		}},
		{"ner-network", func() *model.File { return NameNetwork(names(), o) }},
	} {
		runtime.GOMAXPROCS(1)
		one := kind.learn().Encode()
		runtime.GOMAXPROCS(4)
		if !bytes.Equal(one, kind.learn().Encode()) {
			t.Errorf("%s: learned on one processor and on four, the weights differ", kind.name)
		}
	}
}

// TestNameNetwork learns names from a few sentences and reads them again.
func TestNameNetwork(t *testing.T) {
	var texts []NamedText
	for range 8 {
		texts = append(texts,
			namedText("then [Ana Orel/Person] left [Varo/Place] .\nthe boats of [Varo/Place] came back\nMs [Orel/Person] did not"),
			namedText("Mr [Dunn/Person] went to [Linsk/Place] .\nthe port of [Linsk/Place] was shut"))
	}
	o := small
	o.Log = t.Logf
	decode := func(f *model.File) *model.File {
		decoded, err := model.Decode(f.Encode())
		if err != nil {
			t.Fatal(err)
		}
		return decoded
	}
	empty := &model.File{}
	ner.Save(empty, nil, nil, nil, nil, make([]float32, ner.Labels*ner.Labels))
	r, err := ner.LoadWith(decode(empty), decode(NameNetwork(texts, o)))
	if err != nil {
		t.Fatal(err)
	}
	doc := namedText("then Ana Orel left Linsk .").Doc
	r.Annotate(doc)
	got := ""
	for _, m := range doc.Mentions {
		got += m.In(doc.Text) + "/" + string(m.Type) + " "
	}
	if want := "Ana Orel/Person Linsk/Place "; got != want {
		t.Errorf("names are %q, want %q", got, want)
	}
	if _, err := ner.LoadWith(decode(empty), decode(empty)); err == nil {
		t.Error("a field was taken for a network")
	}
}
