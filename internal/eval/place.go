package eval

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
)

// A Place is words of a document with those around them, as the gold of the
// invented dossier writes spans: where a reader puts them is not the gold's to
// say. With white space collapsed, prefix, text and suffix together stand at
// one place.
type Place struct {
	Text   string `json:"text"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
}

// A Text is a document's text in which places can be found.
type Text struct {
	collapsed string
	at        []int // byte offset in the text of each byte of collapsed
}

// NewText makes places of text findable. Every run of white space, no-break
// spaces included, counts as one space.
func NewText(text string) *Text {
	t := &Text{}
	var b strings.Builder
	space := false
	for i, r := range text {
		if unicode.IsSpace(r) {
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			t.at = append(t.at, i-1)
			space = false
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		for k := range n {
			t.at = append(t.at, i+k)
		}
		b.WriteString(text[i : i+n])
	}
	t.collapsed = b.String()
	t.at = append(t.at, len(text))
	return t
}

// Find returns the byte offsets of the place's Text in the text, and whether
// it stands at exactly one place there.
func (t *Text) Find(p Place) (nlp.Span, bool) {
	prefix, words, suffix := collapse(p.Prefix), collapse(p.Text), collapse(p.Suffix)
	if words == "" {
		return nlp.Span{}, false
	}
	found := -1
	for from := 0; ; {
		i := strings.Index(t.collapsed[from:], words)
		if i < 0 {
			break
		}
		i += from
		from = i + 1
		before := strings.TrimRight(t.collapsed[:i], " ")
		after := strings.TrimLeft(t.collapsed[i+len(words):], " ")
		if strings.HasSuffix(before, prefix) && strings.HasPrefix(after, suffix) {
			if found >= 0 {
				return nlp.Span{}, false
			}
			found = i
		}
	}
	if found < 0 {
		return nlp.Span{}, false
	}
	return nlp.Span{Begin: t.at[found], End: t.at[found+len(words)-1] + 1}, true
}

// collapse puts one space for each run of white space and none at the ends.
func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }
