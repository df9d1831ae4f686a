package stemma

import "time"

// A Claim is statements that answer one question: how many were led down, on
// which night, is he free, was a shot fired. One statement can answer several
// questions and is then a member of several claims. Claims are computed from
// statements, entities, derivations and the log, never read and never edited:
// to say that two statements do or do not answer one question is a [Judgement].
// A claim is no answer. What its members answer, and who stands behind each
// answer, is its [Assessment].
type Claim struct {
	// ID is a digest of the question and of the least member, by its statement
	// and the place of its answer, so it stays when members are added and
	// changes when claims are joined or parted.
	ID       ID
	Question Question
	// Gist is the claim in one line. It is made of words of one member, those
	// at GistSpans of the document of the statement GistOf, and of none other.
	Gist      string
	GistOf    ID
	GistSpans []Span
	Entities  []ID     // whom and what it is about, those that most members name first
	Members   []Answer // in order of document path and place in the text; two of one statement where it answers twice
	Run       ID
}

// ClaimID is the ID of the claim that asks question and whose least member is
// the answer that first gives at the place, if it gives several.
func ClaimID(question Question, first ID, at ...Span) ID {
	parts := []string{string(question), string(first)}
	for _, s := range at {
		parts = append(parts, spanKey(s))
	}
	return NewID('c', parts...)
}

// NamedBy reports whether the ID of the claim is that of its member m.
func (c *Claim) NamedBy(m *Answer) bool {
	return c.ID == ClaimID(c.Question, m.Statement, m.ShownBy...) || c.ID == ClaimID(c.Question, m.Statement)
}

// A Question says what is asked of what the members tell.
type Question string

// Kinds of question.
const (
	AskWhether  Question = "whether"  // did it happen, is it so
	AskNumber   Question = "number"   // how many, how much
	AskDate     Question = "date"     // when
	AskPlace    Question = "place"    // where
	AskIdentity Question = "identity" // who, which
	AskStatus   Question = "status"   // in what state somebody or something is: free, held, alive, dead
	AskWording  Question = "wording"  // what somebody's words were
	AskReason   Question = "reason"   // why, or how; only of what a person asks, never of a claim
)

// An Answer is what one statement, a member of a claim, says to its question.
type Answer struct {
	Statement ID
	Stance    Stance
	// Value is the answer in a form that can be compared: "5", ">=5", "~5" or
	// "5..6" for a number, with its unit where it has one ("41.6 m"); EDTF for a
	// date, or "Monday" where the text does not say of which week; an entity's name for a place or an identity; one word for a status;
	// the words for a wording. "" where the statement gives none.
	Value   string
	ShownBy []Span // the words of the document that show the value
	// Happened is when, by this statement, that of which it tells took place:
	// EDTF, "" if it does not say.
	Happened string
	Place    ID // the entity where, by this statement; "" if it does not say
	// TakenBackBy is the statement by which the source took back what it said here, "" for none.
	TakenBackBy ID
	Why         string // why it is held to answer the question, in words for a person
}

// A Stance says how a statement stands to the question of its claim.
type Stance string

// Stances. Silence, a non-denial and an open question are no denial.
const (
	Affirms   Stance = "affirms"
	Denies    Stance = "denies"
	Alleges   Stance = "alleges" // puts it forward as an allegation, and states nothing
	Questions Stance = "questions"
	TakenBack Stance = "taken-back" // said it, and its source took it back since: Answer.TakenBackBy
	NoStance  Stance = ""           // mentions it and leaves it
)

// Affirmative reports whether the stance is for what is asked: it says so, or puts it
// forward as alleged.
func (s Stance) Affirmative() bool { return s == Affirms || s == Alleges }

// Takes reports whether the stance takes a side.
func (s Stance) Takes() bool { return s == Denies || s.Affirmative() }

// An Assessment says how the answers to the question of one claim stand to one
// another and who stands behind each, counted in independent origins. It
// names no answer as the right one. A claim has one assessment for each kind of
// disagreement in it, and one of kind Compatible or NoDisagreement if it has
// none; Compatible stands beside a conflict too, where some of its answers can
// both hold.
type Assessment struct {
	Claim        ID
	Disagreement Disagreement
	Explanation  string // in a sentence for a person, with both quotations
	Reason       string // the explanation without these
	// Between are the two statements that the explanation quotes, "" where
	// there is no disagreement.
	Between [2]ID
	Sides   []Side // that with most witnesses first
	// Sureness is, of a conflict, what tells for it that both sides speak of one thing less
	// what tells against it: a whole number to put conflicts in order by, of no meaning
	// elsewhere. Grounds say in words what that is; "" where it was not weighed.
	Sureness int
	Grounds  string
	Run      ID
}

// A Disagreement says how answers differ. It is no finding of who is right.
type Disagreement string

// Kinds of disagreement. The last three are no conflict.
const (
	NumberDiffers    Disagreement = "number"
	DateDiffers      Disagreement = "date"
	PlaceDiffers     Disagreement = "place"
	IdentityDiffers  Disagreement = "identity"
	PolarityDiffers  Disagreement = "polarity"  // one says so, the other denies it
	StatusDiffers    Disagreement = "status"    // free or held, alive or dead
	CertaintyDiffers Disagreement = "certainty" // stated by one, hedged by the other
	WordingDiffers   Disagreement = "wording"   // one quotation in two forms
	ScopeUnknown     Disagreement = "scope"     // a denial that does not say what it denies
	AbsenceOfProof   Disagreement = "absence"   // stated by one; the other says that evidence is missing
	Changed          Disagreement = "changed"   // the answer changed with time
	Compatible       Disagreement = "compatible"
	NoDisagreement   Disagreement = "none"
)

// Conflict reports whether the kind is a conflict.
func (d Disagreement) Conflict() bool {
	return d != Changed && d != Compatible && d != NoDisagreement
}

// A Side is one answer with those who stand behind it.
type Side struct {
	Value  string
	Stance Stance
	// Hedged says that the side affirms, and none of its statements does so as certain.
	Hedged    bool
	Witnesses []Witness // the earliest first
}

// A Witness is one origin of an answer with all that repeat it. However many
// they are, they add nothing to it.
type Witness struct {
	// Origin is the statement nearest to the root: the earliest that chains and
	// derivations lead to.
	Origin      ID
	Root        ID     // the entity on whose word it stands, "" if it has no name
	Descendants []ID   // the other statements that rest on it, in order of document path and place
	Why         string // why they are one witness, in words for a person; "" for one alone
	// Interested says that the witness is an interested party: he is whom the
	// claim is about, and confirms or clears himself.
	Interested bool
	Support    Support
}

// A Support says how a witness stands to the first witness of his side.
type Support string

// Kinds of corroboration.
const (
	Supports       Support = "supports"        // independent of it, and says the same
	PartlySupports Support = "partly-supports" // independent of it, and says a part of it, or less surely
	SameOrigin     Support = "same-origin"     // rests, by what the texts say, on one report, speech or interview
	UnclearSupport Support = "unclear"         // the texts do not show what it rests on
)

// A Reckoning is what meets and what conflicts in a case. It follows from all
// readings, from entities and derivations and from the log.
type Reckoning struct {
	Claims      []*Claim      // in order of ID
	Assessments []*Assessment // in order of claim and kind
	Run         Run
	// Changed is Summary.Changed of the case that they were made of; zero to keep
	// them whatever has been written since.
	Changed time.Time
}

// A ClaimFilter picks claims that fit all that it says; its zero value picks
// all.
type ClaimFilter struct {
	Question  Question
	Entity    ID     // about it, or with a member in whose chain a source is it
	Statement ID     // with this member
	Doc       ID     // with a member of this document
	About     string // words in the gist, as in Query.Words
	Limit     int    // 0 for no limit
	Offset    int
}

// An AssessmentFilter picks assessments that fit all that it says; its zero
// value picks all.
type AssessmentFilter struct {
	Claim     ID
	Kind      Disagreement
	Conflicts bool // only conflicts
	Entity    ID   // of claims about it
	Limit     int  // 0 for no limit
	Offset    int
}

// Kinds of judgement on claims. SameClaim and OtherClaim are about two
// statements: that they do, or do not, answer one question. Rate is about a
// mention of a source (reliability, A to F) or about a statement, for the claims
// that it is a member of (credibility, 1 to 6): the Admiralty code, kept
// apart from anything computed.
const (
	SameClaim  JudgementKind = "same-claim"
	OtherClaim JudgementKind = "other-claim"
	Rate       JudgementKind = "rate"
)

// OfSource reports whether the judgement rates a source, not a claim.
func (j *Judgement) OfSource() bool { return j.Kind == Rate && j.Rating >= "A" }

// OnClaims reports whether judgements of the kind are about whether two
// statements answer one question.
func (k JudgementKind) OnClaims() bool { return k == SameClaim || k == OtherClaim }
