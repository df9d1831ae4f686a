package stemma

import (
	"maps"
	"slices"
	"testing"
)

func TestRatingsAndReplaces(t *testing.T) {
	rate := func(id ID, by, rating string, of ID) *Judgement {
		return &Judgement{ID: id, Kind: Rate, By: by, Rating: rating, Statement: of}
	}
	at := func(begin int) Anchor { return Anchor{Doc: "d1", Spans: []Span{{Begin: begin, End: begin + 1}}} }
	pair := func(id ID, kind JudgementKind, a, b int) *Judgement {
		return &Judgement{ID: id, Kind: kind, By: "Rey", Statement: "s1", About: []Anchor{at(a), at(b)}}
	}
	correct := func(id, of ID, source string) *Judgement {
		return &Judgement{ID: id, Kind: Correct, Statement: of, About: []Anchor{at(1), {Doc: "d1", Source: source}}}
	}
	log := []*Judgement{
		rate("j1", "Rey", "B", "m1"),
		rate("j2", "Vey", "C", "m1"),
		rate("j3", "Rey", "2", "s1"),
		rate("j4", "Rey", "D", "m1"), // in place of j1
		rate("j5", "Rey", "3", "s1"), // retracted, so j3 stands
		{ID: "j6", Kind: Retract, Retracts: "j5"},
		rate("j7", "Rey", "A", ""), // fits no place any more
		pair("j8", SameClaim, 1, 2),
		pair("j9", OtherClaim, 2, 1), // in place of j8
		pair("j10", OtherClaim, 2, 3),
		pair("j11", OtherClaim, 1, 2), // says the same as j9
		{ID: "j12", Kind: Accept, Statement: "s1"},
		{ID: "j13", Kind: Accept, Statement: "s1"}, // says the same
		{ID: "j14", Kind: Reject, Statement: "s1"}, // in place of both
		{ID: "j15", Kind: Reject, Statement: "s2"},
		rate("j16", "Rey", "D", "m1"), // says the same as j4
		correct("j17", "s2", "Holt"),  // in place of j15
		correct("j18", "s2", "Orn"),   // in place of j17
		correct("j19", "s2", "Orn"),
	}
	ids := func(js []*Judgement) (out []ID) {
		for _, j := range js {
			out = append(out, j.ID)
		}
		return out
	}
	if got, want := ids(Ratings(log)), []ID{"j2", "j3", "j16"}; !slices.Equal(got, want) {
		t.Errorf("the ratings that stand are %v, want %v", got, want)
	}
	replaced := map[ID]ID{}
	for id, by := range Replaced(log) {
		replaced[id] = by.ID
	}
	if want := map[ID]ID{"j1": "j4", "j8": "j9", "j12": "j14", "j13": "j14", "j15": "j17", "j17": "j18"}; !maps.Equal(replaced, want) {
		t.Errorf("replaced are %v, want %v", replaced, want)
	}
	for i, want := range map[int][]ID{0: nil, 1: nil, 3: {"j1"}, 4: {"j3"}, 8: {"j8"}, 9: nil, 10: nil, 11: nil, 12: nil, 13: {"j12", "j13"}, 14: nil, 15: nil, 16: {"j15"}, 17: {"j17"}, 18: nil} {
		if got := ids(Replaces(log, log[i])); !slices.Equal(got, want) {
			t.Errorf("%s replaces %v, want %v", log[i].ID, got, want)
		}
	}
}
