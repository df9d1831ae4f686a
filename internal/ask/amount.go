package ask

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// amount matches how much something is: a sum by its sign, or a number with a currency, a
// unit or percent behind it.
var amount = regexp.MustCompile(`(?i)(?:(?:\b(?:US|AU|CA|NZ))?\p{Sc} ?\d[\d,]*(?:\.\d+)?(?: ?(?:` + multiples + `)\b)?)|` +
	`(?:\b(?:\d[\d,]*(?:\.\d+)?|` + written() + `)(?: ?%|[ -](?:(?:` + multiples + `) )?(?:(?:of|us) )?(?:` + currencies + unitNames() + `)\b))`)

const (
	multiples  = `hundred|thousand|million|billion|trillion|m|bn|k`
	currencies = `per ?cent|cents?|pence|dollars?|pounds?|euros?|francs?|marks?|crowns?|kron\pL+|pesos?|rupees?|yen|yuan|roubles?|rubles?|dinars?|rials?|riyals?|liras?|shekels?|dirhams?|reais|rand`
)

// written are the numerals as a pattern.
func written() string {
	var all []string
	for w := range numerals {
		all = append(all, w)
	}
	slices.Sort(all)
	return "(?:a )?(?:" + strings.Join(all, "|") + ")"
}

// unitNames are the units of weight and length as a pattern.
func unitNames() string {
	names := slices.DeleteFunc(en.AllUnits("weight", "length"), func(unit string) bool { return len(unit) == 1 })
	return "|(?:" + strings.Join(names, "|") + ")s?"
}

// amounts are those in c of money, weight, length, or parts of a hundred.
func (s *search) amounts(c *candidate) []answer {
	var out []answer
	for _, x := range c.Content {
		text := x.In(c.doc.Text)
		for _, at := range amount.FindAllStringIndex(text, -1) {
			span := nlp.Span{Begin: x.Begin + at[0], End: x.Begin + at[1]}
			mark := bound(text[:at[0]])
			if mark == "<" {
				mark = "<="
			}
			out = append(out, answer{value: mark + strings.ToLower(strings.Join(strings.Fields(text[at[0]:at[1]]), " ")), shownBy: []nlp.Span{span}})
		}
	}
	return out
}
