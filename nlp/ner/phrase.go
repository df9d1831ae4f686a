package ner

import (
	"cmp"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/neural"
)

// A Lexicon is what a Referrer must know of a language. All words are in small
// letters.
type Lexicon struct {
	// Nouns says which common nouns mean a thing of which type, by lemma.
	Nouns map[string]nlp.EntityType

	// Company and PublicBody are words that show what kind of organisation a
	// name is of: a company by its last word, a public body by any.
	Company, PublicBody map[string]bool
}

// A Referrer adds to the names of a Doc its other mentions: the noun phrases
// whose head is a noun of its lexicon ("the foreign minister", Form nominal), the
// personal pronouns, and the sources of its attributions, whatever they are.
// Words that are a mention already stay one, but that an organisation may be
// told to be a company or a public body. It is safe for use by
// many goroutines.
//
// A noun phrase goes from the first word that depends on its head, on the left,
// to the head; what follows the head, as a clause or a prepositional phrase, is
// left out. That a source is a mention with a name among its words does not
// make its Form a name: names are those that a Recognizer found.
type Referrer struct{ lexicon Lexicon }

// NewReferrer returns a Referrer for the lexicon, which must not change
// afterwards.
func NewReferrer(l Lexicon) *Referrer { return &Referrer{lexicon: l} }

// Name is "refer".
func (*Referrer) Name() string { return "refer" }

// Needs is tags, lemmas, dependencies and the names.
func (*Referrer) Needs() nlp.Layer {
	return nlp.Tokens | nlp.Sentences | nlp.Tags | nlp.Lemmas | nlp.Dependencies | nlp.Mentions
}

// Adds is mentions.
func (*Referrer) Adds() nlp.Layer { return nlp.Mentions }

// Annotate adds the mentions, and puts all in order of the text, the longer
// first where two begin together.
func (r *Referrer) Annotate(doc *nlp.Doc) {
	var buffer [128]byte
	name := 0 // the first name that does not end before the token
	names := len(doc.Mentions)
	for _, s := range doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			t := &doc.Tokens[i]
			for name < names && (doc.Mentions[name].End <= t.Begin || doc.Mentions[name].Form != nlp.Name) {
				name++
			}
			if name < names && doc.Mentions[name].Begin <= t.Begin {
				if m := &doc.Mentions[name]; m.Type == nlp.Organization && t.Len() <= 32 {
					word := neural.Normal(buffer[:0], t.In(doc.Text))
					if r.lexicon.PublicBody[string(word)] {
						m.Type = nlp.PublicBody
					} else if t.End == m.End && r.lexicon.Company[string(word)] {
						m.Type = nlp.Company
					}
				}
				continue
			}
			switch t.UPOS {
			case "PRON":
				if strings.Contains(t.Feats, "PronType=Prs") {
					doc.Mentions = append(doc.Mentions, mention(t.Span, i, pronounType(t.Feats), nlp.Pronoun))
				}
			case "NOUN", "PROPN":
				if len(t.Lemma) > 32 {
					continue
				}
				if kind, ok := r.lexicon.Nouns[string(neural.Normal(buffer[:0], t.Lemma))]; ok && t.Deprel != "compound" {
					span := nlp.Span{Begin: doc.Tokens[phraseFirst(doc, s, i)].Begin, End: t.End}
					doc.Mentions = append(doc.Mentions, mention(span, i, kind, nlp.Nominal))
				}
			}
		}
	}
	sources(doc, doc.Mentions[:names])
	slices.SortStableFunc(doc.Mentions, func(a, b nlp.Mention) int {
		return cmp.Or(cmp.Compare(a.Begin, b.Begin), cmp.Compare(b.End, a.End))
	})
	doc.Mentions = slices.CompactFunc(doc.Mentions, func(a, b nlp.Mention) bool { return a.Span == b.Span })
	doc.Has |= nlp.Mentions
}

// sureOfPhrase is the Confidence of what is found by the tree and a list: that
// share of the nominal mentions of persons, organisations and places in GUM's dev
// part has the head and the type of the gold (stemma-eval nominal).
const sureOfPhrase = 0.77

func mention(span nlp.Span, head int, kind nlp.EntityType, form nlp.Form) nlp.Mention {
	return nlp.Mention{Span: span, Head: head, Type: kind, Form: form, Chain: -1, Confidence: sureOfPhrase}
}

// longestPhrase is the most words that a noun phrase has before its head.
const longestPhrase = 20

// phraseFirst is the first token of the noun phrase whose head is token i: the
// words before it that modify it, and what depends on them.
func phraseFirst(doc *nlp.Doc, s nlp.Sentence, i int) int {
	first, low := i, max(s.First, i-longestPhrase)
	for k := i - 1; k >= low; k-- {
		t := &doc.Tokens[k]
		switch h := t.Head; {
		case t.UPOS == "PUNCT":
		case h == i && modifies[t.Deprel]:
			first = k
		case h >= first && h < i:
			first = k
		case h < low || h >= i:
			return first
		}
		// Else it depends on a word that is yet to come and may be of the phrase.
	}
	return first
}

// modifies are the relations by which a word before a noun is of its phrase.
var modifies = map[string]bool{
	"det": true, "det:predet": true, "amod": true, "compound": true, "nummod": true, "nmod:poss": true, "nmod": true,
	"nmod:desc": true, "flat": true, "advmod": true,
}

var sourceTypes = map[nlp.SourceType]nlp.EntityType{
	nlp.SourcePerson: nlp.Person, nlp.SourceOfficial: nlp.Person, nlp.SourceOrganization: nlp.Organization,
	nlp.SourceMedia: nlp.Organization, nlp.SourceDocument: nlp.Document, nlp.SourceGroup: nlp.Group,
}

// sources adds the sources of the attributions. What has a name among its
// words, as "Ms Orel, a farmer", is of the name's type.
func sources(doc *nlp.Doc, names []nlp.Mention) {
	for i := range doc.Attributions {
		a := &doc.Attributions[i]
		if a.Source.IsZero() {
			continue
		}
		begin, _ := slices.BinarySearchFunc(doc.Tokens, a.Source.Begin, func(t nlp.Token, at int) int { return cmp.Compare(t.Begin, at) })
		end, _ := slices.BinarySearchFunc(doc.Tokens, a.Source.End, func(t nlp.Token, at int) int { return cmp.Compare(t.Begin, at) })
		head := -1
		for k := begin; k < end && head < 0; k++ {
			if h := doc.Tokens[k].Head; h < begin || h >= end {
				head = k
			}
		}
		m := mention(a.Source, head, sourceTypes[a.SourceType], nlp.Nominal)
		m.Confidence = a.Confidence
		if head >= 0 && end-begin == 1 && doc.Tokens[head].UPOS == "PRON" {
			m.Form = nlp.Pronoun
			if m.Type == "" {
				m.Type = pronounType(doc.Tokens[head].Feats)
			}
		} else if at, ok := slices.BinarySearchFunc(names, a.Source, func(n nlp.Mention, s nlp.Span) int {
			if n.End <= s.Begin {
				return -1
			}
			if n.Begin >= s.End {
				return 1
			}
			return 0
		}); ok && head >= 0 && names[at].Contains(doc.Tokens[head].Span) {
			m.Type = names[at].Type
		}
		doc.Mentions = append(doc.Mentions, m)
	}
}

// pronounType is Person where the features of a pronoun can mean nothing else.
func pronounType(feats string) nlp.EntityType {
	if strings.Contains(feats, "Person=2") || strings.Contains(feats, "Gender=Fem") || strings.Contains(feats, "Gender=Masc") ||
		strings.Contains(feats, "Person=1") && strings.Contains(feats, "Number=Sing") {
		return nlp.Person
	}
	return ""
}
