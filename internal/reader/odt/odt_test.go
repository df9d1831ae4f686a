package odt

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

const spaces = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="t" xmlns:table="b" xmlns:style="s" xmlns:draw="d" xmlns:dc="c"`

func content(body string) string {
	return `<office:document-content` + spaces + `><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`
}

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
	return file(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", content(body))
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

func libreoffice(t testing.TB) []byte {
	data, err := os.ReadFile("testdata/libreoffice.odt")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestLibreOffice(t *testing.T) {
	doc, _, err := Read(t.Context(), stemma.Item{Path: "a.odt", Data: libreoffice(t)})
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
	data := file(t, "mimetype", "application/vnd.oasis.opendocument.text",
		"styles.xml", `<office:document-styles`+spaces+`><office:master-styles><style:header><text:p>Sandholm Log</text:p></style:header><style:footer><text:p>Draft</text:p></style:footer></office:master-styles></office:document-styles>`,
		"content.xml", content(`<text:tracked-changes><text:changed-region><text:deletion><text:p>It sailed.</text:p></text:deletion></text:changed-region></text:tracked-changes>`+
			`<text:h>The log</text:h><text:p>The  ferry<text:s text:c="2"/>did
			not sail.<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>So the clerk.</text:p></text:note-body></text:note> Twice.<office:annotation><dc:creator>Me</dc:creator><text:p>Who says?</text:p></office:annotation></text:p>`+
			`<text:p><draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame>one<text:tab/>two<text:line-break/>three</text:p>`+
			`<text:list><text:list-item><text:p>a key</text:p></text:list-item></text:list>`))
	doc, _, err := Read(t.Context(), stemma.Item{Path: "a.odt", Data: data})
	if stemma.KindOf(err) != stemma.Skipped {
		t.Errorf("error %v", err)
	}
	want := []string{"header: Sandholm Log", "heading: The log", "paragraph: The ferry  did not sail. Twice.", "paragraph: In a box", "paragraph: one\ttwo\nthree",
		"item: a key", "paragraph: So the clerk.", "comments: Who says?", "footer: Draft"}
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
		{"no words", simple(t, "<text:p/>"), stemma.Empty},
		{"no content", file(t, "mimetype", "x"), stemma.Broken},
		{"broken XML", simple(t, "<text:p>"), stemma.Broken},
		{"nested without end", simple(t, strings.Repeat("<text:p>", 20_000)), stemma.Broken},
		{"a bomb", simple(t, "<text:p>"+strings.Repeat("a", 60<<20)+"</text:p>"), stemma.Unsafe},
		{"locked", file(t, "META-INF/manifest.xml", "<manifest:encryption-data/>", "content.xml", "noise"), stemma.Encrypted},
		{"cut short", libreoffice(t)[:3000], stemma.Broken},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, items, err := Read(t.Context(), stemma.Item{Path: "a.odt", Data: test.data})
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
	readertest.Run(t, Read, readertest.Sample{Name: "libreoffice", Data: libreoffice(t)})
}

func FuzzRead(f *testing.F) { readertest.Fuzz(f, Read, libreoffice(f)) }

// FuzzXML reaches behind the packing.
func FuzzXML(f *testing.F) {
	f.Add(`<text:h>The log</text:h><text:p>The ferry<text:s text:c="2"/></text:p>`)
	f.Fuzz(func(t *testing.T, body string) {
		doc, items, err := Read(t.Context(), stemma.Item{Path: "a.odt", Data: simple(t, body)})
		for _, fault := range readertest.Faults(doc, items, err) {
			t.Error(fault)
		}
	})
}
