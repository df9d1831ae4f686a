package clause

import (
	"cmp"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// A clause is one that is being read.
type clause struct {
	*Reader
	content []nlp.Span
	p       Proposition
}

const (
	// longestPhrase is how many tokens a phrase may have. What people write
	// stays far below; a text that goes on was made to.
	longestPhrase = 256
	// farthest is how many clauses a subject is looked for upwards, and how
	// many raising verbs are gone through downwards. Deeper is made, not written.
	farthest = 8
)

// read takes the clause apart whose predicate is token h.
func (c *clause) read(h int) *Proposition {
	for range farthest {
		below := c.child(h, "xcomp")
		if below < 0 || !c.lex.Raising[c.lemma(h)] || !covers(c.content, c.doc.Tokens[below].Span) {
			break
		}
		h = below
	}
	c.p.Head, c.p.Predicate = h, c.predicate(h)
	if c.p.Predicate == "" {
		return nil
	}
	nominal := c.child(h, "cop") >= 0
	switch pos := c.doc.Tokens[h].UPOS; {
	case nominal && (pos == "PRON" || pos == "DET" || asks(c.doc.Tokens[h].Feats)):
		return nil // "that is it", "that is why" say nothing that can be compared
	case nominal && (pos == "NUM" || pos == "SYM"):
		c.p.Predicate = c.lemma(c.child(h, "cop")) // "is $40,000"
		c.p.Quantity = c.phrase(h, "nsubj", "nsubj:outer", "csubj", "cop", "aux", "mark", "cc", "conj", "parataxis", "advcl", "advmod")
	case nominal && pos != "ADJ" && pos != "VERB" && pos != "ADV" && c.child(h, "case") >= 0:
		// "is in Tarvo": being somewhere, not being Tarvo.
		c.p.Predicate = c.lemma(c.child(h, "cop"))
		c.add("obl", h, "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "cop", "aux", "mark", "cc", "conj", "parataxis", "advcl", "expl")
	}
	if role, s := c.subject(h, farthest); s >= 0 && !c.own(h, s) {
		c.add(role, s, "acl:relcl", "acl")
	}
	deed := c.deed(h)
	for _, of := range []int{h, deed} {
		if of < 0 {
			continue
		}
		for k := c.first[of]; k >= 0; k = c.next[k] {
			if int(k) != deed {
				c.part(of, int(k), nominal || of == deed)
			}
		}
	}
	c.oneSubject(h)
	c.oneName()
	c.enough(h)
	if c.p.Quantity.IsZero() {
		c.quantity()
	}
	return &c.p
}

// asks reports whether the features are of a question word or a relative.
func asks(feats string) bool {
	return strings.Contains(feats, "PronType=Int") || strings.Contains(feats, "PronType=Rel")
}

// oneSubject leaves one subject where the tree has several. What follows one
// another at once is one phrase ("the surgeon Ana Vell"); else it is the one
// nearest before the predicate.
func (c *clause) oneSubject(h int) {
	subject := func(a Argument) bool { return strings.HasPrefix(a.Role, "nsubj") }
	dated := func(a Argument) bool {
		when, duration := c.time(a.Head)
		return subject(a) && !when.IsZero() && !duration
	}
	if slices.ContainsFunc(c.p.Args, func(a Argument) bool { return subject(a) && !dated(a) }) {
		c.p.Args = slices.DeleteFunc(c.p.Args, dated) // "the strike last August shows"
	}
	first := slices.IndexFunc(c.p.Args, subject)
	if first < 0 {
		return
	}
	kept := &c.p.Args[first]
	c.coordinate(kept)
	c.p.Args = append(c.p.Args[:first+1], slices.DeleteFunc(slices.Clone(c.p.Args[first+1:]), func(a Argument) bool {
		switch {
		case !subject(a):
			return false
		case a.Span.Begin >= kept.Span.End && strings.TrimSpace(c.doc.Text[kept.Span.End:a.Span.Begin]) == "":
			kept.Span.End = a.Span.End
			if a.Mention >= 0 && (kept.Mention < 0 || c.doc.Mentions[kept.Mention].Form != nlp.Name) {
				kept.Head, kept.Mention = a.Head, a.Mention
			}
		case a.Head < h && a.Head > kept.Head:
			*kept = a
		}
		return true
	})...)
}

// oneName makes one argument of two that follow one another at once, of one role
// and both of them names: the tree has cut a name in two.
func (c *clause) oneName() {
	for i := 0; i+1 < len(c.p.Args); i++ {
		a, b := &c.p.Args[i], &c.p.Args[i+1]
		if a.Role == b.Role && b.Head == a.Head+1 && c.doc.Tokens[a.Head].UPOS == "PROPN" && c.doc.Tokens[b.Head].UPOS == "PROPN" && a.Span.End <= b.Span.Begin {
			a.Span.End = b.Span.End
			if a.Mention < 0 {
				a.Mention = b.Mention
			}
			c.p.Args = slices.Delete(c.p.Args, i+1, i+2)
			i--
		}
	}
}

// enough gives a subject the words of measure before its number that the tree
// hangs on the predicate: "more than 3,000 people fled". They are a fixed
// expression that stands right before it.
func (c *clause) enough(h int) {
	i := slices.IndexFunc(c.p.Args, func(a Argument) bool { return strings.HasPrefix(a.Role, "nsubj") && a.Head < h })
	if i < 0 {
		return
	}
	a := &c.p.Args[i]
	first := c.tokenBefore(a.Span.Begin) + 1
	if first >= len(c.doc.Tokens) || first == 0 || c.doc.Tokens[first].UPOS != "NUM" || c.doc.Tokens[first-1].Deprel != "fixed" {
		return
	}
	if more := c.head(first - 1); more >= 0 && c.head(more) == h && c.doc.Tokens[more].Deprel == "advmod" && covers(c.content, c.doc.Tokens[more].Span) {
		a.Span.Begin = c.doc.Tokens[more].Begin
	}
}

// coordinate gives a subject that begins with a conjunction what stands before
// that, which the tree has hung on the words outside; or takes the conjunction
// away.
func (c *clause) coordinate(a *Argument) {
	first := c.tokenBefore(a.Span.Begin) + 1
	if first >= len(c.doc.Tokens) || c.doc.Tokens[first].UPOS != "CCONJ" || first >= a.Head {
		return
	}
	a.Span.Begin = c.doc.Tokens[first+1].Begin
	limit := piece(c.content, c.doc.Tokens[a.Head].Span)
	top := first - 1
	for range farthest {
		up := c.head(max(top, 0))
		if top < 0 || !limit.Contains(c.doc.Tokens[top].Span) {
			return
		}
		if up < 0 || !limit.Contains(c.doc.Tokens[up].Span) {
			break
		}
		top = up
	}
	if top < first && (c.doc.Tokens[top].UPOS == "NOUN" || c.doc.Tokens[top].UPOS == "PROPN" || c.doc.Tokens[top].UPOS == "PRON") {
		if p := c.phrase(top); !p.IsZero() {
			a.Span.Begin = p.Begin
		}
	}
}

func (c *clause) lemma(i int) string {
	if i < 0 {
		return ""
	}
	t := &c.doc.Tokens[i]
	return cmp.Or(t.Lemma, strings.ToLower(t.In(c.doc.Text)))
}

// predicate names what h says.
func (c *clause) predicate(h int) string {
	if d := c.deed(h); d >= 0 {
		return c.lex.Deeds[c.lemma(d)]
	}
	name := c.lemma(h)
	if m, ok := c.mentions[h]; ok && c.doc.Tokens[h].UPOS == "PROPN" && c.doc.Mentions[m].Form == nlp.Name {
		return strings.Join(strings.Fields(c.doc.Mentions[m].In(c.doc.Text)), " ")
	}
	for k := c.first[h]; k >= 0; k = c.next[k] {
		if c.doc.Tokens[k].Deprel == "compound:prt" {
			name += " " + c.lemma(int(k))
		}
	}
	return name
}

// deed is the noun that says what happens where h is a light verb, -1 if there
// is none.
func (c *clause) deed(h int) int {
	if c.doc.Tokens[h].UPOS != "VERB" || !c.lex.Light[c.lemma(h)] {
		return -1
	}
	if d := c.child(h, "obj", "nsubj:pass"); d >= 0 && c.doc.Tokens[d].UPOS == "NOUN" && c.lex.Deeds[c.lemma(d)] != "" {
		return d
	}
	return -1
}

// own reports whether s is a child of h, which is met with the other parts, and
// stands for itself.
func (c *clause) own(h, s int) bool {
	return c.head(s) == h && c.head(h) != s && strings.Contains(c.doc.Tokens[s].Deprel, "subj")
}

// part adds what child k of token "of" is, if it is a part of the clause.
func (c *clause) part(of, k int, nominal bool) {
	t := &c.doc.Tokens[k]
	if !covers(c.content, t.Span) {
		return // said on another's word, and by another statement
	}
	role, _, _ := strings.Cut(t.Deprel, ":")
	switch role {
	case "nsubj", "csubj", "obj", "iobj":
		if a := c.antecedent(of, k); a >= 0 {
			if role != "nsubj" { // the subject has been found already
				c.add(t.Deprel, a, "acl:relcl")
			}
			return
		}
		c.add(t.Deprel, k)
	case "ccomp", "xcomp":
		c.add(t.Deprel, k)
	case "obl", "advmod", "nmod":
		if role == "nmod" && (!nominal || t.Deprel == "nmod:poss") {
			return
		}
		when, duration := c.time(k)
		if !when.IsZero() && c.p.Time.IsZero() {
			c.p.Time = when
		}
		if !when.IsZero() && !duration {
			return
		}
		if role == "advmod" {
			return
		}
		if when := c.timeBelow(k); role == "obl" && c.p.Time.IsZero() && when >= 0 {
			c.p.Time, _ = c.time(when)
			if c.p.Place.IsZero() {
				c.p.Place = c.place(k)
			}
			c.add(t.Deprel, k, c.doc.Tokens[when].Deprel)
			return
		}
		if c.p.Place.IsZero() && role == "obl" && t.Deprel != "obl:agent" {
			c.p.Place = c.place(k)
		}
		c.add(t.Deprel, k)
	}
}

// add adds an argument with the head, whose phrase is without those of its
// children that have one of the relations.
func (c *clause) add(role string, head int, without ...string) {
	span := c.phrase(head, without...)
	if span.IsZero() || c.doc.Tokens[head].UPOS == "PUNCT" {
		return
	}
	mention, ok := c.mentions[head]
	if !ok {
		mention = -1
	}
	c.p.Args = append(c.p.Args, Argument{Role: role, Span: span, Head: head, Mention: mention})
}

// phrase is the stretch of text around head that stands below it, without the
// children that have one of the relations, and within the part of the content
// that the head is in. It begins and ends with a word.
func (c *clause) phrase(head int, without ...string) nlp.Span {
	var out []int
	for k := c.first[head]; k >= 0 && len(without) > 0; k = c.next[k] {
		if slices.Contains(without, c.doc.Tokens[k].Deprel) {
			out = append(out, int(k))
		}
	}
	limit := piece(c.content, c.doc.Tokens[head].Span)
	in := func(i int) bool {
		if i < 0 || i >= len(c.doc.Tokens) || !c.below(head, i) || !limit.IsZero() && !limit.Contains(c.doc.Tokens[i].Span) {
			return false
		}
		return !slices.ContainsFunc(out, func(k int) bool { return c.below(k, i) })
	}
	first, last := head, head
	for in(first - 1) {
		first--
		if head-first > longestPhrase {
			return nlp.Span{}
		}
	}
	for {
		// A conjunction may hang on the predicate: "the rebels and their allies".
		if !in(last+1) && (last+2 >= len(c.doc.Tokens) || c.doc.Tokens[last+1].UPOS != "CCONJ" || !in(last+2)) {
			break
		}
		last++
		if last-head > longestPhrase {
			return nlp.Span{}
		}
	}
	trim := func(i int) bool {
		return i != head && c.doc.Tokens[i].UPOS == "PUNCT" && !paired(c.doc, first, i, last)
	}
	for trim(first) {
		first++
	}
	for trim(last) {
		last--
	}
	return nlp.Span{Begin: c.doc.Tokens[first].Begin, End: c.doc.Tokens[last].End}
}

// paired reports whether the mark i, the first or the last token of a phrase,
// has its other half within: "an “axis”".
func paired(doc *nlp.Doc, first, i, last int) bool {
	halves := pairs[doc.Tokens[i].In(doc.Text)]
	for k := first; k <= last && halves != ""; k++ {
		if k != i && strings.Contains(halves, doc.Tokens[k].In(doc.Text)) {
			return true
		}
	}
	return false
}

// pairs are marks that come in two halves, each with what may be its other.
var pairs = map[string]string{
	`"`: `"`, "“": "”", "”": "“„", "„": "”“", "'": "'", "‘": "’", "’": "‘", "(": ")", ")": "(", "[": "]", "]": "[", "«": "»", "»": "«",
	"``": "''", "''": "``",
}

// subject finds who does, or suffers, what h says, and by which role; -1 if
// that cannot be told. Where h has no subject of its own it is that of the
// clause which shares it.
func (c *clause) subject(h, farther int) (role string, s int) {
	if s := c.child(h, "nsubj", "nsubj:pass", "csubj", "csubj:pass"); s >= 0 {
		if a := c.antecedent(h, s); a >= 0 {
			return c.doc.Tokens[s].Deprel, a
		}
		return c.doc.Tokens[s].Deprel, s
	}
	if role, s := c.stray(h); s >= 0 {
		return role, s
	}
	t, above := &c.doc.Tokens[h], c.head(h)
	if above < 0 || farther == 0 {
		return "", -1
	}
	switch {
	case t.Deprel == "conj":
		if strings.Contains(t.Feats, "Mood=Imp") {
			return "", -1
		}
		_, s = c.subject(above, farther-1)
	case t.Deprel == "xcomp":
		if o := c.child(above, "obj", "iobj"); o >= 0 && !c.lex.SubjectControl[c.lemma(above)] {
			s = o
		} else {
			_, s = c.subject(above, farther-1)
		}
	case t.Deprel == "acl" && strings.Contains(t.Feats, "VerbForm=Part"):
		s = above // "the reading sent on 5 March"
		if strings.Contains(t.Feats, "Tense=Past") {
			return "nsubj:pass", s
		}
	default:
		return "", -1
	}
	if s < 0 {
		return "", -1
	}
	return c.subjectRole(h), s
}

// subjectRole is the role of a subject that h shares with another clause:
// passive where h is, by its own auxiliary or by one that it shares.
func (c *clause) subjectRole(h int) string {
	for range farthest {
		if c.child(h, "aux:pass") >= 0 {
			return "nsubj:pass"
		}
		t := &c.doc.Tokens[h]
		if t.Deprel != "conj" || c.child(h, "aux", "cop") >= 0 || c.head(h) < 0 || !strings.Contains(t.Feats, "VerbForm=Part") {
			break
		}
		h = c.head(h)
	}
	return "nsubj"
}

// besides are what may stand between a subject and its predicate.
var besides = []string{"aux", "aux:pass", "cop", "advmod", "det", "amod", "compound", "nummod", "cc"}

// stray is what stands at the very beginning of the content, before h, and the
// tree hangs on the words outside or beside h: the subject that h lacks.
func (c *clause) stray(h int) (role string, s int) {
	limit := piece(c.content, c.doc.Tokens[h].Span)
	if limit.IsZero() {
		return "", -1
	}
	outside := c.head(h) >= 0 && !covers(c.content, c.doc.Tokens[c.head(h)].Span)
	for i := h - 1; i >= 0 && h-i < longestPhrase && limit.Contains(c.doc.Tokens[i].Span); i-- {
		t := &c.doc.Tokens[i]
		above := c.head(i)
		if above != h && (!outside || above != c.head(h)) {
			continue
		}
		switch {
		case above == h && slices.Contains(besides, t.Deprel):
			continue
		case t.Deprel == "advcl" && strings.Contains(t.Feats, "VerbForm=Inf"):
			return "csubj", i // "to leave now would be a mistake"
		case t.Deprel == "advcl" && strings.Contains(t.Feats, "VerbForm=Ger") && c.first[i] < 0:
			return c.subjectRole(h), i // "fighting broke out"
		case above == h || c.child(i, "case") >= 0:
			return "", -1
		case t.Deprel == "obj" || t.Deprel == "iobj" || t.Deprel == "nsubj" || t.Deprel == "obl":
			return c.subjectRole(h), i
		}
		return "", -1
	}
	return "", -1
}

// antecedent is the noun that the relative pronoun k in the clause of h stands
// for, -1 where k is none.
func (c *clause) antecedent(h, k int) int {
	if c.doc.Tokens[h].Deprel != "acl:relcl" || !strings.Contains(c.doc.Tokens[k].Feats, "PronType=Rel") {
		return -1
	}
	return c.head(h)
}

// time is the time expression that child k of the predicate says, which must
// hold the head of the phrase: "on Monday", "last week". A duration may be more
// than a time, as in "sentenced to nine years", and stays an argument too.
func (c *clause) time(k int) (when nlp.Span, duration bool) {
	at := c.doc.Tokens[k].Span
	i, _ := slices.BinarySearchFunc(c.doc.Times, at.Begin, func(t nlp.Time, begin int) int { return cmp.Compare(t.End, begin+1) })
	if i < len(c.doc.Times) && c.doc.Times[i].Contains(at) && covers(c.content, c.doc.Times[i].Span) {
		return c.doc.Times[i].Span, c.doc.Times[i].Type == "DURATION"
	}
	return nlp.Span{}, false
}

// timeBelow is a date that ends the phrase of the oblique k and that the tree
// hangs on it, though it says when: "to Selwat on 5 March"; -1 for none.
func (c *clause) timeBelow(k int) int {
	d := c.child(k, "nmod", "nmod:unmarked", "obl", "obl:unmarked")
	if d < k || c.child(d, "case") < 0 || !c.named(k) {
		return -1
	}
	if when, duration := c.time(d); when.IsZero() || duration {
		return -1
	}
	return d
}

// named reports whether token i is the head of a name.
func (c *clause) named(i int) bool {
	m, ok := c.mentions[i]
	return ok && c.doc.Mentions[m].Form == nlp.Name
}

// place is the Place in the phrase of the oblique k: its head, or a nominal
// below that.
func (c *clause) place(k int) nlp.Span {
	for range farthest {
		if m, ok := c.mentions[k]; ok && c.doc.Mentions[m].Type == nlp.Place && covers(c.content, c.doc.Mentions[m].Span) {
			return c.doc.Mentions[m].Span
		}
		if k = c.child(k, "nmod", "appos", "flat"); k < 0 {
			break
		}
	}
	return nlp.Span{}
}

// quantity takes the first number that counts a part of the clause: one of the
// core before an oblique.
func (c *clause) quantity() {
	for _, core := range []bool{true, false} {
		for _, a := range c.p.Args {
			if core != (strings.HasPrefix(a.Role, "nsubj") || a.Role == "obj" || a.Role == "iobj") || a.Role == "xcomp" || a.Role == "ccomp" {
				continue
			}
			if q := c.counted(a.Head, core); !q.IsZero() {
				c.p.Quantity = q
				return
			}
		}
	}
}

// counted is the number and what it counts, in the phrase with the head. A
// phrase whose head is the number itself counts in the core only: "one of the
// roads" beside a verb says where, not how many.
func (c *clause) counted(head int, core bool) nlp.Span {
	if core && c.numeral(head) || c.lex.Tallies[c.lemma(head)] && c.child(head, "nmod") >= 0 {
		// "six of its men", "dozens of people"; a number alone is a quantity too
		q := c.phrase(head, "acl:relcl", "acl", "appos", "case", "conj", "cc", "nmod")
		if of := c.child(head, "nmod"); of > head && !q.IsZero() {
			q.End = c.doc.Tokens[of].End
		}
		return q
	}
	for k := c.first[head]; k >= 0; k = c.next[k] {
		if !strings.HasPrefix(c.doc.Tokens[k].Deprel, "nummod") || !c.numeral(int(k)) {
			continue
		}
		number, h := c.phrase(int(k)), c.doc.Tokens[head].Span
		if number.IsZero() {
			return number
		}
		for _, a := range c.p.Args {
			if a.Head == head && a.Span.Begin < number.Begin && strings.HasPrefix(a.Role, "nsubj") && c.tokenBefore(a.Span.Begin)+3 == c.tokenBefore(number.Begin)+1 &&
				c.doc.Tokens[c.tokenBefore(number.Begin)].Deprel == "fixed" {
				number.Begin = a.Span.Begin // see enough
			}
		}
		return number.Cover(h)
	}
	return nlp.Span{}
}

// numeral reports whether token i is a number that counts: not an ordinal, a
// time, or a part of a name.
func (c *clause) numeral(i int) bool {
	t := &c.doc.Tokens[i]
	if t.UPOS != "NUM" || strings.Contains(t.Feats, "NumType=Ord") {
		return false
	}
	k, _ := slices.BinarySearchFunc(c.doc.Times, t.Begin, func(x nlp.Time, begin int) int { return cmp.Compare(x.End, begin+1) })
	if k < len(c.doc.Times) && c.doc.Times[k].Overlaps(t.Span) {
		return false
	}
	for _, head := range []int{i, c.head(i)} {
		if m, ok := c.mentions[head]; ok && c.doc.Mentions[m].Form == nlp.Name && c.doc.Mentions[m].Contains(t.Span) {
			return false
		}
	}
	return true
}
