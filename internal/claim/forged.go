package claim

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// What a paper says that its text calls a forgery nobody says: it is alleged, and no yes.
// Only where the text calls one paper so that it takes for known, "the letter", does "the
// letter" elsewhere speak of the same: who crossed the border with forged documents says
// nothing of the documents of the council.

const (
	paperNouns = `letter|memo|memorandum|document|report|note|cable|communiqu[eé]|paper|message|e-?mail|telegram|diary|ledger|certificate|leaflet|recording|tape|photograph|video`
	forgedWord = `(?:forged|faked?|fabricated|counterfeit|bogus)`
	// A word before the noun, and one that sets a paper apart from others of its noun.
	anyWord  = `(?:[\w-]+\s+)?`
	setApart = `(?:(first|second|third|other|new|next|last|earlier|later)\s+|[\w-]+\s+)?`
)

var (
	// A paper that is taken for known, as the words for a source.
	knownPaper = regexp.MustCompile(`(?i)^\W*(?:the|this|that)\s+` + setApart + `(` + paperNouns + `)\b`)
	// One whose own words call it forged.
	ownForged = regexp.MustCompile(`(?i)\b` + forgedWord + `\s+` + anyWord + `(?:` + paperNouns + `)s?\b`)
	// "The letter, printed in May, is a forgery": nothing else that could be forged stands
	// between the two.
	isForged = regexp.MustCompile(`(?i)\b(?:the|this|that)\s+` + setApart + `(` + paperNouns + `)(?:,[^,.;:!?]{1,60},)?\s+` +
		`(?:is|was|isn['’]t|wasn['’]t|(?:has|had|may|might|could)\s+` + anyWord + `(?:be|been)|(?:proved|turned\s+out)(?:\s+to\s+be)?)\s+` +
		`(?:(?:not|never|no|itself|also|hardly|\w+ly)\s+)?(?:(?:an?\s+` + anyWord + `)?(?:forgery|fakes?|fabrication|hoax|counterfeit)|forged|faked|fabricated)\b`)
	// "The forged letter".
	forgedPaper = regexp.MustCompile(`(?i)\b(?:the|this|that)\s+` + anyWord + forgedWord + `\s+` + setApart + `(` + paperNouns + `)\b`)
	// Whoever says that it may be, or that it is none, calls it no forgery.
	noForgery = regexp.MustCompile(`(?i)\b(?:not|no|never|hardly|if|whether|(?-i:may)|might|could|neither|allegedly|reportedly|supposedly|possibly)\b|n['’]t\b`)
)

// What ownForged, isForged and forgedPaper find has one of these in it.
var forgedSigns = strings.Fields("forg fake fabricat hoax counterfeit bogus ſ")

// paper is a noun of a paper with what sets it apart, as knownPaper and the like find them
// from group 1 on.
func paper(text string, m []int) string {
	noun := strings.ToLower(text[m[4]:m[5]])
	if m[2] < 0 {
		return noun
	}
	return strings.ToLower(text[m[2]:m[3]]) + " " + noun
}

// forgeries are the papers that a text calls forged in its author's own voice.
// Who is quoted may have reasons to call a paper so.
func forgeries(d Document) map[string]bool {
	text := d.Document.Text
	if !holdsAny(strings.ToLower(text), forgedSigns) {
		return nil
	}
	var quoted []stemma.Span // what is said by others, in order, laid out where it is asked for
	var ends []int
	out := map[string]bool{}
	for _, form := range []*regexp.Regexp{isForged, forgedPaper} {
		for _, m := range form.FindAllStringSubmatchIndex(text, -1) {
			at := stemma.Span{Begin: m[0], End: m[1]}
			name := paper(text, m)
			if out[name] || noForgery.MatchString(at.In(text)) {
				continue
			}
			if ends == nil {
				for i := range d.Statements {
					if d.Statements[i].Attributed() {
						quoted = append(quoted, d.Statements[i].Content...)
					}
				}
				slices.SortFunc(quoted, func(a, b stemma.Span) int { return cmp.Compare(a.Begin, b.Begin) })
				ends = furthest(quoted)
			}
			from, to := among(quoted, ends, at)
			if !slices.ContainsFunc(quoted[from:to], at.Overlaps) {
				out[name] = true
			}
		}
	}
	return out
}

// isForgery reports whether the words for a source stand for a paper that is called forged,
// there or in the text at large.
func isForgery(source string, forged map[string]bool) bool {
	if forged == nil {
		return false
	}
	if ownForged.MatchString(source) && !noForgery.MatchString(source) {
		return true
	}
	m := knownPaper.FindStringSubmatchIndex(source)
	return m != nil && forged[paper(source, m)]
}

// voicedByForgery reports whether the voice of a statement is such a paper.
func voicedByForgery(s *stemma.Statement, text string, forged map[string]bool) bool {
	return s.Attributed() && s.Voice().SourceType == nlp.SourceDocument && isForgery(s.Voice().Source.In(text), forged)
}
