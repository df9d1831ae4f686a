package segment

import (
	"strings"

	"github.com/stemma/stemma/nlp"
)

// A cutter holds the state of one Annotate call.
type cutter struct {
	s         *Segmenter
	text      string
	end       int // of the block
	tokens    []nlp.Token
	sentences []nlp.Sentence

	single int // single quotation marks that are open
	double int // straight double quotation marks seen in the block

	pieces []piece // of the tokens of the block
	caps   bool    // the block is written in capitals
	place  place   // the one that is being judged; here so that it costs no allocation
}

// block cuts one block into tokens and those into sentences.
func (c *cutter) block(block nlp.Span) {
	first := len(c.tokens)
	c.end, c.single, c.double = block.End, 0, 0
	for i := block.Begin; i < c.end; {
		_, k, n := c.at(i)
		if k == space {
			i += n
			continue
		}
		i = c.token(i, block.Begin)
	}
	c.split(first, block)
}

func (c *cutter) add(i, j int, glued bool) {
	c.tokens = append(c.tokens, nlp.Token{Span: nlp.Span{Begin: i, End: j}, Glued: glued, Head: -1})
}

// token cuts the word that begins at i, or the several words of a contraction,
// and returns where it ends. It always moves on by at least one byte.
func (c *cutter) token(i, begin int) int {
	r, k, n := c.at(i)
	switch k {
	case lower, upper, mark, digit:
		if j := c.link(i); j > i {
			c.add(i, j, false)
			return j
		}
		if k == digit {
			return c.number(i)
		}
		return c.word(i)
	case apostrophe:
		return c.apostrophe(i, n, begin)
	case stop, dash:
		return c.run(i, r, n)
	}
	return c.symbol(i, r, n)
}

// linkReach bounds how far ahead an "@" or "://" is looked for.
const linkReach = 64

// link returns the end of the link, address or handle that begins at i, or i.
func (c *cutter) link(i int) int {
	var at, scheme int
	j := i
scan:
	for j < c.end && j-i < linkReach {
		switch b := c.text[j]; {
		case b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9':
		case b == '.' || b == '_' || b == '-' || b == '+' || b == '%':
		case b == '@' && j > i:
			at = j
			break scan
		case b == ':' && strings.HasPrefix(c.text[j:c.end], "://") && j > i+1:
			scheme = j
			break scan
		case b == ':' && j == i+6 && c.text[i:j] == "mailto":
		default:
			break scan
		}
		j++
	}
	switch {
	case scheme > 0, j-i > 5 && strings.EqualFold(c.text[i:i+4], "www."):
		for j = i; j < c.end; {
			r, k, n := c.at(j)
			if k == space || r == '<' || r == '>' || r == '"' || r == '“' || r == '”' {
				break
			}
			j += n
		}
		return c.trimLink(i, j)
	case at > 0:
		j = at + 1
		for j < c.end {
			b := c.text[j]
			if b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '.' || b == '-' || b == '_' {
				j++
				continue
			}
			break
		}
		if j == at+1 {
			return i
		}
		return c.trimLink(i, j)
	}
	return i
}

// trimLink takes the punctuation off the end of a link that belongs to the
// sentence around it. A closing bracket stays where the link opens one.
func (c *cutter) trimLink(i, j int) int {
	round := strings.IndexByte(c.text[i:j], '(') >= 0
	square := strings.IndexByte(c.text[i:j], '[') >= 0
	for j > i+1 {
		switch c.text[j-1] {
		case '.', ',', ';', ':', '!', '?', '\'', '*', '-', '}':
			j--
			continue
		case ')':
			if !round {
				j--
				continue
			}
		case ']':
			if !square {
				j--
				continue
			}
		}
		break
	}
	for strings.HasSuffix(c.text[i:j], "’") {
		j -= len("’")
	}
	return j
}

// number cuts a number with what belongs to it: "1,200.50", "7:30", "9/11",
// "1990s", "713-853-3989".
func (c *cutter) number(i int) int {
	j := c.digits(i)
	for {
		r, _, n := c.at(j)
		if r == '.' || r == ',' || r == ':' || r == '/' {
			if _, k, _ := c.at(j + n); k == digit {
				j = c.digits(j + n)
				continue
			}
		}
		break
	}
	if m := c.dashed(i, j); m > j {
		c.add(i, m, false)
		return m
	}
	_, k, _ := c.at(j)
	switch k {
	case lower, upper:
		m := c.letters(j)
		if c.lookup(j, m)&unit != 0 {
			c.add(i, j, false)
			return j
		}
		// "4x4", "3D", "50,000th": read on as a word.
		return c.wordFrom(i, j)
	case apostrophe:
		// "the 1990's" is one word, unlike "Mary's".
		_, _, n := c.at(j)
		if m := c.letters(j + n); m > j+n && c.lookup(j, m)&clitic != 0 {
			c.add(i, m, false)
			return m
		}
	}
	c.add(i, j, false)
	return j
}

// digits returns the end of the run of digits at i.
func (c *cutter) digits(i int) int {
	for {
		_, k, n := c.at(i)
		if k != digit {
			return i
		}
		i += n
	}
}

// letters returns the end of the run of letters at i.
func (c *cutter) letters(i int) int {
	for {
		_, k, n := c.at(i)
		if k != lower && k != upper && k != mark {
			return i
		}
		i += n
	}
}

// dashed returns the end of a telephone number or date that begins with the
// number text[i:j], or j: three groups of digits or more, or three and four.
func (c *cutter) dashed(i, j int) int {
	if j-i > 4 || j >= c.end || c.text[j] != '-' {
		return j
	}
	groups, last, m := 1, j-i, j
	for m < c.end && c.text[m] == '-' {
		k := c.digits(m + 1)
		if k == m+1 {
			break
		}
		groups, last, m = groups+1, k-m-1, k
		if groups > 8 {
			break
		}
	}
	if groups >= 3 || groups == 2 && j-i <= 3 && last == 4 {
		return m
	}
	return j
}

// word cuts the word that begins at i.
func (c *cutter) word(i int) int { return c.wordFrom(i, i) }

// wordFrom cuts the word that begins at i, of which text[i:from] is known to
// be a part.
func (c *cutter) wordFrom(i, from int) int {
	j := from
	part := i // where the part since the last joint begins
	apostrophes := false
	dots := false
	short := true // every part so far is a single letter
loop:
	for j < c.end {
		r, k, n := c.at(j)
		switch k {
		case lower, upper, mark, digit:
			j += n
			continue
		case apostrophe:
			if _, next, _ := c.at(j + n); next == lower || next == upper {
				apostrophes = true
				j += n
				continue
			}
			break loop
		case stop:
			if !c.jointStop(part, j) {
				break loop
			}
			if !c.oneLetter(part, j) {
				short = false
			}
			dots = true
			j += n
			part = j
			continue
		case dash:
			if !c.jointDash(i, j, n) {
				break loop
			}
			j += n
			part = j
			continue
		}
		switch r {
		case '&':
			// "AT&T", "P&L": letters, short after the sign.
			m := c.letters(j + n)
			if m == j+n || m-(j+n) > 2 || j-part > 4 {
				break loop
			}
			j = m
			continue
		case '*', '@':
			if _, next, _ := c.at(j + n); next != lower && next != upper {
				break loop
			}
			j += n
			continue
		case '$', '€', '£':
			// "US$5": the letters name the currency.
			if _, next, _ := c.at(j + n); next == digit && j-i <= 3 && !dots {
				j += n
			}
			break loop
		}
		break loop
	}
	if j == i { // cannot be, but must never stand still
		j = i + 1
	}
	if apostrophes || j-i <= maxWord {
		if cut := c.contraction(i, j, apostrophes); cut > i {
			c.add(i, cut, false)
			c.add(cut, j, true)
			return c.possessive(j)
		}
	}
	// The stop after an abbreviation is part of it.
	if r, _, n := c.at(j); r == '.' {
		if c.singleStop(j+n) && c.keepsStop(i, part, j, dots && short && c.oneLetter(part, j)) {
			j += n
			c.add(i, j, false)
			return c.possessive(j)
		}
	}
	c.add(i, j, false)
	return c.possessive(j)
}

// singleStop reports whether what follows at j is not the rest of an ellipsis;
// one more full stop there is the sentence's ("Acme Inc..").
func (c *cutter) singleStop(j int) bool {
	if r, _, _ := c.at(j); r != '.' {
		return true
	}
	r, k, _ := c.at(j + 1)
	return r != '.' && k == space
}

// oneLetter reports whether text[i:j] is a single letter.
func (c *cutter) oneLetter(i, j int) bool {
	_, k, n := c.at(i)
	return (k == lower || k == upper) && i+n == j
}

// jointStop reports whether the stop at j joins the part that begins at part
// with what follows: "U.S", "example.com", but not "over.The".
func (c *cutter) jointStop(part, j int) bool {
	_, next, n := c.at(j + 1)
	switch next {
	case lower, digit:
		return j > part
	case upper:
		if c.oneLetter(part, j) {
			return true
		}
		// "Ph.D", and "REPORT.DOC" where nothing but a short part follows.
		_, after, _ := c.at(j + 1 + n)
		if after != lower && after != upper && after != digit {
			return j-part <= 2
		}
		if _, k, _ := c.at(j - 1); k == upper {
			m := c.letters(j + 1)
			return m-(j+1) <= 4 && j-part > 4
		}
	}
	return false
}

// jointDash reports whether the hyphen at j, n bytes long, is within a word
// that began at i: after a prefix, or in a word that is listed.
func (c *cutter) jointDash(i, j, n int) bool {
	_, next, _ := c.at(j + n)
	if next != lower && next != upper && next != digit || j-i > maxWord {
		return false
	}
	known := c.lookup(i, j)
	if known&prefix != 0 {
		return true
	}
	if m := c.letters(j + n); m > j+n {
		return c.lookup(i, m)&hyphenated != 0
	}
	return false
}

// keepsStop reports whether the full stop at j belongs to the word text[i:j],
// whose last part begins at part; letters says that all parts are single
// letters, as in "U.S".
func (c *cutter) keepsStop(i, part, j int, letters bool) bool {
	if letters {
		return true
	}
	known := c.lookup(i, j)
	if known&(abbreviation|title) != 0 {
		// The last stop of a block is the sentence's, as treebanks have it,
		// but in "U.S." it stays.
		return part > i || j+1 < c.end
	}
	after := j + 1
	gap := false
	for after < c.end {
		_, k, n := c.at(after)
		if k != space {
			break
		}
		gap = true
		after += n
	}
	_, k, _ := c.at(after)
	if known&beforeNumber != 0 && gap && k == digit {
		return true
	}
	if part == i && c.oneLetter(i, j) && known&letterWord == 0 {
		_, own, _ := c.at(i)
		// An initial: a capital with a capital after it, "J. Smith", and in
		// upper-case text too.
		if own == upper && k == upper {
			return true
		}
	}
	return false
}

// contraction returns where the word text[i:j] is cut in two, or i.
func (c *cutter) contraction(i, j int, apostrophes bool) int {
	if cut, ok := c.fusedAt(i, j); ok {
		return cut
	}
	if !apostrophes {
		return i
	}
	// The endings are short: try the longest first.
	for size := min(8, j-i-1); size >= 2; size-- {
		cut := j - size
		if !boundary(c.text, cut) {
			continue
		}
		if c.lookup(cut, j)&clitic != 0 {
			_, k, _ := c.at(cut)
			if k != apostrophe && cut-i < 2 {
				continue // "n't" needs a verb before it
			}
			return cut
		}
	}
	return i
}

func boundary(text string, i int) bool { return text[i]&0xc0 != 0x80 }

func (c *cutter) fusedAt(i, j int) (int, bool) {
	var buf [maxWord]byte
	n, ok := fold(&buf, c.text[i:j])
	if !ok || n != j-i { // other bytes than in the list: offsets would not fit
		return 0, false
	}
	cut, ok := c.s.fused[string(buf[:n])]
	return i + int(cut), ok
}

// possessive cuts the apostrophe of a plural possessive that follows the word
// that ends at j, and returns where reading goes on. After an opened single
// quotation mark it is taken for the closing one and left alone.
func (c *cutter) possessive(j int) int {
	r, k, n := c.at(j)
	if k != apostrophe || c.single > 0 {
		return j
	}
	if last := c.text[j-1]; last != 's' && last != 'S' && last != 'z' && last != 'x' {
		return j
	}
	if c.s.words["'s"]&clitic == 0 {
		return j
	}
	next, after, _ := c.at(j + n)
	if after == lower || after == upper || after == digit || r == '\'' && next == '\'' {
		return j
	}
	c.add(j, j+n, true)
	return j + n
}

// apostrophe cuts what begins with an apostrophe: a word of its own ("'em"), a
// year ("'72"), a clitic written apart, or a quotation mark.
func (c *cutter) apostrophe(i, n, begin int) int {
	_, k, _ := c.at(i + n)
	detached := i == begin || c.spaceBefore(i)
	switch k {
	case lower, upper:
		m := c.letters(i + n)
		known := c.lookup(i, m)
		glued := !detached && len(c.tokens) > 0 && c.tokens[len(c.tokens)-1].End == i
		if known&leadApostrophe != 0 && detached || known&clitic != 0 {
			c.add(i, m, known&clitic != 0 && glued)
			return m
		}
	case digit:
		m := c.digits(i + n)
		if m == i+n+2 && detached {
			if r, _, _ := c.at(m); r == 's' || r == 'S' {
				m++
			}
			if _, k, _ := c.at(m); k != lower && k != upper && k != apostrophe {
				c.add(i, m, false)
				return m
			}
		}
	}
	// Two in a row are one mark.
	if r, _, _ := c.at(i); r == '\'' || r == '’' {
		if next, _, _ := c.at(i + n); next == r {
			c.add(i, i+2*n, false)
			return i + 2*n
		}
	}
	if k != space && (detached || c.single == 0) && k != other {
		c.single++
	} else if c.single > 0 {
		c.single--
	}
	c.add(i, i+n, false)
	return i + n
}

func (c *cutter) spaceBefore(i int) bool {
	if i == 0 {
		return true
	}
	switch b := c.text[i-1]; b {
	case ' ', '\n', '\t', '\r', '(', '[', '{', '"', '-', '/':
		return true
	default:
		return strings.HasSuffix(c.text[:i], "“") || strings.HasSuffix(c.text[:i], "—") || strings.HasSuffix(c.text[:i], "\u00a0")
	}
}

// run cuts the run of one repeated sign at i: "...", "--".
func (c *cutter) run(i int, r rune, n int) int {
	j := i + n
	for {
		next, _, m := c.at(j)
		if next != r || j >= c.end {
			break
		}
		j += m
	}
	if next, _, m := c.at(j); r == '.' && next == '?' && j == i+n {
		c.add(i, j+m, false) // written for a doubtful end
		return j + m
	}
	if r == '.' && j == i+n {
		// ".doc" is a file's suffix.
		if next, k, _ := c.at(j); k == lower && c.spaceBefore(i) && next != '_' {
			if m := c.letters(j); m-j <= 4 {
				c.add(i, m, false)
				return m
			}
		}
	}
	c.add(i, j, false)
	return j
}

// faces are the emoticons that are cut as one word. Those that end in a letter
// or digit must not be followed by another.
var faces = []string{
	":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":'(", "=-)", ":)", ":(", ";)", ":D", ";D", ":P", ";P", ":p", ":/", ":|", "=)", "=(", "=D",
	"(:", "^_^", "<3", ":]", ":o", ":O", "xD", "XD", ":*",
}

// symbol cuts what begins with any other sign.
func (c *cutter) symbol(i int, r rune, n int) int {
	switch r {
	case ':', ';', '=', '^', '<', '(':
		if i+1 < c.end {
			for _, face := range faces {
				if strings.HasPrefix(c.text[i:c.end], face) && c.ends(i+len(face), face) {
					c.add(i, i+len(face), false)
					return i + len(face)
				}
			}
		}
		if r == ';' || r == '(' || r == ':' {
			c.add(i, i+n, false)
			return i + n
		}
		return c.run(i, r, n)
	case '!', '?':
		j := i + n
		for {
			next, _, m := c.at(j)
			if j >= c.end || next != '!' && next != '?' {
				break
			}
			j += m
		}
		c.add(i, j, false)
		return j
	case '*', '+', '~', '>', '`', '…', '—', '–', '|', '\\', '#', '•', '·', '$':
		if r == '+' {
			if _, k, _ := c.at(i + n); k == digit && c.spaceBefore(i) {
				j := c.digits(i + n)
				c.add(i, j, false)
				return j
			}
		}
		if r == '#' {
			if _, k, _ := c.at(i + n); (k == lower || k == upper) && c.spaceBefore(i) {
				j := c.letters(i + n)
				c.add(i, j, false)
				return j
			}
		}
		if r == '`' { // "I`ve", typed for an apostrophe
			if m := c.letters(i + n); m > i+n && m-i < 5 && c.backtick(i, m) {
				c.add(i, m, true)
				return m
			}
		}
		return c.run(i, r, n)
	case '@':
		if _, k, _ := c.at(i + n); (k == lower || k == upper) && c.spaceBefore(i) {
			j := i + n
			for {
				_, k, m := c.at(j)
				if k != lower && k != upper && k != digit {
					break
				}
				j += m
			}
			c.add(i, j, false)
			return j
		}
	case '"':
		c.double++
	case '‘', '‹', '‚':
		c.single++
	case '[':
		if strings.HasPrefix(c.text[i:c.end], "[...]") {
			c.add(i, i+5, false)
			return i + 5
		}
	}
	// One sign, with the accents and joiners that follow it: flags, families.
	j := i + n
	joined := false
	for {
		r, k, m := c.at(j)
		if k != mark && !(joined && k == other) || j >= c.end {
			break
		}
		joined = r == '\u200d'
		j += m
	}
	c.add(i, j, false)
	return j
}

// backtick reports whether text[i:j], a grave accent with letters, stands for
// a clitic and is written to the word before it.
func (c *cutter) backtick(i, j int) bool {
	if i == 0 || c.spaceBefore(i) || len(c.tokens) == 0 || c.tokens[len(c.tokens)-1].End != i {
		return false
	}
	var buf [maxWord]byte
	n, ok := fold(&buf, c.text[i:j])
	if !ok {
		return false
	}
	buf[0] = '\''
	return c.s.words[string(buf[:n])]&clitic != 0
}

// ends reports whether an emoticon may end at j.
func (c *cutter) ends(j int, face string) bool {
	_, k, _ := c.at(j)
	if k == digit || k == lower || k == upper {
		return false
	}
	last := face[len(face)-1]
	if last == '/' || last == '|' || last == '3' || last == '*' || last == ']' {
		return k == space
	}
	if face == "(:" {
		return k == space
	}
	return true
}
