// Package fragment lays out a piece of HTML or XHTML that is content as a
// whole: the body of a mail, a chapter of a book, the text field of a feed.
// Readers of formats that carry such pieces share it.
//
// It follows how a browser breaks lines (HTML Standard, "Flow content"): runs
// of white space are one space, block elements stand apart, scripts and
// styles are not text. It does not judge: what is a menu or a comment form on
// a web page is the matter of package html.
package fragment

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/layout"
)

// Add appends the blocks of markup to b. It reads tag by tag without building
// a tree, so that no nesting costs more than its length.
func Add(b *layout.Builder, markup string) {
	z := html.NewTokenizer(strings.NewReader(emptied.ReplaceAllString(markup, "<$1$2></$1>")))
	z.SetMaxBuf(1 << 26)
	f := flow{b: b, kind: stemma.Paragraph}
	skip := 0 // depth within elements that hold no text
	for {
		switch z.Next() {
		case html.ErrorToken:
			f.flush()
			return
		case html.TextToken:
			if skip == 0 {
				f.words(string(z.Text()))
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if silent[a] {
				skip++
			} else if skip == 0 {
				f.open(a)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if silent[a] {
				skip = max(0, skip-1)
			} else if skip == 0 {
				f.close(a)
			}
		case html.SelfClosingTagToken:
			name, _ := z.TagName()
			if a := atom.Lookup(name); skip == 0 && !silent[a] {
				f.open(a)
				f.close(a)
			}
		}
	}
}

// Text returns markup as one line, for a title or a name.
func Text(markup string) string {
	if !strings.ContainsAny(markup, "<&") {
		return markup
	}
	var b layout.Builder
	Add(&b, markup)
	return strings.Join(strings.Fields(b.Document().Text), " ")
}

// Is reports whether a text is markup rather than plain.
func Is(text string) bool { return tag.MatchString(text) }

var tag = regexp.MustCompile(`(?i)<(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|table|blockquote|article|section|img|figure|html|body)(?:\s[^<>]*)?/?>`)

// emptied finds elements that XHTML may leave empty and of which HTML would
// take all that follows for their text.
var emptied = regexp.MustCompile(`(?i)<(script|style|title|iframe|textarea|noscript|noframes|noembed|xmp)(\s[^<>]*)?/>`)

var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Title: true, atom.Template: true, atom.Svg: true, atom.Math: false,
	atom.Iframe: true, atom.Object: true, atom.Select: true, atom.Noembed: true, atom.Noframes: true,
}

// flow gathers the words of one block after the other.
type flow struct {
	b      *layout.Builder
	text   strings.Builder
	space  bool // white space is due before the next word
	kind   stemma.RegionKind
	quotes int
	pre    int
}

func (f *flow) words(s string) {
	if f.pre > 0 {
		f.text.WriteString(s)
		return
	}
	for i, w := range strings.FieldsFunc(s, blank) {
		if (i > 0 || f.space || strings.IndexFunc(s, blank) == 0) && f.text.Len() > 0 {
			f.gap()
		}
		f.text.WriteString(w)
		f.space = false
	}
	if s != "" && blank(rune(s[len(s)-1])) {
		f.space = true
	}
}

// gap writes a space, unless a line has just begun.
func (f *flow) gap() {
	if t := f.text.String(); t[len(t)-1] != '\n' {
		f.text.WriteByte(' ')
	}
}

// blank is what HTML calls white space; a no-break space is a character.
func blank(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' }

func (f *flow) flush() {
	kind := f.kind
	if kind == stemma.Paragraph && f.quotes > 0 {
		kind = stemma.Quote
	}
	f.b.Add(kind, f.text.String())
	f.text.Reset()
	f.space = false
}

func (f *flow) open(a atom.Atom) {
	switch a {
	case atom.Br:
		f.text.WriteByte('\n')
		f.space = false
		return
	case atom.Ul, atom.Ol:
		f.flush()
		f.b.EndList()
		return
	}
	if !block(a) {
		return
	}
	f.flush()
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		f.kind = stemma.Heading
	case atom.Li, atom.Dt, atom.Dd:
		f.kind = stemma.ListItem
	case atom.Td, atom.Th:
		f.kind = stemma.Cell
	case atom.Blockquote:
		f.quotes++
	case atom.Pre:
		f.pre++
	}
}

func (f *flow) close(a atom.Atom) {
	if !block(a) {
		return
	}
	f.flush()
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Dt, atom.Dd, atom.Td, atom.Th:
		f.kind = stemma.Paragraph
	case atom.Tr:
		f.b.EndRow()
	case atom.Ul, atom.Ol, atom.Dl:
		f.b.EndList()
	case atom.Blockquote:
		f.quotes = max(0, f.quotes-1)
	case atom.Pre:
		f.pre = max(0, f.pre-1)
	}
}

func block(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer, atom.Main, atom.Nav,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd,
		atom.Table, atom.Caption, atom.Tr, atom.Td, atom.Th, atom.Blockquote, atom.Pre, atom.Hr, atom.Figure,
		atom.Figcaption, atom.Address, atom.Form, atom.Fieldset, atom.Body, atom.Html, atom.Head, atom.Center, atom.Details, atom.Summary:
		return true
	}
	return false
}
