package eval

import (
	"strings"
	"testing"
)

func TestFloorsRiseByRaiseAndFallByName(t *testing.T) {
	floors, err := ReadFloors([]byte(`{"a": 50.00, "b": 60.5, "gone": 1}`))
	if err != nil {
		t.Fatal(err)
	}
	findings := Check([]Score{{Name: "a", Value: 51.239}, {Name: "b", Value: 60.4}, {Name: "new", Value: 7}}, floors)
	for i, want := range []struct{ below, above bool }{{false, true}, {true, false}, {false, true}} {
		if f := findings[i]; f.Below() != want.below || f.Above() != want.above {
			t.Errorf("%s: below %v, above %v", f.Name, f.Below(), f.Above())
		}
	}
	same, changed, err := Move(findings, floors, false)
	if err != nil || changed || same["a"] != 50 {
		t.Errorf("without a flag the floors moved: %v %v", same, err)
	}
	raised, changed, err := Move(findings, floors, true)
	if err != nil || !changed || raised["a"] != 51.23 || raised["b"] != 60.5 || raised["new"] != 7 || raised["gone"] != 1 {
		t.Errorf("raised to %v, %v", raised, err)
	}
	lowered, _, err := Move(findings, floors, false, "b", "a")
	if err != nil || lowered["b"] != 60.4 || lowered["a"] != 50 {
		t.Errorf("lowered to %v, %v", lowered, err)
	}
	if _, _, err := Move(findings, floors, false, "c"); err == nil {
		t.Error("lowered a score that there is not")
	}
	again, err := ReadFloors(raised.Encode())
	if err != nil || string(again.Encode()) != string(raised.Encode()) {
		t.Errorf("floors do not survive their file: %v", err)
	}
}

func TestFloorsAreOfMeasures(t *testing.T) {
	floors, err := ReadFloors(nil)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, m := range Measures() {
		if known[m.Name] {
			t.Errorf("two measures are called %s", m.Name)
		}
		known[m.Name] = true
	}
	for name := range floors {
		if measure, _, _ := strings.Cut(name, "."); !known[measure] {
			t.Errorf("the floor %s is of no measure", name)
		}
	}
}
