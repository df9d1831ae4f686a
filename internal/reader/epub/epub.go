// Package epub reads electronic books (EPUB 2 and 3, W3C): the chapters in
// the order of the spine, with what the package says of title, author,
// publisher, date and language.
//
// A chapter that is listed and is not there, or is damaged, is left out, and
// an error beside the document names it. Books with rights management are
// refused; scrambled fonts do not matter.
package epub

import (
	"context"
	"encoding/xml"
	"errors"
	"net/url"
	"path"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/charset"
	"github.com/stemma/stemma/internal/reader/fragment"
	"github.com/stemma/stemma/internal/reader/front"
	"github.com/stemma/stemma/internal/reader/layout"
	"github.com/stemma/stemma/internal/reader/zipped"
)

// Read makes a document of a book.
func Read(ctx context.Context, item stemma.Item) (*stemma.Document, []stemma.Item, error) {
	z, err := zipped.Open(item)
	if err != nil {
		return nil, nil, err
	}
	if locked(z) {
		return nil, nil, &stemma.Error{Kind: stemma.Encrypted, Op: "read " + item.Path, Err: errors.New("the book is locked by rights management"), Hint: "Get a copy without it."}
	}
	name := packageName(z)
	data, err := z.Part(name)
	if err != nil {
		return nil, nil, err
	}
	chapters, err := spine(data, path.Dir(name))
	if err != nil && len(chapters) == 0 {
		return nil, nil, &stemma.Error{Kind: stemma.Broken, Op: "read " + name + " in " + item.Path, Err: err, Hint: "The file is damaged; fetch it again."}
	}
	var b layout.Builder
	var missing error
	for _, c := range chapters {
		if err := ctx.Err(); err != nil {
			return nil, nil, &stemma.Error{Kind: stemma.TooLarge, Op: "read " + item.Path, Err: err}
		}
		data, err := z.Part(c)
		var t charset.Text
		if err == nil {
			t, err = charset.Decode(data, "")
		}
		if err != nil {
			if missing == nil {
				missing = &stemma.Error{Kind: stemma.Broken, Op: "read chapter " + c + " in " + item.Path, Err: err, Hint: "The rest of the book was read; fetch the file again."}
			}
			continue
		}
		fragment.Add(&b, t.String)
		b.EndList()
	}
	doc := b.Document()
	if doc.Text == "" {
		if missing != nil {
			return nil, nil, missing
		}
		return nil, nil, &stemma.Error{Kind: stemma.Empty, Op: "read " + item.Path, Err: errors.New("there are no words in it"), Hint: "If it holds pictures of pages, run OCR on them first."}
	}
	p := zipped.Texts(data, "title", "creator", "publisher", "date", "language")
	doc.Title = front.Show(doc.Text, p["title"], "package dc:title")
	doc.Byline = front.Show(doc.Text, p["creator"], "package dc:creator")
	doc.Publisher = front.Show(doc.Text, p["publisher"], "package dc:publisher")
	doc.Published = front.ShowDate(doc.Text, p["date"], "package dc:date")
	doc.Lang = strings.TrimSpace(p["language"])
	front.Finish(doc)
	return doc, nil, missing
}

// packageName is the name of the part that describes the book.
func packageName(z *zipped.File) string {
	name := ""
	if data, err := z.Part("META-INF/container.xml"); err == nil {
		_ = zipped.Walk(data, func(e xml.StartElement) bool {
			if e.Name.Local == "rootfile" && name == "" {
				name = zipped.Attr(e, "full-path")
			}
			return true
		}, func(xml.Name) {}, func(string) {})
	}
	if name == "" {
		return "content.opf"
	}
	return name
}

// spine returns the names of the chapters in order.
func spine(data []byte, dir string) ([]string, error) {
	manifest := map[string]string{}
	var names []string
	seen := map[string]bool{}
	err := zipped.Walk(data, func(e xml.StartElement) bool {
		switch e.Name.Local {
		case "item":
			t := zipped.Attr(e, "media-type")
			if strings.Contains(t, "html") || strings.HasSuffix(t, "/xml") || strings.Contains(t, "oeb1-document") {
				if href, err := url.PathUnescape(zipped.Attr(e, "href")); err == nil && zipped.Attr(e, "properties") != "nav" {
					manifest[zipped.Attr(e, "id")] = path.Join(dir, href)
				}
			}
		case "itemref":
			if name := manifest[zipped.Attr(e, "idref")]; name != "" && !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		}
		return true
	}, func(xml.Name) {}, func(string) {})
	return names, err
}

// locked reports whether anything but fonts is encrypted.
func locked(z *zipped.File) bool {
	data, err := z.Part("META-INF/encryption.xml")
	if err != nil {
		return false
	}
	found := false
	_ = zipped.Walk(data, func(e xml.StartElement) bool {
		if e.Name.Local == "CipherReference" {
			switch strings.ToLower(path.Ext(zipped.Attr(e, "URI"))) {
			case ".ttf", ".otf", ".woff", ".woff2":
			default:
				found = true
			}
		}
		return true
	}, func(xml.Name) {}, func(string) {})
	return found
}
