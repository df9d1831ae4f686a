package attribution

import "strings"

// A Class is a set of the things that a word can be, as far as finding
// attributions needs to know. A word can be several: "that" begins a clause
// and points.
type Class uint64

// The classes of words.
const (
	Subject     Class = 1 << iota // a pronoun that can only be a subject: "he"
	Object                        // a pronoun that can be an object: "him", "it"
	Determiner                    // begins a noun phrase: "the", "some"
	Roughly                       // may stand before a number: "about"
	Article                       // a determiner that never stands alone: "the"
	Possessive                    // a pronoun that possesses: "his"
	Genitive                      // the ending that possesses: "'s"
	Preposition                   // joins a noun phrase to what is before it
	Within                        // a preposition that noun phrases are built with: "of", "for"
	Conjunction                   // joins equals: "and"
	Clause                        // begins a clause that is not a content: "because"
	That                          // begins a content and is left out of it: "that"
	Question                      // begins a content and is part of it: "whether", "how"
	Relative                      // begins a relative clause: "who", "which"
	Auxiliary                     // any verb form that helps another
	Being                         // a form of "be"
	Having                        // a form of "have"
	Doing                         // a form of "do"
	Modal                         // "would", "may": the saying has not happened
	Future                        // "will": nor has this
	Negation                      // "not", "n't", "never"
	Nobody                        // says of a subject that there is none: "nobody", "no"
	Infinitive                    // "to"
	Adverb                        // may stand between a source and its cue
	Opener                        // may open a sentence before its subject: "but", "meanwhile"
	Period                        // a day, a month or a stretch of time: "Friday", "week"
	Near                          // stands before a Period: "last", "this"
	Title                         // stands before a name: "Mr", "President"
	Role                          // a person by office: "spokesman", "senator"
	Official                      // a person or people of an authority: "officials"
	Many                          // people, not named: "critics", "analysts"
	Body                          // an organisation: "ministry", "company"
	Press                         // a medium: "newspaper", "agency"
	Paper                         // something written: "report", "letter"
	Evidence                      // something that shows: "footage", "data", "polls"
	Source                        // an unnamed source: "source", "sources"
	Venue                         // where or how things are said: "statement", "interview"
	Verbal                        // a common verb form; no noun phrase runs over it
	Adjunct                       // a preposition that tells when or where a thing is said: "in", "on"
	Like                          // makes a clause of manner: "as"
	Condition                     // makes a clause a case that may not hold: "if"
	Person                        // a pronoun that stands for a person: "he", "who"
)

// A Frame is a set of the ways in which a verb of saying takes its content and
// those who hear it.
type Frame uint32

// The frames.
const (
	Says     Frame = 1 << iota // a clause, with "that" or without: "said (that) it was over"
	SaysThat                   // a clause, with "that" only
	Quotes                     // words in quotation marks: "continued"
	Inverts                    // may stand before its source: "said Ms Orel"
	Tells                      // one who hears stands before the content: "told reporters that"
	Asks                       // a question: "asked whether"
	Vows                       // an infinitive: "vowed to resist"
	Bids                       // someone and an infinitive: "urged them to leave"
	Judges                     // a noun phrase that is the content: "condemned the attack"
	Accuses                    // someone and a preposition: "accused him of lying"
	Shows                      // evidence can do it too: "show that"
	Denies                     // puts the content forward as false: "denied that"
	Doubts                     // puts the content forward as likely false: "doubt that"
	Silent                     // keeps from saying: "declined to"
	Thinks                     // holds a belief rather than speaks
	Noun                       // each of its forms below is a noun as often: "claims"
	Prints                     // written matter does it of its own words: "reads"
	Plain                      // hardly ever takes a thing: "say", where "announce" does
)

// A Form is a set of the inflections that a word form can be.
type Form uint8

// The forms.
const (
	Base       Form = 1 << iota // "say": a plural present or an infinitive
	Present                     // "says"
	Past                        // "said"
	Participle                  // "said", "written"
	Gerund                      // "saying"
)

// A Verb is one verb of saying with all its forms.
type Verb struct {
	Base, Present, Past, Participle, Gerund string

	// After are words that must follow the form, in lower case: "out" for
	// "pointed out". They belong to the cue.
	After []string

	Takes Frame
}

// A Phrase is a fixed sequence of words, in lower case.
type Phrase []string

// A Lexicon is what the sieves must know of a language. All words are in
// lower case with a straight apostrophe, cut as the language's segmenter cuts
// them.
type Lexicon struct {
	Words map[string]Class
	Verbs []Verb

	// According introduces a source and is the cue: "according to".
	According []Phrase

	// Attitudes are words besides the verbs of saying that tell what someone
	// holds or wants, where a clause follows: "willing", "wants".
	Attitudes map[string]bool

	// Quoting are forms of verbs whose object says something: "quoted him as
	// saying".
	Quoting map[string]bool

	// Airs are forms of verbs that say or show a thing by what they do to it:
	// "exaggerating the danger". Persuades are those of verbs whose object comes
	// to hold what follows, Perceives those of seeing and hearing, Hears those of
	// being told, with From before whom from.
	Airs, Persuades, Perceives, Hears, From map[string]bool
	// Told are lemmas of verbs whose object hears what is said, and Accused of those
	// whose object is said to have done it, behind a word of Accusing: in the passive
	// their subject says nothing. Hearings are those before whom others speak: "the
	// court heard that".
	Told, Accused, Accusing, Hearings map[string]bool
	// Blames are those of Accused that take an object where they are not in the passive.
	Blames map[string]bool
	// Agents are words before who does what a noun or a verb in the passive tells: "by".
	Agents map[string]bool
	// Examines are lemmas of verbs whose object is what others say: "is examining claims that".
	Examines map[string]bool
	// Amid are words before it where it comes from others: "resigned over claims that".
	Amid map[string]bool

	// Rumours are phrases that put forward what is in the air: "rumour has it".
	Rumours []Phrase
	// Gossip are nouns for what is in the air, which are no source: "according to rumours".
	Gossip map[string]bool

	// Per introduces a source as According does; the model does not look at it.
	Per []Phrase

	// Asks and Answers begin the turns of a hearing that is set down as questions and answers:
	// "Q. Was it open?", "A: No." One without a stop has a colon behind it.
	Asks, Answers map[string]bool
	// Talks are words for an interview: "interview with Orel".
	Talks map[string]bool

	// Replies are words that answer a question by themselves: "no".
	Replies map[string]bool
	// Resume are phrases that stand for what was said before: "so". Proofs are
	// nouns of what would show a thing: "no evidence of that".
	Resume []Phrase
	Proofs map[string]bool

	// Times are what one counts by how often: "four times".
	Times map[string]bool

	// For stands before what someone asks for.
	For map[string]bool

	// What begins a clause that stands for a thing: "what we want".
	What map[string]bool

	// Gives are forms of verbs that tell a number, or one of the Measures:
	// "the list gives nine", "gave a date".
	Gives, Measures map[string]bool

	// Figures are forms of verbs that give a number, with At before it: "put
	// the toll at six".
	Figures, At map[string]bool

	// About are the prepositions between a claim and what it is about.
	About map[string]bool

	// Hearsay are adverbs that give what they stand with to others, whom
	// nobody names: "allegedly".
	Hearsay map[string]bool

	// Dues are words behind the lemma of a verb of accusing by which it asks for money:
	// "charged for".
	Dues map[string]map[string]bool

	// Deeds are lemmas of verbs for what is done to somebody or something by force, of which
	// some tell of words as well, and of adjectives for who did it or did not, and Reasons the words before what one is then spoken ill of
	// for, or as what: "attacked her for her silence", "as a liar".
	Deeds, Reasons map[string]bool

	// Seeming are forms of verbs that tell how a thing looks: "seems".
	Seeming map[string]bool

	// Sayings are nouns for what is said, thought or promised, whose content
	// stands behind them: "her assessment of the flood", "my sense is that".
	Sayings map[string]bool

	// Regards are forms of verbs that tell how someone sees or shows a thing,
	// with As before what as: "portrays the treaty as a trap".
	Regards map[string]bool

	// Own are the pronouns by which one speaks of oneself: "I", "we".
	Own map[string]bool

	// Naming are participles that give something its name: "known as". As is
	// the word before the name.
	Naming, As map[string]bool

	// Citing introduces one on whose word a source says something: "citing",
	// "based on".
	Citing []Phrase

	// Opinion nouns carry a source in front and are the cue with the
	// preposition before them: "in her words", "in the view of the court".
	Opinion map[string]bool
	// By are the prepositions of such phrases: "in", "by".
	By map[string]bool
	// Of joins an opinion to its holder: "of".
	Of map[string]bool

	// Claims are nouns that take a content: "claim", "allegation".
	Claims map[string]bool

	// Anonymity are phrases that tell why a source is not named; each begins
	// the reason: "on condition of anonymity". Those that end with a That or a
	// Being tell so only where a word of Hidden follows: "asked not to be named".
	Anonymity []Phrase
	Hidden    map[string]bool

	// Close are phrases that tell how near a source stands to what it tells of:
	// "familiar with", "knowledge of", which With may open; one that is a single
	// word counts in a relative clause alone: "who saw".
	Close []Phrase
	With  map[string]bool

	// Quantities are words besides numbers that say how many: "several",
	// "dozens"; Bounds are words before a number, "at least"; One is one, and
	// Shares are what parts of a whole are counted in: "percent", "thirds".
	Quantities, Bounds, One, Shares map[string]bool

	// AdverbEnd are the endings that make a word an adverb, VerbEnd those that
	// make it likely a verb form, GerundEnd those of gerunds.
	AdverbEnd, VerbEnd, GerundEnd []string

	// Taken are participles by which others only take somebody for who he is: "a man believed
	// to be Orel".
	Taken map[string]bool

	// Untrue are words that make false the clause behind them: "it is false
	// that". Grounds do where they are negated: "no evidence that". Wishes are
	// verb forms behind which a base form tells of no deed: "we recommend that
	// the minister say".
	Untrue, Grounds, Wishes map[string]bool

	// CommaThat says that a comma stands before a That, as in German.
	CommaThat bool
}

// entry is what the compiled lexicon knows of one word form.
type entry struct {
	class Class
	verbs []verbForm
	said  bool // begins a phrase, or is an opinion or claim: some sieve looks for it
	late  bool // the same for the sieves that the model does not look at
}

type verbForm struct {
	verb *Verb
	form Form
}

// compile turns the lexicon into one table, so that a word is looked up once.
func (l *Lexicon) compile() map[string]*entry {
	table := make(map[string]*entry, len(l.Words)+5*len(l.Verbs))
	at := func(word string) *entry {
		e := table[word]
		if e == nil {
			e = new(entry)
			table[word] = e
		}
		return e
	}
	for word, class := range l.Words {
		at(word).class |= class
	}
	for i := range l.Verbs {
		v := &l.Verbs[i]
		for _, f := range []struct {
			word string
			form Form
		}{{v.Base, Base}, {v.Present, Present}, {v.Past, Past}, {v.Participle, Participle}, {v.Gerund, Gerund}} {
			if f.word == "" {
				continue
			}
			e := at(f.word)
			merged := false
			for j := range e.verbs {
				if e.verbs[j].verb == v {
					e.verbs[j].form |= f.form
					merged = true
				}
			}
			if !merged {
				e.verbs = append(e.verbs, verbForm{v, f.form})
			}
		}
	}
	mark := func(word string) { at(word).said = true }
	for _, phrases := range [][]Phrase{l.According, l.Anonymity} {
		for _, phrase := range phrases {
			if len(phrase) > 0 {
				mark(phrase[0])
			}
		}
	}
	for _, set := range []map[string]bool{l.Opinion, l.Claims, l.Hearsay} {
		for word := range set {
			mark(word)
		}
	}
	for _, phrase := range l.Citing {
		if len(phrase) > 0 {
			e := at(phrase[0])
			e.late = true
			if e.class&Preposition == 0 {
				e.said = true
			}
		}
	}
	for _, phrases := range [][]Phrase{l.Rumours, l.Per, l.Close} {
		for _, phrase := range phrases {
			if len(phrase) > 0 {
				at(phrase[0]).late = true
			}
		}
	}
	for _, set := range []map[string]bool{l.Figures, l.Gives, l.Attitudes, l.Sayings, l.Regards, l.Airs, l.Persuades, l.Perceives, l.Hears, l.Proofs} {
		for word := range set {
			at(word).late = true
		}
	}
	return table
}

// ends reports whether the word has one of the endings and something before it.
func ends(word string, endings []string) bool {
	for _, e := range endings {
		if len(word) > len(e)+2 && strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}
