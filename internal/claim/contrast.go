package claim

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// A text often sets two answers against one another itself: "The service has
// spoken of five", "Varo counts differently", "Both cannot be right". Then they
// answer one question, in whatever words each is given.
var againstEachOther = regexp.MustCompile(`(?i)\b(?:different(?:ly)?|differences?|differs?|disagrees?|disagreed|contradict(?:s|ed|ory)?|at odds|discrepanc(?:y|ies)|both cannot|cannot both|conflicting|disput(?:es|ed))\b`)

// earlierVersion is a source that a text corrects.
var earlierVersion = regexp.MustCompile(`(?i)\b(?:earlier|previous|prior|original|first) (?:version|edition|article|report|story|dispatch)`)

// farthestContrast is how many bytes may lie between two answers that a text sets
// against one another: about two paragraphs.
const farthestContrast = 700

// farthestBare is how many bytes may lie between a number and a bare one that
// answers the same: two or three sentences.
const farthestBare = 250

// contrasts lists the pairs of figures that a text sets against one another,
// each figure with the nearest before it.
func contrasts(t *text) (pairs [][2]*figure) {
	for i, g := range t.figures {
		for k := i - 1; k >= 0; k-- {
			f := t.figures[k]
			if g.span.Begin-f.span.End > farthestContrast && !f.sameDeed(g) {
				continue
			}
			if f.recounts(g) {
				pairs = append(pairs, [2]*figure{f, g})
				break
			}
			if f.by == nil || g.by == nil || f.back || g.back || f.by == g.by || f.by.voiceKey() == g.by.voiceKey() || f.kind() != g.kind() || f.sum || f.partitive() || f.other != g.other || f.sentence == g.sentence && !g.bare() || f.fraction() != g.fraction() {
				continue
			}
			if (g.bare() && !g.partitive() && f.says() && g.span.Begin-f.span.End <= farthestBare || f.counts(g) && (f.sameDeed(g) || t.setApart(f, g))) && f.setAgainst(g) {
				pairs = append(pairs, [2]*figure{f, g})
				break
			}
		}
	}
	return pairs
}

// recounts reports whether of two figures of one text its source took back the one and gives the
// other, or gave the one before the other: "had earlier said that 14 died".
func (f *figure) recounts(g *figure) bool {
	if f.by == nil || g.by == nil || f.by == g.by || f.meet(g.number) != differ || !f.counts(g) || (f.known.role == "" || f.known.role != g.known.role) && !f.sharesClass(g) {
		return false
	}
	switch r := cmp.Or(f.takenBack, g.takenBack); {
	case f.takenBack != nil && g.takenBack != nil:
		return false
	case f.takenBack != nil:
		return g.by.speaks(r.who, r.called)
	case g.takenBack != nil:
		return f.by.speaks(r.who, r.called)
	}
	return f.by.former != g.by.former && f.by.oneSpeaker(g.by)
}

// bare reports whether the statement gives nothing but the number: what it counts
// stands before it.
func (f *figure) bare() bool {
	if f.noun != "" && !countNouns[hash(f.noun)] {
		return false
	}
	return !slices.ContainsFunc(f.by.words, func(w uint32) bool { return !countNouns[w] && !slices.Contains(f.self, w) })
}

// says reports whether the number says what it counts, or answers a question.
func (f *figure) says() bool { return f.noun != "" || f.span.Begin == f.sentence.Begin }

// partitive reports whether the number counts a part of what was counted before.
func (f *figure) partitive() bool { return f.part || f.other || f.low <= 1 }

// countNouns are nouns for a number of what was told before.
var countNouns = hashes(strings.FieldsSeq("number figure toll total count sum estimate"))

// counts reports whether two figures count the same kind of thing.
func (f *figure) counts(g *figure) bool {
	return f.kind() != "age" && f.noun != "" && (f.noun == g.noun || people[f.noun] && people[g.noun] || (people[f.noun] || people[g.noun]) && f.person && g.person)
}

// sameDeed reports whether two figures of one text stand with the same verb of the
// same time, with an argument in common that is not what they count.
func (f *figure) sameDeed(g *figure) bool {
	for _, a := range f.tellings {
		for _, b := range g.tellings {
			if a.noun || b.noun || a.lemma != b.lemma || a.when != b.when {
				continue
			}
			for _, x := range a.args {
				if slices.ContainsFunc(b.args, func(y argument) bool {
					return x.role == y.role && x.lemma == y.lemma && x.lemma != f.noun && !pronoun[x.lemma]
				}) {
					return true
				}
			}
		}
	}
	return false
}

// setApart reports whether the text says, between two figures or right behind
// them, that they differ, or sets the one against the other with "but".
func (t *text) setApart(f, g *figure) bool {
	if len(f.by.chain) < 2 || len(g.by.chain) < 2 {
		return false
	}
	return t.saysApart(f, g) || g.by.against > f.span.End && len(f.classes) > 0 && len(g.classes) > 0 && f.classes[0] == g.classes[0]
}

// setAgainst reports whether two figures that one text sets side by side are of one thing: it says
// that they differ, or names the same with both or gives the second for the number of the first, and
// does not go on counting the like, as a text does that tells what each of a team scored.
func (f *figure) setAgainst(g *figure) bool {
	if f.text.saysApart(f, g) || f.not != g.not {
		return true
	}
	if f.known.likes+g.known.likes >= manyLikes && f.noun != "" && !f.counted() {
		return false
	}
	return shared(f.entities, g.entities) > 0 || f.sharesPerson(g) || g.bare()
}

// saysApart reports whether the text says in so many words that two figures differ.
func (t *text) saysApart(f, g *figure) bool {
	return slices.ContainsFunc(t.rivals, func(at int) bool { return at >= f.span.End && at <= g.sentence.End+farthestAnswered/2 })
}

// rivalDays makes the claims of when from two statements of a text, each with one
// day, that the text sets against one another with "but".
func (c *Collection) rivalDays() (out []*draft) {
	for _, t := range c.texts {
		var before *member
		for _, m := range t.statements {
			if len(m.chain) < 2 || m.on.value == "" {
				continue
			}
			if x := before; x != nil && x.voiceKey() != m.voiceKey() && x.on.value != m.on.value && m.against > x.bounds().End && m.bounds().Begin-x.bounds().End < farthestContrast {
				answered := func(m *member) *answer {
					return &answer{by: m, stance: stemma.Affirms, value: m.on.value, shown: []stemma.Span{m.on.at}, happened: m.on.value, why: "the text sets it against another day"}
				}
				a, b := answered(x), answered(m)
				out = append(out, &draft{question: stemma.AskDate, answers: []*answer{a, b}, found: []finding{{
					kind: stemma.DateDiffers, between: [2]*answer{a, b}, why: "The text sets " + x.on.value + " against " + m.on.value + ".",
				}}})
			}
			before = m
		}
	}
	return out
}

// "He saw boats, not ships", "it was not a fence but a wall".
var (
	thisNotThat = regexp.MustCompile(`(?i)\b(\p{L}{3,}), (?:and )?not (?:an? |the )?(\p{L}{3,})\b`)
	notThisBut  = regexp.MustCompile(`(?i)\bnot (?:an? |the )?(\p{L}{3,}),? but (?:an? |the )?(\p{L}{3,})\b`)
)

// longestCalled is how many letters a quotation has at most that is no more than what
// somebody called a thing.
const longestCalled = 60

// miscalled makes the claims of what a thing was called, where somebody sets his word
// against another, and whoever is quoted next to it has that.
func (c *Collection) miscalled() (out []*draft) {
	for _, t := range c.texts {
		for i, m := range t.statements {
			if len(m.chain) < 2 || !strings.Contains(m.letters, "not") {
				continue // most end here, before an expression is asked
			}
			said, other := "", ""
			if w := thisNotThat.FindStringSubmatch(m.quote); w != nil {
				said, other = w[1], w[2]
			} else if w := notThisBut.FindStringSubmatch(m.quote); w != nil {
				said, other = w[2], w[1]
			}
			if said == "" {
				continue
			}
			for _, k := range []int{i + 1, i - 1, i + 2} {
				if k < 0 || k >= len(t.statements) {
					continue
				}
				x := t.statements[k]
				apart := max(x.bounds().Begin-m.bounds().End, m.bounds().Begin-x.bounds().End)
				if len(x.chain) < 2 || x.voiceKey() == m.voiceKey() || x.voice().Kind == string(nlp.Indirect) || apart < 0 || apart > farthestAnswered || len(x.letters) > longestCalled ||
					!x.states() || x.odd || !x.hasWord(other) || x.hasWord(said) {
					continue
				}
				a := &answer{by: m, stance: stemma.Affirms, value: said, shown: m.content, why: "it sets its own word against another"}
				b := &answer{by: x, stance: stemma.Affirms, value: other, shown: x.content, why: "it has the word that the other does not hold for right"}
				out = append(out, &draft{question: stemma.AskWording, answers: append([]*answer{a, b}, c.calls(a, b)...), found: []finding{{
					kind: stemma.WordingDiffers, between: [2]*answer{a, b}, why: "One says " + said + " and that " + other + " is not the word.",
				}}})
				break
			}
		}
	}
	return out
}

// calls are the other statements of who sets his word against another, where they say the
// number that stands with the other word: each with the word of the two that it has. Who has
// both sets his own against the other.
func (c *Collection) calls(own, other *answer) (out []*answer) {
	who := own.by.voice().SourceEntity
	n := slices.IndexFunc(other.by.text.figures, func(f *figure) bool { return f.by == other.by && f.noun != "" })
	if who == "" || n < 0 {
		return nil
	}
	counted := other.by.text.figures[n]
	for _, t := range c.told[own.by.text.story] {
		for _, f := range t.figures {
			m := f.by
			if m == nil || m == own.by || m == other.by || len(m.chain) < 2 || m.voice().SourceEntity != who || f.noun == "" || f.meet(counted.number) != equal || f.negated() || !m.states() ||
				slices.ContainsFunc(out, func(a *answer) bool { return a.by == m }) {
				continue
			}
			switch called := (&answer{by: m, stance: stemma.Affirms, shown: m.content}); {
			case m.hasWord(own.value):
				called.value, called.why = own.value, "the same speaker counts them and has this word"
				out = append(out, called)
			case m.hasWord(other.value):
				called.value, called.why = other.value, "the same speaker counts them and has the word that he does not hold for right"
				out = append(out, called)
			}
		}
	}
	return out
}

// states reports whether a statement says what it says: it is not denied, hedged, asked or
// supposed.
func (m *member) states() bool {
	return !m.refuses() && !m.queries && !m.supposes && !m.leavesOpen() && !m.hopes() && !hedged(m)
}

// negated reports whether what is said of the number is denied by the words of its clause.
func (f *figure) negated() bool {
	return f.not || slices.ContainsFunc(f.tellings, func(t *telling) bool { return t.denied })
}

// hasWord reports whether a word of the content is that one, be it of one or of several.
func (m *member) hasWord(word string) bool {
	word = strings.ToLower(word)
	return slices.ContainsFunc([]string{word, strings.TrimSuffix(word, "s"), strings.TrimSuffix(word, "es"), oneOf[word]}, func(w string) bool {
		_, found := slices.BinarySearch(m.said, hash(w))
		return found
	})
}

// oneOf are the words for one by those for several that have no "s".
var oneOf = map[string]string{"people": "person", "men": "man", "women": "woman", "children": "child"}

// A dayAt is a day and the words for it.
type dayAt struct {
	value string // EDTF; "" for none
	at    stemma.Span
}

// only is the day of a statement's content, none if it speaks of several. Times of other
// places than near are in none of it.
func only(d Document, near []stemma.Time, content []stemma.Span) (one dayAt) {
	for _, x := range near {
		if !day(x.Value) || !slices.ContainsFunc(content, func(s stemma.Span) bool { return s.Contains(x.Span) }) {
			continue
		}
		if one.value != "" && one.value != x.Value[:10] {
			return dayAt{}
		}
		one = dayAt{x.Value[:10], x.Span}
	}
	if one.value == "" {
		return bareDay(d, content)
	}
	return one
}

// bareDay is the day of a content that names it without its month, "on the sixth": of the
// month of the day that the text names last before it.
func bareDay(d Document, content []stemma.Span) dayAt {
	for _, s := range content {
		at := onTheNth.FindStringSubmatchIndex(s.In(d.Document.Text))
		if at == nil {
			continue
		}
		n := slices.Index(ordinals, strings.ToLower(s.In(d.Document.Text)[at[2]:at[3]])) + 1
		month := ""
		for _, x := range d.Times {
			if day(x.Value) && (month == "" || x.Span.Begin < s.Begin) {
				month = x.Value[:8]
			}
		}
		if n > 0 && month != "" {
			return dayAt{fmt.Sprintf("%s%02d", month, n), stemma.Span{Begin: s.Begin + at[0], End: s.Begin + at[1]}}
		}
	}
	return dayAt{}
}

var (
	onTheNth = regexp.MustCompile(`(?i)\bon the ([a-z]+(?:-[a-z]+)?)\W*$`)
	ordinals = strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth " +
		"seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first")
)

// parts marks the figures that make up another one of their sentence: "nine: seven
// from the institute and two porters".
func parts(list []*figure) {
	for i, f := range list {
		var some []*figure
		sum := 0.0
		for _, g := range list[i+1:] {
			if g.sentence != f.sentence || g.kind() != f.kind() || g.low != g.high {
				break
			}
			some, sum = append(some, g), sum+g.low
			if sum == f.low && f.low == f.high && len(some) > 1 {
				for _, g := range some {
					g.sum = true
					f.makes = append(f.makes, g.low)
				}
				break
			}
		}
	}
}

// setAgainstAt are the places where a text says that accounts differ.
func setAgainstAt(s string) (at []int) {
	begin := 0
	for line := range strings.Lines(s) { // none of it goes on in the next
		if holdsAny(strings.ToLower(line), againstSigns) {
			for _, m := range againstEachOther.FindAllStringIndex(line, -1) {
				at = append(at, begin+m[0])
			}
		}
		begin += len(line)
	}
	return at
}

// What againstEachOther finds has one of these in it.
var againstSigns = append(strings.Fields("differ agree contradict discrepanc conflicting disput ſ"), "at odds", "both cannot", "cannot both")

// against reports whether two figures cannot both hold and are of one happening, a bare
// number by the words of the one before it that it answers too.
func (c *Collection) against(f, g *figure) bool {
	if !f.against(g) {
		return false
	}
	x, y := cmp.Or(c.takenUp[f], f), cmp.Or(c.takenUp[g], g)
	return x == f && y == g || !x.otherCount(y)
}

// rivalFigures brings together the claims of figures that a text sets against one
// another, and notes how they differ.
func (c *Collection) rivalFigures(drafts []*draft, d decisions) []*draft {
	type place struct {
		of *draft
		a  *answer
	}
	at := map[*figure]place{}
	for _, x := range drafts {
		for _, a := range x.answers {
			if !a.guest {
				at[a.figure] = place{x, a}
			}
		}
	}
	c.takenUp = map[*figure]*figure{}
	for _, t := range c.texts {
		for _, p := range contrasts(t) {
			if p[1].bare() {
				c.takenUp[p[1]] = p[0]
			}
			f, g := at[p[0]], at[p[1]]
			if f.of == nil || g.of == nil || d.parted(f.a.by, g.a.by) {
				continue
			}
			if f.of != g.of {
				for _, a := range g.of.answers {
					if !a.guest {
						at[a.figure] = place{f.of, a}
					}
				}
				f.of.answers = append(f.of.answers, g.of.answers...)
				f.of.found = append(f.of.found, g.of.found...)
				g.of.answers, g.of.found = nil, nil
			}
			if p[0].recounts(p[1]) {
				continue // how they differ the answers show
			}
			switch both := p[0].number.String() + " against " + p[1].number.String(); {
			case p[0].meet(p[1].number) != differ || !f.a.holds() || !g.a.holds():
			case earlierVersion.MatchString(p[0].by.source):
				f.of.found = append(f.of.found, finding{kind: stemma.Changed, between: [2]*answer{f.a, g.a}, why: both + ": the text corrects what an earlier version of it said."})
			default:
				f.of.found = append(f.of.found, finding{kind: stemma.NumberDiffers, between: [2]*answer{f.a, g.a}, why: both + ", set side by side in one text."})
			}
		}
	}
	for _, x := range drafts {
		slices.SortStableFunc(x.found, func(a, b finding) int {
			return cmp.Compare(a.between[0].by.text.path, b.between[0].by.text.path)
		})
	}
	return slices.DeleteFunc(drafts, func(x *draft) bool { return len(x.answers) == 0 })
}
