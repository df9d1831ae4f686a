package claim

import (
	"cmp"
	"slices"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp/en"
)

// Who denies a thing answers somebody, and seldom in his words: "denied that shells were kept at
// the mill" answers "soldiers brought shells to the mill". Of all who say something else in his
// story he answers whoever says most of the same.

// deniedFrom is how much of what somebody denies, by the weight of the words, another has to say,
// and likeDenied how alike the two are then at least. Who says "not" without a word for denying may
// answer nobody, and less so who says that there was none: then the two are as alike as negatedFrom.
const deniedFrom, likeDenied, negatedFrom, repeatedFrom = 0.48, 0.3, 0.5, 0.9

// rebuttals lays what somebody denies, and nobody affirms in about his words, beside what he
// answers; where that is said by several in about the same words, in the claim of those. What is
// denied by several in about the same words is then no claim by itself.
func (c *Collection) rebuttals(drafts, remarks []*draft, d decisions) []*draft {
	met, remark := map[*member]bool{}, map[*member]*draft{}
	unlike := map[*member][]*draft{} // where another affirms what it denies, and nothing shows that they mean one thing
	for _, x := range drafts {
		conflict := slices.ContainsFunc(x.found, func(f finding) bool { return f.kind.Conflict() })
		for _, a := range x.answers {
			if !a.holds() || a.stance.Affirmative() || !slices.ContainsFunc(x.answers, func(b *answer) bool { return b.holds() && b.stance.Affirmative() }) {
				continue
			}
			if conflict = conflict || c.shows(x); conflict {
				met[a.by] = true
			} else {
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
	var out []*draft
	for _, t := range c.texts {
		for _, m := range t.statements {
			if met[m] || !m.rebuts() {
				continue
			}
			o := c.answeredBy(m, d)
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

// knowing are the words for that.
var knowing = hashes(en.Knowing())

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

// answeredBy is the statement that m answers by its denial, by whoever else says most of what it
// denies; nil for none. Of equals it is the earliest.
func (c *Collection) answeredBy(m *member, d decisions) (best *member) {
	none := m.denied && en.SayingNone().MatchString(m.quote)
	bare := none && en.SayingThereIsNone().MatchString(m.quote) // "there was no generator" denies all that is said of one
	least, most := likeDenied, 0.0
	if m.denied && !none {
		least = negatedFrom
	}
	for _, t := range c.told[m.text.story] {
		for _, o := range t.statements {
			both := shared(m.words, o.words)
			switch {
			case both == 0 || both == 1 && !bare, o == m, o.text == m.text && o.voiceKey() == m.voiceKey(), m.future != o.future, !none && m.aside(o),
				!o.asserted(), c.inBoth(m.words, o.words) < deniedFrom*c.weight(m.words), o.passesOnDenial(), d.parted(m, o):
				continue
			}
			alike := c.overlap(m.words, o.words)
			if (alike >= least || m.denied && c.repeats(m, o)) && !m.ofOthers(o) && (best == nil || cmp.Or(cmp.Compare(alike, most), cmp.Compare(best.text.day, o.text.day)) > 0) {
				best, most = o, alike
			}
		}
	}
	return best
}

// repeats reports whether next to all that m denies stands in o, with the same verb.
func (c *Collection) repeats(m, o *member) bool {
	_, same := slices.BinarySearch(o.said, m.verb)
	return same && c.inBoth(m.words, o.words) >= repeatedFrom*c.weight(m.words)
}

// ofOthers reports whether two statements tell one deed of two who are named, or two deeds by one word.
func (m *member) ofOthers(o *member) bool {
	for _, t := range m.tellings() {
		for _, u := range o.tellings() {
			if t.class != u.class {
				continue
			}
			if t.eludes(u) {
				return true
			}
			for _, role := range [...]string{"agent", "patient"} {
				if a, b := t.named(role), u.named(role); len(a) > 0 && len(b) > 0 && shared(a, b) == 0 {
					return true
				}
			}
		}
	}
	return false
}

// tellings are what a statement tells.
func (m *member) tellings() (out []*telling) {
	for _, t := range m.text.tellings {
		if t.by == m {
			out = append(out, t)
		}
	}
	return out
}

// asserted reports whether a statement says that something is so, and answers nobody.
func (m *member) asserted() bool {
	return len(m.words) > 1 && m.verb != 0 && !m.odd && !m.denied && !m.refuses() && m.reply == noReply && !m.queries && !m.supposes && !m.demands && !m.leavesOpen() && !m.hopes()
}

// passesOnDenial reports whether a statement tells that somebody denies a thing.
func (m *member) passesOnDenial() bool {
	all := m.bounds()
	return slices.ContainsFunc(m.text.statements, func(o *member) bool { return o != m && o.refuses() && all.Contains(o.bounds()) })
}
