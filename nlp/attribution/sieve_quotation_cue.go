package attribution

// quotationCue finds a quotation with its cue behind it: "A," X said. "A,"
// said X. "A," X said, "B." He called it "a mess," X said.
func (p *page) quotationCue() {
	p.free(func(l *line, c *cue) {
		if c.takes&Quotes == 0 || c.passive || c.infinite || c.negated || c.modal || c.form&Gerund != 0 {
			return
		}
		// The source stands between the quotation and the verb, or behind it.
		source, begin := c.subject, c.subject.from
		if source.empty() || !p.quotedBefore(l, begin) {
			if c.takes&Inverts == 0 || !p.quotedBefore(l, c.first) {
				return
			}
			source, begin = p.sourceRight(l, c.after), c.first
			if source.empty() {
				return
			}
		}
		end := max(c.after, source.to)
		q, home, at := p.quotationBefore(l, begin)
		if q < 0 {
			return
		}
		what, k := p.behindAt(l, c, end)
		if home != l {
			// '"Why?" Orel asked.' has nothing behind its cue.
			if what != behindEnd && what != behindComma || p.ended(int32(q)) && what != behindEnd {
				return
			}
		} else if at > 0 && (what == behindThat || what == behindOther && p.beginsClause(l, k, true)) {
			return // 'The book calls him "a fool," but Orel says he is not'
		}
		content := extent{at, at + 1}
		direct := true
		if before := p.opened(home, extent{0, at}); !before.empty() && p.count(home, before) > 0 {
			// Only the end of the sentence is quoted.
			if p.punct(home, at-1) != colon {
				content = extent{before.from, at + 1}
				direct = false
			}
		}
		f := finding{cueAt: c, line: c.line, level: l.level, source: l.span(source), cue: l.cueSpan(c)}
		f.content = append(f.content, home.span(content))
		f.quotes = append(f.quotes, int32(q))
		if !direct && p.count(home, content) == p.size(int32(q)) {
			direct = true
		}
		// "A," X said, "B."
		if what == behindComma || what == behindDash || what == behindQuote || what == behindColon {
			if what != behindQuote {
				k++
			}
			// "X said on Friday, adding: "B"" has another cue before it.
			if k < len(l.items) && l.items[k].quote >= 0 && !p.quotes[l.items[k].quote].taken {
				rest := p.trim(l, extent{k, len(l.items)})
				if p.cueAfter(l, k) < l.cues.to {
					rest.to = k + 1
				}
				f.content = append(f.content, l.span(rest))
				f.quotes = append(f.quotes, l.items[k].quote)
			}
		}
		p.add(f)
	})
}

// ended says whether the quotation ends with a full stop.
func (p *page) ended(q int32) bool {
	quote := &p.quotes[q]
	for i := quote.last; i >= quote.first && quote.last-i < 4; i-- {
		if p.words[i].punct == mark {
			continue
		}
		return p.words[i].punct == stop
	}
	return false
}

// quotedBefore says whether a quotation that leans on what follows ends right
// before item k, with a comma behind it or not.
func (p *page) quotedBefore(l *line, k int) bool {
	q, _, _ := p.quotationBefore(l, k)
	return q >= 0
}

// quotationBefore is that quotation, with the line and the item where it
// stands; -1 for none. It may stand in the line before, where a question mark
// seems to end the sentence: '"Why?" Orel asked.'
func (p *page) quotationBefore(l *line, k int) (q int, home *line, at int) {
	j := k - 1
	if j >= 0 && p.punct(l, j) == comma {
		j-- // the British order: 'A', he said
		if j >= 0 && l.items[j].quote >= 0 && !p.quotes[l.items[j].quote].taken && p.size(l.items[j].quote) >= 2 {
			return int(l.items[j].quote), l, j
		}
		return -1, nil, 0
	}
	if j >= 0 && p.punct(l, j) == dash {
		j--
	}
	if j >= 0 {
		if n := l.items[j].quote; n >= 0 && p.leans(n) && !p.quotes[n].taken {
			return int(n), l, j
		}
		return -1, nil, 0
	}
	if l.before < 0 {
		return -1, nil, 0
	}
	home = &p.lines[l.before]
	at = len(home.items) - 1
	if n := home.items[at].quote; n >= 0 && p.leans(n) && !p.quotes[n].taken {
		return int(n), home, at
	}
	return -1, nil, 0
}

// behindAt is behind for a cue whose source stands behind it, up to end.
func (p *page) behindAt(l *line, c *cue, end int) (behind, int) {
	if end == c.after {
		return p.behind(l, c)
	}
	moved := *c
	moved.after = end
	moved.takes &^= Tells
	return p.behind(l, &moved)
}
