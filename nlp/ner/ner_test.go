package ner

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
)

func TestLabels(t *testing.T) {
	for kind := range Types {
		for _, p := range []Position{Begin, Inside, Last, Unit} {
			l := LabelOf(kind, p)
			if l.Kind() != kind || l.Position() != p || int(l) >= Labels {
				t.Fatalf("label %d of type %d, position %d, reads as %d, %d", l, kind, p, l.Kind(), l.Position())
			}
		}
	}
	person, place := 0, 2
	for _, c := range []struct {
		a, b Label
		want bool
	}{
		{Outside, Outside, true},
		{Outside, LabelOf(person, Begin), true},
		{Outside, LabelOf(person, Inside), false},
		{LabelOf(person, Begin), Outside, false},
		{LabelOf(person, Begin), LabelOf(person, Last), true},
		{LabelOf(person, Begin), LabelOf(place, Last), false},
		{LabelOf(person, Unit), LabelOf(place, Unit), true},
		{LabelOf(person, Last), LabelOf(person, Last), false},
	} {
		if got := Follows(c.a, c.b); got != c.want {
			t.Errorf("%d behind %d: %v, want %v", c.b, c.a, got, c.want)
		}
	}
}

// TestDecode holds the decoder against trying every sequence.
func TestDecode(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	few := []Label{Outside, LabelOf(0, Begin), LabelOf(0, Inside), LabelOf(0, Last), LabelOf(0, Unit), LabelOf(1, Begin), LabelOf(1, Last)}
	const n = 4
	for range 30 {
		scores := make([]float32, n*Labels)
		for i := range scores {
			scores[i] = -1e6
		}
		for i := range n {
			for _, l := range few {
				scores[i*Labels+int(l)] = float32(r.NormFloat64())
			}
		}
		moves := make([]float32, Labels*Labels)
		for i := range moves {
			moves[i] = float32(r.NormFloat64())
		}
		sum := func(path []Label) float64 {
			var s float64
			for i, l := range path {
				s += float64(scores[i*Labels+int(l)])
				if i > 0 {
					s += float64(moves[int(path[i-1])*Labels+int(l)])
				}
			}
			return s
		}
		best := math.Inf(-1)
		var walk func(path []Label)
		walk = func(path []Label) {
			if len(path) == n {
				if path[n-1].Ends() {
					best = max(best, sum(path))
				}
				return
			}
			for _, l := range few {
				if len(path) == 0 && l.Starts() || len(path) > 0 && Follows(path[len(path)-1], l) {
					walk(append(path, l))
				}
			}
		}
		walk(nil)
		path := make([]Label, n)
		var d Decoder
		d.Decode(path, scores, moves)
		if got := sum(path); math.Abs(got-best) > 1e-4 {
			t.Fatalf("decoded %v with %f, the best has %f", path, got, best)
		}
	}
}

// tokens cuts text at spaces, a line a sentence.
func tokens(text string) *nlp.Doc {
	doc := nlp.NewDoc(text)
	at := 0
	for line := range strings.Lines(text) {
		first := len(doc.Tokens)
		begin := at
		for i := 0; i <= len(line); i++ {
			if i == len(line) || line[i] == ' ' || line[i] == '\n' {
				if at+i > begin {
					doc.Tokens = append(doc.Tokens, nlp.Token{Span: nlp.Span{Begin: begin, End: at + i}})
				}
				begin = at + i + 1
			}
		}
		at += len(line)
		if len(doc.Tokens) > first {
			doc.Sentences = append(doc.Sentences, nlp.Sentence{First: first, Last: len(doc.Tokens)})
		}
	}
	doc.Has = nlp.Tokens | nlp.Sentences | nlp.Tags
	return doc
}

// small is a recognizer that knows three words, and that a word which is a
// person's name once is one everywhere.
func small() *Recognizer {
	row := func(l Label, score float32) []float32 {
		w := make([]float32, Labels)
		w[l] = score
		return w
	}
	var page Page
	doc := tokens("Orel Varo Dunn")
	page.Read(doc, doc.Sentences, &Words{})
	form := func(i int) uint32 { return page.words[i].form }
	var keys []uint32
	var rows []float32
	add := func(k uint32, w []float32) { keys, rows = append(keys, k), append(rows, w...) }
	add(key(0, 0), row(Outside, 1))
	add(key(1, form(0)), row(LabelOf(0, Unit), 5))
	add(key(1, form(1)), row(LabelOf(2, Unit), 5))
	add(key2(6, form(0), form(2)), row(LabelOf(0, Last), 5))
	add(key2(7, form(0), form(2)), row(LabelOf(0, Begin), 9))
	for share := range uint32(5) {
		add(key(100, 1*8+share), row(LabelOf(0, Unit), 3))
	}
	return &Recognizer{words: NewWords(nil, nil), field: NewField(keys, rows, make([]float32, Labels*Labels))}
}

func TestRecognizer(t *testing.T) {
	r := small()
	doc := tokens("Orel Dunn left Varo .\nthen Dunn came back .\nnothing")
	r.Annotate(doc)
	var got []string
	for _, m := range doc.Mentions {
		got = append(got, m.In(doc.Text)+"/"+string(m.Type))
		if m.Form != nlp.Name || m.Chain != -1 || m.Confidence <= 0 || m.Confidence > 1 || !doc.Tokens[m.Head].Overlaps(m.Span) {
			t.Errorf("mention %+v", m)
		}
	}
	// The second Dunn is known by the first alone.
	if want := "Orel Dunn/Person Varo/Place Dunn/Person"; strings.Join(got, " ") != want {
		t.Errorf("names are %q, want %q", got, want)
	}
	n := len(doc.Mentions)
	doc.Has |= nlp.Mentions
	if r.Annotate(doc); len(doc.Mentions) != n {
		t.Errorf("annotating again gave %d mentions instead of %d", len(doc.Mentions), n)
	}
}

// TestLong holds that long texts, which are read in chapters, and sentences
// that are cut keep all their names.
func TestLong(t *testing.T) {
	r := small()
	const times = 3 * chapter / 4
	for _, text := range []string{strings.Repeat("Orel came .\n", times/2), strings.Repeat("Orel came and ", times/2)} {
		doc := tokens(text)
		r.Annotate(doc)
		if len(doc.Mentions) != times/2 {
			t.Errorf("%d names of %d", len(doc.Mentions), times/2)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	file := func(words, wordRows, keys, rows int, same bool) func() *model.File {
		return func() *model.File {
			f := &model.File{}
			f.AddNote("kind", "ner")
			f.AddStrings("words", []string{"orel", "dunn"}[:words])
			f.AddInts("words.rows", wordRows, WordColumns, make([]int32, wordRows*WordColumns))
			hashes := []int32{7, 8}
			if same {
				hashes[1] = 7
			}
			f.AddInts("keys", keys, 1, hashes[:keys])
			f.AddQuantised("weights", rows, Labels, make([]float32, rows*Labels))
			f.AddFloats("moves", Labels, Labels, make([]float32, Labels*Labels))
			return f
		}
	}
	if _, err := Load(file(1, 1, 2, 2, false)()); err != nil {
		t.Fatalf("good weights are refused: %v", err)
	}
	for name, f := range map[string]func() *model.File{
		"nothing": func() *model.File { return &model.File{} },
		"another kind": func() *model.File {
			f := &model.File{}
			f.AddNote("kind", "tag")
			return f
		},
		"rows of words missing": file(2, 1, 1, 1, false),
		"a row too few":         file(1, 1, 2, 1, false),
		"a key twice":           file(1, 1, 2, 2, true),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Load(f())
			if err == nil {
				t.Error("no error")
			}
		})
	}
}

// FuzzRead holds that any words at all are read, each within its bounds.
func FuzzRead(f *testing.F) {
	f.Add("Orel Dunn left Varo .\nORLE  12é\xff\n")
	f.Add("é 🙂 - 1\n\n a")
	r := small()
	f.Fuzz(func(t *testing.T, text string) {
		doc := tokens(text)
		r.Annotate(doc)
		end := 0
		for _, m := range doc.Mentions {
			if m.Begin < end || m.End <= m.Begin || m.End > len(text) || !(m.Confidence >= 0 && m.Confidence <= 1) {
				t.Fatalf("mention %+v of %q", m, text)
			}
			end = m.End
		}
	})
}

func BenchmarkRead(b *testing.B) {
	r := small()
	doc := tokens(strings.Repeat("Orel Dunn left Varo on Monday for the coast .\n", 200))
	var reading Reading
	r.field.Read(doc, doc.Sentences, r.words, &reading)
	b.ReportAllocs()
	for b.Loop() {
		r.field.Read(doc, doc.Sentences, r.words, &reading)
	}
	b.ReportMetric(float64(b.N*len(doc.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}
