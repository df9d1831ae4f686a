package claim

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/stemma/stemma"
)

// TestWhere: what nobody who is named says is not the author's.
func TestWhere(t *testing.T) {
	for _, c := range []struct {
		source string
		links  int
		want   string
	}{
		{"", 1, "the author of a.txt"},
		{"", 2, "somebody whom the author of a.txt does not name"},
		{"Ana Vell", 2, "Ana Vell in a.txt"},
	} {
		m := &member{text: &text{path: "a.txt"}, source: c.source, chain: make([]stemma.Attribution, c.links)}
		if got := m.where(); got != c.want {
			t.Errorf("%d links, source %q: %q, want %q", c.links, c.source, got, c.want)
		}
	}
}

// TestOnePlace: a place may be told with more words behind it, and is another with more before it.
func TestOnePlace(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Varo", "varo", true},
		{"Varo", "Varo, Norland", true},
		{"Varo Norland", "Varo", true},
		{"the Varo", "Varo", true},
		{"Varo", "New Varo", false},
		{"Sele", "Upper New Sele", false},
		{"Sele", "Selenia", false},
		{"Sele", "Sele-Ostia", false},
		{"", "Varo", false},
		{"", "", false},
	} {
		if got := onePlace(c.a, c.b); got != c.want || onePlace(c.b, c.a) != got {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

// TestManyClaimOneDeed: all who take one deed upon themselves make one claim, in which each answers once.
func TestManyClaimOneDeed(t *testing.T) {
	c := &Collection{ctx: context.Background(), rarity: newRarities(10)}
	words := []uint32{hash("bombing"), hash("mill")}
	slices.Sort(words)
	for i, who := range []string{"Red Lamp", "Seven Bells", "Tarn Column", "Red Lamp"} {
		in := &text{id: stemma.ID(fmt.Sprint("d", i))}
		m := &member{id: stemma.ID(fmt.Sprint("s", i)), text: in, source: who, cue: "claimed", words: words, about: []stemma.ID{"mill"}, quote: "responsibility for the bombing of the mill",
			chain: []stemma.Attribution{{}, {SourceEntity: stemma.ID(who), Polarity: "positive"}}}
		in.statements = []*member{m}
		c.texts = append(c.texts, in)
	}
	for _, w := range words {
		c.rarity.put(w, 1)
	}
	out := c.claimed(decided(nil))
	if len(out) != 1 || len(out[0].answers) != 4 || len(out[0].found) != 3 {
		t.Fatalf("%d claims: %+v", len(out), out)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	c.ctx = ctx
	if out := c.claimed(decided(nil)); len(out) != 0 {
		t.Errorf("stopped it still finds %d", len(out))
	}
}

// TestSameDoer: a person is known by entity or by the names of persons, a group by how its name begins.
func TestSameDoer(t *testing.T) {
	for _, c := range []struct {
		a, b authorship
		want bool
	}{
		{authorship{who: "e1", name: "the Lamp"}, authorship{who: "e1", name: "the Bells"}, true},
		{authorship{who: "e1", name: "the Red Lamp"}, authorship{who: "e2", name: "the Red Lamp group"}, true},
		{authorship{who: "e1", name: "the Lamp"}, authorship{who: "e2", name: "the Red Lamp"}, false},
		{authorship{name: "Orel Tash", person: true}, authorship{name: "Tash, Orel", person: true}, true},
		{authorship{name: "Orel Tash", person: true}, authorship{name: "Dima Tash", person: true}, false},
		{authorship{name: "Orel Tash", person: true}, authorship{name: "Orel Tash"}, true},
	} {
		if got := c.a.sameDoer(&c.b); got != c.want || c.b.sameDoer(&c.a) != got {
			t.Errorf("%s and %s: %v", c.a.name, c.b.name, got)
		}
	}
}

// TestSpokenWholeSentences: a quotation that begins in the midst of a sentence has no words to compare,
// whatever alphabet its letters are of.
func TestSpokenWholeSentences(t *testing.T) {
	for quote, want := range map[string]int{"Étretat was never ours to leave": 6, "étretat was never ours to leave": 0, "We will not leave Tarn": 5, "we will not leave Tarn": 0} {
		m := &member{content: []stemma.Span{{End: len(quote)}}, chain: []stemma.Attribution{{}, {Kind: "direct"}}}
		if got := spoken(m, quote); len(got) != want {
			t.Errorf("%q: %d words, not %d", quote, len(got), want)
		}
	}
}

// TestJoinEnds: who frees one and who tells on that day or later that he is held are of one question.
func TestJoinEnds(t *testing.T) {
	of := func(class, day string) []*telling {
		return []*telling{{class: class, lemma: class, lasts: true, text: &text{day: day}, by: &member{chain: make([]stemma.Attribution, 2)}, args: []argument{{role: "patient", entity: "orel", named: true, person: true}}}}
	}
	for _, c := range []struct {
		name  string
		parts [][]*telling
		want  int
	}{
		{"held later", [][]*telling{of("free", "2030-05-03"), of("hold", "2030-05-04")}, 1},
		{"held before", [][]*telling{of("free", "2030-05-03"), of("hold", "2030-05-02")}, 2},
		{"no day is known", [][]*telling{of("free", ""), of("hold", ""), of("hold", "2030-05-02")}, 1},
		{"one who freed him after all", [][]*telling{of("hold", "2030-05-04"), of("free", "2030-05-09"), of("hold", "2030-05-02"), of("free", "2030-05-03")}, 3},
		{"two who freed him", [][]*telling{of("hold", "2030-05-02"), of("hold", "2030-05-04"), of("free", "2030-05-02"), of("free", "2030-05-04")}, 1},
	} {
		if got := joinEnds(c.parts); len(got) != c.want {
			t.Errorf("%s: %d questions, not %d", c.name, len(got), c.want)
		}
	}
}
