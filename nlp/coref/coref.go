// Package coref finds which words of a text mean one and the same: names and
// their shorter forms, pronouns, "the group" and "the former diplomat", and who
// "I" is in quoted words.
//
// The phrases of a text are read off its trees, with the boundaries of GUM. From
// left to right each either begins a chain or joins the chain of one before it:
// a ranker scores all candidates and "something new" together (mention ranking:
// Denis and Baldridge 2008, Durrett and Klein 2013) over features of the
// phrase, of the two together and of the chain so far. How
// likely a link is, is the share of the likelihood that falls to the chain. For
// pronouns of the third person a judge has the last word, which looks at chains as
// wholes and at who else may be meant (judge.go).
// Candidates are the thirty phrases before and a few of those farther away that
// share a word or, for "he" and "she", are persons with a name; so time is linear. Three kinds of link are made by rule: "I" in
// words that are wholly quoted is whoever says them, a name is what the title
// before it says, and a people that acts is its country.
//
// What chains of two texts have in common, and who in the world is meant, is not
// this package's question.
package coref

import (
	"cmp"
	"slices"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/neural"
)

// A Resolver adds to the names of a Doc its other mentions, and gives mentions
// that mean the same one Chain. It is safe for use by many goroutines.
//
// Mentions are the names that are there, of which an organisation may be told to
// be a company or a public body; personal pronouns; noun phrases whose head is a
// noun of the lexicon ("the foreign minister") or that are of a chain; and the
// sources of attributions, whatever they are. Only what a Recognizer found is of
// Form name. The Span of a noun phrase goes to
// its head; its Phrase takes in what follows, as a clause.
type Resolver struct {
	lexicon   *Lexicon
	ranker    *Ranker
	threshold float32
}

// New returns a Resolver for the lexicon, which must not change afterwards. A
// mention joins a chain where that is likelier than threshold, from 0 to 1.
func New(l *Lexicon, r *Ranker, threshold float32) *Resolver { return &Resolver{l, r, threshold} }

// Name is "coref".
func (*Resolver) Name() string { return "coref" }

// Needs is tags, lemmas, dependencies and the names. Times and Attributions are
// used where they are there.
func (*Resolver) Needs() nlp.Layer {
	return nlp.Tokens | nlp.Sentences | nlp.Tags | nlp.Lemmas | nlp.Dependencies | nlp.Mentions
}

// Adds is mentions and their chains.
func (*Resolver) Adds() nlp.Layer { return nlp.Mentions | nlp.Coreference }

// Annotate adds the mentions and chains, and puts all mentions in order of the
// text, the longer first where two begin together.
func (r *Resolver) Annotate(doc *nlp.Doc) {
	if doc.Has&nlp.Coreference != 0 {
		return
	}
	r.particles(doc)
	r.bodies(doc)
	s := NewScene(doc, r.lexicon, r.ranker.Vectors, r.ranker.Members)
	links := r.ranker.Resolve(s, r.threshold)
	s.mentions(links)
	s.sources(links)
	slices.SortStableFunc(doc.Mentions, func(a, b nlp.Mention) int {
		return cmp.Or(cmp.Compare(a.Begin, b.Begin), cmp.Compare(b.End, a.End))
	})
	doc.Mentions = slices.CompactFunc(doc.Mentions, func(a, b nlp.Mention) bool { return a.Span == b.Span })
	settle(doc.Mentions)
	doc.Has |= r.Adds()
}

// bodies tells companies and public bodies among the organisations.
func (r *Resolver) bodies(doc *nlp.Doc) {
	var buffer [2 * longestWord]byte
	token := 0
	for n := range doc.Mentions {
		m := &doc.Mentions[n]
		for token > 0 && doc.Tokens[token-1].Begin >= m.Begin {
			token--
		}
		for ; token < len(doc.Tokens) && doc.Tokens[token].Begin < m.End; token++ {
			t := &doc.Tokens[token]
			if m.Type != nlp.Organization || t.Begin < m.Begin || t.Len() > longestWord {
				continue
			}
			switch word := neural.Normal(buffer[:0], t.In(doc.Text)); {
			case r.lexicon.PublicBody[string(word)]:
				m.Type = nlp.PublicBody
			case t.End == m.End && r.lexicon.Company[string(word)]:
				m.Type = nlp.Company
			}
		}
	}
}

// sureOfPhrase is the Confidence of what is found by the tree and a list: that
// share of the nominal mentions of persons, organisations and places in GUM's dev
// part has the head and the type of the gold (stemma-eval nominal).
const sureOfPhrase = 0.77

// mentions adds the phrases to the mentions of the doc, and says of names which
// chain they are of.
func (s *Scene) mentions(links []Link) {
	doc := s.doc
	for i := range doc.Mentions {
		doc.Mentions[i].Chain = -1
	}
	for i := range s.Phrases {
		p := &s.Phrases[i]
		c := &s.chains[s.Of[i]]
		chain := -1
		if c.size > 1 {
			chain = s.Of[i]
		}
		m := nlp.Mention{
			Span: s.core(p), Phrase: s.Span(i), Head: p.Head, Type: p.kind, Form: nlp.Nominal, Confidence: sureOfPhrase,
			Chain: chain, ChainConfidence: float64(links[i].Chance),
		}
		if p.name >= 0 {
			name := &doc.Mentions[p.name]
			if h := doc.Tokens[p.Head].Head; h < 0 || !name.Contains(doc.Tokens[h].Span) {
				if name.Chain < 0 {
					name.Head, name.Chain, name.ChainConfidence, name.Phrase = m.Head, m.Chain, m.ChainConfidence, m.Phrase
				}
				continue
			}
			if !name.Contains(m.Span) {
				continue
			}
			m.Type = "" // that of the whole name
		}
		switch {
		case p.Joined:
			m.Span = m.Phrase
			if chain < 0 {
				continue
			}
		case p.class.pronoun():
			m.Form = nlp.Pronoun
			if p.class > thirdMany && chain < 0 {
				continue
			}
		case chain < 0 && (p.kind == "" || p.name >= 0):
			continue
		}
		if m.Form == nlp.Pronoun && m.Type == "" && chain >= 0 {
			m.Type = c.kind
		}
		doc.Mentions = append(doc.Mentions, m)
	}
}

// core is the words of a phrase up to its head, and what is flat behind it.
func (s *Scene) core(p *Phrase) nlp.Span {
	last := p.Head
	for last+1 < p.Last && s.doc.Tokens[last+1].Head == p.Head && s.doc.Tokens[last+1].Deprel == "flat" {
		last++
	}
	return nlp.Span{Begin: s.doc.Tokens[p.First].Begin, End: s.doc.Tokens[last].End}
}

var sourceTypes = map[nlp.SourceType]nlp.EntityType{
	nlp.SourcePerson: nlp.Person, nlp.SourceOfficial: nlp.Person, nlp.SourceOrganization: nlp.Organization,
	nlp.SourceMedia: nlp.Organization, nlp.SourceDocument: nlp.Document, nlp.SourceGroup: nlp.Group,
}

// sources adds the sources of the attributions, each of the chain of the phrase
// that is the heart of it. That a source has a name among its words does not
// make it a name.
func (s *Scene) sources(links []Link) {
	doc := s.doc
	for n := range doc.Attributions {
		a := &doc.Attributions[n]
		if a.Source.IsZero() {
			continue
		}
		m := nlp.Mention{
			Span: a.Source, Phrase: a.Source, Head: headOf(doc, a.Source), Type: sourceTypes[a.SourceType], Form: nlp.Nominal,
			Confidence: a.Confidence, Chain: -1,
		}
		if i := s.speeches[n].source; i >= 0 {
			p, c := &s.Phrases[i], &s.chains[s.Of[i]]
			if p.class.pronoun() && p.First == p.Head && p.Last == p.Head+1 {
				m.Form = nlp.Pronoun
			}
			m.Phrase = s.Span(i)
			if c.size > 1 {
				m.Chain, m.ChainConfidence = s.Of[i], float64(links[i].Chance)
			}
			if p.name >= 0 {
				m.Type = p.kind
			} else if m.Type == "" {
				m.Type = cmp.Or(p.kind, c.kind)
			}
		}
		doc.Mentions = append(doc.Mentions, m)
	}
}

// settle numbers the chains from 0 in order of their first mentions, leaves
// those of one mention out, and lets the first of a chain be as sure as what is
// surest of it.
func settle(mentions []nlp.Mention) {
	size, most := map[int]int{}, map[int]float64{}
	for i := range mentions {
		m := &mentions[i]
		size[m.Chain]++
		most[m.Chain] = max(most[m.Chain], m.ChainConfidence)
	}
	number := map[int]int{}
	for i := range mentions {
		m := &mentions[i]
		if m.Chain < 0 || size[m.Chain] < 2 {
			m.Chain, m.ChainConfidence = -1, 0
			continue
		}
		if m.ChainConfidence == 0 {
			m.ChainConfidence = most[m.Chain]
		}
		n, ok := number[m.Chain]
		if !ok {
			n = len(number)
			number[m.Chain] = n
		}
		m.Chain = n
	}
}
