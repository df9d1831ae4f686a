package attribution

// accordingTo finds "According to X, S"; "S, according to X"; "S1, according
// to X, S2".
func (p *page) accordingTo() {
	for n := range p.lines {
		l := &p.lines[n]
		last := 0 // where the one before ended, so that each item is looked at once
		for k := range l.items {
			if k < last {
				continue
			}
			w := p.at(l, k)
			if w == nil || !w.entry.said {
				continue
			}
			for _, phrase := range p.lex.According {
				if p.follows(l, k, phrase) {
					last = p.according(int32(n), k, k+len(phrase))
					break
				}
			}
		}
	}
}

// according reads the source behind the phrase at items [k, from) and its
// content around it. It returns where the reading ended.
func (p *page) according(n int32, k, from int) int {
	l := &p.lines[n]
	first := k
	if p.adverb(l, k-1) && !p.is(l, k-1, Opener) {
		first--
	}
	leads := true
	for j := 0; j < first; j++ {
		if !p.is(l, j, Conjunction|Opener) && p.punct(l, j) == none || j > 2 {
			leads = false
			break
		}
	}
	end := p.sourceSpan(l, from, leads)
	source := p.valid(l, p.trim(l, extent{from, end}))
	if source.empty() || p.rumourEnd(l, k) > k {
		return from
	}
	f := finding{line: n, level: l.level, source: l.span(source), cue: l.span(extent{first, from})}
	if leads {
		if p.punct(l, end) != comma && p.punct(l, end) != colon {
			return from
		}
		content := p.trim(l, extent{end + 1, p.clauseEnd(l, end+1)})
		if p.count(l, content) < 2 {
			return from
		}
		f.content = []tokens{l.span(content)}
		p.add(f)
		return end
	}
	begin := 0
	// Between dashes or in brackets the content is what stands there.
	limit := 0
	for j := first - 2; j >= 0 && first-j < 60; j-- {
		if pn := p.punct(l, j); pn == dash && p.punct(l, end) == dash || pn == bracketOpen && p.punct(l, end) == bracketClose || pn == semicolon {
			limit = j + 1
			break
		}
	}
	begin = limit
	left := p.opened(l, extent{begin, first})
	if cut := p.clauseStart(l, left); cut > left.from && cut < left.to {
		left.from = cut
	}
	left = p.trim(l, left)
	if p.count(l, left) == 0 {
		return from
	}
	f.content = []tokens{l.span(left)}
	if limit == 0 && p.punct(l, end) == comma && p.goesOn(l, end+1) {
		right := p.trim(l, extent{end + 1, p.clauseEnd(l, end+1)})
		if p.count(l, right) >= 2 {
			f.content = append(f.content, l.span(right))
		}
	}
	p.add(f)
	return end
}

// sourceSpan returns where the source that begins at item k ends. A source
// before its content ends at the first comma, unless a relative clause
// follows; one behind it takes its apposition along.
func (p *page) sourceSpan(l *line, k int, leads bool) int {
	j := k
	for ; j < len(l.items) && j-k < sourceReach; j++ {
		w := p.at(l, j)
		if w == nil {
			if l.items[j].last-l.items[j].first >= 8 {
				break
			}
			continue
		}
		switch w.punct {
		case none, other, bracketOpen:
			continue
		case bracketClose:
			if j > k {
				continue
			}
		case comma:
			if p.is(l, j+1, Relative) || p.toldBy(l, j+1) {
				// up to the comma that closes the clause
				for j++; j < len(l.items) && j-k < sourceReach && p.punct(l, j) == none; j++ {
				}
				j--
				continue
			}
			if !leads && p.is(l, j+1, Determiner|Role) && !p.at(l, j+1).upper && p.endsWithin(l, j+1) {
				continue
			}
			if !leads && p.office(l, j+1) && p.endsWithin(l, j+1) {
				continue
			}
		}
		break
	}
	return j
}

// toldBy says whether a clause without a subject or a finite verb of its own,
// which tells more of the phrase before it, begins at item k: "(not) seen by the
// court".
func (p *page) toldBy(l *line, k int) bool {
	if p.is(l, k, Negation|Adverb) {
		k++
	}
	return p.at(l, k) != nil && p.trees() && p.doc.Tokens[l.items[k].first].XPOS == "VBN"
}

// office says whether a phrase that begins with a name and ends with an office
// stands at item k, up to the next comma or stop: "Lowport's water minister".
func (p *page) office(l *line, k int) bool {
	w := p.at(l, k)
	if w == nil || !w.upper {
		return false
	}
	j := k + 1
	for j < len(l.items) && j-k < nounReach && p.at(l, j) != nil && (p.punct(l, j) == none || p.punct(l, j) == other) && !p.is(l, j, Within) {
		j++
	}
	return p.is(l, j-1, Role|Title)
}

// endsWithin says whether no further comma stands before the line's end, and
// no verb: the rest is an apposition.
func (p *page) endsWithin(l *line, k int) bool {
	for j := k; j < len(l.items); j++ {
		if j-k >= nounReach {
			return false
		}
		w := p.at(l, j)
		if w == nil {
			return false
		}
		if w.punct == stop {
			return true
		}
		if w.punct == comma || w.class&(Auxiliary|Verbal) != 0 && !p.is(l, j-1, Relative) && !p.possesses(l, j) {
			return false
		}
	}
	return true
}

// inWordsOf finds "in X's words, S"; "S, in the words of X"; "in the view of
// X, S"; "by his account, S".
func (p *page) inWordsOf() {
	for n := range p.lines {
		l := &p.lines[n]
		for k := range l.items {
			w := p.at(l, k)
			if w == nil || !w.entry.said || !p.lex.Opinion[p.formAt(l, k)] {
				continue
			}
			p.opinion(int32(n), k)
		}
	}
}

// ownerReach bounds the owner of an opinion, before its noun.
const ownerReach = 8

func (p *page) opinion(n int32, k int) {
	l := &p.lines[n]
	var source extent
	begin, end := -1, -1
	var cueWords extent
	if p.lex.Of[p.formAt(l, k+1)] {
		// in the view of X
		b := k - 1
		if p.is(l, b, Determiner) {
			b--
		}
		if b < 0 || !p.lex.By[p.formAt(l, b)] {
			return
		}
		end = p.sourceSpan(l, k+2, b == 0)
		source = p.valid(l, p.trim(l, extent{k + 2, end}))
		begin = b
		cueWords = extent{b, k + 2}
	} else {
		// in X's words
		b := k - 1
		for b > 0 && k-b <= ownerReach && !p.lex.By[p.formAt(l, b)] {
			if p.punct(l, b) != none {
				return
			}
			b--
		}
		if b < 0 || k-b > ownerReach || !p.lex.By[p.formAt(l, b)] || b+1 >= k {
			return
		}
		switch {
		case p.is(l, b+1, Possessive):
			source = extent{b + 1, b + 2}
			cueWords = extent{k, k + 1}
		case p.is(l, k-1, Genitive), p.is(l, k-2, Genitive):
			g := k
			for g > b+1 && !p.is(l, g-1, Genitive) {
				g--
			}
			source = extent{b + 1, g}
			cueWords = extent{k, k + 1}
		default:
			return
		}
		begin, end = b, k+1
	}
	if source.empty() {
		return
	}
	f := finding{line: n, level: l.level, source: l.span(source), cue: l.span(cueWords)}
	if p.is(l, source.to, Genitive) {
		f.source = l.span(source)
	}
	bracket := p.punct(l, begin-1) == bracketOpen && p.punct(l, end) == bracketClose
	switch {
	case begin == 0 || begin == 1 && p.is(l, 0, Conjunction|Opener):
		if p.punct(l, end) != comma && p.punct(l, end) != colon && (end >= len(l.items) || l.items[end].quote < 0) {
			return
		}
		content := p.trim(l, extent{end, p.clauseEnd(l, end)})
		if p.count(l, content) < 2 {
			return
		}
		f.content = []tokens{l.span(content)}
	case bracket:
		// What a bracket credits is the quotation before it.
		j := begin - 2
		if j < 0 || l.items[j].quote < 0 {
			return
		}
		f.content = []tokens{l.span(extent{j, j + 1})}
	case p.punct(l, begin-1) == comma || p.punct(l, begin-1) == dash:
		pn := p.punct(l, end)
		if pn == none && end < len(l.items) && l.items[end].quote < 0 {
			return
		}
		if end < len(l.items) && l.items[end].quote >= 0 || end+1 < len(l.items) && l.items[end+1].quote >= 0 && pn == comma {
			// ..., in his words, "A"
			q := end
			if pn == comma {
				q++
			}
			f.content = []tokens{l.span(extent{q, q + 1})}
			if p.is(l, begin-2, Auxiliary) {
				// The boat is, in his words, "A": the quotation alone tells of nobody.
				if left := p.trim(l, p.opened(l, extent{p.lastClause(l, begin-1), begin - 1})); p.count(l, left) >= 2 {
					f.content = []tokens{l.span(left), f.content[0]}
				}
			}
			break
		}
		left := p.trim(l, p.opened(l, extent{p.semicolonBefore(l, begin), begin}))
		if p.count(l, left) < 3 {
			return
		}
		f.content = []tokens{l.span(left)}
		if pn == comma && p.goesOn(l, end+1) {
			if right := p.trim(l, extent{end + 1, p.clauseEnd(l, end+1)}); p.count(l, right) >= 2 {
				f.content = append(f.content, l.span(right))
			}
		}
	default:
		return
	}
	p.add(f)
}

// lastClause is where the last clause before item k begins that a conjunction behind a
// comma, a dash or a semicolon opens.
func (p *page) lastClause(l *line, k int) int {
	for j := k - 1; j > 0; j-- {
		switch pn := p.punct(l, j); {
		case pn == comma && p.is(l, j+1, Conjunction|Clause):
			if p.is(l, j+2, That) {
				return j + 3
			}
			return j + 2
		case pn == dash || pn == semicolon:
			return j + 1
		}
	}
	return 0
}

// asSaid finds "As X reported, S"; "S, as X put it"; "as X put it, "A"".
func (p *page) asSaid() {
	p.free(func(l *line, c *cue) {
		if c.takes&(told|Quotes) == 0 || c.passive || c.infinite || c.negated || c.modal || c.form&Gerund != 0 || c.subject.empty() {
			return
		}
		as := c.subject.from - 1
		if !p.is(l, as, Like) {
			return
		}
		f := finding{cueAt: c, line: c.line, level: l.level, source: l.span(c.subject), cue: l.cueSpan(c)}
		what, k := p.behind(l, c)
		if (what == behindComma || what == behindQuote || what == behindColon) && k < len(l.items) {
			q := k
			if what != behindQuote {
				q++
			}
			if q < len(l.items) && l.items[q].quote >= 0 {
				end := p.clauseEnd(l, q)
				if p.punct(l, q+1) != none {
					end = q + 1
				}
				f.content = []tokens{l.span(p.trim(l, extent{q, end}))}
				f.quotes = []int32{l.items[q].quote}
				p.add(f)
				return
			}
		}
		leads := p.count(l, p.opened(l, extent{0, as})) == 0
		switch {
		case leads && what == behindComma:
			content := p.trim(l, extent{k + 1, p.clauseEnd(l, k+1)})
			if p.count(l, content) < 3 {
				return
			}
			f.content = []tokens{l.span(content)}
			p.add(f)
		case !leads && p.parts(l, as-1) && (what == behindComma || what == behindEnd || what == behindDash):
			left := p.trim(l, p.opened(l, extent{p.semicolonBefore(l, as), as}))
			if p.count(l, left) < 3 {
				return
			}
			f.content = []tokens{l.span(left)}
			if what == behindComma && p.goesOn(l, k+1) {
				if right := p.trim(l, extent{k + 1, p.clauseEnd(l, k+1)}); p.count(l, right) >= 2 {
					f.content = append(f.content, l.span(right))
				}
			}
			p.add(f)
		}
	})
}
