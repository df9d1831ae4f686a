package neural

import (
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
)

// Words gives each word the rows of one table that stand for it: the word
// itself if it is known, its beginnings and endings, and how it is written. A
// word's vector is the sum of its rows.
//
// The rows are, in order: Unknown, the shapes, the known words from
// FirstWord on, then Buckets rows shared by all affixes through a hash.
type Words struct {
	index   map[string]int32
	buckets uint32
}

const (
	// Unknown is the row of a word that is not known.
	Unknown = 0
	// firstShape is the row of the first shape.
	firstShape = 1
	shapes     = 64
	// FirstWord is the row of the first known word.
	FirstWord = firstShape + shapes
	// MaxRows is the most rows that a word can have.
	MaxRows = 10
)

// NewWords returns the table's index for the words of the list, in its order,
// and a number of buckets for affixes.
func NewWords(list []string, buckets int) *Words {
	w := &Words{index: make(map[string]int32, len(list)), buckets: uint32(buckets)}
	for i, word := range list {
		w.index[word] = int32(FirstWord + i)
	}
	return w
}

// Known reports whether a word, written as Normal writes it, is on the list.
func (w *Words) Known(normal string) bool {
	_, ok := w.index[normal]
	return ok
}

// Rows is the number of rows of the table.
func (w *Words) Rows() int { return FirstWord + len(w.index) + int(w.buckets) }

// longest is the number of bytes of a word that are looked at; a longer word
// is read by its beginning and ending.
const longest = 48

// Normal writes the word as the list of known words holds it into buf and
// returns it: in lower case, digits as "0", a straight apostrophe.
func Normal(buf []byte, word string) []byte {
	buf = buf[:0]
	for i := 0; i < len(word); {
		if c := word[i]; c < utf8.RuneSelf {
			switch {
			case c >= 'A' && c <= 'Z':
				c += 'a' - 'A'
			case c >= '0' && c <= '9':
				c = '0'
			}
			buf = append(buf, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(word[i:])
		switch r {
		case '’', 'ʼ', '‘', '＇':
			r = '\''
		case '“', '”', '„':
			r = '"'
		case '–':
			r = '-'
		}
		buf = utf8.AppendRune(buf, unicode.ToLower(r))
		i += n
	}
	return buf
}

// Clip cuts the middle out of a very long word.
func Clip(word string) (head, tail string) {
	if len(word) <= longest {
		return word, ""
	}
	return word[:longest/2], word[len(word)-longest/2:]
}

// A Sentence is the sentence whose words are looked up.
type Sentence struct {
	Text   string
	Tokens []nlp.Token
	Upper  bool // written in capitals throughout
}

// IsUpper reports whether hardly a word of the tokens has a small letter.
func IsUpper(text string, tokens []nlp.Token) bool {
	upper, lower := 0, 0
	for i := range tokens {
		word := tokens[i].In(text)
		for j := 0; j < len(word) && j < longest; j++ {
			switch c := word[j]; {
			case c >= 'a' && c <= 'z':
				lower++
			case c >= 'A' && c <= 'Z':
				upper++
			}
		}
	}
	return upper > 4 && upper > 8*lower
}

// Append appends the rows of token i of the sentence to rows and says whether
// the first of them is that of a known word.
func (w *Words) Append(rows []int32, s *Sentence, i int) ([]int32, bool) {
	word := s.Tokens[i].In(s.Text)
	var buffer [2 * longest * 2]byte
	head, tail := Clip(word)
	normal := Normal(buffer[:0], head)
	if tail != "" {
		var more [2 * longest]byte
		normal = append(normal, Normal(more[:0], tail)...)
	}
	row, known := w.index[string(normal)]
	if !known {
		row = Unknown
	}
	rows = append(rows, row, int32(firstShape+w.shape(word, s, i)))
	first := int32(FirstWord + len(w.index))
	// Beginnings of two and three letters, endings of one to four: bytes do for
	// scripts of one byte a letter, and for others are still regular.
	n := len(normal)
	for size := 2; size <= 3 && size < n; size++ {
		rows = append(rows, first+int32(hash(normal[:size], uint32(size))%w.buckets))
	}
	for size := 1; size <= 4 && size < n; size++ {
		rows = append(rows, first+int32(hash(normal[n-size:], uint32(16+size))%w.buckets))
	}
	return rows, known
}

// hash is FNV-1a with a seed and a last mixing step.
func hash(b []byte, seed uint32) uint32 {
	h := 2166136261 ^ seed*2654435761
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	h ^= h >> 15
	h *= 0x2c1b3c6d
	return h ^ h>>13
}

// shape says how the word is written, in six bits. In a sentence written in
// capitals the case of a word says nothing, and all words look alike.
func (w *Words) shape(word string, s *Sentence, i int) int {
	const (
		small = iota
		title
		capitals
		mixed
		sign
		number
		numberMixed
		plain
	)
	upper, lower, digits, others, hyphen := 0, 0, 0, 0, false
	first := true
	firstUpper := false
	for j, r := range word {
		if j > longest {
			break
		}
		switch {
		case r >= 'a' && r <= 'z':
			lower++
		case r >= 'A' && r <= 'Z':
			upper++
			firstUpper = firstUpper || first
		case r >= '0' && r <= '9':
			digits++
		case r >= utf8.RuneSelf && unicode.IsUpper(r):
			upper++
			firstUpper = firstUpper || first
		case r >= utf8.RuneSelf && unicode.IsLetter(r):
			lower++
		default:
			others++
			hyphen = hyphen || r == '-' || r == '.' || r == '@' || r == '/'
		}
		first = false
	}
	kind := small
	switch {
	case upper+lower+digits == 0:
		kind = sign
	case upper+lower == 0:
		kind = number
	case digits > 0:
		kind = numberMixed
	case s.Upper:
		kind = plain
	case upper == 0:
		kind = small
	case firstUpper && upper == 1 && lower > 0:
		kind = title
	case lower == 0:
		kind = capitals
	default:
		kind = mixed
	}
	shape := kind
	if hyphen {
		shape |= 8
	}
	if i == 0 || i == 1 && isSign(s.Tokens[0].In(s.Text)) {
		shape |= 16
	}
	if upper+lower+digits+others == 1 {
		shape |= 32
	}
	return shape
}

func isSign(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// A Table holds a vector for each row.
type Table struct {
	Dim  int
	Data []float32
}

// Row returns the vector of row i.
func (t *Table) Row(i int32) []float32 { return t.Data[int(i)*t.Dim:][:t.Dim] }

// Look writes the vectors of all tokens of the sentence to x, which has Dim
// elements a token.
func (w *Words) Look(x []float32, t *Table, s *Sentence) {
	var buffer [MaxRows]int32
	for i := range s.Tokens {
		rows, _ := w.Append(buffer[:0], s, i)
		v := x[i*t.Dim:][:t.Dim]
		copy(v, t.Row(rows[0]))
		for _, row := range rows[1:] {
			Add(v, t.Row(row))
		}
	}
}
