package claim

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
)

// Much that contradicts shares neither verb nor form: who was released and who is still held, rifles
// that a ship carried and a search that found none, a deed that two take upon themselves. What is
// compared here by the words of such pairs is little, and known: a state and its end, a thing and
// where it is or is not, a deed and who says that it was his.

// ends reports whether by t somebody came free who by u is held when that was told, and nothing
// shows that he was freed since: then one of the two does not hold.
func (t *telling) ends(u *telling) bool {
	if t.class != "free" || u.class != "hold" || !u.lasts || t.future || t.noun && !t.lasts || t.stance() != stemma.Affirms || u.stance() != stemma.Affirms || !t.sure() || !u.sure() {
		return false
	}
	who, _ := t.suffers()
	whom, _ := u.suffers()
	if shared(who, whom) == 0 {
		return false
	}
	freed := cmp.Or(dayOf(t.when), t.text.day)
	return freed == "" || u.text.day == "" || freed <= u.text.day
}

// dayOf is the day of an EDTF value, "" if it is of none.
func dayOf(when string) string {
	if day(when) {
		return when[:10]
	}
	return ""
}

// joinEnds makes one question of whom one holds and another has freed.
func joinEnds(parts [][]*telling) [][]*telling {
	held := map[stemma.ID][]int{} // the parts that tell of one who is held
	for g, part := range parts {
		for _, t := range part {
			if t.class == "hold" && t.lasts {
				who, _ := t.suffers()
				for _, e := range who {
					held[e] = append(held[e], g)
				}
			}
		}
	}
	of := newJoined(len(parts))
	for g, part := range parts {
		for _, t := range part {
			if t.class != "free" {
				continue
			}
			who, _ := t.suffers()
			for _, e := range who {
				for _, h := range held[e] {
					if of.of(h) != of.of(g) && slices.ContainsFunc(parts[h], t.ends) {
						of.join(g, h)
					}
				}
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
			a := authorship{by: m, who: m.voice().SourceEntity, name: m.source, about: m.about}
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
	out := authorship{by: by, who: a.entity, name: a.words, about: slices.DeleteFunc(slices.Clone(by.about), func(e stemma.ID) bool { return e == a.entity })}
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
var partWord = func() map[uint32]bool {
	m := map[uint32]bool{}
	for w := range strings.FieldsSeq("responsibility responsible part role hand involvement participation complicity full sole carry stage mount perpetrate") {
		m[hash(w)] = true
	}
	return m
}()

// sameDeedFrom is the overlap of the words for two deeds from which they are one.
const sameDeedFrom = 0.6

// claimed makes the claims of whose deed something was, where two take it upon themselves or where
// one does who elsewhere denies a part in it.
func (c *Collection) claimed(d decisions) (out []*draft) {
	all := c.authorships()
	for i, a := range all {
		for _, b := range all[:i] {
			one := a.who != "" && a.who == b.who || onePlace(plainName(a.name), plainName(b.name))
			if a.by.text == b.by.text && !one || one == (a.denied == b.denied) || !one && (a.denied || b.denied) || d.parted(a.by, b.by) {
				continue
			}
			if both := shared(a.about, b.about); both == 0 || both < min(len(a.about), len(b.about)) || c.overlap(a.words, b.words) < sameDeedFrom {
				continue
			}
			x := &draft{question: stemma.AskIdentity}
			f := finding{kind: stemma.IdentityDiffers, sureness: 1, grounds: "both speak of one deed in nearly the same words"}
			for k, y := range []authorship{b, a} {
				stance := stemma.Affirms
				if y.denied {
					stance = stemma.Denies
				}
				value := y.name
				if one {
					value = b.name
				}
				f.between[k] = &answer{by: y.by, stance: stance, value: value, shown: y.by.content, why: "it says whose deed it was"}
				x.answers = append(x.answers, f.between[k])
			}
			f.why = "Both say that the deed was theirs."
			if one {
				f.kind, f.why = stemma.PolarityDiffers, "One says that the deed was his, the other that he had no part in it."
			}
			x.found = append(x.found, f)
			out = append(out, x)
		}
	}
	return out
}
