package ask

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/names"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/clause"
	"github.com/stemma/stemma/nlp/en"
)

// Read reads a question about the case.
func Read(ctx context.Context, view stemma.View, reader Reader, text string) (*Question, error) {
	text = strings.Join(strings.Fields(text), " ")
	doc := nlp.NewDoc(text)
	reader.Annotate(doc)
	trees, err := en.Trees()
	if err != nil {
		return nil, err
	}
	restate(doc, trees)
	r := &reading{doc: doc, q: &Question{Text: text}, taken: make([]bool, len(doc.Tokens)), asked: -1}
	if !r.kind() {
		return nil, &stemma.Error{
			Kind: stemma.Invalid, Err: fmt.Errorf("the question %q was not understood", text),
			Hint: "begin with who, when, where, how many, is, did, why, how did, or what did somebody say",
		}
	}
	for i := range doc.Tokens {
		if w := r.word(i); w == "not" || w == "n't" || w == "n’t" || w == "never" {
			return nil, &stemma.Error{
				Kind: stemma.Invalid, Err: fmt.Errorf("the question %q asks whether something is not so, and a yes to it would be read in two ways", text),
				Hint: "ask whether it is so; both sides are shown",
			}
		}
	}
	if err := r.names(ctx, view); err != nil {
		return nil, err
	}
	r.words()
	r.roles()
	if len(r.q.Names)+len(r.q.Words) == 0 {
		return nil, &stemma.Error{
			Kind: stemma.Invalid, Err: fmt.Errorf("the question %q names nobody and nothing to look for", text),
			Hint: "say whom or what it is about",
		}
	}
	if r.q.Kind == stemma.AskStatus && len(r.q.Words) > 0 {
		r.q.Opposite = opposite(r.q.Words[0])
	}
	return r.q, nil
}

// A reading is a question that is being read.
type reading struct {
	doc   *nlp.Doc
	q     *Question
	taken []bool // tokens that have been read
	asked int    // the token for what is asked: the question word or, of a number, what is counted; -1 for none
}

func (r *reading) word(i int) string {
	if i < 0 || i >= len(r.doc.Tokens) {
		return ""
	}
	return strings.ToLower(r.doc.Tokens[i].In(r.doc.Text))
}

// lemma is the lemma of token i. What the tagger takes for a name keeps its form.
func (r *reading) lemma(i int) string {
	if i < 0 || i >= len(r.doc.Tokens) {
		return ""
	}
	return strings.ToLower(cmp.Or(r.doc.Tokens[i].Lemma, r.word(i)))
}

// kind finds what is asked for, by the first question word, or by the verb that
// a question for yes or no begins with.
func (r *reading) kind() bool {
	q := r.q
	if strings.HasPrefix(strings.ToLower(q.Text), "is it true that ") {
		for i := range 4 {
			r.taken[i] = true
		}
		q.Kind = r.whether()
		return true
	}
	for i := range r.doc.Tokens {
		w, next := r.word(i), r.word(i+1)
		take := func(n int) bool {
			for k := range n {
				r.taken[i+k] = true
			}
			return true
		}
		switch {
		case w == "how" && countWords[next]:
			r.asked, q.Counts = r.counted(i + 1)
			q.Kind = stemma.AskNumber
			if q.Amount = next == "much"; q.Amount && r.uncounted(i+2) {
				r.asked, q.Counts = -1, "money"
			}
			return take(2)
		case w == "how" && en.Measures(next):
			q.Kind, q.Counts, q.Measure = stemma.AskNumber, next, true
			return take(2)
		case w == "when", dateNouns[next] && (w == "which" || w == "what"):
			q.Kind = stemma.AskDate
			if w != "when" {
				return take(2)
			}
			return take(1)
		case w == "where", placeNouns[next] && (w == "which" || w == "what"):
			q.Kind = stemma.AskPlace
			if w != "where" {
				return take(2)
			}
			return take(1)
		case w == "how" || w == "why":
			if i > 0 || len(r.doc.Tokens) < 3 || !light[r.lemma(1)] {
				return false
			}
			q.Kind, q.manner = stemma.AskReason, w == "how"
			return take(2)
		case whoWords[w] && (i == 0 || i == 1):
			q.Kind, r.asked, q.person = stemma.AskIdentity, i, w == "who" || w == "whom"
			if i+1 < len(r.doc.Tokens) && !q.person && r.doc.Tokens[i+1].UPOS == "NOUN" {
				r.asked++ // "which guild"
			}
			if w == "what" && slices.ContainsFunc(r.doc.Tokens, func(t nlp.Token) bool {
				return speaking[strings.ToLower(t.Lemma)] && t.UPOS != "ADJ"
			}) {
				q.Kind = stemma.AskWording
			}
			q.Subject = r.subject(r.asked)
			return take(1)
		case i == 0 && (r.doc.Tokens[i].UPOS == "AUX" || light[r.lemma(i)] && r.lemma(i) != w):
			r.taken[0] = true
			q.Kind = r.whether()
			return true
		}
	}
	return false
}

// whether is the kind of a question for yes or no: in what state somebody is, or
// whether something is so.
func (r *reading) whether() stemma.Question {
	for i, t := range r.doc.Tokens {
		if t.UPOS != "PROPN" && (states[r.lemma(i)] || states[r.word(i)]) {
			return stemma.AskStatus
		}
	}
	return stemma.AskWhether
}

// counted is the noun of which "how many", with "many" at token i, asks the
// number: the head of its phrase.
func (r *reading) counted(i int) (at int, lemma string) {
	if h := r.doc.Tokens[i].Head; h > i && h < len(r.doc.Tokens) && r.doc.Tokens[h].UPOS == "NOUN" {
		return h, r.lemma(h)
	}
	for k := i + 1; k < len(r.doc.Tokens); k++ {
		if r.doc.Tokens[k].UPOS == "NOUN" {
			return k, r.lemma(k)
		}
	}
	return i, "people"
}

// uncounted reports whether token i, behind "how much", is nothing that is counted: "did it cost".
func (r *reading) uncounted(i int) bool {
	if i >= len(r.doc.Tokens) {
		return false
	}
	pos := r.doc.Tokens[i].UPOS
	return r.lemma(i) == "money" || pos != "NOUN" && pos != "ADJ"
}

// subject reports whether the question word at token i stands for who did it.
func (r *reading) subject(i int) bool {
	t := r.doc.Tokens[i]
	if r.word(i) == "whom" {
		return false
	}
	return strings.HasPrefix(t.Deprel, "nsubj") || t.Deprel == "det" || t.Deprel == "root"
}

// between are words that may stand within a name, and not begin or end it.
var between = set("- al el ul bin ibn abu of the de del van der von and & ' ’ .")

// smallest are the tags of words that begin a question with a capital and are no name: "On
// which day".
var smallest = map[string]bool{"ADP": true, "CCONJ": true, "SCONJ": true, "DET": true, "PRON": true, "ADV": true, "AUX": true, "PART": true}

// names finds the names in the question: runs of words with a capital letter or
// in letters that have none, and whatever the pipeline took for a name.
func (r *reading) names(ctx context.Context, view stemma.View) error {
	tokens := r.doc.Tokens
	named := make([]bool, len(tokens))
	for i, t := range tokens {
		w := t.In(r.doc.Text)
		first := []rune(w)[0]
		named[i] = !r.taken[i] && !r.timed(t.Span) && t.UPOS != "PUNCT" && t.UPOS != "ADJ" && (i > 0 || !smallest[t.UPOS]) &&
			(unicode.IsUpper(first) && w != "I" || unicode.IsLetter(first) && !unicode.Is(unicode.Latin, first))
		// An adjective with a capital goes with the name that it stands in.
		if unicode.IsUpper(first) && t.UPOS == "ADJ" && !r.taken[i] {
			named[i] = slices.ContainsFunc(r.doc.Mentions, func(m nlp.Mention) bool { return m.Form == nlp.Name && m.Len() > t.Len() && m.Contains(t.Span) }) ||
				i+1 < len(tokens) && tokens[i+1].UPOS == "PROPN" ||
				i > 0 && tokens[i-1].In(r.doc.Text) == "-"
		}
	}
	for i := 0; i < len(tokens); i++ {
		if !named[i] {
			continue
		}
		end := i + 1
		for k := end; k < len(tokens); k++ {
			if named[k] {
				end = k + 1
			} else if w := r.word(k); !between[w] || k-end > 2 {
				break
			}
		}
		begin := i
		for begin > 0 && !r.taken[begin-1] {
			if particles[r.word(begin-1)] {
				begin-- // al Othbani
			} else if begin > 1 && r.word(begin-1) == "-" && between[r.word(begin-2)] {
				begin -= 2 // al-Othbani
			} else {
				break
			}
		}
		for k := begin; k < end; k++ {
			r.taken[k] = true
		}
		name := Name{Span: nlp.Span{Begin: tokens[begin].Begin, End: tokens[end-1].End}}
		name.Words = name.In(r.doc.Text)
		var err error
		if name.Entities, err = EntitiesOf(ctx, view, name.Words); err != nil {
			return err
		}
		for _, e := range name.Entities {
			name.Found += e.Mentions
		}
		if r.q.Kind == stemma.AskWording && len(r.q.Names) == 0 {
			r.q.Speaker = r.speaks(end)
		}
		r.q.Names = append(r.q.Names, name)
		i = end - 1
	}
	return nil
}

// timed reports whether a span stands in a time expression of the question.
func (r *reading) timed(s nlp.Span) bool {
	return slices.ContainsFunc(r.doc.Times, func(t nlp.Time) bool { return t.Contains(s) })
}

// speaks reports whether a name that ends before token end is the one that
// speaks: the verb of speaking, or "words", comes after it.
func (r *reading) speaks(end int) bool {
	for i := range r.doc.Tokens {
		if speaking[r.lemma(i)] {
			return i >= end
		}
	}
	return false
}

// words takes down what a statement has to speak of besides the names.
func (r *reading) words() {
	q := r.q
	root := -1
	var at []int
	for i, t := range r.doc.Tokens {
		lemma := r.lemma(i)
		switch {
		case r.taken[i], light[lemma], light[r.word(i)], lemma == "take" && r.word(i+1) == "place", lemma == "own" && t.UPOS != "VERB":
			continue
		case r.timed(t.Span):
			continue
		case q.Kind == stemma.AskWording && generic[lemma]:
			continue
		case lemma == "hold" && (q.Kind == stemma.AskDate || q.Kind == stemma.AskPlace) && r.event(i): // "When was the election held?"
			continue
		case q.Kind == stemma.AskNumber && !q.Measure && lemma == q.Counts && (persons[lemma] || lemma == "money"):
			continue
		case (q.Kind == stemma.AskWhether || q.Kind == stemma.AskStatus) && t.UPOS == "ADV" && strings.HasSuffix(lemma, "ly"): // "deliberately": a yes is one to that too
		case !slices.Contains([]string{"NOUN", "VERB", "ADJ", "NUM", "PROPN"}, t.UPOS):
			continue
		}
		switch {
		case q.Amount && i == r.asked: // "how much damage": of what there is so much
			root = len(q.Words)
		case q.Amount && r.asked >= 0:
		case t.Head < 0 || root < 0 && t.UPOS == "VERB":
			root = len(q.Words)
		}
		at = append(at, i)
		w := Word{Span: t.Span, Words: t.In(r.doc.Text)}
		w.Forms, w.Own = forms(lemma, w.Words)
		q.Words = append(q.Words, w)
	}
	if root < 0 { // "did the ferry have a radio": what is had, not who has it
		root = slices.IndexFunc(at, func(i int) bool {
			h := r.doc.Tokens[i].Head
			return h >= 0 && r.doc.Tokens[i].Deprel == "obj" && r.doc.Tokens[h].Head < 0 && en.Having()[r.lemma(h)]
		})
	}
	if root > 0 { // the predicate first
		w := q.Words[root]
		q.Words = slices.Insert(slices.Delete(q.Words, root, root+1), 0, w)
	}
	for _, t := range r.doc.Times {
		if words := t.In(r.doc.Text); !(q.Kind == stemma.AskDate && t.Type == "DATE" && strings.EqualFold(words, "when")) {
			q.Words = append(q.Words, Word{Span: t.Span, Words: words, Forms: []string{`"` + words + `"`}, Own: 1, Time: true})
		}
	}
}

// roles finds out what part in the deed the question gives those whom it names, and whoever it
// asks for.
func (r *reading) roles() {
	q := r.q
	if len(q.Words) == 0 || q.Words[0].Time {
		return
	}
	p := &passage{doc: r.doc, clauses: clause.NewReader(r.doc, en.Clauses())}
	i := p.tokenAt(q.Words[0].Begin)
	d := p.deed(i)
	q.had = d.had
	q.lemma, q.verb = r.lemma(i), r.doc.Tokens[i].UPOS == "VERB" || r.taggedNoun(i)
	passive := r.passive(i)
	for _, x := range d.parts {
		switch {
		case p.preposition(x.head) != "":
		case x.role == agent && passive:
			x.role = patient
		case r.taggedNoun(i) && x.head < i:
			x.role = agent
		case r.taggedNoun(i):
			x.role = patient
		}
		head := r.doc.Tokens[x.head].Span
		for k := range q.Names {
			if q.Names[k].Contains(head) {
				q.Names[k].role = x.role
			}
		}
		for k := range q.Words {
			if q.Words[k].Span == head {
				q.Words[k].role = x.role
			}
		}
		if r.asked >= 0 && (x.head == r.asked || x.span.Contains(r.doc.Tokens[r.asked].Span) && r.doc.Tokens[r.asked].Head == x.head) {
			q.role = x.role
		}
	}
	if q.Kind != stemma.AskIdentity {
		return
	}
	for k := i + 1; k+1 < len(r.doc.Tokens); k++ {
		next := r.doc.Tokens[k+1].UPOS
		if t := &r.doc.Tokens[k]; t.UPOS == "ADP" && (next == "PUNCT" || next == "ADP") && t.Deprel != "compound:prt" {
			q.role, q.Subject = r.lemma(k), false // "What was he charged with in 2005?"
			break
		}
	}
	switch q.role {
	case agent, patient:
		q.Subject = q.role == agent
	}
	// "Who is the mayor of Linsk?": the tree makes a predicate of either of the two.
	asked := &r.doc.Tokens[r.asked]
	q.titled = r.doc.Tokens[i].UPOS == "NOUN" && (asked.Head == i && len(p.below(i, "cop")) > 0 || r.doc.Tokens[i].Head == r.asked && len(p.below(r.asked, "cop")) > 0)
}

// event reports whether what the verb at token i is asked of is something that takes place, and nobody
// and nothing that can be held otherwise.
func (r *reading) event(i int) bool {
	above := r.doc.Tokens[i].Head
	return slices.ContainsFunc(r.doc.Tokens[:i], func(t nlp.Token) bool {
		return t.UPOS == "NOUN" && (t.Head == i || above >= 0 && r.doc.Tokens[above].Span == t.Span) && (en.Clauses().Deeds[t.Lemma] != "" || en.Occasions()[t.Lemma])
	})
}

// taggedNoun reports whether token i, the predicate, is taken for a noun and is none: "Did Orel
// whip the coopers?" has "did" before it, and a verb that belongs to that.
func (r *reading) taggedNoun(i int) bool {
	return r.doc.Tokens[i].UPOS == "NOUN" && slices.ContainsFunc(r.doc.Tokens[:i], func(t nlp.Token) bool { return t.Deprel == "aux" && t.Head == i })
}

// passive reports whether the verb at token i is asked of whoever suffers it: a form of "be" opens
// the question, or follows the question word, and the verb is no present participle. Trees of
// questions get it wrong more often than not.
func (r *reading) passive(i int) bool {
	if r.doc.Tokens[i].UPOS != "VERB" || strings.HasSuffix(r.word(i), "ing") {
		return false
	}
	for k := range i {
		if r.lemma(k) == "be" {
			return true
		}
		if pos := r.doc.Tokens[k].UPOS; pos == "AUX" || pos == "VERB" {
			return false
		}
	}
	return false
}

// likeEnough is how well a name must meet one of the case, by package names, to
// be taken for it where no name of the case has its words. It is well above what
// is needed to list it: a question is answered about nobody else.
const likeEnough = 0.8

// EntitiesOf are the entities that a name in a question may mean: those that
// bear exactly it, else those with its words in a name or with a name in it, else persons
// that are so called without the title before it, "Captain" Orel, else those with a name
// that meets it in another spelling or script.
func EntitiesOf(ctx context.Context, view stemma.View, name string) ([]*stemma.Entity, error) {
	out, err := bearers(ctx, view, name)
	if err != nil || len(out) > 0 || len(split(name)) == 0 {
		return out, err
	}
	c, err := names.Standard()
	if err != nil {
		return nil, err
	}
	if rest := untitled(c, name); rest != "" {
		out, err := bearers(ctx, view, rest)
		out = slices.DeleteFunc(out, func(e *stemma.Entity) bool { return e.Type != nlp.Person })
		if err != nil || len(out) > 0 {
			return out, err
		}
	}
	parsed := c.Parse(name, names.Any)
	for e, err := range view.Entities(ctx, stemma.EntityFilter{}) {
		if err != nil {
			return nil, fmt.Errorf("list entities: %w", err)
		}
		if slices.ContainsFunc(e.Aliases, func(a stemma.Alias) bool {
			return c.Compare(parsed, c.Parse(a.Name, names.Any)) >= likeEnough
		}) {
			out = append(out, e)
		}
	}
	return out, nil
}

// bearers are the entities that bear exactly the name, else those with its words in a name,
// else those with a name of several words in it.
func bearers(ctx context.Context, view stemma.View, name string) ([]*stemma.Entity, error) {
	wanted := split(name)
	if len(wanted) == 0 {
		return nil, nil
	}
	longest := slices.MaxFunc(wanted, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	var tiers [3][]*stemma.Entity
	for e, err := range view.Entities(ctx, stemma.EntityFilter{Name: longest}) {
		if err != nil {
			return nil, fmt.Errorf("list entities: %w", err)
		}
		best := len(tiers)
		for _, a := range e.Aliases {
			has := split(a.Name)
			switch {
			case slices.Equal(has, wanted):
				best = 0
			case within(wanted, has):
				best = min(best, 1)
			case len(has) > 1 && within(has, wanted):
				best = min(best, 2)
			}
		}
		if best < len(tiers) {
			tiers[best] = append(tiers[best], e)
		}
	}
	for _, t := range tiers {
		if len(t) > 0 {
			return t, nil
		}
	}
	return nil, nil
}

// untitled is a name without the titles that it begins with, "" where it begins with none or
// has nothing else.
func untitled(c *names.Comparer, name string) string {
	parts := c.Parse(name, names.Person).Parts
	n := 0
	for n < len(parts) && parts[n].Role == names.Title {
		n++
	}
	if n == 0 || n == len(parts) {
		return ""
	}
	var rest []string
	for _, p := range parts[n:] {
		rest = append(rest, p.Text)
	}
	return strings.Join(rest, " ")
}

// split are the words of a name, in small letters, without a possessive ending.
func split(name string) []string {
	name = strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(name), "'s"), "’s")
	return strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// within reports whether the words stand together in others.
func within(words, in []string) bool {
	for i := 0; i+len(words) <= len(in); i++ {
		if slices.Equal(words, in[i:i+len(words)]) {
			return true
		}
	}
	return false
}
