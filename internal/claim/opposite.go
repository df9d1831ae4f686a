package claim

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/names"
	"github.com/stemma/stemma/nlp"
)

// Much that contradicts shares neither verb nor form: who was released and who is still held, rifles
// that a ship carried and a search that found none, a deed that two take upon themselves. What is
// compared here by the words of such pairs is little, and known: a state and its end, a thing and
// where it is or is not, a deed and who says that it was his.

// ends reports whether by t somebody came free who by u is held when that was told, and nothing
// shows that he was freed since: then one of the two does not hold.
func (t *telling) ends(u *telling) bool {
	if !t.frees() || !u.holds() {
		return false
	}
	who, _ := t.suffers()
	whom, _ := u.suffers()
	return shared(who, whom) > 0 && t.freed() <= u.held()
}

// frees reports whether it says surely that somebody came free.
func (t *telling) frees() bool {
	return t.class == "free" && !t.future && (!t.noun || t.lasts) && t.stance() == stemma.Affirms && t.sure()
}

// holds reports whether it says surely that somebody is held.
func (t *telling) holds() bool {
	return t.class == "hold" && t.lasts && t.stance() == stemma.Affirms && t.sure()
}

// freed is the day on which somebody came free, or else when that was told; "" if none is known.
func (t *telling) freed() string { return cmp.Or(dayOf(t.when), t.text.day) }

// held is the day on which it was told that somebody is held; one after all others if none is known.
func (t *telling) held() string { return cmp.Or(t.text.day, "~") }

// dayOf is the day of an EDTF value, "" if it is of none.
func dayOf(when string) string {
	if day(when) {
		return when[:10]
	}
	return ""
}

// joinEnds makes one question of whom one holds and another has freed.
func joinEnds(parts [][]*telling) [][]*telling {
	type told struct {
		day  string
		part int
	}
	held, freed := map[stemma.ID][]told{}, map[stemma.ID][]told{}
	for g, part := range parts {
		for _, t := range part {
			in, day := freed, ""
			switch {
			case t.frees():
				day = t.freed()
			case t.holds():
				in, day = held, t.held()
			default:
				continue
			}
			who, _ := t.suffers()
			for _, e := range who {
				in[e] = append(in[e], told{day, g})
			}
		}
	}
	// The first who freed one meets all who tell later that he is held, and any other who did meets
	// the last of these if he meets any: then all that meet hang together.
	of := newJoined(len(parts))
	for e, list := range freed {
		if len(held[e]) == 0 {
			continue
		}
		byDay := func(a, b told) int { return cmp.Compare(a.day, b.day) }
		first, last := slices.MinFunc(list, byDay), slices.MaxFunc(held[e], byDay)
		for _, h := range held[e] {
			if first.day <= h.day {
				of.join(first.part, h.part)
			}
		}
		for _, f := range list {
			if f.day <= last.day {
				of.join(f.part, last.part)
			}
		}
	}
	out := make([][]*telling, len(parts))
	for g, part := range parts {
		out[of.of(g)] = append(out[of.of(g)], part...)
	}
	return slices.DeleteFunc(out, func(part []*telling) bool { return len(part) == 0 })
}

// A presence is a telling by which a thing is somewhere, or is not.
type presence struct {
	*telling
	where []stemma.ID // what is named there, in order; none for "on board"
}

// Words by which a thing is found, and by which somebody or something has it.
var (
	finds  = map[string]bool{"find": true, "discover": true, "recover": true, "uncover": true, "detect": true, "locate": true, "seize": true, "confiscate": true}
	having = map[string]bool{"carry": true, "transport": true, "contain": true, "smuggle": true, "haul": true}
)

// thingAt is the noun of what the telling of token i says to be somewhere, or not; "" for none.
func (s *scan) thingAt(t *telling, i int) string {
	role := "patient"
	switch {
	case t.noun:
		return ""
	case t.lemma == "be" && s.child(i, "expl") >= 0:
		role = "agent"
	case !finds[t.lemma] && !having[t.lemma]:
		return ""
	}
	for _, a := range t.args {
		if a.role == role && !a.named && !a.person && !pronoun[a.lemma] && !nobody[a.lemma] {
			return thingOf(a.lemma)
		}
	}
	return ""
}

// at is where a presence is told of: what its clause names, or else what its statement does.
func (t *telling) presentAt() []stemma.ID {
	var where []stemma.ID
	for _, a := range t.args {
		if a.role != "patient" && a.named && a.entity != "" {
			where = append(where, a.entity)
		}
	}
	if len(where) == 0 {
		return t.by.about
	}
	slices.Sort(where)
	return slices.Compact(where)
}

// others are words by which a thing is not the one that was told of before.
var others = regexp.MustCompile(`(?i)\b(?:more|other|another|further|additional|else|new)\b`)

// presences lists what texts tell of things that are somewhere, in order. A text that says so
// without where, "there were no rifles on board", says it of where it told of them before.
func (c *Collection) presences() (out []presence) {
	for _, t := range c.texts {
		first := len(out)
		for _, x := range t.tellings {
			if x.thing == "" || x.by == nil || x.open || !x.sure() || others.MatchString(x.by.quote) {
				continue
			}
			p := presence{telling: x, where: x.presentAt()}
			for k := len(out) - 1; len(p.where) == 0 && k >= first; k-- {
				if q := out[k]; q.thing == p.thing && x.head.Begin-q.head.End <= farthestAnswered {
					p.where = q.where
				}
			}
			if len(p.where) > 0 {
				out = append(out, p)
			}
		}
	}
	return out
}

// opposes reports whether by p a thing is somewhere and by q it is not.
func (p presence) opposes(q presence) bool {
	both := shared(p.where, q.where)
	if p.by == q.by || p.thing != q.thing || p.stance() != stemma.Affirms || q.stance() != stemma.Denies || both == 0 || both < min(len(p.where), len(q.where)) || p.eludes(q.telling) {
		return false
	}
	if p.extent.partial() && q.extent == notAll {
		return false
	}
	return p.text == q.text || p.text.day == "" || q.text.day == "" || q.text.day >= p.text.day // what was not found then may be found later
}

// present brings together who says that a thing is somewhere and who says that it is not.
func (c *Collection) present(drafts []*draft, d decisions) []*draft {
	type key struct {
		thing string
		where stemma.ID
	}
	all := c.presences()
	of := map[key][]int{}
	for i, p := range all {
		for _, e := range p.where {
			of[key{p.thing, e}] = append(of[key{p.thing, e}], i)
		}
	}
	met := map[[2]int]bool{}
	for i, q := range all {
		for _, e := range q.where {
			for _, k := range of[key{q.thing, e}] {
				if p := all[k]; !met[[2]int{k, i}] && p.opposes(q) && !d.parted(p.by, q.by) {
					met[[2]int{k, i}] = true
					drafts = set(drafts, opposed{p.telling, q.telling, "it tells of " + q.thing + " there", "One says that it is there, the other that it is not."})
				}
			}
		}
	}
	return drafts
}

// An opposed is a pair of tellings of which one says what the other denies.
type opposed struct {
	says, denies *telling
	why, reason  string
}

// set notes that one denies what another says: in the claim that has one of them, else in a new one.
func set(drafts []*draft, o opposed) []*draft {
	stands := func(x *draft, t *telling) *answer {
		for _, a := range x.answers {
			if a.by == t.by && a.holds() && a.value == "" && (a.telling == nil || a.telling.head == t.head) {
				return a
			}
		}
		return nil
	}
	var x *draft
	var one, two *answer
	for _, d := range drafts {
		if d.question != stemma.AskWhether || d.scope {
			continue
		}
		a, b := stands(d, o.says), stands(d, o.denies)
		if a != nil && (x == nil || b != nil && two == nil) || b != nil && x == nil {
			x, one, two = d, a, b
		}
	}
	if one != nil && two != nil && one.stance == two.stance {
		return drafts // they are held to say the same there
	}
	if x == nil {
		x = &draft{question: stemma.AskWhether}
		drafts = append(drafts, x)
	}
	add := func(t *telling, stance stemma.Stance) *answer {
		a := &answer{by: t.by, stance: stance, shown: []stemma.Span{t.clause}, telling: t, happened: t.when, place: t.place, why: o.why}
		x.answers = append(x.answers, a)
		return a
	}
	other := map[stemma.Stance]stemma.Stance{stemma.Affirms: stemma.Denies, stemma.Denies: stemma.Affirms, stemma.Alleges: stemma.Denies}
	switch {
	case one == nil && two == nil:
		one, two = add(o.says, stemma.Affirms), add(o.denies, stemma.Denies)
	case one == nil:
		one = add(o.says, other[two.stance])
	case two == nil:
		two = add(o.denies, other[one.stance])
	}
	f := finding{kind: stemma.PolarityDiffers, between: [2]*answer{one, two}, why: o.reason, sureness: 2, grounds: "both name the thing and the same place"}
	if !slices.ContainsFunc(x.found, func(g finding) bool { return g.kind == f.kind && g.between == f.between }) {
		x.found = append(x.found, f)
	}
	return drafts
}

// What somebody says of his part in a deed: that it was his, or that he had none.
var (
	ownDeed  = regexp.MustCompile(`(?i)^\W*(?:that )?(?:(?:full |sole )?responsibility for|(?:it|they|he|she|we|i) (?:was|were|is|are) responsible for|(?:it|they|he|she|we|i) (?:had |has |have )?(?:carried out|staged|mounted)) (.+)`)
	partIn   = regexp.MustCompile(`(?i)^\W*(?:that (?:it|they|he|she|we|i) (?:had|has|have) )?(?:any |all |having (?:had )?any |having )?(?:part|role|hand|involvement|participation|responsibility|complicity)(?: whatsoever)? (?:in|for) (.+)`)
	claiming = regexp.MustCompile(`(?i)^(?:was|were|has been|have been|been)? ?claimed$`)
)

// An authorship is what a statement says of who did a deed.
type authorship struct {
	by     *member
	who    stemma.ID // whose deed it is said to be or not to be
	name   string
	person bool        // it is a person
	about  []stemma.ID // who else is named, in order
	words  []uint32    // for the deed, in order
	denied bool
}

// authorships are the statements by which a deed is somebody's or by which he had no part in it, in order.
func (c *Collection) authorships() (out []authorship) {
	for _, t := range c.texts {
		for _, m := range t.statements {
			if len(m.chain) < 2 || m.source == "" || m.voice().SourceEntity == "" || len(m.words) == 0 {
				continue
			}
			a := authorship{by: m, who: m.voice().SourceEntity, name: m.source, person: m.voice().SourceType == nlp.SourcePerson, about: m.about}
			switch own := ownDeed.MatchString(m.quote); {
			case own && !m.refuses() && m.states(), claiming.MatchString(m.cue) && !m.refuses() && m.states() && m.verb == 0:
			case (own || partIn.MatchString(m.quote)) && m.refuses():
				a.denied = true
			default:
				continue
			}
			a.words = slices.DeleteFunc(slices.Clone(m.words), func(w uint32) bool { return partWord[w] })
			out = append(out, a)
		}
		for _, x := range t.tellings { // "the group carried out the raid, police said"
			if carrying[x.lemma] && x.by != nil && x.stance() == stemma.Affirms && x.sure() {
				for _, y := range x.args {
					if y.words != "" {
						out = append(out, y.author(x.by))
					}
				}
			}
		}
	}
	return out
}

// author is what a statement says of who did a deed.
func (a *argument) author(by *member) authorship {
	out := authorship{by: by, who: a.entity, name: a.words, person: a.person && a.named, about: slices.DeleteFunc(slices.Clone(by.about), func(e stemma.ID) bool { return e == a.entity })}
	called := map[uint32]bool{}
	for w := range strings.FieldsSeq(strings.ToLower(a.words)) {
		called[hash(w)] = true
	}
	out.words = slices.DeleteFunc(slices.Clone(by.words), func(w uint32) bool { return partWord[w] || called[w] })
	return out
}

// carrying are verbs for doing a deed that a noun names.
var carrying = map[string]bool{"carry out": true, "stage": true, "mount": true, "perpetrate": true}

// partWord are the words for a part in a deed.
var partWord = hashes(strings.FieldsSeq("responsibility responsible part role hand involvement participation complicity full sole carry stage mount perpetrate"))

// sameDeedFrom is the overlap of the words for two deeds from which they are one.
const sameDeedFrom = 0.6

// oneNameFrom is how well two names meet from which they may be of one, see package names.
const oneNameFrom = 0.5

// sameDoer reports whether two authorships are of one: by entity, or else by the names, of which that of
// a group or an office may be told with more words behind it: "the Red Lamp", "the Red Lamp group".
func (a *authorship) sameDoer(b *authorship) bool {
	if a.who != "" && a.who == b.who {
		return true
	}
	if !a.person || !b.person {
		return onePlace(a.name, b.name)
	}
	compare, err := names.Standard()
	return err == nil && compare.Compare(compare.Parse(a.name, names.Person), compare.Parse(b.name, names.Person)) >= oneNameFrom
}

// claimed makes the claims of whose deed something was, where two take it upon themselves or where
// one does who elsewhere denies a part in it: those of one deed make one claim.
func (c *Collection) claimed(d decisions) (out []*draft) {
	type key struct {
		story int
		named stemma.ID
	}
	all := c.authorships()
	of := map[key][]int{}
	for i, a := range all {
		for _, e := range a.about {
			of[key{a.by.text.story, e}] = append(of[key{a.by.text.story, e}], i)
		}
	}
	looked, met := map[pairOf]bool{}, []pairOf{}
	deed, doer := newJoined(len(all)), newJoined(len(all))
	for _, list := range of {
		near(list, func(j, i int) {
			a, b, p := &all[i], &all[j], pairOf{j, i}
			if c.ctx.Err() != nil || looked[p] || a.denied && b.denied {
				return
			}
			looked[p] = true
			if shared(a.about, b.about) < min(len(a.about), len(b.about)) || c.overlap(a.words, b.words) < sameDeedFrom || d.parted(a.by, b.by) {
				return
			}
			one := a.sameDoer(b)
			if a.by.text == b.by.text && !one || one == (a.denied == b.denied) {
				return
			}
			met = append(met, p)
			if deed.join(j, i); one {
				doer.join(j, i)
			}
		})
	}
	slices.SortFunc(met, func(p, q pairOf) int { return cmp.Or(cmp.Compare(p.b, q.b), cmp.Compare(p.a, q.a)) })
	drafts, answers := map[int]*draft{}, map[int]*answer{}
	seen := map[int]map[difference]bool{}
	for _, p := range met {
		g := deed.of(p.a)
		x := drafts[g]
		if x == nil {
			x = &draft{question: stemma.AskIdentity}
			drafts[g], seen[g], out = x, map[difference]bool{}, append(out, x)
		}
		f := finding{kind: stemma.IdentityDiffers, why: "Both say that the deed was theirs.", sureness: 1, grounds: "both speak of one deed in nearly the same words"}
		if all[p.a].denied != all[p.b].denied {
			f.kind, f.why = stemma.PolarityDiffers, "One says that the deed was his, the other that he had no part in it."
		}
		for k, i := range []int{p.a, p.b} {
			if answers[i] == nil {
				answers[i] = all[i].answer(all[doer.of(i)].name)
				x.answers = append(x.answers, answers[i])
			}
			f.between[k] = answers[i]
		}
		if !seen[g][f.difference()] {
			seen[g][f.difference()] = true
			x.found = append(x.found, f)
		}
	}
	return out
}

// answer is what an authorship answers, by that name for whose deed it was.
func (a *authorship) answer(name string) *answer {
	stance := stemma.Affirms
	if a.denied {
		stance = stemma.Denies
	}
	return &answer{by: a.by, stance: stance, value: name, shown: a.by.content, why: "it says whose deed it was"}
}
