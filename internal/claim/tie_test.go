package claim

import (
	"fmt"
	"testing"

	"github.com/stemma/stemma"
)

// TestSameTold sees that what says less ties no two who cannot be one.
func TestSameTold(t *testing.T) {
	of := func(class, when string, args ...argument) *telling {
		return &telling{text: &text{}, lemma: class, class: class, when: when, args: args}
	}
	by := func(lemma string) argument { return argument{role: "agent", lemma: lemma} }
	what := func(lemma string) argument { return argument{role: "patient", lemma: lemma} }
	envoy := argument{role: "patient", lemma: "envoy", person: true}
	ana := argument{role: "patient", lemma: "ana", entity: "ana", named: true, person: true}
	ivo := argument{role: "patient", lemma: "ivo", entity: "ivo", named: true, person: true}
	both := []argument{ana, ivo}
	noun := func(args ...argument) *telling {
		x := of("exchange", "", args...)
		x.noun = true
		return x
	}
	with := func(lemma string, of stemma.ID) argument {
		return argument{role: "other", lemma: lemma, entity: of, named: of != ""}
	}
	for _, c := range []struct {
		name string
		told []*telling
		want string
	}{
		{"two deeds of one", []*telling{of("launch", "", by("ferry"), what("boat")), of("launch", "", by("ferry")), of("launch", "", by("ferry"), what("search"))}, "[2 1]"},
		{"one by two words", []*telling{of("board", "", by("guard"), what("ship")), of("board", "", by("guard")), of("board", "", by("guard"), what("vessel"))}, "[3]"},
		{"two years", []*telling{of("exchange", "2009", what("crate")), of("exchange", "", what("crate")), of("exchange", "2014", what("crate"))}, "[2 1]"},
		{"a day of a year", []*telling{of("exchange", "2009-04-02", what("crate")), of("exchange", "2009", what("crate"))}, "[2]"},
		{"two exchanges of crates", []*telling{noun(with("crate", "")), noun(with("crate", ""))}, "[1 1]"},
		{"an exchange that one names", []*telling{noun(with("holm", "holm")), noun(with("holm", "holm"))}, "[2]"},
		{"an exchange of which two say more", []*telling{noun(with("crate", ""), with("harbour", "")), noun(with("crate", ""), with("harbour", ""))}, "[2]"},
		{"two envoys of two years", []*telling{of("kidnap", "2009", envoy), of("kidnap", "", envoy), of("kidnap", "2014", envoy)}, "[2 1]"},
		{"the freedom of two who are named", []*telling{of("free", "", ana), of("free", "", both...), of("free", "", ivo)}, "[2 1]"},
	} {
		var got []int
		col := &Collection{ctx: t.Context()}
		col.rarity = newRarities(8)
		for _, w := range []string{"exchange", "crate", "harbour", "holm"} {
			col.rarity.put(hash(w), 1)
		}
		for _, part := range col.sameTold(c.told) {
			got = append(got, len(part))
		}
		if s := fmt.Sprint(got); s != c.want {
			t.Errorf("%s: parts of %s, want %s", c.name, s, c.want)
		}
	}
}
