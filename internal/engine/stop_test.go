package engine

import (
	"context"
	"errors"
	"testing"

	"github.com/stemma/stemma"
)

// TestStopWithinText sees that reading a text ends with the context, and that no reading
// comes of it: half a text must not pass for a whole one.
func TestStopWithinText(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	e := &Engine{Version: "test", Lang: "en"}
	const text = "The clerk said that the ferry had left."
	doc := &stemma.Document{Path: "a.txt", Text: text, Regions: []stemma.Region{{Kind: stemma.Paragraph, Span: stemma.Span{End: len(text)}}}}
	reading, err := e.analyse(ctx, doc, e.run())
	if reading != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("reading %v, error %v", reading, err)
	}
}
