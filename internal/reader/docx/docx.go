// Package docx reads Word documents (ECMA-376, Office Open XML: DOCX, DOCM,
// DOTX): headings, paragraphs, list items, tables, text boxes, page headers
// and footers, footnotes, endnotes and comments.
//
// The text is the document as it would stand with all tracked changes
// accepted: insertions are in, deletions are out, and an error of kind
// Skipped beside the document says how many were left out. Notes follow the
// text in their order, comments after them, masked. Numbers that Word sets by
// itself (of lists, notes, pages) are not in the file and so not in the text.
package docx

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/front"
	"github.com/stemma/stemma/internal/reader/layout"
	"github.com/stemma/stemma/internal/reader/zipped"
)

// Read makes a document of a Word file.
func Read(_ context.Context, item stemma.Item) (*stemma.Document, []stemma.Item, error) {
	z, err := zipped.Open(item)
	if err != nil {
		return nil, nil, err
	}
	main := mainPart(z)
	data, err := z.Part(main)
	if err != nil {
		return nil, nil, err
	}
	dir := path.Dir(main)
	w := &writer{styles: headings(z, dir)}
	related := relations(z, dir, main)
	for _, name := range related["header"] {
		w.part(z, name, stemma.Header)
	}
	if err := w.body(data, ""); err != nil {
		return nil, nil, &stemma.Error{Kind: stemma.Broken, Op: "read " + item.Path, Err: err, Hint: "The file is damaged; fetch it again."}
	}
	for _, kind := range []string{"footnotes", "endnotes"} {
		for _, name := range related[kind] {
			w.part(z, name, "")
		}
	}
	for _, name := range related["comments"] {
		w.part(z, name, stemma.Comments)
	}
	for _, name := range related["footer"] {
		w.part(z, name, stemma.Footer)
	}
	doc := w.b.Document()
	if doc.Text == "" {
		return nil, nil, &stemma.Error{Kind: stemma.Empty, Op: "read " + item.Path, Err: errors.New("there are no words in it"), Hint: "If it holds pictures of pages, run OCR on them first."}
	}
	properties(z, doc)
	front.Finish(doc)
	switch {
	case w.err != nil:
		return doc, nil, w.err
	case w.deleted > 0:
		return doc, nil, &stemma.Error{Kind: stemma.Skipped, Op: "read " + item.Path,
			Err:  fmt.Errorf("%d tracked deletions were left out; the text stands as if all changes were accepted", w.deleted),
			Hint: "To see them, open the original with changes shown."}
	}
	return doc, nil, nil
}

// mainPart is the name of the part that holds the text.
func mainPart(z *zipped.File) string {
	main := "word/document.xml"
	if z.Has(main) {
		return main
	}
	if data, err := z.Part("[Content_Types].xml"); err == nil {
		_ = zipped.Walk(data, func(e xml.StartElement) bool {
			if e.Name.Local == "Override" && strings.Contains(zipped.Attr(e, "ContentType"), "wordprocessingml") && strings.HasSuffix(zipped.Attr(e, "ContentType"), ".main+xml") {
				main = strings.TrimPrefix(zipped.Attr(e, "PartName"), "/")
			}
			return true
		}, func(xml.Name) {}, func(string) {})
	}
	return main
}

// relations returns the names of the parts that the main one refers to, by
// the last word of their type, each name once.
func relations(z *zipped.File, dir, main string) map[string][]string {
	found := map[string][]string{}
	data, err := z.Part(dir + "/_rels/" + path.Base(main) + ".rels")
	if err != nil {
		return found
	}
	seen := map[string]bool{}
	_ = zipped.Walk(data, func(e xml.StartElement) bool {
		target := zipped.Attr(e, "Target")
		if e.Name.Local == "Relationship" && zipped.Attr(e, "TargetMode") != "External" && target != "" {
			name := path.Join(dir, target)
			if strings.HasPrefix(target, "/") {
				name = target[1:]
			}
			if kind := path.Base(zipped.Attr(e, "Type")); !seen[name] {
				seen[name] = true
				found[kind] = append(found[kind], name)
			}
		}
		return true
	}, func(xml.Name) {}, func(string) {})
	return found
}

// headings returns the styles that are headings, by their id. Ids are in the
// language of the program that wrote the file, names are not.
func headings(z *zipped.File, dir string) map[string]bool {
	found := map[string]bool{}
	data, err := z.Part(dir + "/styles.xml")
	if err != nil {
		return found
	}
	id := ""
	_ = zipped.Walk(data, func(e xml.StartElement) bool {
		switch e.Name.Local {
		case "style":
			id = zipped.Attr(e, "styleId")
		case "name":
			name := strings.ToLower(zipped.Attr(e, "val"))
			if strings.HasPrefix(name, "heading ") || name == "title" || name == "subtitle" {
				found[id] = true
			}
		}
		return true
	}, func(xml.Name) {}, func(string) {})
	return found
}

// A writer lays out parts.
type writer struct {
	b       layout.Builder
	styles  map[string]bool
	deleted int
	err     error
}

// part lays out another part; its regions are of kind, unless that is "".
// What is wrong with it does not keep the text from being read.
func (w *writer) part(z *zipped.File, name string, kind stemma.RegionKind) {
	data, err := z.Part(name)
	if err == nil {
		err = w.body(data, kind)
	}
	if err != nil && w.err == nil {
		w.err = &stemma.Error{Kind: stemma.Broken, Op: "read " + name, Err: err, Hint: "The file is damaged; fetch it again."}
	}
}

// paragraph is one that is open; a text box opens one within another.
type paragraph struct {
	text strings.Builder
	kind stemma.RegionKind
}

func (w *writer) body(data []byte, kind stemma.RegionKind) error {
	var open []*paragraph
	cells := 0
	text := false // within an element that holds text
	add := func(s string) {
		if len(open) > 0 {
			open[len(open)-1].text.WriteString(s)
		}
	}
	err := zipped.Walk(data, func(e xml.StartElement) bool {
		switch e.Name.Local {
		case "p":
			k := stemma.Paragraph
			if cells > 0 {
				k = stemma.Cell
			}
			open = append(open, &paragraph{kind: k})
		case "pStyle":
			if len(open) > 0 && cells == 0 && w.styles[zipped.Attr(e, "val")] {
				open[len(open)-1].kind = stemma.Heading
			}
		case "outlineLvl":
			if len(open) > 0 && cells == 0 && len(zipped.Attr(e, "val")) == 1 && zipped.Attr(e, "val") < "9" {
				open[len(open)-1].kind = stemma.Heading
			}
		case "numPr":
			if p := open; len(p) > 0 && p[len(p)-1].kind == stemma.Paragraph {
				p[len(p)-1].kind = stemma.ListItem
			}
		case "tc":
			cells++
		case "t":
			text = true
		case "tab":
			// In the properties of a paragraph a tab is a stop, not a sign.
			if zipped.Attr(e, "val") == "" {
				add("\t")
			}
		case "br", "cr":
			add("\n")
		case "noBreakHyphen":
			add("\u2011")
		case "softHyphen":
			add("\u00AD")
		case "del", "moveFrom":
			// Within the properties of a row or a mark it deletes no words.
			if len(open) == 0 || open[len(open)-1].text.Len() > 0 || e.Name.Local == "moveFrom" || zipped.Attr(e, "id") != "" {
				w.deleted++
			}
			return false
		case "instrText", "delText", "Fallback", "rPrChange", "pPrChange":
			return false
		case "footnote", "endnote":
			// The lines that part notes from the text.
			if t := zipped.Attr(e, "type"); t != "" && t != "normal" {
				return false
			}
		}
		return true
	}, func(n xml.Name) {
		switch n.Local {
		case "p":
			if len(open) == 0 {
				return
			}
			p := open[len(open)-1]
			open = open[:len(open)-1]
			if kind != "" {
				p.kind = kind
			}
			w.b.Add(p.kind, p.text.String())
		case "tc":
			cells--
		case "tr":
			w.b.EndRow()
		case "t":
			text = false
		}
	}, func(s string) {
		if text {
			add(s)
		}
	})
	for _, p := range open {
		w.b.Add(p.kind, p.text.String())
	}
	return err
}

// properties proposes what the core properties state. The day on which the
// file was made comes last: it is often not that of publication.
func properties(z *zipped.File, doc *stemma.Document) {
	data, err := z.Part("docProps/core.xml")
	if err != nil {
		return
	}
	p := zipped.Texts(data, "title", "creator", "language")
	doc.Title = front.Show(doc.Text, p["title"], "core property title")
	doc.Byline = front.Show(doc.Text, p["creator"], "core property creator")
	doc.Lang = strings.TrimSpace(p["language"])
}
