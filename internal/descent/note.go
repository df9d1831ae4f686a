package descent

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/stemma/stemma"
)

// A Note is what reading leaves of a document for the reckoning of descent: its
// sketch, those of its hearsay and its cognates, and what it says itself of where it comes from.
type Note struct {
	Sketch   *Sketch  `json:"-"`
	Hearsay  *Sketch  `json:"-"`
	Cognates *Sketch  `json:"-"`
	Lang     string   `json:"lang,omitempty"`    // without its region, "" if not known
	Address  string   `json:"address,omitempty"` // canonical link, "" if none
	Credits  []Credit `json:"credits,omitempty"` // in order of the text
}

// NewNote notes what bears on descent in a document as it was read. Its
// original, where it is at hand, may give the address of the page.
func NewNote(r *stemma.Reading, original []byte) *Note {
	d := r.Document
	w := Split(d.Text, d.Blocks())
	return &Note{
		Sketch:   NewSketch(w),
		Hearsay:  NewHearsay(d, r.Statements, r.Mentions, r.Times).Sketch(),
		Cognates: NewCognates(d.Lang, d.Text, w).Sketch(),
		Lang:     tongue(d.Lang),
		Address:  address(original), Credits: Credits(d),
	}
}

// noteVersion is the first byte of a note. A case that was made before may hold
// notes of others; they can be taken anew of the documents.
const noteVersion = 6

// ErrOtherNote is the error of a note of another version.
var ErrOtherNote = errors.New("it was noted by another version")

// Bytes is the form in which a note is kept: its version, the three sketches, each
// behind its length as a varint, and the rest as JSON.
func (n *Note) Bytes() []byte {
	b := []byte{noteVersion}
	for _, s := range []*Sketch{n.Sketch, n.Hearsay, n.Cognates} {
		sketch := s.Bytes()
		b = binary.AppendUvarint(b, uint64(len(sketch)))
		b = append(b, sketch...)
	}
	rest, err := json.Marshal(n)
	if err != nil {
		panic(err) // strings and numbers
	}
	return append(b, rest...)
}

// ReadNote reads what Bytes wrote; ErrOtherNote if another version did.
func ReadNote(b []byte) (*Note, error) {
	if len(b) == 0 || b[0] != noteVersion {
		return nil, ErrOtherNote
	}
	b = b[1:]
	n := &Note{}
	for _, to := range []**Sketch{&n.Sketch, &n.Hearsay, &n.Cognates} {
		size, k := binary.Uvarint(b)
		if k <= 0 || size > uint64(len(b)-k) {
			return nil, errors.New("read what was noted of a document: it is cut short")
		}
		sketch, err := ReadSketch(b[k : k+int(size)])
		if err != nil {
			return nil, err
		}
		*to, b = sketch, b[k+int(size):]
	}
	if err := json.Unmarshal(b, n); err != nil {
		return nil, fmt.Errorf("read what was noted of a document: %w", err)
	}
	n.Cognates.Lang = n.Lang
	return n, nil
}

// addresses find the address under which a page wants to be known: the
// canonical link (RFC 6596), Open Graph's, the field of a JSON article.
var addresses = []*regexp.Regexp{
	regexp.MustCompile(`(?i)<link[^>]{0,200}\brel=["']?canonical["']?[^>]{0,200}\bhref=["']([^"'<>\s]{4,400})`),
	regexp.MustCompile(`(?i)<link[^>]{0,200}\bhref=["']([^"'<>\s]{4,400})["'][^>]{0,200}\brel=["']?canonical`),
	regexp.MustCompile(`(?i)<meta[^>]{0,200}\bproperty=["']og:url["'][^>]{0,200}\bcontent=["']([^"'<>\s]{4,400})`),
	regexp.MustCompile(`"url"\s*:\s*"(https?:[^"\s]{4,400})"`),
}

// head is how much of an original is looked at for its address.
const head = 64 << 10

func address(original []byte) string {
	original = original[:min(len(original), head)]
	for _, a := range addresses {
		if m := a.FindSubmatch(original); m != nil {
			return strings.TrimSuffix(strings.ReplaceAll(string(m[1]), `\/`, "/"), "/")
		}
	}
	return ""
}
