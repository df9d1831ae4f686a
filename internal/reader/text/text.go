// Package text reads plain text in any encoding.
//
// The document's text is the file's own characters, every one of them: no
// line end is changed and a byte order mark stays, so that for a UTF-8 file
// offsets into the text are offsets into the file. What cannot be decoded is
// shown as U+FFFD, and an error of kind Broken comes beside the document.
//
// Format: blocks are found by package layout (Plain), front matter and
// boilerplate by package front. Markup of any kind is read as words.
package text

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/charset"
	"github.com/stemma/stemma/internal/reader/front"
	"github.com/stemma/stemma/internal/reader/layout"
)

// maxLines bounds what the lines and blocks take up in memory; a text of that
// many lines is a table or a log.
const maxLines = 2_000_000

// Read makes a document of a text file.
func Read(_ context.Context, item stemma.Item) (*stemma.Document, []stemma.Item, error) {
	if bytes.Count(item.Data, []byte("\n")) > maxLines {
		return nil, nil, &stemma.Error{Kind: stemma.TooLarge, Op: "read " + item.Path, Err: fmt.Errorf("it has more than %d lines", maxLines), Hint: "Split it."}
	}
	t, err := charset.Decode(item.Data, "")
	if err != nil {
		return nil, nil, &stemma.Error{Kind: stemma.Broken, Op: "read " + item.Path, Err: err,
			Hint: "If it is a file of another kind, give it the ending of that kind."}
	}
	doc := &stemma.Document{Text: t.String, Encoding: t.Encoding, Regions: layout.Plain(t.String)}
	if len(doc.Regions) == 0 {
		return nil, nil, &stemma.Error{Kind: stemma.Empty, Op: "read " + item.Path, Err: errors.New("there are no words in it")}
	}
	front.Finish(doc)
	return doc, nil, t.Fault(item.Path)
}
