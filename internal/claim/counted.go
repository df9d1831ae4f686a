package claim

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp/en"
)

// Two figures that differ contradict one another only where they count one thing and tell
// one thing of it. What a model holds to be likely is not enough for that: whoever reads
// "seven civilians and two soldiers" in one text and "three soldiers" in another sees at
// once that these are counts of two kinds.

// otherCount reports whether two figures that differ are, by their words, of two things.
func (f *figure) otherCount(g *figure) bool {
	switch {
	case f.otherWhose(g), f.otherHolder(g):
		return true
	case f.unit == "" && f.further != g.further: // a second convoy of eight is none of the first
		return true
	case f.unit == "th" || g.unit == "th":
		// The second floor and the third are two floors; who is the third to be killed may be in dispute.
		return !f.counted() || !g.counted() || f.named || g.named || f.ordinalBeside(g) || g.ordinalBeside(f)
	case f.unit == "" && g.unit == "":
		return f.otherList(g) || f.otherThing(g) || f.otherDeed(g) || f.toldBeside(g) || g.toldBeside(f)
	case f.kind() == "m" && f.otherWay(g), f.otherSubject(g):
		return true
	case f.otherList(g):
		return true
	case f.kind() == "%":
		return f.noun != "" && g.noun != "" && f.known.stem != g.known.stem && thingOf(f.noun) != thingOf(g.noun)
	case f.kind() == "s" && (f.offset != g.offset || f.offset && !f.sameDeedFirst(g)):
		return true
	case f.kind() == "score":
		return f.otherScore(g)
	case f.kind() == "age" || f.kind() == "magnitude":
		return false
	}
	return f.noun != "" && g.noun != "" && thingOf(f.noun) != thingOf(g.noun) && f.known.stem != g.known.stem && len(f.deeds()) > 0 && len(g.deeds()) > 0 && !f.sharesClass(g)
}

// otherWhose reports whether the two are told of two who are named: of two patients of one
// deed, or, of an age, of two persons.
func (f *figure) otherWhose(g *figure) bool {
	if f.kind() == "age" {
		if f.named && g.named {
			return f.whose != g.whose && shared(f.names, g.names) == 0
		}
		return math.Abs(f.about()-g.about()) > mistakenAge
	}
	apart := false
	for _, a := range f.tellings {
		for _, b := range g.tellings {
			if a.class != b.class || saying[a.lemma] {
				continue
			}
			one, two := a.whom(), b.whom()
			switch {
			case shared(one, two) > 0:
				return false
			case len(one) > 0 && len(two) > 0:
				apart = true
			}
		}
	}
	return apart
}

// mistakenAge is by how many years the ages that two texts give for one person mostly differ at
// most, be it that one was written after a birthday. By more, ages tell two persons apart.
const mistakenAge = 3

// whom are the persons who suffer what is told, by their names.
func (t *telling) whom() (out []stemma.ID) {
	for _, a := range t.args {
		if a.role == "patient" && a.named && a.person && a.entity != "" {
			out = append(out, a.entity)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ordinalBeside reports whether the text of f gives the ordinal of g too, of the like: then
// there is a second and a third.
func (f *figure) ordinalBeside(g *figure) bool {
	return slices.ContainsFunc(f.text.figures, func(h *figure) bool { return h.unit == "th" && h.low == g.low && h.known.stem == f.known.stem })
}

// otherThing reports whether two counts are of two kinds of persons or of things.
func (f *figure) otherThing(g *figure) bool {
	if f.noun == "" || g.noun == "" || f.known.stem == g.known.stem || slices.Contains(f.with, g.noun) || slices.Contains(g.with, f.noun) {
		return false
	}
	switch {
	case f.noun == "time" || g.noun == "time": // shot three times, by two men
		return true
	case f.befallen() && g.befallen():
		return !en.Anyone()[f.noun] && !en.Anyone()[g.noun] && thingOf(f.noun) != thingOf(g.noun) && !f.disputed(g)
	case f.counted() != g.counted():
		return f.known.role == "" || f.known.role != g.known.role
	}
	return thingOf(f.noun) != thingOf(g.noun)
}

// befallen reports whether persons are counted, be it that what befell them shows it.
func (f *figure) befallen() bool { return f.counted() || fates[f.known.role] }

// disputed reports whether two counts of two kinds of persons are told of one happening, as
// where it is in dispute who the dead were: the same befell them, the sentences have more
// than that in common, and neither counts others too, as one that parts them by kinds does.
func (f *figure) disputed(g *figure) bool {
	if f.known.role == "" || f.known.role != g.known.role || f.among() || g.among() {
		return false
	}
	common := 0
	for _, w := range f.around {
		if _, both := slices.BinarySearch(g.around, w); both && !f.text.names(w) && !slices.ContainsFunc(f.tellings, func(t *telling) bool { return hash(t.lemma) == w }) {
			common++
		}
	}
	return common >= sameMatter
}

// among reports whether the sentence counts other persons too.
func (f *figure) among() bool {
	return slices.ContainsFunc(f.text.figuresIn(f.sentence), func(h *figure) bool { return h != f && h.counted() })
}

// figuresIn are the figures of a sentence. Those of a text are in the order in which they stand.
func (t *text) figuresIn(sentence stemma.Span) []*figure {
	at, _ := slices.BinarySearchFunc(t.figures, sentence.Begin, func(f *figure, begin int) int { return cmp.Compare(f.sentence.Begin, begin) })
	end := at
	for end < len(t.figures) && t.figures[end].sentence == sentence {
		end++
	}
	return t.figures[at:end]
}

// toldBeside reports whether the sentence of g gives the number of f too, of somebody else:
// "eight people, six of them miners" does not contradict six miners.
func (f *figure) toldBeside(g *figure) bool {
	return f.counted() && f.low > 1 && slices.ContainsFunc(g.text.figuresIn(g.sentence), func(h *figure) bool {
		return h != g && !h.not && (h.noun == "" || h.counted()) && h.by != nil && h.number == f.number && (h.known.role == "" || h.known.role == f.known.role)
	})
}

// otherDeed reports whether something else is told of those counted in the one place than
// in the other: the one do it and the others suffer it, or, of persons of whom the words say
// no more, the deeds have nothing in common.
func (f *figure) otherDeed(g *figure) bool {
	one, two := f.doing(), g.doing()
	if f.counted() && g.counted() && (fates[f.known.role] && g.known.role == "" && two == "agent" || fates[g.known.role] && f.known.role == "" && one == "agent") && !f.sharesClass(g) {
		return true // the one are dead, the others march
	}
	if one != "" && two != "" && one != two {
		return true
	}
	if f.counted() && g.counted() && f.dwells() != g.dwells() && len(f.deeds()) > 0 && len(g.deeds()) > 0 {
		return true // the one are all who live there, the others left
	}
	return one == "patient" && two == "patient" && f.counted() && g.counted() && (en.Anyone()[f.noun] || en.Anyone()[g.noun]) && len(f.deeds()) > 0 && len(g.deeds()) > 0 && !f.sharesClass(g)
}

// dwells reports whether nothing but that they live somewhere is told of those counted.
func (f *figure) dwells() bool {
	deeds := f.deeds()
	return len(deeds) > 0 && !slices.ContainsFunc(deeds, func(c string) bool { return !dwelling[c] })
}

// dwelling are the verbs for living in a place.
var dwelling = map[string]bool{"live": true, "dwell": true, "reside": true, "inhabit": true}

// fates are the roles of those to whom something happened.
var fates = map[string]bool{"kill": true, "wound": true, "hold": true, "free": true, "kidnap": true, "miss": true, "missing": true, "disappear": true, "rescue": true}

// doing is what part those counted have in the nearest deed that is told of them: "agent" or
// "patient"; "" where that is not known.
func (f *figure) doing() string {
	if befalls[classOf(f.noun)] {
		return "patient" // "35 wounded", wherever the tree hangs them
	}
	for _, t := range f.tellings {
		if saying[t.lemma] {
			continue
		}
		if befalls[t.class] && t.head.Begin >= f.span.End && t.head.Begin <= f.span.End+1 {
			return "patient"
		}
		for _, a := range t.args {
			if a.lemma == f.noun && a.span.Overlaps(f.span) {
				if a.role == "other" {
					return ""
				}
				return a.role
			}
		}
		if !t.noun {
			return ""
		}
	}
	return ""
}

// deniedIn reports whether who denies a telling denies the number too, as whoever or whatever does or
// suffers it: "nine men did not leave", and not "in four days nobody left".
func (f *figure) deniedIn(t *telling) bool {
	return f.kind() != "age" && slices.ContainsFunc(t.args, func(a argument) bool {
		return a.role != "other" && a.lemma == f.noun && a.span.Overlaps(f.span)
	})
}

// deeds are the classes of what is told of those counted, acts of saying and particles left
// out: to fall down is to fall.
func (f *figure) deeds() (out []string) {
	for _, c := range f.classes {
		if verb, _, with := strings.Cut(c, " "); with {
			c = classOf(verb)
		}
		if !saying[c] {
			out = append(out, c)
		}
	}
	return out
}

// sharesClass reports whether something told with both is of one class.
func (f *figure) sharesClass(g *figure) bool {
	two := g.deeds()
	return slices.ContainsFunc(f.deeds(), func(c string) bool { return slices.Contains(two, c) })
}

// sameDeedFirst reports whether the nearest deed told with both is of one class.
func (f *figure) sameDeedFirst(g *figure) bool {
	a, b := f.deeds(), g.deeds()
	return len(a) > 0 && len(b) > 0 && a[0] == b[0]
}

// otherList reports whether the sentences of both name persons and count other things too, the like,
// and agree in none: "Orel had 25 points and 16 rebounds" and "Orel had 22 points and nine rebounds" are
// of two games. The dead and the wounded of one happening grow together, and what was seized on one
// ship texts count by other kinds.
func (f *figure) otherList(g *figure) bool {
	if len(f.persons) == 0 || len(g.persons) == 0 || f.text == g.text || fates[f.known.role] || fates[g.known.role] {
		return false
	}
	other := false
	for _, h := range f.text.figuresIn(f.sentence) {
		for _, k := range g.text.figuresIn(g.sentence) {
			if h == f || k == g || h.unit != k.unit || h.unit == "" && (h.noun == "" || h.known.stem != k.known.stem) {
				continue
			}
			if h.meet(k.number) != differ {
				return false
			}
			other = true
		}
	}
	return other
}

// otherWay reports whether two lengths are the ways to two places: "Varo, 40 km north of
// the capital" and "Linsk, 60 km south of it".
func (f *figure) otherWay(g *figure) bool {
	return len(f.to) > 0 && len(g.to) > 0 && shared(f.to, g.to) == 0
}

// otherSubject reports whether two lengths or sums are told of two things: of two nouns that are
// said to be that far or that long, where a text says so of several things, or of two of one
// kind, "the school programme" and "the harbour programme". One road may be a highway to
// another text.
func (f *figure) otherSubject(g *figure) bool {
	switch {
	case f.subject == "" || g.subject == "":
		return false
	case f.subject == g.subject:
		return len(f.kinds) > 0 && len(g.kinds) > 0 && shared(f.kinds, g.kinds) == 0
	}
	return f.measures && g.measures && thingOf(f.subject) != thingOf(g.subject) && (f.amongThings() || g.amongThings())
}

// amongThings reports whether the text says of another thing too how far or how long it is.
func (f *figure) amongThings() bool {
	return slices.ContainsFunc(f.text.figures, func(h *figure) bool {
		return h.measures && h.unit == f.unit && thingOf(h.subject) != thingOf(f.subject)
	})
}

// thingOf is one word for nouns that texts use of the same persons or things.
func thingOf(noun string) string {
	if k, ok := en.Things()[noun]; ok {
		return k
	}
	return noun
}

// otherScore reports whether two scores are of two kinds, or of two moments: a run, a lead, what
// stands in brackets behind a team as what it has won and lost; or with one a clock is told that is
// not that of the other.
func (f *figure) otherScore(g *figure) bool {
	one, two := f.scored(), g.scored()
	if shared(f.entities, g.entities) == 0 && !f.sharesPerson(g) {
		return true // of games of others
	}
	return one != "" && two != "" && one != two || one != two && (one == "run" || two == "run") || len(f.clock)+len(g.clock) > 0 && shared(f.clock, g.clock) == 0
}

// scored is the kind of a score, as far as it is told.
func (f *figure) scored() string {
	switch {
	case f.noun == "run" || f.noun == "lead":
		return f.noun
	case f.bracketed:
		return "record"
	}
	return ""
}
