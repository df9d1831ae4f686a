package attribution

import (
	"github.com/stemma/stemma/nlp"
)

// A finding is an attribution before its bytes are known: half-open ranges of
// tokens.
type finding struct {
	rule    int
	source  tokens // zero for none
	cue     tokens
	content []tokens
	cueAt   *cue
	line    int32
	quotes  []int32 // the quotations that its content is made of, if wholly quoted
	kind    nlp.QuoteKind
	level   uint8
	unsaid  bool    // nobody said it: found so that nothing else is made of it
	learned float32 // what the model says of it
	deep    bool    // it was read within a content
	on      int32   // of a link: one more than the token at which the cue begins on whose content it stands
}

// ruleName is the name of the sieve that found it, "" where none did.
func (f *finding) ruleName() string {
	if f.rule < 0 {
		return ""
	}
	return cascade[f.rule].name
}

// tokens is a half-open range of tokens.
type tokens struct{ from, to int32 }

func (t tokens) empty() bool { return t.from >= t.to }

// overlaps says whether the two have a token in common.
func (t tokens) overlaps(u tokens) bool { return t.from < u.to && u.from < t.to }

// span returns the tokens of an extent of a line.
func (l *line) span(e extent) tokens {
	if e.empty() {
		return tokens{}
	}
	return tokens{l.items[e.from].first, l.items[e.to-1].last + 1}
}

// trim takes from an extent of a line what does not belong to a content at
// its edges: commas, dashes, the complementizer, a final full stop.
func (p *page) trim(l *line, e extent) extent {
	for !e.empty() {
		w := p.at(l, e.from)
		if w != nil && (w.punct == comma || w.punct == colon || w.punct == semicolon || w.punct == dash || w.punct == stop || w.punct == bracketClose) {
			e.from++
			continue
		}
		break
	}
	for !e.empty() {
		w := p.at(l, e.to-1)
		if w == nil {
			break
		}
		if w.punct == comma || w.punct == colon || w.punct == semicolon || w.punct == dash || w.punct == bracketOpen ||
			w.punct == stop && p.doc.Tokens[l.items[e.to-1].first].In(p.doc.Text) == "." {
			e.to--
			continue
		}
		if w.punct == bracketClose && !p.bracketed(l, e) {
			e.to--
			continue
		}
		break
	}
	return e
}

// bracketed says whether the bracket that ends e opens in it.
func (p *page) bracketed(l *line, e extent) bool {
	for k := e.to - 2; k >= e.from && e.to-k < 200; k-- {
		if p.punct(l, k) == bracketOpen {
			return true
		}
	}
	return false
}

// opened drops what opens a sentence before its content: "But", "Meanwhile,".
func (p *page) opened(l *line, e extent) extent {
	if e.from < l.label && l.label < e.to {
		e.from = l.label
	}
	for n := 0; n < 3 && !e.empty(); n++ {
		switch {
		case p.is(l, e.from, Conjunction|Opener) && !p.is(l, e.from, Determiner|Question|Infinitive):
			e.from++
		case p.punct(l, e.from) == comma:
			e.from++
		default:
			return e
		}
	}
	return e
}

// count counts the words of an extent, those in quotations included.
func (p *page) count(l *line, e extent) int {
	n := 0
	for k := e.from; k < e.to && n < 50; k++ {
		if q := l.items[k].quote; q >= 0 {
			n += max(1, p.quotes[q].last-p.quotes[q].first-1)
		} else if p.words[l.items[k].first].alpha {
			n++
		}
	}
	return n
}

// aheads bounds the cues looked at behind a content's beginning.
const aheads = 6

// clauseEnd returns where the content that begins at item k ends: with the
// line, unless another cue takes over: ", adding that", ", but he said".
func (p *page) clauseEnd(l *line, k int) int {
	end := p.semicolonAfter(l, k)
	for j := k + 3; j < end && j-k < sourceReach; j++ {
		// ", but the council voted": the author goes on in his own words.
		if p.punct(l, j) == comma && p.is(l, j+1, Conjunction) && p.hasVerb(l, j+2, min(end, j+8), false) {
			end = j
			break
		}
	}
	n := 0
	for i := p.cueAfter(l, k); i < l.cues.to && n < aheads; i, n = i+1, n+1 {
		c := &p.cues[i]
		if c.first <= k {
			continue
		}
		if c.first >= end {
			break
		}
		if c.form&Gerund != 0 && !c.passive && c.takes&(Says|SaysThat|Quotes|Accuses) != 0 && p.punct(l, c.first-1) == comma {
			return c.first - 1
		}
		if c.finite() && c.takes&(Says|SaysThat|Quotes|Judges|Accuses|Vows|Bids) != 0 && c.takes&Thinks == 0 {
			if c.joined && p.is(l, c.first-1, Conjunction) && c.takes&Noun == 0 {
				e := c.first - 1
				if p.punct(l, e-1) == comma {
					e--
				}
				return e
			}
			if !c.subject.empty() && c.takes&(Says|SaysThat|Quotes) != 0 {
				s := c.subject.from
				if p.is(l, s-1, Conjunction|Clause) && p.punct(l, s-2) == comma && s-2 > k {
					return s - 2
				}
			}
		}
	}
	return end
}

// partsOfLine bounds the way to a semicolon, which ends a content: what stands
// beyond it may be another's.
const partsOfLine = 200

// semicolonAfter returns where the first semicolon behind item k stands, or the
// line's end.
func (p *page) semicolonAfter(l *line, k int) int {
	for j := k + 1; j < len(l.items) && j-k < partsOfLine; j++ {
		if p.punct(l, j) == semicolon {
			return j
		}
	}
	return len(l.items)
}

// semicolonBefore returns the item behind the last semicolon before item k, or
// the line's first.
func (p *page) semicolonBefore(l *line, k int) int {
	for j := k - 1; j >= 0 && k-j < partsOfLine; j-- {
		if p.punct(l, j) == semicolon {
			return j + 1
		}
	}
	return 0
}

// cueAfter returns the index of the first cue of the line at or behind item k.
func (p *page) cueAfter(l *line, k int) int {
	lo, hi := l.cues.from, l.cues.to
	for lo < hi {
		mid := (lo + hi) / 2
		if p.cues[mid].verb < k {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// pure says whether the line is one quotation and nothing else but a stop.
func (p *page) pure(l *line) bool {
	if len(l.items) == 0 || l.items[0].quote < 0 {
		return false
	}
	for k := 1; k < len(l.items); k++ {
		if w := p.at(l, k); w == nil || w.punct != stop {
			return false
		}
	}
	return true
}

// leans says whether the quotation ends, inside its marks, with a sign that a
// cue can follow: a comma, a dash, a stop, a question mark or an exclamation
// mark, as in '"Why?" she asked'.
func (p *page) leans(q int32) bool {
	quote := &p.quotes[q]
	for i := quote.last; i >= quote.first && quote.last-i < 4; i-- {
		switch w := &p.words[i]; {
		case w.punct == comma, w.punct == exclaim, w.punct == dash, w.punct == stop:
			return true
		case w.punct == mark, w.level > quote.level:
			continue
		default:
			return false
		}
	}
	return false
}

// size is the number of words in a quotation.
func (p *page) size(q int32) int {
	n := 0
	for i := p.quotes[q].first; i <= p.quotes[q].last && n < 100; i++ {
		if p.words[i].alpha {
			n++
		}
	}
	return n
}
