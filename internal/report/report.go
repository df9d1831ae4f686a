// Package report writes what the documents of a case say to a claim, of an
// entity or altogether, as a text that a stranger can check: every sentence
// about the matter leads by a note to the exact words, and checks a report again
// against the case.
//
// A report quotes and counts; it draws no conclusion. What stands on somebody's
// word says on whose, no hedge is left out, and witnesses are counted in
// independent origins. The same case and selection give the same bytes.
//
// A report is made of lines ([Report.Lines]) whatever its format: its blocks, with
// the numbers of notes in [brackets], and then its notes. Checking reads the
// lines back out of the file and needs no format of its own. A note ends in the
// place of its words, by which it is found again:
//
//	…, bytes 56-240, 300-310 of its text · sha256 <64 digits> · <document>/<statement>
//
// The last block but one says how the report was made, so that it can be made
// again and compared; the last is a seal over all lines but its own, by which a
// change is told from a case that has grown. The seal is no signature: who changes a report
// can make it anew. Only the case tells then.
//
// doc/formats/report.md says it for other programs.
package report

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/stemma/stemma"
)

// A Format is one way to write a report.
type Format struct {
	Name  string
	About string
	Text  bool // whether it can be shown on a terminal
	write func(w io.Writer, r *Report) error
	// read gives the lines of a report back; ok is false for what is no report.
	read func(data []byte) (lines []string, err error)
}

// Formats are the formats there are.
var Formats = []Format{
	{"md", "Markdown with footnotes", true, writeMarkdown, readMarkdown},
	{"html", "a page of its own, without scripts or anything from elsewhere", true, writeHTML, readHTML},
	{"docx", "a document for a word processor, with real footnotes", false, writeDOCX, readDOCX},
}

// A Selection says what a report is of: one of Claim, Entity and All is set.
type Selection struct {
	Claim, Entity stemma.ID
	All           bool
	// AsOf is the day, as stemma's --as-of has it, for a report of what could be
	// known then; "" for all. The view that a report is made of has to be of it.
	AsOf string
}

// String is the selection as a person would type it.
func (s Selection) String() string {
	words := "--all"
	switch {
	case s.Claim != "":
		words = "--claim " + string(s.Claim)
	case s.Entity != "":
		words = "--entity " + string(s.Entity)
	}
	if s.AsOf != "" {
		words += " --as-of " + s.AsOf
	}
	return words
}

// A Report is blocks of text and the notes that they lead to.
type Report struct {
	Title  string
	Blocks []Block
	Notes  []Note
	notes  map[string]int // numbers of notes by what they lead to
}

// A Block is a heading, a paragraph or an item of a list.
type Block struct {
	Kind  Kind
	Level int // of a heading from 2, of an item from 1
	Parts []Part
}

// Kind says what a block is.
type Kind byte

// Kinds of block.
const (
	Paragraph Kind = iota
	Heading
	Item
)

// A Part is words with the number of the note that they lead to, 0 for none.
type Part struct {
	Words string
	Note  int
}

// A Note leads to exact words of a document.
type Note struct {
	Doc       *stemma.Document
	Statement *stemma.Statement // nil for words that are no statement
	Spans     []stemma.Span
	Text      string
}

// Make makes the report of a selection; version is the program's.
func Make(ctx context.Context, view stemma.View, version string, of Selection) (*Report, error) {
	r := &Report{notes: map[string]int{}}
	b := &builder{Report: r, view: stemma.Remember(view), called: map[stemma.ID]string{}}
	if err := b.build(ctx, of); err != nil {
		return nil, fmt.Errorf("make the report: %w", err)
	}
	r.number()
	r.paragraph(plain(fmt.Sprintf("Made by Stemma %s: stemma report %s", version, of)))
	r.paragraph(plain(sealWords + seal(r.Lines())))
	return r, nil
}

// number numbers the notes in the order in which the text leads to them.
func (r *Report) number() {
	to := make([]int, len(r.Notes)+1)
	var notes []Note
	for _, b := range r.Blocks {
		for i := range b.Parts {
			p := &b.Parts[i]
			if p.Note == 0 {
				continue
			}
			if to[p.Note] == 0 {
				notes = append(notes, r.Notes[p.Note-1])
				to[p.Note] = len(notes)
			}
			p.Note = to[p.Note]
		}
	}
	r.Notes = notes
}

// Lines are the lines of the report: its title, its blocks, then its notes. The
// seal is over all of them but its own.
func (r *Report) Lines() []string {
	lines := []string{r.Title}
	for _, b := range r.Blocks {
		var line strings.Builder
		for _, p := range b.Parts {
			line.WriteString(p.Words)
			if p.Note > 0 {
				fmt.Fprintf(&line, "[%d]", p.Note)
			}
		}
		lines = append(lines, line.String())
	}
	for i, n := range r.Notes {
		lines = append(lines, noteLine(i+1, n.Text))
	}
	return lines
}

// noteLine is a note as a line.
func noteLine(n int, text string) string { return fmt.Sprintf("Note %d: %s", n, text) }

// Write writes the report.
func (f Format) Write(w io.Writer, r *Report) error {
	if err := f.write(w, r); err != nil {
		return fmt.Errorf("write the report as %s: %w", f.Name, err)
	}
	return nil
}

const sealWords = "Seal: sha256 "

// seal is the digest of lines but for a seal among them.
func seal(lines []string) string {
	h := sha256.New()
	for _, l := range lines {
		if !strings.HasPrefix(l, sealWords) {
			io.WriteString(h, l+"\n")
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (r *Report) add(kind Kind, level int, parts ...Part) {
	r.Blocks = append(r.Blocks, Block{kind, level, parts})
}

func (r *Report) heading(level int, parts ...Part) { r.add(Heading, level, parts...) }
func (r *Report) paragraph(parts ...Part)          { r.add(Paragraph, 0, parts...) }
func (r *Report) item(level int, parts ...Part)    { r.add(Item, level, parts...) }

// plain is words that lead to no note.
func plain(words string) Part { return Part{Words: clean(words)} }

// clean is words as a line without characters that no report can hold: controls,
// and the marks that turn the direction of writing, are made visible.
func clean(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "\ufffd")), " ")
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x20:
			return 0x2400 + r
		case r == 0x7f:
			return '␡'
		case r >= 0x80 && r < 0xa0, r == '\u061c', r == '\u200e', r == '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\ufffe', r == '\uffff':
			return '\ufffd'
		}
		return r
	}, s)
}
