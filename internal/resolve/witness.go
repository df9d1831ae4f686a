package resolve

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// A told is what a source of a document says: where it stands, and of one without
// a name by which words it is spoken of and what is said.
type told struct {
	span     stemma.Span
	referent *referent
	as       string   // in small letters, "" for one with a name
	words    []string // of what is said, sorted; of one without a name only
}

// told are the sayings of the document's sources.
func (l *local) told(of func(mention int) *referent) []told {
	var out []told
	for _, s := range l.Statements {
		i := l.at(s.Voice().Source)
		if !s.Attributed() || i < 0 || len(out) == mostPlaced {
			continue
		}
		r := of(i)
		if r == nil || r.impersonal() || len(r.names) > 0 && class(r.kind) != 'p' {
			continue
		}
		x := told{span: s.Bounds(), referent: r}
		if m := &l.Mentions[i]; len(r.names) == 0 {
			if m.Form != nlp.Nominal {
				continue
			}
			x.as = strings.ToLower(strings.Join(strings.Fields(m.Span.In(l.Text)), " "))
			for _, c := range s.Content {
				x.words = append(x.words, saying(c.In(l.Text))...)
			}
			slices.Sort(x.words)
			x.words = slices.Compact(x.words)
			x.words = x.words[:min(len(x.words), mostSaid)]
		}
		out = append(out, x)
	}
	return out
}

// mostSaid is how many words of a saying are kept, and leastWord how many letters
// one of them has: shorter ones are mostly small.
const (
	mostSaid  = 24
	leastWord = 4
)

// saying are the words of a stretch of text by which a saying is known again.
func saying(text string) (out []string) {
	for w := range strings.FieldsSeq(plainOf(text)) {
		if digit := w[0] >= '0' && w[0] <= '9'; digit || utf8.RuneCountInString(w) >= leastWord && !smallWords[w] && !relatives[w] && !owners[w] && !indefinites[w] && !light[w] {
			out = append(out, w)
		}
	}
	return out
}

// light are words that any saying may have. English; general knowledge.
var light = map[string]bool{"been": true, "being": true, "could": true, "does": true, "from": true, "have": true, "having": true, "here": true, "into": true, "might": true,
	"only": true, "said": true, "says": true, "should": true, "such": true, "than": true, "that": true, "them": true, "then": true, "there": true, "these": true, "this": true, "those": true,
	"told": true, "very": true, "were": true, "when": true, "where": true, "will": true, "with": true, "would": true}

var commasAndQuotes = strings.NewReplacer(",", "", "“", "", "”", "")

// nounOf takes the words for one without a name apart: the noun and all but the
// article; "" for several, for "another" and for nobody.
func nounOf(as string) (noun string, words []string) {
	words = strings.Fields(commasAndQuotes.Replace(as))
	for len(words) > 0 && articles[words[0]] {
		words = words[1:]
	}
	if len(words) == 0 || indefinites[words[0]] || owners[words[0]] {
		return "", nil
	}
	for i, w := range words {
		if i > 0 && (smallWords[w] || relatives[w]) {
			break
		}
		noun = w
	}
	return noun, words
}

// witnesses joins a source whom one text describes and does not name with the one
// whom another text names, where the two texts were found to rest on one witness
// for it: what he told is the same, a text of the case calls the named one by the noun
// of the description, and nobody else fits. Who is named in the text that does not name
// the source is another.
func (c *Case) witnesses(g *graph) {
	calls, docs := map[int][][]string{}, map[int]map[stemma.ID]bool{}
	for _, r := range c.referents {
		root := g.find(r.at)
		if len(r.names) > 0 {
			calls[root] = append(calls[root], r.called...)
		}
		if docs[root] == nil {
			docs[root] = map[stemma.ID]bool{}
		}
		docs[root][r.doc] = true
	}
	fitting := map[int][]edge{} // by the component without a name
	var order []int
	for _, d := range c.derived {
		if d.Kind != stemma.SharedRoot || len(d.Aligned) != 1 {
			continue
		}
		at := d.Aligned[0]
		for _, side := range [2][2]struct {
			doc  stemma.ID
			span stemma.Span
		}{{{d.From, at.From}, {d.To, at.To}}, {{d.To, at.To}, {d.From, at.From}}} {
			for _, x := range c.told[side[0].doc] {
				if x.span != side[0].span {
					continue
				}
				noun, _ := nounOf(x.as)
				if noun == "" {
					continue
				}
				root := g.find(x.referent.at)
				for _, y := range c.told[side[1].doc] {
					other := g.find(y.referent.at)
					if y.as != "" || !y.span.Overlaps(side[1].span) || root == other || len(calls[root]) > 0 || shareDoc(docs[root], docs[other]) ||
						!slices.ContainsFunc(calls[other], func(called []string) bool { return fits(called, []string{noun}) }) {
						continue
					}
					if fitting[root] == nil {
						order = append(order, root)
					}
					fitting[root] = append(fitting[root], edge{a: y.referent.at, b: x.referent.at, score: 0.7, nameA: y.referent.names[0].text, nameB: x.as,
						evidence: stemma.Evidence{Kind: stemma.Described, Doc: x.referent.doc, Span: x.span, Score: 0.7, Explain: "what he is called and what he told are those of somebody whom the text does not name"}})
				}
			}
		}
	}
	for _, root := range order {
		list := fitting[root]
		one := !slices.ContainsFunc(list, func(e edge) bool { return g.find(e.a) != g.find(list[0].a) })
		for _, e := range list {
			if one {
				g.join(e)
			} else {
				g.near(e.a, e.b, leastNear, e.nameB+" may be "+e.nameA)
			}
		}
	}
}

func shareDoc(a, b map[stemma.ID]bool) bool {
	for doc := range a {
		if b[doc] {
			return true
		}
	}
	return false
}

// retold joins a source without a name with that of the text from which it was
// taken: both texts have one such source by its noun, the words of the one are among those
// of the other, and what they say has two words in common.
func (c *Case) retold(g *graph) {
	for _, d := range c.derived {
		if !d.Directed {
			continue
		}
		from, to := byNoun(c.told[d.From]), byNoun(c.told[d.To])
		for _, noun := range slices.Sorted(maps.Keys(to)) {
			a, b := from[noun], to[noun]
			if len(a) == 0 || !oneOf(a) || !oneOf(b) || g.find(a[0].referent.at) == g.find(b[0].referent.at) {
				continue
			}
			_, x := nounOf(a[0].as)
			_, y := nounOf(b[0].as)
			if (allAmong(x, y) || allAmong(y, x)) && slices.ContainsFunc(a, func(p told) bool {
				return slices.ContainsFunc(b, func(q told) bool { return inCommon(p.words, q.words) >= 2 })
			}) {
				g.join(edge{a: a[0].referent.at, b: b[0].referent.at, score: 0.7, nameA: a[0].as, nameB: b[0].as,
					evidence: stemma.Evidence{Kind: stemma.Copied, Doc: d.To, Span: b[0].span, Score: 0.7, Explain: "the text has it from another, where the only such source says the same"}})
			}
		}
	}
}

// byNoun sorts the sayings of sources without a name by the noun for who says it.
func byNoun(list []told) map[string][]told {
	out := map[string][]told{}
	for _, x := range list {
		if noun, _ := nounOf(x.as); noun != "" {
			out[noun] = append(out[noun], x)
		}
	}
	return out
}

// oneOf reports whether all sayings are of one source.
func oneOf(list []told) bool {
	return !slices.ContainsFunc(list, func(x told) bool { return x.referent != list[0].referent })
}

func allAmong(words, of []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(of, w) })
}

// inCommon counts the words that two sorted lists have in common.
func inCommon(a, b []string) int {
	n := 0
	for _, w := range a {
		if _, ok := slices.BinarySearch(b, w); ok {
			n++
		}
	}
	return n
}
