package stemma

// A Derivation says that one text took from another, or both from a third.
// The words that show it are its passages. Only decided pairs are kept.
type Derivation struct {
	ID       ID
	From, To ID // documents; in the order of their ids where it is not directed
	Kind     DerivationKind
	Directed bool    // whether there is evidence that To took from From
	Score    float64 // 0 to 1: how sure the tool is that the texts descend, not how much they share
	// ShareFrom and ShareTo are the parts of each document's words, those of
	// masked regions and of boilerplate left out, that stand in Aligned.
	ShareFrom, ShareTo float64
	Aligned            []Passage // in order of From
	// Altered are quotations that the two texts give in different words.
	Altered  []Passage
	Evidence []string // why, in words: dates, credits, what was cut or changed
	Run      ID
}

// DerivationID is the ID of the derivation between two documents, in either
// order.
func DerivationID(a, b ID) ID { return NewID('v', string(min(a, b)), string(max(a, b))) }

// A Passage is a stretch of one document that stands, word by word or in other
// words, in another.
type Passage struct{ From, To Span }

// DerivationKind says how one text took from another.
type DerivationKind string

// Kinds of derivation. The last two are weaker than the others and no proof
// that one text rests on the other.
const (
	Copy        DerivationKind = "copy"        // the text, or a part cut from it, with or without title and boilerplate changed
	Excerpt     DerivationKind = "excerpt"     // two sentences or more lifted into another text
	Revision    DerivationKind = "revision"    // two versions of one text
	Mixture     DerivationKind = "mixture"     // a text put together of several
	Spun        DerivationKind = "spun"        // names and much of the order stay, the words change
	Translation DerivationKind = "translation" // the same in another language
	Quotation   DerivationKind = "quotation"   // words quoted from the other, or by both from a third
	SharedRoot  DerivationKind = "shared-origin"
)

// Weak reports whether the kind is no proof that one text rests on the other.
func (k DerivationKind) Weak() bool { return k == Quotation || k == SharedRoot }
