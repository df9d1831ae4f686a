package pdf

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The layout layer: from signs on a page to lines in the order of reading.
// The thresholds are parts of the size of the type, so that they hold for any
// page; each was set by typographic rule: a word space is a quarter to a
// third of the size and never less than a seventh, a gutter between columns
// is at least one size wide.
const (
	wordGap   = 0.15 // of the size: more than this between signs parts words
	gutterGap = 0.9  // may be a gutter
	cellGap   = 1.8  // parts the cells of a table
	sameLine  = 0.4  // a baseline that far off is of the same line
	raised    = 0.6  // as far may a note mark stand above the line
)

// A segment is a piece of a row without a wide gap.
type segment struct {
	x0, x1, y, size float64
	text            string
	bold            bool
	chars           int
}

// A row is the segments on one baseline, from left to right.
type row []segment

// A line is what is read at once.
type line struct {
	segment
	left, right float64 // of the column that it stands in
	column      int     // number of the column on the page
	cells       []string
}

// rows groups the signs of one direction.
func rows(glyphs []glyph) []row {
	slices.SortStableFunc(glyphs, func(a, b glyph) int {
		if a.y != b.y {
			if a.y > b.y {
				return -1
			}
			return 1
		}
		return 0
	})
	var out []row
	for i := 0; i < len(glyphs); {
		j := i + 1
		y, size := glyphs[i].y, glyphs[i].size
		for j < len(glyphs) {
			// A raised note mark comes first; the line is where the larger type is.
			larger := glyphs[j].size > size*1.2
			limit := sameLine * max(size, glyphs[j].size)
			if larger {
				limit = raised * glyphs[j].size
			}
			if y-glyphs[j].y >= limit {
				break
			}
			if larger {
				y, size = glyphs[j].y, glyphs[j].size
			}
			j++
		}
		for k := i; k < j; k++ {
			if glyphs[k].size < 0.85*size && glyphs[k].y > y+0.15*size {
				glyphs[k].s = superscript.Replace(glyphs[k].s)
			}
		}
		if r := newRow(glyphs[i:j]); len(r) > 0 {
			out = append(out, r)
		}
		i = j
	}
	return out
}

// superscript keeps a raised number from being read as part of the word before.
var superscript = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

func newRow(g []glyph) row {
	slices.SortStableFunc(g, func(a, b glyph) int {
		switch {
		case a.x < b.x:
			return -1
		case a.x > b.x:
			return 1
		}
		return 0
	})
	var r row
	var text strings.Builder
	var s segment
	bold, all := 0, 0
	flush := func() {
		s.text = strings.TrimSpace(text.String())
		if s.text != "" {
			s.bold = bold*2 > all
			s.chars = utf8.RuneCountInString(s.text)
			r = append(r, s)
		}
		text.Reset()
		bold, all = 0, 0
	}
	var last glyph
	for i, c := range g {
		blank := strings.TrimSpace(c.s) == ""
		if i > 0 && text.Len() > 0 {
			if c.s == last.s && math.Abs(c.x-last.x) < 0.08*c.size && !blank {
				continue // drawn twice, to look bold
			}
			gap := c.x - s.x1
			size := min(max(c.size, last.size), s.size*2)
			switch {
			case blank:
			case gap > gutterGap*size:
				flush()
			case gap > wordGap*size && !strings.HasSuffix(text.String(), " "):
				text.WriteByte(' ')
			}
		}
		if blank {
			// A space moves no edge; a wide one shows as a gap.
			if text.Len() > 0 && !strings.HasSuffix(text.String(), " ") {
				text.WriteByte(' ')
			}
			continue
		}
		if text.Len() == 0 {
			s = segment{x0: c.x, x1: c.x + c.w, y: c.y, size: c.size}
		}
		text.WriteString(c.s)
		s.x1 = max(s.x1, c.x+c.w)
		if c.size > s.size {
			s.size, s.y = c.size, c.y
		}
		all++
		if c.bold {
			bold++
		}
		last = c
	}
	flush()
	return r
}

func (r row) x0() float64 { return r[0].x0 }
func (r row) x1() float64 { return r[len(r)-1].x1 }

// text is the row as one string, for comparing.
func (r row) text() string { return strings.Join(r.texts(), " ") }

func (r row) texts() []string {
	parts := make([]string, len(r))
	for i, s := range r {
		parts[i] = s.text
	}
	return parts
}

// arrange puts rows in the order of reading: columns one after the other
// between lines that run across them. Column counts the columns so far.
func arrange(rows []row, column *int, depth int) []line {
	at, ok := gutter(rows)
	if !ok || depth > 8 {
		return single(rows, column)
	}
	var out []line
	for i := 0; i < len(rows); {
		j := i
		for j < len(rows) && crosses(rows[j], at) == crosses(rows[i], at) {
			j++
		}
		band := rows[i:j]
		i = j
		if crosses(band[0], at) {
			out = append(out, single(band, column)...)
			continue
		}
		var left, right []row
		both := 0
		for _, r := range band {
			k := 0
			for k < len(r) && r[k].x1 <= at {
				k++
			}
			if k > 0 {
				left = append(left, r[:k])
			}
			if k < len(r) {
				right = append(right, r[k:])
			}
			if k > 0 && k < len(r) {
				both++
			}
		}
		if both == 0 || both < 2 && len(band) > 4 {
			out = append(out, single(band, column)...)
			continue
		}
		out = append(out, arrange(left, column, depth+1)...)
		out = append(out, arrange(right, column, depth+1)...)
	}
	return out
}

func crosses(r row, at float64) bool {
	for _, s := range r {
		if s.x0 < at && s.x1 > at {
			return true
		}
	}
	return false
}

// gutter finds where a page is parted into columns of running text: the place
// that most rows leave blank with words on both sides. Short pieces on either
// side are cells of a table, which is read row by row.
func gutter(rows []row) (float64, bool) {
	type gap struct{ from, to float64 }
	var gaps []gap
	for _, r := range rows {
		for i := 1; i < len(r); i++ {
			gaps = append(gaps, gap{r[i-1].x1, r[i].x0})
		}
	}
	if len(gaps) < 3 {
		return 0, false
	}
	best, most := 0.0, 0
	step := max(1, len(gaps)/200)
	for i := 0; i < len(gaps); i += step {
		at := (gaps[i].from + gaps[i].to) / 2
		n := 0
		for _, g := range gaps {
			if g.from <= at && at <= g.to {
				n++
			}
		}
		if n > most {
			best, most = at, n
		}
	}
	if most < 3 {
		return 0, false
	}
	// The middle of what all of these gaps share.
	from, to := math.Inf(-1), math.Inf(1)
	for _, g := range gaps {
		if g.from <= best && best <= g.to {
			from, to = max(from, g.from), min(to, g.to)
		}
	}
	best = (from + to) / 2
	var left, right []int
	for _, r := range rows {
		if crosses(r, best) {
			continue
		}
		l, rr := 0, 0
		for _, s := range r {
			if s.x1 <= best {
				l += s.chars
			} else {
				rr += s.chars
			}
		}
		if l > 0 && rr > 0 {
			left, right = append(left, l), append(right, rr)
		}
	}
	const running = 18 // characters: the narrowest columns of print have some 25
	return best, len(left) >= 3 && median(left) >= running && median(right) >= running
}

func median(n []int) int {
	if len(n) == 0 {
		return 0
	}
	slices.Sort(n)
	return n[len(n)/2]
}

// single makes lines of rows that stand in one column.
func single(rows []row, column *int) []line {
	if len(rows) == 0 {
		return nil
	}
	*column++
	left, right := math.Inf(1), math.Inf(-1)
	for _, r := range rows {
		left, right = min(left, r.x0()), max(right, r.x1())
	}
	var out []line
	for i, r := range rows {
		l := line{segment: r[0], left: left, right: right, column: *column}
		cells := []string{r[0].text}
		l.chars, l.bold = 0, true
		for k, s := range r {
			l.chars += s.chars
			l.bold = l.bold && s.bold
			if k == 0 {
				continue
			}
			if s.x0-r[k-1].x1 > cellGap*s.size {
				cells = append(cells, s.text)
			} else {
				cells[len(cells)-1] += " " + s.text
			}
			l.x1 = s.x1
			l.size = max(l.size, s.size)
		}
		l.text = strings.Join(cells, " ")
		if len(cells) > 1 || len(r) > 1 && i > 0 && out[i-1].cells != nil && aligned(rows[i-1], r) {
			if l.cells = cells; len(cells) == 1 {
				l.cells = r.texts()
			}
		}
		out = append(out, l)
	}
	return out
}

// aligned reports whether the second pieces of two rows begin at one place, as
// those of a table do.
func aligned(above, r row) bool {
	return len(above) > 1 && math.Abs(above[1].x0-r[1].x0) < 0.3*r[1].size
}

// A paragraph is lines that are read as one.
type paragraph struct {
	text   strings.Builder
	last   line
	size   float64
	lines  int
	bold   bool
	item   bool
	breaks []pageBreak
}

// pageBreak says that a page begins within a paragraph.
type pageBreak struct{ page, offset int }

var bullet = regexp.MustCompile(`^(?:[•●▪◦‣·■–—-]|\(?(?:\d{1,3}|[a-z])[.)])\s+\S`)

// goesOn reports whether cur carries on the paragraph that ends in prev. The
// pitch is the usual distance of lines in the text.
func goesOn(p *paragraph, cur line, pitch float64, samePage bool) bool {
	prev := p.last
	if cur.cells != nil || prev.cells != nil || bullet.MatchString(cur.text) && !lowerStart(cur.text) {
		return false
	}
	if math.Abs(cur.size-prev.size) > 0.12*prev.size || cur.bold != prev.bold && (p.lines == 1 && prev.bold || cur.bold && cur.chars < 60) {
		return false
	}
	if !samePage || cur.column != prev.column {
		// A paragraph carries on in the next column if no sentence has ended
		// and none begins.
		return !ended(prev.text) && (lowerStart(cur.text) || hyphened(prev.text)) && prev.x1 > prev.right-0.25*(prev.right-prev.left)
	}
	gap := prev.y - cur.y
	usual := pitch
	if usual <= 0 {
		usual = 1.3 * cur.size
	}
	// Within a paragraph lines are evenly apart.
	if gap > 1.3*usual*cur.size || gap < 0 {
		return false
	}
	if cur.x0 > prev.x0+0.9*cur.size && !p.item && (p.lines > 1 || prev.x0 <= prev.left+0.5*cur.size) && cur.x0 > cur.left+0.9*cur.size {
		return false // indented: a new one begins
	}
	// The line broke although the next word would have fitted: it was meant.
	word, _, _ := strings.Cut(cur.text, " ")
	w := float64(utf8.RuneCountInString(word)) / float64(max(1, cur.chars)) * (cur.x1 - cur.x0)
	if prev.x1+w+0.8*cur.size < prev.right && !(lowerStart(cur.text) && !ended(prev.text) && prev.right-prev.x1 < 0.4*(prev.right-prev.left)) {
		return false
	}
	return true
}

func lowerStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// ended reports whether a line ends as a sentence does.
func ended(s string) bool {
	s = strings.TrimRight(s, `"'”’)]»`)
	return s == "" || strings.ContainsRune(".!?:…。！？", lastRune(s))
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// hyphened reports whether a line ends within a word.
func hyphened(s string) bool {
	r, n := utf8.DecodeLastRuneInString(s)
	if r != '-' && r != '\u2010' && r != '\u00AD' {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-n])
	return unicode.IsLetter(before) || unicode.IsDigit(before)
}

// add appends a line. A hyphen at the end of a line stays, and the word goes
// on right behind it; otherwise a space stands for the end of the line.
func (p *paragraph) add(l line) {
	if p.text.Len() > 0 && !hyphened(p.last.text) {
		p.text.WriteByte(' ')
	}
	if p.lines == 0 {
		p.size, p.bold = l.size, l.bold
		p.item = bullet.MatchString(l.text)
	}
	p.bold = p.bold && l.bold
	p.text.WriteString(l.text)
	p.last = l
	p.lines++
}
