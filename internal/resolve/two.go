package resolve

import (
	"maps"
	"slices"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/names"
	"github.com/stemma/stemma/nlp"
)

// This file holds how one name in a text may be two people's.

// mostParted is how many names of one text are looked at for each of that, the first ones:
// every pair that is parted is asked about at each join.
const mostParted = 40

// generations parts a father and a son of one name: "Ilan Orel Sr.", "Ilan Orel Jr.".
func (l *local) generations() {
	var told []int
	for i, a := range l.names {
		if a.name.Generation() == 0 || len(told) == mostParted {
			continue
		}
		for _, j := range told {
			if a.name.OtherGeneration(l.names[j].name) && sharesWord(a, l.names[j]) {
				l.parted = append(l.parted, [2]int{j, i})
			}
		}
		told = append(told, i)
	}
}

// fullness is how much a person's name says of who it is: how many words, and of two with
// as many whether the suffix says the generation.
func fullness(n *names.Name) int { return 2*cores(n) + min(n.Generation(), 1) }

// lineage parts a father and a son of whom two texts tell, so that a third text which has
// the name alone does not make them one.
func lineage(g *graph, order []*group) {
	byWords := map[string][]*group{}
	for _, x := range order {
		if class(x.kind) != 'p' || x.name.Generation() == 0 {
			continue
		}
		key := ""
		for _, p := range x.name.Parts {
			if says(p) {
				key += p.Latin + " "
			}
		}
		for _, y := range byWords[key] {
			if x.name.OtherGeneration(y.name) {
				g.part(y.members[0], x.members[0])
			}
		}
		byWords[key] = append(byWords[key], x)
	}
}

// sharesWord reports whether two names have a word in common that says who it is.
func sharesWord(a, b *used) bool {
	for _, p := range a.name.Parts {
		for _, q := range b.name.Parts {
			if says(p) && says(q) && p.Latin != "" && p.Latin == q.Latin {
				return true
			}
		}
	}
	return false
}

// either reports whether one of two names may be anybody's of two who were parted, by the
// other name: "Ilan Orel", where the text has both the father and the son.
func (l *local) either(a, b int) bool {
	for _, x := range [2][2]int{{a, b}, {b, a}} {
		for _, p := range l.parted {
			other := -1
			switch x[1] {
			case p[0]:
				other = p[1]
			case p[1]:
				other = p[0]
			}
			if other < 0 || other == x[0] {
				continue
			}
			if ok, _ := l.c.same(l.names[x[0]], l.names[other]); ok {
				return true
			}
		}
	}
	return false
}

// twofold finds the names that a text gives to two people of whom it tells by their own
// names, "Ilan Orel, known as Abu Velm" and "Tam Vell, known as Abu Velm". Where the text
// says whose it is, it is that one's; where it stands alone it may be either's, and nobody is
// joined by it.
func (l *local) twofold() {
	type borne struct{ alias, by, mention int }
	var list []borne
	may := map[int][]int{} // by alias, whose it may be
	l.eachEquation(func(i, j int, _ stemma.Evidence) {
		x, y := l.names[l.of[i]], l.names[l.of[j]]
		if len(list) < mostParted && x.kind == nlp.Person && (onlyKunya(y) || y.bare) && cores(x.name) > 1 && !onlyKunya(x) {
			list = append(list, borne{l.of[j], l.of[i], j})
		}
	})
	for k, x := range list {
		for _, y := range list[:k] {
			if x.alias != y.alias || x.by == y.by || sharesWord(l.names[x.by], l.names[y.by]) {
				continue
			}
			if ok, _ := l.c.same(l.names[x.by], l.names[y.by]); ok {
				continue
			}
			l.parted = append(l.parted, [2]int{y.by, x.by})
			for _, z := range [2]int{y.by, x.by} {
				if !slices.Contains(may[x.alias], z) {
					may[x.alias] = append(may[x.alias], z)
				}
			}
		}
	}
	for _, x := range list {
		if may[x.alias] == nil {
			continue
		}
		one := *l.names[x.alias]
		one.borne, one.n, one.at = true, 1, l.Mentions[x.mention].Span
		l.names[x.alias].n--
		l.of[x.mention] = len(l.names)
		l.names = append(l.names, &one)
	}
	for _, alias := range slices.Sorted(maps.Keys(may)) {
		if at := slices.Index(l.of, alias); at >= 0 {
			l.names[alias].at = l.Mentions[at].Span
			for _, by := range may[alias] {
				l.near = append(l.near, joint{a: by, b: alias})
			}
			continue
		}
		// It stands nowhere alone: the last of those who have it takes its place.
		last := len(l.names) - 1
		l.of[slices.Index(l.of, last)] = alias
		l.names[alias], l.names = l.names[last], l.names[:last]
	}
}
