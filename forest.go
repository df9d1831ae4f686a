package stemma

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// A Forest is the documents of a case by the texts that they descend from.
type Forest struct {
	Families []*Family      // with two members or more, the largest first
	Of       map[ID]*Member // every document of the forest
	Cuts     []Cut          // what tied documents that a person judged independent
	derived  map[ID][]*Derivation
}

// A Family is documents that are one text in several versions: copies,
// revisions, spun texts, translations. It is one origin, however many they are.
type Family struct {
	Members []*Member // as the tree is read from its root down; Depth says how deep
}

// Root is the member that nothing shows to come from another. Where nothing
// shows which of several was first, it is the one that has most in common with
// the others: it need not be the original, which the case may not hold.
func (f *Family) Root() *Member { return f.Members[0] }

// A Member is a document in its place in the tree of its family.
type Member struct {
	Doc    *Document
	Family *Family
	Parent *Member     // nil for a root
	By     *Derivation // the edge from Parent; nil for a root
	Depth  int
	// Chosen says that nothing shows the root to be first of the texts below it: it
	// stands there because it has most in common with them.
	Chosen bool
	// Takes and Gives are the passages that it shares with texts of other
	// families, as an excerpt, a mixture or a quotation.
	Takes, Gives []*Derivation
}

// A Cut is a derivation that makes no one text of its two documents, because two
// others, or they themselves, would be one text with it that were judged independent.
type Cut struct {
	Derivation *Derivation
	Apart      [2]ID // the documents judged independent
}

// OneText reports whether derivations of the kind make two documents one text.
func (k DerivationKind) OneText() bool {
	return k == Copy || k == Revision || k == Spun || k == Translation
}

// half is the part of a text that it has to have from another to be one text
// with it. A report that prints a short dispatch in full has it as an excerpt:
// the rest is its own.
// Where it is not directed the longer text may be what the shorter was cut
// from; of a text ten times as long that is unlikely.
// Of a text that is put together of several, all but a fifth has to be there:
// it must not make one family of the texts that it was made of.
const half, tenth, nearly = 0.5, 0.1, 0.8

// OneText reports whether the derivation makes its documents one text.
func (d *Derivation) OneText() bool {
	switch {
	case !d.Kind.OneText():
		return false
	case d.Directed:
		return d.ShareTo >= half
	}
	return d.Judged() || min(d.ShareFrom, d.ShareTo) >= tenth
}

// GrowForest grows the forest of the case, judgements on documents included. Of
// several documents that one may come from, the tree has the one by which most
// of it is explained; the earlier one where that is equal.
func GrowForest(ctx context.Context, view View) (*Forest, error) {
	derivations, err := Descent(ctx, view)
	if err != nil {
		return nil, err
	}
	return GrowForestOf(ctx, view, derivations)
}

// GrowForestOf does the same with the derivations of the view (Descent), where they are at hand.
func GrowForestOf(ctx context.Context, view View, derivations []*Derivation) (*Forest, error) {
	var docs []*Document
	for d, err := range view.Documents(ctx, DocumentFilter{AllVersions: true}) {
		if err != nil {
			return nil, err
		}
		docs = append(docs, d)
	}
	apart, err := independents(ctx, view)
	if err != nil {
		return nil, err
	}
	return NewForest(docs, derivations, apart...), nil
}

// NewForest grows the forest of documents by derivations. Two documents that are
// given as apart are never of one family: what ties them most weakly through
// others is cut.
func NewForest(docs []*Document, derivations []*Derivation, apart ...[2]ID) *Forest {
	f := &Forest{Of: make(map[ID]*Member, len(docs)), derived: map[ID][]*Derivation{}}
	for _, d := range docs {
		f.Of[d.ID] = &Member{Doc: d}
	}
	mixed := map[ID]bool{}
	for _, d := range derivations {
		if d.Kind == Mixture && d.Directed {
			mixed[d.To] = true
		}
	}
	var edges []*Derivation
	for _, d := range derivations {
		if f.Of[d.From] == nil || f.Of[d.To] == nil {
			continue
		}
		f.derived[d.From] = append(f.derived[d.From], d)
		f.derived[d.To] = append(f.derived[d.To], d)
		part := mixed[d.From] && d.ShareFrom < nearly || mixed[d.To] && d.ShareTo < nearly
		if d.OneText() && (!part || d.Judged()) {
			edges = append(edges, d)
		}
	}
	edges = f.cut(edges, apart)
	joined := f.join(edges)
	f.tree(edges)
	families := map[*Member]*Family{}
	for _, d := range docs {
		m := f.Of[d.ID]
		head := joined(m)
		if families[head] == nil {
			families[head] = &Family{}
		}
		m.Family = families[head]
		m.Family.Members = append(m.Family.Members, m)
	}
	for _, d := range docs {
		if g := f.Of[d.ID].Family; len(g.Members) > 1 && g.Members[0].Doc.ID == d.ID {
			f.Families = append(f.Families, g)
		}
	}
	for _, g := range f.Families {
		g.order()
	}
	slices.SortFunc(f.Families, func(a, b *Family) int {
		return cmp.Or(cmp.Compare(len(b.Members), len(a.Members)), compareMembers(a.Root(), b.Root()))
	})
	for _, d := range derivations {
		from, to := f.Of[d.From], f.Of[d.To]
		if from == nil || to == nil || to.By == d || from.By == d || from.Family == to.Family {
			continue
		}
		from.Gives = append(from.Gives, d)
		to.Takes = append(to.Takes, d)
	}
	return f
}

// cut leaves out of the edges those that would tie two documents which are apart:
// they are taken from the strongest on, and one that would join the two, or what they
// are one text with already, is left. A person's word is stronger than what the tool
// found; ties go by id.
func (f *Forest) cut(edges []*Derivation, apart [][2]ID) []*Derivation {
	if len(apart) == 0 {
		return edges
	}
	strongest := slices.Clone(edges)
	slices.SortFunc(strongest, func(a, b *Derivation) int {
		return cmp.Or(-compareBool(a.Judged(), b.Judged()), cmp.Compare(b.explains(), a.explains()), cmp.Compare(b.Score, a.Score), strings.Compare(string(a.ID), string(b.ID)))
	})
	head := map[ID]ID{}
	find := func(id ID) ID {
		for head[id] != "" {
			if h := head[head[id]]; h != "" {
				head[id] = h
			}
			id = head[id]
		}
		return id
	}
	foes := map[ID]map[ID][2]ID{} // by head: the heads that it is apart from, and which two documents are
	part := func(a, b ID, pair [2]ID) {
		if foes[a] == nil {
			foes[a] = map[ID][2]ID{}
		}
		if was, there := foes[a][b]; !there || slices.Compare(pair[:], was[:]) < 0 {
			foes[a][b] = pair
		}
	}
	for _, p := range apart {
		if p[0] != p[1] {
			part(p[0], p[1], p)
			part(p[1], p[0], p)
		}
	}
	gone := map[*Derivation]bool{}
	for _, d := range strongest {
		a, b := find(d.From), find(d.To)
		if a == b {
			continue
		}
		if pair, are := foes[a][b]; are {
			gone[d] = true
			f.Cuts = append(f.Cuts, Cut{d, pair})
			continue
		}
		if len(foes[a]) < len(foes[b]) {
			a, b = b, a
		}
		head[b] = a
		for foe, pair := range foes[b] {
			part(a, foe, pair)
			part(foe, a, pair)
			delete(foes[foe], b)
		}
		delete(foes, b)
	}
	return slices.DeleteFunc(edges, func(d *Derivation) bool { return gone[d] })
}

// Between are the cuts that keep two documents apart, whichever of their versions
// were judged, in order of what they explain.
func (f *Forest) Between(a, b ID) []Cut {
	same := func(x, y ID) bool {
		return x == y || f.Of[x] != nil && f.Of[y] != nil && f.Of[x].Doc.Path != "" && f.Of[x].Doc.Path == f.Of[y].Doc.Path
	}
	var out []Cut
	for _, c := range f.Cuts {
		if x, y := c.Apart[0], c.Apart[1]; same(x, a) && same(y, b) || same(x, b) && same(y, a) {
			out = append(out, c)
		}
	}
	return out
}

// join finds which members belong together and returns a head for each.
func (f *Forest) join(edges []*Derivation) func(*Member) *Member {
	head := map[*Member]*Member{}
	var find func(*Member) *Member
	find = func(m *Member) *Member {
		for head[m] != nil {
			if h := head[head[m]]; h != nil {
				head[m] = h
			}
			m = head[m]
		}
		return m
	}
	for _, d := range edges {
		if a, b := find(f.Of[d.From]), find(f.Of[d.To]); a != b {
			head[b] = a
		}
	}
	return find
}

// tree gives members their parents: directed edges before others, those that
// explain most of a text before those that explain less. Where nothing shows
// what was first, the text that has most in common with the others stands at
// the root.
func (f *Forest) tree(edges []*Derivation) {
	edges = slices.Clone(edges)
	slices.SortStableFunc(edges, func(a, b *Derivation) int {
		return cmp.Or(-compareBool(a.Directed, b.Directed), -compareBool(a.Kind == Revision, b.Kind == Revision),
			cmp.Compare(b.explains(), a.explains()), compareMembers(f.Of[a.From], f.Of[b.From]), compareMembers(f.Of[a.To], f.Of[b.To]))
	})
	top := func(m *Member) *Member {
		for m.Parent != nil {
			m = m.Parent
		}
		return m
	}
	for _, d := range edges {
		from, to := f.Of[d.From], f.Of[d.To]
		if !d.Directed && (to.Parent != nil || to.Parent == nil && from.Parent == nil && compareMembers(to, from) < 0) {
			from, to = to, from
		}
		switch {
		case to.Parent == nil && top(from) != to:
			to.Parent, to.By = from, d
		case d.Directed || top(from) == top(to):
		case to.reroot():
			to.Parent, to.By = from, d
		case from.reroot():
			from.Parent, from.By = to, d
		}
	}
	weight := map[*Member]float64{}
	for _, d := range edges {
		weight[f.Of[d.From]] += d.explains()
		weight[f.Of[d.To]] += d.explains()
	}
	middle := map[*Member]*Member{} // by root
	for _, m := range f.Of {
		root := m
		for root.Parent != nil && !root.By.Directed {
			root = root.Parent
		}
		if root.Parent != nil {
			continue
		}
		if b := middle[root]; b == nil || cmp.Or(cmp.Compare(weight[b], weight[m]), compareMembers(m, b)) < 0 {
			middle[root] = m
		}
	}
	for _, m := range middle {
		m.reroot()
	}
}

// reroot makes a member the root of its tree, if no edge above it is directed.
func (m *Member) reroot() bool {
	for n := m; n.Parent != nil; n = n.Parent {
		if n.By.Directed {
			return false
		}
	}
	var below *Member
	var by *Derivation
	for n := m; n != nil; {
		above, edge := n.Parent, n.By
		n.Parent, n.By = below, by
		below, by, n = n, edge, above
	}
	return true
}

// explains is how much of the two texts the derivation explains, half of it
// where the words are others.
func (d *Derivation) explains() float64 {
	if d.Kind == Spun || d.Kind == Translation {
		return (d.ShareTo + d.ShareFrom) / 2
	}
	return d.ShareTo + d.ShareFrom
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// compareMembers orders members by day of publication, those without one last,
// then by path and version.
func compareMembers(a, b *Member) int {
	day := func(m *Member) string {
		if m.Doc.Published == nil {
			return "~"
		}
		return m.Doc.Published.Value
	}
	return cmp.Or(strings.Compare(day(a), day(b)), strings.Compare(a.Doc.Path, b.Doc.Path), strings.Compare(string(a.Doc.ID), string(b.Doc.ID)))
}

// order puts the members in the order in which the tree is read.
func (g *Family) order() {
	children := map[*Member][]*Member{}
	var roots []*Member
	for _, m := range g.Members {
		if m.Parent == nil {
			roots = append(roots, m)
		} else {
			children[m.Parent] = append(children[m.Parent], m)
			m.Parent.Chosen = m.Parent.Chosen || m.Parent.Parent == nil && !m.By.Directed
		}
	}
	slices.SortFunc(roots, compareMembers)
	g.Members = g.Members[:0]
	type step struct {
		m     *Member
		depth int
	}
	var stack []step
	for _, r := range slices.Backward(roots) {
		stack = append(stack, step{r, 0})
	}
	for len(stack) > 0 {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		s.m.Depth = s.depth
		g.Members = append(g.Members, s.m)
		below := children[s.m]
		slices.SortFunc(below, compareMembers)
		for _, c := range slices.Backward(below) {
			stack = append(stack, step{c, s.depth + 1})
		}
	}
}

// An Origin is a text that documents of a set rest on: one family, for all its
// members are that text in some version, known by its root. What is counted is
// texts that descend from no other of the case, so "11 documents, 2 origins"
// says that no more than two of them can have been written without reading the
// others. It does not say that two persons know: two origins may rest on one
// source, which Shared and the chains of their statements tell.
type Origin struct {
	Root *Member   // of its family; among the set or not
	Docs []*Member // of the set, those that rest on it
}

// Origins are the independent origins of a set of documents: one for each
// family that they belong to. A document that is put together of several texts
// rests on theirs and is none of its own. An excerpt or a quotation alone makes
// no document rest on another. They are in order of their roots.
func (f *Forest) Origins(docs []ID) []Origin {
	of := map[*Family]*Origin{}
	var out []*Origin
	for _, id := range docs {
		m := f.Of[id]
		if m == nil {
			continue
		}
		rests := f.origins(m, map[*Member]bool{})
		if len(rests) == 0 { // mixtures of one another
			rests = []*Family{m.Family}
		}
		for _, g := range rests {
			if of[g] == nil {
				of[g] = &Origin{Root: g.Members[0]}
				out = append(out, of[g])
			}
			if o := of[g]; !slices.Contains(o.Docs, m) {
				o.Docs = append(o.Docs, m)
			}
		}
	}
	slices.SortFunc(out, func(a, b *Origin) int { return compareMembers(a.Root, b.Root) })
	origins := make([]Origin, len(out))
	for i, o := range out {
		slices.SortFunc(o.Docs, compareMembers)
		origins[i] = *o
	}
	return origins
}

// origins collects the families that a member rests on. A copy of a mixture
// rests on what the mixture rests on.
func (f *Forest) origins(m *Member, seen map[*Member]bool) []*Family {
	if seen[m] {
		return nil
	}
	seen[m] = true
	var out []*Family
	mixed := false
	for n := m; n != nil && !mixed; n = n.Parent {
		for _, d := range f.derived[n.Doc.ID] {
			if d.Kind != Mixture || !d.Directed || d.To != n.Doc.ID {
				continue
			}
			mixed = true
			for _, g := range f.origins(f.Of[d.From], seen) {
				if !slices.Contains(out, g) {
					out = append(out, g)
				}
			}
		}
	}
	if !mixed {
		out = append(out, m.Family)
	}
	return out
}

// Shared are the ties between documents of a set that rest on different origins:
// excerpts, quotations that both carry, and what both have on one word. They
// make no two origins one, and weaken that they are independent.
func (f *Forest) Shared(docs []ID) []*Derivation {
	in := map[ID]bool{}
	for _, id := range docs {
		in[id] = true
	}
	var out []*Derivation
	seen := map[ID]bool{}
	for _, id := range docs {
		for _, d := range f.derived[id] {
			if in[d.From] && in[d.To] && f.Of[d.From].Family != f.Of[d.To].Family && !seen[d.ID] {
				seen[d.ID] = true
				out = append(out, d)
			}
		}
	}
	slices.SortFunc(out, func(a, b *Derivation) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return out
}
