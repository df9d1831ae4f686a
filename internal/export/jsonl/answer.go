package jsonl

import "github.com/stemma/stemma"

// An Answer is what `stemma ask --json` prints: what the documents say to a
// question, in their exact words.
type Answer struct {
	Question string          `json:"question"`
	Kind     stemma.Question `json:"kind"`
	Sides    []AnswerSide    `json:"sides"`   // those of the first claim first
	Refused  *Refused        `json:"refused"` // null where there is an answer
}

// An AnswerSide is one answer with the statements that give it.
type AnswerSide struct {
	Claim     *stemma.ID      `json:"claim"` // null where no claim of the case asks this
	Value     *string         `json:"value"`
	Stance    *stemma.Stance  `json:"stance"`
	Hedged    bool            `json:"hedged"`
	Witnesses []AnswerWitness `json:"witnesses"`
}

// An AnswerWitness is a witness with its statements in full.
type AnswerWitness struct {
	Origin      Statement   `json:"origin"`
	Descendants []Statement `json:"descendants"`
	Why         string      `json:"why"`
}

// Refused says why nothing answers, and which statements come nearest.
type Refused struct {
	Why     string      `json:"why"`
	Missing []string    `json:"missing"` // words of the question that no statement has
	Near    []Statement `json:"near"`
}

// NewAnswer returns the record of an answer of hearings, each by its first
// assessment. Statements that are gone are left out.
func NewAnswer(question string, kind stemma.Question, hearings []*stemma.Hearing) (Answer, error) {
	r := Answer{Question: question, Kind: kind, Sides: []AnswerSide{}}
	for _, h := range hearings {
		first := h.First()
		if first == nil {
			continue
		}
		for _, s := range first.Sides {
			side := AnswerSide{Claim: known(h.Claim.ID), Value: known(s.Value), Stance: known(s.Stance), Hedged: s.Hedged, Witnesses: []AnswerWitness{}}
			for _, w := range s.Witnesses {
				said, err := statements(h, append([]stemma.ID{w.Origin}, w.Descendants...))
				if err != nil {
					return r, err
				}
				if len(said) > 0 {
					side.Witnesses = append(side.Witnesses, AnswerWitness{said[0], said[1:], w.Why})
				}
			}
			r.Sides = append(r.Sides, side)
		}
	}
	return r, nil
}

// Refuse makes of an answer one that nothing answers.
func (r *Answer) Refuse(why string, missing []string, near []*stemma.Testimony) error {
	r.Refused = &Refused{Why: why, Missing: append([]string{}, missing...), Near: []Statement{}}
	for _, t := range near {
		s, err := NewStatement(t.Doc, t.Statement)
		if err != nil {
			return err
		}
		r.Refused.Near = append(r.Refused.Near, s)
	}
	return nil
}

func statements(h *stemma.Hearing, ids []stemma.ID) ([]Statement, error) {
	out := []Statement{}
	for _, id := range ids {
		t := h.Of(id)
		if t == nil {
			continue
		}
		s, err := NewStatement(t.Doc, t.Statement)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}
