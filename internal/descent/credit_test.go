package descent

import (
	"testing"

	"github.com/stemma/stemma"
)

// TestHouseJoined: where the name that heads a house joins another, its other names
// go along.
func TestHouseJoined(t *testing.T) {
	o := ReadOutlets("Norvik: NVK, Norvik Press\nOrel Post: Norvik\n")
	for _, name := range []string{"Norvik", "NVK", "Norvik Press", "Orel Post"} {
		if got := o.Family(name); got != "orel post" {
			t.Errorf("%s is of %q", name, got)
		}
	}
	// Whatever lines there are, each name comes to an end.
	if got := ReadOutlets("A Sheet: B Sheet\nB Sheet: C Sheet\nC Sheet: A Sheet\n").Family("A Sheet"); got != "c sheet" {
		t.Errorf("A Sheet is of %q", got)
	}
}

// TestDatelines: an agency is credited in the datelines of several languages, once
// each, and not where it only stands in brackets.
func TestDatelines(t *testing.T) {
	for text, want := range map[string]string{
		"LUND, 3 JAN 90 (LRA) -- The ferry left.":         "LRA",
		"Lund, 3 ene (LRA).- El barco zarpó.":             "LRA",
		"SAN JOSÉ, 3 de enero (Agencia Orel).- El barco.": "Agencia Orel",
		"Paris, 9 mars (LRA) – Le navire est parti.":      "LRA",
		"The ferry left Lund (LRA) - so the police said.": "",
		"The ferry of the Lund Rescue Aid (LRA) left.":    "",
	} {
		got := ""
		for _, c := range Credits(&stemma.Document{Text: text}) {
			got += c.Name
		}
		if got != want {
			t.Errorf("%q credits %q, want %q", text, got, want)
		}
	}
}
