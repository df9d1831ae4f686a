package claim

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// What a source takes back it no longer vouches for: "retracted its statement that", "corrected
// its earlier figure of". Its words stay where they are, and are on no side from then on. That a
// source says another thing later, and no word that it was wrong, is a change of its account.

// A take-back is words of a text by which somebody takes back what he said.
type takeBack struct {
	who    stemma.ID     // who does
	called []string      // as of a member
	plain  string        // the words for him, as of a publisher
	verb   stemma.Span   // the word that says so
	of     []stemma.Span // what is taken back, as it is told there
	words  []uint32      // the content words of that, in order
	// What of the text stands there.
	classes []string
	figures []*figure
	done    deed
}

// A deed is what is said of a take-back.
type deed uint8

const (
	takenBack deed = iota
	upheld         // he stands by what he said
	unsettled      // he may have taken it back or not
)

// takesBack notes what is taken back by the clause of token i.
func (s *scan) takesBack(i int) {
	verb := &s.doc.Tokens[i]
	word := lemma(verb)
	for _, k := range s.children[i] {
		if t := &s.doc.Tokens[k]; t.Deprel == "compound:prt" {
			word += " " + lemma(t)
		}
	}
	nouns := en.TakingBack()[word]
	if verb.UPOS != "VERB" || nouns == nil {
		return
	}
	noun, passive := s.whatTakenBack(i, nouns)
	if noun < 0 {
		return
	}
	agent, owner := s.child(i, "nsubj"), s.child(noun, "nmod:poss")
	if passive {
		agent = max(s.child(i, "obl:agent"), owner)
	}
	if agent < 0 || en.Altering()[word] && !s.owns(agent, owner) {
		return
	}
	m, _ := s.mention(agent)
	words := clean(s.under(agent).In(s.doc.Text))
	r := takeBack{who: m.Entity, called: tellingNames(s.described[m.Entity], words), plain: plainName(words), verb: verb.Span, of: []stemma.Span{s.under(noun)}}
	r.done = s.done(i, en.Upholding()[word], &r)
	if noun < i && verb.Begin > r.of[0].Begin {
		r.of[0].End = min(r.of[0].End, verb.Begin)
		if passive && s.child(i, "nsubj:pass") < 0 {
			r.of[0].End = verb.Begin
		}
	}
	if that := noun + 1; that < len(s.doc.Tokens) && s.doc.Tokens[that].UPOS == "SCONJ" && s.doc.Tokens[that].Head > that && noun > i {
		r.of[0] = r.of[0].Cover(s.under(s.doc.Tokens[that].Head)) // wherever the tree hangs the clause
	}
	for _, k := range s.children[i] { // "from 14 to nine"
		if strings.HasPrefix(s.doc.Tokens[k].Deprel, "obl") && s.preposition(int(k)) == "from" {
			r.of = append(r.of, s.under(int(k)))
		}
	}
	for _, of := range r.of {
		k, _ := slices.BinarySearchFunc(s.doc.Tokens, of.Begin, func(t nlp.Token, at int) int { return cmp.Compare(t.Begin, at) })
		for ; k < len(s.doc.Tokens) && s.doc.Tokens[k].End <= of.End; k++ {
			if t := &s.doc.Tokens[k]; content(t) {
				r.words = append(r.words, hash(lemma(t)))
			}
		}
	}
	slices.Sort(r.words)
	r.words = slices.Compact(r.words)
	s.text.takeBacks = append(s.text.takeBacks, &r)
}

// tells reports whether words are part of what is taken back.
func (r *takeBack) tells(words stemma.Span) bool {
	return slices.ContainsFunc(r.of, func(of stemma.Span) bool { return of.Contains(words) })
}

// bounds is the least span that holds all that is taken back.
func (r *takeBack) bounds() stemma.Span {
	at := r.of[0]
	for _, of := range r.of[1:] {
		at = at.Cover(of)
	}
	return at
}

// orderTakeBacks puts the take-backs of a text in order and notes what they tell. One of which the
// text says too that he stands by it is not settled.
func (t *text) orderTakeBacks() {
	slices.SortStableFunc(t.takeBacks, func(a, b *takeBack) int { return cmp.Compare(a.bounds().Begin, b.bounds().Begin) })
	var kept []*takeBack
	for _, r := range t.takeBacks {
		for _, x := range t.tellings {
			if x.class != "" && r.tells(x.head) {
				r.classes = append(r.classes, x.class)
			}
		}
		for _, f := range t.figures {
			if r.tells(f.span) {
				r.figures = append(r.figures, f)
			}
		}
		if r.done == upheld {
			kept = append(kept, r)
		}
	}
	for _, r := range t.takeBacks {
		if r.done == takenBack && slices.ContainsFunc(kept, func(u *takeBack) bool {
			return (u.who != "" && u.who == r.who || u.plain == r.plain) && 2*shared(u.words, r.words) >= min(len(u.words), len(r.words))
		}) {
			r.done = unsettled
		}
		for _, f := range r.figures {
			if r.done == takenBack {
				f.takenBack = r
			}
		}
	}
}

// whatTakenBack is the noun for what is taken back by verb i, -1 for none, and whether the verb is in the passive.
func (s *scan) whatTakenBack(i int, nouns map[string]bool) (noun int, passive bool) {
	for _, k := range s.children[i] {
		switch rel := s.doc.Tokens[k].Deprel; {
		case !nouns[lemma(&s.doc.Tokens[k])]:
		case rel == "obj", rel == "obl" && en.Upholding()[lemma(&s.doc.Tokens[i])]:
			return int(k), false
		case rel == "nsubj:pass":
			return int(k), true
		}
	}
	if s.child(i, "aux:pass") < 0 || s.child(i, "nsubj:pass") >= 0 {
		return -1, false
	}
	for h, up := s.doc.Tokens[i].Head, 0; h >= 0 && up < 3; h, up = s.doc.Tokens[h].Head, up+1 {
		if h < i && nouns[lemma(&s.doc.Tokens[h])] { // wherever the tree hangs "was withdrawn"
			return h, true
		}
	}
	return -1, false
}

// owns reports whether what token owner stands for, -1 for nothing, is whoever token agent is.
func (s *scan) owns(agent, owner int) bool {
	if owner < 0 || agent == owner || s.doc.Tokens[owner].UPOS == "PRON" {
		return owner >= 0
	}
	a, _ := s.mention(agent)
	o, _ := s.mention(owner)
	return a.Entity != "" && a.Entity == o.Entity
}

// done is what the clause of verb i says of a take-back. Nothing of one that is only to be, or
// is told by hearsay, or called untrue.
func (s *scan) done(i int, upholds bool, r *takeBack) deed {
	future, _ := s.tense(i)
	open := future || s.demands(i) || !s.vouched(r) || slices.ContainsFunc(s.markers[i], func(m nlp.Marker) bool {
		return m.Kind != nlp.Negation && m.Kind != nlp.Correction
	})
	switch negated := s.negates(i); {
	case open:
		return unsettled
	case negated == upholds:
		return takenBack
	case upholds:
		return upheld
	}
	return unsettled
}

// negates reports whether verb i is negated, be it by its adverb: "no longer".
func (s *scan) negates(i int) bool {
	by := func(k int) bool {
		return slices.ContainsFunc(s.markers[k], func(m nlp.Marker) bool { return m.Kind == nlp.Negation })
	}
	return by(i) || slices.ContainsFunc(s.children[i], func(k int32) bool { return s.doc.Tokens[k].Deprel == "advmod" && by(int(k)) })
}

// vouched reports whether all who tell of a take-back are sure of it, and none is another than
// the author and whoever it is that takes back: what a rival says of him is no word of his.
func (s *scan) vouched(r *takeBack) bool {
	from, _ := slices.BinarySearch(s.furthest, r.verb.Begin+1)
	for _, m := range s.statements[min(from, len(s.statements)):] {
		if m.bounds().Begin >= r.verb.End {
			break
		}
		if !m.holds(r.verb) {
			continue
		}
		v := m.voice()
		rival := slices.ContainsFunc(m.chain[1:], func(l stemma.Attribution) bool { return !r.madeBy(&l, s.doc.Text) })
		if rival || v.Certainty != nlp.Certain || v.Polarity != nlp.Positive {
			return false
		}
	}
	return true
}

// madeBy reports whether a source is whoever takes back.
func (r *takeBack) madeBy(l *stemma.Attribution, text string) bool {
	words := clean(l.Source.In(text))
	return r.who != "" && l.SourceEntity == r.who || plainName(words) == r.plain || slices.ContainsFunc(tellingNames(words), func(w string) bool { return slices.Contains(r.called, w) })
}

// under is the stretch from token i to the last that hangs below it.
func (s *scan) under(i int) stemma.Span {
	at := s.doc.Tokens[i].Span
	for list := []int{i}; len(list) > 0; {
		k := list[0]
		list = list[1:]
		at = at.Cover(s.doc.Tokens[k].Span)
		for _, c := range s.children[k] {
			list = append(list, int(c))
		}
	}
	return at
}

// told is what an answer rests on, by which it is known in whatever claim it stands.
func (a *answer) told() any {
	switch {
	case a.figure != nil:
		return a.figure
	case a.telling != nil:
		return a.telling
	}
	return a.by
}

// speaks reports whether an answer is the word of somebody, by his entity, or by a description
// that has a name in it, for texts are not joined by those: "the rescue agency of Varo".
func (m *member) speaks(who stemma.ID, called []string) bool {
	return len(m.chain) > 1 && (who != "" && m.voice().SourceEntity == who || slices.ContainsFunc(called, func(w string) bool { return slices.Contains(m.called, w) }))
}

// plainName is a name in small letters, without its article.
func plainName(words string) string {
	return strings.TrimPrefix(strings.ToLower(clean(words)), "the ")
}

// oneSpeaker reports whether two statements are of one source.
func (m *member) oneSpeaker(o *member) bool {
	return len(o.chain) > 1 && m.speaks(o.voice().SourceEntity, o.called)
}

// tellingNames are those of some words that are definite and hold a name, in small letters.
func tellingNames(words ...string) (out []string) {
	for _, w := range words {
		if rest, ok := strings.CutPrefix(strings.ToLower(w), "the "); ok && named.MatchString(w[4:]) {
			out = append(out, rest)
		}
	}
	return out
}

// descriptions are the longest words of a text for each of whom it speaks.
func descriptions(d Document) map[stemma.ID]string {
	called := map[stemma.ID]string{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if words := clean(m.Span.In(d.Document.Text)); m.Entity != "" && len(words) > len(called[m.Entity]) {
			called[m.Entity] = words
		}
	}
	return called
}

// named matches words with a capital among them.
var named = regexp.MustCompile(`\b\p{Lu}\p{Ll}`)

// before reports whether an answer was given before another: on an earlier day, or by its own
// words earlier, "had first said".
func (a *answer) before(b *answer) bool {
	if a.by.former != b.by.former {
		return a.by.former
	}
	return a.by.text.day != "" && a.by.text.day < b.by.text.day
}

// changes reports whether two answers are of one source that said the one first and the other later.
func (a *answer) changes(b *answer) bool {
	return a.by.oneSpeaker(b.by) && (a.before(b) || b.before(a))
}

// setsRight reports whether who gives answer b says by it that a number of his own is wrong:
// "now says that nine were killed, not 14".
func (a *answer) setsRight(b *answer) bool {
	return b.figure != nil && b.figure.not && b.by.now && a.figure != nil && !a.figure.not && a.by != b.by && a.holds() && b.holds() &&
		a.by.oneSpeaker(b.by) && a.before(b) && a.figure.meet(b.figure.number) == equal
}

// takeBack puts what a source took back on no side, in all drafts in which it stands. Who tells
// that it did is on none either.
func (c *Collection) takeBack(drafts []*draft) {
	w := &takings{taken: map[any]*taking{}, whole: map[*member]*taking{}, tells: map[any]bool{}, told: map[*text]placed{}, outlets: map[string]string{}}
	for _, t := range c.texts {
		w.publishers = append(w.publishers, t.publisher)
	}
	slices.Sort(w.publishers)
	w.publishers = slices.Compact(w.publishers)
	for _, d := range drafts {
		w.collect(d)
	}
	if len(w.taken)+len(w.tells) == 0 {
		return
	}
	w.copied = c.copies(w.taken)
	for _, d := range drafts {
		w.settle(d)
	}
}

// takings are what sources of some drafts took back.
type takings struct {
	taken      map[any]*taking       // what answers rest on
	whole      map[*member]*taking   // statements taken back with what else they say of the same
	tells      map[any]bool          // what does no more than tell of it
	copied     map[*member][]*member // statements that were copied from such of which some was taken back, with those
	told       map[*text]placed      // made when first asked for
	publishers []string              // of all texts, in order
	outlets    map[string]string     // those whom words name; made when first asked for
}

// A taking is the taking back of one answer.
type taking struct {
	of, by *member
	r      *takeBack // nil where he sets a number right
}

// placed are the places of the take-backs of a text.
type placed struct {
	spans    []stemma.Span
	furthest []int
}

// takeBack is that by which an answer tells of what somebody takes back, nil for none.
func (w *takings) takeBack(a *answer) *takeBack {
	t := a.by.text
	if len(t.takeBacks) == 0 {
		return nil
	}
	p, ok := w.told[t]
	if !ok {
		for _, r := range t.takeBacks {
			p.spans = append(p.spans, r.bounds())
		}
		p.furthest = furthest(p.spans)
		w.told[t] = p
	}
	at := a.by.bounds()
	switch {
	case a.figure != nil:
		at = a.figure.span
	case a.telling != nil:
		at = a.telling.head
	}
	whole := a.figure == nil && a.telling == nil
	for from, to := among(p.spans, p.furthest, at); from < to; from++ {
		if r := t.takeBacks[from]; r.tells(at) || whole && a.by.holds(r.verb) && a.by.holds(r.of[0]) {
			return r
		}
	}
	return nil
}

// tellsOf reports whether an answer does no more than tell of what somebody takes back: who denies
// or alleges that it was says nothing of what it is.
func (a *answer) tellsOf(r *takeBack) bool {
	return r != nil && (r.done == takenBack || r.done == unsettled && a.by.holds(r.verb) && (a.stance == stemma.Denies || a.stance == stemma.Alleges))
}

// collect finds what is taken back in a draft.
func (w *takings) collect(d *draft) {
	for _, b := range d.answers {
		r := w.takeBack(b)
		if b.tellsOf(r) {
			w.tells[b.told()] = true
		}
		switch {
		case r != nil && r.done == takenBack:
			for _, a := range d.answers {
				if w.takes(r, b, a) && (d.question != stemma.AskNumber || a.value == b.value) {
					w.take(a, &taking{a.by, b.by, r})
				}
			}
		case r == nil && b.figure != nil && b.figure.not && b.by.now:
			for _, a := range d.answers {
				if a.setsRight(b) {
					w.take(a, &taking{a.by, b.by, nil})
				}
			}
		}
	}
}

// takes reports whether answer a is taken back by that of which b tells.
func (w *takings) takes(r *takeBack, b, a *answer) bool {
	day, until := a.by.text.day, b.by.text.day
	return a.by != b.by && a.holds() && (a.by.speaks(r.who, r.called) || len(a.by.chain) == 1 && a.by.text.publisher != "" && a.by.text.publisher == w.outlet(r.plain)) &&
		(day == "" || until == "" || day <= until) && !a.tellsOf(w.takeBack(a)) && (a.told() != a.by || r.covers(a))
}

// take notes that an answer is taken back; the first that does so is named.
func (w *takings) take(a *answer, x *taking) {
	first := func(old *taking) bool {
		return old == nil || cmp.Or(cmp.Compare(x.by.text.day, old.by.text.day), cmp.Compare(x.by.id, old.by.id)) < 0
	}
	if first(w.taken[a.told()]) {
		w.taken[a.told()] = x
	}
	if a.told() == a.by && first(w.whole[a.by]) {
		w.whole[a.by] = x
	}
}

// outlet is the publisher whom some words name, "" for none: by all of his name, or by the end
// of it, "the Herald", where that of no other ends so.
func (w *takings) outlet(plain string) string {
	name, ok := w.outlets[plain]
	if ok || plain == "" {
		return name
	}
	var ends []string
	for _, p := range w.publishers {
		if p == plain {
			ends = []string{p}
			break
		}
		if strings.HasSuffix(p, " "+plain) {
			ends = append(ends, p)
		}
	}
	if len(ends) == 1 {
		name = ends[0]
	}
	w.outlets[plain] = name
	return name
}

// covers reports whether the words of a take-back tell what an answer rests on: who takes back
// one half of a statement does not take back the other.
func (r *takeBack) covers(a *answer) bool {
	switch {
	case a.figure != nil:
		return r.gives(a.figure)
	case a.telling != nil:
		return r.repeats(a.telling)
	}
	t := a.by.text
	return !slices.ContainsFunc(t.tellings, func(x *telling) bool { return x.by == a.by && !r.repeats(x) }) &&
		!slices.ContainsFunc(t.figures, func(x *figure) bool { return x.by == a.by && !r.gives(x) })
}

// gives reports whether a take-back gives the number of a figure.
func (r *takeBack) gives(f *figure) bool {
	return slices.ContainsFunc(r.figures, func(x *figure) bool { return x.meet(f.number) == equal })
}

// repeats reports whether a take-back tells the same as a telling.
func (r *takeBack) repeats(t *telling) bool {
	words := t.words()
	_, said := slices.BinarySearch(r.words, hash(t.lemma))
	return (said || t.class != "" && slices.Contains(r.classes, t.class)) && 2*shared(words, r.words) >= len(words)
}

// copies are the statements that were copied, at first hand or not, from such of which something
// was taken back, each with those.
func (c *Collection) copies(taken map[any]*taking) map[*member][]*member {
	from, texts := map[stemma.ID][]*stemma.Derivation{}, map[stemma.ID]*text{}
	for _, x := range c.derivations {
		if x.Directed && !x.Kind.Weak() {
			from[x.From] = append(from[x.From], x)
		}
	}
	for _, t := range c.texts {
		texts[t.id] = t
	}
	out := map[*member][]*member{}
	type pair struct{ root, at *member }
	var queue []pair
	for _, x := range taken {
		queue = append(queue, pair{x.of, x.of})
	}
	for ; len(queue) > 0; queue = queue[1:] {
		root, at := queue[0].root, queue[0].at
		for _, x := range from[at.text.id] {
			if to := texts[x.To]; to != nil {
				facing(x, &text{statements: []*member{at}}, to, func(_, b *member) {
					if b != root && !slices.Contains(out[b], root) {
						out[b] = append(out[b], root)
						queue = append(queue, pair{root, b})
					}
				})
			}
		}
	}
	return out
}

// settle puts what is taken back in a draft on no side.
func (w *takings) settle(d *draft) {
	by := make([]*member, len(d.answers))
	for i, a := range d.answers {
		if x := w.taken[a.told()]; x != nil && a.holds() {
			by[i] = x.by
		} else if x := w.whole[a.by]; x != nil && a.holds() && x.r.covers(a) {
			by[i] = x.by
		}
	}
	for i, a := range d.answers {
		for k := 0; k < len(by) && by[i] == nil && a.holds() && len(w.copied[a.by]) > 0; k++ {
			if o := d.answers[k]; o.value == a.value && o.stance == a.stance && slices.Contains(w.copied[a.by], o.by) {
				by[i] = by[k]
			}
		}
	}
	for i, a := range slices.Clone(d.answers) {
		switch {
		case w.tells[a.told()]:
			a.stance = stemma.Questions
		case by[i] != nil:
			if a.stance == stemma.Denies {
				a.value = strings.TrimSpace("no " + a.value)
			}
			a.stance, a.takenBack = stemma.TakenBack, by[i]
			if !slices.ContainsFunc(d.answers, func(b *answer) bool { return b.by == by[i] }) {
				d.answers = append(d.answers, &answer{by: by[i], stance: stemma.Questions, shown: by[i].content, guest: true, why: "by it another is taken back"})
			}
		}
	}
}

// tookBack is an answer that its source took back, with that by which it did; nil for none.
func (d *draft) tookBack() (a, by *answer) {
	for _, a := range d.answers {
		if a.takenBack == nil {
			continue
		}
		for _, b := range d.answers {
			if b.by == a.takenBack {
				return a, b
			}
		}
	}
	return nil, nil
}

// account says that two answers are of one source at two times.
func (a *answer) account(b *answer) string {
	if b.before(a) {
		a, b = b, a
	}
	if a.figure == nil && a.stance.Affirmative() {
		return "One source changed its account: it said so first and denied it later."
	} else if a.figure == nil {
		return "One source changed its account: it denied it first and said so later."
	}
	return fmt.Sprintf("One source changed its account: it said %s first and %s later.", stemma.AskNumber.Reads(a.value), stemma.AskNumber.Reads(b.value))
}
