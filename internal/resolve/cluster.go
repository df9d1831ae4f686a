package resolve

import (
	"cmp"
	"slices"

	"github.com/stemma/stemma"
)

// A graph holds referents and what joins them. Edges are kept one by one, so
// that a cut can choose the weakest.
type graph struct {
	set   sets
	edges []edge
	parts [][2]int               // that are not one, by a person's word
	told  [][2]int               // that are not one as the texts tell, unless a person says that they are
	nears map[[2]int]stemma.Near // by two referents, the lesser first
}

func newGraph(n int) *graph { return &graph{set: newSets(n), nears: map[[2]int]stemma.Near{}} }

func (g *graph) join(e edge) {
	if e.a != e.b {
		g.edges = append(g.edges, e)
		g.set.join(e.a, e.b)
	}
}

// find returns the component of a referent as all edges have it.
func (g *graph) find(i int) int { return g.set.root(i) }

// part says that two referents are not one, by a person's word.
func (g *graph) part(a, b int) { g.parts = append(g.parts, [2]int{min(a, b), max(a, b)}) }

// tell says that two referents are not one as the texts tell.
func (g *graph) tell(a, b int) { g.told = append(g.told, [2]int{min(a, b), max(a, b)}) }

func (g *graph) near(a, b int, score float64, why string) {
	if key := [2]int{min(a, b), max(a, b)}; a != b && g.nears[key].Score < score {
		g.nears[key] = stemma.Near{Score: score, Why: why}
	}
}

// components are the referents that stay joined when all that must be parted
// is. Between two that must be parted the weakest edge of a path is taken out,
// and again, until no path is left; of two as weak the one whose ends come
// first. What a person joined goes last, and is parted by nothing but a person's word.
func (g *graph) components() sets {
	slices.SortFunc(g.edges, func(x, y edge) int {
		return cmp.Or(cmp.Compare(y.score, x.score), min(x.a, x.b)-min(y.a, y.b), max(x.a, x.b)-max(y.a, y.b),
			cmp.Compare(x.nameA, y.nameA), cmp.Compare(x.nameB, y.nameB), cmp.Compare(x.evidence.Kind, y.evidence.Kind),
			cmp.Compare(x.evidence.Doc, y.evidence.Doc), x.evidence.Span.Begin-y.evidence.Span.Begin, cmp.Compare(x.evidence.Judgement, y.evidence.Judgement),
			x.a-y.a, x.b-y.b)
	})
	// Edges are put in from the strongest down, and one that would join what is
	// to be parted is left out: the weakest edge of every path, in one sweep.
	set := newSets(len(g.set))
	persons, all := apartOf(g.parts), apartOf(g.parts, g.told)
	for _, e := range g.edges {
		apart := all
		if e.score == decided {
			apart = persons
		}
		a, b := set.root(e.a), set.root(e.b)
		if a == b || g.forbidden(set, apart, a, b) {
			continue
		}
		set.join(a, b)
		root := set.root(a)
		for _, apart := range []map[int][]int{persons, all} {
			if list := apart[a+b-root]; len(list) > 0 {
				apart[root] = append(apart[root], list...)
			}
		}
	}
	return set
}

// apartOf are the referents that each is to be parted from, by pairs in lists.
func apartOf(lists ...[][2]int) map[int][]int {
	apart := map[int][]int{}
	for _, p := range slices.Concat(lists...) {
		apart[p[0]] = append(apart[p[0]], p[1])
		apart[p[1]] = append(apart[p[1]], p[0])
	}
	return apart
}

// forbidden reports whether two components hold two referents to be parted.
func (g *graph) forbidden(set sets, apart map[int][]int, a, b int) bool {
	if len(apart[a]) > len(apart[b]) {
		a, b = b, a
	}
	if len(apart[a]) == 0 {
		a, b = b, a
	}
	return slices.ContainsFunc(apart[a], func(x int) bool { return set.root(x) == b }) ||
		slices.ContainsFunc(apart[b], func(x int) bool { return set.root(x) == a })
}
