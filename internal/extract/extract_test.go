package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// words is an annotator for tests: it cuts at spaces and full stops, and lays
// the attributions it is given by their words.
type words struct{ attributions [][3]string }

func (words) Name() string     { return "words" }
func (words) Needs() nlp.Layer { return 0 }
func (words) Adds() nlp.Layer  { return nlp.Tokens | nlp.Sentences | nlp.Attributions }

func (w words) Annotate(d *nlp.Doc) {
	first := 0
	for _, b := range d.Blocks {
		for i := b.Begin; i < b.End; {
			j := i
			for j < b.End && !strings.ContainsRune(" .", rune(d.Text[j])) {
				j++
			}
			if j > i {
				d.Tokens = append(d.Tokens, nlp.Token{Span: nlp.Span{Begin: i, End: j}})
			}
			if j < b.End && d.Text[j] == '.' {
				d.Tokens = append(d.Tokens, nlp.Token{Span: nlp.Span{Begin: j, End: j + 1}})
				d.Sentences = append(d.Sentences, nlp.Sentence{First: first, Last: len(d.Tokens)})
				first = len(d.Tokens)
			}
			i = j + 1
		}
		if first < len(d.Tokens) {
			d.Sentences = append(d.Sentences, nlp.Sentence{First: first, Last: len(d.Tokens)})
			first = len(d.Tokens)
		}
	}
	find := func(s string) nlp.Span {
		i := strings.Index(d.Text, s)
		if s == "" || i < 0 {
			return nlp.Span{}
		}
		return nlp.Span{Begin: i, End: i + len(s)}
	}
	for _, a := range w.attributions {
		parent := -1
		content := find(a[2])
		for i, other := range d.Attributions {
			if other.Content[0].Contains(content) {
				parent = i
			}
		}
		d.Attributions = append(d.Attributions, nlp.Attribution{
			Source: find(a[0]), Cue: find(a[1]), Content: []nlp.Span{content},
			Kind: nlp.Indirect, Parent: parent, Rule: "test", Confidence: 0.9,
		})
	}
}

func read(t *testing.T, text string, attributions ...[3]string) []string {
	t.Helper()
	p, err := nlp.NewPipeline("xx", words{attributions})
	if err != nil {
		t.Fatal(err)
	}
	doc := &stemma.Document{
		ID: "d1", Text: text,
		Regions: []stemma.Region{{Span: stemma.Span{End: len(text)}, Kind: stemma.Paragraph}},
	}
	var got []string
	for _, s := range Document(doc, p, stemma.NewRun("read", "test", "")).Statements {
		var chain, content []string
		for _, a := range s.Chain[1:] {
			chain = append(chain, a.Source.In(text)+" "+a.Cue.In(text))
		}
		for _, c := range s.Content {
			content = append(content, c.In(text))
		}
		got = append(got, strings.Join(append([]string{"author"}, chain...), " < ")+": "+strings.Join(content, " … "))
	}
	return got
}

func TestStatements(t *testing.T) {
	for _, c := range []struct {
		name         string
		text         string
		attributions [][3]string
		want         []string
	}{
		{
			"a sentence of the author's own", "The bridge fell on Monday.", nil,
			[]string{"author: The bridge fell on Monday."},
		},
		{
			"nothing is the author's where all is another's", "Orel said the bridge fell.",
			[][3]string{{"Orel", "said", "the bridge fell"}},
			[]string{"author < Orel said: the bridge fell"},
		},
		{
			"what the author adds is his own", "Orel who ran the port until March said the bridge fell.",
			[][3]string{{"Orel", "said", "the bridge fell"}},
			[]string{
				"author: Orel who ran the port until March said",
				"author < Orel said: the bridge fell",
			},
		},
		{
			"a chain has a link for each voice", "Orel said Dima told her the bridge fell.",
			[][3]string{{"Orel", "said", "Dima told her the bridge fell"}, {"Dima", "told", "the bridge fell"}},
			[]string{
				"author < Orel said: Dima told her the bridge fell",
				"author < Orel said < Dima told: the bridge fell",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := read(t, c.text, c.attributions...); !slices.Equal(got, c.want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
			}
		})
	}
}

// deep is an annotator whose every word is said by the word before it.
type deep struct{ words }

func (deep) Annotate(d *nlp.Doc) {
	words{}.Annotate(d)
	for i := range d.Tokens[1:] {
		d.Attributions = append(d.Attributions, nlp.Attribution{
			Source: d.Tokens[i].Span, Content: []nlp.Span{{Begin: d.Tokens[i+1].Begin, End: len(d.Text)}}, Parent: i - 1,
		})
	}
}

func TestEndlessChainsAreNamed(t *testing.T) {
	p, err := nlp.NewPipeline("xx", deep{})
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("word ", 20_000)
	doc := &stemma.Document{
		ID: "d1", Path: "a.txt", Text: text,
		Regions: []stemma.Region{{Span: stemma.Span{End: len(text)}, Kind: stemma.Paragraph}},
	}
	reading := Document(doc, p, stemma.NewRun("read", "test", ""))
	if n := len(reading.Statements); n >= deepest+1 {
		t.Errorf("%d statements", n)
	}
	if len(reading.Issues) != 1 || reading.Issues[0].Kind != stemma.TooLarge || reading.Issues[0].Path != "a.txt" {
		t.Errorf("issues %+v", reading.Issues)
	}
}

func TestLongTextIsReadInStretches(t *testing.T) {
	line := strings.Repeat("word ", 3*longest/10) // half as long again as a stretch
	text := line + line
	blocks := []stemma.Span{{End: len(line)}, {Begin: len(line), End: len(text)}}
	var sum int
	last := 0
	for _, run := range stretches(text, blocks) {
		size := 0
		for _, b := range run {
			if b.Begin < last {
				t.Fatalf("stretch goes back to %d after %d", b.Begin, last)
			}
			last = b.End
			size += b.Len()
		}
		if size > longest {
			t.Errorf("a stretch of %d bytes", size)
		}
		sum += size
	}
	if sum != len(text) {
		t.Errorf("stretches hold %d of %d bytes", sum, len(text))
	}
}

func TestCutKeepsCharactersWhole(t *testing.T) {
	text := strings.Repeat("字", longest)
	for _, run := range stretches(text, []stemma.Span{{End: len(text)}}) {
		for _, b := range run {
			if s := b.In(text); !strings.HasPrefix(s, "字") || !strings.HasSuffix(s, "字") {
				t.Fatalf("cut inside a character at %v", b)
			}
		}
	}
}

// chained is an annotator for tests that makes a mention of each capital and
// gives it to a chain by its letter; letters that occur once stand alone.
type chained struct{}

func (chained) Name() string     { return "chained" }
func (chained) Needs() nlp.Layer { return 0 }
func (chained) Adds() nlp.Layer  { return nlp.Mentions | nlp.Coreference }

func (chained) Annotate(d *nlp.Doc) {
	for _, b := range d.Blocks {
		part := b.In(d.Text)
		for i, r := range part {
			if 'A' > r || r > 'Z' {
				continue
			}
			m := nlp.Mention{Span: nlp.Span{Begin: b.Begin + i, End: b.Begin + i + 1}, Head: -1, Form: nlp.Name, Chain: -1}
			if r == 'Y' { // a noun of no type, which no case asks for
				m.Form = nlp.Nominal
			}
			if strings.Count(part, string(r)) > 1 {
				m.Chain, m.ChainConfidence = int('Z'-r), 0.5
			}
			d.Mentions = append(d.Mentions, m)
		}
	}
}

func TestChains(t *testing.T) {
	p, err := nlp.NewPipeline("xx", chained{})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		text string
		want []int
	}{
		{"x", nil},
		{"A B A C B", []int{1, 2, 1, 0, 2}},
		{"Y B Y C B", []int{1, 0, 1}},
		// Chains of two stretches are not the same though they have one number.
		{"B A B A" + strings.Repeat(" ", longest) + "A C A", []int{1, 2, 1, 2, 3, 0, 3}},
	} {
		doc := &stemma.Document{ID: "d1", Text: test.text}
		for i, end := range []int{min(len(test.text), 7), len(test.text)} {
			if begin := i * 7; begin < end {
				doc.Regions = append(doc.Regions, stemma.Region{Span: stemma.Span{Begin: begin, End: end}, Kind: stemma.Paragraph})
			}
		}
		if len(test.text) < longest {
			doc.Regions = []stemma.Region{{Span: stemma.Span{End: len(test.text)}, Kind: stemma.Paragraph}}
		}
		var got []int
		for _, m := range Document(doc, p, stemma.NewRun("read", "test", "")).Mentions {
			got = append(got, m.Chain)
			if (m.Chain != 0) != (m.ChainConfidence == 0.5) {
				t.Errorf("%.20q: the mention at %d is of chain %d, by %v", test.text, m.Span.Begin, m.Chain, m.ChainConfidence)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%.20q: the chains are %v, not %v", test.text, got, test.want)
		}
	}
}

// What only says that another said it shows nothing of the author.
func TestUnreported(t *testing.T) {
	cue, hedge := stemma.Span{Begin: 5, End: 9}, stemma.Span{Begin: 20, End: 23}
	open := nlp.Factuality{Certainty: nlp.UnknownCertainty, Polarity: nlp.UnknownPolarity, ShownBy: []stemma.Span{cue}}
	if f := unreported(open, cover{cue}); f.ShownBy != nil || f.Certainty != "" {
		t.Errorf("by the cue alone he is %+v", f)
	}
	may := nlp.Factuality{Certainty: nlp.Possible, Polarity: nlp.Positive, ShownBy: []stemma.Span{cue, hedge}}
	if f := unreported(may, cover{cue}); f.Certainty != nlp.Possible || !slices.Equal(f.ShownBy, []stemma.Span{hedge}) {
		t.Errorf("by a hedge as well he is %+v", f)
	}
	if f := unreported(may, nil); len(f.ShownBy) != 2 {
		t.Errorf("without attributions he is %+v", f)
	}
}

// TestBegun: what the author says beside another begins with a word of his own.
func TestBegun(t *testing.T) {
	pipeline, err := en.New()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"“The well was poisoned,” a bishop said, and nobody came for three days.": "a bishop said, and nobody came for three days.",
		"But nobody came for three days.":                                         "But nobody came for three days.",
		"“Nobody” came to the mill for three days.":                               "“Nobody” came to the mill for three days.",
		"(Nobody came to the mill for three days.)":                               "(Nobody came to the mill for three days.)",
		", nobody came to the mill for three days.":                               "nobody came to the mill for three days.",
	} {
		doc := &stemma.Document{ID: "d1", Text: text, Regions: []stemma.Region{{Span: stemma.Span{End: len(text)}, Kind: stemma.Paragraph}}}
		var got []string
		for _, s := range Document(doc, pipeline, stemma.NewRun("read", "test", "")).Statements {
			if len(s.Chain) == 1 {
				got = append(got, stemma.WordsAt(text, s.Content...))
			}
		}
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestFront(t *testing.T) {
	text := "By Orsa Veld\n\nThe Orvel Tribune\n\nThe pier was closed."
	span := func(words string) stemma.Span {
		i := strings.Index(text, words)
		return stemma.Span{Begin: i, End: i + len(words)}
	}
	shown := func(value string) *stemma.Shown { return &stemma.Shown{Value: value, ShownBy: span(value)} }
	p, err := nlp.NewPipeline("xx", words{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		what              string
		byline, publisher *stemma.Shown
		want              []string
	}{
		{"both", shown("Orsa Veld"), shown("The Orvel Tribune"), []string{"Person Orsa Veld", "Organization The Orvel Tribune"}},
		{"no person", shown("Orsa"), nil, nil},
		{"known from elsewhere", &stemma.Shown{Value: "Orsa Veld"}, nil, nil},
		{"other words than the value", &stemma.Shown{Value: "Orsa Veld", ShownBy: span("By Orsa Veld")}, nil, nil},
	} {
		doc := &stemma.Document{ID: "d1", Text: text, Byline: x.byline, Publisher: x.publisher}
		var got []string
		for _, m := range Document(doc, p, stemma.NewRun("read", "test", "")).Mentions {
			got = append(got, string(m.Type)+" "+m.Span.In(text))
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s: %q, want %q", x.what, got, x.want)
		}
	}
}

// The author's name below a text is no statement of his.
func TestSignature(t *testing.T) {
	const text = "The pier was closed. Orsa Veld"
	p, err := nlp.NewPipeline("xx", words{})
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(text, "Orsa")
	for byline, want := range map[*stemma.Shown]bool{nil: true, {Value: "Orsa Veld"}: false} {
		doc := &stemma.Document{ID: "d1", Text: text, Byline: byline, Regions: []stemma.Region{{Span: stemma.Span{End: len(text)}, Kind: stemma.Paragraph}}}
		got := slices.ContainsFunc(Document(doc, p, stemma.NewRun("read", "test", "")).Statements,
			func(s stemma.Statement) bool { return s.Bounds().Begin == at })
		if got != want {
			t.Errorf("with the byline %v the name below is a statement: %v", byline, got)
		}
	}
}

func TestUnnumbered(t *testing.T) {
	for text, want := range map[string]string{
		"3. The mill stands":         "The mill stands",
		"\n12) The mill stands":      "The mill stands",
		"(b)\u00a0The mill stands":   "The mill stands",
		"• The mill stands":          "The mill stands",
		"1.5 metres of water came":   "1.5 metres of water came",
		"30 people came":             "30 people came",
		"A man came":                 "A man came",
		"3. ":                        "3. ",
		"It was May 3. The man came": "3. The man came",
	} {
		s := stemma.Span{Begin: strings.IndexFunc(text, func(r rune) bool { return r != '\n' }), End: len(text)}
		if i := strings.Index(text, "May "); i > 0 {
			s.Begin = i + len("May ")
		}
		if got := unnumbered(text, s); got.In(text) != want {
			t.Errorf("%q: %q, want %q", text, got.In(text), want)
		}
	}
}
