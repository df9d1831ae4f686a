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
	words    AccountWords
	declared []Declared
}

// AccountWords is what must be known of a language to follow an account, by lemma.
type AccountWords struct {
	Own      map[string]bool // pronouns by which an author speaks of himself
	Affirms  map[string]bool // verbs by which one puts forward as so what he says
	Negators map[string]bool // words that deny what they stand by
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

	// OfHimself says that of what follows only that is said in which the teller is spoken of: who
	// tells his story to a court is not whose account the rest of the text gives.
	OfHimself bool
}

// NewAccounts returns the annotator for a language.
func NewAccounts(words AccountWords, declared ...Declared) *Accounts {
	return &Accounts{words, declared}
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
	var more []recorded // what a record gives
	var at *places      // made when the text says whose account it gives
	for n := range doc.Sentences {
		if d, who, cue := a.whose(doc, n); d != nil {
			if at == nil {
				at = newPlaces(doc)
			}
			now, said = account{d, who, cue, at.chain(who)}, -1
			continue
		}
		if now.Declared == nil || now.teller < 0 {
			continue
		}
		here := at.attributions[n]
		switch {
		case now.Records != nil && (a.has(doc, n, now.Records) || at.heading(n)):
			now = account{}
		case now.Records != nil:
			outer := slices.DeleteFunc(slices.Clone(here), func(i int) bool { return doc.Attributions[i].Parent >= 0 })
			if a.told(doc, n) && !slices.ContainsFunc(outer, func(i int) bool { return at.says(i, now.teller) }) {
				more = append(more, recorded{now.of(doc, at.sentences[n]), outer})
			}
		case len(here) > 0:
			said = -1
			if i := here[len(here)-1]; doc.Attributions[i].Parent < 0 && at.says(i, now.teller) && a.affirmed(at.tokens(doc.Attributions[i].Cue)) {
				said = i
			}
		case said >= 0 && at.blocks[n] == at.blocks[n-1] && a.plain(doc, at, n, &now):
			doc.Attributions[said].Content = append(doc.Attributions[said].Content, at.sentences[n])
		default:
			said = -1
		}
	}
	record(doc, more)
}

// An account is that of one of whom a text says so.
type account struct {
	*Declared
	who, cue nlp.Span
	teller   int // his chain
}

// of is the attribution of a sentence to whoever's account it is of.
func (a *account) of(doc *nlp.Doc, span nlp.Span) nlp.Attribution {
	return nlp.Attribution{Source: a.who, Cue: a.cue, Content: []nlp.Span{span}, Kind: nlp.Indirect, Parent: -1, Rule: byAccount, Confidence: sureOfAccount}
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

// whose is whose account the text gives by what its n-th sentence says, and by which words; nil
// where it says nothing of the kind.
func (a *Accounts) whose(doc *nlp.Doc, n int) (d *Declared, who, cue nlp.Span) {
	for i := range a.declared {
		d := &a.declared[i]
		if !a.has(doc, n, d.Lemmas) || a.has(doc, n, a.words.Negators) {
			continue
		}
		for k := n; d.Records != nil && !a.has(doc, k, d.Records); k-- {
			if k == max(0, n-3) {
				return nil, who, cue
			}
		}
		span := doc.Sentence(n)
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
		return d, group("who"), group("cue")
	}
	return nil, who, cue
}

// has reports whether the n-th sentence has a word of one of the lemmas.
func (a *Accounts) has(doc *nlp.Doc, n int, lemmas map[string]bool) bool {
	s := doc.Sentences[n]
	return slices.ContainsFunc(doc.Tokens[s.First:s.Last], func(t nlp.Token) bool { return lemmas[t.Lemma] })
}

// told reports whether a sentence of a record tells of something: it has a finite
// verb, as headings have not, and its author does not speak of himself.
func (a *Accounts) told(doc *nlp.Doc, n int) bool {
	return !a.has(doc, n, a.words.Own) && finite(doc, n)
}

func finite(doc *nlp.Doc, n int) bool {
	s := doc.Sentences[n]
	return slices.ContainsFunc(doc.Tokens[s.First:s.Last], func(t nlp.Token) bool { return strings.Contains(t.Feats, "VerbForm=Fin") })
}

// affirmed reports whether by a cue somebody puts forward as so what he says: what follows on a
// denial or a question is not denied or asked with it.
func (a *Accounts) affirmed(cue []nlp.Token) bool {
	verb, affirms := false, false
	for _, t := range cue {
		if a.words.Negators[t.Lemma] {
			return false
		}
		verb = verb || t.UPOS == "VERB"
		affirms = affirms || a.words.Affirms[t.Lemma]
	}
	return affirms || !verb // "according to", "in the words of"
}

// plain reports whether the teller may say the sentence and its author can not:
// nothing of it is quoted or asked, no author speaks of himself, and its subject
// is not the teller, of whom the author may tell how he told it.
func (a *Accounts) plain(doc *nlp.Doc, at *places, n int, now *account) bool {
	s := doc.Sentences[n]
	subject, himself := false, slices.ContainsFunc(at.mentions[n], func(i int) bool { return doc.Mentions[i].Chain == now.teller })
	for i := s.First; i < s.Last; i++ {
		t := &doc.Tokens[i]
		if a.words.Own[t.Lemma] || strings.ContainsAny(t.In(doc.Text), "\"“”«»„?") {
			return false
		}
		if t.Head >= 0 && doc.Tokens[t.Head].Head < 0 && strings.HasPrefix(t.Deprel, "nsubj") {
			subject = at.chain(t.Span) != now.teller
		}
	}
	return subject && (himself || !now.OfHimself)
}
