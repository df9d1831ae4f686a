package train

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/factuality"
	"github.com/stemma/stemma/nlp/model"
)

// chained lays a tree over a doc for tests: each word hangs on the one before.
func chained(doc *nlp.Doc) *nlp.Doc {
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		t.Lemma, t.UPOS, t.Deprel, t.Head = t.In(doc.Text), "VERB", "conj", i-1
	}
	doc.Tokens[0].Deprel = "root"
	return doc
}

var negatingWords = &factuality.Lexicon{
	Cues: map[string]bool{"not": true}, Prefixes: []string{"un"}, Endings: []string{""},
}

func writeFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

const negatedRows = `boats	0	0	They	they	PRP	*	_	They	_
boats	0	1	did	do	VBD	*	_	did	_
boats	0	2	not	not	RB	*	not	_	_
boats	0	3	sail	sail	VB	*	_	sail	sail

boats	1	0	All	all	DT	*	***
boats	1	1	sailed	sail	VBD	*	***

boats	2	0	The	the	DT	*	_	The	_
boats	2	1	unhappy	unhappy	JJ	*	un	happy	happy
boats	2	2	men	man	NNS	*	_	men	_
`

func TestReadNegated(t *testing.T) {
	texts, err := ReadNegated(writeFile(t, negatedRows))
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) != 3 || len(texts[1].Negations) != 0 {
		t.Fatalf("%d sentences", len(texts))
	}
	if n := texts[0].Negations; len(n) != 1 || !slices.Equal(n[0].Cue, []int{2}) || !n[0].Affix.IsZero() || !slices.Equal(n[0].Scope, []int{0, 1, 3}) {
		t.Errorf("%+v", n)
	}
	n, doc := texts[2].Negations, texts[2].Doc
	if len(n) != 1 || n[0].Affix.In(doc.Text) != "un" || !slices.Equal(n[0].Scope, []int{0, 1, 2}) {
		t.Errorf("%+v", n)
	}
	if _, err := ReadNegated(writeFile(t, "boats\t0\t0\n")); err == nil {
		t.Error("a line of three columns was read")
	}
}

func TestReadRated(t *testing.T) {
	texts, err := ReadRated(writeFile(t, `{"text": "They did n't sail .", "targets": [{"span1": [3, 4], "label": -2.5}]}`+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) != 1 || texts[0].Doc.Text != "They didn't sail." || !texts[0].Doc.Tokens[2].Glued ||
		!slices.Equal(texts[0].Rated, []int{3}) || texts[0].Rating[0] != -2.5 {
		t.Errorf("%+v", texts)
	}
}

// TestFactualityAgain holds that learning gives the same bytes on any number of
// processors, and that what was learned can be read and used.
func TestFactualityAgain(t *testing.T) {
	learn := func() *model.File {
		var rated []RatedText
		for range 20 {
			rated = append(rated,
				RatedText{chained(Retoken([]string{"they", "sailed", "."})), []int{1}, []float64{3}},
				RatedText{chained(Retoken([]string{"they", "did", "not", "sail", "."})), []int{3}, []float64{-3}})
		}
		o := small
		o.Epochs, o.Log = 8, t.Logf
		f, known := Events(rated, o, EventOptions{Hidden: 8, Features: 256, Drop: 0.1})
		texts, err := ReadNegated(writeFile(t, negatedRows))
		if err != nil {
			t.Fatal(err)
		}
		for i := range texts {
			chained(texts[i].Doc)
		}
		cues, scope, moves := Negations(texts, negatingWords, known, NegationOptions{Seed: 1, Features: 1024, Epochs: 10, Rate: 0.2, Log: t.Logf})
		factuality.SaveNegations(f, cues, scope, moves)
		return f
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := learn().Encode()
	runtime.GOMAXPROCS(4)
	if !bytes.Equal(one, learn().Encode()) {
		t.Error("learned on one processor and on four, the weights differ")
	}
	f, err := model.Decode(one)
	if err != nil {
		t.Fatal(err)
	}
	gauge, err := factuality.New(negatingWords, f)
	if err != nil {
		t.Fatal(err)
	}
	did := gauge.Rate(chained(Retoken([]string{"they", "sailed", "."})), []int{1})
	not := gauge.Rate(chained(Retoken([]string{"they", "did", "not", "sail", "."})), []int{3})
	if did[0] < not[0]+1 {
		t.Errorf("sailed %.2f, did not sail %.2f", did[0], not[0])
	}
	got := gauge.Negations(chained(Retoken([]string{"they", "did", "not", "sail"})))
	if len(got) != 1 || !reflect.DeepEqual(got[0].Cue, []int{2}) || len(got[0].Scope) == 0 {
		t.Errorf("negations %+v", got)
	}
}
