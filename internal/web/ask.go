package web

import (
	"context"
	"net/http"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/ask"
)

// A reply is one hearing of an answer, as the page shows it.
type reply struct {
	dispute
	Relation string // how its answers stand to one another
}

type askPage struct {
	Words string // the question as it was put
	// Unclear is why the question was not understood, with the way out.
	Unclear, Hint string
	Answer        *ask.Answer
	Replies       []reply
	Near          []*told // what comes nearest where nothing answers
	Able          bool    // somebody can answer
}

// ask answers a question by quotations alone.
func (s *server) ask(w http.ResponseWriter, r *http.Request) error {
	v := askPage{Words: strings.TrimSpace(r.FormValue("q")), Able: s.opts.Ask != nil}
	if v.Words != "" && v.Able {
		if err := s.answer(r.Context(), &v); err != nil {
			return err
		}
	}
	return s.render(w, r, "ask", "Ask", v)
}

func (s *server) answer(ctx context.Context, v *askPage) (err error) {
	v.Answer, err = s.opts.Ask(ctx, s.view, v.Words)
	if stemma.KindOf(err) == stemma.Invalid {
		v.Unclear, v.Hint = err.Error(), stemma.HintOf(err)
		return nil
	}
	if err != nil {
		return err
	}
	t, err := s.teller(ctx)
	if err != nil {
		return err
	}
	if refused := v.Answer.Refusal; refused != nil {
		for _, x := range refused.Near {
			v.Near = append(v.Near, t.tell(x))
		}
		return nil
	}
	for _, h := range v.Answer.Hearings {
		first := h.First()
		if first == nil {
			continue
		}
		cut := &claimCut{Hearing: h, answer: true}
		d := dispute{Assessment: first, Claim: h.Claim, Address: claimAddress(h.Claim.ID)}
		cut.begin(&d, 0, len(first.Sides))
		if err := t.heard(ctx, h, d.Sides); err != nil {
			return err
		}
		v.Replies = append(v.Replies, reply{d, ask.Relation(h)})
	}
	return nil
}
