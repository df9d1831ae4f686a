package claim

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/stemma/stemma/internal/cores"
)

// What two figures have in common, as far as it tells whether they answer one
// question.
const (
	ofStory     = iota // how alike their texts are
	ofKin              // the same, beside how alike these texts are to others
	ofOneStory         // their texts are of one story
	ofNoun             // what is counted: 4 by one word, 3 by one stem, 2 people by two words, 1 not told, 0 by two words
	ofLook             // how alike the nouns look in their sentences
	ofWithin           // one noun stands with the other
	ofWith             // what stands with the nouns
	ofFirst            // the nearest predicate is one
	ofClass            // some predicate is one
	ofTelling          // how alike the predicates look
	ofRole             // what befell those counted: 2 the same, 1 told of neither, 0 of one, -1 another
	ofSentence         // overlap of the sentences
	ofNear             // of the words around the numbers
	ofEntities         // share of the names in the sentences that both have
	ofClose            // the same of the names close by; -1 where either has none
	ofPart             // 2 both count a part of a number, 1 one
	ofOther            // 2 both count others, 1 one
	ofWhose            // 2 the counted is one entity, 1 has a name in common
	ofLead             // 2 both stand at the beginning, 1 one
	ofTime             // 1 the sentences have a date in common, -1 none though both have one, -.5 one has one
	ofDays             // how many days lie between the texts, by its logarithm; -1 not known
	ofPlaces           // 1 the sentences have a place in common, -1 none though both have one
	ofPlace            // the same of the places nearest to the numbers
	ofContext          // overlap of the sentences and of those around them
	ofEqual            // 2 they say the same, 1 both can hold, 0 neither
	ofRatio            // how far apart the values are
	ofSize             // how large the smaller is
	ofRivals           // how many figures of the kind the two texts have
	ofLikes            // how many of the two texts that count the like
	ofKind             // what unit
	ofPast             // 2 the sentences of both name a time well before their texts, 1 one
	ofWho              // 1 whoever does or suffers what is said of both is one, -1 it is others
	ofElsewhere        // 2 each text counts the like at the place of the other's number, 1 one does
	features
)

type row [allFeatures]float64

// heavy are classes that two figures of one question do not differ in: the
// dead are not the wounded.
var heavy = map[string]bool{"kill": true, "wound": true, "hold": true, "free": true, "kidnap": true, "flee": true, "march": true, "destroy": true, "damage": true, "rescue": true, "steal": true, "charge": true, "miss": true, "disappear": true, "missing": true, "convict": true, "arrive": true, "shoot": true, "live": true}

// role is the first heavy class of the predicates around the number, "" for none.
func (f *figure) role() string {
	for _, c := range f.classes {
		if heavy[c] {
			return c
		}
	}
	return ""
}

// kinds number the units.
var kinds = map[string]float64{"": 0, "money": 1, "age": 2, "s": 3, "%": 4, "magnitude": 5, "m": 6, "th": 7, "score": 8}

// A known is what is asked of a figure again and again, whatever it is compared
// with. It is worked out when the words of all texts have their weight.
type known struct {
	kind, role, stem      string
	reading               bool    // see figure.reads; of a number that a text of the story reads off, too
	rivals, likes         float64 // figures of its text of its kind, and those that count what it counts
	around, near, context float64 // weights
}

// know works out what is asked of the figures of all texts.
func (c *Collection) know() {
	type value struct {
		story int
		number
	}
	read := map[value]bool{}
	for _, t := range c.texts {
		for _, f := range t.figures {
			if f.reads() {
				read[value{t.story, f.plain()}] = true
			}
		}
	}
	cores.Each(c.ctx, len(c.texts), func(i int) {
		t := c.texts[i]
		for _, f := range t.figures {
			f.known = known{kind: f.kind(), role: f.role(), stem: stem(f.noun),
				around: c.weight(f.around), near: c.weight(f.near), context: c.weight(f.context),
				reading: read[value{t.story, f.plain()}]}
		}
		kinds, likes, same := map[string]float64{}, map[like]float64{}, map[like]map[number]float64{}
		for _, f := range t.figures {
			l := f.like()
			if same[l] == nil {
				same[l] = map[number]float64{}
			}
			kinds[f.known.kind]++
			likes[l]++
			same[l][f.number]++
		}
		for _, f := range t.figures {
			l := f.like()
			f.known.rivals, f.known.likes = kinds[f.known.kind]-1, likes[l]-same[l][f.number]
		}
	})
}

// measure gives a number with a decimal and no unit the unit that a text of its story, or
// itself before all, gives the same number: who reads out "forty-one point six" reads
// metres where another has 41.6 metres.
func (c *Collection) measure() {
	type key struct {
		story int
		value float64
	}
	units := map[key]map[string]bool{}
	decimal := func(f *figure) bool { return f.low == f.high && f.low != math.Trunc(f.low) }
	for _, t := range c.texts {
		for _, f := range t.figures {
			if k := (key{t.story, f.low}); decimal(f) && f.unit != "" {
				if units[k] == nil {
					units[k] = map[string]bool{}
				}
				units[k][f.unit] = true
			}
		}
	}
	for _, t := range c.texts {
		for _, f := range t.figures {
			if list := units[key{t.story, f.low}]; decimal(f) && f.unit == "" && f.noun == "" && len(list) == 1 {
				for u := range list {
					f.unit = u
				}
			}
		}
	}
}

// What two texts have in common, whatever figures of them are compared.
type between struct {
	story, kin, one, days float64
}

func (l *layer) between(a, b *text) (x between) {
	x.story = l.story(a, b)
	x.kin = x.story / math.Sqrt(a.usual*b.usual)
	if a.story == b.story {
		x.one = 1
	}
	x.days = -1
	if d := daysApart(a, b); d >= 0 {
		x.days = math.Log2(1 + d)
	}
	return x
}

// overlapOf is overlap of two sentences of which the weights are known.
func (c *Collection) overlapOf(a []uint32, weightA float64, b []uint32, weightB float64) float64 {
	both := c.inBoth(a, b)
	if both == 0 {
		return 0
	}
	return both / math.Sqrt(weightA*weightB)
}

// compareFigures says what two figures have in common. ok is false where they
// cannot answer one question, since they are of two kinds or of two people.
func (c *Collection) compareFigures(f, g *figure, texts *between) (x row, ok bool) {
	if f.known.kind != g.known.kind {
		return x, false
	}
	name := shared(f.names, g.names) > 0
	if f.known.kind == "age" && f.whose != g.whose && !name && (f.named && g.named || f.text == g.text) {
		return x, false
	}
	k, listed := kinds[f.known.kind]
	if !listed {
		k = 9
	}
	x[ofKind] = k
	switch {
	case f.noun == "" || g.noun == "":
		x[ofNoun] = 1
	case f.noun == g.noun:
		x[ofNoun] = 4
	case f.known.stem == g.known.stem:
		x[ofNoun] = 3
	case f.counted() && g.counted():
		x[ofNoun] = 2
	}
	for i, a := range f.classes {
		for k, b := range g.classes {
			if a == b {
				x[ofClass] = 1
				if i == 0 && k == 0 {
					x[ofFirst] = 1
				}
			}
		}
	}
	switch r, s := f.known.role, g.known.role; {
	case r == "" && s == "":
		x[ofRole] = 1
	case r == s:
		x[ofRole] = 2
	case r != "" && s != "":
		x[ofRole] = -1
	}
	switch f.meet(g.number) {
	case equal:
		x[ofEqual] = 2
	case compatible:
		x[ofEqual] = 1
	}
	// Most pairs end here, so that what takes longer comes behind. The words around them
	// tell only of lengths of time whether they are alike.
	if f.known.kind == "s" {
		x[ofNear] = c.overlapOf(f.near, f.known.near, g.near, g.known.near)
	}
	if !x.likens() || x[ofEqual] == 0 && f.otherDay(g) {
		return x, false
	}
	if f.known.kind != "s" {
		x[ofNear] = c.overlapOf(f.near, f.known.near, g.near, g.known.near)
	}
	x[ofStory], x[ofKin], x[ofOneStory], x[ofDays] = texts.story, texts.kin, texts.one, texts.days
	x[ofLook] = f.look.alike(g.look)
	if slices.Contains(f.with, g.noun) || slices.Contains(g.with, f.noun) {
		x[ofWithin] = 1
	}
	x[ofWith] = jaccard(f.with, g.with)
	for _, a := range f.tellings {
		for _, b := range g.tellings {
			x[ofTelling] = max(x[ofTelling], a.look.alike(b.look))
		}
	}
	x[ofSentence] = c.overlapOf(f.around, f.known.around, g.around, g.known.around)
	x[ofEntities] = jaccard(f.entities, g.entities)
	x[ofClose] = -1
	if len(f.close) > 0 && len(g.close) > 0 {
		x[ofClose] = jaccard(f.close, g.close)
	}
	x[ofPart] = both(f.part, g.part)
	x[ofOther] = both(f.other, g.other)
	x[ofLead] = both(f.lead, g.lead)
	switch {
	case f.whose != "" && f.whose == g.whose:
		x[ofWhose] = 2
	case name:
		x[ofWhose] = 1
	}
	x[ofTime] = f.meetTime(g)
	if len(f.setting.places) > 0 && len(g.setting.places) > 0 {
		x[ofPlaces] = -1
		if slices.ContainsFunc(f.setting.places, func(p string) bool { return slices.Contains(g.setting.places, p) }) {
			x[ofPlaces] = 1
		}
	}
	if f.place != "" && g.place != "" {
		x[ofPlace] = -1
		if f.place == g.place {
			x[ofPlace] = 1
		}
	}
	x[ofContext] = c.overlapOf(f.context, f.known.context, g.context, g.known.context)
	x[ofRatio] = min(f.apartBy(g), 6)
	x[ofSize] = math.Log2(1 + min(f.about(), g.about()))
	x[ofRivals] = min(f.known.rivals+g.known.rivals, 20)
	x[ofLikes] = f.known.likes + g.known.likes
	x[ofWho] = f.meetWho(g)
	x[ofPast] = both(f.past, g.past)
	x[ofElsewhere] = both(f.elsewhere(g), g.elsewhere(f))
	return x, true
}

// unlike reports whether two figures answer two questions for all that they have in
// common: a second root and a second time, two boats and two stories, one man and one
// night, six boats and the number 6.4.
func (f *figure) unlike(g *figure) bool {
	if f.known.kind != g.known.kind || f.unit != "" && f.unit != "th" {
		return false
	}
	one := f.noun == g.noun || f.known.stem == g.known.stem
	fate := f.known.role != "" && f.known.role == g.known.role
	says := len(f.classes) > 0 && len(g.classes) > 0 && f.classes[0] == g.classes[0] && !saying[f.classes[0]]
	switch {
	case f.unit == "th":
		return !one
	case f.beside(g) || g.beside(f), f.fraction() != g.fraction() && max(f.low, g.low) > 1.1*min(f.low, g.low):
		return true
	case f.alone() && g.alone():
		return !one && !fate
	}
	return f.noun != "" && g.noun != "" && !one && !fate && !says && !(f.counted() && g.counted())
}

// beside reports whether g cannot be how many f counts: it is no whole number, or counts
// those who come to others.
func (f *figure) beside(g *figure) bool {
	return f.unit == "" && f.noun != "" && g.unit == "" && f.noun != g.noun && (g.noun == "more" || g.low != math.Trunc(g.low) && f.low == math.Trunc(f.low))
}

// fraction reports whether the number is a small one that is not whole: nobody gives it
// for another count of what one counts in whole numbers.
func (f *figure) fraction() bool { return f.unit == "" && f.low < 1000 && f.low != math.Trunc(f.low) }

// alone reports whether the number is one.
func (f *figure) alone() bool { return f.unit == "" && f.low == 1 && f.high == 1 }

// meetWho is 1 where one deed is told with both figures and somebody who is named does it
// or suffers it in both, -1 where those named are others, 0 where none or one is named.
func (f *figure) meetWho(g *figure) float64 {
	met := 0.0
	for _, a := range f.tellings {
		for _, b := range g.tellings {
			if a.class != b.class || saying[a.lemma] {
				continue
			}
			for _, role := range []string{"agent", "patient"} {
				one, two := a.named(role), b.named(role)
				switch {
				case shared(one, two) > 0:
					return 1
				case len(one) > 0 && len(two) > 0:
					met = -1
				}
			}
		}
	}
	return met
}

// elsewhere reports whether the text of f counts the like at the place of g too, which
// is another than that of f: then it is that number that g answers.
func (f *figure) elsewhere(g *figure) bool {
	if f.place == "" || g.place == "" || f.place == g.place {
		return false
	}
	return slices.ContainsFunc(f.text.figures, func(h *figure) bool {
		return h != f && h.place == g.place && h.known.kind == f.known.kind && h.known.role == f.known.role && (h.noun == f.noun || h.noun == "" || f.noun == "")
	})
}

// counted reports whether what is counted are persons.
func (f *figure) counted() bool { return people[f.noun] || f.person }

// likens reports whether something in what two figures have in common shows that
// they count one thing: the noun, or what is said of it. Without that no two counts
// are compared, and no two lengths of time, whatever else their texts share: of the
// pairs for training 2 in 100 of those answer one question.
func (x *row) likens() bool {
	equal := x[ofEqual] == 2
	switch x[ofKind] {
	case kinds[""]:
		switch {
		case x[ofRole] < 0:
			return false
		case x[ofNoun] >= 2 || x[ofRole] == 2 || x[ofFirst] > 0:
			return true
		}
		return x[ofClass] > 0 && x[ofNoun] == 1 || equal && x[ofNoun] == 1 && x[ofRole] == 1
	case kinds["s"]:
		return equal || x[ofNoun] >= 3 || x[ofClass] > 0 || x[ofNear] >= likeWords
	}
	return true
}

// likeWords is the overlap of the words around two lengths of time from which they
// may be of one thing, whatever noun and verb each stands with.
const likeWords = 0.3

// A like is what a figure counts.
type like struct{ kind, noun, role string }

func (f *figure) like() like { return like{f.known.kind, f.noun, f.known.role} }

// about is one value for the number.
func (n number) about() float64 {
	switch {
	case math.IsInf(n.low, -1):
		return n.high
	case math.IsInf(n.high, 1):
		return n.low
	}
	return (n.low + n.high) / 2
}

func both(a, b bool) float64 {
	switch {
	case a && b:
		return 2
	case a || b:
		return 1
	}
	return 0
}

// jaccard is the share of the elements of two ordered lists that both have.
func jaccard[T cmp.Ordered](a, b []T) float64 {
	n := shared(a, b)
	if n == 0 {
		return 0
	}
	return float64(n) / float64(len(a)+len(b)-n)
}

// meetTime sets the dates of what two figures tell beside one another: 1 if they
// have one in common, -1 if both have dates and none in common. A figure without
// one is taken to be of the days when its text was written, which counts half.
func (f *figure) meetTime(g *figure) float64 {
	a, b, weight := f.setting.dates, g.setting.dates, 1.0
	if len(a) == 0 && len(b) == 0 {
		return 0
	}
	for _, side := range []struct {
		dates *[]date
		text  *text
	}{{&a, f.text}, {&b, g.text}} {
		if len(*side.dates) == 0 {
			if side.text.day == "" {
				return -.25
			}
			d := newDate(side.text.day, "")
			*side.dates, weight = []date{{d.year, d.month, 0}}, .5
		}
	}
	met := -1
	for _, d := range a {
		for _, e := range b {
			met = max(met, d.meets(e))
		}
	}
	return weight * float64(met)
}

// daysApart is how many days lie between two texts, -1 if that is not known.
func daysApart(a, b *text) float64 {
	x, err := time.Parse(time.DateOnly, a.day)
	y, err2 := time.Parse(time.DateOnly, b.day)
	if err != nil || err2 != nil {
		return -1
	}
	return math.Abs(x.Sub(y).Hours() / 24)
}

// grew reports whether two figures differ since what they count went on: the text of a
// later day, within stillGrowing days, gives more of those dead, wounded or the like.
// Of an event long past both tell the last count, and one of them is wrong.
func (f *figure) grew(g *figure) bool {
	if f.text.day > g.text.day {
		f, g = g, f
	}
	if f.text.day == "" || f.text.day == g.text.day || f.about() >= g.about() || daysApart(f.text, g.text) > stillGrowing || f.past && g.past {
		return false
	}
	if f.rival(g) {
		return false
	}
	r := f.role()
	return r != "" && r == g.role() || f.kind() == "s" || f.kind() == "th"
}

// rival reports whether two exact numbers are told by two parties, "the fire chief said" and "the union
// said", and no word of the later says that the count went on.
func (f *figure) rival(g *figure) bool {
	if f.by == nil || g.by == nil || f.low != f.high || g.low != g.high || f.how != 0 || g.how != 0 {
		return false
	}
	one, two := f.by.party(), g.by.party()
	if len(one) == 0 || len(two) == 0 || shared(one, two) > 0 || f.by.voice().SourceEntity != "" && f.by.voice().SourceEntity == g.by.voice().SourceEntity {
		return false
	}
	return !growing.MatchString(g.by.quote) && !growing.MatchString(g.gist.words)
}

// party are the words for who is nearest to the statement, in small letters and in order; nil where it is
// the author, or one who is called by no noun and no name.
func (m *member) party() (out []string) {
	if len(m.chain) < 2 || pronoun[strings.ToLower(m.source)] {
		return nil
	}
	out = strings.Fields(plainName(m.source))
	slices.Sort(out)
	return out
}

// growing matches words of a count that went on.
var growing = regexp.MustCompile(`(?i)\b(now|so far|already|to date|rise|risen|rose|rising|grow|grew|grown|toll|more|further|at least|(climb|increas|reach|jump|updat)\w*)\b`)

// plain is a number without how it was told.
func (n number) plain() number { return number{low: n.low, high: n.high, unit: n.unit} }

// reads reports whether the number says how much something was at a time, and may be
// more or less of at another: the level of a lake, a temperature. What a price or a toll was
// is told of one time, or it grew.
func (f *figure) reads() bool {
	if f.unit != "m" && f.unit != "degree" {
		return false
	}
	return slices.ContainsFunc(f.tellings, func(t *telling) bool { return t.lemma == "stand" }) ||
		slices.ContainsFunc(f.around, func(w uint32) bool { return levels[w] })
}

// levels are nouns for what is read off.
var levels = hashes(strings.FieldsSeq("level reading gauge temperature"))

// reread reports whether two figures that differ are readings of two times.
func (f *figure) reread(g *figure) bool {
	return (f.known.reading || g.known.reading) && f.otherTime(g) != sameTime
}

// How the times of two readings stand to one another.
const (
	sameTime = iota
	anotherTime
	timeNotTold
)

// otherTime sets the days of two readings beside one another: the one that the sentence
// names, or else that of the text.
func (f *figure) otherTime(g *figure) int {
	a, b := f.readOn(), g.readOn()
	switch {
	case f.text == g.text && len(f.setting.own)+len(g.setting.own) == 0:
		return sameTime
	case a == (date{}) || b == (date{}):
		return timeNotTold
	case a == b:
		return sameTime
	}
	return anotherTime
}

// readOn is the day of a reading; zero if it is not told.
func (f *figure) readOn() date {
	for _, d := range f.setting.own {
		if d.day != 0 && d.year != 0 {
			return d
		}
	}
	return newDate(f.text.day, "")
}

// otherDay reports whether two figures are told of two days: the sentence of each names a
// day, and no two of these are nearer than a day and the next, as of a deed and of the
// day when it was told; or each names days of a week, and no two of these are so near.
func (f *figure) otherDay(g *figure) bool {
	told := len(f.setting.weekdays) > 0 && len(g.setting.weekdays) > 0
	for _, a := range f.setting.weekdays {
		if slices.ContainsFunc(g.setting.weekdays, func(b string) bool { return nextWeekday(a, b) }) {
			return false
		}
	}
	for _, a := range f.setting.own {
		for _, b := range g.setting.own {
			if a.day == 0 || b.day == 0 {
				return false
			}
			if told = true; a.apart(b) < 2 {
				return false
			}
		}
	}
	return told
}

// lost reports whether nothing shows that two counts of what befell somebody are of one
// happening, where their texts tell of several such: neither a day nor a place is one. Of what
// befell nobody it is who is named that shows it, where somebody is.
func (f *figure) lost(g *figure) bool {
	if f.known.role == "" && f.kind() != "age" {
		crowded := f.known.likes+g.known.likes >= severalLike || f.unit != "" && f.known.rivals+g.known.rivals >= severalOfUnit
		return crowded && f.text != g.text && !f.counted() && !g.counted() && len(f.persons)+len(g.persons) > 0 && !f.sharesPerson(g)
	}
	if f.known.likes+g.known.likes < severalLike {
		return false
	}
	for _, a := range f.setting.own {
		if slices.ContainsFunc(g.setting.own, func(b date) bool { return a.day != 0 && a.meets(b) > 0 }) {
			return false
		}
	}
	return !slices.ContainsFunc(f.setting.places, func(p string) bool { return slices.Contains(g.setting.places, p) })
}

// severalLike is from how many other counts of the like on in two texts these tell of
// several happenings.
const severalLike = 4

// severalOfUnit is from how many numbers of one unit on two texts measure several things.
const severalOfUnit = 6

// against reports whether two figures of one claim cannot both hold: they differ, and
// are of one happening. That it was not seven and that it was not eight both hold.
func (f *figure) against(g *figure) bool {
	return !(f.not && g.not) && f.meet(g.number) == differ && !f.otherDay(g) && !f.lost(g) && !f.otherwise(g) && !f.otherCount(g)
}

// stillGrowing is for how many days a toll goes on growing.
const stillGrowing = 14

// kind is the unit, one for all money.
func (n number) kind() string {
	switch n.unit {
	case "USD", "EUR", "GBP", "JPY", "peso", "franc", "crown", "mark", "RUB", "INR", "CNY", "dinar":
		return "money"
	}
	return n.unit
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
