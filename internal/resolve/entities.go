package resolve

import (
	"cmp"
	"slices"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/names"
	"github.com/stemma/stemma/nlp"
)

// maxDocs is how many documents an alias names; more do not help a person.
const maxDocs = 20

// maxNear is how many near-misses an entity keeps.
const maxNear = 10

// entities writes down what the graph says.
func (c *Case) entities(g *graph) *stemma.Resolution {
	set := g.components()
	members := map[int][]int{}
	mentions := 0
	for i, r := range c.referents {
		members[set.root(i)] = append(members[set.root(i)], i)
		mentions += len(r.mentions)
	}
	out := &stemma.Resolution{Of: make(map[stemma.ID]stemma.ID, mentions), Voices: map[stemma.ID][]stemma.ID{}, Args: map[stemma.ID][]stemma.ID{}}
	evidence := map[int][]edge{}
	for _, e := range g.edges {
		if set.root(e.a) == set.root(e.b) && e.nameA != e.nameB || e.score == decided {
			evidence[set.root(e.a)] = append(evidence[set.root(e.a)], e)
		}
	}
	ids := make([]stemma.ID, len(c.referents))
	for root, list := range members {
		e := c.entity(list, evidence[root])
		for _, i := range list {
			ids[i] = e.ID
			for _, m := range c.referents[i].mentions {
				out.Of[m] = e.ID
			}
		}
		out.Entities = append(out.Entities, e)
	}
	slices.SortFunc(out.Entities, func(a, b stemma.Entity) int { return cmp.Compare(a.ID, b.ID) })
	c.nears(g, ids, out)
	for _, l := range c.links {
		put := func(to map[stemma.ID][]stemma.ID, mentions []stemma.ID) {
			of, some := make([]stemma.ID, len(mentions)), false
			for i, m := range mentions {
				of[i] = out.Of[m]
				some = some || of[i] != ""
			}
			if some {
				to[l.statement] = of
			}
		}
		put(out.Voices, l.sources)
		put(out.Args, l.args)
	}
	return out
}

// nears writes down what may be the same. What a person has parted, or a text
// tells apart, is not asked about again.
func (c *Case) nears(g *graph, ids []stemma.ID, out *stemma.Resolution) {
	at := map[stemma.ID]int{}
	for i := range out.Entities {
		at[out.Entities[i].ID] = i
	}
	parted := map[[2]stemma.ID]bool{}
	for _, p := range slices.Concat(g.parts, g.told) {
		parted[[2]stemma.ID{ids[p[0]], ids[p[1]]}], parted[[2]stemma.ID{ids[p[1]], ids[p[0]]}] = true, true
	}
	best := map[[2]stemma.ID]stemma.Near{}
	for pair, n := range g.nears {
		a, b := ids[pair[0]], ids[pair[1]]
		if a == b || parted[[2]stemma.ID{a, b}] {
			continue
		}
		for _, k := range [2][2]stemma.ID{{a, b}, {b, a}} {
			if old := best[k]; n.Score > old.Score || n.Score == old.Score && n.Why < old.Why {
				best[k] = n
			}
		}
	}
	for k, n := range best {
		e := &out.Entities[at[k[0]]]
		e.Near = append(e.Near, stemma.Near{Entity: k[1], Score: n.Score, Why: n.Why})
	}
	for i := range out.Entities {
		e := &out.Entities[i]
		slices.SortFunc(e.Near, func(a, b stemma.Near) int {
			return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Entity, b.Entity))
		})
		e.Near = e.Near[:min(len(e.Near), maxNear)]
	}
}

// entity makes one entity of referents.
func (c *Case) entity(list []int, edges []edge) stemma.Entity {
	rs := make([]*referent, len(list))
	for i, at := range list {
		rs[i] = c.referents[at]
	}
	slices.SortFunc(rs, func(a, b *referent) int { return cmp.Or(cmp.Compare(a.path, b.path), cmp.Compare(a.id, b.id)) })
	e := stemma.Entity{}
	byPlain := map[string]int{}
	shape := map[string]*used{} // by the text of an alias
	least := rs[0].id
	kinds := map[nlp.EntityType]int{}
	docs := map[stemma.ID]bool{}
	metonym := true
	for _, r := range rs {
		least = min(least, r.id)
		docs[r.doc] = true
		e.Mentions += len(r.mentions)
		e.Roles = append(e.Roles, r.roles...)
		metonym = metonym && r.metonym
		if len(r.names) == 0 {
			kinds[r.kind]++
		}
		for _, u := range r.names {
			kinds[u.kind] += 100 * u.n
			at, ok := byPlain[u.plain]
			if !ok {
				at = len(e.Aliases)
				byPlain[u.plain], shape[u.text] = at, u
				alias := stemma.Alias{Name: u.text}
				if u.name.Script != names.Latin && u.name.Script != names.OtherScript {
					alias.Latin = latin(u.name)
				}
				e.Aliases = append(e.Aliases, alias)
			}
			a := &e.Aliases[at]
			a.N += u.n
			if n := len(a.Docs); n < maxDocs && (n == 0 || a.Docs[n-1] != r.doc) {
				a.Docs = append(a.Docs, r.doc)
			}
		}
	}
	e.ID, e.Docs, e.Named = stemma.EntityID(least), len(docs), len(e.Aliases) > 0
	delete(kinds, "") // where some of it is of a known type, that it is
	for kind, n := range kinds {
		if e.Type == "" || n > kinds[e.Type] || n == kinds[e.Type] && kind < e.Type {
			e.Type = kind
		}
	}
	slices.SortFunc(e.Aliases, func(a, b stemma.Alias) int { return cmp.Or(b.N-a.N, cmp.Compare(a.Name, b.Name)) })
	if !e.Named {
		e.Name, e.Roles = rs[0].words, nil
		return e
	}
	e.Name = fullest(e.Aliases, shape)
	if metonym {
		e.Name = "government meant by " + e.Name
	}
	c.prove(&e, edges)
	return e
}

// latin is a name in the letters a to z.
func latin(n *names.Name) string {
	out := ""
	for _, p := range n.Parts {
		if p.Latin != "" {
			if out != "" {
				out += " "
			}
			out += p.Latin
		}
	}
	return out
}

// fullest is the name that an entity is known by: of those with two words or
// more that are no kunya, the one used most.
func fullest(aliases []stemma.Alias, shape map[string]*used) string {
	best, rank := "", -1
	for _, a := range aliases {
		u := shape[a.Name]
		if u == nil {
			continue
		}
		r := 0
		if u.name.Script == names.Latin {
			r += 100
		}
		kunya := slices.ContainsFunc(u.name.Parts, func(p names.Part) bool { return p.Role == names.Kunya || p.Role == names.Initial })
		if !kunya {
			r += 10 * min(cores(u.name), 2)
		}
		if arabic(u.name) {
			r++ // with its article it is whole
		}
		if r > rank {
			best, rank = a.Name, r
		}
	}
	return best
}

// prove keeps for each alias why it is one: what joined it to another name, in
// its own text or across.
func (c *Case) prove(e *stemma.Entity, edges []edge) {
	at := map[string]int{}
	for i, a := range e.Aliases {
		at[plainOf(a.Name)] = i
	}
	add := func(name, with string, v stemma.Evidence) {
		i, ok := at[plainOf(name)]
		if !ok || e.Aliases[i].Name == e.Name || len(e.Aliases[i].Evidence) >= maxEvidence {
			return
		}
		if j, ok := at[plainOf(with)]; ok {
			with = e.Aliases[j].Name // as it is listed
		}
		v.With = with
		if slices.ContainsFunc(e.Aliases[i].Evidence, func(x stemma.Evidence) bool { return x.Kind == v.Kind && x.With == v.With && x.Doc == v.Doc }) {
			return
		}
		e.Aliases[i].Evidence = append(e.Aliases[i].Evidence, v)
	}
	for _, x := range edges {
		if x.score == decided {
			for _, ends := range [2][2]int{{x.a, x.b}, {x.b, x.a}} {
				if r, o := c.referents[ends[0]], c.referents[ends[1]]; len(r.names) > 0 && len(o.names) > 0 {
					add(r.names[0].text, o.names[0].text, x.evidence)
				}
			}
			continue
		}
		add(x.nameA, x.nameB, x.evidence)
		add(x.nameB, x.nameA, x.evidence)
	}
}

// maxEvidence is how many reasons an alias keeps.
const maxEvidence = 5
