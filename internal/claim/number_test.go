package claim

import (
	"math"
	"testing"
)

func TestMeet(t *testing.T) {
	exact := func(x float64) number { return number{low: x, high: x} }
	rough := func(x float64, how byte) number { return number{low: x, high: x, how: how} }
	least := func(x float64) number { return number{low: x, high: math.Inf(1)} }
	for _, c := range []struct {
		name string
		a, b number
		want meeting
	}{
		{"the same", exact(5), exact(5), equal},
		{"two", exact(5), exact(6), differ},
		{"at least, and more", least(5), exact(7), compatible},
		{"at least, and fewer", least(5), exact(4), differ},
		{"about", rough(300, '~'), exact(310), compatible},
		{"about, and far off", rough(300, '~'), exact(400), differ},
		{"nearly, and more", rough(80, '-'), exact(82), differ},
		{"more than, twice", rough(26000, '+'), rough(40000, '+'), differ},
		{"nearly and more than", rough(300, '-'), rough(300, '+'), differ},
		{"a range", number{low: 5, high: 10}, exact(7), compatible},
	} {
		if got := c.a.meet(c.b); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if got := c.b.meet(c.a); got != c.want {
			t.Errorf("%s, the other way round: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestDiffer(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"5", "6", true}, {"5", "5", false}, {">=5", "7", false}, {"~300", "310", false}, {"5..6", "6", false},
		{"10 m", "12 m", true}, {"10 m", "12", false}, {"", "5", false}, {"soon", "5", false},
	} {
		if got := Differ(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestOneNumber(t *testing.T) {
	for word, want := range map[string]float64{"five": 5, "twenty-one": 21, "3,200": 3200, "41.6": 41.6, "forty": 40, "1,234,567": 1234567} {
		if got, ok := oneNumber(word); !ok || got != want {
			t.Errorf("%s: %v %v, want %v", word, got, ok, want)
		}
	}
	for _, word := range []string{"", "market", "12,34", "twentyish", "-"} {
		if got, ok := oneNumber(word); ok {
			t.Errorf("%q is read as %v", word, got)
		}
	}
}

func TestCluster(t *testing.T) {
	edges := []edge{{0, 1, .9}, {1, 2, .8}, {0, 2, .1}, {3, 4, .6}}
	if got := cluster(5, edges, .5, nil); got[0] != got[1] || got[1] == got[2] || got[3] != got[4] {
		t.Errorf("groups %v", got)
	}
	parted := func(a, b int) bool { return a == 0 && b == 1 || a == 1 && b == 0 }
	if got := cluster(5, edges, .5, parted); got[0] == got[1] || got[1] != got[2] {
		t.Errorf("with 0 and 1 parted, groups %v", got)
	}
}

// FuzzReadNote holds that no bytes at all make a note that cannot be used.
func FuzzReadNote(f *testing.F) {
	f.Add([]byte{noteVersion})
	f.Add(NewNote(nil).Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if n, err := ReadNote(data); err == nil && n == nil {
			t.Error("neither a note nor an error")
		}
	})
}
