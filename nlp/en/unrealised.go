package en

import (
	"regexp"
	"strings"
	"sync"
)

// This file holds words of what has not come about, or not yet, or in no world but that of a
// dream or a film. Trees are read with them, and statements where no tree is at hand.

const (
	nearly   = "almost nearly"
	faking   = "fake feign simulate"
	grounds  = "evidence proof indication sign confirmation"
	fictions = "film movie novel dream nightmare opera musical sitcom thriller"
)

// imagining are the verbs of who tells of what is not, or bids others to.
var imagining = strings.Fields("dream imagine pretend fantasize fantasise suppose")

// Blaming are lemmas of verbs by which somebody is held to have done what others may deny: what
// is suspected is alleged. It must not be changed.
var Blaming = sync.OnceValue(func() map[string]bool { return set("suspect") })

// intending are the verbs of who wants, promises or is asked to do what follows.
const intending = `commit pledge promise vow plan intend want wish hope seek try attempt offer threaten ask order urge invite
	summon instruct conspire plot prepare`

// Unrealised matches words right before a predicate, to their end, by which the sentence does not
// say that it came about: "wants to", "almost", "will be", "in the film, she is".
var Unrealised = sync.OnceValue(func() *regexp.Regexp {
	forms := func(lemmas string) string {
		var all []string
		for _, w := range strings.Fields(lemmas) {
			stem := strings.TrimSuffix(w, "e")
			all = append(all, w, w+"s", stem+"ed", stem+"ing")
			if last := w[len(w)-1]; strings.ContainsRune("npt", rune(last)) { // "planned"
				all = append(all, w+string(last)+"ed", w+string(last)+"ing")
			}
			if y, ok := strings.CutSuffix(w, "y"); ok {
				all = append(all, y+"ies", y+"ied")
			}
			all = append(all, Irregular()[w]...)
		}
		return `(?:` + strings.Join(all, "|") + `)`
	}
	const few = `(?:[^\s,;:.]+\s+)`
	return regexp.MustCompile(`(?i)(?:` +
		`\b(?:` + forms(intending) + `|call(?:s|ed|ing)?\s+(?:on|for))\s+` + few + `{0,4}to\s+(?:be\s+|have\s+|` + few + `that\s+` + few + `{0,4})?` +
		`|\b(?:` + strings.ReplaceAll(nearly, " ", "|") + `)\s+` +
		`|\b(?:will|shall|should|must|ought\s+to)\s+(?:also\s+|soon\s+|now\s+)?(?:be\s+)?` +
		`|\b` + forms(faking) + `\s+(?:his|her|their|its|a|an|the)\s+(?:own\s+)?` +
		`|\b` + forms(strings.Join(imagining, " ")) + `\s+(?:that\s+)` + few + `*` +
		`|\b(?:no|any|little)\s+` + few + `{0,2}(?:` + strings.ReplaceAll(grounds, " ", "|") + `)\s+` + few + `{0,3}that\s+` + few + `*` +
		`|\b(?:not|never|unable|yet|` + forms("fail") + `)\s+` + few + `{0,3}` + forms(proving) + `\s+(?:that|whether)\s+` + few + `*` +
		`|^\s*in\s+` + few + `{1,2}(?:` + strings.ReplaceAll(fictions, " ", "|") + `),?\s+` + few + `{1,4}` +
		`)$`)
})
