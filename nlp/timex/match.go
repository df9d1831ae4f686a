package timex

// An option is one way to read a piece: as a symbol that sets a field.
type option struct {
	symbol symbol
	field  field
	value  int32
	next   int32 // index of the piece after it
}

// longestMatch bounds how many pieces an expression has, and with it the time
// that any text can take.
const longestMatch = 24

// A match is a stretch of pieces and what it says.
type match struct {
	first, end int32
	rule       int
	frame
}

// A matcher holds the pieces of one sentence.
type matcher struct {
	t      *Tagger
	pieces []piece
	best   match
	steps  int
}

// longestWalk bounds the steps from one start; ordinary expressions take less
// than a tenth of it.
const longestWalk = 2000

// at finds the longest expression that begins at piece i; of two as long, the
// rule that comes first in the language.
func (m *matcher) at(i int32) bool {
	m.best = match{rule: -1}
	m.steps = 0
	m.walk(i, i, 0, frame{})
	return m.best.rule >= 0
}

func (m *matcher) walk(first, i int32, at int32, f frame) {
	if m.steps++; m.steps > longestWalk {
		return
	}
	for _, r := range m.t.grammar.states[at].accepts {
		if i < m.best.end || i == m.best.end && r >= m.best.rule && m.best.rule >= 0 {
			break
		}
		if m.t.grammar.rules[r].allows(m, first, i) {
			m.best = match{first: first, end: i, rule: r, frame: f}
			break
		}
	}
	if i >= int32(len(m.pieces)) || i-first >= longestMatch {
		return
	}
	var buf [maxOptions]option
	for _, o := range m.options(i, buf[:0]) {
		to := m.t.grammar.step(at, o.symbol)
		if to < 0 {
			continue
		}
		g := f
		if o.field != none {
			v := o.value
			if o.field == number && g.is(number) && g.value[number] != v {
				v = many // "two to three"
			}
			if o.field != unit || !g.is(unit) { // of "weeks or months" the first counts
				g.set(o.field, v)
			}
		}
		m.walk(first, o.next, to, g)
	}
}

// allows reports whether the words around a match are as the rule wants them.
func (r *rule) allows(m *matcher, first, end int32) bool {
	if r.notAfter != nil && m.has(first-1, r.notAfter) || r.notBefore != nil && m.has(end, r.notBefore) {
		return false
	}
	if !r.context {
		return true
	}
	return r.after != nil && m.has(first-1, r.after) || r.before != nil && m.has(end, r.before) ||
		r.named && m.named(first, end)
}

// named reports whether the pieces begin with a capital letter that neither
// their place nor a name around them asks for: "a May report", not "Theresa
// May" nor "and June Orrin".
func (m *matcher) named(first, end int32) bool {
	if first == 0 || !m.pieces[first].capital || m.capitals() {
		return false
	}
	if end < int32(len(m.pieces)) && m.pieces[end].capital {
		return false
	}
	p := &m.pieces[first-1]
	return p.letters && !p.capital || p.shape != noDigits
}

// has reports whether piece i can be read as one of the symbols. Beyond the
// ends of the sentence stands the symbol EDGE.
func (m *matcher) has(i int32, symbols []symbol) bool {
	if i < 0 || i >= int32(len(m.pieces)) {
		for _, s := range symbols {
			if s == sentenceEdge {
				return true
			}
		}
		return false
	}
	var buf [maxOptions]option
	for _, o := range m.options(i, buf[:0]) {
		for _, s := range symbols {
			if s == o.symbol {
				return true
			}
		}
	}
	return false
}

// capitals reports whether the sentence is written in capitals, as far as its
// listed words tell.
func (m *matcher) capitals() bool {
	upper, lower := 0, 0
	for i := range m.pieces[:min(len(m.pieces), 60)] {
		if p := &m.pieces[i]; p.word >= 0 {
			if p.capital {
				upper++
			} else {
				lower++
			}
		}
	}
	return upper > lower
}

// maxOptions is more than any piece can have.
const maxOptions = 24

// options appends the ways to read piece i.
func (m *matcher) options(i int32, to []option) []option {
	t, p := m.t, &m.pieces[i]
	add := func(s symbol, f field, v, next int32) { to = append(to, option{s, f, v, next}) }
	v := p.value
	switch p.shape {
	case integer:
		comma := v&noYear != 0
		v &^= noYear
		add(anyNumber, number, v, i+1)
		if comma {
			break
		}
		digits := p.end - p.begin
		switch {
		case digits <= 2:
			if v >= 1 && v <= 31 {
				add(dayNumber, day, v, i+1)
			}
			if v <= 24 {
				add(anyHour, hour, v, i+1)
			}
			if digits == 2 {
				add(twoDigits, year, fullYear(v), i+1)
			}
		case digits == 4:
			if v >= 1900 && v < 2060 {
				add(newYear, year, v, i+1)
			}
			if v >= 1000 && v < 2200 {
				add(wideYear, year, v, i+1)
			}
			if v < 2400 && v%100 < 60 {
				add(plainTime, hour, clockMark+v, i+1)
			}
		}
		if next, w, ok := m.scaled(i, v); ok {
			add(anyNumber, number, w, next)
		}
	case nth:
		add(anyOrdinal, ordinal, v, i+1)
		if v >= 1 && v <= 31 {
			add(dayNumber, day, v, i+1)
		}
	case decades:
		add(fullDecade, decade, v, i+1)
	case tensOnly:
		add(shortDecade, decade, v, i+1)
	case clock:
		add(clockTime, hour, v, i+1)
	case dotted:
		add(dottedTime, hour, v, i+1)
	case isoDays:
		add(isoDate, event, v, i+1)
	case isoMonths:
		add(isoMonth, event, v, i+1)
	case slashes:
		add(slashDate, event, v, i+1)
	case quotedYear:
		add(shortYear, year, fullYear(v), i+1)
	case decimalShape:
		add(decimalNumber, decimal, v, i+1)
	}
	if p.word < 0 {
		return to
	}
	w := &t.words[p.word]
	for _, o := range w.options {
		add(o.symbol, o.field, o.value, i+1)
	}
	if w.numeral != notNumeral {
		to = m.numeral(i, to)
	}
	return to
}

// numerals of a language, as its list of words has them.
type numeral uint8

const (
	notNumeral numeral = iota
	ones               // one to nineteen
	tens               // twenty, thirty
	scale              // hundred, thousand
	article            // a hundred
	nthWord            // first
	joint              // and, in numbers
	dash               // between tens and ones
)

var numeralClasses = map[string]numeral{
	"ONES": ones, "TENS": tens, "SCALE": scale, "ARTICLE": article, "NTH": nthWord, "AND": joint, "DASH": dash,
}

func (m *matcher) numeralAt(i int32) (numeral, int32) {
	if i >= int32(len(m.pieces)) || m.pieces[i].word < 0 {
		return notNumeral, 0
	}
	w := &m.t.words[m.pieces[i].word]
	return w.numeral, w.amount
}

// scaled reads "2 million", with the digits of v at piece i.
func (m *matcher) scaled(i, v int32) (next, value int32, ok bool) {
	if k, by := m.numeralAt(i + 1); k == scale && v < 1000 && by <= 1000 {
		return i + 2, v * by, true
	}
	return 0, 0, false
}

// underHundred reads "twenty", "twenty-one", "nineteen" at piece i.
func (m *matcher) underHundred(i int32) (next, value int32, ok bool) {
	switch k, v := m.numeralAt(i); k {
	case ones:
		return i + 1, v, true
	case tens:
		j := i + 1
		if k, _ := m.numeralAt(j); k == dash {
			j++
		}
		if k, w := m.numeralAt(j); k == ones && w < 10 {
			return j + 1, v + w, true
		}
		return i + 1, v, true
	}
	return i, 0, false
}

// numeral appends the readings of the number in words that begins at piece i.
func (m *matcher) numeral(i int32, to []option) []option {
	k, v := m.numeralAt(i)
	switch k {
	case nthWord:
		to = append(to, option{anyOrdinal, ordinal, v, i + 1})
		if v <= 31 {
			to = append(to, option{dayNumber, day, v, i + 1})
		}
		return to
	case tens: // "twenty-first"
		j := i + 1
		if k, _ := m.numeralAt(j); k == dash {
			j++
		}
		if k, w := m.numeralAt(j); k == nthWord && w < 10 {
			to = append(to, option{anyOrdinal, ordinal, v + w, j + 1})
			if v+w <= 31 {
				to = append(to, option{dayNumber, day, v + w, j + 1})
			}
		}
	case joint, dash, notNumeral:
		return to
	}
	next, total, ok := m.underHundred(i)
	if !ok { // "a hundred", "hundred"
		next, total = i, 1
		if k == article {
			next++
		}
		if k, _ := m.numeralAt(next); k != scale {
			return to
		}
	} else {
		to = append(to, option{anyNumber, number, total, next})
		if total <= 12 && next == i+1 {
			to = append(to, option{anyHour, hour, total, next})
		}
		if total >= 10 && total <= 20 { // "nineteen ninety-six"
			j := next
			if k, _ := m.numeralAt(j); k == dash {
				j++
			}
			if next, low, ok := m.underHundred(j); ok && low >= 10 {
				to = append(to, option{newYear, year, total*100 + low, next})
			}
		}
	}
	sum := int32(0)
	scales := 0
	for scales < 4 {
		k, by := m.numeralAt(next)
		if k != scale || by > 1000 {
			break
		}
		scales++
		next++
		total *= by
		if by == 1000 {
			sum, total = sum+total, 0
		}
		j := next
		if k, _ := m.numeralAt(j); k == joint {
			j++
		}
		if after, low, ok := m.underHundred(j); ok {
			next, total = after, total+low
		}
		if sum+total > 1e6 {
			return to
		}
	}
	if scales == 0 {
		return to
	}
	to = append(to, option{anyNumber, number, sum + total, next})
	if v := sum + total; v >= 1900 && v < 2060 {
		to = append(to, option{newYear, year, v, next})
	}
	return to
}
