package text

import (
	"context"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/readertest"
)

const article = "The Blog\n\nWhat the Harbour Papers Say About the Ferry\n\nFiles point to a mistake.\n\n" +
	"9:30 PM, Mar 4, 2019 • By ANA SOTO\nShare Tweet Print\nSingle Page Print Larger Text Smaller Text Alerts\n\n" +
	"The ferry left the pier at Lund before the storm was announced, the papers say. Nobody on board was told of the warning.\n\n" +
	"The second list\n\nA second list, found in the harbour office in June, names eleven men who were on the ferry that evening.\n\n" +
	"Source: Lund Radio\n\nLeave a Reply\n\nYour email address will not be published. Required fields are marked *"

func TestReader(t *testing.T) {
	readertest.Run(t, Read,
		readertest.Sample{Name: "article", Data: []byte(article)},
		readertest.Sample{Name: "marked", Data: []byte("\xEF\xBB\xBF" + strings.ReplaceAll(article, "\n", "\r\n"))},
		readertest.Sample{Name: "one word", Data: []byte("Lund")},
	)
}

func FuzzRead(f *testing.F) {
	readertest.Fuzz(f, Read, []byte(article), []byte("a\r\n\f\n\tb"), []byte("\f`"), []byte("LUND, 3 MAY 91 (LRA) -- It is."))
}

func TestRead(t *testing.T) {
	doc, _, err := Read(context.Background(), stemma.Item{Path: "a.txt", Data: []byte(article)})
	if err != nil {
		t.Fatal(err)
	}
	if doc.Text != article || doc.Encoding != "utf-8" {
		t.Error("the text is not the file's")
	}
	if doc.Title.Value != "What the Harbour Papers Say About the Ferry" || doc.Byline.Value != "ANA SOTO" || doc.Publisher != nil || doc.Published.Value != "2019-03-04T21:30" {
		t.Errorf("title %v, byline %v, publisher %v, date %v", doc.Title, doc.Byline, doc.Publisher, doc.Published)
	}
	kinds := map[string]stemma.RegionKind{}
	for _, r := range doc.Regions {
		kinds[r.In(doc.Text)] = r.Kind
	}
	for words, want := range map[string]stemma.RegionKind{
		"9:30 PM, Mar 4, 2019 • By ANA SOTO":                stemma.Header,
		"Share Tweet Print":                                 stemma.Menu,
		"Single Page Print Larger Text Smaller Text Alerts": stemma.Menu,
		"The second list":                                   stemma.Heading,
		"Leave a Reply":                                     stemma.Comments,
	} {
		if kinds[words] != want {
			t.Errorf("%q is %q, want %q", words, kinds[words], want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, test := range []struct {
		name string
		data string
		want stemma.Kind
	}{
		{"nothing", "", stemma.Empty},
		{"rules and blanks", "\n\t \n-----\n***\n", stemma.Empty},
		{"zero bytes", strings.Repeat("\x00", 64), stemma.Broken},
	} {
		doc, _, err := Read(context.Background(), stemma.Item{Path: "a.txt", Data: []byte(test.data)})
		if doc != nil || stemma.KindOf(err) != test.want {
			t.Errorf("%s: document %v, error %v, want kind %q", test.name, doc != nil, err, test.want)
		}
	}
}

func TestReadGivesDocumentBesideFault(t *testing.T) {
	doc, _, err := Read(context.Background(), stemma.Item{Path: "a.txt", Data: []byte("The ferry \xff\xfe was late that day.")})
	if doc == nil || stemma.KindOf(err) != stemma.Broken {
		t.Errorf("document %v, error %v", doc, err)
	}
}
