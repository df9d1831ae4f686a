package attribution

import (
	"sort"

	"github.com/stemma/stemma/nlp"
)

// A sieve is one named rule. It looks at the whole page, takes the cues that
// no sieve before it took and adds what it finds.
type sieve struct {
	name string
	// confidence is the precision of the sieve's findings on the training
	// articles of PolNeAR (content overlap of half or more with an annotated
	// one, source shared), as doc/accuracy.md reports it.
	confidence float64
	find       func(*page)
}

// late runs the sieves that the model does not look at. What they find stands
// in the place of what an earlier one made of the same cue.
func (p *page) late() {
	n := len(p.found)
	for i := observed; i < len(cascade); i++ {
		p.rule = i
		cascade[i].find(p)
	}
	if len(p.found) == n {
		return
	}
	cued := map[int32]bool{}
	for _, f := range p.found[n:] {
		for t := f.cue.from; t < f.cue.to; t++ {
			cued[t] = true
		}
	}
	kept := p.found[:0:0]
	for i, f := range p.found {
		if i >= n || !cued[f.cue.from] && !cued[f.cue.to-1] {
			kept = append(kept, f)
		}
	}
	p.found = kept
}

// cascade is the order of the sieves, the most precise first where two want
// the same cue.
var cascade = []sieve{
	{"quotation-cue", 0.96, (*page).quotationCue},
	{"cue-quotation", 0.86, (*page).cueQuotation},
	{"according-to", 0.84, (*page).accordingTo},
	{"in-words-of", 0.62, (*page).inWordsOf},
	{"as-said", 0.68, (*page).asSaid},
	{"colon", 0.53, (*page).colon},
	{"cue-that", 0.86, (*page).cueThat},
	{"clause-cue", 0.79, (*page).clauseCue},
	{"cue-clause", 0.82, (*page).cueClause},
	{"cue-question", 0.75, (*page).cueQuestion},
	{"accusation", 0.74, (*page).accusation},
	{"cue-partly-quoted", 0.68, (*page).cuePartlyQuoted},
	{"participle", 0.74, (*page).participle},
	{"claim-that", 0.26, (*page).claimThat},
	{"infinitive", 0.63, (*page).infinitive},
	{"judgement", 0.72, (*page).judgement},
	{"expectation", 0.65, (*page).expectation},
	{"transcript", 0.61, (*page).transcript},
	{"accused-of", 0.6, (*page).accusedOf},
	{"impersonal", 0.6, (*page).impersonal},
	{"hearsay", 0.5, (*page).hearsay},
	{"noun-that", 0.3, (*page).nounThat},

	// The model does not look at what these find.
	{"quoted-as", 0.6, (*page).quotedAs},
	{"figure", 0.6, (*page).figure},
	{"noun-of", 0.5, (*page).nounOf},
	{"regard", 0.6, (*page).regard},
	{"heard-from", 0.6, (*page).heardFrom},
	{"heard-aside", 0.6, (*page).heardAside},
	{"rumour", 0.6, (*page).rumour},
	{"as-per", 0.8, (*page).perTo},
	{"quoted-lines", 0.8, (*page).quotedLines},
	{"controlled", 0.6, (*page).controlled},
	{"persuaded", 0.6, (*page).persuaded},
	{"witness", 0.6, (*page).witness},
	{"cleft", 0.6, (*page).cleft},
	{"attitude", 0.6, (*page).attitude},
	{"said-so", 0.6, (*page).saidSo},
	{"reply", 0.8, (*page).replied},
	{"no-proof", 0.6, (*page).noProof},
}

// observed is the number of sieves, the first of the cascade, whose findings the
// model looks at.
const observed = 22

// byModel is the rule of what the model found, byLink that of a link.
const (
	byModel = -1
	byLink  = -2
)

// add records what the sieve being run has found.
func (p *page) add(f finding) *finding {
	f.rule = p.rule
	if len(f.content) == 0 {
		return nil
	}
	for _, c := range f.content {
		if c.empty() {
			return nil
		}
	}
	if !p.sound(&f) {
		return nil
	}
	if f.cueAt != nil {
		p.words[p.lines[f.cueAt.line].items[f.cueAt.verb].first].taken = true
	} else if !f.cue.empty() {
		p.words[f.cue.from].taken = true
	}
	// A verb within a source is no cue of its own.
	for i := f.source.from; i < f.source.to && i-f.source.from < sourceReach; i++ {
		p.words[i].taken = true
	}
	for _, q := range f.quotes {
		p.quotes[q].taken = true
	}
	f.unsaid = p.unsaid(&f)
	p.found = append(p.found, f)
	return &p.found[len(p.found)-1]
}

// free calls visit with every cue that no finding has.
func (p *page) free(visit func(*line, *cue)) {
	for i := range p.cues {
		c := &p.cues[i]
		l := &p.lines[c.line]
		if !p.words[l.items[c.verb].first].taken {
			visit(l, c)
		}
	}
}

// cueSpan is the cue's tokens.
func (l *line) cueSpan(c *cue) tokens {
	return l.span(extent{c.first, c.last + 1})
}

// resolve turns the findings into attributions in order of the text, with the
// parent of each.
func (p *page) resolve() []nlp.Attribution {
	type placed struct {
		f        *finding
		from, to int32
	}
	p.clip(true)
	p.dropUnsaid()
	p.linked()
	all := make([]placed, 0, len(p.found))
	begins := map[int32]int32{} // where what has its cue there begins
	for i := range p.found {
		f := &p.found[i]
		sort.Slice(f.content, func(a, b int) bool { return f.content[a].from < f.content[b].from })
		from, to := f.content[0].from, f.content[len(f.content)-1].to
		for _, t := range []tokens{f.source, f.cue} {
			if !t.empty() {
				from, to = min(from, t.from), max(to, t.to)
			}
		}
		all = append(all, placed{f, from, to})
		if f.on == 0 {
			begins[f.cue.from] = from
		}
	}
	// A link follows what it hangs on.
	for i := range all {
		if f := all[i].f; f.on > 0 {
			if from, ok := begins[f.on-1]; ok {
				all[i].from = from
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		if all[i].from != all[j].from {
			return all[i].from < all[j].from
		}
		if a, b := all[i].f.on > 0, all[j].f.on > 0; a != b {
			return b
		}
		if all[i].to != all[j].to {
			return all[i].to > all[j].to
		}
		return all[i].f.rule < all[j].f.rule
	})
	out := make([]nlp.Attribution, 0, len(all))
	// The attributions whose stretch holds the present place, outermost first.
	var stack []int
	ends := make([]int32, 0, len(all))
	cues := map[int32]int{} // where each cue's attribution is
	var links []int         // attributions that are links, with what each stands on
	for _, a := range all {
		for len(stack) > 0 && ends[stack[len(stack)-1]] <= a.from {
			stack = stack[:len(stack)-1]
		}
		n := p.attribution(a.f)
		n.Parent = -1
		if a.f.on > 0 {
			links = append(links, len(out), int(a.f.on-1))
			ends = append(ends, a.to)
			out = append(out, n)
			continue
		}
		// The parent is the nearest one whose content holds all of this.
		own := []nlp.Span{n.Source, n.Cue}
		own = append(own, n.Content...)
		for k, tries := len(stack)-1, 0; k >= 0 && tries < parents; k, tries = k-1, tries+1 {
			if holdsAll(out[stack[k]].Content, own) {
				n.Parent = stack[k]
				break
			}
		}
		if n.Parent >= 0 && a.f.rule >= 0 && cascade[a.f.rule].name == "hearsay" {
			continue // who reports it says how sure it is
		}
		if n.Parent < 0 && p.own(a.f) {
			continue // the author speaks of himself
		}
		if n.Parent < 0 && (a.f.level > 0 || held[a.f.ruleName()]) {
			// Said within a quotation of which it is not known who speaks, or
			// found as what stands in a content that is gone.
			continue
		}
		if n.Parent < 0 && p.read && a.f.rule >= 0 && a.f.rule < observed {
			n.Confidence = min(n.Confidence, alone)
		}
		ends = append(ends, a.to)
		stack = append(stack, len(out))
		cues[a.f.cue.from] = len(out)
		out = append(out, n)
	}
	for i := 0; i < len(links); i += 2 {
		on, ok := cues[int32(links[i+1])]
		if !ok {
			on = links[i] // what it stands on was dropped
		}
		out[links[i]].Parent = on
	}
	return withoutLoose(out)
}

// withoutLoose drops the attributions that are marked as their own parents.
func withoutLoose(all []nlp.Attribution) []nlp.Attribution {
	moved := make([]int, len(all))
	n := 0
	for i := range all {
		if all[i].Parent == i {
			moved[i] = -1
			continue
		}
		moved[i] = n
		n++
	}
	if n == len(all) {
		return all
	}
	kept := make([]nlp.Attribution, 0, n)
	for i := range all {
		if moved[i] < 0 {
			continue
		}
		a := all[i]
		if a.Parent >= 0 {
			a.Parent = moved[a.Parent]
		}
		kept = append(kept, a)
	}
	return kept
}

// clip keeps what is said within another's content from running out of it:
// in "Orel said the dam held, the paper reported" all that Orel said is what
// the paper reported of her.
//
// What is whole keeps what lies in any piece of the other's content: "The guard,
// Orel said, told her that S". What the model looks at is not whole, as when it
// was learned.
func (p *page) clip(whole bool) {
	order := make([]int, len(p.found))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return p.found[order[i]].cue.from < p.found[order[j]].cue.from })
	for i := range order {
		b := &p.found[order[i]]
		for d := -neighbours; d <= neighbours; d++ {
			if d == 0 || i+d < 0 || i+d >= len(order) {
				continue
			}
			a := &p.found[order[i+d]]
			if a.line != b.line || a.level != b.level {
				continue
			}
			for _, piece := range a.content {
				if piece.from > b.cue.from || piece.to < b.cue.to || !b.source.empty() && (piece.from > b.source.from || piece.to < b.source.to) {
					continue
				}
				var kept []tokens
				for _, c := range b.content {
					for _, own := range a.content {
						if !whole && own != piece {
							continue
						}
						if c.from < own.to && c.to > own.from {
							kept = append(kept, tokens{max(c.from, own.from), min(c.to, own.to)})
						}
					}
				}
				b.content = kept
			}
		}
	}
	found := p.found[:0]
	for _, f := range p.found {
		if len(f.content) > 0 {
			found = append(found, f)
		}
	}
	p.found = found
}

// neighbours bounds the cues before and behind one that may hold it.
const neighbours = 4

// parents bounds the stretches looked at for a parent. Nested deeper than
// this, a text is no text.
const parents = 16

// holdsAll says whether each of the spans that is not empty stands in the
// content.
func holdsAll(content, spans []nlp.Span) bool {
	for _, s := range spans {
		if s.Len() > 0 && !holds(content, s) {
			return false
		}
	}
	return true
}

func holds(content []nlp.Span, s nlp.Span) bool {
	// The pieces are in order; the one that can hold s is the last that
	// begins at or before it.
	lo, hi := 0, len(content)
	for lo < hi {
		mid := (lo + hi) / 2
		if content[mid].Begin <= s.Begin {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo > 0 && content[lo-1].Contains(s)
}

func (p *page) bytes(t tokens) nlp.Span {
	if t.empty() {
		return nlp.Span{}
	}
	return nlp.Span{Begin: p.doc.Tokens[t.from].Begin, End: p.doc.Tokens[t.to-1].End}
}

func (p *page) attribution(f *finding) nlp.Attribution {
	a := nlp.Attribution{
		Source: p.bytes(f.source), Cue: p.bytes(f.cue), Kind: f.kind,
	}
	switch f.rule {
	case byModel:
		a.Rule, a.Confidence = modelName, confidence(f.learned)
	case byLink:
		a.Rule, a.Confidence = linkName, linkConfidence
	default:
		a.Rule, a.Confidence = cascade[f.rule].name, cascade[f.rule].confidence
	}
	for _, c := range f.content {
		a.Content = append(a.Content, p.bytes(c))
	}
	if a.Kind == "" {
		a.Kind = p.kind(f)
	}
	named := *f
	if t := p.antecedent(f.source); !t.empty() {
		a.Antecedent, named.source = p.bytes(t), t
	}
	a.SourceType = p.sourceType(&named)
	a.Anonymity = p.anonymity(f)
	a.Number, a.Closeness = p.howMany(named.source), p.closeness(&named)
	return a
}

// kind says how much of the content is quoted.
func (p *page) kind(f *finding) nlp.QuoteKind {
	all, deep := p.tally(0), p.tally(int(f.level)+1)
	inside, words := int32(0), int32(0)
	for _, c := range f.content {
		words += all[c.to] - all[c.from]
		inside += deep[c.to] - deep[c.from]
	}
	switch {
	case inside == 0:
		return nlp.Indirect
	case inside == words:
		return nlp.Direct
	}
	return nlp.Mixed
}

// tally counts, for every token, the words before it that stand in at least so
// many quotations. It is made once, so that a long content costs no more than a
// short one.
func (p *page) tally(level int) []int32 {
	level = min(level, maxLevel)
	if p.tallies[level] == nil {
		sum := make([]int32, len(p.words)+1)
		for i := range p.words {
			sum[i+1] = sum[i]
			if p.words[i].alpha && int(p.words[i].level) >= level {
				sum[i+1]++
			}
		}
		p.tallies[level] = sum
	}
	return p.tallies[level]
}
