package weigh

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// A party is whoever several sources speak for: a government with its ministries,
// its ministers and those who speak for either; an organization with its head and
// its spokesman. They are one interested party, and what they say has one
// origin. Who speaks for whom is read off the words with which the texts introduce
// a source: "Irena Stolb, the interior minister of Sarn", "the Sarnian foreign
// ministry", "a spokesman for the Coast Guard of Sarn". An official who is not
// named speaks for nobody.
type parties struct {
	names map[stemma.ID]map[alias]int  // of each entity, how often it has that name and type
	kinds map[stemma.ID]nlp.EntityType // of the entities that are known; of others their names tell
	posts map[post]bool
	of    map[stemma.ID]string // the party of each entity that is one or speaks for one; settled when all is added
}

// An alias is a name as it is compared, of one type.
type alias struct {
	name string
	kind nlp.EntityType
}

// A named is a mention by name.
type named struct {
	entity stemma.ID
	alias  alias
}

// A post says that one entity speaks for another.
type post struct {
	holder, of stemma.ID
	state      bool // the other may be a country: a minister has one, a director has none
	// beside says only that the holder is a body of some state and that the other is one
	// whose texts name it too: "the military" of a text on the Sarnian navy.
	beside bool
}

// add takes what a document tells in.
func (p *parties) add(names []named, posts []post) {
	if p.names == nil {
		p.names, p.posts = map[stemma.ID]map[alias]int{}, map[post]bool{}
	}
	for _, x := range names {
		if p.names[x.entity] == nil {
			p.names[x.entity] = map[alias]int{}
		}
		p.names[x.entity][x.alias]++
	}
	for _, x := range posts {
		p.posts[x] = true
	}
}

var (
	// Those who speak for a state, and those who speak for whatever body they belong to.
	ministers = regexp.MustCompile(`(?i)\b(?:minister|president|premier|chancellor|ambassador|envoy|secretary)$`)
	speakers  = regexp.MustCompile(`(?i)\b(?:spokes(?:man|woman|person)|press (?:officer|secretary)|director|director[- ]general|secretary[- ]general|chair(?:man|woman|person)?|chief executive|ministry|government)$`)
	// A body of a state has one of these in its name.
	ofState = regexp.MustCompile(`(?i)\b(?:ministry|ministries|government|guards?|army|military|navy|armed forces|cabinet|embassy|directorate|presidency|interior|foreign office)\b`)
	// Where the noun of a phrase ends.
	behindNoun  = regexp.MustCompile(`(?i)\s+(?:of|for|at|in|on|to|from|with|by|near|close|who|whom|whose|which|that|and)\b.*|[,;:(].*`)
	beforeNoun  = regexp.MustCompile(`(?i)(?:^|\b)(?:of|for|at|with|from|to)\s+(?:the\s+)?$`)
	breaksNoun  = regexp.MustCompile(`(?i)[.,;:()“”"]|\b(?:that|and|or|said|says|when|who|which|by|of|for|to|in)\b`)
	endOfPhrase = regexp.MustCompile(`[,;:()“”"]|\.\s|\n\s*\n|\s(?:who|which|said|says|told)\s`)
)

// farthestTitle is within how many bytes before or behind a name its title stands.
const farthestTitle = 90

// introduced reads who speaks for whom off the words around the names of persons
// and off the words for sources.
func introduced(doc *stemma.Document, mentions []stemma.Mention, statements []stemma.Statement) (names []named, posts []post) {
	text := doc.Text
	for i := range mentions {
		m := &mentions[i]
		if m.Entity == "" || m.Form != nlp.Name {
			continue
		}
		names = append(names, named{m.Entity, alias{plainName(m.Span.In(text)), m.Type}})
		switch m.Type {
		case nlp.Person:
			before := stemma.Span{Begin: max(0, m.Span.Begin-farthestTitle), End: m.Span.Begin}
			before.End = before.Begin + len(strings.TrimRight(before.In(text), " \t\r\n,"))
			posts = append(posts, postsIn(text, before, true, m.Entity, mentions)...)
			behind := stemma.Span{Begin: m.Span.End, End: min(len(text), m.Span.End+farthestTitle)}
			if words := behind.In(text); strings.HasPrefix(words, ",") {
				behind.Begin++
				if at := endOfPhrase.FindStringIndex(words[1:]); at != nil {
					behind.End = behind.Begin + at[0]
				}
				posts = append(posts, postsIn(text, behind, false, m.Entity, mentions)...)
			} else if i+1 < len(mentions) {
				// "Nadia Orel of the foreign ministry".
				if b := &mentions[i+1]; b.Entity != "" && b.Form == nlp.Name && ofState.MatchString(b.Span.In(text)) && ofTheBody.MatchString(text[m.Span.End:max(m.Span.End, b.Span.Begin)]) {
					posts = append(posts, post{holder: m.Entity, of: b.Entity, state: true})
				}
			}
		case nlp.Organization, nlp.PublicBody:
			if !ofState.MatchString(m.Span.In(text)) || i == 0 {
				continue
			}
			// "Sarn's Coast Guard", "the Sarnian Coast Guard".
			if c := &mentions[i-1]; c.Entity != "" && c.Form == nlp.Name && c.Span.End <= m.Span.Begin && (possesses(text, c) || c.Type == nlp.Group) &&
				strings.Trim(text[c.Span.End:m.Span.Begin], " \t\r\n'’s") == "" {
				posts = append(posts, post{holder: m.Entity, of: c.Entity, state: true})
			}
		}
	}
	var bodies []stemma.ID // of some state, by their names
	for i := range mentions {
		m := &mentions[i]
		if m.Entity != "" && m.Form == nlp.Name && (m.Type == nlp.Organization || m.Type == nlp.PublicBody) && ofState.MatchString(m.Span.In(text)) && !slices.Contains(bodies, m.Entity) {
			bodies = append(bodies, m.Entity)
		}
	}
	for i := range statements {
		for k := range statements[i].Chain {
			l := &statements[i].Chain[k]
			if l.SourceEntity == "" || l.Source.IsZero() {
				continue
			}
			posts = append(posts, postsIn(text, l.Source, false, l.SourceEntity, mentions)...)
			if !bareBody.MatchString(strings.Join(strings.Fields(l.Source.In(text)), " ")) {
				continue
			}
			for _, b := range bodies {
				if b != l.SourceEntity {
					posts = append(posts, post{holder: l.SourceEntity, of: b, beside: true})
				}
			}
		}
	}
	return names, posts
}

// bareBody are the words for a source that is a body of a state, or somebody who is not named
// and speaks for one, and do not say of which state.
var bareBody = regexp.MustCompile(`(?i)^(?:(?:the|its|a|an) )?(?:(?:foreign|interior|defen[cs]e|naval|home|justice|external affairs) )?(?:ministry|government|coast guard|army|military|navy|armed forces|air force|cabinet|foreign office)(?: (?:spokes(?:man|woman|person)|statement))?$`)

// possesses reports whether a mention is in the possessive.
func possesses(text string, m *stemma.Mention) bool {
	rest := text[m.Span.End:]
	return strings.HasPrefix(rest, "'s ") || strings.HasPrefix(rest, "’s ") || strings.HasPrefix(rest, "' ") || strings.HasPrefix(rest, "’ ") ||
		strings.HasSuffix(m.Span.In(text), "'s") || strings.HasSuffix(m.Span.In(text), "’s") || possessives[strings.ToLower(m.Span.In(text))]
}

// possessives are the pronouns that say whose something is.
var possessives = map[string]bool{"its": true, "his": true, "her": true, "their": true, "our": true, "my": true, "your": true}

// notNow reports whether words say of whom they call so that he is it no more, or stands outside.
func notNow(words string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return !unicode.IsLetter(r) }), func(w string) bool {
		return en.Past()[w] || en.Ousted()[w]
	})
}

// postsIn reads the posts of holder off a phrase: what stands before his name, where
// the office comes last, or behind it.
func postsIn(text string, phrase stemma.Span, before bool, holder stemma.ID, mentions []stemma.Mention) []post {
	words := phrase.In(text)
	noun := words
	if !before {
		noun = behindNoun.ReplaceAllString(strings.ReplaceAll(strings.TrimSpace(words), "\n", " "), "")
	}
	minister := ministers.MatchString(noun)
	if !minister && !speakers.MatchString(noun) || notNow(words) {
		return nil
	}
	var out []post
	i, _ := slices.BinarySearchFunc(mentions, phrase.Begin, func(m stemma.Mention, at int) int { return cmp.Compare(m.Span.Begin, at) })
	for ; i < len(mentions) && mentions[i].Span.Begin < phrase.End; i++ {
		m := &mentions[i]
		if m.Entity == "" || m.Entity == holder || m.Span.End > phrase.End {
			continue
		}
		has := possesses(text, m) || m.Type == nlp.Group && m.Form == nlp.Name
		switch {
		case officeBehind(noun, text[m.Span.End:phrase.End], m):
		case before && (!has || breaksNoun.MatchString(text[m.Span.End:phrase.End])):
			continue
		case !has && !beforeNoun.MatchString(text[phrase.Begin:m.Span.Begin]):
			continue
		}
		out = append(out, post{holder: holder, of: m.Entity, state: minister || !directs.MatchString(noun)})
	}
	return out
}

// officeBehind reports whether what stands behind the name of a body is the office of who
// speaks for it and no more: "the Reef Watch director". A town is no body: "a Holm director".
func officeBehind(noun, behind string, m *stemma.Mention) bool {
	if m.Form != nlp.Name || m.Type != nlp.Organization && m.Type != nlp.PublicBody {
		return false
	}
	behind = strings.TrimSpace(behind)
	return behind != "" && strings.HasSuffix(noun, behind) && speakers.FindString(behind) == behind
}

// ofTheBody is what stands between a name and the body that he speaks for.
var ofTheBody = regexp.MustCompile(`^\s+(?:of|for)\s+(?:the\s+)?$`)

// directs are heads of a body that is not a state.
var directs = regexp.MustCompile(`(?i)\b(?:director|director[- ]general|secretary[- ]general|chair(?:man|woman|person)?|chief executive)$`)

// settle works out the party of every entity that speaks for one or is one.
func (p *parties) settle() {
	p.of = map[stemma.ID]string{}
	// An entity that is not known is of the type that its names have most often.
	kinds := map[stemma.ID]nlp.EntityType{}
	for e, all := range p.names {
		count := map[nlp.EntityType]int{}
		for a, n := range all {
			count[a.kind] += n
		}
		for kind, n := range count {
			if had := kinds[e]; n > count[had] || n == count[had] && kind < had {
				kinds[e] = kind
			}
		}
		kinds[e] = cmp.Or(p.kinds[e], kinds[e])
	}
	places := map[string]bool{} // places and governments by name
	begin := map[string][]string{}
	for e, all := range p.names {
		for a := range all {
			name, kind := a.name, kinds[e]
			if (kind == nlp.Place || kind == nlp.PublicBody && !ofState.MatchString(name)) && len(name) > 3 && !places[name] {
				places[name] = true
				if bare := bareCountry(name); len(bare) > 3 {
					begin[bare[:4]] = append(begin[bare[:4]], name)
				}
			}
		}
	}
	// country is the place whose people a word is for, "sarn" for "sarnian": the one
	// with most letters in common, "" for none.
	country := func(people string) (best string) {
		most := 0
		if len(people) < 4 {
			return ""
		}
		for _, name := range begin[people[:4]] {
			n, bare := 4, bareCountry(name)
			for n < min(len(bare), len(people)) && bare[n] == people[n] {
				n++
			}
			if n >= len(bare)-2 && len(people)-n <= 4 && (n > most || n == most && name < best) {
				best, most = name, n
			}
		}
		return best
	}
	state, body := map[stemma.ID]string{}, map[stemma.ID]bool{}
	for e, all := range p.names {
		for _, a := range slices.SortedFunc(maps.Keys(all), func(a, b alias) int { return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.kind, b.kind)) }) {
			name, s := a.name, ""
			switch kind := kinds[e]; {
			case kind == nlp.Group:
				s = country(name)
			case kind != nlp.Organization && kind != nlp.PublicBody && kind != nlp.Place:
			case places[name]:
				s = name
			case ofState.MatchString(name): // "coast guard of sarn", "sarnian foreign ministry"
				for w := range strings.FieldsSeq(name) {
					if places[w] {
						s = w
					} else if !ofState.MatchString(w) {
						s = cmp.Or(s, country(w))
					}
				}
				body[e] = true
			default:
				body[e] = true
			}
			state[e] = cmp.Or(state[e], s)
		}
	}
	above := map[stemma.ID][]stemma.ID{}
	beside := map[stemma.ID]map[string]bool{} // the states whose bodies stand beside a body
	for x := range p.posts {
		if s := state[x.of]; x.beside && s != "" {
			if beside[x.holder] == nil {
				beside[x.holder] = map[string]bool{}
			}
			beside[x.holder]["state "+s] = true
		}
		if x.beside {
			continue
		}
		if state[x.of] == "" || body[x.of] || x.state {
			above[x.holder] = append(above[x.holder], x.of)
		}
	}
	var top func(e stemma.ID, deep int) map[string]bool
	top = func(e stemma.ID, deep int) map[string]bool {
		out := map[string]bool{}
		if state[e] != "" {
			out["state "+state[e]] = true
			return out
		}
		if deep > 0 {
			for _, up := range above[e] {
				maps.Copy(out, top(up, deep-1))
			}
		}
		if len(out) == 0 {
			maps.Copy(out, beside[e])
		}
		if len(out) == 0 && body[e] {
			out["body "+string(e)] = true
		}
		return out
	}
	settle := func(e stemma.ID) {
		all := slices.Sorted(maps.Keys(top(e, longestLadder)))
		if i := slices.IndexFunc(all, func(k string) bool { return strings.HasPrefix(k, "state ") }); i >= 0 {
			all = all[i:] // who speaks for a ministry speaks for its state
		}
		if len(all) == 1 { // who speaks for two speaks for neither
			p.of[e] = all[0]
		}
	}
	for e := range p.names {
		if kinds[e] != nlp.Group { // "the Sarnians" are a people and speak for no government
			settle(e)
		}
	}
	for x := range p.posts {
		settle(x.holder)
	}
}

// bareCountry is the name of a country without its article, from which the word for its
// people is made.
func bareCountry(name string) string {
	for _, article := range []string{"el ", "la "} {
		name = strings.TrimPrefix(name, article)
	}
	return name
}

// longestLadder is how many posts stand above one another: a spokesman of a service of a
// ministry of a state.
const longestLadder = 3
