// Package reader turns bytes into documents. Each format is a folder of its
// own and one line in the table below; a format's package imports the nouns
// and its own third-party library, never another format.
//
// A reader decodes; it does not judge. The text it gives holds every visible
// word of the original once, in reading order, and is never altered
// afterwards: menus, comment forms and other boilerplate are in it too, as
// masked regions. The suite that every format passes is readertest.
package reader

import (
	"context"

	"github.com/stemma/stemma"
)

// A Format is one kind of file that can be read.
type Format struct {
	Name  string   // "html"
	About string   // "web page", for stemma formats
	Names []string // endings of file names, with the dot, lower case
	// Read makes a document of an item, and hands back what is packed inside
	// it and is to be read in its own right (attachments). It sets Text,
	// Regions, Encoding, Lang where the file states it, Title, Byline,
	// Publisher and Published; the rest is the engine's. It is total: any
	// bytes give a document or a *stemma.Error, without panic, in bounded
	// memory.
	Read func(ctx context.Context, item stemma.Item) (*stemma.Document, []stemma.Item, error)
}
