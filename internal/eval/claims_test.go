package eval

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/claim"
	"github.com/stemma/stemma/internal/weigh"
)

var claimTexts = []namedText{
	{"a.txt", "BRESTAN, 4 May - A bomb exploded at the market of Brestan on Tuesday and killed seven people, the police said. Colonel Ana Vell said that 31 people were wounded.\n\nOrel Tash was not arrested, the police said.\n"},
	{"b.txt", "BRESTAN, 4 May - Nine people were killed when a bomb exploded at the market of Brestan on Tuesday, the hospital said. It said that 31 people were wounded.\n\nOrel Tash was arrested on Wednesday, according to his lawyer.\n"},
	{"c.txt", "The bomb at the market of Brestan killed at least seven people, officials said. The market was closed after the explosion.\n"},
	{"d.txt", "The ferry to Sund was late again. Two drivers were fined, a clerk of the harbour said. The harbour is to be closed in June.\n"},
}

// grouped is all that comes of the texts in one order.
func grouped(t *testing.T, readings []*stemma.Reading) (string, []*stemma.Claim, []*stemma.Assessment) {
	t.Helper()
	c, w := claim.New(nil), weigh.New(stemma.NewForest(nil, nil), nil)
	for _, r := range readings {
		note, err := claim.ReadNote(r.Tellings)
		if err != nil {
			t.Fatal(err)
		}
		c.Add(claim.Document{Document: r.Document, Mentions: r.Mentions, Times: r.Times, Statements: r.Statements, Note: note})
		w.Add(r.Document, r.Mentions, r.Statements)
	}
	claims, assessments, err := c.Group(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if assessments, err = w.Weigh(t.Context(), claims, assessments); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal([]any{claims, assessments})
	if err != nil {
		t.Fatal(err)
	}
	return string(out), claims, assessments
}

// TestClaimsInAnyOrder holds that the order in which documents come changes nothing.
func TestClaimsInAnyOrder(t *testing.T) {
	readings, err := readPlain(context.Background(), claimTexts)
	if err != nil {
		t.Fatal(err)
	}
	if err := identified(readings); err != nil {
		t.Fatal(err)
	}
	want, claims, assessments := grouped(t, readings)
	if len(claims) == 0 {
		t.Fatal("there are no claims")
	}
	conflicts := 0
	for _, a := range assessments {
		if a.Disagreement.Conflict() {
			conflicts++
			t.Log(a.Disagreement, a.Explanation)
		}
	}
	if conflicts == 0 {
		t.Error("there are no conflicts")
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		r.Shuffle(len(readings), func(i, j int) { readings[i], readings[j] = readings[j], readings[i] })
		if got, _, _ := grouped(t, readings); got != want {
			t.Fatalf("in another order:\n%s\nwant:\n%s", got, want)
		}
	}
}
