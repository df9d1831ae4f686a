package claim

import (
	"cmp"
	"slices"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// remarks makes the claims of what several texts say in about the same words, or
// at the same place of a passage that one has from the other. Whoever takes over
// a remark may drop its hedge or turn it round: then the claim says so.
func (c *Collection) remarks(d decisions) []*draft {
	var all []*member
	at := map[*member]int{}
	stories := map[int][]int{}
	of := map[stemma.ID]*text{}
	for _, t := range c.texts {
		of[t.id] = t
		for _, m := range t.statements {
			at[m] = len(all)
			stories[t.story] = append(stories[t.story], len(all))
			all = append(all, m)
		}
	}
	found := map[pairOf]bool{}
	for _, x := range c.derivations {
		if from, to := of[x.From], of[x.To]; from != nil && to != nil {
			facing(x, from, to, func(a, b *member) {
				if otherFigures(a, b) {
					return
				}
				if sameShape(a, b) || c.overlap(a.words, b.words) >= halfAlike {
					found[pairOf{min(at[a], at[b]), max(at[a], at[b])}] = true
				}
			})
		}
	}
	for _, list := range stories {
		c.alikeStatements(all, list, func(i, j int) { found[pairOf{min(i, j), max(i, j)}] = true })
	}
	edges := make([]edge, 0, len(found))
	for p := range found {
		edges = append(edges, edge{p.a, p.b, 1})
	}
	slices.SortFunc(edges, func(x, y edge) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	var apart func(a, b int) bool
	if len(d.apart) > 0 {
		apart = func(a, b int) bool { return d.parted(all[a], all[b]) }
	}
	groups := map[int]*draft{}
	first := map[int]*member{} // of each, that says whether it is so, if one does
	var out []*draft
	connections := connected(c.ctx, len(all), edges, apart)
	for i, g := range connections {
		if f := first[g]; f == nil || (f.evades() || f.queries) && !all[i].evades() && !all[i].queries {
			first[g] = all[i]
		}
	}
	for i, g := range connections {
		if groups[g] == nil {
			groups[g] = &draft{question: stemma.AskWhether, remark: true}
			out = append(out, groups[g])
		}
		groups[g].answers = append(groups[g].answers, &answer{by: all[i], stance: all[i].remarks(first[g]), shown: all[i].content, why: "it is said in about these words"})
	}
	for _, x := range out {
		x.upright()
		x.accuse()
		for _, a := range x.answers {
			a.value = a.extent().bounds("", a.stance == stemma.Denies)
		}
	}
	return slices.DeleteFunc(out, func(x *draft) bool { return len(x.answers) < 2 })
}

// remarks is how a statement stands to the remark that first makes: denied by its
// source, turned round by a "not" in what are else the same words or by setting right what the
// other says, or left open: by who does not say whether, or where one of the two speaks of a
// case that may not be, or of what is to be.
func (m *member) remarks(first *member) stemma.Stance {
	if m.queries || m.averse || m.evades() != first.evades() || m.demands != first.demands || m.leavesOpen() || m.hopes() {
		return stemma.Questions
	}
	alike := max(len(m.words), len(first.words))
	if m.judges != first.judges {
		alike = min(len(m.words), len(first.words)) // "the report that" and "was rejected" come on top
	}
	turned := m.odd != first.odd && 5*shared(m.words, first.words) >= 4*alike && !m.aside(first) && !first.aside(m) && !(m.future && first.past || m.past && first.future)
	turned = turned != (m.setsRight(first) != first.setsRight(m))
	refused := m.refuses() != first.refuses() && !m.declines(first) && !first.declines(m)
	if m.tellsDenial(first) || first.tellsDenial(m) {
		turned, refused = false, false
	}
	switch {
	case turned != refused:
		return stemma.Denies
	case !turned && m.odd != first.odd && m.denied != first.denied:
		return stemma.Questions // too few words are the same to say that it is turned round
	case m.voiced:
		return stemma.Alleges
	}
	return stemma.Affirms
}

// evades reports whether a statement says nothing of whether what it tells of is so: it
// supposes it, or says of somebody that he was not charged with it.
func (m *member) evades() bool { return m.supposes || m.denied && len(m.deed) > 0 }

// aside reports whether what the words of m negate is nothing that the other speaks of.
func (m *member) aside(other *member) bool {
	return len(m.negated) > 0 && !slices.ContainsFunc(m.negated, func(w uint32) bool {
		_, both := slices.BinarySearch(other.said, w)
		return both
	})
}

// refutes reports whether a statement is of nobody who is named and denied by who reports it.
func (m *member) refutes() bool { return m != nil && m.refuted }

// refuses reports whether whoever is nearest to the statement denies it by words that are no
// part of it; or who reports it does, where that is nobody who is named.
func (m *member) refuses() bool { return len(m.chain) > 1 && m.turns(m.voice()) != m.refuted }

// declines reports whether whoever is nearest to m refuses to do a thing of which the other says nothing.
func (m *member) declines(other *member) bool {
	_, told := slices.BinarySearch(other.said, m.verb)
	return m.refuses() && !told && en.Refusing().MatchString(m.cue)
}

// tellsDenial reports whether m says itself that somebody denies what the other says, in the words
// by which that is denied there: "he denied the theft" and his denial of the theft are one.
func (m *member) tellsDenial(other *member) bool {
	return other.refuses() && !m.refuses() && len(other.hedges) > 0 && shared(other.hedges, m.said) == len(other.hedges)
}

// setsRight reports whether the words of m say that what the other says is to be set right.
func (m *member) setsRight(other *member) bool {
	return len(other.corrected) == 0 && slices.ContainsFunc(m.corrected, func(words []uint32) bool {
		return len(words) > 0 && shared(words, other.words) == len(words)
	})
}

// upright turns the answers of a remark round where most of them are then as their own
// words have it: who says "he did not leave" does not say that he did, whatever others say.
func (d *draft) upright() {
	score := 0
	if !slices.ContainsFunc(d.answers, func(a *answer) bool {
		// The words that name it may be his who is on no side, or what all deny.
		return a.stance == stemma.Denies || !a.gistDenies() && (!a.holds() || a.by.refuses())
	}) {
		return // they are of one mind about the words that name the claim
	}
	for _, a := range d.answers {
		denied := a.by.denied != a.by.refuses()
		if slices.ContainsFunc(d.answers, func(b *answer) bool { return a.by.setsRight(b.by) }) {
			denied = !denied
		}
		switch {
		case !a.holds():
		case denied == (a.stance == stemma.Denies):
			score++
		default:
			score--
		}
	}
	if score >= 0 {
		return
	}
	for _, a := range d.answers {
		switch {
		case !a.holds():
		case a.stance != stemma.Denies:
			a.stance = stemma.Denies
		case a.by.voiced:
			a.stance = stemma.Alleges
		default:
			a.stance = stemma.Affirms
		}
	}
}

// accuse makes of who says of what somebody is accused one who alleges it, where that is what
// the others say. "He shot the driver" does not say with what he was charged.
func (d *draft) accuse() {
	for _, a := range d.answers {
		if a.stance == stemma.Affirms && a.by.alleged && !slices.ContainsFunc(d.answers, func(b *answer) bool { return shared(a.by.deed, b.by.words) < len(a.by.deed) }) {
			a.stance = stemma.Alleges
		}
	}
}

// requoted makes the claims of what was quoted within a remark, where two texts,
// which need not descend from one another, quote it in two forms.
func requoted(remarks []*draft) (out []*draft) {
	for _, r := range remarks {
		d := &draft{question: stemma.AskWording}
		for _, a := range r.answers {
			if q := a.by.quotes(); q != nil && !d.has(q) {
				d.answers = append(d.answers, &answer{by: q, stance: stemma.Affirms, value: q.quote, shown: q.content, why: "it is quoted within one remark"})
			}
		}
		differs := slices.ContainsFunc(d.answers, func(x *answer) bool {
			return slices.ContainsFunc(d.answers, func(y *answer) bool {
				return x.by.text != y.by.text && x.by.letters != y.by.letters && shared(x.by.words, y.by.words) > 0
			})
		})
		if differs {
			out = append(out, d)
		}
	}
	return out
}

// quotes is the statement that is quoted within m, nil for none or several.
func (m *member) quotes() (one *member) {
	for _, x := range within(m.text.statements, m.bounds()) {
		if len(x.chain) != len(m.chain)+1 || x.bounds().End > m.bounds().End || x.voice().Kind == string(nlp.Indirect) {
			continue
		}
		if one != nil {
			return nil
		}
		one = x
	}
	return one
}

// facing calls pair for the statements of two texts that face one another in a
// passage that the texts share.
func facing(d *stemma.Derivation, from, to *text, pair func(a, b *member)) {
	for _, p := range d.Aligned {
		theirs := within(to.statements, p.To)
		for _, a := range within(from.statements, p.From) {
			for _, b := range theirs {
				if p.Faces(a.bounds(), b.bounds()) {
					pair(a, b)
				}
			}
		}
	}
}

// within are the statements that begin in a span.
func within(list []*member, s stemma.Span) []*member {
	i, _ := slices.BinarySearchFunc(list, s.Begin, func(m *member, at int) int { return cmp.Compare(m.bounds().Begin, at) })
	k := i
	for k < len(list) && list[k].bounds().Begin < s.End {
		k++
	}
	return list[i:k]
}

// otherFigures reports whether two statements give numbers, or days, and none in common:
// then they give two answers to one question.
func otherFigures(a, b *member) bool {
	return len(a.figures) > 0 && len(b.figures) > 0 && shared(a.figures, b.figures) == 0 || len(a.days) > 0 && len(b.days) > 0 && shared(a.days, b.days) == 0
}

// sameShape reports whether two statements that face one another are of one
// length and have as many links: the words of a text that was rewritten are others.
func sameShape(a, b *member) bool {
	n, m := len(a.letters), len(b.letters)
	return len(a.chain) == len(b.chain) && 3*min(n, m) >= 2*max(n, m)
}

// Two statements of one story are one remark from sameRemark up, by the rare
// words that they share, and from halfAlike up where one text has the passage
// from the other. One of less than fewWords words, or of less than shortestRemark
// letters, says too little to be known again.
const sameRemark, halfAlike, fewWords, shortestRemark, remarkWords = 0.8, 0.5, 3, 15, 3

// alikeStatements calls pair for those of a story that say the same in about the
// same words. They are compared where they share one of their rarest words.
func (c *Collection) alikeStatements(all []*member, list []int, pair func(i, j int)) {
	holders := map[uint32][]int{}
	for _, i := range list {
		for _, w := range c.rarest(all[i].words, remarkWords) {
			holders[w] = append(holders[w], i)
		}
	}
	for _, some := range holders {
		near(some, func(i, j int) {
			a, b := all[i], all[j]
			switch {
			case a.text == b.text, otherFigures(a, b):
			case a.letters == b.letters && len(a.letters) >= shortestRemark,
				min(len(a.words), len(b.words)) >= fewWords && c.overlap(a.words, b.words) >= sameRemark:
				pair(i, j)
			}
		})
	}
}

// rarest are the n rarest of the words.
func (c *Collection) rarest(words []uint32, n int) []uint32 {
	list := slices.Clone(words)
	slices.SortFunc(list, func(a, b uint32) int { return cmp.Or(cmp.Compare(c.rarity.of(b), c.rarity.of(a)), cmp.Compare(a, b)) })
	return list[:min(n, len(list))]
}

// besides leaves out the drafts on a word of a remark that no other statement has:
// whether it is so is asked of the remark.
func besides(drafts, remarks []*draft) []*draft {
	of := map[*member]*draft{}
	for _, r := range remarks {
		for _, a := range r.answers {
			of[a.by] = r
		}
	}
	return slices.DeleteFunc(drafts, func(x *draft) bool {
		if x.question != stemma.AskWhether || len(x.answers) == 0 || of[x.answers[0].by] == nil {
			return false
		}
		return !slices.ContainsFunc(x.answers, func(a *answer) bool { return of[a.by] != of[x.answers[0].by] })
	})
}
