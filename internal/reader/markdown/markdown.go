// Package markdown reads Markdown (CommonMark 0.31 with the tables, task lists
// and footnotes of GitHub, and front matter between --- or +++ lines).
//
// The document's text is the file's own characters, so that offsets into it
// are offsets into a UTF-8 file; markup stays in it. Regions leave out what
// marks a block: the signs of headings, bullets, fences, the edges of table
// cells, emphasis around a whole block, the brackets and address of a link
// that is a whole block. Markup inside a block (a link in a sentence, the sign
// at the head of each line of a quotation) stays inside its region, because a
// region is one stretch of text.
//
// Front matter gives title, author, date and the like, and is masked as Header.
// Rules, link definitions and HTML comments show no words and are in no
// region. Blocks within blocks are read as the outermost: an item of a list in
// an item is an item; a list in a quotation is the quotation.
package markdown

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/charset"
	"github.com/stemma/stemma/internal/reader/front"
	"github.com/stemma/stemma/internal/reader/layout"
)

// maxLines bounds what the lines and blocks take up in memory; a text of that
// many lines is a table or a log.
const maxLines = 2_000_000

// Read makes a document of a Markdown file.
func Read(_ context.Context, item stemma.Item) (*stemma.Document, []stemma.Item, error) {
	if bytes.Count(item.Data, []byte("\n")) > maxLines {
		return nil, nil, &stemma.Error{Kind: stemma.TooLarge, Op: "read " + item.Path, Err: fmt.Errorf("it has more than %d lines", maxLines), Hint: "Split it."}
	}
	t, err := charset.Decode(item.Data, "")
	if err != nil {
		return nil, nil, &stemma.Error{Kind: stemma.Broken, Op: "read " + item.Path, Err: err}
	}
	s := scanner{doc: &stemma.Document{Text: t.String, Encoding: t.Encoding}}
	s.split()
	s.frontMatter()
	s.blocks()
	if len(s.doc.Regions) == 0 {
		return nil, nil, &stemma.Error{Kind: stemma.Empty, Op: "read " + item.Path, Err: errors.New("there are no words in it")}
	}
	if s.doc.Title == nil && !s.h1.IsZero() {
		s.doc.Title = &stemma.Shown{Value: strings.Join(strings.Fields(s.h1.In(t.String)), " "), ShownBy: s.h1}
	}
	front.Finish(s.doc)
	return s.doc, nil, t.Fault(item.Path)
}

type scanner struct {
	doc   *stemma.Document
	lines []stemma.Span // without their ends
	next  int           // index of the first line not yet read
	h1    stemma.Span   // the first heading of the first level
}

func (s *scanner) split() {
	begin := 0
	text := s.doc.Text
	if strings.HasPrefix(text, "\uFEFF") {
		begin = len("\uFEFF")
	}
	for begin <= len(text) {
		end := len(text)
		if i := strings.IndexAny(text[begin:], "\r\n"); i >= 0 {
			end = begin + i
		}
		s.lines = append(s.lines, stemma.Span{Begin: begin, End: end})
		begin = end + 1
		if strings.HasPrefix(text[end:], "\r\n") {
			begin++
		}
	}
}

func (s *scanner) line(i int) string {
	if i >= len(s.lines) {
		return ""
	}
	return s.lines[i].In(s.doc.Text)
}

var (
	atx        = regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]+|$)`)
	atxEnd     = regexp.MustCompile(`(?:^|[ \t]+)#+[ \t]*$`)
	underline  = regexp.MustCompile(`^ {0,3}(?:=+|-+)[ \t]*$`)
	rule       = regexp.MustCompile(`^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	fence      = regexp.MustCompile("^[ \t]*(`{3,}|~{3,})")
	quote      = regexp.MustCompile(`^ {0,3}(?:>[ \t]?)+`)
	bullet     = regexp.MustCompile(`^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)`)
	definition = regexp.MustCompile(`^ {0,3}\[[^\]^][^\]]*\]:[ \t]*\S`)
	footnote   = regexp.MustCompile(`^ {0,3}\[\^[^\]]+\]:[ \t]*`)
	delimiter  = regexp.MustCompile(`^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$`)
	onlyTags   = regexp.MustCompile(`^(?:[ \t]*</?[A-Za-z][^<>]*>)+[ \t]*$`)
	onlyLink   = regexp.MustCompile(`^!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\]]*\])$`)
	onlyImages = regexp.MustCompile(`^(?:\[?!\[[^\]]*\](?:\([^()]*\)|\[[^\]]*\])(?:\]\([^()]*\))?\s*)+$`)
)

// blocks reads the lines from top to bottom.
func (s *scanner) blocks() {
	for s.next < len(s.lines) {
		line := s.line(s.next)
		switch {
		case strings.TrimSpace(line) == "":
			s.next++
		case atx.MatchString(line):
			s.heading()
		case fence.MatchString(line):
			s.fenced()
		case rule.MatchString(line) || definition.MatchString(line) || onlyTags.MatchString(line):
			s.next++
		case strings.HasPrefix(strings.TrimSpace(line), "<!--"):
			for s.next < len(s.lines) && !strings.Contains(s.line(s.next), "-->") {
				s.next++
			}
			s.next++
		case quote.MatchString(line):
			s.paragraph(stemma.Quote, quote)
		case bullet.MatchString(line):
			s.paragraph(stemma.ListItem, bullet)
		case footnote.MatchString(line):
			s.paragraph(stemma.Paragraph, footnote)
		case strings.Contains(line, "|") && s.next+1 < len(s.lines) && strings.Contains(s.line(s.next+1), "-") && delimiter.MatchString(s.line(s.next+1)):
			s.table()
		default:
			s.paragraph(stemma.Paragraph, nil)
		}
	}
}

func (s *scanner) heading() {
	span := s.lines[s.next]
	m := atx.FindStringSubmatchIndex(span.In(s.doc.Text))
	level := m[3] - m[2]
	span.Begin += m[1]
	if end := atxEnd.FindStringIndex(span.In(s.doc.Text)); end != nil {
		span.End = span.Begin + end[0]
	}
	s.next++
	if got := s.add(stemma.Heading, span); level == 1 && s.h1.IsZero() {
		s.h1 = got
	}
}

// fenced reads code between fences: text set as it stands.
func (s *scanner) fenced() {
	mark := fence.FindStringSubmatch(s.line(s.next))[1]
	s.next++
	first := s.next
	for s.next < len(s.lines) {
		line := strings.TrimSpace(s.line(s.next))
		if strings.HasPrefix(line, mark) && strings.Trim(line, mark[:1]) == "" {
			break
		}
		s.next++
	}
	if s.next > first {
		s.add(stemma.Paragraph, stemma.Span{Begin: s.lines[first].Begin, End: s.lines[s.next-1].End})
	}
	s.next++
}

// paragraph reads a block that goes on until a blank line or the beginning of
// another block. Mark is the sign at its head.
func (s *scanner) paragraph(kind stemma.RegionKind, mark *regexp.Regexp) {
	span := s.lines[s.next]
	if mark != nil {
		span.Begin += len(mark.FindString(span.In(s.doc.Text)))
	}
	for s.next++; s.next < len(s.lines); s.next++ {
		line := s.line(s.next)
		bare := strings.TrimSpace(quote.ReplaceAllString(line, ""))
		if kind == stemma.Paragraph && mark == nil && underline.MatchString(line) {
			s.next++
			if got := s.add(stemma.Heading, span); strings.HasPrefix(bare, "=") && s.h1.IsZero() {
				s.h1 = got
			}
			return
		}
		if bare == "" || atx.MatchString(line) || fence.MatchString(line) || rule.MatchString(line) || bullet.MatchString(line) ||
			footnote.MatchString(line) || kind != stemma.Quote && quote.MatchString(line) {
			break
		}
		span.End = s.lines[s.next].End
	}
	s.add(kind, span)
}

func (s *scanner) table() {
	for first := s.next; s.next < len(s.lines) && strings.Contains(s.line(s.next), "|"); s.next++ {
		if s.next == first+1 {
			continue // the line under the head
		}
		row := s.lines[s.next]
		cell := row.Begin
		for i := row.Begin; i <= row.End; i++ {
			if i == row.End || s.doc.Text[i] == '|' && (i == row.Begin || s.doc.Text[i-1] != '\\') {
				s.add(stemma.Cell, stemma.Span{Begin: cell, End: i})
				cell = i + 1
			}
		}
	}
}

// add appends a region without the marks around all of it, if it has words.
func (s *scanner) add(kind stemma.RegionKind, span stemma.Span) stemma.Span {
	span = layout.Trim(s.doc.Text, span)
	if onlyImages.MatchString(span.In(s.doc.Text)) {
		return stemma.Span{}
	}
	for {
		text := span.In(s.doc.Text)
		if m := onlyLink.FindStringSubmatchIndex(text); m != nil {
			span = stemma.Span{Begin: span.Begin + m[2], End: span.Begin + m[3]}
			break
		}
		n := emphasis(text)
		if n == 0 {
			break
		}
		span = layout.Trim(s.doc.Text, stemma.Span{Begin: span.Begin + n, End: span.End - n})
	}
	span = layout.Trim(s.doc.Text, span)
	if !strings.ContainsFunc(span.In(s.doc.Text), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return stemma.Span{}
	}
	s.doc.Regions = append(s.doc.Regions, stemma.Region{Span: span, Kind: kind})
	return span
}

// emphasis is the length of the sign of emphasis around the whole of text.
func emphasis(text string) int {
	for _, mark := range []string{"**", "__", "*", "_"} {
		if len(text) > 2*len(mark) && strings.HasPrefix(text, mark) && strings.HasSuffix(text, mark) && strings.Count(text, mark) == 2 {
			return len(mark)
		}
	}
	return 0
}

var entry = regexp.MustCompile(`^([A-Za-z][\w -]*?)[ \t]*[:=][ \t]*(.*?)[ \t]*$`)

// frontMatter takes the values between the lines --- or +++ at the head of the
// file, and masks them.
func (s *scanner) frontMatter() {
	mark := strings.TrimRight(s.line(0), " \t")
	if mark != "---" && mark != "+++" {
		return
	}
	end := 1
	for ; end < len(s.lines); end++ {
		if line := strings.TrimRight(s.line(end), " \t"); line == mark || line == "..." && mark == "---" {
			break
		}
	}
	if end == len(s.lines) || !entry.MatchString(s.line(1)) {
		return
	}
	key := ""
	for i := 1; i < end; i++ {
		line := s.line(i)
		value := s.lines[i]
		if m := entry.FindStringSubmatchIndex(line); m != nil {
			key = strings.ToLower(line[m[2]:m[3]])
			value = stemma.Span{Begin: value.Begin + m[4], End: value.Begin + m[5]}
		} else if item := bullet.FindString(line); item != "" {
			value.Begin += len(item)
		} else {
			continue
		}
		if value.Len() > 0 {
			s.fact(key, value)
		}
	}
	s.doc.Regions = append(s.doc.Regions, stemma.Region{Span: stemma.Span{Begin: s.lines[0].Begin, End: s.lines[end].End}, Kind: stemma.Header})
	s.next = end + 1
}

// fact sets a value from an entry of the front matter.
func (s *scanner) fact(key string, span stemma.Span) {
	text := s.doc.Text
	unquoted := strings.Trim(span.In(text), "\"'[] \t")
	at := strings.Index(span.In(text), unquoted)
	if unquoted == "" {
		return
	}
	span = stemma.Span{Begin: span.Begin + at, End: span.Begin + at + len(unquoted)}
	words := strings.Join(strings.Fields(strings.NewReplacer(`"`, "", `'`, "'").Replace(unquoted)), " ")
	shown := &stemma.Shown{Value: words, ShownBy: span, Where: "front matter " + key}
	set := func(to **stemma.Shown) {
		if *to == nil && words != "" {
			*to = shown
		}
	}
	switch key {
	case "title", "headline":
		set(&s.doc.Title)
	case "author", "authors", "byline", "by":
		if s.doc.Byline != nil && s.doc.Byline.Where == shown.Where {
			// The next of several.
			s.doc.Byline.Value += ", " + words
			s.doc.Byline.ShownBy.End = span.End
			return
		}
		set(&s.doc.Byline)
	case "publisher", "source", "outlet", "publication", "site":
		set(&s.doc.Publisher)
	case "date", "published", "pubdate", "publishdate", "created":
		if shown.Value = front.Date(words); shown.Value != "" {
			set(&s.doc.Published)
		}
	case "lang", "language":
		if tag, err := language.Parse(words); err == nil && tag != language.Und {
			s.doc.Lang = tag.String()
		}
	}
}
