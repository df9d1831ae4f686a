package descent

import (
	"strings"

	"github.com/stemma/stemma"
)

// Version names how texts are compared; derivations found by another are found
// anew when the documents are read anew.
const Version = "descent 5"

// A Document is what is known of a text beside its words, as far as it bears
// on descent.
type Document struct {
	ID        stemma.ID
	Path      string
	Publisher string // the outlet, "" if not known
	Published string // EDTF, "" if not known
	Lang      string // BCP 47, "" if not known
	Address   string // canonical link, "" if not known
	VersionOf stemma.ID
	Credits   []Credit      // whom it says it took from
	Quotes    []stemma.Span // block quotations
}

// NewDocument returns what bears on descent of a document and what was noted
// of it, nil for nothing.
func NewDocument(d *stemma.Document, n *Note) *Document {
	k := &Document{ID: d.ID, Path: d.Path, VersionOf: d.VersionOf, Lang: d.Lang}
	if d.Publisher != nil {
		k.Publisher = d.Publisher.Value
	}
	if d.Published != nil {
		k.Published = d.Published.Value
	}
	if n != nil {
		k.Address, k.Credits = n.Address, n.Credits
	}
	// A line "first appeared in" may be all that names an outlet, and does not
	// name its own. A title page says "Source" of its own house.
	for _, c := range k.Credits {
		if (c.Kind == "source" || c.Kind == "first appeared") && foldName(c.Name) == foldName(k.Publisher) {
			k.Publisher = ""
		}
	}
	for _, r := range d.Regions {
		if r.Kind == stemma.Quote {
			k.Quotes = append(k.Quotes, r.Span)
		}
	}
	k.Quotes = append(k.Quotes, mailQuotes(d.Text)...)
	return k
}

// mailQuotes are the stretches of lines marked as quoted: "> We saw it."
func mailQuotes(text string) []stemma.Span {
	var out []stemma.Span
	at := 0
	for line := range strings.Lines(text) {
		begin := at
		at += len(line)
		if !strings.HasPrefix(strings.TrimLeft(line, " "), ">") {
			continue
		}
		if k := len(out); k > 0 && out[k-1].End == begin {
			out[k-1].End = at
		} else {
			out = append(out, stemma.Span{Begin: begin, End: at})
		}
	}
	return out
}

// later returns the words by which a text shows that it was changed after it
// was first printed, "" if it does not.
func (d *Document) later() string {
	for _, c := range d.Credits {
		if c.Kind == "update" {
			return c.Name
		}
	}
	return ""
}

// translated returns the words by which a text says that it is a translation,
// "" if it does not.
func (d *Document) translated() string {
	for _, c := range d.Credits {
		if c.Kind == "translated" {
			return c.Name
		}
	}
	return ""
}

// Page is what two versions of one page have in common: its address.
func (d *Document) Page() string { return d.Address }

// A Credit is a place where a text names whom it took from.
type Credit struct {
	Name string      `json:"name"`
	Kind string      `json:"kind"` // dateline, source, first appeared, byline, mark, mail, update, translated
	Span stemma.Span `json:"span"`
}

// NamesHouse reports whether the credit names an outlet, an agency or an author,
// and does not only say what was done to the text.
func (c *Credit) NamesHouse() bool { return c.Kind != "update" && c.Kind != "translated" }
