package claim

import (
	"errors"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// A Note is what reading a document leaves for the claims of the case, beside
// its statements: the happenings and the figures of its text, with what the tree of the
// sentence says of them. It names places of the text by their bytes and no
// record by its ID, so that it stays valid when entities change.
type Note struct{}

// NewNote returns an empty note of the document.
func NewNote(doc *stemma.Document) *Note { return &Note{} }

// Add takes down what a stretch of the document's text tells. The stretches of a
// document are added in order; its layers, Vectors among them, have to be there.
// The doc is not kept.
func (n *Note) Add(text *nlp.Doc) {}

// Bytes is the note in a form that a store can keep; ReadNote reads it.
func (n *Note) Bytes() []byte { return []byte{noteVersion} }

// noteVersion is the first byte of a note.
const noteVersion = 1

// ReadNote reads what Bytes gave. No bytes are an empty note: of a document that no
// pipeline reads.
func ReadNote(data []byte) (*Note, error) {
	if len(data) > 0 && data[0] != noteVersion {
		return nil, errors.New("a note of claims of another version; read the documents again")
	}
	return &Note{}, nil
}
