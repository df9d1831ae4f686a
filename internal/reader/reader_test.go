package reader

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/readertest"
)

func packed(t testing.TB, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range names {
		name, data, _ := strings.Cut(n, "=")
		w, err := z.CreateHeader(&zip.FileHeader{Name: name})
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(data))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDetect(t *testing.T) {
	docx := packed(t, "[Content_Types].xml=<Types/>", "_rels/.rels=<r/>", "word/document.xml=<d/>")
	odt := packed(t, "mimetype=application/vnd.oasis.opendocument.text", "content.xml=<d/>")
	epub := packed(t, "mimetype=application/epub+zip", "META-INF/container.xml=<d/>")
	xlsx := packed(t, "[Content_Types].xml=<Types/>", "_rels/.rels=<r/>", "xl/workbook.xml=<d/>")
	png := "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + strings.Repeat("\x00", 30)
	tests := []struct{ name, path, data, want string }{
		{"text", "a.txt", "The ferry.", "text"},
		{"no ending", "LICENSE", "The ferry.", "text"},
		{"words that begin like a bitmap", "a.txt", "BM is the sign of the line.", "text"},
		{"Latin letters", "a.txt", "The caf\xe9 was shut on Tuesday and nobody knew why.", "text"},
		{"UTF-16", "a.txt", "\xff\xfeT\x00h\x00e\x00 \x00f\x00e\x00r\x00r\x00y\x00", "text"},
		{"markdown", "a.md", "# The ferry", "markdown"},
		{"html", "a.html", "<p>The ferry", "html"},
		{"html under another name", "a.txt", "<!DOCTYPE html><html><body>x", "html"},
		{"xhtml", "a.xhtml", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">`, "html"},
		{"a saved error page", "a.pdf", "<html><body>404", "html"},
		{"pdf", "a.pdf", "%PDF-1.7\n%\xe2\xe3", "pdf"},
		{"pdf under another name", "a.txt", "%PDF-1.7\n%\xe2\xe3", "pdf"},
		{"pdf after other bytes", "a.pdf", "HTTP/1.1 200 OK\r\n\r\n%PDF-1.7\n%\xe2\xe3\x00", "pdf"},
		{"docx", "a", docx, "docx"},
		{"odt", "a", odt, "odt"},
		{"epub", "a", epub, "epub"},
		{"docx cut short", "a.docx", docx[:60], "docx"},
		{"rtf", "a.doc", `{\rtf1 x}`, "rtf"},
		{"mail", "a.eml", "Subject: x\n\nwords", "mail"},
		{"mail by its headers", "a", "Received: from x\nFrom: a@b\nSubject: x\nDate: today\n\nwords", "mail"},
		{"a memo is no mail", "memo.txt", "To: the minister\nFrom: the clerk\nDate: 11 March\nSubject: the ferry\n\nWords: many.", "text"},
		{"row", "f.jsonl#1", `{"a": 1}`, "text"},

		{"xlsx", "a.xlsx", xlsx, "unsupported: it is a spreadsheet"},
		{"png", "a.png", png, "unsupported: it is a picture"},
		{"png under another name", "a.txt", png, "unsupported: it is a picture"},
		{"svg", "a.svg", `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`, "unsupported: it is XML"},
		{"program", "a", "\x7fELF\x02\x01\x01" + strings.Repeat("\x00", 100), "unsupported: it is a program"},
		{"sound", "a.wav", "RIFF\x24\x00\x00\x00WAVEfmt " + strings.Repeat("\x00", 100), "unsupported: it is a sound recording"},
		{"noise", "a.txt", "\x00\x01\x02\x83\x94\xa5\xff\xfe\x10\x00\x99", "unsupported: it is not text"},
		{"old Word", "a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600), "unsupported: it is"},
		{"locked Office", "a.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600) + string(utf16le("EncryptedPackage")), "encrypted: it is an Office document"},
		{"nothing", "a.txt", "", "empty: the file has no bytes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, err := Detect(stemma.Item{Path: test.path, Data: []byte(test.data)})
			got := ""
			if f != nil {
				got = f.Name
			} else {
				e, ok := errors.AsType[*stemma.Error](err)
				if !ok {
					t.Fatalf("error %v", err)
				}
				got = string(e.Kind) + ": " + e.Err.Error()
			}
			if got != test.want && !(strings.Contains(test.want, ":") && strings.HasPrefix(got, test.want)) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	for _, f := range Formats() {
		if got, err := Detect(stemma.Item{Path: "x", Format: f.Name}); err != nil || got.Name != f.Name {
			t.Errorf("format %s: %v", f.Name, err)
		}
	}
	if _, err := Detect(stemma.Item{Path: "x", Format: "punchcard"}); stemma.KindOf(err) != stemma.Unsupported {
		t.Errorf("unknown format: %v", err)
	}
}

func TestReadContainsWhatReadersDo(t *testing.T) {
	fake := func(read func(context.Context) (*stemma.Document, []stemma.Item, error)) *Format {
		return &Format{Name: "fake", Read: func(ctx context.Context, _ stemma.Item) (*stemma.Document, []stemma.Item, error) { return read(ctx) }}
	}
	item := stemma.Item{Path: "a.fake"}
	tests := []struct {
		name string
		read func(context.Context) (*stemma.Document, []stemma.Item, error)
		kind stemma.Kind
	}{
		{"a panic", func(context.Context) (*stemma.Document, []stemma.Item, error) { panic("index out of range") }, stemma.Broken},
		{"an endless loop", func(ctx context.Context) (*stemma.Document, []stemma.Item, error) {
			<-ctx.Done()
			time.Sleep(10 * time.Millisecond)
			return nil, nil, nil
		}, stemma.TooLarge},
		{"nothing", func(context.Context) (*stemma.Document, []stemma.Item, error) { return nil, nil, nil }, stemma.Empty},
		{"blanks", func(context.Context) (*stemma.Document, []stemma.Item, error) {
			return &stemma.Document{Text: " \n"}, nil, nil
		}, stemma.Empty},
		{"an error of another kind", func(context.Context) (*stemma.Document, []stemma.Item, error) { return nil, nil, errors.New("x") }, stemma.Broken},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			limit := time.Minute
			if test.kind == stemma.TooLarge {
				limit = 20 * time.Millisecond
			}
			doc, items, err := read(t.Context(), fake(test.read), item, limit)
			if doc != nil || items != nil || stemma.KindOf(err) != test.kind {
				t.Errorf("document %v, error %v, want kind %s", doc, err, test.kind)
			}
			if !strings.Contains(err.Error(), item.Path) {
				t.Errorf("the error does not name the file: %v", err)
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := read(ctx, fake(tests[1].read), item, time.Second); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestTableOfFormats(t *testing.T) {
	var names []string
	for _, f := range Formats() {
		if f.Name == "" || f.About == "" || len(f.Names) == 0 || f.Read == nil || slices.Contains(names, f.Name) {
			t.Errorf("format %+v", f)
		}
		names = append(names, f.Name)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("a.txt", []byte("The ferry."))
	f.Add("a.eml", []byte("From: a@b\nDate: x\nSubject: y\n\nwords"))
	f.Add("a.pdf", []byte("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"))
	f.Fuzz(func(t *testing.T, path string, data []byte) {
		doc, items, err := Read(t.Context(), stemma.Item{Path: path, Data: data})
		for _, fault := range readertest.Faults(doc, items, err) {
			t.Error(fault)
		}
	})
}
