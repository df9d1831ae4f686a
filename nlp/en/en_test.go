package en_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/nlptest"
)

// samples are invented, as all texts of tests are.
var samples = []string{
	"Ferry halted after storm\n\nBy Ana Orel\n\nVARO, Tuesday (KNA) — The ferry between Varo and Linsk was halted on Monday, the harbour master, Gen. J. R. Dunn, told reporters. “We don't know when it'll sail,” he said. “Perhaps on Friday.” According to the ministry, three boats were damaged; nobody was hurt.",
	"THE MINISTER DENIED TODAY THAT THE ARMY'S 3RD BRIGADE HAD LEFT VARO. \"THEY ARE IN THEIR BARRACKS,\" HE ADDED. [WORDS INDISTINCT]",
	"- $5,000 for nets\n- 12 km of rope\n\nwrite to a.orel@ferry.example or see https://ferry.example/a?b=c :)",
}

func pipeline(tb testing.TB) *nlp.Pipeline {
	tb.Helper()
	p, err := en.New()
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func TestPipeline(t *testing.T) { nlptest.Test(t, pipeline(t), samples...) }

func FuzzPipeline(f *testing.F) { nlptest.Fuzz(f, pipeline(f), samples...) }

// Lemmas of verbs that no ending leads to.
func TestIrregularLemmas(t *testing.T) {
	doc := nlp.NewDoc("They were freed and fled. He was shot. She struck it. They sped away.")
	pipeline(t).Annotate(doc)
	var got []string
	for _, token := range doc.Tokens {
		if token.UPOS == "VERB" {
			got = append(got, token.Lemma)
		}
	}
	if want := "free flee shoot strike speed"; strings.Join(got, " ") != want {
		t.Errorf("the lemmas are %q, not %q", got, want)
	}
}

// A time of day may end a sentence.
func TestSentences(t *testing.T) {
	for _, test := range []struct {
		text string
		want int
	}{
		{"The gas leaked shortly before 11 p.m. The plant's owner, Halvard Chemie, denied it.", 2},
		{"The mill opened at 9 a.m. He left.", 2},
		{"The mill closed at 10 p.m. Wednesday.", 1},
		{"The offer lapsed at 5 p.m. EST on Friday.", 1},
	} {
		doc := nlp.NewDoc(test.text)
		en.Segmenter().Annotate(doc)
		if got := len(doc.Sentences); got != test.want {
			t.Errorf("%q: %d sentences, not %d", test.text, got, test.want)
		}
	}
}

// TestReading holds what any reader of English gets right. Each line is a word
// with its tag, its lemma, its relation and its governor.
func TestReading(t *testing.T) {
	p := pipeline(t)
	for _, test := range []struct {
		text string
		want []string
	}{
		{"The minister told reporters that the bridge was closed.", []string{
			"minister NOUN minister nsubj told", "told VERB tell root ", "reporters NOUN reporter iobj told",
			"bridge NOUN bridge nsubj:pass closed", "was AUX be aux:pass closed",
		}},
		{"She didn't see the three boats.", []string{
			"did AUX do aux see", "n't PART not advmod see", "three NUM three nummod boats", "boats NOUN boat obj see",
		}},
		{"Police in the town arrested two men on Monday.", []string{
			"arrested VERB arrest root ", "men NOUN man obj arrested", "town NOUN town nmod Police",
		}},
		{"THE ARMY DENIED THE REPORTS.", []string{
			"ARMY NOUN army nsubj DENIED", "DENIED VERB deny root ", "REPORTS NOUN report obj DENIED",
		}},
	} {
		doc := nlp.NewDoc(test.text)
		p.Annotate(doc)
		got := map[string]bool{}
		for _, w := range doc.Tokens {
			head := ""
			if w.Head >= 0 {
				head = doc.Tokens[w.Head].In(doc.Text)
			}
			got[fmt.Sprintf("%s %s %s %s %s", w.In(doc.Text), w.UPOS, w.Lemma, w.Deprel, head)] = true
		}
		for _, want := range test.want {
			if !got[want] {
				t.Errorf("%s\n%q is not in what was read: %v", test.text, want, got)
			}
		}
	}
}

func BenchmarkPipeline(b *testing.B) {
	p := pipeline(b)
	tokens := 0
	for b.Loop() {
		doc := nlp.NewDoc(samples[0])
		p.Annotate(doc)
		tokens += len(doc.Tokens)
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}

func ExampleNew() {
	p, err := en.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := nlp.NewDoc("The ferries were late.")
	p.Annotate(doc)
	for _, t := range doc.Tokens {
		fmt.Println(t.In(doc.Text), t.UPOS, t.Lemma, t.Deprel)
	}
	// Output:
	// The DET the det
	// ferries NOUN ferry nsubj
	// were AUX be cop
	// late ADJ late root
	// . PUNCT . punct
}
