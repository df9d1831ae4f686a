package ask

import (
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// TestMentionsAt: of the mentions of a document those around a place are looked at, a long one that holds
// it among them, and not the rest.
func TestMentionsAt(t *testing.T) {
	d := &document{longest: 20}
	for _, x := range []nlp.Span{{Begin: 0, End: 5}, {Begin: 30, End: 50}, {Begin: 32, End: 35}, {Begin: 50, End: 52}, {Begin: 90, End: 95}} {
		d.mentions = append(d.mentions, &stemma.Mention{Span: x})
	}
	for _, test := range []struct {
		at    nlp.Span
		first int // where the first of them begins
		n     int
	}{
		{nlp.Span{Begin: 49, End: 50}, 30, 3},
		{nlp.Span{Begin: 33, End: 34}, 30, 2},
		{nlp.Span{Begin: 51, End: 51}, 32, 2},
		{nlp.Span{Begin: 95, End: 96}, 90, 1},
		{nlp.Span{Begin: 200, End: 210}, 0, 0},
	} {
		got := d.mentionsAt(test.at)
		if len(got) != test.n || test.n > 0 && got[0].Span.Begin != test.first {
			t.Errorf("%v has %d mentions, not %d from %d", test.at, len(got), test.n, test.first)
		}
	}
}
