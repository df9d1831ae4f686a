package markdown

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/readertest"
)

const article = "---\ntitle: \"The ferry papers\"\nauthor:\n  - Jane Roe\n  - Ana Soto\ndate: 2021-05-25\nsource: Lund Radio\nlang: en\n---\n\n" +
	"# The *ferry* papers #\n\n**By Jane Roe | May 25, 2021**\n\n" +
	"Ms Soto said the [ferry](https://lund.example/a) was late. It had been\nlate since Monday, she said.\n\n" +
	"> “We knew nothing,”\n> said the master.\n\n- one thing\n- another thing\n  that goes on\n\n1. [ ] task\n\n" +
	"| Day | Dead |\n|-----|-----:|\n| Mon | 3 \\| 4 |\n\nThe second list\n---------------\n\n" +
	"```\nFrom: harbour office\n```\n\n***\n\n[id]: https://lund.example\n<!-- a note\n-->\n![the pier](pier.png)\n\n[Read more](https://lund.example/b)\n\nLeave a Reply\n"

func TestReader(t *testing.T) {
	readertest.Run(t, Read,
		readertest.Sample{Name: "article", Data: []byte(article)},
		readertest.Sample{Name: "line ends", Data: []byte("\xEF\xBB\xBF" + strings.ReplaceAll(article, "\n", "\r\n"))},
		readertest.Sample{Name: "one word", Data: []byte("Lund")},
	)
}

func FuzzRead(f *testing.F) {
	readertest.Fuzz(f, Read, []byte(article), []byte("+++\na = 'b'\n+++\n```\n#"), []byte("|a|\n|-|\n"), []byte("**_[a](b)_**"))
}

func TestRead(t *testing.T) {
	doc, _, err := Read(context.Background(), stemma.Item{Path: "a.md", Data: []byte(article)})
	if err != nil {
		t.Fatal(err)
	}
	if doc.Text != article {
		t.Error("the text is not the file's")
	}
	var got []string
	for _, r := range doc.Regions[1:] {
		got = append(got, fmt.Sprint(r.Kind, " ", r.In(doc.Text)))
	}
	want := []string{
		"heading The *ferry* papers", "header By Jane Roe | May 25, 2021",
		"paragraph Ms Soto said the [ferry](https://lund.example/a) was late. It had been\nlate since Monday, she said.",
		"quote “We knew nothing,”\n> said the master.", "item one thing", "item another thing\n  that goes on", "item task",
		"cell Day", "cell Dead", "cell Mon", `cell 3 \| 4`, "heading The second list", "paragraph From: harbour office",
		"related Read more", "comments Leave a Reply",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if doc.Regions[0].Kind != stemma.Header || doc.Regions[0].Begin != 0 {
		t.Errorf("the front matter is %v", doc.Regions[0])
	}
	for name, s := range map[string]*stemma.Shown{"The ferry papers": doc.Title, "Jane Roe, Ana Soto": doc.Byline, "2021-05-25": doc.Published, "Lund Radio": doc.Publisher} {
		if s == nil || s.Value != name || s.ShownBy.IsZero() || !strings.HasPrefix(s.Where, "front matter") {
			t.Errorf("%s: %+v", name, s)
		}
	}
	if doc.Lang != "en" {
		t.Errorf("language %q", doc.Lang)
	}
}

func TestTitleWithoutFrontMatter(t *testing.T) {
	for _, text := range []string{"# Ferry\n\nIt was late.", "Ferry\n=====\n\nIt was late.", "***\n\n# Ferry\n# Second"} {
		doc, _, err := Read(context.Background(), stemma.Item{Path: "a.md", Data: []byte(text)})
		if err != nil || doc.Title == nil || doc.Title.Value != "Ferry" || doc.Title.ShownBy.In(text) != "Ferry" {
			t.Errorf("%q: title %+v, %v", text, doc.Title, err)
		}
	}
	if _, _, err := Read(context.Background(), stemma.Item{Path: "a.md", Data: []byte("---\n\n![a](b)\n")}); stemma.KindOf(err) != stemma.Empty {
		t.Errorf("a file without words: %v", err)
	}
}
