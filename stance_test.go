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
		{nlp.Certain, nlp.Negative, []Span{inside}, "its words say no"},
		{nlp.Certain, nlp.UnknownPolarity, nil, "said as certain, whether so or not is unknown"},
		{nlp.Probable, nlp.Positive, []Span{inside}, "said to be probable"},
		{nlp.Probable, nlp.Negative, []Span{outside}, "said to be probably not so"},
		{nlp.Possible, nlp.Negative, []Span{outside}, "said to be possibly not so"},
		{nlp.Possible, nlp.Negative, []Span{outside, inside}, "its words say possibly not"},
		{nlp.UnknownCertainty, nlp.Positive, nil, "affirmed, how surely is unknown"},
		{nlp.UnknownCertainty, nlp.Negative, []Span{outside}, "denied, how surely is unknown"},
		{nlp.UnknownCertainty, nlp.Negative, []Span{inside}, "its words say no, how surely is unknown"},
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

func TestRefuted(t *testing.T) {
	// "The report that it burned is untrue."
	content, outside := []Span{{Begin: 11, End: 25}}, []Span{{Begin: 29, End: 35}}
	for _, c := range []struct {
		by, voice Attribution
		want      bool
	}{
		{Attribution{Certainty: nlp.Certain, Polarity: nlp.Negative, ShownBy: outside}, Attribution{}, true},
		{Attribution{Certainty: nlp.Certain, Polarity: nlp.Negative, ShownBy: outside}, Attribution{Source: Span{Begin: 1, End: 3}}, false},
		{Attribution{Certainty: nlp.Certain, Polarity: nlp.Negative, ShownBy: content}, Attribution{}, false},
		{Attribution{Certainty: nlp.UnknownCertainty, Polarity: nlp.UnknownPolarity, ShownBy: outside}, Attribution{}, false},
	} {
		s := &Statement{Content: content, Chain: []Attribution{c.by, c.voice}}
		if got := s.Refuted(); got != c.want {
			t.Errorf("%+v: refuted is %v", c, got)
		}
		if c.want && s.Alleged() {
			t.Errorf("%+v: alleged and refuted", c)
		}
	}
	if s := (&Statement{Content: content, Chain: []Attribution{{Certainty: nlp.UnknownCertainty, ShownBy: outside}, {Source: Span{Begin: 1, End: 3}}}}); !s.Alleged() {
		t.Error("what somebody alleges is not alleged")
	}
	s := &Statement{Content: content, Chain: []Attribution{{Certainty: nlp.Probable, Polarity: nlp.Positive, ShownBy: outside}, {}}}
	if s.Alleged() {
		t.Error("who takes it for probable alleges it")
	}
}

func TestSpeakingAt(t *testing.T) {
	said := func(depth int, content ...Span) *Statement {
		return &Statement{Content: content, Chain: make([]Attribution, depth)}
	}
	all := []*Statement{said(1, Span{Begin: 0, End: 5}), said(2, Span{Begin: 5, End: 30}, Span{Begin: 40, End: 50}), said(3, Span{Begin: 10, End: 20}), said(1, Span{Begin: 50, End: 60})}
	for at, want := range map[int]int{0: 1, 4: 1, 5: 2, 12: 3, 20: 2, 35: 0, 45: 2, 50: 1, 60: 0} {
		got, err := SpeakingAt(func(yield func(*Statement, error) bool) {
			for _, s := range all {
				if !yield(s, nil) {
					return
				}
			}
		}, at)
		if err != nil || got == nil && want != 0 || got != nil && len(got.Chain) != want {
			t.Errorf("at %d speaks %+v (%v), want a chain of %d", at, got, err, want)
		}
	}
}
