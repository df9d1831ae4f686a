package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// measureCoref measures chains on GUM dev and on the annotated articles. All
// figures are percentages.
//
//	conll, muc, b3, ceafe  see Coreference; mentions are whole phrases
//	mentions.P, mentions.R of the mentions of chains, to the byte
//	pronouns               personal pronouns of the third person whose chain has a name, that are in a chain whose names are mostly those
//	sources                sources of the articles given by a pronoun or description, the same
//	sources.P              of those whose chain has a name at all
func measureCoref(data string) ([]Score, error) {
	pipeline, err := en.New()
	if err != nil {
		return nil, err
	}
	texts, err := ReadGUM(data, "dev")
	if err != nil {
		return nil, err
	}
	docs := make([]*nlp.Doc, len(texts))
	for i := range texts {
		docs[i] = nlp.NewDoc(texts[i].Text)
		pipeline.Annotate(docs[i])
	}
	c, pronouns := ScoreLinked(texts, docs)
	sources, err := ScoreSources(pipeline, filepath.Join(data, "dossier"))
	if err != nil {
		return nil, err
	}
	return []Score{
		{"conll", c.CoNLL(), 45}, {"muc", c.MUC.F1(), 0}, {"b3", c.B3.F1(), 0}, {"ceafe", c.CEAFe.F1(), 0},
		{"mentions.P", c.Mentions.Precision(), 0}, {"mentions.R", c.Mentions.Recall(), 0},
		{"pronouns", recall(pronouns), 65}, {"pronouns.P", precision(pronouns), 0},
		{"sources", recall(sources), 65}, {"sources.P", precision(sources), 0},
	}, nil
}

// ScoreLinked scores the chains of the docs that were made of the texts, and of
// their pronouns how many came to the right name.
func ScoreLinked(texts []CorefText, docs []*nlp.Doc) (Coreference, Ratio) {
	var pronouns Ratio
	n := 0
	c := ScoreCoref(texts, func(t *CorefText) [][]nlp.Span {
		doc := docs[n]
		n++
		pronouns.add(PronounsToNames(t, doc))
		return Chains(doc)
	})
	return c, pronouns
}

func (r *Ratio) add(x Ratio) {
	r.Correct, r.Gold, r.System = r.Correct+x.Correct, r.Gold+x.Gold, r.System+x.System
}

// Chains are the chains of the doc, each mention by its whole phrase.
func Chains(doc *nlp.Doc) [][]nlp.Span {
	var out [][]nlp.Span
	for _, m := range doc.Mentions {
		if m.Chain < 0 {
			continue
		}
		for len(out) <= m.Chain {
			out = append(out, nil)
		}
		out[m.Chain] = append(out[m.Chain], m.Phrase)
	}
	return out
}

// PronounsToNames counts the personal pronouns of the third person whose marked
// chain has a name: how many there are (Gold), how many we put in a chain with a
// name (System), and how many in one most of whose names are of the marked chain
// (Correct). Mentions are the same where each has the head of the other.
func PronounsToNames(t *CorefText, doc *nlp.Doc) Ratio {
	named := map[int]bool{}
	chainAt := map[int]int{} // marked chain of each name, by its head
	for _, m := range t.Mentions {
		if m.UPOS == "PROPN" {
			named[m.Chain] = true
			chainAt[m.Head.Begin] = m.Chain
		}
	}
	votes := votes(doc, func(m *nlp.Mention) int {
		if chain, ok := chainAt[doc.Tokens[m.Head].Begin]; ok {
			return chain
		}
		return -1
	})
	var r Ratio
	for _, g := range t.Mentions {
		if g.UPOS != "PRON" || !strings.Contains(g.Feats, "Person=3") || !strings.Contains(g.Feats, "PronType=Prs") || !named[g.Chain] {
			continue
		}
		r.Gold++
		for _, m := range doc.Mentions {
			if m.Chain >= 0 && m.Form == nlp.Pronoun && m.Span.Overlaps(g.Head) {
				r.count(votes[m.Chain], g.Chain)
				break
			}
		}
	}
	return r
}

func (r *Ratio) count(votes map[int]int, want int) {
	all := 0
	for _, n := range votes {
		all += n
	}
	if all > 0 {
		r.System++
		if 2*votes[want] > all {
			r.Correct++
		}
	}
}

// votes says for each chain of the doc how many of its names are whose. A name
// is what the annotation says is one, and what we say is one; of the latter
// those that are nobody's by the annotation count as -1.
func votes(doc *nlp.Doc, whose func(*nlp.Mention) int) map[int]map[int]int {
	out := map[int]map[int]int{}
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		if m.Chain < 0 || m.Form == nlp.Pronoun || m.Head < 0 {
			continue
		}
		who := whose(m)
		if who == partOfName || who < 0 && m.Form != nlp.Name {
			continue
		}
		if out[m.Chain] == nil {
			out[m.Chain] = map[int]int{}
		}
		out[m.Chain][who]++
	}
	return out
}

// partOfName is nobody's: "Orel" in "the Orel government", which is annotated as
// one.
const partOfName = -2

// ScoreSources counts the sources of the annotated articles that are given by a
// pronoun or a description, of somebody whom the article names elsewhere: how
// many there are (Gold), how many we put in a chain with a name (System), and
// how many in one most of whose names are his (Correct).
func ScoreSources(p *nlp.Pipeline, folder string) (Ratio, error) {
	type named struct {
		nlp.Span
		entity int
	}
	number := map[string]int{}
	mentions := map[string][]named{}
	if err := readLines(filepath.Join(folder, "gold", "mentions.jsonl"), func(m struct {
		dossierSpan
		Doc    string `json:"doc"`
		Entity string `json:"entity"`
	}) error {
		if _, ok := number[m.Entity]; !ok {
			number[m.Entity] = len(number)
		}
		mentions[m.Doc] = append(mentions[m.Doc], named{nlp.Span(m.dossierSpan), number[m.Entity]})
		return nil
	}); err != nil {
		return Ratio{}, err
	}
	type source struct {
		nlp.Span
		entity int
	}
	sources := map[string][]source{}
	if err := readLines(filepath.Join(folder, "gold", "attributions.jsonl"), func(r struct {
		dossierRow
		Entity string `json:"source_entity_id"`
	}) error {
		if r.Source == nil {
			return nil
		}
		s := source{nlp.Span(*r.Source), -1}
		if n, ok := number[r.Entity]; ok {
			s.entity = n
		}
		own := false
		for _, m := range mentions[r.Doc] {
			if m.entity == s.entity {
				own = true
				if s.Contains(m.Span) {
					return nil // given by name
				}
			}
		}
		if own {
			sources[r.Doc] = append(sources[r.Doc], s)
		}
		return nil
	}); err != nil {
		return Ratio{}, err
	}
	var total Ratio
	names := []string{}
	for name := range sources {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(folder, name+".txt"))
		if err != nil {
			return Ratio{}, fmt.Errorf("read an article: %w", err)
		}
		doc := nlp.NewDoc(string(data))
		p.Annotate(doc)
		votes := votes(doc, func(m *nlp.Mention) int {
			for _, g := range mentions[name] {
				if !g.Contains(doc.Tokens[m.Head].Span) {
					continue
				}
				if 2*min(g.End, m.End)-2*max(g.Begin, m.Begin) < g.Len() {
					return partOfName
				}
				return g.entity
			}
			return -1
		})
		for _, s := range sources[name] {
			total.Gold++
			best, chain := -1, -1
			for _, m := range doc.Mentions {
				// The mention within the source that is most of it.
				if m.Head >= 0 && s.Contains(doc.Tokens[m.Head].Span) && s.Contains(m.Span) && m.Len() > best {
					best, chain = m.Len(), m.Chain
				}
			}
			if chain >= 0 {
				total.count(votes[chain], s.entity)
			}
			if os.Getenv("SHOW") != "" {
				fmt.Printf("%s %q chain %d votes %v want %d:", name, s.In(doc.Text), chain, votes[chain], s.entity)
				for _, m := range doc.Mentions {
					if m.Chain == chain && chain >= 0 {
						fmt.Printf(" [%s %.2f]", m.In(doc.Text), m.ChainConfidence)
					}
				}
				fmt.Println()
			}
		}
	}
	return total, nil
}
