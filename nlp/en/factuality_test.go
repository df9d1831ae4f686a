package en

import (
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/factuality"
)

func complete(t testing.TB, text string) *nlp.Doc {
	t.Helper()
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	doc := nlp.NewDoc(text)
	p.Annotate(doc)
	return doc
}

// sure writes a factuality as tests expect it: "certain positive", and the
// words that show it behind a bar.
func sure(text string, f nlp.Factuality) string {
	words := make([]string, len(f.ShownBy))
	for i, s := range f.ShownBy {
		words[i] = s.In(text)
	}
	out := string(f.Certainty) + " " + string(f.Polarity)
	if len(words) > 0 {
		out += " | " + strings.Join(words, ", ")
	}
	return out
}

// widest returns the attribution with the longest content, of those with a
// source: others may be found within it.
func widest(doc *nlp.Doc) *nlp.Attribution {
	var best *nlp.Attribution
	length := func(a *nlp.Attribution) (n int) {
		for _, s := range a.Content {
			n += s.Len()
		}
		return n
	}
	for i := range doc.Attributions {
		if a := &doc.Attributions[i]; !a.Source.IsZero() && (best == nil || length(a) > length(best)) {
			best = a
		}
	}
	return best
}

func TestFactualityOfSources(t *testing.T) {
	for _, c := range [][2]string{
		{`Orel said the dam would hold.`, "certain positive"},
		{`Orel said the dam had not held.`, "certain positive"},
		{`Orel said it was not true that the dam had failed.`, "certain negative | not true"},
		{`Orel said the claim that the dam had failed was baseless.`, "certain negative | baseless"},
		{`"No," said Orel. "The dam has not failed."`, "certain positive"},
		{`None of the hostages of the ferry Ilvana was released on Monday, said Orel Tash.`, "certain positive"},
		{`Orel denied that the dam had failed.`, "certain negative | denied"},
		{`Orel has categorically denied that the dam failed.`, "certain negative | denied"},
		{`Orel doubted that the dam had failed.`, "probable negative | doubted"},
		{`Orel asked whether the dam had failed.`, "unknown unknown | asked"},
		{`Dima Sorn recanted his testimony that he saw Karel Venn burn the mill.`, "unknown unknown | recanted"},
		{`Orel declined to comment on the dam.`, "unknown unknown | declined"},
		{`Orel believes that the dam has failed.`, "probable positive | believes"},
		{`Orel failed to prove that the dam had failed.`, "unknown unknown | failed"},
		{`Orel hopes that the dam will hold.`, "possible positive | hopes"},
		{`Orel said the dam would probably hold.`, "probable positive | probably"},
		{`Orel said the dam might have failed.`, "possible positive | might"},
		{`"Perhaps the dam has failed," Orel said.`, "possible positive | Perhaps"},
		{`"I think the dam has failed," Orel said.`, "probable positive | think"},
		{`"Has the dam failed?" Orel said.`, "unknown unknown | ?"},
		{`Orel said it was unlikely that the dam had failed.`, "probable negative | unlikely"},
		{`Orel said the dam seemed to have failed.`, "probable positive | seemed"},
		{`Orel asked the council to open the gate.`, "certain positive"},
		{`Orel refused to open the gate.`, "certain negative | refused"},
		{`Tash told the engineer Dima Sorn to say that the dam at Tarn was safe.`, "unknown unknown | told"},
		{`"If the dam fails, the village will drown," Orel said.`, "certain positive"},
		{`"If the dam failed," Orel said, "I hope the town was empty."`, "unknown unknown | If, hope"},
		{`"If the dam fails," Orel said, "the village will drown."`, "certain positive"},
		{`Orel said the guest may go where he likes.`, "certain positive"},
		{`Nobody disputes that the dam failed.`, "certain positive | Nobody disputes"},
		{`No official disputed that the dam failed.`, "unknown unknown | No, disputed"},
		{`Orel believes that the dam may have failed.`, "possible positive | believes, may"},
	} {
		doc := complete(t, c[0])
		a := widest(doc)
		if a == nil {
			t.Errorf("%s: no attribution", c[0])
			continue
		}
		if got := sure(c[0], a.Factuality); got != c[1] {
			t.Errorf("%s: %s, want %s", c[0], got, c[1])
		}
		if got := sure(c[0], a.Relayed); got != "unknown unknown" {
			t.Errorf("%s: who reports it is %s", c[0], got)
		}
	}
}

// TestRefuted: who says of nobody's word that it is not so denies it, and who passes on what
// is in the air keeps a distance; who tells of what was counted does not.
func TestRefuted(t *testing.T) {
	for _, c := range [][2]string{
		{`The report that Milan Orel was captured is untrue.`, "certain negative | report, untrue"},
		{`The report that the guards opened the gate was rejected by the council.`, "unknown negative | report, rejected"},
		{`It was wrong to say that Milan Orel was captured.`, "certain negative | wrong"},
		{`Reports that he was freed were false.`, "certain negative | Reports, false"},
		{`Reports that the guards opened the gate were false.`, "certain negative | false"},
		{`There were reports that Milan Orel was captured.`, "unknown unknown | reports"},
		{`Milan Orel sold the keys, according to rumours.`, "unknown unknown | rumours"},
		{`Milan Orel sold the keys, rumour has it.`, "unknown unknown | rumour"},
		{`Nine people were reported dead.`, "probable positive | reported"},
		{`The mayor was told that the dam had failed.`, "unknown unknown | told"},
		{`The court heard that the dam had failed.`, "unknown unknown | heard"},
		{`Milan Orel was reported to have sold the keys.`, "unknown unknown | reported"},
	} {
		doc := complete(t, c[0])
		if len(doc.Attributions) != 1 || !doc.Attributions[0].Source.IsZero() {
			t.Errorf("%s: %v", c[0], doc.Attributions)
			continue
		}
		if got := sure(c[0], doc.Attributions[0].Relayed); got != c[1] {
			t.Errorf("%s: who reports it is %s, want %s", c[0], got, c[1])
		}
	}
}

// The writer's distance is the writer's.
func TestFactualityOfReporters(t *testing.T) {
	for _, c := range [][3]string{
		{`Orel falsely claimed that the dam had failed.`, "certain positive", "certain negative | falsely"},
		{`Orel alleged that the dam had failed.`, "certain positive", "unknown unknown | alleged"},
		{`Orel suspected that the dam had failed.`, "probable positive | suspected", "unknown unknown | suspected"},
		{`Orel accused the guild of burning the mill.`, "certain positive", "unknown unknown | accused"},
		{`Orel blamed the guild for burning the mill.`, "certain positive", "unknown unknown | blamed"},
		{`Orel blamed the guild for the attack on the mill.`, "certain positive", "unknown unknown"},
		{`Orel said that Tash was advised to leave the mill.`, "certain positive", "unknown unknown"},
		{`The dam had failed, according to the indictment.`, "certain positive", "unknown unknown | indictment"},
		{`Orel said the dam had supposedly failed.`, "certain positive", "unknown unknown | supposedly"},
		{`Orel said that the so-called rescue had failed.`, "certain positive", "unknown unknown | so-called"},
		{`Orel said that the dam had reportedly failed.`, "certain positive", "unknown unknown | reportedly"},
		{`"The so-called rescue has failed," Orel said.`, "certain positive", "unknown unknown"},
		{`"The dam has supposedly failed," Orel said.`, "unknown unknown | supposedly", "unknown unknown"},
	} {
		doc := complete(t, c[0])
		a := widest(doc)
		if a == nil {
			t.Errorf("%s: no attribution", c[0])
			continue
		}
		if got := sure(c[0], a.Factuality); got != c[1] {
			t.Errorf("%s: the source is %s, want %s", c[0], got, c[1])
		}
		if got := sure(c[0], a.Relayed); got != c[2] {
			t.Errorf("%s: who reports it is %s, want %s", c[0], got, c[2])
		}
	}
}

func own(doc *nlp.Doc) nlp.Factuality {
	return factuality.Own(doc, []nlp.Span{{Begin: 0, End: len(doc.Text)}})
}

func TestFactualityOfAuthors(t *testing.T) {
	for _, c := range [][2]string{
		{`The dam has failed.`, "certain positive"},
		{`The dam has not failed.`, "certain positive"},
		{`The dam may have failed.`, "possible positive | may"},
		{`Perhaps the dam has failed.`, "possible positive | Perhaps"},
		{`The dam has probably failed.`, "probable positive | probably"},
		{`It is doubtful that the dam has failed.`, "probable negative | doubtful"},
		{`The dam seems to have failed.`, "probable positive | seems"},
		{`The dam does not seem to have failed.`, "probable negative | seem"},
		{`Has the dam failed?`, "unknown unknown | ?"},
		{`The dam has failed, and one thing is left: how deep was the water?`, "certain positive"},
		{`The question: how deep was the water?`, "unknown unknown | ?"},
		{`If the number is right, the dam has failed.`, "possible positive | If"},
		{`Had Orel sold the keys, the dam would have failed.`, "possible positive | Had, would"},
		{`Should the dam fail, the mayor will leave.`, "possible positive | Should"},
		{`The man, had he lived, would be mayor.`, "possible positive | had"},
		{`The dam would have failed.`, "possible positive | would"},
		{`They had the guards counted and left.`, "certain positive"},
		{`So had the mayor, who would leave.`, "certain positive"},
		{`Had the dam failed?`, "unknown unknown | ?"},
		{`Visitors are charged for entering the castle.`, "certain positive"},
		{`Nine people were reported killed.`, "probable positive | reported"},
		{`Orel was found not guilty of selling the keys.`, "unknown negative | found not guilty"},
		{`The likely answer is that the dam has failed.`, "probable positive | likely"},
		{`The shipment is expected after the new year.`, "certain positive"},
		{`The cracks show that the dam has failed.`, "certain positive"},
		{`Orel gave a speech accusing the council of theft.`, "unknown unknown | accusing"},
		{`Orel left on Friday, claiming that the dam had failed.`, "unknown unknown | claiming"},
		{`The council hopes to open the gate.`, "certain positive"},
		{`The council urged them to leave.`, "certain positive"},
		{`The council said that the dam had failed.`, "unknown unknown | said"},
		{`I do not know whether the dam has failed.`, "unknown unknown | know"},
		{`It is unclear whether the dam has failed.`, "unknown unknown | unclear"},
		{`The dam almost failed.`, "unknown unknown | almost"},
		{`Orel was nearly killed.`, "unknown unknown | nearly"},
		{`The flood killed nearly nine men.`, "certain positive"},
		{`In the film, Orel is killed.`, "unknown unknown | film"},
		{`The actor was killed in the film studio.`, "certain positive"},
		{`The governor pretended that the bridge was open.`, "unknown unknown | pretended"},
		{`The bombing of the mill never happened.`, "certain negative | never happened"},
		{`The meeting did not take place.`, "certain negative | not take"},
		{`The meeting did not take place on Friday.`, "certain positive"},
		{`The arrest of Orel has been ruled out.`, "unknown negative | ruled"},
		{`The arrest of Orel has not been ruled out.`, "certain positive"},
	} {
		doc := complete(t, c[0])
		if got := sure(c[0], own(doc)); got != c[1] {
			t.Errorf("%s: %s, want %s", c[0], got, c[1])
		}
	}
}

// Nothing that is alleged becomes a fact: whatever happens to a person by
// another's word, the author is never certain of it.
func TestAllegationsAreNoFacts(t *testing.T) {
	frames := []string{
		"%s allegedly %d.", "%s reportedly %d.", "%s supposedly %d.", "Allegedly, %s %d.",
		"%s is said to have %p.", "%s is alleged to have %p.", "%s is believed to have %p.", "%s is thought to have %p.",
		"%s is reported to have %p.", "%s was accused of having %p.", "%s is suspected of having %p.",
		"Orel denied that %s %d.", "Orel claims that %s %d.", "Police say that %s %d.", "Orel said that %s %d.",
		"It is claimed that %s %d.", "It is rumoured that %s %d.", "%s may have %p.", "%s might have %p.",
		"%s appears to have %p.", "Perhaps %s %d.", "According to Orel, %s %d.",
		"If %s %d, the court will say so.", "It is unclear whether %s %d.", "There is no evidence that %s %d.",
	}
	subjects := []string{"the captain", "Dima Sand", "two of the guards", "the company"}
	deeds := [][2]string{{"burned the boats", "burned the boats"}, {"took the money", "taken the money"}, {"killed three men", "killed three men"}, {"wrote the letter", "written the letter"}}
	for _, frame := range frames {
		for _, subject := range subjects {
			for _, deed := range deeds {
				text := strings.NewReplacer("%s", subject, "%d", deed[0], "%p", deed[1]).Replace(frame)
				text = strings.ToUpper(text[:1]) + text[1:]
				doc := complete(t, text)
				for _, a := range doc.Attributions {
					if a.Relayed.Certainty == nlp.Certain && a.Relayed.Polarity == nlp.Positive {
						t.Errorf("%s: the one who reports it is certain", text)
					}
				}
				attributed := slices.ContainsFunc(doc.Attributions, func(a nlp.Attribution) bool {
					at := strings.Index(text, deed[0][len(deed[0])-5:])
					return slices.ContainsFunc(a.Content, func(s nlp.Span) bool { return s.Begin <= at && at < s.End })
				})
				if f := own(doc); !attributed && f.Certainty == nlp.Certain && f.Polarity == nlp.Positive {
					t.Errorf("%s: the author is certain", text)
				}
			}
		}
	}
}

// TestLeftOpen: who somebody is only taken for may be another, and what is rejected, or does not
// follow, is nobody's word.
func TestLeftOpen(t *testing.T) {
	for _, c := range [][2]string{
		{`A man believed to be Otto Kern was killed in Lenn on Friday, police said.`, "believed: probable"},
		{`A man said to be Ivo Brandt, the ferry owner, was arrested on Friday.`, "said: probable"},
		{`Officers found the body of a woman thought to be Mia Dahl.`, "found: probable"},
		{`A man claiming to be Otto Kern was killed in Lenn.`, ""},
		{`The presence of Fisk in Lenn does not entail the conclusion that Arvia is arming the rebels.`, "arming: unknown"},
		{`The council rejects the notion that Dorran sold the mill.`, "sold: unknown"},
		{`The council does not reject the notion that Dorran sold the mill.`, ""},
		{`The letters support the conclusion that Dorran sold the mill.`, ""},
	} {
		doc := complete(t, c[0])
		var got []string
		for _, m := range doc.Markers {
			if m.Kind == nlp.Hedge {
				got = append(got, doc.Tokens[m.Over].In(c[0])+": "+string(m.Certainty))
			}
		}
		if strings.Join(got, ", ") != c[1] {
			t.Errorf("%s: %q, want %q", c[0], got, c[1])
		}
		for _, a := range doc.Attributions {
			if a.Source.IsZero() && strings.HasSuffix(c[1], "unknown") && len(a.Relayed.ShownBy) == 0 {
				t.Errorf("%s: whoever reports it leaves nothing open", c[0])
			}
			if source := a.Source.In(c[0]); c[1] != "" && (source == "A man" || source == "a woman") {
				t.Errorf("%s: %q says nothing", c[0], source)
			}
		}
	}
}

// TestLimitsDenyNothing holds that "no" before a comparison is a bound of a number.
func TestLimitsDenyNothing(t *testing.T) {
	for text, want := range map[string]int{
		"No fewer than seven miners were killed at Tarn.":             0,
		"The flood killed no less than seven miners at Tarn.":         0,
		"No more than seven miners were killed at Tarn.":              0,
		"The flood not only killed the miners but closed the road.":   0,
		"No miners were killed at Tarn.":                              1,
		"The flood killed no miners, and more than seven were saved.": 1,
	} {
		n := 0
		for _, m := range complete(t, text).Markers {
			if m.Kind == nlp.Negation {
				n++
			}
		}
		if n != want {
			t.Errorf("%s: %d negations, want %d", text, n, want)
		}
	}
}

func TestSaid(t *testing.T) {
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{`Orel said on Friday that the dam had failed on Tuesday.`, "2021-05-21"},
		{`Orel said the dam had failed on Tuesday.`, ""},
		{`In a statement issued 3 May, Orel said the dam would hold.`, "2021-05-03"},
		{`Orel told reporters Tuesday that the dam would hold.`, "2021-05-25"},
		{`“It will hold,” Orel told the council last week.`, "2021-05-17/2021-05-23"},
		{`On Monday, Orel said that the dam would hold.`, "2021-05-24"},
		{`Orel, who was elected in 2019, said the dam would hold.`, ""},
		{`Orel left on Friday, saying that the dam would hold.`, "2021-05-21"},
		{`According to a report published in January, the dam will hold.`, ""},
		{`Orel has often said that the dam will hold until 2030.`, ""},
	} {
		doc := nlp.NewDoc(c[0])
		doc.Date = "2021-05-25"
		p.Annotate(doc)
		a := widest(doc)
		if a == nil {
			t.Errorf("%s: no attribution", c[0])
			continue
		}
		if got := a.Said; got != c[1] {
			t.Errorf("%s: said %q, want %q", c[0], got, c[1])
		}
	}
}

func TestNegationScopes(t *testing.T) {
	for _, c := range [][3]string{
		{`Orel did not open the gate.`, "not", "Orel did / open the gate"},
		{`Nobody saw the boats.`, "Nobody", "saw the boats"},
		{`No-one saw the boats.`, "No-one", "saw the boats"},
		{`The boats were invisible.`, "in", "The boats were / visible"},
		{`They left without the captain.`, "without", "the captain"},
	} {
		doc := complete(t, c[0])
		var got []string
		for _, m := range doc.Markers {
			if m.Kind == nlp.Negation {
				var scope []string
				for _, s := range m.Scope {
					scope = append(scope, s.In(c[0]))
				}
				got = append(got, m.In(c[0])+": "+strings.Join(scope, " / "))
			}
		}
		if want := c[1] + ": " + c[2]; len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %q", c[0], got, want)
		}
	}
}

// TestFalsity: what says of a clause that it is not so by more than a "not" beside its
// predicate, and what only sets right what stands beside it.
func TestFalsity(t *testing.T) {
	for _, c := range [][2]string{
		{`It was not Milan Orel who sold the keys.`, "falsity of sold: certain"},
		{`It wasn't the guards that opened the gate.`, "falsity of opened: certain"},
		{`It was not only Milan Orel who sold the keys.`, ""},
		{`It was not until Monday that Orel sold the keys.`, ""},
		{`It was not a man who smiled.`, ""},
		{`It is not the first time that Orel sold the keys.`, ""},
		{`It is not true that Milan Orel sold the keys.`, "falsity of sold: certain"},
		{`It is untrue that Milan Orel sold the keys.`, "falsity of sold: certain"},
		{`It is true that Milan Orel sold the keys.`, ""},
		{`The claim that Milan Orel sold the keys is false.`, "falsity of sold: certain"},
		{`The claim that Milan Orel sold the keys may be false.`, "falsity of sold: possible"},
		{`The allegation that Ana Brenn burned the archive has no basis.`, "falsity of burned: certain"},
		{`There is no truth to the claim that Petra Lund shot the driver.`, "falsity of shot: certain"},
		{`The report that the guards opened the gate was rejected by the ministry.`, "falsity of opened: unknown"},
		{`Allegations that Ana Brenn burned the archive are baseless.`, "falsity of burned: certain"},
		{`If it is not true that Orel sold the keys, somebody else did.`, ""},
		{`It is wrong to shoot the driver.`, ""},
		{`Orel Tash was acquitted of selling the keys.`, "falsity of selling: unknown"},
		{`Orel Tash was cleared of selling the keys.`, "falsity of selling: unknown"},
		{`Orel Tash was not acquitted of selling the keys.`, ""},
		{`The street was cleared of snow.`, ""},
		{`Orel Tash was acquitted of theft.`, "falsity of theft: unknown"},
		{`Orel Tash was acquitted of the theft.`, ""},
		{`Orel Tash was found not guilty of selling the keys.`, "falsity of selling: unknown"},
		{`The court found Orel Tash not guilty of selling the keys.`, "falsity of selling: certain"},
		{`Orel Tash was found guilty of selling the keys.`, ""},
		{`Reports that Milan Orel was captured were false, the mayor said.`, "falsity of captured: certain"},
		{`Reports that he was freed were false, the mayor said.`, "falsity of freed: certain"},
		{`Reports that Orel Tash was freed were false, the mayor said.`, "falsity of freed: certain"},
		{`Reports that the guards opened the gate were false.`, "falsity of opened: certain"},
		{`Reports that the guild sold the ferry are untrue, the mayor said.`, "falsity of sold: certain"},
		{`Claims that the bakers hid the flour are baseless.`, "falsity of hid: certain"},
		{`Rumours that the tanners left Velm were unfounded.`, "falsity of left: certain"},
		{`Orel Tash reports that the gate which they opened was false.`, ""},
		{`That the weavers stole the looms was denied by the bishop.`, "falsity of stole: unknown"},
		{`That the well was poisoned was denied by the bishop.`, "falsity of poisoned: unknown"},
		{`It would be wrong to claim that the guards beat him.`, "falsity of beat: certain"},
		{`It would have been wrong to claim that the guards beat him.`, ""},
		{`It was wrong that the guards beat him.`, ""},
		{`It is not right that the guards beat me.`, ""},
		{`It is wrong to say that the guards beat him.`, "falsity of beat: certain"},
		{`The claim that the guards beat him is wrong.`, "falsity of beat: certain"},
		{`Not seven but nine sailors died.`, "correction of seven"},
		{`Nine sailors, not seven, died.`, "correction of seven"},
		{`The bridge fell not in March but in April.`, "correction of March"},
		{`The bridge did not fall in March but in April.`, "correction of March"},
		{`The bridge fell in April, not in March.`, "correction of March"},
		{`It was not Tomas Reve but Jan Kolar who opened the sluice.`, "correction of Tomas"},
		{`The guard did not hit the mayor but the driver.`, ""},
		{`Not only seven but nine sailors died.`, ""},
	} {
		doc := complete(t, c[0])
		var got []string
		for _, m := range doc.Markers {
			words := " of " + doc.Tokens[m.Over].In(c[0])
			switch m.Kind {
			case nlp.Falsity:
				got = append(got, "falsity"+words+": "+string(m.Certainty))
			case nlp.Correction:
				got = append(got, "correction"+words)
			}
		}
		if strings.Join(got, ", ") != c[1] {
			t.Errorf("%s: %q, want %q", c[0], got, c[1])
		}
	}
}

// TestImplied: what follows of a clause from the word that takes it, and of what somebody is
// bidden to say.
func TestImplied(t *testing.T) {
	for _, c := range [][2]string{
		{`The guards forgot to open the gate.`, "open negative"},
		{`The guards did not forget to open the gate.`, "open positive"},
		{`The guards managed to open the gate.`, ""},
		{`The guards did not manage to open the gate.`, "open negative"},
		{`Orel forced the guards to open the gate.`, ""},
		{`Orel did not force the guards to open the gate.`, "open unknown"},
		{`Orel ordered the guards to open the gate.`, "open unknown"},
		{`Orel ordered the guards to open the gate and leave the fort.`, "open unknown, leave unknown"},
		{`Orel ordered the gate to be opened.`, "opened unknown"},
		{`Orel called on the guards to open the gate.`, "open unknown"},
		{`Orel called to say that the guards opened the gate.`, ""},
		{`Orel insisted that the guards open the gate.`, "open unknown"},
		{`Orel insisted that the guards opened the gate.`, ""},
		{`Orel demanded the release of the guards.`, "release unknown"},
		{`Orel told the clerk to force the guards to open the gate.`, "force unknown, open unknown"},
		{`Orel told the clerk to say that the guards opened the gate.`, "say unknown, opened unknown"},
		{`Orel told the clerk to remember that the guards opened the gate.`, "remember unknown"},
		{`The guards were kept from opening the gate.`, "opening negative"},
		{`Orel advised the guards against opening the gate.`, "opening unknown"},
		{`The order to open the gate was read out.`, "open unknown"},
		{`Orel failed to prove that the guards opened the gate.`, "prove negative, opened unknown"},
		{`Orel could not establish that the guards opened the gate.`, "opened unknown"},
		{`Orel has yet to show that the guards opened the gate.`, "show negative, opened unknown"},
		{`Orel did not fail to prove that the guards opened the gate.`, "prove positive"},
		{`The guards’ order was to open the gate.`, "open unknown"},
	} {
		doc := complete(t, c[0])
		var got []string
		for _, m := range doc.Markers {
			if m.Kind == nlp.Implied {
				got = append(got, doc.Tokens[m.Over].In(c[0])+" "+string(m.Polarity))
			}
		}
		if strings.Join(got, ", ") != c[1] {
			t.Errorf("%s: %q, want %q", c[0], got, c[1])
		}
	}
}

func TestHappenings(t *testing.T) {
	rate := func(text, word string) float64 {
		doc := complete(t, text)
		for _, h := range doc.Happenings {
			if doc.Tokens[h.Token].In(text) == word {
				return h.Happened
			}
		}
		t.Fatalf("%s: %q is no predicate", text, word)
		return 0
	}
	for _, pair := range [][3]string{ // the first happened more than the second
		{`The captain sold the boat.`, `The captain did not sell the boat.`, "sold sell"},
		{`The captain sold the boat.`, `The captain might sell the boat.`, "sold sell"},
		{`The captain sold the boat.`, `Did the captain sell the boat?`, "sold sell"},
	} {
		words := strings.Fields(pair[2])
		if a, b := rate(pair[0], words[0]), rate(pair[1], words[1]); a < b+0.5 {
			t.Errorf("%s: %.2f, and %s: %.2f", pair[0], a, pair[1], b)
		}
	}
}

// Attributions as a finder that misses nothing would give them: what is said of
// silence is data too.
func TestFactualityOfGivenCues(t *testing.T) {
	gauge, err := Factuality()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][5]string{ // text, source, cue, content, what is expected
		{`Orel did not say whether the dam had failed.`, `Orel`, `did not say`, `whether the dam had failed`, "unknown unknown | not say"},
		{`The ministry has not responded to questions about the dam.`, `The ministry`, `has not responded to`, `questions about the dam`, "unknown unknown | not responded"},
		{`The ministry would not comment on the dam.`, `The ministry`, `would not comment on`, `the dam`, "unknown unknown | not comment"},
		{`The ministry refused to say who had opened the gate.`, `The ministry`, `refused to say`, `who had opened the gate`, "unknown unknown | refused"},
		{`Orel could not confirm that the dam had failed.`, `Orel`, `could not confirm`, `the dam had failed`, "unknown unknown | not confirm"},
		{`Orel neither confirmed nor denied that the dam had failed.`, `Orel`, `neither confirmed nor denied`, `the dam had failed`, "unknown unknown | neither, denied"},
		{`Orel did not deny that the dam had failed.`, `Orel`, `did not deny`, `the dam had failed`, "unknown unknown | not deny"},
		{`Orel does not believe that the dam has failed.`, `Orel`, `does not believe`, `the dam has failed`, "probable negative | not believe"},
		{`Orel is sceptical that the dam will hold.`, `Orel`, `is sceptical`, `the dam will hold`, "probable negative | sceptical"},
		{`The dam does not appear to have failed.`, ``, `does not appear`, `to have failed`, "probable negative | not appear"},
		{`No evidence has been made public that the dam failed.`, `No evidence`, `has been made public`, `the dam failed`, "unknown unknown | No, made"},
		{`Orel dismissed the report as a lie.`, `Orel`, `dismissed`, `the report as a lie`, "certain positive"},
		{`Orel dismissed the report.`, `Orel`, `dismissed`, `the report`, "certain negative | dismissed"},
		{`Orel will say on Friday that the dam has failed.`, `Orel`, `will say`, `the dam has failed`, "unknown positive | will say"},
		{`Orel must say on Friday that the dam has failed.`, `Orel`, `must say`, `the dam has failed`, "unknown positive | must say"},
		{`I must say that the dam has failed.`, `I`, `must say`, `the dam has failed`, "certain positive"},
		{`Orel has heard that the dam has failed.`, `Orel`, `has heard`, `the dam has failed`, "unknown positive | heard"},
		{`The dam reportedly failed on Friday.`, ``, `reportedly`, `The dam failed on Friday`, "probable positive | reportedly"},
		{`The likely answer is that the dam has failed.`, ``, `The likely answer is that`, `the dam has failed`, "probable positive | likely"},
	} {
		doc := complete(t, c[0])
		find := func(s string) nlp.Span {
			at := strings.Index(c[0], s)
			if s == "" || at < 0 {
				return nlp.Span{}
			}
			return nlp.Span{Begin: at, End: at + len(s)}
		}
		content := []nlp.Span{find(c[3])}
		if content[0].IsZero() { // broken by the cue
			cue := find(c[2])
			content = []nlp.Span{{Begin: 0, End: cue.Begin - 1}, {Begin: cue.End + 1, End: len(c[0]) - 1}}
		}
		doc.Attributions = []nlp.Attribution{{Source: find(c[1]), Cue: find(c[2]), Content: content, Kind: nlp.Indirect, Parent: -1}}
		gauge.Annotate(doc)
		if got := sure(c[0], doc.Attributions[0].Factuality); got != c[4] {
			t.Errorf("%s: %s, want %s", c[0], got, c[4])
		}
	}
}
