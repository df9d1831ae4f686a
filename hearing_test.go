package stemma_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// archive is a view of records at hand.
type archive struct {
	stemma.View
	docs        []*stemma.Document
	statements  []*stemma.Statement
	derivations []*stemma.Derivation
	mentions    []*stemma.Mention
	log         []*stemma.Judgement
}

func pick[T any](all []*T, fits func(*T) bool) (*T, error) {
	if i := slices.IndexFunc(all, fits); i >= 0 {
		return all[i], nil
	}
	return nil, &stemma.Error{Kind: stemma.NotFound, Err: fmt.Errorf("not there")}
}

func each[T any](all []*T, fits func(*T) bool) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for _, x := range all {
			if fits(x) && !yield(x, nil) {
				return
			}
		}
	}
}

func (a *archive) Documents(_ context.Context, f stemma.DocumentFilter) iter.Seq2[*stemma.Document, error] {
	return func(yield func(*stemma.Document, error) bool) {
		for d := range each(a.docs, func(d *stemma.Document) bool { return slices.Contains(f.IDs, d.ID) }) {
			listed := *d
			if !f.Texts {
				listed.Text = ""
			}
			if !yield(&listed, nil) {
				return
			}
		}
	}
}

func (a *archive) Statement(_ context.Context, id stemma.ID) (*stemma.Statement, error) {
	return pick(a.statements, func(s *stemma.Statement) bool { return s.ID == id })
}

func (a *archive) Statements(_ context.Context, f stemma.StatementFilter) iter.Seq2[*stemma.Statement, error] {
	return each(a.statements, func(s *stemma.Statement) bool { return slices.Contains(f.IDs, s.ID) })
}

func (a *archive) Derivations(_ context.Context, f stemma.DerivationFilter) iter.Seq2[*stemma.Derivation, error] {
	return each(a.derivations, func(d *stemma.Derivation) bool { return slices.Contains(f.From, d.From) && d.Kind == f.Kind })
}

func (a *archive) Mentions(_ context.Context, doc stemma.ID) iter.Seq2[*stemma.Mention, error] {
	return each(a.mentions, func(m *stemma.Mention) bool { return m.Doc == doc })
}

func (a *archive) Judgements(context.Context) iter.Seq2[*stemma.Judgement, error] {
	return each(a.log, func(*stemma.Judgement) bool { return true })
}

// printed puts a document of one statement into the archive.
func (a *archive) printed(name, day string, certainty nlp.Certainty) stemma.ID {
	d := &stemma.Document{ID: stemma.ID("d" + name), Path: name, Text: "x"}
	if day != "" {
		d.Published = &stemma.Shown{Value: day}
	}
	s := &stemma.Statement{ID: stemma.ID("s" + name), Doc: d.ID, Content: []stemma.Span{{End: 1}},
		Chain: []stemma.Attribution{{Kind: stemma.KindAuthor}, {Kind: "indirect", SourceEntity: stemma.ID("e" + name), Certainty: certainty, Said: "2030-01-01"}}}
	a.docs, a.statements = append(a.docs, d), append(a.statements, s)
	return s.ID
}

func TestLifeLine(t *testing.T) {
	a := &archive{}
	hedged := a.printed("hedged", "2030-01-02", nlp.Probable)
	plain := a.printed("plain", "2030-01-03", nlp.Certain)
	more := a.printed("more", "2030-01-05", nlp.Certain)
	undated := a.printed("undated", "", nlp.Certain)
	denied := a.printed("denied", "2030-01-06T10:00", nlp.Certain)
	revised := a.printed("revised", "2030-01-07", nlp.Certain)
	a.docs = append(a.docs, &stemma.Document{ID: "dcut", Path: "cut", Text: "y", Published: &stemma.Shown{Value: "2030-01-09"}})
	a.derivations = []*stemma.Derivation{
		{From: "dmore", To: "drevised", Kind: stemma.Revision, Directed: true},
		{From: "dplain", To: "dcut", Kind: stemma.Revision, Directed: true},
		{From: "dhedged", To: "dplain", Kind: stemma.Copy, Directed: true},
	}
	claim := &stemma.Claim{ID: "c1", Question: stemma.AskNumber, Members: []stemma.Answer{
		{Statement: undated, Stance: stemma.Affirms, Value: "3"}, {Statement: more, Stance: stemma.Affirms, Value: ">=9 boats", Happened: "2029-12-31"},
		{Statement: plain, Stance: stemma.Affirms, Value: "5"}, {Statement: hedged, Stance: stemma.Affirms, Value: "5"},
		{Statement: denied, Stance: stemma.Denies}, {Statement: revised, Stance: stemma.Affirms, Value: "7"}, {Statement: "sgone", Value: "1"},
	}}
	h, err := stemma.HearOn(t.Context(), a, claim, []*stemma.Assessment{
		{Disagreement: stemma.Compatible},
		{Disagreement: stemma.NumberDiffers, Sides: []stemma.Side{{Value: "5", Witnesses: []stemma.Witness{{Origin: hedged, Descendants: []stemma.ID{plain}}}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if h.First().Disagreement != stemma.NumberDiffers {
		t.Errorf("begins with %s, not with the conflict", h.First().Disagreement)
	}
	var got []string
	for _, x := range h.Turns {
		got = append(got, fmt.Sprintf("%s %s %s printed %s said %s happened %s", x.Kind, x.Statement, x.Before, x.Printed, x.Said, x.Happened))
	}
	want := []string{
		"first-seen shedged  printed 2030-01-02 said 2030-01-01 happened ",
		"hedge-dropped splain shedged printed 2030-01-03 said 2030-01-01 happened ",
		"number-grew smore shedged printed 2030-01-05 said 2030-01-01 happened 2029-12-31",
		"denied sdenied shedged printed 2030-01-06T10:00 said 2030-01-01 happened ",
		"new-answer sundated shedged printed  said 2030-01-01 happened ",
		"corrected srevised smore printed 2030-01-07 said 2030-01-01 happened ",
		"left-out splain splain printed 2030-01-09 said 2030-01-01 happened ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the life line is\n%q, not\n%q", got, want)
	}
}

// TestHearingOfLostDocument: a statement without its document is no member that may go without
// a word; a statement that is gone as well is.
func TestHearingOfLostDocument(t *testing.T) {
	a := &archive{}
	kept, lost := a.printed("kept", "2030-01-02", nlp.Certain), a.printed("lost", "2030-01-03", nlp.Certain)
	a.docs = a.docs[:1]
	claim := &stemma.Claim{ID: "c1", Question: stemma.AskNumber, Members: []stemma.Answer{{Statement: kept, Value: "9"}, {Statement: lost, Value: "7"}}}
	_, err := stemma.HearOn(t.Context(), a, claim, nil)
	if stemma.KindOf(err) != stemma.NotFound || !strings.Contains(err.Error(), "dlost") || stemma.HintOf(err) == "" {
		t.Errorf("without the document: %v", err)
	}
	a.statements = a.statements[:1]
	if h, err := stemma.HearOn(t.Context(), a, claim, nil); err != nil || len(h.Testimonies) != 1 {
		t.Errorf("without the statement: %v", err)
	}
}

// TestLifeLineOfTwoAnswers: a statement that gives two answers is set against neither of them.
func TestLifeLineOfTwoAnswers(t *testing.T) {
	a := &archive{}
	both := a.printed("both", "2030-01-02", nlp.Certain)
	claim := &stemma.Claim{ID: "c1", Question: stemma.AskNumber, Members: []stemma.Answer{
		{Statement: both, Stance: stemma.Affirms, Value: "9"}, {Statement: both, Stance: stemma.Denies, Value: "7"},
	}}
	h, err := stemma.HearOn(t.Context(), a, claim, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"9", "7"} {
		if x := h.Turns[i]; x.Before != "" || x.Answer.Value != want {
			t.Errorf("turn %d is %s of %s against %q, want %s", i, x.Kind, x.Answer.Value, x.Before, want)
		}
	}
}

// TestLifeLineOfWhatIsOpen: what leaves a thing open is not where it was first seen.
func TestLifeLineOfWhatIsOpen(t *testing.T) {
	a := &archive{}
	open, said := a.printed("open", "2030-01-02", nlp.Certain), a.printed("said", "2030-01-03", nlp.Certain)
	claim := &stemma.Claim{ID: "c1", Question: stemma.AskStatus, Members: []stemma.Answer{
		{Statement: open, Stance: stemma.NoStance, Value: "dead"}, {Statement: said, Stance: stemma.Affirms, Value: "dead"},
	}}
	h, err := stemma.HearOn(t.Context(), a, claim, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(h.Turns) != 1 || h.Turns[0].Kind != stemma.FirstSeen || h.Turns[0].Statement != said {
		t.Errorf("the life line is %+v", h.Turns)
	}
}

// TestOnWhoseWord: a rumour is on the word of somebody whom its teller does not name, and not on his.
func TestOnWhoseWord(t *testing.T) {
	a := &archive{}
	named, rumoured := a.printed("a", "", nlp.Certain), a.printed("b", "", nlp.Certain)
	a.statements[0].Chain[1].Source = stemma.Span{End: 1}
	h, err := stemma.HearOn(t.Context(), a, &stemma.Claim{Members: []stemma.Answer{{Statement: named}, {Statement: rumoured}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		w           stemma.Witness
		words, want string
	}{
		{stemma.Witness{Origin: named}, "she", "she"},
		{stemma.Witness{Origin: named, Root: "e1"}, "she", "she, that is Edda Rask"},
		{stemma.Witness{Origin: named, Root: "e1"}, "Edda Rask of Linsk", "Edda Rask of Linsk"},
		{stemma.Witness{Origin: rumoured}, "the author of b", "somebody whom the author of b does not name"},
		{stemma.Witness{Origin: rumoured}, "the author, Edda Rask", "somebody whom the author, Edda Rask, does not name"},
		{stemma.Witness{Origin: "s0"}, "", "somebody whose statement is gone"},
	} {
		got, err := h.OnWhoseWord(&c.w, func(*stemma.Testimony) string { return c.words }, func(stemma.ID) (string, error) { return "Edda Rask", nil })
		if err != nil || got != c.want {
			t.Errorf("%s: %q, %v, want %q", c.words, got, err, c.want)
		}
	}
}

func TestRatings(t *testing.T) {
	a := &archive{}
	s := a.printed("a", "2030-01-02", nlp.Certain)
	a.mentions = []*stemma.Mention{{ID: "m1", Doc: "da", Entity: "ea"}, {ID: "m2", Doc: "da", Entity: "eother"}}
	rate := func(id, of stemma.ID, rating string) *stemma.Judgement {
		return &stemma.Judgement{ID: id, Kind: stemma.Rate, Rating: rating, Statement: of, About: []stemma.Anchor{{Doc: "da"}}}
	}
	a.log = []*stemma.Judgement{
		rate("j1", s, "3"), rate("j2", "m1", "B"), rate("j3", "m2", "C"), rate("j4", s, "5"), {ID: "j5", Kind: stemma.Retract, Retracts: "j4"}, rate("j6", "", "6"),
		{ID: "j7", Kind: stemma.Accept, Statement: s},
	}
	h, err := stemma.HearOn(t.Context(), a, &stemma.Claim{Members: []stemma.Answer{{Statement: s}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range h.Ratings {
		got = append(got, string(r.ID)+r.Rating+string(r.Source))
	}
	if want := []string{"j13", "j2Bea"}; !slices.Equal(got, want) {
		t.Errorf("ratings %q, not %q", got, want)
	}
}

func TestCompareStakes(t *testing.T) {
	side := func(n int, support stemma.Support) stemma.Side {
		s := stemma.Side{}
		for range n {
			s.Witnesses = append(s.Witnesses, stemma.Witness{Support: support})
		}
		return s
	}
	inOrder := []*stemma.Assessment{
		{Claim: "c5", Disagreement: stemma.NumberDiffers, Sides: []stemma.Side{side(2, ""), side(2, "")}},
		{Claim: "c4", Disagreement: stemma.PolarityDiffers, Sides: []stemma.Side{side(1, ""), side(9, "")}},
		{Claim: "c3", Disagreement: stemma.DateDiffers, Sides: []stemma.Side{side(1, ""), side(2, ""), side(9, stemma.SameOrigin)}},
		{Claim: "c2", Disagreement: stemma.WordingDiffers, Sides: []stemma.Side{side(5, ""), side(5, "")}},
		{Claim: "c1", Disagreement: stemma.Changed, Sides: []stemma.Side{side(9, ""), side(9, "")}},
	}
	for i := range inOrder[1:] {
		if stemma.CompareStakes(inOrder[i], inOrder[i+1]) >= 0 || stemma.CompareStakes(inOrder[i+1], inOrder[i]) <= 0 {
			t.Errorf("%s does not come before %s", inOrder[i].Claim, inOrder[i+1].Claim)
		}
	}
}

// TestSureness: the surest conflicts come first, of those as sure that on which most turns, and
// what may be of two things stands apart.
func TestSureness(t *testing.T) {
	many := []stemma.Side{{Witnesses: make([]stemma.Witness, 9)}, {Witnesses: make([]stemma.Witness, 9)}}
	few := []stemma.Side{{Witnesses: make([]stemma.Witness, 1)}, {Witnesses: make([]stemma.Witness, 1)}}
	all := []*stemma.Assessment{
		{Claim: "loose", Disagreement: stemma.NumberDiffers, Sureness: -1, Sides: many},
		{Claim: "few", Disagreement: stemma.NumberDiffers, Sureness: 2, Sides: few},
		{Claim: "none", Disagreement: stemma.WordingDiffers, Sides: many},
		{Claim: "many", Disagreement: stemma.NumberDiffers, Sureness: 2, Sides: many},
		{Claim: "mixed", Disagreement: stemma.NumberDiffers, Sureness: -3, Sides: few},
		{Claim: "mixed", Disagreement: stemma.PolarityDiffers, Sureness: 1, Sides: few},
	}
	slices.SortStableFunc(all, stemma.CompareSureness)
	disputes := stemma.Disputes(all)
	var got []stemma.ID
	for _, d := range disputes {
		got = append(got, d[0].Claim)
	}
	if want := []stemma.ID{"many", "few", "mixed", "none", "loose"}; !slices.Equal(got, want) {
		t.Errorf("in the order of %q, not %q", got, want)
	}
	if n := stemma.Firm(disputes); n != 4 {
		t.Errorf("%d are firm", n)
	}
	if n := stemma.Firm(disputes[:2]); n != 2 {
		t.Errorf("of two that are firm %d are", n)
	}
}

// TestFirst begins a hearing with what cannot both hold, before a lack of evidence.
func TestFirst(t *testing.T) {
	a := &archive{}
	claim := &stemma.Claim{ID: "c1", Members: []stemma.Answer{{Statement: a.printed("a", "", "")}, {Statement: a.printed("b", "", "")}}}
	h, err := stemma.HearOn(t.Context(), a, claim, []*stemma.Assessment{{Disagreement: stemma.AbsenceOfProof}, {Disagreement: stemma.Changed}, {Disagreement: stemma.StatusDiffers}})
	if err != nil {
		t.Fatal(err)
	}
	if got := h.First().Disagreement; got != stemma.StatusDiffers {
		t.Errorf("a hearing begins with %s", got)
	}
}

// TestWhose sees that whoever owns the words is named without the mark that says so.
func TestWhose(t *testing.T) {
	a := &archive{}
	claim := &stemma.Claim{ID: "c1", Members: []stemma.Answer{{Statement: a.printed("a", "", "")}, {Statement: a.printed("b", "", "")}}}
	a.statements[0].Chain[1].Source = stemma.Span{End: 1}
	h, err := stemma.HearOn(t.Context(), a, claim, nil)
	if err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]string{"the clerk’s": "the clerk", "Orel's": "Orel", "the guards’": "the guards", "the clerk": "the clerk", "“Orel’": "“Orel’"} {
		got, err := h.OnWhoseWord(&stemma.Witness{Origin: claim.Members[0].Statement}, func(*stemma.Testimony) string { return words }, nil)
		if err != nil || got != want {
			t.Errorf("%q: %q, %v, want %q", words, got, err, want)
		}
	}
}

// TestQuoted takes a sentence with two numbers, which speaks on both sides: each
// side is quoted once.
func TestQuoted(t *testing.T) {
	x := &stemma.Assessment{Between: [2]stemma.ID{"s1", "s2"}, Sides: []stemma.Side{
		{Value: "2", Witnesses: []stemma.Witness{{Origin: "s1", Descendants: []stemma.ID{"s2"}}}},
		{Value: "9", Witnesses: []stemma.Witness{{Origin: "s1", Descendants: []stemma.ID{"s2"}}}},
		{Value: "4", Witnesses: []stemma.Witness{{Origin: "s3"}}},
	}}
	var got []string
	for _, q := range (stemma.Dispute{x}).Quoted() {
		got = append(got, q.Value+" "+string(q.Statement))
	}
	if want := []string{"2 s1", "9 s2", "4 s3"}; !slices.Equal(got, want) {
		t.Errorf("quoted are %q, not %q", got, want)
	}
	// What a second assessment is between is quoted for a side that has nothing yet.
	second := &stemma.Assessment{Between: [2]stemma.ID{"s1", "s4"}, Sides: slices.Clone(x.Sides)}
	for _, a := range []*stemma.Assessment{x, second} {
		a.Sides[2].Witnesses = []stemma.Witness{{Origin: "s3", Descendants: []stemma.ID{"s4"}}}
	}
	disputes := stemma.Disputes([]*stemma.Assessment{x, {Claim: "c2"}, second})
	if len(disputes) != 2 || len(disputes[0]) != 2 {
		t.Fatalf("disputes are %v", disputes)
	}
	got = nil
	for _, q := range disputes[0].Quoted() {
		got = append(got, q.Value+" "+string(q.Statement))
	}
	if want := []string{"2 s1", "9 s2", "4 s4"}; !slices.Equal(got, want) {
		t.Errorf("quoted of both are %q, not %q", got, want)
	}
	// Two wordings of one side are both quoted.
	x.Sides = x.Sides[:1]
	if n := len(stemma.Dispute{x}.Quoted()); n != 2 {
		t.Errorf("%d of two wordings are quoted", n)
	}
}

func TestFigure(t *testing.T) {
	for value, want := range map[string]float64{"5": 5, ">=5": 5, "~1900 people": 1900, "5..6": 5, "41.6 m": 41.6, "3,200": 3200} {
		if got, ok := stemma.Figure(value); !ok || got != want {
			t.Errorf("%s is %v, %t, not %v", value, got, ok, want)
		}
	}
	for _, value := range []string{"", "free", "~", ".."} {
		if got, ok := stemma.Figure(value); ok {
			t.Errorf("%q is the number %v", value, got)
		}
	}
}
