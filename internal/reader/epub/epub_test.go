package epub

import (
	"archive/zip"
	"bytes"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/readertest"
)

func file(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(parts[i+1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	container = `<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>`
	book      = `<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>The ferry that stayed</dc:title><dc:creator>Mara Lindqvist</dc:creator><dc:publisher>Log Press</dc:publisher><dc:date>2021-05-25</dc:date><dc:language>en</dc:language></metadata>
<manifest><item id="b" href="two.xhtml" media-type="application/xhtml+xml"/><item id="a" href="the%20one.xhtml" media-type="application/xhtml+xml"/><item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="b"/></spine></package>`
	one = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script/></head><body><h1>The log</h1><p>The ferry
did <em>not</em> sail.<br/>Not once.</p></body></html>`
	two = `<html><body><ul><li>a key</li><li>a pump</li></ul><blockquote><p>We know.</p></blockquote></body></html>`
)

func sound(t testing.TB) []byte {
	return file(t, "mimetype", "application/epub+zip", "META-INF/container.xml", container, "OEBPS/book.opf", book, "OEBPS/the one.xhtml", one, "OEBPS/two.xhtml", two, "OEBPS/nav.xhtml", "<p>Contents</p>")
}

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
	doc, _, err := Read(t.Context(), stemma.Item{Path: "a.epub", Data: sound(t)})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"heading: The log", "paragraph: The ferry did not sail.\nNot once.", "item: a key", "item: a pump", "quote: We know."}
	if diff := cmp.Diff(want, blocks(doc)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if doc.Title.Value != "The ferry that stayed" || doc.Byline.Value != "Mara Lindqvist" || doc.Publisher.Value != "Log Press" || doc.Published.Value != "2021-05-25" || doc.Lang != "en" {
		t.Errorf("%+v", doc)
	}
}

func TestFaults(t *testing.T) {
	doc, _, err := Read(t.Context(), stemma.Item{Path: "a.epub", Data: file(t, "META-INF/container.xml", container, "OEBPS/book.opf", book, "OEBPS/two.xhtml", two)})
	if doc == nil || stemma.KindOf(err) != stemma.Broken {
		t.Errorf("a chapter is missing: document %v, error %v", doc != nil, err)
	}
	for name, test := range map[string]struct {
		data []byte
		kind stemma.Kind
	}{
		"no package":   {file(t, "META-INF/container.xml", container), stemma.Broken},
		"no words":     {file(t, "META-INF/container.xml", container, "OEBPS/book.opf", book, "OEBPS/the one.xhtml", "<p/>", "OEBPS/two.xhtml", "<p/>"), stemma.Empty},
		"rights":       {file(t, "META-INF/encryption.xml", `<e><CipherReference URI="OEBPS/two.xhtml"/></e>`, "META-INF/container.xml", container, "OEBPS/book.opf", book), stemma.Encrypted},
		"cut short":    {sound(t)[:400], stemma.Broken},
		"broken spine": {file(t, "META-INF/container.xml", container, "OEBPS/book.opf", "<package><manifest>"), stemma.Broken},
	} {
		doc, _, err := Read(t.Context(), stemma.Item{Path: "a.epub", Data: test.data})
		if doc != nil || stemma.KindOf(err) != test.kind {
			t.Errorf("%s: document %v, error %v, want kind %s", name, doc != nil, err, test.kind)
		}
	}
}

func libreoffice(t testing.TB) []byte {
	data, err := os.ReadFile("testdata/libreoffice.epub")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestReader(t *testing.T) {
	readertest.Run(t, Read, readertest.Sample{Name: "libreoffice", Data: libreoffice(t)}, readertest.Sample{Name: "small", Data: sound(t)})
}

func FuzzRead(f *testing.F) { readertest.Fuzz(f, Read, sound(f), libreoffice(f)) }

// FuzzChapter reaches behind the packing.
func FuzzChapter(f *testing.F) {
	f.Add(one)
	f.Add(two)
	f.Fuzz(func(t *testing.T, chapter string) {
		doc, items, err := Read(t.Context(), stemma.Item{Path: "a.epub", Data: file(t, "META-INF/container.xml", container, "OEBPS/book.opf", book, "OEBPS/the one.xhtml", chapter, "OEBPS/two.xhtml", two)})
		for _, fault := range readertest.Faults(doc, items, err) {
			t.Error(fault)
		}
	})
}
