package timex

// A field is one thing that a time expression can say.
type field uint8

const (
	none field = iota
	year
	decade // year / 10; a single digit where the century is left out
	month
	day
	weekday // Monday is 1
	season
	part // of the day
	unit
	number
	half // half a unit more
	ordinal
	relation // -1 the last, 0 this, 1 the next
	days     // from the day of writing
	weeks    // from the week of writing, of a day of the week
	years    // from the year of writing, of a part of a year
	hour
	minute
	meridiem // hours to add
	holiday  // month * 100 + day
	event    // year * 10000 + month * 100 + day
	base     // what a shift starts from
	decimal  // tenths of a unit more
	fieldCount
)

var fieldNames = [fieldCount]string{
	"none", "year", "decade", "month", "day", "weekday", "season", "part", "unit", "number", "half",
	"ordinal", "relation", "days", "weeks", "years", "hour", "minute", "meridiem", "holiday", "event", "base", "decimal",
}

// The codes of the fields that are not numbers, as TIMEX3 writes them.
var fieldCodes = [fieldCount][]string{
	season: {"SP", "SU", "FA", "WI"},
	part:   {"MO", "MI", "AF", "EV", "NI", "DT"},
	unit:   {"S", "MIN", "H", "D", "WE", "W", "M", "SEASON", "Q", "HALF", "Y", "DE", "CE", "PERIOD"},
	base:   {"writing", "reference", "focus"},
}

// Units, in order of length; period is a stretch that only the text tells.
const (
	second int32 = iota
	minutes
	hours
	dayUnit
	weekend
	week
	monthUnit
	seasonUnit
	quarter
	halfYear
	yearUnit
	decadeUnit
	centuryUnit
	period
)

// unitCodes are the letters of durations.
var unitCodes = [...]string{
	second: "S", minutes: "M", hours: "H", dayUnit: "D", weekend: "WE", week: "W", monthUnit: "M", seasonUnit: "", quarter: "Q",
	halfYear: "", yearUnit: "Y", decadeUnit: "DE", centuryUnit: "CE", period: "",
}

// many is the number that is not told: "several". The rules write it X.
const many = 1 << 20

const (
	fromWriting int32 = iota
	fromReference
	fromFocus
)

// A frame is what one expression says, field by field.
type frame struct {
	has   uint32
	value [fieldCount]int32
}

func (f *frame) set(to field, v int32) {
	f.has |= 1 << to
	f.value[to] = v
}

func (f *frame) is(what field) bool { return f.has&(1<<what) != 0 }

// merge takes the fields of g that f lacks.
func (f *frame) merge(g *frame) {
	for i := field(1); i < fieldCount; i++ {
		if g.is(i) && !f.is(i) {
			f.set(i, g.value[i])
		}
	}
}

// An operation says how the fields make a value.
type operation uint8

const (
	calendar operation = iota // a point of the calendar, by its fields
	relative                  // the last, this or the next of something
	shift                     // so many units from a point
	span                      // a duration
	set                       // something that comes again
	pastRef
	presentRef
	futureRef
	unresolved // a time, of which the text does not say which
	reference  // the time that was last spoken of
	nothing    // no time at all: words that look like one
)

var operations = map[string]operation{
	"calendar": calendar, "relative": relative, "shift": shift, "span": span, "set": set, "past": pastRef,
	"present": presentRef, "future": futureRef, "unresolved": unresolved, "reference": reference, "nothing": nothing,
}
