package extract

import (
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp/en"
)

// What a text tells of a source beside what that one says is its author's word,
// but for why the source has no name.
func TestRelativeClauseOfSource(t *testing.T) {
	pipeline, err := en.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		text, tells string
		own         bool
	}{
		{"The harbour board, which is based in Lower Varo, said that it had lost two boats.", "based in Lower Varo", true},
		{"Ruth Vell, who ran the port until March, said that the bridge fell.", "ran the port", true},
		{"The harbour board said that it had lost two boats.", "harbour board", false},
		{"A clerk of the board, who spoke on condition of anonymity, said that the bridge fell.", "on condition", false},
	} {
		doc := &stemma.Document{
			ID: "d1", Text: x.text,
			Regions: []stemma.Region{{Span: stemma.Span{End: len(x.text)}, Kind: stemma.Paragraph}},
		}
		own := false
		for _, s := range Document(doc, pipeline, stemma.NewRun("read", "test", "")).Statements {
			own = own || !s.Attributed() && strings.Contains(s.Bounds().In(x.text), x.tells)
		}
		if own != x.own {
			t.Errorf("%s: “%s” in the author's own voice: %v, want %v", x.text, x.tells, own, x.own)
		}
	}
}
