// Package reader turns bytes into documents. Each format is a folder of its
// own and one line in the table below; a format's package imports the nouns
// and its own third-party library, never another format.
//
// A reader decodes; it does not judge. The text it gives holds every visible
// word of the original once, in reading order, and is never altered
// afterwards: menus, comment forms and other boilerplate are in it too, as
// masked regions. The suite that every format passes is readertest.
//
// Containers (folders, archives, mailboxes, tables) are taken apart by package
// source before anything comes here.
package reader

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gabriel-vasile/mimetype"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/article"
	"github.com/stemma/stemma/internal/reader/charset"
	"github.com/stemma/stemma/internal/reader/docx"
	"github.com/stemma/stemma/internal/reader/epub"
	"github.com/stemma/stemma/internal/reader/html"
	"github.com/stemma/stemma/internal/reader/mail"
	"github.com/stemma/stemma/internal/reader/markdown"
	"github.com/stemma/stemma/internal/reader/odt"
	"github.com/stemma/stemma/internal/reader/pdf"
	"github.com/stemma/stemma/internal/reader/rtf"
	"github.com/stemma/stemma/internal/reader/text"
)

// A Format is one kind of file that can be read.
type Format struct {
	Name  string   // "html"
	About string   // "web page", for stemma formats
	Names []string // endings of file names, with the dot, lower case
	// Read makes a document of an item, and hands back what is packed inside
	// it and is to be read in its own right (attachments). It sets Text,
	// Regions, Encoding, Lang where the file states it, Title, Byline,
	// Publisher and Published; the rest is the engine's. It is total: any
	// bytes give a document or a *stemma.Error, without panic, in bounded
	// memory. A document and an error together say that the file was read in
	// part.
	Read func(ctx context.Context, item stemma.Item) (*stemma.Document, []stemma.Item, error)
}

var formats = []Format{
	{"text", "plain text", []string{".txt", ".text", ".asc", ".log"}, text.Read},
	{"markdown", "Markdown", []string{".md", ".markdown"}, markdown.Read},
	{"html", "web page", []string{".html", ".htm", ".xhtml", ".xht", ".shtml"}, html.Read},
	{"pdf", "PDF, its text layer", []string{".pdf"}, pdf.Read},
	{"docx", "Word document", []string{".docx", ".docm", ".dotx", ".dotm"}, docx.Read},
	{"odt", "OpenDocument text", []string{".odt", ".ott"}, odt.Read},
	{"epub", "electronic book", []string{".epub"}, epub.Read},
	{"rtf", "Rich Text", []string{".rtf"}, rtf.Read},
	{"mail", "mail message with its attachments; mailboxes (mbox)", []string{".eml", ".mbox"}, mail.Read},
	{"json", "article as JSON object; JSON Lines, JSON arrays", []string{".json", ".jsonl", ".ndjson", ".jsonlines"}, article.JSON},
	{"csv", "article as row of a table parted by commas", []string{".csv"}, article.Table(',')},
	{"csv-semicolon", "article as row of a table parted by semicolons", []string{".csv"}, article.Table(';')},
	{"tsv", "article as row of a table parted by tabs", []string{".tsv", ".tab"}, article.Table('\t')},
}

// Formats returns the table of formats.
func Formats() []Format { return slices.Clone(formats) }

// maxTime is how long the reading of one item may take. Every reader bounds
// its own work, the same on every machine; the clock is there for what a
// third-party library does with input that nobody has thought of. What runs
// over is left behind and ends with the process.
const maxTime = 2 * time.Minute

// Read makes a document of an item. Its error is a *stemma.Error, or that of
// ctx once ctx has ended; with a document it says what could not be read.
func Read(ctx context.Context, item stemma.Item) (*stemma.Document, []stemma.Item, error) {
	f, err := Detect(item)
	if err != nil {
		return nil, nil, err
	}
	return read(ctx, f, item, maxTime)
}

func read(ctx context.Context, f *Format, item stemma.Item, limit time.Duration) (*stemma.Document, []stemma.Item, error) {
	type result struct {
		doc   *stemma.Document
		items []stemma.Item
		err   error
	}
	timed, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if p := recover(); p != nil {
				r = result{err: &stemma.Error{Kind: stemma.Broken, Op: "read " + item.Path + " as " + f.Name, Err: fmt.Errorf("the reader gave up: %v", p),
					Hint: "The file may be damaged. Save it anew from the program that made it, or report it."}}
			}
			done <- r
		}()
		r.doc, r.items, r.err = f.Read(timed, item)
	}()
	var r result
	select {
	case r = <-done:
	case <-timed.Done():
		r.err = timed.Err()
	}
	switch {
	case ctx.Err() != nil:
		return nil, nil, ctx.Err()
	case timed.Err() != nil && r.doc == nil:
		return nil, nil, &stemma.Error{Kind: stemma.TooLarge, Op: "read " + item.Path, Err: fmt.Errorf("it took more than %v", limit), Hint: "Split it, or save it anew from the program that made it."}
	case r.doc != nil:
		if strings.TrimSpace(r.doc.Text) == "" {
			r.doc = nil
			if r.err == nil && len(r.items) == 0 {
				r.err = empty(item)
			}
			break
		}
		r.doc.Format = f.Name
	}
	if r.doc == nil && r.err == nil && len(r.items) == 0 {
		r.err = empty(item)
	}
	if r.err != nil {
		if _, ok := errors.AsType[*stemma.Error](r.err); !ok {
			r.err = &stemma.Error{Kind: stemma.Broken, Op: "read " + item.Path, Err: r.err}
		}
	}
	return r.doc, r.items, r.err
}

func empty(item stemma.Item) error {
	return &stemma.Error{Kind: stemma.Empty, Op: "read " + item.Path, Err: errors.New("there are no words in it")}
}

// Detect finds the format of an item: that which its source knows; or else by
// its bytes, where these are sure; or by the ending of its name. The error is
// of kind Unsupported and says what the item is instead, or Empty.
func Detect(item stemma.Item) (*Format, error) {
	if item.Format != "" {
		if f := named(item.Format); f != nil {
			return f, nil
		}
		return nil, &stemma.Error{Kind: stemma.Unsupported, Op: "read " + item.Path, Err: fmt.Errorf("there is no reader for the format %q", item.Format)}
	}
	if len(item.Data) == 0 {
		return nil, &stemma.Error{Kind: stemma.Empty, Op: "read " + item.Path, Err: errors.New("the file has no bytes")}
	}
	ext := strings.ToLower(path.Ext(item.Path))
	head := item.Data[:min(len(item.Data), sniffed)]
	mime := mimetype.Detect(head)
	for _, s := range sure {
		if mime.Is(s.mime) {
			return named(s.format), nil
		}
	}
	switch {
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")):
		return named("pdf"), nil
	case bytes.HasPrefix(bytes.TrimLeft(head, "\uFEFF \t\r\n"), []byte(`{\rtf`)):
		return named("rtf"), nil
	case bytes.HasPrefix(head, []byte{0xD0, 0xCF, 0x11, 0xE0}) && bytes.Contains(item.Data, utf16le("EncryptedPackage")):
		return nil, &stemma.Error{Kind: stemma.Encrypted, Op: "read " + item.Path, Err: errors.New("it is an Office document locked with a password"), Hint: "Save it without the password and read that."}
	}
	plain := written(head)
	if !plain {
		// What calls itself a document and is none is for its reader to refuse:
		// it knows best what is wrong.
		for _, f := range formats {
			if slices.Contains(f.Names, ext) && slices.Contains([]string{"pdf", "docx", "odt", "epub"}, f.Name) && !foreign(mime) {
				return named(f.Name), nil
			}
		}
		if _, err := charset.Decode(head, ""); err != nil || foreign(mime) {
			what, hint := kindOf(mime, ext)
			return nil, &stemma.Error{Kind: stemma.Unsupported, Op: "read " + item.Path, Err: fmt.Errorf("it is %s", what), Hint: hint}
		}
	}
	switch {
	case mime.Is("text/html") || page.Match(head):
		// A note that ends in .md and begins with a tag is still Markdown.
		if ext == ".md" || ext == ".markdown" {
			return named("markdown"), nil
		}
		return named("html"), nil
	case ext == ".eml" || message(head):
		return named("mail"), nil
	case ext == ".md" || ext == ".markdown":
		return named("markdown"), nil
	case ext == ".html" || ext == ".htm" || ext == ".xhtml" || ext == ".xht" || ext == ".shtml":
		return named("html"), nil
	case bytes.HasPrefix(bytes.TrimLeft(head, "\uFEFF \t\r\n"), []byte("<?xml")):
		return nil, &stemma.Error{Kind: stemma.Unsupported, Op: "read " + item.Path, Err: errors.New("it is XML of a kind not known here"), Hint: "Save it as HTML, JSON or plain text."}
	case bytes.HasPrefix(head, []byte("%!PS")):
		return nil, &stemma.Error{Kind: stemma.Unsupported, Op: "read " + item.Path, Err: errors.New("it is PostScript"), Hint: "Turn it into PDF."}
	case ext == ".pdf" || ext == ".docx" || ext == ".odt" || ext == ".epub" || ext == ".rtf":
		// The name says a document, the bytes are plain words: an error page
		// that was saved in its place, more often than not.
	}
	return named("text"), nil
}

// sniffed is how much of an item is looked at.
const sniffed = 64 << 10

func named(name string) *Format {
	for i := range formats {
		if formats[i].Name == name {
			return &formats[i]
		}
	}
	return nil
}

// sure are types that bytes alone prove.
var sure = []struct{ mime, format string }{
	{"application/pdf", "pdf"},
	{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"},
	{"application/vnd.oasis.opendocument.text", "odt"},
	{"application/vnd.oasis.opendocument.text-template", "odt"},
	{"application/epub+zip", "epub"},
	{"text/rtf", "rtf"},
}

// page is the beginning of a web page, whatever stands before its first tag.
var page = regexp.MustCompile(`(?is)^\x{FEFF}?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>])`)

// headers are lines that only a message begins with.
var headers = regexp.MustCompile(`(?mi)^(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to|content-type|reply-to|x-[a-z-]+|dkim-signature|cc):`)

// message reports whether a text begins as a message does: a block of header
// lines, among them those that every message has.
func message(head []byte) bool {
	head = bytes.ReplaceAll(head[:min(len(head), 16<<10)], []byte("\r\n"), []byte("\n"))
	block, _, ok := bytes.Cut(head, []byte("\n\n"))
	if !ok {
		return false
	}
	for line := range bytes.Lines(block) {
		if line[0] == ' ' || line[0] == '\t' {
			continue
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		if !ok || bytes.ContainsAny(name, " \t") {
			return false
		}
	}
	found := map[string]bool{}
	for _, m := range headers.FindAll(block, -1) {
		found[strings.ToLower(string(m))] = true
	}
	// A memorandum has From, To, Date and Subject too; these only a machine writes.
	return found["from:"] && len(found) >= 3 && (found["received:"] || found["message-id:"] || found["mime-version:"] || found["return-path:"] || found["delivered-to:"])
}

// written reports whether bytes are plain words in ASCII or UTF-8: then no
// signature of a few letters may say that they are something else.
func written(head []byte) bool {
	if n := len(head); n == sniffed {
		// A character may be cut in two at the end.
		for i := 0; i < utf8.UTFMax && !utf8.Valid(head); i++ {
			head = head[:n-1-i]
		}
	}
	odd := 0
	for _, c := range head {
		if c == 0 {
			return false
		}
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' {
			odd++
		}
	}
	return utf8.Valid(head) && odd*50 <= len(head)
}

// foreign reports whether the bytes are surely of a kind that holds no text.
func foreign(m *mimetype.MIME) bool {
	for ; m != nil; m = m.Parent() {
		if m.Is("text/plain") {
			return false
		}
		if m.Is("application/zip") || m.Is("application/octet-stream") {
			return false
		}
		if len(m.String()) > 0 {
			return true
		}
	}
	return false
}

// kindOf says in words what bytes are, and what can be done.
func kindOf(m *mimetype.MIME, ext string) (what, hint string) {
	for p := m; p != nil; p = p.Parent() {
		for _, k := range kinds {
			if strings.HasPrefix(p.String(), k.mime) {
				return k.what, k.hint
			}
		}
	}
	if m.Is("application/octet-stream") {
		return "not text in any encoding known, nor a file of a kind known here", "If it is a document, save it as PDF, DOCX or plain text."
	}
	name, _, _ := strings.Cut(m.String(), ";")
	return "a file of type " + name, "If it holds text, save it as PDF, DOCX or plain text."
}

var kinds = []struct{ mime, what, hint string }{
	{"image/vnd.djvu", "a DjVu scan", "Turn it into a PDF with a text layer."},
	{"image/", "a picture", "If it shows a text, run OCR on it and read the result."},
	{"audio/", "a sound recording", "Have it written down and read the text."},
	{"video/", "a film", "Have what is said written down and read the text."},
	{"font/", "a font", ""},
	{"application/vnd.ms-excel", "a spreadsheet", "Save the sheets that matter as CSV."},
	{"application/vnd.openxmlformats-officedocument.spreadsheetml", "a spreadsheet", "Save the sheets that matter as CSV."},
	{"application/vnd.oasis.opendocument.spreadsheet", "a spreadsheet", "Save the sheets that matter as CSV."},
	{"application/vnd.ms-powerpoint", "a set of slides", "Save it as PDF."},
	{"application/vnd.openxmlformats-officedocument.presentationml", "a set of slides", "Save it as PDF."},
	{"application/vnd.oasis.opendocument.presentation", "a set of slides", "Save it as PDF."},
	{"application/vnd.ms-outlook", "an Outlook message", "Save it as .eml."},
	{"application/msword", "a Word document of the format before 2007", "Save it as .docx."},
	{"application/x-ole-storage", "an Office document of the format before 2007", "Save it as .docx or PDF."},
	{"application/x-mobipocket-ebook", "a Mobipocket book", "Turn it into EPUB."},
	{"application/x-elf", "a program", ""},
	{"application/x-executable", "a program", ""},
	{"application/vnd.microsoft.portable-executable", "a program", ""},
	{"application/x-mach-binary", "a program", ""},
	{"application/jar", "a program", ""},
	{"application/wasm", "a program", ""},
	{"application/x-sqlite3", "a database", "Save the tables that matter as CSV."},
	{"application/x-7z-compressed", "an archive of a kind not read here", "Unpack it and read the folder."},
	{"application/x-rar-compressed", "an archive of a kind not read here", "Unpack it and read the folder."},
	{"application/x-xz", "an archive of a kind not read here", "Unpack it and read the folder."},
	{"application/zstd", "an archive of a kind not read here", "Unpack it and read the folder."},
	{"application/zip", "an archive", "Unpack it and read the folder."},
	{"application/gzip", "an archive", "Unpack it and read the folder."},
	{"application/x-tar", "an archive", "Unpack it and read the folder."},
}

func utf16le(s string) []byte {
	var b []byte
	for _, c := range []byte(s) {
		b = append(b, c, 0)
	}
	return b
}
