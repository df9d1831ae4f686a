package claim

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// One remark of one speaker is often quoted in two forms by texts that do not descend from one
// another: "We will never leave" and "We will not leave". Two forms of it are told apart from two
// remarks by how many of their words stand in both in one order, and from a quotation that was cut
// by where it was cut: who stops at a comma leaves out, and alters nothing.

// fewestSpoken is of how many words a quotation is at least whose form can be compared, and
// spokenAlike what share of the words of the longer and of the shorter one both have in one order.
const fewestSpoken, spokenOfLonger, spokenOfShorter = 5, 0.6, 0.7

var (
	splitOff = regexp.MustCompile(`(?i)\s+(n['’]t|['’](?:s|re|ve|ll|d|m))\b`) // as texts cut into words have it
	leftOut  = regexp.MustCompile(`\.\s?\.\s?\.|…|[\[\]()]`)
)

// spoken are the words of a statement that is quoted as a whole sentence, in small letters and in
// order of the text, with the marks between them; nil for any other.
func spoken(m *member, text string) (words []uint32) {
	if len(m.chain) < 2 || m.voice().Kind != string(nlp.Direct) || len(m.content) != 1 {
		return nil
	}
	s := strings.Trim(m.content[0].In(text), "“”\"'`‘’ \t\n")
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }))
	if unicode.IsLower(first) || leftOut.MatchString(s) {
		return nil // a part of a sentence
	}
	s = splitOff.ReplaceAllString(strings.ToLower(s), "$1")
	s = strings.NewReplacer("'", "", "’", "").Replace(s)
	begin := -1
	for i, r := range s + " " {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if begin < 0 {
				begin = i
			}
			continue
		}
		if begin >= 0 {
			words, begin = append(words, hash(s[begin:i])), -1
		}
		if strings.ContainsRune(",;:.!?–—-", r) {
			words = append(words, stop)
		}
	}
	for len(words) > 0 && words[len(words)-1] == stop {
		words = words[:len(words)-1]
	}
	return words
}

// stop stands for a mark between two words.
const stop = 0

// joining are words with which something is added to a clause that could end before them.
var joining = func() map[uint32]bool {
	m := hashes(strings.FieldsSeq("and or but because since when while if so who which that as than then although though where after before"))
	m[stop] = true
	return m
}()

// altered reports whether two quotations are one remark in two forms.
func altered(a, b []uint32) bool {
	plain := func(list []uint32) []uint32 {
		return slices.DeleteFunc(slices.Clone(list), func(w uint32) bool { return w == stop })
	}
	one, two := plain(a), plain(b)
	if len(one) > len(two) {
		a, b, one, two = b, a, two, one
	}
	if len(one) < fewestSpoken || slices.Equal(one, two) {
		return false
	}
	if slices.Equal(one, two[:len(one)]) { // cut at its end: where?
		at := 0
		for k := 0; k < len(one); at++ {
			if b[at] != stop {
				k++
			}
		}
		if joining[b[at]] {
			return false
		}
	} else if slices.Equal(one, two[len(two)-len(one):]) {
		return false
	}
	n := float64(inOneOrder(one, two))
	return n >= spokenOfLonger*float64(len(two)) && n >= spokenOfShorter*float64(len(one))
}

// inOneOrder is how many words two lists have in common in one order.
func inOneOrder(a, b []uint32) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		before := 0
		for j, y := range b {
			old := row[j+1]
			if x == y {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			before = old
		}
	}
	return row[len(b)]
}

// reworded makes the claims of what somebody's words were, from quotations of one speaker by
// texts that need not descend from one another. Those that some draft sets side by side already are
// left to it.
func (c *Collection) reworded(known []*draft, d decisions) (out []*draft) {
	type key struct {
		speaker string
		word    uint32
	}
	var all []*member
	holders := map[key][]int{}
	for _, t := range c.texts {
		for _, m := range t.statements {
			if len(m.spoken) < fewestSpoken {
				continue
			}
			for _, speaker := range []string{string(m.voice().SourceEntity), plainName(m.source)} {
				for _, w := range c.rarest(m.words, remarkWords) {
					if speaker != "" {
						holders[key{speaker, w}] = append(holders[key{speaker, w}], len(all))
					}
				}
			}
			all = append(all, m)
		}
	}
	met := map[pairOf]bool{}
	for _, list := range holders {
		near(list, func(i, j int) {
			if a, b := all[i], all[j]; a.text != b.text && a.letters != b.letters && !pronoun[plainName(a.source)] && altered(a.spoken, b.spoken) && !d.parted(a, b) {
				met[pairOf{min(i, j), max(i, j)}] = true
			}
		})
	}
	edges := make([]edge, 0, len(met))
	for p := range met {
		edges = append(edges, edge{p.a, p.b, 1})
	}
	slices.SortFunc(edges, func(x, y edge) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	of := map[int]*draft{}
	for i, g := range connected(c.ctx, len(all), edges, nil) {
		if of[g] == nil {
			of[g] = &draft{question: stemma.AskWording}
			out = append(out, of[g])
		}
		of[g].answers = append(of[g].answers, &answer{by: all[i], stance: stemma.Affirms, value: all[i].quote, shown: all[i].content, why: "one speaker is quoted in nearly the same words"})
	}
	return slices.DeleteFunc(out, func(x *draft) bool {
		if len(x.answers) < 2 {
			return true
		}
		return slices.ContainsFunc(known, func(k *draft) bool {
			return k.question == stemma.AskWording && slices.ContainsFunc(x.answers, func(a *answer) bool { return k.has(a.by) })
		})
	})
}
