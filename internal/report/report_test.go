package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/stemma/stemma"
)

// reportOf is a report of these words, with notes that lead to themselves.
func reportOf(words []string) *Report {
	d := &stemma.Document{ID: "d0123456789abcdef0123", Path: "a.txt", SHA256: strings.Repeat("a", 64), Text: "some text"}
	r := &Report{Title: "What the documents say", notes: map[string]int{}}
	for i, w := range words {
		w = clean(w)
		if w == "" || noteHead.MatchString(w) || w == "Notes" {
			continue
		}
		spans := []stemma.Span{{Begin: 0, End: 1 + i}}
		r.Notes = append(r.Notes, Note{Doc: d, Spans: spans, Text: clean(w + ", bytes " + ranges(spans) + " of its text · sha256 " + d.SHA256 + " · " + string(d.ID))})
		p := Part{Words: w, Note: len(r.Notes)}
		switch i % 4 {
		case 0:
			r.heading(2+i/4%3, p)
		case 1:
			r.paragraph(p, Part{Words: " and", Note: 1}, Part{Words: " so on"})
		case 2:
			r.item(1, p)
		case 3:
			r.item(2, p)
		}
	}
	r.number()
	return r
}

var hostile = []string{
	"1. a list", "- an item", "+ one", "= none", "# no heading", "*no* _stress_ `code`", `\ \[ \\`, "<b>&amp;</b>", "a [link](http://x) ![]()",
	"[3] and [^3]", "]]> <!-- -->", "tab\tand\nline", "\x00\x1b[31m\u202e", "\xff", "“quoted” ’s", "https://a.example/b_c~d", "12) twelve", "│ 𝔘 हिन्दी هارون", "|a|b|", "a  b   c", "$x^2$",
}

func TestLinesComeBack(t *testing.T) {
	check := func(t interface{ Fatalf(string, ...any) }, words []string) {
		r := reportOf(words)
		want := r.Lines()
		for _, f := range Formats {
			var b bytes.Buffer
			if err := f.Write(&b, r); err != nil {
				t.Fatalf("%v", err)
			}
			if got := format(b.Bytes()).Name; got != f.Name {
				t.Fatalf("%s is taken for %s", f.Name, got)
			}
			got, err := f.read(b.Bytes())
			if err != nil {
				t.Fatalf("read %s: %v", f.Name, err)
			}
			if !slices.Equal(got, want) {
				for i := range want {
					if i >= len(got) || got[i] != want[i] {
						t.Fatalf("%s gives line %d of %d of %d back as\n%q, not\n%q", f.Name, i, len(got), len(want), got[min(i, len(got)-1)], want[i])
					}
				}
				t.Fatalf("%s gives more lines back: %q", f.Name, got[len(want):])
			}
		}
	}
	check(t, hostile)
	rapid.Check(t, func(t *rapid.T) { check(t, rapid.SliceOfN(rapid.String(), 1, 8).Draw(t, "words")) })
}

// TestDOCX checks that every part is sound XML and that whatever a part leads to is there.
func TestDOCX(t *testing.T) {
	var b bytes.Buffer
	r := reportOf(hostile)
	if err := writeDOCX(&b, r); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(data)
		for d := xml.NewDecoder(bytes.NewReader(data)); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s is no XML: %v", f.Name, err)
			}
		}
	}
	for name := range parts {
		if name != "[Content_Types].xml" && !strings.HasSuffix(name, ".rels") && !strings.Contains(parts["[Content_Types].xml"], `"/`+name+`"`) {
			t.Errorf("%s has no type", name)
		}
	}
	for _, id := range []string{"styles", "settings", "numbering", "footnotes"} {
		if parts["word/"+id+".xml"] == "" || !strings.Contains(parts["word/_rels/document.xml.rels"], id+".xml") {
			t.Errorf("the document does not lead to %s", id)
		}
	}
	body, notes := parts["word/document.xml"], parts["word/footnotes.xml"]
	if n, m := strings.Count(body, "<w:footnoteReference "), strings.Count(notes, "<w:footnoteRef/>"); n != len(r.Notes) || m != len(r.Notes) {
		t.Errorf("%d footnotes led to, %d there, of %d notes", n, m, len(r.Notes))
	}
	for _, style := range []string{"Title", "Heading2", "Heading3", "Heading4", "ListBullet", "FootnoteText", "FootnoteReference"} {
		if !strings.Contains(parts["word/styles.xml"], `w:styleId="`+style+`"`) {
			t.Errorf("the style %s is used and not there", style)
		}
	}
}

func TestSealIsOfAllLinesButItsOwn(t *testing.T) {
	a := seal([]string{"x", "y", sealWords + "1"})
	if a != seal([]string{"x", "y", sealWords + "2"}) {
		t.Error("the seal is of itself")
	}
	for _, other := range [][]string{{"x"}, {"y", "x"}, {"xy"}, {"x", "y", "z"}} {
		if seal(other) == a {
			t.Errorf("%q has the same seal", other)
		}
	}
}

func TestAnchorOf(t *testing.T) {
	sha := strings.Repeat("b", 64)
	text := "“a, bytes 1-2 of its text” · author · P, “T” · x · y.txt, bytes 3-9, 12-20 of its text · sha256 " + sha + " · d0123456789abcdef0123/s0123456789abcdef0123"
	a, ok := anchorOf(text)
	if !ok || a.bytes != "3-9, 12-20" || a.path != "y.txt" || a.sha256 != sha || a.doc != "d0123456789abcdef0123" || a.statement != "s0123456789abcdef0123" ||
		!slices.Equal(a.spans, []stemma.Span{{Begin: 3, End: 9}, {Begin: 12, End: 20}}) {
		t.Errorf("%v, %+v", ok, a)
	}
	for _, text := range []string{"", "words", strings.Replace(text, "sha256", "md5", 1), text + "x", strings.Replace(text, "3-9", "99999999999999999999-9", 1)} {
		if _, ok := anchorOf(text); ok {
			t.Errorf("%q leads somewhere", text)
		}
	}
}
