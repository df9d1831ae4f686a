package en

import (
	"slices"
	"strings"
	"unicode"
)

// This file tells whether words for two who are not named may be for one.

// Words that end the noun of a phrase, and those that say nothing of whom it is for.
var (
	behindDescribed = set("of for at in on to from with by near close who whom whose which that and or")
	saysNothing     = set("a an the one another this that these those its his her their our some s said says told")
)

// MayBeOne reports whether words for somebody who is not named, "the union", may be for the one whom
// other words are for: they have its noun, and all else that they say of him the others say too, or
// the other way round. "The dockers' union" and "the teachers' union" are two. Of who has a name the
// words are to be given with it.
func MayBeOne(unnamed, other string) bool {
	a, b := describing(unnamed), describing(other)
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	noun := headOf(unnamed)
	return slices.Contains(b, noun) && (within(a, b) || headOf(other) == noun && within(b, a))
}

func within(a, b []string) bool {
	return !slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
}

// describing are the words of a phrase that say whom it is for.
func describing(phrase string) []string {
	return slices.DeleteFunc(wordsIn(phrase), func(w string) bool { return saysNothing[w] || behindDescribed[w] })
}

// headOf is the noun of a phrase.
func headOf(phrase string) string {
	phrase, _, _ = strings.Cut(phrase, ",")
	head := ""
	for _, w := range wordsIn(phrase) {
		if behindDescribed[w] && head != "" {
			break
		}
		if !saysNothing[w] {
			head = w
		}
	}
	return head
}

func wordsIn(phrase string) []string {
	return strings.FieldsFunc(strings.ToLower(phrase), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
