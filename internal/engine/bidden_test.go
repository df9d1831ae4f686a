package engine_test

import (
	"slices"
	"testing"

	"github.com/stemma/stemma"
)

// TestBidding: what somebody orders, asks, wants or plans is told as done by nobody; what
// somebody is made to do, or manages to, is told as done, and what he fails to do as not done.
func TestBidding(t *testing.T) {
	yes, no := []stemma.Stance{stemma.Affirms}, []stemma.Stance{stemma.Denies}
	const opened = "The guards opened the gate of the mill, said Ana Vell."
	for _, c := range []struct {
		text string
		want []stemma.Stance // of the answers of the text that take a side
	}{
		{"Orel Tash ordered the guards to open the gate of the mill.", nil},
		{"Orel Tash ordered the gate of the mill to be opened.", nil},
		{"Orel Tash ordered that the guards open the gate of the mill.", nil},
		{"Orel Tash asked the guards to open the gate of the mill.", nil},
		{"Orel Tash told the guards to open the gate of the mill.", nil},
		{"Orel Tash begged the guards to open the gate of the mill.", nil},
		{"Orel Tash advised the guards to open the gate of the mill.", nil},
		{"Orel Tash wanted the guards to open the gate of the mill.", nil},
		{"Orel Tash wanted the gate of the mill opened.", nil},
		{"Orel Tash called for the guards to open the gate of the mill.", nil},
		{"Orel Tash called on the guards to open the gate of the mill.", nil},
		{"Orel Tash demanded that the guards open the gate of the mill.", nil},
		{"Orel Tash insisted that the guards open the gate of the mill.", nil},
		{"Orel Tash recommended that the guards open the gate of the mill.", nil},
		{"Orel Tash proposed that the guards open the gate of the mill.", nil},
		{"Orel Tash allowed the guards to open the gate of the mill.", nil},
		{"Orel Tash permitted the guards to open the gate of the mill.", nil},
		{"Orel Tash expected the guards to open the gate of the mill.", nil},
		{"The guards were ordered to open the gate of the mill.", nil},
		{"The guards were told to open the gate of the mill.", nil},
		{"The guards promised to open the gate of the mill.", nil},
		{"The guards threatened to open the gate of the mill.", nil},
		{"The guards planned to open the gate of the mill.", nil},
		{"The guards agreed to open the gate of the mill.", nil},
		{"The guards were about to open the gate of the mill.", nil},
		{"The guards were due to open the gate of the mill.", nil},
		{"The guards offered to open the gate of the mill.", nil},
		{"The guards hoped to open the gate of the mill.", nil},
		{"The guards tried to open the gate of the mill.", nil},
		{"The guards decided to open the gate of the mill.", nil},
		{"Orel Tash was ready to open the gate of the mill.", nil},
		{"Orel Tash hoped that the guards would open the gate of the mill.", nil},
		{"Orel Tash told the clerk to say that the guards opened the gate of the mill.", nil},
		{"Orel Tash asked the clerk to deny that the guards opened the gate of the mill.", nil},
		{"Orel Tash begged the clerk to confirm that the guards opened the gate of the mill.", nil},
		{"Orel Tash urged the clerk not to say that the guards opened the gate of the mill.", nil},
		{"Orel Tash warned the guards not to open the gate of the mill.", nil},
		{"Orel Tash advised the guards against opening the gate of the mill.", nil},
		{"Orel Tash forbade the guards to open the gate of the mill.", nil},
		{"Orel Tash ordered the guards not to open the gate of the mill.", nil},
		{"Ana Vell said that Orel Tash ordered the guards to open the gate of the mill.", nil},
		{"The guards’ order was to open the gate of the mill.", nil},
		{"It was necessary for the guards to open the gate of the mill.", nil},

		{"Orel Tash forced the guards to open the gate of the mill.", yes},
		{"Orel Tash made the guards open the gate of the mill.", yes},
		{"Orel Tash forced the clerk to say that the guards opened the gate of the mill.", yes},
		{"The guards managed to open the gate of the mill.", yes},
		{"The guards were forced to open the gate of the mill.", yes},
		{"The guards dared to open the gate of the mill.", yes},
		{"The guards bothered to open the gate of the mill.", yes},
		{"The guards went on to open the gate of the mill.", yes},
		{"The guards did not fail to open the gate of the mill.", yes},

		{"The guards failed to open the gate of the mill.", no},
		{"The guards refused to open the gate of the mill.", no},
		{"The guards declined to open the gate of the mill.", no},
		{"The guards forgot to open the gate of the mill.", no},
		{"The guards neglected to open the gate of the mill.", no},
		{"The guards did not manage to open the gate of the mill.", no},
		{"The guards were prevented from opening the gate of the mill.", no},
		{"Orel Tash did not force the guards to open the gate of the mill.", nil},
		{"Orel Tash did not order the guards to open the gate of the mill.", nil},
	} {
		s := open(t)
		read(t, s, 1, []stemma.Item{{Path: "0.txt", Data: []byte(c.text)}, {Path: "1.txt", Data: []byte(opened)}})
		var got []stemma.Stance
		for _, m := range taking(t, s, stemma.AskWhether, c.text) {
			got = append(got, m.Stance)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %v, want %v", c.text, got, c.want)
		}
	}
}

// taking are the answers to questions of a kind by which a text takes a side.
func taking(t *testing.T, s stemma.View, question stemma.Question, text string) (out []stemma.Answer) {
	t.Helper()
	for claim, err := range s.Claims(t.Context(), stemma.ClaimFilter{Question: question}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range claim.Members {
			st, err := s.Statement(t.Context(), m.Statement)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := s.Document(t.Context(), st.Doc)
			if err != nil {
				t.Fatal(err)
			}
			if doc.Text == text && m.Stance.Takes() {
				out = append(out, m)
			}
		}
	}
	return out
}
