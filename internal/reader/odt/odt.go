// Package odt reads OpenDocument texts (ISO/IEC 26300: ODT, OTT): headings,
// paragraphs, list items, tables, text boxes, page headers and footers, notes
// and comments.
//
// The text is the document as it stands; words whose deletion was tracked are
// left out, and an error of kind Skipped beside the document says how many
// places. Notes follow the text in their order, comments after them, masked.
package odt

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/front"
	"github.com/stemma/stemma/internal/reader/layout"
	"github.com/stemma/stemma/internal/reader/zipped"
)

// Read makes a document of an OpenDocument text.
func Read(_ context.Context, item stemma.Item) (*stemma.Document, []stemma.Item, error) {
	z, err := zipped.Open(item)
	if err != nil {
		return nil, nil, err
	}
	if m, err := z.Part("META-INF/manifest.xml"); err == nil && strings.Contains(string(m), "encryption-data") {
		return nil, nil, &stemma.Error{Kind: stemma.Encrypted, Op: "read " + item.Path, Err: errors.New("it is locked with a password"), Hint: "Save it without the password and read that."}
	}
	data, err := z.Part("content.xml")
	if err != nil {
		return nil, nil, err
	}
	w := &writer{}
	var pages *writer
	if styles, err := z.Part("styles.xml"); err == nil {
		pages = &writer{only: "master-styles"}
		_ = pages.body(styles) // furniture: a fault in it costs no words of the text
		w.add(pages.heads)
	}
	w.only = "text"
	if err := w.body(data); err != nil {
		return nil, nil, &stemma.Error{Kind: stemma.Broken, Op: "read " + item.Path, Err: err, Hint: "The file is damaged; fetch it again."}
	}
	w.add(w.notes)
	w.add(w.comments)
	if pages != nil {
		w.add(pages.feet)
	}
	doc := w.b.Document()
	if doc.Text == "" {
		return nil, nil, &stemma.Error{Kind: stemma.Empty, Op: "read " + item.Path, Err: errors.New("there are no words in it"), Hint: "If it holds pictures of pages, run OCR on them first."}
	}
	properties(z, doc)
	front.Finish(doc)
	if w.deleted > 0 {
		return doc, nil, &stemma.Error{Kind: stemma.Skipped, Op: "read " + item.Path,
			Err:  fmt.Errorf("%d tracked deletions were left out", w.deleted),
			Hint: "To see them, open the original with changes shown."}
	}
	return doc, nil, nil
}

type block struct {
	kind   stemma.RegionKind
	text   strings.Builder
	endRow bool
}

// A writer lays out one part. Blocks that are to follow the text wait.
type writer struct {
	b       layout.Builder
	only    string // the element of office: whose content is read
	deleted int

	notes, comments, heads, feet []*block
}

func (w *writer) add(blocks []*block) {
	for _, b := range blocks {
		if b.endRow {
			w.b.EndRow()
			continue
		}
		w.b.Add(b.kind, b.text.String())
	}
}

func (w *writer) body(data []byte) error {
	const office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
	inside := false
	var open []*block // paragraphs; a note or a text box opens one within another
	cells, items, note, comment, head, foot, meta := 0, 0, 0, 0, 0, 0, 0
	put := func(s string) {
		if len(open) > 0 && meta == 0 {
			open[len(open)-1].text.WriteString(s)
		}
	}
	err := zipped.Walk(data, func(e xml.StartElement) bool {
		if e.Name.Local == w.only && e.Name.Space == office {
			inside = true
			return true
		}
		if !inside {
			return true
		}
		switch e.Name.Local {
		case "tracked-changes":
			return true
		case "deletion":
			w.deleted++
			return false
		case "insertion", "format-change", "note-citation", "table-of-content-source", "sequence-decls", "variable-decls", "user-field-decls", "object", "binary-data":
			return false
		case "p", "h":
			k := stemma.Paragraph
			switch {
			case head > 0:
				k = stemma.Header
			case foot > 0:
				k = stemma.Footer
			case comment > 0:
				k = stemma.Comments
			case cells > 0 && note == 0:
				k = stemma.Cell
			case e.Name.Local == "h":
				k = stemma.Heading
			case items > 0 && note == 0:
				k = stemma.ListItem
			}
			open = append(open, &block{kind: k})
		case "list-item":
			items++
		case "table-cell", "covered-table-cell":
			cells++
		case "note":
			note++
		case "annotation":
			comment++
		case "creator", "date", "date-string", "creator-initials", "desc":
			if comment > 0 || e.Name.Local == "desc" {
				meta++
			}
		case "header", "header-left", "header-first":
			head++
		case "footer", "footer-left", "footer-first":
			foot++
		case "s":
			n, err := strconv.Atoi(zipped.Attr(e, "c"))
			if err != nil {
				n = 1
			}
			put(strings.Repeat(" ", max(0, min(n, 200))))
		case "tab":
			put("\t")
		case "line-break":
			put("\n")
		}
		return true
	}, func(n xml.Name) {
		if n.Local == w.only && n.Space == office {
			inside = false
		}
		if !inside {
			return
		}
		switch n.Local {
		case "p", "h":
			if len(open) == 0 {
				return
			}
			p := open[len(open)-1]
			open = open[:len(open)-1]
			switch {
			case head > 0:
				w.heads = append(w.heads, p)
			case foot > 0:
				w.feet = append(w.feet, p)
			case comment > 0:
				w.comments = append(w.comments, p)
			case note > 0:
				w.notes = append(w.notes, p)
			default:
				w.b.Add(p.kind, p.text.String())
			}
		case "list-item":
			items--
		case "list":
			if items == 0 {
				w.b.EndList()
			}
		case "table-cell", "covered-table-cell":
			cells--
		case "table-row":
			w.b.EndRow()
		case "note":
			note--
		case "annotation":
			comment--
		case "creator", "date", "date-string", "creator-initials", "desc":
			meta = max(0, meta-1)
		case "header", "header-left", "header-first":
			head--
		case "footer", "footer-left", "footer-first":
			foot--
		}
	}, func(s string) { put(collapse(s)) })
	return err
}

// collapse makes runs of white space one space, as the format says; spaces
// that count are elements of their own.
func collapse(s string) string {
	if !strings.ContainsAny(s, "\n\r\t") && !strings.Contains(s, "  ") {
		return s
	}
	var b strings.Builder
	space := false
	for _, r := range s {
		if r == ' ' || r == '\n' || r == '\r' || r == '\t' {
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

func properties(z *zipped.File, doc *stemma.Document) {
	data, err := z.Part("meta.xml")
	if err != nil {
		return
	}
	p := zipped.Texts(data, "title", "creator", "initial-creator", "language")
	doc.Title = front.Show(doc.Text, p["title"], "meta.xml dc:title")
	doc.Byline = front.Show(doc.Text, p["initial-creator"], "meta.xml meta:initial-creator")
	if doc.Byline == nil {
		doc.Byline = front.Show(doc.Text, p["creator"], "meta.xml dc:creator")
	}
	doc.Lang = strings.TrimSpace(p["language"])
}
