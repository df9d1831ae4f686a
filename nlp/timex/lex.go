package timex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
)

// A piece is a token, or a part of one that a hyphen joins.
type piece struct {
	begin, end int32
	word       int32 // index in Tagger.words, -1 if the language does not list it
	value      int32 // of digits
	token      int32
	shape      shape
	capital    bool // begins with a capital letter
	letters    bool // begins with a letter or digit
}

// shape says what digits a piece is made of.
type shape uint8

const (
	noDigits     shape = iota
	integer            // 12, 1,200
	nth                // 8th
	decades            // 1990s, '90s
	tensOnly           // 90s
	clock              // 10:30
	dotted             // 10.30
	isoDays            // 2021-05-25, as year * 10000 + month * 100 + day
	isoMonths          // 2021-05, likewise
	slashes            // 5/25/2021, likewise
	quotedYear         // '98
	decimalShape       // 2.5, in tenths
	otherDigits
)

// The classes that the algorithm itself knows, by the names that rules give
// them. They are the first symbols of every grammar.
const (
	sentenceEdge  symbol = iota // where a sentence begins or ends
	anyNumber                   // 12, twelve, two thousand
	dayNumber                   // 1 to 31, 8th, eighth
	anyOrdinal                  // 8th, eighth
	newYear                     // 1900 to 2059
	wideYear                    // 1000 to 2199
	shortYear                   // '98
	twoDigits                   // 98, as a year
	anyHour                     // 0 to 24
	clockTime                   // 10:30
	dottedTime                  // 10.30
	plainTime                   // 1030
	fullDecade                  // 1990s, '90s
	shortDecade                 // 90s, which may be an age
	isoDate                     // 2021-05-25
	isoMonth                    // 2021-05
	slashDate                   // 5/25/2021
	decimalNumber               // 2.5
)

var ownClasses = []string{
	"EDGE", "NUMBER", "DAY", "ORDINAL", "YEAR", "WIDEYEAR", "SHORTYEAR", "YY", "HOUR", "CLOCK", "DOTTED", "PLAINTIME",
	"DECADE", "SHORTDECADE", "ISODAY", "ISOMONTH", "SLASHES", "DECIMAL",
}

// longestWord is the length in bytes of the longest word that a language may
// list; a longer word of the text is never looked up.
const longestWord = 24

// cut makes the pieces of tokens [first, last).
func (t *Tagger) cut(pieces []piece, doc *nlp.Doc, first, last int) []piece {
	for i := first; i < last; i++ {
		span := doc.Tokens[i].Span
		if span.Begin < 0 || span.End > len(doc.Text) || span.Begin >= span.End {
			continue
		}
		form := span.In(doc.Text)
		p := piece{begin: int32(span.Begin), end: int32(span.End), word: -1, token: int32(i)}
		if hasDigit(form) {
			p.shape, p.value = t.digitShape(form)
		}
		if p.shape == noDigits || p.shape == otherDigits {
			p.word = t.lookup(form)
			r, _ := utf8.DecodeRuneInString(form)
			p.capital, p.letters = unicode.IsUpper(r), unicode.IsLetter(r)
		}
		if p.word < 0 && (p.shape == noDigits || p.shape == otherDigits) {
			if h := hyphen(form); h > 0 && t.lookup(form[:h]) >= 0 {
				pieces = t.parts(pieces, p, form)
				continue
			}
		}
		pieces = append(pieces, p)
	}
	return pieces
}

// parts cuts one token at its hyphens: "mid-1996".
func (t *Tagger) parts(pieces []piece, whole piece, form string) []piece {
	for at := 0; at < len(form); {
		end := at + hyphen(form[at:])
		if end < at {
			end = len(form)
		}
		if end == at {
			end = at + 1
		}
		p := whole
		p.begin, p.end = whole.begin+int32(at), whole.begin+int32(end)
		p.shape, p.value, p.word = noDigits, 0, -1
		if hasDigit(form[at:end]) {
			p.shape, p.value = t.digitShape(form[at:end])
		}
		if p.shape == noDigits {
			p.word = t.lookup(form[at:end])
		}
		r, _ := utf8.DecodeRuneInString(form[at:end])
		p.capital, p.letters = unicode.IsUpper(r), unicode.IsLetter(r)
		pieces = append(pieces, p)
		at = end
	}
	return pieces
}

// hyphen returns where the first hyphen of form stands, -1 for none.
func hyphen(form string) int {
	for i := range len(form) {
		if form[i] == '-' {
			return i
		}
	}
	return -1
}

func hasDigit(form string) bool {
	for i := range len(form) {
		if form[i]-'0' < 10 {
			return true
		}
	}
	return false
}

// lookup finds a word in lower case, with a straight apostrophe and without
// the stop of an abbreviation.
func (t *Tagger) lookup(form string) int32 {
	if len(form) > longestWord {
		return -1
	}
	if n := len(form); n > 1 && form[n-1] == '.' {
		form = form[:n-1]
	}
	var buf [longestWord]byte
	n := 0
	for i := 0; i < len(form); i++ {
		b := form[i]
		switch {
		case b >= 'A' && b <= 'Z':
			b += 'a' - 'A'
		case b == 0xe2 && i+2 < len(form) && form[i+1] == 0x80 && form[i+2] == 0x99: // ’
			b, i = '\'', i+2
		case b == 0xe2 && i+2 < len(form) && form[i+1] == 0x80 && form[i+2] == 0x93: // –
			b, i = '-', i+2
		}
		buf[n] = b
		n++
	}
	if w, ok := t.index[string(buf[:n])]; ok {
		return w
	}
	return -1
}

// digitShape reads a word with digits in it.
func (t *Tagger) digitShape(form string) (shape, int32) {
	if form[0] == '\'' && len(form) > 2 {
		return t.short(form[1:])
	}
	if len(form) > 5 && form[:3] == "’" {
		return t.short(form[3:])
	}
	v, n := digits(form)
	if n == 0 {
		return otherDigits, 0
	}
	if n == len(form) {
		return integer, v
	}
	rest := form[n:]
	if among(rest, t.ordinals) {
		return nth, v
	}
	if v%10 == 0 && (n == 2 || n == 4) && among(rest, t.decades) {
		if n == 2 {
			return tensOnly, v / 10
		}
		return decades, v / 10
	}
	w, m := digits(rest[1:])
	switch {
	case rest[0] == ',' && m >= 3:
		// Thousands with commas.
		for {
			if m != 3 || v > 1000 {
				return otherDigits, 0
			}
			v = v*1000 + w
			rest = rest[4:]
			if rest == "" {
				return integer, v | noYear
			}
			if rest[0] != ',' {
				return otherDigits, 0
			}
			w, m = digits(rest[1:])
		}
	case rest[0] == ':' && m == 2 && len(rest) == 3 && v <= 24 && w < 60:
		return clock, clockMark + v*100 + w
	case rest[0] == '.' && m == 2 && len(rest) == 3 && v <= 24 && w < 60:
		return dotted, clockMark + v*100 + w
	case rest[0] == '.' && m == 1 && len(rest) == 2 && v < 1000:
		return decimalShape, v*10 + w
	case rest[0] == '-' && n == 4:
		if m == 2 && len(rest) == 3 && w >= 1 && w <= 12 {
			return isoMonths, (v*100 + w) * 100
		}
		if m == 2 && len(rest) == 6 && rest[3] == '-' {
			if d, k := digits(rest[4:]); k == 2 && valid(int(v), int(w), int(d)) {
				return isoDays, v*10000 + w*100 + d
			}
		}
	case (rest[0] == '/' || rest[0] == '-' || rest[0] == '.') && m > 0 && m <= 2 && n <= 2 && len(rest) > m+2 && rest[m+1] == rest[0]:
		y, k := digits(rest[m+2:])
		if len(rest) != m+2+k || k != 2 && k != 4 {
			break
		}
		if k == 2 {
			y = fullYear(y)
		}
		m, d := v, w
		if rest[0] == '.' || m > 12 {
			m, d = d, m
		}
		if !valid(int(y), int(m), int(d)) {
			break
		}
		if d <= 12 && m != d && rest[0] != '.' {
			return slashes, 0 // the order is the writer's secret
		}
		return slashes, y*10000 + m*100 + d
	}
	return otherDigits, 0
}

// clockMark is added to an hour that is told with its minutes.
const clockMark = 10000

// noYear marks a number that is written with a comma, as no year is.
const noYear = 1 << 30

// short reads what follows an apostrophe: "98", "90s".
func (t *Tagger) short(form string) (shape, int32) {
	v, n := digits(form)
	switch {
	case n != 2:
	case n == len(form):
		return quotedYear, v
	case v%10 == 0 && among(form[n:], t.decades):
		return decades, v / 10
	}
	return otherDigits, 0
}

func among(ending string, endings []string) bool {
	for _, e := range endings {
		if strings.EqualFold(ending, e) {
			return true
		}
	}
	return false
}

// digits reads the digits that s begins with, and how many there are; more
// than eight are none.
func digits(s string) (int32, int) {
	var v int32
	n := 0
	for n < len(s) && s[n]-'0' < 10 {
		if n == 8 {
			return 0, 0
		}
		v = v*10 + int32(s[n]-'0')
		n++
	}
	return v, n
}

// fullYear gives a year of two digits its century: those up to 29 are of this
// one.
func fullYear(y int32) int32 {
	if y < 30 {
		return 2000 + y
	}
	return 1900 + y
}
