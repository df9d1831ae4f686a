// Package rtf reads Rich Text Format (specification 1.9.1).
//
// A file is groups in braces, control words (\word, with a number or not),
// control symbols (\' with two hexadecimal digits, a byte in the code page of
// the font), and text. What is read: the text of the body, headings by their
// outline level, list items, tables, footnotes (after the text), page headers
// and footers (masked), and of the properties title and author. Destinations
// that hold no words (fonts, colours, pictures, objects, fields' codes) are
// passed over, and so is any that the reader does not know and that is marked
// with \*, as the specification asks.
//
// Deletions that were tracked are left out, and an error of kind Skipped
// beside the document says so.
package rtf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/front"
	"github.com/stemma/stemma/internal/reader/layout"
)

// Read makes a document of an RTF file.
func Read(_ context.Context, item stemma.Item) (*stemma.Document, []stemma.Item, error) {
	if !bytes.HasPrefix(bytes.TrimLeft(item.Data, "\uFEFF \t\r\n\x00"), []byte(`{\rtf`)) {
		return nil, nil, &stemma.Error{Kind: stemma.Broken, Op: "read " + item.Path, Err: errors.New(`it does not begin with {\rtf`), Hint: "If it is a file of another kind, give it the ending of that kind."}
	}
	p := &parser{in: item.Data, para: &strings.Builder{}, fonts: map[int]encoding.Encoding{}, headings: map[int]bool{}, base: charmap.Windows1252}
	p.g = group{uc: 1}
	p.run()
	p.flush(stemma.Paragraph)
	var b layout.Builder
	for _, kind := range []stemma.RegionKind{stemma.Header, "", note, stemma.Footer} {
		for _, x := range p.blocks {
			if place(x) != kind {
				continue
			}
			if x.row {
				b.EndRow()
			} else {
				b.Add(region(x.kind), x.text)
			}
		}
	}
	doc := b.Document()
	if doc.Text == "" {
		return nil, nil, &stemma.Error{Kind: stemma.Empty, Op: "read " + item.Path, Err: errors.New("there are no words in it"), Hint: "If it holds pictures of pages, run OCR on them first."}
	}
	doc.Title = front.Show(doc.Text, p.title.String(), `info \title`)
	doc.Byline = front.Show(doc.Text, p.author.String(), `info \author`)
	front.Finish(doc)
	switch {
	case len(p.stack) > 0:
		return doc, nil, &stemma.Error{Kind: stemma.Broken, Op: "read " + item.Path, Err: errors.New("the file breaks off before its end"), Hint: "What is there was read; fetch the file again."}
	case p.deleted > 0:
		return doc, nil, &stemma.Error{Kind: stemma.Skipped, Op: "read " + item.Path, Err: fmt.Errorf("%d tracked deletions were left out", p.deleted), Hint: "To see them, open the original with changes shown."}
	}
	return doc, nil, nil
}

// note is the place of footnotes; they become paragraphs.
const note stemma.RegionKind = "note"

type out struct {
	kind stemma.RegionKind
	text string
	row  bool // the end of a row of cells
}

func place(x out) stemma.RegionKind {
	switch x.kind {
	case stemma.Header, stemma.Footer, note:
		return x.kind
	}
	return ""
}

func region(k stemma.RegionKind) stemma.RegionKind {
	if k == note {
		return stemma.Paragraph
	}
	return k
}

// dest is what the words of a group are for.
type dest int

const (
	body dest = iota
	skipped
	fontTable
	styles
	info
	titleText
	authorText
	headerText
	footerText
	noteText
)

// group is the state that a brace saves.
type group struct {
	dest    dest
	font    int
	uc      int // bytes that stand for one \u where Unicode is not read
	deleted bool
	outer   *strings.Builder // of a note, header or footer: the open paragraph around it
	own     bool             // this group began the note, header or footer
}

// maxGroups is far beyond what any program writes.
const maxGroups = 10_000

type parser struct {
	in    []byte
	i     int
	g     group
	stack []group
	fonts map[int]encoding.Encoding
	base  encoding.Encoding

	bytes   []byte // bytes of the code page, not yet decoded
	high    rune   // first half of a surrogate pair
	skip    int    // bytes still to be left out after \u
	para    *strings.Builder
	heading bool
	item    bool
	table   bool
	blocks  []out
	deleted int
	title   strings.Builder
	author  strings.Builder

	style     int // number of the style that is being named
	styleName strings.Builder
	headings  map[int]bool // styles that are headings
}

func (p *parser) run() {
	for p.i < len(p.in) {
		c := p.in[p.i]
		p.i++
		switch c {
		case '{':
			p.decode()
			if len(p.stack) >= maxGroups {
				return
			}
			p.stack = append(p.stack, p.g)
			p.g.own = false
			p.skip = 0
		case '}':
			p.decode()
			p.skip = 0
			if len(p.stack) == 0 {
				return
			}
			if p.g.dest == styles {
				// Names are in English, whatever the language of the program.
				name := strings.ToLower(strings.TrimSpace(p.styleName.String()))
				if strings.HasPrefix(name, "heading ") || name == "title;" || name == "subtitle;" {
					p.headings[p.style] = true
				}
				p.styleName.Reset()
			}
			if p.g.own {
				p.flush(stemma.Paragraph)
				p.para = p.g.outer
			}
			p.g = p.stack[len(p.stack)-1]
			p.stack = p.stack[:len(p.stack)-1]
			if len(p.stack) == 0 {
				return // what follows the last brace is no part of the file
			}
		case '\\':
			p.control()
		case '\r', '\n', 0:
		default:
			p.char(c)
		}
	}
}

// char takes one byte of text.
func (p *parser) char(c byte) {
	if p.skip > 0 {
		p.skip--
		return
	}
	p.bytes = append(p.bytes, c)
}

func (p *parser) control() {
	if p.i >= len(p.in) {
		return
	}
	c := p.in[p.i]
	if c < 'a' || c > 'z' {
		if c < 'A' || c > 'Z' {
			p.i++
			p.symbol(c)
			return
		}
	}
	start := p.i
	for p.i < len(p.in) && (p.in[p.i]|0x20) >= 'a' && (p.in[p.i]|0x20) <= 'z' && p.i-start < 32 {
		p.i++
	}
	word := string(p.in[start:p.i])
	start = p.i
	if p.i < len(p.in) && p.in[p.i] == '-' {
		p.i++
	}
	for p.i < len(p.in) && p.in[p.i] >= '0' && p.in[p.i] <= '9' && p.i-start < 11 {
		p.i++
	}
	n, err := strconv.Atoi(string(p.in[start:p.i]))
	has := err == nil
	if p.i < len(p.in) && p.in[p.i] == ' ' {
		p.i++
	}
	p.word(word, n, has)
}

func (p *parser) symbol(c byte) {
	switch c {
	case '\'':
		if p.i+2 <= len(p.in) {
			if b, err := strconv.ParseUint(string(p.in[p.i:p.i+2]), 16, 8); err == nil {
				p.i += 2
				p.char(byte(b))
			}
		}
	case '*':
		// The word that follows names a destination. Those that are known set
		// their own; all others are passed over.
		p.decode()
		p.g.dest = skipped
	case '\\', '{', '}':
		p.char(c)
	case '~':
		p.write("\u00A0")
	case '_':
		p.write("\u2011")
	case '-':
		p.write("\u00AD")
	case '\r', '\n':
		p.word("par", 0, false)
	}
}

var signs = map[string]string{
	"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
	"bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "softline": "\n", "zwj": "\u200D", "zwnj": "\u200C",
}

// silent are destinations without words of the text.
var silent = map[string]bool{
	"colortbl": true, "pict": true, "object": true, "themedata": true, "datastore": true, "listtable": true,
	"listoverridetable": true, "fldinst": true, "listtext": true, "pntext": true, "revtbl": true, "rsidtbl": true, "generator": true,
	"xmlnstbl": true, "filetbl": true, "bkmkstart": true, "bkmkend": true, "operator": true, "company": true, "comment": true,
	"subject": true, "keywords": true, "doccomm": true, "creatim": true, "revtim": true, "printim": true, "buptim": true, "nonshppict": true,
	"xe": true, "tc": true, "template": true, "ftnsep": true, "ftnsepc": true, "ftncn": true, "aftnsep": true, "aftnsepc": true, "aftncn": true, "latentstyles": true, "manager": true, "category": true, "hlinkbase": true, "sp": true,
}

func (p *parser) word(w string, n int, has bool) {
	if p.skip > 0 && w != "u" && w != "uc" && w != "bin" {
		// A control word counts as one of the characters that stand for \u.
		p.skip--
		return
	}
	if s, ok := signs[w]; ok {
		p.write(s)
		return
	}
	switch w {
	case "u":
		p.decode()
		p.skip = p.g.uc
		r := rune(n)
		if r < 0 {
			r += 1 << 16
		}
		switch {
		case utf16.IsSurrogate(r) && r < 0xDC00:
			p.high = r
		case utf16.IsSurrogate(r):
			p.put(string(utf16.DecodeRune(p.high, r)))
			p.high = 0
		case utf8.ValidRune(r) && r != 0:
			p.put(string(r))
		}
	case "uc":
		p.g.uc = max(0, min(n, 16))
	case "bin":
		p.decode()
		p.i = min(len(p.in), p.i+max(0, n))
	case "par", "sect", "page", "column":
		p.decode()
		p.flush(stemma.Paragraph)
	case "cell", "nestcell":
		p.decode()
		p.flush(stemma.Cell)
	case "row", "nestrow":
		p.decode()
		if p.words() {
			p.blocks = append(p.blocks, out{row: true})
		}
	case "pard":
		p.decode()
		p.heading, p.item, p.table = false, false, false
	case "intbl":
		p.table = true
	case "outlinelevel":
		p.heading = p.heading || has && n < 9
	case "ls", "pnlvlblt", "pnlvlbody":
		p.item = true
	case "plain":
		p.decode()
		p.g.deleted = false
	case "deleted":
		p.decode()
		on := !has || n != 0
		if on && !p.g.deleted {
			p.deleted++
		}
		p.g.deleted = on
	case "ansi":
		p.base = charmap.Windows1252
	case "mac":
		p.base = charmap.Macintosh
	case "pc":
		p.base = charmap.CodePage437
	case "pca":
		p.base = charmap.CodePage850
	case "ansicpg":
		if e := codePage(n); e != nil {
			p.base = e
		}
	case "f":
		p.decode()
		p.g.font = n
	case "fcharset":
		if p.g.dest == fontTable && len(p.fonts) < 1<<16 {
			if e := charsetOf(n); e != nil {
				p.fonts[p.g.font] = e
			}
		}
	case "fonttbl":
		p.to(fontTable)
	case "stylesheet":
		p.to(styles)
	case "s":
		if p.g.dest == styles {
			p.style = n
		} else if p.words() {
			p.heading = p.headings[n]
		}
	case "info":
		p.to(info)
	case "title":
		if p.g.dest == info {
			p.to(titleText)
		}
	case "author":
		if p.g.dest == info {
			p.to(authorText)
		}
	case "header", "headerl", "headerr", "headerf":
		p.aside(headerText)
	case "footer", "footerl", "footerr", "footerf":
		p.aside(footerText)
	case "footnote":
		p.aside(noteText)
	case "shptxt", "fldrslt", "upr", "ud":
		// Their words are words of the text, though \* may mark them.
		if len(p.stack) > 0 && p.g.dest == skipped {
			p.to(p.stack[len(p.stack)-1].dest)
			if p.g.dest == skipped {
				p.to(body)
			}
		}
	default:
		if silent[w] {
			p.to(skipped)
		}
	}
}

func (p *parser) to(d dest) {
	p.decode()
	p.g.dest = d
}

// aside begins words that stand apart: the paragraph around them waits.
func (p *parser) aside(d dest) {
	p.decode()
	if len(p.stack) == 0 || p.g.dest == skipped && p.stack[len(p.stack)-1].dest == skipped || p.g.own {
		return
	}
	p.g.outer, p.g.own, p.g.dest = p.para, true, d
	p.para = &strings.Builder{}
}

func (p *parser) words() bool {
	switch p.g.dest {
	case body, headerText, footerText, noteText:
		return !p.g.deleted
	}
	return false
}

// write adds text that needs no decoding.
func (p *parser) write(s string) {
	if p.skip > 0 {
		p.skip--
		return
	}
	p.decode()
	p.put(s)
}

func (p *parser) put(s string) {
	switch {
	case p.words():
		p.para.WriteString(s)
	case p.g.dest == styles:
		p.styleName.WriteString(s)
	case p.g.dest == titleText:
		p.title.WriteString(s)
	case p.g.dest == authorText:
		p.author.WriteString(s)
	}
}

// decode decodes the bytes gathered, in the code page of the font.
func (p *parser) decode() {
	if len(p.bytes) == 0 {
		return
	}
	switch p.g.dest {
	case skipped, fontTable, info:
	default:
		e := p.fonts[p.g.font]
		if e == nil {
			e = p.base
		}
		if s, err := e.NewDecoder().Bytes(p.bytes); err == nil {
			p.put(string(s))
		}
	}
	p.bytes = p.bytes[:0]
}

func (p *parser) flush(kind stemma.RegionKind) {
	if !p.words() && !p.g.own {
		return
	}
	p.decode()
	text := p.para.String()
	p.para.Reset()
	switch {
	case p.g.dest == headerText:
		kind = stemma.Header
	case p.g.dest == footerText:
		kind = stemma.Footer
	case p.g.dest == noteText:
		kind = note
	case kind == stemma.Cell || p.table:
		kind = stemma.Cell
	case p.heading:
		kind = stemma.Heading
	case p.item:
		kind = stemma.ListItem
	}
	if strings.TrimSpace(text) != "" {
		p.blocks = append(p.blocks, out{kind: kind, text: text})
	}
}

// codePage is the encoding of a Windows or Macintosh code page.
func codePage(n int) encoding.Encoding {
	switch n {
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	case 866:
		return charmap.CodePage866
	case 874:
		return charmap.Windows874
	case 932:
		return japanese.ShiftJIS
	case 936:
		return simplifiedchinese.GBK
	case 949:
		return korean.EUCKR
	case 950:
		return traditionalchinese.Big5
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 1252:
		return charmap.Windows1252
	case 1253:
		return charmap.Windows1253
	case 1254:
		return charmap.Windows1254
	case 1255:
		return charmap.Windows1255
	case 1256:
		return charmap.Windows1256
	case 1257:
		return charmap.Windows1257
	case 1258:
		return charmap.Windows1258
	case 10000:
		return charmap.Macintosh
	case 10007:
		return charmap.MacintoshCyrillic
	}
	return nil
}

// charsetOf is the encoding of a font's character set.
func charsetOf(n int) encoding.Encoding {
	pages := map[int]int{77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 255: 437}
	if n == 0 || n == 1 {
		return nil // that of the file
	}
	return codePage(pages[n])
}
