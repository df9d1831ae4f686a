package claim

import (
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// TestSureness: what the words show decides whether a conflict may be of two things, and is said.
func TestSureness(t *testing.T) {
	one, other := &text{id: "d1", story: 1}, &text{id: "d2", story: 1}
	known := map[uint32]bool{}
	rarity := newRarities(100)
	words := func(s string) (out []uint32) {
		for w := range strings.FieldsSeq(s) {
			w := hash(w)
			if out = append(out, w); !known[w] {
				known[w] = true
				rarity.put(w, 1)
			}
		}
		slices.Sort(out)
		return out
	}
	said := func(in *text, s string) *member {
		return &member{text: in, words: words(s), chain: make([]stemma.Attribution, 2)}
	}
	count := func(in *text, n float64, noun string, change ...func(*figure)) *answer {
		f := &figure{number: number{low: n, high: n}, text: in, by: said(in, noun), noun: noun, near: words(noun), around: words(noun)}
		for _, c := range change {
			c(f)
		}
		f.known.role, f.known.stem = f.role(), stem(noun)
		return &answer{by: f.by, stance: stemma.Affirms, figure: f}
	}
	named := func(id stemma.ID) func(*figure) { return func(f *figure) { f.entities = []stemma.ID{id} } }
	fate := func(class string) func(*figure) { return func(f *figure) { f.classes = []string{class} } }
	at := func(place string) func(*figure) { return func(f *figure) { f.setting.places = []string{place} } }
	amid := func(n float64) func(*figure) { return func(f *figure) { f.known.likes = n } }
	not := func(f *figure) { f.not = true }
	differing := func(in *text) *text { x := *in; x.rivals = []int{1}; return &x }
	apart := differing(one)
	told := func(in *text, stance stemma.Stance, lemma, around string, args ...argument) *answer {
		x := &telling{text: in, lemma: lemma, class: lemma, around: words(around), args: args, denied: stance == stemma.Denies}
		return &answer{by: said(in, around), stance: stance, telling: x}
	}
	agent := func(id string) argument {
		return argument{role: "agent", entity: stemma.ID(id), lemma: id, named: true}
	}
	patient := func(lemma string) argument { return argument{role: "patient", lemma: lemma} }
	by := func(a *answer, source string) *answer {
		a.by.chain[1].SourceEntity = stemma.ID(source)
		return a
	}
	replies := func(a *answer, r reply) *answer { a.by.reply = r; return a }
	speaks := func(in *text, s string) *answer { return &answer{by: said(in, s), stance: stemma.Affirms} }
	const number, polarity, status, certainty, scope = stemma.NumberDiffers, stemma.PolarityDiffers, stemma.StatusDiffers, stemma.CertaintyDiffers, stemma.ScopeUnknown
	refusing := func(a *answer) *answer {
		a.by.chain = make([]stemma.Attribution, 2)
		a.by.chain[1].Polarity = nlp.Negative
		return a
	}
	for _, x := range []struct {
		name  string
		kind  stemma.Disagreement
		a, b  *answer
		own   bool
		loose bool
		says  string
	}{
		{"numbers that are near", number, count(one, 20, "barge"), count(other, 21, "barge"), false, false, "not far from one another"},
		{"numbers that are not, with nothing in common but the noun", number, count(one, 20, "barge"), count(other, 35, "barge"), false, true, "alike"},
		{"the same, who is named and the place too", number, count(one, 20, "barge", named("e1"), at("varo")), count(other, 35, "barge", named("e1"), at("varo")), false, false, "both name the same; the words around both are alike; both name one place"},
		{"numbers that are near, of other places", number, count(one, 20, "barge", at("varo")), count(other, 21, "barge", at("linsk")), false, false, "they name other places"},
		{"the wounded of one story, one counted in the town", number, count(one, 50, "wounded", fate("wound"), at("varo")), count(other, 80, "wounded", fate("wound"), at("linsk")), false, false, "the same befell those counted"},
		{"many of the like", number, count(one, 20, "point", amid(9)), count(other, 21, "point", amid(9)), false, true, "very many of the like"},
		{"one many times the other", number, count(one, 20, "barge", named("e1"), at("varo")), count(other, 900, "barge", named("e1"), at("varo")), false, true, "many times the other"},
		{"that it was not that number, which is no nearness", number, count(one, 20, "barge"), count(other, 20, "barge", not), false, true, "alike"},
		{"a text sets them side by side, and names the same", number, count(one, 5, "miller", named("e1")), count(one, 6, "miller", named("e1")), true, false, "sets the two numbers side by side"},
		{"a text has both, and names nothing in common", number, count(one, 5, "miller"), count(one, 6, "miller"), true, true, "names nothing in common"},
		{"a text says that they differ", number, count(apart, 5, "miller"), count(apart, 6, "miller"), true, false, "says that the two differ"},
		{"a text counts many of the like", number, count(one, 5, "goal", named("e1"), amid(9)), count(one, 6, "goal", named("e1"), amid(9)), true, false, "many of the like"},
		{"not the one but the other", number, count(one, 5, "miller", not), count(one, 5, "miller"), true, false, "and not the other"},

		{"who does it is one, by one word", polarity, told(one, stemma.Affirms, "sell", "sell barge dawn", agent("tash")), told(other, stemma.Denies, "sell", "sell barge dawn", agent("tash")), false, false, "both tell it of the same; both by the same word"},
		{"by one word, with nothing in common", polarity, told(one, stemma.Affirms, "sell", "barge", agent("tash")), told(other, stemma.Denies, "sell", "mill", agent("tash")), false, true, "by the same word"},
		{"by one word, of nobody who is named", polarity, told(one, stemma.Affirms, "pay", "pay fee dawn", patient("fee")), told(other, stemma.Denies, "pay", "pay fee dawn", patient("fee")), false, true, "same words around it"},
		{"a state of two", status, told(one, stemma.Affirms, "hold", "miller", patient("miller")), told(one, stemma.Denies, "hold", "porter", patient("porter")), false, true, "each tells it of another"},
		{"a state, in one text", status, told(one, stemma.Affirms, "hold", "hold miller"), told(one, stemma.Denies, "hold", "hold miller"), false, false, "in one text"},
		{"a state that is denied of everybody", status, told(one, stemma.Affirms, "hold", "hold miller"), told(other, stemma.Denies, "hold", "arrest", patient("nobody")), false, false, "denies it of everybody"},

		{"a reply", polarity, speaks(one, "barge sold"), replies(speaks(one, "untrue"), untrue), true, false, "answers the other in the same text"},
		{"a denial in another text", scope, speaks(one, "barge sold"), replies(speaks(other, "charge"), sweeping), true, false, "stands in another text"},
		{"no more than a but", polarity, speaks(one, "barge sold"), speaks(one, "mill burned"), true, false, "such as but"},

		{"one source, hedged once", certainty, by(speaks(one, "ice move"), "e1"), by(speaks(other, "ice melt"), "e1"), false, false, "one source is quoted"},
		{"a hedge, and half of the words", certainty, speaks(one, "ice move north"), speaks(other, "ice melt north"), false, true, "only some of their words"},
		{"a hedge in the same words", certainty, speaks(one, "ice move north"), speaks(other, "ice move north"), false, false, "nearly the same words"},
		{"a remark that is denied in its text", polarity, speaks(one, "ice move north"), speaks(one, "ice move north"), false, false, "nearly the same words"},
		{"a remark of another text in the same words", polarity, speaks(one, "ice move north"), speaks(other, "ice move north"), false, true, "mostly repeats it"},
		{"a remark that somebody denies in another text", polarity, speaks(one, "ice move north"), refusing(speaks(other, "ice move north")), false, false, "nearly the same words"},
	} {
		c := New(nil)
		c.rarity = rarity
		question := stemma.AskWhether
		switch x.kind {
		case number:
			question = stemma.AskNumber
		case status:
			question = stemma.AskStatus
		}
		for _, a := range []*answer{x.a, x.b} {
			if f := a.figure; f != nil {
				f.known.near, f.known.around = c.weight(f.near), c.weight(f.around)
			}
		}
		n, says := c.sureness(&draft{question: question}, finding{kind: x.kind, between: [2]*answer{x.a, x.b}, why: ""}, x.own)
		if (n < 0) != x.loose || !strings.Contains(says, x.says) {
			t.Errorf("%s: %d, %s", x.name, n, says)
		}
	}
	c := New(nil)
	if n, _ := c.sureness(&draft{question: stemma.AskNumber, judged: true}, finding{kind: number, between: [2]*answer{count(one, 5, "barge"), count(other, 50, "mill")}, why: ""}, false); n < 1 {
		t.Errorf("put together by a person: %d", n)
	}
	if n, says := c.sureness(&draft{}, finding{kind: stemma.Compatible, between: [2]*answer{speaks(one, "x"), speaks(one, "y")}}, true); n != 0 || says != "" {
		t.Errorf("what is no conflict is weighed: %d, %s", n, says)
	}
}
