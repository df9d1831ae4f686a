package attribution

import (
	"strings"

	"github.com/stemma/stemma/nlp"
)

// headClass is the class of the head of a noun phrase: of its last word, or of
// the last before a preposition, a comma or a relative clause.
func (p *page) headClass(l *line, e extent) Class {
	var class Class
	for k := e.from; k < e.to; k++ {
		w := p.at(l, k)
		if w == nil {
			continue
		}
		if k > e.from && (w.punct == comma || w.class&(Relative|Preposition) != 0) {
			break
		}
		if w.alpha && w.class&Genitive == 0 {
			class = w.class
		}
	}
	return class
}

// sourceType says what kind of thing the source is, where its words show it.
func (p *page) sourceType(f *finding) nlp.SourceType {
	if f.source.empty() {
		return ""
	}
	var head Class
	name, titled := false, false
	var all Class
	upperHead := false
	for i := f.source.from; i < f.source.to && i-f.source.from < sourceReach; i++ {
		w := &p.words[i]
		if i > f.source.from && w.punct == comma && p.number(i-1) && i+1 < f.source.to && p.number(i+1) {
			continue // "a March 9, 2031 report"
		}
		if i > f.source.from && (w.punct == comma || w.class&(Relative|Preposition) != 0) {
			break
		}
		if !w.alpha || w.class&Genitive != 0 {
			continue
		}
		head, upperHead = w.class, w.upper
		all |= w.class
		if w.upper && w.class&(Title|Role|Determiner|Body|Press|Paper|Period) == 0 {
			name = true
		}
		if w.class&(Title|Role) != 0 && i+1 < f.source.to {
			titled = true
		}
	}
	single := f.source.to-f.source.from == 1
	switch {
	case single && head&Person != 0:
		return nlp.SourcePerson
	case single && head&(Subject|Object|Relative|Determiner|Possessive) != 0:
		return ""
	case head&Source != 0:
		return nlp.SourceUnnamed
	case head&Official != 0:
		return nlp.SourceOfficial
	case head&Many != 0:
		return nlp.SourceGroup
	case head&Evidence != 0:
		return nlp.SourceEvidence
	case head&Paper != 0:
		return nlp.SourceDocument
	case head&Press != 0:
		return nlp.SourceMedia
	case head&Body != 0:
		return nlp.SourceOrganization
	case titled && name && upperHead:
		return nlp.SourcePerson
	case head&Role != 0:
		return nlp.SourcePerson
	}
	return ""
}

// antecedent is what a source stands for that is a relative pronoun: "the
// clerk" of "the clerk, who said that S".
func (p *page) antecedent(source tokens) tokens {
	if source.to-source.from != 1 || p.words[source.from].class&Relative == 0 || !p.trees() {
		return tokens{}
	}
	v := int32(p.doc.Tokens[source.from].Head)
	for n := 0; v >= 0 && !strings.HasPrefix(p.doc.Tokens[v].Deprel, "acl:relcl"); n++ {
		if n == treeDepth {
			return tokens{}
		}
		v = int32(p.doc.Tokens[v].Head)
	}
	if v < 0 {
		return tokens{}
	}
	clause := v
	h := int32(p.doc.Tokens[v].Head)
	for h >= 0 && h < source.from && p.doc.Tokens[h].UPOS == "PROPN" { // "the Ministry of Waters, which"
		up := int32(p.doc.Tokens[h].Head)
		if up < 0 || up > h || p.doc.Tokens[up].UPOS != "PROPN" {
			break
		}
		h = up
	}
	if h < 0 || h >= source.from {
		return tokens{}
	}
	t := p.under(h, func(d *nlp.Token, a int) bool {
		return int32(a) == clause || d.Head == int(h) && (d.Deprel == "case" || d.Deprel == "cc" || d.Deprel == "mark")
	})
	t.to = min(t.to, source.from)
	return p.shorn(t)
}

// number says whether token i begins with a digit.
func (p *page) number(i int32) bool {
	c := p.doc.Text[p.doc.Tokens[i].Begin]
	return '0' <= c && c <= '9'
}

// anonymity is the words in or right behind the source or the cue that tell
// why the source is not named.
func (p *page) anonymity(f *finding) nlp.Span {
	if f.source.empty() {
		return nlp.Span{}
	}
	from := f.source.from
	w := &p.words[f.source.to-1]
	if w.line < 0 {
		return nlp.Span{}
	}
	l := &p.lines[w.line]
	start := int(p.words[from].at)
	if p.words[from].line != w.line {
		start = int(w.at)
	}
	for k := start; k < len(l.items) && k-start < anonymityReach; k++ {
		a := p.at(l, k)
		if a == nil || !a.entry.said || f.says(l.items[k].first) || p.others(f, l.items[k].first) {
			continue
		}
		for _, phrase := range p.lex.Anonymity {
			if !p.follows(l, k, phrase) {
				continue
			}
			end, limit := k+len(phrase), len(l.items)
			if l.items[k].first < f.source.to {
				limit = int(w.at) + 1
			}
			for end < limit && end-k < anonymityReach && (p.punct(l, end) == none || p.punct(l, end) == other) && l.items[end].quote < 0 {
				end++
			}
			if p.is(l, k+len(phrase)-1, That|Being) && !p.hidden(l, k, end) {
				continue
			}
			return p.bytes(l.span(extent{k, end}))
		}
	}
	return nlp.Span{}
}

// others says whether token t is of the source of another finding.
func (p *page) others(f *finding, t int32) bool {
	if p.owners == nil {
		p.owners = make([]int32, len(p.words))
		for i := range p.found {
			for t, s := p.found[i].source.from, p.found[i].source; t < min(s.to, s.from+sourceReach); t++ {
				p.owners[t] = int32(i + 1)
			}
		}
	}
	i := p.owners[t]
	return i > 0 && !p.found[i-1].source.overlaps(f.source)
}

// hidden says whether a word of what is kept back stands in the items.
func (p *page) hidden(l *line, from, to int) bool {
	for k := from; k < to; k++ {
		if p.lex.Hidden[p.formAt(l, k)] {
			return true
		}
	}
	return false
}

// says whether token t is of the content.
func (f *finding) says(t int32) bool {
	for _, c := range f.content {
		if c.from <= t && t < c.to {
			return true
		}
	}
	return false
}

// anonymityReach bounds the search for the reason, in items.
const anonymityReach = 60
