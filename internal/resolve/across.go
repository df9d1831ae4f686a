package resolve

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/names"
	"github.com/stemma/stemma/nlp"
)

// leastSame and leastNear are the scores of names from which on they are joined
// and said to be near. A wrong merge is worse than a missed one, so it takes
// more than the even chance of package names; 0.8 was the lowest step of 0.05
// at which the articles of the dev set had no wrong merge.
const (
	leastSame = 0.8
	leastNear = 0.5
)

// same decides whether two names are one's by themselves, and says why.
func (c *Case) same(a, b *used) (bool, stemma.Evidence) {
	if a.plain == b.plain {
		return !a.bare || !b.bare || a.kind != nlp.Person, stemma.Evidence{Kind: stemma.Spelling, Score: 1, Explain: "the same name"}
	}
	if a.designation || b.designation {
		return false, stemma.Evidence{}
	}
	if class(a.kind) == 'o' && class(b.kind) == 'o' {
		for _, x := range [2][2]*used{{a, b}, {b, a}} {
			if acronym(x[0].text, x[1].text) {
				return true, stemma.Evidence{Kind: stemma.Acronym, Score: 0.9, Explain: "the first letters of the other"}
			}
		}
	}
	if a.bare || b.bare {
		return false, stemma.Evidence{}
	}
	// A single word in one script tells a place from its people by a letter; an
	// article is no letter of it.
	if class(a.kind) != 'p' && lone(a.name) && lone(b.name) && a.name.Script == b.name.Script {
		if core(a.name) != core(b.name) {
			if a.kind == nlp.Group && b.kind == nlp.Group && (a.plain+"s" == b.plain || b.plain+"s" == a.plain) {
				return true, stemma.Evidence{Kind: stemma.Spelling, Score: 0.9, Explain: "one people, and many of it"}
			}
			if arabic(a.name) && arabic(b.name) && soundsAlike(core(a.name), core(b.name)) {
				return true, stemma.Evidence{Kind: stemma.Spelling, Score: 0.85, Explain: "one word behind the same article, with vowels that are written either way"}
			}
			return false, stemma.Evidence{}
		}
		if !articled(a.name) || !articled(b.name) {
			return false, stemma.Evidence{} // "La Velm" is another town than Velm
		}
		return true, stemma.Evidence{Kind: stemma.Spelling, Score: 0.95, Explain: "the same word, but for its article"}
	}
	score := c.names.Compare(a.name, b.name)
	if score < leastSame {
		return false, stemma.Evidence{Score: score}
	}
	e := c.names.Explain(a.name, b.name)
	if class(a.kind) != 'p' && !c.wholly(e) {
		return false, stemma.Evidence{Score: min(score, leastSame-0.01), Explain: "more words in one of them"}
	}
	if class(a.kind) == 'p' && !onePerson(e) {
		return false, stemma.Evidence{Score: min(score, leastSame-0.01), Explain: "other words in each of them"}
	}
	var met []string
	for _, m := range e.Met {
		met = append(met, m.A[0].Text+" is "+m.B[0].Text+", "+m.How)
	}
	return true, stemma.Evidence{Kind: stemma.Spelling, Score: score, Explain: strings.Join(met, "; ")}
}

// articled reports whether nothing stands before the word of a name but the
// article "al", which is left out at will.
func articled(n *names.Name) bool {
	return len(n.Parts) == 1 || arabic(n) || n.Parts[0].Role == names.Title
}

// arabic reports whether a name begins with the article "al".
func arabic(n *names.Name) bool {
	return n.Parts[0].Role == names.Particle && strings.HasPrefix(strings.ToLower(n.Parts[0].Text), "al")
}

// soundsAlike reports whether two words have the same consonants, and between
// them vowels between which transcriptions of one Arabic vowel waver: e stands
// for a and for i, o for u. Whether a word ends in a vowel tells it from another.
func soundsAlike(a, b string) bool {
	x, y := sounds(a), sounds(b)
	return len(x) == len(y) && len(x) > 2 && slices.EqualFunc(x, y, func(p, q sound) bool { return p.letter == q.letter && (p.vowels == q.vowels || p.vowels&q.vowels != 0) })
}

// A sound is a consonant, or a run of vowels as a set of what they may stand for.
type sound struct {
	letter rune
	vowels uint8
}

var vowelSets = map[rune]uint8{'a': 1, 'e': 1 | 2, 'i': 2, 'y': 2, 'o': 4, 'u': 4}

func sounds(word string) []sound {
	var out []sound
	for _, r := range word {
		set, last := vowelSets[r], len(out)-1
		switch {
		case set == 0 && last >= 0 && out[last].letter == r: // doubled
		case set == 0:
			out = append(out, sound{letter: r})
		case last >= 0 && out[last].vowels != 0:
			out[last].vowels |= set
		default:
			out = append(out, sound{vowels: set})
		}
	}
	return out
}

// wholly reports whether nothing that tells things apart is left of either
// name. "Upper X" is not "X", and the X bank of one country not that of another.
func (c *Case) wholly(e names.Explanation) bool {
	left := 0
	for _, side := range e.Left {
		for _, p := range side {
			if p.Role != names.Place {
				return false
			}
			left++
		}
	}
	for _, m := range e.Met {
		if m.Alike < 0.8 {
			return false
		}
	}
	return left <= 1 && len(e.Met) > 1 || left == 0
}

// An edge joins two referents.
type edge struct {
	a, b     int
	score    float64
	evidence stemma.Evidence
	nameA    string
	nameB    string
}

// A group is all referents that have one name in common that is the same by its
// letters, so that what a thousand documents say alike is compared once.
type group struct {
	*used
	kind    nlp.EntityType // the one that most uses have
	counts  map[nlp.EntityType]int
	uses    int   // in all documents
	members []int // referents, in order
}

// count takes in how often a document uses the name, and for what.
func (x *group) count(u *used) {
	n := u.n
	x.uses += n
	if class(u.kind) != 'x' {
		n *= 2 // in events, products and documents the reader errs most often
	}
	x.counts[u.kind] += n
	if n = x.counts[u.kind]; n > x.counts[x.kind] || n == x.counts[x.kind] && u.kind < x.kind {
		x.kind = u.kind
	}
}

// across joins the referents of all documents by their names.
func (c *Case) across() *graph {
	g := newGraph(len(c.referents))
	c.senses()
	c.within(g)
	slices.SortFunc(c.derived, func(a, b stemma.Derivation) int { return cmp.Compare(a.ID, b.ID) })
	c.alike(g)
	c.copied(g)
	groups, order := map[string]*group{}, []*group{}
	for i, r := range c.referents {
		for _, u := range r.names {
			key := c.groupKey(r, u)
			x := groups[key]
			if x == nil {
				x = &group{used: u, counts: map[nlp.EntityType]int{}}
				groups[key], order = x, append(order, x)
			}
			x.count(u)
			if n := len(x.members); n == 0 || x.members[n-1] != i {
				x.members = append(x.members, i)
			}
		}
	}
	slices.SortFunc(order, func(a, b *group) int {
		return cmp.Or(cmp.Compare(a.plain, b.plain), cmp.Compare(a.kind, b.kind), cmp.Compare(a.members[0], b.members[0]))
	})
	join := func(members []int, name string) {
		for k := 1; k < len(members); k++ {
			g.join(edge{a: members[k-1], b: members[k], score: 1, nameA: name, nameB: name,
				evidence: stemma.Evidence{Kind: stemma.Spelling, Score: 1, Explain: "the same name"}})
		}
	}
	var ends []*group
	for _, x := range order {
		switch {
		case x.bare, x.kunya(): // later, when it is known who else has the word
		case slices.ContainsFunc(x.members, func(i int) bool { return c.referents[i].short }):
			ends = append(ends, x)
		default:
			join(x.members, x.text)
		}
	}
	// "The Assembly" of one text is that of another only where no text has a fuller
	// name for it, or all have the same.
	for _, x := range ends {
		if full := c.fuller(g, x.members); len(full) < 2 {
			join(x.members, x.text)
		} else {
			rest := slices.DeleteFunc(slices.Clone(x.members), func(i int) bool { return c.referents[i].short })
			join(rest, x.text)
			for _, i := range full[:min(len(full), 5)] {
				if len(rest) > 0 {
					g.near(i, rest[0], 0.5, x.text+" may be that of any of several texts")
				}
			}
		}
	}
	lineage(g, order)
	c.ofAYear(g, order)
	c.speakFor(g, order)
	c.meet(g, order)
	c.bare(g, order, groups)
	c.retold(g)
	c.witnesses(g)
	c.called(g)
	return g
}

// within puts in what is joined within documents, and marks who has a fuller
// name in the same text.
func (c *Case) within(g *graph) {
	for i, r := range c.referents {
		r.at = i
	}
	for _, j := range c.joined {
		if j.from.metonym != j.to.metonym && j.nameA == j.nameB {
			continue // a place, and its government
		}
		if j.evidence.Kind == stemma.PartOf || j.evidence.Kind == stemma.CoChain {
			j.from.short = j.from.short || class(j.from.kind) == 'o' && endOf(j.nameB, j.nameA)
			j.to.short = j.to.short || class(j.to.kind) == 'o' && endOf(j.nameA, j.nameB)
		}
		g.join(edge{a: j.from.at, b: j.to.at, score: j.evidence.Score, nameA: j.nameA, nameB: j.nameB, evidence: j.evidence})
	}
	for _, j := range c.near {
		g.near(j.from.at, j.to.at, leastNear, j.nameB+" may be "+j.nameA)
	}
	for _, p := range c.apart {
		g.tell(p[0].at, p[1].at)
	}
	full, fuller := map[int]bool{}, map[int]bool{}
	for i, r := range c.referents {
		root := g.find(i)
		for _, u := range r.names {
			full[root] = full[root] || !u.bare
			fuller[root] = fuller[root] || !u.bare && !onlyKunya(u)
		}
	}
	for i, r := range c.referents {
		r.settled = full[g.find(i)]
		if slices.ContainsFunc(r.names, onlyKunya) {
			r.settled = fuller[g.find(i)]
		}
	}
}

// onlyKunya reports whether a person's name is a kunya and nothing else, "Abu
// Layth": one is often the only one of the case, and many fathers of a Layth are.
func onlyKunya(u *used) bool {
	return u.kind == nlp.Person && lone(u.name) && slices.ContainsFunc(u.name.Parts, func(p names.Part) bool { return p.Role == names.Kunya })
}

func (x *group) kunya() bool { return class(x.kind) == 'p' && onlyKunya(x.used) }

// endOf reports whether a name is the end or the beginning of a fuller one.
func endOf(full, short string) bool {
	full, short = plainOf(full), plainOf(short)
	return strings.HasSuffix(full, " "+short) || strings.HasPrefix(full, short+" ")
}

// fuller are the short ones among referents, one of each component that they are
// in.
func (c *Case) fuller(g *graph, members []int) (out []int) {
	for _, i := range members {
		if c.referents[i].short && !slices.ContainsFunc(out, func(j int) bool { return g.find(i) == g.find(j) }) {
			out = append(out, i)
		}
	}
	return out
}

// transcribed reports whether two groups may be one body whose name, a word of
// another script, is written with other vowels: both are named by more than one
// text or more than once, and no text has both.
func (c *Case) transcribed(a, b *group) bool {
	return class(a.kind) == 'o' && class(b.kind) == 'o' && a.kind != nlp.Company && b.kind != nlp.Company &&
		lone(a.name) && lone(b.name) && len(a.name.Parts) == 1 && len(b.name.Parts) == 1 && a.name.Script == names.Latin && b.name.Script == names.Latin &&
		min(len(a.plain), len(b.plain)) >= leastTranscribed && a.uses > 1 && b.uses > 1 && soundsAlike(core(a.name), core(b.name)) &&
		!slices.ContainsFunc(a.members, func(i int) bool {
			return slices.ContainsFunc(b.members, func(j int) bool { return c.referents[i].doc == c.referents[j].doc })
		})
}

// leastTranscribed is how many letters a name must have for its consonants to
// tell it from others; an estimate.
const leastTranscribed = 6

// groupKey is what referents must share to be called the same without a look:
// the letters of the name and the class of what it names. A place that speaks
// is another than the place, and its government goes by its name.
func (c *Case) groupKey(r *referent, u *used) string {
	if r.metonym {
		return "g " + u.plain
	}
	if country, ok := government(u.plain); ok {
		return "g " + country
	}
	plain := u.plain
	if u.designation && c.only(plain) != everywhere {
		return "d " + plain + " " + string(r.doc)
	}
	if long, ok := shortForms[plain]; ok && strings.ToUpper(u.text) == u.text {
		plain = long
	}
	// What has one name is one, though the reader errs in its type; but a word
	// that is somebody's name is often a place's as well.
	if u.bare || class(u.kind) == 'p' && cores(u.name) < 2 {
		return "p " + plain
	}
	return "o " + plain
}

// maxListed is how many groups of one key are held against each other. What
// more than so many share tells nobody apart.
const maxListed = 120

// meet compares the groups that share a key of their names.
func (c *Case) meet(g *graph, order []*group) {
	byKey := map[names.Key][]int{}
	seen := map[[2]int]bool{}
	stateless, unsure := map[int]*vague{}, []*vague(nil)
	inside, persons := map[int]*contained{}, []*contained(nil)
	byLetters, short := map[int]*vague{}, []*vague(nil)
	keys, share, signs := make([][]names.Key, len(order)), map[names.Key]int{}, make([]sign, len(order))
	for i, x := range order {
		if !x.bare {
			keys[i] = c.names.Keys(x.name)
			for _, k := range keys[i] {
				share[k]++
			}
		}
	}
	for i, x := range order {
		if x.bare {
			continue
		}
		first := c.referents[x.members[0]]
		signs[i] = signOf(x, first.metonym)
		if !slices.ContainsFunc(keys[i], func(k names.Key) bool { return share[k] > maxListed }) {
			c.memory.note(signs[i], first.doc)
		}
	}
	for i, x := range order {
		if x.designation {
			continue // it is what has the same form, or another
		}
		for _, k := range keys[i] {
			list := byKey[k]
			for _, j := range list {
				y := order[j]
				if seen[[2]int{j, i}] || !compatible(x.kind, y.kind) || c.referents[x.members[0]].metonym != c.referents[y.members[0]].metonym {
					continue
				}
				seen[[2]int{j, i}] = true
				ok, e, known := c.memory.recall(signs[j], signs[i])
				if !known || x.plain == y.plain { // of two with the same letters either may come first
					ok, e = c.same(y.used, x.used)
					c.memory.remember(signs[j], signs[i], ok, e)
				}
				if !ok && c.transcribed(x, y) {
					ok, e = true, stemma.Evidence{Kind: stemma.Spelling, Score: leastSame, Explain: "one word with vowels that are written either way, in texts of which none has both"}
				}
				join := edge{a: y.members[0], b: x.members[0], score: e.Score, evidence: e, nameA: y.text, nameB: x.text}
				switch {
				case ok && e.Kind == stemma.Acronym:
					letters, long := i, y
					if acronym(x.text, y.text) {
						letters, long, join.a, join.b, join.nameA, join.nameB = j, x, join.b, join.a, join.nameB, join.nameA
					}
					if byLetters[letters] == nil {
						byLetters[letters] = &vague{group: letters}
						short = append(short, byLetters[letters])
					}
					if long.uses > 1 {
						byLetters[letters].edges = append(byLetters[letters].edges, join)
					}
				case ok && class(x.kind) == 'p' && class(y.kind) == 'p' && fullness(x.name) != fullness(y.name):
					short, long := i, j
					if fullness(x.name) > fullness(y.name) {
						short, long, join.a, join.b, join.nameA, join.nameB = j, i, join.b, join.a, join.nameB, join.nameA
					}
					if inside[short] == nil {
						inside[short] = &contained{short: short}
						persons = append(persons, inside[short])
					}
					inside[short].longs = append(inside[short].longs, long)
					inside[short].edges = append(inside[short].edges, join)
				case ok && len(x.name.Parts) != len(y.name.Parts) && body(x.plain) && body(y.plain):
					short := i
					if len(x.name.Parts) > len(y.name.Parts) {
						short, join.a, join.b, join.nameA, join.nameB = j, join.b, join.a, join.nameB, join.nameA
					}
					if stateless[short] == nil {
						stateless[short] = &vague{group: short}
						unsure = append(unsure, stateless[short])
					}
					stateless[short].edges = append(stateless[short].edges, join)
				case ok:
					g.join(join)
				case e.Score >= leastNear:
					g.near(y.members[0], x.members[0], e.Score, fmt.Sprintf("%s and %s are alike (%.2f)", y.text, x.text, e.Score))
				}
			}
			if len(list) < maxListed {
				byKey[k] = append(list, i)
			}
		}
	}
	shared(g, unsure)
	c.lettered(g, short)
	contain(g, order, persons)
}

// A contained name is of a person of whom other names have all its words, and more.
type contained struct {
	short int   // in the groups, as longs
	longs []int // the fuller names, one an edge
	edges []edge
}

// contain joins them: with the only one who has a fuller name, or the one who is
// spoken of in far more texts than the next. "Rosa Veld" may be either of two who
// have another name before it.
func contain(g *graph, order []*group, list []*contained) {
	// Those with more words first, for of the fuller names some are one's.
	slices.SortStableFunc(list, func(a, b *contained) int { return fullness(order[b.short].name) - fullness(order[a.short].name) })
	for _, v := range list {
		type owner struct{ root, docs int }
		var owners []owner
		for k, e := range v.edges {
			root := g.find(e.a)
			at := slices.IndexFunc(owners, func(o owner) bool { return o.root == root })
			if at < 0 {
				owners = append(owners, owner{root: root})
				at = len(owners) - 1
			}
			owners[at].docs += len(order[v.longs[k]].members)
		}
		slices.SortFunc(owners, func(a, b owner) int { return cmp.Or(b.docs-a.docs, a.root-b.root) })
		one := len(owners) == 1 || owners[0].docs >= byFar*owners[1].docs
		for _, e := range v.edges {
			if one && g.find(e.a) == g.find(owners[0].root) {
				g.join(e)
			} else {
				g.near(e.a, e.b, leastSame-0.01, e.nameB+" may be "+e.nameA)
			}
		}
	}
}

// lettered joins first letters with the name that they stand for, where no text
// says what they stand for, and one name of the case has them that is written more
// than once: any three words have first letters.
func (c *Case) lettered(g *graph, list []*vague) {
	told := map[int]bool{} // components with a name that is more than letters
	for i, r := range c.referents {
		if slices.ContainsFunc(r.names, func(u *used) bool { return !letters(u.text) || strings.Contains(u.text, " ") }) {
			told[g.find(i)] = true
		}
	}
	var unsure []*vague
	for _, v := range list {
		if len(v.edges) > 0 && !told[g.find(v.edges[0].b)] {
			unsure = append(unsure, v)
		}
	}
	shared(g, unsure)
}

// A bearer is one of those whom a single word may mean.
type bearer struct {
	root, referent int
	name           string
	docs           map[stemma.ID]bool
	family         bool            // the word is not the first of his name
	marks          map[string]bool // his titles and offices
	letters        string          // with which the parts of his name begin
	beside         *beside
}

// beside is what the texts of a bearer name besides him, as numbers of groups; nil until
// it is asked for.
type beside struct{ named map[int]bool }

// bare joins people who go by one word, or by a kunya, with the only one whose fuller
// name has it, or with the one who is by far the most spoken of where the text has
// nothing else in common with those that name the others, or he is so by far more; by a
// first name only with the only one. The only one must be known to the text: many speak of him, or they name
// something else that it names too.
func (c *Case) bare(g *graph, order []*group, byName map[string]*group) {
	byWord := map[string][]*group{}
	named := map[stemma.ID][]int{} // what each text names, besides
	for i, x := range order {
		if x.bare || x.kunya() {
			continue
		}
		for _, m := range x.members {
			doc := c.referents[m].doc
			named[doc] = append(named[doc], i)
		}
		if class(x.kind) != 'p' {
			continue
		}
		for _, p := range x.name.Parts {
			if p.Latin != "" && says(p) && p.Role != names.Initial {
				byWord[wordOf(p)] = append(byWord[wordOf(p)], x)
			}
		}
	}
	for _, x := range order {
		if !x.bare && !x.kunya() {
			continue
		}
		word := ""
		for _, p := range x.name.Parts {
			if says(p) {
				word = wordOf(p)
			}
		}
		all := slices.DeleteFunc(c.bearers(g, x, word, byWord[word]), func(f bearer) bool { return !initialed(x.name, f.letters) })
		for k, member := range x.members {
			if c.referents[member].settled {
				continue
			}
			found, doc, marks := slices.Clone(all), c.referents[member].doc, map[string]bool{}
			mark(c.referents[member], marks)
			// "Colonel Veld" is the colonel of that name, whoever else has it.
			if at := onlyMarked(found, marks); at > 0 {
				found[0], found[at] = found[at], found[0]
			}
			one := len(found) > 1 && onlyMarked(found, marks) == 0 && found[0].family
			rival := slices.ContainsFunc(found[min(1, len(found)):], func(f bearer) bool {
				return f.docs[doc] || byFar*byFar*len(f.docs) > len(found[0].docs) && f.shares(g, order, named, doc)
			})
			switch {
			case len(found) == 0 && byName["o "+x.plain] != nil:
				y := byName["o "+x.plain]
				g.join(edge{a: y.members[0], b: member, score: 0.7, nameA: y.text, nameB: x.text,
					evidence: stemma.Evidence{Kind: stemma.Spelling, Score: 0.7, Explain: "the same name, and nobody of that name in the case"}})
			case len(found) == 0:
				if k > 0 {
					g.join(edge{a: x.members[k-1], b: member, score: 0.7, nameA: x.text, nameB: x.text,
						evidence: stemma.Evidence{Kind: stemma.Spelling, Score: 0.7, Explain: "the same name, and no fuller one in the case"}})
				}
			case len(found) == 1 && (x.kunya() || len(found[0].docs) >= wellKnown || found[0].shares(g, order, named, doc)), one,
				len(found) > 1 && !rival && found[0].family && len(found[0].docs) >= byFar*len(found[1].docs):
				g.join(edge{a: found[0].referent, b: member, score: 0.75, nameA: found[0].name, nameB: x.text,
					evidence: stemma.Evidence{Kind: stemma.PartOf, Score: 0.75, Explain: "a part of the only fuller name in the case, or of the one most spoken of"}})
				for _, f := range found[1:] {
					g.near(f.root, member, leastNear, x.text+" may be "+f.name)
				}
			default:
				for _, f := range found[:min(len(found), 5)] {
					g.near(f.root, member, leastNear, x.text+" may be "+f.name)
				}
				if k > 0 && c.referents[x.members[k-1]].doc == c.referents[member].doc && !c.referents[x.members[k-1]].settled {
					g.join(edge{a: x.members[k-1], b: member, score: 0.7, nameA: x.text, nameB: x.text,
						evidence: stemma.Evidence{Kind: stemma.Spelling, Score: 0.7, Explain: "the same name in the same text"}})
				}
			}
		}
	}
}

// mark notes the titles and offices that a text gives somebody.
func mark(r *referent, marks map[string]bool) {
	for _, u := range r.names {
		for _, p := range u.name.Parts {
			if p.Role == names.Title && !courtesies[p.Latin] {
				marks[p.Latin] = true
			}
		}
	}
	for _, x := range r.roles {
		for w := range strings.FieldsSeq(plainOf(noun(x.Words))) {
			if len(w) > 2 && !smallWords[w] && !articles[w] && !courtesies[w] && !owners[w] && !light[w] {
				marks[w] = true
			}
		}
	}
}

// courtesies are titles that everybody has. English; general knowledge.
var courtesies = map[string]bool{"mr": true, "mrs": true, "ms": true, "miss": true, "sir": true, "madam": true, "senor": true, "senora": true, "don": true, "dona": true}

// onlyMarked is the only one of several who has a title or an office of those given,
// -1 for none.
func onlyMarked(found []bearer, marks map[string]bool) int {
	only := -1
	for i, f := range found {
		for w := range marks {
			if f.marks[w] {
				if only >= 0 {
					return -1
				}
				only = i
				break
			}
		}
	}
	return only
}

// initialed reports whether a name's initials may be of somebody the parts of whose
// name begin so.
func initialed(n *names.Name, letters string) bool {
	return !slices.ContainsFunc(n.Parts, func(p names.Part) bool {
		return p.Role == names.Initial && p.Latin != "" && !strings.Contains(letters, p.Latin[:1])
	})
}

// shares reports whether a text that has one word of somebody's name names
// something else that a text which names him in full does.
func (b *bearer) shares(g *graph, order []*group, named map[stemma.ID][]int, doc stemma.ID) bool {
	if b.docs[doc] {
		return true
	}
	if b.beside.named == nil { // once for all texts that have the word, which may be thousands, as things stand at the first
		b.beside.named = map[int]bool{}
		for other := range b.docs {
			for _, i := range named[other] {
				if !b.beside.named[i] && g.find(order[i].members[0]) != b.root {
					b.beside.named[i] = true
				}
			}
		}
	}
	return slices.ContainsFunc(named[doc], func(i int) bool { return b.beside.named[i] })
}

// wellKnown is how many texts must speak of somebody for one word to mean him in
// a text of other matters; an estimate.
const wellKnown = 3

// wordOf is a part of a name by which its bearer may go. The father of an Omar is
// no Omar.
func wordOf(p names.Part) string {
	if p.Role == names.Kunya {
		first, _, _ := strings.Cut(strings.ToLower(p.Text), " ")
		return first + " " + p.Latin
	}
	return p.Latin
}

// bearers are those who have the word, by what is joined so far, those of most
// texts first: whose fuller names have it, and who goes by the kunya in a text that
// has another name for him.
func (c *Case) bearers(g *graph, x *group, word string, fuller []*group) []bearer {
	var found []bearer
	add := func(i int, name string, family bool) {
		root := g.find(i)
		at := slices.IndexFunc(found, func(f bearer) bool { return f.root == root })
		if at < 0 {
			at = len(found)
			found = append(found, bearer{root: root, referent: i, name: name, docs: map[stemma.ID]bool{}, marks: map[string]bool{}, beside: &beside{}})
		}
		found[at].docs[c.referents[i].doc] = true
		found[at].family = found[at].family || family
		mark(c.referents[i], found[at].marks)
		for _, u := range c.referents[i].names {
			for _, p := range u.name.Parts {
				if p.Latin != "" && says(p) {
					found[at].letters += p.Latin[:1]
				}
			}
		}
	}
	for _, y := range fuller {
		for _, i := range y.members {
			add(i, y.text, x.kunya() || core(y.name) != word)
		}
	}
	if x.kunya() {
		for _, i := range x.members {
			if c.referents[i].settled {
				add(i, x.text, true)
			}
		}
	}
	slices.SortFunc(found, func(a, b bearer) int { return cmp.Or(len(b.docs)-len(a.docs), a.root-b.root) })
	return found
}

// byFar is how many times as often somebody must be spoken of as the next of
// the same name for one word to mean him.
const byFar = 4
