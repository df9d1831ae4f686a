package en

import (
	"regexp"
	"strings"
	"sync"
)

// Months are the months in order. It must not be changed.
var Months = sync.OnceValue(func() []string {
	return strings.Fields("january february march april may june july august september october november december")
})

// Weekday matches a day of the week, for texts that do not say of which.
var Weekday = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b`)
})
