package resolve

import (
	"cmp"
	"maps"
	"regexp"
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
	c         *Case
	names     []*used
	byPlain   map[string]int          // by class and plain form
	of        []int                   // name of each mention, -1 for none
	speaks    []bool                  // mentions that are a source
	tells     map[int][]stemma.Span   // of such a mention, what it is the source of
	saysI     []bool                  // mentions that are the source of words in which "I" is who speaks
	quoted    []quoted                // what is said in the source's own words
	anonymity []stemma.Span           // the words that say why a source has no name
	plains    map[string]int          // how often each name is written, in plain form
	places    map[string]bool         // what the document names as places, in plain form
	peoples   map[string]bool         // what it names as groups, without the s of many
	people    map[string]bool         // whom it names in full, and the last words of their names
	uses      map[string]map[byte]int // of the last words of people's names, how often for a thing of which class
	kept      map[int]bool            // mentions that are a source whose name is kept back
	beside    map[int][]int           // who is quoted by the source that a mention is
	relayed   map[int]bool            // mentions that are a source by the word of another source
	set       sets                    // over names, then over mentions: what stands by a name
	group     sets                    // over names: which are one's
	joined    []joint
	parted    [][2]int                // pairs of names of which the text says that they are two
	near      []joint                 // names that may be one's
	heads     map[string][]head       // what the text calls its names, by the last word
	pronouns  map[int]map[string]bool // by chain, made when asked for
	inner     map[int]int             // the mention by name that a description holds
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
	l := &local{Document: d, c: c, byPlain: map[string]int{}, uses: map[string]map[byte]int{}, beside: map[int][]int{}, relayed: map[int]bool{}, kept: map[int]bool{}, of: make([]int, len(d.Mentions)), speaks: make([]bool, len(d.Mentions)), saysI: make([]bool, len(d.Mentions)), inner: map[int]int{}, tells: map[int][]stemma.Span{}}
	l.sources()
	l.plains, l.places, l.people, l.peoples = map[string]int{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Form != nlp.Name {
			continue
		}
		plain := plainOf(clean(m.Span.In(d.Text)))
		l.plains[plain]++
		if strings.HasSuffix(plain, " department") && (placing.MatchString(d.Text[max(0, m.Span.Begin-around):m.Span.Begin]) ||
			i > 0 && d.Mentions[i-1].Type == nlp.Place && strings.HasPrefix(d.Text[d.Mentions[i-1].Span.End:], ", "+m.Span.In(d.Text))) {
			l.places[plain] = true // "in Velm Department" and "Linsk, Velm Department", and not "in the Harbour Department"
		}
		switch m.Type {
		case nlp.Place:
			l.places[plain] = true
		case nlp.Person:
			if last := strings.LastIndexByte(plain, ' '); last > 0 {
				l.people[plain], l.people[plain[last+1:]] = true, true
			}
		case nlp.Group:
			l.peoples[strings.TrimSuffix(plain, "s")] = true
		}
	}
	l.firstPersons()
	l.count()
	for i := range d.Mentions {
		l.of[i] = l.name(i)
	}
	l.unrelated()
	l.generations()
	l.namesakes()
	l.twofold()
	l.set, l.group = newSets(len(l.names)+len(d.Mentions)), newSets(len(l.names))
	for i, n := range l.of {
		if n >= 0 {
			l.set.join(n, len(l.names)+i)
		}
	}
	l.speakers()
	l.appositions()
	l.equations()
	l.spellings()
	l.parts()
	l.portions()
	l.heads = l.findHeads()
	l.described(true)
	l.chains()
	l.described(false)
	l.unnamed()
	l.findSigns()
	return l
}

// sources marks the mentions that are the source of a link.
func (l *local) sources() {
	for _, s := range l.Statements {
		var links []int
		for i := range s.Chain {
			if m := l.at(s.Chain[i].Source); m >= 0 && s.Chain[i].Kind != stemma.KindAuthor {
				l.speaks[m] = true
				l.tells[m] = append(l.tells[m], s.Content...)
				links = append(links, m)
			}
			if why := s.Chain[i].Anonymity; why.Len() > 0 {
				l.anonymity = append(l.anonymity, why)
				l.kept[l.at(s.Chain[i].Source)] = true
			}
		}
		for k := 1; k < len(links); k++ {
			l.beside[links[k-1]] = append(l.beside[links[k-1]], links[k])
			l.relayed[links[k]] = true
		}
	}
}

// at finds the mention that a phrase is: the one with its span, else the first
// name in it of somebody who can speak, else the first mention that begins
// where it does or one word later and is nobody's owner.
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
		if m.Form == nlp.Name && (l.modifies(span, i) || l.coordinated(span, i)) {
			if other < 0 {
				return -1 // somebody else, or several, and no mention is all of them
			}
			continue
		}
		// "Rashid Bahmeri, the minister": the name says who speaks, unless it
		// stands behind another noun ("a spokesman for Rashid Bahmeri").
		if name < 0 && m.Form == nlp.Name && class(m.Type) == 'p' && !l.owned(span, i) && l.apposed(span, i) {
			name = i
		}
		if other < 0 && !l.owner(m.Span) {
			other = i
		}
	}
	if name >= 0 {
		return name
	}
	return other
}

// apposed reports whether a phrase and a name in it may mean one person by what
// stands before the name: a title or a description, "the harbour master Orsa
// Veld", also with a comma where the phrase ends with the name.
func (l *local) apposed(span stemma.Span, name int) bool {
	m := l.Mentions[name].Span
	before := strings.TrimSpace(l.Text[span.Begin:m.Begin])
	if !strings.ContainsAny(before, ",;") {
		return true
	}
	before, ok := strings.CutSuffix(before, ",")
	return ok && strings.Trim(l.Text[m.End:span.End], " ,") == "" && !strings.ContainsAny(before, ",;") && !several(before)
}

// modifies reports whether a name in a phrase with an article says only what somebody
// belongs to: "a Velm official" is not Velm, nor is "the Velm campaign".
func (l *local) modifies(span stemma.Span, name int) bool {
	m := l.Mentions[name].Span
	before := strings.ToLower(strings.TrimRight(l.Text[span.Begin:m.Begin], " \"“‘"))
	after := strings.Fields(l.Text[m.End:span.End])
	if !articles[before] && !indefinites[before] || len(after) == 0 || strings.IndexFunc(after[0], unicode.IsLower) != 0 {
		return false
	}
	next := strings.TrimRight(after[0], "\"”’")
	return !smallWords[next] && !relatives[next] && !reflexives[next]
}

// coordinated reports whether a name in a phrase is one of several: of "Orel and her lawyer"
// neither alone is who speaks.
func (l *local) coordinated(span stemma.Span, name int) bool {
	end := l.Mentions[name].Span.End
	for k := name + 1; k < len(l.Mentions) && l.Mentions[k].Span.Begin < span.End; k++ {
		x := l.Mentions[k].Span
		if x.Begin <= end || x.End > span.End {
			continue
		}
		switch strings.Trim(l.Text[end:x.Begin], " ,\n") {
		case "and", "or", "&":
			return true
		case "": // "Orel, Veld and Tamm", "Orel, the mate, and Veld"
			end = x.End
		default:
			return false
		}
	}
	return false
}

// several reports whether a description is of more than one: "the cook and the
// mate", "two sailors".
func several(words string) bool {
	list := strings.Fields(strings.ToLower(words))
	return len(list) == 0 || slices.Contains(list, "and") && !titled(list) || indefinites[list[0]] && list[0] != "another"
}

// owner reports whether a name has an 's behind it, so that a phrase which begins
// with it means what comes then.
func (l *local) owner(m stemma.Span) bool {
	after := l.Text[m.End:min(len(l.Text), m.End+4)]
	return strings.HasPrefix(after, "'s") || strings.HasPrefix(after, "’s") || strings.HasSuffix(m.In(l.Text), "'s") || strings.HasSuffix(m.In(l.Text), "’s")
}

// owned reports whether the name in a phrase is not who the phrase means: it
// comes after "of", "for" and the like, or has an 's.
func (l *local) owned(span stemma.Span, name int) bool {
	m := l.Mentions[name].Span
	// "a manager for Velm Ann Orel": what belongs to the small word stands before
	// the name, and has a name of its own. "A lawyer for the crew, Ann Orel": what
	// stands before a comma says nothing of the name behind it.
	from := span.Begin
	for k := name - 1; k >= 0 && l.Mentions[k].Span.Begin >= span.Begin; k-- {
		if x := l.Mentions[k]; x.Form == nlp.Name && x.Span.End < m.Begin && strings.TrimSpace(l.Text[x.Span.End:m.Begin]) == "" {
			from = x.Span.End
			break
		}
	}
	before := l.Text[from:m.Begin]
	if at := strings.LastIndexByte(before, ','); at >= 0 {
		before = before[at+1:]
	}
	words := strings.Fields(strings.ToLower(before))
	return slices.ContainsFunc(words, func(w string) bool { return smallWords[w] }) && !titled(words) || l.owner(m)
}

// titled reports whether words before a name are an office that has small words
// in it, as "secretary of state" and "director of policy and research": one
// person's, without an article, and with the name not right behind the small word.
func titled(words []string) bool {
	if len(words) == 0 || articles[words[0]] || owners[words[0]] || indefinites[words[0]] || smallWords[words[len(words)-1]] {
		return false
	}
	first := -1
	for i, w := range words {
		if !smallWords[w] {
			continue
		}
		if w != "of" && w != "and" {
			return false
		}
		if first < 0 {
			first = i
		}
	}
	return first > 0 && !strings.HasSuffix(words[first-1], "s")
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
	if l.pair(text, kind) {
		return -1
	}
	if class(kind) == 'o' && l.saysI[i] || l.mostly(plainOf(clean(text)), kind) {
		kind = nlp.Person // whoever says "I" is one
	}
	if l.honoured(text) || kind == nlp.Place && l.fathers(plainOf(text)) {
		kind = nlp.Person
	}
	switch own := l.ofPeople(text); {
	case own == text:
	case kind == nlp.Person || l.people[plainOf(own)] || l.honoured(own):
		text, kind = own, nlp.Person
	case kunya(own) && l.plains[plainOf(own)] > 0:
		text = own
	}
	if kind == nlp.Person {
		text = fromTitle(text)
	} else if l.speaks[i] {
		text = clean(whole(text))
	}
	plain := plainOf(text)
	if plain == "" {
		return -1
	}
	switch {
	case (kind == nlp.Place || kind == nlp.Person) && unit(plain):
		kind = nlp.Organization
	case class(kind) == 'o' && strings.HasSuffix(plain, " department") && l.places[plain]:
		kind = nlp.Place
	}
	if l.land(plain) {
		kind = nlp.Place
		l.places[plain] = true
	}
	reads := text
	form, designation := names.Designation(text)
	if form != "" {
		plain = plainOf(form)
	} else if class(kind) == 'o' && body(plain) {
		if country, begin := l.countryOf(i); country != "" {
			text, reads = clean(l.Text[begin:m.Span.End]), text+" of "+country
			plain = plainOf(reads)
		}
	}
	key := string(class(kind)) + plain
	// A place that speaks is its government, and another than the place. The
	// reader often takes it for something else then, and another text may tell.
	how := l.stands(i)
	said := l.speaks[i] || how == takesPart
	speaker := said && l.places[plain] && !l.people[plain]
	if speaker && strings.HasPrefix(plain, "abu ") {
		_, speaker = capitals[plain] // Abu Dhabi is one, Abu Layth is a man
	}
	owner := !said && how == owns
	speaks := !speaker && (said || owner) && !l.people[plain] && !strings.Contains(plain, " ") && !l.saysI[i]
	switch {
	case speaker:
		key, kind = "g"+plain, nlp.PublicBody
	case speaks && owner:
		key = "a" + key
	case speaks:
		key = "s" + key
	}
	n, ok := l.byPlain[key]
	if !ok {
		u := &used{text: text, plain: plain, kind: kind, at: m.Span, metonym: speaker, speaks: speaks, owner: owner && speaks, designation: designation, name: l.c.names.Parse(reads, KindOf(kind))}
		u.bare = kind == nlp.Person && cores(u.name) < 2
		n = len(l.names)
		l.names, l.byPlain[key] = append(l.names, u), n
	}
	l.names[n].n++
	return n
}

// pair reports whether a name is two with a hyphen between: "Orvelia-Velm" in "the
// Orvelia-Velm talks", where the text speaks of each by itself, and more often.
func (l *local) pair(text string, kind nlp.EntityType) bool {
	if kind == nlp.Person || kind == nlp.Group {
		return false
	}
	whole := l.plains[plainOf(text)]
	for i, r := range text {
		if r != '-' && r != '–' || i == 0 {
			continue
		}
		a, b := plainOf(text[:i]), plainOf(text[i:])
		if min(l.plains[a], l.plains[b]) > whole || l.places[a] && l.plains[b] > whole {
			return true
		}
	}
	return false
}

// honoured reports whether a name is a kunya and where its bearer is from, "Abu
// Layth al-Velmi": a man's or woman's, whatever the reader takes it for.
func (l *local) honoured(text string) bool {
	if !kunya(text) {
		return false
	}
	parts := l.c.names.Parse(text, names.Person).Parts
	last := parts[len(parts)-1]
	return len(strings.Fields(text)) > 2 && last.Role == names.Nisba && slices.ContainsFunc(parts, func(p names.Part) bool { return p.Role == names.Kunya })
}

// fathers reports whether a name that the reader takes for a place's is a kunya whose
// bearer speaks, or is "he" or "she", in the text: Abu Dhabi speaks as well, and is a
// capital.
func (l *local) fathers(plain string) bool {
	if _, ok := capitals[plain]; ok || !kunya(plain) {
		return false
	}
	for i := range l.Mentions {
		m := &l.Mentions[i]
		if m.Form == nlp.Name && plainOf(clean(m.Span.In(l.Text))) == plain && (l.speaks[i] || l.isOther(i, "he") || l.isOther(i, "she")) {
			return true
		}
	}
	return false
}

// kunya reports whether a name begins as one does.
func kunya(text string) bool {
	lower := strings.ToLower(text)
	return strings.HasPrefix(lower, "abu ") || strings.HasPrefix(lower, "umm ")
}

// ofPeople leaves out the word for a people before a name of two words or more:
// "Orvelian Ann Orel", where the text has the people elsewhere.
func (l *local) ofPeople(text string) string {
	first, rest, _ := strings.Cut(text, " ")
	if strings.Contains(rest, " ") && l.peoples[strings.TrimSuffix(plainOf(first), "s")] {
		return rest
	}
	return text
}

// count goes through the one-word names of the document that are a part of a
// person's: how often they stand for whom.
func (l *local) count() {
	for i := range l.Mentions {
		m := &l.Mentions[i]
		if m.Form != nlp.Name {
			continue
		}
		plain := plainOf(clean(m.Span.In(l.Text)))
		word := plain[strings.LastIndexByte(plain, ' ')+1:]
		if !l.people[word] || word != plain && m.Type != nlp.Person {
			continue
		}
		if l.uses[word] == nil {
			l.uses[word] = map[byte]int{}
		}
		l.uses[word][class(m.Type)]++
	}
}

// mostly reports whether a word that the reader takes for something else here is
// the name of a person wherever else the text has it: one word has one sense in
// one text, but for the towns and firms that are called after people.
func (l *local) mostly(word string, kind nlp.EntityType) bool {
	uses := l.uses[word]
	return kind != nlp.Person && uses['p'] > 2*uses[class(kind)]
}

// land reports whether the text has a people that is called by the name, as
// Orvelians are by Orvelia: it is no person's then.
func (l *local) land(plain string) bool {
	return len(plain) >= 4 && slices.ContainsFunc(ofPeoples, func(end string) bool { return l.peoples[plain+end] })
}

// ofPeoples are ends by which English makes the name of a people.
var ofPeoples = []string{"n", "an", "ian", "i", "ese", "ish"}

// speakers joins a name that speaks with the same name where it does not. They
// are apart until all texts have told whether it is a place's.
func (l *local) speakers() {
	for i, u := range l.names {
		if !u.speaks {
			continue
		}
		if j, ok := l.byPlain[string(class(u.kind))+u.plain]; ok {
			l.join(j, i, stemma.Evidence{Kind: stemma.Spelling, Span: u.at, Score: 1, Explain: "the same name"})
		}
	}
}

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

var brackets = strings.NewReplacer("[", "", "]", "")

// clean is a name without the article before and the 's behind it, on one line.
func clean(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	// "Ann Orel (D-Velm": the bracket says something of her. What an editor has
	// put in, "[Ann] Orel", is a part of the name.
	if before, _, ok := strings.Cut(text, " ("); ok {
		text = before
	}
	if before, inside, ok := strings.Cut(text, " ["); ok && strings.IndexByte(inside+"]", ']') >= len(inside)-1 {
		text = before
	}
	text = brackets.Replace(text)
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
	if l.group.root(a) == l.group.root(b) || l.apart(a, b) {
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
		l.beyond(i)
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
	case person && (after == "" || strings.HasPrefix(after, ",")) && len(strings.Fields(before)) <= 8 && !l.owned(whole, j) && l.apposed(whole, j):
	default:
		return
	}
	l.set.join(len(l.names)+i, len(l.names)+j)
	l.inner[i] = j
}

// beyond joins a description of which the reader has the beginning alone with the name
// behind the rest of it: "the leader" of "the leader of the party, Ann Orel, is".
func (l *local) beyond(i int) {
	m := &l.Mentions[i]
	if _, ok := l.inner[i]; ok || m.Type != nlp.Person {
		return
	}
	for j := i + 1; j < min(len(l.Mentions), i+mostInside); j++ {
		n := &l.Mentions[j]
		if n.Span.Begin < m.Span.End || l.of[j] < 0 || n.Type != nlp.Person {
			continue
		}
		if n.Span.Begin-m.Span.End <= furthest && restOf.MatchString(l.Text[m.Span.End:n.Span.Begin]) && closes.MatchString(l.Text[n.Span.End:min(len(l.Text), n.Span.End+2)]) && !several(m.Span.In(l.Text)) {
			l.set.join(len(l.names)+i, len(l.names)+j)
		}
		return
	}
}

var (
	// restOf is the rest of a description up to the name: "of the party, ".
	restOf = regexp.MustCompile(`^ (?:of|for|in|at) (?:[\pL’'-]+ ){0,5}[\pL’'-]+, $`)
	// closes is what stands behind a name in apposition.
	closes = regexp.MustCompile(`^(?:,| \()`)
)

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
			if a.borne || b.borne || a.metonym != b.metonym || !compatible(a.kind, b.kind) && (a.plain != b.plain || cores(a.name) < 2) {
				continue
			}
			switch ok, e := l.c.same(b, a); {
			case !ok:
			case l.either(i, j):
				l.near = append(l.near, joint{a: j, b: i})
			default:
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
		if a.borne || cores(a.name) > 1 && !lone(a.name) {
			continue
		}
		best, rank := -1, 0
		var rivals []int
		for j, b := range l.names {
			if i == j || b.metonym || cores(b.name) < 2 || lone(b.name) || l.apart(i, j) {
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
			// What was named before comes before what is named only later, and then
			// whose last name it is before whose first.
			if r *= 4; b.at.Begin < a.at.Begin {
				r += 2
			}
			if core(b.name) != core(a.name) {
				r++
			}
			switch {
			case r > rank:
				best, rank, rivals = j, r, nil
			case r == rank && l.group.root(best) != l.group.root(j):
				rivals = append(rivals, j)
			}
		}
		switch {
		case best < 0:
		case len(rivals) == 0:
			l.join(best, i, stemma.Evidence{Kind: stemma.PartOf, Span: a.at, Score: 0.9, Explain: "a part of the fuller name in the same text"})
		default:
			// Of a brother and a sister it may be either, whoever was named last.
			for _, j := range append(rivals, best) {
				l.near = append(l.near, joint{a: j, b: i})
			}
		}
	}
}

// apart reports whether the text says of two names that they are not one's.
func (l *local) apart(a, b int) bool {
	for _, p := range l.parted {
		if x, y := l.group.root(p[0]), l.group.root(p[1]); x == l.group.root(a) && y == l.group.root(b) || x == l.group.root(b) && y == l.group.root(a) {
			return true
		}
	}
	return false
}

// says reports whether a part of a name says who it is: no title, no small word, and no
// suffix.
func says(p names.Part) bool {
	return p.Role != names.Title && p.Role != names.Particle && p.Role != names.Suffix
}

// lone reports whether a name is one word, though a kunya counts as two.
func lone(n *names.Name) bool {
	count := 0
	for _, p := range n.Parts {
		if says(p) {
			count++
		}
	}
	return count == 1
}

// core is the first word of a name that is neither a title nor a particle, in
// small Latin letters and without its article.
func core(n *names.Name) string {
	for _, p := range n.Parts {
		if says(p) {
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
func (l *local) country(plain string) bool { return l.c.country(plain) }

func (c *Case) country(plain string) bool {
	if _, ok := shortForms[plain]; ok {
		return true
	}
	for _, p := range c.names.Parse(plain, names.Organization).Parts {
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
		if says(p) {
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
		case names.Title, names.Particle, names.Suffix, names.LegalForm, names.Number, names.Initial:
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
	hidden := map[int]int{} // by chain, the first mention of a source that is to have no name
	hides := map[int]bool{} // and whether it was spoken of last
	for i := range l.Mentions {
		m := &l.Mentions[i]
		at := len(l.names) + i
		if j := l.speaker(i); j >= 0 {
			l.unite(at, len(l.names)+j)
			continue
		}
		if m.Chain == 0 || m.ChainConfidence < leastChain {
			continue
		}
		before, named := last[m.Chain]
		first, ok := hidden[m.Chain]
		fresh := named && l.introduces(i, before-len(l.names))
		if l.anonymous(i) || fresh || ok && hides[m.Chain] && l.called(i) < 0 {
			if !ok || fresh {
				hidden[m.Chain], first = at, at
			}
			hides[m.Chain] = true
			l.unite(first, at)
			continue
		}
		hides[m.Chain] = false
		mine := l.called(i)
		if mine < 0 && l.set.root(at) < len(l.names) {
			// It is known whom it describes, and so whom those before it mean.
			if first, ok := any[m.Chain]; !named && ok {
				l.unite(first, at)
			} else if !named {
				any[m.Chain] = at
			}
			continue
		}
		if mine < 0 {
			if named {
				l.unite(before, at)
			} else if first, ok := any[m.Chain]; ok {
				l.unite(first, at)
			} else {
				any[m.Chain] = at
			}
			continue
		}
		if named {
			theirs := l.called(before - len(l.names))
			a, b := l.names[theirs], l.names[mine]
			if l.group.root(theirs) != l.group.root(mine) && m.ChainConfidence >= leastNameChain && compatible(a.kind, b.kind) && l.shortened(a, b) && l.c.names.Compare(a.name, b.name) >= 0.3 {
				l.join(theirs, mine, stemma.Evidence{Kind: stemma.CoChain, Span: m.Span, Score: m.ChainConfidence, Explain: "the text goes on with the other name"})
			}
		} else if first, ok := any[m.Chain]; ok {
			l.unite(first, at)
		}
		last[m.Chain] = at
	}
}

// unite puts two mentions, or a name and one, together, unless each is known to be
// another's.
func (l *local) unite(a, b int) {
	x, y := l.set.root(a), l.set.root(b)
	if x < len(l.names) && y < len(l.names) && l.group.root(x) != l.group.root(y) {
		return
	}
	l.set.join(x, y)
}

// shortened reports whether of two names that a chain has together one may be a
// short form of the other: one word of a person's, the noun of a body's at its end or before
// "of". A place with more words is another: "northern Velm".
func (l *local) shortened(a, b *used) bool {
	switch class(a.kind) {
	case 'p':
		return a.bare || b.bare
	case 'l':
		return false
	case 'o':
		long, short := a.plain, b.plain
		if len(long) < len(short) {
			long, short = short, long
		}
		after, begins := strings.CutPrefix(long, short+" ")
		first, _, _ := strings.Cut(after, " ")
		return strings.HasSuffix(long, " "+short) || begins && smallWords[first]
	}
	return true
}

// introduces reports whether a description is of somebody new: "a spokesman", in
// another sentence than whoever was named before or telling of him; "his wife", whatever chain she is in
// with him.
func (l *local) introduces(i, before int) bool {
	m, named := l.Mentions[i], l.Mentions[before].Span
	if m.Form != nlp.Nominal || l.called(i) >= 0 || m.Span.Begin <= named.End {
		return false
	}
	tells := l.tellsOf(i, before)
	first, _, _ := strings.Cut(strings.ToLower(m.Span.In(l.Text)), " ")
	switch first {
	case "a", "an":
		return tells || strings.ContainsAny(l.Text[named.End:m.Span.Begin], ".!?\n")
	case "his", "her", "their", "its":
		// The pronoun is a mention of its own, and beside the description in order of the text.
		for k := max(0, i-1); k <= min(i+1, len(l.Mentions)-1); k++ {
			if o := &l.Mentions[k]; k != i && o.Span.Begin == m.Span.Begin && o.Form == nlp.Pronoun && o.Chain == m.Chain {
				return true
			}
		}
		return tells
	}
	return false
}

// tellsOf reports whether mention j stands in what the source i says.
func (l *local) tellsOf(i, j int) bool {
	return slices.ContainsFunc(l.tells[i], func(s stemma.Span) bool { return s.Contains(l.Mentions[j].Span) })
}

// anonymous reports whether words are for a source whose name is kept back: no
// name of the same text is his, whatever the reader's chains say.
func (l *local) anonymous(i int) bool {
	m := &l.Mentions[i]
	if m.Form != nlp.Nominal || l.called(i) >= 0 {
		return false
	}
	if l.kept[i] || slices.ContainsFunc(l.anonymity, m.Span.Contains) || slices.ContainsFunc(l.anonymity, func(why stemma.Span) bool { return m.Span.Contains(why) }) {
		return true
	}
	return slices.ContainsFunc(l.descriptive(m.Span), func(w string) bool { return nameless[w] })
}

// nameless are words for one whose name is not to be known. English; general
// knowledge.
var nameless = map[string]bool{"source": true, "sources": true, "unnamed": true, "unidentified": true, "anonymous": true, "informant": true, "whistleblower": true}

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
	if ourPerson[word] {
		return l.we(m.Span)
	}
	if !l.speaks[i] {
		return -1
	}
	if relatives[word] {
		return l.antecedent(i)
	}
	if word != "he" && word != "she" {
		return -1
	}
	var others, told []int
	quoting := -1 // who says "I" here
	if q := l.within(m.Span); q != nil && q.source >= 0 {
		quoting = l.set.root(len(l.names) + q.source)
	}
	aside := strings.HasSuffix(l.Text[:m.Span.Begin], ", ")
	for j := i - 1; j >= 0 && m.Span.Begin-l.Mentions[j].Span.End <= nearby; j-- {
		if l.relayed[j] && !l.relayed[i] {
			continue // "She said a clerk had told her": she goes on
		}
		if l.tellsOf(i, j) {
			// "Brezel took a bribe, he said": he would say "I".
			if l.Mentions[j].Form == nlp.Name {
				told = append(told, l.set.root(len(l.names)+j))
			}
			continue
		}
		// Whoever is named first in a sentence since then is spoken of, and speaks; and so does
		// whoever a sentence begins with, or one quoted speaks of, where the reader takes the two for one.
		if m.Chain > 0 && l.Mentions[j].Chain == m.Chain && l.Mentions[j].Form == nlp.Nominal && (l.begins(l.Mentions[j].Span.Begin) || quoting >= 0 && l.within(l.Mentions[j].Span) != nil) {
			return j
		}
		n := l.set.root(len(l.names) + j)
		if n == quoting || slices.Contains(told, n) {
			continue
		}
		if l.Mentions[j].Form != nlp.Pronoun && n < len(l.names) && l.names[n].kind == nlp.Person && l.begins(l.Mentions[j].Span.Begin) && !l.isOther(j, word) {
			return j
		}
		// "The officer told her, she said": she is another.
		if slices.Contains(l.beside[i], j) || aside && !strings.ContainsAny(l.Text[l.Mentions[j].Span.End:m.Span.Begin], ".!?\n") {
			others = append(others, n)
			continue
		}
		if slices.Contains(others, n) {
			continue
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

// antecedent is whom "who" stands for: the phrase right before it; -1 if there is
// none, as in a question.
func (l *local) antecedent(i int) int {
	m := &l.Mentions[i]
	who := !strings.HasSuffix(strings.ToLower(m.Span.In(l.Text)), "t") && !strings.EqualFold(m.Span.In(l.Text), "which")
	for j := i - 1; j >= max(0, i-mostInside); j-- {
		x := &l.Mentions[j]
		if x.Form == nlp.Pronoun || x.Span.End > m.Span.Begin || strings.Trim(l.Text[x.Span.End:m.Span.Begin], " ,\n") != "" {
			continue
		}
		if kind := class(x.Type); kind == '?' || who == (kind == 'p') || who && kind == 'o' {
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
// followed, and to join two names that differ. The first is low because the judge
// of pronouns spreads its certainty over all who may be meant.
const (
	leastChain     = 0.4
	leastNameChain = 0.8
)

// referents gathers what the mentions of the document refer to, and which of
// them are held to be two; of says which each mention is of. What has no name is
// left out unless it speaks or is spoken of twice.
func (l *local) referents() (out []*referent, apart [][2]*referent, of func(mention int) *referent) {
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
		if len(r.mentions) == 0 {
			r.begin = m.Span.Begin
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
				first, _, _ := strings.Cut(strings.ToLower(m.Span.In(l.Text)), " ")
				r.definite = first == "the" || owners[first]
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
			if r.words == "" || !said[r] && len(r.mentions) < 2 || r.impersonal() {
				continue
			}
		}
		out = append(out, r)
	}
	for _, r := range out {
		r.said = said[r]
	}
	for _, word := range slices.Sorted(maps.Keys(l.heads)) {
		for _, h := range l.heads[word] {
			r := byRoot[l.set.root(len(l.names)+h.mention)]
			r.called = append(r.called, h.called)
		}
	}
	for i := range l.Mentions {
		if words := l.before(i); words != nil {
			r := byRoot[l.set.root(len(l.names)+i)]
			r.called = append(r.called, words)
		}
	}
	for _, list := range [2][]joint{l.joined, l.near} {
		for i := range list {
			j := &list[i]
			j.from, j.to = byRoot[l.set.root(j.a)], byRoot[l.set.root(j.b)]
			j.nameA, j.nameB = l.names[j.a].text, l.names[j.b].text
		}
	}
	for _, p := range l.parted {
		if a, b := byRoot[l.set.root(p[0])], byRoot[l.set.root(p[1])]; a != b {
			apart = append(apart, [2]*referent{a, b})
		}
	}
	return out, apart, func(i int) *referent { return byRoot[l.set.root(len(l.names)+i)] }
}

// impersonal reports whether nothing is known of a referent but that it is "it" or
// "that": the reader has not found what is meant, and that is nobody.
func (r *referent) impersonal() bool {
	return len(r.names) == 0 && impersonals[strings.ToLower(r.words)]
}

var impersonals = map[string]bool{"it": true, "this": true, "that": true, "these": true, "those": true, "which": true, "what": true, "there": true, "such": true}

// before are the words of a description right before the name, with a comma, of
// whom the chains hold it to mean: "his sister" of "his sister, Orsa Veld". Nil for
// any other.
func (l *local) before(i int) []string {
	m := &l.Mentions[i]
	if _, ok := l.inner[i]; ok || m.Form != nlp.Nominal {
		return nil
	}
	for j := i + 1; j < min(len(l.Mentions), i+mostInside); j++ {
		x := &l.Mentions[j]
		if x.Span.Begin < m.Span.End {
			continue
		}
		if l.of[j] < 0 || l.set.root(len(l.names)+i) != l.set.root(len(l.names)+j) || l.Text[m.Span.End:x.Span.Begin] != ", " {
			return nil
		}
		if words := strings.Fields(strings.ToLower(m.Span.In(l.Text))); len(words) <= mostCalled {
			return words
		}
		return nil
	}
	return nil
}

// mostCalled is how many words a description has that may be used again.
const mostCalled = 4

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
