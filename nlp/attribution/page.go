package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
)

// A page is a text as the sieves look at it: its words with what they can be,
// its paragraphs, its quotations as a nest of levels, and the lines of every
// level. Making one takes time linear in the text.
type page struct {
	doc   *nlp.Doc
	lex   *Lexicon
	table map[string]*entry

	words  []word
	quotes []quote
	lines  []line
	items  []item // memory for those of the lines, handed out by room
	cues   []cue

	found       []finding
	labels      []labelled
	tallies     [maxLevel + 1][]int32
	sources     map[string]bool // capitalised words of the sources found, once asked for
	depth       int             // how many contents it lies in
	rule        int             // the sieve being run
	read        bool            // the model has read it
	sentences   []int32         // of each token, once the trees are asked for
	names       map[int32]bool  // words of the names of those who can say something
	owners      []int32         // of each token, one more than the finding whose source it is of, once asked for
	talked      bool            // the interviewed one was looked for
	interviewee tokens          // who answers the questions of the text, empty if it does not say
	set         []bool          // of each token, whether it stands in a time or a name, once asked for
}

// word is what the sieves know of one token.
type word struct {
	entry     *entry
	class     Class
	punct     punct
	upper     bool  // begins with a capital in a text that has small letters
	alpha     bool  // has a letter or digit
	caps      bool  // stands in a paragraph all in capitals
	level     uint8 // how many quotations it stands in
	quote     int32 // the innermost of them, -1 for none
	paragraph int32
	line, at  int32 // where it stands in the lines; -1 for a mark around a quotation
	taken     bool  // a finding has it in its cue
}

// quote is a quotation in terms of tokens.
type quote struct {
	quotation
	first, last int // tokens, marks included
	level       uint8
	line, at    int32 // where it stands in the lines
	taken       bool  // some finding has it as content
}

type punct uint8

const (
	none punct = iota
	comma
	colon
	semicolon
	dash
	stop // full stop or ellipsis
	exclaim
	bracketOpen
	bracketClose
	mark  // a quotation mark
	other // any other sign
)

var noEntry = new(entry)

func newPage(doc *nlp.Doc, lex *Lexicon, table map[string]*entry) *page {
	p := &page{doc: doc, lex: lex, table: table}
	p.words = make([]word, len(doc.Tokens))
	var buffer [64]byte
	for i := range doc.Tokens {
		w := &p.words[i]
		form := doc.Tokens[i].In(doc.Text)
		w.entry, w.quote = noEntry, -1
		if len(form) <= len(buffer) {
			if e := table[string(lower(buffer[:0], form))]; e != nil {
				w.entry = e
			}
		}
		w.class = w.entry.class
		r, _ := utf8.DecodeRuneInString(form)
		w.upper = unicode.IsUpper(r) || unicode.IsTitle(r)
		w.alpha = unicode.IsLetter(r) || unicode.IsDigit(r)
		if !w.alpha {
			w.punct = punctOf(form)
			for _, r := range form {
				if unicode.IsLetter(r) || unicode.IsDigit(r) {
					w.alpha, w.punct = true, none
					break
				}
			}
			if w.punct == dash && p.glued(i) {
				w.punct = other // a hyphen within a word
			}
		}
	}
	p.months()
	p.paragraphs()
	p.levels()
	p.readLines()
	return p
}

// months takes what could help a verb for a time where a number stands beside
// it: "May 3", "3 May", "a May 2031 report".
func (p *page) months() {
	number := func(i int) bool {
		return i >= 0 && i < len(p.words) && p.number(int32(i))
	}
	for i := range p.words {
		if w := &p.words[i]; w.upper && w.class&Period != 0 && w.class&Auxiliary != 0 && (number(i-1) || number(i+1)) {
			w.class &^= Auxiliary | Modal
		}
	}
}

// lower appends form to buffer in lower case and with straight apostrophes.
func lower(buffer []byte, form string) []byte {
	for _, r := range form {
		switch {
		case r == '’' || r == 'ʼ':
			buffer = append(buffer, '\'')
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			buffer = append(buffer, byte(r))
		default:
			buffer = utf8.AppendRune(buffer, unicode.ToLower(r))
		}
	}
	return buffer
}

// form is the word in lower case.
func (p *page) form(i int) string {
	return strings.ReplaceAll(strings.ToLower(p.doc.Tokens[i].In(p.doc.Text)), "’", "'")
}

func punctOf(form string) punct {
	switch form {
	case ",":
		return comma
	case ":":
		return colon
	case ";":
		return semicolon
	case "-", "–", "—", "―", "--", "---", "‒":
		return dash
	case ".", "...", "…", "....", "..":
		return stop
	case "!", "?":
		return exclaim
	case "(", "[", "{":
		return bracketOpen
	case ")", "]", "}":
		return bracketClose
	case "\"", "'", "''", "``", "`", "“", "”", "‘", "’", "„", "«", "»", "‹", "›":
		return mark
	}
	if strings.Trim(form, "?!") == "" {
		return exclaim
	}
	if strings.Trim(form, ".…") == "" {
		return stop
	}
	if strings.Trim(form, "-–—") == "" {
		return dash
	}
	return other
}

// glued says whether token i is a hyphen or a short dash with no space on
// either side, so that it joins words rather than parts of a sentence.
func (p *page) glued(i int) bool {
	t := p.doc.Tokens
	if form := t[i].In(p.doc.Text); form != "-" && form != "–" {
		return false
	}
	return i > 0 && i+1 < len(t) && t[i-1].End == t[i].Begin && t[i].End == t[i+1].Begin
}

// paragraphs numbers the paragraphs: the blocks of the doc, or what stands
// between blank lines.
func (p *page) paragraphs() {
	number, block := int32(0), 0
	for i := range p.words {
		if i > 0 {
			if p.doc.Blocks != nil {
				moved := false
				for block < len(p.doc.Blocks) && p.doc.Blocks[block].End <= p.doc.Tokens[i].Begin {
					block++
					moved = true
				}
				if moved {
					number++
				}
			} else if blank(p.doc.Text[p.doc.Tokens[i-1].End:p.doc.Tokens[i].Begin]) {
				number++
			}
		} else if p.doc.Blocks != nil {
			for block < len(p.doc.Blocks) && p.doc.Blocks[block].End <= p.doc.Tokens[i].Begin {
				block++
			}
		}
		p.words[i].paragraph = number
	}
	// A paragraph all in capitals, as agencies write, tells nothing by them.
	for i := 0; i < len(p.words); {
		j, small := i, false
		for ; j < len(p.words) && p.words[j].paragraph == p.words[i].paragraph; j++ {
			if !small && p.words[j].alpha {
				form := p.doc.Tokens[j].In(p.doc.Text)
				small = strings.ToUpper(form) != form
			}
		}
		if !small {
			for ; i < j; i++ {
				p.words[i].upper, p.words[i].caps = false, true
			}
		}
		i = j
	}
}

// blank says whether the white space between two tokens holds an empty line.
func blank(gap string) bool {
	n := 0
	for i := 0; i < len(gap); i++ {
		switch gap[i] {
		case '\n', '\v', '\f':
			n++
		case '\r':
			if i+1 >= len(gap) || gap[i+1] != '\n' {
				n++
			}
		}
	}
	return n > 1
}

// levels lays the quotations over the words.
func (p *page) levels() {
	var paragraphs []nlp.Span
	for i := range p.words {
		t := p.doc.Tokens[i]
		if n := int(p.words[i].paragraph); n == len(paragraphs) {
			paragraphs = append(paragraphs, t.Span)
		} else {
			paragraphs[n].End = t.End
		}
	}
	tokens := p.doc.Tokens
	i := 0
	var stack []int32
	found := quotations(p.doc.Text, paragraphs)
	p.quotes = make([]quote, 0, len(found))
	next := 0
	for ; i < len(tokens); i++ {
		for len(stack) > 0 && found[stack[len(stack)-1]].End <= tokens[i].Begin {
			stack = stack[:len(stack)-1]
		}
		for next < len(found) && found[next].Begin < tokens[i].End {
			if found[next].End > tokens[i].Begin {
				stack = append(stack, int32(next))
			}
			// Kept in step with found, so that indices agree.
			level := min(len(stack), 255)
			if found[next].End <= tokens[i].Begin {
				level = 255 // it holds no token
			}
			p.quotes = append(p.quotes, quote{quotation: found[next], first: i, last: i, level: uint8(level)})
			next++
		}
		w := &p.words[i]
		w.level = uint8(min(len(stack), 255))
		if len(stack) > 0 {
			w.quote = stack[len(stack)-1]
			for _, q := range stack {
				p.quotes[q].last = i
			}
		}
	}
}

// maxLevel bounds the levels that are read; the scanner nests three families
// of marks, so that no text has more.
const maxLevel = 4

// A line is a sentence at one level: its words, with the quotations in it as
// one item each. The marks around a quotation are in no line.
type line struct {
	items     []item
	level     uint8
	quote     int32 // the quotation it stands in, -1 for none
	paragraph int32
	before    int32 // the line before it in the same quotation and paragraph, -1 for none
	after     int32
	cues      extent // of page.cues
	label     int    // the items of the label that it begins with, 0 for none
	title     uint8  // 2 for a headline, 1 for none, 0 where nobody asked
}

// An item is one word, or a whole quotation.
type item struct {
	first, last int32 // tokens
	quote       int32 // -1 for a word
}

// room returns an empty slice with capacity for n items. The lines of a page
// share their memory, so that a line costs no allocation.
func (p *page) room(n int) []item {
	if len(p.items) < n {
		p.items = make([]item, max(n, len(p.words)))
	}
	room := p.items[:0:n]
	p.items = p.items[n:]
	return room
}

// lines cuts every level into sentences. A sentence that ends within a
// quotation does not end the one around it, unless the quotation ends with it.
func (p *page) readLines() {
	n := len(p.words)
	ends := make([]bool, n)
	for _, s := range p.doc.Sentences {
		if s.Last > 0 && s.Last <= n {
			ends[s.Last-1] = true
		}
	}
	var open [maxLevel + 1]struct{ line, before int32 }
	for k := range open {
		open[k].line, open[k].before = -1, -1
	}
	shut := func(level int) {
		if open[level].line >= 0 {
			open[level].before = open[level].line
		}
		open[level].line = -1
	}
	add := func(level int, it item, quote, paragraph int32) {
		o := &open[level]
		if o.line < 0 {
			o.line = int32(len(p.lines))
			p.lines = append(p.lines, line{level: uint8(level), quote: quote, paragraph: paragraph, before: o.before, after: -1})
			if o.before >= 0 {
				p.lines[o.before].after = o.line
			}
		}
		l := &p.lines[o.line]
		if len(l.items) == cap(l.items) {
			l.items = append(p.room(max(4, 2*len(l.items))), l.items...)
		}
		l.items = append(l.items, it)
	}
	next := 0
	for i := 0; i < n; i++ {
		w := &p.words[i]
		if i == 0 || p.words[i-1].paragraph != w.paragraph {
			for k := range open {
				open[k].line, open[k].before = -1, -1
			}
		}
		for next < len(p.quotes) && p.quotes[next].first == i {
			q := &p.quotes[next]
			if int(q.level) <= maxLevel {
				outer := int32(-1)
				if q.level > 1 {
					outer = p.outer(next)
				}
				add(int(q.level)-1, item{int32(q.first), int32(q.last), int32(next)}, outer, w.paragraph)
				q.line, q.at = open[q.level-1].line, int32(len(p.lines[open[q.level-1].line].items)-1)
				open[q.level].line, open[q.level].before = -1, -1
			}
			next++
		}
		l := int(min(w.level, maxLevel))
		inMark := false
		if w.quote >= 0 {
			inner := p.quotes[w.quote].inner
			t := p.doc.Tokens[i]
			inMark = t.End <= inner.Begin || t.Begin >= inner.End
		}
		if !inMark {
			add(l, item{int32(i), int32(i), -1}, w.quote, w.paragraph)
			w.line, w.at = open[l].line, int32(len(p.lines[open[l].line].items)-1)
		} else {
			w.line = -1
		}
		end := ends[i]
		if end && i+1 < n && p.words[i+1].paragraph == w.paragraph {
			// "Why?" she asked. A closing mark ends no sentence where a word
			// without a capital follows; a comma never begins one.
			follows := &p.words[i+1]
			if p.closes(i) && follows.alpha && !follows.upper && !w.caps || follows.punct == comma {
				end = false
			}
		}
		if end {
			shut(l)
		}
		for q := w.quote; q >= 0 && p.quotes[q].last == i; q = p.outer(int(q)) {
			k := int(min(p.quotes[q].level, maxLevel))
			shut(k)
			if end {
				shut(k - 1)
			}
			if p.quotes[q].level <= 1 {
				break
			}
		}
	}
}

// closes says whether word i is the last of a quotation.
func (p *page) closes(i int) bool {
	q := p.words[i].quote
	return q >= 0 && p.quotes[q].last == i
}

// outer is the quotation around quotation q, or -1. Quotations are in order of
// their beginning, so that it is the nearest one before at a lower level.
func (p *page) outer(q int) int32 {
	level := p.quotes[q].level
	for k := q - 1; k >= 0 && q-k < 64; k-- {
		if p.quotes[k].level < level {
			return int32(k)
		}
	}
	return -1
}
