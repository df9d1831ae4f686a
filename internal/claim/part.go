package claim

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// Two counts that differ can both hold where one counts a part of what the other does:
// its words say so ("the first five", "two of the nine", "another three"), a text says of
// what the larger is made up ("nine: seven guests and two porters"), or the texts name
// those whom they count and the one list has room for the other.

// partWords stand before a number that counts a part.
var partWords = map[string]bool{"first": true, "last": true, "remaining": true, "latest": true, "next": true, "further": true, "additional": true, "extra": true, "past": true, "coming": true, "previous": true, "following": true}

// partOf is the word before a numeral by which it counts a part, "" for none.
func (s *scan) partOf(n numeral, first int) string {
	for i := n.first - 1; i >= max(first, n.first-4); i-- {
		switch w := strings.ToLower(s.doc.Tokens[i].In(s.doc.Text)); {
		case partWords[w], w == "including", w == "among":
			return w
		case w == "the" || w == "a" || w == "an" || w == "at" || w == "least" || w == "them" || w == "whom":
		default:
			return ""
		}
	}
	return ""
}

// lists are the words between a number and the names of those whom it counts.
var lists = regexp.MustCompile(`(?i)\b(?:including|among (?:them|whom)|namely|such as|(?:identified|named) as)\b|[:(]`)

// listed are the persons whom a sentence names as those that its number counts, in order.
func (s *scan) listed(f *figure) (out []stemma.ID) {
	at := f.span.End
	for _, m := range s.doc.Mentions {
		if m.Form != nlp.Name || m.Type != nlp.Person || m.Begin < f.span.End || m.End > f.sentence.End || f.by != nil && f.by.voice().Source.Overlaps(m.Span) {
			continue
		}
		if len(out) == 0 && !lists.MatchString(s.doc.Text[at:m.Begin]) {
			return nil
		}
		if e := s.entity[m.Span].Entity; e != "" {
			out = append(out, e)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// partial reports whether the words of a number say that it counts a part of those who
// are counted, or others beside them.
func (f *figure) partial() bool {
	return f.unit == "" && (f.part || f.other || f.some != "")
}

// scopes are words by which a sentence counts more than one happening, or over a time.
var scopes = regexp.MustCompile(`(?i)\b(?:(?:nation|country|world)-?wide|(?:across|throughout) the (?:country|nation|region|world)|in (?:various|different|several|other) (?:parts|places|cities|regions|provinces|departments)|` +
	`so far this year|this year alone|(?:per|each|every) (?:year|month|week|day)|annually|yearly|on average|since (?:19|20)\d\d)\b`)

// rates are "a year" with what shows that it is no rate: "within a year", "a year ago".
var rates = regexp.MustCompile(`(?i)(^|\b(?:in|for|within|after|over|during|about|nearly|almost|than|half|of|on|such|once|until|till) )?\ba (?:year|month|week|day)\b( (?:ago|after|later|earlier|before|old|long|or|and a half|of|when|that|which)\b|-)?`)

// scoped reports whether a sentence counts more than one happening, or over a time.
func scoped(sentence string) bool {
	return scopes.MatchString(sentence) || slices.ContainsFunc(rates.FindAllStringSubmatchIndex(sentence, -1), func(m []int) bool {
		return m[2] < 0 && m[4] < 0
	})
}

// otherwise reports whether the words of two numbers show that they count two things: one
// happening and all of a country or a year, two stretches of time that both end when they
// are told ("the past 12 days").
func (f *figure) otherwise(g *figure) bool {
	if f.kind() == "s" && (f.some != "" || g.some != "") {
		return true
	}
	return f.unit == "" && f.scope != g.scope
}

// A sum is a number that some text makes up of others.
type sum struct {
	story       int
	whole, part float64
}

// sums are what the texts of each story make up of what.
func (c *Collection) sums() map[sum]*figure {
	out := map[sum]*figure{}
	for _, t := range c.texts {
		for _, f := range t.figures {
			for _, part := range f.makes {
				if k := (sum{t.story, f.low, part}); out[k] == nil && f.by != nil {
					out[k] = f
				}
			}
		}
	}
	return out
}

// bothHold says why two counts that differ can both hold, as one is of a part; "" if
// nothing shows it. sure reports whether the words show it by themselves, so that there
// is no conflict.
func (c *Collection) bothHold(f, g *figure) (why string, sure bool) {
	if f.about() > g.about() {
		f, g = g, f
	}
	if f.unit != "" || g.unit != "" {
		return "", false
	}
	both := func() string { return fmt.Sprintf("%s and %s can both hold", f.number, g.number) }
	if f.about() != g.about() && f.partial() && !g.partial() {
		return fmt.Sprintf("%s: the words of the one say that it counts a part, or others.", both()), true
	}
	if f.low != f.high || g.low != g.high || f.low == g.low {
		return "", false
	}
	if w := c.makes(f, g); w != nil {
		return fmt.Sprintf("%s: %s make up %s, by %s.", both(), listOf(w.makes), digits(w.low), w.by.where()), true
	}
	if n := shared(f.listed, g.listed); n > 0 {
		unnamed := int(g.low) - len(g.listed)
		if others := len(f.listed) - n; unnamed > 0 && others <= unnamed {
			return fmt.Sprintf("%s: %s, and %d of the %s %s not named.", both(), counted(n, "name is shared", "names are shared"), unnamed, digits(g.low), counted(unnamed, "is", "are")[len(fmt.Sprint(unnamed))+1:]), false
		}
	}
	return "", false
}

// makes is a number of the story that is g, and is made up of f and others; nil for none.
func (c *Collection) makes(f, g *figure) *figure {
	if len(c.made) == 0 || f.text.story != g.text.story {
		return nil
	}
	return c.made[sum{f.text.story, g.low, f.low}]
}

// apart reports whether two counts are, by their words, of a part and of its whole.
func (c *Collection) apart(f, g *figure) bool {
	_, sure := c.bothHold(f, g)
	return sure
}

// counted is a number with the words that go with it.
func counted(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, several)
}

// listOf is "7 and 2".
func listOf(parts []float64) string {
	var words []string
	for _, x := range parts {
		words = append(words, digits(x))
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// partly finds two numbers of a claim that can both hold, as one is of a part: the two
// that are nearest to one another.
func (c *Collection) partly(d *draft) (f finding, ok bool) {
	least := math.Inf(1)
	for i, a := range d.answers {
		for _, b := range d.answers[:i] {
			if a.by == b.by || !a.holds() || !b.holds() || a.figure == nil || b.figure == nil {
				continue
			}
			far := math.Abs(a.figure.low - b.figure.low)
			if far >= least || a.figure.meet(b.figure.number) != differ {
				continue
			}
			if why, _ := c.bothHold(a.figure, b.figure); why != "" {
				least = far
				f, ok = finding{kind: stemma.Compatible, between: [2]*answer{b, a}, why: why}, true
			}
		}
	}
	return f, ok
}
