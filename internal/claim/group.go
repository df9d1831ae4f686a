package claim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// An answer is what one statement says to a question, with what Compare needs.
type answer struct {
	by       *member
	stance   stemma.Stance
	value    string
	shown    []stemma.Span
	figure   *figure
	telling  *telling
	happened string
	place    stemma.ID
	guest    bool // it answers another question too, by which it is known
	rebuts   bool // it denies in other words what another says
	why      string
	// takenBack is the statement by which its source takes it back, nil for none.
	takenBack *member
}

// A draft is a claim in the making.
type draft struct {
	question stemma.Question
	answers  []*answer
	scope    bool // a denial of it does not say what it denies
	remark   bool // all say it in about the same words
	found    []finding
	judged   bool // some of it is together by a person's word
}

// A finding is a disagreement that grouping itself found.
type finding struct {
	kind    stemma.Disagreement
	between [2]*answer
	why     string
	// sureness is how sure it is that both sides of a conflict speak of one thing, and grounds says why.
	sureness int
	grounds  string
}

// decisions say which statements a person put together or apart.
type decisions struct {
	same  [][2]stemma.ID
	apart map[[2]stemma.ID]bool
}

// decided sorts decisions out; of two on one pair the later holds.
func decided(list []Decision) decisions {
	last := map[[2]stemma.ID]bool{}
	var order [][2]stemma.ID
	for _, d := range list {
		key := [2]stemma.ID{min(d.A, d.B), max(d.A, d.B)}
		if _, ok := last[key]; !ok {
			order = append(order, key)
		}
		last[key] = d.Same
	}
	out := decisions{apart: map[[2]stemma.ID]bool{}}
	for _, key := range order {
		if last[key] {
			out.same = append(out.same, key)
		} else {
			out.apart[key] = true
		}
	}
	return out
}

// parted reports whether a person put the two statements apart.
func (d decisions) parted(a, b *member) bool {
	return len(d.apart) > 0 && a != nil && b != nil && d.apart[[2]stemma.ID{min(a.id, b.id), max(a.id, b.id)}]
}

// spell gives quotations of the same letters one value, the earliest as it
// stands: curled or straight quotation marks are the printer's, not the speaker's.
func (d *draft) spell() {
	first := map[string]string{}
	for _, a := range d.answers {
		if v, ok := first[a.by.letters]; ok {
			a.value = v
		} else {
			first[a.by.letters] = a.value
		}
	}
}

// finish makes the claim of a draft, nil if less than two statements answer.
func (c *Collection) finish(d *draft) *stemma.Claim {
	slices.SortStableFunc(d.answers, func(a, b *answer) int {
		return cmp.Or(cmp.Compare(a.by.text.path, b.by.text.path), cmp.Compare(a.by.text.id, b.by.text.id), cmp.Compare(a.by.n, b.by.n), cmp.Compare(a.shown[0].Begin, b.shown[0].Begin))
	})
	if d.question == stemma.AskWording {
		d.spell()
	}
	// A statement that gives one answer twice gives it once.
	d.answers = slices.CompactFunc(d.answers, func(a, b *answer) bool { return a.by == b.by && a.value == b.value && a.stance == b.stance })
	statements := map[stemma.ID]bool{}
	var least *answer
	for _, a := range d.answers {
		statements[a.by.id] = true
		if a.guest {
			continue
		}
		if least == nil || cmp.Or(cmp.Compare(a.by.id, least.by.id), cmp.Compare(a.shown[0].Begin, least.shown[0].Begin)) < 0 {
			least = a
		}
	}
	if len(statements) < 2 || least == nil {
		return nil
	}
	// A statement may give two numbers: the place tells them apart.
	out := &stemma.Claim{ID: stemma.ClaimID(d.question, least.by.id, least.shown...), Question: d.question}
	gist := d.gist()
	out.GistOf = gist.by.id
	switch {
	case gist.figure != nil:
		out.GistSpans, out.Gist = []stemma.Span{gist.figure.gist.at}, gist.figure.gist.words
	case gist.telling != nil:
		out.GistSpans, out.Gist = d.undisputed(gist.telling)
	default:
		out.GistSpans, out.Gist = gist.by.content, gist.by.quote
	}
	count := map[stemma.ID]int{}
	for _, a := range d.answers {
		out.Members = append(out.Members, stemma.Answer{
			Statement: a.by.id, Stance: a.stance, Value: a.value, ShownBy: a.shown, Happened: a.happened, Place: a.place, Why: a.why,
		})
		if a.takenBack != nil {
			out.Members[len(out.Members)-1].TakenBackBy = a.takenBack.id
		}
		for _, e := range a.entities() {
			count[e]++
		}
	}
	for e := range count {
		out.Entities = append(out.Entities, e)
	}
	slices.SortFunc(out.Entities, func(a, b stemma.ID) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	return out
}

func (a *answer) content() []uint32 {
	switch {
	case a.figure != nil:
		return a.figure.near
	case a.telling != nil:
		return a.telling.words()
	}
	return a.by.words
}

func (a *answer) entities() []stemma.ID {
	switch {
	case a.telling != nil:
		return a.by.concerns(a.telling)
	case a.figure != nil:
		var out []stemma.ID
		for _, t := range a.figure.tellings {
			if !saying[t.lemma] { // who saw or tells of nine is not whom the nine concern
				out = append(out, a.by.concerns(t)...)
			}
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	return a.by.about
}

// concerns are the named entities of what is told, but for those who say it, "according to
// the harbour office" does not make it a matter of the harbour office, and those who saw,
// heard or counted it.
func (m *member) concerns(t *telling) (out []stemma.ID) {
	for _, a := range t.args {
		if a.role == "agent" && en.Perceiving()[t.lemma] {
			continue
		}
		if a.entity != "" && !slices.ContainsFunc(m.chain, func(l stemma.Attribution) bool { return l.Source.Overlaps(a.span) }) {
			out = append(out, a.entity)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// stance is how a statement stands to what it tells: denied by its words or by
// a source of its chain, but not by both.
func (t *telling) stance() stemma.Stance {
	denied := t.denied
	if t.by == nil {
		return stemma.NoStance
	}
	denied = denied != (!t.presumed && t.by.refuses())
	switch {
	case t.open || t.by.asks() && !t.aside:
		return stemma.Questions
	case denied:
		return stemma.Denies
	case t.alleged || t.by.voiced && !t.aside:
		return stemma.Alleges
	}
	return stemma.Affirms
}

// sure reports whether nothing in the statement hedges what it tells.
func (t *telling) sure() bool {
	if t.hedged || t.open || t.by == nil {
		return false
	}
	return !hedged(t.by)
}

// hedged reports whether whoever is nearest to the statement is less than
// certain; or who reports it is, where that is nobody who is named.
func hedged(m *member) bool {
	v := m.voice().Certainty
	if n := len(m.chain); n > 1 && m.voice().Source.IsZero() && v == nlp.Certain {
		v = m.chain[n-2].Certainty
	}
	return v == nlp.Probable || v == nlp.Possible
}

// sure reports whether nothing hedges the answer.
func (a *answer) sure() bool {
	if a.telling != nil {
		return a.telling.sure()
	}
	return !hedged(a.by)
}

// unsure reports whether what an answer affirms is hedged, or passed on by one of whom it is not known
// whether he is sure of it: "has heard that".
func (a *answer) unsure() bool {
	v := a.by.voice()
	return !a.sure() || len(a.by.chain) > 1 && v.Certainty == nlp.UnknownCertainty && v.Polarity == nlp.Positive
}

// turns reports whether a link of the chain denies the content by words that are no part
// of it. How far those of the content deny, or an author's own, is told by those alone.
func (m *member) turns(l *stemma.Attribution) bool {
	return l.Polarity == nlp.Negative && !slices.ContainsFunc(l.ShownBy, m.holds)
}

// holds reports whether the words are part of what the statement says.
func (m *member) holds(words stemma.Span) bool {
	return slices.ContainsFunc(m.content, func(c stemma.Span) bool { return c.Contains(words) })
}

// asks reports whether whoever is nearest to the statement says by words of his that are no
// part of it neither that it is so nor that it is not: "asked whether", "did not say that",
// "hoped that".
func (m *member) asks() bool {
	return m.averse || (m.leavesOpen() || m.hopes()) && slices.ContainsFunc(m.voice().ShownBy, func(w stemma.Span) bool { return !m.holds(w) })
}

// hopes reports whether whoever is nearest to the statement holds no more than that it may be,
// by words of his alone: "hoped that", "feared that". The "may" of what he suggests is said of it.
func (m *member) hopes() bool {
	v := m.voice()
	return len(m.chain) > 1 && v.Certainty == nlp.Possible && v.Polarity == nlp.Positive && len(v.ShownBy) > 0 && !slices.ContainsFunc(v.ShownBy, m.holds)
}

// leavesOpen reports whether whoever is nearest to the statement says neither that it is
// so nor that it is not: he asks, or somebody supposes that he says so.
func (m *member) leavesOpen() bool {
	v := m.voice()
	return len(m.chain) > 1 && v.Certainty == nlp.UnknownCertainty && v.Polarity == nlp.UnknownPolarity && !m.asserts
}

// where names the document too.
func (m *member) where() string {
	switch {
	case len(m.chain) <= 1, m.refuted && m.source == "":
		return "the author of " + m.text.path
	case m.source == "" && len(m.chain) == 2: // "it is alleged that"
		return "somebody whom the author of " + m.text.path + " does not name"
	case m.source == "":
		return "somebody who is not named, in " + m.text.path
	}
	return m.source + " in " + m.text.path
}

// says quotes the sentence part of an answer, with who says it.
func (a *answer) says() string {
	return fmt.Sprintf("%s: “%s”", a.by.where(), strings.Trim(a.by.quote, "“”\" "))
}

// numbers makes the claims of how many and how much.
func (c *Collection) numbers(d decisions) []*draft {
	all := c.figures()
	of := map[int]*draft{}
	var out []*draft
	answers := func(g int, f *figure, guest bool) {
		if f.back {
			return // it takes up what is told elsewhere, and does not tell it again
		}
		if of[g] == nil {
			of[g] = &draft{question: stemma.AskNumber}
			out = append(out, of[g])
		}
		a := &answer{by: f.by, stance: stemma.Affirms, value: f.String(), shown: []stemma.Span{f.span}, figure: f, guest: guest}
		if t := f.told(); t != nil {
			a.happened, a.place = t.when, t.place
			if a.stance = cmp.Or(t.stance(), stemma.Affirms); f.unit != "" && t.open && !t.supposed && !t.denied || a.stance == stemma.Denies && !f.deniedIn(t) {
				a.stance = stemma.Affirms // "put the level at six metres" tells of nothing that happened, and how high it was
			}
		}
		switch {
		case f.by.leavesOpen():
			a.stance = stemma.Questions
		case f.not: // whatever is said of the one that is set in its place
			a.stance = stemma.Denies
		}
		if f.unit == "th" && a.stance == stemma.Denies && !f.not {
			return // "no unit of the 9th Brigade was there" denies not that it is the ninth
		}
		a.why = f.why()
		of[g].answers = append(of[g].answers, a)
	}
	groups := c.questions(all, d)
	for i, g := range groups {
		answers(g, all[i], false)
	}
	for _, x := range c.dissenters(all, groups, d) {
		answers(x.group, all[x.figure], true)
	}
	var parted []*draft
	for _, x := range out {
		parted = append(parted, c.byNumber(x)...)
	}
	return slices.DeleteFunc(parted, func(x *draft) bool { // "many were there" answers nobody
		return !slices.ContainsFunc(x.answers, func(a *answer) bool { return a.figure.how != vague })
	})
}

// byNumber parts a claim of numbers where nothing shows well enough that two numbers
// that differ answer one question: then neither stands against the other, and they are
// no claim together.
func (c *Collection) byNumber(d *draft) []*draft {
	part := make([]int, len(d.answers))
	for i, a := range d.answers {
		part[i] = i
		for j, b := range d.answers[:i] {
			if from, to := part[i], part[j]; from != to && c.together(a.figure, b.figure) {
				for k := range part[:i+1] {
					if part[k] == from {
						part[k] = to
					}
				}
			}
		}
	}
	var out []*draft
	at := map[int]*draft{}
	for i, a := range d.answers {
		x := at[part[i]]
		if x == nil {
			x = &draft{question: d.question}
			at[part[i]] = x
			out = append(out, x)
		}
		x.answers = append(x.answers, a)
	}
	return out
}

// together reports whether nothing keeps two figures of a claim apart: two that cannot both
// hold have to be likely to answer one question, and so has "several", which no number
// contradicts, beside any number.
func (c *Collection) together(f, g *figure) bool {
	switch {
	case f.unlike(g):
		return false
	case f.meet(g.number) == differ:
		if why, _ := c.bothHold(f, g); why != "" {
			return c.likely(f, g) >= conflictFrom
		}
		return f.against(g) && c.likely(f, g) >= conflictFrom
	case (f.how == vague) != (g.how == vague):
		return c.likely(f, g) >= severalFrom && !f.otherCount(g)
	}
	return true
}

// voiceKey names whoever is nearest to the statement, within its document.
func (m *member) voiceKey() string {
	v := m.voice()
	if len(m.chain) == 1 {
		return string(m.text.id)
	}
	return string(m.text.id) + " " + cmp.Or(string(v.SourceEntity), m.source)
}

func (f *figure) why() string {
	what := f.noun
	if what == "" {
		what = "what is told there"
	}
	if t := f.told(); t != nil {
		return fmt.Sprintf("it counts %s, with “%s”", what, t.class)
	}
	return "it counts " + what
}

// told is the nearest telling that the number stands with; nil for none, and where that is
// the word by which the statement is made, which is no part of what it says.
func (f *figure) told() *telling {
	if len(f.tellings) == 0 {
		return nil
	}
	t := f.tellings[0]
	if saying[t.lemma] && !slices.ContainsFunc(f.by.content, func(c stemma.Span) bool { return c.Contains(t.head) }) {
		return nil
	}
	return t
}

// joinDenials makes one question of a state that is denied and of where it is
// told near there, or anywhere in the story where it is denied of everybody.
func joinDenials(parts [][]*telling) [][]*telling {
	type state struct {
		class string
		story int
	}
	told := map[state][]int{} // the parts that affirm it, in order
	for g, part := range parts {
		for _, t := range part {
			s := state{t.class, t.text.story}
			if list := told[s]; statusClass[t.class] && t.stance().Affirmative() && (len(list) == 0 || list[len(list)-1] != g) {
				told[s] = append(list, g)
			}
		}
	}
	of := newJoined(len(parts))
	for g, part := range parts {
		for _, t := range part {
			if !statusClass[t.class] || t.stance() != stemma.Denies {
				continue
			}
			for _, h := range told[state{t.class, t.text.story}] {
				if h != g && slices.ContainsFunc(parts[h], func(u *telling) bool {
					return u.stance().Affirmative() && (u.lemma == t.lemma && t.heldNear(u) && !u.noun || t.excludes(u))
				}) {
					of.join(g, h)
				}
			}
		}
	}
	out := make([][]*telling, len(parts))
	for g, part := range parts {
		out[of.of(g)] = append(out[of.of(g)], part...)
	}
	return slices.DeleteFunc(out, func(part []*telling) bool { return len(part) == 0 })
}

// apartDenials takes out of each question of a state who denies one that nobody there tells
// of: that he was not arrested says nothing of whether he was killed.
func apartDenials(parts [][]*telling) (out [][]*telling) {
	for _, part := range parts {
		if !slices.ContainsFunc(part, func(t *telling) bool { return statusClass[t.class] }) {
			out = append(out, part)
			continue
		}
		told := map[string]bool{}
		for _, t := range part {
			told[t.class] = told[t.class] || t.stance() != stemma.Denies
		}
		var stay []*telling
		at := map[string]int{} // where in away the denials of a class are
		var away [][]*telling
		for _, t := range part {
			if told[t.class] || len(told) == 1 {
				stay = append(stay, t)
				continue
			}
			k, ok := at[t.class]
			if !ok {
				k = len(away)
				at[t.class], away = k, append(away, nil)
			}
			away[k] = append(away[k], t)
		}
		if len(stay) > 0 {
			out = append(out, stay)
		}
		out = append(out, away...)
	}
	return out
}

// happenings makes the claims of whether, when and where something happened.
func (c *Collection) happenings(d decisions) []*draft {
	var all []*telling
	for _, t := range c.texts {
		for _, x := range t.tellings {
			if x.asked {
				all = append(all, x)
			}
		}
	}
	var apart func(a, b int) bool
	if len(d.apart) > 0 {
		apart = func(a, b int) bool { return d.parted(all[a].by, all[b].by) }
	}
	groups := c.events(all, apart)
	var order []int
	members := map[int][]*telling{}
	for i, g := range groups {
		if members[g] == nil {
			order = append(order, g)
		}
		members[g] = append(members[g], all[i])
	}
	var parts [][]*telling
	for _, g := range order {
		parts = append(parts, c.sameTold(members[g])...)
	}
	parts = joinEnds(apartDenials(joinDenials(parts)))
	var out []*draft
	for _, part := range parts {
		if len(part) == 1 && len(d.same) == 0 {
			continue // one alone answers only where a person puts another beside it
		}
		whether := &draft{question: stemma.AskWhether}
		if statusClass[part[0].class] {
			whether.question = stemma.AskStatus
		}
		when, where := &draft{question: stemma.AskDate}, &draft{question: stemma.AskPlace}
		for _, t := range part {
			a := &answer{by: t.by, stance: t.stance(), shown: []stemma.Span{t.clause}, telling: t, happened: t.when, place: t.place}
			a.why = fmt.Sprintf("it tells of “%s”", t.class)
			if whether.question == stemma.AskStatus {
				a.value = t.state()
				if a.stance == stemma.Denies {
					a.value = "not " + cmp.Or(manners[t.lemma], a.value)
				}
			}
			a.value = a.extent().bounds(a.value, a.stance == stemma.Denies)
			whether.answers = append(whether.answers, a)
			if d := t.day(); d != "" && a.stance.Affirmative() && !t.noun {
				b := *a
				b.value, b.shown = d, []stemma.Span{t.time}
				b.why = fmt.Sprintf("it says when: “%s”", t.class)
				when.answers = append(when.answers, &b)
			}
			if t.place != "" && a.stance.Affirmative() && !t.noun {
				b := *a
				b.value, b.shown = t.where, []stemma.Span{t.at}
				b.why = fmt.Sprintf("it says where: “%s”", t.class)
				where.answers = append(where.answers, &b)
			}
		}
		out = append(out, whether, when, where)
	}
	return out
}

// light are words that say little of what happens: that somebody has heard, or
// likes, is no question that accounts meet on.
var light = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("hear see feel like love watch listen remember forget mean understand wonder worry guess agree wish mind care doubt sit stand wait stay live exist") {
		m[w] = true
	}
	return m
}()

// statusClass are the classes that say in what state somebody is.
var statusClass = map[string]bool{"hold": true, "free": true, "kill": true, "kidnap": true}

// stateWord is what somebody is called who is in the state of a class, where that
// is not the name of the class itself.
var stateWord = map[string]string{"hold": "held", "kill": "dead", "kidnap": "kidnapped"}

// state is what a telling of a state calls whoever is in it.
func (t *telling) state() string { return cmp.Or(stateWord[t.class], t.class) }

// wordings makes the claims of what somebody's words were, from the quotations
// that two texts which descend from one another give in other words. All forms
// of one quotation are one claim.
func (c *Collection) wordings() []*draft {
	texts := map[stemma.ID]*text{}
	for _, t := range c.texts {
		texts[t.id] = t
	}
	at := map[stemma.ID]int{}
	var all []*member
	var edges []edge
	number := func(m *member) int {
		n, ok := at[m.id]
		if !ok {
			n = len(all)
			at[m.id] = n
			all = append(all, m)
		}
		return n
	}
	for _, d := range c.derivations {
		for _, p := range d.Altered {
			from, to := texts[d.From], texts[d.To]
			if from == nil || to == nil {
				continue
			}
			a, b := from.at(p.From), to.at(p.To)
			if a == nil || b == nil || !c.oneRemark(a, b) || len(a.chain) < 2 || len(b.chain) < 2 || a.voice().Kind == string(nlp.Indirect) || b.voice().Kind == string(nlp.Indirect) {
				continue
			}
			// Both are quoted at length, and about as long as one another.
			if n, m := len(letters(a.quote)), len(letters(b.quote)); min(n, m) < shortestQuote || 2*min(n, m) < max(n, m) {
				continue
			}
			x, y := number(a), number(b)
			edges = append(edges, edge{min(x, y), max(x, y), 1})
		}
	}
	slices.SortFunc(edges, func(x, y edge) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	of := map[int]*draft{}
	var out []*draft
	for i, g := range connected(c.ctx, len(all), edges, nil) {
		if of[g] == nil {
			of[g] = &draft{question: stemma.AskWording}
			out = append(out, of[g])
		}
		m := all[i]
		of[g].answers = append(of[g].answers, &answer{by: m, stance: stemma.Affirms, value: m.quote, shown: m.content,
			why: "the texts descend from one another and quote it"})
	}
	return out
}

// oneRemark reports whether two quotations may be one: of one source, or with a
// good part of their rare words in common.
func (c *Collection) oneRemark(a, b *member) bool {
	e := a.voice().SourceEntity
	return e != "" && e == b.voice().SourceEntity || c.overlap(a.words, b.words) >= partlyAlike
}

// partlyAlike is the share of its rare words that an altered quotation keeps.
const partlyAlike = 0.3

// shortestQuote is how many letters a quotation has whose wording can be
// compared.
const shortestQuote = 20

// at is the statement with the longest chain that has words of the span.
func (t *text) at(s stemma.Span) *member {
	var best *member
	for _, m := range t.statements {
		if slices.ContainsFunc(m.content, s.Overlaps) && (best == nil || len(m.chain) > len(best.chain)) {
			best = m
		}
	}
	return best
}

// A Happening is a word of a document that tells of something that happens.
type Happening struct {
	Path string
	Span stemma.Span
	// Number is the same for words of one happening, over all documents.
	Number int
}

// Happenings says which words of the collection are of one happening, in order
// of document and place. Acts of saying are left out.
func (c *Collection) Happenings() []Happening {
	c.prepare()
	all := c.allTellings()
	var out []Happening
	for i, g := range c.events(all, nil) {
		out = append(out, Happening{all[i].text.path, all[i].head, g})
	}
	return out
}

// prepare puts the texts in order, weighs their words and parts them into
// stories.
func (c *Collection) prepare() {
	c.sort()
	c.appoint()
	c.weighWords()
	c.tellStories()
	c.measure()
	c.know()
	c.signFigures()
	c.made = c.sums()
}
