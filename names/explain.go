package names

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// An Explanation says what a score is made of.
type Explanation struct {
	Score float64
	Same  bool // Score is 0.5 or above
	// Met are the parts that met, in the order of the first name.
	Met []Met
	// Left are the parts that met nothing, of the first and of the second name.
	// Titles, legal forms and small words are not among them.
	Left [2][]Part
	// Reasons are what moved the score, the strongest first. Their weights, with
	// Base, add up to the log odds of the score: they are what the score is made
	// of and no tale told afterwards.
	Reasons []Reason
	Base    float64
}

// A Met is a part of the first name that met one or more of the second.
type Met struct {
	A, B  []Part
	How   string  // "the same", "one in another spelling", ...
	Alike float64 // 0 to 1
}

// A Reason is one thing that speaks for or against two names being one's.
type Reason struct {
	Text   string
	Weight float64 // log odds; above 0 it speaks for it
}

// Explain compares two names and says why the score is what it is. It takes
// many times as long as Compare.
func (c *Comparer) Explain(a, b *Name) Explanation {
	x, y, turned := a, b, false
	if a.order > b.order {
		x, y, turned = b, a, true
	}
	var m meeting
	e := Explanation{Score: nothing}
	if c.meet(x, y, &m) {
		var f [NumFeatures]float32
		c.features(x, y, &m, &f)
		e.Base, e.Reasons = c.w.reasons(&f)
		margin := c.trees.margin(&f)
		if least := floor(&f); margin < least {
			e.Reasons = append([]Reason{{"nothing differs", float64(least - margin)}}, e.Reasons...)
			margin = least
		}
		if top := ceiling(x, y, &f); margin > top {
			why := "another number in each: nothing outweighs that"
			if x.OtherGeneration(y) {
				why = "another generation in each: nothing outweighs that"
			}
			e.Reasons = append([]Reason{{why, float64(top - margin)}}, e.Reasons...)
			margin = top
		}
		e.Score = sigmoid(margin)
	} else {
		e.Base = math.Log(nothing / (1 - nothing))
		e.Reasons = []Reason{}
		m.met = 0
	}
	e.Same = e.Score >= 0.5
	e.Met, e.Left = met(x, y, &m)
	if turned {
		e.Left[0], e.Left[1] = e.Left[1], e.Left[0]
		for i := range e.Met {
			e.Met[i].A, e.Met[i].B = e.Met[i].B, e.Met[i].A
		}
		slices.SortStableFunc(e.Met, func(p, q Met) int {
			return cmp.Compare(slices.Index(a.Parts, p.A[0]), slices.Index(a.Parts, q.A[0]))
		})
	}
	return e
}

// met lists what met and what is left.
func met(a, b *Name, m *meeting) (out []Met, left [2][]Part) {
	usedB := [maxWords]bool{}
	byB := map[int8]int{}
	for i := range a.words {
		j := m.with[i]
		if j < 0 {
			left[0] = append(left[0], a.Parts[a.words[i].part])
			continue
		}
		if at, ok := byB[j]; ok {
			out[at].A = append(out[at].A, a.Parts[a.words[i].part])
			out[at].How = howText[joinedUp]
			continue
		}
		byB[j] = len(out)
		one := Met{A: []Part{a.Parts[a.words[i].part]}, How: howText[m.how[i]], Alike: float64(m.sim[i])}
		for k := range b.words {
			if k == int(j) || int(m.back[k]) == i {
				usedB[k] = true
				one.B = append(one.B, b.Parts[b.words[k].part])
			}
		}
		out = append(out, one)
	}
	for j := range b.words {
		if !usedB[j] && (m.back[j] < 0) {
			left[1] = append(left[1], b.Parts[b.words[j].part])
		}
	}
	return out, left
}

// reasons parts the log odds among the features: each question of a tree moves
// the mean of the leaves that can still be reached, and the move is laid to the
// feature that was asked about (Saabas 2014). The moves add up to what the tree
// says, without rest.
func (w *Weights) reasons(f *[NumFeatures]float32) (base float64, out []Reason) {
	base = float64(w.Base)
	var moves [NumFeatures]float64
	for i := range w.Trees {
		t := &w.Trees[i]
		leaf := 0
		before := t.mean(0, 0)
		base += before
		for d := range treeDepth {
			if f[t.Feature[d]] > t.Threshold[d] {
				leaf |= 1 << d
			}
			after := t.mean(leaf, d+1)
			moves[t.Feature[d]] += after - before
			before = after
		}
	}
	grouped := map[string]float64{}
	for i, v := range moves {
		grouped[reasonText(i, f)] += v
	}
	for text, v := range grouped {
		if math.Abs(v) > 1e-9 {
			out = append(out, Reason{text, v})
		}
	}
	slices.SortFunc(out, func(a, b Reason) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)), cmp.Compare(a.Text, b.Text))
	})
	return base, out
}

// mean is the mean of the leaves whose lowest known answers are those of leaf.
func (t *Tree) mean(leaf, known int) float64 {
	if known == treeDepth {
		return float64(t.Leaf[leaf])
	}
	sum, weight := 0.0, 0.0
	for l := leaf; l < 1<<treeDepth; l += 1 << known {
		cover := float64(t.Cover[l]) + 1e-6
		sum += cover * float64(t.Leaf[l])
		weight += cover
	}
	return sum / weight
}

// reasonText says what a feature is about. Features that are about one thing
// have one text, and their weights are added up.
func reasonText(feature int, f *[NumFeatures]float32) string {
	three := func(what string, v float32) string {
		switch v {
		case 2:
			return "the same " + what + " in both"
		case 1:
			return what + " in one only"
		case -1:
			return "another " + what + " in each"
		}
		return "what neither has (a number, a legal form, a place, a father's name)"
	}
	switch feature {
	case fMetLess, fMetMore:
		return fmt.Sprintf("%.0f%% of the one name met, and %.0f%% of the other, by how rare the words are", 100*f[fMetLess], 100*f[fMetMore])
	case fEvidence, fTopEvidence:
		return fmt.Sprintf("how rare the words are that met (%.1f nats, the rarest %.1f)", f[fEvidence], f[fTopEvidence])
	case fConflict, fLeftLess:
		if f[fConflict] == 0 {
			return "nothing is left on both sides"
		}
		return fmt.Sprintf("words are left on both sides (%.1f nats)", f[fConflict])
	case fExtra, fLeftMore:
		if f[fExtra] == 0 {
			return "nothing is left on one side"
		}
		return fmt.Sprintf("words are left on one side (%.1f nats)", f[fExtra])
	case fWorst, fMean, fEdits, fEditLength, fEditFirst:
		return fmt.Sprintf("how alike the words are that met (the least %.2f)", f[fWorst])
	case fMet, fWordsLess, fWordsMore, fLetters, fKind:
		return fmt.Sprintf("%.0f of %.0f and %.0f words met", f[fMet], f[fWordsLess], f[fWordsMore])
	case fCrossed:
		if f[fCrossed] == 0 {
			return "the words are in one order"
		}
		return "the words are in another order"
	case fInitials, fInitialLeft:
		switch {
		case f[fInitialLeft] > 0:
			return "an initial met nothing"
		case f[fInitials] > 0:
			return "an initial stands for a word"
		}
		return three("", 0)
	case fJoint:
		return "how alike they are when written together"
	case fNearest, fNearEdits:
		if f[fConflict] == 0 || f[fMet] == f[fWordsLess] {
			return "no two words are left that differ"
		}
		return fmt.Sprintf("how alike the words are that are left (%.2f)", f[fNearest])
	case fNumbers:
		return three("number", f[fNumbers])
	case fLegal:
		return three("legal form", f[fLegal])
	case fPlaces:
		return three("place", f[fPlaces])
	case fAcronym:
		return "whether one is the other's first letters"
	case fFather:
		return three("father's name", f[fFather])
	case fKunya:
		return three("kunya", f[fKunya])
	case fNisba:
		return three("nisba", f[fNisba])
	case fFirst:
		if f[fFirst] > 0 {
			return "the first words met"
		}
		return "the first words did not meet"
	case fLast:
		if f[fLast] > 0 {
			return "the last words met"
		}
		return "the last words did not meet"
	case fNick:
		return "short and foreign forms"
	case fScripts:
		if f[fScripts] > 0 {
			return "they are in two scripts"
		}
		return "they are in one script"
	case fSwapped:
		if f[fSwapped] > 0 {
			return "father and son have changed places"
		}
		return "father and son have not changed places"
	}
	return "other"
}

// String writes the explanation in lines of plain text.
func (e Explanation) String() string {
	var b strings.Builder
	join := func(parts []Part) string {
		var out []string
		for _, p := range parts {
			out = append(out, p.Text)
		}
		return strings.Join(out, " ")
	}
	for _, m := range e.Met {
		fmt.Fprintf(&b, "met    %s = %s: %s (%s)\n", join(m.A), join(m.B), m.How, m.A[0].Role)
	}
	for i, left := range e.Left {
		for _, p := range left {
			fmt.Fprintf(&b, "left   %s: a %s of the %s name that met nothing\n", p.Text, p.Role, [...]string{"first", "second"}[i])
		}
	}
	for _, r := range e.Reasons {
		sign := "for    "
		if r.Weight < 0 {
			sign = "against"
		}
		if math.Abs(r.Weight) >= 0.05 {
			fmt.Fprintf(&b, "%s %+.2f %s\n", sign, r.Weight, r.Text)
		}
	}
	return b.String()
}
