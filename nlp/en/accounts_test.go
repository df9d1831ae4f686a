package en_test

import (
	"testing"

	"github.com/stemma/stemma/nlp"
)

// TestAccounts holds which sentences are said by whoever's account a text gives.
func TestAccounts(t *testing.T) {
	p := pipeline(t)
	const record = "On Monday Pavel Orn, a miller, was interviewed at his home. Told who asked him, Orn provided the following information:\n\nOrn met Ilo Tash in 1999. "
	const rests, tells = "This note rests on one source, a clerk of the mill.\n\n", "Tom Dunn came home on Tuesday. He tells his story in a kitchen.\n\n"
	for _, test := range []struct {
		what, text, sentence string
		want                 bool
	}{
		{"one source", rests + "The source states that nine crates were sold. Two, he says, were full. The carriers were sent home.", "The carriers were sent home.", true},
		{"by declaration only", "The source states that nine crates were sold. Two, he says, were full. The carriers were sent home.", "The carriers were sent home.", false},
		{"the author for himself", rests + "The source states that nine crates were sold. We have seen no list.", "We have seen no list.", false},
		{"another paragraph", rests + "The source states that nine crates were sold.\n\nThe carriers were sent home.", "The carriers were sent home.", false},
		{"a report of many", "This note rests on many sources.\n\nThe source states that nine crates were sold. The carriers were sent home.", "The carriers were sent home.", false},
		{"a story", tells + "He was never struck, Dunn said. But at the gate a guard turned him round.", "But at the gate a guard turned him round.", true},
		{"how it is told", tells + "He was never struck, Dunn said. He stopped and looked at the wall.", "He stopped and looked at the wall.", false},
		{"a record", record + "The ferry was sold in May.", "The ferry was sold in May.", true},
		{"a record, further on", record + "Tash left.\n\nThe ferry was sold in May.", "The ferry was sold in May.", true},
		{"a heading in a record", record + "\n\nThe sale of the ferry\n\nTash left.", "The sale of the ferry", false},
		{"the record is over", record + "The interview was closed at noon. The agents went home.", "The agents went home.", false},
		{"no record", "Orn met Ilo Tash. Orn provided the following information:\n\nTash lives in Linsk. The ferry was sold in May.", "The ferry was sold in May.", false},
		{"after a denial", rests + "The source denied that he had sold the boat. The boat was moored in Linsk.", "The boat was moored in Linsk.", false},
		{"after a question", rests + "The source asked whether the boat was sold. The boat was moored in Linsk.", "The boat was moored in Linsk.", false},
		{"a note that does not rest on one", "This note does not rest on one source.\n\nThe source states that nine crates were sold. The carriers were sent home.", "The carriers were sent home.", false},
		{"another text after a record", record + "\n\nREPORT OF THE HARBOUR POLICE\n\nThe ferry was sold in May.", "The ferry was sold in May.", false},
		{"a page of a record", record + "\n\nPage 2 of 3\n\nThe ferry was sold in May.", "The ferry was sold in May.", true},
		{"a story told to others", tells + "He was never struck, Dunn said. The police arrested three men.", "The police arrested three men.", false},
		{"another says", tells + "He was never struck, Dunn said. His sister Ana Orel said that he was. A guard turned him round.", "A guard turned him round.", false},
	} {
		doc := nlp.NewDoc(test.text)
		p.Annotate(doc)
		got := false
		for _, a := range doc.Attributions {
			for _, c := range a.Content {
				got = got || c.In(doc.Text) == test.sentence
			}
		}
		if got != test.want {
			t.Errorf("%s: %q is said by the teller: %t, want %t", test.what, test.sentence, got, test.want)
		}
	}
}

// TestRecordOfAnother holds that what is said in the record of an interview is said by whoever gave it.
func TestRecordOfAnother(t *testing.T) {
	doc := nlp.NewDoc("Pavel Orn, a miller, was interviewed on Monday. Orn provided the following information:\n\nOrn met Ilo Tash. Tash told Orn that the mayor was paid. Orn said that he left.")
	pipeline(t).Annotate(doc)
	got := map[string]string{} // of what is said, by whom by whose word
	for _, a := range doc.Attributions {
		who := a.Source.In(doc.Text)
		if a.Parent >= 0 {
			who += " by " + doc.Attributions[a.Parent].Source.In(doc.Text)
		}
		got[a.Content[0].In(doc.Text)] = who
	}
	for content, want := range map[string]string{"Orn met Ilo Tash.": "Orn", "Tash told Orn that the mayor was paid.": "Orn", "that the mayor was paid": "Tash by Orn", "that he left": "Orn"} {
		if got[content] != want {
			t.Errorf("%q is said by %q, not %q", content, got[content], want)
		}
	}
}
