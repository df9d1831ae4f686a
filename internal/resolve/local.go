package resolve

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/names"
	"github.com/stemma/stemma/nlp"
)

// local resolves one document.
type local struct {
	Document
	c        *Case
	names    []*used
	byPlain  map[string]int  // by class and plain form
	of       []int           // name of each mention, -1 for none
	speaks   []bool          // mentions that are a source
	saysI    []bool          // mentions that are the source of words in which "I" is who speaks
	quoted   []quoted        // what is said in the source's own words
	places   map[string]bool // what the document names as places, in plain form
	peoples  []string        // what it names as groups
	people   map[string]bool // whom it names in full, and the last words of their names
	set      sets            // over names, then over mentions: what stands by a name
	group    sets            // over names: which are one's
	joined   []joint
	pronouns map[int]map[string]bool // by chain, made when asked for
	inner    map[int]int             // the mention by name that a description holds
}

// sets is a union-find whose roots are the least members.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func (s sets) root(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

func (s sets) join(a, b int) {
	a, b = s.root(a), s.root(b)
	s[max(a, b)] = min(a, b)
}

func (c *Case) local(d Document) *local {
	l := &local{Document: d, c: c, byPlain: map[string]int{}, of: make([]int, len(d.Mentions)), speaks: make([]bool, len(d.Mentions)), saysI: make([]bool, len(d.Mentions)), inner: map[int]int{}}
	l.sources()
	l.places, l.people = map[string]bool{}, map[string]bool{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Form != nlp.Name {
			continue
		}
		switch plain := plainOf(clean(m.Span.In(d.Text))); m.Type {
		case nlp.Place:
			l.places[plain] = true
		case nlp.Person:
			if last := strings.LastIndexByte(plain, ' '); last > 0 {
				l.people[plain], l.people[plain[last+1:]] = true, true
			}
		case nlp.Group:
			l.peoples = append(l.peoples, plain)
		}
	}
	l.firstPersons()
	for i := range d.Mentions {
		l.of[i] = l.name(i)
	}
	l.set, l.group = newSets(len(l.names)+len(d.Mentions)), newSets(len(l.names))
	for i, n := range l.of {
		if n >= 0 {
			l.set.join(n, len(l.names)+i)
		}
	}
	l.appositions()
	l.equations()
	l.spellings()
	l.parts()
	l.chains()
	l.described()
	return l
}

// sources marks the mentions that are the source of a link.
func (l *local) sources() {
	for _, s := range l.Statements {
		for i := range s.Chain {
			if m := l.at(s.Chain[i].Source); m >= 0 && s.Chain[i].Kind != stemma.KindAuthor {
				l.speaks[m] = true
			}
		}
	}
}

// at finds the mention that a phrase is: the one with its span, else the first
// name in it of somebody who can speak, else the first mention that begins
// where it does or one word later.
func (l *local) at(span stemma.Span) int {
	if span.Len() == 0 {
		return -1
	}
	first, _ := slices.BinarySearchFunc(l.Mentions, span.Begin, func(m stemma.Mention, at int) int { return cmp.Compare(m.Span.Begin, at) })
	name, other := -1, -1
	for i := first; i < len(l.Mentions) && l.Mentions[i].Span.Begin < span.End; i++ {
		m := &l.Mentions[i]
		if m.Span.End > span.End {
			continue
		}
		if m.Span == span && (m.Form != nlp.Nominal || name < 0) {
			other = i
		}
		if name < 0 && m.Form == nlp.Name && class(m.Type) == 'p' {
			name = i
		}
		if other < 0 {
			other = i
		}
	}
	// "Rashid Bahmeri, the minister": the name says who speaks, unless it stands
	// behind another noun ("a spokesman for Rashid Bahmeri").
	if name >= 0 && !strings.ContainsAny(l.Text[span.Begin:l.Mentions[name].Span.Begin], ",;") && !l.owned(span, name) {
		return name
	}
	return other
}

// owned reports whether the name in a phrase is not who the phrase means: it
// comes after "of", "for" and the like, or has an 's.
func (l *local) owned(span stemma.Span, name int) bool {
	m := l.Mentions[name].Span
	// "a manager for Velm Ann Orel": what belongs to the small word stands before
	// the name, and has a name of its own.
	from := span.Begin
	for k := name - 1; k >= 0 && l.Mentions[k].Span.Begin >= span.Begin; k-- {
		if x := l.Mentions[k]; x.Form == nlp.Name && x.Span.End < m.Begin && strings.TrimSpace(l.Text[x.Span.End:m.Begin]) == "" {
			from = x.Span.End
			break
		}
	}
	for w := range strings.FieldsSeq(strings.ToLower(l.Text[from:m.Begin])) {
		if smallWords[w] {
			return true
		}
	}
	after := l.Text[m.End:min(len(l.Text), m.End+4)]
	return strings.HasPrefix(after, "'s") || strings.HasPrefix(after, "’s")
}

// name returns the number of the name that a mention is, -1 if it is none.
func (l *local) name(i int) int {
	m := &l.Mentions[i]
	text, kind := clean(m.Span.In(l.Text)), m.Type
	if m.Form != nlp.Name {
		if !l.speaks[i] || !l.people[plainOf(text)] {
			return -1
		}
		kind = nlp.Person // "VELD: ...", which the reader has not known again
	}
	if class(kind) == 'o' && l.saysI[i] {
		kind = nlp.Person // whoever says "I" is one
	}
	if kind == nlp.Person {
		text = fromTitle(text)
	}
	plain := plainOf(text)
	if plain == "" {
		return -1
	}
	if l.land(plain) {
		kind = nlp.Place
		l.places[plain] = true
	}
	key := string(class(kind)) + plain
	// A place that speaks is its government, and another than the place. The
	// reader often takes it for an organisation then.
	speaker := l.speaks[i] && l.places[plain] && !l.people[plain]
	if speaker && strings.HasPrefix(plain, "abu ") {
		_, speaker = capitals[plain] // Abu Dhabi is one, Abu Layth is a man
	}
	if speaker {
		key, kind = "g"+plain, nlp.PublicBody
	}
	n, ok := l.byPlain[key]
	if !ok {
		u := &used{text: text, plain: plain, kind: kind, at: m.Span, metonym: speaker, name: l.c.names.Parse(text, KindOf(kind))}
		u.bare = kind == nlp.Person && cores(u.name) < 2
		n = len(l.names)
		l.names, l.byPlain[key] = append(l.names, u), n
	}
	l.names[n].n++
	return n
}

// land reports whether the text has a people that is called by the name, as
// Orvelians are by Orvelia: it is no person's then.
func (l *local) land(plain string) bool {
	return len(plain) >= 4 && slices.ContainsFunc(l.peoples, func(people string) bool {
		end, ok := strings.CutPrefix(people, plain)
		return ok && slices.Contains(ofPeoples, strings.TrimSuffix(end, "s"))
	})
}

// ofPeoples are ends by which English makes the name of a people.
var ofPeoples = []string{"n", "an", "ian", "i", "ese", "ish"}

// fromTitle leaves out what stands before a title within a name: the reader took
// "bill Mr. Orel" or "Democrat Ms Orel" for one.
func fromTitle(text string) string {
	for _, title := range []string{" Mr. ", " Mrs. ", " Ms. ", " Dr. ", " Mr ", " Mrs ", " Ms ", " Dr "} {
		if _, after, ok := strings.Cut(text, title); ok {
			return title[1:] + after
		}
	}
	return text
}

// cores is how many words of a name say who it is. A kunya counts as two:
// it is chosen to stand alone.
func cores(n *names.Name) int {
	count := 0
	for _, p := range n.Parts {
		switch p.Role {
		case names.Kunya:
			count += 2
		case names.Given, names.Father, names.Family, names.Nisba, names.Word, names.Place:
			count++
		}
	}
	return count
}

// clean is a name without the article before and the 's behind it, on one line.
func clean(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	// "Ann Orel (D-Velm": the bracket says something of her.
	if before, _, ok := strings.Cut(text, " ("); ok {
		text = before
	}
	for _, end := range []string{"'s", "’s", "'", "’"} {
		text = strings.TrimSuffix(text, end)
	}
	for _, begin := range []string{"the ", "The "} {
		text = strings.TrimPrefix(text, begin)
	}
	return strings.Trim(text, " .,;:–-*_\"“”")
}

// plainOf is a name by its letters and digits alone, small and without accents.
func plainOf(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(text) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.M, r), r == '\'', r == '’', r == '.':
		default:
			gap = true
		}
	}
	return b.String()
}

// join holds two names to be one's. They stay apart as referents, with an edge
// between them, so that a person can cut it.
func (l *local) join(a, b int, e stemma.Evidence) {
	if l.group.root(a) == l.group.root(b) {
		return
	}
	l.group.join(a, b)
	e.Doc = l.ID
	l.joined = append(l.joined, joint{a: a, b: b, evidence: e})
}

// maxNames is how many names of one document are held against each other
// without a key in common; longer lists are joined by keys alone, across.
const maxNames = 400

// appositions joins a description that begins or ends with a name with it:
// "Orsa Veld, the harbour master", "the harbour master Orsa Veld".
func (l *local) appositions() {
	for i := range l.Mentions {
		m := &l.Mentions[i]
		if m.Form != nlp.Nominal {
			continue
		}
		for j := i + 1; j < min(len(l.Mentions), i+mostInside) && l.Mentions[j].Span.Begin < m.Span.End; j++ {
			l.apposition(i, j)
		}
		for j := i - 1; j >= max(0, i-mostInside) && l.Mentions[j].Span.Begin == m.Span.Begin; j-- {
			l.apposition(i, j)
		}
	}
}

// mostInside is how many mentions of one description are looked at.
const mostInside = 24

func (l *local) apposition(i, j int) {
	whole, name := l.Mentions[i].Span, l.Mentions[j].Span
	if l.of[j] < 0 || l.names[l.of[j]].metonym || name.End > whole.End || name == whole {
		return
	}
	// "Ann Orel, Tom Holt and the mate" is a list and calls nobody anything.
	for k := j + 1; k < min(len(l.Mentions), j+mostInside) && l.Mentions[k].Span.Begin < whole.End; k++ {
		if l.of[k] >= 0 && l.Mentions[k].Type == l.Mentions[j].Type {
			return
		}
	}
	if before, ok := l.inner[i]; ok && before != j {
		return
	}
	before, after := l.Text[whole.Begin:name.Begin], l.Text[name.End:whole.End]
	person := l.names[l.of[j]].kind == nlp.Person
	switch {
	case before == "" && strings.HasPrefix(after, ","):
	case person && (after == "" || strings.HasPrefix(after, ",")) && len(strings.Fields(before)) <= 8 && !l.owned(whole, j) && !strings.ContainsAny(before, ",;'’"):
	default:
		return
	}
	l.set.join(len(l.names)+i, len(l.names)+j)
	l.inner[i] = j
}

// called is the number of the name that a mention is or holds, -1 for none.
func (l *local) called(i int) int {
	if j, ok := l.inner[i]; ok {
		return l.of[j]
	}
	return l.of[i]
}

// spellings joins the names of the document that are spellings of one, and
// organisations with their first letters.
func (l *local) spellings() {
	if len(l.names) > maxNames {
		return
	}
	for i, a := range l.names {
		for j := range i {
			b := l.names[j]
			if a.metonym != b.metonym || !compatible(a.kind, b.kind) && (a.plain != b.plain || cores(a.name) < 2) {
				continue
			}
			if ok, e := l.c.same(b, a); ok {
				l.join(j, i, e)
			}
		}
	}
}

// parts joins a name of one word to the fuller name that it is a part of: the
// one that is spelled the same before one that is spelled alike, and then the
// last that was named before it.
func (l *local) parts() {
	if len(l.names) > maxNames {
		return
	}
	for i, a := range l.names {
		if a.metonym || class(a.kind) != 'p' {
			if class(a.kind) == 'o' && !a.metonym {
				l.shorter(i)
			}
			continue
		}
		if cores(a.name) > 1 && !lone(a.name) {
			continue
		}
		best, rank, rivals := -1, 0, 0
		for j, b := range l.names {
			if i == j || b.metonym || cores(b.name) < 2 || lone(b.name) {
				continue
			}
			r := l.c.partOf(a, b)
			if !compatible(a.kind, b.kind) {
				// The reader takes many a "Given Family" for something else.
				if r = 0; a.kind == nlp.Person && len(strings.Fields(b.plain)) == 2 && strings.HasSuffix(b.plain, " "+a.plain) {
					r = 1
				}
			}
			if r == 0 {
				continue
			}
			// What was named before comes before what is named only later.
			if b.at.Begin < a.at.Begin {
				r += 1
			}
			switch {
			case r > rank, r == rank && b.at.Begin > l.names[best].at.Begin && b.at.Begin < a.at.Begin:
				if best >= 0 && l.group.root(best) != l.group.root(j) && r == rank {
					rivals++
				} else if r > rank {
					rivals = 0
				}
				best, rank = j, r
			case r == rank && l.group.root(best) != l.group.root(j):
				rivals++
			}
		}
		if best >= 0 {
			score := 0.9
			if rivals > 0 {
				score = 0.6
			}
			l.join(best, i, stemma.Evidence{Kind: stemma.PartOf, Span: a.at, Score: score, Explain: "a part of the fuller name in the same text"})
		}
	}
}

// lone reports whether a name is one word, though a kunya counts as two.
func lone(n *names.Name) bool {
	count := 0
	for _, p := range n.Parts {
		if p.Role != names.Title && p.Role != names.Particle {
			count++
		}
	}
	return count == 1
}

// core is the first word of a name that is neither a title nor a particle, in
// small Latin letters and without its article.
func core(n *names.Name) string {
	for _, p := range n.Parts {
		if p.Role != names.Title && p.Role != names.Particle {
			return p.Latin
		}
	}
	return ""
}

// shorter joins an organisation with the only name of the text that goes on
// where it ends, "the Harbour Service", "the Harbour Service of Orvel", or that
// has a country before it: "the Senate", "the U.S. Senate". "The Tribune" may
// have anything before it.
func (l *local) shorter(i int) {
	a, found := l.names[i], -1
	if a.kind == nlp.Group {
		return
	}
	written := strings.ToLower(l.Text[max(0, a.at.Begin-len("the ")):a.at.End])
	the := !strings.Contains(a.plain, " ") && strings.HasSuffix(written, "the "+strings.ToLower(a.text))
	for j, b := range l.names {
		before, ends := strings.CutSuffix(b.plain, " "+a.plain)
		if class(b.kind) == 'o' && !b.metonym && (strings.HasPrefix(b.plain, a.plain+" of ") || strings.HasPrefix(b.plain, a.plain+" for ") || ends && (the || l.country(before) && !strings.Contains(b.text, "-"+a.text))) {
			if found >= 0 && l.group.root(found) != l.group.root(j) {
				return
			}
			found = j
		}
	}
	if found >= 0 {
		l.join(found, i, stemma.Evidence{Kind: stemma.PartOf, Span: a.at, Score: 0.9, Explain: "the beginning of the only such name in the same text"})
	}
}

// country reports whether words before a name are a country's.
func (l *local) country(plain string) bool {
	if _, ok := shortForms[plain]; ok {
		return true
	}
	for _, p := range l.c.names.Parse(plain, names.Organization).Parts {
		if p.Role != names.Place {
			return false
		}
	}
	return true
}

// partOf says how well the one word that somebody goes by is a part of a fuller
// name: 4 the same word, 2 a spelling of it, 0 neither.
func (c *Case) partOf(a, b *used) int {
	var word *names.Part
	for i, p := range a.name.Parts {
		if p.Role != names.Title && p.Role != names.Particle {
			word = &a.name.Parts[i]
		}
	}
	if word == nil || utf8.RuneCountInString(word.Latin) < 3 && word.Latin != "" {
		return 0
	}
	if word.Role == names.Number {
		return 0
	}
	best := 0
	for _, p := range b.name.Parts {
		switch p.Role {
		case names.Title, names.Particle, names.LegalForm, names.Number, names.Initial:
			continue
		}
		if (p.Role == names.Kunya) != (word.Role == names.Kunya) {
			continue
		}
		if p.Latin == word.Latin && p.Latin != "" {
			return 4
		}
		if class(b.kind) == 'p' && c.names.Alike(c.names.Parse(word.Text, names.Person), c.names.Parse(p.Text, names.Person)) >= 0.8 {
			best = 2
		}
	}
	return best
}

// chains joins mentions that the reader holds to be of one. Names that cannot be
// one's are not joined by it: what comes between goes to the name before.
func (l *local) chains() {
	last := map[int]int{} // by chain, the last mention with a name
	any := map[int]int{}
	for i := range l.Mentions {
		m := &l.Mentions[i]
		at := len(l.names) + i
		if j := l.speaker(i); j >= 0 {
			l.set.join(at, len(l.names)+j)
			continue
		}
		if m.Chain == 0 || m.ChainConfidence < leastChain {
			continue
		}
		before, named := last[m.Chain]
		mine := l.called(i)
		if mine < 0 {
			if named {
				l.set.join(before, at)
			} else if first, ok := any[m.Chain]; ok {
				l.set.join(first, at)
			} else {
				any[m.Chain] = at
			}
			continue
		}
		if named {
			theirs := l.called(before - len(l.names))
			a, b := l.names[theirs], l.names[mine]
			if l.group.root(theirs) != l.group.root(mine) && m.ChainConfidence >= leastNameChain && compatible(a.kind, b.kind) && (a.bare || b.bare || class(a.kind) != 'p') && l.c.names.Compare(a.name, b.name) >= 0.3 {
				l.join(theirs, mine, stemma.Evidence{Kind: stemma.CoChain, Span: m.Span, Score: m.ChainConfidence, Explain: "the text goes on with the other name"})
			}
		} else if first, ok := any[m.Chain]; ok {
			l.set.join(first, at)
		}
		last[m.Chain] = at
	}
}

// role is a description without the name that it holds.
func (l *local) role(i int) string {
	whole := l.Mentions[i].Span
	words := whole.In(l.Text)
	if j, ok := l.inner[i]; ok {
		name := l.Mentions[j].Span
		words = l.Text[whole.Begin:name.Begin] + l.Text[name.End:whole.End]
	}
	return strings.Join(strings.Fields(strings.Trim(words, " ,")), " ")
}

// speaker is whom "I" means, and whom a source means that is "he" or "she": who
// spoke before, or whom a sentence since then begins with; -1 if there is none
// near.
func (l *local) speaker(i int) int {
	m := &l.Mentions[i]
	if m.Form != nlp.Pronoun {
		return -1
	}
	word := strings.ToLower(m.Span.In(l.Text))
	if firstPerson[word] {
		return l.i(m.Span)
	}
	if !l.speaks[i] {
		return -1
	}
	if word != "he" && word != "she" {
		return -1
	}
	for j := i - 1; j >= 0 && m.Span.Begin-l.Mentions[j].Span.End <= nearby; j-- {
		// Whoever is named first in a sentence since then is spoken of, and speaks.
		if n := l.called(j); n >= 0 && l.names[n].kind == nlp.Person && l.begins(l.Mentions[j].Span.Begin) && !l.isOther(j, word) {
			return j
		}
		if l.speaks[j] && l.Mentions[j].Type == nlp.Person && !l.isOther(j, word) {
			other := strings.ToLower(l.Mentions[j].Span.In(l.Text))
			if l.Mentions[j].Form == nlp.Pronoun && other != word {
				return -1
			}
			return j
		}
	}
	return -1
}

// begins reports whether a place is the beginning of a sentence.
func (l *local) begins(at int) bool {
	before := strings.TrimRight(l.Text[max(0, at-8):at], " \t“\"‘'")
	return before == "" || strings.ContainsRune(".!?:\n\r”", []rune(before)[len([]rune(before))-1])
}

// isOther reports whether a mention's chain calls it by the other of "he" and
// "she".
func (l *local) isOther(i int, word string) bool {
	other := map[string][]string{"he": {"she", "her"}, "she": {"he", "his", "him"}}[word]
	chain := l.Mentions[i].Chain
	if j, ok := l.inner[i]; ok && chain == 0 {
		chain = l.Mentions[j].Chain
	}
	if chain == 0 {
		return false
	}
	if l.pronouns == nil {
		l.pronouns = map[int]map[string]bool{}
		for _, m := range l.Mentions {
			if m.Chain > 0 && m.Form == nlp.Pronoun {
				if l.pronouns[m.Chain] == nil {
					l.pronouns[m.Chain] = map[string]bool{}
				}
				l.pronouns[m.Chain][strings.ToLower(m.Span.In(l.Text))] = true
			}
		}
	}
	return slices.ContainsFunc(other, func(w string) bool { return l.pronouns[chain][w] })
}

// nearby is how many bytes before a pronoun somebody may have spoken.
const nearby = 700

// leastChain and leastNameChain are how sure a chain must be of a mention to be
// followed, and to join two names that differ.
const (
	leastChain     = 0.5
	leastNameChain = 0.8
)

// referents gathers what the mentions of the document refer to, and which of
// them are held to be one; of says which each mention is of. What has no name is
// left out unless it speaks or is spoken of twice.
func (l *local) referents() (out []*referent, joined []joint, of func(mention int) *referent) {
	byRoot := map[int]*referent{}
	var order []*referent
	count := map[*referent]map[nlp.EntityType]int{}
	said := map[*referent]bool{}
	for i := range l.Mentions {
		root := l.set.root(len(l.names) + i)
		r := byRoot[root]
		if r == nil {
			r = &referent{doc: l.ID, path: l.Path}
			byRoot[root], order, count[r] = r, append(order, r), map[nlp.EntityType]int{}
		}
		m := &l.Mentions[i]
		if r.id == "" || m.ID < r.id {
			r.id = m.ID
		}
		r.mentions = append(r.mentions, m.ID)
		said[r] = said[r] || l.speaks[i]
		kind, weight := m.Type, 1
		if n := l.of[i]; n >= 0 {
			kind, weight = l.names[n].kind, 100
			if l.names[n].at == m.Span {
				r.names = append(r.names, l.names[n])
			}
			r.metonym = r.metonym || l.names[n].metonym
		} else if m.Form == nlp.Nominal {
			if r.words == "" {
				r.words = clean(m.Span.In(l.Text))
			}
			if words := l.role(i); words != "" && len(words) <= 80 && (m.Type == nlp.Person || m.Type == "") {
				r.roles = append(r.roles, stemma.Role{Words: words, Doc: l.ID, Span: m.Span})
			}
		}
		if kind != "" {
			count[r][kind] += weight
		}
		if l.speaks[i] && r.words == "" {
			r.words = clean(m.Span.In(l.Text))
		}
	}
	for _, r := range order {
		for kind, n := range count[r] {
			if r.kind == "" || n > count[r][r.kind] || n == count[r][r.kind] && kind < r.kind {
				r.kind = kind
			}
		}
		if len(r.names) == 0 {
			if r.words == "" || !said[r] && len(r.mentions) < 2 {
				continue
			}
			r.roles = nil
		}
		out = append(out, r)
	}
	for _, r := range out {
		r.said = said[r]
	}
	for _, j := range l.joined {
		j.from, j.to = byRoot[l.set.root(j.a)], byRoot[l.set.root(j.b)]
		j.nameA, j.nameB = l.names[j.a].text, l.names[j.b].text
		joined = append(joined, j)
	}
	return out, joined, func(i int) *referent { return byRoot[l.set.root(len(l.names)+i)] }
}

// link finds the mentions that a statement's sources and arguments are.
func (l *local) link(s *stemma.Statement) *linked {
	x := &linked{statement: s.ID, sources: make([]stemma.ID, len(s.Chain))}
	found := false
	for i := range s.Chain {
		if m := l.at(s.Chain[i].Source); m >= 0 {
			x.sources[i], found = l.Mentions[m].ID, true
		}
	}
	if s.Proposition != nil {
		x.args = make([]stemma.ID, len(s.Proposition.Args))
		for i, a := range s.Proposition.Args {
			x.args[i] = a.Mention
			found = found || a.Mention != ""
		}
	}
	if !found {
		return nil
	}
	return x
}
