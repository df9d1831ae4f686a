package resolve

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// A tie is what a text shows of which country's government sits in a city.
type tie struct {
	kind tieKind
	city string // in plain form, as land
	land string // or the word for its people; "" where the text shows only that the city is a capital
	span stemma.Span
}

// A tieKind is how a text shows it.
type tieKind int

const (
	isCapital tieKind = iota // "Velm, the capital of Orvelia"
	issuedIn                 // a paper of the Customs Service of Orvelia, "Velm, 3 May"
	sitsIn                   // "the Orvelian government in Velm"
	hosts                    // "a diplomat in Velm": a capital, of some country
)

// weighs is how much a tie of each kind says; an estimate. leastTie is how much
// it takes: a phrase that says it, a paper's place of issue, or two texts that have
// the government there.
var weighs = map[tieKind]int{isCapital: 3, issuedIn: 2, sitsIn: 1}

const leastTie = 2

// Patterns of a name and of what shows a capital. English; general knowledge.
const (
	aName   = `((?:[A-Z][\pL'’-]+ ){0,2}[A-Z][\pL-]+)`
	aPeople = `([A-Z]\pL+)`
	aDay    = `(?:\pL+, )?(?:\d{1,2}(?:st|nd|rd|th)? \pL+|\pL+ \d{1,2})`
	aBody   = `(?:government|ministry|parliament|cabinet)`
)

// shows are the patterns by the word around which they are looked for. city and
// land say which of the two names that a pattern takes out is which; 0 for none.
var shows = []struct {
	word       string
	kind       tieKind
	pattern    *regexp.Regexp
	city, land int
}{
	{"capital", isCapital, regexp.MustCompile(aName + `, (?:the )?capital of (?:the )?` + aName), 1, 2},
	{"capital", isCapital, regexp.MustCompile(aName + `['’]s capital,? (?:of )?` + aName), 2, 1},
	{"capital", isCapital, regexp.MustCompile(`\b[Tt]he ` + aPeople + ` capital,? (?:of )?` + aName), 2, 1},
	{"capital", isCapital, regexp.MustCompile(aName + `, the ` + aPeople + ` capital\b`), 1, 2},
	{" in ", sitsIn, regexp.MustCompile(`\b[Tt]he ` + aPeople + ` ` + aBody + ` in ` + aName), 2, 1},
	{" in ", sitsIn, regexp.MustCompile(aName + `['’]s ` + aBody + ` in ` + aName), 2, 1},
	{" in ", hosts, regexp.MustCompile(`\b(?:[Tt]he ` + aBody + `|diplomats?|ambassadors?|embass(?:y|ies)) in ` + aName), 1, 0},
}

// around is how many bytes on each side of its word a pattern may take.
const around = 60

// ties looks for what the document shows of the capitals.
func (l *local) ties() []tie {
	var out []tie
	add := func(t tie) {
		if !slices.ContainsFunc(out, func(x tie) bool { return x.kind == t.kind && x.city == t.city && x.land == t.land }) {
			out = append(out, t)
		}
	}
	for _, s := range shows {
		for at := 0; ; {
			k := strings.Index(l.Text[at:], s.word)
			if k < 0 {
				break
			}
			at += k + len(s.word)
			from, to := max(0, at-len(s.word)-around), min(len(l.Text), at+around)
			for _, m := range s.pattern.FindAllStringSubmatchIndex(l.Text[from:to], -1) {
				if from+m[1] < at || from+m[0] > at {
					continue
				}
				t := tie{kind: s.kind, span: stemma.Span{Begin: from + m[0], End: from + m[1]}}
				t.city = plainOf(clean(l.Text[from+m[2*s.city] : from+m[2*s.city+1]]))
				if s.land > 0 {
					t.land = plainOf(clean(l.Text[from+m[2*s.land] : from+m[2*s.land+1]]))
				}
				add(t)
			}
		}
	}
	if t, ok := l.issued(); ok {
		add(t)
	}
	return out
}

// dated is the line of a paper that says where and when it was made.
var dated = regexp.MustCompile(`(?m)^[ \t]*` + aName + `, ` + aDay + `,? \d{4}[ \t]*$`)

// letterhead is a line that is the name of a country's body and nothing else.
var letterhead = regexp.MustCompile(`(?i)^[ \t]*(?:the )?((?:[\pL-]+ ){1,8})of (?:the )?([\pL-]+)[ \t]*$`)

// mostHead is how many bytes of a paper its head may have.
const mostHead = 600

// issued reads the head of a paper: the body of a country whose name stands over the
// title or as its author, and the city where it is dated.
func (l *local) issued() (tie, bool) {
	head := l.Text[:min(len(l.Text), mostHead)]
	at := dated.FindStringSubmatchIndex(head)
	if at == nil {
		return tie{}, false
	}
	var lines []string
	if l.Title != nil && l.Title.ShownBy.Begin > 0 && l.Title.ShownBy.Begin <= len(head) {
		lines = strings.Split(head[:l.Title.ShownBy.Begin], "\n")
	}
	for _, s := range []*stemma.Shown{l.Publisher, l.Byline} {
		if s != nil {
			lines = append(lines, s.Value)
		}
	}
	for _, line := range lines {
		if m := letterhead.FindStringSubmatch(line); m != nil && slices.ContainsFunc(strings.Fields(strings.ToLower(m[1])), func(w string) bool { return bodies[w] }) {
			return tie{issuedIn, plainOf(head[at[2]:at[3]]), plainOf(m[2]), stemma.Span{Begin: at[2], End: at[3]}}, true
		}
	}
	return tie{}, false
}

// A placedTie is a tie with the document that shows it.
type placedTie struct {
	tie
	doc stemma.ID
}

// A seat is the country for whose government a city speaks, and why.
type seat struct {
	land     string
	evidence stemma.Evidence
}

// seats says for which country each city speaks that no table knows as a capital.
// The texts must say so more than twice as often as that it is another's. Where
// they leave one city that is known to be a capital and one government without
// one, of two that the case knows, these two belong together.
func (c *Case) seats(cities []string) map[string]seat {
	lands := c.lands()
	slices.SortFunc(c.ties, func(a, b placedTie) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.doc, b.doc), a.span.Begin-b.span.Begin, cmp.Compare(a.land, b.land))
	})
	votes, first, capital := map[string]map[string]int{}, map[[2]string]placedTie{}, map[string]bool{}
	for _, t := range c.ties {
		if t.kind == hosts {
			capital[t.city] = true
			continue
		}
		land := t.land
		if of, ok := lands[land]; ok {
			land = of
		} else if t.kind != isCapital {
			continue // no country that the case knows
		}
		if votes[t.city] == nil {
			votes[t.city] = map[string]int{}
		}
		votes[t.city][land] += weighs[t.kind]
		if _, ok := first[[2]string{t.city, land}]; !ok {
			first[[2]string{t.city, land}] = t
		}
	}
	out, taken := map[string]seat{}, map[string]bool{}
	var left, without []string
	for _, city := range cities {
		if _, ok := capitals[city]; ok {
			continue
		}
		if lands[city] == city {
			without = append(without, city)
			continue
		}
		best, next := "", 0
		for _, land := range slices.Sorted(maps.Keys(votes[city])) {
			switch n := votes[city][land]; {
			case n > votes[city][best]:
				best, next = land, votes[city][best]
			case n > next:
				next = n
			}
		}
		if votes[city][best] < leastTie || votes[city][best] <= 2*next {
			left = append(left, city)
			continue
		}
		t := first[[2]string{city, best}]
		out[city] = seat{best, stemma.Evidence{Kind: stemma.Metonym, Doc: t.doc, Span: t.span, Score: 0.9, Explain: "a city that speaks for the government that sits there"}}
		taken[best] = true
	}
	without = slices.DeleteFunc(without, func(land string) bool { return taken[land] })
	if len(left) == 1 && len(without) == 1 && len(out) == 1 && capital[left[0]] && votes[left[0]] == nil {
		out[left[0]] = seat{without[0], stemma.Evidence{Kind: stemma.Metonym, Score: 0.75, Explain: "a capital that speaks, and the only government of the case whose capital no text tells"}}
	}
	return out
}

// lands are the countries that the texts know, by their own names and by those of
// their peoples.
func (c *Case) lands() map[string]string {
	out := map[string]string{}
	for _, country := range capitals {
		out[country] = country
	}
	for _, r := range c.referents {
		for _, u := range r.names {
			if !strings.Contains(u.plain, " ") && c.land(u.plain) {
				out[u.plain] = u.plain
				for _, end := range ofPeoples {
					if c.peoples[u.plain+end] {
						out[u.plain+end] = u.plain
					}
				}
			}
		}
	}
	return out
}

// speakFor joins the groups of places that speak for one government.
func (c *Case) speakFor(g *graph, order []*group) {
	var cities []string
	groups := map[string]*group{}
	for _, x := range order {
		i := slices.IndexFunc(x.members, func(i int) bool { return c.referents[i].metonym })
		if i < 0 {
			continue
		}
		name := x.plain
		if country, ok := government(name); ok {
			name = country
		}
		if groups[name] == nil {
			cities, groups[name] = append(cities, name), x
		}
	}
	seats := c.seats(cities)
	byLand := map[string][]*group{}
	for _, city := range cities {
		land := seats[city].land
		if land == "" {
			land = governs(city)
		}
		byLand[land] = append(byLand[land], groups[city])
	}
	for _, land := range slices.Sorted(maps.Keys(byLand)) {
		list := byLand[land]
		// The land by its own name first: what the others are joined with.
		if at := slices.IndexFunc(list, func(x *group) bool { return x.plain == land }); at > 0 {
			own := list[at]
			list = slices.Insert(slices.Delete(list, at, at+1), 0, own)
		}
		for _, x := range list[1:] {
			e, ok := seats[x.plain]
			if !ok {
				e.evidence = stemma.Evidence{Kind: stemma.Metonym, Score: 0.95, Explain: "a capital that speaks for the government of its country"}
			}
			g.join(edge{a: list[0].members[0], b: x.members[0], score: e.evidence.Score, nameA: list[0].text, nameB: x.text, evidence: e.evidence})
		}
	}
	c.capital(g, byLand)
}

// capital joins "the capital" that speaks with the government of the country that
// the text is from, by the name of who publishes it: it has the name of a city that
// speaks for a government of the case, or of its land or people, and of no other.
func (c *Case) capital(g *graph, byLand map[string][]*group) {
	lands := c.lands()
	for land, list := range byLand {
		for _, x := range list {
			lands[x.plain] = land
		}
	}
	for _, r := range c.referents {
		if len(r.names) > 0 || !r.said || !r.definite || !strings.EqualFold(r.words, "capital") {
			continue
		}
		found := ""
		for w := range strings.FieldsSeq(c.outlets[r.doc]) {
			switch land := lands[w]; {
			case land == "" || land == found || byLand[land] == nil:
			case found != "":
				found = "several"
			default:
				found = land
			}
		}
		if list := byLand[found]; list != nil {
			r.metonym = true
			g.join(edge{a: list[0].members[0], b: r.at, score: 0.75, nameA: list[0].text, nameB: "the " + strings.ToLower(r.words),
				evidence: stemma.Evidence{Kind: stemma.Metonym, Doc: r.doc, Score: 0.75, Explain: "the capital speaks, in a text of an outlet of that country"}})
		}
	}
}

// A stand is how the words around a name show that a place stands for its
// government, besides its being a source.
type stand int

const (
	noStand   stand = iota
	owns            // "Velm's refusal": only a city that speaks elsewhere in the case
	takesPart       // "Velm counted differently": a place does not
)

// mindOf follows a name that does what takes a mind; it need not be a cue.
var mindOf = regexp.MustCompile(`^,? (?:has |had |now |still |also |flatly |later )?(?:(?:\pL+ ){1,4}(?:differently|otherwise)\b|(?:disagree|object|protest|retort)(?:s|d|ed)?\b)`)

// acts are what a government has and a city has not. English; general knowledge.
var acts = map[string]bool{"work": true, "bidding": true, "position": true, "version": true, "account": true, "claim": true, "claims": true, "denial": true, "denials": true,
	"demand": true, "demands": true, "offer": true, "refusal": true, "answer": true, "reply": true, "response": true, "allegation": true, "allegations": true, "accusation": true,
	"accusations": true, "view": true, "policy": true, "stance": true, "decision": true, "threat": true, "threats": true, "proposal": true, "insistence": true, "word": true}

// stands reports how the words behind a mention show that it is a government.
func (l *local) stands(i int) stand {
	m := &l.Mentions[i]
	after := l.Text[m.Span.End:min(len(l.Text), m.Span.End+around)]
	if class(m.Type) == 'x' || m.Form != nlp.Name || strings.Contains(m.Span.In(l.Text), " ") {
		return noStand
	}
	if mindOf.MatchString(after) {
		return takesPart
	}
	for _, mark := range []string{"'s ", "’s "} {
		if rest, ok := strings.CutPrefix(after, mark); ok {
			word := rest[:len(rest)-len(strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyz"))]
			if acts[word] {
				return owns
			}
		}
	}
	return noStand
}
