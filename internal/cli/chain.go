package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/stemma/stemma"
)

// How a chain is put in words, the same in every list. A list says of a
// statement who says it, and below that whatever is not plain: a longer chain,
// and each link that does not say it as certain. So "alleged" never reads as
// fact, and what is not known reads as unknown.

// chainLine is a chain in a line, the author first: "author > Orel (said)".
func chainLine(text string, s *stemma.Statement) string {
	var links []string
	for i := range s.Chain {
		name := who(text, &s.Chain[i])
		if cue := line(wordsOf(text, s.Chain[i].Cue)); cue != "" {
			name += " (" + cue + ")"
		}
		links = append(links, name)
	}
	return strings.Join(links, " > ")
}

// stanceLine says how those of the chain who do not put the content forward as
// certain hold it, the one nearest the words first; "" where all do. Of those
// who quote him it says something only where the text does: to report is not
// to vouch. With shown, the words that show it are given.
func stanceLine(text string, s *stemma.Statement, shown bool) string {
	if !tells(s) {
		return s.Stance(len(s.Chain) - 1)
	}
	var told []string
	for i := len(s.Chain) - 1; i >= 0; i-- {
		link := &s.Chain[i]
		switch {
		case link.Plain():
			continue
		case i < len(s.Chain)-1 && !link.Told():
			continue
		}
		words := s.Stance(i)
		if i < len(s.Chain)-1 {
			words = who(text, link) + ": " + words
		}
		if by := quoted(text, link.ShownBy); shown && by != "" {
			words += " " + by
		}
		told = append(told, words)
	}
	return strings.Join(told, "; ")
}

// quoted gives the words of spans, each in quotation marks.
func quoted(text string, spans []stemma.Span) string {
	var all []string
	for _, s := range spans {
		if w := line(wordsOf(text, s)); w != "" {
			all = append(all, "“"+w+"”")
		}
	}
	return strings.Join(all, ", ")
}

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
		if !tells(s) {
			l = a.dim(l)
		}
		a.say("%*s%s", indent, "", l)
	}
}

// tells reports whether the text shows of any link how sure it is.
func tells(s *stemma.Statement) bool {
	for i := range s.Chain {
		if s.Chain[i].Told() {
			return true
		}
	}
	return false
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
