package eval

import (
	"math"
	"reflect"
	"testing"

	"github.com/stemma/stemma/nlp"
)

func TestScoreEvents(t *testing.T) {
	event := func(chain string) ECBEvent { return ECBEvent{Chain: chain} }
	texts := []ECBText{
		{Name: "2_1ecb", Topic: 2, Events: []ECBEvent{event("fire1"), event("say")}},
		{Name: "2_2ecb", Topic: 2, Events: []ECBEvent{event("fire1"), event("")}},
		{Name: "2_1ecbplus", Topic: 2, Second: true, Events: []ECBEvent{event("fire2"), event("fire2"), event("say")}},
		{Name: "5_1ecb", Topic: 5, Events: []ECBEvent{event("fire9")}},
	}
	// The same lemma throughout for the fires, and none for the mention that
	// is linked to nothing.
	lemmas := map[string][]string{
		"2_1ecb": {"burn", "say"}, "2_2ecb": {"burn", ""}, "2_1ecbplus": {"burn", "blaze", "say"}, "5_1ecb": {"burn"},
	}
	lemma := func(t *ECBText, i int) string { return lemmas[t.Name][i] }
	s := ScoreEvents(texts, lemma, lemma)
	if s.Texts != 4 || s.Mentions != 8 || s.Events != 3 {
		t.Errorf("%d texts, %d mentions, %d events", s.Texts, s.Mentions, s.Events)
	}
	// Pairs over texts: gold fire1 and say; found burn x3 and say.
	if want := (Ratio{Correct: 2, System: 4, Gold: 2}); s.Pairs != want {
		t.Errorf("pairs %+v, want %+v", s.Pairs, want)
	}
	// Between the events: 4 x 3 pairs, of them say-say is one event; the two
	// of burn were linked.
	if want := (Kept{9, 11}); s.Apart != want {
		t.Errorf("apart %+v, want %+v", s.Apart, want)
	}
	if want := (Kept{0, 2}); s.Alike != want {
		t.Errorf("alike %+v, want %+v", s.Alike, want)
	}
	// B3 with all eight mentions, by hand. Recall: fire1 1+1, say 1+1, alone
	// 1, fire2 1/2+1/2, fire9 1. Precision: burn 2/3+2/3+1/3, the rest 1 each.
	if r, want := s.B3.Recall(), 100*7.0/8; math.Abs(r-want) > 1e-9 {
		t.Errorf("B3 recall %v, want %v", r, want)
	}
	if p, want := s.B3.Precision(), 100*(5+5.0/3)/8; math.Abs(p-want) > 1e-9 {
		t.Errorf("B3 precision %v, want %v", p, want)
	}
	gold := ScoreEvents(texts, func(t *ECBText, i int) string { return t.Events[i].Chain }, nil)
	if gold.Pairs.F1() != 100 || gold.B3.F1() != 100 || gold.Chains.CoNLL() != 100 || gold.Apart.Percent() != 100 || gold.Alike.All != 0 {
		t.Errorf("the annotation against itself: %+v", gold)
	}
}

func TestHeadLemma(t *testing.T) {
	doc := nlp.NewDoc("They took it over .")
	word := func(begin, end, head int, lemma string) nlp.Token {
		return nlp.Token{Span: nlp.Span{Begin: begin, End: end}, Head: head, Lemma: lemma}
	}
	doc.Tokens = []nlp.Token{word(0, 4, 1, "they"), word(5, 9, -1, "Take"), word(10, 12, 1, "it"), word(13, 17, 1, "over"), word(18, 19, 1, ".")}
	for span, want := range map[nlp.Span]string{{Begin: 5, End: 17}: "take", {Begin: 13, End: 17}: "over", {Begin: 17, End: 18}: ""} {
		if got := headLemma(doc, span); got != want {
			t.Errorf("the head of %v is %q, want %q", span, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	want := []nlp.Span{{Begin: 1, End: 3}, {Begin: 5, End: 6}}
	if got := lines("\nab\n\nc"); !reflect.DeepEqual(got, want) {
		t.Errorf("lines %v, want %v", got, want)
	}
}
