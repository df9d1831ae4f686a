package layout

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/stemma/stemma"
)

func TestPlain(t *testing.T) {
	const long = "The ferry left the pier at Lund before the storm was announced, the papers say, and nobody knew."
	for _, test := range []struct {
		name, text string
		want       []string // "kind words"
	}{
		{"blank lines part paragraphs", long + "\n\n" + long + "\n", []string{"paragraph " + long, "paragraph " + long}},
		{"without blank lines a line is a paragraph", long + "\n" + long, []string{"paragraph " + long, "paragraph " + long}},
		{"lines in lower case go on", "the long report\nof the harbour\nThe end", []string{"paragraph the long report\nof the harbour", "paragraph The end"}},
		{
			"text wrapped at a column is joined",
			"The ferry left the pier at Lund before the storm was\nannounced, the papers say. Nobody on board was told of\nit. Ana Soto, who was the harbour master in those\nyears, has said so twice.\nThe second list names eleven men who were on the ferry\nthat evening.",
			[]string{
				"paragraph The ferry left the pier at Lund before the storm was\nannounced, the papers say. Nobody on board was told of\nit. Ana Soto, who was the harbour master in those\nyears, has said so twice.",
				"paragraph The second list names eleven men who were on the ferry\nthat evening.",
			},
		},
		{"headings", "The second list\n\n" + long, []string{"heading The second list", "paragraph " + long}},
		{"a sentence is no heading", "It was late.\n\n" + long, []string{"paragraph It was late.", "paragraph " + long}},
		{"transcripts", "MS SOTO: It was late.\nQ: Who said so?\nA: The master.", []string{"paragraph MS SOTO: It was late.", "paragraph Q: Who said so?", "paragraph A: The master."}},
		{"bullets are left out", "- one thing\n- another\n\n2. a third", []string{"item one thing", "item another", "item a third"}},
		{"rules are no words", "one\n\n-----\n\n* * *\n\ntwo", []string{"paragraph one", "paragraph two"}},
		{"every line end counts", "One here\r\n\r\nTwo here\rThree here\u2029Four here", []string{"paragraph One here", "paragraph Two here", "paragraph Three here", "paragraph Four here"}},
		{"pages", "\f\fone\n\n\ftwo", []string{"page one", "paragraph one", "page two", "paragraph two"}},
		{"a mark at the head stays outside", "\uFEFFone", []string{"paragraph one"}},
		{"nothing", " \n\n", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, r := range Plain(test.text) {
				got = append(got, fmt.Sprint(r.Kind, " ", r.In(test.text)))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestPlainLosesNoWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([\p{L}\d]{0,9}[ .:\n\r\f\t-]{0,3}){0,40}`).Draw(t, "text")
		var b Builder
		b.Add(stemma.Heading, "Head")
		b.AddPlain(text)
		doc := b.Document()
		end := 0
		var read strings.Builder
		for _, r := range doc.Regions {
			if r.Kind == stemma.Page {
				continue
			}
			if r.Begin < end || r.Len() == 0 || r.End > len(doc.Text) {
				t.Fatalf("region %v after %d", r, end)
			}
			end = r.End
			read.WriteString(r.In(doc.Text))
		}
		// Bullets aside, which may be numbers or letters.
		if got, want := len(read.String()), len(text)+4; got > want || letters(read.String()) < letters(text)/2 {
			t.Fatalf("%q was read as %q", text, read.String())
		}
	})
}

func letters(s string) (n int) {
	for _, r := range s {
		if r >= 'A' && r != 0x7f {
			n++
		}
	}
	return n
}
