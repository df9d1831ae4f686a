package extract

import (
	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/clause"
	"github.com/stemma/stemma/nlp/en"
)

// propose gives each statement the proposition of its main clause, nil where
// none can be told. What a statement attributes to a further voice has a
// statement, and so a proposition, of its own.
func propose(doc stemma.ID, text *nlp.Doc, language string, all []stemma.Statement) {
	lexicon := &clause.Lexicon{}
	if language == "en" {
		lexicon = en.Clauses()
	}
	clauses := clause.NewReader(text, lexicon)
	for i := range all {
		p := clauses.Main(all[i].Content)
		if p == nil {
			continue
		}
		out := &stemma.Proposition{Predicate: p.Predicate, Time: p.Time, Place: p.Place, Quantity: p.Quantity}
		for _, a := range p.Args {
			arg := stemma.Argument{Role: a.Role, Span: a.Span}
			if a.Mention >= 0 {
				arg.Mention = stemma.MentionID(doc, text.Mentions[a.Mention].Span)
			}
			out.Args = append(out.Args, arg)
		}
		all[i].Proposition = out
	}
}
