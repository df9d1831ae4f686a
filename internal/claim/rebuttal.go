package claim

import (
	"cmp"
	"maps"
	"slices"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/cores"
	"github.com/stemma/stemma/nlp/en"
)

// Who denies a thing answers somebody, and seldom in his words: "denied that shells were kept at
// the mill" answers "soldiers brought shells to the mill". Of all who say something else in his
// story he answers whoever says most of the same.

// deniedFrom is how much of what somebody denies, by the weight of the words, another has to say,
// and likeDenied how alike the two are then at least. Who says "not" without a word for denying may
// answer nobody, and less so who says that there was none: then the two are as alike as negatedFrom, or
// they have one verb, and the other says repeatedFrom of it.
const deniedFrom, likeDenied, negatedFrom, repeatedFrom = 0.48, 0.3, 0.5, 0.9

// rebuttals lays what somebody denies, and nobody affirms in about his words, beside what he
// answers; where that is said by several in about the same words, in the claim of those. What is
// denied by several in about the same words is then no claim by itself.
func (c *Collection) rebuttals(drafts, remarks []*draft, d decisions) []*draft {
	met, remark := map[*member]bool{}, map[*member]*draft{}
	unlike := map[*member][]*draft{} // where another affirms what it denies, and nothing shows that they mean one thing
	for _, x := range drafts {
		denies := func(a *answer) bool { return a.holds() && !a.stance.Affirmative() }
		if !slices.ContainsFunc(x.answers, denies) || !slices.ContainsFunc(x.answers, func(a *answer) bool { return a.holds() && a.stance.Affirmative() }) {
			continue
		}
		conflict := slices.ContainsFunc(x.found, func(f finding) bool { return f.kind.Conflict() }) || c.shows(x)
		for _, a := range x.answers {
			switch {
			case !denies(a):
			case conflict:
				met[a.by] = true
			default:
				unlike[a.by] = append(unlike[a.by], x)
			}
		}
	}
	for _, r := range remarks {
		for _, a := range r.answers {
			remark[a.by] = r
		}
	}
	of := map[*member]*draft{} // by who is answered
	denies := map[*member]bool{}
	var asked []*member
	for _, t := range c.texts {
		for _, m := range t.statements {
			if !met[m] && m.rebuts() {
				asked = append(asked, m)
			}
		}
	}
	f := c.newForum()
	answered := make([]*member, len(asked))
	cores.Each(c.ctx, len(asked), func(i int) { answered[i] = f.answeredBy(asked[i], d) })
	var out []*draft
	for i, m := range asked {
		o := answered[i]
		if o == nil {
			continue
		}
		x := &answer{by: o, stance: stemma.Affirms, shown: o.content, why: "another denies it in other words"}
		if o.voiced || o.alleged {
			x.stance = stemma.Alleges
		}
		const why = "One says so, the other denies it in other words."
		if i := slices.IndexFunc(unlike[m], func(x *draft) bool { return x.affirmed(o) != nil }); i >= 0 {
			x := unlike[m][i]
			y := x.answers[slices.IndexFunc(x.answers, func(a *answer) bool { return a.by == m })]
			if says := x.affirmed(o); says.opposes(y) {
				y.rebuts = true
				x.found = append(x.found, finding{kind: stemma.PolarityDiffers, between: [2]*answer{says, y}, why: why})
			}
			continue
		}
		in := cmp.Or(remark[o], of[o])
		if in != nil {
			if x = in.affirmed(o); x == nil {
				continue
			}
		}
		y := &answer{by: m, stance: stemma.Denies, shown: m.content, rebuts: true, why: "it denies what another says in other words"}
		if !x.opposes(y) {
			continue
		}
		if in == nil {
			in = &draft{question: stemma.AskWhether, answers: []*answer{x}}
			of[o] = in
			out = append(out, in)
		}
		in.answers = append(in.answers, y)
		in.found = append(in.found, finding{kind: stemma.PolarityDiffers, between: [2]*answer{x, y}, why: why})
		denies[m] = true
	}
	drafts = slices.DeleteFunc(drafts, func(x *draft) bool {
		return x.remark && !slices.ContainsFunc(x.answers, func(a *answer) bool { return !denies[a.by] || a.stance == stemma.Affirms })
	})
	return append(drafts, out...)
}

// shows reports whether the answers of a draft differ, and enough shows that they speak of one thing.
func (c *Collection) shows(d *draft) bool {
	f := c.compare(d)
	f.sureness, f.grounds = c.sureness(d, f, false)
	return f.kind != stemma.NoDisagreement && f.credible()
}

// knowing are the words for having a thing in mind.
var knowing = hashes(maps.Keys(en.Knowing()))

// affirmed is the answer by which a statement affirms the claim, nil for none.
func (d *draft) affirmed(m *member) *answer {
	for _, a := range d.answers {
		if a.by == m && a.stance.Affirmative() {
			return a
		}
	}
	return nil
}

// rebuts reports whether a statement denies something that it says itself.
func (m *member) rebuts() bool {
	switch {
	case m.reply != noReply || len(m.words) < 2 || m.verb == 0 || m.refuses() == m.denied,
		m.averse, m.queries, m.evades(), m.demands, m.leavesOpen(), m.hopes():
		return false
	case m.denied: // who did not see or know a thing denies nothing
		return len(m.content) == 1 && !hedged(m) && !perceived[m.verb] && !knowing[m.verb]
	}
	return en.Denying().MatchString(m.cue)
}

// A forum is what is said in a collection, as it is looked through for what a denial answers.
type forum struct {
	*Collection
	// said are the statements of each story that assert something, by their words.
	said map[int]map[uint32][]*member
	told map[*member][]*telling
}

func (c *Collection) newForum() *forum {
	f := &forum{Collection: c, said: map[int]map[uint32][]*member{}, told: map[*member][]*telling{}}
	for _, t := range c.texts {
		for _, x := range t.tellings {
			if x.by != nil {
				f.told[x.by] = append(f.told[x.by], x)
			}
		}
		said := f.said[t.story]
		if said == nil {
			said = map[uint32][]*member{}
			f.said[t.story] = said
		}
		for _, m := range t.statements {
			if m.asserted() && !m.passesOnDenial() {
				for _, w := range m.words {
					said[w] = append(said[w], m)
				}
			}
		}
	}
	return f
}

// answeredBy is the statement that m answers by its denial, by whoever else says most of what it
// denies; nil for none. Of equals it is the earliest.
func (f *forum) answeredBy(m *member, d decisions) (best *member) {
	none := m.denied && en.SayingNone().MatchString(m.quote)
	bare := none && en.SayingThereIsNone().MatchString(m.quote) // "there was no generator" denies all that is said of one
	least, most := likeDenied, 0.0
	if m.denied && !none {
		least = negatedFrom
	}
	whole := f.weight(m.words)
	seen := map[*member]bool{}
	for _, w := range f.telling(m.words, whole) {
		for _, o := range f.said[m.text.story][w] {
			if seen[o] {
				continue
			}
			seen[o] = true
			both := shared(m.words, o.words)
			switch {
			case both == 0 || both == 1 && !bare, o == m, o.text == m.text && o.voiceKey() == m.voiceKey(), m.future != o.future, !none && m.aside(o),
				f.inBoth(m.words, o.words) < deniedFrom*whole, d.parted(m, o):
				continue
			}
			alike := f.overlap(m.words, o.words)
			if (alike >= least || m.denied && f.repeats(m, o)) && f.meets(m, o) && (best == nil || cmp.Or(cmp.Compare(most, alike), f.earlier(o, best)) < 0) {
				best, most = o, alike
			}
		}
	}
	return best
}

// telling are the words of most weight of a statement without which less than deniedFrom of it is left.
func (f *forum) telling(words []uint32, whole float64) []uint32 {
	words = slices.Clone(words)
	slices.SortFunc(words, func(a, b uint32) int { return cmp.Or(cmp.Compare(f.rarity.of(b), f.rarity.of(a)), cmp.Compare(a, b)) })
	left := whole
	for i, w := range words {
		if left < deniedFrom*whole {
			return words[:i]
		}
		left -= f.rarity.of(w)
	}
	return words
}

// earlier orders statements by the day of their texts, those without a day last, then by place.
func (f *forum) earlier(a, b *member) int {
	day := func(m *member) string { return cmp.Or(m.text.day, "~") }
	return cmp.Or(cmp.Compare(day(a), day(b)), cmp.Compare(a.text.path, b.text.path), cmp.Compare(a.text.id, b.text.id), cmp.Compare(a.n, b.n))
}

// meets reports whether o may be what m denies: it tells of one deed, and not of that of others, or
// of all who do or suffer what m denies, a pronoun standing for the source of m. Who denies to
// have shelled a hospital does not answer that aid reached it.
func (f *forum) meets(m, o *member) bool {
	one := false
	for _, t := range f.told[m] {
		for _, u := range f.told[o] {
			if t.class != u.class {
				continue
			}
			if t.eludes(u) {
				return false
			}
			for _, role := range [...]string{"agent", "patient"} {
				if a, b := t.named(role), u.named(role); len(a) > 0 && len(b) > 0 && shared(a, b) == 0 {
					return false
				}
			}
			one = true
		}
	}
	if one {
		return true
	}
	if len(m.core) == 0 && !m.pronoun {
		return f.overlap(m.words, o.words) >= negatedFrom
	}
	if m.pronoun {
		source := m.voice().SourceEntity
		if _, spoken := slices.BinarySearch(o.whom, source); source == "" || !spoken {
			return false
		}
	}
	return !slices.ContainsFunc(m.core, func(who []uint32) bool {
		return !slices.ContainsFunc(who, func(w uint32) bool {
			_, said := slices.BinarySearch(o.said, w)
			return said
		})
	})
}

// repeats reports whether next to all that m denies stands in o, with the same verb.
func (c *Collection) repeats(m, o *member) bool {
	_, same := slices.BinarySearch(o.said, m.verb)
	return same && c.inBoth(m.words, o.words) >= repeatedFrom*c.weight(m.words)
}

// asserted reports whether a statement says that something is so, and answers nobody.
func (m *member) asserted() bool {
	return len(m.words) > 1 && m.verb != 0 && !m.odd && !m.denied && !m.refuses() && m.reply == noReply && !m.queries && !m.supposes && !m.demands && !m.leavesOpen() && !m.hopes()
}

// passesOnDenial reports whether a statement tells that somebody denies a thing: one that stands in it does.
func (m *member) passesOnDenial() bool {
	all := m.bounds()
	within := func(o *member) bool { return o != m && o.refuses() && all.Contains(o.bounds()) }
	list := m.text.statements
	at, _ := slices.BinarySearchFunc(list, all.Begin, func(o *member, begin int) int { return cmp.Compare(o.bounds().Begin, begin) })
	for ; at < len(list) && list[at].bounds().Begin < all.End; at++ {
		if within(list[at]) {
			return true
		}
	}
	return false
}
