package descent

import "github.com/stemma/stemma"

// A Document is what is known of a text beside its words, as far as it bears
// on descent.
type Document struct {
	ID        stemma.ID
	Path      string
	Title     string
	Publisher string // the outlet, "" if not known
	Published string // EDTF, "" if not known
	Address   string // canonical link, "" if not known
	VersionOf stemma.ID
	Credits   []Credit // what it says it took from whom
}

// Page is what two versions of one page have in common: its address.
func (d *Document) Page() string { return d.Address }

// A Credit is a place where a text names whom it took from.
type Credit struct {
	Name string // folded: "corvane"
	Kind string // "dateline", "source", "byline", "first appeared", "mark", "mail", "link"
	Span stemma.Span
}
