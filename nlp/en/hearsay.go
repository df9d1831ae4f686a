package en

import (
	"regexp"
	"sync"
)

// This file holds words of accusing and of hearsay that are looked for in statements, where
// no tree is at hand or only a part of one. Those that trees are read with are in the lexicons
// of attribution and factuality.

// Suspecting are lemmas of words of who is held to have done what follows: "was arrested for
// selling", "faces charges of selling". It must not be changed.
var Suspecting = sync.OnceValue(func() map[string]bool {
	return set(`allege arrest detain accuse charge indict prosecute investigate remand accusation allegation count suspicion suspect
		indictment trial prosecution investigation probe`)
})

// Alleging are lemmas of nouns for what is alleged: "the accusation that he left". It must not be
// changed.
var Alleging = sync.OnceValue(func() map[string]bool { return set("accusation allegation suspicion rumour rumor") })

// Hunting are lemmas of verbs that are so in the passive: "is wanted for selling". It must not
// be changed.
var Hunting = sync.OnceValue(func() map[string]bool { return set("want seek") })

// Accusing are the words between who is accused and of what. It must not be changed.
var Accusing = sync.OnceValue(func() map[string]bool { return set("of with for in") })

// Dues are the words behind a verb of accusing by which it asks for money: "charged for the
// ride". It must not be changed.
var Dues = sync.OnceValue(func() map[string]map[string]bool { return map[string]map[string]bool{"charge": set("for")} })

// Telling are lemmas of verbs whose object hears what is said: who "was told that" says nothing.
// It must not be changed.
var Telling = sync.OnceValue(func() map[string]bool {
	return set("tell inform notify assure warn advise remind")
})

// Negating are forms of words that turn round what a sentence says. It must not be changed.
var Negating = sync.OnceValue(func() map[string]bool {
	return set("not n't n’t no never nobody none nothing neither without cannot")
})

// Vouching are lemmas of what is said of a claim that is so. It must not be changed.
var Vouching = sync.OnceValue(func() map[string]bool { return set("true right correct accurate") })

// Relaying are lemmas of verbs by which a relative clause passes on what somebody says: "who the police
// say fled". It must not be changed.
var Relaying = sync.OnceValue(func() map[string]bool { return set("say report believe think") })

// Hearsay matches words by which an author passes on what nobody in particular says.
var Hearsay = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:(?:we|I)\s+(?:hear|am\s+told|are\s+told|was\s+told|were\s+told|have\s+(?:heard|been\s+told))|reportedly|allegedly|supposedly|` +
		`rumou?r(?:s|ed)?|it\s+is\s+(?:said|reported|claimed|believed)|they\s+say|(?:is|are|was|were)\s+(?:said|reported|alleged)\s+to)\b`)
})
