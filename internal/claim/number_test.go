package claim

import (
	"bytes"
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
	f.Add([]byte{packedNote, 3, 0})
	f.Add([]byte{packedNote})
	f.Fuzz(func(t *testing.T, data []byte) {
		if n, err := ReadNote(data); err == nil && n == nil {
			t.Error("neither a note nor an error")
		}
	})
}

func TestMeetAcrossUnits(t *testing.T) {
	of := func(x float64, unit string) number { return number{low: x, high: x, unit: unit} }
	for _, c := range []struct {
		name string
		a, b number
		want meeting
	}{
		{"two currencies", of(2e6, "EUR"), of(2.6e6, "USD"), compatible},
		{"two currencies, beyond any rate", of(2e6, "USD"), of(2e8, "EUR"), differ},
		{"miles and kilometres", of(20116.8, "m"), of(20000, "m"), compatible},
		{"both in metres", of(110, "m"), of(112, "m"), differ},
		{"told in fewer digits", of(600, ""), of(612, ""), compatible},
		{"told in as many", of(144e9, "USD"), of(143e9, "USD"), differ},
		{"more than, and more", number{low: 600, high: 600, how: '+'}, of(1500, ""), compatible},
		{"a score", number{low: 2, high: 3, unit: "score"}, number{low: 3, high: 4, unit: "score"}, differ},
		{"one score", number{low: 2, high: 3, unit: "score"}, number{low: 2, high: 3, unit: "score"}, equal},
	} {
		if got := c.a.meet(c.b); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestGrew(t *testing.T) {
	toll := func(x float64, day string) *figure {
		return &figure{number: number{low: x, high: x}, classes: []string{"kill"}, text: &text{day: day}}
	}
	for _, c := range []struct {
		name string
		a, b *figure
		want bool
	}{
		{"more on the next day", toll(7, "2021-03-01"), toll(9, "2021-03-02"), true},
		{"the other way round", toll(9, "2021-03-02"), toll(7, "2021-03-01"), true},
		{"fewer on the next day", toll(9, "2021-03-01"), toll(7, "2021-03-02"), false},
		{"on one day", toll(7, "2021-03-01"), toll(9, "2021-03-01"), false},
		{"on no known day", toll(7, ""), toll(9, "2021-03-01"), false},
	} {
		if got := c.a.grew(c.b); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestNewDate(t *testing.T) {
	for _, c := range []struct {
		value, words string
		want         date
	}{
		{"2003-12", "December 2003", date{2003, 12, 0}},
		{"2005-11-27", "Sunday", date{2005, 11, 27}},
		{"", "Nov. 17", date{0, 11, 17}},
		{"", "in September", date{0, 9, 0}},
		{"", "Sunday", date{}},
		{"", "the market", date{}},
	} {
		if got := newDate(c.value, c.words); got != c.want {
			t.Errorf("%q, %q: %v, want %v", c.value, c.words, got, c.want)
		}
	}
	if (date{2005, 11, 27}).meets(date{0, 9, 0}) != -1 || (date{2005, 11, 0}).meets(date{0, 11, 3}) != 1 || (date{2005, 0, 0}).meets(date{0, 9, 0}) != 0 {
		t.Error("dates meet where they do not, or the other way round")
	}
}

func TestLasting(t *testing.T) {
	for s, n := range map[string]number{
		"20 years":    {low: 20 * 365 * 86400, high: 20 * 365 * 86400, unit: "s"},
		"1.5 days":    {low: 36 * 3600, high: 36 * 3600, unit: "s"},
		"6 months":    {low: 6 * 30.4 * 86400, high: 6 * 30.4 * 86400, unit: "s"},
		">=1.5 hours": {low: 5400, high: math.Inf(1), unit: "s"},
		"2..3 weeks":  {low: 14 * 86400, high: 21 * 86400, unit: "s"},
		"17 s":        {low: 17, high: 17, unit: "s"},
	} {
		if got := n.String(); got != s {
			t.Errorf("%v: %q, want %q", n, got, s)
		}
	}
}

func TestPackedNote(t *testing.T) {
	plain := append([]byte{noteVersion}, make([]byte, 5000)...)
	packed := shrink(plain)
	if len(packed) > 100 {
		t.Errorf("zeros are packed into %d bytes", len(packed))
	}
	got, err := unpack(packed)
	if err != nil || !bytes.Equal(got, plain) {
		t.Errorf("what was packed is unpacked as %d bytes, %v", len(got), err)
	}
	if got, err := unpack(plain); err != nil || !bytes.Equal(got, plain) {
		t.Errorf("a note of an older version is not read as it is: %v", err)
	}
	if _, err := ReadNote(packed[:len(packed)-3]); err == nil {
		t.Error("a note that is cut off is read")
	}
}

func TestLikens(t *testing.T) {
	count := func(noun, role, first, class, equal float64) *row {
		var x row
		x[ofNoun], x[ofRole], x[ofFirst], x[ofClass], x[ofEqual] = noun, role, first, class, equal
		return &x
	}
	for _, c := range []struct {
		name string
		x    *row
		want bool
	}{
		{"one noun", count(4, 0, 0, 0, 0), true},
		{"two nouns, dead by both", count(0, 2, 0, 0, 0), true},
		{"two nouns, one verb", count(0, 1, 1, 1, 0), true},
		{"two nouns, nothing in common", count(0, 1, 0, 0, 2), false},
		{"no noun, the same number", count(1, 1, 0, 0, 2), true},
		{"no noun, another number", count(1, 1, 0, 0, 0), false},
		{"the dead and the wounded", count(4, -1, 0, 0, 0), false},
	} {
		if got := c.x.likens(); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestByNumber(t *testing.T) {
	of := func(x float64) *figure { return &figure{number: number{low: x, high: x}} }
	five, again, six, seven := of(5), of(5), of(6), of(7)
	c := &Collection{chance: map[[2]*figure]float64{}}
	c.chance[[2]*figure{five, six}] = conflictFrom
	c.chance[[2]*figure{six, seven}] = conflictFrom - .01
	d := &draft{}
	for _, f := range []*figure{five, six, again, seven} {
		d.answers = append(d.answers, &answer{figure: f})
	}
	var got []int
	for _, x := range c.byNumber(d) {
		got = append(got, len(x.answers))
	}
	if len(got) != 2 || got[0] != 3 || got[1] != 1 {
		t.Errorf("parts of %v answers, want 3 and 1: what is not likely to be one stands apart", got)
	}
}
