package descent

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/stemma/stemma"
)

// Words are the words of a text as far as texts are compared: folded to small
// letters without accents, each with its place, its sentence and whether it
// stands in quotation marks. Words of masked regions are left out.
type Words struct {
	Hash  []uint64      // of the folded word
	Span  []stemma.Span // in the text
	Sent  []int32       // number of the sentence, from 0
	flags []uint8
}

const (
	quoted  uint8 = 1 << iota // in quotation marks
	number                    // begins with a digit
	salient                   // long enough to say something by itself
	opens                     // the first word behind a quotation mark that opens
	covered                   // part of a passage that weighs nothing in this case
)

// N is the number of words.
func (w *Words) N() int { return len(w.Hash) }

// longestQuotation is how many words a quotation may have: a mark that is
// never closed must not turn the rest of a text into a quotation.
const longestQuotation = 150

// Split returns the words of the blocks of a text, in one pass.
func Split(text string, blocks []stemma.Span) *Words {
	n := 0
	for _, b := range blocks {
		n += b.Len()
	}
	w := &Words{
		Hash: make([]uint64, 0, n/5+1), Span: make([]stemma.Span, 0, n/5+1),
		Sent: make([]int32, 0, n/5+1), flags: make([]uint8, 0, n/5+1),
	}
	s := splitter{w: w, text: text, opened: -1}
	for _, b := range blocks {
		s.block(b)
	}
	return w
}

type splitter struct {
	w      *Words
	text   string
	sent   int32
	fresh  bool // the sentence has a word
	opened int  // word at which the open quotation began, -1 for none
	mark   rune // that opened it
}

func (s *splitter) end() {
	if s.fresh {
		s.sent++
		s.fresh = false
	}
}

func (s *splitter) block(b stemma.Span) {
	text := s.text
	lines := 0
	for i := b.Begin; i < b.End; {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:b.End])
		}
		switch {
		case wordly(r):
			i = s.word(i, b.End, r, n)
			lines = 0
			continue
		case r == '\n':
			if lines++; lines > 1 {
				s.end()
				s.endQuote() // a quotation of several paragraphs opens each anew
			}
		case r == '.' || r == '!' || r == '?' || r == '。' || r == '؟' || r == '।':
			// A full stop behind a single letter or within a number is none.
			if k := len(s.w.Span); k > 0 && (r != '.' || s.w.Span[k-1].Len() > 1) && stopBefore(text[i+n:b.End]) {
				s.end()
			}
		case r == '"' || r == '“' || r == '”' || r == '«' || r == '»' || r == '„':
			s.quote(r, i, n, b.Begin, b.End)
		}
		if r != '\n' && r != ' ' && r != '\t' && r != '\r' {
			lines = 0
		}
		i += n
	}
	s.end()
	s.endQuote()
}

// stopBefore reports whether what follows a full stop lets a sentence end.
func stopBefore(rest string) bool {
	for _, r := range rest {
		switch {
		case r == '"' || r == '”' || r == '’' || r == '\'' || r == ')' || r == ']' || r == '»' || r == '*' || r == '_':
			continue
		case r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u00a0':
			return true
		}
		return false
	}
	return true
}

// quote takes a quotation mark. A straight one opens where white space stands
// before it and none behind it, and closes otherwise.
func (s *splitter) quote(r rune, at, n, begin, end int) {
	begins := r == '“' && s.mark != '„' || r == '«' || r == '„'
	if r == '"' {
		before := at == begin || !closing(s.text[at-1])
		behind := at+n < end && !isSpace(s.text[at+n])
		begins = before && behind && s.opened < 0
	}
	if begins {
		s.endQuote()
		s.opened, s.mark = len(s.w.Span), r
	} else {
		s.endQuote()
	}
}

// endQuote ends the open quotation, if there is one.
func (s *splitter) endQuote() {
	k := len(s.w.Span)
	if s.opened >= 0 && k-s.opened <= longestQuotation {
		for i := s.opened; i < k; i++ {
			s.w.flags[i] |= quoted
		}
		if s.opened < k {
			s.w.flags[s.opened] |= opens
		}
	}
	s.opened, s.mark = -1, 0
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' }

// closing reports whether a straight mark behind this byte closes.
func closing(b byte) bool {
	return !isSpace(b) && b != '(' && b != '[' && b != '-' && b != '*' && b != '>'
}

// wordly reports whether a rune is part of a word.
func wordly(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// alone reports whether a rune is a word by itself: scripts that are written
// without spaces are compared sign by sign.
func alone(r rune) bool {
	return r >= 0x2E80 && (unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r)) ||
		r >= 0x0E00 && r < 0x0F00 || r >= 0x1000 && r < 0x10A0 || r >= 0x1780 && r < 0x1800
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// word takes the word that begins at i and returns where it ends.
func (s *splitter) word(i, end int, r rune, n int) int {
	h := uint64(fnvOffset)
	begin, letters := i, 0
	digits := r >= '0' && r <= '9'
	for i < end {
		if i > begin {
			r, n = rune(s.text[i]), 1
			if r >= utf8.RuneSelf {
				r, n = utf8.DecodeRuneInString(s.text[i:end])
			}
		}
		switch {
		case wordly(r):
			if r >= utf8.RuneSelf && alone(r) {
				if i > begin {
					s.add(h, begin, i, letters, digits)
					return i
				}
				h = mixRune(h, r)
				s.add(h, begin, i+n, 2*salientLetters, false)
				return i + n
			}
			h, letters = fold(h, letters, r)
		case digits && (r == '.' || r == ',') && i+1 < end && s.text[i+1] >= '0' && s.text[i+1] <= '9':
			h = mixRune(h, '.')
		case (r == '\'' || r == '’') && i+n < end && letterAt(s.text[i+n:end]):
			// What follows an apostrophe is an ending: "minister's".
			s.add(h, begin, i, letters, digits)
			return i + n
		default:
			s.add(h, begin, i, letters, digits)
			return i
		}
		i += n
	}
	s.add(h, begin, i, letters, digits)
	return i
}

func letterAt(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLetter(r)
}

// fold mixes a rune into a hash as its small letters without accents.
func fold(h uint64, letters int, r rune) (uint64, int) {
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return mixRune(h, r), letters + 1
	}
	var buf [8]byte
	n := utf8.EncodeRune(buf[:], unicode.ToLower(r))
	plain := norm.NFKD.Bytes(buf[:n])
	for len(plain) > 0 {
		r, n := utf8.DecodeRune(plain)
		plain = plain[n:]
		if !unicode.Is(unicode.Mn, r) {
			h, letters = mixRune(h, r), letters+1
		}
	}
	return h, letters
}

func mixRune(h uint64, r rune) uint64 { return (h ^ uint64(r)) * fnvPrime }

// salientLetters is how many letters a word needs to be more than a joint of
// the sentence, whatever the language; numbers count from the first digit.
const salientLetters = 5

func (s *splitter) add(h uint64, begin, end, letters int, digits bool) {
	if end == begin {
		return
	}
	var f uint8
	if digits {
		f |= number | salient
	}
	if letters >= salientLetters {
		f |= salient
	}
	// The hash is spread once more, because keys are chosen by its low bits.
	h ^= h >> 29
	h *= 0xbf58476d1ce4e5b9
	h ^= h >> 32
	s.w.Hash = append(s.w.Hash, h)
	s.w.Span = append(s.w.Span, stemma.Span{Begin: begin, End: end})
	s.w.Sent = append(s.w.Sent, s.sent)
	s.w.flags = append(s.w.flags, f)
	s.fresh = true
}
