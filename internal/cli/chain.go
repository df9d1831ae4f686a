package cli

import (
	"context"
	"fmt"

	"github.com/stemma/stemma"
)

// chainLine is a chain in a line that is safe to show.
func chainLine(text string, s *stemma.Statement) string { return visible(s.ChainLine(text)) }

// stanceLine says, safe to show, what is not plain about how s is held.
func stanceLine(text string, s *stemma.Statement, shown bool) string {
	return visible(s.StanceLine(text, shown))
}

// quoted gives the words of spans, each in quotation marks.
func quoted(text string, spans []stemma.Span) string { return visible(stemma.EachQuoted(text, spans)) }

// apparatus prints below the first line of a statement in a list what is not
// plain about it.
func (a *app) apparatus(text string, s *stemma.Statement, indent int) {
	if len(s.Chain) > 2 {
		for _, l := range wrap("chain: "+chainLine(text, s), a.width-indent) {
			a.say("%*s%s", indent, "", l)
		}
	}
	told := stanceLine(text, s, true)
	if told == "" {
		return
	}
	for _, l := range wrap("["+told+"]", a.width-indent) {
		if !s.Told() {
			l = a.dim(l)
		}
		a.say("%*s%s", indent, "", l)
	}
}

// statement returns a statement with its document.
func (t *texts) statement(ctx context.Context, id stemma.ID) (*stemma.Statement, *stemma.Document, error) {
	s, err := t.view.Statement(ctx, id)
	if err != nil {
		return nil, nil, fmt.Errorf("look up statement %s: %w", id, err)
	}
	d, err := t.document(ctx, s.Doc)
	return s, d, err
}
