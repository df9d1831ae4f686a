package attribution

import (
	"unicode"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/neural"
)

// An Observation is a doc as the learned model looks at it: for each token the
// numbers of what is known of it, and for each token beside a cue the numbers
// of how the two stand to each other. Package train learns from the same
// observations that the model reads.
type Observation struct {
	Doc *nlp.Doc
	p   *page
	v   *Vocabulary

	sieved []finding // what the sieves found; the page may get more of it

	sentence []int32 // of each token
	begins   []int32 // of each token: where its sentence begins
	mention  []uint8 // of each token: row of the name it stands in, 0 for none
	timed    []bool
	flags    []uint8 // of each token: first or last of a quotation
	found    []role  // what the sieves found, by token
	foundAt  []int32 // where those of a token begin in found
}

// A role is the part that a token plays in a finding of a sieve.
type role struct{ finding, part int32 }

const (
	inSource = iota
	inCue
	inContent
	parts
)

// A Vocabulary numbers what the rows of the model's tables stand for.
type Vocabulary struct {
	Relations []string // of dependencies
	Sieves    []string // whose findings the model looks at
	relation  map[string]int32
	sieve     []int32 // number of each sieve of the cascade, -1 for none
}

// NewVocabulary returns a vocabulary.
func NewVocabulary(relations, sieves []string) *Vocabulary {
	v := &Vocabulary{Relations: relations, Sieves: sieves, relation: map[string]int32{}}
	for i, r := range relations {
		v.relation[r] = int32(i + 1)
	}
	number := map[string]int32{}
	for i, s := range sieves {
		number[s] = int32(i)
	}
	for i := range cascade {
		n, ok := number[cascade[i].name]
		if !ok {
			n = -1
		}
		v.sieve = append(v.sieve, n)
	}
	return v
}

var universalTags = map[string]int32{
	"ADJ": 1, "ADP": 2, "ADV": 3, "AUX": 4, "CCONJ": 5, "DET": 6, "INTJ": 7, "NOUN": 8, "NUM": 9, "PART": 10,
	"PRON": 11, "PROPN": 12, "PUNCT": 13, "SCONJ": 14, "SYM": 15, "VERB": 16, "X": 17,
}

var entityRows = map[nlp.EntityType]uint8{
	nlp.Person: 1, nlp.Organization: 2, nlp.Company: 3, nlp.PublicBody: 4, nlp.Place: 5, nlp.Group: 6, nlp.Facility: 7,
	nlp.Product: 8, nlp.Event: 9, nlp.Document: 10, "": 11,
}

// The rows of the table of tokens, group by group.
const (
	rowTag        = 0
	rowHeadTag    = rowTag + 18
	rowHeadAway   = rowHeadTag + 18
	rowMention    = rowHeadAway + 12
	rowLevel      = rowMention + 24
	rowQuote      = rowLevel + 4
	rowPlace      = rowQuote + 12
	rowClass      = rowPlace + 12
	rowFrame      = rowClass + 48
	rowForm       = rowFrame + 24
	rowHeadFrame  = rowForm + 8
	rowCue        = rowHeadFrame + 24
	rowNoun       = rowCue + 10
	rowWritten    = rowNoun + 8
	rowFinding    = rowWritten + 8
	rowRelation   = rowFinding + 3*maxSieves
	maxSieves     = 64
	maxRelations  = 80
	TokenRows     = rowRelation + maxRelations // rows of the table of tokens
	maxTokenRows  = 64                         // more than one token has
	relDistance   = 0
	relBranch     = relDistance + 24
	branchWide    = maxRelations + 2
	relSentence   = relBranch + 5*branchWide
	relQuote      = relSentence + 12
	relFinding    = relQuote + 12
	relBetween    = relFinding + 4 + 3*maxSieves
	RelativeRows  = relBetween + 8 // rows of the table of tokens beside a cue
	maxRelRows    = 16
	chunk         = 384 // most tokens that are read at once
	before, after = 110, 150
)

// Observe looks at a doc with tokens, sentences, tags, dependencies, mentions
// and times.
func (f *Finder) Observe(doc *nlp.Doc, v *Vocabulary) *Observation {
	p := f.sieves(doc, 0)
	p.clip(false)
	p.dropUnsaid()
	return p.observe(v)
}

func (p *page) observe(v *Vocabulary) *Observation {
	doc := p.doc
	n := len(doc.Tokens)
	o := &Observation{
		Doc: doc, p: p, v: v, sieved: p.found[:len(p.found):len(p.found)],
		sentence: make([]int32, n), begins: make([]int32, n), mention: make([]uint8, n), timed: make([]bool, n), flags: make([]uint8, n),
	}
	for i, s := range doc.Sentences {
		for t := s.First; t < s.Last; t++ {
			o.sentence[t], o.begins[t] = int32(i), int32(s.First)
		}
	}
	at := 0
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		if m.Form != nlp.Name {
			continue
		}
		for at < n && doc.Tokens[at].Begin < m.Begin {
			at++
		}
		for k := at; k < n && doc.Tokens[k].Begin < m.End; k++ {
			if o.mention[k] == 0 {
				o.mention[k] = entityRows[m.Type]
				if k > at {
					o.mention[k] += 12
				}
			}
		}
	}
	at = 0
	for _, t := range doc.Times {
		for at < n && doc.Tokens[at].Begin < t.Begin {
			at++
		}
		for k := at; k < n && doc.Tokens[k].Begin < t.End; k++ {
			o.timed[k] = true
		}
	}
	for i := range p.quotes {
		q := &p.quotes[i]
		o.flags[q.first] |= 1
		o.flags[q.last] |= 2
	}
	o.findings()
	return o
}

// findings lists for each token the findings of the sieves that it is part of.
func (o *Observation) findings() {
	n := len(o.Doc.Tokens)
	count := make([]int32, n+1)
	each := func(visit func(t tokens, r role)) {
		for i := range o.sieved {
			f := &o.sieved[i]
			if o.v.sieve[f.rule] < 0 {
				continue
			}
			visit(f.source, role{int32(i), inSource})
			visit(f.cue, role{int32(i), inCue})
			for _, c := range f.content {
				visit(c, role{int32(i), inContent})
			}
		}
	}
	// Deeply nested findings would make a token part of very many.
	const most = 4
	each(func(t tokens, _ role) {
		for i := t.from; i < min(t.to, t.from+contentReach); i++ {
			if count[i+1] < most {
				count[i+1]++
			}
		}
	})
	for i := range n {
		count[i+1] += count[i]
	}
	o.foundAt = count
	o.found = make([]role, count[n])
	filled := make([]int32, n)
	each(func(t tokens, r role) {
		for i := t.from; i < min(t.to, t.from+contentReach); i++ {
			if at := count[i] + filled[i]; at < count[i+1] {
				o.found[at] = r
				filled[i]++
			}
		}
	})
}

// contentReach bounds the tokens of a content that are marked as such, so that
// many long ones within each other cost no more than their number.
const contentReach = 1000

// A Window is a stretch of tokens that is read at once.
type Window struct{ First, Last int }

// Windows cuts the doc into stretches that are read at once: whole paragraphs,
// as far as they are not too long, and sentences where they are.
func (o *Observation) Windows() []Window {
	var all []Window
	open := Window{}
	flush := func() {
		for open.Last-open.First > chunk {
			all = append(all, Window{First: open.First, Last: open.First + chunk})
			open.First += chunk
		}
		if open.Last > open.First {
			all = append(all, open)
		}
		open.First = open.Last
	}
	s := o.Doc.Sentences
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && o.p.words[s[j].First].paragraph == o.p.words[s[i].First].paragraph {
			j++
		}
		if paragraph := s[j-1].Last - s[i].First; open.Last-open.First+paragraph > chunk {
			flush()
			if paragraph > chunk {
				for ; i < j; i++ {
					if s[i].Last-open.First > chunk {
						flush()
					}
					if open.First == open.Last {
						open.First = s[i].First
					}
					open.Last = s[i].Last
				}
				continue
			}
		}
		if open.First == open.Last {
			open.First = s[i].First
		}
		open.Last = s[j-1].Last
		i = j
	}
	flush()
	return all
}

// Token appends the rows of the table of tokens that stand for token i of the
// window.
func (o *Observation) Token(in Window, i int, rows []int32) []int32 {
	t, w := &o.Doc.Tokens[i], &o.p.words[i]
	level := w.level
	rows = append(rows, rowTag+universalTags[t.UPOS], rowLevel+int32(min(level, 3)))
	if r := o.v.relation[t.Deprel]; r > 0 && r < maxRelations {
		rows = append(rows, rowRelation+r)
	}
	if h := t.Head; h >= in.First && h < in.Last {
		rows = append(rows, rowHeadTag+universalTags[o.Doc.Tokens[h].UPOS], rowHeadAway+away(h-i))
		for _, v := range o.p.words[h].entry.verbs {
			rows = bits(rows, rowHeadFrame, uint64(v.verb.Takes))
			break
		}
	} else {
		rows = append(rows, rowHeadAway)
	}
	if m := o.mention[i]; m > 0 {
		rows = append(rows, rowMention+int32(m)-1)
	}
	if level > 0 {
		q := &o.p.quotes[w.quote]
		if o.flags[i]&1 != 0 {
			rows = append(rows, rowQuote)
		}
		if o.flags[i]&2 != 0 {
			rows = append(rows, rowQuote+1)
		}
		size := int32(2)
		switch n := q.last - q.first; {
		case n < 5:
			size = 0
		case n < 12:
			size = 1
		}
		rows = append(rows, rowQuote+2+size)
		if q.line >= 0 && len(o.p.lines[q.line].items) <= 2 && o.p.pure(&o.p.lines[q.line]) {
			rows = append(rows, rowQuote+5)
		}
		if q.reopens {
			rows = append(rows, rowQuote+6)
		}
		if q.open {
			rows = append(rows, rowQuote+7)
		}
	}
	if int(o.begins[i]) == i || i == in.First {
		rows = append(rows, rowPlace)
		if i == in.First || o.p.words[i-1].paragraph != w.paragraph {
			rows = append(rows, rowPlace+1)
		}
	}
	if i+1 == in.Last || o.p.words[i+1].paragraph != w.paragraph {
		rows = append(rows, rowPlace+2)
	}
	if w.paragraph < 3 {
		rows = append(rows, rowPlace+3+w.paragraph)
	}
	rows = bits(rows, rowClass, uint64(w.class))
	for _, v := range w.entry.verbs {
		rows = bits(rows, rowFrame, uint64(v.verb.Takes))
		rows = bits(rows, rowForm, uint64(v.form))
		break
	}
	if w.entry.said {
		rows = append(rows, rowNoun)
	}
	if w.upper {
		rows = append(rows, rowWritten)
	}
	if w.caps {
		rows = append(rows, rowWritten+1)
	}
	if o.timed[i] {
		rows = append(rows, rowWritten+2)
	}
	if w.line >= 0 && len(w.entry.verbs) > 0 {
		l := &o.p.lines[w.line]
		if k := o.p.cueAfter(l, int(w.at)); k < l.cues.to && o.p.cues[k].verb == int(w.at) {
			c := &o.p.cues[k]
			rows = append(rows, rowCue)
			for b, on := range []bool{c.passive, c.modal, c.infinite, c.joined, c.negated, !c.subject.empty()} {
				if on {
					rows = append(rows, rowCue+1+int32(b))
				}
			}
		}
	}
	for _, r := range o.found[o.foundAt[i]:o.foundAt[i+1]] {
		if cue := o.sieved[r.finding].cue; int(cue.from) < in.First || int(cue.to) > in.Last {
			continue // it is said elsewhere
		}
		rows = append(rows, rowFinding+3*o.v.sieve[o.sieved[r.finding].rule]+r.part)
	}
	return rows
}

// bits appends first plus the number of each bit that is set.
func bits(rows []int32, first int32, set uint64) []int32 {
	for b := int32(0); set != 0; b, set = b+1, set>>1 {
		if set&1 != 0 {
			rows = append(rows, first+b)
		}
	}
	return rows
}

// away puts a distance into one of few classes, by its side; 0 is none.
func away(d int) int32 {
	side := int32(0)
	if d < 0 {
		side, d = 5, -d
	}
	switch {
	case d < 3:
		return side + int32(d)
	case d < 6:
		return side + 3
	case d < 12:
		return side + 4
	}
	return side + 5
}

// far puts the distance from a cue into one of 23 classes.
func far(d int) int32 {
	side := int32(0)
	if d < 0 {
		side, d = 11, -d
	}
	for k, limit := range []int{2, 3, 4, 5, 7, 10, 15, 25, 45, 80} {
		if d < limit {
			if d == 0 {
				return 0
			}
			return side + 1 + int32(k)
		}
	}
	return side + 11
}

// Around is the stretch of tokens of the window in which source and content of
// the cue at token i are looked for: its sentence with one before and two
// behind.
func (o *Observation) Around(window Window, i int) nlp.Sentence {
	s := int(o.sentence[i])
	first := o.Doc.Sentences[max(0, s-1)].First
	last := o.Doc.Sentences[min(len(o.Doc.Sentences)-1, s+2)].Last
	return nlp.Sentence{First: max(first, window.First, i-before), Last: min(last, window.Last, i+after)}
}

// A Branch is the working memory of Relative.
type Branch struct {
	rows []int32
	walk []int32
}

// Relative calls add with the rows of the table of relations for each token of
// the stretch, as it stands to the cue at token i.
func (o *Observation) Relative(i int, s nlp.Sentence, b *Branch, add func(t int, rows []int32)) {
	n := s.Last - s.First
	if cap(b.rows) < n {
		b.rows = make([]int32, n)
	}
	branch := b.rows[:n]
	clear(branch)
	// The cue and what it hangs on, level by level.
	for level, a := int32(0), i; level < 4 && a >= s.First && a < s.Last; level++ {
		if branch[a-s.First] == 0 {
			branch[a-s.First] = relBranch + level*branchWide
		}
		next := o.Doc.Tokens[a].Head
		if next < 0 || next == a {
			break
		}
		a = next
	}
	w, own := &o.p.words[i], o.sentence[i]
	var buffer [maxRelRows]int32
	for t := s.First; t < s.Last; t++ {
		rows := append(buffer[:0], relDistance+far(t-i))
		u := &o.p.words[t]
		d := o.sentence[t] - own
		if d == 0 {
			rows = append(rows, o.branch(t, s, branch, b))
		}
		rows = append(rows, relSentence+min(max(d, -2), 3)+2)
		if u.paragraph != w.paragraph {
			rows = append(rows, relSentence+6)
		}
		if u.line == w.line && u.line >= 0 {
			rows = append(rows, relSentence+7)
		}
		rows = append(rows, relQuote+min(max(int32(u.level)-int32(w.level), -2), 2)+2)
		if u.level > 0 && u.quote == w.quote {
			rows = append(rows, relQuote+5)
		}
		if h := o.Doc.Tokens[t].Head; h == i {
			rows = append(rows, relQuote+6)
		}
		for _, r := range o.found[o.foundAt[t]:o.foundAt[t+1]] {
			if f := &o.sieved[r.finding]; f.cue.from <= int32(i) && int32(i) < f.cue.to {
				rows = append(rows, relFinding+r.part, relFinding+4+3*o.v.sieve[f.rule]+r.part)
				break
			}
		}
		add(t, rows)
	}
}

// branch is the row for the way from token t through the tree to the cue: how
// far up from the cue the two ways meet, and by which relation t's way comes
// there.
func (o *Observation) branch(t int, s nlp.Sentence, branch []int32, b *Branch) int32 {
	const farther = relBranch + 4*branchWide
	b.walk = b.walk[:0]
	row := int32(farther)
	for a := t; ; {
		if known := branch[a-s.First]; known != 0 {
			row = known
			if len(b.walk) > 0 && (known-relBranch)%branchWide == 0 && known != farther {
				last := o.Doc.Tokens[b.walk[len(b.walk)-1]].Deprel
				row += 1 + min(o.v.relation[last], maxRelations)
			}
			break
		}
		b.walk = append(b.walk, int32(a))
		next := o.Doc.Tokens[a].Head
		if next < s.First || next >= s.Last || len(b.walk) > 100 {
			break
		}
		a = next
	}
	for _, a := range b.walk {
		branch[int(a)-s.First] = row
	}
	return row
}

// Vectors writes what the reader made of the tokens to x, Dim elements each.
func (o *Observation) Vectors(s Window, x []float32) {
	v := o.Doc.Vectors
	for t := s.First; t < s.Last; t++ {
		v.Get(t, x[(t-s.First)*v.Dim:][:v.Dim])
	}
}

// View is the stretch as neural.Words looks at it.
func (o *Observation) View(s Window) neural.Sentence {
	tokens := o.Doc.Tokens[s.First:s.Last]
	return neural.Sentence{Text: o.Doc.Text, Tokens: tokens, Upper: neural.IsUpper(o.Doc.Text, tokens)}
}

// Punctuation reports whether the word is a sign that is left out at the edges
// of what is labelled.
func Punctuation(form string) bool {
	switch punctOf(form) {
	case comma, colon, semicolon, dash, stop, exclaim, bracketOpen, bracketClose, mark:
		for _, r := range form {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return false
			}
		}
		return true
	}
	return false
}
