package claim

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp/en"
)

// sameTold parts tellings that are held to be of one happening into those that
// can be laid beside one another: each is tied to another of its part. Grouping
// asks what is likely, and in a long text one word may be of many happenings; to
// count two who say it as two who say the same, the words must show it.
func (c *Collection) sameTold(tellings []*telling) [][]*telling {
	if len(tellings) == 1 {
		return [][]*telling{tellings}
	}
	all := make([]laid, len(tellings))
	for i, t := range tellings {
		all[i] = lay(t)
	}
	var edges []edge
	for i := range all {
		for j := range all[:i] {
			if t, u := &all[i], &all[j]; c.tied(t, u) {
				edges = append(edges, edge{j, i, 1 + c.overlap(t.words, u.words)})
			}
		}
	}
	slices.SortFunc(edges, func(x, y edge) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	parts := connected(c.ctx, len(tellings), edges, func(a, b int) bool { return all[a].clashes(&all[b]) })
	var out [][]*telling
	at := map[int]int{}
	for i, t := range tellings {
		n, ok := at[parts[i]]
		if !ok {
			n = len(out)
			at[parts[i]] = n
			out = append(out, nil)
		}
		out[n] = append(out[n], t)
	}
	return out
}

// A laid is a telling as it is laid beside others again and again.
type laid struct {
	*telling
	words []uint32       // of its arguments
	named [2][]stemma.ID // who does it and whom it befalls
	heads [2][]string    // the nouns for those
	kinds [2][]string    // of what kind they are
}

func lay(t *telling) laid {
	x := laid{telling: t, words: t.besides()}
	for k, role := range roles[:len(x.named)] {
		x.named[k], x.heads[k], x.kinds[k] = t.named(role), t.heads(role), t.kinds(role)
	}
	return x
}

// tiedFrom is the overlap of what stands with two tellings from which it ties them
// by itself.
const tiedFrom = 0.5

// tied reports whether somebody or something does or suffers what both tell,
// and nobody else in one of them. What stands besides, as the country of it all,
// ties them only together with other words.
func (c *Collection) tied(t, u *laid) bool {
	if statusClass[t.class] && statusClass[u.class] {
		return t.oneState(u.telling)
	}
	if t.clashes(u) {
		return false
	}
	met := c.overlap(t.words, u.words) >= tiedFrom && !(t.bare() && u.bare() && t.thin(u))
	for k := range t.named {
		one, two := t.named[k], u.named[k]
		nouns, others := t.heads[k], u.heads[k]
		switch {
		case shared(one, two) > 0 || shared(nouns, others) > 0:
			met = true
		case len(one) > 0 && len(two) > 0, len(nouns) > 0 && len(others) > 0 && len(one)+len(two) == 0:
			return false
		}
	}
	return met
}

// bare reports whether a noun tells of a deed and of nobody who does it or whom it befalls:
// "a prisoner exchange". Who speaks of such a one and of such a one may speak of two.
func (t *telling) bare() bool {
	return t.noun && !slices.ContainsFunc(t.args, func(a argument) bool { return a.role == "agent" || a.role == "patient" })
}

// thin reports whether two tellings have no more than a word in common, and nobody whom one
// of them names.
func (t *laid) thin(u *laid) bool {
	return shared(t.words, u.words) < 2 && !slices.ContainsFunc(t.args, func(a argument) bool {
		return a.entity != "" && slices.ContainsFunc(u.args, func(b argument) bool { return a.entity == b.entity && (a.named || b.named) })
	})
}

// clashes reports whether two tellings cannot be of one happening or of the state of one:
// they are of two years, or two do it, or it befalls two, by nouns of two kinds, or two who
// are named are in the state. What ties each of them to a third, which says less, does not
// tie them to one another.
func (t *laid) clashes(u *laid) bool {
	if year, other := yearOf(t.when), yearOf(u.when); year != "" && other != "" && year != other && !t.onlyOnce(u.telling) {
		return true
	}
	if statusClass[t.class] && statusClass[u.class] {
		return t.class != u.class || t.otherState(u.telling)
	}
	for k := range t.kinds {
		one, two := t.kinds[k], u.kinds[k]
		if len(one) > 0 && len(two) > 0 && shared(one, two) == 0 && shared(t.named[k], u.named[k]) == 0 {
			return true
		}
	}
	return false
}

// kinds are of what kind all are who do it, or all whom it befalls, in order; nil where one is
// named or may be anybody.
func (t *telling) kinds(role string) (out []string) {
	for _, a := range t.args {
		switch {
		case a.role != role:
		case a.named || pronoun[a.lemma] || en.Anyone()[a.lemma]:
			return nil
		default:
			out = append(out, thingOf(a.lemma))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// yearOf is the year of an EDTF value of one year or of a part of one, "" for any other.
func yearOf(when string) string {
	if len(when) < 4 || strings.ContainsAny(when, "/X~%?") || len(when) > 4 && when[4] != '-' {
		return ""
	}
	return when[:4]
}

// told reports whether a telling says by itself what can be asked about: its
// word is not light, it names what it tells of, and it is not taken for given, as
// "the coast-based crews" takes where they are. A state is told of persons: "the
// freedom of movement" and "a report was released" tell of none, nor does "a
// prisoner exchange".
func (t *telling) told() bool {
	if statusClass[t.class] {
		return !t.idle && slices.ContainsFunc(t.args, func(a argument) bool {
			return (a.role == "patient" || t.noun && a.role == "other") && a.person && !(t.class == "hold" && heldThings[a.lemma])
		})
	}
	return !t.given && !light[t.lemma] && slices.ContainsFunc(t.args, func(a argument) bool { return !pronoun[a.lemma] })
}

// suffers are the entities and the nouns of whoever is in the state that a telling
// tells of, in order. Of a noun for a deed it is also whose deed it is called: "his
// release".
func (t *telling) suffers() (who []stemma.ID, what []string) {
	for _, a := range t.args {
		if a.role != "patient" && !(t.noun && a.role == "other") || !a.person {
			continue
		}
		if a.entity != "" {
			who = append(who, a.entity)
		}
		if !pronoun[a.lemma] && !(bearer[a.lemma] && classOf(a.lemma) == t.class) {
			what = append(what, a.lemma) // "the prisoner" says no more of whom it tells
		}
	}
	slices.Sort(who)
	slices.Sort(what)
	return slices.Compact(who), slices.Compact(what)
}

// oneState reports whether two tellings are of the state of one: of one entity, or
// of whoever one noun is for, and a noun for anybody only where who did it, the day
// or the place is one too.
func (t *telling) oneState(u *telling) bool {
	if t.class != u.class || t.otherState(u) {
		return false
	}
	who, what := t.suffers()
	whom, whose := u.suffers()
	if shared(who, whom) > 0 {
		return true
	}
	for _, w := range what {
		if !slices.Contains(whose, w) {
			continue
		}
		if !people[w] && t.text.story == u.text.story || shared(t.named("agent"), u.named("agent")) > 0 ||
			day(t.when) && day(u.when) && t.when[:10] == u.when[:10] || t.place != "" && t.place == u.place {
			return true
		}
	}
	return false
}

// onlyOnce reports whether two tellings are of the death of one: whoever tells of another day or
// another place does not tell of another death.
func (t *telling) onlyOnce(u *telling) bool {
	if t.class != "kill" || u.class != "kill" {
		return false
	}
	who, _ := t.suffers()
	whom, _ := u.suffers()
	return shared(who, whom) > 0
}

// daysOfOne is how many days apart two texts may set what befell one person once, as his release;
// an estimate.
const daysOfOne = 3

// within reports whether two tellings are of what befell one by one word, on days not further apart than some.
func (t *telling) within(u *telling, days int) bool {
	if t.lemma != u.lemma || t.noun || u.noun || t.text == u.text {
		return false
	}
	who, _ := t.suffers()
	whom, _ := u.suffers()
	one, err := time.Parse(time.DateOnly, t.day())
	two, err2 := time.Parse(time.DateOnly, u.day())
	return shared(who, whom) > 0 && err == nil && err2 == nil && one.Sub(two).Abs() <= time.Duration(days)*24*time.Hour
}

// otherState reports whether two tellings of a state are of two times, or of two who are named.
func (t *telling) otherState(u *telling) bool {
	if t.when != "" && u.when != "" && newDate(t.when, "").meets(newDate(u.when, "")) < 0 && !t.onlyOnce(u) && !t.within(u, daysOfOne) {
		return true
	}
	who, _ := t.suffers()
	whom, _ := u.suffers()
	return shared(who, whom) == 0 && t.named("patient") != nil && u.named("patient") != nil && t.names("patient") && u.names("patient")
}

// names reports whether some argument of a role is a name.
func (t *telling) names(role string) bool {
	return slices.ContainsFunc(t.args, func(a argument) bool { return a.role == role && a.named })
}

// heldThings are held and in nobody's hands: "to hold talks", "to hold a share".
var heldThings = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("talk meeting election vote referendum conference hearing session ceremony funeral rally march inquiry trial debate dialogue discussion negotiation " +
		"view opinion belief hope position office post seat title rank power record figure number value price level share stake stock bond fund account asset licence license " +
		"passport degree patent copyright key copy text document letter ground line course breath court sway door") {
		m[w] = true
	}
	return m
}()
