package eval

import "testing"

func TestFind(t *testing.T) {
	text := NewText("The  port was\u00a0shut.\nThe port\n was open.")
	for _, c := range []struct {
		place Place
		want  string
	}{
		{Place{Text: "was shut."}, "was\u00a0shut."},
		{Place{Text: "port", Suffix: "was open"}, "port"},
		{Place{Text: "open."}, "open."},
		{Place{Text: "port"}, ""}, // twice
		{Place{Text: "harbour"}, ""},
	} {
		span, ok := text.Find(c.place)
		if got := span.In("The  port was\u00a0shut.\nThe port\n was open."); got != c.want || ok != (c.want != "") {
			t.Errorf("Find(%+v) = %q, %v; want %q", c.place, got, ok, c.want)
		}
	}
}
