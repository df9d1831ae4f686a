package resolve

import (
	"maps"
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

// Derived tells of a derivation among the documents. It is called before the
// documents are added. What stands in a passage that two texts share is read
// the same way in both: sources without a name (copied), and, where the words
// were changed, names that were changed with them (alike).
func (c *Case) Derived(d *stemma.Derivation) {
	if len(d.Aligned) == 0 {
		return
	}
	c.derived = append(c.derived, *d)
	c.hidden[d.From], c.hidden[d.To] = nil, nil
	c.told[d.From], c.told[d.To] = nil, nil
	// Where a copy that is no rewording has another name, somebody meant another.
	if d.Kind == stemma.Spun {
		c.named[d.From], c.named[d.To] = nil, nil
	}
}

// copied joins sources without a name that stand in one passage of two texts:
// "a senior official" of ten copies is one.
func (c *Case) copied(g *graph) {
	for _, d := range c.derived {
		for _, p := range d.Aligned {
			from, to := within(c.hidden[d.From], p.From), within(c.hidden[d.To], p.To)
			for _, words := range slices.Sorted(maps.Keys(from)) {
				a, b := from[words], to[words]
				if len(a) != len(b) {
					continue
				}
				for k := range a {
					g.join(edge{a: a[k].at, b: b[k].at, score: 0.9, nameA: words, nameB: words,
						evidence: stemma.Evidence{Kind: stemma.Copied, Score: 0.9, Explain: "the same words in a passage that both texts have"}})
				}
			}
		}
	}
}

// A hidden source is one without a name where it stands in a document.
type hidden struct {
	span     stemma.Span
	words    string // in small letters
	referent *referent
}

// within are the sources of a passage by their words, in order.
func within(list []hidden, span stemma.Span) map[string][]*referent {
	out := map[string][]*referent{}
	for _, h := range list {
		if span.Contains(h.span) {
			out[h.words] = append(out[h.words], h.referent)
		}
	}
	return out
}

// alike joins names that stand in the same place of two wordings of one text:
// between the same names on either side, with a word in common, neither of them
// anywhere in the other text.
func (c *Case) alike(g *graph) {
	for _, d := range c.derived {
		if d.Kind != stemma.Spun {
			continue
		}
		from, to := c.named[d.From], c.named[d.To]
		there := [2]map[string]bool{plains(from), plains(to)}
		for _, p := range d.Aligned {
			a, b := inside(from, p.From), inside(to, p.To)
			fixed := append(common(a, b), [2]int{len(a), len(b)})
			c.place(g, d, a, b, fixed, there)
			c.placeHidden(g, d, p, a, b, fixed)
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
func (c *Case) place(g *graph, d stemma.Derivation, a, b []named, fixed [][2]int, there [2]map[string]bool) {
	i, j := 0, 0
	for _, f := range fixed {
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

// placeHidden joins the source without a name that stands alone between two names
// that both passages have with the one that does so in the other wording, where
// they have a word in common: "a porter who carried flour", "a carrier who hauled
// flour".
func (c *Case) placeHidden(g *graph, d stemma.Derivation, p stemma.Passage, a, b []named, fixed [][2]int) {
	x, y := p.From.Begin, p.To.Begin
	for _, f := range fixed {
		to := [2]int{p.From.End, p.To.End}
		if f[0] < len(a) && f[1] < len(b) {
			to = [2]int{a[f[0]].span.Begin, b[f[1]].span.Begin}
		}
		from, other := lying(c.hidden[d.From], x, to[0]), lying(c.hidden[d.To], y, to[1])
		if len(from) == 1 && len(other) == 1 && slices.ContainsFunc(saying(from[0].words), func(w string) bool { return slices.Contains(saying(other[0].words), w) }) {
			g.join(edge{a: from[0].referent.at, b: other[0].referent.at, score: 0.7, nameA: from[0].words, nameB: other[0].words,
				evidence: stemma.Evidence{Kind: stemma.Reworded, Doc: d.To, Span: other[0].span, Score: 0.7,
					Explain: "the text is a rewording of another, which has the other words in this place"}})
		}
		x, y = to[0], to[1]
	}
}

// lying are the sources without a name that lie between two places of a text.
func lying(list []hidden, from, to int) (out []hidden) {
	for _, h := range list {
		if h.span.Begin >= from && h.span.End <= to {
			out = append(out, h)
		}
	}
	return out
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

// hidden are the sources of the document that have no name.
func (l *local) hidden(of func(mention int) *referent) []hidden {
	var out []hidden
	for i := range l.Mentions {
		if m := &l.Mentions[i]; l.speaks[i] {
			if r := of(i); r != nil && len(r.names) == 0 && !r.impersonal() {
				out = append(out, hidden{m.Span, strings.ToLower(strings.Join(strings.Fields(m.Span.In(l.Text)), " ")), r})
			}
		}
	}
	return out
}

// placed are the places of all names of the document, with whom they mean.
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
