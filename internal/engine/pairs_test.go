package engine_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// TestPairs: what two short texts, or one, contradict one another in, and what only looks so.
func TestPairs(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts []string
		want  string // the kinds of the conflicts that are reported as of one thing
	}{
		// Free, and held.
		{"was released, is still held", []string{"The miller Orel Tash was released on Monday, the police of Varo said.", "The miller Orel Tash is still in custody, his lawyer Ana Vell said."}, "status"},
		{"was freed, remains behind bars", []string{"Guards freed the miller Orel Tash on Monday, the police of Varo said.", "The miller Orel Tash remains behind bars, his lawyer Ana Vell said."}, "status"},
		{"is free, is being held", []string{"The ferryman Dima Sorn is free, said Ana Vell.", "The ferryman Dima Sorn is being held at Linsk, said his wife."}, "status"},
		{"released, and another still held", []string{"The miller Orel Tash was released on Monday, the police of Varo said.", "The ferryman Dima Sorn is still in custody, his lawyer Ana Vell said."}, ""},
		{"arrested, then released", []string{"The miller Orel Tash was arrested on Sunday, the police of Varo said.", "The miller Orel Tash was released on Monday, the police of Varo said."}, ""},
		{"in custody until he was released", []string{"The miller Orel Tash was in custody until Monday, the police of Varo said.", "The miller Orel Tash was released on Monday, his lawyer Ana Vell said."}, ""},

		// There, and not there.
		{"none were found, was carrying", []string{"No rifles were found aboard the barge Alda, the harbour office said.", "The barge Alda was carrying rifles, the coast guard said."}, "polarity"},
		{"none were found, were found", []string{"No rifles were found aboard the barge Alda, the harbour office said.", "Rifles were found aboard the barge Alda, the coast guard said."}, "polarity"},
		{"found no, found", []string{"Inspectors found no rifles aboard the barge Alda.", "Inspectors found 40 rifles aboard the barge Alda, the coast guard said."}, "polarity"},
		{"there were no, were carrying", []string{"There were no weapons aboard the barge Alda, its owner said.", "The barge Alda was carrying weapons, the coast guard said."}, "polarity"},
		{"none on the one, some on the other", []string{"No rifles were found aboard the barge Alda, the harbour office said.", "Rifles were found aboard the ferry Osmunda, the coast guard said."}, ""},
		{"rifles, and no drugs", []string{"Rifles were found aboard the barge Alda, the coast guard said.", "No drugs were found aboard the barge Alda, the harbour office said."}, ""},
		{"carried grain, no rifles", []string{"No rifles were found aboard the barge Alda, the harbour office said.", "The barge Alda was carrying grain, the coast guard said."}, ""},

		// A denial stays.
		{"denied in one text", []string{"Rifles were found on the ship Alda, the coast guard said. The owner of the Alda denied that there were rifles on board."}, "polarity"},
		{"denied in one text, told in another too", []string{"Rifles were found on the ship Alda, the coast guard said. The owner of the Alda denied that there were rifles on board.", "Rifles were found on the ship Alda in the harbour of Varo, the mayor said."}, "polarity"},
		{"denied in a word", []string{"The coast guard found rifles on the ship Alda. The owner of the Alda denied it.", "The coast guard found rifles on the ship Alda, the mayor of Varo said."}, "polarity"},
		{"told twice and denied by nobody", []string{"Rifles were found on the ship Alda, the coast guard said. The owner of the Alda lives in Varo.", "Rifles were found on the ship Alda in the harbour of Varo, the mayor said."}, ""},

		// Who did it.
		{"two claim it", []string{"The Red Lamp group claimed responsibility for the bombing of the mill at Tarn.", "The Seven Bells group claimed responsibility for the bombing of the mill at Tarn."}, "identity"},
		{"claimed, and denied any part", []string{"The Red Lamp group claimed responsibility for the bombing of the mill at Tarn.", "The Red Lamp group denied any part in the bombing of the mill at Tarn."}, "polarity"},
		{"claimed, and denied involvement", []string{"The Red Lamp group carried out the bombing of the mill at Tarn, the police said.", "The Red Lamp group denied involvement in the bombing of the mill at Tarn."}, "polarity"},
		{"two claim two", []string{"The Red Lamp group claimed responsibility for the bombing of the mill at Tarn.", "The Seven Bells group claimed responsibility for the bombing of the ferry at Linsk."}, ""},
		{"one claims it twice", []string{"The Red Lamp group claimed responsibility for the bombing of the mill at Tarn.", "The Red Lamp group said that it was responsible for the bombing of the mill at Tarn."}, ""},
		{"one claims, another denies a part", []string{"The Red Lamp group claimed responsibility for the bombing of the mill at Tarn.", "The Seven Bells group denied any part in the bombing of the mill at Tarn."}, ""},

		// What was said.
		{"other words", []string{"“We will never leave the valley of Tarn,” Orel Tash said.", "“We will not leave the valley of Tarn,” Orel Tash said."}, "wording"},
		{"words added", []string{"“We will never leave the valley of Tarn,” Orel Tash said.", "“We will never leave the valley of Tarn without our men,” Orel Tash said."}, "wording"},
		{"words dropped within", []string{"“We will never, while the war lasts, leave the valley of Tarn,” Orel Tash said.", "“We will never leave the valley of Tarn,” Orel Tash said."}, "wording"},
		{"the same words", []string{"“We will never leave the valley of Tarn,” Orel Tash said.", "“We will never leave the valley of Tarn,” the miller Orel Tash said on Monday."}, ""},
		{"a part of it with its mark", []string{"“We will never leave the valley of Tarn without our men,” Orel Tash said.", "“We will never leave ... without our men,” Orel Tash said."}, ""},
		{"two say alike", []string{"“We will never leave the valley of Tarn,” Orel Tash said.", "“We will not leave the valley of Tarn,” Dima Sorn said."}, ""},

		// One figure, two units; two figures.
		{"a conversion in brackets", []string{"The quake struck 58km (36 miles) north of Varo, the survey said.", "The quake struck 58km (36 miles) north of Varo at dawn, the survey said."}, ""},
		{"a conversion in brackets, and another length", []string{"The quake struck 58km (36 miles) north of Varo, the survey said.", "The quake struck 90 km north of Varo, the rescue office said."}, "number"},
		{"a sum and its worth", []string{"The mill at Tarn was sold for 3 million crowns ($140,000), the bank said.", "The mill at Tarn was sold for 3 million crowns, Ana Vell said."}, ""},

		// Not surely.
		{"who may have and who is believed to have", []string{"Rebels may have blown up the bridge at Varo, the mayor said.", "Rebels are believed to have blown up the bridge at Varo."}, ""},

		// Two settings.
		{"said on two days of a week", []string{"Nine people were killed in the explosion at the Varo mill, the mayor said on Monday.", "Fourteen people were killed in the explosion at the Varo mill, the doctor Ana Vell said on Friday."}, "number"},
		{"said on a day and the next", []string{"Nine people were killed in the explosion at the Varo mill, the mayor said on Monday.", "Fourteen people were killed in the explosion at the Varo mill, the doctor Ana Vell said on Tuesday."}, "number"},
		{"happened on two days of a week", []string{"Nine people were killed in the explosion at the Varo mill on Monday, the mayor said.", "Fourteen people were killed in the explosion at the Varo mill on Friday, the doctor Ana Vell said."}, ""},
		{"two quakes in two countries", []string{"VARO, Norland - A quake in Norland killed 40 people on Monday, the rescue office said.", "SELE, Ostia - A quake in Ostia killed 52 people on Monday, the rescue office said."}, ""},
		{"one quake, two tolls", []string{"VARO, Norland - A quake in Norland killed 40 people on Monday, the rescue office said.", "VARO, Norland - A quake in Norland killed 52 people on Monday, the Red Lamp group said."}, "number"},
		{"arrests in two towns", []string{"Police arrested seven people in Varo on Monday.", "Police arrested nine people in Linsk on Monday."}, ""},
		{"a town and its country", []string{"Seven people were killed by a bomb in Varo, Norland, on Monday.", "Nine people were killed by a bomb in Norland on Monday."}, "number"},
		{"the town of the dateline", []string{"LINSK - Police arrested seven people after the riot in Linsk. They are held in the old mill.", "VARO - Police in Varo arrested nine people after the riot. They are held in the school."}, ""},
		{"matches of two days", []string{"The Varo Lamps beat the Linsk Bells 24-17 on Sunday.", "The Varo Lamps beat the Linsk Bells 31-10 on Friday."}, ""},
		{"one match, two scores", []string{"The Varo Lamps beat the Linsk Bells 24-17 on Sunday.", "The Varo Lamps beat the Linsk Bells 27-17 on Sunday."}, "number"},
		{"a match and a career", []string{"Orel Tash scored 31 points for the Varo Lamps on Sunday.", "Orel Tash has scored 2,450 points in his career for the Varo Lamps."}, ""},
		{"two victims", []string{"Orel Tash was shot three times in Varo, the police said.", "Dima Sorn was shot five times in Varo, the police said."}, ""},
		{"one victim, two counts", []string{"Orel Tash was shot three times in Varo, the police said.", "Orel Tash was shot five times in Varo, his brother said."}, "number"},
		{"days far apart", []string{"On 3 March 2019 a bomb killed seven people in Varo.", "On 9 November 2021 a bomb killed nine people in Varo."}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := conflictsOf(t, c.texts); got != c.want {
				t.Errorf("conflicts: %q, want %q", got, c.want)
			}
		})
	}
}

// conflictsOf are the kinds of the conflicts of some texts, each once and in order, without those that
// may be of two things.
func conflictsOf(t *testing.T, texts []string) string {
	s := open(t)
	var items []stemma.Item
	for i, text := range texts {
		items = append(items, stemma.Item{Path: fmt.Sprintf("%d.txt", i), Data: []byte(text + "\n")})
	}
	read(t, s, 1, items)
	var kinds []string
	for claim, err := range s.Claims(t.Context(), stemma.ClaimFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		h, err := stemma.HearingOf(t.Context(), s, claim)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range h.Assessments {
			if a.Disagreement.Conflict() && !a.Loose() {
				kinds = append(kinds, string(a.Disagreement))
			}
		}
	}
	slices.Sort(kinds)
	return strings.Join(slices.Compact(kinds), " ")
}
