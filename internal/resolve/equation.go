package resolve

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/names"
	"github.com/stemma/stemma/nlp"
)

// equates are words between two names by which a text says that they are one's:
// they stand before the second, with no more than a small word or a mark of
// quotation between. English; general knowledge.
var equates = regexp.MustCompile(`(?i)(?:\b(?:known|know|knew)\b[^.;,“"]{0,40}\b(?:as|by)|\b(?:also|better|more commonly|otherwise) (?:called|known|named|spelled|spelt|written)(?: as)?` +
	`|\bnom de guerre|\b(?:real|birth|full|given|civil|true) name|\bwhose name|\balias|\ba\.?k\.?a\.?|\bnicknamed|\bgoes by|\bwent by|\bcalls? (?:himself|herself|itself|themselves)` +
	`|\bformerly|\bn[ée]e|\bborn|\babbreviated(?: as| to)?)(?:[\s,:]+(?:is|was|of|the|as|name|simply))?[\s,:“"‘'(]*$`)

// smallWords come before a name that is not who a phrase means.
var smallWords = map[string]bool{"of": true, "for": true, "to": true, "with": true, "by": true, "from": true, "near": true, "close": true, "at": true, "in": true, "against": true, "and": true, "or": true, "than": true, "but": true, "on": true}

// furthest is how many bytes may stand between two names that are equated.
const furthest = 90

// equations joins names that the text itself says are one's, and a name with
// the one in brackets behind it where that is its first letters or its writing
// in another script.
func (l *local) equations() {
	l.eachEquation(func(i, j int, e stemma.Evidence) { l.join(l.of[i], l.of[j], e) })
}

// eachEquation calls found for two mentions of which the text says that they are one's,
// with what shows it, in order of the text.
func (l *local) eachEquation(found func(i, j int, e stemma.Evidence)) {
	before := -1 // the last mention with a name
	for i := range l.Mentions {
		if l.of[i] < 0 {
			continue
		}
		if before >= 0 {
			if e, ok := l.equation(before, i); ok {
				found(before, i, e)
			}
		}
		before = i
	}
}

func (l *local) equation(i, j int) (e stemma.Evidence, ok bool) {
	a, b := &l.Mentions[i], &l.Mentions[j]
	x, y := l.names[l.of[i]], l.names[l.of[j]]
	if b.Span.Begin < a.Span.End || b.Span.Begin-a.Span.End > furthest || l.of[i] == l.of[j] {
		return e, false
	}
	gap := l.Text[a.Span.End:b.Span.Begin]
	if strings.Contains(gap, "\n\n") || strings.Contains(gap, ". ") && !strings.Contains(strings.ToLower(gap), "a.k.a. ") {
		return e, false
	}
	e = stemma.Evidence{Kind: stemma.Equation, Span: stemma.Span{Begin: a.Span.Begin, End: b.Span.End}, Score: 0.95}
	trimmed := strings.TrimSpace(gap)
	after := strings.TrimLeft(l.Text[b.Span.End:min(len(l.Text), b.Span.End+4)], " ”’\"'")
	switch {
	case compatible(x.kind, y.kind) && l.equal(a.Span, y, gap):
		e.Explain = "the text says so: " + strings.Join(strings.Fields(strings.TrimLeft(gap, " ,;:")), " ")
	case bracketed(trimmed, after) && l.glosses(x, y):
		e.Explain = "it stands in brackets behind the other"
	default:
		return e, false
	}
	return e, true
}

// A head that comes between two names, and is who is known by the second: "in a place
// known as", "and the men known as".
var between = regexp.MustCompile(`(?i)\b(?:of|for|to|with|by|from|near|at|in|on|against|through|into|and|or|but) (?:an?|the|this|that|one|some) `)

// equal reports whether the words between two names say that they are one's. a is
// the place of the first, y the second.
func (l *local) equal(a stemma.Span, y *used, gap string) bool {
	m := equates.FindStringIndex(gap)
	if m == nil {
		return false
	}
	before, cue := gap[:m[0]], strings.ToLower(strings.TrimSpace(gap[m[0]:]))
	who := ofPerson.MatchString(before)
	if strings.Contains(before, ";") || between.MatchString(before) && !who {
		return false
	}
	// "Orsa Veld, born," says when or where, and not as whom.
	if strings.HasPrefix(cue, "born") && strings.HasSuffix(cue, ",") {
		return false
	}
	// "The quarter of Linsk known as Varo" is a quarter, and so called.
	for _, c := range []string{"known", "called", "named"} {
		if y.kind != nlp.Person && strings.TrimSpace(before) == "" && strings.HasPrefix(cue, c) && !strings.HasPrefix(strings.TrimSpace(gap), ",") {
			words := strings.Fields(strings.ToLower(l.Text[max(0, a.Begin-20):a.Begin]))
			for len(words) > 0 && articles[words[len(words)-1]] {
				words = words[:len(words)-1]
			}
			if len(words) > 0 && smallWords[words[len(words)-1]] {
				return false
			}
		}
	}
	return true
}

// ofPerson are words that go back to a person over what stands between.
var ofPerson = regexp.MustCompile(`(?i)\b(?:who|whose)\b`)

// bracketed reports whether the second of two names stands in brackets by what
// is between them and what comes behind it, or behind a stroke.
func bracketed(between, after string) bool {
	switch {
	case between == "/":
		return true
	case len(between) > 3:
		return false
	}
	return strings.HasSuffix(between, "(") && strings.HasPrefix(after, ")") || strings.HasSuffix(between, "[") && strings.HasPrefix(after, "]")
}

// glosses reports whether a name in brackets behind another may be the same:
// in another script, as first letters, or another name of a person. A place in
// brackets says where the other is.
func (l *local) glosses(x, y *used) bool {
	switch {
	case x.kind == nlp.Person && y.kind == nlp.Person:
		return true
	case x.name.Script != y.name.Script && y.name.Script != names.OtherScript:
		return true
	case letters(y.text) && initials(x.text, y.text):
		return true
	case letters(y.text) && ownLetters(x.text, y.text):
		return false
	case letters(y.text) && class(x.kind) == 'o' && class(y.kind) == 'o':
		return abbreviates(x.text, y.text)
	case letters(x.text) && !letters(y.text) && class(x.kind) == 'o' && class(y.kind) == 'o':
		return abbreviates(y.text, x.text) // "OHA [Orvel Harbour Authority]"
	}
	return false
}

// abbreviates reports whether short may stand for long though its letters come
// in another order, as those of a name in another language do: each of them is
// the first of a word, or each word but the small ones gives its first.
func abbreviates(long, short string) bool {
	count, words := map[byte]int{}, 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(long), func(r rune) bool { return r == ' ' || r == '-' }) {
		if !smallWords[w] && !articles[w] {
			count[w[0]]++
			words++
		}
	}
	met, left := 0, 0
	for _, c := range []byte(strings.ToLower(strings.ReplaceAll(short, ".", ""))) {
		if count[c] > 0 {
			count[c]--
			met++
		} else {
			left++
		}
	}
	return met > 1 && (left == 0 && 2*met >= words || met == words && left <= met)
}

// ownLetters reports whether first letters are those of the last of several names
// in one: "the Velm Command of the Orvel Peasant Front (OPF)", "the Army and the Front
// of Orvel (FO)".
func ownLetters(long, short string) bool {
	for _, mark := range []string{" of the ", " and the ", " and "} {
		at := strings.LastIndex(strings.ToLower(long), mark)
		if at < 0 {
			continue
		}
		if tail := long[at+len(mark):]; exactly(tail, short) && !exactly(long, short) {
			return true
		}
	}
	return false
}

// exactly reports whether every word of a name but the small ones gives its first
// letter, in any order, and there are no more letters.
func exactly(long, short string) bool {
	words := 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(long), func(r rune) bool { return r == ' ' || r == '-' }) {
		if !smallWords[w] && !articles[w] {
			words++
		}
	}
	return words == len(strings.ReplaceAll(short, ".", "")) && words > 1 && abbreviates(long, short)
}

// acronym reports whether a name is the first letters of another, three or more, and
// not a word of it: "U.S." is no short form of "the U.S. Senate".
func acronym(long, short string) bool {
	plain := plainOf(strings.ReplaceAll(short, ".", ""))
	return letters(short) && len(plain) >= 3 && initials(long, short) && !slices.Contains(strings.Fields(plainOf(long)), plain)
}

// letters reports whether a name may be the first letters of another.
func letters(s string) bool { return len(s) >= 2 && len(s) <= 8 && strings.ToUpper(s) == s }

// initials reports whether short is made of the first letters of long, with or
// without those of small words.
func initials(long, short string) bool {
	short = strings.ToLower(strings.ReplaceAll(short, ".", ""))
	all, main := "", ""
	for _, w := range strings.FieldsFunc(long, func(r rune) bool { return r == ' ' || r == '-' }) {
		all += strings.ToLower(w[:1])
		if w[0] >= 'A' && w[0] <= 'Z' {
			main += strings.ToLower(w[:1])
		}
	}
	return len(short) >= 2 && (short == all || short == main)
}

// partedBy are words between two names by which a text says that they are not
// one's. English; general knowledge.
var partedBy = regexp.MustCompile(`(?i)^[\s,(–—-]*(?:(?:and|but|who|he|she|is|are|was|were|has|have) )*(?:no (?:blood )?(?:relation|relative|kin)|(?:not|un)[ -]?(?:related|a relative|a relation)|not (?:the same (?:man|woman|person)|to be (?:confused|mistaken))|another (?:man|woman|person)) (?:of|to|with|as|for|than) (?:[\pL-]+ ){0,4}$`)

// unrelated finds the names of which the text says that they are two people's:
// "Milan Veld, no relation of Orsa Veld".
func (l *local) unrelated() {
	before := -1
	for i := range l.Mentions {
		n := l.of[i]
		if n < 0 {
			continue
		}
		if before >= 0 && l.of[before] != n {
			a, b := l.Mentions[before].Span, l.Mentions[i].Span
			if gap := b.Begin - a.End; gap > 0 && gap <= furthest && partedBy.MatchString(l.Text[a.End:b.Begin]) {
				l.parted = append(l.parted, [2]int{l.of[before], n})
			}
		}
		before = i
	}
}
