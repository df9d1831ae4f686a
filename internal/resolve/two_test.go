package resolve_test

import (
	"fmt"
	"slices"
	"strings"
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
		{"one of whom has nothing to do with the other", []string{"Mayor {Pavel Orn} opened the mill. {Pavel Orn}, a welder who has nothing to do with the mayor of the same name, was arrested."},
			[]string{"Pavel Orn", "Pavel Orn"}},
		{"another of that name", []string{"Mayor {Pavel Orn} opened the mill. Another {Pavel Orn} was arrested."},
			[]string{"Pavel Orn", "Pavel Orn"}},
		{"no relation to whoever is called so", []string{"{Pavel Orn}, the mayor of Varn, opened the mill. {Pavel Orn} (no relation to the mayor) was arrested."},
			[]string{"Pavel Orn", "Pavel Orn"}},
		{"named again as no relation", []string{"{Pavel Orn}, no relation to Mayor {Pavel Orn}, was arrested."},
			[]string{"Pavel Orn", "Pavel Orn"}},
		{"no relation to somebody else", []string{"{Pavel Orn} sells salt. {Pavel Orn}, who has nothing to do with the mayor, was arrested."},
			[]string{"Pavel Orn, Pavel Orn"}},
		{"of two in one text, and in another", []string{"Mayor {Pavel Orn} opened the mill. Another {Pavel Orn} was arrested.", "{Pavel Orn} was seen."},
			[]string{"Pavel Orn", "Pavel Orn, Pavel Orn"}},
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

// TestTwoAfterMany keeps two apart behind fifty others who have a kunya each.
func TestTwoAfterMany(t *testing.T) {
	var text strings.Builder
	for i := range 50 {
		fmt.Fprintf(&text, "{Ann%c%c Vell%c%c}, known as {Abu Linsk%c%c}, came. ", 'a'+i/26, 'a'+i%26, 'a'+i/26, 'a'+i%26, 'a'+i/26, 'a'+i%26)
	}
	text.WriteString("{Piet Landar}, known as {Abu Velm}, sat. {Rask Ottoway}, known as {Abu Velm}, stood.")
	list := who(t, nil, read("a.txt", text.String()))
	if !slices.Contains(list, "Abu Velm, Piet Landar") || !slices.Contains(list, "Abu Velm, Rask Ottoway") {
		t.Errorf("%q", list[len(list)-4:])
	}
}

// TestPersonJoinsFatherAndSon lets a person say that two are one who are two by their names.
func TestPersonJoinsFatherAndSon(t *testing.T) {
	for _, texts := range [][2]string{
		{"{Ilan Orel Sr.} sold the mill.", "{Ilan Orel Jr.} bought the mill."},
		{"{Milan Veld}, no relation of {Orsa Veld}, slept.", ""},
	} {
		docs := []resolve.Document{read("a.txt", texts[0]), read("b.txt", texts[1])}
		all := append(slices.Clone(docs[0].Mentions), docs[1].Mentions...)
		a, b := all[0].ID, all[1].ID
		if r := resolution(t, nil, docs...); r.Of[a] == r.Of[b] {
			t.Errorf("%q are one", texts)
		}
		if r := resolution(t, []resolve.Decision{{A: a, B: b, Same: true, Judgement: "j1"}}, docs...); r.Of[a] != r.Of[b] {
			t.Errorf("%q are two, though a person said that they are one", texts)
		}
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
