package factuality

import "github.com/stemma/stemma/nlp"

// A Stance is what one does to a content by a verb, a noun or an adjective.
type Stance uint8

// The stances.
const (
	None      Stance = iota
	Affirms          // "say", "claim": certain, positive
	Denies           // "deny", "reject": certain, negative
	Doubts           // "doubt", "sceptical": probable, negative
	Believes         // "believe", "suspect": probable, positive
	Supposes         // "speculate", "hope": possible, positive
	Asks             // "ask", "wonder": unknown, but where the content is a bidding
	Silent           // "decline", "refuse": unknown where it is to speak, else a denial
	Hears            // "hear": unknown, positive
	Accepts          // "accept": as Affirms; negated it denies
	Knows            // "know", "sure": as Affirms; negated, or asked of, it is unknown
	Accuses          // "accuse": as Affirms
	Lies             // "lie": as Affirms, and the one who reports it denies it
	TakesBack        // "retract": unknown, for who takes it back says no more; negated he stands by it
	Imagines         // "dream", "pretend", a bidding to suppose: unknown, by whoever tells it too
)

// A Lexicon is what a Gauge must know of a language. All words are lemmas in
// lower case, as the language's reader writes them.
type Lexicon struct {
	// Verbs, Nouns and Adjectives are the stances of cues and of predicates.
	Verbs, Nouns, Adjectives map[string]Stance

	// Particles are the stances of verbs by the particle behind them: "rule out".
	Particles map[string]map[string]Stance

	// Nearly are words by which what is told has not quite come about: "almost".
	Nearly map[string]bool
	// Fakes are verbs of making a show of what does not happen: "fake".
	Fakes map[string]bool
	// Fictions are works and dreams, what is told In which is told of no world but theirs.
	Fictions, In map[string]bool
	// Occurs are verbs of taking place, with the object that makes them so, "" for none:
	// "happen", "take place".
	Occurs map[string]string

	// Blames are verbs of belief that take the deed as a phrase: "suspected of
	// theft".
	Blames map[string]bool

	// Alleges are verbs and nouns by which whoever reports the word of nobody who is named
	// keeps to it that it is no more than that: "is accused of", "the allegation that".
	Alleges map[string]bool
	// Charges are those of them by which they do of anybody's word: "she alleged that".
	Charges map[string]bool
	// Presumes are those that take what is no clause for given: "blamed him for the attack".
	Presumes map[string]bool
	// Charging are papers that say no more than what somebody is held to have done: "the indictment".
	Charging map[string]bool
	// Hunts are verbs by whose passive somebody is held to have done a thing: "wanted for".
	Hunts map[string]bool
	// Told are verbs that do so in the passive where they take a clause: "was told that".
	Told map[string]bool
	// Relays are verbs that do so in the passive: "is said to have left".
	Relays map[string]bool
	// Records are those of them that, of a thing or a state, only leave open who counted it:
	// "nine deaths were reported", "was reported missing".
	Records map[string]bool
	// Dues are words behind a verb of accusing by which it asks for money: "charged for".
	Dues map[string]map[string]bool
	// Guilty are adjectives of who did a thing, which he is found not to be who did not.
	Guilty map[string]bool
	// Clears are verbs that say of whom they name that he did not do a thing: "was acquitted
	// of theft".
	// Those that are true do so of a deed by whatever noun: "acquitted of theft", but "cleared
	// of snow".
	Clears map[string]bool

	// Adverbs are what words beside a predicate leave of the commitment to it:
	// "probably", "perhaps", "doubtful". A nlp.Hearsay is another's word, a
	// nlp.Distance the writer's reserve.
	Adverbs map[string]Mark

	// Modals are auxiliaries that leave a thing open: "may".
	Modals map[string]nlp.Certainty
	// Pleases are verbs of choosing that behind a word of Choice make a modal
	// permit: "may go where he likes".
	Pleases, Choice map[string]bool
	// Able are modals that negated deny an ability and hedge nothing: "could".
	Able map[string]bool
	// Future are auxiliaries of what has not happened: "will", "would".
	Future map[string]bool

	// Due are auxiliaries of what ought to be: "must", "should".
	Due map[string]bool

	// Raising are predicates that hedge the clause they take: "seem",
	// "likely", "unclear".
	Raising map[string]Mark

	// Negators negate the predicate that they hang on: "not", "never", "no".
	Negators map[string]bool
	// Nobody are subjects that say there is none, also as determiners.
	Nobody map[string]bool

	// Bounds are words that make of a negator, before Than, how many there are at most or at
	// least: "no fewer than".
	Bounds, Than map[string]bool
	// Mere are words that make of a negator before them the first half of a list: "not only".
	Mere map[string]bool

	// Held are nouns of what somebody may come to think, which is left open by who rejects it
	// and by what does not lead to it: "does not support the conclusion that".
	Held map[string]bool

	// Taken are participles behind a noun by which somebody is only taken for who he is: "a man
	// believed to be Orel".
	Taken map[string]bool

	// Grounds are nouns that, where there is none, leave a clause open: "no
	// evidence that".
	Grounds map[string]bool

	// Cues are the forms of words that may negate on their own; Prefixes and
	// Suffixes what may negate the word that they are part of, longest first,
	// the latter with the Endings that may follow them. CuePhrases are cues of
	// several words, Pairs words that are one cue with another before them.
	Cues map[string]bool
	// Spellings are cues that were not learned, each with the one that it is another spelling of.
	Spellings          map[string]string
	Prefixes, Suffixes []string
	Endings            []string
	CuePhrases         [][]string
	Pairs              map[string]map[string]bool

	// True and Untrue are what is said of a claim that is so and of one that is not, the
	// latter also by Proves: "proved false". Footing is what a claim has none of that is
	// not so, or that it Lacks: "has no basis".
	True, Untrue, Footing map[string]bool
	// Ought are those of them that also judge what was done: "it is wrong that".
	Ought         map[string]bool
	Proves, Lacks map[string]bool
	// That opens a clause, Of what a noun is about; It is the subject of a cleft: "it was
	// not Orel who".
	That, Of, It map[string]bool
	// But sets right what is negated before it, and does not behind "not" and Only.
	But, Only map[string]bool

	// Implies is what follows of what predicates take: "forgot to leave", "ordered them to leave".
	Implies map[Frame]Signature

	// Conditions begin a clause of a case that may not hold: "if", "unless".
	Conditions map[string]bool
	// Inverted are the forms of auxiliaries that do so before their subject: "had he left".
	Inverted map[string]bool
	// Would before a Perfect tells of what comes of such a case: "would have left".
	Would, Perfect map[string]bool
	// First are pronouns of the one who speaks: "I", "we", "my".
	First map[string]bool
	// Like are the words before what something is called: "as". Calls are the
	// verbs of denial that take it: "dismissed the report as a lie".
	Like, Calls map[string]bool
	// Falsely are words by which a reporter denies what he reports: "falsely".
	Falsely map[string]bool
	// Distant are words, not predicates, by which a writer keeps a distance:
	// "so-called", "alleged", "exaggerated".
	Distant map[string]bool
	// Doubted are words, forms of verbs too, by which he does so of the noun behind them: "the suspected".
	Doubted map[string]bool
	// Asking are the tokens that end a question: "?".
	Asking map[string]bool
}

// A Mark is what a marker shows and what it leaves of the commitment.
type Mark struct {
	Kind      nlp.MarkerKind
	Certainty nlp.Certainty
	Polarity  nlp.Polarity
}

// shows returns what a stance says of the source, plain and negated.
func (s Stance) shows(negated bool) (nlp.Certainty, nlp.Polarity) {
	switch s {
	case Denies:
		if !negated {
			return nlp.Certain, nlp.Negative
		}
	case Doubts:
		if negated {
			return nlp.Probable, nlp.Positive
		}
		return nlp.Probable, nlp.Negative
	case Believes:
		if negated {
			return nlp.Probable, nlp.Negative // "does not believe that" is disbelief
		}
		return nlp.Probable, nlp.Positive
	case Supposes:
		if !negated {
			return nlp.Possible, nlp.Positive
		}
	case Hears:
		if !negated {
			return nlp.UnknownCertainty, nlp.Positive
		}
	case Accepts:
		if negated {
			return nlp.Certain, nlp.Negative
		}
		return nlp.Certain, nlp.Positive
	case TakesBack:
		if negated {
			return nlp.Certain, nlp.Positive
		}
	case Asks, Silent, Imagines:
	default:
		if !negated {
			return nlp.Certain, nlp.Positive
		}
	}
	return nlp.UnknownCertainty, nlp.UnknownPolarity
}
