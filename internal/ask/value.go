package ask

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// An answer is what a statement answers, with the words that show it.
type answer struct {
	value   string
	shownBy []nlp.Span
	stance  stemma.Stance
	entity  stemma.ID // whom it names, "" where that is not known, or it names nobody
}

// value finds the answer of the kind that is asked for in c; false if it has
// none. Of several the one nearest to the predicate is taken.
func (s *search) value(c *candidate) (answer, bool) {
	a := answer{stance: s.held(c, s.stance(c))}
	if c.cue == 0 && len(s.q.Words) > 0 && s.supposes(c) {
		a.stance = stemma.Questions
		if s.q.Kind != stemma.AskWhether && s.q.Kind != stemma.AskStatus && s.q.Kind != stemma.AskWording {
			return a, false // who would have done it is not who did
		}
	}
	if !s.asFar(c) {
		return a, false // it tells of another deed of those whom the question names
	}
	if s.yesOrNo() && a.stance == stemma.Affirms && c.cue == 0 && c.asked == nil {
		a.stance = s.inMood(c)
	}
	if s.yesOrNo() && a.stance == stemma.Affirms && s.alleged(c) {
		a.stance = stemma.Alleges
	}
	var found []answer
	switch s.q.Kind {
	case stemma.AskNumber:
		switch {
		case s.q.Amount:
			found = s.amounts(c)
		case s.q.age() && len(s.q.Names) > 0:
			found = s.ages(c)
		default:
			found = s.numbers(c)
		}
	case stemma.AskDate:
		for _, t := range c.doc.timesAt(c.Bounds()) {
			if inContent(c.Statement, t.Span) && (t.Type == "DATE" || t.Type == "TIME") && !vague(t.Value) {
				words := strings.Join(strings.Fields(t.Span.In(c.doc.Text)), " ")
				if md := monthDay(words); md != "" && t.Value == "" {
					words = "XXXX-" + md // EDTF: of a year that the text does not say
				}
				if w := en.Weekday().FindString(words); w != "" && t.Value == "" {
					words = strings.ToUpper(w[:1]) + strings.ToLower(w[1:]) // "late on Friday night"
				}
				found = append(found, answer{value: cmp.Or(day(t.Value), words), shownBy: []nlp.Span{t.Span}})
			}
		}
	case stemma.AskPlace:
		found = s.places(c)
	case stemma.AskIdentity:
		found = s.who(c)
	case stemma.AskReason:
		found = s.reasons(c)
	case stemma.AskWording:
		if s.q.Speaker && (c.Proposition == nil && c.Voice().Kind == "indirect" || len(split(strings.Join(contents(c), " "))) < fewestWords) {
			return a, false // "commented on his death", "ordered the death of Orel": what of it, another sentence says
		}
		if !s.q.Speaker && !c.Attributed() {
			return a, false
		}
		return answer{shownBy: c.Content}, true
	default:
		if c.asked != nil {
			if a.stance = opening(c); !a.stance.Takes() {
				return a, false
			}
		}
		if s.q.turned != "" {
			if s.q.answered[c.ID] && a.stance != stemma.Denies {
				return a, false // whoever was freed from detention is not held
			}
			a.value = s.q.turned
			if a.stance == stemma.Denies {
				a.value = "not " + a.value
			}
		}
		return a, true
	}
	if found = s.told(c, found); len(found) == 0 {
		return a, false
	}
	at := s.at(c)
	best := slices.MinFunc(found, func(x, y answer) int { return cmp.Compare(distance(x, at), distance(y, at)) })
	doubted := best.stance == stemma.Alleges
	best.stance = a.stance
	if s.q.titled && !inContent(c.Statement, best.shownBy[0]) {
		best.stance = stemma.Affirms // "the pastor, Ana Orel, declined to say": what he is is not left open
	}
	if doubted && !(best.stance == stemma.Denies || best.stance == stemma.Questions) {
		best.stance = stemma.Alleges
	}
	return best, true
}

// inMood is the stance of what c seems to affirm, by the mood of the deeds that fit: as they are
// told where one of them is told plainly.
func (s *search) inMood(c *candidate) stemma.Stance {
	moods := map[mood]bool{}
	for i := range c.deeds {
		if d := &c.deeds[i]; s.fits(c, d) {
			moods[d.mood()] = true
		}
	}
	switch {
	case moods[plain] || len(moods) == 0:
		return stemma.Affirms
	case moods[denied]:
		return stemma.Denies
	}
	return stemma.Questions
}

func distance(a answer, at int) int {
	d := a.shownBy[0].Begin - at
	return max(d, -d)
}

// stance is how c stands to the predicate of the question: what its words say,
// turned round where its source denies them. An open question is no denial.
func (s *search) stance(c *candidate) stemma.Stance {
	if c.cue > 0 { // that he denies it is what is asked
		if slices.ContainsFunc(split(c.Chain[c.cue].Cue.In(c.doc.Text)), func(w string) bool { return negations[w] }) {
			return stemma.Denies
		}
		return stemma.Affirms
	}
	at := s.at(c)
	no := s.negated(c) != c.Refuted()
	for i := len(c.Chain) - 1; i >= 0; i-- {
		link := &c.Chain[i]
		inside := slices.ContainsFunc(link.ShownBy, func(w nlp.Span) bool { return inContent(c.Statement, w) })
		switch {
		case link.Polarity == nlp.Negative && inside:
			return stemma.Denies
		case link.Polarity == nlp.Negative == no && link.Polarity != nlp.UnknownPolarity && link.Polarity != "":
			if c.Alleged() {
				return stemma.Alleges
			}
			return stemma.Affirms
		case link.Polarity == nlp.Negative, link.Polarity == nlp.Positive:
			return stemma.Denies
		case len(link.ShownBy) > 0 && slices.ContainsFunc(link.ShownBy, func(w nlp.Span) bool { return at < w.Begin || at >= w.End }):
			return stemma.Questions
		case len(link.ShownBy) > 0:
			return stemma.Affirms // who was charged is asked, and not whether he did it
		}
	}
	return stemma.NoStance
}

// negated reports whether a word that says no stands before the predicate in its
// clause.
func (s *search) negated(c *candidate) bool {
	if s.q.turned == "" {
		return s.negatedAt(c, s.at(c))
	}
	// "They left prison and are not held": what is answered by the opposite has to be plain
	// wherever it stands.
	for _, x := range c.Content {
		for from := x.Begin; from < x.End; {
			at := find(c.doc.Text[from:x.End], s.q.Words[0].Forms)
			if at < 0 {
				break
			}
			if s.negatedAt(c, from+at) {
				return true
			}
			from += at + 1
			for from < x.End && unicode.IsLetter(rune(c.doc.Text[from])) {
				from++
			}
		}
	}
	return false
}

// negatedAt reports whether a word that says no stands before the place in its clause.
func (s *search) negatedAt(c *candidate, at int) bool {
	for _, x := range c.Content {
		if at < x.Begin || at >= x.End {
			continue
		}
		before := c.doc.Text[x.Begin:at]
		clause := before[strings.LastIndexAny(before, ",;:.?!—")+1:]
		words := split(clause)
		for i := max(0, len(words)-reach); i < len(words); i++ {
			if denies(words, i) || words[i] == "t" && i > 0 && strings.HasSuffix(words[i-1], "n") {
				return true
			}
		}
	}
	return false
}

// supposes reports whether the predicate stands in a clause of a case that may not be, or
// tells what comes of one: "if they sold it", "had they sold it", "they would have sold it".
func (s *search) supposes(c *candidate) bool {
	at := s.at(c)
	for _, x := range c.Content {
		if at < x.Begin || at >= x.End {
			continue
		}
		before := c.doc.Text[x.Begin:at]
		sentence := before[strings.LastIndexAny(before, ".?!")+1:]
		clause := sentence[strings.LastIndexAny(sentence, ",;:—")+1:]
		words := split(clause)
		if slices.ContainsFunc(words, func(w string) bool { return conditions[w] }) {
			return true
		}
		for i := max(0, len(words)-reach); i+1 < len(words); i++ {
			if words[i] == "would" && slices.Contains(words[i+1:min(len(words), i+3)], "have") {
				return true
			}
		}
		after := c.doc.Text[at:x.End]
		if end := strings.IndexAny(after, ".?!"); end >= 0 {
			after = after[:end+1]
		}
		opens := inverts(clause, len(clause) == len(sentence), after)
		held := slices.Index(words, "had") // "would have left had they sold it"
		if opens || held > 1 && held+1 < len(words) && subjects[words[held+1]] && strings.Contains(strings.Join(words[:held], " "), "would have") {
			return true
		}
	}
	return false
}

// inverts reports whether a clause opens a case by its auxiliary, which stands first in its
// sentence, or behind a conjunction and before a subject, and what comes of it is told behind:
// in "the captain, Ulrik Sand, had been taken" it stands behind its subject.
func inverts(clause string, first bool, after string) bool {
	_, main, more := strings.Cut(after, ",")
	words := strings.FieldsFunc(clause, func(r rune) bool { return !unicode.IsLetter(r) })
	if !more || strings.HasSuffix(after, "?") || len(words) < 2 || !slices.ContainsFunc(split(main), func(w string) bool { return due[w] }) {
		return false
	}
	if inverted[strings.ToLower(words[0])] {
		return first && capital(words[0])
	}
	return conjunctions[strings.ToLower(words[0])] && inverted[words[1]] && len(words) > 2 && (subjects[words[2]] || capital(words[2]))
}

// reach is how many words before the predicate a "not" may stand: "nobody at the
// bridge has been seen" has it at the fourth.
const reach = 6

// vague reports whether the value of a time names no day, month or year.
func vague(value string) bool {
	return strings.HasSuffix(value, "_REF") || len(value) > 0 && (value[0] < '0' || value[0] > '9')
}

// day is the part of a time's value that an answer to "when" is compared by.
func day(value string) string {
	d, _, _ := strings.Cut(value, "T")
	return d
}

// number matches a number in figures, or a word that may be one.
var number = regexp.MustCompile(`\d+(?:,\d+)*(?:\.\d+)?|\pL+`)

// numbers are the numbers in c that count, or measure, what is asked for.
func (s *search) numbers(c *candidate) []answer {
	var out []answer
	for _, x := range c.Content {
		text := x.In(c.doc.Text)
		all := number.FindAllStringIndex(text, -1)
		for i, at := range all {
			word := strings.ToLower(text[at[0]:at[1]])
			n, written := numerals[word]
			if !written {
				if word[0] < '0' || word[0] > '9' {
					continue
				}
				n = strings.ReplaceAll(word, ",", "")
			}
			if unit := numerals[strings.ToLower(after(text, at[1]))]; written && strings.HasSuffix(word, "ty") && len(unit) == 1 && unit != "0" {
				n = n[:1] + unit // "twenty-nine"
				at = []int{at[0], all[i+1][1]}
				i++
			} else if written && i > 0 && strings.HasSuffix(text[:at[0]], "ty-") {
				continue
			}
			span := nlp.Span{Begin: x.Begin + at[0], End: x.Begin + at[1]}
			if s.dated(c, span) {
				continue
			}
			var next []string
			for _, w := range all[min(len(all), i+1):min(len(all), i+5)] {
				next = append(next, strings.ToLower(text[w[0]:w[1]]))
			}
			end, unit, ok := s.counts(c, span, next)
			if !ok && !(slices.ContainsFunc(c.deeds, func(d deed) bool { return d.totals(span) }) && hasForm(text, nlp.Span{End: len(text)}, []string{s.q.Counts})) {
				continue
			}
			if end > 0 {
				span.End = x.Begin + all[i+end][1]
			}
			mark := bound(text[:at[0]])
			if mark == "<" {
				mark = "<="
				if !s.q.Measure && (len(next) == 0 || !multipliers[next[0]] && next[0] != "percent") && !strings.HasPrefix(strings.TrimSpace(text[at[1]:]), "%") {
					n = oneLess(n)
				}
			}
			out = append(out, answer{value: mark + strings.TrimSpace(n+" "+unit), shownBy: []nlp.Span{span}})
		}
	}
	return out
}

// after is the word that a hyphen joins to what ends at a place, "" for none.
func after(text string, end int) string {
	rest, ok := strings.CutPrefix(text[end:], "-")
	if !ok {
		return ""
	}
	return number.FindString(rest)
}

// dated reports whether a number is a part of a time.
func (s *search) dated(c *candidate, span nlp.Span) bool {
	return slices.ContainsFunc(c.doc.timesAt(span), func(t *stemma.Time) bool { return t.Span.Contains(span) && (t.Type == "DATE" || t.Type == "TIME") })
}

// counts reports whether the number at span, with the words after it, is of what
// the question counts or measures: how many of the words belong to it, and in
// what unit it is.
func (s *search) counts(c *candidate, span nlp.Span, next []string) (words int, unit string, ok bool) {
	q := s.q
	switch {
	case q.Measure && q.Counts == "old":
		if len(next) > 0 && isForm(next[0], []string{"year"}) && len(next) > 1 && next[1] == "old" {
			return 2, "years", true
		}
		return 0, "", false
	case q.Measure && len(en.Units(q.Counts)) == 0:
		return 0, "", true
	case q.Measure:
		if len(next) > 0 && isForm(next[0], en.Units(q.Counts)) && (q.Counts == "far" || len(next) < 2 || !en.Ways()[next[1]] && (len(next) < 4 || next[3] != "of")) {
			return 1, next[0], true
		}
		return 0, "", false
	}
	noun, _ := forms(q.Counts, q.Counts)
	if len(next) > 0 && isForm(next[0], en.Measured()) && !isForm(next[0], noun) {
		return 0, "", false // "an 11-year-old girl" is one
	}
	for i, w := range next[:min(len(next), 3)] {
		if isForm(w, noun) || anybody[q.Counts] && (persons[w] || w == "persons") {
			return i + 1, "", true
		}
		if w == "and" || w == "or" {
			break
		}
	}
	if (anybody[q.Counts] || c.asked != nil) && s.elided(c, span) {
		return 0, "", true
	}
	if !anybody[q.Counts] {
		return 0, "", false
	}
	if w := strings.ToLower(span.In(c.doc.Text)); w == "one" {
		return 0, "", false // more often no number than one
	}
	// A number with a word for people: "seven scientists", "the five".
	for _, m := range c.doc.mentionsAt(span) {
		if (m.Type == nlp.Person || m.Type == nlp.Group) && m.Form != nlp.Name && m.Span.Contains(span) && m.Span.Begin >= span.Begin-len("some of the ") {
			return 0, "", true
		}
	}
	return 0, "", false
}

// elided reports whether a number stands right behind a word of the question, and what it counts is
// left out: "he had counted nine", "he saw nine of them".
func (s *search) elided(c *candidate, span nlp.Span) bool {
	text := c.doc.Text
	before := split(text[max(0, span.Begin-30):span.Begin])
	if len(before) == 0 || !slices.ContainsFunc(s.q.Words, func(w Word) bool { return isForm(before[len(before)-1], w.Forms) }) {
		return false
	}
	after := strings.TrimLeft(text[span.End:min(len(text), span.End+8)], " \n")
	if after == "" || slices.ContainsFunc(c.Content, func(x nlp.Span) bool { return x.End == span.End }) {
		return true
	}
	next, _ := utf8.DecodeRuneInString(after)
	return strings.ContainsRune(".?!,;\"”’'", next) ||
		slices.ContainsFunc([]string{"of them", "on ", "in ", "at "}, func(w string) bool { return strings.HasPrefix(after, w) })
}

// oneLess is a small whole number less one, and another as it is: fewer than twelve are eleven
// at most, as a claim has it, and "fewer than 1,500" is told in round numbers.
func oneLess(n string) string {
	if x, err := strconv.Atoi(n); err == nil && x >= 1 && x <= 100 {
		return strconv.Itoa(x - 1)
	}
	return n
}

// bound is how a number is limited by the words before it; "<" for less than that.
func bound(before string) string {
	before = strings.TrimRight(strings.ToLower(before), " \n")
	for _, article := range []string{" a", " an", " the"} {
		before = strings.TrimSuffix(before, article)
	}
	for _, b := range []struct{ words, mark string }{
		{"no more than", "<="}, {"not more than", "<="}, {"no fewer than", ">="}, {"no less than", ">="}, {"not fewer than", ">="}, {"not less than", ">="},
		{"at least", ">="}, {"more than", ">="}, {"over", ">="},
		{"just under", "~"}, {"at most", "<="}, {"less than", "<"}, {"fewer than", "<"}, {"up to", "<="}, {"under", "<"}, {"below", "<"},
		{"about", "~"}, {"around", "~"}, {"some", "~"}, {"nearly", "~"}, {"almost", "~"}, {"estimated", "~"}, {"roughly", "~"},
	} {
		if strings.HasSuffix(before, b.words) {
			return b.mark
		}
	}
	return ""
}

// places are the places in c that it puts something at, but for those that the
// question names.
func (s *search) places(c *candidate) []answer {
	var out []answer
	for _, m := range c.doc.mentionsAt(c.Bounds()) {
		if m.Type != nlp.Place && m.Type != nlp.Facility || m.Form == nlp.Pronoun || !inContent(c.Statement, m.Span) ||
			slices.ContainsFunc(s.q.Names, func(n Name) bool { return n.is(m.Entity) }) || !located(c.doc.Text[:m.Span.Begin]) || len(s.q.Words) == 0 && !s.theirs(c, m) {
			continue
		}
		out = append(out, answer{value: strings.Join(strings.Fields(m.Span.In(c.doc.Text)), " "), shownBy: []nlp.Span{m.Span}})
	}
	return out
}

// theirs reports whether a place is that of somebody whom the question names: of
// those that c speaks of, the last before it. "His sister waited on the bridge" says
// where she was.
func (s *search) theirs(c *candidate, place *stemma.Mention) bool {
	var last *stemma.Mention
	for _, m := range c.doc.mentionsAt(c.Bounds()) {
		if m.Span.Begin >= place.Span.Begin {
			break
		}
		if m.Type != nlp.Place && m.Type != nlp.Facility && inContent(c.Statement, m.Span) && (last == nil || m.Span.End > last.Span.End) {
			last = m
		}
	}
	return last != nil && slices.ContainsFunc(s.q.Names, func(n Name) bool { return n.is(last.Entity) })
}

var prepositions = set("in at to from near on across over inside outside towards toward into through off by along behind beside within around")

// located reports whether what follows the words is somewhere that something is:
// a preposition stands before it, with at most a few words between.
func located(before string) bool {
	words := split(before[max(0, len(before)-60):])
	for i := len(words) - 1; i >= max(0, len(words)-4); i-- {
		if prepositions[words[i]] {
			return true
		}
	}
	return false
}

// who are those of whom c says what is asked: the source, where the predicate is
// what a source does; else whoever has that part in the deed.
func (s *search) who(c *candidate) []answer {
	if link := &c.Chain[c.cue]; c.cue > 0 && s.q.Subject && !link.Source.IsZero() && s.speaks(c, link) {
		return []answer{s.party(c, link.Source, link.SourceEntity)}
	}
	return s.doers(c)
}

// doer reports whether a word is that for whoever does what one of the forms says: "killer",
// "robber", "denier". "Murder" is what is done.
func doer(word string, forms []string) bool {
	stem := strings.TrimSuffix(strings.TrimSuffix(word, "er"), "or")
	if stem == word || len(stem) < 2 {
		return false
	}
	last := len(stem) - 1
	return slices.Contains(forms, stem) || slices.Contains(forms, stem+"e") ||
		stem[last] == 'i' && slices.Contains(forms, stem[:last]+"y") ||
		stem[last] == stem[last-1] && slices.Contains(forms, stem[:last])
}

// party is somebody as an answer: his words or, where they are a pronoun, the
// name that it leads to.
func (s *search) party(c *candidate, span nlp.Span, entity stemma.ID) answer {
	words := strings.Join(strings.Fields(span.In(c.doc.Text)), " ")
	if w := strings.ToLower(words); (pronouns[w] || questioners[w]) && entity != "" {
		if name := s.called[entity]; name != "" {
			words = name
		}
	}
	return answer{value: words, shownBy: []nlp.Span{span}, entity: entity}
}

// acts are the types of those that can do something.
var acts = map[nlp.EntityType]bool{
	nlp.Person: true, nlp.Organization: true, nlp.Company: true, nlp.PublicBody: true, nlp.Group: true,
}
