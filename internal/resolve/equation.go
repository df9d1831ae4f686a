package resolve

import (
	"regexp"
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
	before := -1 // the last mention with a name
	for i := range l.Mentions {
		if l.of[i] < 0 {
			continue
		}
		if before >= 0 {
			l.equation(before, i)
		}
		before = i
	}
}

func (l *local) equation(i, j int) {
	a, b := &l.Mentions[i], &l.Mentions[j]
	x, y := l.names[l.of[i]], l.names[l.of[j]]
	if b.Span.Begin < a.Span.End || b.Span.Begin-a.Span.End > furthest || l.of[i] == l.of[j] {
		return
	}
	gap := l.Text[a.Span.End:b.Span.Begin]
	if strings.Contains(gap, "\n\n") || strings.Contains(gap, ". ") && !strings.Contains(strings.ToLower(gap), "a.k.a. ") {
		return
	}
	shown := stemma.Span{Begin: a.Span.Begin, End: b.Span.End}
	trimmed := strings.TrimSpace(gap)
	after := strings.TrimLeft(l.Text[b.Span.End:min(len(l.Text), b.Span.End+4)], " ”’\"'")
	switch {
	case compatible(x.kind, y.kind) && equates.MatchString(gap):
		l.join(l.of[i], l.of[j], stemma.Evidence{Kind: stemma.Equation, Span: shown, Score: 0.95, Explain: "the text says so: " + strings.Join(strings.Fields(strings.TrimLeft(gap, " ,;:")), " ")})
	case bracketed(trimmed, after) && l.glosses(x, y):
		l.join(l.of[i], l.of[j], stemma.Evidence{Kind: stemma.Equation, Span: shown, Score: 0.95, Explain: "it stands in brackets behind the other"})
	}
}

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
