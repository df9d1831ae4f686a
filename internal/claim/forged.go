package claim

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
)

// What a paper says that its text calls a forgery nobody says: it is alleged, and no yes.

const paperNouns = `letter|memo|memorandum|document|report|note|cable|communiqu[eé]|paper|message|e-?mail|telegram|diary|ledger|certificate|leaflet|recording|tape|photograph|video`

var (
	papers = regexp.MustCompile(`(?i)\b(?:` + paperNouns + `)s?\b`)
	// "The letter, printed in May, is a forgery", and "the forged letter".
	isForged    = regexp.MustCompile(`(?i)\b(` + paperNouns + `)s?\b[^.;:!?]{0,60}?\b(?:is|was|are|were|be|been)\s+(?:[\w-]+\s+){0,2}?(?:forger(?:y|ies)|forged|fakes?|faked|fabricated|fabrications?|hoax(?:es)?|counterfeit)\b`)
	forgedPaper = regexp.MustCompile(`(?i)\b(?:forged|fake|faked|fabricated|counterfeit|bogus)\s+(?:[\w-]+\s+)?(` + paperNouns + `)s?\b`)
	// Whoever says that it may be, or that it is none, calls it no forgery.
	noForgery = regexp.MustCompile(`(?i)\b(?:not|no|never|hardly|if|whether|(?-i:may)|might|could|neither)\b|n['’]t\b`)
)

// What isForged and forgedPaper find has one of these in it.
var forgedSigns = strings.Fields("forg fake fabricat hoax counterfeit bogus ſ")

// paperNoun is the noun of the paper that the words for a source name, "" for none.
func paperNoun(source string) string {
	all := papers.FindAllString(source, -1)
	if len(all) == 0 {
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(all[len(all)-1]), "s")
}

// forgeries are the nouns of the papers that a text calls forged in its author's own voice.
// Who is quoted may have reasons to call a paper so.
func forgeries(d Document) map[string]bool {
	text := d.Document.Text
	if !holdsAny(strings.ToLower(text), forgedSigns) {
		return nil
	}
	var out map[string]bool
	for _, form := range []*regexp.Regexp{isForged, forgedPaper} {
		for _, m := range form.FindAllStringSubmatchIndex(text, -1) {
			at := stemma.Span{Begin: m[0], End: m[1]}
			said := slices.ContainsFunc(d.Statements, func(s stemma.Statement) bool {
				return s.Attributed() && slices.ContainsFunc(s.Content, func(c stemma.Span) bool { return c.Overlaps(at) })
			})
			if said || noForgery.MatchString(at.In(text)) {
				continue
			}
			if out == nil {
				out = map[string]bool{}
			}
			out[strings.ToLower(text[m[2]:m[3]])] = true
		}
	}
	return out
}
