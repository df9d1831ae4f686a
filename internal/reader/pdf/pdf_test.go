package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/readertest"
)

// The files of testdata hold one invented text, set by different programs:
// chromium (composite fonts, columns, a table, a raised note mark), groff
// (columns, hyphens, object streams, linearised), libreoffice (running heads
// and feet), cairo (no spaces, words placed one by one), ghostscript
// (standard fonts without widths); open-* are ghostscript's encrypted with an
// empty password, locked with another.
var paragraphs = []string{
	"The ferry to Sandholm did not sail on Tuesday. Harbour master Inge Tallow said that the engine had been flooded during the night, and that nobody on the island had been told before the morning.",
	"“We found the hatch open and the pump gone,” Tallow told the council. She would not say who had last held the key, but two deckhands said that it had been lent to a visitor who signed the book as R. Fennick.",
	"According to the company’s own log, the vessel was inspected on 4 May and found to be sound. The log does not name the inspector. A former officer of the line, who asked not to be named, called the entry a well-meant invention.",
	"The council has asked for the book, the log and the long-lost spare key. Its clerk, Osric Vane, expects an answer within the week. Until then the mail goes by the fishing boats, as it did before there was a ferry at all.",
}

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name + ".pdf")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// straight makes quotation marks straight: some programs set no others.
var straight = strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "\n", " ")

// blocks are the regions of doc as "kind: words", the paragraphs of the
// common text by number, hyphens at ends of lines undone.
func blocks(doc *stemma.Document) []string {
	var out []string
	for _, r := range doc.Regions {
		words := r.In(doc.Text)
		if r.Kind == stemma.Page {
			out = append(out, "page")
			continue
		}
		for i, p := range paragraphs {
			got, want := straight.Replace(words), straight.Replace(p)
			if got == want || strings.ReplaceAll(got, "-", "") == strings.ReplaceAll(want, "-", "") {
				words = fmt.Sprint(i + 1)
			}
		}
		out = append(out, string(r.Kind)+": "+words)
	}
	return out
}

func TestProducers(t *testing.T) {
	four := []string{"paragraph: 1", "paragraph: 2", "paragraph: 3", "paragraph: 4"}
	times := func(n int) (all []string) {
		for range n {
			all = append(all, four...)
		}
		return all
	}
	join := func(parts ...any) (all []string) {
		for _, p := range parts {
			switch p := p.(type) {
			case string:
				all = append(all, p)
			case []string:
				all = append(all, p...)
			}
		}
		return all
	}
	ghostscript := join("page", "paragraph: The ferry that stayed", times(3))
	tests := []struct {
		name string
		want []string
	}{
		{"chromium", join("page", "heading: The ferry that stayed", "header: By Mara Lindqvist", "paragraph: 1", "paragraph: 2",
			"paragraph: "+strings.Replace(paragraphs[2], "inspector.", "inspector.¹", 1), "paragraph: 4",
			"cell: Sailing", "cell: Passengers", "cell: Monday", "cell: 41", "cell: Tuesday", "cell: none",
			"page", times(2), "paragraph: This last line runs across both of the columns above and ends the page.")},
		{"libreoffice", join("page", "header: The Sandholm Log", "heading: The ferry that stayed", times(2), "page", "footer: Page 1", "header: The Sandholm Log",
			times(2), "page", "footer: Page 2", "header: The Sandholm Log", four, "footer: Page 3")},
		{"groff", join("page", "heading: The ferry that stayed", "paragraph: Mara Lindqvist", times(4), "paragraph: 1", "footer: 1", "page", "header: The Sandholm Log -2- Number 12",
			four[1:], times(2), "footer: 2")},
		{"cairo", join("page", "header: The Sandholm Log", "header: The ferry that stayed", four, "footer: 1", "page", "header: The Sandholm Log", "header: The ferry that stayed", four, "footer: 2")},
		{"ghostscript", ghostscript},
		{"open-rc4", ghostscript},
		{"open-aes128", ghostscript},
		{"open-aes256", ghostscript},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, _, err := Read(t.Context(), stemma.Item{Path: "a.pdf", Data: fixture(t, test.name)})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, blocks(doc)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestMetadata(t *testing.T) {
	doc, _, err := Read(t.Context(), stemma.Item{Path: "a.pdf", Data: fixture(t, "chromium")})
	if err != nil {
		t.Fatal(err)
	}
	if doc.Title == nil || doc.Title.ShownBy.In(doc.Text) != "The ferry that stayed" || doc.Title.Where != "PDF Title" {
		t.Errorf("title %+v", doc.Title)
	}
	if doc.Byline == nil || doc.Byline.Value != "Mara Lindqvist" {
		t.Errorf("byline %+v", doc.Byline)
	}
	if doc.Published == nil || doc.Published.Where != "PDF CreationDate" {
		t.Errorf("date %+v", doc.Published)
	}
	if doc.Lang != "en" {
		t.Errorf("language %q", doc.Lang)
	}
}

func TestReader(t *testing.T) {
	var samples []readertest.Sample
	for _, name := range []string{"chromium", "libreoffice", "groff", "cairo", "ghostscript", "open-aes256"} {
		samples = append(samples, readertest.Sample{Name: name, Path: name + ".pdf", Data: fixture(t, name)})
	}
	readertest.Run(t, Read, samples...)
}

// TestCutShort: a file that ends early is refused, wherever it ends.
func TestCutShort(t *testing.T) {
	for _, name := range []string{"chromium", "groff", "ghostscript", "open-rc4"} {
		data := fixture(t, name)
		for i := range 16 {
			doc, _, err := Read(t.Context(), stemma.Item{Path: "a.pdf", Data: data[:len(data)*i/16]})
			if err == nil || doc != nil || stemma.KindOf(err) != stemma.Broken {
				t.Errorf("%s cut to %d/16: document %v, error %v", name, i, doc != nil, err)
			}
			if stemma.HintOf(err) == "" {
				t.Errorf("%s cut to %d/16: no way out in %v", name, i, err)
			}
		}
	}
}

func TestBitFlips(t *testing.T) {
	data := fixture(t, "ghostscript")
	for i := range 600 {
		bent := bytes.Clone(data)
		at := i * 7919 % (8 * len(data))
		bent[at/8] ^= 1 << (at % 8)
		doc, items, err := Read(t.Context(), stemma.Item{Path: "a.pdf", Data: bent})
		for _, f := range readertest.Faults(doc, items, err) {
			t.Errorf("bit %d: %s", at, f)
		}
	}
}

// build writes a PDF of objects, the first of which is the catalogue.
func build(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	b.WriteString("trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n")
	return b.Bytes()
}

func flate(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return fmt.Sprintf("<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", b.Len(), b.String())
}

func plainStream(s string) string {
	return fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(s), s)
}

const (
	catalog  = "<< /Type /Catalog /Pages 2 0 R >>"
	onePage  = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
	pageDict = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>"
	fontDict = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
)

// forms are n forms, each of which calls the next ten times.
func forms(n int) []string {
	var all []string
	for i := range n {
		s := strings.Repeat("/X Do ", 10)
		all = append(all, fmt.Sprintf("<< /Subtype /Form /Resources << /XObject << /X %d 0 R >> >> /Length %d >>\nstream\n%s\nendstream", i+7, len(s), s))
	}
	return all
}

func TestSmallFiles(t *testing.T) {
	page := func(contents string, more ...string) []byte {
		return build(append([]string{catalog, onePage, pageDict, plainStream(contents), fontDict}, more...)...)
	}
	deep := strings.Repeat("[", 200_000)
	tests := []struct {
		name string
		data []byte
		kind stemma.Kind // "" for none
		text string      // what the text holds
	}{
		{"plain", page("BT /F1 12 Tf 72 700 Td (The ferry) Tj 0 -14 Td (stayed \\(at last\\)\\056) Tj ET"), "", "The ferry stayed (at last)."},
		{"gaps are spaces", page("BT /F1 12 Tf 72 700 Td [(The) -300 (fer) -20 (ry)] TJ ET"), "", "The ferry"},
		{"octal and hex", page("BT /F1 12 Tf 72 700 Td <4f73 6c\n f6> Tj ( caf\\351) Tj ET"), "", "Oslö café"},
		{"form", page("q 1 0 0 1 0 0 cm /X Do Q", "<< /Type /XObject /Subtype /Form /Resources << /Font << /F1 5 0 R >> >> /Length 44 >>\nstream\nBT /F1 12 Tf 72 700 Td (Words in a form) Tj ET\nendstream"), "", "Words in a form"},
		{"turned page", build(catalog, onePage, strings.Replace(pageDict, "/MediaBox", "/Rotate 90 /MediaBox", 1), plainStream("BT /F1 12 Tf 0 1 -1 0 300 100 Tm (One line) Tj 0 -14 Td (and another) Tj ET"), fontDict), "", "One line and another"},
		{"picture only", page("/X Do", "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /Length 1 >>\nstream\nx\nendstream"), stemma.Empty, ""},
		{"no words", page("0 0 m 1 1 l S"), stemma.Empty, ""},
		{"nothing known of the letters", build(catalog, onePage, pageDict, plainStream("BT /F1 12 Tf 72 700 Td <00010002000300040005> Tj ET"), "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /DW 1000 >>] >>"), stemma.Broken, ""},
		{"a page is missing", build(catalog, "<< /Kids [3 0 R 9 0 R] >>", pageDict, plainStream("BT /F1 12 Tf (x) Tj ET"), fontDict), stemma.Broken, ""},
		{"contents are missing", build(catalog, onePage, strings.Replace(pageDict, "4 0 R", "40 0 R", 1), plainStream(""), fontDict), stemma.Broken, ""},
		{"pages in a ring", build(catalog, "<< /Kids [2 0 R 3 0 R 3 0 R] >>", pageDict, plainStream("BT /F1 12 Tf 72 700 Td (Words) Tj ET"), fontDict), "", "Words"},
		{"length of itself", build(catalog, onePage, pageDict, "<< /Length 4 0 R >>\nstream\nBT /F1 12 Tf 72 700 Td (Words) Tj ET\nendstream", fontDict), "", "Words"},
		{"references in a ring", build(catalog, onePage, strings.Replace(pageDict, "4 0 R", "6 0 R", 1), "", fontDict, "7 0 R", "6 0 R"), stemma.Broken, ""},
		{"a form that calls itself", page("/X Do", "<< /Subtype /Form /Resources << /XObject << /X 6 0 R >> >> /Length 29 >>\nstream\n/X Do /X Do /X Do /X Do /X Do\nendstream"), "", ""},
		{"forms that call forms", page("/X Do", forms(8)...), stemma.TooLarge, ""},
		{"nested without end", page(deep + " BT /F1 12 Tf 72 700 Td (Words) Tj ET"), "", ""},
		{"dictionaries without end", build(catalog, strings.Repeat("<< /A ", 100_000)), stemma.Empty, ""},
		{"a bomb", build(catalog, onePage, pageDict, flate(strings.Repeat("0 ", maxDecoded)), fontDict), stemma.Broken, ""},
		{"a table of objects that lies", append(build(catalog, onePage, pageDict, plainStream("BT /F1 12 Tf 72 700 Td (Words) Tj ET"), fontDict), []byte("xref\n0 999999999\n0 99999999999\ntrailer << /Size 99999999999999 /Prev 1 >>\n%%EOF")...), "", "Words"},
		{"no catalogue", []byte("%PDF-1.4\n%%EOF"), stemma.Broken, ""},
		{"numbers without end", page("BT /F1 1e999 Tf 99999999999999999999999999 0 Td (x) Tj ET"), stemma.Empty, ""},
		{"locked", fixture(t, "locked"), stemma.Encrypted, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, items, err := Read(t.Context(), stemma.Item{Path: "a.pdf", Data: test.data})
			for _, f := range readertest.Faults(doc, items, err) {
				t.Error(f)
			}
			if test.kind != "" && (err == nil || stemma.KindOf(err) != test.kind) {
				t.Errorf("error %v, want kind %s", err, test.kind)
			}
			if test.text != "" {
				if err != nil || doc == nil {
					t.Fatalf("error %v", err)
				}
				if !strings.Contains(doc.Text, test.text) {
					t.Errorf("text %q, want %q", doc.Text, test.text)
				}
			}
		})
	}
}

func TestFilters(t *testing.T) {
	f := &file{}
	tests := []struct {
		filter name
		params dict
		in     string
		want   string
	}{
		{"ASCIIHexDecode", nil, "54 68 65>", "The"},
		{"ASCII85Decode", nil, "<~9jqo^~>"[2:], "Man "},
		{"RunLengthDecode", nil, "\x02The\xfe!\x80", "The!!!"},
		{"LZWDecode", nil, "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", "-----A---B"},
	}
	for _, test := range tests {
		got, err := f.filter([]byte(test.in), test.filter, test.params)
		if err != nil || string(got) != test.want {
			t.Errorf("%s: %q, %v, want %q", test.filter, got, err, test.want)
		}
	}
	// Rows of the PNG predictors: none, sub, up, average, Paeth.
	in := []byte{0, 1, 2, 1, 1, 1, 2, 1, 1, 3, 1, 1, 4, 1, 1}
	want := []byte{1, 2, 1, 2, 2, 3, 2, 3, 3, 4}
	if got := f.predict(in, dict{"Predictor": 15.0, "Columns": 2.0}); !bytes.Equal(got, want) {
		t.Errorf("predict: %v, want %v", got, want)
	}
}

func TestLetters(t *testing.T) {
	for glyph, want := range map[string]string{"A": "A", "eacute": "é", "Scaron": "Š", "uni0416": "Ж", "u1F600": "😀", "f_i": "fi", "a.sc": "a", "germandbls": "ß", "g123": "", "quoteright": "’"} {
		if got := letter(glyph); got != want {
			t.Errorf("letter(%q) = %q, want %q", glyph, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	readertest.Fuzz(f, Read, fixture(f, "ghostscript"), fixture(f, "groff"), fixture(f, "open-rc4"),
		build(catalog, onePage, pageDict, plainStream("BT /F1 12 Tf 72 700 Td [(The) -300 (ferry)] TJ ET"), fontDict))
}
