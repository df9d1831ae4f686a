package attribution

// goOn lets quotations run on. A quotation with a cue goes on in the
// quotations that follow it at once with no words of the author's between:
// in the next sentences of the paragraph, and over paragraphs where each
// reopens the marks that the one before left open.
func (p *page) goOn() {
	for i := range p.found {
		f := &p.found[i]
		if len(f.quotes) == 0 {
			continue
		}
		last := f.quotes[len(f.quotes)-1]
		// What follows must follow the end of the finding's own line.
		n := p.quotes[last].line
		if n < 0 {
			continue
		}
		if f.line > n {
			n = f.line
		}
		for {
			l := &p.lines[n]
			open := p.quotes[last].open
			m := l.after
			if m < 0 {
				if !open {
					break
				}
				m = p.nextLine(n)
				if m < 0 || p.lines[m].items[0].quote < 0 || !p.quotes[p.lines[m].items[0].quote].reopens {
					break
				}
			}
			next := &p.lines[m]
			if next.items[0].quote < 0 {
				break
			}
			q := next.items[0].quote
			if p.quotes[q].taken {
				break
			}
			if !p.pure(next) {
				if p.quotes[q].reopens {
					// Its end is followed by a cue or by the author.
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
