package coref

import (
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/neural"
)

// A sheet gathers the features of something as keys.
type sheet []uint32

func (f *sheet) add(id, value uint32) { *f = append(*f, mix(id*0x9e3779b1+77, value)) }

func (f *sheet) two(id, a, b uint32) { f.add(id, a*4099+b) }

func (f *sheet) three(id, a, b, c uint32) { f.add(id, mix(a*4099+b, c)) }

func flag(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// bucket puts distances and counts into few classes.
func bucket(n int) uint32 {
	switch {
	case n < 5:
		return uint32(max(n, 0))
	case n < 8:
		return 5
	case n < 16:
		return 6
	case n < 32:
		return 7
	case n < 64:
		return 8
	}
	return 9
}

func hashString(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h ^ h>>15
}

var kinds = map[nlp.EntityType]uint32{
	nlp.Person: 1, nlp.Organization: 2, nlp.Company: 2, nlp.PublicBody: 2, nlp.Place: 3, nlp.Group: 4, nlp.Facility: 5, nlp.Product: 6,
	nlp.Event: 7, nlp.Document: 8,
}

// relation is how the phrase stands to the word that governs it.
func (s *Scene) relation(p *Phrase) uint32 {
	r := s.doc.Tokens[p.Head].Deprel
	if p.Joined {
		r += "+"
	}
	return hashString(r)
}

func (s *Scene) subject(p *Phrase) bool {
	return strings.HasPrefix(s.doc.Tokens[p.Head].Deprel, "nsubj")
}

// governor is the word that governs the phrase, 0 for none.
func (s *Scene) governor(p *Phrase) uint32 {
	h := s.doc.Tokens[p.Head].Head
	if h < 0 {
		return 0
	}
	return hashString(s.doc.Tokens[h].Lemma[:min(len(s.doc.Tokens[h].Lemma), longestWord)])
}

// governing is the row of the vector of the word that governs the phrase, -1 for
// none.
func (s *Scene) governing(p *Phrase) int32 {
	h := s.doc.Tokens[p.Head].Head
	if h < 0 || s.vectors == nil {
		return -1
	}
	var buffer, other [2 * longestWord]byte
	lemma := s.doc.Tokens[h].Lemma
	return s.vectors.Row(s.normal(buffer[:0], h), neural.Normal(other[:0], lemma[:min(len(lemma), longestWord)]))
}

// Anaphor appends the features of phrase i as one that may refer back.
func (s *Scene) Anaphor(i int, keys []uint32) []uint32 {
	f := sheet(keys)
	p := &s.Phrases[i]
	c, rel := uint32(p.class), p.relation
	t := &s.doc.Tokens[p.Head]
	seen := uint32(0)
	if !p.class.pronoun() && !p.Joined {
		if _, ok := s.keys[mix(3, p.core[len(p.core)-1])]; ok {
			seen |= 1
		}
		if _, ok := s.keys[mix(3, p.word)]; ok {
			seen |= 2
		}
		if _, ok := s.keys[mix(4, p.letters)]; ok && p.letters != 0 {
			seen |= 4
		}
		if _, ok := s.keys[mix(5, p.people)]; ok && p.people != 0 {
			seen |= 8
		}
	} else if _, ok := s.keys[mix(2, c)]; ok && p.class.pronoun() {
		seen |= 16
	}
	modified := uint32(0)
	if p.Last > p.Head+1 {
		modified = 1
		if p.Last > p.Head+4 {
			modified = 2
		}
	}
	f.add(1, c)
	f.two(2, c, rel)
	f.add(3, rel)
	f.add(4, p.word)
	f.two(5, p.word, c)
	f.two(6, c, seen)
	f.three(7, c, seen, modified)
	f.two(8, c, p.kindNumber)
	f.two(9, c, bucket(len(p.core)))
	f.two(10, c, bucket(p.Sentence))
	f.two(11, c, bucket(i))
	f.two(12, c, flag(p.speech >= 0))
	f.two(13, c, uint32(p.number))
	f.two(14, c, hashString(t.XPOS))
	f.two(15, uint32(c), p.governor)
	f.two(16, c, flag(p.name >= 0 && s.doc.Mentions[p.name].Head != p.Head))
	f.three(17, c, rel, seen)
	f.two(19, c, p.grains[0])
	f.two(20, c, p.grains[1])
	if s.turns {
		f.two(21, c, 1)
	}
	first := &s.doc.Tokens[p.First]
	opening := hashString(first.Lemma[:min(len(first.Lemma), longestWord)])
	f.two(22, c, opening)
	f.three(23, c, opening, seen)
	f.three(24, c, bucket(int(s.counts[p.word])), seen)
	f.three(25, c, bucket(int(s.counts[mix(9, p.text)])), seen)
	if _, ok := s.keys[mix(6, p.text)]; ok {
		f.three(26, c, 1, modified)
		f.three(27, c, 1, bucket(len(p.core)))
	} else {
		f.three(26, c, 0, modified)
	}
	if p.class.pronoun() {
		f.two(28, c, s.lemmaAt(p.Head+1))
		f.two(29, c, s.lemmaAt(p.Head-1))
		f.three(30, c, rel, p.governor)
	}
	if h := t.Head; h >= 0 {
		f.two(18, c, hashString(s.doc.Tokens[h].UPOS))
	}
	return f
}

// lemmaAt is the lemma of a token, 0 beyond the text.
func (s *Scene) lemmaAt(i int) uint32 {
	if i < 0 || i >= len(s.doc.Tokens) {
		return 0
	}
	lemma := s.doc.Tokens[i].Lemma
	return hashString(lemma[:min(len(lemma), longestWord)])
}

// Pair appends the features of phrase i as one that means what phrase j does;
// rank is how many things nearer by it could mean as well.
func (s *Scene) Pair(i, j, rank int, keys []uint32) []uint32 {
	f := sheet(keys)
	p, a := &s.Phrases[i], &s.Phrases[j]
	c := &s.chains[s.Of[j]]
	pc, ac := uint32(p.class), uint32(a.class)
	pf, af := p.class.form(), a.class.form()
	forms := pf*8 + af
	sentences := bucket(p.Sentence - a.Sentence)
	f.add(41, forms)
	f.two(42, pc, ac)
	f.three(43, sentences, pc, af)
	f.two(44, bucket(i-j), pc)

	match := s.match(p, a, c)
	f.two(46, match, forms)
	f.two(47, match, pc*32+ac)
	for bit := uint32(1); bit <= match; bit <<= 1 {
		if match&bit != 0 {
			f.two(48, bit, forms)
		}
	}
	gender := uint32(p.gender)*4 + uint32(c.gender)
	f.three(49, gender, pc, af)
	f.two(50, uint32(p.number)*4+uint32(a.number), pc)
	f.two(51, uint32(p.number)*4+uint32(c.number), pc)
	f.three(52, p.kindNumber, c.kindNumber, pc)
	f.three(53, p.kindNumber*16+a.kindNumber, uint32(p.gender)*4+uint32(a.gender), forms)

	if pf <= 2 {
		f.two(54, a.word, pc)
	} else if p.word != a.word {
		f.two(55, a.word, p.word)
		f.two(56, p.word, ac)
	} else {
		f.two(57, p.word, forms)
	}
	pr, ar := p.relation, a.relation
	f.three(58, pr, ar, pf)
	f.two(59, ar, pc)
	f.three(60, s.tie(p, a), pc, af)
	f.three(61, flag(a.subject), sentences, pc)
	f.three(62, s.voice(p, a, i, j), pc, ac)
	f.two(63, bucket(c.size), pc)
	f.two(64, flag(c.named), pc)
	f.three(65, flag(c.classes>>p.class&1 != 0), pc, af)
	f.three(66, bucket(p.Sentence-s.Phrases[c.last].Sentence), pc, flag(c.named))
	f.two(67, bucket(rank), pc)
	f.three(68, bucket(rank), pc, sentences)
	f.three(69, flag(c.last == j), pc, flag(c.first == j))
	if pf >= 3 && af >= 3 && p.word != a.word {
		if like := s.vectors.Like(p.vector, a.vector); like >= 0 {
			f.two(70, uint32(like*10), forms)
		}
	}
	near, fine := a.grains[0], a.grains[1]
	if pf <= 2 {
		f.two(73, pc, near)
		f.two(74, pc, fine)
	} else if !p.class.name() && p.word != a.word {
		f.three(75, p.grains[0], near, forms)
		f.three(76, p.grains[1], fine, forms)
	}
	if pf == 0 || af == 0 || p.class == personName {
		turn := uint32(min(s.paragraphs[p.Sentence]-s.paragraphs[a.Sentence], 3))
		f.three(77, turn*2+flag(s.turns), pc, ac)
	}
	f.three(78, bucket(s.paragraphs[p.Sentence]-s.paragraphs[a.Sentence]), pc, af)
	if gap := p.First - a.Last; p.Sentence == a.Sentence && gap >= 0 && gap <= 2 {
		between := uint32(gap)
		for k := a.Last; k < p.First; k++ {
			between = mix(between, s.lemmaAt(k))
		}
		f.three(79, between, pc, ac)
		f.two(80, between, forms)
	}
	if pf <= 2 {
		f.three(81, p.governor, pr, near)
	}
	f.three(82, uint32(s.Phrases[c.first].class), pc, flag(c.size > 1))
	f.three(83, bucket(c.size), bucket(p.Sentence-s.Phrases[c.last].Sentence), pc)
	if match&2 != 0 && pf >= 3 && af >= 3 {
		f.three(84, flag(p.Last > p.Head+1)*2+flag(a.Last > a.Head+1), forms, uint32(min(len(p.modifies), 2)*3+min(len(a.modifies), 2)))
		f.three(85, pc*32+ac, match, sentences)
		f.three(86, match, pc, bucket(int(s.counts[p.word])))
	}
	f.two(71, c.forms, pc)
	f.three(72, flag(p.self), flag(p.Sentence == a.Sentence), s.tie(p, a))
	return f
}

// match says by a set of bits how the words of a phrase fit those of another and
// of its chain.
func (s *Scene) match(p, a *Phrase, c *chain) uint32 {
	var m uint32
	if p.class.pronoun() || a.class.pronoun() {
		if p.text == a.text {
			m |= 1
		}
		if !p.class.pronoun() && p.class.name() && c.named {
			if !shares(p.core, c.names) {
				m |= 512
			} else {
				m |= 256
			}
		}
		return m
	}
	if p.text == a.text {
		m |= 1
	}
	if p.word == a.word || p.core[len(p.core)-1] == a.core[len(a.core)-1] {
		m |= 2
	}
	if within(p.core, a.core) {
		m |= 4
	}
	if within(a.core, p.core) {
		m |= 8
	}
	if m&2 != 0 && len(p.modifies) > 0 && !within(p.modifies, a.core) && (len(a.modifies) > 0 || a.class.name()) {
		m |= 16
	}
	if p.letters != 0 && p.letters == a.letters && m&1 == 0 {
		m |= 32
	}
	if p.people != 0 && p.people == a.people {
		m |= 64
	}
	if m&14 == 0 && shares(p.core, a.core) {
		m |= 128
	}
	if p.class.name() && c.named {
		if shares(p.core, c.names) {
			m |= 256
		} else {
			m |= 512
		}
	}
	if !p.class.name() && holds(c.words, p.word) {
		m |= 1024
	}
	return m
}

func within(a, b []uint32) bool {
	for _, w := range a {
		if !holds(b, w) {
			return false
		}
	}
	return true
}

func shares(a, b []uint32) bool {
	for _, w := range a {
		if holds(b, w) {
			return true
		}
	}
	return false
}

// tie says how two phrases of a sentence hang together in its tree.
func (s *Scene) tie(p, a *Phrase) uint32 {
	if p.Sentence != a.Sentence {
		return 0
	}
	t, u := &s.doc.Tokens[p.Head], &s.doc.Tokens[a.Head]
	switch {
	case t.Head == a.Head && t.Deprel == "appos":
		return 1
	case t.Head == a.Head && t.Deprel == "conj":
		return 2
	case u.Head == p.Head && strings.HasPrefix(u.Deprel, "nsubj"):
		return 3 // "Orel is a guard"
	case t.Head == u.Head && t.Head >= 0:
		if t.Deprel == "conj" || u.Deprel == "conj" {
			return 4
		}
		if p.self {
			return 5
		}
		return 6 // two parts of one clause
	case t.Head == a.Head:
		return mix(7, hashString(t.Deprel))
	case u.Head == p.Head:
		return mix(8, hashString(u.Deprel))
	}
	// Through one word between: "Orel kicked his dog".
	if t.Head >= 0 && s.doc.Tokens[t.Head].Head == u.Head && u.Head >= 0 {
		return mix(9, hashString(t.Deprel))
	}
	return 10
}

// voice says who speaks of whom, where words are quoted.
func (s *Scene) voice(p, a *Phrase, i, j int) uint32 {
	if p.speech < 0 && a.speech < 0 {
		return 0
	}
	source := func(speech int) int {
		if speech < 0 {
			return -1
		}
		return s.speeches[speech].source
	}
	ps, as := source(p.speech), source(a.speech)
	switch {
	case ps == j:
		return 1 // p is in what a says
	case as == i:
		return 2 // a is in what p says
	case p.speech >= 0 && p.speech == a.speech:
		return 3
	case ps >= 0 && as >= 0 && (ps == as || s.Of[ps] >= 0 && s.Of[ps] == s.Of[as]):
		return 4 // one speaks twice
	case p.speech >= 0 && a.speech >= 0:
		return 5
	case ps >= 0 && s.Of[ps] >= 0 && s.Of[ps] == s.Of[j]:
		return 6
	case p.speech >= 0:
		return 7
	}
	return 8
}

// Fits reports whether nothing plain speaks against phrase i meaning the thing
// of phrase j; for counting what stands between.
func (s *Scene) Fits(i, j int) bool {
	p, a := &s.Phrases[i], &s.Phrases[j]
	c := &s.chains[s.Of[j]]
	if p.class.pronoun() {
		if p.gender != AnyGender && c.gender != AnyGender && p.gender != c.gender {
			return false
		}
		return p.number == AnyNumber || a.number == AnyNumber || p.number == a.number
	}
	return p.word == a.word
}
