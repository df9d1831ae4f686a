package resolve

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/names"
	"github.com/stemma/stemma/nlp"
)

// This file holds how one name in a text may be two people's.

// mostParted is how many pairs of names one text parts, the first ones: each is asked about
// at every join.
const mostParted = 400

// part parts two names, which are not one's, unless the text has parted too many.
func (l *local) part(a, b int) {
	if len(l.parted) < mostParted {
		l.parted = append(l.parted, [2]int{a, b})
	}
}

// generations parts a father and a son of one name: "Ilan Orel Sr.", "Ilan Orel Jr.".
func (l *local) generations() {
	byWord := map[string][]int{} // names with a suffix that says the generation, by their words
	for i, a := range l.names {
		if a.name.Generation() == 0 {
			continue
		}
		seen := map[int]bool{}
		for _, p := range a.name.Parts {
			if !says(p) || p.Latin == "" {
				continue
			}
			list := byWord[p.Latin]
			for _, j := range list[:min(len(list), mostParted)] {
				if !seen[j] && a.name.OtherGeneration(l.names[j].name) {
					seen[j] = true
					l.part(j, i)
				}
			}
			byWord[p.Latin] = append(list, i)
		}
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
				g.tell(y.members[0], x.members[0])
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

// anotherOne are words right before a name by which it is another's who has it too, and
// nobodyOf words behind it by which whoever has it is not the one who is called so there: "no
// relation to the mayor". English; general knowledge.
var (
	anotherOne = regexp.MustCompile(`(?i)\b(?:another|a (?:second|different)) $`)
	nobodyOf   = regexp.MustCompile(`(?i)^[^.;!?\n]{0,60}?\b(?:no (?:blood )?(?:relation|relative|kin)|(?:not|un)[ -]?related|not to be (?:confused|mistaken)|nothing to do) (?:of|to|with|for) ((?:[\pL'’-]+ ?){1,6})`)
	sameName   = regexp.MustCompile(`(?i)\b(?:of|with|by) (?:the|that) (?:same|very) name\b|\bof that name\b|\bnamesake\b`)
)

// namesakes parts two people of one name where the text says of one that he is not the other:
// "Pavel Orn, a welder who has nothing to do with the mayor of the same name". The name alone
// may go on to be either's; it stays with whoever was named first.
func (l *local) namesakes() {
	first := map[string]int{} // by plain form, the first mention of it
	for i := range l.Mentions {
		n := l.of[i]
		if n < 0 || l.names[n].kind != nlp.Person || cores(l.names[n].name) < 2 {
			continue
		}
		before, known := first[l.names[n].plain]
		switch {
		case !known:
			first[l.names[n].plain] = i
			continue
		case !l.another(i, before) || len(l.parted) >= mostParted:
			continue
		}
		one := *l.names[n]
		one.borne, one.n, one.at = true, 1, l.Mentions[i].Span
		l.names[n].n--
		l.of[i] = len(l.names)
		l.names = append(l.names, &one)
		l.part(n, l.of[i])
	}
}

// another reports whether the text says that the name of mention i is there another's than at
// mention before.
func (l *local) another(i, before int) bool {
	at, there := l.Mentions[i].Span, l.Mentions[before].Span
	if gap := at.Begin - there.End; gap > 0 && gap <= furthest && partedBy.MatchString(l.Text[there.End:at.Begin]) {
		return true
	}
	if anotherOne.MatchString(l.Text[max(0, at.Begin-around):at.Begin]) {
		return true
	}
	words := nobodyOf.FindStringSubmatch(l.Text[at.End:min(len(l.Text), at.End+furthest)])
	if words == nil {
		return false
	}
	if sameName.MatchString(words[1]) {
		return true
	}
	// Who is called so is whoever had the name before: "Mayor Pavel Orn", "Pavel Orn, the mayor".
	beside := strings.ToLower(l.Text[max(0, there.Begin-around):min(at.Begin, there.End+around)])
	return slices.ContainsFunc(strings.Fields(strings.ToLower(words[1])), func(w string) bool {
		return len(w) > 3 && !smallWords[w] && !articles[w] && strings.Contains(beside, w)
	})
}

// mostBearers is how many people may have one name by a text.
const mostBearers = 20

// twofold finds the names that a text gives to two people of whom it tells by their own
// names, "Ilan Orel, known as Abu Velm" and "Tam Vell, known as Abu Velm". Where the text
// says whose it is, it is that one's; where it stands alone it may be either's, and nobody is
// joined by it.
func (l *local) twofold() {
	type borne struct{ alias, by, mention int }
	var list []borne
	bearers, may := map[int][]int{}, map[int][]int{} // by alias, who has it, and whose it may be
	l.eachEquation(func(i, j int, _ stemma.Evidence) {
		x, y := l.names[l.of[i]], l.names[l.of[j]]
		if x.kind != nlp.Person || !onlyKunya(y) && !y.bare || cores(x.name) < 2 || onlyKunya(x) {
			return
		}
		alias, by := l.of[j], l.of[i]
		list = append(list, borne{alias, by, j})
		others := bearers[alias]
		if slices.Contains(others, by) || len(others) == mostBearers {
			return
		}
		bearers[alias] = append(others, by)
		for _, other := range others {
			if ok, _ := l.c.same(x, l.names[other]); ok || sharesWord(x, l.names[other]) {
				continue
			}
			l.part(other, by)
			for _, z := range [2]int{other, by} {
				if !slices.Contains(may[alias], z) {
					may[alias] = append(may[alias], z)
				}
			}
		}
	})
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
