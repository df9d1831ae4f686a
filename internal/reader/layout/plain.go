package layout

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma"
)

// Plain finds the blocks of plain text: where nothing but lines, blank lines
// and white space shows them.
//
// A blank line ends a paragraph. Text that was wrapped at a column (typed or
// sent at 60 to 80) keeps its lines together as one paragraph: a line goes on
// in the next if the next one's first word would not have fitted. In other
// text each line is a paragraph of its own, unless the next begins in lower
// case where no sentence ended. A speaker's label, a bullet and an indented
// line begin anew; bullets are left out of their item. A form feed ends a
// page. Lines without a letter or digit are rules and belong to no region.
func Plain(text string) []stemma.Region {
	lines := split(text)
	width := wrapWidth(text, lines)
	var regions []stemma.Region
	var alone []bool // parallel: one line with nothing right above or below
	for i := 0; i < len(lines); {
		if lines[i].IsZero() {
			i++
			continue
		}
		first := i
		for i++; i < len(lines) && !lines[i].IsZero() && goesOn(text, lines[i-1], lines[i], lines[first], width); i++ {
		}
		span := stemma.Span{Begin: lines[first].Begin, End: lines[i-1].End}
		kind := stemma.Paragraph
		if m := bullet.FindString(span.In(text)); m != "" {
			span.Begin += len(m)
			kind = stemma.ListItem
		}
		if !strings.ContainsFunc(span.In(text), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			continue
		}
		regions = append(regions, stemma.Region{Span: span, Kind: kind})
		alone = append(alone, i-first == 1 &&
			(first == 0 || lines[first-1].IsZero() || width == 0) && (i == len(lines) || lines[i].IsZero() || width == 0))
	}
	for i := range regions {
		if alone[i] && i+1 < len(regions) && regions[i].Kind == stemma.Paragraph && heads(regions[i].In(text), regions[i+1].In(text)) {
			regions[i].Kind = stemma.Heading
		}
	}
	return paged(text, regions)
}

// AddPlain appends plain text as it stands, with the regions that Plain finds
// in it, without its pages. Text in which it finds none adds nothing. White space at both ends is left off.
func (b *Builder) AddPlain(text string) {
	text = strings.ToValidUTF8(text, "\uFFFD")
	span := Trim(text, stemma.Span{End: len(text)})
	if span.IsZero() {
		return
	}
	text = span.In(text)
	regions := Plain(text)
	if len(regions) == 0 {
		return
	}
	if b.text.Len() > 0 {
		b.text.WriteString("\n\n")
	}
	base := b.text.Len()
	b.text.WriteString(text)
	b.last, b.row = stemma.Paragraph, false
	for _, r := range regions {
		if r.Kind != stemma.Page {
			r.Begin += base
			r.End += base
			b.regions = append(b.regions, r)
		}
	}
}

var (
	bullet = regexp.MustCompile(`^(?:[•●▪◦‣·*–—-]|\(?(?:\d{1,3}|[a-z])[.)])[ \t]+`)
	// speaker is the label that opens a turn of a transcript: "Q:", "MR ROE:",
	// "Ana Soto (translated):".
	speaker = regexp.MustCompile(`^(?:[QA]|\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,4}(?: \([^)]{1,30}\))?):[ \t]`)
)

// split returns the lines of text without white space at their ends; blank
// ones are the zero Span. Any of the line ends of Unicode ends a line.
func split(text string) []stemma.Span {
	var lines []stemma.Span
	begin := 0
	for i, r := range text {
		switch r {
		case '\n', '\f', '\v', '\u0085', '\u2028', '\u2029':
		case '\r':
			if strings.HasPrefix(text[i+1:], "\n") {
				continue
			}
		default:
			continue
		}
		lines = append(lines, Trim(text, stemma.Span{Begin: begin, End: i}))
		if r == '\f' || r == '\u2029' {
			lines = append(lines, stemma.Span{}) // ends a paragraph too
		}
		begin = i + utf8.RuneLen(r)
	}
	return append(lines, Trim(text, stemma.Span{Begin: begin, End: len(text)}))
}

// wrapWidth is the column at which text was wrapped, 0 if it was not.
func wrapWidth(text string, lines []stemma.Span) int {
	var lengths []int
	for i := range len(lines) - 1 {
		if !lines[i].IsZero() && !lines[i+1].IsZero() && strings.Contains(lines[i].In(text), " ") {
			lengths = append(lengths, utf8.RuneCountInString(lines[i].In(text)))
		}
	}
	if len(lengths) == 0 {
		return 0
	}
	slices.Sort(lengths)
	// A table or an address may stick out; one line in twenty may.
	width := lengths[(len(lengths)-1)*19/20]
	if width < 40 || width > 120 {
		return 0
	}
	full, all, ended := 0, 0, 0
	for i := range len(lines) - 1 {
		if !lines[i].IsZero() && !lines[i+1].IsZero() {
			all++
			if fills(text, lines[i], lines[i+1], width) {
				full++
				if words := strings.TrimRight(lines[i].In(text), "\"'”’)"); words != "" && strings.ContainsAny(words[len(words)-1:], ".!?:") {
					ended++
				}
			}
		}
	}
	// In wrapped text most lines that have another below them are full, and few
	// of those happen to end a sentence; in lists the lines are not full, and
	// where each line is a paragraph nearly all end one.
	if full*10 < all*6 || ended*2 > full {
		return 0
	}
	return width
}

// fills reports whether the next line's first word had no room on line. Lines
// set in type and taken from a page vary by a sixth or so.
func fills(text string, line, next stemma.Span, width int) bool {
	word, _, _ := strings.Cut(next.In(text), " ")
	return utf8.RuneCountInString(line.In(text))+1+utf8.RuneCountInString(word) > width*5/6
}

// goesOn reports whether the paragraph that began at first goes on from line
// to next.
func goesOn(text string, line, next, first stemma.Span, width int) bool {
	words := next.In(text)
	if bullet.MatchString(words) && !wordDash.MatchString(words) || speaker.MatchString(words) {
		return false
	}
	if strings.IndexFunc(line.In(text), unicode.IsLetter) < 0 {
		return false
	}
	if width > 0 {
		if indent(text, next) >= indent(text, line)+2 && !bullet.MatchString(first.In(text)) {
			return false
		}
		if fills(text, line, next, width) {
			return true
		}
	}
	r, _ := utf8.DecodeRuneInString(words)
	end, _ := utf8.DecodeLastRuneInString(line.In(text))
	return unicode.IsLower(r) && (unicode.IsLetter(end) || end == ',' || end == '-')
}

// wordDash is a line that goes on after a dash and is no list: "- and so on".
var wordDash = regexp.MustCompile(`^[–—-] \p{Ll}`)

func indent(text string, line stemma.Span) int {
	n := 0
	for i := line.Begin; i > 0 && (text[i-1] == ' ' || text[i-1] == '\t'); i-- {
		n++
		if text[i-1] == '\t' {
			n += 3
		}
	}
	return n
}

// heads reports whether a line that stands alone is the heading of the block
// below: short, not ended like a sentence, and above something longer.
func heads(line, below string) bool {
	if len(line) > 120 {
		return false
	}
	words := len(strings.Fields(line))
	last := strings.TrimRight(line, "\"'”’)»")
	if words == 0 || words > 14 || last == "" || strings.ContainsAny(last[len(last)-1:], ".,;:!") || strings.HasSuffix(last, "…") || speaker.MatchString(line) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, "\"'“‘«("))
	return !unicode.IsLower(r) && strings.ContainsFunc(line, unicode.IsLetter) && len(strings.Fields(below[:min(len(below), 1000)])) >= 12 && len(below) > len(line)
}

// paged adds the pages, if form feeds part the text.
func paged(text string, regions []stemma.Region) []stemma.Region {
	if len(regions) == 0 || !strings.Contains(text, "\f") {
		return regions
	}
	var with []stemma.Region
	begin, next := 0, 0
	for begin <= len(text) {
		end := len(text)
		if i := strings.IndexByte(text[begin:], '\f'); i >= 0 {
			end = begin + i
		}
		if page := Trim(text, stemma.Span{Begin: begin, End: end}); !page.IsZero() {
			with = append(with, stemma.Region{Span: page, Kind: stemma.Page})
		}
		for next < len(regions) && regions[next].Begin < end {
			with = append(with, regions[next])
			next++
		}
		begin = end + 1
	}
	return append(with, regions[next:]...)
}
