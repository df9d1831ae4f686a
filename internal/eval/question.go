package eval

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/ask"
	"github.com/stemma/stemma/nlp/en"
)

// measureQuestions measures testdata/questions.jsonl, whatever the data folder
// is; stemma-eval runs at the root of the repository.
func measureQuestions(string) ([]Score, error) {
	q, err := Questions(context.Background(), filepath.Join("testdata", "dossier"), filepath.Join("testdata", "questions.jsonl"))
	if err != nil {
		return nil, err
	}
	var all []Score
	for _, name := range []string{"number", "date", "place", "identity", "status", "whether", "wording"} {
		s := q.Answered[name]
		all = append(all, Score{"answered." + name, percent(s[0], s[1]), 100})
	}
	return append(all, Score{"refused", percent(q.Refused[0], q.Refused[1]), 100}, Score{"held.answered", percent(q.Held[0], q.Held[1]), 0},
		Score{"held.refused", percent(q.HeldRefused[0], q.HeldRefused[1]), 0}, Score{"shown-right", percent(q.Shown[0], q.Shown[1]), 0}), nil
}

// QuestionScores counts how many questions of how many were answered, or
// refused, rightly.
type QuestionScores struct {
	Answered    map[string][2]int // by kind
	Refused     [2]int            // of those that the documents do not answer
	Held        [2]int            // answered, of those that nobody looked at while the rules were made
	HeldRefused [2]int
	Shown       [2]int   // answers whose first quotation answers
	Wrong       []string // for who works on it
}

// A goldQuestion is a question about the invented dossier. Sides are the answers
// that must be shown: of each at least one statement with words of its list.
type goldQuestion struct {
	Question string
	Kind     string
	Sides    [][]string
	Refused  bool
	Held     bool
}

// Questions asks the questions of a file about the documents in folder. An answer
// is right if it is of the right kind, shows every side, and begins with a
// statement that answers.
func Questions(ctx context.Context, folder, file string) (*QuestionScores, error) {
	questions, err := goldRows[goldQuestion](file)
	if err != nil {
		return nil, err
	}
	view, done, err := readDossier(ctx, folder)
	if err != nil {
		return nil, err
	}
	defer done()
	reader, err := en.New()
	if err != nil {
		return nil, err
	}
	q := &QuestionScores{Answered: map[string][2]int{}}
	count := func(c [2]int, right bool) [2]int {
		if right {
			c[0]++
		}
		c[1]++
		return c
	}
	for _, g := range questions {
		a, err := ask.For(ctx, view, reader, g.Question)
		if e, ok := errors.AsType[*stemma.Error](err); ok && e.Kind == stemma.Invalid {
			a, err = &ask.Answer{Question: &ask.Question{}, Refusal: &ask.Refusal{Why: e.Error()}}, nil
		}
		if err != nil {
			return nil, err
		}
		right, why := g.right(a)
		if !right {
			q.Wrong = append(q.Wrong, fmt.Sprintf("%s: %s", g.Question, why))
		}
		switch {
		case g.Held && g.Refused:
			q.HeldRefused = count(q.HeldRefused, right)
		case g.Held:
			q.Held = count(q.Held, right)
		case g.Refused:
			q.Refused = count(q.Refused, right)
		default:
			q.Answered[g.Kind] = count(q.Answered[g.Kind], right)
		}
		if a.Refusal == nil {
			q.Shown = count(q.Shown, !g.Refused && g.answers(first(a)))
		}
	}
	return q, nil
}

// right reports whether the answer is, and what is wrong with it.
func (g *goldQuestion) right(a *ask.Answer) (bool, string) {
	switch {
	case g.Refused && a.Refusal != nil:
		return true, ""
	case g.Refused:
		return false, "answered: " + words(first(a))
	case a.Refusal != nil:
		return false, "refused: " + a.Refusal.Why
	case string(a.Question.Kind) != g.Kind:
		return false, "taken to ask " + string(a.Question.Kind)
	case !g.answers(first(a)):
		return false, "begins with: " + words(first(a))
	}
	for _, side := range g.Sides {
		if !slices.ContainsFunc(a.Hearings, func(h *stemma.Hearing) bool {
			return slices.ContainsFunc(h.Testimonies, func(t *stemma.Testimony) bool { return says(t, side) })
		}) {
			return false, "no one says: " + side[0]
		}
	}
	return true, ""
}

// answers reports whether a statement is of any side.
func (g *goldQuestion) answers(t *stemma.Testimony) bool {
	return t != nil && slices.ContainsFunc(g.Sides, func(side []string) bool { return says(t, side) })
}

// first is the statement that an answer begins with: that of the first witness
// of the first side.
func first(a *ask.Answer) *stemma.Testimony {
	h := a.Hearings[0]
	if f := h.First(); f != nil && len(f.Sides) > 0 && len(f.Sides[0].Witnesses) > 0 {
		return h.Of(f.Sides[0].Witnesses[0].Origin)
	}
	return h.Testimonies[0]
}

// says reports whether a statement has any of the words, or stands within them:
// white space and the shape of marks aside.
func says(t *stemma.Testimony, any []string) bool {
	said := words(t)
	return slices.ContainsFunc(any, func(w string) bool {
		return strings.Contains(said, plain(w)) || strings.Contains(plain(w), said) && len(said) > 8
	})
}

func words(t *stemma.Testimony) string {
	var parts []string
	for _, s := range t.Statement.Content {
		parts = append(parts, s.In(t.Doc.Text))
	}
	return plain(strings.Join(parts, " "))
}

func plain(s string) string {
	return strings.NewReplacer("“", "", "”", "", "\"", "", "’", "'", "‘", "'", "\u00a0", " ").Replace(strings.Join(strings.Fields(s), " "))
}
