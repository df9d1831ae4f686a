package attribution

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// Accounts is the annotator of texts that say of themselves that they give the
// account of one: a note that rests on one source, a portrait in which a man
// tells his story. There a plain sentence that follows at once on what he is
// reported to say is his as well, though no cue says so: it goes on what his
// last attribution of the paragraph says. Elsewhere a plain sentence is its
// author's, however much it sounds like the one before.
//
// It looks at who a pronoun stands for, so it runs after coreference, and
// before factuality, which reads what contents say.
type Accounts struct {
	declared []Declared
	own      map[string]bool
}

// Declared is a way in which a text says whose account it gives. A sentence that
// has one of the lemmas and matches the pattern says so; the group "who" is where.
type Declared struct {
	Lemmas  map[string]bool // looked for first, since patterns are slow
	Pattern *regexp.Regexp
}

// NewAccounts returns the annotator for a language; own are the lemmas of the
// pronouns by which an author speaks of himself.
func NewAccounts(own map[string]bool, declared ...Declared) *Accounts {
	return &Accounts{declared, own}
}

// Name is "accounts".
func (*Accounts) Name() string { return "accounts" }

// Needs is trees, attributions and chains.
func (*Accounts) Needs() nlp.Layer {
	return nlp.Tokens | nlp.Sentences | nlp.Lemmas | nlp.Dependencies | nlp.Attributions | nlp.Coreference
}

// Adds is nothing new: contents become longer.
func (*Accounts) Adds() nlp.Layer { return nlp.Attributions }

// Annotate lets contents go on.
func (a *Accounts) Annotate(doc *nlp.Doc) {
	said := -1       // the attribution of the teller that may go on
	teller := -1     // the chain of whoever's account it is
	var end nlp.Span // the sentence before
	for _, s := range doc.Sentences {
		span := nlp.Span{Begin: doc.Tokens[s.First].Begin, End: doc.Tokens[s.Last-1].End}
		if who := a.whose(doc, s, span); who >= 0 {
			teller = who
		}
		if teller < 0 {
			continue
		}
		here := attributionsIn(doc, span)
		switch {
		case len(here) > 0:
			said = -1
			if i := here[len(here)-1]; doc.Attributions[i].Parent < 0 && chainAt(doc, doc.Attributions[i].Source) == teller {
				said = i
			}
		case said >= 0 && sameParagraph(doc, end, span) && a.plain(doc, s, teller):
			doc.Attributions[said].Content = append(doc.Attributions[said].Content, span)
		default:
			said = -1
		}
		end = span
	}
}

// whose is the chain of whoever's account the text gives by what the sentence
// says, -1 where it says nothing of the kind.
func (a *Accounts) whose(doc *nlp.Doc, s nlp.Sentence, span nlp.Span) int {
	for _, d := range a.declared {
		if !slices.ContainsFunc(doc.Tokens[s.First:s.Last], func(t nlp.Token) bool { return d.Lemmas[t.Lemma] }) {
			continue
		}
		if m := d.Pattern.FindStringSubmatchIndex(span.In(doc.Text)); m != nil {
			at := 2 * d.Pattern.SubexpIndex("who")
			return chainAt(doc, nlp.Span{Begin: span.Begin + m[at], End: span.Begin + m[at+1]})
		}
	}
	return -1
}

// plain reports whether the teller may say the sentence and its author can not:
// nothing of it is quoted or asked, no author speaks of himself, and its subject
// is not the teller, of whom the author may tell how he told it.
func (a *Accounts) plain(doc *nlp.Doc, s nlp.Sentence, teller int) bool {
	subject := false
	for i := s.First; i < s.Last; i++ {
		t := &doc.Tokens[i]
		if a.own[t.Lemma] || strings.ContainsAny(t.In(doc.Text), "\"“”«»„?") {
			return false
		}
		if t.Head >= 0 && doc.Tokens[t.Head].Head < 0 && strings.HasPrefix(t.Deprel, "nsubj") {
			subject = chainAt(doc, t.Span) != teller
		}
	}
	return subject
}

// attributionsIn are the attributions that have a part in the stretch.
func attributionsIn(doc *nlp.Doc, span nlp.Span) (all []int) {
	for i := range doc.Attributions {
		x := &doc.Attributions[i]
		if x.Cue.Overlaps(span) || x.Source.Overlaps(span) || slices.ContainsFunc(x.Content, span.Overlaps) {
			all = append(all, i)
		}
	}
	return all
}

// chainAt is the chain of the mention with the most words in common with the
// stretch, -1 for none.
func chainAt(doc *nlp.Doc, span nlp.Span) int {
	chain, most := -1, 0
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		if n := min(m.End, span.End) - max(m.Begin, span.Begin); n > most && m.Chain >= 0 {
			chain, most = m.Chain, n
		}
	}
	return chain
}

// sameParagraph reports whether two stretches that follow one another stand in one
// paragraph of the text.
func sameParagraph(doc *nlp.Doc, a, b nlp.Span) bool {
	if doc.Blocks == nil {
		return !strings.Contains(doc.Text[a.End:b.Begin], "\n\n")
	}
	return slices.ContainsFunc(doc.Blocks, func(block nlp.Span) bool { return block.Begin <= a.Begin && b.End <= block.End })
}
