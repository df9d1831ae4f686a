package ask

import (
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// TestOpening: a reply is a yes or a no by its first sentence, and by no word of assurance
// that goes with a no.
func TestOpening(t *testing.T) {
	for text, want := range map[string]stemma.Stance{
		"Yes":                          stemma.Affirms,
		"Yes, I saw them. Nobody hid.": stemma.Affirms,
		"Certainly":                    stemma.Affirms,
		"“Absolutely”, every night":    stemma.Affirms,
		"Indeed, they did.":            stemma.Affirms,
		"No. They slept.":              stemma.Denies,
		"Never.":                       stemma.Denies,
		"No, no doubt they slept":      stemma.Denies,
		"Certainly not. They slept.":   stemma.NoStance,
		"Absolutely not":               stemma.NoStance,
		"Indeed not, nobody did":       stemma.NoStance,
		"Certainly, not one of them":   stemma.NoStance,
		"Yes and no":                   stemma.NoStance,
		"Certainly we asked":           stemma.NoStance,
		"No doubt. I saw them.":        stemma.NoStance,
		"No question about it":         stemma.NoStance,
		"Never mind":                   stemma.NoStance,
		"No question of that":          stemma.Denies,
		"They slept":                   stemma.NoStance,
	} {
		c := &candidate{Statement: &stemma.Statement{Content: []nlp.Span{{End: len(text)}}}, doc: &document{Document: &stemma.Document{Text: text}}}
		if got := opening(c); got != want {
			t.Errorf("%q is a reply that %q, not %q", text, got, want)
		}
	}
}

// TestInverts: a case is opened by an auxiliary that begins a sentence, or stands behind a
// conjunction and before its subject.
func TestInverts(t *testing.T) {
	for _, test := range []struct {
		clause, after string
		first, want   bool
	}{
		{"Had the tanners ", "flooded the yard, they would have fled", true, true},
		{" had already been ", "taken ashore, and his crew slept", false, false},
		{" were later ", "shot by the ferrymen, and their herd was sold", false, false},
		{"had they ", "seen it, and they slept", true, false}, // the second half of a quotation
		{"that had the bakers ", "sunk the barge, the reeve would have known", true, true},
		{" and had Orel ", "sunk the barge, the reeve would have known", false, true},
		{" and had the bakers ", "punished, and slept", false, false},
		{" and had already ", "sunk the barge, and would leave", false, false},
		{"Had the tanners ", "flooded the yard, or the mill?", true, false},
		{"Had three ", "yards flooded, and a mill", true, false},
	} {
		if got := inverts(test.clause, test.first, test.after); got != test.want {
			t.Errorf("%q before %q is a case: %v", test.clause, test.after, got)
		}
	}
}
