package engine_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// TestTakenBack: what a source takes back it no longer vouches for, in whatever claim it stands,
// and who says one thing first and another later contradicts nobody but himself.
func TestTakenBack(t *testing.T) {
	const (
		said    = "The rescue office of Varo said that 14 people were killed when the mill at Tarn burned."
		repeats = "Fourteen people were killed when the mill at Tarn burned, according to the rescue office of Varo."
		chief   = "Police chief Orel Tash said that 14 guards were killed in the raid on the depot at Linsk."
		saw     = "Dima Sorn told the court that he saw Karel Venn burn the mill at Tarn."
		other   = "Mira Holt told the court that she saw Karel Venn burn the mill at Tarn."
	)
	const (
		fire   = "The mill at Tarn had stood by the river since the war, and its owner had just bought new saws from Linsk for the spring. "
		died   = "Fourteen people were killed when the mill at Tarn burned. "
		burned = "The guards of Linsk burned the mill at Tarn on Monday. "
		after  = "The saws were still in their crates when the roof came down, and the river ran black until the evening of the next day."
	)
	for _, c := range []struct {
		name     string
		question stemma.Question
		texts    []string // printed on the first of March, on the second, ..., by the Varo Herald but for what stands before a "|"
		want     string   // the sides of the claims, each once, in order
		kind     stemma.Disagreement
	}{
		{"taken back", stemma.AskNumber, []string{said, "The rescue office of Varo retracted its statement that 14 people were killed when the mill at Tarn burned."},
			"14, taken back", stemma.Changed},
		{"taken back, and repeated before", stemma.AskNumber, []string{said, repeats, "The rescue office of Varo withdrew its claim that 14 people were killed when the mill at Tarn burned."},
			"14, taken back", stemma.Changed},
		{"in the passive", stemma.AskNumber, []string{said, "The rescue office of Varo’s statement that 14 people were killed when the mill at Tarn burned was withdrawn."},
			"14", stemma.NoDisagreement}, // whose it is the tree does not show
		{"not taken back", stemma.AskNumber, []string{said, "The rescue office of Varo refused to retract its statement that 14 people were killed when the mill at Tarn burned."},
			"14", stemma.NoDisagreement},
		{"to be taken back", stemma.AskNumber, []string{said, "The mayor asked the rescue office of Varo to retract its statement that 14 people were killed when the mill at Tarn burned."},
			"14", stemma.NoDisagreement},
		{"a figure is corrected", stemma.AskNumber, []string{"The clinic at Sele said that 31 workers were wounded in the fire at the Sele sugar mill.",
			"The clinic at Sele corrected its earlier figure of 31 wounded in the fire at the Sele sugar mill."}, "31, taken back", stemma.Changed},
		{"now it is another number", stemma.AskNumber, []string{chief, "Police chief Orel Tash now says that nine guards were killed in the raid on the depot at Linsk, not 14."},
			"14, denied · 14, taken back · 9", stemma.Changed},
		{"first one number, later another", stemma.AskNumber, []string{chief, "Police chief Orel Tash said that nine guards were killed in the raid on the depot at Linsk."},
			"14 · 9", stemma.Changed},
		{"another source says another number", stemma.AskNumber, []string{chief, "The miller Ivo Brand said that nine guards were killed in the raid on the depot at Linsk."},
			"14 · 9", stemma.NumberDiffers},
		{"a witness recants", stemma.AskWhether, []string{saw, "Dima Sorn recanted his testimony that he saw Karel Venn burn the mill at Tarn."},
			"yes, taken back", stemma.Changed},
		{"an outlet retracts its report", stemma.AskWhether, []string{"The guards of Linsk burned the mill at Tarn on Monday.",
			"The Varo Herald retracted its report that the guards of Linsk burned the mill at Tarn on Monday."}, "yes, taken back", stemma.Changed},
		{"another outlet does", stemma.AskWhether, []string{"The guards of Linsk burned the mill at Tarn on Monday.",
			"The Sele Post retracted its report that the guards of Linsk burned the mill at Tarn on Monday."}, "yes", stemma.NoDisagreement},
		{"no longer stands by it", stemma.AskWhether, []string{saw, "Dima Sorn no longer stands by his testimony that he saw Karel Venn burn the mill at Tarn."},
			"yes, taken back", stemma.Changed},
		{"the source says itself that it did", stemma.AskNumber, []string{said, "The rescue office of Varo said that it had retracted its statement that 14 people were killed when the mill at Tarn burned."},
			"14, taken back", stemma.Changed},
		{"another says that it did", stemma.AskNumber, []string{said, "The miller Ivo Brand said that the rescue office of Varo had retracted its statement that 14 people were killed when the mill at Tarn burned."},
			"14", stemma.NoDisagreement},
		{"it allegedly did", stemma.AskWhether, []string{said, "The rescue office of Varo allegedly retracted its statement that 14 people were killed when the mill at Tarn burned."},
			"yes", stemma.NoDisagreement},
		{"it denies that it did", stemma.AskWhether, []string{said, "The rescue office of Varo denied that it had retracted its statement that 14 people were killed when the mill at Tarn burned."},
			"yes", stemma.NoDisagreement},
		{"it is untrue that it did", stemma.AskNumber, []string{said, "It is untrue that the rescue office of Varo retracted its statement that 14 people were killed when the mill at Tarn burned."},
			"14", stemma.NoDisagreement},
		{"a text says that it did and that it did not", stemma.AskNumber, []string{said, "The rescue office of Varo retracted its statement that 14 people were killed when the mill at Tarn burned. " +
			"The rescue office of Varo stands by its statement that 14 people were killed when the mill at Tarn burned."}, "14", stemma.NoDisagreement},
		{"said, and denied later", stemma.AskWhether, []string{"Karel Venn said that he had set fire to the mill at Tarn.", "Karel Venn denied that he had set fire to the mill at Tarn."},
			"no · yes", stemma.Changed},
		{"denied, and said later", stemma.AskWhether, []string{"Karel Venn denied that he had set fire to the mill at Tarn.", "Karel Venn said that he had set fire to the mill at Tarn."},
			"no · yes", stemma.Changed},
		{"now it is not so", stemma.AskWhether, []string{"Ana Orel said that the gate at Varo was open.", "Ana Orel now says that the gate at Varo was not open."},
			"no · yes", stemma.Changed},
		{"had said is not earlier", stemma.AskNumber, []string{chief, "Police chief Orel Tash had said that nine guards were killed in the raid on the depot at Linsk."},
			"14 · 9", stemma.Changed},
		{"what is counted is cut", stemma.AskNumber, []string{"The harbour office of Varo said that 14 guards watch the depot at Linsk.", "The harbour office of Varo cut the number of guards at the depot at Linsk from 14 to nine."},
			"14", stemma.NoDisagreement},
		{"an estimate is cut", stemma.AskNumber, []string{"The harbour office of Varo said that 14 guards watch the depot at Linsk.", "The harbour office of Varo cut its estimate of guards at the depot at Linsk from 14 to nine."},
			"14, taken back", stemma.Changed},
		{"an outlet that is named in part", stemma.AskWhether, []string{burned, "The Sele Post|The Herald retracted its report that the guards of Linsk burned the mill at Tarn on Monday."},
			"yes, taken back", stemma.Changed},
		{"one of two that are named so", stemma.AskWhether, []string{burned, "The Linsk Herald|On Monday the guards of Linsk burned the mill at Tarn.",
			"The Sele Post|The Herald retracted its report that the guards of Linsk burned the mill at Tarn on Monday."}, "yes", stemma.NoDisagreement},
		{"one half of a statement", stemma.AskWhether, []string{"The rescue office of Varo said that 14 people were killed when the mill at Tarn burned and that Karel Venn had set fire to the mill at Tarn.",
			"The rescue office of Varo retracted its statement that 14 people were killed when the mill at Tarn burned.",
			"The miller Ivo Brand said that Karel Venn had set fire to the mill at Tarn."}, "yes", stemma.NoDisagreement},
		{"a copy that is printed later", stemma.AskNumber, []string{fire + died + after, "The Varo Herald retracted its report that 14 people were killed when the mill at Tarn burned.",
			"The Sele Post|" + fire + died + after}, "14, taken back", stemma.Changed},
		{"beside the number in its place, and others", stemma.AskNumber, []string{"Fourteen people were killed in a fire at the Tarn mill on Wednesday, the rescue office of Varo said.",
			"The rescue office of Varo retracted its statement that 14 people were killed in the fire at the Tarn mill. It said that nine people had died.",
			"The miller Ivo Brand told the court that eight people had died in the fire at the Tarn mill."}, "14, taken back · 8 · 9", stemma.NumberDiffers},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			var items []stemma.Item
			for i, text := range c.texts {
				outlet, words, other := strings.Cut(text, "|")
				if !other {
					outlet, words = "The Varo Herald", text
				}
				items = append(items, stemma.Item{Path: fmt.Sprintf("%d.txt", i), Data: fmt.Appendf(nil, "News of the day\n\nBy Ana Vell\n%s, %d March 2024\n\n%s\n", outlet, i+1, words)})
			}
			read(t, s, 1, items)
			sides, kinds := map[string]bool{}, map[stemma.Disagreement]bool{}
			turned, claims := false, 0
			for claim, err := range s.Claims(t.Context(), stemma.ClaimFilter{Question: c.question}) {
				if err != nil {
					t.Fatal(err)
				}
				claims++
				h, err := stemma.HearingOf(t.Context(), s, claim)
				if err != nil {
					t.Fatal(err)
				}
				for _, a := range h.Assessments {
					kinds[a.Disagreement] = true
					for i := range a.Sides {
						sides[a.Sides[i].Name(c.question)] = true
						if a.Sides[i].Stance == stemma.TakenBack && a.Sides[i].Independent() > 0 {
							t.Error("who took it back is a witness")
						}
					}
				}
				turned = turned || slices.ContainsFunc(h.Turns, func(x stemma.Turn) bool { return x.Kind == stemma.TurnTakenBack && x.Before != "" })
			}
			if c.kind == stemma.NumberDiffers && claims != 1 {
				t.Errorf("the numbers stand in %d claims", claims)
			}
			if got := strings.Join(slices.Sorted(maps.Keys(sides)), " · "); got != c.want {
				t.Errorf("sides %q, want %q", got, c.want)
			}
			if !kinds[c.kind] || c.kind == stemma.Changed && slices.ContainsFunc(stemma.DisagreementKinds, func(k stemma.Disagreement) bool { return k.Conflict() && kinds[k] }) {
				t.Errorf("kinds %v, want %s", kinds, c.kind)
			}
			if want := strings.Contains(c.want, "taken back"); turned != want {
				t.Errorf("the life line says that it was taken back: %v, want %v", turned, want)
			}
		})
	}
}
