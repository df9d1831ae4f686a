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

// TestHeadingsSpeakNot: a heading with a colon, in the table of contents and again where
// it stands, begins no interview.
func TestHeadingsSpeakNot(t *testing.T) {
	text := "Contents\n\n1. The Dam: Its Age and Its Makers\n\n2. The Dam: Its Keepers\n\n3. The Sea: Its Depth\n\n" +
		"1. The Dam: Its Age and Its Makers\n\nThe dam was old.\n\n2. The Dam: Its Keepers\n\nThe dam was kept by four men.\n\n3. The Sea: Its Depth\n\nThe sea was deep."
	s := open(t)
	read(t, s, 1, []stemma.Item{{Path: "a.txt", Data: []byte(text)}})
	author := 0
	for x, err := range s.Statements(t.Context(), stemma.StatementFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if author++; x.Attributed() {
			t.Errorf("%s says: %s", x.Voice().Source.In(text), stemma.WordsAt(text, x.Content...))
		}
	}
	if author < 3 {
		t.Errorf("%d statements, want those of three paragraphs at the least", author)
	}
}
