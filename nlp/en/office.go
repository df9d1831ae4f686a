package en

import (
	"maps"
	"sync"
)

// This file holds words before a noun for what somebody is, "the mayor", that make it another or doubtful.

// distant are words by which a writer keeps a distance from the noun that he uses.
const distant = "so-called alleged purported supposed self-styled self-proclaimed exaggerated ostensible would-be"

// Past are words for who was it once, Ousted those for who was put out or stands outside, and Lesser
// those for who stands in, or below, or is yet to be: the former mayor is not the mayor. They must not
// be changed.
var (
	Past   = sync.OnceValue(func() map[string]bool { return set("former ex late onetime") })
	Ousted = sync.OnceValue(func() map[string]bool { return set("ousted deposed retired exiled shadow opposition") })
	Lesser = sync.OnceValue(func() map[string]bool { return set("then vice deputy assistant acting future") })
)

// Doubted are words for who is only said to be it: "the alleged owner", "the suspected leader". It must
// not be changed.
var Doubted = sync.OnceValue(func() map[string]bool {
	m := set("suspected accused presumed reputed putative rumoured rumored reported")
	maps.Copy(m, set(distant))
	return m
})
