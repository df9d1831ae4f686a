package claim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp/en"
)

// assess says how the answers of a claim differ: what grouping found, and what
// comparing them finds beside it.
func (c *Collection) assess(d *draft, claim *stemma.Claim) []*stemma.Assessment {
	found := slices.Clone(d.found)
	if !d.scope {
		if f := c.compare(d); len(found) == 0 || f.kind.Conflict() {
			found = append(found, f)
		}
	}
	if f, ok := c.partly(d); ok && d.question == stemma.AskNumber {
		found = slices.DeleteFunc(found, func(f finding) bool { return f.kind == stemma.NoDisagreement || f.kind == stemma.Compatible })
		found = append(found, f)
	}
	found = c.credible(d, found)
	found, left := told(found)
	var out []*stemma.Assessment
	sides := d.sides() // of all of them
	for _, f := range found {
		a := &stemma.Assessment{Claim: claim.ID, Disagreement: f.kind, Explanation: f.why, Reason: f.why, Sides: sides}
		if x, y := f.between[0], f.between[1]; x != nil {
			a.Between = [2]stemma.ID{x.by.id, y.by.id}
			a.Explanation = fmt.Sprintf("%s %s. %s.", f.why, x.says(), y.says())
			a.Sureness, a.Grounds = f.sureness, f.grounds
		}
		out = append(out, a)
	}
	if left > 0 {
		last := out[len(out)-1]
		last.Explanation += fmt.Sprintf(" And %d more.", left)
	}
	return out
}

// credible weighs what was found, and leaves out the conflicts of which too little shows that both
// sides speak of one thing.
func (c *Collection) credible(d *draft, found []finding) []finding {
	var out []finding
	for _, f := range found {
		own := slices.Contains(d.found, f)
		if f.grounds == "" { // what grouping found may say its own
			f.sureness, f.grounds = c.sureness(d, f, own)
		}
		if own || f.credible() {
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		out = append(out, finding{kind: stemma.NoDisagreement, why: "They differ, and little shows that they speak of one thing."})
	}
	return out
}

// told are the differences that are told, each once, and how many are left out. Where some
// are, what can both hold comes first: it is the one that is no conflict.
func told(found []finding) (out []finding, left int) {
	seen := map[difference]bool{}
	for _, f := range found {
		if !seen[f.difference()] {
			seen[f.difference()] = true
			out = append(out, f)
		}
	}
	if left = len(out) - mostFound; left <= 0 {
		return out, 0
	}
	slices.SortStableFunc(out, func(f, g finding) int {
		switch both := g.kind == stemma.Compatible; {
		case (f.kind == stemma.Compatible) == both:
			return 0
		case both:
			return 1
		}
		return -1
	})
	return out[:mostFound], left
}

// mostFound is how many differences between the answers to one question are told, the first
// ones: a text that sets a thousand numbers each against the next would else have a
// thousand, each with all of its sides. All values are on the sides.
const mostFound = 20

// A difference is of one kind, between two values in either order.
type difference struct {
	kind stemma.Disagreement
	low  string
	high string
}

func (f finding) difference() difference {
	if f.between[0] == nil {
		return difference{kind: f.kind}
	}
	a, b := f.between[0].value, f.between[1].value
	return difference{f.kind, min(a, b), max(a, b)}
}

// compare compares the answers as the question asks.
func (c *Collection) compare(d *draft) (f finding) {
	switch d.question {
	case stemma.AskNumber:
		f.kind, f.between, f.why = c.compareNumbers(d)
		if f.kind == stemma.NumberDiffers && c.corrected(d, f.between) {
			f.kind, f.why = stemma.Changed, strings.TrimSuffix(f.why, ".")+": a later version of one text gives another number."
		}
	case stemma.AskDate:
		f.kind, f.between, f.why = d.dates()
	case stemma.AskPlace:
		f.kind, f.between, f.why = c.places(d)
	case stemma.AskWhether, stemma.AskStatus:
		f.kind, f.between, f.why = d.polarity()
	case stemma.AskIdentity:
		f.kind, f.between, f.why = d.identity()
	case stemma.AskWording:
		if len(d.found) > 0 {
			return finding{kind: stemma.NoDisagreement}
		}
		f.kind, f.between, f.why = d.wordings()
	}
	if a, b := d.tookBack(); a != nil && f.kind == stemma.NoDisagreement {
		return finding{kind: stemma.Changed, between: [2]*answer{a, b}, why: "Its source took back what it had said."}
	}
	if f.kind == stemma.NoDisagreement && d.remark {
		f.kind, f.between, f.why = d.certainty()
	}
	return f
}

// corrected reports whether one of two numbers stands in a revision of a text
// that gives the other: then it was changed, and those who took it over before
// contradict nobody.
func (c *Collection) corrected(d *draft, between [2]*answer) bool {
	one, other := between[0].value, between[1].value
	gives := map[stemma.ID]bool{}
	for _, a := range d.answers {
		if a.value == other {
			gives[a.by.text.id] = true
		}
	}
	return slices.ContainsFunc(d.answers, func(a *answer) bool {
		return a.value == one && slices.ContainsFunc(c.revised[a.by.text.id], func(doc stemma.ID) bool { return gives[doc] })
	})
}

// sides are the answers by value and stance, each statement a witness of its
// own.
func (d *draft) sides() []stemma.Side {
	var out []stemma.Side
	type answers struct {
		value  string
		stance stemma.Stance
	}
	type stands struct {
		side      int
		statement stemma.ID
	}
	at, seen := map[answers]int{}, map[stands]bool{}
	for _, a := range d.answers {
		if a.stance == stemma.NoStance && a.value == "" || a.stance == stemma.Questions || a.figure != nil && a.figure.how == vague {
			continue // "a handful" stands against no number
		}
		i, ok := at[answers{a.value, a.stance}]
		if !ok {
			i = len(out)
			at[answers{a.value, a.stance}] = i
			out = append(out, stemma.Side{Value: a.value, Stance: a.stance, Hedged: a.stance == stemma.Affirms})
		}
		out[i].Hedged = out[i].Hedged && a.unsure()
		if s := (stands{i, a.by.id}); !seen[s] {
			seen[s] = true
			out[i].Witnesses = append(out[i].Witnesses, stemma.Witness{Origin: a.by.id})
		}
	}
	slices.SortStableFunc(out, func(a, b stemma.Side) int { return cmp.Compare(len(b.Witnesses), len(a.Witnesses)) })
	return out
}

// holds reports whether the statement takes a side. What it leaves open is on none, and
// in no conflict.
func (a *answer) holds() bool { return a.stance.Takes() }

// numbers compares numbers.
func (c *Collection) compareNumbers(d *draft) (stemma.Disagreement, [2]*answer, string) {
	kind := stemma.NoDisagreement
	var between [2]*answer
	why := "All give the same number."
	best := 0.0
	for i, a := range d.answers {
		for _, b := range d.answers[:i] {
			if a.by == b.by || !a.holds() || !b.holds() {
				continue
			}
			// Of those that contradict one another the surest are told, and of these the two
			// with the fewest words: where some do, all that are less need not be looked at.
			short := 1 / float64(1+len(a.by.quote)+len(b.by.quote))
			if kind == stemma.NumberDiffers && (float64(b.figure.mostGrounds(a.figure))+short <= best || c.sumOfGrounds(b.figure, a.figure)+short <= best) {
				continue
			}
			switch meet := a.figure.meet(b.figure.number); {
			case a.stance == stemma.Denies && b.stance == stemma.Denies: // neither says how many it was
			case (a.stance == stemma.Denies) != (b.stance == stemma.Denies):
				if meet == equal && a.changes(b) {
					if kind != stemma.NumberDiffers {
						kind, between, why = stemma.Changed, [2]*answer{b, a}, a.account(b)
					}
				} else if meet == equal && kind != stemma.NumberDiffers {
					kind, between = stemma.NumberDiffers, [2]*answer{b, a}
					why = fmt.Sprintf("One says %s, the other that it was not %s.", b.figure.number, b.figure.number)
				}
			case meet == differ && !c.against(a.figure, b.figure): // of two happenings
			case meet == differ && a.figure.grew(b.figure):
				if kind == stemma.NoDisagreement || kind == stemma.Compatible {
					kind, between = stemma.Changed, [2]*answer{b, a}
					why = fmt.Sprintf("%s and %s were written on two days, and the later number is the larger.", b.figure.number, a.figure.number)
				}
			case meet == differ && c.apart(a.figure, b.figure): // one is of a part
			case meet == differ && a.changes(b):
				if kind == stemma.NoDisagreement || kind == stemma.Compatible {
					kind, between, why = stemma.Changed, [2]*answer{b, a}, a.account(b)
				}
			case meet == differ && a.figure.reread(b.figure):
				if a.figure.otherTime(b.figure) == timeNotTold {
					if kind == stemma.NoDisagreement {
						kind, between = stemma.Compatible, [2]*answer{b, a}
						why = fmt.Sprintf("%s and %s can both hold: they say how much it was at a time, and nothing shows that it was one time.", b.figure.number, a.figure.number)
					}
				} else if kind == stemma.NoDisagreement || kind == stemma.Compatible {
					kind, between = stemma.Changed, [2]*answer{b, a}
					why = fmt.Sprintf("%s and %s say how much it was on two days.", b.figure.number, a.figure.number)
				}
			case meet == differ:
				kind, best, between = stemma.NumberDiffers, c.sumOfGrounds(b.figure, a.figure)+short, [2]*answer{b, a}
				why = fmt.Sprintf("%s against %s.", b.figure.number, a.figure.number)
			case meet == compatible:
				if kind == stemma.NoDisagreement {
					kind, between = stemma.Compatible, [2]*answer{b, a}
					why = fmt.Sprintf("%s and %s can both hold: one is a bound or a rounded number.", b.figure.number, a.figure.number)
				}
			}
		}
	}
	return kind, between, why
}

// dates compares days.
func (d *draft) dates() (stemma.Disagreement, [2]*answer, string) {
	kind, between, why := stemma.NoDisagreement, [2]*answer{}, "All give the same day."
	for i, a := range d.answers {
		for _, b := range d.answers[:i] {
			switch {
			case a.by.text == b.by.text && !d.judged && !a.contradicts(b): // a text that tells of two days tells of two such deeds
			case !d.judged && a.telling != nil && b.telling != nil && a.telling.otherGame(b.telling):
			case a.value == b.value || a.by == b.by || !d.judged && (a.telling == nil || b.telling == nil || !a.telling.akin(b.telling)):
			case daysDiffer(a.value, b.value):
				return stemma.DateDiffers, [2]*answer{b, a}, fmt.Sprintf("%s against %s.", b.value, a.value)
			case kind == stemma.NoDisagreement:
				kind, between = stemma.Compatible, [2]*answer{b, a}
				why = fmt.Sprintf("%s and %s can both hold: of one it is not told in what week it was.", b.value, a.value)
			}
		}
	}
	return kind, between, why
}

// otherGame reports whether the sentences of two tellings give scores, and none in common: they are of
// two games, on whatever days.
func (t *telling) otherGame(u *telling) bool {
	scores := func(t *telling) (out []number) {
		for _, f := range t.text.figuresIn(t.sentence) {
			if f.unit == "score" {
				out = append(out, f.plain())
			}
		}
		return out
	}
	one, two := scores(t), scores(u)
	return len(one) > 0 && len(two) > 0 && !slices.ContainsFunc(one, func(n number) bool { return slices.Contains(two, n) })
}

// contradicts reports whether two answers of one text are the words of two about one deed: the
// text tells whom it befell or who did it, it is one, and no two places are told.
func (a *answer) contradicts(b *answer) bool {
	t, u := a.telling, b.telling
	if t == nil || u == nil || a.by.voiceKey() == b.by.voiceKey() || t.place != "" && u.place != "" && t.place != u.place {
		return false
	}
	return shared(t.named("patient"), u.named("patient")) > 0 || shared(t.named("agent"), u.named("agent")) > 0
}

// places compares where something happened. Two places differ only where no text
// puts the one into the other, and where the happening is of one day or can be but once.
func (c *Collection) places(d *draft) (stemma.Disagreement, [2]*answer, string) {
	kind, between, why := stemma.NoDisagreement, [2]*answer{}, "None gives another place."
	for i, a := range d.answers {
		for _, b := range d.answers[:i] {
			t, u := a.telling, b.telling
			if t == nil || u == nil || a.place == b.place || c.nested(a.place, b.place) || onePlace(t.where, u.where) {
				continue
			}
			switch {
			case a.by.text != b.by.text && t.sure() && u.sure() && t.akin(u) && (t.when != "" && t.when == u.when || t.onlyOnce(u)):
				return stemma.PlaceDiffers, [2]*answer{b, a}, fmt.Sprintf("%s against %s.", b.value, a.value)
			case kind == stemma.NoDisagreement && a.by != b.by:
				kind, between = stemma.Compatible, [2]*answer{b, a}
				why = fmt.Sprintf("%s and %s can both hold: nothing shows that it can have been at one of them only.", b.value, a.value)
			}
		}
	}
	return kind, between, why
}

// nested reports whether some text puts one of two places into the other: names
// them side by side.
func (c *Collection) nested(a, b stemma.ID) bool {
	return c.beside[[2]stemma.ID{min(a, b), max(a, b)}]
}

// akin reports whether two tellings say the same of the same: one word, and
// whoever suffers it is one; where neither tells whom, whoever does it.
func (t *telling) akin(u *telling) bool {
	if t.lemma != u.lemma && t.class != u.class || t.noun != u.noun {
		return false
	}
	met := false
	for _, role := range []string{"patient", "agent"} {
		a, b := t.named(role), u.named(role)
		h, k := t.heads(role), u.heads(role)
		one, two := len(a)+len(h) > 0, len(b)+len(k) > 0
		switch {
		case len(a) > 0 && len(b) > 0 && shared(a, b) > 0, len(h) > 0 && len(k) > 0 && shared(h, k) > 0:
			met = true
		case one && two, role == "patient" && one != two:
			return false
		}
	}
	return met
}

// polarity compares who says so and who denies it.
func (d *draft) polarity() (stemma.Disagreement, [2]*answer, string) {
	kind := stemma.PolarityDiffers
	if d.question == stemma.AskStatus {
		kind = stemma.StatusDiffers
	}
	var between, changed [2]*answer
	best := 0
	for i, a := range d.answers {
		for _, b := range d.answers[:i] {
			ends := a.telling != nil && b.telling != nil && (a.telling.ends(b.telling) || b.telling.ends(a.telling))
			if a.by == b.by || !a.sure() || !b.sure() || !a.holds() || !b.holds() || !ends && (a.stance.Affirmative() == b.stance.Affirmative() || !a.opposes(b)) {
				continue
			}
			n := 0
			switch {
			case ends:
				n = 2
			case a.telling != nil && b.telling != nil && day(a.telling.when) && day(b.telling.when) && a.telling.when[:10] != b.telling.when[:10]:
				continue // he may be free on one day and not on another
			case a.telling != nil && b.telling != nil && d.question == stemma.AskStatus && a.telling.class != b.telling.class:
				continue // who was not arrested may have been killed
			case a.telling != nil && b.telling != nil && (a.telling.eludes(b.telling) || a.telling.otherManner(b.telling) || b.telling.otherManner(a.telling)):
				continue
			case a.telling == nil || b.telling == nil:
				n = 1 // they are together by a person's word
			case a.telling.akin(b.telling):
				n = 3
			case a.telling.excludes(b.telling) || b.telling.excludes(a.telling):
				n = 1
				if a.telling.noun || b.telling.noun {
					n = 2 // whom a text calls a prisoner it says to be held
				}
			case d.question == stemma.AskStatus && a.telling.heldNear(b.telling) && !a.telling.noun && !b.telling.noun:
				n = 1
			case d.judged:
				n = 1
			default:
				continue
			}
			if a.changes(b) { // he contradicts nobody but himself
				if changed[0] == nil {
					changed = [2]*answer{b, a}
				}
				continue
			}
			if a.telling != nil && b.telling != nil && a.telling.lemma == b.telling.lemma {
				n++
			}
			if a.stance != stemma.Alleges && b.stance != stemma.Alleges {
				n++
			}
			if n *= 2; a.by.text == b.by.text {
				n++ // of pairs that show it as well, one that a text sets side by side itself
			}
			if n > best {
				best, between = n, [2]*answer{b, a}
			}
		}
	}
	switch {
	case best > 0 && (between[0].stance == stemma.Alleges || between[1].stance == stemma.Alleges):
		return kind, between, "It is alleged, and another denies it."
	case best > 0 && between[0].stance == between[1].stance:
		return kind, between, "By one he is free, by the other he is held."
	case best > 0:
		return kind, between, "One says so, the other denies it."
	case changed[0] != nil:
		return stemma.Changed, changed, changed[0].account(changed[1])
	}
	return d.extents()
}

// eludes reports whether two tellings, of which one denies what the other says, are of two deeds by
// what their clauses say: one says of whom it speaks ("those who did not leave"), one tells of what
// is to be and one of what was, or one went to one place that has a name and one to another.
func (t *telling) eludes(u *telling) bool {
	if t.picks || u.picks || t.future && u.past || t.past && u.future || t.livedBefore(u) || u.livedBefore(t) {
		return true
	}
	a, b := t.beside(), u.beside()
	return len(a) > 0 && len(b) > 0 && shared(a, b) == 0
}

// livedBefore reports whether by t somebody was alive when that was written, and by u, which was
// written on a later day, he is dead: he may have died since.
func (t *telling) livedBefore(u *telling) bool {
	return en.Alive()[t.lemma] && day(t.text.day) && day(u.text.day) && t.text.day[:10] < u.text.day[:10]
}

// beside are those named in a clause who neither do what it tells nor suffer it: where, to or with whom.
func (t *telling) beside() (out []stemma.ID) {
	for _, a := range t.args {
		if a.role == "other" && a.named && a.entity != "" {
			out = append(out, a.entity)
		}
	}
	slices.Sort(out)
	return out
}

// extents says of answers of which none denies what another says whether some are told of all
// and some of a part of them, which can both hold.
func (d *draft) extents() (stemma.Disagreement, [2]*answer, string) {
	for i, a := range d.answers {
		for _, b := range d.answers[:i] {
			if denied := a.stance.Affirmative() != b.stance.Affirmative(); denied && a.opposes(b) {
				continue // of one thing they could not both hold
			}
			if a.by != b.by && a.holds() && b.holds() && a.value != b.value && a.extent() != b.extent() && (a.telling == nil || b.telling == nil || a.telling.class == b.telling.class) {
				return stemma.Compatible, [2]*answer{b, a}, "They can both hold: of one it is not told that it is of all."
			}
		}
	}
	return stemma.NoDisagreement, [2]*answer{}, d.undenied()
}

// undenied says why answers are no conflict: that none denies another, or that those who deny
// it may mean another thing.
func (d *draft) undenied() string {
	stands := func(denies bool) bool {
		return slices.ContainsFunc(d.answers, func(a *answer) bool { return a.holds() && (a.stance == stemma.Denies) == denies })
	}
	if stands(true) && stands(false) {
		return "Some say so and others deny it; nothing shows that they mean one thing."
	}
	return "None denies what another says."
}

// alleged is how far what is stated stands from what is alleged: further than any two
// grades of certainty.
const alleged = 10

// certainty compares how surely a remark is made.
func (d *draft) certainty() (stemma.Disagreement, [2]*answer, string) {
	var between [2]*answer
	most := 0
	for _, a := range d.answers {
		for _, b := range d.answers {
			n := a.by.voice().Certainty.Rank() - b.by.voice().Certainty.Rank()
			if b.by.voice().Certainty.Rank() == 0 {
				n = 0
			}
			switch {
			case a.stance == stemma.Affirms && b.stance == stemma.Alleges && !a.unsure():
				n = alleged
			case a.stance != b.stance || !a.holds() || a.stance == stemma.Alleges: // "supposedly" and "reportedly" are one word for another
				continue
			}
			if n > most && a.by.repeats(b.by) && !a.by.hedgesToo(b.by) {
				most, between = n, [2]*answer{b, a}
			}
		}
	}
	if most == 0 {
		return stemma.NoDisagreement, between, d.undenied()
	}
	if most == alleged {
		return stemma.CertaintyDiffers, between, "One states what is alleged by the other."
	}
	return stemma.CertaintyDiffers, between, "One hedges what the other says more surely."
}

// repeats reports whether two statements say about the same, elsewhere: then one may
// say it less surely. Of two that stand at one place of two texts the words may be
// others, and of two of one place of a text one is a part of the other.
func (m *member) repeats(n *member) bool {
	return 5*shared(m.words, n.words) >= 3*max(len(m.words), len(n.words)) && (m.text != n.text || !m.bounds().Overlaps(n.bounds()))
}

// hedgesToo reports whether m has the words by which n is less sure, or whether those stand in a
// sentence of n that m leaves out: then the one is no surer than the other, however each was read.
func (m *member) hedgesToo(n *member) bool {
	if len(n.hedges) == 0 {
		return false
	}
	if shared(n.hedges, m.said) == len(n.hedges) {
		return true
	}
	around := slices.Concat(n.hedged...)
	slices.Sort(around)
	around = slices.Compact(around)
	return 2*shared(around, m.words) < len(around)
}

// heldNear reports whether two tellings of one state stand near one another in
// one text, and nothing shows that they are of two people.
func (t *telling) heldNear(u *telling) bool {
	if t.text != u.text || t.class != u.class || max(t.head.Begin-u.head.Begin, u.head.Begin-t.head.Begin) > nearBytes {
		return false
	}
	if t.nobody() || u.nobody() {
		return false // see excludes
	}
	if x, y := t.counts(), u.counts(); x != nil && y != nil && x.number != y.number {
		return false // these three, and those six
	}
	a, b := t.named("patient"), u.named("patient")
	return !t.names("patient") || !u.names("patient") || shared(a, b) > 0
}

// counts is the number of those who are in a state; nil for none.
func (t *telling) counts() *figure {
	for _, f := range t.text.figuresIn(t.sentence) {
		if f.unit == "" && f.counted() && len(f.tellings) > 0 && f.tellings[0].head == t.head {
			return f
		}
	}
	return nil
}

// excludes reports whether t says of nobody at all, in one story, what u says of
// somebody: "nobody was arrested".
func (t *telling) excludes(u *telling) bool {
	if t.class != u.class || t.text.story != u.text.story || !statusClass[t.class] || t.stance() != stemma.Denies {
		return false
	}
	if !t.nobody() {
		return false
	}
	// "Nobody was killed in this attack" speaks of one.
	where := t.heads("other")
	return len(where) == 0 && t.place == "" || shared(where, u.heads("other")) > 0 || t.place != "" && t.place == u.place
}

// nobody reports whether it is told of nobody.
func (t *telling) nobody() bool {
	return slices.ContainsFunc(t.args, func(a argument) bool { return (a.role == "patient" || a.role == "agent") && nobody[a.lemma] })
}

var nobody = map[string]bool{"nobody": true, "no-one": true, "none": true, "one": true}

// nearBytes is how far apart in a text two tellings of one state may stand: a
// few paragraphs.
const nearBytes = 2500

// wordings finds the two forms of a quotation that differ most in length of
// what they share.
func (d *draft) wordings() (stemma.Disagreement, [2]*answer, string) {
	a := d.answers[0]
	for _, b := range d.answers[1:] {
		if letters(a.value) != letters(b.value) && (altered(a.by.spoken, b.by.spoken) || !a.by.holdsWords(b.by) && !b.by.holdsWords(a.by)) {
			return stemma.WordingDiffers, [2]*answer{a, b}, "One quotation in two forms."
		}
	}
	return stemma.NoDisagreement, [2]*answer{}, "All give the same words."
}

// holdsWords reports whether all words of the other stand in m, in order: the
// other leaves some out and says nothing in another way.
func (m *member) holdsWords(other *member) bool {
	rest := m.letters
	for _, part := range other.parts {
		_, after, ok := strings.Cut(rest, part)
		if !ok {
			return false
		}
		rest = after
	}
	return true
}

// letters are those of a quotation, without marks and in small letters.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
