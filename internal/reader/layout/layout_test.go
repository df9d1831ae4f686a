package layout

import (
	"testing"

	"github.com/stemma/stemma"
	"pgregory.net/rapid"
)

func TestBuilderSetsBlocksApart(t *testing.T) {
	var b Builder
	b.Page()
	b.Page()
	b.Add(stemma.Heading, " The ferry \n")
	b.Add(stemma.Paragraph, "\u200b \n")
	b.Add(stemma.ListItem, "one")
	b.Add(stemma.ListItem, "two")
	b.EndList()
	b.Add(stemma.ListItem, "three")
	b.Page()
	b.Add(stemma.Cell, "a")
	b.Add(stemma.Cell, "b")
	b.EndRow()
	b.Add(stemma.Cell, "c")
	b.Page()
	doc := b.Document()
	const want = "The ferry\n\none\ntwo\n\nthree\n\na\tb\nc"
	if doc.Text != want {
		t.Errorf("text %q, want %q", doc.Text, want)
	}
	pages := []string{}
	for _, r := range doc.Regions {
		if r.Kind == stemma.Page {
			pages = append(pages, r.In(doc.Text))
		}
	}
	if len(pages) != 2 || pages[0] != "The ferry\n\none\ntwo\n\nthree" || pages[1] != "a\tb\nc" {
		t.Errorf("pages %q", pages)
	}
}

func TestBuilderKeepsEveryBlock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kinds := []stemma.RegionKind{stemma.Paragraph, stemma.Cell, stemma.ListItem, stemma.Menu}
		var b Builder
		var want []string
		for range rapid.IntRange(0, 12).Draw(t, "blocks") {
			switch rapid.IntRange(0, 5).Draw(t, "step") {
			case 0:
				b.Page()
			case 1:
				b.EndRow()
			default:
				text := rapid.String().Draw(t, "text")
				span := b.Add(rapid.SampledFrom(kinds).Draw(t, "kind"), text)
				if !span.IsZero() {
					want = append(want, text[len(text)-len(trimLeft(text)):][:span.Len()])
				}
			}
		}
		doc := b.Document()
		end := 0
		i := 0
		for _, r := range doc.Regions {
			if r.Kind == stemma.Page {
				if r.Len() == 0 {
					t.Fatalf("a page without words")
				}
				continue
			}
			if r.Begin < end {
				t.Fatalf("region %v begins before %d", r, end)
			}
			end = r.End
			if got := r.In(doc.Text); got != want[i] {
				t.Fatalf("block %d is %q, want %q", i, got, want[i])
			}
			i++
		}
		if i != len(want) {
			t.Fatalf("%d blocks, want %d", i, len(want))
		}
	})
}

func trimLeft(s string) string {
	span := Trim(s, stemma.Span{End: len(s)})
	return s[span.Begin:]
}
