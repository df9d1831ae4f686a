package jsonl

import (
	"context"
	"fmt"

	"github.com/stemma/stemma"
)

// A Claim is a line of claims.jsonl: statements that answer one question.
type Claim struct {
	ID        stemma.ID       `json:"id"`
	Gist      string          `json:"gist"`
	Question  stemma.Question `json:"question"`
	GistOf    *stemma.ID      `json:"gist_of"`    // the statement whose words the gist is made of
	GistSpans []Span          `json:"gist_spans"` // of its document
	Entities  []stemma.ID     `json:"entities"`
	Members   []Member        `json:"members"`
	Run       *stemma.ID      `json:"run"`
}

// A Member is what one statement answers.
type Member struct {
	Statement   stemma.ID      `json:"statement"`
	Stance      *stemma.Stance `json:"stance"`
	Value       *string        `json:"value"`
	ShownBy     []Span         `json:"shown_by"` // of the statement's document
	Happened    *string        `json:"happened"`
	Place       *stemma.ID     `json:"place"`
	TakenBackBy stemma.ID      `json:"taken_back_by,omitempty"`
	Why         string         `json:"why"`
}

// An Assessment is a line of assessments.jsonl: how the answers to the question
// of a claim stand to one another, and who stands behind each.
type Assessment struct {
	Claim        stemma.ID           `json:"claim"`
	Disagreement stemma.Disagreement `json:"disagreement"`
	Explanation  string              `json:"explanation"`
	Reason       *string             `json:"reason"`   // the explanation without its quotations
	Between      []stemma.ID         `json:"between"`  // the statements that it quotes; none or two
	Sureness     int                 `json:"sureness"` // less than 0: it may be of two things
	Grounds      *string             `json:"grounds"`
	Sides        []Side              `json:"sides"`
	Run          *stemma.ID          `json:"run"`
}

// A Side is one answer with those who stand behind it.
type Side struct {
	Value     *string        `json:"value"`
	Stance    *stemma.Stance `json:"stance"`
	Hedged    bool           `json:"hedged"`
	Witnesses []Witness      `json:"witnesses"`
}

// A Witness is one origin with all that repeat it.
type Witness struct {
	Origin      stemma.ID       `json:"origin"`
	Root        *stemma.ID      `json:"root"`
	Descendants []stemma.ID     `json:"descendants"`
	Why         string          `json:"why"`
	Interested  bool            `json:"interested"`
	Support     *stemma.Support `json:"support"`
}

// Words gives a span of the text in which a statement stands its words. No
// span is outside the text but in a damaged case.
type Words func(statement stemma.ID, span stemma.Span) (Span, error)

// WordsOf are those of the documents of a view. Each call looks its document
// up: for a claim or two, not for all.
func WordsOf(ctx context.Context, view stemma.View) Words {
	return func(statement stemma.ID, span stemma.Span) (Span, error) {
		s, err := view.Statement(ctx, statement)
		if err != nil {
			return Span{}, err
		}
		d, err := view.Document(ctx, s.Doc)
		if err != nil {
			return Span{}, err
		}
		q := quoter{text: d.Text}
		return q.span(span), q.fail("quote statement %s of %s", statement, d.Path)
	}
}

// NewClaim returns the record of c.
func NewClaim(c *stemma.Claim, words Words) (Claim, error) {
	quote := func(statement stemma.ID, spans []stemma.Span) ([]Span, error) {
		out := make([]Span, len(spans))
		for i, s := range spans {
			var err error
			if out[i], err = words(statement, s); err != nil {
				return nil, fmt.Errorf("quote the claim %s: %w", c.ID, err)
			}
		}
		return out, nil
	}
	r := Claim{
		ID: c.ID, Gist: c.Gist, Question: c.Question, GistOf: known(c.GistOf),
		Entities: append([]stemma.ID{}, c.Entities...), Members: make([]Member, len(c.Members)), Run: known(c.Run),
	}
	var err error
	if r.GistSpans, err = quote(c.GistOf, c.GistSpans); err != nil {
		return r, err
	}
	for i, m := range c.Members {
		r.Members[i] = Member{
			Statement: m.Statement, Stance: known(m.Stance), Value: known(m.Value),
			Happened: known(m.Happened), Place: known(m.Place), TakenBackBy: m.TakenBackBy, Why: m.Why,
		}
		if r.Members[i].ShownBy, err = quote(m.Statement, m.ShownBy); err != nil {
			return r, err
		}
	}
	return r, nil
}

// NewAssessment returns the record of a.
func NewAssessment(a *stemma.Assessment) Assessment {
	r := Assessment{
		Claim: a.Claim, Disagreement: a.Disagreement, Explanation: a.Explanation, Reason: known(a.Reason),
		Between: []stemma.ID{}, Sureness: a.Sureness, Grounds: known(a.Grounds), Sides: make([]Side, len(a.Sides)), Run: known(a.Run),
	}
	if a.Between[0] != "" {
		r.Between = a.Between[:]
	}
	for i, s := range a.Sides {
		side := Side{Value: known(s.Value), Stance: known(s.Stance), Hedged: s.Hedged, Witnesses: make([]Witness, len(s.Witnesses))}
		for j, w := range s.Witnesses {
			side.Witnesses[j] = Witness{
				Origin: w.Origin, Root: known(w.Root), Descendants: append([]stemma.ID{}, w.Descendants...),
				Why: w.Why, Interested: w.Interested, Support: known(w.Support),
			}
		}
		r.Sides[i] = side
	}
	return r
}

// quotes are the words that claims point to, gathered while the statements of
// documents are gone through, so that each text is looked at once.
type quotes map[stemma.ID]map[stemma.Span]Span

// want notes what is to be gathered for a claim.
func (w quotes) want(c *stemma.Claim) {
	add := func(statement stemma.ID, spans []stemma.Span) {
		for _, s := range spans {
			if w[statement] == nil {
				w[statement] = map[stemma.Span]Span{}
			}
			w[statement][s] = Span{}
		}
	}
	add(c.GistOf, c.GistSpans)
	for _, m := range c.Members {
		add(m.Statement, m.ShownBy)
	}
}

// gather takes the words of a statement of d.
func (w quotes) gather(d *stemma.Document, s *stemma.Statement) error {
	q := quoter{text: d.Text}
	for span := range w[s.ID] {
		w[s.ID][span] = q.span(span)
	}
	return q.fail("quote statement %s of %s for its claims", s.ID, d.Path)
}

func (w quotes) words(statement stemma.ID, span stemma.Span) (Span, error) {
	return w[statement][span], nil
}

// claimsOf are the claims of a view in order of id, and what is to be quoted.
func claimsOf(ctx context.Context, view stemma.View) (claims []*stemma.Claim, wanted quotes, err error) {
	if claims, err = stemma.ClaimsByID(ctx, view); err != nil {
		return nil, nil, err
	}
	wanted = quotes{}
	for _, c := range claims {
		wanted.want(c)
	}
	return claims, wanted, nil
}

// writeClaims writes claims, and their assessments in order of the claims.
func writeClaims(ctx context.Context, view stemma.View, to map[string]*Encoder, claims []*stemma.Claim, words Words) error {
	for _, c := range claims {
		record, err := NewClaim(c, words)
		if err != nil {
			return err
		}
		if err := to["claims"].Encode(record); err != nil {
			return err
		}
	}
	assessments, err := stemma.AssessmentsByClaim(ctx, view)
	if err != nil {
		return err
	}
	for _, a := range assessments {
		if err := to["assessments"].Encode(NewAssessment(a)); err != nil {
			return err
		}
	}
	return nil
}
