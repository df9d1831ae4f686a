package engine_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// What a careful reader takes from a frame.
const (
	plainYes = "yes"     // somebody says so
	plainNo  = "no"      // somebody denies it
	accused  = "alleged" // it is put forward as an allegation
	unsure   = "hedged"  // it is put forward, and not as certain
	untold   = "open"    // it is neither said nor denied
)

// A frame is one sentence with what is to come of it: how its text answers the question, and
// on whose word, "" for nobody who is named but the author.
type frame struct{ text, want, root string }

// TestAllegedFrames: what is alleged is no yes, on whosever word; no evidence is no denial; and who
// is told a thing does not tell it.
func TestAllegedFrames(t *testing.T) {
	test := func(anchor string, frames []frame) {
		for _, c := range frames {
			s := open(t)
			read(t, s, 1, []stemma.Item{{Path: "0.txt", Data: []byte(c.text)}, {Path: "1.txt", Data: []byte(anchor)}})
			got, roots := readFrame(t, s, c.text)
			if !fits(c.want, got) || roots != c.root {
				t.Errorf("%s %v on the word of %q, want %s on that of %q", c.text, got, roots, c.want, c.root)
			}
		}
	}
	test("Karel Venn sold the keys of the mill, said Ana Vell.", sold)
	test("Karel Venn killed Ana Vell, said Orel Tash.", killed)
	test("Dima Brenn burned the barge, said Ana Vell.", burned)
}

// fits reports whether the answers of a text are what a careful reader takes from it.
func fits(want string, got []string) bool {
	has := func(s string) bool { return slices.Contains(got, s) }
	switch want {
	case untold:
		return !has(plainYes) && !has(plainNo) && !has(accused) && !has(unsure)
	case unsure:
		return (has(unsure) || has(accused) || has(untold)) && !has(plainYes) && !has(plainNo)
	}
	return len(got) > 0 && !slices.ContainsFunc(got, func(s string) bool { return s != want })
}

// readFrame gives the answers of a text to whether something is so, each once, and the words for
// those on whose word its statements stand.
func readFrame(t *testing.T, s stemma.View, text string) (out []string, roots string) {
	t.Helper()
	own := map[stemma.ID]*stemma.Statement{}
	var named []string
	for st, err := range s.Statements(t.Context(), stemma.StatementFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if doc, err := s.Document(t.Context(), st.Doc); err != nil {
			t.Fatal(err)
		} else if doc.Text == text {
			own[st.ID] = st
			if r := st.Root(); r > 0 {
				named = append(named, st.Chain[r].Source.In(text))
			}
		}
	}
	for claim, err := range s.Claims(t.Context(), stemma.ClaimFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range claim.Members {
			st := own[m.Statement]
			if st == nil || claim.Question != stemma.AskWhether && claim.Question != stemma.AskStatus {
				continue
			}
			switch v := cmp.Or(st.Voice().Certainty, nlp.UnknownCertainty); {
			case m.Stance == stemma.Affirms && v != nlp.Certain:
				out = append(out, unsure)
			default:
				out = append(out, map[stemma.Stance]string{stemma.Affirms: plainYes, stemma.Denies: plainNo, stemma.Alleges: accused, stemma.Questions: untold, stemma.NoStance: untold}[m.Stance])
			}
		}
	}
	slices.Sort(out)
	slices.Sort(named)
	return slices.Compact(out), strings.Join(slices.Compact(named), ", ")
}

var sold = []frame{
	// Somebody alleges it.
	{"Police alleged that Karel Venn sold the keys of the mill.", accused, "Police"},
	{"Prosecutors allege that Karel Venn sold the keys of the mill.", accused, "Prosecutors"},
	{"Karel Venn sold the keys of the mill, police alleged.", accused, "police"},
	{"Karel Venn sold the keys of the mill, prosecutors have alleged.", accused, "prosecutors"},
	{"Karel Venn, prosecutors alleged, sold the keys of the mill.", accused, "prosecutors"},
	{"Orel Tash accused Karel Venn of selling the keys of the mill.", accused, "Orel Tash"},
	{"Orel Tash blamed Karel Venn for selling the keys of the mill.", accused, "Orel Tash"},
	{"Police suspect that Karel Venn sold the keys of the mill.", accused, "Police"},
	{"Police suspect Karel Venn of selling the keys of the mill.", accused, "Police"},
	{"Prosecutors charged Karel Venn with selling the keys of the mill.", accused, "Prosecutors"},
	{"Prosecutors charged that Karel Venn sold the keys of the mill.", accused, "Prosecutors"},
	{"Prosecutors indicted Karel Venn for selling the keys of the mill.", accused, "Prosecutors"},
	{"The indictment alleges that Karel Venn sold the keys of the mill.", accused, "The indictment"},
	{"The complaint accuses Karel Venn of selling the keys of the mill.", accused, "The complaint"},
	{"Orel Tash made the allegation that Karel Venn sold the keys of the mill.", accused, "Orel Tash"},
	{"Orel Tash repeated his allegation that Karel Venn sold the keys of the mill.", accused, "Orel Tash, his"},
	{"The accusation by Orel Tash that Karel Venn sold the keys of the mill shocked the town.", accused, "Orel Tash"},
	{"Karel Venn was accused by Orel Tash of selling the keys of the mill.", accused, "Orel Tash"},
	{"Karel Venn sold the keys of the mill, according to the indictment.", accused, "the indictment"},
	{"Dima Brenn said that police alleged that Karel Venn sold the keys of the mill.", accused, "Dima Brenn, police"},
	{"Orel Tash believes that Karel Venn sold the keys of the mill.", unsure, "Orel Tash"},

	// Nobody is named who does.
	{"Karel Venn is alleged to have sold the keys of the mill.", accused, ""},
	{"Karel Venn allegedly sold the keys of the mill.", accused, ""},
	{"Karel Venn reportedly sold the keys of the mill.", accused, ""},
	{"Karel Venn supposedly sold the keys of the mill.", accused, ""},
	{"Karel Venn purportedly sold the keys of the mill.", accused, ""},
	{"Karel Venn is purported to have sold the keys of the mill.", accused, ""},
	{"Karel Venn is said to have sold the keys of the mill.", accused, ""},
	{"Karel Venn is reported to have sold the keys of the mill.", accused, ""},
	{"Karel Venn is rumoured to have sold the keys of the mill.", accused, ""},
	{"Karel Venn is suspected of selling the keys of the mill.", accused, ""},
	{"Karel Venn is suspected of having sold the keys of the mill.", accused, ""},
	{"Karel Venn was accused of selling the keys of the mill.", accused, ""},
	{"Karel Venn stands accused of selling the keys of the mill.", accused, ""},
	{"Karel Venn was charged with selling the keys of the mill.", accused, ""},
	{"Karel Venn was indicted for selling the keys of the mill.", accused, ""},
	{"Karel Venn was arrested for selling the keys of the mill.", accused, ""},
	{"Karel Venn was arrested on suspicion of selling the keys of the mill.", accused, ""},
	{"Karel Venn faces charges of selling the keys of the mill.", accused, ""},
	{"Karel Venn faces allegations that he sold the keys of the mill.", accused, ""},
	{"Karel Venn is wanted for selling the keys of the mill.", accused, ""},
	{"Karel Venn is on trial for selling the keys of the mill.", accused, ""},
	{"Karel Venn is under investigation for selling the keys of the mill.", accused, ""},
	{"It is alleged that Karel Venn sold the keys of the mill.", accused, ""},
	{"It was claimed that Karel Venn sold the keys of the mill.", accused, ""},
	{"It is said that Karel Venn sold the keys of the mill.", accused, ""},
	{"According to rumours, Karel Venn sold the keys of the mill.", accused, ""},
	{"Rumour has it that Karel Venn sold the keys of the mill.", accused, ""},
	{"There are allegations that Karel Venn sold the keys of the mill.", accused, ""},
	{"There were claims that Karel Venn sold the keys of the mill.", accused, ""},
	{"Karel Venn, who allegedly sold the keys of the mill, left the town.", accused, ""},
	{"Karel Venn, accused of selling the keys of the mill, left the town.", accused, ""},
	{"Karel Venn, suspected of selling the keys of the mill, left the town.", accused, ""},
	{"Karel Venn, wanted for selling the keys of the mill, left the town.", accused, ""},
	{"Two men accused of selling the keys of the mill left the town.", accused, ""},
	{"Karel Venn sold the keys of the mill, it is alleged.", accused, ""},
	{"The keys of the mill were sold by Karel Venn, it is said.", accused, ""},
	{"Karel Venn is facing trial over claims that he sold the keys of the mill.", accused, ""},
	{"The keys of the mill were allegedly sold by Karel Venn.", accused, ""},
	{"The keys of the mill are said to have been sold by Karel Venn.", accused, ""},
	{"Police are investigating allegations that Karel Venn sold the keys of the mill.", unsure, ""},
	{"Prosecutors are examining claims that Karel Venn sold the keys of the mill.", unsure, ""},

	// Not surely.
	{"Karel Venn is believed to have sold the keys of the mill.", unsure, ""},
	{"Karel Venn is thought to have sold the keys of the mill.", unsure, ""},
	{"Karel Venn apparently sold the keys of the mill.", unsure, ""},
	{"Karel Venn may have sold the keys of the mill.", unsure, ""},
	{"Karel Venn might have sold the keys of the mill.", unsure, ""},
	{"Karel Venn could have sold the keys of the mill.", unsure, ""},
	{"Karel Venn seems to have sold the keys of the mill.", unsure, ""},
	{"Karel Venn appears to have sold the keys of the mill.", unsure, ""},
	{"It is believed that Karel Venn sold the keys of the mill.", unsure, ""},
	{"It is suspected that Karel Venn sold the keys of the mill.", unsure, ""},
	{"It is feared that Karel Venn sold the keys of the mill.", unsure, ""},
	{"It is possible that Karel Venn sold the keys of the mill.", unsure, ""},
	{"Karel Venn would have sold the keys of the mill, had he been mayor.", untold, ""},

	// It is not shown.
	{"Prosecutors failed to prove that Karel Venn sold the keys of the mill.", untold, "Prosecutors"},
	{"The inquiry could not establish that Karel Venn sold the keys of the mill.", untold, ""},
	{"The court was unable to establish that Karel Venn sold the keys of the mill.", untold, ""},
	{"There is no evidence that Karel Venn sold the keys of the mill.", untold, ""},
	{"Police found no evidence that Karel Venn sold the keys of the mill.", untold, "Police"},
	{"The report did not show that Karel Venn sold the keys of the mill.", untold, "The report"},
	{"Orel Tash has yet to show that Karel Venn sold the keys of the mill.", untold, ""},
	{"Orel Tash did not prove that Karel Venn sold the keys of the mill.", untold, "Orel Tash"},
	{"It has not been proved that Karel Venn sold the keys of the mill.", untold, ""},

	// Who hears it does not say it.
	{"Police were told that Karel Venn sold the keys of the mill.", accused, ""},
	{"The court was told that Karel Venn sold the keys of the mill.", accused, ""},
	{"The court was told Karel Venn sold the keys of the mill.", accused, ""},
	{"The court heard that Karel Venn sold the keys of the mill.", accused, ""},
	{"The mayor was informed that Karel Venn sold the keys of the mill.", accused, ""},
	{"Councillors were informed on Monday that Karel Venn sold the keys of the mill.", accused, ""},
	{"We are told that Karel Venn sold the keys of the mill.", accused, ""},
	{"Karel Venn sold the keys of the mill, the court was told.", accused, ""},
	{"Karel Venn sold the keys of the mill, the court heard.", accused, ""},
	{"Police were told by Orel Tash that Karel Venn sold the keys of the mill.", plainYes, "Orel Tash"},
	{"Orel Tash told police that Karel Venn sold the keys of the mill.", plainYes, "Orel Tash"},

	// What is said, or denied, outright.
	{"Police said that Karel Venn sold the keys of the mill.", plainYes, "Police"},
	{"The ministry claimed that Karel Venn sold the keys of the mill.", plainYes, "The ministry"},
	{"Orel Tash confirmed that Karel Venn sold the keys of the mill.", plainYes, "Orel Tash"},
	{"Orel Tash testified that Karel Venn sold the keys of the mill.", plainYes, "Orel Tash"},
	{"The inquiry established that Karel Venn sold the keys of the mill.", plainYes, ""},
	{"Prosecutors proved that Karel Venn sold the keys of the mill.", plainYes, "Prosecutors"},
	{"Karel Venn admitted that he sold the keys of the mill.", plainYes, "Karel Venn"},
	{"Orel Tash denied that Karel Venn sold the keys of the mill.", plainNo, "Orel Tash"},
	{"Karel Venn was acquitted of selling the keys of the mill.", plainNo, ""},
}

var killed = []frame{
	{"Karel Venn is the alleged killer of Ana Vell.", untold, ""},
	{"Karel Venn, the suspected killer of Ana Vell, left the town.", untold, ""},
	{"Karel Venn, the alleged killer of Ana Vell, left the town.", untold, ""},
	{"The alleged killing of Ana Vell by Karel Venn took place on Monday.", accused, ""},
	{"The suspected killing of Ana Vell took place on Monday.", accused, ""},
	{"The reported killing of Ana Vell took place on Monday.", unsure, ""},
	{"The supposed killing of Ana Vell by Karel Venn took place on Monday.", accused, ""},
	{"The purported killing of Ana Vell took place on Monday.", accused, ""},
	{"Karel Venn’s alleged killing of Ana Vell took place on Monday.", accused, ""},
	{"Police are investigating the alleged killing of Ana Vell.", accused, ""},
	{"Ana Vell was allegedly killed by Karel Venn in the mill on Monday.", accused, ""},
	{"Karel Venn was charged with killing Ana Vell.", accused, ""},
	{"The trial of Karel Venn for the alleged killing of Ana Vell began.", accused, ""},
	{"The so-called killing of Ana Vell took place on Monday.", accused, ""},
}

var burned = []frame{
	{"Detectives alleged on Monday that Dima Brenn burned the barge.", accused, "Detectives"},
	{"Dima Brenn burned the barge, the lawsuit alleges.", accused, "the lawsuit"},
	{"The council has accused Dima Brenn of burning the barge.", accused, "The council"},
	{"The barge was allegedly burned by Dima Brenn.", accused, ""},
	{"The barge is believed to have been burned by Dima Brenn.", unsure, ""},
	{"Dima Brenn was remanded on charges of burning the barge.", accused, ""},
	{"Dima Brenn, charged with burning the barge, spoke on Monday.", accused, ""},
	{"It has been alleged that Dima Brenn burned the barge.", accused, ""},
	{"The jury was told that Dima Brenn burned the barge.", accused, ""},
	{"The inquest heard that Dima Brenn burned the barge.", accused, ""},
	{"The investigators failed to establish that Dima Brenn burned the barge.", untold, ""},
	{"No proof that Dima Brenn burned the barge has been found.", untold, ""},
	{"The harbour office has not proved that Dima Brenn burned the barge.", untold, "The harbour office"},
	{"Dima Brenn, who is suspected of burning the barge, left the town.", accused, ""},
	{"The alleged burning of the barge by Dima Brenn took place on Monday.", untold, ""},
	{"Dima Brenn could be the man who burned the barge.", unsure, ""},
	{"Reports suggest that Dima Brenn burned the barge.", unsure, "Reports"},
	{"Dima Brenn faces a charge of burning the barge.", accused, ""},
	{"The mayor was warned that Dima Brenn burned the barge.", accused, ""},
	{"Dima Brenn is claimed to have burned the barge.", accused, ""},
	{"Dima Brenn is understood to have burned the barge.", unsure, ""},
	{"The captain testified that Dima Brenn burned the barge.", plainYes, "The captain"},
}
