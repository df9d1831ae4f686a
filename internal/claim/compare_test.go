package claim

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// TestMostFound: of more differences than are told the explanation says how many are left
// out, and what can both hold is not among these.
func TestMostFound(t *testing.T) {
	one := &text{id: "d1", path: "a.txt"}
	of := func(value string) *answer {
		return &answer{by: &member{id: stemma.ID(value), text: one, chain: make([]stemma.Attribution, 1)}, value: value, stance: stemma.Affirms}
	}
	d := &draft{question: stemma.AskWording, scope: true}
	differs := func(n int) {
		for i := range n {
			d.found = append(d.found, finding{kind: stemma.WordingDiffers, between: [2]*answer{of("x"), of(fmt.Sprint("y", i%(n-1)))}, why: "Two forms."}) // one of them twice
		}
	}
	differs(mostFound + 4)
	d.found = append(d.found, finding{kind: stemma.Compatible, between: [2]*answer{of("x"), of("z")}, why: "Both hold."})
	got := (&Collection{}).assess(d, &stemma.Claim{ID: "c"})
	if len(got) != mostFound || got[0].Disagreement != stemma.Compatible {
		t.Fatalf("%d differences are told, the first %s", len(got), got[0].Disagreement)
	}
	for i, a := range got {
		if strings.HasSuffix(a.Explanation, " And 4 more.") != (i == len(got)-1) {
			t.Errorf("%d: %s", i, a.Explanation)
		}
		if want := map[bool]string{true: "Both hold.", false: "Two forms."}[i == 0]; a.Reason != want {
			t.Errorf("the reason is %q, not %q", a.Reason, want)
		}
	}

	d.found = nil
	differs(3)
	if got := (&Collection{}).assess(d, &stemma.Claim{ID: "c"}); len(got) != 2 || strings.Contains(got[1].Explanation, "more") {
		t.Errorf("of two differences %d are told", len(got))
	}
}

// TestDeniedNumbers: that it was not seven stands against seven, and against no other number.
func TestDeniedNumbers(t *testing.T) {
	one := &text{id: "d1", path: "a.txt"}
	c := &Collection{shown: map[answerKey]*figure{}}
	of := func(id string, x float64, not bool) stemma.Answer {
		a := stemma.Answer{Statement: stemma.ID(id), ShownBy: []stemma.Span{{End: 1}}, Stance: map[bool]stemma.Stance{false: stemma.Affirms, true: stemma.Denies}[not]}
		c.shown[answerKey{a.Statement, a.ShownBy[0]}] = &figure{number: number{low: x, high: x}, not: not, text: one}
		return a
	}
	seven, nine, notSeven, notEight := of("s1", 7, false), of("s2", 9, false), of("s3", 7, true), of("s4", 8, true)
	for _, x := range []struct {
		name string
		a, b stemma.Answer
		want bool
	}{
		{"seven and nine", seven, nine, true},
		{"not seven and seven", notSeven, seven, true},
		{"not seven and nine", notSeven, nine, false},
		{"not seven and not eight", notSeven, notEight, false},
	} {
		if got := c.Conflict(x.a, x.b); got != x.want || c.Conflict(x.b, x.a) != got {
			t.Errorf("%s: %v", x.name, got)
		}
	}
}

// TestTwoDaysOfOneText: who tells of two days tells of two such deeds, and of two who tell of a
// day each in one text one is wrong.
func TestTwoDaysOfOneText(t *testing.T) {
	one := &text{id: "d1", path: "a.txt"}
	said := func(id, by, mill, place stemma.ID, day string) *answer {
		m := &member{id: id, text: one, chain: []stemma.Attribution{{Kind: stemma.KindAuthor}, {SourceEntity: by}}}
		x := &telling{text: one, by: m, class: "burn", lemma: "burn", stem: "burn", place: place, args: []argument{{role: "patient", entity: mill, lemma: "mill"}}}
		return &answer{by: m, telling: x, value: day, stance: stemma.Affirms}
	}
	for name, x := range map[string]struct {
		by, mill, place stemma.ID
		want            stemma.Disagreement
	}{
		"one voice":    {"mayor", "mill", "varo", stemma.NoDisagreement},
		"two voices":   {"guild", "mill", "varo", stemma.DateDiffers},
		"two mills":    {"guild", "mill-2", "varo", stemma.NoDisagreement},
		"some mills":   {"guild", "", "varo", stemma.NoDisagreement},
		"two places":   {"guild", "mill", "tarn", stemma.NoDisagreement},
		"place untold": {"guild", "mill", "", stemma.DateDiffers},
	} {
		d := &draft{question: stemma.AskDate, answers: []*answer{said("s1", "mayor", "mill", "varo", "2030-05-03"), said("s2", x.by, x.mill, x.place, "2030-05-07")}}
		if got, _, _ := d.dates(); got != x.want {
			t.Errorf("%s: %s, not %s", name, got, x.want)
		}
	}
}

// TestExtentsOfADenial: what is told of some and what is denied of all can both hold, and not
// what is told of some and what is denied of them.
func TestExtentsOfADenial(t *testing.T) {
	one := &text{id: "d1", path: "a.txt"}
	of := func(id, value string, stance stemma.Stance, e extent) *answer {
		return &answer{by: &member{id: stemma.ID(id), text: one, chain: make([]stemma.Attribution, 1), extent: e}, value: value, stance: stance}
	}
	some := of("s1", "some of them", stemma.Affirms, ofSome)
	for _, x := range []struct {
		other *answer
		want  stemma.Disagreement
	}{
		{of("s2", "", stemma.Affirms, ofAll), stemma.Compatible},
		{of("s2", "not all of them", stemma.Denies, notAll), stemma.Compatible},
		{of("s2", "", stemma.Denies, ofThem), stemma.NoDisagreement},
	} {
		d := &draft{question: stemma.AskWhether, answers: []*answer{some, x.other}}
		if got, _, _ := d.extents(); got != x.want {
			t.Errorf("%s %s: %s, not %s", x.other.stance, x.other.value, got, x.want)
		}
	}
}
