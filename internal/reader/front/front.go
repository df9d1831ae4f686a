// Package front proposes the front matter of a document (title, byline,
// publisher, day of publication), each with the words that show it, and masks
// by their words the parts of a text that are no reporting.
//
// It serves every format: a reader lays out the text, sets what the file's
// own metadata states, and calls Finish. What it answers rests on the forms
// that the press itself keeps: bylines, datelines, credit lines, posting
// lines and labelled fields at the head or foot of a text. What it does not:
// it never infers an author from a biography, a year from a day, or a title
// from running text. A value that no words show stays open.
//
// Masking is by kind and puts precision first: a menu that is read does less
// harm than reporting that is not.
package front

import (
	"regexp"
	"strings"

	"github.com/stemma/stemma"
)

// Finish masks the boilerplate of doc and proposes what its metadata leaves
// open.
func Finish(doc *stemma.Document) {
	Mask(doc)
	Propose(doc)
}

// Show returns the value that the metadata named where states, with the words
// of text that show it too, if they are there; nil if value is blank. White
// space in the value is made single.
func Show(text, value, where string) *stemma.Shown {
	value = strings.Join(strings.Fields(value), " ")
	if value == "" {
		return nil
	}
	return &stemma.Shown{Value: value, ShownBy: find(text, value), Where: where}
}

// ShowDate is Show for a date in any form that Date reads; nil if it reads
// none.
func ShowDate(text, words, where string) *stemma.Shown {
	value := Date(words)
	if value == "" {
		return nil
	}
	shown := &stemma.Shown{Value: value, Where: where}
	// The first of the text's dates that names the same day, near the head:
	// further down a date is more likely that of something told.
	day, _, _ := strings.Cut(value, "T")
	for _, d := range dates(text[:min(len(text), headBytes)]) {
		if d.value == day && len(day) == len("2006-01-02") {
			shown.ShownBy = d.span
			break
		}
	}
	return shown
}

// headBytes is how far into a text the words of its front matter are looked
// for when the metadata states the value.
const headBytes = 2000

// find returns the first place of words in text as words of their own,
// whatever the case and the white space between them, but for a blank line.
func find(text, words string) stemma.Span {
	fields := strings.Fields(words)
	if len(fields) == 0 || len(words) > 500 {
		return stemma.Span{}
	}
	for i, f := range fields {
		fields[i] = regexp.QuoteMeta(f)
	}
	re, err := regexp.Compile(`(?i)(?:^|[^\p{L}\p{N}])(` + strings.Join(fields, `(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)`) + `)(?:$|[^\p{L}\p{N}])`)
	if err != nil { // too long for a pattern
		return stemma.Span{}
	}
	m := re.FindStringSubmatchIndex(text)
	if m == nil {
		return stemma.Span{}
	}
	return stemma.Span{Begin: m[2], End: m[3]}
}
