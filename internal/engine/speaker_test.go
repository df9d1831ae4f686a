package engine_test

import (
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// TestSpeakerIsNotWhoIsSpokenOf holds that one whom a text brings in as a speaker is not the
// person named in what he says, however near the two stand.
func TestSpeakerIsNotWhoIsSpokenOf(t *testing.T) {
	for text, source := range map[string]string{
		"Investigators suspect Salim Orel, a prosecutor told reporters. The court was closed.": "a prosecutor",
		"The police of Tarn want to question Henrik Vell, a priest said on Monday.":            "a priest",
		"Henrik Vell was at home on the night of the fire, his wife said.":                     "his wife",
	} {
		s := open(t)
		read(t, s, 1, []stemma.Item{{Path: "a.txt", Data: []byte(text)}})
		found := false
		for x, err := range s.Statements(t.Context(), stemma.StatementFilter{}) {
			if err != nil {
				t.Fatal(err)
			}
			for _, link := range x.Chain {
				if link.Source.In(text) != source {
					continue
				}
				found = true
				e, err := s.Entity(t.Context(), link.SourceEntity)
				if err != nil {
					t.Fatal(err)
				}
				if e.Named {
					t.Errorf("%s: %s is %s", text, source, e.Name)
				}
			}
		}
		if !found {
			t.Errorf("%s: nothing on the word of %s", text, strings.TrimSpace(source))
		}
	}
}
