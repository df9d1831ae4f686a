package attribution

import (
	"sort"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// This file reads off a source how many it is, "two officials", and how near it
// stands to what it tells of, "with direct knowledge of the talks".

// howMany is the words of a source that say how many they are; zero where they do
// not, or where several kinds are counted one by one: "two guards and a cook".
func (p *page) howMany(source tokens) nlp.Span {
	if source.empty() || !p.trees() {
		return nlp.Span{}
	}
	h := p.headOf(source)
	if h < 0 || p.hangingIn(h, source, "conj") >= 0 {
		return nlp.Span{}
	}
	if d := &p.doc.Tokens[h]; p.counted(h) || p.lex.Quantities[p.form(int(h))] {
		switch d.UPOS {
		case "NOUN": // "the vast majority of residents", but "the Republican majority said"
			if h > source.from && !(int(h)+1 < len(p.words) && p.lex.Of[p.form(int(h)+1)]) {
				return nlp.Span{}
			}
			return p.bytes(p.numeral(source, source.from, h+1))
		case "NUM", "DET", "PRON", "ADJ", "ADV":
			return p.bytes(p.numeral(source, h, h+1)) // "two of the guards"
		}
	}
	share := p.lex.Shares[p.form(int(h))]
	many := strings.Contains(p.doc.Tokens[h].Feats, "Number=Plur")
	quantity := int32(-1)
	for n := source.from; n < h; n++ {
		d := &p.doc.Tokens[n]
		if d.Head != int(h) || d.Deprel != "det" && d.Deprel != "amod" && !strings.HasPrefix(d.Deprel, "nummod") {
			continue
		}
		switch {
		case p.counted(n) && share:
			return p.bytes(p.numeral(source, n, h+1)) // "44 percent of voters"
		case p.counted(n) && (many || p.lex.One[p.form(int(n))]):
			return p.bytes(p.numeral(source, n, n+1))
		case many && p.lex.Quantities[p.form(int(n))] && (n == source.from || p.words[n-1].class&Question == 0):
			quantity = n
		}
	}
	if quantity >= 0 {
		return p.bytes(p.numeral(source, quantity, quantity+1)) // "several officials"
	}
	return nlp.Span{}
}

// counted says whether the word is a number that is no date and no part of a name.
func (p *page) counted(i int32) bool {
	d := &p.doc.Tokens[i]
	if d.UPOS != "NUM" || p.words[i].class&Period != 0 {
		return false
	}
	if s := d.In(p.doc.Text); len(s) == 4 && (s[0] == '1' || s[0] == '2') && p.number(i) && strings.Trim(s, "0123456789") == "" {
		return false // a year
	} else if s[0] == '0' {
		return false // of a dateline
	}
	if i > 1 && p.doc.Tokens[i-1].In(p.doc.Text) == "-" && p.doc.Tokens[i-1].End == d.Begin && p.doc.Tokens[i-2].UPOS != "NUM" {
		return false // "M-19"
	}
	return !p.dateOrName(i)
}

// dateOrName says whether the word stands in a time or a name.
func (p *page) dateOrName(i int32) bool {
	if p.set == nil {
		p.set = make([]bool, len(p.words))
		fill := func(s nlp.Span) {
			at := sort.Search(len(p.words), func(k int) bool { return p.doc.Tokens[k].End > s.Begin })
			for ; at < len(p.words) && p.doc.Tokens[at].Begin < s.End; at++ {
				p.set[at] = true
			}
		}
		for k := range p.doc.Times {
			fill(p.doc.Times[k].Span)
		}
		for k := range p.doc.Mentions {
			if m := &p.doc.Mentions[k]; m.Form == nlp.Name {
				fill(m.Span)
			}
		}
	}
	return p.set[i]
}

// numeral is the number at token n of the source, up to token to, with what
// bounds it, "at least two", and what it is of, "three in five", "two-thirds".
func (p *page) numeral(source tokens, n, to int32) tokens {
	t := tokens{n, to}
	for t.from > source.from {
		b := t.from - 1
		if w := &p.words[b]; w.class&Roughly != 0 || p.lex.Bounds[p.form(int(b))] || p.lex.Quantities[p.form(int(b))] {
			t.from--
		} else if w.class&Article != 0 && (b > source.from && p.lex.Quantities[p.form(int(b)-1)] || p.lex.Quantities[p.form(int(n))]) {
			t.from-- // "half a dozen", "a few"
		} else if b > source.from && p.doc.Tokens[b].UPOS == "PUNCT" && p.doc.Tokens[b-1].UPOS == "NUM" && p.doc.Tokens[b].End == p.doc.Tokens[b+1].Begin {
			t.from -= 2 // "twenty-four"
		} else {
			break
		}
	}
	last := int32(len(p.words))
	if to+1 < last && p.doc.Tokens[to].UPOS == "PUNCT" && p.lex.Shares[p.form(int(to)+1)] {
		t.to = to + 2 // "two-thirds"
	}
	for k := to; k < min(last, to+3); k++ {
		if p.doc.Tokens[k].UPOS != "ADP" {
			if k > to && p.counted(k) {
				t.to = k + 1 // "nine out of 10"
			}
			break
		}
	}
	return t
}

// headOf is the token of the stretch by which it hangs on the rest, -1 for none.
func (p *page) headOf(t tokens) int32 {
	for i := t.from; i < t.to && i-t.from < sourceReach; i++ {
		d := &p.doc.Tokens[i]
		if h := int32(d.Head); (h < t.from || h >= t.to) && d.Deprel != "punct" && d.Deprel != "case" && d.Deprel != "cc" {
			return i
		}
	}
	return -1
}

// hangingIn is the first token of the stretch that hangs on h by the relation, -1
// for none.
func (p *page) hangingIn(h int32, t tokens, relation string) int32 {
	for i := t.from; i < t.to && i-t.from < sourceReach; i++ {
		if d := &p.doc.Tokens[i]; d.Head == int(h) && d.Deprel == relation {
			return i
		}
	}
	return -1
}

// closeness is the words in or right behind the source that tell how it knows:
// "familiar with the talks", "who was briefed on the letter".
func (p *page) closeness(f *finding) nlp.Span {
	if f.source.empty() {
		return nlp.Span{}
	}
	last := &p.words[f.source.to-1]
	if last.line < 0 {
		return nlp.Span{}
	}
	l := &p.lines[last.line]
	start, end := int(p.words[f.source.from].at), int(last.at)+1
	if p.words[f.source.from].line != last.line {
		start = int(last.at)
	}
	named := false
	if p.trees() {
		h := p.headOf(f.source)
		named = h >= 0 && p.doc.Tokens[h].UPOS == "PROPN" // what he has a part in does not tell how he knows
	}
	for k := start + 1; k < len(l.items) && k < end+closeBehind && k-start < anonymityReach; k++ {
		w := p.at(l, k)
		if w == nil || k >= end && p.inCue(f, l.items[k].first) {
			break
		}
		if !w.entry.late {
			continue
		}
		for _, phrase := range p.lex.Close {
			if !p.follows(l, k, phrase) {
				continue
			}
			from, clause := p.leftOf(l, k, start)
			sees := len(phrase) == 1
			if from <= start || !clause && (sees || p.finiteTag(l, k)) || sees && p.is(l, k-1, Being) || named && !sees ||
				!clause && p.is(l, from, Auxiliary) { // "he is aware of it" is said of him

				continue
			}
			if to := p.closeEnd(f, l, k+len(phrase), end); to > k+len(phrase) || len(phrase) > 2 {
				return p.bytes(l.span(extent{from, to}))
			}
		}
	}
	return nlp.Span{}
}

// leftOf is where the phrase whose middle stands at item k begins, behind item
// start, and whether it is a clause: "with direct | knowledge of", "who had
// been | briefed on".
func (p *page) leftOf(l *line, k, start int) (from int, clause bool) {
	for from = k; from-1 > start; from-- {
		w := p.at(l, from-1)
		if w == nil {
			return from, false
		}
		if w.class&Relative != 0 {
			return from - 1, true
		}
		t := p.tag(l, from-1)
		if w.class&(Auxiliary|Having|Being|Nobody) != 0 || t != nil && (t.UPOS == "ADJ" || t.UPOS == "ADV" || t.UPOS == "AUX") || p.lex.With[p.formAt(l, from-1)] {
			if p.lex.With[p.formAt(l, from-1)] {
				return from - 1, false
			}
			continue
		}
		break
	}
	return from, false
}

// closeEnd is where the phrase goes on to from item k: to the end of the source
// where it stands in it, else to the next sign; not into the cue, another clause or
// the reason why the source is not named.
func (p *page) closeEnd(f *finding, l *line, k, end int) int {
	from := k
	for ; k < len(l.items) && k-from < nounReach; k++ {
		w := p.at(l, k)
		if w == nil || w.punct != none && w.punct != other || from <= end && k >= end && from < end || p.inCue(f, l.items[k].first) {
			break
		}
		if w.class&Relative != 0 && k > from {
			break
		}
		if w.class&Conjunction != 0 && (p.is(l, k+1, Auxiliary|Relative) || p.finiteTag(l, k+1)) {
			break
		}
		if w.entry.said && p.hiding(l, k) {
			break
		}
	}
	for k > from && p.is(l, k-1, Conjunction|Auxiliary|Negation) {
		k--
	}
	return k
}

// hiding says whether the reason why a source is not named begins at item k.
func (p *page) hiding(l *line, k int) bool {
	for _, phrase := range p.lex.Anonymity {
		if p.follows(l, k, phrase) {
			return true
		}
	}
	return false
}

// inCue says whether token t is of the cue.
func (p *page) inCue(f *finding, t int32) bool { return f.cue.from <= t && t < f.cue.to }

// closeBehind is the number of items behind a source in which it may still be told
// how close it is: ", who was".
const closeBehind = 5
