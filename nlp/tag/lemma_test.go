package tag_test

import (
	"testing"

	"github.com/stemma/stemma/nlp/tag"
)

func TestLemmatizer(t *testing.T) {
	key := func(upos, xpos string, capital bool, ending string) string {
		return string(tag.RuleKey(nil, upos, xpos, capital, ending))
	}
	l := tag.MakeLemmatizer(
		map[string]string{string(tag.FormKey(nil, "Went", "VERB", "VBD")): "go"},
		map[string]int32{
			key("NOUN", "NNS", false, ""): 0, key("NOUN", "NNS", false, "ies"): 1, key("NOUN", "NNS", true, ""): 0,
			key("PROPN", "NNP", true, ""): 2, key("PROPN", "NNP", false, ""): 2, key("VERB", "VB", false, ""): 3,
		},
		[]tag.Script{{Cut: 1}, {Cut: 3, Add: "y"}, {Keep: true}, {}},
	)
	for _, test := range []struct {
		form, upos, xpos string
		initial          bool
		want             string
	}{
		{"boats", "NOUN", "NNS", false, "boat"},
		{"Ferries", "NOUN", "NNS", true, "ferry"},
		{"Boats", "NOUN", "NNS", false, "boat"},
		{"WENT", "VERB", "VBD", true, "go"},
		{"Orel", "PROPN", "NNP", false, "Orel"},
		{"Go", "VERB", "VB", true, "go"},
		{"s", "NOUN", "NNS", false, "s"},     // nothing would be left
		{"boats", "X", "FW", false, "boats"}, // no rule
	} {
		if got := l.Lemma(test.form, test.upos, test.xpos, test.initial); got != test.want {
			t.Errorf("the lemma of %s as %s is %q, not %q", test.form, test.xpos, got, test.want)
		}
	}
}

func TestParseScript(t *testing.T) {
	for _, s := range []tag.Script{{}, {Cut: 3, Add: "y"}, {Keep: true, Cut: 1, Add: "+x"}} {
		if got, err := tag.ParseScript(s.String()); err != nil || got != s {
			t.Errorf("%q was read as %+v, %v", s.String(), got, err)
		}
	}
	for _, text := range []string{"", "+", "-", "x1+", "-x+", "-99999999999+"} {
		if s, err := tag.ParseScript(text); err == nil {
			t.Errorf("%q was read as %+v", text, s)
		}
	}
}
