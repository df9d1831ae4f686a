package claim

import (
	"slices"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

func TestFarFrom(t *testing.T) {
	for _, x := range []struct {
		a, b string
		near bool
	}{
		{"foil", "thwart", true},
		{"hit", "strike", true},
		{"drive", "ram", true},
		{"tremor", "quake", true},
		{"smuggle away", "smuggle", true}, // a particle of which no meaning is known
		{"arrest", "sing", false},
		{"zorble", "hit", false},
	} {
		if far := farFrom(meaningsOf(x.a), meaningsOf(x.b)); far < noKin != x.near {
			t.Errorf("%s is %d from %s", x.a, far, x.b)
		}
	}
}

// Two words of one meaning meet within a story, and only there.
func TestKeyedByMeaning(t *testing.T) {
	var all []compared
	for i, word := range []string{"foil", "thwart", "sing", "thwart"} {
		all = append(all, compared{telling: &telling{text: &text{story: i / 3}, lemma: word, class: word, stem: word}, meanings: meaningsOf(word)})
	}
	meet := func(i, j int32) bool {
		return slices.ContainsFunc(keyed(all)[i], func(s standing) bool { return slices.Contains(s.block, j) })
	}
	if !meet(0, 1) || meet(0, 2) || meet(0, 3) {
		t.Errorf("met: %v in one story, %v another word, %v another story", meet(0, 1), meet(0, 2), meet(0, 3))
	}
}

func TestEventName(t *testing.T) {
	for _, x := range []struct {
		upos string
		kind nlp.EntityType // of the name that it stands in, "" for none
		want bool
	}{
		{"PROPN", nlp.Event, true},
		{"PROPN", "", true},
		{"PROPN", nlp.Person, false},
		{"NOUN", "", false},
	} {
		at := nlp.Span{Begin: 4, End: 11}
		s := &scan{doc: &nlp.Doc{Text: "the Lumiera", Tokens: []nlp.Token{{Span: at, UPOS: x.upos}}}}
		if x.kind != "" {
			s.doc.Mentions = []nlp.Mention{{Span: at, Form: nlp.Name, Type: x.kind}}
			s.mentions = []stemma.Span{at}
			s.endOfMentions = furthest(s.mentions)
		}
		if got := s.eventName(0); got != x.want {
			t.Errorf("%s in a name of %q: %v", x.upos, x.kind, got)
		}
	}
}

// What each word mostly looks like is the look that most of its places have.
func TestUsualLooks(t *testing.T) {
	all := []*telling{{lemma: "hit", look: look{7, 1}}, {lemma: "hit", look: look{5, 1}}, {lemma: "hit", look: look{5, 3}}, {lemma: "sing", look: look{8}}, {lemma: "sing"}}
	if got := usualLooks(all); got["hit"] != (look{5, 1}) || got["sing"] != (look{8}) {
		t.Errorf("looks %v", got)
	}
}
