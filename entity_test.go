package stemma

import (
	"strings"
	"testing"
)

// TestParted holds which names go with one that is somebody else.
func TestParted(t *testing.T) {
	tie := func(with string, score float64) Evidence { return Evidence{Kind: Spelling, With: with, Score: score} }
	e := &Entity{Name: "Ana Orel", Aliases: []Alias{
		{Name: "Ana Orel"},
		{Name: "Orel", Evidence: []Evidence{tie("Ana Orel", 0.9), tie("A. Orell", 0.6)}},
		{Name: "A. Orell", Evidence: []Evidence{tie("Orel", 0.6), tie("Orell", 0.9)}},
		{Name: "Orell", Evidence: []Evidence{tie("A. Orell", 0.9), tie("Ana Orel", 0.5), tie("who is no alias", 1)}},
		{Name: "the Eagle", Evidence: []Evidence{{Kind: Decided, With: "Orell", Score: 1}, tie("Ana Orel", 0.95)}},
		{Name: "unexplained"},
	}}
	for name, want := range map[string]string{
		"A. Orell":    "Ana Orel, Orel, Orell, the Eagle, unexplained | A. Orell",
		"Orell":       "Ana Orel, Orel, unexplained | A. Orell, Orell, the Eagle",
		"Orel":        "Ana Orel, A. Orell, Orell, the Eagle, unexplained | Orel",
		"the Eagle":   "Ana Orel, Orel, unexplained | A. Orell, Orell, the Eagle",
		"unexplained": "Ana Orel, Orel, A. Orell, Orell, the Eagle | unexplained",
		"Ana Orel":    "Ana Orel, Orel, A. Orell, Orell, the Eagle, unexplained | ",
		"Brandt":      "Ana Orel, Orel, A. Orell, Orell, the Eagle, unexplained | ",
	} {
		var got []string
		stays, goes := e.Parted(name)
		for _, list := range [][]Alias{stays, goes} {
			var names []string
			for _, a := range list {
				names = append(names, a.Name)
			}
			got = append(got, strings.Join(names, ", "))
		}
		if got := strings.Join(got, " | "); got != want {
			t.Errorf("%s parted: %s, not %s", name, got, want)
		}
	}
	e.Name = "government meant by Orel"
	if got := e.MainAlias(); got != "Ana Orel" {
		t.Errorf("the main alias of a government is %q", got)
	}
}

func TestCalled(t *testing.T) {
	if got := (&Entity{Name: "Ada Brell", Named: true}).Called(); got != "Ada Brell" {
		t.Errorf("one with a name is called %s", got)
	}
	if got := (&Entity{Name: "one source"}).Called(); got != "“one source”" {
		t.Errorf("one without a name is called %s", got)
	}
}
