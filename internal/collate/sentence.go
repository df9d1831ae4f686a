package collate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma"
)

// sentences cuts a block at full stops, question and exclamation marks before
// white space. No sentence ends behind a single letter ("J. Reik"), behind a
// short word with a capital and no vowel ("Mr. Reik", "Lt. Reik"), or before a
// small letter.
func sentences(text string, block stemma.Span) []stemma.Span {
	var out []stemma.Span
	begin := block.Begin
	cut := func(end int) {
		s := stemma.Span{Begin: begin, End: end}
		for s.Begin < s.End && isSpace(text[s.Begin]) {
			s.Begin++
		}
		for s.Begin < s.End && isSpace(text[s.End-1]) {
			s.End--
		}
		if s.Begin < s.End {
			out = append(out, s)
		}
		begin = end
	}
	for i := block.Begin; i < block.End; {
		r, n := utf8.DecodeRuneInString(text[i:block.End])
		i += n
		if !strings.ContainsRune(".!?…。؟।", r) {
			if r == '\n' && i < block.End && text[i] == '\n' {
				cut(i)
			}
			continue
		}
		end := i
		for end < block.End {
			r, n := utf8.DecodeRuneInString(text[end:block.End])
			if !strings.ContainsRune(`.!?…"”’')]»*_`, r) {
				break
			}
			end += n
		}
		if r == '。' || end == block.End || isSpace(text[end]) && starts(text[end:block.End]) && !(r == '.' && end == i && shortened(text[begin:i-n])) {
			cut(end)
		}
		i = end
	}
	cut(block.End)
	return out
}

// starts reports whether what follows can be a sentence of its own.
func starts(rest string) bool {
	for _, r := range rest {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return !unicode.IsLower(r)
		}
	}
	return true
}

// shortened reports whether the last word before a full stop is an
// abbreviation, as far as its letters show.
func shortened(before string) bool {
	i := strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) })
	last := before
	if i >= 0 {
		_, n := utf8.DecodeRuneInString(before[i:])
		last = before[i+n:]
	}
	n := utf8.RuneCountInString(last)
	first, _ := utf8.DecodeRuneInString(last)
	return n == 1 && unicode.IsUpper(first) || n > 1 && n <= 4 && unicode.IsUpper(first) && !strings.ContainsAny(strings.ToLower(last), "aeiouy") && strings.ToUpper(last) != last
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' }
