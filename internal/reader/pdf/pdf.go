// Package pdf reads the text layer of PDF files (ISO 32000-1 and -2): words in
// the order of reading, paragraph by paragraph, page by page.
//
// Three layers, a file each: objects (object.go, file.go, crypt.go), signs on
// a page (font.go, content.go), and lines, columns and paragraphs
// (layout.go). The text holds every sign that the file draws, with three
// liberties that a PDF forces on its reader, since it holds no spaces, lines
// or paragraphs: gaps become spaces, lines of one paragraph are joined, and
// ligatures are written as their letters. A hyphen at the end of a line is
// kept.
//
// Lines that stand at the head or the foot of several pages, and page
// numbers, are masked. Where a paragraph goes on over the end of a page, they
// follow it.
//
// What it does not do: it does not read pictures of pages (OCR), form fields,
// or remarks pinned to pages, and it takes the file's word for which letter a
// sign is.
//
// The object layer is our own because it must hold against files built to do
// harm: no table of the file is trusted, every stream, loop and depth has a
// limit, and nothing that a file says makes room in memory before it is there.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/front"
	"github.com/stemma/stemma/internal/reader/layout"
)

const (
	// maxPages is more than any file of reporting has.
	maxPages = 20_000
	// maxText is the most bytes of text; the longest book has some ten million.
	maxText = 64 << 20
)

// Read makes a document of a PDF file.
func Read(ctx context.Context, item stemma.Item) (*stemma.Document, []stemma.Item, error) {
	fail := func(kind stemma.Kind, err error, hint string) (*stemma.Document, []stemma.Item, error) {
		if e, ok := errors.AsType[*stemma.Error](err); ok {
			return nil, nil, e
		}
		return nil, nil, &stemma.Error{Kind: kind, Op: "read " + item.Path, Err: err, Hint: hint}
	}
	f, err := open(item.Path, item.Data)
	if err != nil {
		return fail(stemma.Broken, err, "The file is damaged or cut short; fetch it again.")
	}
	pages, err := f.pages()
	if err != nil {
		return fail(stemma.Broken, err, "The file is damaged or cut short; fetch it again.")
	}
	var w writer
	ops, calls := 0, 0
	fonts := map[any]*font{}
	var empty []int // pages with pictures and without words
	unknown, total, size := 0, 0, 0
	var faulty error
	for i, pg := range pages {
		if ctx.Err() != nil {
			return fail(stemma.TooLarge, ctx.Err(), "Split the file.")
		}
		p := &painter{f: f, fonts: fonts, ops: &ops, calls: &calls, open: map[*stream]bool{}, page: pg.turned()}
		data, err := f.contents(pg)
		if err == nil {
			err = p.run(data, f.dict(pg.resources), state{ctm: unit, scale: 1, textm: unit, textlinem: unit}, 0)
		}
		if err != nil {
			if e, ok := errors.AsType[*stemma.Error](err); ok {
				return nil, nil, e
			}
			if faulty == nil {
				faulty = fmt.Errorf("page %d: %w", i+1, err)
			}
			if errors.Is(err, errWork) {
				return fail(stemma.TooLarge, faulty, "Print it to a new PDF, or split it.")
			}
		}
		unknown += p.unknown
		total += len(p.glyphs)
		if len(p.glyphs) == 0 && p.pictures > 0 {
			empty = append(empty, i+1)
		}
		size += w.page(pg, p.glyphs)
		if size > maxText {
			return fail(stemma.TooLarge, fmt.Errorf("it has more than %d MiB of text", maxText>>20), "Split the file.")
		}
	}
	switch {
	case total == 0 && faulty != nil:
		return fail(stemma.Broken, faulty, "The file is damaged; fetch it again.")
	case total == 0 && len(empty) > 0:
		return fail(stemma.Empty, errors.New("the PDF holds pictures of pages only"), "Run OCR on it first.")
	case unknown*4 > total:
		return fail(stemma.Broken, errors.New("the file does not say which letters its signs stand for"), "Run OCR on it first.")
	}
	doc := w.document()
	if doc.Text == "" {
		return fail(stemma.Empty, errors.New("there are no words in it"), "If its pages are pictures, run OCR on it first.")
	}
	info := f.dict(f.trailer["Info"])
	if t := text(f.str(info["Title"])); !junkTitle.MatchString(t) {
		doc.Title = front.Show(doc.Text, t, "PDF Title")
	}
	if a := text(f.str(info["Author"])); !junkAuthor.MatchString(a) {
		doc.Byline = front.Show(doc.Text, a, "PDF Author")
	}
	front.Finish(doc)
	if doc.Published == nil {
		doc.Published = front.ShowDate(doc.Text, date(f.str(info["CreationDate"])), "PDF CreationDate")
	}
	if l := text(f.str(f.dict(f.trailer["Root"])["Lang"])); tag.MatchString(l) {
		doc.Lang = l
	}
	switch {
	case faulty != nil:
		return doc, nil, &stemma.Error{Kind: stemma.Broken, Op: "read " + item.Path, Err: faulty, Hint: "The rest was read; fetch the file again."}
	case len(empty) > 0:
		return doc, nil, &stemma.Error{Kind: stemma.Empty, Op: "read " + item.Path, Err: fmt.Errorf("%d of its %d pages are pictures without words, the first is page %d", len(empty), len(pages), empty[0]), Hint: "Run OCR on them."}
	case unknown > 0:
		return doc, nil, &stemma.Error{Kind: stemma.Broken, Op: "read " + item.Path, Err: fmt.Errorf("%d signs could not be read, since the file does not say which letters they are; each is shown as \uFFFD", unknown), Hint: "Run OCR on it, or ask for the original."}
	}
	return doc, nil, nil
}

var (
	// Names that programs put in by themselves.
	junkTitle  = regexp.MustCompile(`(?i)^$|^(?:microsoft (?:word|powerpoint) - )|^untitled|^about:blank|\.(?:docx?|odt|indd|qxp|p65|rtf|html?|pdf|tmp|tex|dvi|xlsx?|pptx?)$|^(?:document|layout) ?\d*$|^\W*$`)
	junkAuthor = regexp.MustCompile(`(?i)^$|^(?:admin(?:istrator)?|user|owner|author|unknown|default|root|anonymous|microsoft office user)\d*$|^\W*$`)
	tag        = regexp.MustCompile(`^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$`)
)

// text decodes a text string: UTF-16 or UTF-8 with a mark, or Latin letters.
func text(s string) string {
	switch {
	case strings.HasPrefix(s, "\xFE\xFF"):
		var u []uint16
		for i := 2; i+1 < len(s); i += 2 {
			u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
		}
		s = string(utf16.Decode(u))
	case strings.HasPrefix(s, "\uFEFF"):
		s = s[3:]
	default:
		s, _ = charmap.Windows1252.NewDecoder().String(s)
	}
	s = strings.ToValidUTF8(s, "")
	return strings.TrimSpace(s[:len(s)-len(s[min(len(s), 1000):])])
}

// date turns D:20210525143000+02'00' into RFC 3339.
func date(s string) string {
	s = strings.TrimPrefix(text(s), "D:")
	s = strings.ReplaceAll(s, "'", "")
	for _, layout := range []string{"20060102150405-0700", "20060102150405Z0700", "20060102150405Z", "20060102150405", "20060102"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return ""
}

// pages walks the tree of pages.
func (f *file) pages() ([]page, error) {
	var out []page
	seen := map[ref]bool{}
	var walk func(x any, from page, depth int) error
	walk = func(x any, from page, depth int) error {
		if r, ok := x.(ref); ok {
			if seen[r] {
				return nil
			}
			seen[r] = true
		}
		d, ok := f.get(x).(dict)
		if !ok {
			return fmt.Errorf("page %d is missing", len(out)+1)
		}
		p := from
		p.dict = d
		if d["Resources"] != nil {
			p.resources = d["Resources"]
		}
		if b := f.array(d["MediaBox"]); len(b) == 4 {
			for i := range p.box {
				p.box[i] = f.num(b[i])
			}
		}
		if d["Rotate"] != nil {
			p.rotate = f.int(d["Rotate"], 0)
		}
		kids, tree := f.get(d["Kids"]).(array)
		if !tree {
			if len(out) >= maxPages {
				return &stemma.Error{Kind: stemma.TooLarge, Op: "read " + f.path, Err: fmt.Errorf("it has more than %d pages", maxPages), Hint: "Split it."}
			}
			out = append(out, p)
			return nil
		}
		if depth > maxDeep {
			return errors.New("its tree of pages is too deep")
		}
		for _, k := range kids {
			if err := walk(k, p, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	err := walk(f.dict(f.trailer["Root"])["Pages"], page{box: [4]float64{0, 0, 612, 792}}, 0)
	if err == nil && len(out) == 0 {
		err = errors.New("it has no pages")
	}
	return out, err
}

// turned is the matrix that turns a page as it is to be shown.
func (p page) turned() matrix {
	switch ((p.rotate % 360) + 360) % 360 {
	case 90:
		return matrix{0, -1, 1, 0, 0, 0}
	case 180:
		return matrix{-1, 0, 0, -1, 0, 0}
	case 270:
		return matrix{0, 1, -1, 0, 0, 0}
	}
	return unit
}

// contents is what draws a page: one stream or several that count as one.
func (f *file) contents(p page) ([]byte, error) {
	var out []byte
	parts := array{p.dict["Contents"]}
	if a, ok := f.get(p.dict["Contents"]).(array); ok {
		parts = a
	}
	for _, x := range parts {
		if x == nil {
			continue
		}
		s, ok := f.get(x).(*stream)
		if !ok {
			if f.get(x) == nil {
				return out, errors.New("its contents are missing")
			}
			continue
		}
		data, err := f.decode(s)
		out = append(append(out, data...), '\n')
		if err != nil {
			return out, err
		}
		if len(out) > maxDecoded {
			return out, fmt.Errorf("it unpacks to more than %d MiB", maxDecoded>>20)
		}
	}
	return out, nil
}

// A writer gathers the rows of all pages and makes a document of them.
type writer struct {
	all   []sheet
	sizes map[int]int // characters by size, in tenths of a point
}

// A sheet is the rows of one page: those that stand where running heads and
// feet do, from the outermost inwards; those between; and those that run in
// other directions, as stamps and side notes do.
type sheet struct {
	head, foot []row
	rows       []row
	turned     [][]row
}

// edge is the part of a page's height in which heads and feet stand, and
// edgeRows how many rows of them there may be.
const (
	edge     = 0.13
	edgeRows = 3
)

// page takes the signs of one page and returns the bytes of its text.
func (w *writer) page(pg page, glyphs []glyph) int {
	if w.sizes == nil {
		w.sizes = map[int]int{}
	}
	var by [4][]glyph
	for _, g := range glyphs {
		by[g.turn] = append(by[g.turn], g)
	}
	// The direction of most signs first.
	order := []int{0, 1, 2, 3}
	slices.SortStableFunc(order, func(a, b int) int { return len(by[b]) - len(by[a]) })
	var s sheet
	n := 0
	for k, turn := range order {
		rr := rows(by[turn])
		for _, r := range rr {
			for _, seg := range r {
				n += len(seg.text) + 2
				w.sizes[int(math.Round(seg.size*10))] += seg.chars
			}
		}
		switch {
		case k == 0:
			s.edges(rr, pg)
		case len(rr) > 0:
			s.turned = append(s.turned, rr)
		}
	}
	w.all = append(w.all, s)
	return n
}

// edges parts the rows of the page's own direction.
func (s *sheet) edges(rr []row, pg page) {
	x0, y0, x1, y1 := pg.box[0], pg.box[1], pg.box[2], pg.box[3]
	m := pg.turned()
	a, b := x0*m[1]+y0*m[3], x1*m[1]+y1*m[3]
	low, high := min(a, b), max(a, b)
	i := 0
	for i < len(rr) && i < edgeRows && rr[i][0].y > high-edge*(high-low) {
		i++
	}
	j := len(rr)
	for j > i && len(rr)-j < edgeRows && rr[j-1][0].y < low+edge*(high-low) {
		j--
	}
	s.head, s.rows, s.foot = rr[:i], rr[i:j], slices.Clone(rr[j:])
	slices.Reverse(s.foot)
}

var (
	digits     = regexp.MustCompile(`\d+`)
	pageNumber = regexp.MustCompile(`(?i)^[-–—|\[( ]*(?:page |p\. ?|seite |página )?(?:\d{1,5}|[ivxlc]{1,8})(?: ?(?:of|/|von|de) ?\d{1,5})?[-–—|\]) .]*$`)
)

// place is the words of a row, whatever the numbers in it, and its height, to
// some points: what a running head has in common on all pages.
func (r row) place() string {
	return fmt.Sprintf("%s %d", digits.ReplaceAllString(strings.ToLower(r.text()), "#"), int(math.Round(r[0].y/6)))
}

// repeated counts on how many pages a row stands at the same place.
func (w *writer) repeated(pick func(sheet) []row) map[string]int {
	count := map[string]int{}
	for _, s := range w.all {
		seen := map[string]bool{}
		for _, r := range pick(s) {
			if k := r.place(); !seen[k] {
				seen[k] = true
				count[k]++
			}
		}
	}
	return count
}

// furniture parts the rows at an edge into those that are running heads or
// page numbers, in order down the page, and those that are text.
func (w *writer) furniture(edge []row, count map[string]int) (furniture, text []row) {
	for k, r := range edge {
		n := count[r.place()]
		numbered := false
		for _, s := range r {
			numbered = numbered || pageNumber.MatchString(s.text)
		}
		// On the outermost row a page number is one, alone or beside a title.
		if n >= 3 || n == 2 && len(w.all) <= 3 || k == 0 && numbered && len(r) < 4 {
			furniture = append(furniture, r)
		} else {
			text = append(text, r)
		}
	}
	return furniture, text
}

// document joins lines to paragraphs.
func (w *writer) document() *stemma.Document {
	heads := w.repeated(func(s sheet) []row { return s.head })
	feet := w.repeated(func(s sheet) []row { return s.foot })
	type lines struct {
		head, foot []row
		lines      []line
	}
	var all []lines
	var flat [][]line
	for _, s := range w.all {
		head, top := w.furniture(s.head, heads)
		foot, bottom := w.furniture(s.foot, feet)
		slices.Reverse(foot)
		slices.Reverse(bottom)
		column := 0
		l := arrange(slices.Concat(top, s.rows, bottom), &column, 0)
		for _, rr := range s.turned {
			l = append(l, arrange(rr, &column, 0)...)
		}
		all = append(all, lines{head, foot, l})
		flat = append(flat, l)
	}
	pitch := pitch(flat)
	o := output{body: w.body()}
	for i, p := range all {
		for _, r := range p.head {
			o.furniture(i, stemma.Header, r.text())
		}
		for k, l := range p.lines {
			if o.open != nil && !goesOn(o.open, l, pitch, k > 0) {
				o.flush()
			}
			o.line(i, l)
		}
		for _, r := range p.foot {
			o.furniture(i, stemma.Footer, r.text())
		}
	}
	o.flush()
	return o.document()
}

// body is the size of most of the text.
func (w *writer) body() float64 {
	best, most := 0, -1
	for size, n := range w.sizes {
		if n > most || n == most && size < best {
			best, most = size, n
		}
	}
	return float64(best) / 10
}

// pitch is the usual distance of lines, in sizes of type: that which two
// lines in five do not exceed, since distances between paragraphs are larger.
func pitch(pages [][]line) float64 {
	var all []float64
	for _, lines := range pages {
		for i := 1; i < len(lines); i++ {
			a, b := lines[i-1], lines[i]
			if a.column == b.column && a.y > b.y && math.Abs(a.size-b.size) < 0.05*a.size {
				if g := (a.y - b.y) / b.size; g < 3 {
					all = append(all, g)
				}
			}
		}
	}
	if len(all) < 2 {
		return 0
	}
	slices.Sort(all)
	return all[len(all)*2/5]
}

// An output writes paragraphs and notes where pages begin.
type output struct {
	b       layout.Builder
	body    float64
	open    *paragraph
	page    int // of the last line, plus one
	begins  []pageBreak
	waiting []waiting
}

type waiting struct {
	page int
	kind stemma.RegionKind
	text string
}

func (o *output) furniture(page int, kind stemma.RegionKind, text string) {
	w := waiting{page, kind, text}
	if o.open != nil {
		o.waiting = append(o.waiting, w)
		return
	}
	o.put(w)
}

func (o *output) put(w waiting) {
	if span := o.b.Add(w.kind, w.text); !span.IsZero() {
		o.begin(w.page, span.Begin)
	}
}

// begin notes that a page begins at an offset, if it has not begun.
func (o *output) begin(page, offset int) {
	if n := len(o.begins); n == 0 || o.begins[n-1].page < page {
		o.begins = append(o.begins, pageBreak{page, offset})
	}
}

func (o *output) line(page int, l line) {
	if l.cells != nil {
		o.flush()
		for _, c := range l.cells {
			if span := o.b.Add(stemma.Cell, c); !span.IsZero() {
				o.begin(page, span.Begin)
			}
		}
		o.b.EndRow()
		return
	}
	if o.open == nil {
		o.open = &paragraph{}
	}
	n := o.open.text.Len()
	o.open.add(l)
	if k := len(o.open.breaks); k == 0 || o.open.breaks[k-1].page < page {
		if n > 0 {
			n = o.open.text.Len() - len(l.text)
		}
		o.open.breaks = append(o.open.breaks, pageBreak{page, n})
	}
}

// flush ends the open paragraph and writes what has waited for that.
func (o *output) flush() {
	if p := o.open; p != nil {
		t := p.text.String()
		kind := stemma.Paragraph
		short := utf8.RuneCountInString(t) < 200 && !strings.HasSuffix(t, ".")
		switch {
		case short && p.size > 1.12*o.body, short && p.bold && p.lines < 3 && p.size >= 0.95*o.body:
			kind = stemma.Heading
		case p.item:
			kind = stemma.ListItem
		}
		if span := o.b.Add(kind, t); !span.IsZero() {
			for _, b := range p.breaks {
				o.begin(b.page, span.Begin+b.offset)
			}
		}
		o.open = nil
	}
	for _, w := range o.waiting {
		o.put(w)
	}
	o.waiting = nil
}

// document adds the pages to the blocks.
func (o *output) document() *stemma.Document {
	doc := o.b.Document()
	var regions []stemma.Region
	next := 0
	for i, b := range o.begins {
		end := len(doc.Text)
		if i+1 < len(o.begins) {
			end = o.begins[i+1].offset
		}
		span := layout.Trim(doc.Text, stemma.Span{Begin: b.offset, End: end})
		if span.IsZero() {
			continue
		}
		for next < len(doc.Regions) && doc.Regions[next].Begin < span.Begin {
			regions = append(regions, doc.Regions[next])
			next++
		}
		regions = append(regions, stemma.Region{Span: span, Kind: stemma.Page})
	}
	doc.Regions = append(regions, doc.Regions[next:]...)
	return doc
}
