// Package html reads web pages (HTML and XHTML, WHATWG HTML standard).
//
// The document's text holds every word that a browser would show, once and in
// reading order. White space is folded as a browser folds it, a <br> is a line
// end, two are the end of a block. What is not shown is not in the text:
// scripts, styles, templates, hidden elements, the alternatives of pictures.
//
// Each block element is a region. Which of them are the reporting and which
// are the site around it is decided from three sides: what the page itself
// says (nav, footer, names of classes), go-domdistiller's extraction of the
// main text (DOM Distiller, after C. Kohlschütter, P. Fankhauser, W. Nejdl,
// WSDM 2010), and how much of a block is links. No word is dropped on their
// account: what is not reporting is masked with its kind, and where they
// disagree running text stays readable.
//
// Title, byline, publisher and date come from JSON-LD, OpenGraph, Dublin Core
// and other meta elements, <time> and rel="author", each with the words that
// show it where the page shows it; package front proposes the rest.
//
// The parser refuses what is nested deeper than 512 elements; such a page is
// read as paragraphs without its structure, and a fault comes beside it.
package html

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/language"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/charset"
	"github.com/stemma/stemma/internal/reader/front"
)

// maxTokens bounds the parse tree: a node takes some 150 bytes, and the tree
// is copied to find the main text.
const maxTokens = 1_000_000

// Scripts are not run, so what a page shows in their stead is shown.
var noScripts = html.ParseOptionEnableScripting(false)

// maxBytes bounds the page itself; the longest real ones, whole laws and
// inquiries, have some ten.
const maxBytes = 32 << 20

// Read makes a document of a web page.
func Read(ctx context.Context, item stemma.Item) (*stemma.Document, []stemma.Item, error) {
	op := "read " + item.Path
	if len(item.Data) > maxBytes {
		return nil, nil, &stemma.Error{Kind: stemma.TooLarge, Op: op, Err: fmt.Errorf("the page has more than %d MiB", maxBytes>>20),
			Hint: "Split the page, or save its text alone."}
	}
	t, err := charset.Decode(item.Data, declared(item.Data))
	if err != nil {
		return nil, nil, &stemma.Error{Kind: stemma.Broken, Op: op, Err: err}
	}
	source := strings.TrimPrefix(t.String, "\uFEFF")
	if n := tokens(source); n > maxTokens {
		return nil, nil, &stemma.Error{Kind: stemma.TooLarge, Op: op, Err: fmt.Errorf("the page has more than %d tags", maxTokens),
			Hint: "Split the page, or save its text alone."}
	}
	if ctx.Err() != nil {
		return nil, nil, &stemma.Error{Kind: stemma.Vanished, Op: op, Err: ctx.Err()}
	}
	fault := t.Fault(item.Path)
	tree, err := html.ParseWithOptions(strings.NewReader(source), noScripts)
	if err != nil {
		fault = &stemma.Error{Kind: stemma.Unsafe, Op: op, Err: errors.New("elements are nested more than 512 deep; read as paragraphs without structure")}
		if tree, err = html.ParseWithOptions(strings.NewReader(flat(source)), noScripts); err != nil {
			return nil, nil, &stemma.Error{Kind: stemma.Broken, Op: op, Err: err}
		}
	}
	page := walk(tree)
	if len(page.blocks) == 0 {
		return nil, nil, &stemma.Error{Kind: stemma.Empty, Op: op, Err: errors.New("the page shows no words"),
			Hint: "A page that is built by a script must be saved from a browser, after it has been shown."}
	}
	meta := metadata(tree)
	page.judge(tree, meta)
	doc := page.document()
	doc.Encoding = t.Encoding
	doc.Lang = meta.lang
	meta.show(doc, page)
	front.Finish(doc)
	return doc, nil, fault
}

var (
	xmlEncoding  = regexp.MustCompile(`^\s*<\?xml[^>]{0,100}\bencoding=["']([\w.:-]+)["']`)
	metaEncoding = regexp.MustCompile(`(?i)<meta\b[^>]{0,300}\bcharset\s*=\s*["']?\s*([\w.:-]+)`)
)

// declared is the encoding that the page names near its head.
func declared(data []byte) string {
	head := data[:min(len(data), 4096)]
	for _, re := range []*regexp.Regexp{xmlEncoding, metaEncoding} {
		if m := re.FindSubmatch(head); m != nil {
			return string(m[1])
		}
	}
	return ""
}

// tokens counts the tags of source, as far as one more than maxTokens.
func tokens(source string) int {
	n := strings.Count(source, "<")
	if n <= maxTokens {
		return n
	}
	// Most of them may be signs within a script.
	n = 0
	z := html.NewTokenizer(strings.NewReader(source))
	for z.Next() != html.ErrorToken && n <= maxTokens {
		n++
	}
	return n
}

// flat is the page with nothing but its head and paragraphs.
func flat(source string) string {
	var b bytes.Buffer
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			raw := bytes.Clone(z.Raw())
			name, _ := z.TagName()
			switch a := atom.Lookup(name); {
			case a == atom.Script || a == atom.Style || a == atom.Title || a == atom.Meta || a == atom.Textarea:
				b.Write(raw)
			case blockElements[a]:
				b.WriteString("<p>")
			}
		}
	}
}

// tag is the language tag in its usual form, "" if it is none.
func tag(lang string) string {
	t, err := language.Parse(strings.TrimSpace(lang))
	if err != nil || t == language.Und {
		return ""
	}
	return t.String()
}
