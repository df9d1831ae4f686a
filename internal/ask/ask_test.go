package ask_test

import (
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/ask"
	"github.com/stemma/stemma/internal/engine"
	"github.com/stemma/stemma/internal/source"
	"github.com/stemma/stemma/internal/store"
	"github.com/stemma/stemma/nlp/en"
)

var pile = map[string]string{
	"dispatch.txt": `TARN, 4 MAY 19 (Norvik) -- Captain Ulrik Dahlmann was taken ashore in Linsk on 3 May with four sailors, the harbour office said.

"We were in our own water," Ulrik Dahlmann told his owners by radio.

The governor of Linsk, Petra Solheim, said 31 crates had been opened. She denied that a shot had been fired. Dahlmann is not free, said his wife, Inga Dahlmann.
`,
	"fire.txt": `The prosecution alleges that Olaf Brekke ordered the raid.
`,
	"cook.txt": `The cook, Rolf Stene, was freed from detention in May, the owner said. After the prisoner swap Rolf Stene left the jail and was not held again, the mate said.
`,
	"mill.txt": `Petra Solheim bought the kiln, the potter said. Solheim bought the kiln, his cousin said.
`,
	"talk.txt": `NOTES, 6 May 2019, Linsk

R.V.: Did you see the captain?

MATE: No. I saw his coat.

R.V.: How many sailors did you count?

MATE: I counted four. Dahlmann said that they were safe.

“The captain came home and slept,” Inga Dahlmann said. “I asked the office for news. The line went dead.”
`,
	"inquest.txt": `NOTES, 9 May 2019, Linsk

R.V.: Is Edda Quill free?

MATE: No. She sits in the tower.

R.V.: Did the bakers rob the ferry?

MATE: The bakers robbed the ferry on Monday.

R.V.: Did the coopers drown the goat?

MATE: Certainly not. They slept.

R.V.: Did the smiths melt the bell?

MATE: No doubt. I saw them.

R.V.: Did the tilers mend the roof?

MATE: No doubt the tilers mended the roof.

R.V.: Did the fullers dye the sail? Did the fullers dye the flag?

MATE: No. It rained.

R.V.: Did the thatchers steal the straw? Did they sleep?

MATE: Yes, they slept.

R.V.: How many barrels did you seal?

MATE: I sealed 40 % of the lot.

R.V.: How many lamps did you light?

MATE: I lit 9, and I slept.

Fewer than 12 nets were mended, the guild said. Fewer than a dozen looms were mended, the guild said. No more than 7 anchors were mended, the guild said. Fewer than 1,500 nails were mended, the guild said.

The captain, Joss Tarn, had already been flogged on 3 May, and his crew slept. The drovers, both brothers, were later whipped by Hale Roon, and their herd was sold.

Lutz Brand is held in the fort, the guild said. Lutz Brand is free, the reeve said. Lutz Brand is not free, the smith said.

The clerk said that had the bakers sunk the barge, the reeve would have known.
`,
	"reprint.txt": `Captain taken ashore

Captain Ulrik Dahlmann was taken ashore in Linsk on 3 May with four sailors, the harbour office said.

"We were in our own water," Ulrik Dahlmann told his owners by radio.

The governor of Linsk, Petra Solheim, said 31 crates had been opened. She denied that a shot had been fired. Dahlmann is not free, said his wife, Inga Dahlmann.
`,
	"ages.txt": `The ferry

Zorah Pell, 43, and her brother Dov Pell, 39, rowed for the guild, the baker said. A 9-year-old girl was pulled from the water near Dov Pell. Six men were pulled from the water.

The 71-year-old potter Runa Skeld is the aunt of Zorah Pell.
`,
	"clerk.txt": `The customs house

A clerk of the customs house said that 9 crates were opened. Petra Solheim said that Ulrik Dahlmann was free.

The council of al Orvan asked the clerk to find who signed the order. The auction took place on 9 June, the clerk said.

A clerk was struck during a watch ordered by the council, the mayor said.

The swap in July freed four stokers, the guild said.

The gravest offence was the robbing of the ferrymen.

If the coopers burned the mill, they fled. Had the tanners flooded the yard, they would have fled.

Tove Lind and the Stokers' Liberation Movement met on Monday. Edda Brisk was named in a press release. Nils Orre was named in a Harbour Ministry release.

The weavers would have stolen the looms, the guild said. The report that the glaziers broke the dome is untrue, the guild said.

The foulest deed was the murder of the drovers. Ana Vell was the leader of the millers, the guild said.
`,
}

// caseOf reads the pile into a case.
func caseOf(t *testing.T) stemma.View {
	t.Helper()
	return caseFrom(t, pile)
}

// caseFrom reads texts by name into a case.
func caseFrom(t *testing.T, pile map[string]string) stemma.View {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "pile")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range pile {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "case.stemma"), store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	e := &engine.Engine{Store: s, Version: "test"}
	if _, err := e.Read(t.Context(), source.Walk(t.Context(), dir)); err != nil {
		t.Fatal(err)
	}
	// Without claims, so that what is tested is the rule alone.
	if err := s.PutReckoning(t.Context(), &stemma.Reckoning{Run: stemma.NewRun("reckon", "test", "")}); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestFor(t *testing.T) {
	view := caseOf(t)
	reader, err := en.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		question string
		kind     stemma.Question
		sides    []string // "value stance: witnesses", in order
		quotes   []string // all of which are shown
	}{
		{"How many crates were opened?", stemma.AskNumber, []string{"31 affirms: 1", "9 affirms: 1"}, []string{"31 crates had been opened", "9 crates were opened"}},
		{"When was Ulrik Dahlmann taken ashore?", stemma.AskDate, []string{"2019-05-03 affirms: 1"}, []string{"on 3 May"}},
		{"Where was Ulrik Dahlmann taken?", stemma.AskPlace, []string{"Linsk affirms: 1"}, []string{"in Linsk"}},
		{"When did the auction take place?", stemma.AskDate, []string{"XXXX-06-09 affirms: 1"}, []string{"on 9 June"}},
		{"How many stokers were released?", stemma.AskNumber, []string{"4 affirms: 1"}, []string{"freed four stokers"}},
		{"Who denied that a shot had been fired?", stemma.AskIdentity, []string{"Petra Solheim affirms: 1"}, []string{"a shot had been fired"}},
		{"Who led the millers?", stemma.AskIdentity, []string{"Ana Vell affirms: 1"}, []string{"the leader of the millers"}},
		{"Is Ulrik Dahlmann free?", stemma.AskStatus, []string{" denies: 1", " affirms: 1"}, []string{"Dahlmann is not free", "was free"}},
		{"Did the mate see the captain?", stemma.AskWhether, []string{" denies: 1"}, []string{"No. I saw his coat"}},
		{"How many sailors did the mate count?", stemma.AskNumber, []string{"4 affirms: 1"}, []string{"I counted four"}},
		{"Who bought the kiln?", stemma.AskIdentity, []string{"Petra Solheim affirms: 2"}, []string{"Petra Solheim bought the kiln", "Solheim bought the kiln"}},
		{"Was Rolf Stene freed?", stemma.AskStatus, []string{" affirms: 1", "not held denies: 1"}, []string{"was freed from detention", "was not held again"}},
		{"Is Ulrik Dahlmann held?", stemma.AskStatus, []string{"not free denies: 1", "free affirms: 1"}, []string{"Dahlmann is not free", "was free"}},
		{"On which day was Ulrik Dahlmann taken ashore?", stemma.AskDate, []string{"2019-05-03 affirms: 1"}, []string{"on 3 May"}},
		{"Was a shot fired?", stemma.AskWhether, []string{" denies: 1"}, []string{"a shot had been fired"}},
		{"Is Edda Quill free?", stemma.AskStatus, []string{" denies: 1"}, []string{"No. She sits in the tower"}},
		{"How old is Zorah Pell?", stemma.AskNumber, []string{"43 years affirms: 1"}, []string{"Zorah Pell, 43"}},
		{"How old is Dov Pell?", stemma.AskNumber, []string{"39 years affirms: 1"}, []string{"Dov Pell, 39"}},
		{"How old is Runa Skeld?", stemma.AskNumber, []string{"71 years affirms: 1"}, []string{"71-year-old potter Runa Skeld"}},
		{"How many men were pulled from the water?", stemma.AskNumber, []string{"6 affirms: 1"}, []string{"Six men"}},
		{"Is Colonel Quill free?", stemma.AskStatus, []string{" denies: 1"}, []string{"No. She sits in the tower"}},
		{"Is Edda Quill held?", stemma.AskStatus, []string{"not free denies: 1"}, []string{"No. She sits in the tower"}},
		{"Did the bakers rob the ferry?", stemma.AskWhether, []string{" affirms: 1"}, []string{"The bakers robbed the ferry on Monday"}},
		{"Did the coopers drown the goat?", stemma.AskWhether, []string{" questions: 1"}, nil},
		{"Did the smiths melt the bell?", stemma.AskWhether, []string{" questions: 1"}, nil},
		{"Did the tilers mend the roof?", stemma.AskWhether, []string{" affirms: 1"}, nil},
		{"Did the fullers dye the flag?", stemma.AskWhether, []string{" denies: 1"}, []string{"No. It rained"}},
		{"Did the fullers dye the sail?", stemma.AskWhether, []string{" questions: 1"}, nil},
		{"Did the thatchers steal the straw?", stemma.AskWhether, []string{" questions: 1"}, nil},
		{"How many lamps did the mate light?", stemma.AskNumber, []string{"9 affirms: 1"}, nil},
		{"How many nets were mended?", stemma.AskNumber, []string{"<=11 affirms: 1"}, nil},
		{"How many looms were mended?", stemma.AskNumber, []string{"<=11 affirms: 1"}, nil},
		{"How many anchors were mended?", stemma.AskNumber, []string{"<=7 affirms: 1"}, nil},
		{"How many nails were mended?", stemma.AskNumber, []string{"<=1500 affirms: 1"}, nil},
		{"When was Joss Tarn flogged?", stemma.AskDate, []string{"XXXX-05-03 affirms: 1"}, nil},
		{"Who whipped the drovers?", stemma.AskIdentity, []string{"Hale Roon affirms: 1"}, nil},
		{"Were the drovers whipped?", stemma.AskWhether, []string{" affirms: 1"}, nil},
		{"Did the coopers burn the mill?", stemma.AskWhether, []string{" questions: 1"}, nil},
		{"Did the glaziers break the dome?", stemma.AskWhether, []string{" denies: 1"}, []string{"the glaziers broke the dome"}},
		{"What did Ulrik Dahlmann say about the water?", stemma.AskWording, []string{" : 1"}, []string{"We were in our own water"}},
	} {
		a, err := ask.For(t.Context(), view, reader, test.question)
		if err != nil {
			t.Errorf("%s %v", test.question, err)
			continue
		}
		if a.Question.Kind != test.kind {
			t.Errorf("%s asks %s, not %s", test.question, a.Question.Kind, test.kind)
		}
		if a.Refusal != nil {
			t.Errorf("%s is refused: %s", test.question, a.Refusal.Why)
			continue
		}
		var sides []string
		shown := ""
		for _, h := range a.Hearings {
			for _, s := range h.First().Sides {
				sides = append(sides, s.Value+" "+string(s.Stance)+": "+string(rune('0'+s.Independent())))
			}
			for _, x := range h.Testimonies {
				for _, c := range x.Statement.Content {
					shown += c.In(x.Doc.Text) + "\n"
				}
			}
		}
		if !slices.Equal(sides, test.sides) {
			t.Errorf("%s has the sides %q, not %q", test.question, sides, test.sides)
		}
		for _, q := range test.quotes {
			if !strings.Contains(shown, q) {
				t.Errorf("%s does not show %q but %q", test.question, q, shown)
			}
		}
	}
}

func TestRefused(t *testing.T) {
	view := caseOf(t)
	reader, err := en.New()
	if err != nil {
		t.Fatal(err)
	}
	for question, why := range map[string]string{
		"Was Tove Lind arrested?":                      "no statement",
		"Was Edda Brisk arrested?":                     "no statement",
		"Was Nils Orre arrested?":                      "no statement",
		"Is Inga Dahlmann dead?":                       "no statement speaks of all that the question names together",
		"Did the governor deny a robbery?":             "no statement",
		"When did Petra Solheim resign?":               "no statement speaks of “resign”",
		"Was Ulrik Dahlmann taken to Paris?":           "no statement speaks of “Paris”",
		"Did Petra Solheim take Ulrik Dahlmann?":       "no statement speaks of all that the question names together",
		"Where were the crates opened?":                "none says where",
		"Who struck the clerk?":                        "none says who",
		"Who signed the order?":                        "none says who",
		"Who robbed the ferrymen?":                     "none says who",
		"Who murdered the drovers?":                    "none says who",
		"Who burned the mill?":                         "none says who",
		"Who flooded the yard?":                        "none says who",
		"Who stole the looms?":                         "none says who",
		"Who sank the barge?":                          "none says who",
		"How many barrels did the mate seal?":          "none gives such a number",
		"How many girls were pulled from the water?":   "none gives such a number",
		"How many women were pulled from the water?":   "none gives such a number",
		"How old is Inga Dahlmann?":                    "none gives such a number",
		"Who is al Orvan?":                             "who somebody is no one statement says",
		"How many people were taken by Inga Dahlmann?": "no statement speaks of all that the question names together",
	} {
		a, err := ask.For(t.Context(), view, reader, question)
		if err != nil {
			t.Errorf("%s %v", question, err)
			continue
		}
		if a.Refusal == nil {
			t.Errorf("%s is answered", question)
		} else if !strings.Contains(a.Refusal.Why, why) {
			t.Errorf("%s is refused because %s, not %s", question, a.Refusal.Why, why)
		}
	}
	for _, question := range []string{"Why?", "", "the bridge", "How did it happen?", "Did he?", "Was Ulrik Dahlmann not taken?"} {
		if _, err := ask.For(context.Background(), view, reader, question); stemma.KindOf(err) != stemma.Invalid || stemma.HintOf(err) == "" {
			t.Errorf("%q gives %v", question, err)
		}
	}
}

// TestRelation: one value that one says and another only mentions is no second answer, and answers that are
// not alike under several headings are said to be so.
func TestRelation(t *testing.T) {
	hearing := func(sides ...stemma.Side) *stemma.Hearing {
		return &stemma.Hearing{Claim: &stemma.Claim{Question: stemma.AskDate}, Assessments: []*stemma.Assessment{{Disagreement: stemma.NoDisagreement, Sides: sides}}}
	}
	said, mentioned, denied := stemma.Side{Value: "Sunday", Stance: stemma.Affirms}, stemma.Side{Value: "Sunday"}, stemma.Side{Value: "Sunday", Stance: stemma.Denies}
	if got := ask.Relation(hearing(said, mentioned)); got != "" {
		t.Errorf("what is only mentioned is another answer: %s", got)
	}
	if ask.Relation(hearing(said, denied)) == "" {
		t.Error("what is denied is no other answer")
	}
	if said, other := said.Name(stemma.AskDate), mentioned.Name(stemma.AskDate); said == other {
		t.Errorf("both are called %q", said)
	}
	for _, test := range []struct {
		second stemma.Side
		told   bool
	}{{denied, true}, {said, false}} {
		if got := (&ask.Answer{Hearings: []*stemma.Hearing{hearing(said), hearing(test.second)}}).Relation(); (got != "") != test.told {
			t.Errorf("with %q the answers are said to be: %q", test.second.Name(stemma.AskDate), got)
		}
	}
}

// TestDisputedFirst: of claims that answer, one that is disputed comes before one that
// more statements answer.
func TestDisputedFirst(t *testing.T) {
	view := caseOf(t)
	reader, err := en.New()
	if err != nil {
		t.Fatal(err)
	}
	of := map[string][]stemma.ID{} // by the number
	for s, err := range view.Statements(t.Context(), stemma.StatementFilter{About: "crates opened"}) {
		if err != nil {
			t.Fatal(err)
		}
		d, err := view.Document(t.Context(), s.Doc)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []string{"31", "9"} {
			if strings.Contains(s.Content[0].In(d.Text), n) {
				of[n] = append(of[n], s.ID)
			}
		}
	}
	if len(of["31"]) != 2 || len(of["9"]) != 1 {
		t.Fatalf("the statements are %v", of)
	}
	run := stemma.NewRun("reckon", "test", "")
	answer := func(id stemma.ID, value string) stemma.Answer {
		return stemma.Answer{Statement: id, Stance: stemma.Affirms, Value: value}
	}
	calm := &stemma.Claim{ID: "c1", Question: stemma.AskNumber, Gist: "crates were opened", GistOf: of["31"][0], Run: run.ID,
		Members: []stemma.Answer{answer(of["31"][0], "31"), answer(of["31"][1], "31")}}
	disputed := &stemma.Claim{ID: "c2", Question: stemma.AskNumber, Gist: "crates were opened", GistOf: of["9"][0], Run: run.ID,
		Members: []stemma.Answer{answer(of["9"][0], "9")}}
	side := func(id stemma.ID, value string) stemma.Side {
		return stemma.Side{Value: value, Stance: stemma.Affirms, Witnesses: []stemma.Witness{{Origin: id}}}
	}
	if err := view.(stemma.Store).PutReckoning(t.Context(), &stemma.Reckoning{Run: run, Claims: []*stemma.Claim{calm, disputed}, Assessments: []*stemma.Assessment{
		{Claim: "c1", Disagreement: stemma.NoDisagreement, Sides: []stemma.Side{side(of["31"][0], "31")}, Run: run.ID},
		{Claim: "c2", Disagreement: stemma.NumberDiffers, Sides: []stemma.Side{side(of["9"][0], "9"), side(of["9"][0], "8")}, Run: run.ID},
	}}); err != nil {
		t.Fatal(err)
	}
	a, err := ask.For(t.Context(), view, reader, "How many crates were opened?")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range a.Hearings {
		got = append(got, string(h.Claim.ID))
	}
	if want := []string{"c2", "c1"}; !slices.Equal(got, want) {
		t.Errorf("the claims %q answer, not %q", got, want)
	}
}

// TestConflictBeforeState: a claim of the opposite state that conflicts comes before one of
// the state asked for that does not; one most of whose members do not answer is not brought; and a number less than twelve is that of the claim that
// has eleven at most.
func TestConflictBeforeState(t *testing.T) {
	view := caseOf(t)
	reader, err := en.New()
	if err != nil {
		t.Fatal(err)
	}
	statement := func(about, words string) stemma.ID {
		for s, err := range view.Statements(t.Context(), stemma.StatementFilter{About: about}) {
			if err != nil {
				t.Fatal(err)
			}
			d, err := view.Document(t.Context(), s.Doc)
			if err != nil {
				t.Fatal(err)
			}
			if s.Content[0].In(d.Text) == words {
				return s.ID
			}
		}
		t.Fatalf("no statement is %q", words)
		return ""
	}
	robbery, straw := statement("bakers", "The bakers robbed the ferry on Monday"), statement("thatchers", "Did the thatchers steal the straw? Did they sleep?")
	held, free, not := statement("Brand", "Lutz Brand is held in the fort"), statement("Brand", "Lutz Brand is free"), statement("Brand", "Lutz Brand is not free")
	nets := statement("nets", "Fewer than 12 nets were mended")
	run := stemma.NewRun("reckon", "test", "")
	side := func(id stemma.ID, value string, stance stemma.Stance) stemma.Side {
		return stemma.Side{Value: value, Stance: stance, Witnesses: []stemma.Witness{{Origin: id}}}
	}
	if err := view.(stemma.Store).PutReckoning(t.Context(), &stemma.Reckoning{Run: run, Claims: []*stemma.Claim{
		{ID: "c1", Question: stemma.AskStatus, Gist: "he is held", GistOf: held, Run: run.ID, Members: []stemma.Answer{{Statement: held, Stance: stemma.Affirms}}},
		{ID: "c2", Question: stemma.AskStatus, Gist: "he is free", GistOf: free, Run: run.ID, Members: []stemma.Answer{{Statement: free, Stance: stemma.Affirms}, {Statement: not, Stance: stemma.Denies}}},
		{ID: "c4", Question: stemma.AskWhether, Gist: "they robbed it", GistOf: robbery, Run: run.ID, Members: []stemma.Answer{{Statement: robbery, Stance: stemma.Affirms}, {Statement: straw, Stance: stemma.Questions}, {Statement: nets}}},
		{ID: "c3", Question: stemma.AskNumber, Gist: "nets were mended", GistOf: nets, Run: run.ID, Members: []stemma.Answer{{Statement: nets, Stance: stemma.Affirms, Value: "<=11"}}},
	}, Assessments: []*stemma.Assessment{
		{Claim: "c1", Disagreement: stemma.NoDisagreement, Sides: []stemma.Side{side(held, "", stemma.Affirms)}, Run: run.ID},
		{Claim: "c2", Disagreement: stemma.PolarityDiffers, Sides: []stemma.Side{side(free, "", stemma.Affirms), side(not, "", stemma.Denies)}, Run: run.ID},
		{Claim: "c4", Disagreement: stemma.NoDisagreement, Sides: []stemma.Side{side(robbery, "", stemma.Affirms)}, Run: run.ID},
		{Claim: "c3", Disagreement: stemma.NoDisagreement, Sides: []stemma.Side{side(nets, "<=11", stemma.Affirms)}, Run: run.ID},
	}}); err != nil {
		t.Fatal(err)
	}
	for question, want := range map[string][]string{"Is Lutz Brand held?": {"c2", "c1"}, "How many nets were mended?": {"c3"}, "Did the bakers rob the ferry?": {""}} {
		a, err := ask.For(t.Context(), view, reader, question)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range a.Hearings {
			got = append(got, string(h.Claim.ID))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s is answered by the claims %q, not %q", question, got, want)
		}
	}
}

// TestTakenBack: what its source took back since answers as taken back, whatever claim says so, and on
// the word of nobody.
func TestTakenBack(t *testing.T) {
	view := caseFrom(t, map[string]string{"kiln.txt": "Petra Solheim bought the kiln in Tarn, the potter said.\n"})
	reader, err := en.New()
	if err != nil {
		t.Fatal(err)
	}
	var id stemma.ID
	for s, err := range view.Statements(t.Context(), stemma.StatementFilter{About: "kiln"}) {
		if err != nil {
			t.Fatal(err)
		}
		id = s.ID
	}
	run := stemma.NewRun("reckon", "test", "")
	if err := view.(stemma.Store).PutReckoning(t.Context(), &stemma.Reckoning{Run: run, Claims: []*stemma.Claim{
		{ID: "c1", Question: stemma.AskPlace, Gist: "the kiln in Tarn", GistOf: id, Run: run.ID, Members: []stemma.Answer{{Statement: id, Stance: stemma.TakenBack, Value: "Tarn", TakenBackBy: id}}},
	}}); err != nil {
		t.Fatal(err)
	}
	for _, question := range []string{"Who bought the kiln?", "What did Petra Solheim buy?", "Did Petra Solheim buy the kiln?"} {
		a, err := ask.For(t.Context(), view, reader, question)
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Hearings) != 1 {
			t.Fatalf("%s has %d hearings", question, len(a.Hearings))
		}
		for _, s := range a.Hearings[0].First().Sides {
			if s.Stance != stemma.TakenBack || s.Independent() != 0 {
				t.Errorf("%s is answered by %q, %q, on %d witnesses", question, s.Value, s.Stance, s.Independent())
			}
		}
	}
}

// A gone context has ended once the texts were read, and tells so only whoever looks: a store that
// waits for it goes on.
type gone struct {
	context.Context
	read *bool
}

func (g gone) Err() error {
	if *g.read {
		return context.Canceled
	}
	return nil
}

// A reading view tells that the times of a text, the last that is read of it, were read.
type reading struct {
	stemma.View
	read *bool
}

func (v reading) Times(ctx context.Context, doc stemma.ID) iter.Seq2[*stemma.Time, error] {
	*v.read = true
	return v.View.Times(ctx, doc)
}

// TestGone: a question that nobody waits for any more is not read to its end.
func TestGone(t *testing.T) {
	view := caseOf(t)
	reader, err := en.New()
	if err != nil {
		t.Fatal(err)
	}
	read := false
	if _, err := ask.For(gone{t.Context(), &read}, reading{view, &read}, reader, "How many crates were opened?"); !errors.Is(err, context.Canceled) {
		t.Errorf("it gives %v", err)
	}
}

// TestJudged: what a person rejected answers nothing, and what he corrected is said by whom he
// says.
func TestJudged(t *testing.T) {
	view := caseOf(t)
	s := view.(stemma.Store)
	reader, err := en.New()
	if err != nil {
		t.Fatal(err)
	}
	var crates, stokers *stemma.Statement
	for x, err := range view.Statements(t.Context(), stemma.StatementFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		d, err := view.Document(t.Context(), x.Doc)
		if err != nil {
			t.Fatal(err)
		}
		switch words := x.Content[0].In(d.Text); {
		case strings.Contains(words, "9 crates"):
			crates = x
		case strings.Contains(words, "freed four stokers"):
			stokers = x
			should, err := stemma.CorrectedAnchor(d, x, "", "the mayor", "")
			if err != nil {
				t.Fatal(err)
			}
			put(t, s, &stemma.Judgement{Kind: stemma.Correct, Statement: x.ID, About: []stemma.Anchor{stemma.StatementAnchor(d, x), should}})
		}
	}
	d, err := view.Document(t.Context(), crates.Doc)
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, &stemma.Judgement{Kind: stemma.Reject, Statement: crates.ID, About: []stemma.Anchor{stemma.StatementAnchor(d, crates)}})
	a, err := ask.For(t.Context(), view, reader, "How many crates were opened?")
	if err != nil {
		t.Fatal(err)
	}
	if a.Found[crates.ID] || len(a.Found) == 0 {
		t.Errorf("found %v, with the rejected %s", a.Found, crates.ID)
	}
	if a, err = ask.For(t.Context(), view, reader, "How many stokers were released?"); err != nil {
		t.Fatal(err)
	}
	x := a.Hearings[0].Of(stokers.ID)
	if x == nil || x.Statement.Voice().Source.In(x.Doc.Text) != "the mayor" {
		t.Errorf("not said by the mayor: %+v", x)
	}
}

// TestDeedOfSaying: whoever is accused of an order does not say that he gave it.
func TestDeedOfSaying(t *testing.T) {
	view := caseOf(t)
	reader, err := en.New()
	if err != nil {
		t.Fatal(err)
	}
	a, err := ask.For(t.Context(), view, reader, "Did Olaf Brekke order the raid?")
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Found) == 0 {
		t.Fatalf("nothing is found: %+v", a.Refusal)
	}
	for _, h := range a.Hearings {
		for _, x := range h.Testimonies {
			if a.Found[x.Statement.ID] && x.Statement.Voice().Source.In(x.Doc.Text) != "The prosecution" {
				t.Errorf("on the word of %q", x.Statement.Voice().Source.In(x.Doc.Text))
			}
		}
	}
}

func put(t *testing.T, s stemma.Store, j *stemma.Judgement) {
	t.Helper()
	j.By, j.Why = "Rey", "x"
	j.ID = stemma.JudgementID(j)
	if err := s.Append(t.Context(), j); err != nil {
		t.Fatal(err)
	}
}
