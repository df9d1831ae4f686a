package attribution

// unsaid says whether what was found tells that nobody said this, or not that
// somebody did: "no witness said that", "it is false that he said", "did he
// say that?". It looks at the source and at the words right before it.
func (p *page) unsaid(f *finding) bool {
	if f.source.empty() {
		return false
	}
	at := p.words[f.source.from]
	if at.line < 0 {
		return false
	}
	l := &p.lines[at.line]
	from := int(at.at)
	for k := from; k < len(l.items) && l.items[k].first < f.source.to && k-from < sourceReach; k++ {
		if p.punct(l, k) == comma || p.is(l, k, Relative) {
			break
		}
		// "a few witnesses" and "a man of few words" are somebody.
		if p.is(l, k, Nobody) && (k == from || !p.is(l, k-1, Determiner|Possessive|Preposition|Genitive)) {
			return true
		}
	}
	before := from - 1
	if p.is(l, before, Nobody|Negation|Condition) {
		return true
	}
	if f.cueAt != nil && p.is(l, before, Doing|Modal|Future|Having) {
		return true // "did the minister say"
	}
	if p.is(l, before, That) {
		before--
	}
	if before < 0 {
		return false
	}
	switch form := p.formAt(l, before); {
	case p.lex.Untrue[form]:
		return true
	case p.lex.Grounds[form]:
		for k := before - 1; k >= 0 && before-k <= 4 && p.punct(l, k) == none; k-- {
			if p.is(l, k, Nobody|Negation) {
				return true
			}
		}
	case p.lex.Wishes[form]:
		return f.cueAt != nil && f.cueAt.form&Base != 0
	}
	return false
}

// taken says whether the cue is no act of the source but how others take it: "a man
// believed to be Orel", "the trial for the alleged theft".
func (p *page) taken(f *finding) bool {
	w, d := &p.words[f.cue.from], &p.doc.Tokens[f.cue.from]
	if f.cue.to-f.cue.from == 1 && d.Deprel == "amod" && d.XPOS == "VBN" && p.trees() {
		if of := p.hanging(int32(d.Head), "det", "nmod:poss"); of >= 0 && of < f.cue.from {
			return true
		}
	}
	if f.source.to != f.cue.from || w.line < 0 || !p.lex.Taken[p.form(int(f.cue.from))] {
		return false
	}
	l := &p.lines[w.line]
	return p.is(l, int(w.at)+1, Infinitive) && p.is(l, int(w.at)+2, Being)
}

// dropUnsaid drops what nobody said, what was said of the source itself, and what is said to be said in it.
func (p *page) dropUnsaid() {
	in := make([]bool, len(p.words))
	for i := range p.found {
		f := &p.found[i]
		// What nobody denied may well have been said.
		if !f.unsaid || f.cueAt != nil && f.cueAt.takes&(Denies|Doubts) != 0 {
			continue
		}
		for _, t := range f.content {
			for i := t.from; i < t.to; i++ {
				in[i] = true
			}
		}
	}
	kept := p.found[:0]
	for _, f := range p.found {
		if !f.unsaid && !in[f.cue.from] && !p.taken(&f) {
			kept = append(kept, f)
		}
	}
	p.found = kept
}
