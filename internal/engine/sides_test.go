package engine_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// TestSides: the sides of a claim have all who stand on them, each origin once.
func TestSides(t *testing.T) {
	for _, c := range []struct {
		name     string
		texts    []string
		question stemma.Question
		want     string // of some claim, each side in order: its value, its stance, how many origins, of how many statements
	}{
		{
			"a word set right, and all who have it from him",
			[]string{
				"Orel Tash told me twice that he counted boats, not ships. The clerk of the harbour of Varo wrote down “nine ships”.",
				"VARO, 9 May 2019 - Orel Tash, a ferryman of the harbour of Varo, told the harbour council of Varo that he saw nine ships in the fog.",
				"VARO, 10 May 2019 - Orel Tash, a ferryman of the harbour of Varo, told the newspaper of Varo that he saw nine boats in the fog.",
			},
			stemma.AskWording, "boats affirms 1/2, ships affirms 1/2",
		},
		{
			"a word that he did not use, and a denial",
			[]string{
				"Orel Tash told me twice that he counted volunteers, not soldiers. The clerk of the harbour of Varo wrote down “nine soldiers”.",
				"VARO, 9 May 2019 - Orel Tash, a ferryman of the harbour of Varo, told the harbour council of Varo that he saw nine men in the fog.",
				"VARO, 10 May 2019 - Orel Tash, a ferryman of the harbour of Varo, denied to the newspaper of Varo that he saw nine soldiers in the fog.",
				"VARO, 11 May 2019 - Orel Tash, a ferryman of the harbour of Varo, told the guild of Varo that he did not see nine soldiers in the fog.",
			},
			stemma.AskWording, "soldiers affirms 1/1, volunteers affirms 1/1",
		},
		{
			"no to a question",
			[]string{
				"VARO, 9 May 2019 - Armed men took the crew of the barge Ilvana at Varo, the harbour office said. Colonel Orel Tash denied that any shot had been fired at Varo.",
				"VARO, 10 May 2019 - Armed men took the crew of the barge Ilvana at Varo. Colonel Orel Tash denied that any shot had been fired at Varo, the paper said.",
				"The barge Ilvana of Varo. Notes of a talk with the ferryman.\n\nA.V.: Did you hear a shot at Varo?\n\nTASH: No. I heard a dog.\n\nA.V.: Who took the crew of the barge?\n\nTASH: Armed men took the crew.",
			},
			stemma.AskWhether, " denies 2/3",
		},
		{
			"a press release is the word of whose it is",
			[]string{
				"VARO, 9 May 2019 - The guild of Tarn said that soldiers of the garrison had brought shells to the mill of Tarn on Thursday.",
				"Ministry of Harbours\nPress release, 10 May 2019\n\nThe Ministry of Harbours denies that shells were kept at the mill of Tarn. No soldiers of the garrison were at the mill on Thursday or Friday.",
				"VARO, 11 May 2019 - The mill of Tarn burned on Friday, Ana Vell said. The mayor visited the bakers of Tarn.",
			},
			stemma.AskWhether, " affirms 1/1,  denies 1/2",
		},
		{
			"who saw nothing of it does not deny it",
			[]string{
				"The guards opened the gate of the mill at Tarn, said Ana Vell.",
				"“Did you see the guards open the gate of the mill at Tarn?” asked the clerk. “No. I was asleep,” said Orel Tash.",
			},
			stemma.AskWhether, " affirms 1/1, nothing noticed  1/1",
		},
		{
			"who denies that a deed was approved says not that it was done",
			[]string{
				"The government sold the Zelnik arms factory to Corvane Partners for 40 million crowns, Oda Brezel said.",
				"The cabinet approved the sale of the Zelnik arms factory, said Ana Vell.",
				"\"The cabinet never approved the sale of the Zelnik arms factory,\" said Luka Terno.",
			},
			stemma.AskWhether, " affirms 2/2",
		},
		{
			"who denies one way of dying denies no death",
			[]string{
				"Orel Tash was killed by soldiers near Varo, Ana Vell said.",
				"Orel Tash was executed by soldiers near Varo, said Petra Solm.",
				"Orel Tash was never executed, the army said.",
			},
			stemma.AskStatus, "dead affirms 2/2, not executed denies 1/1",
		},
	} {
		s := open(t)
		var items []stemma.Item
		for i, text := range c.texts {
			items = append(items, stemma.Item{Path: fmt.Sprintf("%d.txt", i), Data: []byte(text)})
		}
		read(t, s, 1, items)
		var got []string
		for claim, err := range s.Claims(t.Context(), stemma.ClaimFilter{Question: c.question}) {
			if err != nil {
				t.Fatal(err)
			}
			var sides []string
			for a, err := range s.Assessments(t.Context(), stemma.AssessmentFilter{Claim: claim.ID}) {
				if err != nil {
					t.Fatal(err)
				}
				for _, x := range a.Sides {
					n := len(x.Witnesses)
					for _, w := range x.Witnesses {
						n += len(w.Descendants)
					}
					sides = append(sides, fmt.Sprintf("%s %s %d/%d", x.Value, x.Stance, len(x.Witnesses), n))
				}
				break // those of one claim share their sides
			}
			slices.Sort(sides)
			got = append(got, strings.Join(sides, ", "))
		}
		if !slices.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
