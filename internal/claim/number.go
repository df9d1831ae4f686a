package claim

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
)

// A number is what a text says of how many or how much: an exact value, a
// rounded one, a bound or a range.
type number struct {
	low, high float64 // -Inf and +Inf for no bound
	how       byte    // '~' about, '-' nearly, '+' more than; 0 for a value, a bound or a range as it is told
	unit      string  // "" for a plain count; "m", "kg", "s", "%", "USD", "magnitude", "age"
	// step is how much the last figure told is worth, where the number was told in
	// another unit than its own: 1609.344 of "4 miles"; 0 for any other.
	step float64
}

// String is the number in the form of stemma.Answer.Value.
func (n number) String() string {
	if n.unit == "s" {
		n = n.lasting()
	}
	var s string
	switch {
	case math.IsInf(n.low, -1) && math.IsInf(n.high, 1):
		return ""
	case n.low == n.high:
		s = map[byte]string{'~': "~", '-': "~", '+': ">"}[n.how] + digits(n.low)
	case math.IsInf(n.high, 1):
		s = ">=" + digits(n.low)
	case math.IsInf(n.low, -1):
		s = "<=" + digits(n.high)
	default:
		s = digits(n.low) + ".." + digits(n.high)
	}
	if n.unit != "" {
		s += " " + n.unit
	}
	return s
}

// lasting is a duration in the largest unit in which it is told in round numbers:
// "20 years" for two decades, "1.5 days" for 36 hours.
func (n number) lasting() number {
	for _, u := range []struct {
		name string
		of   float64
	}{{"years", 365 * 86400}, {"months", 30.4 * 86400}, {"weeks", 7 * 86400}, {"days", 86400}, {"hours", 3600}, {"minutes", 60}} {
		low, high := n.low/u.of, n.high/u.of
		if round(low) && round(high) && (low >= 1 || high >= 1) {
			n.low, n.high, n.unit = math.Round(low*10)/10, math.Round(high*10)/10, u.name
			return n
		}
	}
	return n
}

// round reports whether x has at most one figure behind the point.
func round(x float64) bool {
	return math.IsInf(x, 0) || math.Abs(x*10-math.Round(x*10)) < 1e-9
}

func digits(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// A meeting says how two numbers that answer one question stand to one another.
type meeting int

const (
	equal      meeting = iota // they say the same
	compatible                // both can hold: a bound, a range, a rounded value
	differ                    // both cannot hold
)

// vague is the how of "several" and "many": whatever another text tells, they contradict
// it not.
const vague = '?'

// meet compares two numbers of one kind. A rounded value meets what rounds to
// it. Of "more than thirty" and "nearly thirty" the number told is near: the
// text would else have told another. Two that are near do not meet where the
// numbers told are not near one another. Sums in two currencies can be one as
// long as no rate of exchange would be needed that is beyond belief; of many currencies
// none is.
func (n number) meet(m number) meeting {
	if n.unit != m.unit {
		if soft[n.unit] || soft[m.unit] {
			return compatible // nobody knows what a crown was worth
		}
		n.low, n.high, m.low, m.high = n.low/exchange, n.high*exchange, m.low/exchange, m.high*exchange
	}
	if n.low == m.low && n.high == m.high {
		if n.how+m.how == '-'+'+' {
			return differ
		}
		return equal
	}
	if n.how == vague || m.how == vague {
		return compatible
	}
	if n.unit == "score" {
		return differ
	}
	if n.how != '+' || m.how != '+' {
		n.beyond()
		m.beyond()
	}
	n.spread()
	m.spread()
	if n.low <= m.high && m.low <= n.high || n.rounds(m) || m.rounds(n) || n.converts(m) {
		return compatible
	}
	return differ
}

// soft are units of money that many currencies have, or of which many go on one of
// another.
var soft = map[string]bool{"peso": true, "franc": true, "crown": true, "mark": true, "dinar": true, "RUB": true, "INR": true, "JPY": true, "CNY": true}

// exchange is the square root of how many of one currency may be worth one of
// another, in sums of which no text says what they are in the other.
const exchange = 2.24

// beyond makes a "more than" the range that it stands for beside a number that
// is told otherwise.
func (n *number) beyond() {
	if n.how == '+' && n.low == n.high {
		n.high = n.low * 3
	}
}

// rounds reports whether the other number told in as few digits is this one:
// 600 and 612, 22 and 22.4 thousand million. It has to be within a fortieth, and
// told in three digits at least: nobody says 80 for 82.
func (n number) rounds(m number) bool {
	if n.low != n.high || m.low != m.high || n.low < 100 || math.Abs(n.low-m.low) > n.low/40 || figures(m.low) < 3 {
		return false
	}
	unit := 1.0
	for math.Mod(n.low, unit*10) == 0 {
		unit *= 10
	}
	return unit >= 100 && math.Round(m.low/unit)*unit == n.low
}

// figures is in how many figures a number is told, without the zeros at its end.
func figures(x float64) int {
	return len(strings.Trim(strings.ReplaceAll(digits(x), ".", ""), "0"))
}

// converts reports whether two measures are one but for rounding and conversion, as
// texts give them in miles and in kilometres, in pounds and in kilograms: told in two
// units, and within half of what the last figure of either is worth and a twelfth, or three in a
// hundred where one has a fraction.
func (n number) converts(m number) bool {
	if n.low != n.high || m.low != m.high || n.unit != "m" && n.unit != "kg" && n.unit != "m2" && n.unit != "l" && n.unit != "m/s" {
		return false
	}
	apart := math.Abs(n.low - m.low)
	if unitOf(n.step) != unitOf(m.step) && n.step > 0 && m.step > 0 && apart <= max(n.step, m.step)/2 && apart <= max(n.low, m.low)/12 {
		return true
	}
	return (n.low != math.Trunc(n.low)) != (m.low != math.Trunc(m.low)) && apart <= .03*max(n.low, m.low)
}

// unitOf is the part of a step that its unit makes up, without the powers of ten.
func unitOf(step float64) float64 {
	for step >= 10 {
		step /= 10
	}
	for step > 0 && step < 1 {
		step *= 10
	}
	return math.Round(step*1e4) / 1e4
}

// stepOf is what the last figure of a number is worth: 10 of 60, 1 of 4, a tenth of 6.1.
func stepOf(x float64) float64 {
	step := 1.0
	for x >= 10 && math.Mod(x, step*10) == 0 {
		step *= 10
	}
	for step > 1e-3 && math.Abs(x/step-math.Round(x/step)) > 1e-9 {
		step /= 10
	}
	return step
}

// spread makes a number that is told roughly the range that it stands for.
func (n *number) spread() {
	if n.low != n.high {
		return
	}
	switch n.how {
	case '~':
		n.low, n.high = n.low*0.9, n.high*1.1
	case '-':
		n.low = n.low * 0.85
	case '+':
		n.high = n.high * 1.2
	}
}

// numberWords are English number words; those of a hundred and more multiply.
var numberWords = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mn": 1e6, "bn": 1e9, "dozen": 12,
	"both": 2, "twice": 2, "once": 1, "couple": 2, "pair": 2,
}

// tallies are words for a rough number, with what they stand for at least; at
// most it is a hundred times as many.
var tallies = map[string]float64{"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2e6, "billions": 2e9}

// few are words for a small number that is not told, with what they may mean.
var few = map[string][2]float64{"several": {2, 12}, "few": {2, 8}, "handful": {2, 8}, "many": {4, math.Inf(1)}, "numerous": {4, math.Inf(1)}}

// multiplies reports whether the word multiplies the one before it.
func multiplies(x float64) bool { return x >= 100 || x == 12 }

// oneNumber is the value of one word: digits or a number word, which may have
// parts ("twenty-one"). ok is false for anything else.
func oneNumber(word string) (x float64, ok bool) {
	word = strings.ToLower(word)
	if x, ok := numberWords[word]; ok {
		return x, true
	}
	if word == "" {
		return 0, false
	}
	if word[0] >= '0' && word[0] <= '9' {
		x, err := strconv.ParseFloat(strings.ReplaceAll(word, ",", ""), 64)
		if err == nil && (!strings.Contains(word, ",") || grouped(word)) {
			return x, true
		}
		for i := 0; i < len(word); i++ {
			if c := word[i]; (c < '0' || c > '9') && c != '.' && c != ',' { // "40k", "2mn"
				m, known := map[string]float64{"k": 1e3, "mn": 1e6, "bn": 1e9, "million": 1e6, "billion": 1e9}[word[i:]]
				head, ok := oneNumber(word[:i])
				return head * m, ok && known
			}
		}
		return 0, false
	}
	if a, b, ok := strings.Cut(word, "-"); ok {
		x, okx := numberWords[a]
		y, oky := oneNumber(b)
		switch {
		case !okx || !oky:
		case multiplies(y) && x < y:
			return x * y, true
		case x >= 20 && x < 100 && y < 10:
			return x + y, true
		}
	}
	return 0, false
}

// ordinal is the number of an ordinal, 0 for another word.
func ordinal(word string) float64 {
	if i := slices.Index(ordinals, word); i >= 0 {
		return float64(i + 1)
	}
	for _, end := range []string{"st", "nd", "rd", "th"} {
		if n, ok := strings.CutSuffix(word, end); ok && decimals(n) && len(n) < 3 {
			x, _ := strconv.ParseFloat(n, 64)
			return x
		}
	}
	return 0
}

// suffixed reads a number that is one word with its unit behind it: "600m".
func suffixed(word string) (x float64, unit string) {
	i := 0
	for i < len(word) && (word[i] >= '0' && word[i] <= '9' || word[i] == '.' || word[i] == ',') {
		i++
	}
	if i == 0 || i == len(word) {
		return 0, ""
	}
	u, ok := units[word[i:]]
	if word[i:] == "m" {
		u.unit, u.of, ok = "m", 1, true
	}
	x, known := oneNumber(word[:i])
	if !ok || !known {
		return 0, ""
	}
	return x * u.of, u.unit
}

// grouped reports whether commas stand where those of thousands do.
func grouped(word string) bool {
	whole, _, _ := strings.Cut(word, ".")
	parts := strings.Split(whole, ",")
	for _, p := range parts[1:] {
		if len(p) != 3 {
			return false
		}
	}
	return len(parts[0]) <= 3 && parts[0] != ""
}

// units give what stands behind a number its unit and how many of that it is.
var units = map[string]struct {
	unit string
	of   float64
}{
	"m": {"m", 1}, "metre": {"m", 1}, "meter": {"m", 1}, "kilometre": {"m", 1000}, "kilometer": {"m", 1000}, "km": {"m", 1000}, "mile": {"m", 1609.344},
	"foot": {"m", 0.3048}, "feet": {"m", 0.3048}, "ft": {"m", 0.3048}, "yard": {"m", 0.9144}, "inch": {"m", 0.0254}, "cm": {"m", 0.01}, "centimetre": {"m", 0.01}, "centimeter": {"m", 0.01},
	"kilogram": {"kg", 1}, "kilo": {"kg", 1}, "kg": {"kg", 1}, "ton": {"kg", 1000}, "tonne": {"kg", 1000}, "pound": {"kg", 0.45359237}, "lb": {"kg", 0.45359237}, "gram": {"kg", 0.001},
	"second": {"s", 1}, "minute": {"s", 60}, "hour": {"s", 3600}, "day": {"s", 86400}, "week": {"s", 7 * 86400}, "month": {"s", 30.4 * 86400}, "year": {"s", 365 * 86400}, "decade": {"s", 3650 * 86400},
	"percent": {"%", 1}, "%": {"%", 1}, "percentage": {"%", 1},
	"dollar": {"USD", 1}, "euro": {"EUR", 1}, "sterling": {"GBP", 1}, "peso": {"peso", 1}, "franc": {"franc", 1}, "crown": {"crown", 1}, "mark": {"mark", 1}, "ruble": {"RUB", 1}, "rouble": {"RUB", 1}, "rupee": {"INR", 1}, "yen": {"JPY", 1}, "yuan": {"CNY", 1}, "dinar": {"dinar", 1}, "cent": {"USD", 0.01},
	"acre": {"m2", 4046.86}, "hectare": {"m2", 10000}, "litre": {"l", 1}, "liter": {"l", 1}, "gallon": {"l", 3.785}, "degree": {"degree", 1}, "mph": {"m/s", 0.44704},
}

// signs of money that stand before or behind a number.
var signs = map[string]string{"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₤": "GBP", "usd": "USD", "eur": "EUR", "gbp": "GBP"}

// Words before a number that make it a bound or round it; those of several
// words come first.
var bounds = []struct {
	words []string
	kind  byte // '>' at least, '<' at most, '!' less than, or number.how
}{
	{[]string{"at", "least"}, '>'}, {[]string{"at", "the", "least"}, '>'}, {[]string{"no", "fewer", "than"}, '>'}, {[]string{"no", "less", "than"}, '>'},
	{[]string{"not", "less", "than"}, '>'}, {[]string{"not", "fewer", "than"}, '>'},
	{[]string{"no", "more", "than"}, '<'}, {[]string{"not", "more", "than"}, '<'},
	{[]string{"more", "than"}, '+'}, {[]string{"upwards", "of"}, '+'}, {[]string{"upward", "of"}, '+'}, {[]string{"in", "excess", "of"}, '+'}, {[]string{"over"}, '+'}, {[]string{"above"}, '+'}, {[]string{"exceeding"}, '+'},
	{[]string{"fewer", "than"}, '!'}, {[]string{"less", "than"}, '!'}, {[]string{"at", "most"}, '<'}, {[]string{"as", "many", "as"}, '<'}, {[]string{"as", "much", "as"}, '<'}, {[]string{"up", "to"}, '<'}, {[]string{"under"}, '!'}, {[]string{"below"}, '!'}, {[]string{"a", "maximum", "of"}, '<'},
	{[]string{"just", "under"}, '-'}, {[]string{"just", "over"}, '+'}, {[]string{"close", "to"}, '-'}, {[]string{"an", "estimated"}, '~'}, {[]string{"estimated"}, '~'}, {[]string{"an", "approximate"}, '~'},
	{[]string{"about"}, '~'}, {[]string{"around"}, '~'}, {[]string{"nearly"}, '-'}, {[]string{"almost"}, '-'}, {[]string{"roughly"}, '~'}, {[]string{"approximately"}, '~'}, {[]string{"some"}, '~'}, {[]string{"circa"}, '~'}, {[]string{"perhaps"}, '~'}, {[]string{"maybe"}, '~'}, {[]string{"probably"}, '~'},
}

// A numeral is a number at its place in a text.
type numeral struct {
	number
	first, last int // tokens, last is the last one of the number and of its unit
	core        int // the token on which the tree hangs the number
}

// numerals finds the numbers of a text but for those that are part of a time
// or a name and for ordinals.
func numerals(doc *nlp.Doc, taken func(nlp.Span) bool) []numeral {
	var out []numeral
	word := func(i int) string {
		if i < 0 || i >= len(doc.Tokens) {
			return ""
		}
		return strings.ToLower(doc.Tokens[i].In(doc.Text))
	}
	marks := noteMarks(doc)
	next := 0 // what is read already: a text cut into words may be cut within a decimal
	for k, s := range doc.Sentences {
		for i := max(s.First, next); i < s.Last; i++ {
			within := s
			if (i+2 == s.Last && word(i+1) == "." || i+3 == s.Last && signs[word(i)] != "" && word(i+2) == ".") && k+1 < len(doc.Sentences) && decimals(word(s.Last)) && spaced(doc, s.Last-1) {
				within.Last = doc.Sentences[k+1].Last
			}
			n, ok := numeralAt(doc, i, within, word)
			if !ok {
				continue
			}
			next = n.last + 1
			if n.stray(doc, s, word) || marks[n.first] || n.unit == "" && n.low <= 31 && n.first == n.last && joins[word(n.last+1)] && decimals(word(n.last+2)) && taken(doc.Tokens[n.last+2].Span) {
				i = max(i, next-1)
				continue
			}
			n.bound(s.First, word)
			if !taken(doc.Tokens[n.core].Span) || n.unit != "" && n.unit != "s" && n.unit != "th" || n.unit == "age" {
				out = append(out, n)
			}
			i = max(i, next-1)
		}
	}
	return out
}

// joins stand between two days of one month: "on 20 and 21 November".
var joins = map[string]bool{"and": true, "or": true, "to": true, "-": true, "–": true, ",": true}

// numeralAt reads the number that begins at token i.
func numeralAt(doc *nlp.Doc, i int, s nlp.Sentence, word func(int) string) (numeral, bool) {
	n := numeral{first: i, last: i, core: i}
	money := signs[word(i)]
	at := i
	if rest, ok := strings.CutPrefix(word(i), "euro"); ok && money == "" {
		if x, ok := oneNumber(rest); ok { // "euro22 billion"
			of, last := numberWords[word(i+1)], i+1
			if of < 1000 {
				of, last = 1, i
			}
			n.low, n.high, n.unit, n.last = x*of, x*of, "EUR", last
			return n, true
		}
	}
	if money != "" {
		at++
	}
	w := word(at)
	t := func(k int) *nlp.Token { return &doc.Tokens[k] }
	if x := ordinal(w); x > 1 && at == i && at+1 < s.Last && (t(at).UPOS == "ADJ" || t(at).UPOS == "NUM") && t(at).Head > at { // "the third journalist killed"
		n.low, n.high, n.unit = x, x, "th"
		return n, true
	}
	if at >= s.Last || strings.Contains(t(at).Feats, "NumType=Ord") || w == "once" || w == "twice" || w == "both" && doc.Tokens[at].UPOS != "DET" {
		return n, false
	}
	if x, ok := tallies[w]; ok && money == "" && (t(at).UPOS == "NOUN" || t(at).UPOS == "NUM") {
		n.low, n.high, n.unit = x, x*100, ""
		if word(at-1) == "of" && tallies[word(at-2)] > 0 { // "tens of thousands"
			n.low *= 5
		}
		if word(at-1) == "of" && word(at-2) == "tens" {
			n.low, n.high, n.first = x*5, x*50, at-2
		}
		if x2, ok := tallies[word(at+2)]; ok && word(at+1) == "of" {
			n.low, n.high, n.last = x*x2/2, x*x2*100, at+2
		}
		return n, true
	}
	if r, ok := few[w]; ok {
		if w == "few" && word(at-1) != "a" || (w == "many" || w == "numerous") && t(at).UPOS != "ADJ" || word(at-1) == "as" || word(at-1) == "how" {
			return n, false
		}
		n.low, n.high, n.how = r[0], r[1], vague
		return n, true
	}
	if n.half(doc, at, s, word) {
		return n, true
	}
	x, next, ok := spelled(doc, at, s.Last, word)
	if !ok {
		if y, unit := suffixed(w); unit != "" { // "600m", "£88m"
			n.low, n.high, n.unit, n.last, n.core = y, y, unit, at, at
			coin := signs[word(at+1)]
			if u := units[word(at+1)]; u.unit == "EUR" || u.unit == "USD" || word(at+1) == "euros" || word(at+1) == "dollars" {
				coin = cmp.Or(u.unit, map[string]string{"euros": "EUR", "dollars": "USD"}[word(at+1)])
				n.last = at + 1
			}
			if money = cmp.Or(money, coin); money != "" && strings.HasSuffix(w, "m") && !strings.HasSuffix(w, "km") {
				n.low, n.high, n.unit = y*1e6, y*1e6, money
			}
			return n, true
		}
		ok := n.hyphened(doc, at, s, word, word(at-1))
		return n, ok
	}
	if money == "" && labels(doc, at, next) && !scoredBy(doc, at, next, s, word) {
		return n, false
	}
	if w == "one" && t(at).UPOS != "NUM" || strings.Contains(t(at).Feats, "PronType") {
		return n, false
	}
	n.low, n.high, n.last, n.core = x, x, next-1, at
	for k := at; k < next; k++ { // the word that the tree hangs
		if h := t(k).Head; h < at || h >= next {
			n.core = k
			break
		}
	}
	if y, then, ok := spelled(doc, next+1, s.Last, word); ok && money == "" && y <= x && score(x, y, word(next), word(at-1), word(then)) { // "162 - 139"
		n.low, n.high, n.unit, n.last = y, x, "score", then-1
		return n, true
	}
	// A range: "5 to 10", "between 5 and 10", "5 - 10".
	if y, then, ok := spelled(doc, next+1, s.Last, word); ok && y > x &&
		(word(next) == "to" || word(next) == "-" && t(next).UPOS != "PUNCT" || word(next) == "–" || word(next) == "or" && y == x+1 || word(next) == "and" && word(at-1) == "between") {
		if y >= 1000 && x < 100 && multiplier(y) > 1 { // "5 to 10 million"
			x *= multiplier(y)
		}
		n.low, n.high, n.last, next = x, y, then-1, then
	}
	if spans := word(next) == "and" && word(i-1) == "between" || word(next) == "to" || word(next) == "–"; spans && money != "" && signs[word(next+1)] == money {
		if y, then, ok := spelled(doc, next+2, s.Last, word); ok && y > x { // "between $140 and $150 million"
			if y >= 1e6 && x < 1000 {
				x *= multiplier(y)
			}
			n.low, n.high, n.last, next = x, y, then-1, then
		}
	}
	scale := func(unit string, of float64) {
		n.step = stepOf(n.low) * of
		n.unit, n.low, n.high = unit, n.low*of, n.high*of
	}
	switch {
	case money != "":
		n.unit = money
		if next < s.Last && (word(next) == "m" || word(next) == "mm") && n.high < 1e6 { // "£88 m", "$160MM"
			n.low, n.high, n.last, next = n.low*1e6, n.high*1e6, next, next+1
		}
		if u := units[lemma(t(min(next, s.Last-1)))]; next < s.Last && (u.unit == "USD" || u.unit == "EUR") {
			n.last = next
		}
	case next < s.Last && signs[word(next)] != "" && word(next) != "$":
		n.unit, n.last = signs[word(next)], next
	case word(next) == "per" && word(next+1) == "cent":
		n.unit, n.last = "%", next+1
	case magnitude(x, at, next, s, word):
		n.unit = "magnitude"
	case next < s.Last:
		k, nautical, square := next, false, false
		for k < s.Last-1 && (word(k) == "-" || word(k) == "nautical" || word(k) == "square" || word(k) == "u.s." || word(k) == "us") {
			nautical, square = nautical || word(k) == "nautical", square || word(k) == "square"
			k++
		}
		u, ok := units[lemma(t(k))]
		if !ok {
			u, ok = units[word(k)]
		}
		if word(k) == "pounds" && word(at-1) == "£" {
			ok = false
		}
		if ok {
			if nautical {
				u.of = 1852
			}
			if square {
				u.unit, u.of = u.unit+"2", u.of*u.of
			}
			n.last = k
			old := k + 1
			if word(old) == "-" {
				old++
			}
			if u.unit == "s" && (word(old) == "old" || strings.HasPrefix(word(old), "old")) {
				n.unit, n.last = "age", old
				if u.of < 300*86400 {
					n.unit = "s"
					scale("s", u.of)
				}
				return n, true
			}
			scale(u.unit, u.of)
		}
	}
	if n.unit == "" && isAge(doc, n, s, word) {
		n.unit = "age"
	}
	return n, true
}

// half reads a measure told in halves: "half a mile", "an hour and a half", "a mile and
// a half", "half an hour".
func (n *numeral) half(doc *nlp.Doc, at int, s nlp.Sentence, word func(int) string) bool {
	one := func(k int) bool { return word(k) == "a" || word(k) == "an" }
	k, x := at, 0.5
	switch {
	case word(at) == "half" && one(at+1) && at+2 < s.Last:
		k = at + 2
	case one(at) && at+4 < s.Last && word(at+2) == "and" && one(at+3) && word(at+4) == "half":
		k, x = at+1, 1.5
	default:
		return false
	}
	u, ok := units[lemma(&doc.Tokens[k])]
	if !ok || u.unit != "m" && u.unit != "s" && u.unit != "kg" {
		return false
	}
	n.low, n.high, n.unit, n.step, n.core, n.last = x*u.of, x*u.of, u.unit, u.of/2, k, k
	if x > 1 {
		n.last = at + 4
	}
	return true
}

// magnitude reports whether the number from token at up to next says how strong
// a quake was: by that word next to it, by the name of the scale, or because it
// has a decimal and stands with a word for measuring or for a quake.
func magnitude(x float64, at, next int, s nlp.Sentence, word func(int) string) bool {
	if x < 1 || x >= 10 {
		return false
	}
	back := at - 1
	for back > s.First && (word(back) == "-" || word(back) == "of" || word(back) == "at" || word(back) == "a") {
		back--
	}
	ahead := next
	for ahead < s.Last && (word(ahead) == "-" || word(ahead) == "degree" || word(ahead) == "degrees") {
		ahead++
	}
	switch {
	case word(back) == "magnitude" || word(ahead) == "magnitude" || word(ahead) == "strength" && ahead > next:
		return true
	case word(ahead) == "on" && (word(ahead+2) == "richter" || word(ahead+2) == "open-ended"):
		return true
	case x == math.Trunc(x):
		return false
	}
	measured := map[string]bool{"measuring": true, "measured": true, "registering": true, "registered": true, "strength": true}[word(back)]
	for i := s.First; i < s.Last && measured; i++ {
		if w := word(i); w == "richter" || w == "magnitude" || classes[w] == "quake" || classes[strings.TrimSuffix(w, "s")] == "quake" {
			return true
		}
	}
	return classes[word(ahead)] == "quake"
}

// score reports whether two numbers with a mark between them are the score of a
// game or a vote. The lesser stands last, for else it would be a range.
func score(x, y float64, mark, before, after string) bool {
	return (mark == "-" || mark == "–") && before != "-" && after != "-" && x < 1000 && x == math.Trunc(x) && y == math.Trunc(y)
}

// scoredBy reports whether the number at token i stands behind the name of a team and before the lesser
// number of a score: "beat the Bells 24-17".
func scoredBy(doc *nlp.Doc, i, next int, s nlp.Sentence, word func(int) string) bool {
	x, _, _ := spelled(doc, i, s.Last, word)
	y, then, ok := spelled(doc, next+1, s.Last, word)
	return ok && i > s.First && y <= x && score(x, y, word(next), word(i-1), word(then)) && slices.ContainsFunc(doc.Mentions, func(m nlp.Mention) bool {
		return m.Form == nlp.Name && m.Type != nlp.Product && m.Type != nlp.Facility && m.Type != nlp.Document && m.End == doc.Tokens[i-1].End
	})
}

// labels reports whether the number from token i up to next is part of a label
// and counts nothing: "AK-47", "Flight 3", "4." before an item of a list.
func labels(doc *nlp.Doc, i, next int) bool {
	if next == i+1 && next < len(doc.Tokens) && doc.Tokens[i].Begin > 0 && doc.Text[doc.Tokens[i].Begin-1] == '\n' {
		if mark := doc.Tokens[next].In(doc.Text); (mark == "." || mark == ")") && doc.Tokens[next].Begin == doc.Tokens[i].End && decimals(doc.Tokens[i].In(doc.Text)) {
			return true // "4. The instruments": the items of a list
		}
	}
	if next == i+1 && next+1 < len(doc.Tokens) && lawCode.MatchString(doc.Tokens[next].In(doc.Text)) {
		if of := doc.Tokens[next+1].In(doc.Text); of[0] >= '0' && of[0] <= '9' || passages[strings.ToLower(of)] {
			return true // "12 H.C. § 40"
		}
	}
	k := i - 1
	if k >= 0 && doc.Tokens[k].In(doc.Text) == "-" {
		k--
	}
	if k < 0 || next != i+1 {
		return false
	}
	before := &doc.Tokens[k]
	if passages[strings.ToLower(before.In(doc.Text))] && before.UPOS != "VERB" {
		return !countedBy(doc, i) || !described(doc, k) // "on the front page 40 prisoners were shown"
	}
	if before.UPOS != "PROPN" && before.UPOS != "NOUN" {
		return false
	}
	if k < i-1 && before.End == doc.Tokens[k+1].Begin || doc.Tokens[i].Begin == before.End {
		return true // written as one word
	}
	if ordering[lemma(before)] && !described(doc, k) {
		return true
	}
	h := doc.Tokens[i].Head
	upper := strings.ToUpper(before.In(doc.Text)) == before.In(doc.Text) && len(before.In(doc.Text)) < 4 && strings.ToUpper(doc.Text[:min(200, len(doc.Text))]) != doc.Text[:min(200, len(doc.Text))]
	return upper || h == k && before.UPOS == "PROPN" && doc.Tokens[i].Deprel != "appos"
}

// ordering are nouns for one of a row of things, by its place in the row: "in week 14".
var ordering = map[string]bool{"week": true, "game": true, "round": true, "lap": true, "stage": true, "phase": true, "season": true, "episode": true, "grade": true}

// lawCode matches the short name of a collection of laws or of judgements.
var lawCode = regexp.MustCompile(`^(?:\p{Lu}\.){2,}$`)

// passages are the words before the number of a part of a text or of a law.
var passages = func() map[string]bool {
	m := map[string]bool{"§": true, "§§": true}
	for w := range strings.FieldsSeq("section sections subsection article articles paragraph paragraphs para paras chapter chapters clause annex appendix exhibit footnote page pages p. pp. sec. art. vol. volume rule title") {
		m[w] = true
	}
	return m
}()

// dayOfMonth reports whether a number stands behind the short name of a month and may be a day of
// it, which a stop may have cut off from its sentence. "May" is none with a stop, and may be a verb
// or the whole of a time: "since May 14 people".
func (n numeral) dayOfMonth(doc *nlp.Doc, s nlp.Sentence, word func(int) string) bool {
	at := n.first - 1
	short := word(at) == "."
	if short {
		at--
	}
	if at < 0 || !short && at < s.First || n.unit != "" || n.first != n.last || n.low != n.high || n.low < 1 || n.low > 31 || len(word(at)) != 3 || months[word(at)] == 0 {
		return false
	}
	return word(at) != "may" || !short && !(n.last+1 < s.Last && doc.Tokens[n.last+1].UPOS == "NOUN")
}

// isAge reports whether the number says how old somebody is: "aged 61", "Ms
// Orel, 61, said".
func isAge(doc *nlp.Doc, n numeral, s nlp.Sentence, word func(int) string) bool {
	if n.low != n.high || n.low < 1 || n.low > 110 || n.first != n.last {
		return false
	}
	if w := word(n.first - 1); w == "aged" || w == "age" {
		return true
	}
	i := n.first
	if i-3 >= s.First && word(i-1) == "both" && word(i-2) == "," && (word(i+1) == "," || word(i+1) == "." || word(i+1) == "and") { // "Orel and Marsh, both 51,"
		return doc.Tokens[i-3].UPOS == "PROPN"
	}
	if i-3 >= s.First && word(i-2) == "." && spaced(doc, i-2) && doc.Tokens[i-3].UPOS == "PROPN" { // "Orel Jr . , 49 ,"
		return word(i-1) == "," && word(i+1) == "," && decimals(word(i))
	}
	person := func(k int) bool {
		return k >= s.First && doc.Tokens[k].UPOS == "NOUN" && slices.ContainsFunc(doc.Mentions, func(m nlp.Mention) bool { return m.Type == nlp.Person && m.End == doc.Tokens[k].End })
	}
	stops := func(k int) bool { return word(k) == "," || word(k) == "." }
	if word(i-1) == "," && word(i+1) == "and" && decimals(word(i+2)) && stops(i+3) && person(i-2) || word(i-1) == "and" && decimals(word(i-2)) && word(i-3) == "," && stops(i+1) && person(i-4) {
		return decimals(word(i)) // "his two brothers, 17 and 22,"
	}
	if i-2 < s.First || i+1 >= s.Last || word(i-1) != "," || word(i+1) != "," && word(i+1) != "." || doc.Tokens[i].In(doc.Text)[0] > '9' {
		return false
	}
	if word(i+1) == "," && slices.ContainsFunc(doc.Mentions, func(m nlp.Mention) bool {
		return m.Form == nlp.Name && m.Type == nlp.Person && m.End == doc.Tokens[i-2].End
	}) {
		return true
	}
	return doc.Tokens[i-2].UPOS == "PROPN" && doc.Tokens[i].Head >= 0 && doc.Tokens[doc.Tokens[i].Head].UPOS == "PROPN"
}

// noteMarks are the places of the numbers of pages and of notes: numbers in figures,
// each first in its sentence and with no word of its own behind it, as a note begins
// or the line that is the foot of a page. Three of which each comes behind the one before
// it are marks; "15 Marines arrived" is none.
func noteMarks(doc *nlp.Doc) map[int]bool {
	type mark struct{ value, at, before int } // how many stand before it in their order, with itself
	var found []mark
	longest := map[int]int{} // the longest row that ends with a number
	for _, s := range doc.Sentences {
		first := doc.Tokens[s.First].In(doc.Text)
		n, err := strconv.Atoi(first)
		if err != nil || len(first) > 4 {
			continue
		}
		if next := s.First + 1; next == s.Last || strings.IndexFunc(doc.Tokens[next].In(doc.Text), unicode.IsUpper) == 0 && !countedBy(doc, s.First) {
			m := mark{n, s.First, longest[n-1] + 1}
			longest[n] = max(longest[n], m.before)
			found = append(found, m)
		}
	}
	marks := map[int]bool{}
	clear(longest) // that begins with a number
	for _, m := range slices.Backward(found) {
		behind := longest[m.value+1]
		longest[m.value] = max(longest[m.value], behind+1)
		if m.before+behind >= 3 {
			marks[m.at] = true
		}
	}
	return marks
}

// countedBy reports whether the number at token i counts the noun behind it.
func countedBy(doc *nlp.Doc, i int) bool {
	if i+1 >= len(doc.Tokens) {
		return false
	}
	noun := &doc.Tokens[i+1]
	hung := doc.Tokens[i].Head == i+1 && strings.HasPrefix(doc.Tokens[i].Deprel, "nummod")
	return hung || (noun.UPOS == "NOUN" || noun.UPOS == "PROPN") && strings.Contains(noun.Feats, "Number=Plur")
}

// described reports whether an article or an adjective stands before the noun at token k, as
// it does before no "page" that has a number.
func described(doc *nlp.Doc, k int) bool {
	return k > 0 && doc.Tokens[k-1].Head == k && (doc.Tokens[k-1].Deprel == "det" || doc.Tokens[k-1].Deprel == "amod")
}

// stray reports whether a number counts nothing: it is part of a time of day, of a
// date or of the address of a house or a page, or it is the "one" of "one of them",
// by which a text picks somebody out.
func (n *numeral) stray(doc *nlp.Doc, s nlp.Sentence, word func(int) string) bool {
	before, after := word(n.first-1), word(n.last+1)
	spelled := word(n.core) == "" || word(n.core)[0] > '9'
	switch {
	case word(n.first) == "one" && after == "of" && n.first == n.last:
		return true
	case n.unit == "" && n.anybody(doc), n.unit == "" && spelled && n.named(doc, s), n.unit == "" && spelled && n.hour(doc, s, before, after):
		return true
	case n.unit == "" && n.low == 2 && n.high == 2 && before == "or" && units[lemma(&doc.Tokens[max(n.first-2, s.First)])].unit == "s":
		return true // "a minute or two"
	case spelled || n.unit != "" && n.unit != "th":
		return false
	case n.unit == "" && clocked(word(n.first)), n.unit == "" && n.low <= 12 && (after == "a" || after == "p") && word(n.last+2) == ".":
		return true // "from 0800 to 1500", "9 a . m ."
	case n.dayOfMonth(doc, s, word):
		return true // "Nov . 30"
	case before == "-" && n.unit == "" && n.first == n.last && n.first-2 >= s.First && ofCode(word(n.first-2)):
		return true // "CVE - 2013 - 3893", "1995 - 99"
	case before == "/" || after == "/", before == "-" && after == "-" && n.unit == "":
		return true // "9 / 11 / 2013", "shot - 7 - times": part of an address
	case after == ":" && len(word(n.last+2)) == 2 && decimals(word(n.last+2)), before == ":" && n.first == n.last && len(word(n.first)) == 2 && decimals(word(n.first-2)):
		return true // "14 : 39"
	case after == "block" && n.low >= 100 && n.low == n.high:
		return true
	}
	for k := n.last + 1; k < min(n.last+4, s.Last) && (doc.Tokens[k].UPOS == "PROPN" || titled(doc.Tokens[k].In(doc.Text))); k++ {
		if streets[strings.TrimSuffix(word(k), ".")] {
			return true
		}
	}
	return false
}

// clocked reports whether a word is a time of day told in four figures, of which the first is a
// zero.
func clocked(word string) bool { return len(word) == 4 && word[0] == '0' && decimals(word) }

// ofCode reports whether a word before a hyphen is a year, behind which the hyphen does not stand for
// "to": it is a part of a code or the first of two years.
func ofCode(word string) bool {
	return len(word) == 4 && decimals(word) && (word[:2] == "19" || word[:2] == "20")
}

// anybody reports whether the number is the "one" that is nobody: "one never knows".
func (n *numeral) anybody(doc *nlp.Doc) bool {
	t := &doc.Tokens[n.core]
	return n.low == 1 && n.high == 1 && n.first == n.last && strings.EqualFold(t.In(doc.Text), "one") && strings.HasPrefix(t.Deprel, "nsubj") && t.Head > n.core &&
		doc.Tokens[n.core+1].UPOS != "NOUN" && doc.Tokens[n.core+1].UPOS != "ADP" && strings.Contains(doc.Tokens[t.Head].Feats+doc.Tokens[n.core+1].Feats, "Tense=Pres")
}

// named reports whether the number is written as a part of a name: "Platform Four".
func (n *numeral) named(doc *nlp.Doc, s nlp.Sentence) bool {
	if n.first != n.last || n.first == s.First {
		return false
	}
	word, before := doc.Tokens[n.first].In(doc.Text), doc.Tokens[n.first-1].In(doc.Text)
	r, _ := utf8.DecodeRuneInString(word)
	b, _ := utf8.DecodeRuneInString(before)
	return unicode.IsUpper(r) && unicode.IsUpper(b) && strings.ToUpper(word) != word && doc.Tokens[n.first-1].UPOS != "DET"
}

// hour reports whether the number is a time of day: "at seven", "by nine tonight".
func (n *numeral) hour(doc *nlp.Doc, s nlp.Sentence, before, after string) bool {
	if !hourly[before] || n.low != n.high || n.low < 1 || n.low > 12 || n.low != math.Trunc(n.low) || n.first != n.last {
		return false
	}
	return n.last+1 >= s.Last || doc.Tokens[n.last+1].UPOS == "PUNCT" || ofDay[after]
}

// hourly stand before a time of day, and ofDay behind it.
var (
	hourly = map[string]bool{"at": true, "by": true, "until": true, "till": true, "since": true, "past": true}
	ofDay  = map[string]bool{"tonight": true, "o'clock": true, "o’clock": true, "this": true, "in": true, "on": true, "sharp": true, "that": true, "tomorrow": true, "yesterday": true, "today": true}
)

// titled reports whether a word is written with a capital and small letters behind it.
func titled(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) && strings.ToUpper(word) != word
}

// streets are what the name of a street ends with.
var streets = map[string]bool{"street": true, "st": true, "avenue": true, "ave": true, "road": true, "rd": true, "boulevard": true, "blvd": true, "lane": true}

// hyphened reads a number that is one word with its unit: "10-metre",
// "61-year-old", "24-".
func (n *numeral) hyphened(doc *nlp.Doc, at int, s nlp.Sentence, word func(int) string, before string) bool {
	w := strings.ReplaceAll(word(at), "–", "-")
	parts := strings.Split(w, "-")
	if len(parts) < 2 {
		return false
	}
	take := 1
	x, ok := oneNumber(parts[0])
	if len(parts) > 2 {
		if y, ok2 := oneNumber(parts[0] + "-" + parts[1]); ok2 {
			x, ok, take = y, true, 2
		}
	}
	if !ok {
		if len(parts) == 2 {
			if y, ok2 := oneNumber(parts[1]); ok2 && parts[0] == "magnitude" {
				n.low, n.high, n.unit, n.core = y, y, "magnitude", at
				return true
			}
		}
		return false
	}
	n.low, n.high, n.core = x, x, at
	rest := parts[take:]
	if m := numberWords[rest[0]]; len(rest) == 1 && m >= 1e6 { // "$184-million"
		n.low, n.high, n.unit = x*m, x*m, signs[before]
		return true
	}
	if len(rest) == 1 {
		y, ok := oneNumber(rest[0])
		if ok && y <= x && score(x, y, "-", "", "") {
			n.low, n.high, n.unit = y, x, "score"
			return true
		}
		if ok && y > x { // "5-6", "140-150 million"
			m := numberWords[word(at+1)]
			if m >= 1000 {
				n.last = at + 1
			} else {
				m = 1
			}
			if y >= 1e6 && x < 1000 { // "140-150million"
				x *= multiplier(y)
			}
			n.low, n.high, n.unit = x*m, y*m, signs[before]
			return true
		}
	}
	if rest[0] == "" && word(at+1) == "to" && at+2 < s.Last { // "24- to 30-foot"
		m := numeral{first: at + 2, last: at + 2}
		if m.hyphened(doc, at+2, s, word, "") && m.unit != "" {
			of := units[strings.Split(word(at+2), "-")[1]].of
			n.low, n.high, n.unit, n.last, n.core = x*of, m.high, m.unit, at+2, at+2
			return true
		}
		return false
	}
	u, ok := units[rest[0]]
	switch {
	case len(rest) >= 2 && rest[0] == "year" && strings.HasPrefix(rest[1], "old"):
		n.unit = "age"
	case rest[0] == "magnitude":
		n.unit = "magnitude"
	case ok:
		n.unit, n.low, n.high, n.step = u.unit, x*u.of, x*u.of, stepOf(x)*u.of
		if signs[before] != "" {
			return false
		}
	default:
		return false // "two-storey", "seven-member" say of what kind it is
	}
	return true
}

// spelled reads a number of one or more words from token i, and returns the
// token behind it.
func spelled(doc *nlp.Doc, i, end int, word func(int) string) (x float64, next int, ok bool) {
	if i >= end || i < 0 {
		return 0, i, false
	}
	digit := func(k int) bool {
		w := word(k)
		return k < end && w != "" && w[0] >= '0' && w[0] <= '9'
	}
	if word(i) == "a" && i+1 < end {
		if y, ok := oneNumber(word(i + 1)); ok && multiplies(y) || word(i+1) == "couple" || word(i+1) == "dozen" {
			return y, i + 2, true
		}
		return 0, i, false
	}
	x, ok = oneNumber(word(i))
	if !ok {
		return 0, i, false
	}
	next = i + 1
	// Thousands and decimals with white space in them: "200 , 000", "6 . 1".
	if digit(i) {
		for word(i-1) != "-" && word(next) == "," && digit(next+1) && len(word(next+1)) == 3 && x < 1e9 && !strings.Contains(word(i), ".") && spaced(doc, next) {
			y, _ := oneNumber(word(next + 1))
			x, next = x*1000+y, next+2
		}
		if d := word(next + 1); word(next) == "." && decimals(d) && spaced(doc, next) {
			if y, err := strconv.ParseFloat(digits(x)+"."+word(next+1), 64); err == nil {
				x, next = y, next+2
			}
		}
	}
	total, part := 0.0, x
	if multiplies(x) && !digit(i) && word(i) != "dozen" {
		part = x
	}
	for next < end {
		k := next
		w := word(k)
		if d, ok := numberWords[word(k+1)]; ok && w == "point" && k+1 < end && d < 10 { // "thirty-nine point eight"
			return total + part + d/10, k + 2, true
		}
		if w == "and" && total+part >= 100 && k+1 < end {
			if y, ok := oneNumber(word(k + 1)); ok && y < 100 && !digit(k+1) && part >= 100 {
				part, next = part+y, k+2
				continue
			}
			break
		}
		if w == "-" && k+1 < end { // "2 - mn"
			k++
			w = word(k)
		}
		y, ok := numberWords[w]
		switch {
		case !ok:
			return total + part, next, true
		case y == 100 || y == 12:
			part *= y
		case y >= 1000:
			total, part = total+part*y, 0
		case part >= 20 && part < 100 && y < 10 && !digit(i):
			part += y
		case part >= 100 && y < 100 && math.Mod(part, 100) == 0 && !digit(i) || part == 0 && total > 0:
			part += y
		default:
			return total + part, next, true
		}
		next = k + 1
	}
	return total + part, next, true
}

// decimals reports whether the word is digits alone, as stand behind a point.
func decimals(word string) bool {
	return word != "" && strings.Trim(word, "0123456789") == ""
}

// spaced reports whether the mark at token k stands between spaces, as texts
// that were cut into words have it.
func spaced(doc *nlp.Doc, k int) bool {
	return k > 0 && k+1 < len(doc.Tokens) && doc.Tokens[k].Begin > doc.Tokens[k-1].End && doc.Tokens[k+1].Begin > doc.Tokens[k].End
}

// multiplier is the thousand, million or billion of a round number.
func multiplier(x float64) float64 {
	for _, m := range []float64{1e9, 1e6, 1e3} {
		if x >= m && math.Mod(x, m/10) == 0 {
			return m
		}
	}
	return 1
}

// bound looks for words around the number that make it a bound or round it.
func (n *numeral) bound(first int, word func(int) string) {
	k := n.first
	for k-1 >= first && (word(k-1) == "the" || word(k-1) == "a" || word(k-1) == "an") && n.low == n.high {
		k--
	}
	kind := byte(0)
	for _, b := range bounds {
		at := k - len(b.words)
		if b.words[0] == "an" {
			at = n.first - len(b.words)
		}
		if at < first {
			continue
		}
		ok := true
		for j, w := range b.words {
			ok = ok && word(at+j) == w
		}
		if ok {
			kind, n.first = b.kind, at
			break
		}
	}
	next := n.last + 1
	if word(next) == "or" && (word(next+1) == "more" || word(next+1) == "so") {
		kind = cmp.Or(map[string]byte{"more": '>', "so": '~'}[word(next+1)], kind)
	}
	if word(next) == "-" && word(next+1) == "plus" || word(next) == "plus" {
		kind = '>'
	}
	switch {
	case n.low != n.high:
	case kind == '>':
		n.high = math.Inf(1)
	case kind == '<':
		n.low = math.Inf(-1)
	case kind == '!':
		n.low = math.Inf(-1)
		if n.unit == "" && n.high == math.Trunc(n.high) && n.high >= 1 && n.high <= 100 {
			n.high-- // fewer than twelve are eleven at most, and fewer than 1.5 million no 1,499,999
		}
	default:
		n.how = kind
	}
}

func lemma(t *nlp.Token) string { return strings.ToLower(t.Lemma) }

// Differ reports whether two values of answers to how many or how much cannot
// both hold, and are of one kind.
func Differ(a, b string) bool {
	x, okx := parseNumber(a)
	y, oky := parseNumber(b)
	return okx && oky && x.kind() == y.kind() && x.meet(y) == differ
}

// parseNumber reads what String gave.
func parseNumber(s string) (n number, ok bool) {
	value, unit, _ := strings.Cut(s, " ")
	n = number{low: math.Inf(-1), high: math.Inf(1), unit: unit}
	read := func(s string, to ...*float64) bool {
		x, err := strconv.ParseFloat(s, 64)
		for _, t := range to {
			*t = x
		}
		return err == nil
	}
	if low, high, both := strings.Cut(value, ".."); both {
		return n, read(low, &n.low) && read(high, &n.high)
	}
	if v, is := strings.CutPrefix(value, ">="); is {
		return n, read(v, &n.low)
	}
	if v, is := strings.CutPrefix(value, "<="); is {
		return n, read(v, &n.high)
	}
	if v, is := strings.CutPrefix(value, ">"); is {
		n.how, value = '+', v
	} else if v, is := strings.CutPrefix(value, "~"); is {
		n.how, value = '~', v
	}
	return n, read(value, &n.low, &n.high)
}
