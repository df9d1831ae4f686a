package attribution

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// Accounts is the annotator of texts that say of themselves that they give the
// account of one. In a note that rests on one source, or a portrait in which a man
// tells his story, a plain sentence that follows at once on what he is reported
// to say is his as well, though no cue says so: it goes on what his last
// attribution of the paragraph says. In the record of an interview all is his
// that follows on "she provided the following information". Elsewhere a plain
// sentence is its author's, however much it sounds like the one before.
//
// It looks at who a pronoun stands for, so it runs after coreference, and
// before factuality, which reads what contents say.
type Accounts struct {
	declared []Declared
	own      map[string]bool
}

// Declared is a way in which a text says whose account it gives. A sentence that
// has one of the lemmas and matches the pattern says so; the group "who" is where,
// and "cue", where there is one, by which word.
type Declared struct {
	Lemmas  map[string]bool // looked for first, since patterns are slow
	Pattern *regexp.Regexp

	// Records are the lemmas for what is held to get an account, "interview". Where
	// they are given, the sentence or one of the three before it must have one, and all
	// that follows is said, up to a sentence that has one again.
	Records map[string]bool
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

// Adds is attributions: contents become longer, and there are more.
func (*Accounts) Adds() nlp.Layer { return nlp.Attributions }

// byAccount is the Rule of what all of a record gives.
const byAccount = "account"

// sureOfAccount is the Confidence of what a record gives: an estimate.
const sureOfAccount = 0.7

// Annotate lets contents go on.
func (a *Accounts) Annotate(doc *nlp.Doc) {
	said := -1          // the attribution of the teller that may go on
	var now account     // whose account the text gives
	var end nlp.Span    // the sentence before
	var more []recorded // what a record gives
	for n, s := range doc.Sentences {
		span := sentence(doc, s)
		if next, ok := a.whose(doc, n); ok {
			now, said = next, -1
			continue
		}
		if now.teller < 0 || now.Declared == nil {
			continue
		}
		here := attributionsIn(doc, span)
		switch {
		case now.Records != nil:
			if has(doc, s, now.Records) {
				now = account{}
			} else if outer := outermost(doc, here); a.told(doc, s) && !slices.ContainsFunc(outer, now.says(doc)) {
				more = append(more, recorded{now.of(doc, span), outer})
			}
		case len(here) > 0:
			said = -1
			if i := here[len(here)-1]; doc.Attributions[i].Parent < 0 && now.says(doc)(i) {
				said = i
			}
		case said >= 0 && sameParagraph(doc, end, span) && a.plain(doc, s, now.teller):
			doc.Attributions[said].Content = append(doc.Attributions[said].Content, span)
		default:
			said = -1
		}
		end = span
	}
	record(doc, more)
}

// An account is that of one of whom a text says so.
type account struct {
	*Declared
	who, cue nlp.Span
	teller   int // his chain
}

// says returns whether an attribution has whoever's account it is as its source.
func (a *account) says(doc *nlp.Doc) func(i int) bool {
	return func(i int) bool { return chainAt(doc, doc.Attributions[i].Source) == a.teller }
}

// of is the attribution of a sentence to whoever's account it is of.
func (a *account) of(doc *nlp.Doc, span nlp.Span) nlp.Attribution {
	out := nlp.Attribution{Source: a.who, Cue: a.cue, Content: []nlp.Span{span}, Kind: nlp.Indirect, Parent: -1, Rule: byAccount, Confidence: sureOfAccount}
	for i := range doc.Mentions {
		if m := &doc.Mentions[i]; m.Chain == a.teller && m.Type == nlp.Person {
			out.SourceType = nlp.SourcePerson
		}
	}
	return out
}

// recorded is what a record gives, and the attributions that stand in it.
type recorded struct {
	nlp.Attribution
	holds []int
}

// record puts what a record gives among the attributions, in order of the text, and
// under it what is said in it.
func record(doc *nlp.Doc, more []recorded) {
	if len(more) == 0 {
		return
	}
	all := make([]nlp.Attribution, 0, len(doc.Attributions)+len(more))
	at := make([]int, len(doc.Attributions))
	above := map[int]int{}
	put := func(r recorded) {
		for _, i := range r.holds {
			above[i] = len(all)
		}
		all = append(all, r.Attribution)
	}
	for i, x := range doc.Attributions {
		for len(more) > 0 && more[0].Content[0].Begin <= min(x.Cue.Begin, x.Content[0].Begin) {
			put(more[0])
			more = more[1:]
		}
		at[i] = len(all)
		all = append(all, x)
	}
	for _, r := range more {
		put(r)
	}
	for i := range doc.Attributions {
		x := &all[at[i]]
		if x.Parent >= 0 {
			x.Parent = at[x.Parent]
		} else if j, ok := above[i]; ok {
			x.Parent = j
		}
	}
	doc.Attributions = all
}

// whose is whose account the text gives by what its n-th sentence says.
func (a *Accounts) whose(doc *nlp.Doc, n int) (account, bool) {
	s := doc.Sentences[n]
	span := sentence(doc, s)
	for i := range a.declared {
		d := &a.declared[i]
		if !has(doc, s, d.Lemmas) || d.Records != nil && !slices.ContainsFunc(doc.Sentences[max(0, n-3):n+1], func(s nlp.Sentence) bool { return has(doc, s, d.Records) }) {
			continue
		}
		m := d.Pattern.FindStringSubmatchIndex(span.In(doc.Text))
		if m == nil {
			continue
		}
		group := func(name string) nlp.Span {
			k := 2 * d.Pattern.SubexpIndex(name)
			if k < 0 {
				return nlp.Span{}
			}
			return nlp.Span{Begin: span.Begin + m[k], End: span.Begin + m[k+1]}
		}
		out := account{Declared: d, who: group("who"), cue: group("cue")}
		out.teller = chainAt(doc, out.who)
		return out, true
	}
	return account{}, false
}

func sentence(doc *nlp.Doc, s nlp.Sentence) nlp.Span {
	return nlp.Span{Begin: doc.Tokens[s.First].Begin, End: doc.Tokens[s.Last-1].End}
}

// has reports whether a sentence has a word of one of the lemmas.
func has(doc *nlp.Doc, s nlp.Sentence, lemmas map[string]bool) bool {
	return slices.ContainsFunc(doc.Tokens[s.First:s.Last], func(t nlp.Token) bool { return lemmas[t.Lemma] })
}

// told reports whether a sentence of a record tells of something: it has a finite
// verb, as headings have not, and its author does not speak of himself.
func (a *Accounts) told(doc *nlp.Doc, s nlp.Sentence) bool {
	return !has(doc, s, a.own) && slices.ContainsFunc(doc.Tokens[s.First:s.Last], func(t nlp.Token) bool { return strings.Contains(t.Feats, "VerbForm=Fin") })
}

// outermost are, of the attributions of a sentence, those that stand in no other.
func outermost(doc *nlp.Doc, here []int) []int {
	return slices.DeleteFunc(here, func(i int) bool { return doc.Attributions[i].Parent >= 0 })
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
