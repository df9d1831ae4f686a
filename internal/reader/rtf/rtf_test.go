package rtf

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/readertest"
)

func blocks(doc *stemma.Document) []string {
	var out []string
	if doc != nil {
		for _, r := range doc.Regions {
			out = append(out, string(r.Kind)+": "+r.In(doc.Text))
		}
	}
	return out
}

func TestRead(t *testing.T) {
	tests := []struct {
		name, rtf string
		kind      stemma.Kind
		want      []string
	}{
		{"paragraphs", `{\rtf1\ansi The ferry\par did {\b not} sail.\par}`, "", []string{"paragraph: The ferry", "paragraph: did not sail."}},
		{"line ends do not count", "{\\rtf1 The fer\r\nry\\\n sailed}", "", []string{"paragraph: The ferry", "paragraph: sailed"}},
		{"escapes", `{\rtf1\ansi a\{b\}c\\d\~e\_f\'e9 \emdash  \ldblquote x\rdblquote}`, "", []string{"paragraph: a{b}c\\d\u00A0e\u2011fé — “x”"}},
		{"Unicode", `{\rtf1\ansi\uc1 \u381?ofie {\uc2\u-3913\'3f\'3f x} \u55357?\u56832? \u1040\'c0}`, "", []string{"paragraph: Žofie \uF0B7 x 😀 А"}},
		{"code page of the file", `{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2}`, "", []string{"paragraph: Привет"}},
		{"code page of the font", `{\rtf1\ansi{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset161 Times;}{\f2\fcharset128 Mincho;}}\f1 \'e1\'e2 \f0 \'e1\f2 \'93\'fa\'96\'7b}`, "", []string{"paragraph: αβ á日本"}},
		{"what holds no words", `{\rtf1{\colortbl;\red0;}{\*\generator Some;}{\pict 0102}{\field{\*\fldinst HYPERLINK "x"}{\fldrslt a link}}{\*\unknown {nested} words}\bin3 {}{ after}`, "", []string{"paragraph: a link after"}},
		{"headings and lists", `{\rtf1{\stylesheet{\s0 Normal;}{\s1 heading 1;}}\pard\s1 The log\par\pard\outlinelevel1 Part\par\pard{\listtext\bullet\tab}\ls1 a key\par\pard Words.\par}`, "", []string{"heading: The log", "heading: Part", "item: a key", "paragraph: Words."}},
		{"tables", `{\rtf1\trowd\intbl Monday\cell 41\cell\row\pard After.\par}`, "", []string{"cell: Monday", "cell: 41", "paragraph: After."}},
		{"notes, heads and feet", `{\rtf1{\header Sandholm Log\par}{\footer Draft\par}The ferry{\footnote So the clerk.} sailed.\par}`, "", []string{"header: Sandholm Log", "paragraph: The ferry sailed.", "paragraph: So the clerk.", "footer: Draft"}},
		{"tracked changes", `{\rtf1 The ferry {\deleted sailed}{\revised stayed}.}`, stemma.Skipped, []string{"paragraph: The ferry stayed."}},
		{"cut short", `{\rtf1 The ferry {\b sai`, stemma.Broken, []string{"paragraph: The ferry sai"}},
		{"no words", `{\rtf1\ansi\par}`, stemma.Empty, nil},
		{"not RTF", `The ferry.`, stemma.Broken, nil},
		{"groups without end", `{\rtf1 x` + strings.Repeat("{", 100_000), stemma.Broken, []string{"paragraph: x"}},
		{"braces that close too much", `{\rtf1 x}}}}} y`, "", []string{"paragraph: x"}},
		{"bytes that are not there", `{\rtf1 x\bin99999999999 y}`, stemma.Broken, []string{"paragraph: x"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, items, err := Read(t.Context(), stemma.Item{Path: "a.rtf", Data: []byte(test.rtf)})
			for _, f := range readertest.Faults(doc, items, err) {
				t.Error(f)
			}
			if test.kind == "" && err != nil || test.kind != "" && stemma.KindOf(err) != test.kind {
				t.Errorf("error %v, want kind %q", err, test.kind)
			}
			if diff := cmp.Diff(test.want, blocks(doc)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func libreoffice(t testing.TB) []byte {
	data, err := os.ReadFile("testdata/libreoffice.rtf")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestLibreOffice(t *testing.T) {
	doc, _, err := Read(t.Context(), stemma.Item{Path: "a.rtf", Data: libreoffice(t)})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"heading: The ferry that stayed",
		"paragraph: The ferry to Sandholm did not sail on Tuesday. Harbour master Inge Tallow said that the engine had been flooded.",
		"heading: The log",
		"paragraph: “We found the hatch open,” Tallow told the council — twice.\nShe would not say who had the key. Žofie Šťastná and Søren Øberg signed it; Алла Петрова did not.",
		"item: the key", "item: the pump", "cell: Sailing", "cell: Passengers", "cell: Monday", "cell: 41",
		"paragraph: The mail goes by the fishing boats.",
	}
	if diff := cmp.Diff(want, blocks(doc)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if doc.Title.Value != "The ferry that stayed" || doc.Byline.Value != "Mara Lindqvist" {
		t.Errorf("title %+v, byline %+v", doc.Title, doc.Byline)
	}
}

func TestReader(t *testing.T) {
	readertest.Run(t, Read, readertest.Sample{Name: "libreoffice", Data: libreoffice(t)}, readertest.Sample{Name: "small", Data: []byte(`{\rtf1\ansi The ferry{\footnote x}\par did {\b not} sail.\par}`)})
}

func FuzzRead(f *testing.F) {
	readertest.Fuzz(f, Read, libreoffice(f), []byte(`{\rtf1\ansi The ferry{\footnote x}\par did {\b not} \u381? \'e9.\par}`))
}
