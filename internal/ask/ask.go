// Package ask answers a question by quotation: it finds what the documents of
// a case say to it, on whose word, and where they differ. It writes no sentence
// of its own, decides nothing and needs no language model.
//
// What it answers are questions of the kinds of [stemma.Question]: who, when,
// where, how many, whether, in what state, in what words, and why and how as far as
// the clause that tells of a thing says so. What it does not: anything that takes two
// statements to know, and what no document says. Then it refuses, says what it looked for and what of that it did not
// find, and names what stands nearest.
//
// The rule is strict, because a wrong answer costs more than none. A statement
// answers if
//
//  1. it speaks of everybody and everything that the question names, by any of
//     their names, or by a pronoun that leads to them;
//  2. it speaks of what is asked to have happened: the predicate of the question,
//     in any form, or a word of the same meaning; or, where it is asked in what
//     state somebody is, of the opposite, and then its answer says of what;
//  3. it has at least half of the other words of the question, all of them where
//     yes or no is asked for, and no statement has more of them;
//  4. it has an answer of the kind that is asked for: a number of what is
//     counted, a date, a place, a name, a reason;
//  5. those whom the question names have the part in what is told that they have in the
//     question, as the tree of its clause shows: whoever extradites is not extradited; and
//     a time, a place or a number is told of that, and not of another thing in the sentence;
//  6. what another says right behind a question of the texts needs, of the names and
//     words of rules 1 to 3, only those that it and that question have together. It
//     answers if it has what rule 4 wants or, where yes or no is asked for, begins with either.
//
// A statement that answers and is a member of a claim of that kind brings the
// whole claim, so that the other side is heard even where its words are others.
package ask

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// A Reader reads the language of a question; a *nlp.Pipeline is one.
type Reader interface{ Annotate(doc *nlp.Doc) }

// A Question is what was asked, as far as it was understood.
type Question struct {
	Text  string
	Kind  stemma.Question
	Names []Name // whom and what it names
	Words []Word // what else a statement has to speak of, the predicate first
	// Counts is what a number is asked of: a lemma, "people"; with Measure it is
	// what is measured, "high".
	Counts  string
	Measure bool
	// Amount says that it is asked how much, and of nothing that is counted: money, a weight.
	Amount bool
	// Speaker says that the first name is whose words are asked for.
	Speaker bool
	// Subject says that it is asked who did it, and not to whom.
	Subject bool
	// Opposite is what is looked for too where it is asked in what state somebody is: who is
	// said to be free is said not to be held. Nil where the state has none.
	Opposite *Word

	lemma    string             // of the predicate
	verb     bool               // whether that is a verb
	had      bool               // it asks whether, or by whom, something is had
	person   bool               // it asks who, and not what
	manner   bool               // of a reason: it asks how, and not why
	role     string             // what part in the deed whoever is asked for has, "" where that is not known
	titled   bool               // it asks who is the head, or the owner, of something
	turned   string             // the state, where it is the opposite of the one that is asked for
	answered map[stemma.ID]bool // what answers by the state itself then
}

// age reports whether it is asked how old somebody is.
func (q *Question) age() bool { return q.Measure && q.Counts == "old" }

// A Name is a name in the question with the entities that it may mean. Where no
// entity has it, it is looked for as a phrase.
type Name struct {
	nlp.Span
	Words    string
	Entities []*stemma.Entity
	Found    int // statements that speak of it

	role string // what part it has in what is asked, "" where that is not known
}

// A Word is a word of the question that a statement has to have.
type Word struct {
	nlp.Span
	Words string   // as it stands in the question
	Forms []string // what is looked for: its forms, and words of the same meaning
	Own   int      // how many of these, the first, are forms of the word itself
	Time  bool     // a time expression
	Found int      // statements that have any of the forms

	role string // what part it has in what is asked, "" where that is not known
}

// String is how the name was understood.
func (n Name) String() string {
	switch len(n.Entities) {
	case 0:
		return "“" + n.Words + "”, which nobody in the case is called, as words"
	case 1:
		if e := n.Entities[0]; !strings.EqualFold(e.Name, n.Words) {
			return n.Words + ", that is " + e.Name
		}
		return n.Words
	}
	var all []string
	for _, e := range n.Entities {
		all = append(all, e.Name)
	}
	return n.Words + ", that may be " + strings.Join(all, " or ")
}

// String is the word with those of the same meaning that are looked for.
func (w Word) String() string {
	if len(w.Forms) > w.Own {
		return "“" + w.Words + "” (or " + strings.Join(w.Forms[w.Own:], ", ") + ")"
	}
	return "“" + w.Words + "”"
}

// Relation says in a sentence how the answers of a hearing stand to one another,
// "" where there are not two.
func Relation(h *stemma.Hearing) string {
	first := h.First()
	if first == nil {
		return ""
	}
	n := 0
	for _, s := range first.Sides {
		if answers(s) {
			n++
		}
	}
	switch {
	case n < 2, h.Claim.ID == "" && len(taken(h)) < 2:
		return ""
	case h.Claim.ID == "":
		return "The documents give more than one answer. Whether these conflict is for you to see."
	case first.Disagreement == stemma.NoDisagreement:
		return "The documents are not of one mind, and nothing shows that they conflict."
	case !first.Disagreement.Conflict():
		return first.Sentence()
	}
	return "Disputed: " + first.Disagreement.Explain()
}

// taken are the answers of a hearing for which somebody takes a side, in words that are alike where they are.
func taken(h *stemma.Hearing) map[string]bool {
	m := map[string]bool{}
	if first := h.First(); first != nil {
		for _, s := range first.Sides {
			if s.Stance.Takes() {
				m[fmt.Sprint(strings.ToLower(s.Value), s.Stance == stemma.Denies)] = true
			}
		}
	}
	return m
}

// Relation says in a sentence that the answers stand in several hearings and are not alike, "" where they
// are: who reads the first alone is not to think that nobody says otherwise.
func (a *Answer) Relation() string {
	for _, h := range a.Hearings {
		if !maps.Equal(taken(h), taken(a.Hearings[0])) {
			return fmt.Sprintf("The answers stand under %d headings and are not all alike: read to the last.", len(a.Hearings))
		}
	}
	return ""
}

// An Answer is what the documents say to a question.
type Answer struct {
	Question *Question
	// Hearings are the claims that answer, those whose answers conflict first, then
	// that with most of the statements found. A claim without an ID is none of the
	// case: statements that answer and that no claim of this kind has, put together
	// by their answers.
	Hearings []*stemma.Hearing
	// Found are the statements that answer by their own words.
	Found map[stemma.ID]bool
	// Refusal is why there is no answer, nil if there is one.
	Refusal *Refusal
}

// A Refusal says why the documents do not answer.
type Refusal struct {
	Why     string              // a sentence
	Missing []string            // words of the question that no statement has
	Near    []*stemma.Testimony // statements that come nearest
}

// Sentence is why nothing answers, as a sentence.
func (r *Refusal) Sentence() string { return strings.ToUpper(r.Why[:1]) + r.Why[1:] + "." }

// For answers a question in words about the case. An Invalid error says that
// the question was not understood, and what would be.
func For(ctx context.Context, view stemma.View, reader Reader, text string) (*Answer, error) {
	q, err := Read(ctx, view, reader, text)
	if err != nil {
		return nil, err
	}
	view = stemma.Remember(view)
	log, err := stemma.Log(ctx, view)
	if err != nil {
		return nil, err
	}
	trees, err := en.Trees()
	if err != nil {
		return nil, err
	}
	gauge, err := en.Factuality()
	if err != nil {
		return nil, err
	}
	s := &search{view: view, trees: trees, gauge: gauge, docs: map[stemma.ID]*document{}, called: map[stemma.ID]string{}, taken: map[stemma.ID]stemma.ID{}, standing: stemma.Standing(log)}
	a, err := s.answerTo(ctx, q)
	if err != nil {
		return nil, err
	}
	if q.Opposite != nil {
		other := *q
		other.Words, other.Opposite, other.turned = slices.Clone(q.Words), nil, q.Opposite.Words
		other.answered = a.Found
		other.Words[0] = *q.Opposite
		other.Names = slices.Clone(q.Names)
		for i := range other.Names {
			other.Names[i].role = "" // whoever is held is not who is freed by somebody
		}
		b, err := s.answerTo(ctx, &other)
		if err != nil {
			return nil, err
		}
		a.with(b)
	}
	return a, nil
}

// answerTo looks for what answers one question; what was read for another serves it too.
func (s *search) answerTo(ctx context.Context, q *Question) (*Answer, error) {
	s.q, s.found = q, nil
	if err := s.gather(ctx); err != nil {
		return nil, fmt.Errorf("look for what answers %q: %w", q.Text, err)
	}
	return s.answer(ctx)
}

// with takes in what answers by the opposite of the state that is asked for. What conflicts
// comes first, and what only leaves it open last.
func (a *Answer) with(b *Answer) {
	if b.Refusal != nil {
		return
	}
	a.Refusal = nil
	for _, h := range b.Hearings {
		if h.Claim.ID == "" || !slices.ContainsFunc(a.Hearings, func(x *stemma.Hearing) bool { return x.Claim.ID == h.Claim.ID }) {
			a.Hearings = append(a.Hearings, h)
		}
	}
	for id := range b.Found {
		a.Found[id] = true
	}
	slices.SortStableFunc(a.Hearings, func(x, y *stemma.Hearing) int {
		return cmp.Or(before(disputed(x), disputed(y)), before(!open(x), !open(y)))
	})
}
