package en

import "testing"

func TestMayBeOne(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"the union", "The union", true},
		{"a spokesman", "a spokesman", true},
		{"a spokesman", "a spokesman for the port", true},
		{"a spokesman for the port", "a spokesman", true},
		{"a spokesman for the port", "a spokesman for the army", false},
		{"the dockers’ union", "the teachers’ union", false},
		{"the union", "the teachers’ union", true},
		{"the union", "the Dockers' Union of Varo", true},
		{"the union", "a union official", true},
		{"a union official", "the union", false},
		{"a spokesman", "Dima Brenn, a spokesman for the port", true},
		{"two witnesses", "three witnesses", false},
		{"a witness", "a guard", false},
		{"he", "he", true},
		{"the ministry", "Dima Brenn", false},
		{"police in Varo", "police in Linsk", false},
		{"the", "the", false},
		{"", "the union", false},
	} {
		if got := MayBeOne(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}
