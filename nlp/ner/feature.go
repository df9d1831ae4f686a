package ner

import (
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/neural"
)

// A Page is what is known of the words of a Doc before any name is found in it.
// It may be used again, for one Doc after another.
type Page struct {
	base     int // number of the first token
	words    []word
	entries  []entry // of the different words, a hash table
	mask     uint32
	caseless bool // no word is written in capitals, or all are
	buffer   [256]byte
}

// A word is one token.
type word struct {
	form                   uint32 // hash of the normal form
	shape                  uint32
	head2, head3, head4    uint32
	tail2, tail3, tail4    uint32
	entry                  int32
	clusters               [3]uint16
	class                  uint16 // what the lexicon knows of the word
	upos                   uint16
	capital                bool
	first                  bool // opens a sentence
	caseless               bool // its sentence is in capitals, or the Doc has none
	runFirst, runLast, run int32
}

// An entry is what a Doc shows of one word form.
type entry struct {
	form         uint32
	used         bool
	small, large uint16 // times it is written small, and large within a sentence
	seen         [16]uint16
	inLonger     [16]uint16
	total        uint16
}

// Words is what is known of words beforehand.
type Words struct {
	index map[string]int32
	rows  []int32 // WordColumns a word
}

// WordColumns is the number of columns of the table of words: three clusters,
// from coarse to fine, in one (see Pack), and the class.
const WordColumns = 2

// Pack puts the numbers of three clusters into one; each is below 1024.
func Pack(coarse, middle, fine int32) int32 { return coarse | middle<<10 | fine<<20 }

// The class of a word is the number of its Capital level, and a bit for each
// kind of names that it is known to be in.
const (
	CapitalLevels = 8
	GivenName     = CapitalLevels << iota
	FamilyName
	PlaceName
	GroupName
)

// NewWords returns the table for a list of words in their normal form.
func NewWords(list []string, rows []int32) *Words {
	w := &Words{index: make(map[string]int32, len(list)), rows: rows}
	for i, s := range list {
		w.index[s] = int32(i)
	}
	return w
}

func mix(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x7feb352d
	h ^= h >> 15
	h *= 0x846ca68b
	return h ^ h>>16
}

func hash(b []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	return mix(h)
}

// Read takes in the sentences given, which follow one another in the Doc.
func (p *Page) Read(doc *nlp.Doc, sentences []nlp.Sentence, known *Words) {
	p.words = p.words[:0]
	if len(sentences) == 0 {
		return
	}
	p.base = sentences[0].First
	count := sentences[len(sentences)-1].Last - p.base
	if cap(p.words) < count {
		p.words = make([]word, count+count/4)
	}
	p.words = p.words[:count]
	size := 64
	for size < 2*count {
		size *= 2
	}
	if len(p.entries) < size {
		p.entries = make([]entry, size)
	} else {
		clear(p.entries)
	}
	p.mask = uint32(len(p.entries) - 1)
	p.caseless = !anyCapital(doc.Text, doc.Tokens[p.base:p.base+count])
	for _, s := range sentences {
		tokens := doc.Tokens[s.First:s.Last]
		plain := p.caseless || neural.IsUpper(doc.Text, tokens)
		for i := range tokens {
			p.read(&p.words[s.First-p.base+i], &tokens[i], doc.Text, known, i == 0, plain)
		}
		p.runs(s.First-p.base, s.Last-p.base)
	}
}

func anyCapital(text string, tokens []nlp.Token) bool {
	large, small := 0, 0
	for i := range tokens {
		word := tokens[i].In(text)
		for j := 0; j < len(word) && j < 24; j++ {
			switch c := word[j]; {
			case c >= 'A' && c <= 'Z':
				large++
			case c >= 'a' && c <= 'z':
				small++
			}
		}
	}
	return large*500 > small
}

func (p *Page) read(w *word, t *nlp.Token, text string, known *Words, first, plain bool) {
	form := t.In(text)
	head, tail := neural.Clip(form)
	normal := neural.Normal(p.buffer[:0], head)
	if tail != "" {
		var more [128]byte
		normal = append(normal, neural.Normal(more[:0], tail)...)
	}
	*w = word{form: hash(normal), first: first, caseless: plain, upos: upos(t.UPOS)}
	n := len(normal)
	w.head2, w.tail2 = hash(normal[:min(2, n)]), hash(normal[n-min(2, n):])
	w.head3, w.tail3 = hash(normal[:min(3, n)]), hash(normal[n-min(3, n):])
	w.head4, w.tail4 = hash(normal[:min(4, n)]), hash(normal[n-min(4, n):])
	if row, ok := known.index[string(normal)]; ok {
		r := known.rows[int(row)*WordColumns:][:WordColumns]
		w.clusters = [3]uint16{uint16(r[0] & 1023), uint16(r[0] >> 10 & 1023), uint16(r[0] >> 20 & 1023)}
		w.class = uint16(r[1])
	}
	w.shape, w.capital = shape(head, plain)
	w.entry = p.find(w.form)
	e := &p.entries[w.entry]
	if !plain {
		if !w.capital {
			e.small = min(e.small+1, 1000)
		} else if !first {
			e.large = min(e.large+1, 1000)
		}
	}
}

// find returns the place of the form's entry, a new one if need be.
func (p *Page) find(form uint32) int32 {
	for i := form & p.mask; ; i = (i + 1) & p.mask {
		e := &p.entries[i]
		if !e.used {
			e.used, e.form = true, form
			return int32(i)
		}
		if e.form == form {
			return int32(i)
		}
	}
}

// runs finds the stretches of capitalised words.
func (p *Page) runs(first, last int) {
	for i := first; i < last; {
		if !p.words[i].capital || p.words[i].caseless {
			p.words[i].run = 0
			i++
			continue
		}
		j := i
		for j < last && p.words[j].capital {
			j++
		}
		for k := i; k < j; k++ {
			w := &p.words[k]
			w.runFirst, w.runLast, w.run = int32(i), int32(j-1), int32(j-i)
		}
		i = j
	}
}

// shape says how a word is written: runs of like letters are one, and only the
// beginning counts. In a sentence where letter case says nothing all letters
// are alike.
func shape(form string, plain bool) (h uint32, capital bool) {
	h = 17
	var before byte
	count := 0
	for i, r := range form {
		var kind byte
		switch {
		case r >= 'a' && r <= 'z':
			kind = 'x'
		case r >= 'A' && r <= 'Z':
			kind = 'X'
		case r >= '0' && r <= '9':
			kind = '0'
		case r < utf8.RuneSelf:
			kind = byte(r)
		case unicode.IsUpper(r):
			kind = 'X'
		case unicode.IsLetter(r):
			kind = 'x'
		default:
			kind = '?'
		}
		if i == 0 {
			capital = kind == 'X'
		}
		if kind == 'X' && plain {
			kind = 'x'
		}
		if plain && kind == 'x' {
			kind = 'a'
		}
		if kind != before || kind == '0' && count < 5 {
			h = h*31 + uint32(kind)
			before = kind
			if count++; count > 7 {
				break
			}
		}
	}
	// A single letter, and short words in capitals, are of their own.
	if len(form) == 1 {
		h += 1001
	}
	return mix(h), capital && !plain
}

func upos(tag string) uint16 {
	h := uint16(7)
	for i := 0; i < len(tag); i++ {
		h = h*31 + uint16(tag[i])
	}
	return h
}

// edge stands for the words before and behind a sentence.
var edge = word{form: 0x51ed270b, shape: 0x2f9be6cc, class: 1 << 15, upos: 1}

// A key is the hash of a feature.
func key(template, a uint32) uint32 { return mix(a*0x9e3779b1 + template*0x85ebca6b + 1) }

func key2(template, a, b uint32) uint32 { return key(template, mix(a^0x3c6ef372)+b*0xc2b2ae35) }

// Keys appends the features of token i, which stands in sentence s, to keys.
// Names in the Doc do not matter to them; see Again.
func (p *Page) Keys(keys []uint32, s nlp.Sentence, i int) []uint32 {
	i -= p.base
	low, high := s.First-p.base, s.Last-p.base
	at := func(k int) *word {
		if k < low || k >= high {
			return &edge
		}
		return &p.words[k]
	}
	w2, w1, w, v1, v2 := at(i-2), at(i-1), at(i), at(i+1), at(i+2)
	first := uint32(0)
	if w.first {
		first = 1
	}
	keys = append(keys,
		key(0, 0),
		key(1, w.form), key(2, w1.form), key(3, v1.form), key(4, w2.form), key(5, v2.form),
		key2(6, w1.form, w.form), key2(7, w.form, v1.form), key2(8, w2.form, w1.form), key2(9, v1.form, v2.form),
		key2(10, w.shape, first), key(11, w1.shape), key(12, v1.shape), key2(13, w1.shape, w.shape), key2(14, w.shape, v1.shape),
		key2(15, key2(15, w1.shape, w.shape), v1.shape), key2(16, key2(16, w2.shape, w1.shape), w.shape),
		key2(17, key2(17, w.shape, v1.shape), v2.shape),
		key(18, w.head2), key(19, w.head3), key(20, w.head4), key(21, w.tail2), key(22, w.tail3), key(23, w.tail4),
		key2(24, w1.form, w.shape), key2(25, v1.form, w.shape), key2(26, w.form, w.shape),
		key(27, w1.tail3), key(28, v1.tail3), key2(29, w.tail3, w.shape), key2(30, w1.tail3, w.shape), key2(31, w.shape, v1.tail3),
	)
	for k, c := range w.clusters {
		t := uint32(40 + 8*k)
		a, b, d := uint32(w1.clusters[k]), uint32(c), uint32(v1.clusters[k])
		keys = append(keys, key(t, b), key(t+1, a), key(t+2, d), key2(t+3, a, b), key2(t+4, b, d))
		if k < 2 {
			keys = append(keys, key(t+5, uint32(w2.clusters[k])), key(t+6, uint32(v2.clusters[k])))
		}
	}
	keys = append(keys,
		key2(70, uint32(w.class), w.shape), key(71, uint32(w1.class)), key(72, uint32(v1.class)),
		key2(73, uint32(w1.class), uint32(w.class)), key2(74, uint32(w.class), uint32(v1.class)),
		key(60, uint32(w.class)), key(61, uint32(w.class/CapitalLevels)), key2(62, uint32(w1.class/CapitalLevels), uint32(w.class/CapitalLevels)),
		key2(63, uint32(w.class/CapitalLevels), uint32(v1.class/CapitalLevels)), key2(64, uint32(w.class%CapitalLevels), w.shape),
		key(75, uint32(w.upos)), key(76, uint32(w1.upos)), key(77, uint32(v1.upos)),
		key2(78, uint32(w1.upos), uint32(w.upos)), key2(79, uint32(w.upos), uint32(v1.upos)),
		key2(80, uint32(w.upos), w.shape), key2(81, key2(81, uint32(w1.upos), uint32(w.upos)), uint32(v1.upos)),
	)
	if w.run > 0 {
		keys = append(keys,
			key2(90, p.words[w.runFirst].form, min(3, uint32(int32(i)-w.runFirst))),
			key2(91, p.words[w.runLast].form, min(3, uint32(w.runLast-int32(i)))),
			key2(92, min(6, uint32(w.run)), min(3, uint32(int32(i)-w.runFirst))),
			key2(93, p.words[w.runLast].tail3, 0),
		)
		before, after := at(int(w.runFirst)-1), at(int(w.runLast)+1)
		keys = append(keys, key2(94, before.form, min(2, uint32(int32(i)-w.runFirst))), key2(95, after.form, min(2, uint32(w.runLast-int32(i)))))
	}
	if !w.caseless {
		e := &p.entries[w.entry]
		keys = append(keys, key2(96, w.shape, level(e.small)*8+level(e.large)), key2(97, first, level(e.small)*8+level(e.large)))
	}
	return keys
}

func level(n uint16) uint32 {
	switch {
	case n == 0:
		return 0
	case n == 1:
		return 1
	case n < 4:
		return 2
	}
	return 3
}

// Note takes in the names that a first reading found in the sentence, for the
// second.
func (p *Page) Note(s nlp.Sentence, path []Label) {
	long := false
	for i, l := range path {
		w := &p.words[s.First-p.base+i]
		e := &p.entries[w.entry]
		e.total = min(e.total+1, 1000)
		if l == Outside {
			continue
		}
		if l.opens() {
			long = l.Position() == Begin
		}
		e.seen[l.Kind()] = min(e.seen[l.Kind()]+1, 1000)
		if long {
			e.inLonger[l.Kind()] = min(e.inLonger[l.Kind()]+1, 1000)
		}
	}
}

// Again appends the features of token i of the sentence that tell what the
// first reading, whose labels for the sentence are path, made of the same words
// elsewhere in the Doc.
func (p *Page) Again(keys []uint32, s nlp.Sentence, path []Label, i int) []uint32 {
	w := &p.words[i-p.base]
	own := path[i-s.First].Kind()
	keys = p.verdict(keys, 100, w, own)
	if i > s.First {
		keys = p.verdict(keys, 110, &p.words[i-p.base-1], -2)
	}
	if i+1 < s.Last {
		keys = p.verdict(keys, 120, &p.words[i-p.base+1], -2)
	}
	return keys
}

func (p *Page) verdict(keys []uint32, template uint32, w *word, own int) []uint32 {
	e := &p.entries[w.entry]
	if e.total < 2 {
		return keys
	}
	kind, most, sum := best(&e.seen)
	if sum == 0 {
		return keys
	}
	share := uint32(most) * 4 / uint32(e.total)
	k := uint32(kind+1)*8 + share
	keys = append(keys, key(template, k))
	if own > -2 {
		keys = append(keys, key2(template+1, k, uint32(own+1)))
	}
	if kind, most, _ := best(&e.inLonger); most > 0 {
		keys = append(keys, key(template+3, uint32(kind+1)))
		if own > -2 {
			keys = append(keys, key2(template+4, uint32(kind+1), uint32(own+1)))
		}
	}
	return keys
}

func best(counts *[16]uint16) (kind int, most, sum uint16) {
	for k, n := range counts {
		sum += n
		if n > most {
			kind, most = k, n
		}
	}
	return kind, most, sum
}

// AgainKeys returns all features of Again that do not turn on how a word is
// written.
func AgainKeys() []uint32 {
	var keys []uint32
	for _, template := range []uint32{100, 110, 120} {
		for kind := range len(Types) {
			for share := range uint32(5) {
				k := uint32(kind+1)*8 + share
				keys = append(keys, key(template, k))
				for own := range uint32(len(Types) + 1) {
					keys = append(keys, key2(template+1, k, own))
				}
			}
			keys = append(keys, key(template+3, uint32(kind+1)))
			for own := range uint32(len(Types) + 1) {
				keys = append(keys, key2(template+4, uint32(kind+1), own))
			}
		}
	}
	return keys
}
