package ask_test

import (
	"slices"
	"testing"

	"github.com/stemma/stemma/nlp/en"
)

// TestAmount: how much something is has its currency or unit, and is not how many.
func TestAmount(t *testing.T) {
	view := caseFrom(t, map[string]string{
		"port.txt": `LINSK, 4 May 2019

The ferry company paid 300 crowns for the bell. The guild owes $2.5 million to the port. The two clerks paid for the rope.
`,
	})
	reader, err := en.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		question string
		answers  []string // none where it is refused
	}{
		{"How much did the ferry company pay for the bell?", []string{"300 crowns"}},
		{"How much does the guild owe?", []string{"$2.5 million"}},
		{"How much did the clerks pay for the rope?", nil},
	} {
		got := values(t, view, reader, test.question)
		if !slices.Equal(got, test.answers) {
			t.Errorf("%s is answered by %q, not %q", test.question, got, test.answers)
		}
	}
}
