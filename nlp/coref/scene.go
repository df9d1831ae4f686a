package coref

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/neural"
)

// A Scene is a Doc made ready for finding its chains: its phrases, and the
// chains made of them so far.
type Scene struct {
	Phrases []Phrase

	doc     *nlp.Doc
	lexicon *Lexicon
	vectors *Vectors
	members *Members

	paragraphs []int              // of each sentence
	says       map[int][]nlp.Span // by phrase, what it is the source of
	subjects   map[int]int        // by token, one more than the phrase that is its subject
	turns      bool               // paragraphs are turns of a talk

	speeches []speech         // one for each attribution
	counts   map[uint32]int32 // of phrases by head, and by text
	keys     map[uint32]int32
	entries  []entry

	// Chains: for each phrase the number of its chain, -1 while it has none.
	Of     []int
	back   []int // the phrase of its chain before it, -1 for none
	chains []chain
}

// class says how a phrase refers.
type class uint8

const (
	noClass class = iota
	firstOne
	second
	firstMany
	thirdMan
	thirdWoman
	thirdThing
	thirdMany
	pointer
	pointers
	vagueWord
	placeWord
	personName
	bodyName
	placeName
	otherName
	definite
	pointing
	possessed
	indefinite
	bare
	barePlural
	number
	several
	asking
	classes
)

var classNames = [classes]string{
	"none", "first person", "second person", "first plural", "masculine", "feminine", "neuter", "third plural", "pointer", "pointers",
	"vague", "place word", "name of person", "name of body", "name of place", "other name", "definite", "pointing", "possessed",
	"indefinite", "bare", "bare plural", "number", "several", "asking",
}

func (c class) pronoun() bool { return c >= firstOne && c <= placeWord }
func (c class) name() bool    { return c >= personName && c <= otherName }

// refers reports whether the form says that something known is meant.
func (c class) refers() bool { return c.form() == 1 || c.form() == 4 }

// form is a coarser class: 0 first and second person, 1 third person, 2 other
// pronouns, 3 names, 4 what points back, 5 what does not.
func (c class) form() uint32 {
	switch {
	case c <= firstMany:
		return 0
	case c <= thirdMany:
		return 1
	case c <= placeWord:
		return 2
	case c <= otherName:
		return 3
	case c <= possessed:
		return 4
	}
	return 5
}

// A speech is where the words of one attribution are quoted, and whose they are.
type speech struct {
	source int  // phrase, -1 if none is known
	direct bool // all of them are quoted
}

// NewScene makes the doc ready. It needs tags, lemmas, a tree, and names as
// Mentions; Times and Attributions are used where there are any.
func NewScene(doc *nlp.Doc, l *Lexicon, v *Vectors, m *Members) *Scene {
	s := &Scene{doc: doc, lexicon: l, vectors: v, members: m, keys: map[uint32]int32{}}
	s.phrases()
	s.names()
	s.times()
	for i := range s.Phrases {
		p := &s.Phrases[i]
		s.describe(p)
		p.relation, p.governor, p.subject, p.kindNumber = s.relation(p), s.governor(p), s.subject(p), kinds[p.kind]
		p.governing = s.governing(p)
		for n := range p.grains {
			p.grains[n] = s.vectors.cluster(p.vector, n)
		}
	}
	s.counts = make(map[uint32]int32, len(s.Phrases))
	for i := range s.Phrases {
		s.counts[s.Phrases[i].word]++
		s.counts[mix(9, s.Phrases[i].text)]++
	}
	s.subjects = make(map[int]int)
	for i := range s.Phrases {
		if t := &s.doc.Tokens[s.Phrases[i].Head]; !s.Phrases[i].Joined && strings.HasPrefix(t.Deprel, "nsubj") && t.Head >= 0 {
			s.subjects[t.Head] = i + 1
		}
	}
	s.speak()
	s.part()
	s.Of, s.back = make([]int, len(s.Phrases)), make([]int, len(s.Phrases))
	for i := range s.Of {
		s.Of[i] = -1
	}
	return s
}

// Class is how phrase i refers, in a word.
func (s *Scene) Class(i int) string { return classNames[s.Phrases[i].class] }

// Named reports whether phrase i is a name.
func (s *Scene) Named(i int) bool { return s.Phrases[i].class.name() }

// Span is the words of phrase i.
func (s *Scene) Span(i int) nlp.Span {
	p := &s.Phrases[i]
	return nlp.Span{Begin: s.doc.Tokens[p.First].Begin, End: s.doc.Tokens[p.Last-1].End}
}

// times marks the phrases whose head is a word of a time expression.
func (s *Scene) times() {
	for i := range s.Phrases {
		p := &s.Phrases[i]
		head := s.doc.Tokens[p.Head].Span
		n := sort.Search(len(s.doc.Times), func(n int) bool { return s.doc.Times[n].End >= head.End })
		p.time = p.name < 0 && n < len(s.doc.Times) && s.doc.Times[n].Contains(head)
	}
}

// names gives each phrase the name that its head is a word of.
func (s *Scene) names() {
	of := make([]int32, len(s.doc.Tokens))
	for i := range of {
		of[i] = -1
	}
	token := 0
	for n := range s.doc.Mentions {
		m := &s.doc.Mentions[n]
		if m.Form != nlp.Name {
			continue
		}
		for token > 0 && s.doc.Tokens[token-1].Begin >= m.Begin {
			token--
		}
		for ; token < len(s.doc.Tokens) && s.doc.Tokens[token].Begin < m.End; token++ {
			if s.doc.Tokens[token].Begin >= m.Begin {
				of[token] = int32(n)
			}
		}
	}
	for i := range s.Phrases {
		p := &s.Phrases[i]
		if p.Joined {
			continue
		}
		if p.name = int(of[p.Head]); p.name >= 0 {
			m, h := &s.doc.Mentions[p.name], s.doc.Tokens[p.Head].Head
			p.inner = m.Type == nlp.Person && h >= 0 && m.Contains(s.doc.Tokens[h].Span)
		}
	}
}

// normal is the token's form as words are compared: small letters, without
// what is beyond a length that no word of a language has.
func (s *Scene) normal(buffer []byte, i int) []byte {
	form := s.doc.Tokens[i].In(s.doc.Text)
	if len(form) > longestWord {
		form = form[:longestWord]
	}
	return neural.Normal(buffer[:0], form)
}

const longestWord = 40

func hashOf(b []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 12
	if h == 0 {
		return 1
	}
	return h
}

func mix(h, v uint32) uint32 {
	h ^= v + 0x9e3779b9 + h<<6 + h>>2
	h *= 0x85ebca6b
	return h ^ h>>13
}

// describe fills what is known of a phrase by itself.
func (s *Scene) describe(p *Phrase) {
	var buffer, other [2 * longestWord]byte
	doc := s.doc
	t := &doc.Tokens[p.Head]
	p.speech, p.vector = -1, -1
	form := s.normal(buffer[:0], p.Head)
	lemma := t.Lemma
	if len(lemma) > longestWord {
		lemma = lemma[:longestWord]
	}
	word := neural.Normal(other[:0], lemma)
	p.word = hashOf(word)
	p.core = []uint32{p.word}
	if s.vectors != nil {
		p.vector = s.vectors.Row(form, word)
	}
	if p.Joined {
		p.class, p.number = several, Plural
		if kind, ok := s.lexicon.Nouns[string(word)]; ok {
			p.kind = kind
		}
		p.text = s.hashText(p)
		return
	}
	switch {
	case strings.Contains(t.Feats, "Number=Sing"):
		p.number = Singular
	case strings.Contains(t.Feats, "Number=Plur"):
		p.number = Plural
	}
	if pronoun, ok := s.lexicon.Pronouns[string(form)]; ok && (t.UPOS == "PRON" || t.UPOS == "DET" || t.UPOS == "ADV") {
		s.describePronoun(p, pronoun)
		p.text = hashOf(form)
		return
	}
	p.kind = s.lexicon.Nouns[string(word)]
	p.gender = s.lexicon.Genders[string(word)]
	if people, ok := s.lexicon.Peoples[string(form)]; ok {
		p.people = hashOf([]byte(people))
	}
	p.class = s.nominalClass(p)
	if p.name >= 0 {
		m := &doc.Mentions[p.name]
		p.kind = m.Type
		switch m.Type {
		case nlp.Person:
			p.class = personName
		case nlp.Organization, nlp.Company, nlp.PublicBody, nlp.Group:
			p.class = bodyName
		case nlp.Place, nlp.Facility:
			p.class = placeName
		default:
			p.class = otherName
		}
	} else if t.UPOS == "PROPN" {
		p.class = otherName
	}
	s.words(p)
	p.text = s.hashText(p)
}

func (s *Scene) describePronoun(p *Phrase, pronoun Pronoun) {
	p.gender, p.self = pronoun.Gender, pronoun.Reflexive
	if pronoun.Number != AnyNumber {
		p.number = pronoun.Number
	}
	switch {
	case pronoun.Place:
		p.class = placeWord
	case pronoun.Vague:
		p.class = vagueWord
	case pronoun.Demonstrative && p.number == Plural:
		p.class = pointers
	case pronoun.Demonstrative:
		p.class = pointer
	case pronoun.Person == 1 && pronoun.Number == Plural:
		p.class = firstMany
	case pronoun.Person == 1:
		p.class, p.kind = firstOne, nlp.Person
	case pronoun.Person == 2:
		p.class, p.kind = second, nlp.Person
	case pronoun.Number == Plural:
		p.class = thirdMany
	case pronoun.Gender == Masculine:
		p.class, p.kind = thirdMan, nlp.Person
	case pronoun.Gender == Feminine:
		p.class, p.kind = thirdWoman, nlp.Person
	case pronoun.Gender == Neuter:
		p.class = thirdThing
	default:
		p.class = asking
	}
}

// nominalClass tells how a noun is introduced.
func (s *Scene) nominalClass(p *Phrase) class {
	doc := s.doc
	for i := p.First; i < p.Head && i < p.First+longestCore; i++ {
		t := &doc.Tokens[i]
		if t.Head != p.Head {
			continue
		}
		switch t.Deprel {
		case "det":
			switch {
			case strings.Contains(t.Feats, "PronType=Dem"):
				return pointing
			case strings.Contains(t.Feats, "Definite=Def"):
				return definite
			}
			return indefinite
		case "nmod:poss":
			return possessed
		case "nummod":
			return number
		}
	}
	switch {
	case doc.Tokens[p.Head].UPOS == "NUM":
		return number
	case p.number == Plural:
		return barePlural
	}
	return bare
}

// words fills the words by which a phrase is compared: those of the name, or
// the head and what modifies it before.
func (s *Scene) words(p *Phrase) {
	var buffer [2 * longestWord]byte
	doc := s.doc
	first, last := p.First, p.Head+1
	if p.name >= 0 {
		m := &doc.Mentions[p.name]
		for first, last = p.Head, p.Head+1; first > 0 && doc.Tokens[first-1].Begin >= m.Begin; first-- {
		}
		for last < len(doc.Tokens) && doc.Tokens[last].Begin < m.End {
			last++
		}
	} else {
		for last < p.Last && doc.Tokens[last].Head == p.Head && doc.Tokens[last].Deprel == "flat" {
			last++
		}
		first = max(first, p.Head-longestCore)
	}
	letters, count := uint32(0), 0
	p.core = p.core[:0]
	for i := first; i < last; i++ {
		t := &doc.Tokens[i]
		if t.UPOS == "PUNCT" || t.UPOS == "ADP" || t.Deprel == "det" || t.Deprel == "case" {
			continue
		}
		word := s.normal(buffer[:0], i)
		if g := s.lexicon.Genders[string(word)]; g != AnyGender && p.gender == AnyGender && (p.kind == nlp.Person || p.kind == "") {
			p.gender = g
		}
		if people, ok := s.lexicon.Peoples[string(word)]; ok && p.people == 0 && p.name >= 0 {
			p.people = hashOf([]byte(people))
		}
		if s.lexicon.Others[string(word)] && i < p.Head {
			p.other = true
		}
		if s.lexicon.Empty[string(word)] || p.class.name() && s.lexicon.Small[string(word)] || p.class == personName && s.lexicon.Titles[strings.TrimSuffix(string(word), ".")] {
			continue
		}
		if len(p.core) < longestCore {
			h := hashOf(word)
			p.core = append(p.core, h)
			if i != p.Head && p.name < 0 && t.Head == p.Head {
				p.modifies = append(p.modifies, h)
			}
		}
		if p.class.name() {
			r, _ := utf8.DecodeRune(word)
			letters = mix(letters, uint32(r))
			count++
		}
	}
	if len(p.core) == 0 {
		p.core = append(p.core, p.word)
	}
	if count > 1 {
		p.letters = letters
	} else if form := doc.Tokens[p.Head].In(doc.Text); p.class.name() && acronym(form) {
		letters = 0
		for _, r := range form {
			if unicode.IsLetter(r) {
				letters = mix(letters, uint32(unicode.ToLower(r)))
			}
		}
		p.letters = letters
	}
	if p.class == personName && p.First < first {
		// The title before a name: "Mrs", "King".
		for i := max(p.First, first-3); i < first && p.gender == AnyGender; i++ {
			p.gender = s.lexicon.Genders[strings.TrimSuffix(string(s.normal(buffer[:0], i)), ".")]
		}
	}
	if p.gender == AnyGender && p.class != personName && p.kind != "" && p.kind != nlp.Person && p.kind != nlp.Group {
		p.gender = Neuter
	}
}

// acronym reports whether a word is written as one: two to eight capitals.
func acronym(form string) bool {
	capitals := 0
	for _, r := range form {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case r != '.':
			return false
		}
	}
	return capitals >= 2 && capitals <= 8
}

// hashText is a hash of the words of the phrase but the empty ones.
func (s *Scene) hashText(p *Phrase) uint32 {
	var buffer [2 * longestWord]byte
	h := uint32(7)
	for i := p.First; i < p.Last && i < p.First+4*longestCore; i++ {
		if t := &s.doc.Tokens[i]; t.UPOS == "PUNCT" {
			continue
		}
		if word := s.normal(buffer[:0], i); !s.lexicon.Empty[string(word)] {
			h = mix(h, hashOf(word))
		}
	}
	return h
}

// part finds the paragraphs, and whether they are turns of a talk: short, and
// many with a first or second person outside quoted words.
func (s *Scene) part() {
	doc := s.doc
	s.paragraphs = make([]int, len(doc.Sentences))
	n := 0
	for i := range doc.Sentences {
		if i > 0 {
			between := doc.Text[doc.Tokens[doc.Sentences[i-1].Last-1].End:doc.Tokens[doc.Sentences[i].First].Begin]
			if strings.Count(between[:min(len(between), longestGap)], "\n") > 1 {
				n++
			}
		}
		s.paragraphs[i] = n
	}
	talk, last := 0, -1
	for i := range s.Phrases {
		p := &s.Phrases[i]
		if here := s.paragraphs[p.Sentence]; here != last && p.speech < 0 && (p.class == firstOne || p.class == second) {
			talk++
			last = here
		}
	}
	s.turns = 3*talk > n+1 && len(doc.Tokens) < longestTurn*(n+1)
}

const (
	longestGap = 64
	// longestTurn is how many words a paragraph may have on average to be a turn.
	longestTurn = 60
)

// speak finds which phrases stand in quoted words, and whose these are.
func (s *Scene) speak() {
	doc := s.doc
	if len(doc.Attributions) == 0 {
		return
	}
	at := make(map[int]int, len(s.Phrases)) // phrase by head
	for i := range s.Phrases {
		if p := &s.Phrases[i]; !p.Joined {
			at[p.Head] = i
		}
	}
	type piece struct {
		nlp.Span
		speech int
	}
	var pieces []piece
	s.speeches, s.says = make([]speech, len(doc.Attributions)), map[int][]nlp.Span{}
	for n := range doc.Attributions {
		a := &doc.Attributions[n]
		s.speeches[n].source = -1
		if head := headOf(doc, a.Source); head >= 0 {
			if i, ok := at[head]; ok {
				s.speeches[n].source = i
				s.says[i] = append(s.says[i], a.Content...)
			}
		}
		if a.Kind != nlp.Direct && a.Kind != nlp.Mixed {
			continue
		}
		s.speeches[n].direct = a.Kind == nlp.Direct
		for _, c := range a.Content {
			pieces = append(pieces, piece{c, n})
		}
	}
	slices.SortStableFunc(pieces, func(a, b piece) int {
		return cmp.Or(cmp.Compare(a.Begin, b.Begin), cmp.Compare(b.End, a.End))
	})
	// The innermost piece that is open at each phrase's head. Heads are not in
	// order, but those of one sentence are near.
	order := make([]int, len(s.Phrases))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(s.Phrases[a].Head, s.Phrases[b].Head), cmp.Compare(a, b))
	})
	var open []piece
	next := 0
	for _, i := range order {
		place := doc.Tokens[s.Phrases[i].Head].Begin
		for ; next < len(pieces) && pieces[next].Begin <= place; next++ {
			for len(open) > 0 && open[len(open)-1].End <= pieces[next].Begin {
				open = open[:len(open)-1]
			}
			if len(open) < deepest {
				open = append(open, pieces[next])
			}
		}
		for len(open) > 0 && open[len(open)-1].End <= place {
			open = open[:len(open)-1]
		}
		for k := len(open) - 1; k >= 0; k-- {
			if open[k].End > place {
				s.Phrases[i].speech = open[k].speech
				break
			}
		}
	}
}

// speaker is the phrase of whoever says the quoted words in which phrase i is "I";
// -1 where it is not, or nobody is named.
func (s *Scene) speaker(i int) int {
	p := &s.Phrases[i]
	if p.class != firstOne || p.speech < 0 || !s.speeches[p.speech].direct {
		return -1
	}
	source := s.speeches[p.speech].source
	if source < 0 || s.Phrases[source].class == firstOne || s.Phrases[source].number == Plural {
		return -1
	}
	return source
}

// surelySpeaker is how often "I" in words that are wholly quoted is whoever is
// said to say them; an estimate, where the attribution itself is right.
const surelySpeaker = 0.9

// speakers puts the first persons of quoted words into the chains of those who
// say them, which may be named behind the words.
func (s *Scene) speakers(links []Link) {
	for i := range s.Phrases {
		source := s.speaker(i)
		if source < 0 {
			continue
		}
		s.chains[s.Of[i]].size--
		s.Of[i] = s.Of[source]
		s.chains[s.Of[i]].size++
		links[i] = Link{source, surelySpeaker}
	}
}

// titled is the phrase that a name of a person ends and is the holder of: "former
// harbour master for Varo Ana Orel", where the words before the name have no
// article and so are a title; -1 for none.
func (s *Scene) titled(i int) int {
	p := &s.Phrases[i]
	if p.class != personName {
		return -1
	}
	for j := i - 1; j >= 0 && j >= i-longestCore; j-- {
		a := &s.Phrases[j]
		if a.Sentence != p.Sentence || a.Last < p.Last {
			break
		}
		if a.Last == p.Last && a.class == bare && a.kind == nlp.Person && a.number == Singular && a.Head < p.Head {
			return j
		}
	}
	return -1
}

// carriesOn is the subject of the sentence before in whose stead phrase i, a "he" or "she" that is
// the subject of its own, stands: the same pronoun, or the one person that is spoken of there; -1
// for none. It is the plainest case of centering (Grosz, Joshi and Weinstein 1995). Where whoever
// speaks is that subject, it is whom he did it to: "I asked the guard. He told me".
func (s *Scene) carriesOn(i int) int {
	p := &s.Phrases[i]
	if p.class == thirdThing && len(s.says[i]) > 0 && s.leads(i) {
		return s.bodyBefore(i)
	}
	if p.class != thirdMan && p.class != thirdWoman || !s.leads(i) {
		return -1
	}
	lead, found, speaking := -1, -1, false
	for k := i - 1; k >= 0 && s.Phrases[k].Sentence >= p.Sentence-1; k-- {
		a := &s.Phrases[k]
		switch single := a.kind == nlp.Person && a.number != Plural && !a.inner; {
		case a.Sentence == p.Sentence && single && a.speech == p.speech && !s.tellsOf(i, k):
			return -1
		case a.Sentence == p.Sentence:
		case s.leads(k) && a.speech == p.speech && a.class == firstOne:
			speaking = true
		case s.leads(k) && a.speech == p.speech:
			lead = k
		}
	}
	if lead >= 0 && s.Phrases[lead].class == p.class {
		return lead
	}
	for k := i - 1; k >= 0 && s.Phrases[k].Sentence >= p.Sentence-1; k-- {
		a := &s.Phrases[k]
		if a.Sentence == p.Sentence || a.kind != nlp.Person || a.number == Plural || a.inner ||
			speaking && (a.class == firstOne || p.speech >= 0 && k == s.speeches[p.speech].source) {
			continue
		}
		if found >= 0 && s.Of[k] != s.Of[found] {
			return -1
		}
		if found < 0 || k == lead {
			found = k
		}
	}
	if found < 0 || found != lead && !speaking {
		return -1
	}
	if s.saysOfAnother(i, found) {
		return -1
	}
	a := &s.Phrases[found]
	if g := s.chains[s.Of[found]].gender; sexed(g) && g != p.gender || a.speech != p.speech && (a.speech < 0 || p.speech < 0) || s.paragraphs[p.Sentence] != s.paragraphs[a.Sentence] ||
		a.class != personName && (a.class < definite || a.class > indefinite) {
		return -1
	}
	return found
}

// bodyBefore is the body that is the subject of the sentence before, in the paragraph of phrase i; -1
// for none. It goes on where "it" says something, which a thing does not.
func (s *Scene) bodyBefore(i int) int {
	p := &s.Phrases[i]
	for k := i - 1; k >= 0 && s.Phrases[k].Sentence >= p.Sentence-1; k-- {
		a := &s.Phrases[k]
		body := a.kind == nlp.Organization || a.kind == nlp.PublicBody || a.kind == nlp.Company
		if a.Sentence < p.Sentence && body && a.number != Plural && a.speech < 0 && s.leads(k) && s.paragraphs[p.Sentence] == s.paragraphs[a.Sentence] {
			return k
		}
	}
	return -1
}

// leads reports whether the phrase is the subject of its whole sentence, or of what is quoted there.
func (s *Scene) leads(i int) bool {
	p := &s.Phrases[i]
	at := s.doc.Tokens[p.Head].Head
	if !p.subject || at < 0 {
		return false
	}
	verb := &s.doc.Tokens[at]
	return verb.Head < 0 || p.speech >= 0 && (verb.Deprel == "ccomp" || verb.Deprel == "parataxis") && s.doc.Tokens[verb.Head].Head < 0
}

// people is the last mention of the country whose people phrase i is, where they
// are a subject with an article and so may stand for its government; -1 for none.
func (s *Scene) people(i int) int {
	p := &s.Phrases[i]
	if p.people == 0 || p.number != Plural || !p.subject || s.nominalClass(p) != definite {
		return -1
	}
	at, ok := s.keys[mix(5, p.people)]
	for n := 0; ok && at >= 0 && n < near; n++ {
		if j := int(s.entries[at].phrase); s.Phrases[j].class == placeName {
			return j
		}
		at = s.entries[at].before
	}
	return -1
}

// How often what is linked by these is right is an estimate: GUM has too few of them.
const (
	surelyTitle  = 0.8
	surelyOn     = 0.8
	surelyPeople = 0.45
)

// stranger reports whether a link would make somebody with a name the first or
// second person on too weak a ground. What is said in a talk or an interview
// often has no speaker in the text, and any name near by looks good enough. A
// day is never a man or woman.
func (s *Scene) stranger(i int, l Link) bool {
	p, c := &s.Phrases[i], &s.chains[s.Of[l.To]]
	if sexed(p.gender) && s.Phrases[l.To].time {
		return true
	}
	if s.newcomer(p) && !slices.Contains(c.words, p.word) {
		return true
	}
	return p.class <= firstMany && c.named && l.Chance < surelyNamed && c.forms&1 == 0
}

// newcomer reports whether a phrase brings somebody in of whom nothing was said: "a soldier
// walked with him", "a soldier's radio". What is said of one who is known already is no
// subject, and where the reader takes it for one, the sentence has another: "A poor student,
// he left".
func (s *Scene) newcomer(p *Phrase) bool {
	if p.class != indefinite || p.number != Singular || p.kind != nlp.Person {
		return false
	}
	head := &s.doc.Tokens[p.Head]
	if !p.subject {
		return head.Deprel == "nmod:poss"
	}
	for i := p.Last; i < head.Head; i++ {
		if t := &s.doc.Tokens[i]; t.Head == head.Head && strings.HasPrefix(t.Deprel, "nsubj") {
			return false
		}
	}
	return true
}

// surelyNamed is an estimate on GUM dev, where it takes away more wrong links
// than right ones.
const surelyNamed = 0.8

// deepest is how far speeches within speeches are followed.
const deepest = 16

// headOf returns the token of the span that depends on none of it, -1 for none.
func headOf(doc *nlp.Doc, span nlp.Span) int {
	if span.IsZero() {
		return -1
	}
	begin, _ := slices.BinarySearchFunc(doc.Tokens, span.Begin, func(t nlp.Token, at int) int { return cmp.Compare(t.Begin, at) })
	end, _ := slices.BinarySearchFunc(doc.Tokens, span.End, func(t nlp.Token, at int) int { return cmp.Compare(t.Begin, at) })
	for k := begin; k < end; k++ {
		if h := doc.Tokens[k].Head; h < begin || h >= end {
			return k
		}
	}
	return -1
}
