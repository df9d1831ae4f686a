package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// A named place is a name where it stands in a document.
type named struct {
	span     stemma.Span
	name     *used
	referent *referent
}

// Reworded tells of a derivation among the documents. Of those whose words were
// changed it is asked which names were changed with them; others say nothing
// here, for where a copy has another name somebody meant another. It is called
// before the documents are added.
func (c *Case) Reworded(d *stemma.Derivation) {
	if d.Kind == stemma.Spun {
		c.reworded = append(c.reworded, *d)
		c.named[d.From], c.named[d.To] = nil, nil
	}
}

// alike joins names that stand in the same place of two wordings of one text:
// between the same names on either side, with a word in common, neither of them
// anywhere in the other text.
func (c *Case) alike(g *graph) {
	slices.SortFunc(c.reworded, func(a, b stemma.Derivation) int { return cmp.Compare(a.ID, b.ID) })
	for _, d := range c.reworded {
		from, to := c.named[d.From], c.named[d.To]
		there := [2]map[string]bool{plains(from), plains(to)}
		for _, p := range d.Aligned {
			c.place(g, d, inside(from, p.From), inside(to, p.To), there)
		}
	}
}

func plains(list []named) map[string]bool {
	out := map[string]bool{}
	for _, n := range list {
		out[n.name.plain] = true
	}
	return out
}

func inside(list []named, span stemma.Span) []named {
	var out []named
	for _, n := range list {
		if span.Contains(n.span) {
			out = append(out, n)
		}
	}
	return out
}

// place goes along the names that both passages have, and looks at what stands
// alone between two of them on both sides.
func (c *Case) place(g *graph, d stemma.Derivation, a, b []named, there [2]map[string]bool) {
	fixed := common(a, b)
	i, j := 0, 0
	for _, f := range append(fixed, [2]int{len(a), len(b)}) {
		if f[0]-i == 1 && f[1]-j == 1 {
			x, y := a[i], b[j]
			if !there[1][x.name.plain] && !there[0][y.name.plain] && class(x.name.kind) != 'p' && class(y.name.kind) != 'p' && shareWord(x.name.plain, y.name.plain) {
				g.join(edge{a: x.referent.at, b: y.referent.at, score: 0.8, nameA: x.name.text, nameB: y.name.text,
					evidence: stemma.Evidence{Kind: stemma.Reworded, Doc: y.referent.doc, Span: y.span, Score: 0.8,
						Explain: "the text is a rewording of another, which has the other name in this place"}})
			}
		}
		i, j = f[0]+1, f[1]+1
	}
}

func shareWord(a, b string) bool {
	words := strings.Fields(b)
	return slices.ContainsFunc(strings.Fields(a), func(w string) bool { return !smallWords[w] && slices.Contains(words, w) })
}

// common is a longest run of names, in order, that both lists have.
func common(a, b []named) [][2]int {
	best := make([][]int, len(a)+1)
	for i := range best {
		best[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].name.plain == b[j].name.plain {
				best[i][j] = best[i+1][j+1] + 1
			} else {
				best[i][j] = max(best[i+1][j], best[i][j+1])
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].name.plain == b[j].name.plain:
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case best[i+1][j] >= best[i][j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

// names are the places of all names of the document, with whom they mean.
func (l *local) placed(byRoot func(mention int) *referent) []named {
	var out []named
	for i := range l.Mentions {
		if m := &l.Mentions[i]; l.of[i] >= 0 && m.Form == nlp.Name {
			if r := byRoot(i); r != nil {
				out = append(out, named{m.Span, l.names[l.of[i]], r})
			}
		}
	}
	return out[:min(len(out), mostPlaced)]
}

// mostPlaced is how many names of a document are held against those of another;
// the work is their product.
const mostPlaced = 2000
