// Package layout builds the text of a document block by block, so that every
// format lays out text alike: blocks one after the other with a blank line
// between, each with its region, and no character of a block changed.
//
// Items of one list follow one another on lines of their own; cells of one
// row are parted by a tab, rows by a line end. What lies between blocks
// belongs to no region. Layout does not judge what a block is worth: masking
// by the words alone is the matter of package front.
package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma"
)

// A Builder collects blocks. Its zero value is ready.
type Builder struct {
	text    strings.Builder
	regions []stemma.Region
	page    int // index in regions of the page that is open, plus one
	last    stemma.RegionKind
	row     bool // the row of the last cell has ended
}

// Add appends a block of the kind and returns where it stands. White space at
// both ends is left off, nothing within is changed. A block with no words in
// it adds nothing and gives the zero Span. Kind must not be Page.
func (b *Builder) Add(kind stemma.RegionKind, text string) stemma.Span {
	text = strings.TrimFunc(strings.ToValidUTF8(text, "\uFFFD"), blank)
	if text == "" {
		return stemma.Span{}
	}
	switch {
	case b.text.Len() == 0:
	case kind == stemma.Cell && b.last == kind && !b.row:
		b.text.WriteString("\t")
	case b.last == kind && (kind == stemma.Cell || kind == stemma.ListItem):
		b.text.WriteString("\n")
	default:
		b.text.WriteString("\n\n")
	}
	b.last, b.row = kind, false
	span := stemma.Span{Begin: b.text.Len(), End: b.text.Len() + len(text)}
	b.text.WriteString(text)
	b.regions = append(b.regions, stemma.Region{Span: span, Kind: kind})
	return span
}

// EndRow ends a row of cells.
func (b *Builder) EndRow() { b.row = true }

// EndList parts the next item from the items so far: it is of another list.
func (b *Builder) EndList() { b.last = "" }

// Page begins a page; the one before, if any, ends. A page without words
// leaves no region.
func (b *Builder) Page() {
	b.endPage()
	b.regions = append(b.regions, stemma.Region{Kind: stemma.Page})
	b.page = len(b.regions)
}

func (b *Builder) endPage() {
	if b.page == 0 {
		return
	}
	// Blocks begin at or after their page, so the page stays before them.
	if len(b.regions) == b.page {
		b.regions = b.regions[:b.page-1]
	} else {
		b.regions[b.page-1].Begin = b.regions[b.page].Begin
		b.regions[b.page-1].End = b.text.Len()
	}
	b.page = 0
}

// Len is the length of the text so far.
func (b *Builder) Len() int { return b.text.Len() }

// Document returns a document with the text and regions and nothing else.
func (b *Builder) Document() *stemma.Document {
	b.endPage()
	return &stemma.Document{Text: b.text.String(), Regions: b.regions}
}

// Trim returns the span of text without the white space at both ends, zero if
// nothing is left.
func Trim(text string, span stemma.Span) stemma.Span {
	s := span.In(text)
	end := span.Begin + len(strings.TrimRightFunc(s, blank))
	begin := span.Begin + len(s) - len(strings.TrimLeftFunc(s, blank))
	if begin >= end {
		return stemma.Span{}
	}
	return stemma.Span{Begin: begin, End: end}
}

// blank is white space, and the marks that stand for nothing: byte order
// mark, zero-width space, control characters.
func blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' || r != utf8.RuneError && unicode.IsControl(r)
}
