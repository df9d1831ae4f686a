package eval

import (
	"fmt"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// EventScores are the scores of a grouping of the annotated event mentions of
// ECB+, where mentions are grouped within a topic and over all its texts. Which
// words are mentions is given.
//
// The field scores this task in several ways that differ by twenty points and
// more, so all are kept: with mentions that stand alone counted (B3) and
// without them (Chains), as Cattan et al. 2021, "Realistic evaluation
// principles for cross-document coreference resolution", advise.
type EventScores struct {
	Texts, Mentions, Events int // Events counts those with two mentions or more
	// Pairs are pairs of mentions of one event in two texts of a topic.
	Pairs Ratio
	B3    Agreement // mentions that stand alone included
	// Chains are link, mention and chain scores with mentions that stand alone
	// taken away on both sides first.
	Chains Coreference
	// Apart are pairs of mentions, one of a text on the topic's first event and
	// one of a text on its second, that are not of one event by the
	// annotation, and of those the ones that were kept apart. Alike are those
	// of them whose heads have one lemma: the pairs that are hard.
	Apart, Alike Kept
}

// Kept counts pairs that are to be kept apart.
type Kept struct{ Kept, All int }

// Percent is the share that was kept apart.
func (k Kept) Percent() float64 { return percent(k.Kept, k.All) }

// An EventKey names the group of the mention with this index in the Events of
// a text; "" stands for a group of its own. Equal keys of two topics name two
// groups.
type EventKey func(text *ECBText, event int) string

// ScoreEvents compares the groups that key makes with the annotated chains.
// The lemma of a mention's head is needed for Alike; nil leaves it at nothing.
func ScoreEvents(texts []ECBText, key, lemma EventKey) EventScores {
	topics := map[int][]eventMention{}
	var order []int
	s := EventScores{Texts: len(texts)}
	for i := range texts {
		t := &texts[i]
		if _, ok := topics[t.Topic]; !ok {
			order = append(order, t.Topic)
		}
		for n, e := range t.Events {
			alone := fmt.Sprintf("\x00%s %d", t.Name, n) // no key is equal to it
			m := eventMention{text: t.Name, second: t.Second, gold: e.Chain, system: key(t, n)}
			if m.gold == "" {
				m.gold = alone
			}
			if m.system == "" {
				m.system = alone
			}
			if lemma != nil {
				m.lemma = lemma(t, n)
			}
			topics[t.Topic] = append(topics[t.Topic], m)
		}
	}
	for _, topic := range order {
		s.add(topics[topic])
	}
	return s
}

// An eventMention is a mention with the groups it is in.
type eventMention struct {
	text                string
	second              bool
	gold, system, lemma string
}

func (s *EventScores) add(mentions []eventMention) {
	s.Mentions += len(mentions)
	for i, a := range mentions {
		for _, b := range mentions[:i] {
			gold, system := a.gold == b.gold, a.system == b.system
			if a.text != b.text {
				s.Pairs.Add(Ratio{Correct: one(gold && system), System: one(system), Gold: one(gold)})
			}
			if a.second != b.second && !gold {
				s.Apart.add(!system)
				if a.lemma != "" && a.lemma == b.lemma {
					s.Alike.add(!system)
				}
			}
		}
	}
	gold := groups(mentions, func(m eventMention) string { return m.gold })
	system := groups(mentions, func(m eventMention) string { return m.system })
	for _, chain := range gold {
		if len(chain) > 1 {
			s.Events++
		}
	}
	n := float64(len(mentions))
	s.B3.add(bCubed(gold, places(system)), n, bCubed(system, places(gold)), n)
	addCoreference(&s.Chains, gold, system)
}

func (k *Kept) add(kept bool) {
	k.All++
	k.Kept += one(kept)
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// groups lists the indexes of the mentions with equal names, in order.
func groups(mentions []eventMention, name func(eventMention) string) [][]int {
	at := map[string]int{}
	var out [][]int
	for i, m := range mentions {
		g, ok := at[name(m)]
		if !ok {
			g = len(out)
			at[name(m)] = g
			out = append(out, nil)
		}
		out[g] = append(out[g], i)
	}
	return out
}

// HeadLemmas finds the lemma of the head of each event mention: of the first
// word in it that depends on a word outside it. Grouping by it is the
// same-lemma baseline of ECB+ (Cybulska and Vossen 2014).
func HeadLemmas(p *nlp.Pipeline, texts []ECBText) EventKey {
	lemmas := map[string][]string{}
	for i := range texts {
		t := &texts[i]
		doc := nlp.NewDoc(t.Text)
		doc.Blocks = lines(t.Text)
		p.Annotate(doc)
		for _, e := range t.Events {
			lemmas[t.Name] = append(lemmas[t.Name], headLemma(doc, e.Span))
		}
	}
	return func(t *ECBText, event int) string { return lemmas[t.Name][event] }
}

// headLemma is in lower case; "" if no word stands in the span.
func headLemma(doc *nlp.Doc, span nlp.Span) string {
	last := ""
	for _, token := range doc.Tokens {
		if !token.Overlaps(span) {
			continue
		}
		last = strings.ToLower(token.Lemma)
		if token.Head < 0 || !doc.Tokens[token.Head].Overlaps(span) {
			return last
		}
	}
	return last
}

// lines are the lines of a text that are not empty.
func lines(text string) []nlp.Span {
	var out []nlp.Span
	begin := 0
	for begin < len(text) {
		end := begin + strings.IndexByte(text[begin:], '\n')
		if end < begin {
			end = len(text)
		}
		if end > begin {
			out = append(out, nlp.Span{Begin: begin, End: end})
		}
		begin = end + 1
	}
	return out
}
