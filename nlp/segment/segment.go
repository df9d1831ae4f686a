// Package segment finds the sentences and the syntactic words of a text, each
// by its byte offsets, and loses nothing: every byte of a block that is not
// white space lies in exactly one token.
//
// Words are those of Universal Dependencies as the English Web Treebank cuts
// them: "don't" is "do" and "n't", "15-year" is "15", "-" and "year", "$5" is
// "$" and "5", an address or a link is one word. The package holds the
// algorithm only; the abbreviations, contractions and prefixes of a language
// are its [Language], as nlp/en has one.
//
// It works in two passes over a block, each linear in its bytes. The first
// cuts words by rules. The second looks at every place where a sentence could
// end and decides by rules, or by a [Splitter] learned from a treebank where
// the language has one. It does not repair the text: a word broken by a space
// stays two, and two words written together stay one unless the language
// lists them.
package segment

import (
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
)

// A Language is the part of segmentation that is knowledge of a language.
// Words are written in lower case with a straight apostrophe unless a field
// says otherwise, and are found in any case and with any apostrophe.
type Language struct {
	// Abbreviations keep their full stop and may end a sentence: "etc", "inc".
	// They are written without the stop.
	Abbreviations []string

	// Titles keep their full stop and are followed by a name: "gen", "mr". No
	// sentence ends after one, unless the text does.
	Titles []string

	// BeforeNumber keep their full stop only where a number follows: "no", "p".
	BeforeNumber []string

	// Letters are the single letters that are words, and so no initials when a
	// stop follows: "i".
	Letters []string

	// Clitics are the endings that are words of their own: "'s", "n't".
	Clitics []string

	// Fused are the words written together that are two, with a bar where they
	// are cut: "can|not", "gon|na".
	Fused []string

	// Prefixes stay with what follows them after a hyphen: "non", "anti".
	Prefixes []string

	// Hyphenated are further words that a hyphen does not cut: "e-mail".
	Hyphenated []string

	// Apostrophes are the words that begin with an apostrophe: "'em", "'til".
	Apostrophes []string

	// Units are cut from a number written before them: "pm", "km".
	Units []string

	// Starters are words that hardly ever follow an abbreviation within a
	// sentence and often begin one: "the", "he".
	Starters []string

	// Parted says that a full stop may stand apart from the initial or title that
	// it belongs to, as in text of which the words were parted by spaces:
	// "U . S . troops", "Dr . Orel".
	Parted bool

	// Datelines says that a dateline at the beginning of a block, "VARO, May 3
	// (KNA) —", is a sentence of its own.
	Datelines bool

	// Splitter decides where sentences end; nil for rules alone.
	Splitter *Splitter
}

// flags say what the language knows of a word.
type flags uint16

const (
	abbreviation flags = 1 << iota
	title
	beforeNumber
	letterWord
	prefix
	hyphenated
	leadApostrophe
	unit
	starter
	clitic
)

// A Segmenter fills the tokens and sentences of a Doc. It is safe for use by
// many goroutines.
type Segmenter struct {
	words    map[string]flags
	fused    map[string]uint8 // word without its bar → bytes before the cut
	splitter *Splitter

	parted, datelines bool

	// teacher decides in place of splitter and rules while a splitter learns.
	teacher func(*place) bool
}

// maxWord is the length in bytes of the longest word that a Language may list;
// longer words of the text are never looked up, which keeps the time linear.
const maxWord = 32

// New returns a segmenter for the language. Entries longer than 32 bytes are
// of no effect.
func New(language Language) *Segmenter {
	s := &Segmenter{
		words:    map[string]flags{},
		fused:    map[string]uint8{},
		splitter: language.Splitter,

		parted: language.Parted, datelines: language.Datelines,
	}
	for _, list := range []struct {
		words []string
		flag  flags
	}{
		{language.Abbreviations, abbreviation},
		{language.Titles, title},
		{language.BeforeNumber, beforeNumber},
		{language.Letters, letterWord},
		{language.Prefixes, prefix},
		{language.Hyphenated, hyphenated},
		{language.Apostrophes, leadApostrophe},
		{language.Units, unit},
		{language.Starters, starter},
		{language.Clitics, clitic},
	} {
		for _, word := range list.words {
			s.words[word] |= list.flag
		}
	}
	for _, word := range language.Fused {
		for i := range len(word) {
			if word[i] == '|' {
				s.fused[word[:i]+word[i+1:]] = uint8(i)
			}
		}
	}
	return s
}

// Name is "segment".
func (s *Segmenter) Name() string { return "segment" }

// Needs is no layer.
func (s *Segmenter) Needs() nlp.Layer { return 0 }

// Adds is tokens and sentences.
func (s *Segmenter) Adds() nlp.Layer { return nlp.Tokens | nlp.Sentences }

// Annotate fills doc.Tokens and doc.Sentences, unless they are there already.
// Where doc.Blocks is nil the text is read as [Paragraphs] cuts it; doc.Blocks
// itself is left alone.
func (s *Segmenter) Annotate(doc *nlp.Doc) {
	if doc.Has&s.Adds() == s.Adds() {
		return
	}
	// Five bytes a token and twenty tokens a sentence are about English.
	c := cutter{s: s, text: doc.Text}
	c.tokens = make([]nlp.Token, 0, len(doc.Text)/5+8)
	c.sentences = make([]nlp.Sentence, 0, len(doc.Text)/80+2)
	if doc.Blocks != nil {
		for _, block := range doc.Blocks {
			if block.Begin < 0 || block.End > len(doc.Text) || block.Begin >= block.End {
				continue
			}
			c.block(block)
		}
	} else {
		for at := 0; at < len(doc.Text); {
			var block nlp.Span
			block, at = nextParagraph(doc.Text, at)
			if block.Len() > 0 {
				c.block(block)
			}
		}
	}
	doc.Tokens, doc.Sentences = c.tokens, c.sentences
	doc.Has |= s.Adds()
}

// Paragraphs returns the stretches of text between blank lines, without the
// white space around them, in order. It is how a Doc without Blocks is read.
func Paragraphs(text string) []nlp.Span {
	var blocks []nlp.Span
	for at := 0; at < len(text); {
		var block nlp.Span
		block, at = nextParagraph(text, at)
		if block.Len() > 0 {
			blocks = append(blocks, block)
		}
	}
	return blocks
}

// nextParagraph returns the first paragraph at or after at, and where to look
// for the next one.
func nextParagraph(text string, at int) (nlp.Span, int) {
	begin, end := -1, -1
	blank := false // only white space since the last line break
	for at < len(text) {
		r, n := decode(text, at)
		switch {
		case r == '\n' || r == '\v' || r == '\f' || r == '\u2029' ||
			r == '\r' && (at+1 >= len(text) || text[at+1] != '\n'):
			// A form feed is the end of a page; a sentence may go on over it.
			if begin >= 0 && (blank || r == '\u2029') {
				return nlp.Span{Begin: begin, End: end}, at + n
			}
			blank = true
		case isSpace(r):
		default:
			blank = false
			if begin < 0 {
				begin = at
			}
			end = at + n
		}
		at += n
	}
	if begin < 0 {
		return nlp.Span{}, at
	}
	return nlp.Span{Begin: begin, End: end}, at
}

// decode returns the character at i and its length in bytes. A byte that is
// not UTF-8 comes back as utf8.RuneError and the length 1.
func decode(text string, i int) (rune, int) {
	if c := text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[i:])
}

func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || r >= '\t' && r <= '\r' || r >= 0x1c && r <= 0x1f
	}
	return unicode.IsSpace(r) || r == '\u200b'
}

// kind is the class of a character as far as cutting words goes.
type kind uint8

const (
	space kind = iota
	lower      // a letter that is not upper case, or a byte that is no UTF-8
	upper
	digit
	mark // joins to what is before it: accents, joiners, the soft hyphen
	apostrophe
	stop // full stop
	dash // hyphen
	other
)

var ascii = func() (table [utf8.RuneSelf]kind) {
	for c := range table {
		switch r := rune(c); {
		case isSpace(r):
			table[c] = space
		case r >= 'a' && r <= 'z', r == '_':
			table[c] = lower
		case r >= 'A' && r <= 'Z':
			table[c] = upper
		case r >= '0' && r <= '9':
			table[c] = digit
		case r == '\'':
			table[c] = apostrophe
		case r == '.':
			table[c] = stop
		case r == '-':
			table[c] = dash
		default:
			table[c] = other
		}
	}
	return table
}()

func kindOf(r rune) kind {
	if r < utf8.RuneSelf {
		return ascii[r]
	}
	switch {
	case r == '’' || r == 'ʼ' || r == '＇':
		return apostrophe
	case r == '‐' || r == '‑':
		return dash
	case r == utf8.RuneError:
		return lower
	case unicode.IsUpper(r):
		return upper
	case unicode.IsLetter(r):
		return lower
	case unicode.IsDigit(r):
		return digit
	case r == '\u200b' || unicode.IsSpace(r):
		return space
	case unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r) || r >= 0x1f3fb && r <= 0x1f3ff:
		return mark
	case unicode.IsNumber(r):
		return digit
	}
	return other
}

// at returns the character at i and its kind; space at or after the end.
func (c *cutter) at(i int) (rune, kind, int) {
	if i >= c.end {
		return ' ', space, 1
	}
	r, n := decode(c.text, i)
	if r >= utf8.RuneSelf && i+n > c.end {
		// The block ends within a character: read its first byte alone.
		return utf8.RuneError, lower, 1
	}
	return r, kindOf(r), n
}

// lookup returns what the language knows of text[i:j], in any case.
func (c *cutter) lookup(i, j int) flags {
	var buf [maxWord]byte
	n, ok := fold(&buf, c.text[i:j])
	if !ok {
		return 0
	}
	return c.s.words[string(buf[:n])]
}

// fold writes word in lower case and with straight apostrophes into buf. It
// says false where it does not fit.
func fold(buf *[maxWord]byte, word string) (int, bool) {
	if len(word) > maxWord+8 {
		return 0, false
	}
	n := 0
	for i := 0; i < len(word); {
		if b := word[i]; b < utf8.RuneSelf {
			if n == maxWord {
				return 0, false
			}
			if b >= 'A' && b <= 'Z' {
				b += 'a' - 'A'
			}
			buf[n] = b
			n, i = n+1, i+1
			continue
		}
		r, size := utf8.DecodeRuneInString(word[i:])
		switch kindOf(r) {
		case apostrophe:
			r = '\''
		case dash:
			r = '-'
		default:
			r = unicode.ToLower(r)
		}
		if n+utf8.UTFMax > maxWord {
			return 0, false
		}
		n += utf8.EncodeRune(buf[n:], r)
		i += size
	}
	return n, true
}
