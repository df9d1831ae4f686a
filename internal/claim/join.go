package claim

import (
	"slices"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// join makes one of the claims of two statements that, by a person's word, answer
// one question. Of each kind of question that both answer, what they answer it
// with comes together, numbers only where they are of one kind. Where they answer
// none in common they become a claim of their own. What a person put apart stays
// apart: then only the statement itself is moved, and not if it was parted from
// one that is there.
func (c *Collection) join(drafts []*draft, d decisions) []*draft {
	if len(d.same) == 0 {
		return drafts
	}
	members := map[stemma.ID]*member{}
	for _, t := range c.texts {
		for _, m := range t.statements {
			members[m.id] = m
		}
	}
	for _, pair := range d.same {
		a, b := members[pair[0]], members[pair[1]]
		if a == nil || b == nil || slices.ContainsFunc(drafts, func(x *draft) bool { return x.has(a) && x.has(b) }) {
			continue
		}
		met := false
		for _, q := range []stemma.Question{stemma.AskNumber, stemma.AskStatus, stemma.AskWhether, stemma.AskDate, stemma.AskWording} {
			met = joinOn(drafts, q, a, b, d) || met
		}
		if !met {
			drafts = append(drafts, &draft{question: stemma.AskWhether, judged: true, answers: []*answer{a.plainly(), b.plainly()}})
		}
	}
	return slices.DeleteFunc(drafts, func(x *draft) bool { return len(x.answers) == 0 })
}

// joinOn brings together what two statements answer to a kind of question, and
// reports whether it did: of several drafts the largest of each.
func joinOn(drafts []*draft, q stemma.Question, a, b *member, d decisions) bool {
	var x, y *draft
	for _, one := range drafts {
		if one.question != q || one.scope || !one.has(a) {
			continue
		}
		for _, other := range drafts {
			if other == one || other.question != q || other.scope || !other.has(b) || q == stemma.AskNumber && one.answers[0].figure.kind() != other.answers[0].figure.kind() {
				continue
			}
			if x == nil || len(one.answers)+len(other.answers) > len(x.answers)+len(y.answers) {
				x, y = one, other
			}
		}
	}
	if x == nil {
		return false
	}
	parted := func(v, w *answer) bool { return d.parted(v.by, w.by) }
	clash := slices.ContainsFunc(x.answers, func(v *answer) bool {
		return slices.ContainsFunc(y.answers, func(w *answer) bool { return parted(v, w) })
	})
	var moved []*answer
	y.answers = slices.DeleteFunc(y.answers, func(w *answer) bool {
		move := !clash || w.by == b && !slices.ContainsFunc(x.answers, func(v *answer) bool { return parted(v, w) })
		if move {
			moved = append(moved, w)
		}
		return move
	})
	for _, w := range moved {
		if w.by == b {
			w.why = "a person judged that it answers the same question"
		}
	}
	x.answers = append(x.answers, moved...)
	x.judged = x.judged || len(moved) > 0
	return len(moved) > 0
}

// has reports whether a statement is among those that answer.
func (d *draft) has(m *member) bool {
	return slices.ContainsFunc(d.answers, func(a *answer) bool { return a.by == m })
}

// plainly is a statement as an answer to whether what it says is so.
func (m *member) plainly() *answer {
	stance := map[nlp.Polarity]stemma.Stance{nlp.Positive: stemma.Affirms, nlp.Negative: stemma.Denies}[m.voice().Polarity]
	if len(m.chain) == 1 && stance == "" {
		stance = stemma.Affirms // the author says so
	}
	return &answer{by: m, stance: stance, shown: m.content, why: "a person judged that it answers the same question"}
}

// near calls pair for all pairs of a list that is not longer than crowd, and of a
// longer one for those that are no further apart than that, so that the work
// grows with the list and no member of it is left out.
func near(list []int, pair func(a, b int)) {
	for k, i := range list {
		for _, j := range list[max(0, k-crowd):k] {
			pair(j, i)
		}
	}
}
