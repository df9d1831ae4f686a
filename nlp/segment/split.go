package segment

import (
	"strings"

	"github.com/stemma/stemma/nlp"
)

// role is what a token may do at the end of a sentence.
type role uint8

const (
	word     role = iota
	ender         // ends a sentence: . ! ? …
	ellipsis      // may end one
	opener        // opens a quotation or bracket
	closer        // closes one
	pause         // comma, colon, semicolon, dash
	bullet        // marks an item of a list
	sign          // any other sign
)

// shape is how a token is written.
type shape uint8

const (
	shapeLower  shape = iota
	shapeTitle        // first letter a capital
	shapeCaps         // all capitals, two or more
	shapeLetter       // one capital
	shapeDigit
	shapeSign
)

// A piece is what the second pass needs of a token.
type piece struct {
	role  role
	shape shape
	stop  bool // a word that ends in a full stop
	space bool // white space before it
	line  bool // a line break before it that ends a line for good
	known flags
}

// split cuts the tokens from first on, which are those of one block, into
// sentences.
func (c *cutter) split(first int, block nlp.Span) {
	tokens := c.tokens[first:]
	if len(tokens) == 0 {
		return
	}
	if cap(c.pieces) < len(tokens) {
		c.pieces = make([]piece, 0, 2*len(tokens))
	}
	c.pieces = c.pieces[:0]
	caps, small := 0, 0
	openDouble := false
	for i, t := range tokens {
		p := c.piece(t, i, tokens)
		if w := c.text[t.Begin:t.End]; w == `"` {
			// A straight mark opens or closes by the side that it leans on,
			// and by what came before where it leans on none or both.
			leansLeft := i > 0 && tokens[i-1].End == t.Begin
			leansRight := i+1 < len(tokens) && tokens[i+1].Begin == t.End
			switch {
			case leansLeft && !leansRight:
				p.role = closer
			case leansRight && !leansLeft:
				p.role = opener
			case openDouble:
				p.role = closer
			default:
				p.role = opener
			}
			openDouble = p.role == opener
		}
		switch p.shape {
		case shapeLower, shapeTitle:
			small++
		case shapeCaps:
			caps++
		}
		c.pieces = append(c.pieces, p)
	}
	c.lines(tokens, block)
	c.caps = caps > 3*small

	start := 0
	quoted, bracketed := 0, 0
	dateline := -1
	if c.s.datelines {
		dateline = c.dateline(tokens) - 1
	}
	for i := range tokens {
		p := &c.pieces[i]
		switch p.role {
		case opener:
			if isBracket(c.text[tokens[i].Begin]) {
				bracketed++
			} else {
				quoted++
			}
		case closer:
			if isBracket(c.text[tokens[i].Begin]) {
				bracketed = max(0, bracketed-1)
			} else {
				quoted = max(0, quoted-1)
			}
		}
		if i+1 == len(tokens) {
			break
		}
		c.place = place{c: c, tokens: tokens, at: i, start: start, quoted: quoted, bracketed: bracketed}
		if i == dateline || i > dateline && c.place.ends() {
			c.sentences = append(c.sentences, nlp.Sentence{First: first + start, Last: first + i + 1})
			start = i + 1
			bracketed = 0
		}
	}
	c.sentences = append(c.sentences, nlp.Sentence{First: first + start, Last: first + len(tokens)})
}

// longestDateline is the most tokens that a dateline has.
const longestDateline = 24

// longestPlace is the most tokens that the place of a dateline has.
const longestPlace = 5

// dateline returns how many of the tokens at the beginning of a block say where
// and when a report was sent and by which agency, "VARO, May 3 (KNA) —": nothing
// but capitalised words, numbers and signs up to a dash, with the agency in
// brackets, or with the place in capitals where the text is not; or no more than
// that place, where a sentence begins behind the dash. A mark in square brackets
// behind it, "[TEXT]", is of it. It returns 0 if there is none.
func (c *cutter) dateline(tokens []nlp.Token) int {
	if s := c.pieces[0].shape; s != shapeCaps && s != shapeTitle {
		return 0
	}
	agency, place, more := false, c.pieces[0].shape == shapeCaps && !c.caps, false
	only := place
	for i := range min(len(tokens)-1, longestDateline) {
		w := c.text[tokens[i].Begin:tokens[i].End]
		switch p := &c.pieces[i]; {
		case w == "—" || w == "–" || w == "--" || w == "―" || w == "-" && p.space:
			if begins := c.pieces[i+1].shape; !agency && !(place && more) && !(only && i <= longestPlace && (begins == shapeTitle || begins == shapeLetter)) {
				return 0
			}
			if i+3 < len(tokens) && c.text[tokens[i+1].Begin:tokens[i+1].End] == "[" &&
				c.pieces[i+2].shape == shapeCaps && c.text[tokens[i+3].Begin:tokens[i+3].End] == "]" {
				return i + 4
			}
			return i + 1
		case p.shape == shapeTitle, p.shape == shapeCaps, p.shape == shapeLetter, p.shape == shapeDigit:
			only = only && p.shape == shapeCaps
		case w == ")" && i > 1:
			agency = true
		case w == ",":
			more = true
		case w != "(" && w != "." && w != "/" && w != "-":
			return 0
		}
	}
	return 0
}

func isBracket(b byte) bool {
	return b == '(' || b == ')' || b == '[' || b == ']' || b == '{' || b == '}'
}

// piece classifies tokens[i].
func (c *cutter) piece(t nlp.Token, i int, tokens []nlp.Token) piece {
	w := c.text[t.Begin:t.End]
	p := piece{space: i > 0 && tokens[i-1].End < t.Begin}
	r, n := decode(w, 0)
	switch kindOf(r) {
	case digit:
		p.shape = shapeDigit
		p.stop = w[len(w)-1] == '.'
		return p
	case upper:
		p.shape = shapeTitle
		if len(w) == n || len(w) == n+1 && w[n] == '.' {
			p.shape = shapeLetter
		} else if second, _ := decode(w, n); kindOf(second) == upper || second == '.' {
			p.shape = shapeCaps
		}
		p.stop = w[len(w)-1] == '.'
		p.known = c.known(t, p.stop)
		return p
	case lower, mark:
		p.stop = w[len(w)-1] == '.'
		p.known = c.known(t, p.stop)
		return p
	case apostrophe:
		if len(w) > n {
			if second, _ := decode(w, n); kindOf(second) == lower || kindOf(second) == upper || kindOf(second) == digit {
				return p // "'s", "'72"
			}
		}
	}
	p.shape = shapeSign
	switch r {
	case '.':
		p.role = ender
		if len(w) > 1 {
			p.role = ellipsis
			if k := kindOf(rune(w[1])); k == lower || k == upper {
				p.role, p.shape = word, shapeLower // ".doc"
			}
		}
	case '!', '?', '。', '！', '？', '؟', '۔', '।', '‼', '⁇', '⁈', '⁉':
		p.role = ender
	case '…':
		p.role = ellipsis
	case '(', '[', '{', '“', '«', '‘', '„', '‹', '‚', '`':
		p.role = opener
		if len(w) > 1 && (r == '(' || r == '[') {
			p.role = sign // "(:", "[...]"
		}
	case ')', ']', '}', '”', '»', '›':
		p.role = closer
	case '\'', '’', 'ʼ', '＇':
		p.role = closer
		leansRight := i+1 < len(tokens) && tokens[i+1].Begin == t.End
		if (p.space || i == 0) && leansRight {
			p.role = opener
		}
	case ',', ':', ';', '—', '–', '-':
		p.role = pause
		if r == '-' || r == ':' && len(w) > 1 || r == ';' && len(w) > 1 {
			p.role = sign
			if w == "-" && p.space && i+1 < len(tokens) && tokens[i+1].Begin > t.End {
				p.role = bullet
			}
		}
	case '•', '·', '*', '▪', '●', '◦', '■':
		p.role = bullet
	default:
		p.role = sign
	}
	return p
}

// known looks a word up, without the stop that ends it.
func (c *cutter) known(t nlp.Token, stop bool) flags {
	if t.Len() > maxWord {
		return 0
	}
	if stop {
		return c.lookup(t.Begin, t.End-1)
	}
	return c.lookup(t.Begin, t.End)
}

// lines marks the tokens that begin a line which does not continue the line
// before it: an item, a heading, a byline. A line break in running text is
// there because the next word did not fit; one that comes although it would
// have fitted is meant.
func (c *cutter) lines(tokens []nlp.Token, block nlp.Span) {
	text := c.text[block.Begin:block.End]
	if strings.IndexByte(text, '\n') < 0 {
		return
	}
	widest := 0
	for rest := text; rest != ""; {
		line, after, _ := strings.Cut(rest, "\n")
		widest = max(widest, len(strings.TrimSpace(line)))
		rest = after
	}
	var carried bool // a line goes on in small letters where the next word did not fit
	var breaks []lineBreak
	begin := block.Begin // of the line
	for i := 1; i < len(tokens); i++ {
		if !c.pieces[i].space || strings.IndexByte(c.text[tokens[i-1].End:tokens[i].Begin], '\n') < 0 {
			continue
		}
		width := tokens[i-1].End - begin
		begin = tokens[i].Begin
		// The first word of the line, up to the next space.
		j := i + 1
		for j < len(tokens) && j < i+8 && !c.pieces[j].space {
			j++
		}
		fits := width+1+tokens[j-1].End-tokens[i].Begin <= widest-lineSlack
		breaks = append(breaks, lineBreak{i, fits})
		carried = carried || !fits && c.pieces[i].shape == shapeLower && c.pieces[i].role == word
	}
	for _, b := range breaks {
		i, p := b.at, &c.pieces[b.at]
		switch {
		case p.role == bullet:
			p.line = true
		case p.shape == shapeLower && p.role == word, p.role == ender, p.role == closer, p.role == pause:
		case c.pieces[i-1].role == pause && c.text[tokens[i-1].Begin] == ',', c.pieces[i-1].known&title != 0:
		case widest > maxLine || widest < minLine && !carried || b.fits:
			p.line = true
		}
	}
}

// A lineBreak is a token that begins a line, and whether it would have fitted
// into the line before it.
type lineBreak struct {
	at   int
	fits bool
}

const (
	// Text that is broken into lines by hand or by a program has lines of 50 to
	// 120 characters; what is longer is a paragraph to a line, what is shorter
	// a list or an address, unless a line of it goes on in small letters.
	minLine, maxLine = 45, 130
	// Ragged lines: a word may be carried over although it would just fit.
	lineSlack = 4
)

// A place is a point between two tokens of a block where a sentence may end.
type place struct {
	c                 *cutter
	tokens            []nlp.Token
	at                int // index of the token before the place
	start             int // index of the first token of the sentence so far
	quoted, bracketed int // quotations and brackets open at the place
}

// reach is how many closing marks are passed over between the end of a
// sentence and the place.
const reach = 4

// anchor returns the index of the token that would end the sentence: the one
// before the place, or before the closing marks that stand before it.
func (p *place) anchor() int {
	k := p.at
	for k > p.start && p.at-k < reach && p.c.pieces[k].role == closer {
		k--
	}
	return k
}

// next returns the index of the token that would begin the next sentence, past
// opening marks and bullets; the last token if there is no other.
func (p *place) next() int {
	n := p.at + 1
	for n+1 < len(p.tokens) && n-p.at < reach && (p.c.pieces[n].role == opener || p.c.pieces[n].role == bullet) {
		n++
	}
	return n
}

// parted reports whether the stop at k belongs to an initial or a title in
// front of it, of which it is parted by a space as tokenised text has it: "U . S .
// troops", "Dr . Orel". After an initial the next word may begin a sentence if it
// is one of those that often do.
func (p *place) parted(k, n int) bool {
	pieces := p.c.pieces
	if k != p.at || k == p.start || !pieces[k].space || pieces[k].role != ender || p.tokens[k].Len() != 1 || p.c.text[p.tokens[k].Begin] != '.' {
		return false
	}
	if before := &pieces[k-1]; before.known&title == 0 && (before.shape != shapeLetter || before.known&letterWord != 0) {
		return false
	}
	return pieces[n].shape != shapeSign && pieces[n].shape != shapeDigit && pieces[n].known&starter == 0
}

// measured reports whether the word at k is a unit behind its number, written with a stop, and one
// that often begins a sentence follows with a capital: "shortly before 11 p.m. The owner".
func (p *place) measured(k, n int) bool {
	pieces := p.c.pieces
	return k == p.at && k > p.start && pieces[k].stop && pieces[k].known&unit != 0 && pieces[k-1].shape == shapeDigit &&
		pieces[n].space && pieces[n].shape == shapeTitle && pieces[n].known&starter != 0
}

// ends reports whether a sentence ends at the place.
func (p *place) ends() bool {
	pieces := p.c.pieces
	following := &pieces[p.at+1]
	if following.line {
		return true
	}
	// What can only stand at the end of a sentence does not begin one.
	switch following.role {
	case ender, closer:
		return false
	case pause:
		if c := p.c.text[p.tokens[p.at+1].Begin]; c == ',' || c == ';' || c == ':' {
			return false
		}
	}
	if p.tokens[p.at+1].Glued {
		return false
	}
	k, n := p.anchor(), p.next()
	if pieces[k].stop && pieces[k].known&title != 0 && k == p.at && pieces[n].shape != shapeSign {
		return false
	}
	if k == p.at && pieces[k].role == ender && k == p.start+1 && (pieces[p.start].shape == shapeDigit || pieces[p.start].shape == shapeLetter) {
		return false // "2." numbers what follows
	}
	if teacher := p.c.s.teacher; teacher != nil {
		return teacher(p)
	}
	if p.c.s.parted && p.parted(k, n) {
		return false
	}
	if p.measured(k, n) {
		return true
	}
	if splitter := p.c.s.splitter; splitter != nil {
		if !p.candidate(k) {
			return false
		}
		if pieces[k].role == ender && k < p.at && pieces[n].shape == shapeLower && pieces[n].role == word {
			return false // “Why?” he asked.
		}
		least := float32(0)
		if pieces[k].role != ender && pieces[k].role != ellipsis && !pieces[k].stop {
			least = surer
		}
		return splitter.score(p) > least
	}
	return p.rule(k, n)
}

// surer is how far above zero the score must be where nothing but the words
// speaks for an end. Letters and posts, of which much was learned from, leave
// full stops out more often than reporting does.
const surer = 1

// candidate reports whether a learned splitter is asked about the place. It
// need not be between two words that run on in lower case.
func (p *place) candidate(k int) bool {
	pieces := p.c.pieces
	if pieces[k].role == ender || pieces[k].role == ellipsis || pieces[k].stop {
		return true
	}
	at, following := &pieces[p.at], &pieces[p.at+1]
	if !following.space {
		return false
	}
	switch at.role {
	case opener:
		return false
	case word:
		if p.c.caps {
			return following.role == bullet
		}
		return following.shape != shapeLower && (at.shape == shapeLower || at.shape == shapeDigit || following.role != word)
	case pause:
		return following.shape != shapeLower || p.c.text[p.tokens[p.at].Begin] != ','
	}
	return true
}

// rule decides where nothing was learned: k is the anchor, n the next word.
func (p *place) rule(k, n int) bool {
	pieces := p.c.pieces
	end, next := &pieces[k], &pieces[n]
	spaced := pieces[p.at+1].space
	begins := next.shape != shapeLower
	switch {
	case end.role == ender:
		if !spaced {
			// "the door.The man": a space is missing.
			return k == p.at && k > p.start && pieces[k-1].shape == shapeLower && pieces[k-1].role == word &&
				(next.shape == shapeTitle || next.shape == shapeLetter) && p.bracketed == 0
		}
		return begins
	case end.role == ellipsis:
		return spaced && begins && next.shape != shapeSign
	case end.stop:
		if !spaced {
			return false
		}
		if k < p.at { // "in the U.S.)" and a capital
			return begins && next.known&starter != 0
		}
		if end.known&(title|beforeNumber) != 0 && end.known&abbreviation == 0 {
			return false
		}
		return begins && next.known&starter != 0 && next.shape != shapeLower
	}
	return false
}
