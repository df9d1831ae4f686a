package ask_test

import (
	"slices"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/ask"
	"github.com/stemma/stemma/nlp/en"
)

// TestDeed: who did it and to whom, when and where, is read off the clause that tells it, whichever
// way round it is built.
func TestDeed(t *testing.T) {
	view := caseFrom(t, map[string]string{
		"tower.txt": "The tower fell less than two years after that day. The tower fell in 1974, the mate said.\n",
		"port.txt": `LINSK, 9 May 2019

The reeve extradited the smuggler Hugo Ker to Norvik. The clerk who robbed Ana Vell fled on the ferry.

The mill was burned by Orel Tash on 3 May, and the tanners, who had fled on 1 May, slept in Tarn.

The glazier Ulf Orn was whipped by two coopers. Ina Dorn whipped the miller in Selwat.

The baker Dima Sand was charged with the theft of a bell. Petra Solm died in hospital. Gunmen murdered Rolf Stene in Norvik.

The bridge in Tarn belongs to the guild.

The mayor, Bela Lenz, slept. The reeve fined the dyer because she sold a stolen bell. The fuller Nils Orre escaped by climbing the wall.

Did the ferryman have a pistol? The guards said that the ferryman had a pistol. The guards aimed a pistol at the ferryman.

Zorah Pell was shot and robbed by a drover. Edda Brisk was fined on Tuesday for her 2011 swindle. Hale Roon was sentenced on 2 April, and the guild cut the sentence of nine years on 8 April.

The weaver Runa Skeld spoke of the flood. She told the guild on Monday that nobody had closed the gates. "I do not think that the dam held," said Tove Lind, the miller's aunt.

The reeve said that the pattern used by the ferrymen in sinking the barge was old.

About 40 passengers were on board the ferry. The ferry left with 52 people aboard.

The flood caused an estimated 300 crowns in damage.

Lutz Brand died at the age of 61 in Tarn. At the age of 20 Lutz Brand left Tarn. The stoker Joss Tolland was 44. Edda Quill was buried on Friday night. Edda Quill was buried Friday, the mate said.

The bell was sold on 6 Dec. and the rope on 7 Dec. in Tarn. Ana Falk died on Monday of fever.

The lawyer of the soldier, who was mocked for years, slept. The kiln fell on 2 June when the granary was sold.

Norvik's queen, Ida Sand, slept. The Linskan queen Vera Holm rode.

Zorah Pell was whipped. The bullet that killed the joiner was heard. The joiner was killed by a shell. The joiner was killed by Ulla Brand, the mate said.

The wharf is 300 metres long, and the boat left with 20 kilometres of spare rope. The wharf, 4 kilometres off Tarn, is old.

The abbot of Selwat, Otto Falk, declined to say whether the well was poisoned. "The inquest is to find WHO ordered the fire," the reeve said. The saddler was assassinated on 5 June.

Twenty-nine weavers were scalded. The number of millers drowned by the flood has risen to 26. Soldier Lutz Holm, who was bitten in Tarn, slept. A union of carters endorsed the reeve.

In 2012 the cook Ida Vance was tried for arson and theft in Tarn. The crew saw the boat and sank it because the hull was cracked.

The regatta was held to honour the dead. The guild voted on 9 April in an election of the mayor.

The wardens met the 20 captives, who are held in Selwat.

The cooper Emil Roth was jailed after the auction. The cooper's mate Finn Roth was jailed for the reeve. Ida Moll was jailed for setting a trap, and Ana Roth was jailed over the arson.

The congregation left Tarn on 4 May 2019. Emil Roth lost a pistol. Finn Roth repaired an airliner.

Enno Frey, the former dean of Selwat, said that the well was dry. Maren Holt, the dean of Selwat, said that the well was full. Jost Ender, the vice dean of Selwat, slept.

The guild's ex-cashier, Leo Mott, slept. Mila Sohn is the former treasurer of the guild.

Two guards trapped and wounded nine sailors near the quay. Sailors beat three guards.
`,
	})
	reader, err := en.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		question string
		answers  []string // none where it is refused
	}{
		{"Who was extradited?", []string{"the smuggler Hugo Ker"}},
		{"Who extradited Hugo Ker?", []string{"The reeve"}},
		{"Who robbed Ana Vell?", []string{"The clerk"}},
		{"Who was robbed?", []string{"Ana Vell", "Zorah Pell"}},
		{"When was the mill burned?", []string{"XXXX-05-03"}},
		{"When did the tanners flee?", []string{"XXXX-05-01"}},
		{"Who whipped Ulf Orn?", []string{"two coopers"}},
		{"Who was whipped by Ina Dorn?", []string{"the miller"}},
		{"Did Ulf Orn whip the coopers?", nil},
		{"Did Ina Dorn whip the miller secretly?", nil},
		{"Was the joiner heard?", nil},
		{"What was Dima Sand charged with?", []string{"the theft of a bell"}},
		{"Where did Rolf Stene die?", []string{"Norvik"}},
		{"Who owns the bridge?", []string{"the guild"}},
		{"Who is the mayor?", []string{"Bela Lenz"}},
		{"Who is the miller?", nil},
		{"How many sailors were trapped?", []string{"9"}},
		{"How many guards were beaten?", []string{"3"}},
		{"How many guards were trapped?", nil},
		{"Why was the dyer fined?", []string{"because she sold a stolen bell"}},
		{"How did Nils Orre escape?", []string{"by climbing the wall"}},
		{"Why did Nils Orre escape?", nil},
		{"Who shot Zorah Pell?", []string{"a drover"}},
		{"Who killed the joiner?", []string{"Ulla Brand"}},
		{"What killed the joiner?", []string{"The bullet", "a shell", "Ulla Brand"}},
		{"How long is the wharf?", []string{"300 metres"}},
		{"How long is the rope?", nil},
		{"Who is the abbot of Selwat?", []string{"Otto Falk"}},
		{"Who ordered the fire?", nil},
		{"When was the saddler killed?", []string{"XXXX-06-05"}},
		{"How many weavers were scalded?", []string{"29"}},
		{"How many millers were drowned?", []string{"26"}},
		{"Who was bitten?", []string{"Soldier Lutz Holm"}},
		{"Which union endorsed the reeve?", []string{"A union of carters"}},
		{"What was Ida Vance tried for in 2012?", []string{"arson and theft"}},
		{"Why did the crew sink the boat?", []string{"because the hull was cracked"}},
		{"When did the tower fall?", []string{"1974", "less than two years after that"}},
		{"Why was the regatta held?", []string{"to honour the dead"}},
		{"When was the election held?", []string{"XXXX-04-09"}},
		{"Who is the dean of Selwat?", []string{"Maren Holt"}},
		{"Who was the dean of Selwat?", []string{"Enno Frey", "Maren Holt"}},
		{"Who is the former dean of Selwat?", []string{"Enno Frey"}},
		{"Who is the cashier?", nil},
		{"Is Mila Sohn the treasurer of the guild?", nil},
		{"Was Mila Sohn the treasurer of the guild?", []string{""}},
		{"Why was Emil Roth jailed?", nil},
		{"Why was Finn Roth jailed?", nil},
		{"Why was Ida Moll jailed?", []string{"for setting a trap"}},
		{"Why was Ana Roth jailed?", []string{"over the arson"}},
		{"When was the congregation held?", nil},
		{"Did Emil Roth lose a pistol?", []string{""}},
		{"Did Emil Roth lose a gun?", []string{""}},
		{"Did Emil Roth lose a rifle?", nil},
		{"Did Finn Roth repair a plane?", []string{""}},
		{"Did Finn Roth repair a jet?", nil},
		{"Who had a pistol?", []string{"the ferryman"}},
		{"When was Edda Brisk fined?", []string{"Tuesday"}},
		{"When was Hale Roon sentenced?", []string{"XXXX-04-02"}},
		{"Who sank the barge?", nil},
		{"How old was Lutz Brand?", []string{"61 years"}},
		{"How old is Joss Tolland?", []string{"44 years"}},
		{"When was Edda Quill buried?", []string{"Friday"}},
		{"When was the bell sold?", []string{"XXXX-12-06"}},
		{"How did Ana Falk die?", []string{"of fever"}},
		{"Who was mocked?", nil},
		{"When was the kiln sold?", nil},
		{"Who is the queen of Norvik?", []string{"Ida Sand"}},
		{"How many people were on board the ferry?", []string{"~40", "52"}},
		{"How much damage did the flood cause?", []string{"~300 crowns"}},
	} {
		if got := values(t, view, reader, test.question); !slices.Equal(got, test.answers) {
			t.Errorf("%s is answered by %q, not %q", test.question, got, test.answers)
		}
	}
}

// TestSaidOf: what somebody said of a thing are whole words of his, also behind a sentence that only
// names the thing, and not what he said that he does not think.
func TestSaidOf(t *testing.T) {
	view := caseFrom(t, map[string]string{"flood.txt": `The governor Ulla Brand ordered the arrest of the old captain Nils Orre. Ulla Brand said that she never trusted Nils Orre.

The weaver Runa Skeld spoke of the flood. She told the guild on Monday that nobody had closed the gates.

"I do not think that the dam held," said Tove Lind, the aunt of the miller.
`})
	reader, err := en.New()
	if err != nil {
		t.Fatal(err)
	}
	for question, want := range map[string]string{
		"What did Runa Skeld say about the flood?": "that nobody had closed the gates",
		"What did Ulla Brand say about Nils Orre?": "that she never trusted Nils Orre",
		"What did Tove Lind say about the dam?":    `"I do not think that the dam held,"`,
	} {
		a, err := ask.For(t.Context(), view, reader, question)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range a.Hearings {
			for _, x := range h.Testimonies {
				got = append(got, x.Statement.Content[0].In(x.Doc.Text))
			}
		}
		if !slices.Equal(got, []string{want}) {
			t.Errorf("%s is answered by %q, not %q", question, got, want)
		}
	}
}

// values are the answers to a question, none where it is refused.
func values(t *testing.T, view stemma.View, reader ask.Reader, question string) (out []string) {
	t.Helper()
	a, err := ask.For(t.Context(), view, reader, question)
	if err != nil {
		t.Errorf("%s %v", question, err)
		return nil
	}
	for _, h := range a.Hearings {
		for _, s := range h.First().Sides {
			out = append(out, s.Value)
		}
	}
	return out
}
