package segment_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/segment"
)

// words returns the tokens of each sentence, a space between two tokens and a
// bar after each sentence but the last; a glued token has a plus before it.
func words(doc *nlp.Doc) string {
	var b strings.Builder
	for i, s := range doc.Sentences {
		if i > 0 {
			b.WriteString(" | ")
		}
		for n, t := range doc.Tokens[s.First:s.Last] {
			if n > 0 {
				b.WriteByte(' ')
			}
			if t.Glued {
				b.WriteByte('+')
			}
			b.WriteString(t.In(doc.Text))
		}
	}
	return b.String()
}

func TestRules(t *testing.T) {
	language := en.Words()
	language.Splitter, language.Parted, language.Datelines = nil, true, true
	segmenter := segment.New(language)
	for _, test := range []struct{ text, want string }{
		{"", ""},
		{" \n\n \t", ""},
		{"Rain fell. The ford was shut.", "Rain fell . | The ford was shut ."},
		{"She didn't know; they can't, won't.", "She did +n't know ; they ca +n't , wo +n't ."},
		{"Orel’s boats weren’t theirs", "Orel +’s boats were +n’t theirs"},
		{"The drivers' union cannot pay.", "The drivers +' union can +not pay ."},
		{"He called it 'the boats' and left.", "He called it ' the boats ' and left ."},
		{"the ’90s and the 1980's", "the ’90s and the 1980's"},
		{"A 15-year, well-known anti-tank e-mail", "A 15 - year , well - known anti-tank e-mail"},
		{"UN-backed troops", "UN - backed troops"},
		{"Pay $5,000.50 (5%) by 7:30pm or US$3.", "Pay $ 5,000.50 ( 5 % ) by 7:30 pm or US$ 3 ."},
		{"Gen. J. R. Orel met U.S. Secretary Dunn.", "Gen. J. R. Orel met U.S. Secretary Dunn ."},
		{"He lives in the U.S. She does not.", "He lives in the U.S. | She does not ."},
		{"Boats, nets, etc.", "Boats , nets , etc ."},
		{"Boats, nets, etc. were lost.", "Boats , nets , etc. were lost ."},
		{"Call 713-555-0199 or write to a.orel@ferry.example, now.", "Call 713-555-0199 or write to a.orel@ferry.example , now ."},
		{"See https://ferry.example/a_(b)?c=d. Then go.", "See https://ferry.example/a_(b)?c=d . | Then go ."},
		{"VARO - The ferry sank.", "VARO - | The ferry sank ."},
		{"VARO/NEW LINSK — A ferry sank.", "VARO / NEW LINSK — | A ferry sank ."},
		{"VKN - the old one - sank.", "VKN - the old one - sank ."},
		{"VARO - THE FERRY SANK", "VARO - THE FERRY SANK"},
		{"“We left. It was late,” he said.", "“ We left . | It was late , ” he said ."},
		{`"It sank." The crew swam.`, `" It sank . " | The crew swam .`},
		{`"Why?" he asked.`, `" Why ? " he asked .`},
		{"He said it (twice.) Then he left.", "He said it ( twice . ) | Then he left ."},
		{"Well... I doubt it... really!", "Well ... | I doubt it ... really !"},
		{"The U . S . men met Dr . J . R . Orel . He left .", "The U . S . men met Dr . J . R . Orel . | He left ."},
		{"It was the U . S . They said so . Plan 5 . It failed .", "It was the U . S . | They said so . | Plan 5 . | It failed ."},
		{"VARO, 3 MAY 90 (KNA) -- [TEXT] THE MEN LEFT.", "VARO , 3 MAY 90 ( KNA ) -- [ TEXT ] | THE MEN LEFT ."},
		{"VARO, Tuesday — The men left.", "VARO , Tuesday — | The men left ."},
		{"Varo (KNA) - The men left.", "Varo ( KNA ) - | The men left ."},
		{"The Men — all of them — left.", "The Men — all of them — left ."},
		{"No. 5 was hit. No. They denied it.", "No. 5 was hit . | No . | They denied it ."},
		{"THE GEN. SAID NO. THE MEN LEFT.", "THE GEN. SAID NO . | THE MEN LEFT ."},
		{"- one boat\n- two boats", "- one boat | - two boats"},
		{"Ferry halted\nBy Ana Orel\nThe ferry over the strait stopped on Monday, when the wind rose to\ngale force.", "Ferry halted | By Ana Orel | The ferry over the strait stopped on Monday , when the wind rose to gale force ."},
		{"The bridge was closed on\nMonday because the\n army told us to, Anna\nOrel said.", "The bridge was closed on Monday because the army told us to , Anna Orel said ."},
		{"Boats\nNets\nRope", "Boats | Nets | Rope"},
		{"1. Boats\n\n2. Nets", "1 . Boats | 2 . Nets"},
		{"Nice :) and AT&T/BT at 9/11", "Nice :) and AT&T / BT at 9/11"},
		{"a\x00b \xff\xfe caf\xe9", "a \x00 b \xff\xfe caf\xe9"},
		{"👩‍👩‍👧 🇫🇷!", "👩‍👩‍👧 🇫 🇷 !"},
		{"قال الوزير: لا. نعم", "قال الوزير : لا . نعم"},
	} {
		doc := nlp.NewDoc(test.text)
		segmenter.Annotate(doc)
		if got := words(doc); got != test.want {
			t.Errorf("%q\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestBlocks(t *testing.T) {
	text := "The head line\nThe first. And menu more"
	doc := nlp.NewDoc(text)
	doc.Blocks = []nlp.Span{{Begin: 0, End: 13}, {Begin: 14, End: 24}, {Begin: 34, End: 38}}
	en.Segmenter().Annotate(doc)
	if got, want := words(doc), "The head line | The first . | more"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	// A block that ends within a character is read up to there.
	doc = nlp.NewDoc("né")
	doc.Blocks = []nlp.Span{{Begin: 0, End: 2}}
	en.Segmenter().Annotate(doc)
	if len(doc.Tokens) != 1 || doc.Tokens[0].Span != (nlp.Span{Begin: 0, End: 2}) {
		t.Errorf("got %v", doc.Tokens)
	}
}

func TestParagraphs(t *testing.T) {
	text := "\n a b\nc \n \t\n\r\n d\r\ne\n\n"
	var got []string
	for _, p := range segment.Paragraphs(text) {
		got = append(got, p.In(text))
	}
	if want := []string{"a b\nc", "d\r\ne"}; fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func Example() {
	doc := nlp.NewDoc("Mr. Orel didn't sail. The ferry was late.")
	en.Segmenter().Annotate(doc)
	for i := range doc.Sentences {
		fmt.Println(doc.Sentence(i).In(doc.Text))
	}
	// Output:
	// Mr. Orel didn't sail.
	// The ferry was late.
}
