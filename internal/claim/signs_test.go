package claim

import (
	"slices"
	"testing"

	"github.com/stemma/stemma"
)

// TestSigns sees that the letters that are looked for first are in all that the
// expressions find.
func TestSigns(t *testing.T) {
	for _, words := range []string{
		"No documents were shown that support this claim.", "There is NO PROOF of it", "no one saw it", "No-one has heard that", "Nobody who heard it", "no witneſs confirmed this",
		"This could not be independently verified", "the figures have not been checked", "it has not been proven", "they did not give any examples", "She does not offer details",
		"these are lies", "a Falsehood", "FAKE NEWS", "false from beginning to end", "pure nonſense", "a slander", "a baseless story", "an untrue story", "groundless", "unfounded fabrications",
	} {
		s := &stemma.Statement{Content: []stemma.Span{{Begin: 0, End: len(words)}}, Chain: []stemma.Attribution{{}, {}}}
		how, _ := replies(s, words)
		if unprovenWords.MatchString(words) && how != unproven || !unprovenWords.MatchString(words) && sweepingNames.MatchString(words) && how != sweeping {
			t.Errorf("%q: %d", words, how)
		}
		if !unprovenWords.MatchString(words) && !sweepingNames.MatchString(words) {
			t.Errorf("%q: the expressions find nothing", words)
		}
	}
	const text = "They differ.\nBoth cannot be right.\n\nVaro counts DIFFERENTLY, at odds with them; it is disputed.\nA diſcrepancy, contradictory and conflicting: he disagrees, cannot both hold"
	var want []int
	for _, m := range againstEachOther.FindAllStringIndex(text, -1) {
		want = append(want, m[0])
	}
	if got := setAgainstAt(text); !slices.Equal(got, want) || len(got) < 9 {
		t.Errorf("got %v, want %v", got, want)
	}
}
