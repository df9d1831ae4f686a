package attribution

import (
	"strings"

	"github.com/stemma/stemma/nlp"
)

// tag is the token at item k of the line where the page has tags, nil where it
// has none.
func (p *page) tag(l *line, k int) *nlp.Token {
	if p.doc.Has&nlp.Tags == 0 || k < 0 || k >= len(l.items) || l.items[k].quote >= 0 {
		return nil
	}
	return &p.doc.Tokens[l.items[k].first]
}

// finiteTag says whether item k is tagged as a finite verb. It is false where
// there are no tags.
func (p *page) finiteTag(l *line, k int) bool {
	t := p.tag(l, k)
	return t != nil && (t.UPOS == "VERB" || t.UPOS == "AUX") && strings.Contains(t.Feats, "VerbForm=Fin")
}
