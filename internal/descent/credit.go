package descent

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma"
)

// How a text names whom it took from. English and what agencies print in any
// language; a name is up to five words with capitals or an abbreviation.
const named = `((?:[A-Z][\w.&’'-]*|[A-Z]{2,})(?:[ ](?:of|de|del|and|the|for|[A-Z][\w.&’'-]*)){0,4})`

var credits = []struct {
	kind string
	find *regexp.Regexp
}{
	// SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- ; PARIS (Reuters) -
	{"dateline", regexp.MustCompile(`(?m)^\p{Lu}[\p{Lu} .,'()-]{2,60}[^\n()]{0,30}\((\p{Lu}[\p{L}\w .&-]{1,40})\)[ \t]*\.?[ \t]?(?:--|—|–|-)`)},
	// Lund, 3 ene (LRA).-
	{"dateline", regexp.MustCompile(`(?m)^\p{Lu}[\p{L}'’-]+(?: (?:\p{Lu}[\p{L}'’-]+|de|la|el)){0,4},? \d{1,2}\.?[^\n()]{0,30}? \((\p{Lu}[\p{L}\w .&-]{1,40})\)[ \t]*\.?[ \t]?(?:--|—|–|-)`)},
	// Lund (LRA) – ; a list puts a dash behind other brackets.
	{"dateline", regexp.MustCompile(`(?m)^\p{Lu}[\p{L}'’-]+(?: (?:\p{Lu}[\p{L}'’-]+|de|la|el)){0,4} \((\p{Lu}[\p{Lu}.&/-]{1,14})\)[ \t]*\.?[ \t]?(?:--|—|–|-)`)},
	{"source", regexp.MustCompile(`(?m)^\W*(?:Source|Via|Quelle|Fuente)\s*: *` + named)},
	{"first appeared", regexp.MustCompile(`(?:first (?:appeared|published)|originally (?:appeared|published)|reprinted|republished)(?: \w+)? (?:in|by|on|at|from|with permission (?:of|from)) (?:the )?` + named)},
	{"byline", regexp.MustCompile(`(?m)^\W*(?:By|Writes|From) ` + named + `\s*[,.]?\s*$`)},
	// — AFP at the end of a text.
	{"mark", regexp.MustCompile(`(?m)(?:—|–|--|\() ?([A-Z]{2,}(?:[-/][A-Z]{2,})?)\)?\s*$`)},
	{"update", regexp.MustCompile(`(?m)^\W*((?:Correction|Corrected|Updated|Last updated|Amended|Clarification)\b[^\n]{0,60}(?:\b|$))`)},
	// At the head of a line, in the languages that most is translated from and into.
	{"translated", regexp.MustCompile(`(?im)^[\s\pP]*((?:translated|translation|tr\.) (?:from|by|into)\b[^\n]{0,60}|(?:traducid[oa]|traducción) (?:del?|por)\b[^\n]{0,60}|tradu(?:it|ite|ction) (?:de|du|par)\b[^\n]{0,60}|(?:übersetzt|übersetzung) (?:aus|von)\b[^\n]{0,60}|tradott[oa] (?:dal|dall|da)\b[^\n]{0,60}|traduzid[oa] (?:d[oa]|por)\b[^\n]{0,60}|(?:перевод|переклад) (?:с|со|з|із) [^\n]{0,60}|ترجم(?:ة|ه|ها) [^\n]{0,60})`)},
	{"mail", regexp.MustCompile(`[\w.+-]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)`)},
}

// Credits are the places where a document names whom it took from, in order of
// the text: in its running text, at most [mostCredits].
func Credits(d *stemma.Document) []Credit {
	var out []Credit
	for _, c := range credits {
		at := 0
		for range mostCredits {
			m := c.find.FindStringSubmatchIndex(d.Text[at:])
			if m == nil {
				break
			}
			span := stemma.Span{Begin: at + m[2], End: at + m[3]}
			out = append(out, Credit{Name: strings.Join(strings.Fields(span.In(d.Text)), " "), Kind: c.kind, Span: span})
			at += m[1]
		}
	}
	if p := d.Byline; p != nil && !p.ShownBy.IsZero() {
		out = append(out, Credit{Name: p.Value, Kind: "byline", Span: p.ShownBy})
	}
	slices.SortFunc(out, func(a, b Credit) int {
		return cmp.Or(cmp.Compare(a.Span.Begin, b.Span.Begin), cmp.Compare(a.Span.End, b.Span.End), cmp.Compare(a.Kind, b.Kind))
	})
	out = slices.Compact(out) // of two forms that fit one place
	return out[:min(len(out), mostCredits)]
}

// mostCredits is how many credits of a text are kept; a text full of them is a
// list, not a reprint.
const mostCredits = 16

// Outlets say which names are one outlet, agency or family of outlets.
type Outlets map[string]string // folded name to the name of the family

// foldName is a name as it is compared: letters and digits, small, one space.
func foldName(name string) string {
	name = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "the ")
	return strings.Join(strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// Family is the family of an outlet, by which two names of it are one; a name
// that no table has is a family of its own.
func (o Outlets) Family(name string) string {
	f := foldName(name)
	if family, ok := o[f]; ok {
		return o.top(family)
	}
	// "ACAN-EFE" is EFE's, "Reuters News Agency" Reuters'. An abbreviation is
	// written as one, so that Sana Delwar is none of SANA's.
	parts := strings.Fields(f)
	for i, part := range parts {
		family, ok := o[part]
		if ok && !weakName[part] && (utf8.RuneCountInString(part) > longestAbbreviation || abbreviated(name, i, parts)) {
			return o.top(family)
		}
	}
	return f
}

// top is the family that a family has joined, or that one has, so that no name of
// a house stays behind when the name that heads it joins another. No table makes a
// ring: the head of its last line is of no other family.
func (o Outlets) top(family string) string {
	for next := o[family]; next != "" && next != family; next = o[family] {
		family = next
	}
	return family
}

// longestAbbreviation is how many letters the names of agencies have that are
// abbreviations.
const longestAbbreviation = 5

// abbreviated reports whether part i of a name is written as an abbreviation:
// otherwise than the words around it, or tied to them by a mark. Among words
// that are all in capitals none is, unless the others only say what it is.
func abbreviated(name string, i int, parts []string) bool {
	if len(strings.Fields(name)) == 1 { // ACAN-EFE, RFE/RL
		return true
	}
	others := slices.Delete(slices.Clone(parts), i, i+1)
	if !slices.ContainsFunc(others, func(p string) bool { return !weakName[p] }) {
		return true
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if strings.ToUpper(name) == name {
		return false
	}
	return slices.ContainsFunc(words, func(w string) bool {
		return strings.ToLower(w) == parts[i] && (strings.ToUpper(w) == w || strings.ToLower(w) == w)
	})
}

// Heads reports whether a name is what its family is called, so that there is
// nothing to part it from.
func (o Outlets) Heads(name string) bool { return o.Family(name) == foldName(name) }

// Has reports whether the table has a name.
func (o Outlets) Has(name string) bool { return o[foldName(name)] != "" }

var weakName = map[string]bool{"news": true, "agency": true, "press": true, "post": true, "times": true, "radio": true}

// Agencies is the table that is built in, as ReadOutlets reads it: news agencies
// and what they are called in credits, from their own style guides and websites.
const Agencies = `Agence France-Presse: AFP, France-Presse
Associated Press: AP, The Associated Press
Reuters: Reuters News Agency, Thomson Reuters, RTRS
EFE: Agencia EFE, ACAN-EFE, ACAN
Deutsche Presse-Agentur: dpa
ANSA
TASS: ITAR-TASS
Interfax
Xinhua: NCNA, New China News Agency
Kyodo: Kyodo News
Press Association: PA, PA Media
United Press International: UPI
Inter Press Service: IPS
Prensa Latina: PL
Notimex
Anadolu: Anadolu Agency, AA
Ukrinform
SANA
IRNA
Voice of America: VOA
Radio Free Europe: RFE/RL, Radio Free Europe/Radio Liberty
`

// DefaultOutlets is the table that is built in.
func DefaultOutlets() Outlets {
	return ReadOutlets(Agencies)
}

// ReadOutlets reads a table: a line for each family, its name and behind a
// colon its other names with commas between; # begins a remark. Whatever else
// stands there is a name.
func ReadOutlets(table string) Outlets {
	o := Outlets{}
	for line := range strings.Lines(table) {
		line, _, _ = strings.Cut(line, "#")
		name, others, _ := strings.Cut(line, ":")
		family := foldName(name)
		if family == "" {
			continue
		}
		o[family] = family
		for other := range strings.SplitSeq(others, ",") {
			if f := foldName(other); f != "" {
				o[f] = family
			}
		}
	}
	return o
}
