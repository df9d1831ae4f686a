package resolve

import (
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// bodies are words for what every country has one of: a name that is made of one
// says little unless the country is named with it. English; general knowledge.
var bodies = map[string]bool{"ministry": true, "department": true, "government": true, "cabinet": true, "parliament": true, "senate": true, "congress": true, "assembly": true,
	"army": true, "navy": true, "police": true, "guard": true, "guards": true, "forces": true, "force": true, "court": true, "council": true, "service": true, "agency": true,
	"office": true, "directorate": true, "bureau": true, "embassy": true, "consulate": true, "treasury": true, "commission": true, "command": true, "intelligence": true}

// body reports whether a name in small letters is of a body that other countries
// have by the same name: "interior ministry", "ministry of the interior".
func body(plain string) bool {
	words := strings.Fields(plain)
	return bodies[words[0]] || bodies[words[len(words)-1]]
}

// of is the country whose body a mention names, "Ruvenia" of "Ruvenia's Interior
// Ministry", with where it begins; "" where none stands before it.
func (l *local) countryOf(i int) (string, int) {
	m := l.Mentions[i].Span
	for k := i - 1; k >= max(0, i-mostInside); k-- {
		x := &l.Mentions[k]
		if x.Form != nlp.Name || x.Span.End > m.Begin {
			continue
		}
		if gap := l.Text[x.Span.End:m.Begin]; gap != "'s " && gap != "’s " && !(gap == " " && l.owner(x.Span)) {
			return "", 0
		}
		name := clean(x.Span.In(l.Text))
		plain := plainOf(name)
		if class(x.Type) == 'p' && !l.land(plain) || l.people[plain] {
			return "", 0
		}
		return name, x.Span.Begin
	}
	return "", 0
}

// A vague name is of a body that does not name its country, with the edges to
// those that do.
type vague struct {
	group int
	edges []edge
}

// shared joins a body that does not name its country with the one that does, if
// the case has only one such: "the Interior Ministry" may be that of either of two.
func shared(g *graph, list []*vague) {
	for _, v := range list {
		first := g.find(v.edges[0].a)
		one := !slices.ContainsFunc(v.edges, func(e edge) bool { return g.find(e.a) != first })
		for _, e := range v.edges {
			if one {
				g.join(e)
			} else {
				g.near(e.a, e.b, leastSame-0.01, e.nameB+" may be "+e.nameA)
			}
		}
	}
}
