package factuality

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
)

// Negations finds the words that negate, and the words that they negate, as
// the Conan Doyle corpus marks them (Morante and Daelemans 2012): a classifier
// tells which words, beginnings and endings of words are cues, and a
// conditional random field over the tree seen from the cue tells the scope. It
// is safe for use by many goroutines.
type Negations struct {
	cues  []float32 // by feature, a power of two
	scope []float32 // by feature, a power of two
	moves [4]float32
	lex   *Lexicon
	known func(string) bool // whether a word, in lower case, is a common one
}

// window is how many words to either side of a cue may be in its scope.
const window = 64

// A Negated is a cue with its scope, by indices in Doc.Tokens.
type Negated struct {
	Cue   []int
	Affix nlp.Span // the part of the word that negates, where it is not the whole
	Scope []int    // in order; of a word with an affix, it stands for the rest
}

// A CueCandidate is a word that may be a cue.
type CueCandidate struct {
	Token int
	Affix nlp.Span
}

// Candidates returns what may be cues among the tokens of the sentence.
func (p *page) candidates(s nlp.Sentence) []CueCandidate {
	var all []CueCandidate
	for i := s.First; i < s.Last; i++ {
		t := &p.doc.Tokens[i]
		if t.Len() > 40 {
			continue
		}
		form := lower(t.In(p.doc.Text))
		if p.lex.Cues[form] {
			all = append(all, CueCandidate{Token: i})
			continue
		}
		switch t.UPOS {
		case "ADJ", "ADV", "NOUN", "VERB":
		default:
			continue
		}
		if len(form) != t.Len() {
			continue
		}
		if at, size := p.affix(form); size > 0 {
			all = append(all, CueCandidate{i, nlp.Span{Begin: t.Begin + at, End: t.Begin + at + size}})
		}
	}
	return all
}

// affix returns where in the word an affix that may negate it stands.
func (p *page) affix(form string) (at, size int) {
	for _, a := range p.lex.Suffixes {
		if k := strings.LastIndex(form, a); k >= 3 && slices.Contains(p.lex.Endings, form[k+len(a):]) {
			return k, len(a)
		}
	}
	for _, a := range p.lex.Prefixes {
		if strings.HasPrefix(form, a) && len(form) >= len(a)+3 {
			return 0, len(a)
		}
	}
	return 0, 0
}

// cueFeatures appends the features of a candidate.
func (p *page) cueFeatures(to []uint32, c CueCandidate, known func(string) bool) []uint32 {
	t := &p.doc.Tokens[c.Token]
	form := lower(t.In(p.doc.Text))
	form = cmp.Or(p.lex.Spellings[form], form)
	add := func(parts ...string) {
		h := uint32(2166136261)
		for _, s := range parts {
			h = hash(h, s)
		}
		to = append(to, mix(h))
	}
	if c.Affix.IsZero() {
		before, after := "", ""
		s := p.doc.Sentences[sentence(p.doc, c.Token)]
		if c.Token > s.First {
			before = lower(p.doc.Tokens[c.Token-1].In(p.doc.Text))
		}
		if c.Token+1 < s.Last {
			after = lower(p.doc.Tokens[c.Token+1].In(p.doc.Text))
		}
		add("w", form)
		add("w-", form, before)
		add("w+", form, after)
		add("wr", form, t.Deprel)
		add("wp", form, t.XPOS)
		return to
	}
	affix := c.Affix.In(p.doc.Text)
	affix = lower(affix)
	rest := form[len(affix):]
	if c.Affix.Begin > t.Begin {
		rest = form[:c.Affix.Begin-t.Begin]
	}
	yes := "no"
	if known(rest) || known(rest+"e") || strings.HasSuffix(rest, "i") && known(rest[:len(rest)-1]+"y") {
		yes = "yes"
	}
	add("a", affix)
	add("ak", affix, yes)
	add("akp", affix, yes, t.UPOS)
	add("ap", affix, t.XPOS)
	add("f", form)
	add("l", p.lemma[c.Token])
	add("r2", affix, rest[:min(2, len(rest))])
	add("r3", affix, rest[:min(3, len(rest))])
	add("e2", affix, yes, rest[max(0, len(rest)-2):])
	add("e3", affix, rest[max(0, len(rest)-3):])
	add("n", affix, string(rune('0'+min(9, len(rest)))))
	add("kn", yes, string(rune('0'+min(9, len(rest)))))
	return to
}

// phrase joins the cues that are several words: those of the lexicon's phrases,
// and pairs.
func (p *page) joined(cues []Negated) []Negated {
	var out []Negated
	for _, c := range cues {
		i := c.Cue[0]
		form := lower(p.doc.Tokens[i].In(p.doc.Text))
		if first := p.lex.Pairs[form]; first != nil && len(out) > 0 {
			// "neither ... nor" in one sentence is one.
			if last := &out[len(out)-1]; last.Affix.IsZero() && first[lower(p.doc.Tokens[last.Cue[0]].In(p.doc.Text))] &&
				sentence(p.doc, last.Cue[0]) == sentence(p.doc, i) && i-last.Cue[0] < 20 {
				last.Cue = append(last.Cue, i)
				continue
			}
		}
		for _, phrase := range p.lex.CuePhrases {
			k := slices.Index(phrase, form)
			if k < 0 || i-k < 0 || i-k+len(phrase) > len(p.doc.Tokens) {
				continue
			}
			whole := true
			for j, w := range phrase {
				whole = whole && lower(p.doc.Tokens[i-k+j].In(p.doc.Text)) == w
			}
			if whole {
				c.Cue = nil
				for j := range phrase {
					c.Cue = append(c.Cue, i-k+j)
				}
				break
			}
		}
		out = append(out, c)
	}
	return out
}

// A view is the tree of a sentence as seen from a cue.
type view struct {
	p           *page
	cue         []int
	affix       bool
	kind        string // what kind of cue
	anchor      int    // the word that the cue negates
	clause      int    // the head of the clause that holds it
	first, last int    // the tokens that may be in scope
	commas      []int  // how many commas and the like stand before a token, from first
}

func (p *page) view(n *Negated) *view {
	main := n.Cue[0]
	if len(n.Cue) == 3 {
		main = n.Cue[1]
	}
	s := p.doc.Sentences[sentence(p.doc, main)]
	v := &view{p: p, cue: n.Cue, affix: !n.Affix.IsZero(), first: max(s.First, main-window), last: min(s.Last, main+window)}
	if v.affix {
		v.kind = "affix"
	} else {
		v.kind = lower(p.doc.Tokens[main].In(p.doc.Text))
	}
	v.anchor = main
	up := func(i int) int {
		if h := p.doc.Tokens[i].Head; h >= 0 {
			return h
		}
		return i
	}
	if !v.affix {
		v.anchor = up(main)
	} else if p.rel(main) == "amod" || p.rel(main) == "advmod" {
		v.anchor = up(main)
	}
	v.clause = v.anchor
	for k := 0; k < 8 && !p.isEvent(v.clause) && p.doc.Tokens[v.clause].Head >= 0; k++ {
		v.clause = p.doc.Tokens[v.clause].Head
	}
	count := 0
	for i := v.first; i < v.last; i++ {
		v.commas = append(v.commas, count)
		switch p.doc.Tokens[i].UPOS {
		case "PUNCT":
			count++
		}
	}
	return v
}

// branch returns by which relation token t hangs below token top, and how deep,
// ok false where it does not.
func (v *view) branch(t, top int) (rel string, child, depth int, ok bool) {
	if t == top {
		return "self", t, 0, true
	}
	for k := 1; k <= 24; k++ {
		h := v.p.doc.Tokens[t].Head
		if h < 0 {
			return "", 0, 0, false
		}
		if h == top {
			return v.p.doc.Tokens[t].Deprel, t, k, true
		}
		t = h
	}
	return "", 0, 0, false
}

// features appends the features of token t being in scope.
func (v *view) features(to []uint32, t int) []uint32 {
	p := v.p
	add := func(parts ...string) {
		h := uint32(2166136261)
		for _, s := range parts {
			h = hash(h, s)
		}
		to = append(to, mix(h))
	}
	tok := &p.doc.Tokens[t]
	cue := v.cue[0]
	side := "before"
	far := cue - t
	if t == cue {
		side = "cue"
	} else if t > cue {
		side, far = "after", t-cue
	}
	dist := "far"
	switch {
	case far <= 4:
		dist = string(rune('0' + far))
	case far <= 7:
		dist = "5"
	case far <= 12:
		dist = "8"
	case far <= 20:
		dist = "13"
	}
	lo, hi := min(t, cue), max(t, cue)
	commas := v.commas[hi-v.first] - v.commas[lo-v.first]
	if p.doc.Tokens[lo].UPOS == "PUNCT" {
		commas--
	}
	comma := string(rune('0' + max(0, min(commas, 3))))
	add("bias", v.kind)
	add("side", side, dist)
	add("sidek", side, dist, v.kind)
	add("comma", side, comma)
	add("commak", side, comma, v.kind)
	add("rel", tok.Deprel, side, v.kind)
	add("pos", tok.XPOS, side)
	add("lemma", p.lemma[t], side)
	add("lemmak", p.lemma[t], v.kind)
	rel, child, depth, in := v.branch(t, v.clause)
	if in {
		deep := string(rune('0' + min(depth, 5)))
		add("c", rel, side)
		add("ck", rel, side, v.kind)
		add("cc", rel, side, comma)
		add("cd", rel, deep, tok.Deprel)
		add("ce", rel, p.doc.Tokens[v.clause].Deprel, side)
		add("cl", rel, p.lemma[child])
		add("cu", rel, p.doc.Tokens[v.clause].UPOS, v.kind)
		// A clause within the branch on the way up.
		nested := ""
		for at, k := t, 0; at != v.clause && k < 24; k++ {
			switch r := p.rel(at); r {
			case "advcl", "acl", "ccomp", "parataxis", "conj":
				nested = r
			}
			at = p.doc.Tokens[at].Head
		}
		add("cn", nested, side)
		add("cnk", nested, rel, v.kind)
		// Whether a mark or conjunction opens the branch.
		opener := ""
		for k, c := range p.children(child) {
			if k == 16 {
				break
			}
			if r := p.rel(int(c)); child != v.clause && (r == "mark" || r == "cc" || r == "case") {
				opener = p.lemma[c]
				break
			}
		}
		add("co", rel, opener, side)
	} else {
		add("out", side, dist)
		// How the clause of the cue hangs below a word that governs both.
		at := v.clause
		for k := 0; k < 6 && p.doc.Tokens[at].Head >= 0; k++ {
			up := p.doc.Tokens[at].Head
			r, _, d, ok := v.branch(t, up)
			if ok {
				add("o", p.doc.Tokens[at].Deprel, r, string(rune('0'+k)))
				add("od", p.doc.Tokens[at].Deprel, r, string(rune('0'+min(d, 4))), side)
				add("ok", p.doc.Tokens[v.clause].Deprel, v.kind, side)
				break
			}
			at = up
		}
	}
	if r, _, d, ok := v.branch(t, v.anchor); ok {
		add("a", r, side, v.kind)
		add("ad", r, string(rune('0'+min(d, 4))), side)
		if v.anchor == v.clause {
			add("as", r, v.kind)
		}
	} else {
		add("an", v.kind, side, p.doc.Tokens[v.anchor].UPOS)
	}
	if t > v.first {
		add("p", p.doc.Tokens[t-1].UPOS, tok.UPOS, side)
	}
	if t+1 < v.last {
		add("n", tok.UPOS, p.doc.Tokens[t+1].UPOS, side)
	}
	if v.affix && t == cue {
		add("self")
	}
	return to
}

// mostCues is how many cues of one sentence have their scope told. No sentence
// that a person writes has more.
const mostCues = 24

// find returns the negations of the page.
func (n *Negations) find(p *page) []Negated {
	var all []Negated
	var keys []uint32
	for _, s := range p.doc.Sentences {
		var cues []Negated
		for _, c := range p.candidates(s) {
			keys = p.cueFeatures(keys[:0], c, n.known)
			if total(n.cues, keys) > 0 {
				cues = append(cues, Negated{Cue: []int{c.Token}, Affix: c.Affix})
			}
		}
		for k, c := range p.joined(cues) {
			if k < mostCues {
				keys = n.read(p, &c, keys)
			}
			all = append(all, c)
		}
	}
	return all
}

// total is the sum of the weights of features.
func total(weights []float32, keys []uint32) float32 {
	var sum float32
	for _, k := range keys {
		sum += weights[k&uint32(len(weights)-1)]
	}
	return sum
}

// read finds the scope of a cue: the best way to label the words around it.
func (n *Negations) read(p *page, c *Negated, keys []uint32) []uint32 {
	v := p.view(c)
	count := v.last - v.first
	from := make([][2]uint8, count)
	var score [2]float32
	for k := range count {
		keys = v.features(keys[:0], v.first+k)
		w := total(n.scope, keys)
		var next [2]float32
		for label := range 2 {
			best := uint8(0)
			if k > 0 && score[1]+n.moves[2+label] > score[0]+n.moves[label] {
				best = 1
			}
			from[k][label] = best
			if k > 0 {
				next[label] = score[best] + n.moves[2*int(best)+label]
			}
			if label == 1 {
				next[label] += w
			}
		}
		score = next
	}
	label := uint8(0)
	if score[1] > score[0] {
		label = 1
	}
	for k := count - 1; k >= 0; k-- {
		i := v.first + k
		if label == 1 && (v.affix || !slices.Contains(c.Cue, i)) {
			c.Scope = append(c.Scope, i)
		}
		label = from[k][label]
	}
	slices.Reverse(c.Scope)
	return keys
}

// Learned is what training needs to see of the negations of one doc.
type Learned struct{ p *page }

// NewLearned makes ready a doc with trees to be learned from.
func NewLearned(doc *nlp.Doc, lex *Lexicon) *Learned { return &Learned{newPage(doc, lex)} }

// Candidates returns what may be cues in the doc.
func (l *Learned) Candidates() []CueCandidate {
	var all []CueCandidate
	for _, s := range l.p.doc.Sentences {
		all = append(all, l.p.candidates(s)...)
	}
	return all
}

// CueFeatures returns the features of a candidate.
func (l *Learned) CueFeatures(c CueCandidate, known func(string) bool) []uint32 {
	return l.p.cueFeatures(nil, c, known)
}

// ScopeFeatures returns the first token that may be in scope of the cue, and
// the features of it and of those that follow.
func (l *Learned) ScopeFeatures(n *Negated) (first int, features [][]uint32) {
	v := l.p.view(n)
	for i := v.first; i < v.last; i++ {
		features = append(features, v.features(nil, i))
	}
	return v.first, features
}

// columns is how many weights of features share a scale in a file.
const columns = 256

// SaveNegations adds the weights to a file; cues and scope each have a power of
// two of them, columns or more.
func SaveNegations(f *model.File, cues, scope []float32, moves [4]float32) {
	f.AddQuantised("cues", len(cues)/columns, columns, cues)
	f.AddQuantised("scope", len(scope)/columns, columns, scope)
	f.AddFloats("moves", 2, 2, moves[:])
}

func loadNegations(f *model.File, lex *Lexicon, known func(string) bool) (*Negations, error) {
	n := &Negations{lex: lex, known: known}
	for name, to := range map[string]*[]float32{"cues": &n.cues, "scope": &n.scope} {
		values, rows, wide, err := f.Floats(name)
		if err != nil {
			return nil, err
		}
		if size := rows * wide; size < 1 || size&(size-1) != 0 {
			return nil, fmt.Errorf("section %q has %d weights, which is no power of two", name, size)
		}
		*to = values
	}
	moves, err := f.Matrix("moves", 2, 2)
	if err != nil {
		return nil, err
	}
	copy(n.moves[:], moves)
	return n, nil
}

// Negations returns the negations of a doc with trees, in order of their cues.
func (g *Gauge) Negations(doc *nlp.Doc) []Negated {
	if g.negations == nil {
		return nil
	}
	return g.negations.find(newPage(doc, g.lex))
}
