package claim

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// A reply is how a statement answers another one that stands before it.
type reply byte

const (
	noReply   reply = iota
	untrue          // "That is not true."
	unproven        // "No document that shows this has been made public."
	sweeping        // "The ministry denied these reports.": it does not say what it denies
	denying         // "The miller denied it.", "rejected the charge": what is said of him right before
	objecting       // "But a clerk said ...", "The service points out ...": it is set against what was said
)

// endOfJudging is what stands behind words that judge what was said: "not so bad" and "not right
// to arrest him" answer nobody.
const endOfJudging = `(?:\W*$|\s*[^\w\s]|\s+(?:and|or|but|at all|because|since|either)\b)`

// The words by which a statement answers another without saying it again.
var (
	untrueWords = regexp.MustCompile(`(?i)^\W*(?:but |yet |and |no,? |in fact,? )?(?:that|this|it|none of (?:that|this|it))\s*(?:is|was|['’]s)\s+(?:simply |just |also |plainly |completely |absolutely )?` +
		`(?:(?:not|n['’]t)\s+(?:(?:at all|even) )?(?:(?:true|accurate|the case)\b|(?:so|right|correct)\b` + endOfJudging + `)|(?:untrue|false|incorrect|nonsense|a lie|invented|made up|fabricated)\b|wrong\b` + endOfJudging + `)`)
	unprovenWords = regexp.MustCompile(`(?i)` +
		`\b(?:no|without|not|never|n['’]t|little|nor|neither)\s(?:[\w’'-]+\s+){0,4}?(?:evidence|proof|documents?|records?|traces?|confirmation|witness(?:es)?)\b[^.;]{0,40}?` +
		`\b(?:(?:of|for|about|behind|to [\w-]+|(?:that|which|who) (?:has |had |have |would |could |can )?[\w-]+|[\w-]+ing)\s+(?:this|that|it|such [\w-]+|the (?:claim|allegation|accusation|figure|report|assertion)s?)|that (?:this|that|it) (?:is|was) (?:so|true|the case))\b` +
		`|\b(?:nobody|no one|no-one|no witness(?:es)?)\s+(?:who|that|has|had)?\s*(?:saw|seen|heard|witnessed|confirmed|can confirm)\s+(?:it|this|that)\b` +
		`|\b(?:this|that|it|these|those|the (?:claim|allegation|accusation|figure|report|assertion|account)s?)\s+(?:could|can|has|have)\s*not\s+(?:yet )?be(?:en)?\s+(?:independently )?(?:verified|confirmed|checked|proved|proven)\b` +
		`|\b(?:did|does|do|has|have)\s*(?:not|n['’]t)\s+(?:offer|give|given|present|presented|provide|provided|produce|produced|cite|cited|show|shown|offered)\s+(?:any |further |the )?(?:evidence|proof|examples?|details)\b`)
	// "Is it true?" and the answer to it.
	asksIfTrue    = regexp.MustCompile(`(?i)\b(?:is|was) (?:it|that|this) (?:really |all )?(?:true|so|right|correct|the case)\s*\?\W*$`)
	saysNo        = regexp.MustCompile(`(?i)^\W*(?:no|not|never|hardly)\b`)
	sweepingWords = regexp.MustCompile(`(?i)\b(?:these|those|such|the|all|any|both)\s+(?:\w+\s+)?(?:reports?|claims?|allegations?|accusations?|charges|rumou?rs?|assertions?|suggestions?)\b`)
	// What somebody calls all that was said. Of "unfounded conclusions" and "the answer lies in"
	// nobody says that it was said.
	sweepingNames = regexp.MustCompile(`(?i)\b(?:fabrications?|falsehoods?|nonsense|slanders?|fake news|false from)\b|\blies\b(?:\W*$|[^\w\s]|\s+(?:and|about|regarding|from|of|that|by)\b)` +
		`|\b(?:baseless|unfounded|groundless|untrue)\b(?:\W*$|[^\w\s]|\s+(?:and|or|but|from|reports?|claims?|allegations?|accusations?|charges|rumou?rs?|assertions?|suggestions?|stor(?:y|ies)|statements?|accounts?)\b)`)
	setAgainst = regexp.MustCompile(`(?i)^\W*(?:but|yet|however|still|nevertheless|nonetheless)\b`)
)

// What unprovenWords and sweepingNames find has one of these in it, and most statements
// have none: to look for letters takes a hundredth of the time of an expression.
var (
	unprovenSigns = append(strings.Fields("evidence proof document record trace confirm witness nobody no-one verified checked prove example details ſ"), "no one")
	sweepingSigns = strings.Fields("lies fabrication falsehood nonsense baseless unfounded groundless untrue slander fake false ſ")
)

// holdsAny reports whether one of the signs stands in words in small letters. A long s is
// an s to an expression without regard to case, and stays what it is in small letters.
func holdsAny(words string, signs []string) bool {
	return slices.ContainsFunc(signs, func(s string) bool { return strings.Contains(words, s) })
}

// replies says how a statement answers what stands before it, and where the words
// are that show it.
func replies(s *stemma.Statement, text string) (reply, int) {
	denial := s.Attributed() && s.Voice().Polarity == nlp.Negative && !slices.ContainsFunc(s.Voice().ShownBy, func(w stemma.Span) bool {
		return slices.ContainsFunc(s.Content, func(c stemma.Span) bool { return c.Contains(w) })
	})
	for _, c := range s.Content {
		words := c.In(text)
		small := strings.ToLower(words)
		if holdsAny(small, unprovenSigns) {
			if at := unprovenWords.FindStringIndex(words); at != nil {
				return unproven, c.Begin + at[0]
			}
		}
		if at := untrueWords.FindStringIndex(words); at != nil {
			return untrue, c.Begin
		}
		if holdsAny(small, sweepingSigns) && sweepingNames.MatchString(words) && (s.Attributed() || strings.HasPrefix(words, "They ")) {
			return sweeping, c.Begin
		}
		if denial && len(s.Content) == 1 && deniedWords.MatchString(words) {
			return denying, c.Begin
		}
		if at := sweepingWords.FindStringIndex(words); denial && at != nil && at[0] < farthestSweeping {
			return sweeping, c.Begin
		}
	}
	return noReply, 0
}

// farthestSweeping is how many bytes into a content the words for all that was said stand
// at most: behind them they are no more than a part of it.
const farthestSweeping = 20

// answered makes the claims of statements and what others reply to them. A reply
// goes into the claim of the remark that it answers, or of the state that this tells,
// if there is one. Replies to
// statements that give one number as an answer to one question are one claim.
func (c *Collection) answered(remarks, numbers, happenings []*draft) []*draft {
	of := map[*member]*draft{}
	state := map[*member]*answer{} // in which somebody is by its word
	for _, h := range happenings {
		for _, a := range h.answers {
			if h.question == stemma.AskStatus && a.stance == stemma.Affirms && state[a.by] == nil {
				state[a.by], of[a.by] = a, h
			}
		}
	}
	type given struct {
		question *draft
		value    string
	}
	gives := map[*member]given{}
	for _, n := range numbers {
		for _, a := range n.answers {
			if a.holds() {
				gives[a.by] = given{n, a.value}
			}
		}
	}
	to := map[given]*draft{}
	for _, r := range remarks {
		for _, a := range r.answers {
			of[a.by] = r
		}
	}
	var out []*draft
	for _, t := range c.texts {
		for i, m := range t.statements {
			var before *member
			kind := m.reply
			switch kind {
			case untrue, unproven:
				before = m.answers(t.statements)
			case denying:
				if before = m.accused(t.statements[:i]); before == nil {
					before, kind = m.answers(t.statements), sweeping
				}
			case sweeping:
				before = cmp.Or(m.sweeps(t.statements[:i]), m.accused(t.statements[:i]), c.reported(m))
			case noReply:
				if before = m.objects(t.statements[:i]); before != nil {
					kind = objecting
				}
			}
			if before == nil {
				continue
			}
			x := &answer{by: before, stance: stemma.Affirms, shown: before.content, why: "another statement replies to it"}
			y := &answer{by: m, stance: stemma.Denies, shown: m.content}
			if kind == denying && before.accusing() || len(before.chain) == 1 && (before.alleged || before.voiced) {
				x.stance = stemma.Alleges // "was arrested for theft": whoever denies it denies the theft
			}
			d := of[before]
			n, number := gives[before]
			if d == nil && number && kind == unproven {
				if d = to[n]; d != nil && !d.has(before) {
					d.answers = append(d.answers, x)
				}
			}
			if d == nil || kind == sweeping {
				d = &draft{question: stemma.AskWhether, answers: []*answer{x}}
				out = append(out, d)
				if number && kind == unproven {
					to[n] = d
				}
			}
			if before.refuses() {
				x.stance, y.stance = stemma.Denies, stemma.Affirms
			}
			if d == of[before] && d.remark { // as the remark has it, which may be told by others in other words
				for _, a := range d.answers {
					if a.by == before && a.holds() {
						x = a
						if y.stance = stemma.Affirms; a.stance.Affirmative() {
							y.stance = stemma.Denies
						}
					}
				}
			}
			if a := state[before]; a != nil && d == of[before] && d.question == stemma.AskStatus {
				x = a
				if y.stance == stemma.Denies {
					y.value = "not " + a.telling.state()
				}
			}
			d.answers = append(d.answers, y)
			f := finding{between: [2]*answer{x, y}}
			switch kind {
			case untrue, denying:
				f.kind, f.why = stemma.PolarityDiffers, "One says so, the other says that it is not true."
				if d.question == stemma.AskStatus {
					f.kind = stemma.StatusDiffers
				}
				y.why = "it says that what stands before it is not true"
				if kind == denying {
					y.why = "it denies what stands before it, and is by whom that concerns"
				}
			case unproven:
				f.kind, f.why = stemma.AbsenceOfProof, "One says so, the other that evidence of it is missing, which is no denial."
				y.why, y.stance, y.value = "it says that evidence of what stands before it is missing", stemma.NoStance, "no evidence"
			case sweeping:
				f.kind, f.why = stemma.ScopeUnknown, "A denial that does not say what it denies."
				y.why, d.scope = "it denies and does not say what", true
			case objecting:
				f.kind, f.why = stemma.PolarityDiffers, "The text sets the one against the other."
				y.why = "the text sets it against what stands before it"
			}
			d.found = append(d.found, f)
		}
	}
	return out
}

// polled adds to the remarks of a story who answers a question in about their words with yes
// or no: "Did you hear a shot? - No." stands with a denial that a shot was fired. Whoever is asked
// what he saw or heard is asked whether it was; but that he saw nothing denies nobody's word that
// it was.
func (c *Collection) polled(remarks []*draft) {
	of := map[int][]*draft{} // by story
	for _, r := range remarks {
		if story := r.answers[0].by.text.story; r.question == stemma.AskWhether {
			of[story] = append(of[story], r)
		}
	}
	for _, t := range c.texts {
		for i, m := range t.statements {
			stance := yesOrNo(m.quote)
			if stance == stemma.NoStance || i == 0 {
				continue
			}
			n := i - 1
			for n > 0 && t.statements[n-1].bounds().Contains(t.statements[n].bounds()) {
				n-- // what is asked in all, not a part of it
			}
			q := t.statements[n]
			if q.voiceKey() == m.voiceKey() || !strings.HasSuffix(strings.TrimRight(q.quote, "”’\"' "), "?") || q.denied || m.bounds().Begin-q.bounds().End > farthestPolled {
				continue
			}
			asked := slices.DeleteFunc(slices.Clone(q.words), func(w uint32) bool { return perceived[w] })
			var best *draft
			most := halfAlike
			for _, r := range of[t.story] {
				if alike := c.overlap(asked, r.answers[0].by.words); alike >= most && !r.has(m) && (best == nil || alike > most) {
					best, most = r, alike
				}
			}
			if best != nil {
				unseen := stance == stemma.Denies && len(asked) < len(q.words)
				// All who deny a remark affirm it by the words that name the claim.
				if k := slices.IndexFunc(best.answers, (*answer).holds); k >= 0 && best.answers[k].saysSo() != best.answers[k].stance.Affirmative() {
					stance = map[stemma.Stance]stemma.Stance{stemma.Affirms: stemma.Denies, stemma.Denies: stemma.Affirms}[stance]
				}
				x := &answer{by: m, stance: stance, shown: m.content, why: "it answers a question in about these words"}
				if k := slices.IndexFunc(best.answers, (*answer).saysSo); k >= 0 && unseen {
					x.stance, x.value, x.why = stemma.NoStance, "nothing noticed", "it says to a question in about these words that nothing of it was seen or heard"
					best.found = append(best.found, finding{kind: stemma.AbsenceOfProof, between: [2]*answer{best.answers[k], x}, why: "One says so, the other that nothing of it was seen or heard, which is no denial."})
				}
				best.answers = append(best.answers, x)
			}
		}
	}
}

// saysSo reports whether an answer holds, and by its own words is no denial.
func (a *answer) saysSo() bool { return a.holds() && a.by.denied == a.by.refuses() }

// farthestPolled is how many bytes lie at most between a question and the answer to it: the
// name of who answers.
const farthestPolled = 40

var (
	saidYes = regexp.MustCompile(`(?i)^\W*(?:yes|yeah|indeed)\b\s*[.,;:!–—-]`)
	saidNo  = regexp.MustCompile(`(?i)^\W*no\b\s*[.,;:!–—-]`)
)

// yesOrNo is the stance of an answer that opens with yes or no.
func yesOrNo(quote string) stemma.Stance {
	switch {
	case saidYes.MatchString(quote):
		return stemma.Affirms
	case saidNo.MatchString(quote):
		return stemma.Denies
	}
	return stemma.NoStance
}

// perceived are the words for seeing, hearing and counting.
var perceived = hashes(maps.Keys(en.Perceiving()))

// farthestAnswered is how many bytes back a statement may end that is answered
// by "that" or "this": about three sentences.
const farthestAnswered = 400

// answers is the nearest of the statements of its text that somebody makes and
// that m may answer: by another voice, or hearsay. Where what is nearest has no
// speaker, nobody is answered, nor is who refuses, asks or hopes; nor does it say that
// evidence of it is missing where the author tells something in between.
func (m *member) answers(all []*member) *member {
	var best *member
	nearest := 0
	for _, x := range all {
		end := x.bounds().End
		if end > m.replyAt || m.replyAt-end > farthestAnswered || x.reply != noReply || len(x.words) == 0 || end < nearest {
			continue
		}
		if len(x.chain) == 1 && !x.hearsay {
			if m.reply != unproven {
				continue
			}
			if best == nil || x.bounds().Begin > nearest {
				best, nearest = nil, end
			}
			continue
		}
		if end > nearest {
			best, nearest = nil, end
		}
		if en.Refusing().MatchString(x.cue) || x.leavesOpen() && !x.hearsay {
			continue
		}
		if x.source != "" && x.voiceKey() != m.voiceKey() || x.hearsay {
			best = x
		}
	}
	return best
}

// cites makes what the author quotes line by line, "> Orel was shot", and says right below is not
// so the word of somebody who is not named: it is not the author's.
func (t *text) cites(words string) {
	quoted := func(m *member) bool {
		line := words[strings.LastIndexByte(words[:m.bounds().Begin], '\n')+1:]
		return strings.HasPrefix(strings.TrimLeft(line, " \t"), ">")
	}
	for i, m := range t.statements {
		if i == 0 || m.reply != untrue || len(m.chain) > 1 || quoted(m) {
			continue
		}
		if before := t.statements[i-1]; len(before.chain) == 1 && quoted(before) && m.replyAt-before.bounds().End <= farthestAnswered {
			before.voiced, before.hearsay = true, true
		}
	}
}

// farthestDenied is how many statements back what a sweeping denial denies is
// looked for.
const farthestDenied = 40

// sweeps is what another said before m, in the same text, of the same names: of
// whoever it names as the one it answers the first that he says, from where the
// text first speaks of the day that m names.
func (m *member) sweeps(before []*member) *member {
	var best *member
	most := 0
	for _, x := range before[max(0, len(before)-farthestDenied):] {
		if len(x.chain) < 2 || x.voiceKey() == m.voiceKey() || x.bounds().Overlaps(m.bounds()) || x.voice().Polarity == nlp.Negative || x.reply != noReply || x.voice().SourceEntity == "" || len(x.letters) <= shortestQuote {
			continue
		}
		n := 2 * shared(x.names, m.names)
		if n > 0 && slices.Contains(m.names, x.voice().SourceEntity) {
			n = 2*len(m.names) + 1 // it names whom it answers
		}
		if n > 0 && m.since > 0 && x.bounds().Begin > m.since {
			n++
		}
		if n > most {
			best, most = x, n
		}
	}
	return best
}

// reported is what the earliest text of the story reports first, if m answers
// reports that its own text does not give.
func (c *Collection) reported(m *member) *member {
	var first *member
	for _, t := range c.told[m.text.story] {
		if t == m.text || t.day == "" || m.text.day != "" && t.day > m.text.day {
			continue
		}
		if first != nil && t.day >= first.text.day {
			continue
		}
		for _, x := range t.statements {
			if len(x.chain) > 1 && x.reply == noReply && x.voice().Polarity == nlp.Positive && len(x.words) >= fewWords && x.voiceKey() != m.voiceKey() && (x.voice().SourceEntity == "" || x.voice().SourceEntity != m.voice().SourceEntity) {
				first = x
				break
			}
		}
	}
	return first
}

// speaksOf reports whether two statements of a text have a word in common that is
// no name: whom they speak of does not make the one an answer to the other.
func (m *member) speaksOf(x *member) bool {
	both := slices.DeleteFunc(slices.Clone(m.words), func(w uint32) bool {
		_, in := slices.BinarySearch(x.words, w)
		return !in || m.text.names(w)
	})
	return len(both) > 0
}

// objects is the statement right before m that the text sets m against: one that
// denies, where m opens with "but"; or an accusation or a claim, where m is of
// whoever answers it and has a word in common with it.
func (m *member) objects(before []*member) *member {
	if len(m.chain) < 2 {
		return nil
	}
	for k := len(before) - 1; k >= 0; k-- {
		x := before[k]
		switch {
		case m.bounds().Begin-x.bounds().End > farthestAnswered || x.paragraph < m.paragraph-1:
			return nil
		case len(x.chain) < 2, len(x.words) < 2, en.Refusing().MatchString(x.cue), x.voiceKey() == m.voiceKey(), x.bounds().End > m.bounds().Begin, x.reply != noReply:
		case x.voice().Polarity == nlp.Negative && m.voice().Polarity == nlp.Positive && m.against > x.bounds().End && x.paragraph == m.paragraph && len(m.words) >= fewWords,
			en.Distancing().MatchString(x.cue) && en.Answering().MatchString(m.cue) && m.speaksOf(x):
			return x
		default:
			return nil // another stands between
		}
	}
	return nil
}
