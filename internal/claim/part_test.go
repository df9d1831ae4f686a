package claim

import (
	"testing"

	"github.com/stemma/stemma"
)

func TestBothHold(t *testing.T) {
	one := &text{id: "d1", path: "a.txt"}
	of := func(x float64, change func(*figure)) *figure {
		f := &figure{number: number{low: x, high: x}, text: one, by: &member{text: one, chain: make([]stemma.Attribution, 1)}}
		if change != nil {
			change(f)
		}
		return f
	}
	named := func(ids ...stemma.ID) func(*figure) { return func(f *figure) { f.listed = ids } }
	whole := of(9, func(f *figure) { f.makes = []float64{7, 2} })
	one.figures = []*figure{whole}
	c := &Collection{texts: []*text{one}}
	c.made = c.sums()
	for _, x := range []struct {
		name string
		a, b *figure
		why  string
		sure bool
	}{
		{"two numbers", of(5, nil), of(6, nil), "", false},
		{"the first five", of(5, func(f *figure) { f.some = "first" }), of(6, nil), "5 and 6 can both hold: the words of the one say that it counts a part, or others.", true},
		{"a part is no larger than its whole", of(6, func(f *figure) { f.part = true }), of(5, nil), "", false},
		{"two parts", of(5, func(f *figure) { f.part = true }), of(6, func(f *figure) { f.part = true }), "", false},
		{"seven and two make up nine", of(9, nil), of(7, nil), "7 and 9 can both hold: 7 and 2 make up 9, by the author of a.txt.", true},
		{"eight does not", of(9, nil), of(8, nil), "", false},
		{"of five names four are among the six", of(5, named("e1", "e2", "e3", "e4", "e5")), of(6, named("e1", "e2", "e3", "e4")), "5 and 6 can both hold: 4 names are shared, and 2 of the 6 are not named.", false},
		{"two others have no room", of(5, named("e1", "e2", "e3")), of(6, named("e1", "e4", "e5", "e6", "e7")), "", false},
		{"a measure", of(5, func(f *figure) { f.unit, f.some = "m", "first" }), of(6, func(f *figure) { f.unit = "m" }), "", false},
	} {
		why, sure := c.bothHold(x.a, x.b)
		back, _ := c.bothHold(x.b, x.a)
		if why != x.why || sure != x.sure || back != why {
			t.Errorf("%s: %q, %v and %q", x.name, why, sure, back)
		}
	}
}

func TestOtherwise(t *testing.T) {
	of := func(noun string, change func(*figure)) *figure {
		f := &figure{number: number{low: 5, high: 5}, noun: noun, text: &text{}}
		if change != nil {
			change(f)
		}
		return f
	}
	span := func(f *figure) { f.unit, f.some = "s", "past" }
	all := func(f *figure) { f.scope = true }
	for _, x := range []struct {
		name string
		a, b *figure
		want bool
	}{
		{"the dead are soldiers to one and rebels to the other", of("soldier", nil), of("rebel", nil), false},
		{"of one blast and of the whole country", of("people", nil), of("people", all), true},
		{"both of the whole country", of("people", all), of("people", all), false},
		{"the past weeks and the past days", of("", span), of("", span), true},
	} {
		if got := x.a.otherwise(x.b); got != x.want || x.b.otherwise(x.a) != got {
			t.Errorf("%s: %v", x.name, got)
		}
	}
}

func TestScopes(t *testing.T) {
	for s, want := range map[string]bool{
		"Strikes hit four plants nationwide.":                true,
		"Forty died throughout the country on Monday.":       true,
		"The mill loses six men a year.":                     true,
		"The mill loses six men a year in the winter.":       true,
		"Each day six men leave the mill.":                   true,
		"Nine sailors died a week ago when the ferry sank.":  false,
		"Nine sailors died a day after the ferry sank.":      false,
		"A year to the day before, nine sailors died.":       false,
		"The mill had burned a year earlier.":                false,
		"Nine sailors died within a week.":                   false,
		"A boy who was a day old died at the mill.":          false,
		"Nine sailors died a day or two later.":              false,
		"Forty died at the mill on Monday.":                  false,
		"The country's largest mill burned for three hours.": false,
	} {
		if scoped(s) != want {
			t.Errorf("%s: want %v", s, want)
		}
	}
}
