package en

import (
	"slices"
	"strings"
	"sync"
)

// units are the units of each kind of measure, and measures by which of them an adjective of measure
// is answered: "how long" asks for a length or a time, and "how big" for what has no units of its own.
var (
	units = map[string]string{
		"length": "metre meter m foot feet centimetre centimeter cm kilometre km mile",
		"time":   "hour day week month year minute",
		"weight": "kilo kilogram kg ton tonne gram",
		"speed":  "km mile knot",
		"times":  "time",
	}
	measures = map[string]string{
		"high": "length", "deep": "length", "tall": "length", "wide": "length", "far": "length", "long": "length time",
		"heavy": "weight", "fast": "speed", "often": "times", "old": "", "big": "", "large": "",
	}
)

// Units are the units, in the singular, in which what the adjective measures is given; none for a
// word that measures nothing that has units.
func Units(adjective string) (out []string) {
	for kind := range strings.FieldsSeq(measures[adjective]) {
		out = append(out, strings.Fields(units[kind])...)
	}
	return out
}

// Measures reports whether a word is an adjective of measure, as behind "how".
func Measures(adjective string) bool {
	_, ok := measures[adjective]
	return ok
}

// AllUnits are the units of the kinds of measure, in order, each once; of all kinds where none is
// named.
func AllUnits(kinds ...string) (out []string) {
	for kind, names := range units {
		if len(kinds) == 0 || slices.Contains(kinds, kind) {
			out = append(out, strings.Fields(names)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Measured are the units of more than one letter, behind which a number counts nothing else. It must
// not be changed.
var Measured = sync.OnceValue(func() []string {
	return slices.DeleteFunc(AllUnits(), func(unit string) bool { return len(unit) == 1 })
})

// Ways are words behind a measure that make it a distance, the time since another thing, or how much
// there is of something. It must not be changed.
var Ways = sync.OnceValue(func() map[string]bool {
	return set("of off from away north south east west northeast northwest southeast southwest ago after before later")
})

// Totals are nouns for how many there are. It must not be changed.
var Totals = sync.OnceValue(func() map[string]bool { return set("number total toll count") })
