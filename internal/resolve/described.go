package resolve

import (
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// described joins "the minister" and "the ministry" with the one whom the text
// has called a minister, or whose name is that of a ministry, before: the only
// such one, or the only one that was named since the paragraph before. A person's
// office is asked for before the chains are followed, and so goes before them; what
// else they give another name stays with it, for "the group" may mean any.
func (l *local) described(people bool) {
	named := l.named()
	heads := l.heads
	if len(heads) == 0 {
		return
	}
	for i := range l.Mentions {
		m := &l.Mentions[i]
		at := len(l.names) + i
		if m.Form != nlp.Nominal || named[l.set.root(at)] {
			continue
		}
		words := strings.Fields(strings.ToLower(whole(m.Span.In(l.Text))))
		if len(words) < 2 || len(words) > 4 || words[0] != "the" {
			continue
		}
		if j := l.lastCalled(m, words[1:], heads[words[len(words)-1]]); j >= 0 && (!people || l.names[l.of[j]].kind == nlp.Person) {
			root := l.set.root(len(l.names) + j)
			l.set.join(root, at)
			named[l.set.root(at)] = true
		}
	}
}

// A head is a word by which a text has called somebody with a name.
type head struct {
	mention int      // by name
	called  []string // with the words that go with it, in small letters
}

// heads are what the text calls its names, by the last word: "minister" for
// "Interior Minister Orsa Veld" and "Orsa Veld, the interior minister",
// "ministry" for "the Ministry of Waters" and "the Interior Ministry".
func (l *local) findHeads() map[string][]head {
	out := map[string][]head{}
	add := func(j int, words string) {
		called := strings.Fields(strings.Trim(strings.ToLower(words), " ,"))
		if len(called) == 0 {
			return
		}
		last := called[len(called)-1]
		out[last] = append(out[last], head{j, called})
	}
	for i := range l.Mentions {
		m := &l.Mentions[i]
		if n := l.of[i]; n >= 0 && class(l.names[n].kind) != 'p' && !l.names[n].metonym {
			words := clean(m.Span.In(l.Text))
			for _, small := range []string{" of ", " for ", " on ", " in ", " at "} {
				words, _, _ = strings.Cut(words, small)
			}
			if len(strings.Fields(words)) > 1 || len(words) < len(l.names[n].text) {
				add(i, words)
			}
			continue
		}
		j, ok := l.inner[i]
		if !ok {
			continue
		}
		name := l.Mentions[j].Span
		if before := l.Text[m.Span.Begin:name.Begin]; before != "" {
			if l.names[l.of[j]].kind == nlp.Person {
				add(j, before)
			}
			continue
		}
		// "Orsa Veld, the minister of waters": up to the noun.
		after := ""
		for k := i + 1; k < len(l.Mentions) && l.Mentions[k].Span.Begin < m.Span.End; k++ {
			x := &l.Mentions[k]
			if x.Form == nlp.Nominal && strings.Trim(l.Text[name.End:x.Span.Begin], " ,") == "" {
				after = x.Span.In(l.Text)
				break
			}
		}
		if after == "" {
			// No mention: its noun is one of those that the reader does not list.
			after, _, _ = strings.Cut(strings.TrimLeft(l.Text[name.End:m.Span.End], " ,"), ",")
			if first, _, _ := strings.Cut(strings.ToLower(after), " "); !articles[first] && !owners[first] {
				continue
			}
		}
		add(j, noun(after))
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b head) int { return a.mention - b.mention })
	}
	return out
}

// noun cuts a description behind its noun: "the minister" of "the minister of
// waters", "the society" of "the society that works on both sides".
func noun(words string) string {
	list := strings.Fields(words)
	for k, w := range list {
		if w = strings.ToLower(w); k > 0 && (smallWords[w] || relatives[w]) {
			return strings.TrimSuffix(strings.Join(list[:k], " "), ",")
		}
	}
	return words
}

// lastCalled is the mention by name, before m, that a description goes back to;
// -1 where none or several may be meant.
func (l *local) lastCalled(m *stemma.Mention, words []string, heads []head) int {
	type candidate struct{ group, mention int }
	var found []candidate
	for _, h := range heads {
		if l.Mentions[h.mention].Span.Begin >= m.Span.Begin {
			break
		}
		if fits(h.called, words) {
			group := l.group.root(l.of[h.mention])
			found = slices.DeleteFunc(found, func(c candidate) bool { return c.group == group })
			found = append(found, candidate{group, h.mention})
		}
	}
	switch {
	case len(found) == 0:
		return -1
	case len(found) == 1:
		return found[0].mention
	}
	return -1
}

// another reports whether somebody called so is another than the words say, or
// the words mean another.
func another(called, words []string) bool {
	for _, others := range []map[string]bool{en.Past(), en.Lesser()} {
		for w := range others {
			if slices.Contains(called, w) != slices.Contains(words, w) {
				return true
			}
		}
	}
	return false
}

// called joins "the society" with the only one named in the same text, before it,
// whom any text of the case calls a society, where the text itself does not; and
// "his sister" also with one whom the text names soon after.
func (c *Case) called(g *graph) {
	type noun struct {
		component int
		word      string
	}
	type calling struct {
		component int
		words     string
	}
	calls, known := map[noun][][]string{}, map[calling]bool{} // what each is called, by the last word of that
	inDoc := map[stemma.ID][]*referent{}
	for _, r := range c.referents {
		if len(r.names) > 0 {
			root := g.find(r.at)
			for _, called := range r.called {
				n, whole := noun{root, called[len(called)-1]}, calling{root, strings.Join(called, " ")}
				if !known[whole] {
					known[whole], calls[n] = true, append(calls[n], called)
				}
			}
			inDoc[r.doc] = append(inDoc[r.doc], r)
		}
	}
	var joins []edge
	for _, r := range c.referents {
		if len(r.names) > 0 || !r.definite {
			continue
		}
		words := strings.Fields(strings.ToLower(r.words))
		if len(words) == 0 || len(words) > 3 {
			continue
		}
		found := -1
		for _, o := range inDoc[r.doc] {
			if o.begin > r.begin && (!owners[words[0]] || o.begin > r.begin+nearby) || !slices.ContainsFunc(calls[noun{g.find(o.at), words[len(words)-1]}], func(called []string) bool { return fits(called, words) }) {
				continue
			}
			if found >= 0 && g.find(found) != g.find(o.at) {
				found = -1
				break
			}
			found = o.at
		}
		if found >= 0 {
			joins = append(joins, edge{a: found, b: r.at, score: 0.7, nameA: r.words, nameB: r.words,
				evidence: stemma.Evidence{Kind: stemma.PartOf, Doc: r.doc, Score: 0.7, Explain: "the only one in the text whom the case calls so"}})
		}
	}
	for _, e := range joins {
		g.join(e)
	}
}

// fits reports whether a description may mean whom a text has called so.
func fits(called, words []string) bool {
	return called[len(called)-1] == words[len(words)-1] && !another(called, words) &&
		!slices.ContainsFunc(words[:len(words)-1], func(w string) bool { return !slices.Contains(called, w) })
}
