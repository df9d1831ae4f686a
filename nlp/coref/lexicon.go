package coref

import "github.com/stemma/stemma/nlp"

// A Lexicon is what coreference must know of a language. All words are as
// neural.Normal writes them: in small letters, with straight apostrophes.
type Lexicon struct {
	// Pronouns are the words that stand for others, by form.
	Pronouns map[string]Pronoun

	// Nouns says which common nouns mean a thing of which type, by lemma.
	Nouns map[string]nlp.EntityType

	// Genders are those of nouns, titles and given names that are nearly always
	// of one.
	Genders map[string]Gender

	// Titles are words that stand before the name of a person.
	Titles map[string]bool

	// Peoples gives a country and its people one word: "russian" and "russia"
	// both "russia".
	Peoples map[string]string

	// Company and PublicBody are words that show what kind of organisation a
	// name is of: a company by its last word, a public body by any.
	Company, PublicBody map[string]bool

	// Empty are the words that do not tell one phrase from another: articles,
	// the possessive mark.
	Empty map[string]bool

	// Others are the words before a noun that set it apart from what was spoken of:
	// "the other listener".
	Others map[string]bool

	// Small are the words of a name that do not tell it from others, and that its
	// acronym leaves out: "of", "bin".
	Small map[string]bool
}

// A Pronoun says what a pronoun can stand for. The zero value is no pronoun.
type Pronoun struct {
	Person        int // 1, 2 or 3; 0 for one that points ("this") or asks
	Number        Number
	Gender        Gender
	Reflexive     bool
	Demonstrative bool
	Place         bool // stands for a place or time: "there"
	Vague         bool // stands for nobody in particular: "someone"
}

// Gender is that of the person or thing meant.
type Gender uint8

// The genders.
const (
	AnyGender Gender = iota
	Masculine
	Feminine
	Neuter
)

// Number says whether one or several are meant.
type Number uint8

// The numbers.
const (
	AnyNumber Number = iota
	Singular
	Plural
)
