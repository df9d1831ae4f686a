package docx

import (
	"archive/zip"
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/readertest"
)

const (
	open  = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>`
	close = `</w:body></w:document>`
)

// file packs parts, given as name and contents in turn.
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

func simple(t testing.TB, body string) []byte {
	return file(t, "[Content_Types].xml", "<Types/>", "word/document.xml", open+body+close)
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

func p(runs string) string { return "<w:p>" + runs + "</w:p>" }
func r(text string) string { return "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>" }

func libreoffice(t testing.TB) []byte {
	data, err := os.ReadFile("testdata/libreoffice.docx")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestLibreOffice(t *testing.T) {
	doc, _, err := Read(t.Context(), stemma.Item{Path: "a.docx", Data: libreoffice(t)})
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
	if doc.Title == nil || doc.Title.ShownBy.In(doc.Text) != "The ferry that stayed" || doc.Byline == nil || doc.Byline.Value != "Mara Lindqvist" {
		t.Errorf("title %+v, byline %+v", doc.Title, doc.Byline)
	}
}

func TestParts(t *testing.T) {
	rel := func(kind, target string) string {
		return `<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="` + target + `"/>`
	}
	data := file(t,
		"[Content_Types].xml", "<Types/>",
		"word/_rels/document.xml.rels", "<Relationships>"+rel("header", "header1.xml")+rel("footer", "footer1.xml")+rel("footnotes", "footnotes.xml")+rel("comments", "/word/comments.xml")+"</Relationships>",
		"word/styles.xml", `<w:styles xmlns:w="w"><w:style w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style></w:styles>`,
		"word/document.xml", open+p(`<w:pPr><w:pStyle w:val="Rubrik1"/></w:pPr>`+r("The log"))+
			p(r("The ferry ")+`<w:ins w:id="1">`+r("did not sail")+`</w:ins><w:del w:id="2"><w:r><w:delText>sailed</w:delText></w:r></w:del>`+r(".")+`<w:r><w:footnoteReference w:id="2"/></w:r>`)+
			p(`<mc:AlternateContent><mc:Choice><w:txbxContent>`+p(r("In a box"))+`</w:txbxContent></mc:Choice><mc:Fallback>`+p(r("In a box"))+`</mc:Fallback></mc:AlternateContent>`+r("Around it."))+
			p(`<w:r><w:instrText> PAGE </w:instrText></w:r>`+r("one")+"<w:r><w:tab/></w:r>"+r("two")+"<w:r><w:br/></w:r>"+r("three"))+close,
		"word/header1.xml", "<w:hdr>"+p(r("Sandholm Log"))+"</w:hdr>",
		"word/footer1.xml", "<w:ftr>"+p(r("Draft"))+"</w:ftr>",
		"word/footnotes.xml", `<w:footnotes xmlns:w="w"><w:footnote w:type="separator">`+p(r("—"))+`</w:footnote><w:footnote w:id="2">`+p(r("So the clerk."))+"</w:footnote></w:footnotes>",
		"word/comments.xml", "<w:comments><w:comment>"+p(r("Who says?"))+"</w:comment></w:comments>",
	)
	doc, _, err := Read(t.Context(), stemma.Item{Path: "a.docx", Data: data})
	if stemma.KindOf(err) != stemma.Skipped || !strings.Contains(err.Error(), "1 tracked") {
		t.Errorf("error %v", err)
	}
	want := []string{"header: Sandholm Log", "heading: The log", "paragraph: The ferry did not sail.", "paragraph: In a box", "paragraph: Around it.",
		"paragraph: one\ttwo\nthree", "paragraph: So the clerk.", "comments: Who says?", "footer: Draft"}
	if diff := cmp.Diff(want, blocks(doc)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestHostile(t *testing.T) {
	tests := []struct {
		name string
		data []byte
		kind stemma.Kind
	}{
		{"no words", simple(t, p("")), stemma.Empty},
		{"no main part", file(t, "[Content_Types].xml", "<Types/>"), stemma.Broken},
		{"broken XML", simple(t, "<w:p>"), stemma.Broken},
		{"nested without end", simple(t, strings.Repeat("<w:p>", 20_000)), stemma.Broken},
		{"a bomb", simple(t, p(r(strings.Repeat("a", 60<<20)))), stemma.Unsafe},
		{"entities", file(t, "word/document.xml", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>`+open+p(r("&b;"))+close), stemma.Broken},
		{"locked with a password", append([]byte("\xD0\xCF\x11\xE0"), make([]byte, 600)...), stemma.Encrypted},
		{"cut short", libreoffice(t)[:3000], stemma.Broken},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, items, err := Read(t.Context(), stemma.Item{Path: "a.docx", Data: test.data})
			for _, f := range readertest.Faults(doc, items, err) {
				t.Error(f)
			}
			if doc != nil || stemma.KindOf(err) != test.kind {
				t.Errorf("document %v, error %v, want kind %s", doc != nil, err, test.kind)
			}
		})
	}
}

func TestReader(t *testing.T) {
	readertest.Run(t, Read, readertest.Sample{Name: "libreoffice", Data: libreoffice(t)}, readertest.Sample{Name: "simple", Data: simple(t, p(r("The ferry did not sail.")))})
}

func FuzzRead(f *testing.F) {
	readertest.Fuzz(f, Read, libreoffice(f), simple(f, p(r("The ferry did not sail."))))
}

// FuzzXML reaches behind the packing.
func FuzzXML(f *testing.F) {
	f.Add(p(r("The ferry.")) + "<w:tbl><w:tr><w:tc>" + p(r("x")) + "</w:tc></w:tr></w:tbl>")
	f.Fuzz(func(t *testing.T, body string) {
		doc, items, err := Read(t.Context(), stemma.Item{Path: "a.docx", Data: simple(t, body)})
		for _, fault := range readertest.Faults(doc, items, err) {
			t.Error(fault)
		}
	})
}
