// Package names reads the names of people, organisations, companies, vessels
// and military units, and says whether two of them may be names of one.
//
// It answers: of what parts is a name made ([Parse]); how well do two names
// meet, as a number from 0 to 1, and why ([Comparer.Compare], [Comparer.Explain]);
// which names of a large list should be compared with one at all ([Comparer.Keys], [Index]).
// It reads Latin, Arabic (Persian, Pashto, Urdu), Cyrillic, Hebrew, Greek,
// Armenian, Georgian, Chinese, Korean, Japanese, Ethiopic, Thai, Khmer and the
// scripts of India, and compares across them.
//
// It does not answer whether two people are one: names do not suffice for that.
// No spelling leads from a nom de guerre to a civil name, and namesakes share
// theirs. Whoever merges on a score of this package alone merges wrongly.
//
// How alike two words are is the logarithm of how much likelier their letters
// are as two spellings of one word than by chance, after Durbin, Eddy, Krogh and
// Mitchison, "Biological Sequence Analysis" (1998), chapter 4. The costs of letters,
// the rarity of words and the trees that weigh it all are learned; MODEL.md
// says from what.
package names

// A Kind says what a name names. It decides how the name is read: a comma
// turns the name of a person round, and only organisations have legal forms.
type Kind uint8

// Kinds of name.
const (
	Any Kind = iota // not known
	Person
	Organization
	Company
	Vessel
	Unit // a military unit: numbers tell one from the next
)

var kindNames = [...]string{"any", "person", "organization", "company", "vessel", "unit"}

func (k Kind) String() string { return kindNames[k] }

// KindOf returns the kind that a schema of FollowTheMoney means ("Person",
// "Company", "LegalEntity", "Vessel"); Any for those it does not know.
func KindOf(schema string) Kind {
	switch fold(schema) {
	case "person":
		return Person
	case "organization", "organisation", "publicbody":
		return Organization
	case "company":
		return Company
	case "vessel", "airplane", "vehicle":
		return Vessel
	case "unit":
		return Unit
	}
	return Any
}

// named reports whether names of the kind may hold legal forms and numbers.
func (k Kind) collective() bool { return k == Organization || k == Company || k == Unit }

// A Role is what a part does in a name.
type Role uint8

// Roles of parts.
const (
	Word      Role = iota // a word of a name that is not a person's
	Given                 // a person's own name
	Father                // the name of a father: after bin, or in -ovich
	Family                // what the family is called
	Kunya                 // Abu X, Umm X: "father, mother of X"; often a nom de guerre
	Nisba                 // al-X: where one is from, or to whom one belongs
	Particle              // al, bin, de, van, of: small words that bind
	Title                 // Mr, Dr, Haji, Sheikh, General, President
	Suffix                // Jr, III
	Initial               // a letter for a name
	LegalForm             // Ltd, GmbH, OOO
	Number                // 44th, II, Two
	Place                 // a country or what is from there, in a company's name
)

var roleNames = [...]string{"word", "given name", "father's name", "family name", "kunya", "nisba", "particle", "title", "suffix", "initial", "legal form", "number", "place"}

func (r Role) String() string { return roleNames[r] }

// A Part is one part of a name.
type Part struct {
	Text  string // as it is written
	Latin string // in the letters a to z, small; without its article
	Role  Role
}

// A Name is a name that has been read. It is not changed after that, and may be
// used by several goroutines.
type Name struct {
	Text   string
	Kind   Kind
	Parts  []Part
	Script Script // that of most of its letters

	words  []word
	number uint32 // digest of its numbers, 0 for none
	place  uint32 // digest of the places in it, 0 for none
	legal  uint16 // class of its legal form, 0 for none
	whole  word   // all words with nothing between
	bare   string // all its words in Latin letters with nothing between
	heads  string // first letters of its words, for acronyms
	short  string // its only word in capitals, which may be an acronym
	swap   bool   // it says who the father is
	nth    uint8  // which generation its suffix says, from 1; 0 for none
	order  uint32 // digest of the text, so that it does not matter which name comes first
}

// Generation is which of those who bear one name in a family the suffix of a name says it
// is, from 1, "Orel Sr.", "Orel Jr."; 0 where it has no such suffix.
func (n *Name) Generation() int { return int(n.nth) }

// OtherGeneration reports whether each of two names has a suffix that says the generation,
// and they say two: "Orel Sr." is not "Orel Jr.".
func (n *Name) OtherGeneration(m *Name) bool { return n.nth > 0 && m.nth > 0 && n.nth != m.nth }

// A word is a part that is compared.
type word struct {
	codes    []byte
	raw      string // folded, in its own script
	latin    string
	part     int // in Parts
	role     Role
	script   Script
	nick     uint16  // group of nicknames, 0 for none
	hash     uint32  // of latin
	sig      uint64  // which codes it has
	distinct int     // how many codes of sig
	rarity   float32 // nats: how much it says that both names have this word
	self     int32   // score against itself
	first    bool    // an initial
}
