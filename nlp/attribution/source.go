package attribution

import "unicode"

// sourceReach bounds a source read to the left of its cue, in items; the
// longest of PolNeAR's training articles with one apposition is 35.
const sourceReach = 40

// subject returns the noun phrase that ends right before item end, as the
// source of a verb there: "he", "a spokesman for the group", "Ana Orel, who
// runs the port,".
func (p *page) subject(l *line, end int) extent {
	k := end - 1
	w := p.at(l, k)
	if w == nil {
		if k > 0 && k < len(l.items) && p.size(l.items[k].quote) <= nicknames && !p.leans(l.items[k].quote) {
			if before := p.at(l, k-1); before != nil && before.alpha && !p.closed(before) {
				return p.valid(l, p.nounLeft(l, k))
			}
		}
		return extent{}
	}
	if w.punct == comma {
		return p.apposed(l, k)
	}
	if w.class&(Subject|Object) != 0 && w.class&Possessive == 0 || w.class&Relative != 0 {
		return extent{k, k + 1}
	}
	if e := p.unnamed(l, end); !e.empty() {
		return e
	}
	return p.valid(l, p.nounLeft(l, k))
}

// unnamed returns the source that ends right before item end with the reason
// why it is not named: "an official who asked not to be named because he was
// not allowed to speak".
func (p *page) unnamed(l *line, end int) extent {
	for r := end - 1; r > 0 && end-r < sourceReach; r-- {
		w := p.at(l, r)
		if w == nil || w.punct != none && w.punct != other {
			return extent{}
		}
		if w.class&Relative == 0 {
			continue
		}
		for k := r + 1; k < end && k-r <= 3; k++ {
			for _, phrase := range p.lex.Anonymity {
				if p.follows(l, k, phrase) {
					if e := p.valid(l, p.nounLeft(l, r-1)); !e.empty() {
						return extent{e.from, end}
					}
				}
			}
		}
		return extent{}
	}
	return extent{}
}

// nicknames bounds the words in quotation marks that may be part of a source.
const nicknames = 6

// closed says that the word can only be grammar, never the name of a thing.
func (p *page) closed(w *word) bool {
	return w.class&(Preposition|Conjunction|Clause|That|Question|Auxiliary|Negation|Infinitive|Like|Verbal) != 0
}

// nounLeft returns the noun phrase whose last item is k, without asking
// whether it is one.
func (p *page) nounLeft(l *line, k int) extent {
	j, joined := k, -1
	verb := false
loop:
	for ; j >= 0 && k-j < sourceReach; j-- {
		if l.items[j].quote >= 0 {
			// A nickname, or a title in marks; not what was said.
			if p.leans(l.items[j].quote) || p.size(l.items[j].quote) > nicknames {
				break
			}
			continue
		}
		w := p.at(l, j)
		switch w.punct {
		case none:
		case bracketClose:
			// "(Lowport)" after a name.
			open := j
			for open > 0 && j-open < 10 && p.punct(l, open) != bracketOpen {
				open--
			}
			if p.punct(l, open) != bracketOpen {
				break loop
			}
			j = open
			continue
		case other:
			if j == 0 {
				break loop
			}
			continue
		case comma:
			if !p.digit(l, j-1) || !p.digit(l, j+1) || j+1 > k {
				break loop
			}
			continue // "March 9, 2031"
		default:
			break loop
		}
		c := w.class
		switch {
		case c&Relative != 0 && j < k:
			if j == 0 || p.punct(l, j-1) != none {
				break loop
			}
			continue
		case c&(Clause|Question|That|Like|Negation) != 0:
			if c&That != 0 && j == 0 && j < k {
				j--
			}
			break loop
		case c&Genitive != 0 && p.possesses(l, j):
			continue
		case c&(Auxiliary|Verbal) != 0, c&Infinitive != 0 && j < k && !p.nouny(l, j+1):
			if r := p.relativeLeft(l, j); r >= 0 {
				j = r + 1
				continue
			}
			verb = true
			break loop
		case c&Subject != 0:
			verb = true
			break loop
		case c&Object != 0 && c&Possessive == 0:
			break loop
		case c&Conjunction != 0:
			if j == k {
				break loop
			}
			if joined < 0 {
				joined = j
			}
			continue
		case c&Period != 0 && !p.is(l, j+1, Genitive) && j < k && !p.dates(l, j):
			break loop
		case c&Opener != 0 && c&Nobody == 0 && j == 0:
			break loop
		}
		if !w.upper && j < k && (len(w.entry.verbs) > 0 && p.finiteVerb(l, j) || p.verbish(l, j)) {
			if r := p.relativeLeft(l, j); r >= 0 {
				j = r + 1
				continue
			}
			verb = true
			break
		}
	}
	e := extent{j + 1, k + 1}
	if joined >= 0 && (verb || !p.pair(l, e, joined)) {
		e.from = joined + 1
	}
	return e
}

// dates says whether the time at item k belongs to the noun phrase around it,
// as in "a March 2031 report" and "a letter dated May 3", and does not stand
// before it, as in "on Monday officials".
func (p *page) dates(l *line, k int) bool {
	before := p.at(l, k-1)
	return before != nil && before.alpha && (before.class&(Determiner|Possessive|Title) != 0 && before.class&Near == 0 ||
		before.class&Article != 0 || before.class&(Preposition|Near|Period|Conjunction|Opener|Adverb) == 0 && p.digit(l, k+1))
}

// possesses says whether the ending at item k possesses, and is no verb: "the
// minister's aide", not "she's".
func (p *page) possesses(l *line, k int) bool {
	return p.is(l, k, Genitive) && k > 0 && !p.is(l, k-1, Subject|Object|Relative|That|Question)
}

// relativeLeft returns the relative pronoun near before the verb at item j, so
// that the verb is part of a noun phrase: "an engineer who was not allowed to
// speak"; -1 for none.
func (p *page) relativeLeft(l *line, j int) int {
	for r := j - 1; r > 0 && j-r <= 6; r-- {
		w := p.at(l, r)
		if w == nil || w.punct != none {
			return -1
		}
		if w.class&Relative != 0 {
			return r
		}
		if w.class&(Subject|Clause|That|Conjunction) != 0 {
			return -1
		}
	}
	return -1
}

// pair says whether what stands on both sides of a conjunction may be two
// sources: the left side ends like a noun phrase and begins the clause.
func (p *page) pair(l *line, e extent, joined int) bool {
	if joined == e.from {
		return false
	}
	left := p.at(l, joined-1)
	if left == nil || !left.alpha || p.closed(left) {
		return false
	}
	if p.is(l, e.from, Preposition) && !p.is(l, e.from, Determiner) {
		return false
	}
	return true
}

// nouny says whether item k can begin a noun phrase.
func (p *page) nouny(l *line, k int) bool {
	w := p.at(l, k)
	return w != nil && (w.upper || w.class&(Determiner|Possessive|Object|Role|Many|Body|Press|Paper|Title) != 0)
}

// finiteVerb says whether the verb of saying at item k is one here, and not a
// noun: a determiner or the like before it makes it a noun.
func (p *page) finiteVerb(l *line, k int) bool {
	w := p.at(l, k)
	if p.punct(l, k-1) == other {
		return false // "self-described"
	}
	noun := false
	for _, v := range w.entry.verbs {
		noun = noun || v.verb.Takes&Noun != 0 || v.form&Gerund != 0
	}
	if !noun {
		return !p.is(l, k-1, Determiner|Possessive|Genitive)
	}
	return p.is(l, k-1, Subject|Relative)
}

// verbish says whether the word at item k looks like a past form that is no
// adjective: something that can act stands right before it.
func (p *page) verbish(l *line, k int) bool {
	w := p.at(l, k)
	if w.class&^Verbal != 0 || !ends(p.formAt(l, k), p.lex.VerbEnd) || p.is(l, k+1, Period) && p.digit(l, k+2) {
		return false // "a letter dated May 3"
	}
	before := p.at(l, k-1)
	if before == nil || !before.alpha {
		return false
	}
	return before.class&(Determiner|Possessive|Genitive|Preposition|Conjunction) == 0 && !p.adverb(l, k-1) ||
		before.class&(Subject|Relative) != 0
}

// valid makes of a stretch of words a source, or none: it drops what opens a
// sentence before its subject and asks for a noun.
func (p *page) valid(l *line, e extent) extent {
	for {
		for e.from < e.to && (p.is(l, e.from, Conjunction|Opener|Genitive|That|Clause) && !p.is(l, e.from, Determiner|Possessive) ||
			p.punct(l, e.from) != none || p.is(l, e.from, Period) && !p.is(l, e.from+1, Genitive) || p.is(l, e.from, Adverb) && !p.is(l, e.from, Determiner)) {
			e.from++
		}
		if e.from >= e.to {
			return extent{}
		}
		if p.is(l, e.from, Roughly) && p.digit(l, e.from+1) {
			break
		}
		if p.is(l, e.from, Preposition) && !p.is(l, e.from, Determiner) {
			// "On Monday officials said", "In a brief statement the ministry
			// said": the source is the last noun phrase.
			from := p.shortest(l, e)
			if from <= e.from {
				return extent{}
			}
			e.from = from
			continue
		}
		break
	}
	last := p.at(l, e.to-1)
	if last != nil {
		if last.punct == bracketClose {
			return e
		}
		if !last.alpha || p.closed(last) && !last.upper || p.adverb(l, e.to-1) && last.class&^(Adverb|Opener) == 0 && !last.upper {
			return extent{}
		}
	}
	if e.to-e.from == 1 && last != nil {
		if p.doc.Tokens[l.items[e.from].first].Deprel == "expl" {
			return extent{} // "there were reports that"
		}
		known := last.class&(Role|Many|Body|Press|Paper|Evidence|Official|Source|Person) != 0
		if last.caps {
			known = known || last.class == 0 && len(last.entry.verbs) == 0
		}
		if last.upper {
			if e.from == 0 && last.class == 0 && len(last.entry.verbs) == 0 && p.adverb(l, 0) {
				return extent{}
			}
			return e
		}
		if !known && last.class&Determiner == 0 {
			return extent{}
		}
		return e
	}
	// Some word must be a name, a known noun or determined.
	for k := e.from; k < e.to; k++ {
		w := p.at(l, k)
		if w == nil {
			continue
		}
		if w.upper || w.caps || w.class&(Determiner|Possessive|Role|Many|Body|Press|Paper|Evidence|Official|Source) != 0 ||
			unicode.IsDigit(rune(p.doc.Text[p.doc.Tokens[l.items[k].first].Begin])) {
			return e
		}
	}
	return extent{}
}

// shortest returns where the last noun phrase within e begins.
func (p *page) shortest(l *line, e extent) int {
	k := e.to - 1
	for j := k; j > e.from; j-- {
		w := p.at(l, j)
		if w == nil {
			return j + 1
		}
		if w.class&(Determiner|Possessive) != 0 && !p.is(l, j-1, Genitive) {
			if p.is(l, j-1, Within) && j-1 > e.from {
				continue
			}
			return j
		}
		if w.class&Period != 0 {
			return j + 1
		}
		if w.class&Preposition != 0 {
			if w.class&Within != 0 && j-1 > e.from {
				continue
			}
			return j + 1
		}
		if w.upper && j-1 > e.from {
			if before := p.at(l, j-1); before != nil && !before.upper && before.alpha && before.class&(Role|Title|Within|Determiner|Conjunction|Genitive) == 0 {
				return j
			}
		}
	}
	return e.from
}

// apposed reads a source with appositions or relative clauses between commas;
// the last comma is item k. "Ida, 31, of Lowport, said". It goes from comma to
// comma to the left, as long as what stands between two of them can only tell
// more of what is before.
func (p *page) apposed(l *line, k int) extent {
	best, end, to := extent{}, k, k
	for tries := 0; tries < appositions; tries++ {
		open := end - 1
		for ; open > 0 && k-open < sourceReach; open-- {
			pn := p.punct(l, open)
			if pn == comma {
				break
			}
			if q := l.items[open].quote; pn == semicolon || pn == colon || pn == dash || q >= 0 && p.leans(q) {
				return best
			}
		}
		if open <= 0 || p.punct(l, open) != comma || open+1 >= end {
			return best
		}
		if tries == 0 && !p.apposition(l, open+1, end) || tries > 0 && !p.further(l, open+1) {
			return best
		}
		if w := p.at(l, open-1); w == nil || w.class&Subject != 0 || p.finite(int(l.items[open-1].first)) {
			return best // "when the mill burned, the mayor, Ana Vell, said"
		}
		if tries == 0 && open+2 == end && p.adverb(l, open+1) {
			to = open // "the minister, however, said"
		}
		e := p.nounLeft(l, open-1)
		begins := e.from > 0 && p.punct(l, e.from-1) == comma
		tells := p.further(l, e.from)
		if !p.is(l, e.from, Preposition) || p.is(l, e.from, Determiner) || !begins && e.from > 0 {
			if v := p.valid(l, e); !v.empty() && p.headed(l, v) {
				best = extent{v.from, to}
			}
		}
		if !begins || !tells {
			return best
		}
		end = open
	}
	return best
}

// appositions bounds the appositions of one source.
const appositions = 6

// headed says whether a phrase begins with a name or a determiner.
func (p *page) headed(l *line, e extent) bool {
	w := p.at(l, e.from)
	return w != nil && (w.upper || w.class&(Determiner|Possessive|Role|Title|Many) != 0)
}

// apposition says whether the items between two commas may stand in
// apposition to a source.
func (p *page) apposition(l *line, from, to int) bool {
	w := p.at(l, from)
	if w == nil {
		return false
	}
	if w.class&(Relative|Determiner|Possessive|Role|Preposition) != 0 {
		return true
	}
	if w.class&(Conjunction|Subject|Clause|Auxiliary|That|Infinitive) != 0 {
		return false
	}
	if p.digit(l, from) || w.upper {
		return true
	}
	if p.adverb(l, from) && to-from == 1 {
		return true // ", however,"
	}
	return w.class == 0 && len(w.entry.verbs) == 0 && w.alpha && !ends(p.formAt(l, from), p.lex.GerundEnd)
}

// further says whether what begins at item from behind a comma can only be a
// further apposition and not the source itself.
func (p *page) further(l *line, from int) bool {
	return p.is(l, from, Within) || p.digit(l, from) || p.is(l, from, Relative) ||
		p.is(l, from, Determiner|Role) && !p.at(l, from).upper
}

func (p *page) digit(l *line, k int) bool {
	if k < 0 || k >= len(l.items) {
		return false
	}
	c := p.doc.Text[p.doc.Tokens[l.items[k].first].Begin]
	return '0' <= c && c <= '9'
}

// sourceRight returns the noun phrase that begins at item k, as the source of
// a cue right before it: "said Ana Orel, who runs the port".
func (p *page) sourceRight(l *line, k int) extent {
	w := p.at(l, k)
	if w == nil || !w.alpha {
		return extent{}
	}
	if w.class&Subject != 0 {
		return extent{k, k + 1}
	}
	if !w.upper && !w.caps && w.class&(Determiner|Possessive|Role|Many|Body|Press|Official|Title|Source) == 0 && !p.digit(l, k) {
		// "said conservative activist Bob Klaus"
		named := false
		for j := k; j < len(l.items) && j-k < 5 && !named; j++ {
			next := p.at(l, j)
			if next == nil || !next.alpha && next.punct != other || p.closed(next) || next.class&(Subject|Object|Adverb|Period) != 0 {
				return extent{}
			}
			named = j > k && (next.upper || next.class&(Role|Many) != 0)
		}
		if !named {
			return extent{}
		}
	}
	if w.class&(That|Object) != 0 && w.class&(Determiner|Possessive) == 0 {
		return extent{}
	}
	j := k
loop:
	for ; j < len(l.items) && j-k < sourceReach; j++ {
		if l.items[j].quote >= 0 {
			if p.leans(l.items[j].quote) || p.size(l.items[j].quote) > nicknames {
				break
			}
			continue
		}
		w := p.at(l, j)
		switch w.punct {
		case none:
		case comma:
			if !p.apposedRight(l, j+1) {
				break loop
			}
			continue
		case bracketOpen, bracketClose, other:
			continue
		default:
			break loop
		}
		c := w.class
		if c&Relative != 0 {
			continue
		}
		if c&(Clause|Question|That|Like|Subject) != 0 && !p.is(l, j-1, Relative) && !p.inside(l, k, j) {
			break
		}
		if c&Adjunct != 0 && c&Within == 0 && j > k && !p.inside(l, k, j) {
			break
		}
		if c&Period != 0 && !p.is(l, j+1, Genitive) && j > k && !p.inside(l, k, j) {
			break
		}
		if c&Conjunction != 0 {
			if next := p.at(l, j+1); next == nil || !next.upper && next.class&(Determiner|Role|Many|Possessive) == 0 {
				if !p.inside(l, k, j) {
					break
				}
			}
		}
	}
	for j > k && (p.punct(l, j-1) != none && p.punct(l, j-1) != bracketClose || p.is(l, j-1, Preposition|Conjunction) && !p.is(l, j-1, Determiner)) {
		j--
	}
	return p.valid(l, extent{k, j})
}

// inside says whether a comma stands between the items, so that the second is
// in an apposition.
func (p *page) inside(l *line, from, to int) bool {
	for k := to - 1; k > from && to-k < sourceReach; k-- {
		if p.punct(l, k) == comma {
			return true
		}
	}
	return false
}

// apposedRight says whether the words from item k on stand in apposition to
// what is before them.
func (p *page) apposedRight(l *line, k int) bool {
	w := p.at(l, k)
	if w == nil {
		return false
	}
	if w.class&Relative != 0 || w.class&Role != 0 {
		return true
	}
	if w.class&(Determiner|Possessive) != 0 && !w.upper {
		return true
	}
	if w.upper {
		return w.class&(Period|Opener|Clause) == 0
	}
	return p.digit(l, k) || w.class == 0 && len(w.entry.verbs) == 0 && w.alpha && !ends(p.formAt(l, k), p.lex.GerundEnd)
}
