package stemma

import (
	"testing"

	"github.com/stemma/stemma/nlp"
)

func TestStance(t *testing.T) {
	// "Orel denied that nothing burned."
	content, outside, inside := Span{Begin: 17, End: 31}, Span{Begin: 5, End: 11}, Span{Begin: 17, End: 24}
	for _, c := range []struct {
		certainty nlp.Certainty
		polarity  nlp.Polarity
		shown     []Span
		want      string
	}{
		{nlp.Certain, nlp.Positive, nil, "said as certain"},
		{nlp.Certain, nlp.Negative, []Span{outside}, "denied"},
		{nlp.Certain, nlp.Negative, nil, "denied"},
		{nlp.Certain, nlp.Negative, []Span{inside}, "said in the negative"},
		{nlp.Certain, nlp.UnknownPolarity, nil, "said as certain, whether so or not is unknown"},
		{nlp.Probable, nlp.Positive, []Span{inside}, "said to be probable"},
		{nlp.Probable, nlp.Negative, []Span{outside}, "said to be probably not so"},
		{nlp.Possible, nlp.Negative, []Span{outside}, "said to be possibly not so"},
		{nlp.Possible, nlp.Negative, []Span{outside, inside}, "said to be possible, in the negative"},
		{nlp.UnknownCertainty, nlp.Positive, nil, "affirmed, how surely is unknown"},
		{nlp.UnknownCertainty, nlp.Negative, []Span{outside}, "denied, how surely is unknown"},
		{nlp.UnknownCertainty, nlp.Negative, []Span{inside}, "said in the negative, how surely is unknown"},
		{nlp.UnknownCertainty, nlp.UnknownPolarity, []Span{outside}, "left open"},
		{nlp.UnknownCertainty, nlp.UnknownPolarity, nil, "certainty unknown"},
		{"", "", nil, "certainty unknown"},
	} {
		s := &Statement{Content: []Span{content}, Chain: []Attribution{{}, {Certainty: c.certainty, Polarity: c.polarity, ShownBy: c.shown}}}
		if got := s.Stance(1); got != c.want {
			t.Errorf("%s %s %v: %q, want %q", c.certainty, c.polarity, c.shown, got, c.want)
		}
		if told, want := s.Voice().Told(), c.want != "certainty unknown"; told != want {
			t.Errorf("%s %s %v: told is %v", c.certainty, c.polarity, c.shown, told)
		}
		if plain, want := s.Voice().Plain(), c.want == "said as certain"; plain != want {
			t.Errorf("%s %s %v: plain is %v", c.certainty, c.polarity, c.shown, plain)
		}
	}
}
