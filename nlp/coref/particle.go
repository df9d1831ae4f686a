package coref

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
)

// particles takes into the names of persons the small word before them that the
// tree makes their head: "al-Orel" where only "Orel" was found to be a name, for
// it begins with a capital. Otherwise the phrase, whose head is "al", would be
// nobody's name.
func (r *Resolver) particles(doc *nlp.Doc) {
	taken := 0 // end of the name before
	for n := range doc.Mentions {
		m := &doc.Mentions[n]
		before := taken
		taken = m.End
		first, _ := slices.BinarySearchFunc(doc.Tokens, m.Begin, func(t nlp.Token, at int) int { return cmp.Compare(t.Begin, at) })
		i := first - 1
		if i > 0 && doc.Tokens[i].In(doc.Text) == "-" {
			i--
		}
		if m.Type != nlp.Person || i < 0 || doc.Tokens[i].Begin < before {
			continue
		}
		if t := &doc.Tokens[first]; t.Head != i || t.Deprel != "flat" {
			continue
		}
		word := doc.Tokens[i].In(doc.Text)
		if c, _ := utf8.DecodeRuneInString(word); unicode.IsLower(c) && r.lexicon.Small[word] {
			m.Begin, m.Head = doc.Tokens[i].Begin, i
		}
	}
}
