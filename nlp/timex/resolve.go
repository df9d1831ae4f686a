package timex

import (
	"strconv"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// A resolver gives expressions their values, in the order of the text, and
// remembers what was spoken of.
type resolver struct {
	t        *Tagger
	doc      *nlp.Doc
	pieces   []piece // of the sentence
	matches  []match // in it
	sentence int
	writing  point // the day of writing

	last    point // the time last spoken of, and in which sentence
	lastAt  int
	lastDay point // the same, only days
	dayAt   int
	story   point // the last date told with its year, of another year than that of writing
	told    int   // how many of these came in a row
	storyAt int
	focus   point // the quarter or year whose figures are told
	focusAt int
}

// How many sentences a time that was spoken of stays in mind. The text rarely
// says so, and from further off a wrong value is likelier than a right one.
const (
	dayMemory   = 3
	focusMemory = 25
	storyMemory = 10
)

func (r *resolver) resolve(i int) (nlp.Time, bool) {
	m := &r.matches[i]
	first := m.first
	rule := &r.t.grammar.rules[m.rule]
	if rule.op == nothing {
		return nlp.Time{}, false
	}
	f := m.frame
	f.merge(&rule.preset)
	time := nlp.Time{
		Span: nlp.Span{Begin: int(r.pieces[first].begin), End: int(r.pieces[m.end-1].end)},
		Type: "DATE",
	}
	var from point // what the value was resolved against
	switch rule.op {
	case span:
		time.Type, time.Value = "DURATION", durationValue(&f)
		if f.is(base) && f.value[base] == fromFocus {
			r.focus = r.writing.coarser(yearUnit)
			r.focusAt = r.sentence
		}
	case set:
		time.Type, time.Value = "SET", setValue(&f)
	case pastRef:
		time.Value = "PAST_REF"
	case presentRef:
		time.Value = "PRESENT_REF"
	case futureRef:
		time.Value = "FUTURE_REF"
	case unresolved:
	case reference:
		p := r.last
		if r.sentence-r.lastAt > dayMemory {
			p = point{}
		}
		time.Value, from = p.value(), p
	default:
		var p point
		switch rule.op {
		case calendar:
			p, from = r.calendar(&f, first, m.end)
		case relative:
			p, from = r.relative(&f)
		case shift:
			if f.is(number) && f.value[number] == many {
				time.Value = "PAST_REF"
				if f.value[relation] > 0 {
					time.Value = "FUTURE_REF"
				}
				if f.value[base] != fromWriting {
					time.Value = ""
				}
				return time, true
			}
			p, from = r.shift(&f)
		}
		time.Value = p.value()
		r.remember(p)
		r.follow(&f, p, from)
		if p.unit == quarter && (rule.op == calendar && f.is(ordinal) || rule.op == relative && f.value[base] == fromFocus) {
			r.focus, r.focusAt = p, r.sentence
		}
		if f.is(hour) || f.is(part) {
			time.Type = "TIME"
			if p.known && p.unit != dayUnit {
				time.Value = ""
			}
			if time.Value != "" {
				time.Value += clockValue(&f)
			}
		}
	}
	if from.known && time.Value != "" {
		time.Anchor = from.value()
	}
	return time, true
}

// shareYears gives the months of the sentence the year of the date that they
// are told together with: "between May and September 2004", "from 3 March 1997
// to 8 April", "on 1 May, 17 July and 2 August 2004".
func (r *resolver) shareYears() {
	lacks := func(m *match) bool {
		return r.t.grammar.rules[m.rule].op == calendar && m.is(month) && !m.is(year) && !m.is(years) && !m.is(relation)
	}
	together := func(m, n *match) bool {
		return n.first-m.end == 1 && m.is(month) && n.is(month) && r.joins(m.end)
	}
	for i := len(r.matches) - 2; i >= 0; i-- {
		m, n := &r.matches[i], &r.matches[i+1]
		if lacks(m) && n.is(year) && together(m, n) {
			y := n.value[year]
			if m.value[month] > n.value[month] {
				y--
			}
			m.set(year, y)
		}
	}
	for i := 1; i < len(r.matches); i++ {
		m, n := &r.matches[i-1], &r.matches[i]
		if lacks(n) && m.is(year) && together(m, n) {
			y := m.value[year]
			if n.value[month] < m.value[month] {
				y++
			}
			n.set(year, y)
		}
	}
}

func (r *resolver) joins(i int32) bool {
	p := &r.pieces[i]
	return p.word >= 0 && r.t.words[p.word].joins
}

func (r *resolver) remember(p point) {
	if !p.known {
		return
	}
	r.last, r.lastAt = p, r.sentence
	if p.unit == dayUnit {
		r.lastDay, r.dayAt = p, r.sentence
	}
}

// follow keeps up with a story that plays in another year: three dates in
// a row that are told with such a year and lie within a year of each other,
// and none since that was counted from the day of writing.
func (r *resolver) follow(f *frame, p, from point) {
	switch {
	case !p.known || p.unit > monthUnit:
	case from.known && from == r.writing:
		r.told = 0
	case f.is(year) || f.is(event):
		if !r.writing.known || p.day.Year() == r.writing.day.Year() {
			r.told = 0
			return
		}
		if !r.story.known || p.day.Sub(r.story.day).Abs().Hours() > 366*24 {
			r.told = 0
		}
		r.story, r.told, r.storyAt = p, r.told+1, r.sentence
	}
}

// inStory reports whether a date without a year is one of the story's.
func (r *resolver) inStory() bool { return r.told >= 3 && r.sentence-r.storyAt <= storyMemory }

// near is the day last spoken of if it is still in mind, or the day of
// writing.
func (r *resolver) near() point {
	if r.lastDay.known && r.sentence-r.dayAt <= dayMemory {
		return r.lastDay
	}
	return r.writing
}

// calendar finds the point that the fields name; what they leave out comes
// from the day of writing and from tense.
func (r *resolver) calendar(f *frame, first, end int32) (p, from point) {
	v := &f.value
	y := 0
	if f.is(year) {
		y = int(v[year])
	} else if f.is(years) {
		from = r.start(f)
		base := from.coarser(yearUnit).add(v[years], yearUnit)
		if !base.known {
			return point{}, point{}
		}
		y = base.day.Year()
	}
	switch {
	case f.is(event):
		e := int(v[event])
		if e == 0 {
			return point{}, point{}
		}
		if e%100 == 0 {
			return at(date(e/10000, e/100%100, 1), monthUnit), point{}
		}
		return at(date(e/10000, e/100%100, e%100), dayUnit), point{}
	case f.is(decade):
		d := int(v[decade])
		if d < 10 { // "the nineties": of the last century unless it is not over
			d += 190
			if d < 192 {
				d += 10
			}
		}
		return at(date(d*10, 1, 1), decadeUnit), point{}
	case f.is(ordinal) && v[unit] == centuryUnit:
		return at(date(int(v[ordinal]-1)*100, 1, 1), centuryUnit), point{}
	case f.is(days):
		if r.writing.unit != dayUnit {
			return point{}, point{}
		}
		return r.writing.add(v[days], dayUnit), r.writing
	}
	if f.is(holiday) {
		f.set(month, v[holiday]/100)
		f.set(day, v[holiday]%100)
	}
	m, d := int(v[month]), int(v[day])
	switch {
	case f.is(month) && f.is(weekday) && f.is(ordinal): // "the first Monday in May"
		nth := func(y int) point { return nthWeekday(y, m, v[weekday], int(v[ordinal])) }
		if y > 0 {
			return nth(y), from
		}
		return r.pick(f, first, end, dayUnit, nth)
	case f.is(month) && f.is(day):
		if y > 0 {
			if !valid(y, m, d) {
				return point{}, from
			}
			return at(date(y, m, d), dayUnit), from
		}
		return r.pick(f, first, end, dayUnit, func(y int) point {
			if !valid(y, m, d) {
				return point{}
			}
			return at(date(y, m, d), dayUnit)
		})
	case f.is(month):
		if m < 1 || m > 12 {
			return point{}, point{}
		}
		if y > 0 {
			return at(date(y, m, 1), monthUnit), from
		}
		return r.pick(f, first, end, monthUnit, func(y int) point { return at(date(y, m, 1), monthUnit) })
	case f.is(season):
		s := int(v[season])*3 + 3
		if y > 0 {
			return at(date(y, s, 1), seasonUnit), from
		}
		return r.pick(f, first, end, seasonUnit, func(y int) point { return at(date(y, s, 1), seasonUnit) })
	case f.is(unit) && (v[unit] == quarter || v[unit] == halfYear):
		u, n := v[unit], 4
		if u == halfYear {
			n = 2
		}
		q := int(v[ordinal])
		if !f.is(ordinal) { // "the 1988 quarter": the one that is told of
			if u != quarter || !r.inFocus(quarter) {
				return point{}, from
			}
			q = (int(r.focus.day.Month())-1)/3 + 1
		}
		if q < 0 {
			q = n
		}
		if q < 1 || q > n {
			return point{}, from
		}
		m := (q-1)*12/n + 1
		if y > 0 {
			return at(date(y, m, 1), u), from
		}
		return r.pick(f, first, end, u, func(y int) point { return at(date(y, m, 1), u) })
	case f.is(unit) && v[unit] == period && y > 0:
		if r.inFocus(quarter) {
			return at(date(y, int(r.focus.day.Month()), 1), quarter), from
		}
		return at(date(y, 1, 1), yearUnit), from
	case f.is(weekday):
		return r.weekday(f, first, end)
	case f.is(unit) && v[unit] == weekend:
		if r.writing.unit > weekend || !r.writing.known {
			return point{}, point{}
		}
		p := at(r.writing.day, weekend)
		if isoWeekday(r.writing.day) < 6 && r.tense(first, end) <= 0 {
			p = p.add(-1, week)
		}
		return p, r.writing
	case f.is(day):
		base := r.near()
		if base.unit > monthUnit || !base.known || !valid(base.day.Year(), int(base.day.Month()), d) {
			return point{}, point{}
		}
		return at(date(base.day.Year(), int(base.day.Month()), d), dayUnit), base
	case y > 0:
		return at(date(y, 1, 1), yearUnit), from
	case f.is(hour) || f.is(part):
		base := r.near()
		if base.unit != dayUnit {
			return point{}, point{}
		}
		return base, base
	}
	return point{}, point{}
}

func (r *resolver) inFocus(u int32) bool {
	return r.focus.known && r.focus.unit == u && r.sentence-r.focusAt <= focusMemory
}

// start is the point that an expression counts from.
func (r *resolver) start(f *frame) point {
	switch f.value[base] {
	case fromReference:
		if r.last.known && r.sentence-r.lastAt <= dayMemory {
			return r.last
		}
		return point{}
	case fromFocus:
		if r.focus.known && r.sentence-r.focusAt <= focusMemory {
			return r.focus
		}
	}
	return r.writing
}

// pick chooses among a point of the year of writing and the same in the years
// around it.
func (r *resolver) pick(f *frame, first, end, u int32, in func(year int) point) (p, from point) {
	now := r.start(f)
	if !now.known || now.unit > u && now.unit > monthUnit {
		return point{}, point{} // of a year alone nothing tells on which side the month lies
	}
	y := now.day.Year()
	if now.unit == monthUnit && u < monthUnit {
		now.day = now.day.AddDate(0, 0, 14) // only the year is asked for: the middle will do
	} else {
		now = at(now.day, u)
	}
	direction := int32(0)
	if f.is(relation) {
		direction = sign(f.value[relation])
		if direction == 0 {
			return in(y), r.writing
		}
		// "last May" is never the May that it is now.
		for k := 0; k <= 8; k++ {
			p := in(y + k*int(direction))
			if p.known && (direction < 0 && p.day.Before(now.day) || direction > 0 && p.day.After(now.day)) {
				return p, r.writing
			}
		}
		return point{}, point{}
	}
	if r.inStory() && u <= monthUnit {
		s := at(r.story.day, u)
		best := point{}
		for k := -1; k <= 1; k++ {
			p := in(s.day.Year() + k)
			if p.known && (!best.known || p.day.Sub(s.day).Abs() < best.day.Sub(s.day).Abs()) {
				best = p
			}
		}
		return best, r.story
	}
	direction = r.tense(first, end)
	var behind, ahead point // the nearest on either side
	for k := -8; k <= 8; k++ {
		p := in(y + k)
		if p.known && !p.day.After(now.day) && (!behind.known || p.day.After(behind.day)) {
			behind = p
		}
		if p.known && !p.day.Before(now.day) && !ahead.known {
			ahead = p
		}
	}
	if !behind.known || !ahead.known {
		return point{}, point{}
	}
	back, on := now.day.Sub(behind.day).Hours(), ahead.day.Sub(now.day).Hours()
	switch {
	case u == quarter || u == halfYear:
		// Figures are told when their time is over, and what will be is mostly
		// the very next.
		if direction > 0 && on*nearer < back {
			return ahead, r.writing
		}
		return behind, r.writing
	case back*nearer < on:
		return behind, r.writing
	case on*nearer < back:
		return ahead, r.writing
	case direction > 0 || direction == 0 && on < back*0.7:
		return ahead, r.writing
	}
	return behind, r.writing
}

// nearer is how many times nearer one of two dates must be to be meant whatever
// the tense.
const nearer = 2.9

func sign(v int32) int32 {
	switch {
	case v < 0:
		return -1
	case v > 0:
		return 1
	}
	return 0
}

// weekday finds the day of the week that is meant.
func (r *resolver) weekday(f *frame, first, end int32) (p, from point) {
	if r.inStory() && f.value[base] == fromWriting {
		return point{}, point{} // of which week, the story does not say
	}
	from = r.start(f)
	if from.unit > week || !from.known || f.value[base] == fromWriting && from.unit != dayUnit {
		return point{}, point{}
	}
	w := f.value[weekday]
	if f.is(weeks) { // "Friday last week"
		p = at(monday(from.day).AddDate(0, 0, 7*int(f.value[weeks])+int(w)-1), dayUnit)
		return p, from
	}
	ahead := (w - isoWeekday(from.day) + 7) % 7 // days to the next one, 0 for today
	if f.is(relation) {
		switch v := f.value[relation]; {
		case v < 0:
			return from.add(ahead-7, dayUnit), from
		case v > 0:
			if ahead == 0 {
				ahead = 7
			}
			return from.add(ahead, dayUnit), from
		}
		// "this Friday" lies in the week of writing, or just ahead.
		if r.tense(first, end) < 0 && ahead > 0 {
			return from.add(ahead-7, dayUnit), from
		}
		return from.add(ahead, dayUnit), from
	}
	if r.tense(first, end) > 0 || ahead == 0 {
		return from.add(ahead, dayUnit), from
	}
	return from.add(ahead-7, dayUnit), from
}

// relative finds the last, this or the next of a unit.
func (r *resolver) relative(f *frame) (p, from point) {
	u, n := f.value[unit], f.value[relation]
	from = r.writing
	if f.value[base] == fromFocus && (u == period || u == quarter) {
		over := from.coarser(quarter).add(-1, quarter) // the last that is over
		if r.inFocus(quarter) && (n == 0 || !over.known || !r.focus.day.After(over.day)) {
			return r.focus, r.focus
		}
		if u == period && n == 0 {
			return point{}, point{}
		}
		return over, from
	}
	from = r.start(f)
	if !from.known || from.unit > u {
		return point{}, point{}
	}
	return from.coarser(u).add(n, u), from
}

// shift counts units from a point: "two days ago". The value is as fine as the
// unit, but figures of a quarter are compared with those of a quarter.
func (r *resolver) shift(f *frame) (p, from point) {
	u, n := f.value[unit], f.value[number]
	if !f.is(number) {
		n = 1
	}
	from = r.start(f)
	if !from.known {
		return point{}, point{}
	}
	if f.value[base] == fromFocus && u == yearUnit && from.unit == quarter {
		return from.add(n*f.value[relation], u), from
	}
	if from.unit > u || u < dayUnit {
		return point{}, point{}
	}
	if f.is(half) && u == yearUnit {
		return from.coarser(monthUnit).add((n*12+6)*f.value[relation], monthUnit), from
	}
	return from.coarser(u).add(n*f.value[relation], u), from
}

// tense is what a word shows of when something takes place.
type tense int8

const (
	perfect  tense = -2
	past     tense = -1
	timeless tense = 2 // shows nothing, although it looks like it
	future   tense = 1
	hint     tense = 3 // of the future, where nothing else tells
)

// How many words from an expression a word still shows its tense, before it
// and behind it.
const (
	reachBefore = 10
	reachBehind = 4
)

// tense tells from the words around an expression whether it lies behind (-1)
// or ahead (1); 0 if they do not tell. The nearest word decides, one before it
// sooner than one behind it.
func (r *resolver) tense(first, end int32) int32 {
	otherwise := int32(0)
	for k := int32(1); k <= reachBefore; k++ {
		if i := first - k; i >= 0 {
			switch r.tenseOf(i) {
			case past, perfect:
				return -1
			case hint:
				otherwise = 1
			case future:
				for j := i - 1; j >= 0 && j >= i-4; j-- { // "had been due"
					if r.tenseOf(j) == perfect {
						return -1
					}
				}
				return 1
			}
		}
		if i := end + k - 3; k > 2 && k-2 <= reachBehind && i < int32(len(r.pieces)) {
			switch r.tenseOf(i) {
			case past, perfect:
				return -1
			case future:
				return 1
			}
		}
	}
	return otherwise
}

func (r *resolver) tenseOf(i int32) tense {
	p := &r.pieces[i]
	if p.word >= 0 {
		if t := r.t.words[p.word].tense; t != 0 {
			return t
		}
	}
	if p.shape != noDigits {
		return 0
	}
	if r.doc.Has&nlp.Tags != 0 {
		if strings.Contains(r.doc.Tokens[p.token].Feats, "Tense=Past") {
			return past
		}
		return 0
	}
	form := r.doc.Text[p.begin:p.end]
	for _, e := range r.t.endings {
		if len(form) > len(e)+2 && strings.EqualFold(form[len(form)-len(e):], e) {
			return past
		}
	}
	return 0
}

func durationValue(f *frame) string {
	u := f.value[unit]
	code := unitCodes[u]
	var b strings.Builder
	b.WriteByte('P')
	if u <= hours {
		b.WriteByte('T')
	}
	if code == "" {
		b.WriteString("XX")
		return b.String()
	}
	n := f.value[number]
	switch {
	case f.is(decimal):
		b.WriteString(strconv.Itoa(int(f.value[decimal] / 10)))
		b.WriteByte('.')
		b.WriteString(strconv.Itoa(int(f.value[decimal] % 10)))
		b.WriteString(code)
	case n == many:
		b.WriteByte('X')
		b.WriteString(code)
	default:
		if !f.is(number) && !f.is(half) {
			n = 1
		}
		if n > 0 {
			b.WriteString(strconv.Itoa(int(n)))
			b.WriteString(code)
		}
		if f.is(half) {
			switch u {
			case minutes:
				b.WriteString("30S")
			case hours:
				b.WriteString("30M")
			case dayUnit:
				b.WriteString("T12H")
			case yearUnit:
				b.WriteString("6M")
			case decadeUnit:
				b.WriteString("5Y")
			case centuryUnit:
				b.WriteString("50Y")
			default:
				return "P" + strconv.Itoa(int(n)) + ".5" + code
			}
		}
	}
	return b.String()
}

func setValue(f *frame) string {
	v := &f.value
	switch {
	case f.is(weekday):
		s := "XXXX-WXX-" + strconv.Itoa(int(v[weekday]))
		if f.is(part) {
			s += "T" + fieldCodes[part][v[part]]
		}
		return s
	case f.is(month) && f.is(day):
		b := pad([]byte("XXXX-"), int(v[month]), 2)
		return string(pad(append(b, '-'), int(v[day]), 2))
	case f.is(month):
		return "XXXX-" + string(pad(nil, int(v[month]), 2))
	case f.is(season):
		return "XXXX-" + fieldCodes[season][v[season]]
	case f.is(part):
		return "XXXX-XX-XXT" + fieldCodes[part][v[part]]
	case f.is(unit) && v[unit] == quarter && f.is(ordinal):
		return "XXXX-Q" + strconv.Itoa(int(v[ordinal]))
	case f.is(unit) && v[unit] == weekend:
		return "XXXX-WXX-WE"
	}
	return durationValue(f)
}

// clockValue is the part of a value that tells the time of day.
func clockValue(f *frame) string {
	if !f.is(hour) {
		return "T" + fieldCodes[part][f.value[part]]
	}
	h, m := int(f.value[hour]), int(f.value[minute])
	if h >= clockMark {
		h -= clockMark
		h, m = h/100, h%100
	}
	if f.is(meridiem) {
		if h == 12 {
			h = 0
		}
		h += int(f.value[meridiem])
	} else if f.is(part) && h < 12 && h > 0 {
		if p := fieldCodes[part][f.value[part]]; p == "AF" || p == "EV" || p == "NI" && h > 5 {
			h += 12
		}
	}
	b := append([]byte{'T'}, pad(nil, h, 2)...)
	b = pad(append(b, ':'), m, 2)
	return string(b)
}
