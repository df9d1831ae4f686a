package descent

import "testing"

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
