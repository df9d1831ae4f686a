package ask

import (
	"testing"

	"github.com/stemma/stemma"
)

// TestUntold: a refusal says of every kind of question what it is that no document says.
func TestUntold(t *testing.T) {
	for _, kind := range append([]stemma.Question{stemma.AskReason}, stemma.QuestionKinds...) {
		if q := (&Question{Kind: kind}); q.untold() == "" {
			t.Errorf("a refusal of a question for %s gives no reason", kind)
		}
	}
}
