package ask

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/clause"
	"github.com/stemma/stemma/nlp/en"
)

// A passage is a sentence of a document, read anew with its trees: a case keeps what the main
// clause of a statement says, and what is asked is told in any other as often.
type passage struct {
	doc     *nlp.Doc
	from    int // where it begins in the document
	clauses *clause.Reader
	of      *document // nil for a question
}

// A deed is a word of a passage that says what is asked to have happened, with who does it and to
// whom it is done, however the sentence is built: "they shot him", "he was shot by them", "who
// shot him", "his shooting by them".
type deed struct {
	*passage
	word  int  // its token
	had   bool // of a noun: somebody is said to have it
	parts []part
}

// A part is somebody or something in a deed.
type part struct {
	role   string // agent, patient, or the preposition that it stands behind
	head   int    // its token
	span   nlp.Span
	entity stemma.ID // what its head leads to
}

const (
	agent   = "agent"
	patient = "patient"
	whose   = "whose" // of a noun, whichever of the two: "his shooting"
)

// opposed are the two parts of which whoever has one has not the other.
var opposed = map[string]string{agent: patient, patient: agent}

// longestPassage is how many bytes are read of a sentence that does not end, around a place.
const longestPassage = 2000

// passage is the sentence of the document around a place.
func (s *search) passage(d *document, at int) *passage {
	begin, end := max(0, at-longestPassage/2), min(len(d.Text), at+longestPassage/2)
	if i := strings.LastIndex(d.Text[begin:at], "\n\n"); i >= 0 {
		begin += i + 2
	} else if begin > 0 {
		begin += max(0, strings.IndexFunc(d.Text[begin:at], unicode.IsSpace))
	}
	if i := strings.Index(d.Text[at:end], "\n\n"); i >= 0 {
		end = at + i
	} else if end < len(d.Text) {
		end = at + max(0, strings.LastIndexFunc(d.Text[at:end], unicode.IsSpace))
	}
	span := sentenceAt(d.Text, nlp.Span{Begin: begin, End: end}, at)
	if d.passages == nil {
		d.passages = map[nlp.Span]*passage{}
	}
	if d.passages[span] == nil {
		doc := nlp.NewDoc(span.In(d.Text))
		s.trees.Annotate(doc)
		d.passages[span] = &passage{doc: doc, from: span.Begin, clauses: clause.NewReader(doc, en.Clauses()), of: d}
	}
	return d.passages[span]
}

// tokenAt is the token of the passage that begins at a place of the document, -1 for none.
func (p *passage) tokenAt(at int) int {
	i, ok := slices.BinarySearchFunc(p.doc.Tokens, at-p.from, func(t nlp.Token, begin int) int { return t.Begin - begin })
	if !ok {
		return -1
	}
	return i
}

// in is a span of the passage as one of the document.
func (p *passage) in(x nlp.Span) nlp.Span {
	return nlp.Span{Begin: x.Begin + p.from, End: x.End + p.from}
}

func (p *passage) lemma(i int) string {
	t := &p.doc.Tokens[i]
	if t.Lemma != "" {
		return strings.ToLower(t.Lemma)
	}
	return strings.ToLower(t.In(p.doc.Text))
}

// below are the tokens that hang on token i with one of the relations.
func (p *passage) below(i int, relations ...string) (out []int) {
	for k := max(0, i-reachOfTree); k < min(len(p.doc.Tokens), i+reachOfTree); k++ {
		if t := &p.doc.Tokens[k]; t.Head == i && (slices.Contains(relations, t.Deprel) || len(relations) == 0) {
			out = append(out, k)
		}
	}
	return out
}

// reachOfTree is how many tokens before and behind a word those are looked for that hang on it.
const reachOfTree = 80

// preposition is the word that token i stands behind, "" for none.
func (p *passage) preposition(i int) string {
	for _, k := range p.below(i, "case") {
		return p.lemma(k)
	}
	return ""
}

// deed takes the deed at token i apart.
func (p *passage) deed(i int) deed {
	d := deed{passage: p, word: i}
	if p.doc.Tokens[i].UPOS == "NOUN" || p.doc.Tokens[i].UPOS == "PROPN" {
		d.ofNoun()
		return d
	}
	d.ofVerb(i)
	return d
}

// ofVerb takes the parts of the clause whose predicate is token i, with those that it shares.
func (d *deed) ofVerb(i int) {
	t := &d.doc.Tokens[i]
	c := d.clauses.Of(i)
	if c == nil {
		return
	}
	passive := slices.ContainsFunc(c.Args, func(a clause.Argument) bool { return a.Role == "nsubj:pass" }) || len(d.below(i, "aux:pass")) > 0
	for _, a := range c.Args {
		role := map[string]string{"nsubj": agent, "nsubj:pass": patient, "obj": patient, "obl:agent": agent}[a.Role]
		before := d.preposition(a.Head)
		switch {
		case role == agent && a.Role == "nsubj" && (passive || t.UPOS == "ADJ"):
			role = patient // a subject that is shared with a clause of the other voice
		case role == "" && strings.HasPrefix(a.Role, "obl"):
			if role = before; before == "by" && passive && d.acts(a.Head) {
				role = agent
			}
		}
		if role == "" || t.Deprel == "acl:relcl" && a.Head == t.Head && d.parted(a.Head) {
			continue
		}
		d.add(role, a.Head, a.Span)
	}
	if t.Deprel == "advcl" && t.Head >= 0 && !d.has(agent) && !d.has(patient) && strings.Contains(t.Feats, "VerbForm=Part") || t.Deprel == "advcl" && t.Head >= 0 && !d.has(agent) && strings.Contains(t.Feats, "VerbForm=Ger") {
		// "he fled, taking the boat": whoever the sentence is about.
		if above := d.clauses.Of(t.Head); above != nil {
			for _, a := range above.Args {
				if strings.HasPrefix(a.Role, "nsubj") {
					role := agent
					if strings.Contains(t.Feats, "Tense=Past") {
						role = patient
					}
					d.add(role, a.Head, a.Span)
				}
			}
		}
	}
	if i+2 < len(d.doc.Tokens) && d.doc.Tokens[i+1].UPOS == "CCONJ" {
		// "shot and killed him", "was shot and killed by them"
		for _, k := range d.below(i, "conj") {
			c := d.clauses.Of(k)
			if k > i+3 || c == nil {
				continue
			}
			for _, a := range c.Args {
				switch {
				case a.Role == "obj" && !passive && !d.has(patient):
					d.add(patient, a.Head, a.Span)
				case strings.HasPrefix(a.Role, "obl") && passive && !d.has(agent) && d.preposition(a.Head) == "by" && (a.Role == "obl:agent" || d.acts(a.Head)):
					d.add(agent, a.Head, a.Span)
				}
			}
		}
	}
}

// parted reports whether somebody else stands between the noun at token i and a comma before the
// relative clause that the tree hangs on it: "the lawyer of the officer, who was charged".
func (d *deed) parted(i int) bool {
	for k := i + 1; k < d.word; k++ {
		if t := &d.doc.Tokens[k]; strings.Contains(t.Feats, "PronType=Rel") {
			between := func(n int) bool {
				t := &d.doc.Tokens[n]
				return d.thing(n) && !slices.Contains([]string{"flat", "appos", "compound"}, t.Deprel) && d.someone(n)
			}
			apart := false // "the soldier Ulf Orn, who" is one
			for n := i + 1; n < k; n++ {
				apart = apart || d.doc.Tokens[n].UPOS == "ADP" || d.doc.Tokens[n].UPOS == "VERB"
				if apart && between(n) {
					return d.doc.Tokens[k-1].UPOS == "PUNCT"
				}
			}
			return false
		}
	}
	return false
}

// thing reports whether token i is a noun or a name.
func (p *passage) thing(i int) bool {
	return p.doc.Tokens[i].UPOS == "NOUN" || p.doc.Tokens[i].UPOS == "PROPN"
}

// elsewhere reports whether the words stand in the sentence, and nowhere where they belong to the deed.
func (d *deed) elsewhere(forms []string) bool {
	found := false
	for i := range d.doc.Tokens {
		t := &d.doc.Tokens[i]
		if !hasForm(d.doc.Text, t.Span, forms) {
			continue
		}
		if found = true; d.tells(d.in(t.Span)) != untold {
			return false
		}
	}
	return found
}

// kin reports whether two words may be a place and whoever is of it: "Greece", "Greek".
func kin(a, b string) bool {
	x, y := split(a), split(b)
	return slices.ContainsFunc(x, func(v string) bool {
		return slices.ContainsFunc(y, func(w string) bool { return len(v) > 3 && len(w) > 3 && v[:4] == w[:4] })
	})
}

// capital reports whether a word begins with a capital.
func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// ofNoun takes the parts of a deed that a noun tells, "the killing of Orel by armed men"; beside a
// verb that says little, "they carried out the killing", whoever that verb has.
func (d *deed) ofNoun() {
	i := d.word
	t := &d.doc.Tokens[i]
	for _, k := range d.below(i, "nmod", "nmod:poss", "obl", "obl:agent", "compound", "amod", "obj") {
		role := d.preposition(k)
		switch {
		case d.doc.Tokens[k].UPOS == "ADJ" && !capital(d.doc.Tokens[k].In(d.doc.Text)):
			continue
		case d.doc.Tokens[k].Deprel == "compound" || d.doc.Tokens[k].Deprel == "amod" || d.doc.Tokens[k].Deprel == "obj" || d.doc.Tokens[k].Deprel == "nmod:poss":
			role = whose
		case role == "of":
			role = patient
		case role == "by":
			if above := t.Head; above >= 0 && len(d.below(above, "aux:pass")) > 0 && k > above {
				continue // "saved from a fine by the reeve": who saved, more likely than who fined
			}
			role = agent
		case role == "":
			continue
		}
		d.add(role, k, d.phrase(k))
	}
	above := t.Head
	if above < 0 {
		return
	}
	c := d.clauses.Of(above)
	if c == nil || !en.Clauses().Light[d.lemma(above)] && !en.Having()[d.lemma(above)] {
		return
	}
	d.had = en.Having()[d.lemma(above)] && t.Deprel == "obj"
	for _, a := range c.Args {
		if a.Head != i && (a.Role == "nsubj" || a.Role == "obl:agent") {
			d.add(agent, a.Head, a.Span)
		}
	}
}

// phrase is what stands below token i, without what follows it as a clause of its own.
func (p *passage) phrase(i int) nlp.Span {
	under := func(k int) bool {
		for range reachOfTree {
			if k == i {
				return true
			}
			if t := &p.doc.Tokens[k]; t.Head < 0 || strings.HasPrefix(t.Deprel, "acl") && t.Head == i || t.Deprel == "parataxis" {
				return false
			}
			k = p.doc.Tokens[k].Head
		}
		return false
	}
	first, last := i, i
	for first > 0 && under(first-1) {
		first--
	}
	for last+1 < len(p.doc.Tokens) && under(last+1) {
		last++
	}
	for last > i && p.doc.Tokens[last].UPOS == "PUNCT" {
		last--
	}
	return nlp.Span{Begin: p.doc.Tokens[first].Begin, End: p.doc.Tokens[last].End}
}

// add takes down a part, without the preposition that it stands behind.
func (d *deed) add(role string, head int, span nlp.Span) {
	for _, k := range d.below(head, "case") {
		if t := &d.doc.Tokens[k]; t.Begin == span.Begin && k < head {
			span.Begin = d.doc.Tokens[k+1].Begin
		}
	}
	// Who killed Orel is no part of "the shot that killed Orel was heard".
	for _, k := range d.below(head, "acl:relcl") {
		if first := d.tokenAt(d.from + d.phrase(k).Begin); k > head && first > head && d.doc.Tokens[first-1].End < span.End {
			for first-1 > head && d.doc.Tokens[first-1].UPOS == "PUNCT" {
				first--
			}
			span.End = d.doc.Tokens[first-1].End
		}
	}
	d.parts = append(d.parts, part{role: role, head: head, span: d.in(span)})
}

func (d *deed) has(role string) bool {
	return slices.ContainsFunc(d.parts, func(p part) bool { return p.role == role })
}

// acts reports whether token i is the head of somebody who can do something, or of a pronoun.
func (p *passage) acts(i int) bool {
	t := &p.doc.Tokens[i]
	return t.UPOS == "PRON" || t.UPOS == "PROPN" || p.someone(i)
}

// someone reports whether the document has token i for a word for somebody who can do something.
func (p *passage) someone(i int) bool {
	return p.of != nil && slices.ContainsFunc(p.of.mentions, func(m *stemma.Mention) bool { return acts[m.Type] && m.Span.Contains(p.in(p.doc.Tokens[i].Span)) })
}

// said reports whether token i says what happens: a verb, or a word with a copula.
func (p *passage) said(i int) bool {
	return p.doc.Tokens[i].UPOS == "VERB" || p.clauses.Copular(i)
}

// How near a time, a place or a number is to the deed of which it may tell.
const (
	untold  = iota // it is told of another deed of the sentence, or of a thing in this one
	through        // it hangs on another part of the deed
	direct         // it hangs on the deed itself
)

// tells is how near what stands at a place of the document, a time or where something is, is to the
// deed: "the man who fled on Friday was caught" does not say when he was caught.
func (d *deed) tells(x nlp.Span) int {
	k := d.headOf(x)
	if k < 0 {
		return untold
	}
	near := direct
	for range reachOfTree {
		if k == d.word {
			return near
		}
		if d.said(k) {
			break
		}
		t := &d.doc.Tokens[k]
		if t.Head < 0 {
			return untold
		}
		if !d.said(t.Head) && t.Head != d.word {
			near = through
		}
		k = t.Head
	}
	if d.within(k) {
		return near
	}
	return untold
}

// within reports whether the deed is a part of what token k says, or joined to it.
func (d *deed) within(k int) bool {
	for i := d.word; ; {
		t := &d.doc.Tokens[i]
		if i == k {
			return true
		}
		relation, _, _ := strings.Cut(t.Deprel, ":")
		if t.Head < 0 || t.Deprel == "acl:relcl" || !slices.Contains([]string{"nsubj", "obj", "obl", "nmod", "conj", "xcomp", "compound", "appos"}, relation) || relation == "conj" && len(d.below(i, "nsubj", "nsubj:pass")) > 0 {
			break
		}
		i = t.Head
	}
	t := &d.doc.Tokens[k]
	return t.Head == d.word && (t.Deprel == "xcomp" || t.Deprel == "acl" || t.Deprel == "conj" && len(d.below(k, "nsubj", "nsubj:pass")) == 0 && !d.said(d.word))
}

// headOf is the token of a span of the document on which the others of it hang, -1 for none.
func (p *passage) headOf(x nlp.Span) int {
	x = nlp.Span{Begin: x.Begin - p.from, End: x.End - p.from}
	best := -1
	for i := range p.doc.Tokens {
		t := &p.doc.Tokens[i]
		if !x.Contains(t.Span) || t.Head >= 0 && x.Contains(p.doc.Tokens[t.Head].Span) {
			continue
		}
		if best < 0 || t.UPOS != "PUNCT" {
			best = i
		}
		if t.UPOS != "PUNCT" {
			break
		}
	}
	return best
}

// deeds are the places in c where what is asked is told, in order. Nothing is read of a document
// that does not speak of whom the question names.
func (s *search) deeds(c *candidate) []deed {
	if len(s.q.Words) == 0 {
		return nil
	}
	for i := range s.q.Names {
		if n := &s.q.Names[i]; !c.names[i] && !slices.ContainsFunc(c.doc.mentions, func(m *stemma.Mention) bool { return n.is(m.Entity) }) {
			return nil
		}
	}
	var out []deed
	told := c.Content
	if s.q.titled { // "Ana Orel, the pastor of Linsk, said"
		told = slices.Clone(told)
		for _, link := range c.Chain[1:] {
			told = append(told, link.Source)
		}
	}
	for _, x := range told {
		for from := x.Begin; from < x.End; {
			at := find(c.doc.Text[from:x.End], s.q.Words[0].Forms)
			if at < 0 {
				break
			}
			at += from
			from = at + 1
			for from < x.End && (unicode.IsLetter(rune(c.doc.Text[from])) || c.doc.Text[from] >= 0x80) {
				from++
			}
			p := s.passage(c.doc, at)
			if i := p.tokenAt(at); i >= 0 {
				d := p.deed(i)
				d.lead(c.doc)
				out = append(out, s.turn(d))
			}
		}
	}
	return out
}

// lead finds out what the parts lead to.
func (d *deed) lead(doc *document) {
	for i := range d.parts {
		p := &d.parts[i]
		head := d.in(d.doc.Tokens[p.head].Span)
		var best *stemma.Mention
		for _, m := range doc.mentions {
			if m.Span.Contains(head) && p.span.Contains(m.Span) && m.Entity != "" && (best == nil || m.Span.Len() < best.Span.Len()) {
				best = m
			}
		}
		if best != nil {
			p.entity = best.Entity
		}
	}
}

// turn gives the parts of a deed the roles that they have in the question, where that tells of the
// same by a verb that looks from the other side: whoever is killed dies, and that to whom it is
// sold buys.
func (s *search) turn(d deed) deed {
	lexicon := en.Clauses()
	verb := func(lemma string) string { return cmp.Or(lexicon.Deeds[lemma], lemma) }
	roles, ok := en.Converses()[verb(s.q.lemma)][verb(d.lemma(d.word))]
	if !ok {
		return d
	}
	d.parts = slices.Clone(d.parts)
	for i := range d.parts {
		d.parts[i].role = roles[d.parts[i].role]
	}
	return d
}

// fits reports whether those whom the question names have the part in the deed that they have in
// the question. What the sentence leaves out is no reason against it.
func (s *search) fits(c *candidate, d *deed) bool {
	if s.q.had && !d.had {
		return false
	}
	if s.q.verb && d.noun() && !s.named(c, d) {
		return false
	}
	for i, w := range s.q.Words {
		headed := func(role string) bool {
			return slices.ContainsFunc(d.parts, func(p part) bool { return p.role == role && isForm(d.lemma(p.head), w.Forms) })
		}
		other := opposed[w.role]
		if other == "" || headed(w.role) {
			continue
		}
		if headed(other) {
			return false
		}
		if c.words[i] && d.elsewhere(w.Forms) && slices.ContainsFunc(d.parts, func(p part) bool { return p.role == w.role && d.thing(p.head) }) {
			return false // "the mill burned on Friday when the kiln fell" does not say when the kiln burned
		}
	}
	for i := range s.q.Names {
		n := &s.q.Names[i]
		opposite := opposed[n.role]
		if opposite == "" {
			continue
		}
		alone := d.has(agent) != d.has(patient) && d.doc.Tokens[d.word].UPOS == "VERB" && len(d.below(d.word, "aux:pass")) == 0
		if alone {
			continue // "Orel died"
		}
		if d.has(n.role) && !d.bears(c.doc, n.role, n) && !d.bears(c.doc, whose, n) {
			return false
		}
		if d.bears(c.doc, opposite, n) && !d.bears(c.doc, n.role, n) {
			return false
		}
	}
	return true
}

// noun reports whether a noun tells the deed.
func (d *deed) noun() bool { return d.doc.Tokens[d.word].UPOS == "NOUN" }

// named reports whether a deed that a noun tells is that of those whom the question names in it:
// "when was Orel sentenced" is not told by "a sentence of nine years". Where the question has no
// parts, any will do.
func (s *search) named(c *candidate, d *deed) bool {
	asked := false
	for i := range s.q.Names {
		if n := &s.q.Names[i]; opposed[n.role] != "" {
			asked = true
			if slices.ContainsFunc(d.parts, func(p part) bool { return n.is(p.entity) || nameIn(c.doc, p.span, n) }) {
				return true
			}
		}
	}
	for _, w := range s.q.Words {
		if opposed[w.role] != "" {
			asked = true
			if isForm(d.lemma(d.word), w.Forms) || slices.ContainsFunc(d.parts, func(p part) bool { return hasForm(c.doc.Text, p.span, w.Forms) }) {
				return true
			}
		}
	}
	return !asked
}

// bears reports whether the part of a role is, or holds, what the name means.
func (d *deed) bears(doc *document, role string, n *Name) bool {
	return slices.ContainsFunc(d.parts, func(p part) bool { return p.role == role && (n.is(p.entity) || nameIn(doc, p.span, n)) })
}

// concerns reports whether a part of the deed is what the name means.
func (d *deed) concerns(n *Name) bool {
	return slices.ContainsFunc(d.parts, func(p part) bool { return n.is(p.entity) })
}

// asFar reports whether c may tell what is asked, as far as it can be read: a deed of which those
// whom the question names have the part that they have there.
func (s *search) asFar(c *candidate) bool {
	if len(c.deeds) == 0 || c.cue > 0 || c.asked != nil || s.q.Kind == stemma.AskWording {
		return true
	}
	return slices.ContainsFunc(c.deeds, func(d deed) bool { return s.fits(c, &d) })
}

// told are those of the answers found that are told of a deed that fits.
func (s *search) told(c *candidate, found []answer) []answer {
	if len(c.deeds) == 0 || c.cue > 0 || c.asked != nil {
		return found
	}
	var of func(d *deed, x nlp.Span) int
	switch s.q.Kind {
	case stemma.AskDate:
		of = func(d *deed, x nlp.Span) int {
			if d.modifies(x) {
				return untold
			}
			return d.tells(x)
		}
	case stemma.AskPlace:
		of = func(d *deed, x nlp.Span) int {
			if d.modifies(x) && slices.ContainsFunc(d.parts, func(p part) bool { return p.role == agent && p.span.Contains(x) }) {
				return untold // "Linsk police": where they are from
			}
			return d.tells(x)
		}
	case stemma.AskNumber:
		if s.q.Measure || s.q.Amount {
			of = (*deed).tells
			break
		}
		if s.q.role != agent && s.q.role != patient || !slices.ContainsFunc(c.deeds, func(d deed) bool { return d.has(s.q.role) && s.fits(c, &d) }) {
			return found
		}
		of = func(d *deed, x nlp.Span) int {
			if d.totals(x) {
				return direct
			}
			in := slices.IndexFunc(d.parts, func(p part) bool { return p.span.Contains(x) })
			if in >= 0 && d.parts[in].role == s.q.role {
				return direct
			}
			if in < 0 {
				return d.tells(x)
			}
			return untold
		}
	default:
		return found
	}
	nearest := make([]int, len(found))
	for i, a := range found {
		for k := range c.deeds {
			if d := &c.deeds[k]; s.fits(c, d) {
				nearest[i] = max(nearest[i], of(d, a.shownBy[0]))
			}
		}
	}
	least := max(slices.Max(append(nearest, untold)), through)
	if s.q.Measure && !s.q.age() && len(en.Units(s.q.Counts)) > 0 {
		if !slices.ContainsFunc(c.Content, func(x nlp.Span) bool { return hasForm(c.doc.Text, x, []string{s.q.Counts}) }) {
			least = direct
		}
	} else if s.q.Measure || s.q.Amount {
		least = slices.Max(append(nearest, untold)) // trees of sums and measures are not to be built on
	}
	var out []answer
	for i, a := range found {
		if nearest[i] >= least {
			out = append(out, a)
		}
	}
	return out
}

// modifies reports whether a time or a place is a word before a noun, other than that of the deed:
// "his 2005 rampage" is when he raged, and not when he was caught for it.
func (d *deed) modifies(x nlp.Span) bool {
	k := d.headOf(x)
	if k < 0 {
		return false
	}
	t := &d.doc.Tokens[k]
	return t.Head > k && t.Head != d.word && !d.said(t.Head) && len(d.below(k, "case")) == 0
}

// doers are those who have the part in a deed that is asked for.
func (s *search) doers(c *candidate) []answer {
	role := s.q.role
	if role == "" || role == whose {
		role = patient
		if s.q.Subject {
			role = agent
		}
	}
	for i := range c.deeds {
		d := &c.deeds[i]
		if !s.fits(c, d) {
			continue
		}
		if s.q.titled || s.q.Subject && doer(strings.ToLower(d.doc.Tokens[d.word].In(d.doc.Text)), s.q.Words[0].Forms) {
			if m := s.holder(c, d); m != nil {
				return []answer{s.party(c, m.Span, m.Entity)}
			}
			continue
		}
		for _, p := range d.parts {
			if p.role == role && !slices.ContainsFunc(s.q.Names, func(n Name) bool { return n.is(p.entity) }) {
				if a, ok := s.someone(c, d, p); ok {
					return []answer{a}
				}
			}
		}
	}
	return nil
}

// someone is a part of a deed as an answer; false for a word that leads to nobody.
func (s *search) someone(c *candidate, d *deed, p part) (answer, bool) {
	head := d.in(d.doc.Tokens[p.head].Span)
	word := strings.ToLower(head.In(c.doc.Text))
	name := s.called[p.entity]
	switch {
	case firstPerson[word] && len(split(p.span.In(c.doc.Text))) == 1:
		v := c.Voice()
		if v.Source.IsZero() {
			return answer{}, false
		}
		return s.party(c, v.Source, v.SourceEntity), true
	case d.doc.Tokens[p.head].UPOS == "PRON" || d.doc.Tokens[p.head].UPOS == "DET" || pronouns[word] || questioners[word]:
		if name == "" || strings.EqualFold(name, word) {
			return answer{}, false
		}
		return answer{value: name, shownBy: []nlp.Span{head}, entity: p.entity}, true
	}
	if lemma := d.lemma(p.head); s.q.person && (en.Means()[lemma] || en.Clauses().Deeds[lemma] != "") {
		return answer{}, false
	}
	for _, m := range c.doc.mentions { // "the soldier" "Ulf Orn", which the tree has parted
		if m.Form == nlp.Name && p.span.End == head.End && m.Span.Begin == head.End+1 {
			p.span.End = m.Span.End
		}
	}
	return s.party(c, p.span, p.entity), true
}

// totals reports whether a number is the one to which a total comes that is told of the deed: "the number
// of men killed rose to 26".
func (d *deed) totals(x nlp.Span) bool {
	k := d.headOf(x)
	for n := 0; k >= 0 && !d.said(k) && n < reachOfTree; n++ {
		k = d.doc.Tokens[k].Head
	}
	if k < 0 {
		return false
	}
	for _, t := range d.below(k, "nsubj", "nsubj:pass", "obj") {
		if !en.Totals()[d.lemma(t)] {
			continue
		}
		for i, n := d.word, 0; i >= 0 && n < reachOfTree; i, n = d.doc.Tokens[i].Head, n+1 {
			if i == t {
				return true
			}
		}
	}
	return false
}

// holder is the name of whoever the noun of the deed is said to be: "the pastor, Ana Orel", "Pastor
// Orel", "Orel, pastor of", "Orel is the pastor"; nil for none.
func (s *search) holder(c *candidate, d *deed) *stemma.Mention {
	doc, t := c.doc, &d.doc.Tokens[d.word]
	for _, p := range d.parts {
		word := slices.ContainsFunc(s.q.Words, func(w Word) bool { return hasForm(doc.Text, p.span, w.Forms) }) // "Prime" Minister
		if p.role != agent && len(s.q.Names) > 0 && !word && !slices.ContainsFunc(s.q.Names, func(n Name) bool {
			return n.is(p.entity) || nameIn(doc, p.span, &n) || kin(p.span.In(doc.Text), n.Words)
		}) {
			return nil // the mayor of another town
		}
	}
	heads := d.below(d.word, "appos", "flat", "nsubj")
	if t.Head >= 0 && slices.Contains([]string{"appos", "compound", "flat", "nsubj", "nmod:desc"}, t.Deprel) {
		heads = append(heads, t.Head)
	}
	for _, k := range d.below(d.word, "nmod") { // "the mayor of Linsk, Ana Orel": no town is called so
		heads = append(heads, d.below(k, "appos")...)
	}
	for _, k := range heads {
		head := d.in(d.doc.Tokens[k].Span)
		for _, m := range doc.mentions {
			if m.Form == nlp.Name && acts[m.Type] && m.Span.Contains(head) {
				return m
			}
		}
	}
	return nil
}
