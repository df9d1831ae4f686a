package resolve_test

import (
	"testing"

	"github.com/stemma/stemma/internal/resolve"
)

func TestTwoOfOneName(t *testing.T) {
	for _, x := range []struct {
		name string
		docs []string
		want []string
	}{
		{"a kunya of two", []string{"{Ilan Orel}, known as {Abu Velm}, sells salt. {Tam Vell}, known as {Abu Velm}, sells oil. {Abu Velm} is sought."},
			[]string{"Abu Velm", "Abu Velm, Ilan Orel", "Abu Velm, Tam Vell"}},
		{"which stands nowhere alone", []string{"{Ilan Orel}, known as {Abu Velm}, sells salt. {Tam Vell}, known as {Abu Velm}, sells oil."},
			[]string{"Abu Velm, Ilan Orel", "Abu Velm, Tam Vell"}},
		{"and alone in another text", []string{"{Ilan Orel}, known as {Abu Velm}, sells salt. {Tam Vell}, known as {Abu Velm}, sells oil.", "{Abu Velm} is sought."},
			[]string{"Abu Velm", "Abu Velm, Ilan Orel", "Abu Velm, Tam Vell"}},
		{"a kunya of one, named twice", []string{"{Ilan Orel}, known as {Abu Velm}, sells salt. {Orel}, known as {Abu Velm}, sells oil. {Abu Velm} is sought."},
			[]string{"Abu Velm, Abu Velm, Abu Velm, Ilan Orel, Orel"}},
		{"father and son", []string{"{Ilan Orel Sr.} sold the mill to {Ilan Orel Jr.} and left. {Orel Sr.} wept. {Ilan Orel} was seen."},
			[]string{"Ilan Orel", "Ilan Orel Jr.", "Ilan Orel Sr., Orel Sr."}},
		{"of whom three texts tell", []string{"{Ilan Orel Sr.} sold the mill.", "{Ilan Orel Jr.} bought the mill.", "{Ilan Orel Sr} was there."},
			[]string{"Ilan Orel Jr.", "Ilan Orel Sr, Ilan Orel Sr."}},
		{"a suffix in one text alone", []string{"{Ilan Orel Jr.} bought the mill. {Orel} paid."}, []string{"Ilan Orel Jr., Orel"}},
	} {
		var docs []resolve.Document
		for i, d := range x.docs {
			docs = append(docs, read(string(rune('a'+i))+".txt", d))
		}
		same(t, x.name, who(t, nil, docs...), x.want)
	}
}

// TestFatherAndSonOverTexts keeps the two apart whom a third text, which has the name alone,
// would lead together.
func TestFatherAndSonOverTexts(t *testing.T) {
	docs := []resolve.Document{
		read("a.txt", "{Ilan Orel Sr.} sold the mill."), read("b.txt", "{Ilan Orel Jr.} bought the mill."), read("c.txt", "{Ilan Orel} was seen."),
	}
	r := resolution(t, nil, docs...)
	if r.Of[docs[0].Mentions[0].ID] == r.Of[docs[1].Mentions[0].ID] {
		t.Errorf("father and son are one: %q", grouped(r, docs...))
	}
}

// TestBeyond leads a description of which the reader has the beginning alone to the name that
// stands in apposition to the whole.
func TestBeyond(t *testing.T) {
	for text, want := range map[string][]string{
		"{n:The leader} of the party, {Ilan Orel}, slept.":    {"Ilan Orel, The leader"},
		"{n:The leader} of the party, {Ilan Orel} (left).":    {"Ilan Orel, The leader"},
		"By {n:the leader} of the party, {Ilan Orel} left.":   {"Ilan Orel"},
		"{n:The leader} left the party, {Ilan Orel}, asleep.": {"Ilan Orel"},
	} {
		same(t, text, who(t, nil, read("a.txt", text)), want)
	}
}
