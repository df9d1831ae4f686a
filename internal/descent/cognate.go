package descent

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/names"
	"github.com/stemma/stemma/nlp"
)

// Cognates are what a text keeps when it is put into another language: its
// names, as far as their consonants are heard across scripts, and its numbers,
// each with the sentence that it stands in (Simard, Foster and Isabelle, "Using
// cognates to align sentences in bilingual corpora", 1992).
type Cognates struct {
	lang   string // base language, "" if not known
	marks  []mark
	posts  []keyPost // the keys of the marks, by key
	sents  []stemma.Span
	words  []int32 // of each sentence
	known  bool    // capitals show which words are names
	sure   int     // marks that are
	script rune    // the block of most of its letters
}

// A mark is a name or number of a text, or what may be one.
type mark struct {
	word, sent int32
	number     bool
	sure       bool // shown to be one: by a capital within a sentence, by two digits
	seldom     bool // in few places of the text, so that it says where it is
}

// A keyPost says that a mark has a key. It has several where a script or a
// language adds to a word.
type keyPost struct {
	key  uint64
	mark int32
}

const (
	// proper is the part of the words within sentences above which capitals do
	// not show names: German writes its nouns with them.
	proper = 0.25
	// spelt is up to which number numbers are often spelt out, so that the other
	// text may not have them in digits.
	spelt = "12"
	// heard is how many sounds a word has that may be a name, and heardSure one
	// that is.
	heard, heardSure = 3, 2
	// longestNumber is how many digits a number has of which thousands are left
	// out.
	longestNumber = 18
)

// NewCognates collects the cognates of a text of which w are the words. The
// language is a BCP 47 tag, "" if it is not known.
func NewCognates(lang, text string, w *Words) *Cognates {
	c := &Cognates{lang: tongue(lang)}
	cased := c.capitals(text, w)
	for i := 0; i < w.N(); i++ {
		c.sentence(w, i)
		if keys, sure, n := numeral(text, w, i); n > 0 {
			c.add(mark{word: int32(i), sent: w.Sent[i], sure: sure, number: true}, keys)
			for range n - 1 {
				i++
				c.sentence(w, i)
			}
			continue
		}
		if cased && !capital(text, w, i) {
			continue
		}
		m := mark{word: int32(i), sent: w.Sent[i], sure: c.known && !w.begins(i)}
		least := heard
		if m.sure {
			least = heardSure
		}
		var keys []uint64
		for _, s := range names.Skeletons(w.Span[i].In(text)) {
			if len(s) >= least {
				keys = append(keys, keyOf('n', s))
			}
		}
		if len(keys) > 0 {
			c.add(m, keys)
		}
	}
	slices.SortFunc(c.posts, func(x, y keyPost) int {
		return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.mark, y.mark))
	})
	for posts := c.posts; len(posts) > 0; {
		n := keyed(posts)
		for _, p := range posts[:n] {
			c.marks[p.mark].seldom = c.marks[p.mark].seldom || n <= often
		}
		posts = posts[n:]
	}
	for _, m := range c.marks {
		if m.sure && m.seldom {
			c.sure++
		}
	}
	return c
}

// Len is how many words the text has.
func (c *Cognates) Len() int {
	n := 0
	for _, words := range c.words {
		n += int(words)
	}
	return n
}

// tongue is the language of a tag without its region, "" for the tags that
// name none.
func tongue(lang string) string {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	switch lang {
	case "und", "mul", "zxx", "mis":
		return ""
	}
	return lang
}

// abroad reports whether two texts are in two languages, both known.
func (c *Cognates) abroad(d *Cognates) bool { return c.lang != "" && d.lang != "" && c.lang != d.lang }

// capitals finds out whether the text has small letters and capitals, and
// whether these show which words are names.
func (c *Cognates) capitals(text string, w *Words) (cased bool) {
	small, capitals := 0, 0
	blocks := map[rune]int{}
	for i := range w.Span {
		r, n := utf8.DecodeRuneInString(w.Span[i].In(text))
		block := r >> 8
		if r < 0x370 {
			block = 0
		}
		if blocks[block]++; blocks[block] > blocks[c.script] {
			c.script = block
		}
		switch {
		case unicode.IsLower(r):
			small++
		case unicode.IsUpper(r) && n < w.Span[i].Len() && !w.begins(i):
			capitals++
		}
	}
	c.known = float64(capitals) <= proper*float64(small+capitals) && small > 0
	return small > 0 && 2*small >= capitals
}

func capital(text string, w *Words, i int) bool {
	r, n := utf8.DecodeRuneInString(w.Span[i].In(text))
	return unicode.IsUpper(r) && n < w.Span[i].Len()
}

// begins reports whether a word is the first of a sentence or of a quotation.
func (w *Words) begins(i int) bool {
	return i == 0 || w.Sent[i] != w.Sent[i-1] || w.flags[i]&opens != 0
}

// sentence notes word i with its sentence.
func (c *Cognates) sentence(w *Words, i int) {
	n := int(w.Sent[i])
	for len(c.sents) <= n {
		c.sents, c.words = append(c.sents, w.Span[i]), append(c.words, 0)
	}
	c.sents[n].End = w.Span[i].End
	c.words[n]++
}

// keyed is how many posts at the head of a list have one key.
func keyed(posts []keyPost) int {
	n := 1
	for n < len(posts) && posts[n].key == posts[0].key {
		n++
	}
	return n
}

func (c *Cognates) add(m mark, keys []uint64) {
	n := int32(len(c.marks))
	c.marks = append(c.marks, m)
	for _, k := range keys {
		c.posts = append(c.posts, keyPost{k, n})
	}
}

func keyOf(kind byte, s string) uint64 {
	h := uint64(fnvOffset)
	h = mixRune(h, rune(kind))
	for i := range len(s) {
		h = mixRune(h, rune(s[i]))
	}
	return mix(h, 0)
}

// numeral reads the number that begins with a word, and returns its keys and
// how many words it has, 0 if there is none. Digits of all scripts are one;
// thousands are set apart by a comma, a stop or a space; a number in thousands
// or millions has a key without these, because some languages write them as
// words. Small numbers are often spelt out, so that one is not sure.
func numeral(text string, w *Words, i int) (keys []uint64, sure bool, n int) {
	word := w.Span[i].In(text)
	// Arabic and Hebrew write "and", "the" or "in" together with a number.
	for len(word) > 0 {
		r, n := utf8.DecodeRuneInString(word)
		if unicode.IsDigit(r) {
			break
		}
		if r < 0x590 || r > 0x6ff || w.Span[i].Len()-len(word) > 6 {
			return nil, false, 0
		}
		word = word[n:]
	}
	if word == "" {
		return nil, false, 0
	}
	var groups []string
	var group []byte
	for _, r := range word {
		switch {
		case unicode.IsDigit(r):
			group = append(group, nlp.Digit(r))
		case r == '.' || r == ',' || r == '٫' || r == '٬':
			groups, group = append(groups, string(group)), nil
		default: // 12th, 5km
			goto read
		}
	}
read:
	groups = append(groups, string(group))
	n = 1
	for last := len(groups[len(groups)-1]); len(groups[0]) <= 3 && (n > 1 || len(groups) == 1) && last <= 3 && i+n < w.N() && thousand(text, w.Span[i+n-1], w.Span[i+n]); n++ {
		groups = append(groups, w.Span[i+n].In(text))
		last = 3
	}
	whole := true
	for _, g := range groups[1:] {
		whole = whole && len(g) == 3
	}
	switch {
	case whole && len(groups[0]) <= 3 || len(groups) == 1:
		digits := strings.TrimLeft(strings.Join(groups, ""), "0")
		keys = append(keys, keyOf('#', digits))
		for len(digits) > 3 && len(digits) <= longestNumber && strings.HasSuffix(digits, "000") {
			digits = digits[:len(digits)-3]
			keys = append(keys, keyOf('#', digits))
		}
		sure = len(digits) > len(spelt) || len(digits) == len(spelt) && digits > spelt
	case len(groups) == 2: // a fraction, or a time of the day
		keys = append(keys, keyOf('#', groups[0]+"."+groups[1]))
		if len(groups[1]) == 2 {
			keys = append(keys, keyOf('#', groups[1]))
		}
		sure = true
	default: // a date
		for _, g := range groups {
			keys = append(keys, keyOf('#', strings.TrimLeft(g, "0")))
		}
		sure = true
	}
	return keys, sure, n
}

// thousand reports whether the word behind a number is its next three digits.
func thousand(text string, number, next stemma.Span) bool {
	gap := text[number.End:next.Begin]
	if gap != " " && gap != "\u00a0" && gap != "\u202f" && gap != "\u2009" || next.Len() != 3 {
		return false
	}
	for i := next.Begin; i < next.End; i++ {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// Sketch is the keys by which texts in other languages are found: a number with
// a name or number of its sentence, and two names side by side, in either
// order.
func (c *Cognates) Sketch() *Sketch {
	s := &Sketch{Words: len(c.marks), Whole: fnvOffset, Lang: c.lang}
	keys := make([][]uint64, len(c.marks))
	for _, p := range c.posts {
		keys[p.mark] = append(keys[p.mark], p.key)
		s.Whole = mix(mix(s.Whole, p.key), uint64(p.mark))
	}
	for i, m := range c.marks {
		for j := i - 1; j >= 0 && i-j <= marksApart && c.marks[j].sent == m.sent; j-- {
			o := c.marks[j]
			// A number that is written in digits, with any name or number.
			if !(m.number && m.sure || o.number && o.sure) && (m.number || o.number || m.word-o.word != 1) {
				continue
			}
			for _, a := range keys[i] {
				for _, b := range keys[j] {
					if a != b {
						s.Keys = append(s.Keys, Key(mix(min(a, b), max(a, b))>>32))
					}
				}
			}
		}
	}
	slices.Sort(s.Keys)
	s.Keys = slices.Compact(s.Keys)
	// The least, so that of two long texts the same are kept.
	s.Keys = slices.Clone(s.Keys[:min(len(s.Keys), mostCognates)])
	s.hash()
	return s
}

// mostCognates is how many keys a sketch of cognates has at most: a table of numbers
// would have a hundred for each of them.
const mostCognates = 1 << 16

// marksApart is how many marks lie at most between two that make a key: a
// sentence has no more.
const marksApart = 60
