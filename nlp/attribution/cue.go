package attribution

import "strings"

// A cue is a verb of saying as it stands in a line, with what was read around
// it. Positions count the items of the line.
type cue struct {
	line        int32
	first, verb int // the cue begins with the words that help the verb
	last        int // and ends with the words that belong to it
	before      int // the item before which a source may stand
	after       int // the first item behind
	takes       Frame
	form        Form

	negated  bool // "did not say"
	passive  bool // "was told"
	modal    bool // "would say": nothing was said, or not yet
	infinite bool // "to say"
	joined   bool // "and said": shares the subject of a verb before it

	subject     extent // the source as it stands before the cue; none if empty
	takenAsNoun bool
}

// An extent is a range of items of a line, half open.
type extent struct{ from, to int }

func (e extent) empty() bool { return e.from >= e.to }

// helpers bounds the words that may help a verb: "has also repeatedly and
// publicly said".
const helpers = 8

// findCues reads the cues of every line. Each looks a bounded number of items
// around itself.
func (p *page) findCues() {
	for n := range p.lines {
		l := &p.lines[n]
		l.cues.from = len(p.cues)
		for k := range l.items {
			w := p.at(l, k)
			if w == nil || len(w.entry.verbs) == 0 {
				continue
			}
			if c, ok := p.readCue(int32(n), k); ok {
				p.cues = append(p.cues, c)
			}
		}
		l.cues.to = len(p.cues)
	}
}

// at is the word at item k of the line, nil for a quotation or no item.
func (p *page) at(l *line, k int) *word {
	if k < 0 || k >= len(l.items) || l.items[k].quote >= 0 {
		return nil
	}
	return &p.words[l.items[k].first]
}

// is says whether item k is a word of one of the classes.
func (p *page) is(l *line, k int, class Class) bool {
	w := p.at(l, k)
	return w != nil && w.class&class != 0
}

func (p *page) punct(l *line, k int) punct {
	if w := p.at(l, k); w != nil {
		return w.punct
	}
	return none
}

// formAt is the word at item k in lower case, "" for none.
func (p *page) formAt(l *line, k int) string {
	if k < 0 || k >= len(l.items) || l.items[k].quote >= 0 {
		return ""
	}
	return p.form(int(l.items[k].first))
}

// follows says whether the phrase stands at item k.
func (p *page) follows(l *line, k int, phrase []string) bool {
	if k+len(phrase) > len(l.items) {
		return false
	}
	for i, word := range phrase {
		if p.formAt(l, k+i) != word {
			return false
		}
	}
	return true
}

// adverb says whether item k may stand between a source and its verb.
func (p *page) adverb(l *line, k int) bool {
	w := p.at(l, k)
	if w == nil || !w.alpha {
		return false
	}
	if w.class&Adverb != 0 {
		return true
	}
	return !w.upper && w.class&^Opener == 0 && ends(p.formAt(l, k), p.lex.AdverbEnd)
}

// headline says whether most words of the line are capitalised.
func (p *page) headline(l *line) bool {
	if l.title == 0 {
		upper, small := 0, 0
		for k := 0; k < len(l.items) && k < 30; k++ {
			if w := p.at(l, k); w != nil && w.alpha {
				if w.upper {
					upper++
				} else if w.class&(Preposition|Conjunction|Determiner|Infinitive) == 0 {
					small++
				}
			}
		}
		l.title = 1
		if upper > 4*small {
			l.title = 2
		}
	}
	return l.title == 2
}

func (p *page) readCue(n int32, k int) (cue, bool) {
	l := &p.lines[n]
	w := p.at(l, k)
	// The verb whose further words stand here, the most words first.
	best := -1
	for i, v := range w.entry.verbs {
		if len(v.verb.After) > 0 && !p.follows(l, k+1, v.verb.After) {
			continue
		}
		if best < 0 || len(v.verb.After) > len(w.entry.verbs[best].verb.After) {
			best = i
		}
	}
	if best < 0 {
		return cue{}, false
	}
	v := w.entry.verbs[best]
	if w.upper && k > 0 && (v.verb.Takes&Noun != 0 || !p.headline(l)) {
		return cue{}, false // "the State Department", "the Post"
	}
	c := cue{
		line: n, first: k, verb: k, last: k + len(v.verb.After), takes: v.verb.Takes, form: v.form,
	}
	c.after = c.last + 1
	having, being, doing := false, false, false
	j := k - 1
	for ; j >= 0 && k-j <= helpers; j-- {
		h := p.at(l, j)
		if h == nil {
			break
		}
		switch {
		case h.class&Negation != 0:
			c.negated = true
			c.first = j
		case h.class&Infinitive != 0:
			c.infinite = true
			c.first = j
		case h.class&Auxiliary != 0:
			switch {
			case h.class&(Modal|Future) != 0:
				c.modal = true
			case h.class&Being != 0:
				being = true
			case h.class&Having != 0:
				having = true
			case h.class&Doing != 0:
				doing = true
			}
			c.first = j
		case p.adverb(l, j):
			c.first = j
		default:
			goto done
		}
		if c.infinite {
			j--
			break
		}
	}
done:
	c.before = j + 1
	// A time between source and verb: "the mayor on Friday said".
	if c.first == c.before {
		t := j
		for t > 0 && j-t < 4 && p.is(l, t, Period|Near) {
			t--
		}
		if t < j && t > 0 {
			if p.is(l, t, Adjunct) {
				t--
			}
			c.before = t + 1
		}
	}
	switch {
	case c.form&Gerund != 0:
		c.form = Gerund
		if being {
			c.form, being = Past, false // "is saying" is as finite as "says"
		}
	case being && c.form&Participle != 0:
		c.passive = true
	case having && c.form&Participle != 0:
		c.form = Past
	case (doing || c.modal) && c.form&Base != 0:
		c.form = Past
	case c.infinite:
	case c.form&Past != 0:
		c.form = Past
	}
	if c.form&Gerund == 0 && !c.passive && !c.infinite {
		c.subject = p.subject(l, c.before)
		if c.subject.empty() && p.is(l, c.before-1, Conjunction) {
			c.joined = true
		}
	}
	if p.is(l, c.before-1, Article) || p.is(l, c.before-1, Possessive) && !p.is(l, c.before-1, Object) {
		return cue{}, false // "the said", "a welcome message"
	}
	if c.first < k && p.possesses(l, c.first) {
		// "the editor's note": an ending that possesses, not "is".
		return cue{}, false
	}
	if c.takes&Noun != 0 && c.first == k && v.form&(Base|Present) != 0 && v.form&Past == 0 && !p.is(l, k-1, Subject|Relative) {
		// "the claims", "his report": a noun, unless what follows can only
		// follow a verb.
		if p.is(l, k-1, Determiner|Possessive|Genitive|Preposition) {
			return cue{}, false
		}
		what, at := p.behind(l, &c)
		if what != behindQuote && what != behindColon && !(what == behindThat && at == c.after && v.form&Present != 0) &&
			!(what == behindOther && at == c.after && p.is(l, at, Subject)) &&
			!((what == behindThat || what == behindOther) && at == c.after && c.takes&Shows != 0 && !c.subject.empty() && p.headClass(l, c.subject)&(Evidence|Paper|Many) != 0) && !(c.takes&(Vows|Bids) != 0 && what == behindTo) {
			return cue{}, false
		}
	}
	return c, true
}

// finite says that the cue tells of a saying that happened.
func (c *cue) finite() bool {
	return !c.passive && !c.infinite && !c.modal && !c.negated && c.form&(Past|Present|Base) != 0
}

// what stands behind a cue, once times, places and those who hear are past.
type behind int

const (
	behindEnd behind = iota
	behindThat
	behindComma
	behindColon
	behindDash
	behindQuote
	behindQuestion
	behindTo
	behindOther
)

// adjuncts bounds the times, places and listeners between a cue and its content.
const adjuncts = 24

// behind steps over what may stand between a cue and its content, and says
// what comes next and where.
func (p *page) behind(l *line, c *cue) (behind, int) {
	k := c.after
	told := c.takes&Tells == 0
	for k < len(l.items) && k-c.after < adjuncts {
		if l.items[k].quote >= 0 {
			return behindQuote, k
		}
		w := p.at(l, k)
		switch w.punct {
		case comma:
			if p.lex.CommaThat && p.is(l, k+1, That) {
				return behindThat, k + 1
			}
			return behindComma, k
		case colon:
			return behindColon, k
		case dash:
			return behindDash, k
		case stop, exclaim, semicolon:
			return behindEnd, k
		case bracketOpen, bracketClose, mark, other:
			return behindOther, k
		}
		switch {
		case !told && w.class&That == 0 && w.class&(Question|Infinitive) == 0 && !(w.class&Adjunct != 0):
			to := p.listener(l, k)
			if to <= k {
				return behindOther, k
			}
			told = true
			k = to
			continue
		case w.class&That != 0:
			if k > c.after && p.relativeThat(l, k) {
				return behindOther, c.after
			}
			return behindThat, k
		case w.class&Period != 0 && !p.is(l, k+1, Genitive), w.class&Near != 0 && p.is(l, k+1, Period):
			k++
			continue
		case w.class&Infinitive != 0:
			if p.is(l, k+1, Determiner|Possessive|Object|Many|Role|Press|Body|Official) || p.at(l, k+1) != nil && p.at(l, k+1).upper {
				if to := p.listener(l, k+1); to > k+1 {
					k = to
					continue
				}
			}
			return behindTo, k
		case w.class&Question != 0:
			return behindQuestion, k
		case w.class&Adjunct != 0:
			to := p.listener(l, k+1)
			if to <= k+1 {
				if p.is(l, k+1, Period|Near) {
					k++
					continue
				}
				return behindOther, k
			}
			k = to
			continue
		case p.adverb(l, k) && w.class&(Determiner|Opener) == 0:
			k++
			continue
		}
		return behindOther, k
	}
	if k >= len(l.items) {
		return behindEnd, len(l.items)
	}
	return behindOther, k
}

// numbered is how many items the number at item k and a word behind it have, that end a name:
// "Paper 1", "Channel 4 News"; 0 for none. Where more follows, a content may begin with the
// number: "told Orel 12 had died".
func (p *page) numbered(l *line, k int) int {
	if w := p.at(l, k); w == nil || !strings.ContainsAny(p.formAt(l, k)[:1], "0123456789") {
		return 0
	}
	ends := func(k int) bool {
		return k >= len(l.items) || p.punct(l, k) == stop || p.punct(l, k) == comma || p.is(l, k, Period|Near) || p.is(l, k, Preposition) && p.is(l, k+1, Period)
	}
	switch next := p.at(l, k+1); {
	case ends(k + 1):
		return 1
	case next != nil && next.upper && ends(k+2):
		return 2
	}
	return 0
}

// relativeThat says whether the "that" at item k, behind a place or the like,
// more likely tells more about it than begins a content: "at a center that".
func (p *page) relativeThat(l *line, k int) bool {
	before := p.at(l, k-1)
	if before == nil || before.upper || before.class&(Venue|Period|Press|Paper|Many|Role|Body|Object|Official|Adverb) != 0 {
		return false
	}
	next := p.at(l, k+1)
	return next != nil && !next.upper && next.class&(Subject|Determiner|Possessive|Object|Many|Adjunct) == 0
}

// entitled says whether the word for a time at item j begins a name: "told the Evening Star".
func (p *page) entitled(l *line, j int) bool {
	w, next := p.at(l, j), p.at(l, j+1)
	return p.is(l, j-1, Article) && w.upper && next != nil && next.upper && next.class&Period == 0
}

// nounReach bounds a noun phrase read to the right.
const nounReach = 16

// listener reads the noun phrase that begins at item k, as one that hears or a
// place, and returns the item behind it, or k where there is none. It ends it
// rather early than late, since the content may follow without a "that".
func (p *page) listener(l *line, k int) int {
	if p.is(l, k, Object) && !p.is(l, k+1, Genitive) && !p.is(l, k, Possessive) {
		return k + 1
	}
	j, determined, reached := k, false, false
	if p.is(l, j, Determiner|Possessive) {
		determined = true
		j++
	}
	for ; j < len(l.items) && j-k < nounReach; j++ {
		w := p.at(l, j)
		if w == nil {
			break
		}
		if w.punct != none {
			if w.punct == other && reached {
				continue // a hyphen, an ampersand
			}
			break
		}
		if w.class&(That|Clause|Question|Infinitive|Auxiliary|Verbal|Like|Relative) != 0 {
			break
		}
		if w.class&Subject != 0 {
			break
		}
		if w.class&Genitive != 0 {
			determined = true
			continue
		}
		if w.class&Period != 0 && !p.is(l, j+1, Genitive) && j > k && !p.entitled(l, j) {
			break
		}
		if w.class&(Determiner|Possessive) != 0 && j > k && !p.is(l, j-1, Within) {
			break
		}
		if w.class&Object != 0 && j > k {
			break
		}
		if w.class&Preposition != 0 {
			if w.class&Within == 0 || !reached {
				break
			}
			continue
		}
		if w.class&Conjunction != 0 {
			next := p.at(l, j+1)
			if next == nil || !next.upper && next.class&(Many|Role) == 0 {
				break
			}
			continue
		}
		if j > k && reached {
			before := p.at(l, j-1)
			if before != nil && before.alpha && before.class&(Preposition|Conjunction|Determiner|Possessive|Genitive) == 0 {
				if w.upper && !before.upper && before.class&(Role|Title) == 0 && (before.class&Many != 0 || !determined) {
					break
				}
				if n := p.numbered(l, j); before.upper && n > 0 {
					j += n - 1
					continue
				}
				if !w.upper && before.upper && !determined && w.class&(Role|Press|Paper|Venue|Many) == 0 {
					break
				}
				if before.class&Many != 0 && w.class&Many == 0 {
					break
				}
			}
		}
		reached = true
	}
	if !reached {
		return k
	}
	// What follows a preposition or a conjunction would be missing.
	for j > k && p.is(l, j-1, Preposition|Conjunction) {
		j--
	}
	return j
}
