package names

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Key groups names that are worth comparing: two names with no key in common
// are left alone. Keys hang on the weights and are not to be kept in files.
type Key uint64

// skeletonOf reduces a word to the sounds that its spellings share: consonants
// in classes, without vowels and doubles, whatever the script.
func skeletonOf(w *word) string {
	latin := w.latin
	if w.script == Arabic {
		latin = romanise(w.raw, Arabic)
	}
	var buf [maxCodes]byte
	out := buf[:0]
	codes := codesOf("", latin, Latin)
	for i, c := range codes {
		s := sound[c]
		// A vowel counts where the word begins, but any vowel is any other.
		if s == 0 && i == 0 {
			s = 'a'
		}
		if i == 0 && (c == 'h'-'a'+1) {
			s = 'h'
		}
		if s != 0 && (len(out) == 0 || out[len(out)-1] != s) && len(out) < cap(buf) {
			out = append(out, s)
		}
	}
	return string(out)
}

// sound is the class of sounds of a code; 0 for vowels and what falls silent.
var sound = func() (out [numCodes]byte) {
	for class, letters := range map[byte]string{'b': "bp", 'f': "fvw", 'k': "kqcgx", 's': "sz", 't': "td", 'j': "j", 'l': "l", 'r': "r", 'm': "m", 'n': "n"} {
		for i := range len(letters) {
			out[letters[i]-'a'+1] = class
		}
	}
	out[codeSH], out[codeCH], out[codeKH], out[codeGH], out[codeTH], out[codeDH], out[codeZH] = 's', 's', 'k', 'k', 't', 't', 'j'
	return out
}()

// Keys returns the keys of a name, in order: one for the sounds of each word
// that is not so common that everybody has it, one for each pair of common
// ones, one for each nickname and one for all words together.
func (c *Comparer) Keys(n *Name) []Key {
	var out []Key
	var common []string
	for i := range n.words {
		w := &n.words[i]
		if w.first || len(w.latin) < 2 && w.script != Han {
			continue
		}
		s := skeletonOf(w)
		if w.rarity < commonRarity && len(n.words) > 1 {
			common = append(common, s)
			continue
		}
		out = append(out, key('w', s))
		if w.nick != 0 && len(n.words) == 1 {
			out = append(out, key('n', string(rune(w.nick))))
		}
	}
	slices.Sort(common)
	for i := range common {
		for j := range i {
			out = append(out, key('p', common[j]+"+"+common[i]))
		}
	}
	if len(out) == 0 {
		for _, s := range common {
			out = append(out, key('w', s))
		}
	}
	if all := skeletonOf(&word{latin: n.bare}); len(n.words) > 1 || len(all) > 3 {
		out = append(out, key('a', all))
	}
	if n.short != "" {
		out = append(out, key('h', n.short))
	}
	if n.Kind != Person && len(n.heads) >= 3 {
		out = append(out, key('h', n.heads))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// commonRarity is the rarity in nats below which a word alone is no reason to
// compare: about one name in fifty has it.
const commonRarity = 4

func key(kind byte, s string) Key {
	h := uint64(14695981039346656037)
	h = (h ^ uint64(kind)) * 1099511628211
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return Key(h)
}

// An Index finds, among many names, those that a name may be one with. It is
// not safe for use while names are added.
type Index struct {
	c     *Comparer
	names []*Name
	byKey map[Key][]int32
}

// NewIndex returns an Index without names.
func (c *Comparer) NewIndex() *Index { return &Index{c: c, byKey: map[Key][]int32{}} }

// Add adds a name and returns its number, which counts from 0.
func (x *Index) Add(n *Name) int {
	at := len(x.names)
	x.names = append(x.names, n)
	for _, k := range x.c.Keys(n) {
		x.byKey[k] = append(x.byKey[k], int32(at))
	}
	return at
}

// Len is how many names were added.
func (x *Index) Len() int { return len(x.names) }

// A Hit is a name of an Index with its score.
type Hit struct {
	Number int
	Score  float64
}

// maxListed is how many names of one key are compared. What more than so many
// share tells nobody apart, and the whole stays linear.
const maxListed = 2000

// Find returns the names that score at least the given score against n, best
// first, and those that score the same by number.
func (x *Index) Find(n *Name, atLeast float64) []Hit {
	var candidates []int32
	for _, k := range x.c.Keys(n) {
		list := x.byKey[k]
		candidates = append(candidates, list[:min(len(list), maxListed)]...)
	}
	slices.Sort(candidates)
	var hits []Hit
	for _, at := range slices.Compact(candidates) {
		if s := x.c.Compare(n, x.names[at]); s >= atLeast {
			hits = append(hits, Hit{int(at), s})
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Number, b.Number))
	})
	return hits
}

// Skeletons returns the sounds that the spellings of one word share across
// scripts and languages: its consonants in classes, without vowels and doubles.
// It is coarser than a key and needs no weights, so that it can be kept. There
// are several where a script writes small words together with the next one
// (Arabic "and", "in", "the") or a language puts an ending on names: the word as
// it is comes first. Scripts without letters for sounds have none.
func Skeletons(text string) []string {
	folded := fold(text)
	var script Script
	for _, r := range folded {
		script = scriptOf(r)
		break
	}
	if script.ideographic() || script == Kana {
		return nil
	}
	var out []string
	add := func(s string) {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, w := range bared(folded, script) {
		add(sounds(romanise(w, script)))
	}
	// The ending of a case adds one consonant: Линск, Линском.
	if !script.Abjad() && len(out) > 0 && len(out[0]) > 3 {
		add(out[0][:len(out[0])-1])
	}
	return out
}

// sounds are the classes of sounds of a word in Latin letters. A vowel counts
// where the word begins, whichever it is; so do h, which some scripts write
// as kh, and y, which some languages write j. Within a word w may be a vowel.
func sounds(latin string) string {
	var buf [maxCodes]byte
	out := buf[:0]
	for i, c := range codesOf("", latin, Latin) {
		s := sound[c]
		switch {
		case i == 0 && c == 'h'-'a'+1:
			s = 'k'
		case i == 0 && c == 'y'-'a'+1:
			s = 'j'
		case i == 0 && s == 0:
			s = 'a'
		case i > 0 && c == 'w'-'a'+1:
			s = 0
		}
		if s != 0 && (len(out) == 0 || out[len(out)-1] != s) && len(out) < cap(buf) {
			out = append(out, s)
		}
	}
	return string(out)
}

// bared are a folded word and what is left of it without the small words that
// its script writes together with the next one.
func bared(word string, script Script) []string {
	out := []string{word}
	var one, article string // letters of which one may stand before the article
	switch script {
	case Arabic:
		one, article = "وفبلك", "ال"
	case Hebrew:
		one, article = "ובלכמש", "ה"
	default:
		return out
	}
	for _, small := range []string{one, one, article} {
		last := out[len(out)-1]
		r, n := utf8.DecodeRuneInString(last)
		if small == article {
			n = 0
			if strings.HasPrefix(last, article) {
				n = len(article)
			}
		} else if !strings.ContainsRune(small, r) {
			n = 0
		}
		if n > 0 && len(last)-n >= 2*2 { // two letters of two bytes
			out = append(out, last[n:])
		}
	}
	return out
}
