package web

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"unicode/utf8"

	"github.com/stemma/stemma"
)

// What a network is drawn with, in pixels, and how much of a large case it shows.
const (
	networkWidth  = 960
	networkMargin = 60
	mostNodes     = 36
	mostEdges     = 60
	mostEnds      = 5 // of the entities of a claim: those it names first
	steps         = 400
)

// A node is an entity of the network.
type node struct {
	*stemma.Entity
	X, Y, R int
	Address string
	Ego     string // address of the network about it
	weight  int
}

// An edge is the claims that are about both of two entities.
type edge struct {
	A, B           *node
	Claims         []*stemma.Claim
	Origins        int    // independent origins behind all of them
	Look           string // asserted, hedged or denied by somebody; hedged too where nobody takes a side
	Width          int
	X1, Y1, X2, Y2 int
	Address        string
	Chosen         bool
}

// network shows which entities claims join. An edge is a set of claims. Its width
// is how many independent origins stand behind them: neither mentions nor
// documents widen it.
func (s *server) network(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v := struct {
		Weighed       weighed
		Entity        *stemma.Entity
		Nodes         []*node
		Edges         []*edge
		Left          int // edges left out
		Width, Height int
		Chosen        *edge
		Rows          []claimRow
	}{Width: networkWidth}
	var err error
	if v.Weighed, err = s.weighed(ctx); err != nil {
		return err
	}
	if v.Entity, err = s.askedEntity(r); err != nil {
		return err
	}
	var drawn *drawing
	if v.Entity != nil {
		drawn, err = s.draw(ctx, v.Entity.ID)
	} else {
		drawn, err = held(ctx, s, "network", func() (*drawing, error) { return s.draw(ctx, "") })
	}
	if err != nil {
		return err
	}
	v.Nodes, v.Left, v.Height = drawn.nodes, drawn.left, drawn.height
	for _, e := range drawn.edges {
		of := *e // one of them is chosen
		v.Edges = append(v.Edges, &of)
	}
	a, b := stemma.ID(r.FormValue("a")), stemma.ID(r.FormValue("b"))
	for _, e := range v.Edges {
		q := url.Values{"a": {string(e.A.ID)}, "b": {string(e.B.ID)}}
		if v.Entity != nil {
			q.Set("entity", string(v.Entity.ID))
		}
		e.Address = "/network?" + q.Encode() + "#edge"
		if e.A.ID == a && e.B.ID == b {
			e.Chosen, v.Chosen = true, e
		}
	}
	if v.Chosen != nil {
		for _, c := range v.Chosen.Claims {
			row, err := s.claimRow(ctx, c)
			if err != nil {
				return err
			}
			v.Rows = append(v.Rows, row)
		}
	}
	return s.render(w, r, "network", "Network", v)
}

// A drawing is the network with every node in its place.
type drawing struct {
	nodes  []*node
	edges  []*edge
	left   int // edges left out
	height int
}

// draw draws the network of an entity, "" for that of all.
func (s *server) draw(ctx context.Context, entity stemma.ID) (*drawing, error) {
	edges, err := s.edges(ctx, entity)
	if err != nil {
		return nil, err
	}
	d := &drawing{}
	d.nodes, d.edges, d.left = most(edges)
	for _, n := range d.nodes {
		n.Address = entityAddress(n.ID)
		n.Ego = "/network?" + url.Values{"entity": {string(n.ID)}}.Encode()
	}
	d.height = layout(d.nodes, d.edges)
	return d, nil
}

// edges are the pairs of named entities that claims are about, each with the
// independent origins that stand behind its claims.
func (s *server) edges(ctx context.Context, entity stemma.ID) ([]*edge, error) {
	claims, err := collect(s.view.Claims(ctx, stemma.ClaimFilter{Entity: entity}), 0)
	if err != nil {
		return nil, err
	}
	witnesses, err := s.standings(ctx)
	if err != nil {
		return nil, err
	}
	named := map[stemma.ID]*stemma.Entity{}
	for e, err := range s.view.Entities(ctx, stemma.EntityFilter{}) {
		if err != nil {
			return nil, err
		}
		named[e.ID] = e
	}
	nodes := map[stemma.ID]*node{}
	get := func(id stemma.ID) *node {
		if nodes[id] == nil {
			nodes[id] = &node{Entity: named[id]}
		}
		return nodes[id]
	}
	byPair := map[[2]stemma.ID]*edge{}
	var out []*edge
	for _, c := range claims {
		ends := slices.DeleteFunc(slices.Clone(c.Entities), func(id stemma.ID) bool { return named[id] == nil })
		ends = ends[:min(len(ends), mostEnds)]
		for i, x := range ends {
			for _, y := range ends[i+1:] {
				key := [2]stemma.ID{min(x, y), max(x, y)}
				if x == y || entity != "" && x != entity && y != entity {
					continue
				}
				e := byPair[key]
				if e == nil {
					e = &edge{A: get(key[0]), B: get(key[1])}
					byPair[key] = e
					out = append(out, e)
				}
				e.Claims = append(e.Claims, c)
			}
		}
	}
	for _, e := range out {
		if err := e.weigh(ctx, witnesses); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(out, func(a, b *edge) int {
		return cmp.Or(cmp.Compare(b.Origins, a.Origins), cmp.Compare(len(b.Claims), len(a.Claims)), cmp.Compare(a.A.ID, b.A.ID), cmp.Compare(a.B.ID, b.B.ID))
	})
	return out, nil
}

// weigh counts the origins behind the claims of an edge, and says how it looks.
func (e *edge) weigh(ctx context.Context, witnesses *standings) error {
	origins := map[string]bool{}
	e.Look = "hedged"
	denied, unsure := false, false
	for _, c := range e.Claims {
		of, err := witnesses.claim(ctx, c.ID)
		if err != nil {
			return err
		}
		for _, w := range of {
			origins[w.Origin] = true
			denied, unsure = denied || w.Denies, unsure || w.Unsure
		}
	}
	e.Origins = len(origins)
	switch {
	case denied:
		e.Look = "denied"
	case !unsure && len(origins) > 0:
		e.Look = "asserted"
	}
	return nil
}

// most are the edges with most origins behind them that can be drawn so that they
// are told apart, with their ends.
func most(edges []*edge) (nodes []*node, shown []*edge, left int) {
	in := map[*node]bool{}
	for _, e := range edges {
		further := 0
		for _, n := range []*node{e.A, e.B} {
			if !in[n] {
				further++
			}
		}
		if len(shown) == mostEdges || len(in)+further > mostNodes {
			left++
			continue
		}
		for _, n := range []*node{e.A, e.B} {
			if !in[n] {
				in[n] = true
				nodes = append(nodes, n)
			}
			n.weight += e.Origins
		}
		shown = append(shown, e)
	}
	slices.SortFunc(nodes, func(a, b *node) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.ID, b.ID)) })
	return nodes, shown, left
}

// layout places nodes and gives the height that they take. What no line joins is
// placed apart, the component with the weightiest node first, so that the beginning of the
// picture has something in it where a narrow screen shows no more.
func layout(nodes []*node, edges []*edge) (height int) {
	const gap = 24
	right, top, row := 0, 0, 0
	for _, p := range components(nodes, edges) {
		w := min(networkWidth, int(200*math.Sqrt(float64(len(p.nodes)))))
		h := w*2/3 - 60
		if right > 0 && right+w > networkWidth {
			right, top, row = 0, top+row+gap, 0
		}
		p.place(right, top, w, h)
		right, row = right+w+gap, max(row, h)
	}
	for _, e := range edges {
		e.X1, e.Y1, e.X2, e.Y2 = e.A.X, e.A.Y, e.B.X, e.B.Y
		e.Width = 1 + min(9, max(0, e.Origins-1))
	}
	return top + row
}

// A component is what lines join, one with the other or through others.
type component struct {
	nodes []*node
	edges []*edge
}

// components are the components of the network, in the order of the first node of each.
func components(nodes []*node, edges []*edge) []*component {
	of := map[*node]*node{} // towards one node that stands for its component
	var root func(n *node) *node
	root = func(n *node) *node {
		if of[n] == nil || of[n] == n {
			return n
		}
		of[n] = root(of[n])
		return of[n]
	}
	for _, e := range edges {
		of[root(e.A)] = root(e.B)
	}
	byRoot := map[*node]*component{}
	var out []*component
	for _, n := range nodes {
		p := byRoot[root(n)]
		if p == nil {
			p = &component{}
			byRoot[root(n)] = p
			out = append(out, p)
		}
		p.nodes = append(p.nodes, n)
	}
	for _, e := range edges {
		p := byRoot[root(e.A)]
		p.edges = append(p.edges, e)
	}
	return out
}

// place puts the nodes of a component into a box by forces between them (Fruchterman
// and Reingold 1991), beginning on a circle in their order, so that one case is
// always drawn alike. They are made to fill the box, and names are moved apart.
func (p *component) place(left, top, width, height int) {
	n := len(p.nodes)
	x, y := make([]float64, n), make([]float64, n)
	at := map[*node]int{}
	w, h := float64(width), float64(height)
	for i := range p.nodes {
		at[p.nodes[i]] = i
		angle := 2 * math.Pi * float64(i) / float64(n)
		x[i], y[i] = math.Cos(angle)*w/3, math.Sin(angle)*h/3
	}
	ideal := 0.7 * math.Sqrt(w*h/float64(n))
	for step := range steps {
		dx, dy := make([]float64, n), make([]float64, n)
		for i := range n {
			for k := range n {
				ex, ey := x[i]-x[k], y[i]-y[k]
				d := math.Hypot(ex, ey)
				if i == k || d > 4*ideal {
					continue
				}
				d = max(d, 0.01)
				f := ideal * ideal / d / d
				dx[i], dy[i] = dx[i]+ex*f, dy[i]+ey*f
			}
			dx[i], dy[i] = dx[i]-x[i]*0.3, dy[i]-y[i]*0.45 // it is wider than high
		}
		for _, e := range p.edges {
			i, k := at[e.A], at[e.B]
			ex, ey := x[i]-x[k], y[i]-y[k]
			f := math.Hypot(ex, ey) / ideal
			dx[i], dy[i], dx[k], dy[k] = dx[i]-ex*f, dy[i]-ey*f, dx[k]+ex*f, dy[k]+ey*f
		}
		heat := 60 * (1 - float64(step)/steps)
		for i := range n {
			d := max(math.Hypot(dx[i], dy[i]), 0.01)
			m := min(d, heat) / d
			x[i], y[i] = x[i]+dx[i]*m, y[i]+dy[i]*m
		}
	}
	fill(x, networkMargin, w-networkMargin)
	fill(y, networkMargin/2, h-networkMargin/2)
	moveApart(p.nodes, x, y, w, h)
	for i, v := range p.nodes {
		v.X, v.Y = left+int(math.Round(x[i])), top+int(math.Round(y[i]))
		v.R = 5 + min(9, v.weight)
	}
}

// fill stretches places so that they reach from one end to the other.
func fill(x []float64, from, to float64) {
	least, greatest := slices.Min(x), slices.Max(x)
	for i := range x {
		if greatest-least < 1 {
			x[i] = (from + to) / 2
			continue
		}
		x[i] = from + (x[i]-least)/(greatest-least)*(to-from)
	}
}

// moveApart moves nodes whose names would lie on one another, inside their box.
func moveApart(nodes []*node, x, y []float64, w, h float64) {
	const line, letter = 38, 7.6
	half := make([]float64, len(nodes))
	for i, v := range nodes {
		half[i] = max(20, letter*float64(utf8.RuneCountInString(short(nameLetters, v.Name)))/2)
	}
	keep := func(i int) {
		x[i] = min(w-half[i], max(half[i], x[i]))
		y[i] = min(h-networkMargin/2, max(networkMargin/2, y[i]))
	}
	for range 200 {
		moved := false
		for i := range nodes {
			for k := range i {
				wide := half[i] + half[k] + 6 - math.Abs(x[i]-x[k])
				high := line - math.Abs(y[i]-y[k])
				if wide <= 0 || high <= 0 {
					continue
				}
				moved = true
				if high <= wide {
					up := math.Copysign(high/2, y[i]-y[k])
					y[i], y[k] = y[i]+up, y[k]-up
				} else {
					aside := math.Copysign(wide/2, x[i]-x[k])
					x[i], x[k] = x[i]+aside, x[k]-aside
				}
				keep(i)
				keep(k)
			}
			keep(i)
		}
		if !moved {
			return
		}
	}
}

// nameLetters is how much of a name the drawing shows.
const nameLetters = 28

// Words say what an edge is, for whoever does not see it.
func (e *edge) Words() string {
	return fmt.Sprintf("%s and %s: %s, %s, %s", short(60, e.A.Name), short(60, e.B.Name), count(len(e.Claims), "claim"), count(e.Origins, "independent origin"), e.How())
}

// How says how an edge looks, in words.
func (e *edge) How() string {
	return map[string]string{"asserted": "asserted", "hedged": "hedged, alleged or left open", "denied": "denied by somebody"}[e.Look]
}
