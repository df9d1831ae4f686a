package weigh

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// A paper is a document that a chain leads through, by the words for it: "the leaked
// memorandum of Sarn's interior ministry, dated 11 March". It may be a text of the
// case.
type paper struct {
	at    stemma.Span
	noun  string   // memorandum; one word for those that mean the same
	words []string // telling ones, in order
	day   string   // as the phrase has it, "11 march"; "" for none
	body  []string // telling words of the bodies that the phrase names
}

// A heading is what the beginning of a text says of it.
type heading struct {
	words []string // of its title, its publisher, its author and its first lines
	day   string
}

var (
	papers = regexp.MustCompile(`(?i)\b(memorandum|memo|report|letter|statement|communiqu[eé]|brief|briefing|cable|notice|note|bulletin|dispatch|release|paper)\b`)
	// What comes behind tells how the paper came out, not whose it is.
	cameOut   = regexp.MustCompile(`(?is)\b(?:published|obtained|seen|leaked|released|reported|printed)\s+(?:by|to|in)\b.*`)
	anyMonth  = strings.Join(en.Months(), "|")
	dayOfTime = regexp.MustCompile(`(?i)\b(?:(\d{1,2}) (` + anyMonth + `)|(` + anyMonth + `) (\d{1,2}))\b`)
	// "The document" is the one that was quoted before.
	bareDocument = regexp.MustCompile(`(?i)^(?:the|this|that) (?:(?:same|classified|declassified|leaked|internal) )?(?:document|text|paper|file)$`)
	ofDay        = regexp.MustCompile(`(?i)^,?\s+(?:dated|of|from)\s+[^,.;]*`)
	oneNoun      = map[string]string{"memo": "memorandum", "communique": "statement", "communiqué": "statement", "briefing": "brief", "release": "statement"}
)

// farthestDay is within how many bytes behind the words for a document its day stands.
const farthestDay = 40

// beginning is how many bytes of a text name who puts it out: a letterhead.
const beginning = 300

// headingOf reads the heading of a document.
func headingOf(doc *stemma.Document) heading {
	words := doc.Text[:min(len(doc.Text), beginning)]
	for _, s := range []*stemma.Shown{doc.Title, doc.Publisher, doc.Byline} {
		if s != nil {
			words += " " + s.Value
		}
	}
	h := heading{words: tellingWords(words)}
	if p := doc.Published; p != nil && len(p.Value) >= 10 {
		month, _ := strconv.Atoi(p.Value[5:7])
		day, _ := strconv.Atoi(p.Value[8:10])
		if month >= 1 && month <= 12 && day >= 1 {
			h.day = strconv.Itoa(day) + " " + en.Months()[month-1]
		}
	}
	return h
}

// paperOf reads the words for a source as those for a document; ok is false if they name
// none.
func paperOf(phrase string, source stemma.Span, mentions []stemma.Mention, text string) (p paper, ok bool) {
	noun := papers.FindString(behindNoun.ReplaceAllString(phrase, ""))
	if noun == "" {
		return p, false
	}
	noun = strings.ToLower(noun)
	if one := oneNoun[noun]; one != "" {
		noun = one
	}
	p = paper{at: source, noun: noun, words: tellingWords(phrase)}
	behind := text[source.End:min(len(text), source.End+farthestDay)]
	if m := dayOfTime.FindStringSubmatch(phrase + ofDay.FindString(behind)); m != nil {
		p.day = strings.ToLower(strings.TrimSpace(m[1] + m[4] + " " + m[2] + m[3]))
	}
	whose := source.Begin + len(cameOut.ReplaceAllString(source.In(text), ""))
	for i := range mentions {
		m := &mentions[i]
		if m.Form == nlp.Name && m.Span.Begin >= source.Begin && m.Span.End <= min(source.End, whose) && m.Type != nlp.Person && m.Type != nlp.Place {
			p.body = append(p.body, tellingWords(m.Span.In(text))...)
		}
	}
	return p, true
}

// is reports whether a document of this heading is the paper: it names whose it is, and
// is of the day or calls itself by the noun.
func (h *heading) is(p *paper) bool {
	if len(p.body) == 0 || slices.ContainsFunc(p.body, func(w string) bool { return !slices.Contains(h.words, w) }) {
		return false
	}
	if p.day != "" {
		return p.day == h.day
	}
	return slices.Contains(h.words, p.noun)
}

// A shelf has the headings of a case by their words.
type shelf map[string][]shelved

type shelved struct {
	doc stemma.ID
	*heading
}

func (s *Scale) shelve() shelf {
	out := shelf{}
	for id, h := range s.headings {
		for _, w := range h.words {
			out[w] = append(out[w], shelved{id, h})
		}
	}
	return out
}

// read is the document of the case that is the paper, "" for none or several. Only those
// that have the rarest word of the body that the paper is of are looked at.
func (s shelf) read(p *paper, in stemma.ID) (doc stemma.ID) {
	if len(p.body) == 0 {
		return ""
	}
	rarest := slices.MinFunc(p.body, func(a, b string) int { return cmp.Compare(len(s[a]), len(s[b])) })
	for _, h := range s[rarest] {
		if h.doc == in || !h.is(p) {
			continue
		}
		if doc != "" {
			return ""
		}
		doc = h.doc
	}
	return doc
}

// Nouns for persons whom nothing but the noun makes one: of an official in one text and
// an official in another nobody can tell.
var anybody = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("official officer source man woman person people resident witness aide diplomat minister spokesman spokeswoman spokesperson leader member " +
		"soldier commander analyst expert reporter journalist correspondent lawyer doctor neighbour neighbor villager relative friend colleague report statement document text " +
		"he she it they i we who author boy girl child student worker government ministry institute agency service group court police army") {
		m[w] = true
	}
	return m
}()

// nounOf is the noun of the words for a source, "porter" for "a porter who had seen it",
// "" where it may be anybody or several.
func nounOf(phrase string) string {
	words := strings.Fields(strings.ToLower(behindNoun.ReplaceAllString(strings.Join(strings.Fields(phrase), " "), "")))
	if len(words) < 2 || anybody[words[len(words)-1]] || !slices.Contains([]string{"a", "an", "the", "one"}, words[0]) {
		return ""
	}
	return words[len(words)-1]
}

// rolesOf are the nouns for what a person is said to be.
func rolesOf(e *stemma.Entity) (nouns []string) {
	for _, r := range e.Roles {
		for part := range strings.SplitSeq(r.Words, ",") {
			if n := nounOf(part); n != "" && !slices.Contains(nouns, n) {
				nouns = append(nouns, n)
			}
		}
	}
	return nouns
}

// sameBearer reports whether two sources are called by one noun and nothing shows that
// they are two: one has a name and is the only one of the case that has and is called so,
// or both are quoted by whoever speaks for one party. Who asks not to be named is nobody
// whom texts name.
func (s *Scale) sameBearer(a, b *standing) bool {
	if a.noun == "" && b.noun == "" || a.doc == b.doc || a.anonymous || b.anonymous {
		return false
	}
	if a.noun != "" && a.noun == b.noun {
		return s.above(a) != "" && s.above(a) == s.above(b)
	}
	if a.noun == "" {
		a, b = b, a
	}
	holders := s.bearers[a.noun]
	return b.noun == "" && len(holders) == 1 && holders[0] == b.root
}

// above is who quotes the source of a statement, or the party that he speaks for; "" for
// the author of the text.
func (s *Scale) above(st *standing) string {
	if st.by == "" {
		return ""
	}
	if p := s.parties.of[st.by]; p != "" {
		return p
	}
	return string(st.by)
}

// wroteDown are cues of one who takes down what another says: he is no witness of it.
var wroteDown = regexp.MustCompile(`(?i)\b(?:wr(?:o|i)te|writes|written|not(?:ed?|es)|t(?:ook|akes?|aken)|put|jott(?:ed|ing))\s+(?:it |this |that )?down\b|\b(?:transcrib|minuted)`)

// saidBefore is the entity that st takes down: whoever speaks last before it, close by; ""
// for nobody.
func saidBefore(before []standing, st *standing) stemma.ID {
	for k := len(before) - 1; k >= 0; k-- {
		x := &before[k]
		if st.place-x.bounds().End > farthestTaken {
			break
		}
		if x.root != "" && x.root != st.root {
			return x.root
		}
	}
	return ""
}

// farthestTaken is how many bytes lie at most between what is said and who takes it down.
const farthestTaken = 400
