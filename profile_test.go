package stemma

import "testing"

func TestNamed(t *testing.T) {
	for _, x := range []struct{ a, b string }{
		{"the Orvel Lantern", "ORVEL\nLantern"}, {"Veld’s", "Veld"}, {"the Velds'", "Velds"},
	} {
		if named(x.a) != named(x.b) {
			t.Errorf("%q is told apart from %q", x.a, x.b)
		}
	}
}

// Whoever is quoted with the words calls somebody what they say.
func TestTellsOf(t *testing.T) {
	link := func(n int) []Attribution { return make([]Attribution, n) }
	own, told, retold := &Statement{Content: []Span{{Begin: 0, End: 90}}, Chain: link(1)},
		&Statement{Content: []Span{{Begin: 10, End: 40}}, Chain: link(2)}, &Statement{Content: []Span{{Begin: 20, End: 30}}, Chain: link(3)}
	all := []*Statement{own, told, retold}
	for _, x := range []struct {
		place Span
		want  *Statement
	}{
		{Span{Begin: 22, End: 25}, retold}, {Span{Begin: 12, End: 15}, told}, {Span{Begin: 50, End: 60}, nil}, {Span{Begin: 38, End: 45}, nil},
	} {
		if got := tellsOf(all, x.place); got != x.want {
			t.Errorf("%v is told by %v, not %v", x.place, got, x.want)
		}
	}
}
