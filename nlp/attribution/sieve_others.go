package attribution

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
)

// colon finds "The document reads:" with the words that follow it, up to the
// end of the line, or the paragraph that follows where the colon ends its own.
func (p *page) colon() {
	p.free(func(l *line, c *cue) {
		if c.takes&(Quotes|Says|Prints) == 0 || !c.finite() {
			return
		}
		if c.subject.empty() {
			p.answered(l, c)
			return
		}
		what, k := p.behind(l, c)
		if what != behindColon {
			return
		}
		f := finding{cueAt: c, line: c.line, level: l.level, source: l.span(c.subject), cue: l.cueSpan(c)}
		if content := p.trim(l, extent{k + 1, len(l.items)}); p.count(l, content) >= 2 {
			f.content = []tokens{l.span(content)}
			p.add(f)
			return
		}
		if k+1 < len(l.items) || l.level > 0 {
			return
		}
		n := p.nextLine(c.line)
		if n < 0 || p.lines[n].paragraph == l.paragraph {
			return
		}
		// Only what is written is quoted without marks in a block of its own.
		if c.takes&Prints == 0 && p.headClass(l, c.subject)&Paper == 0 {
			return
		}
		home := &p.lines[n]
		from := home.items[0].first
		to := from
		for m := n; m >= 0; m = p.lines[m].after {
			to = p.lines[m].items[len(p.lines[m].items)-1].last + 1
		}
		if to-from < 5 {
			return
		}
		for int(to) < len(p.words) && p.words[to].punct == mark && p.words[to].paragraph == home.paragraph {
			to++
		}
		if p.words[to-1].punct == stop && p.words[to-1].level == 0 && p.doc.Tokens[to-1].In(p.doc.Text) == "." {
			to--
		}
		f.content = []tokens{{from, to}}
		p.add(f)
	})
}

// answered finds "Nine, said X: S", where what stands before the verb is a part of
// what is said.
func (p *page) answered(l *line, c *cue) {
	if c.takes&Inverts == 0 || !p.parts(l, c.first-1) {
		return
	}
	source := p.sourceRight(l, c.after)
	if source.empty() || p.punct(l, source.to) != colon {
		return
	}
	left := p.trim(l, p.opened(l, extent{p.semicolonBefore(l, c.first-1), c.first - 1}))
	right := p.trim(l, extent{source.to + 1, len(l.items)})
	if p.count(l, left) == 0 || p.count(l, right) < 2 || p.is(l, left.from, Adjunct|Opener|Adverb|Near|Period) {
		return // "On Friday, said Orel: S"
	}
	p.add(finding{cueAt: c, line: c.line, level: l.level, source: l.span(source), cue: l.cueSpan(c), content: []tokens{l.span(left), l.span(right)}})
}

// cueQuestion finds X asked whether S; X explained how S.
func (p *page) cueQuestion() {
	p.free(func(l *line, c *cue) {
		if c.takes&(told|Asks|Tells) == 0 || !c.finite() || c.takes&Thinks != 0 {
			return
		}
		source := c.subject
		if source.empty() && c.joined {
			source = p.shared(l, c)
		}
		if source.empty() {
			return
		}
		what, k := p.behind(l, c)
		if what != behindQuestion {
			return
		}
		p.clause(l, c, source, k)
	})
}

// accusation finds X accused Y of Z, with Y and Z as its content.
func (p *page) accusation() {
	p.free(func(l *line, c *cue) {
		if c.takes&Accuses == 0 || c.passive || c.infinite || c.modal || c.negated {
			return
		}
		source := c.subject
		if c.form&Gerund != 0 || source.empty() && c.joined {
			if c.form&Gerund != 0 && !p.hangs(l, c) {
				return
			}
			source = p.shared(l, c)
		}
		if source.empty() || !p.accused(l, c.after) {
			return
		}
		p.clause(l, c, source, c.after)
	})
}

// accused says whether someone and a preposition follow.
func (p *page) accused(l *line, k int) bool {
	for j := k; j < len(l.items) && j-k < nounReach; j++ {
		if p.is(l, j, Within|Like) && j > k {
			return true
		}
		if pn := p.punct(l, j); pn != none && pn != other && pn != comma {
			return false
		}
	}
	return false
}

// cuePartlyQuoted finds X called it "Z"; X described the plan as "Z"; X spoke
// of "Z": what follows the cue is the content because part of it is quoted.
func (p *page) cuePartlyQuoted() {
	p.free(func(l *line, c *cue) {
		if c.passive || c.infinite || c.modal || c.negated || c.takes&Thinks != 0 {
			return
		}
		source := c.subject
		if c.form&Gerund != 0 || source.empty() && c.joined {
			if c.form&Gerund != 0 && !p.hangs(l, c) {
				return
			}
			source = p.shared(l, c)
		}
		if source.empty() {
			return
		}
		end := p.clauseEnd(l, c.after)
		for j := c.after; j < end && j-c.after < partReach; j++ {
			if l.items[j].quote >= 0 {
				if p.is(l, source.from-1, Question) {
					// "what critics call "a folly""
					p.add(finding{cueAt: c, line: c.line, level: l.level, source: l.span(source), cue: l.cueSpan(c),
						content: []tokens{l.span(extent{c.after, j + 1})}})
					return
				}
				if j == c.after && c.takes&(told|Quotes|Judges|Accuses) == 0 {
					return // "a boat called "Sea Wolf""
				}
				p.clause(l, c, source, c.after)
				return
			}
			if pn := p.punct(l, j); pn == semicolon || pn == dash || pn == colon {
				return
			}
		}
	})
}

// partReach bounds the way from a cue to the quotation that makes what
// follows it a content.
const partReach = 24

// hangs says whether a gerund may share the source of what is before it: behind
// a comma or a conjunction
func (p *page) hangs(l *line, c *cue) bool {
	if p.punct(l, c.first-1) == comma || p.is(l, c.first-1, Conjunction) {
		return true
	}
	// ... or a date: "issued a report on Friday saying".
	return p.is(l, c.first-1, Period) || p.digit(l, c.first-1) && p.is(l, c.first-2, Period)
}

// participle finds "..., saying that S" and "..., adding S".
func (p *page) participle() {
	p.free(func(l *line, c *cue) {
		if c.takes&(told|Tells) == 0 || c.form&Gerund == 0 || c.passive || c.infinite || c.negated {
			return
		}
		if !p.hangs(l, c) {
			return
		}
		source := p.shared(l, c)
		if source.empty() {
			return
		}
		what, k := p.behind(l, c)
		switch what {
		case behindThat:
			k++
		case behindOther:
			if c.takes&Says == 0 || !p.beginsClause(l, k, false) {
				return
			}
		default:
			return
		}
		p.clause(l, c, source, k)
	})
}

// claimThat finds X's claim that S.
func (p *page) claimThat() {
	for n := range p.lines {
		l := &p.lines[n]
		for k := range l.items {
			w := p.at(l, k)
			if w == nil || !w.entry.said || w.taken || !p.is(l, k+1, That) || !p.lex.Claims[p.formAt(l, k)] {
				continue
			}
			var source extent
			j := k - 1
			for j > 0 && k-j < 4 && !p.is(l, j, Possessive|Genitive) && p.punct(l, j) == none && !p.is(l, j, Determiner|Preposition) {
				j--
			}
			switch {
			case p.is(l, j, Possessive):
				source = extent{j, j + 1}
			case p.is(l, j, Genitive):
				source = p.valid(l, p.nounLeft(l, j-1))
				if !source.empty() {
					source.to = j + 1
				}
			}
			if source.empty() {
				continue
			}
			content := p.trim(l, extent{k + 2, p.clauseEnd(l, k+2)})
			if p.count(l, content) < 3 {
				continue
			}
			p.add(finding{line: int32(n), level: l.level, source: l.span(source), cue: l.span(extent{k, k + 1}), content: []tokens{l.span(content)}})
		}
	}
}

// infinitive finds X vowed to S and X urged Y to S.
func (p *page) infinitive() {
	p.free(func(l *line, c *cue) {
		if c.takes&(Vows|Bids) == 0 || !c.finite() {
			return
		}
		source := c.subject
		if source.empty() && c.joined && c.takes&Noun == 0 {
			source = p.shared(l, c)
		}
		if source.empty() {
			return
		}
		if c.takes&Vows != 0 && p.is(l, c.after, Infinitive) {
			p.clause(l, c, source, c.after)
			return
		}
		if c.takes&Bids != 0 {
			to := p.listener(l, c.after)
			if to > c.after && p.is(l, to, Infinitive) {
				p.clause(l, c, source, c.after)
			}
		}
	})
}

// judgement finds X condemned Y, where what is judged is the content.
func (p *page) judgement() {
	p.free(func(l *line, c *cue) {
		if c.takes&Judges == 0 {
			return
		}
		source := c.subject
		if c.form&Gerund != 0 && !c.passive && !c.infinite && !c.negated && p.hangs(l, c) {
			source = p.shared(l, c) // ", citing the report"
		} else if !c.finite() {
			return
		}
		if source.empty() || p.listener(l, c.after) <= c.after {
			return
		}
		p.clause(l, c, source, c.after)
	})
}

// expectation finds Y is expected to Z, where nobody is named who expects it.
func (p *page) expectation() {
	p.free(func(l *line, c *cue) {
		if !c.passive || c.negated || c.takes&(told|Shows) == 0 || c.takes&Bids != 0 || !p.is(l, c.after, Infinitive) || c.infinite {
			return
		}
		subject := p.subject(l, c.before)
		if subject.empty() || c.modal || p.is(l, subject.from, Relative) {
			return
		}
		rest := p.trim(l, extent{c.after, p.clauseEnd(l, c.after)})
		if p.count(l, rest) < 2 {
			return
		}
		p.add(finding{cueAt: c, line: c.line, level: l.level, cue: l.cueSpan(c), content: []tokens{l.span(subject), l.span(rest)}})
	})
}

// Labels are short, and a text that is an interview has several.
const (
	labelReach  = 6 // words before the colon
	labelsInOne = 3 // labelled paragraphs
)

// headingReach is how many bytes a line begins with that are taken, where they stand a
// second time, for a heading with a colon, which the table of contents has too, and for no
// second turn of one speaker. "OREL: No, never." may be said twice.
const headingReach = 40

// A labelled line begins with what may be a label.
type labelled struct{ line, colon int }

// findLabels looks for the labels of paragraphs before any sieve runs, so that
// no content has one in it.
func (p *page) findLabels() {
	seen := map[string]int{}      // paragraphs that a label begins
	headings := map[string]bool{} // the beginnings of their lines
	paragraph := int32(-1)
	for n := range p.lines {
		l := &p.lines[n]
		if l.level > 0 || l.paragraph == paragraph {
			continue
		}
		paragraph = l.paragraph
		if before := p.doc.Text[:p.doc.Tokens[l.items[0].first].Begin]; strings.ContainsFunc(before[strings.LastIndexByte(before, '\n')+1:], unicode.IsDigit) {
			continue // "2. The Dam: Its Age": an item of a list
		}
		for k := 0; k < len(l.items) && k <= labelReach; k++ {
			pn := p.punct(l, k)
			if pn == colon && k > 0 && k+1 < len(l.items) {
				if l.items[k+1].quote < 0 && p.within(int(l.items[k].first)) {
					break
				}
				p.labels = append(p.labels, labelled{n, k})
				whole := l.span(extent{0, len(l.items)})
				line := p.doc.Text[p.doc.Tokens[whole.from].Begin:p.doc.Tokens[whole.to-1].End]
				line = line[:min(len(line), headingReach)]
				if len(line) < headingReach || !headings[line] {
					headings[line] = true
					seen[p.label(l, k)]++
				}
				break
			}
			w := p.at(l, k)
			if w == nil || !w.upper && !w.caps && w.class&(Within|Genitive|Determiner) == 0 && pn == none || pn != none && pn != other || w.class&(Subject|Auxiliary) != 0 {
				break
			}
		}
	}
	if len(p.labels) < labelsInOne {
		return
	}
	for _, x := range p.labels {
		if l := &p.lines[x.line]; seen[p.label(l, x.colon)] >= 2 {
			l.label = x.colon + 1
		}
	}
}

// within reports whether a colon stands within a word, as a letter that a scan misread
// ("Pri:nted") or in an address. "OREL:Was it shut?" only lacks a space.
func (p *page) within(i int) bool {
	t := p.doc.Tokens[i]
	begin := strings.LastIndexFunc(p.doc.Text[:t.Begin], unicode.IsSpace) + 1
	next, _ := utf8.DecodeRuneInString(p.doc.Text[t.End:])
	return !unicode.IsSpace(next) && (!unicode.IsUpper(next) || strings.ContainsFunc(p.doc.Text[begin:t.Begin], unicode.IsLower))
}

// transcript finds the labels of interviews: "OREL: We were never asked.", and
// of headlines: "Orel: We were never asked".
func (p *page) transcript() {
	p.credits()
	p.examination()
	for _, x := range p.labels {
		l := &p.lines[x.line]
		if p.words[l.items[x.colon].first].taken {
			continue
		}
		label := extent{0, x.colon}
		interview := l.label > 0
		headline := l.paragraph == 0
		if !interview && !headline {
			continue
		}
		if !interview && !p.speaks(l, label) {
			continue
		}
		if p.punct(l, x.colon-1) != none {
			continue
		}
		f := finding{line: int32(x.line), level: 0, source: p.turned(l.span(label)), cue: l.span(extent{x.colon, x.colon + 1})}
		from := l.items[x.colon+1].first
		to := from
		for m := int32(x.line); m >= 0; m = p.lines[m].after {
			to = p.lines[m].items[len(p.lines[m].items)-1].last + 1
		}
		for to > from+1 && p.words[to-1].punct == stop && p.words[to-1].level == 0 && p.doc.Tokens[to-1].In(p.doc.Text) == "." {
			to--
		}
		if to-from < 3 && (!interview || to == from) {
			continue // "No." answers where the text is an interview
		}
		f.content = []tokens{{from, to}}
		p.add(f)
	}
}

// examination finds the turns of a hearing that is set down as questions and answers: "Q. Was
// the gate open? A. No." Nobody is named who asks, and who answers only above, and neither is the author. A turn
// ends with its paragraph or, where the text from the first turn to the last is mostly turns, where
// the next begins. "A. Vell" and "Q. Orel" are names where nothing is asked.
func (p *page) examination() {
	type turn struct{ line, at int32 }
	var turns []turn
	questions, answers := 0, 0
	for n := range p.lines {
		l := &p.lines[n]
		first := l.items[0]
		if l.level > 0 || first.quote >= 0 || len(l.items) < 2 {
			continue
		}
		form, begin := p.form(int(first.first)), p.doc.Tokens[first.first].Begin
		if before := p.doc.Text[:begin]; len(strings.TrimRight(before, " \t")) > 0 && !strings.HasSuffix(strings.TrimRight(before, " \t"), "\n") {
			continue
		}
		switch {
		case p.punct(l, 1) == colon || !strings.HasSuffix(form, "."):
			continue // a label, or an article
		case p.lex.Asks[form]:
			for i := int(first.first); i < len(p.words) && p.words[i].paragraph == l.paragraph; i++ {
				if p.doc.Tokens[i].In(p.doc.Text) == "?" {
					questions++
					break
				}
			}
		case p.lex.Answers[form]:
			answers++
		default:
			continue
		}
		turns = append(turns, turn{int32(n), first.first})
	}
	if questions == 0 || answers == 0 || len(turns) < labelsInOne {
		return
	}
	paragraphs := p.words[turns[len(turns)-1].at].paragraph - p.words[turns[0].at].paragraph + 1
	mostly := 4*len(turns) >= 3*int(paragraphs)
	for k, x := range turns {
		end := int32(len(p.words))
		if k+1 < len(turns) {
			end = turns[k+1].at
		}
		to := x.at + 1
		for to < end && (mostly && k+1 < len(turns) || p.words[to].paragraph == p.words[x.at].paragraph) {
			to++
		}
		if p.doc.Tokens[to-1].In(p.doc.Text) == "." {
			to--
		}
		if to > x.at+1 {
			p.add(finding{line: x.line, source: p.turned(tokens{x.at, x.at + 1}), cue: tokens{x.at, x.at + 1}, content: []tokens{{x.at + 1, to}}})
		}
	}
}

// turned returns the source of a turn: where it is the letter of a question nobody, where it is that of
// an answer whoever the text names as interviewed above.
func (p *page) turned(source tokens) tokens {
	if source.to-source.from != 1 || !p.letters(source.from) {
		return source
	}
	if p.lex.Asks[p.form(int(source.from))] {
		return tokens{}
	}
	if !p.talked {
		p.talked, p.interviewee = true, p.interviewed()
	}
	return p.interviewee
}

// letters reports whether the word begins a turn as the letter of a question or of an answer.
func (p *page) letters(i int32) bool {
	form := p.form(int(i))
	return (p.lex.Asks[form] || p.lex.Answers[form]) && (strings.HasSuffix(form, ".") || int(i)+1 < len(p.words) && p.words[i+1].punct == colon)
}

// interviewed is the one person who is named above the first turn as interviewed: "Interview with
// Anton Brisk", "In an interview with the Courier, Anton Brisk said"; empty where there is none.
func (p *page) interviewed() tokens {
	talk, with := int32(-1), false
	for i := int32(0); int(i) < len(p.words) && !p.letters(i); i++ {
		form := p.form(int(i))
		switch {
		case p.lex.Talks[form]:
			talk, with = i, false
			continue
		case talk < 0 || i-talk > talkReach || p.words[i].paragraph != p.words[talk].paragraph:
			continue
		case p.lex.With[form]:
			with = true
			continue
		}
		at := p.doc.Tokens[i].Begin
		k, ok := slices.BinarySearchFunc(p.doc.Mentions, at, func(m nlp.Mention, at int) int { return cmp.Compare(m.Begin, at) })
		if !ok || p.doc.Mentions[k].Form != nlp.Name || !with && i > talk+1 {
			continue
		}
		// A heading may not show of which kind a name is; "the Courier" asks.
		if p.doc.Mentions[k].Type != nlp.Person && !p.lex.With[p.form(int(i-1))] {
			continue
		}
		to := i + 1
		for int(to) < len(p.words) && p.doc.Tokens[to].End <= p.doc.Mentions[k].End {
			to++
		}
		if int(to)+1 < len(p.words) && p.words[to].class&Conjunction != 0 && p.words[to+1].upper {
			return tokens{} // "with Anton Brisk and Ana Orel"
		}
		return tokens{i, to}
	}
	return tokens{}
}

// talkReach is how many words behind "interview" whoever answers is named.
const talkReach = 10

// credits finds a name, a colon and a quotation: "Orel: "It will hold."", as
// round-ups have them.
func (p *page) credits() {
	for n := range p.lines {
		l := &p.lines[n]
		for k := 1; k+1 < len(l.items); k++ {
			if p.punct(l, k) != colon || l.items[k+1].quote < 0 || p.quotes[l.items[k+1].quote].taken {
				continue
			}
			q := l.items[k+1].quote
			e := p.nounLeft(l, k-1)
			if p.size(q) < 4 || e.from > 0 && p.punct(l, e.from-1) != dash && p.punct(l, e.from-1) != bracketClose || k-e.from > labelReach {
				continue
			}
			source := p.valid(l, e)
			if w := p.at(l, source.from); source.empty() || source.from != e.from || w == nil || !w.upper || !p.at(l, k-1).upper {
				continue
			}
			p.words[l.items[k].first].taken = true
			p.add(finding{line: int32(n), level: l.level, source: l.span(source), cue: l.span(extent{k, k + 1}),
				content: []tokens{l.span(extent{k + 1, k + 2})}, quotes: []int32{q}})
		}
	}
}

// speaks says whether the label ends with a name that ends some other source
// of the text: a headline's "Orel:" is hers where the article quotes her,
// which "Breaking:" is not.
func (p *page) speaks(l *line, label extent) bool {
	if p.valid(l, label).empty() {
		return false
	}
	if p.sources == nil {
		p.sources = map[string]bool{}
		for i := range p.found {
			if s := p.found[i].source; !s.empty() {
				for t := s.from; t < s.to && t-s.from < sourceReach && p.words[t].punct != comma; t++ {
					if p.words[t].upper {
						p.sources[p.form(int(t))] = true
					}
				}
			}
		}
	}
	return p.sources[p.formAt(l, label.to-1)]
}

func (p *page) label(l *line, colon int) string {
	return p.doc.Text[p.doc.Tokens[l.items[0].first].Begin:p.doc.Tokens[l.items[colon].first].Begin]
}

// quotedAs finds X quoted Y as saying S, which is two: X puts forward that Y
// says S; and X is quoted as saying S, which is one.
func (p *page) quotedAs() {
	for i := range p.cues {
		c := &p.cues[i]
		l := &p.lines[c.line]
		if c.form&Gerund == 0 || c.takes&told == 0 || c.passive || c.infinite || !p.is(l, c.first-1, Like) {
			continue
		}
		what, k := p.behind(l, c)
		if what == behindThat || what == behindColon {
			k++
		} else if what != behindQuote && (what != behindOther || !p.beginsClause(l, k, false)) {
			continue
		}
		content := p.trim(l, extent{k, p.clauseEnd(l, k)})
		if p.count(l, content) < 2 {
			continue
		}
		for j, n := i-1, 0; j >= l.cues.from && n < aheads; j, n = j-1, n+1 {
			q := &p.cues[j]
			if !p.lex.Quoting[p.formAt(l, q.verb)] || c.first-q.after > sourceReach {
				continue
			}
			as := c.first - 1
			f := finding{cueAt: c, line: c.line, level: l.level, cue: l.cueSpan(c), content: []tokens{l.span(content)}}
			if q.passive {
				f.source = l.span(p.subject(l, q.before))
				f.cue = l.span(extent{q.first, c.last + 1})
				p.add(f)
				break
			}
			who := p.valid(l, p.trim(l, extent{q.after, as}))
			if who.empty() || q.infinite || q.negated {
				break
			}
			f.source = l.span(who)
			p.add(f)
			if source := q.subject; !source.empty() {
				p.add(finding{cueAt: q, line: q.line, level: l.level, source: l.span(source), cue: l.cueSpan(q),
					content: []tokens{l.span(extent{who.from, content.to})}})
			}
			break
		}
	}
}
