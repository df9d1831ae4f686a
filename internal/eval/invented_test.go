package eval

import "testing"

// TestInvented holds the whole program, from files to statements, to the
// floors of what its present stages reach on the invented dossier.
func TestInvented(t *testing.T) {
	scores, err := Invented(t.Context(), "../../testdata/dossier")
	if err != nil {
		t.Fatal(err)
	}
	floors, err := ReadFloors(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scores {
		floor, ok := floors["invented."+s.Name]
		if !ok {
			t.Errorf("floors.json has no invented.%s; it is %.2f now", s.Name, s.Value)
		}
		if round(s.Value) < floor {
			t.Errorf("%s is %.2f, below its floor %.2f", s.Name, s.Value, floor)
		}
	}
}
