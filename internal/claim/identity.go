package claim

import (
	"cmp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// An identity is a telling that says who somebody was, of whom nothing else is said
// there: "it was Orel", "it was not him", "it was one of her pupils".
type identity struct {
	*telling
	who  stemma.ID // "" for one without an entity
	name string    // as the text names him, or the words for him
	near []uint32  // the content words, names left out, of its sentence and of those before it, in order
}

// sentencesBefore is how many sentences before "it was Orel" say of whom that is asked, and
// sameMatter how many words two texts have in common there if they ask it of one.
const sentencesBefore, sameMatter = 3, 2

// matters reports whether two identities are of one matter: of one text, or with words in
// common before them.
func (i *identity) matters(j *identity) bool {
	return i.text == j.text || shared(i.near, j.near) >= sameMatter
}

// identities finds those of a stretch.
func (s *scan) identities(d Document) {
	for i := range s.doc.Tokens {
		tok := &s.doc.Tokens[i]
		if s.child(i, "cop") < 0 || tok.Deprel == "amod" || s.child(i, "acl:relcl") >= 0 { // "it was Orel who left" says who left
			continue
		}
		subject := max(s.child(i, "nsubj"), s.child(i, "expl"))
		if subject < 0 || subject > i || !strings.EqualFold(s.doc.Tokens[subject].In(s.doc.Text), "it") {
			continue
		}
		x := identity{}
		switch m, ok := s.mention(i); {
		case tok.UPOS == "PROPN" && ok && m.Form == nlp.Name && m.Type != nlp.Place && m.Type != nlp.Facility && m.Type != nlp.Event && (m.Span.End == tok.End || m.Span.Begin == tok.Begin):
			x.who, x.name = m.Entity, clean(m.Span.In(d.Document.Text))
		case tok.UPOS == "PRON" && ok && personal[lemma(tok)] && m.Entity != "":
			x.who, x.name = m.Entity, nameOf(d, m.Entity)
		case (tok.UPOS == "NUM" || tok.UPOS == "PRON") && lemma(tok) == "one" && s.of(i) > i && (people[lemma(&s.doc.Tokens[s.of(i)])] || s.personal(s.of(i))):
			x.name = clean(stemma.Span{Begin: tok.Begin, End: s.reach(s.of(i)).End}.In(d.Document.Text))
		}
		if x.name == "" {
			continue
		}
		x.telling = &telling{text: s.text, head: tok.Span, lemma: "be", sentence: s.doc.Sentence(s.sentence[i]), clause: s.doc.Tokens[subject].Span.Cover(s.reach(i))}
		x.args = []argument{{role: "patient", entity: x.who, named: x.who != "", person: true, lemma: lemma(tok), span: tok.Span}}
		at := closed(x.clause, d.Document.Text)
		x.gist = gist{at: at, words: clean(at.In(d.Document.Text)), whole: true}
		x.by = s.member(tok.Span)
		s.marked(x.telling, i)
		for k := max(0, s.sentence[i]-sentencesBefore); k <= s.sentence[i]; k++ {
			for _, t := range s.doc.Tokens[s.doc.Sentences[k].First:s.doc.Sentences[k].Last] {
				if content(&t) && t.UPOS != "PROPN" && !saying[lemma(&t)] {
					x.near = append(x.near, hash(lemma(&t)))
				}
			}
		}
		slices.Sort(x.near)
		x.near = slices.Compact(x.near)
		if x.by != nil {
			s.text.identities = append(s.text.identities, &x)
		}
	}
}

// personal reports whether the noun at token i is one for persons, by its mention or by
// whose it is: "one of her pupils".
func (s *scan) personal(i int) bool {
	m, ok := s.mention(i)
	return ok && (m.Type == nlp.Person || m.Type == nlp.Group)
}

// who makes the claims of who somebody was: in one story of one person, and of whoever
// else is named instead of him close by.
func (c *Collection) who(d decisions) (out []*draft) {
	type key struct {
		story int
		who   stemma.ID
	}
	of := map[key][]*draft{}
	in := map[*draft][]*identity{}
	at := map[*identity]*draft{}
	add := func(x *draft, i *identity, value string) {
		x.answers = append(x.answers, &answer{by: i.by, stance: i.stance(), value: value, shown: []stemma.Span{i.clause}, telling: i.telling, why: "it says who it was"})
		at[i] = x
		in[x] = append(in[x], i)
	}
	name := map[key]string{}
	for _, t := range c.texts {
		for _, i := range t.identities {
			if k := (key{t.story, i.who}); i.who != "" && name[k] == "" {
				name[k] = i.name
			}
		}
	}
	for _, t := range c.texts {
		for _, i := range t.identities {
			if i.who == "" {
				continue
			}
			k := key{t.story, i.who}
			var x *draft
			if n := slices.IndexFunc(of[k], func(x *draft) bool { return slices.ContainsFunc(in[x], i.matters) }); n >= 0 {
				x = of[k][n]
			} else {
				x = &draft{question: stemma.AskIdentity}
				of[k] = append(of[k], x)
				out = append(out, x)
			}
			if !slices.ContainsFunc(x.answers, func(a *answer) bool { return d.parted(a.by, i.by) }) {
				add(x, i, name[k])
			}
		}
	}
	// "It was not Orel, he said. Vell believes that it was one of her pupils."
	for _, t := range c.texts {
		for n, i := range t.identities {
			for k := n - 1; k >= 0; k-- {
				j := t.identities[k]
				x := at[j]
				if i.clause.Begin-j.clause.End > farthestContrast {
					break
				}
				if x == nil || at[i] == x || j.by.voiceKey() == i.by.voiceKey() || d.parted(i.by, j.by) || i.who != "" && i.who == j.who {
					continue
				}
				switch y := at[i]; {
				case y == nil:
					add(x, i, i.name)
				case len(y.answers) == 1:
					x.answers, y.answers = append(x.answers, y.answers...), nil
					at[i] = x
				}
				break
			}
		}
	}
	return slices.DeleteFunc(out, func(x *draft) bool { return len(x.answers) == 0 })
}

// identity compares who it was: who says so and who denies it, and then whom they name.
func (d *draft) identity() (stemma.Disagreement, [2]*answer, string) {
	for i, a := range d.answers {
		for _, b := range d.answers[:i] {
			if a.by != b.by && a.value == b.value && a.stance != b.stance && a.holds() && b.holds() && a.sure() && b.sure() {
				return stemma.PolarityDiffers, [2]*answer{b, a}, cmp.Or(map[stemma.Stance]string{stemma.Denies: "One says that it was " + a.value + ", the other that it was not."}[a.stance], "One says that it was not "+a.value+", the other that it was.")
			}
		}
	}
	for i, a := range d.answers {
		for _, b := range d.answers[:i] {
			if a.by != b.by && a.value != b.value && a.stance == stemma.Affirms && b.stance == stemma.Affirms {
				return stemma.IdentityDiffers, [2]*answer{b, a}, "It was " + b.value + " by one, " + a.value + " by the other."
			}
		}
	}
	return stemma.NoDisagreement, [2]*answer{}, "None names another."
}
