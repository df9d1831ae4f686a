package claim

import (
	"cmp"
	"context"
	"math"
	"math/bits"
	"slices"
	"sync"

	"github.com/stemma/stemma/internal/cores"
)

// An edge joins two of n things that are alike.
type edge struct {
	a, b   int // a < b
	weight float64
}

// inOrder puts edges between n things in order of these. It counts first of which thing
// each is, the second of its two and then the first, so that it takes no more time than there are edges.
func inOrder(edges []edge, n int) []edge {
	if len(edges) < n/8 {
		slices.SortFunc(edges, func(x, y edge) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
		return edges
	}
	out, at := make([]edge, len(edges)), make([]int, n+1)
	for _, of := range []func(*edge) int{func(e *edge) int { return e.b }, func(e *edge) int { return e.a }} {
		clear(at)
		for i := range edges {
			at[of(&edges[i])+1]++
		}
		for i := range n {
			at[i+1] += at[i]
		}
		for i := range edges {
			k := of(&edges[i])
			out[at[k]] = edges[i]
			at[k]++
		}
		edges, out = out, edges
	}
	return edges
}

// cluster parts n things into groups: the two groups that are most alike on the
// average of all pairs are joined, over and over, as long as the average is at
// least limit (average linkage; Sokal and Michener 1958). Pairs without an edge
// are not alike at all. Two groups that apart holds apart are never joined. Equal
// averages are taken in order of the things, so the outcome depends on nothing
// else. It returns a number for each thing, that of the least in its group. Of two things
// there is one edge at most.
//
// No average is more than the heaviest edge in it. So what no edges of limit or more tie
// never comes into one group, and has no say in it: each part that hangs together by
// such edges is clustered by itself, on all cores at once.
func cluster(ctx context.Context, n int, edges []edge, limit float64, apart func(a, b []int) bool) []int {
	tied := newJoined(n)
	for _, e := range edges {
		if e.weight >= limit {
			tied.join(e.a, e.b)
		}
	}
	group := make([]int, n)
	part, at := make([]int32, n), make([]int32, n) // of each thing: its part, and its number in it
	var parts []tiedPart
	for i := range n {
		group[i], part[i] = i, -1
		if g := tied.of(i); g != i {
			if part[g] < 0 { // so there are at least two
				part[g], parts = int32(len(parts)), append(parts, tiedPart{things: []int{g}})
			}
			p := &parts[part[g]]
			part[i], at[i] = part[g], int32(len(p.things))
			p.things = append(p.things, i)
		}
	}
	inside := func(e *edge) bool { return e.a != e.b && part[e.a] >= 0 && part[e.a] == part[e.b] }
	all, many := 0, make([]int, len(parts))
	for i := range edges {
		if e := &edges[i]; inside(e) {
			all, many[part[e.a]] = all+1, many[part[e.a]]+1
		}
	}
	room := make([]partEdge, all)
	for k, n := range many {
		parts[k].edges, room = room[:0:n], room[n:]
	}
	for i := range edges {
		if e := &edges[i]; inside(e) {
			p := &parts[part[e.a]]
			p.edges = append(p.edges, partEdge{at[e.a], at[e.b], e.weight})
		}
	}
	cores.Each(ctx, len(parts), func(k int) { parts[k].cluster(ctx, group, limit, apart) })
	return group
}

// A tiedPart are things that hang together, in order, with the edges between them, by
// their numbers in it.
type tiedPart struct {
	things []int
	edges  []partEdge
}

// A partEdge is an edge within a part.
type partEdge struct {
	a, b   int32
	weight float64
}

// cluster sets the groups of its things; see the function.
func (p *tiedPart) cluster(ctx context.Context, group []int, limit float64, apart func(a, b []int) bool) {
	n := len(p.things)
	members := make([][]int, n) // things of each group
	for i := range p.things {
		members[i] = p.things[i : i+1 : i+1]
	}
	links := newLinks(n, p.edges)
	average := func(a, b int32) float64 {
		return links.of(a, b) / float64(len(members[a])*len(members[b]))
	}
	h := &heap{}
	for _, e := range p.edges {
		if w := average(e.a, e.b); w >= limit {
			h.push(edge{int(min(e.a, e.b)), int(max(e.a, e.b)), w})
		}
	}
	for popped := 0; len(h.edges) > 0; popped++ {
		if popped%1024 == 0 && ctx.Err() != nil {
			return
		}
		e := h.pop()
		a, b := int32(e.a), int32(e.b)
		if members[a] == nil || members[b] == nil || average(a, b) != e.weight {
			continue // of groups as they were
		}
		if apart != nil && apart(members[a], members[b]) {
			continue
		}
		for _, m := range members[b] {
			group[m] = p.things[a]
		}
		members[a] = append(members[a], members[b]...)
		members[b] = nil
		for _, other := range links.beside[b] {
			if other != a && members[other] != nil {
				links.add(a, other, links.of(b, other))
			}
		}
		links.beside[b] = nil
		links.beside[a] = slices.DeleteFunc(links.beside[a], func(other int32) bool { return members[other] == nil })
		for _, other := range links.beside[a] {
			if w := average(a, other); w >= limit {
				h.push(edge{int(min(a, other)), int(max(a, other)), w})
			}
		}
	}
}

// links are the sums of the weights between groups, in one table of pairs. Those of a
// group that is gone stay there and are never asked for again.
type links struct {
	pairs  []link // by hash; as many as a power of two
	used   int
	beside [][]int32 // the groups that each is linked to, in no order, some of them gone
}

// A link is a pair of groups, the lesser number in front; 0 for none.
type link struct {
	pair   uint64
	weight float64
}

func newLinks(n int, edges []partEdge) *links {
	l := &links{pairs: make([]link, 1<<bits.Len(uint(2*len(edges)))), beside: make([][]int32, n)}
	many := make([]int, n)
	for _, e := range edges {
		many[e.a]++
		many[e.b]++
	}
	all := make([]int32, 2*len(edges))
	for i, k := range many {
		l.beside[i], all = all[:0:k], all[k:]
	}
	for _, e := range edges {
		l.add(e.a, e.b, e.weight)
	}
	return l
}

// place is where a pair stands in the table, or would stand.
func (l *links) place(pair uint64) *link {
	const spread = 0x9e3779b97f4a7c15
	for at := pair * spread >> 20; ; at++ {
		if x := &l.pairs[at&uint64(len(l.pairs)-1)]; x.pair == pair || x.pair == 0 {
			return x
		}
	}
}

func linkOf(a, b int32) uint64 { return uint64(min(a, b))<<32 | uint64(max(a, b)) }

// of is the sum of the weights between two groups.
func (l *links) of(a, b int32) float64 { return l.place(linkOf(a, b)).weight }

// add adds to the weights between two groups.
func (l *links) add(a, b int32, weight float64) {
	x := l.place(linkOf(a, b))
	if x.pair != 0 {
		x.weight += weight
		return
	}
	*x = link{linkOf(a, b), weight}
	l.beside[a], l.beside[b] = append(l.beside[a], b), append(l.beside[b], a)
	if l.used++; 4*l.used > 3*len(l.pairs) {
		old := l.pairs
		l.pairs = make([]link, 2*len(old))
		for _, y := range old {
			if y.pair != 0 {
				*l.place(y.pair) = y
			}
		}
	}
}

// anyApart holds two groups apart of which two things are.
func anyApart(apart func(a, b int) bool) func(a, b []int) bool {
	if apart == nil {
		return nil
	}
	return func(a, b []int) bool {
		return slices.ContainsFunc(a, func(x int) bool {
			return slices.ContainsFunc(b, func(y int) bool { return apart(x, y) })
		})
	}
}

// A joined says which of n things hang together: of each, another of its group, in
// the end the least.
type joined []int

func newJoined(n int) joined {
	j := make(joined, n)
	for i := range j {
		j[i] = i
	}
	return j
}

// of is the least of the group that thing i is in.
func (j joined) of(i int) int {
	for j[i] != i {
		j[i] = j[j[i]]
		i = j[i]
	}
	return i
}

func (j joined) join(a, b int) {
	a, b = j.of(a), j.of(b)
	j[max(a, b)] = min(a, b)
}

// connected numbers n things by the least that each hangs together with. Pairs in
// apart never come into one group.
func connected(ctx context.Context, n int, edges []edge, apart func(a, b int) bool) []int {
	if apart != nil {
		return cluster(ctx, n, edges, math.SmallestNonzeroFloat64, anyApart(apart))
	}
	j := newJoined(n)
	for _, e := range edges {
		j.join(e.a, e.b)
	}
	out := make([]int, n)
	for i := range out {
		out[i] = j.of(i)
	}
	return out
}

// A heap holds edges, the heaviest on top; of equal ones that of the least ends.
type heap struct{ edges []edge }

func before(x, y edge) bool {
	return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) < 0
}

func (h *heap) push(e edge) {
	h.edges = append(h.edges, e)
	i := len(h.edges) - 1
	for i > 0 && before(h.edges[i], h.edges[(i-1)/2]) {
		h.edges[i], h.edges[(i-1)/2] = h.edges[(i-1)/2], h.edges[i]
		i = (i - 1) / 2
	}
}

func (h *heap) pop() edge {
	top := h.edges[0]
	n := len(h.edges) - 1
	h.edges[0] = h.edges[n]
	h.edges = h.edges[:n]
	for i := 0; ; {
		k := 2*i + 1
		if k >= n {
			return top
		}
		if k+1 < n && before(h.edges[k+1], h.edges[k]) {
			k++
		}
		if !before(h.edges[k], h.edges[i]) {
			return top
		}
		h.edges[i], h.edges[k] = h.edges[k], h.edges[i]
		i = k
	}
}

// spread has find add to a list what it finds for each of n things, on all cores at
// once, each core with a find of its own. The order of what is returned is not told:
// who asks sorts it.
func spread[T any](ctx context.Context, n int, worker func() (find func(i int, found []T) []T)) []T {
	var mu sync.Mutex
	var all []T
	cores.Work(ctx, n, func() (func(i int), func()) {
		find, found := worker(), []T(nil)
		return func(i int) { found = find(i, found) }, func() {
			mu.Lock()
			defer mu.Unlock()
			all = append(all, found...)
		}
	})
	return all
}
