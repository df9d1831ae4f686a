package html

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/layout"
)

// block is a run of words that a browser would set apart.
type block struct {
	text    string
	kind    stemma.RegionKind
	element *html.Node // the block element that holds the words
	linked  int        // bytes of text in links
	endRow  bool       // the last cell of its row
	endList bool
	plain   bool // preformatted: its lines are to be looked at
}

// page is the blocks of a page in reading order.
type page struct {
	blocks []block
}

func atoms(list ...atom.Atom) map[atom.Atom]bool {
	set := map[atom.Atom]bool{}
	for _, a := range list {
		set[a] = true
	}
	return set
}

var (
	blockElements = atoms(atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Button, atom.Caption, atom.Center, atom.Dd, atom.Details, atom.Dialog, atom.Dir, atom.Div,
		atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr,
		atom.Label, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Optgroup, atom.Option, atom.P, atom.Pre, atom.Search, atom.Section, atom.Select, atom.Summary,
		atom.Table, atom.Tbody, atom.Td, atom.Textarea, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul)

	// Elements whose content a browser does not show as text.
	unseen = atoms(atom.Head, atom.Script, atom.Style, atom.Template, atom.Iframe, atom.Object, atom.Embed, atom.Audio, atom.Video, atom.Canvas, atom.Svg, atom.Datalist,
		atom.Rp, atom.Noframes, atom.Noembed, atom.Map)
)

// walk finds the blocks of a parsed page.
func walk(tree *html.Node) *page {
	w := walker{page: &page{}}
	w.node(tree, scope{kind: stemma.Paragraph})
	w.flush(nil)
	return w.page
}

// scope is what the elements around a node say of it.
type scope struct {
	kind    stemma.RegionKind
	link    bool
	pre     bool
	element *html.Node
}

type walker struct {
	page   *page
	text   strings.Builder
	linked int
	breaks int  // line breaks since the last word
	space  bool // white space since the last word
	scope  scope
}

// node goes through n. The parser bounds the depth.
func (w *walker) node(n *html.Node, s scope) {
	switch n.Type {
	case html.TextNode:
		w.words(n.Data, s)
		return
	case html.ElementNode:
		if unseen[n.DataAtom] || hidden(n) {
			return
		}
	case html.CommentNode, html.DoctypeNode:
		return
	}
	is := n.DataAtom
	switch is {
	case atom.Br:
		w.breaks++
		if s.pre {
			w.text.WriteByte('\n')
		} else if w.breaks > 1 {
			w.flush(nil)
		}
		return
	case atom.Wbr:
		return
	case atom.A:
		s.link = true
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		s.kind = stemma.Heading
	case atom.Li, atom.Dt, atom.Dd:
		s.kind = stemma.ListItem
	case atom.Td, atom.Th:
		// A cell with blocks of its own is there for the layout of the page.
		s.kind = stemma.Cell
		if holdsBlocks(n) {
			s.kind = stemma.Paragraph
		}
	case atom.Blockquote:
		s.kind = stemma.Quote
	case atom.Table:
		s.kind = stemma.Paragraph
	case atom.Pre, atom.Textarea:
		s.pre = true
	}
	apart := blockElements[is]
	if apart {
		w.flush(nil)
		s.element = n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, s)
	}
	if apart {
		w.flush(n)
	}
}

func holdsBlocks(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && blockElements[c.DataAtom] {
			return true
		}
	}
	return false
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "style":
			style := strings.ToLower(strings.Join(strings.Fields(a.Val), ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return n.DataAtom == atom.Dialog && !has(n, "open") || n.DataAtom == atom.Input
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// words adds text to the block at hand.
func (w *walker) words(text string, s scope) {
	if s.pre {
		w.begin(s)
		w.text.WriteString(text)
		return
	}
	for i := 0; i < len(text); {
		// White space in the sense of HTML: a no-break space is none.
		j := i
		for j < len(text) && strings.IndexByte(" \t\n\r\f", text[j]) >= 0 {
			j++
		}
		if j > i {
			w.space = true
			i = j
			continue
		}
		for j < len(text) && strings.IndexByte(" \t\n\r\f", text[j]) < 0 {
			j++
		}
		if w.text.Len() > 0 {
			if w.breaks > 0 {
				w.text.WriteByte('\n')
			} else if w.space {
				w.text.WriteByte(' ')
			}
		}
		w.begin(s)
		w.breaks, w.space = 0, false
		w.text.WriteString(text[i:j])
		if s.link {
			w.linked += j - i
		}
		i = j
	}
}

func (w *walker) begin(s scope) {
	if w.text.Len() == 0 {
		w.scope = s
	}
}

// flush ends the block at hand; ended is the element that ends there, if one
// does.
func (w *walker) flush(ended *html.Node) {
	text := w.text.String()
	w.text.Reset()
	if strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSymbol(r) || unicode.IsPunct(r)
	}) {
		w.page.blocks = append(w.page.blocks, block{text: text, kind: w.scope.kind, element: w.scope.element, linked: w.linked, plain: w.scope.pre})
	}
	w.linked, w.breaks, w.space = 0, 0, false
	if ended == nil || len(w.page.blocks) == 0 {
		return
	}
	last := &w.page.blocks[len(w.page.blocks)-1]
	switch ended.DataAtom {
	case atom.Tr:
		last.endRow = true
	case atom.Ul, atom.Ol, atom.Dl:
		last.endList = true
	}
}

// document lays the blocks out.
func (p *page) document() *stemma.Document {
	var b layout.Builder
	for _, block := range p.blocks {
		if block.plain && !block.kind.Masked() {
			b.AddPlain(block.text)
		} else {
			b.Add(block.kind, block.text)
		}
		if block.endRow {
			b.EndRow()
		}
		if block.endList {
			b.EndList()
		}
	}
	return b.Document()
}
