package claim

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp/en"
)

// deniedWords are all that is said by whoever denies one thing that stands before: "denied it",
// "rejected the allegation". Of several he does not say which.
var deniedWords = regexp.MustCompile(`(?i)^\W*(?:it|this|that|the|such an?|an?y such|so)?\s*(?:(?:all|any|every bit) of (?:it|this|that)|(?:latest |new )?(?:report|claim|allegation|accusation|charge|rumou?r|assertion|suggestion))?\W*$`)

// deniedIt are the words of whoever denies what the sentence before tells.
var deniedIt = regexp.MustCompile(`(?i)^\W*(?:it|this|that)\W*$`)

// accused is what somebody else said of whoever denies in m before it, in the same text: the
// nearest that concerns him, and where there is none close by, the nearest accusation. Where m
// says more of what it denies, the one that speaks of that too.
func (m *member) accused(before []*member) *member {
	var best *member
	most := 0
	for k := max(0, len(before)-farthestDenied); k < len(before); k++ {
		x := before[k]
		if x.reply != noReply || x.voiceKey() == m.voiceKey() && len(x.chain) > 1 || x.bounds().Overlaps(m.bounds()) || x.refuses() || !x.concerning(m) {
			continue
		}
		n := 0
		switch {
		case m.replyAt-x.bounds().End <= farthestAnswered && (len(x.chain) > 1 || x.accusing()), k == len(before)-1 && x.paragraph == m.paragraph && deniedIt.MatchString(m.quote):
			n = 2
		case x.accusing():
			n = 1
		default:
			continue
		}
		if m.reply != denying && m.speaksOf(x) {
			n += 2
		}
		if n >= most {
			best, most = x, n
		}
	}
	return best
}

// accusing reports whether a statement is what somebody is accused of, which nobody states.
func (m *member) accusing() bool {
	return m.alleged || m.voiced || len(m.chain) > 1 && en.Distancing().MatchString(m.cue)
}

// concerning reports whether a statement speaks of whoever is nearest to m: of one entity, or by
// the noun that he is called by there, "the miller".
func (m *member) concerning(by *member) bool {
	noun, ok := strings.CutPrefix(strings.ToLower(by.source), "the ")
	noun, _, _ = strings.Cut(noun, " of ")
	noun = noun[strings.LastIndexByte(noun, ' ')+1:] // "office" of "the harbour office of Varo"
	if ok && owns(noun, m.quote) {
		return false
	}
	who := by.voice().SourceEntity
	_, of, _ := strings.Cut(by.source, " of ")
	for w := range strings.FieldsSeq(of) { // "the owner of the Alda"
		if titled(w) && len(w) > 3 && strings.Contains(m.quote, w) {
			return true
		}
	}
	if who != "" && slices.Contains(m.whom, who) {
		return true
	}
	_, found := slices.BinarySearch(m.words, hash(noun))
	return ok && found && !slices.ContainsFunc(m.chain, func(l stemma.Attribution) bool { return who != "" && l.SourceEntity == who })
}

// owns reports whether a noun stands in words only as whoever something is of: "the baker's wife".
func owns(noun, words string) bool {
	words = strings.ReplaceAll(strings.ToLower(words), "’", "'")
	return strings.Contains(words, noun+"'") && strings.Count(words, noun) == strings.Count(words, noun+"'")
}
