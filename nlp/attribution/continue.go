package attribution

// goOn lets quotations run on. What a cue says goes on in the quotations that
// follow at once, with no words of the author's between and no cue of their
// own: in the next sentences of the paragraph; over paragraphs where each
// reopens the marks that the one before left open; and in a paragraph that is
// one whole quotation. On PolNeAR's training articles the words that the last
// of these adds are content nine times in ten. A question is not gone on with:
// what follows it is more likely the answer.
func (p *page) goOn() {
	for i := range p.found {
		f := &p.found[i]
		if len(f.quotes) == 0 {
			continue
		}
		last := f.quotes[len(f.quotes)-1]
		n := max(f.line, p.quotes[last].line)
		for {
			open := p.quotes[last].open
			m, paragraph := p.lines[n].after, false
			if m < 0 {
				m, paragraph = p.nextLine(n), true
			}
			if m < 0 {
				break
			}
			next := &p.lines[m]
			q := next.items[0].quote
			if q < 0 || p.quotes[q].taken {
				break
			}
			pure := p.pure(next)
			switch {
			case p.quotes[q].reopens:
				if !open {
					pure = false
				}
			case paragraph:
				pure = pure && !open && next.after < 0 && !p.asks(last)
			}
			if !pure {
				if open && p.quotes[q].reopens {
					// The last of the pieces, with the author's words behind it.
					f.content = append(f.content, next.span(extent{0, 1}))
					p.quotes[q].taken = true
				}
				break
			}
			f.content = append(f.content, next.span(extent{0, 1}))
			p.quotes[q].taken = true
			last, n = q, m
		}
	}
}

// asks says whether the quotation ends with a question mark.
func (p *page) asks(q int32) bool {
	quote := &p.quotes[q]
	for i := quote.last; i >= quote.first && quote.last-i < 4; i-- {
		if p.words[i].punct != mark {
			return p.form(i) == "?"
		}
	}
	return false
}
