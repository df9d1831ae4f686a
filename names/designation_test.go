package names

import "testing"

func TestDesignation(t *testing.T) {
	for _, x := range []struct {
		text, want string
		small      bool
	}{
		{"Orvel garrison", "orvel garrison", true},
		{"garrison at Orvel", "orvel garrison", true},
		{"garrison in the Orvel", "orvel garrison", true},
		{"1961 accord", "1961 accord", true},
		{"accord of 1961", "1961 accord", true},
		{"accords of 1961", "1961 accord", true},
		{"1961 Orvel accord", "orvel 1961 accord", true},
		{"Orvel accord of 1961", "orvel 1961 accord", true},
		{"1961 border accord", "1961 border accord", true},
		{"Orvelia’s interior ministry", "interior ministry of orvelia", true},
		{"interior ministry of Orvelia", "interior ministry of orvelia", true},
		{"Treaty of Orvel", "orvel treaty", false},
		{"Orvel Treaty", "orvel treaty", false},
		{"Orvel Trade Agreement", "", false},
		{"Interior Ministry", "", false},
		{"Supreme court", "", false},
		{"Orvel baker", "", false},
		{"garrison", "", false},
		{"garrison of", "", false},
		{"border accord", "", false},
		{"Orvel", "", false},
		{"", "", false},
	} {
		if got, small := Designation(x.text); got != x.want || got != "" && small != x.small {
			t.Errorf("%q: %q, %v, want %q", x.text, got, small, x.want)
		}
	}
}
